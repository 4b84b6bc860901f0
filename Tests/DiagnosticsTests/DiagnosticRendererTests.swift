import Diagnostics
import TestSupport
import Testing

/// A problem whose parts a test chooses.
private struct Trouble: Problem {
  var code = "D012"
  var severity = Severity.error
  var text = "“2024-13-01”不是日期"
  var advice: String?
  func message(in language: MessageLanguage) -> String {
    language == .chinese ? text : "not a date"
  }
  func remedy(in language: MessageLanguage) -> String? { advice }
  var clause: String?
}

/// A span at the text between ‹ and ›, which are taken out.
private func marked(_ text: String, in name: String = "案卷.yaml") -> Span {
  var bytes: [UInt8] = []
  var bounds: [Int] = []
  for scalar in text.unicodeScalars {
    if scalar == "‹" || scalar == "›" {
      bounds.append(bytes.count)
    } else {
      bytes += Array(String(scalar).utf8)
    }
  }
  return Span(SourceFile(name: name, bytes: bytes), bounds[0]..<bounds[bounds.count - 1])
}

private func rendered(_ text: String, width: Int = 92) -> [String] {
  let diagnostic = Diagnostic(Trouble(), at: [Label(.data, .text(marked(text)))])
  return DiagnosticRenderer(width: width).render(diagnostic)
    .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}

/// The source line and the caret line, without the gutter; what stands above the carets.
private func pointedAt(_ lines: [String]) -> (text: String, indent: Int, carets: Int) {
  let source = lines[3].unicodeScalars
  let bar = source.firstIndex(of: "|").map { source.index($0, offsetBy: 2) }
  let caretBar = lines[4].unicodeScalars.firstIndex(of: "|")
  let caretLine = lines[4].unicodeScalars[caretBar!...].dropFirst(2)
  return (
    String(source[bar!...]), caretLine.prefix { $0 == " " }.count,
    caretLine.filter { $0 == "^" }.count
  )
}

@Test("a finding names the field, both places and the remedy, design section 9")
func wholeFinding() {
  let data = marked("合同:\n  - 签订日期: ‹2024-13-01›\n")
  let template = marked("第一行\n　　签订于‹{{签订日期}}›。\n", in: "正文.wen")
  let cell = Place.cell(file: "案卷.xlsx", sheet: "合同", reference: "B7")
  let diagnostic = Diagnostic(
    Trouble(advice: "日期写作 2024年1月31日"),
    at: [Label(.data, .text(data)), Label(.template, .text(template)), Label(.related, cell)],
    field: "合同[2].签订日期")
  #expect(
    DiagnosticRenderer().render(diagnostic)
      == """
      错误[D012] 合同[2].签订日期：“2024-13-01”不是日期
        --> 案卷.yaml:2:11
        |
      2 |   - 签订日期: 2024-13-01
        |               ^^^^^^^^^^
        «模板» 正文.wen:2:6 | 签订于{{签订日期}}。
        «另见» 案卷.xlsx 合同!B7
        建议：日期写作 2024年1月31日

      """)
}

@Test("carets stand under what they mean: Chinese is two cells, marks none, tabs are expanded")
func caretColumns() {
  #expect(pointedAt(rendered("单位名称：‹甲乙›丙")) == ("单位名称：甲乙丙", 10, 4))
  #expect(pointedAt(rendered("a\t‹x›")) == ("a   x", 4, 1))
  #expect(pointedAt(rendered("é=e\u{301}‹b›")) == ("é=e\u{301}b", 3, 1))
  #expect(pointedAt(rendered("令狐𬭎‹𠀀›")) == ("令狐𬭎𠀀", 6, 2))
  #expect(pointedAt(rendered("邉\u{E0100}‹x›")) == ("邉\u{E0100}x", 2, 1))
}

@Test("an empty span gets one caret, also at the end of a line and of a file")
func emptySpans() {
  #expect(pointedAt(rendered("甲‹›乙\n丙")) == ("甲乙", 2, 2))
  #expect(pointedAt(rendered("甲乙‹›\n丙")) == ("甲乙", 4, 1))
  #expect(pointedAt(rendered("‹›")) == ("", 0, 1))
  #expect(pointedAt(rendered("甲‹乙\n丙›")) == ("甲乙", 2, 2))
}

@Test("invisible characters are shown, in the source line and in the message, std:C")
func invisibleCharacters() {
  #expect(pointedAt(rendered("张\u{202E}‹三›")) == ("张<U+202E>三", 10, 2))
  #expect(pointedAt(rendered("\u{0}‹x›\r\n")) == ("<U+0000>x", 8, 1))
  let text = DiagnosticRenderer().render(Diagnostic(Trouble(text: "“\u{1B}[2J\n”")))
  #expect(text == "错误[D012] “<U+001B>[2J<U+000A>”\n")
}

@Test(
  "a long line is windowed around the caret and never wider than asked",
  arguments: [0, 3, 40, 400, 796, 799])
