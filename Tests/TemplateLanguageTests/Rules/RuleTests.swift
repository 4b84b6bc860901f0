import CaseData
import Diagnostics
import TemplateLanguage
import Testing

@Suite("Rules")
struct RuleTests {
  private static let declared = """
    字段：合同　列表
    　　供给方类型　单选（高校，科研机构，医院，其他）
    　　签订日期　日期
    　　合同金额　金额（元）
    　　实际支付额　金额（元）
    　　备注　文本
    字段：补贴　金额（元）
    字段：人数　整数
    算出：合同.过期 = 签订日期 > 2024年12月31日
    算出：合同.原因 = 如果（过期，“签订于{{签订日期：2024年12月31日}}。”，“”）
    算出：计入 = 合计（筛选（合同，非 过期），实际支付额）
    算出：不计入合同 = 筛选（合同，过期）

    """

  private func evaluate(
    _ rules: String, _ fields: Record = Sample.root, mode: FillMode = .normal
  ) -> EvaluatedCase {
    let (declarations, findings) = declare(Self.declared + rules)
    #expect(words(findings) == [])
    guard let today = CalendarDate(year: 2025, month: 7, day: 15) else {
      preconditionFailure("a day that exists")
    }
    return CaseEvaluator.evaluate(
      fields: fields, declarations: declarations,
      options: EvaluationOptions(mode: mode, today: today))
  }

  private static func placed(_ text: String) -> (Record, SourceFile) {
    let file = SourceFile(name: "案卷.yaml", text: text)
    var root = Sample.root
    root["补贴"] = Datum(Sample.money("30"), at: .text(Span(file, 0..<2)))
    root["人数"] = Datum(.number(ExactDecimal(20)), at: .text(Span(file, 3..<5)))
    return (root, file)
  }

  @Test("Computed values become fields of the case and of its items")
  func computed() {
    let root = evaluate("").root
    #expect(ValuePrinter.words(root["计入"]?.value ?? .absent) == "900050.09")
    guard case .list(let items)? = root["不计入合同"]?.value,
      case .record(let record)? = items.first?.value
    else {
      Issue.record("no excluded contract")
      return
    }
    #expect(items.count == 1)
    #expect(record["原因"]?.value.words == "签订于2025年1月2日。")
  }

  @Test("A rule that fails says so with its clause, its line, the data and the field")
  func failing() {
    let (root, _) = Self.placed("30　20")
    let findings = evaluate("校验：补贴 > 人数 × 2，否则“补贴{{补贴：金额}}元太少”（指南 一（三））", root).findings
    #expect(words(findings) == ["补贴30.00元太少（指南 一（三））"])
    let finding = findings.all[0]
    #expect(finding.severity == .error)
    #expect(finding.field == "补贴")
    #expect(finding.labels.map(\.role) == [.template, .data, .data])
    #expect(finding.labels[0].place.span?.line == 13)
    #expect(finding.labels[0].place.span?.column == 4)
    #expect(finding.labels[1].place.span?.text == "30")
  }

  @Test("A filter of a message is the same as in 正文.wen, misspelt ones included")
  func filters() {
    let (_, findings) = declare(
      Self.declared + "字段：收入　金额（万元）\n校验：补贴 > 0，否则“补贴{{补贴：大泻}}，{{收入：2024.12.31}}”")
    #expect(findings.all.map(\.code) == ["T304", "T307"])
    #expect(findings.all[0].labels[0].place.span?.text == "大泻")
    #expect(findings.all[0].problem.remedy(in: .chinese) == "是否想写“大写”？")
    var root = Sample.root
    root["收入"] = Datum(Sample.money("40000.5"))
    root["备注"] = Datum(.absent)
    let shown = evaluate(
      "字段：收入　金额（万元）\n字段：备注　文本\n"
        + "校验：收入 > 50000，否则“{{收入：金额（元）}}元，{{收入}}万元，备注{{备注：空则“没有”}}，"
        + "{{备注：空则：无}}”", root)
    #expect(words(shown.findings) == ["400,005,000.00元，40000.5万元，备注没有，无"])
  }

  @Test("每项: one finding an item, with its place in the list")
  func perItem() {
    let findings = evaluate("校验：每项 合同，实际支付额 < 合同金额，否则“第{{序号}}份付清了”").findings
    #expect(words(findings) == ["第2份付清了"])
    #expect(findings.all[0].field == "合同[2].实际支付额")
  }

