import CaseData
import Diagnostics
import TemplateLanguage
import TestSupport
import Testing

/// The application form of the library with its example cases (forms section D, cases A and F).
@Suite("Rules of 引进专利技术 (forms:A-01 to A-09)")
struct ApplicationFormTests {
  private static let programme = "templates/taiyuan-ip-2025/"
  private static let form = programme + "patent-import-application/"

  private func declarations(_ folder: String) throws -> (Declarations, Findings) {
    func parse(_ path: String) throws -> (declarations: Declarations, findings: Findings) {
      DeclarationParser.parse(
        file: SourceFile(name: path, bytes: try Repository.bytes(path + "字段.wen")))
    }
    let shared = try parse(Self.programme)
    let own = try parse(folder)
    var merged = Declarations.merged(
      programme: shared.declarations, template: own.declarations)
    merged.findings.add(contentsOf: shared.findings)
    merged.findings.add(contentsOf: own.findings)
    return (merged.declarations, merged.findings)
  }

  /// The example case with some of its words replaced.
  private func evaluate(
    _ example: String, _ replacements: [(String, String)] = []
  ) throws -> EvaluatedCase {
    var text = try Repository.text(Self.form + example)
    for (old, new) in replacements {
      let parts = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
      try #require(parts.count == 2, "\(old) is not in the case")
      text = parts[0] + new + parts[1]
    }
    let (node, findings) = CaseReader.read(bytes: Array(text.utf8), name: example)
    #expect(words(findings) == [])
    let today = try #require(CalendarDate(year: 2025, month: 7, day: 18))
    return CaseEvaluator.evaluate(
      case: node, declarations: try declarations(Self.form).0,
      options: EvaluationOptions(today: today))
  }

  private func value(_ name: String, _ evaluated: EvaluatedCase) -> String {
    ValuePrinter.words(evaluated.root[name]?.value ?? .absent)
  }

  private func ruleWords(_ evaluated: EvaluatedCase) -> [String] {
    evaluated.findings.all.filter { $0.code.hasPrefix("T") }
      .map { $0.problem.message(in: .chinese) }
  }

  @Test(
    "The declarations of every template of the programme are free of errors",
    arguments: [
      "patent-import-application", "award-notice", "refusal-decision", "truthfulness-pledge",
      "integrity-pledge", "no-violation-statement",
    ])
  func library(_ folder: String) throws {
    #expect(words(try declarations(Self.programme + folder + "/").1) == [])
  }

  @Test("Case A: 10 % of 1,000,050.09 is 100,005.01; excluded contracts say why (forms:A-05)")
  func caseA() throws {
    let evaluated = try evaluate("示例A.yaml")
    #expect(ruleWords(evaluated) == [])
    #expect(value("计入支付合计", evaluated) == "1000050.09")
    #expect(value("按比例计算额", evaluated) == "100005.009")
    #expect(value("补贴金额", evaluated) == "100005.01")
    guard case .list(let excluded)? = evaluated.root["不计入合同"]?.value else {
      Issue.record("不计入合同 is no list")
      return
    }
    let reasons = excluded.map { item -> String in
      guard case .record(let record) = item.value else { return "" }
      return ValuePrinter.words(record["不计原因"]?.value ?? .absent)
    }
    // A-6, the free licence, is no excluded contract: it adds 0.00.
    #expect(
      reasons == [
        "签订日期2025年1月2日不在2024年1月1日至2024年12月31日之间。", "供给方不是高校、科研机构或者医院。",
      ])
  }

  @Test("Case F: capped at 200,000.00; less what was granted; nothing paid still fills")
  func caseF() throws {
    let capped = try evaluate("示例F.yaml")
    #expect(ruleWords(capped) == [])
    #expect(value("比例补贴额", capped) == "345678.9")
    #expect(value("补贴金额", capped) == "200000")
    let granted = try evaluate("示例F.yaml", [("本年度已获补贴: 0.00", "本年度已获补贴: 50,000.00")])
    #expect(value("补贴金额", granted) == "150000")
    let over = try evaluate("示例F.yaml", [("本年度已获补贴: 0.00", "本年度已获补贴: 250,000.00")])
    #expect(value("补贴金额", over) == "0")
    let unpaid = try evaluate(
      "示例F.yaml",
      [("实际支付额: 3,456,789.00", "实际支付额: 0.00"), ("金额: \"3,456,789.00\"", "金额: 0.00")])
    #expect(value("补贴金额", unpaid) == "0")
    #expect(ruleWords(unpaid) == ["尚未实际支付，不能申请补贴（预征集指南 一（三））"])
  }

  @Test(
    "Each rule of the form refuses or warns by itself",
    arguments: [
      ("独立法人: 是", "独立法人: 否", "申报单位应当具有独立法人资格（预征集指南 一（一））"),
      (
        "所属县区: \"140105\"", "所属县区: \"140800\"",
        "申报单位应当在太原市行政区域内设立、登记、注册，所属县区代码140800不是1401开头（预征集指南 一（一））"
      ),
      ("企业规模: 中型", "企业规模: 小型", "按职工总数和营业收入划为中型，与所填小型不一致，请核对划型标准（预征集指南 一（一））"),
      ("研发人员数: 88", "研发人员数: 400", "研发人员数400大于职工总数356"),
      ("登记日期: 2024年6月28日", "登记日期: 2024年5月19日", "登记（备案）日期早于签订日期（预征集指南 一（四）2）"),
      ("重复享受其他财政支持: 否", "重复享受其他财政支持: 是", "享受了其他财政支持的，应当说明"),
      ("有效专利数: 54", "有效专利数: 55", "有效专利数不等于发明、实用新型、外观设计三项之和"),
      (
        "金额: \"3,456,789.00\"", "金额: \"3,456,788.99\"",
        "支付凭证合计3,456,788.99元不等于合同实际支付额合计3,456,789.00元（预征集指南 一（五）4）"
      ),
    ])
  func rules(_ old: String, _ new: String, _ message: String) throws {
    let evaluated = try evaluate("示例F.yaml", [(old, new)])
    #expect(ruleWords(evaluated) == [message])
    let finding = try #require(evaluated.findings.all.first { $0.code == "T220" })
    #expect(finding.labels.map(\.role).prefix(2) == [.template, .data])
    let places = finding.labels.compactMap { $0.place.span?.file.name }
    #expect(places.contains("示例F.yaml"))
  }

  @Test("A4-3: where the two readings of 至少一年有效 differ, a ruling is asked for")
  func ruling() throws {
    let evaluated = try evaluate("示例F.yaml", [("年费缴至: 2026.12.31", "年费缴至: 2025.12.31")])
    let rulings = evaluated.findings.all.filter { $0.severity == .ruling }
    #expect(rulings.map(\.code) == ["T221"])
    #expect(ruleWords(evaluated).count == 1)
  }

  @Test("An ill-typed amount is one error: sums, subsidy and rules stay silent")
  func silence() throws {
    let evaluated = try evaluate("示例F.yaml", [("实际支付额: 3,456,789.00", "实际支付额: 三百万")])
    let about = evaluated.findings.all.filter { $0.field?.contains("实际支付额") == true }
    #expect(about.map(\.severity) == [.error])
    #expect(ruleWords(evaluated) == [])
    guard case .faulty? = evaluated.root["补贴金额"]?.value else {
      Issue.record("补贴金额 depends on a faulty amount")
      return
    }
  }
}