func windows(before: Int) {
  let line =
    String(repeating: "前", count: before) + "‹错›" + String(repeating: "后", count: 799 - before)
  let (text, indent, carets) = pointedAt(rendered(line, width: 60))
  #expect(DisplayWidth.of(text) <= 60)
  #expect(text.hasPrefix("…") == (before > 20))
  #expect(carets == 2)
  // What stands above the caret is the character itself.
  var cells = 0
  let above = text.unicodeScalars.first { scalar in
    defer { cells += DisplayWidth.of(scalar) }
    return cells == indent
  }
  #expect(above == "错")
}

@Test("a line of ten megabytes is excerpted without reading all of it")
func hugeLine() {
  let text = String(repeating: "甲", count: 3_400_000)
  let file = SourceFile(name: "大.yaml", text: text)
  let span = Span(file, 5_100_000..<5_100_003)
  let output = DiagnosticRenderer().render(Diagnostic(Trouble(), at: [Label(.data, .text(span))]))
  #expect(output.contains("大.yaml:1:1700001"))
  #expect(output.utf8.count < 1_000)
}

@Test("findings come by file and position, cells by row, placeless ones last, equals as found")
func order() {
  let file = SourceFile(name: "b.yaml", text: "一二三四五")
  func at(_ offset: Int) -> Place { .text(Span(file, offset..<offset)) }
  func cell(_ reference: String) -> Place {
    .cell(file: "a.xlsx", sheet: "表", reference: reference)
  }
  var findings = Findings()
  for (code, place) in [
    ("9", Place.nowhere), ("5", at(6)), ("3", at(0)), ("4", at(0)), ("2", cell("B10")),
    ("1", cell("AA9")), ("0", cell("B9")),
  ] {
    findings.add(Trouble(code: code), at: Label(.data, place))
  }
  #expect(findings.sorted.map(\.code).joined() == "0123459")
}

@Test("the summary counts by severity in both languages")
func summary() {
  var findings = Findings()
  #expect(DiagnosticRenderer().summary(findings) == "没有发现问题")
  #expect(DiagnosticRenderer().render(findings) == "")
  for severity in [Severity.error, .warning, .error, .ruling, .error] {
    findings.add(Trouble(severity: severity))
  }
  #expect(DiagnosticRenderer().summary(findings) == "共 3 处错误、1 处需裁定、1 处提示")
  #expect(
    DiagnosticRenderer(language: .english).summary(findings) == "3 errors, 1 ruling, 1 warning")
}

@Test("English words and colours when asked for")
func englishAndColour() {
  let diagnostic = Diagnostic(
    Trouble(), at: [Label(.data, .text(marked("‹x›")))], field: "日期", record: "甲公司")
  let english = DiagnosticRenderer(language: .english).render(diagnostic)
  #expect(english.hasPrefix("error[D012] 【甲公司】日期: not a date\n"))
  let colour = DiagnosticRenderer(usesColour: true).render(diagnostic)
  #expect(colour.hasPrefix("\u{1B}[1;31m错误[D012]\u{1B}[0m "))
  #expect(!english.contains("\u{1B}"))
}

@Test("a quoted line of a case hides numbers of persons, its carets stay, design section 5")
func personalData() {
  let line = "{手机: 13900000006, 证: 11010119900307123X, 账号: 6200000000000000006, ‹电话›: 0351-0000007}"
  let shown = pointedAt(rendered(line, width: 200))
  #expect(
    shown.text
      == "{手机: 139******06, 证: 110*************3X, 账号: 620**************06, 电话: 0351-*****07}")
  #expect(shown.indent == 71 && shown.carets == 4)
  #expect(pointedAt(rendered("‹邮箱›: zhang.san@example.com")).text == "邮箱: z********@example.com")
  // Codes, dates and amounts stay.
  for text in [
    "ZL202119000004.7", "91149906MA0TX0F06X", "2024-01-01", "1000050.09", "X2024140000001",
  ] {
    #expect(pointedAt(rendered("‹值›: \(text)")).text == "值: \(text)")
  }
}

@Test("the clause that a finding rests on stands below the remedy, and in JSON")
func clause() {
  let trouble = Trouble(advice: "写作甲", clause: "GB/T 9704-2012 7.2.5")
  let diagnostic = Diagnostic(trouble, at: [Label(.data, .text(marked("‹甲›")))])
  #expect(
    DiagnosticRenderer().render(diagnostic).hasSuffix("建议：写作甲\n  依据：GB/T 9704-2012 7.2.5\n"))
  #expect(
    DiagnosticRenderer(language: .english).render(diagnostic)
      .hasSuffix("rule: GB/T 9704-2012 7.2.5\n"))
  #expect(
    DiagnosticRenderer().json(diagnostic).serialized()
      .contains("\"clause\":\"GB/T 9704-2012 7.2.5\""))
  #expect(!DiagnosticRenderer().render(Diagnostic(Trouble())).contains("依据"))
}