  @Test("提示 warns, 需裁定 asks until a 裁定 answers it, and the answer is a value")
  func strengths() {
    let hint = evaluate("提示：人数 > 50，否则“人少”").findings
    #expect(hint.all.map(\.severity) == [.warning])
    let open = evaluate("需裁定 A4-1：人数 > 50，否则“两种读法”").findings
    #expect(open.all.map(\.severity) == [.ruling])
    #expect(open.all[0].problem.message(in: .chinese) == "需裁定 A4-1：两种读法")
    let answered = evaluate(
      "需裁定 A4-1：人数 > 50，否则“两种读法”\n裁定：A4-1 = “读法二”\n校验：裁定.A4-1 = “读法一”，否则“按{{裁定.A4-1}}”")
    #expect(words(answered.findings) == ["按读法二"])
  }

  @Test("In a draft rules warn; a blank form runs none and leaves computed values for the hand")
  func modes() {
    let draft = evaluate("校验：人数 > 50，否则“人少”\n算出：倍 = 1 ÷ （人数 － 20）", mode: .draft)
    #expect(draft.findings.all.map(\.severity) == [.warning, .warning])
    let blank = evaluate("校验：人数 > 50，否则“人少”\n算出：率 = 10%", [:], mode: .blank)
    #expect(blank.findings.isEmpty)
    guard case .handwritten? = blank.root["计入"]?.value,
      case .number? = blank.root["率"]?.value
    else {
      Issue.record("计入 depends on the case, 率 does not")
      return
    }
  }

  @Test("One cause, one diagnostic: what depends on a faulty value stays silent")
  func silence() {
    var root = Sample.root
    root["人数"] = Datum(.faulty)
    let rules = "算出：倍 = 人数 × 2\n校验：倍 > 100，否则“少”\n提示：人数 > 倍，否则“少”"
    #expect(evaluate(rules, root).findings.isEmpty)
    root["人数"] = Datum(Sample.money("0"))
    let failing = "算出：倍 = 1 ÷ 人数\n算出：三倍 = 倍 × 3\n校验：三倍 > 1，否则“少”"
    let findings = evaluate(failing, root).findings
    #expect(findings.all.map(\.code) == ["T207"])
    #expect(findings.all[0].field == "倍")
  }

  @Test("A value that was not given is named where a rule computes with it")
  func absent() {
    var root = Sample.root
    root["人数"] = Datum(.absent)
    let findings = evaluate("校验：人数 ＋ 1 > 2，否则“少”", root).findings
    #expect(findings.all.map(\.code) == ["T203"])
    #expect(findings.all[0].problem.message(in: .chinese) == "“人数”没有填，不能计算")
    #expect(evaluate("校验：人数 为空 或 人数 ＋ 1 > 2，否则“少”", root).findings.isEmpty)
  }

  @Test("此刻 without a time is an error; working days of an unknown year need a ruling")
  func outside() {
    #expect(evaluate("校验：此刻（） = 此刻（），否则“迟”").findings.all.map(\.code) == ["T212"])
    let days = evaluate("校验：工作日后（2025年9月30日，3） > 2025年1月1日，否则“早”").findings
    #expect(days.all.map(\.severity) == [.ruling])
    #expect(days.all[0].problem.message(in: .chinese) == "没有2025年的放假安排，工作日算不出来")
    let known = evaluate(
      "放假：2025年10月1日—8日　调休上班：2025年10月11日\n校验：工作日后（2025年9月30日，3） = 2025年10月11日，否则“早”")
    #expect(known.findings.isEmpty)
  }

  @Test("The spent budget is reported once")
  func budget() {
    let (declarations, _) = declare(Self.declared + "校验：计入 > 0，否则“零”")
    guard let today = CalendarDate(year: 2025, month: 7, day: 15) else { return }
    let result = CaseEvaluator.evaluate(
      fields: Sample.root, declarations: declarations,
      options: EvaluationOptions(today: today, stepBudget: 10))
    #expect(result.findings.all.map(\.code) == ["T201"])
  }
}

extension Value {
  fileprivate var words: String { ValuePrinter.words(self) }
}
