import Diagnostics
import Document
import Testing
import Typesetting

/// Words, codes and addresses that are longer than a line.
@Suite("断行：长串") struct LinesTokenTests {
  private func set(
    _ text: String, _ mode: CompositionMode = .running, width: Double,
    alignment: ParagraphSetting.Alignment = .justified
  ) -> (lines: [ComposedLine], findings: Findings) {
    var findings = Findings()
    let lines = compose(
      [.text(text)], mode, width: width, alignment: alignment, findings: &findings)
    return (lines, findings)
  }

  @Test("八百个字母的一串：断开而不超宽，前后汉字照排，只有一条警告", arguments: [false, true])
  func eightHundred(grid: Bool) throws {
    let token = String(repeating: "abcdefghij", count: 80)
    for text in [token, "编号为" + token + "，请核对后填写。", "（" + token + "）"] {
      let (lines, findings) = set(text, grid ? gridMode : .running, width: 28)
      #expect(lines.map(\.text).joined() == text)
      #expect(lines.allSatisfy { $0.end <= 28.001 }, "\(lines.map(\.end))")
      #expect(findings.all.map(\.code) == ["L010"])
      let finding = try #require(findings.all.first)
      let message = finding.problem.message(in: .chinese)
      #expect(message.hasPrefix("“") && message.hasSuffix("…”比一行还宽，只好从中间断开"), "\(message)")
      #expect(message.count < 70)
      #expect(
        finding.problem.message(in: .english).hasSuffix("is wider than its line and was broken"))
      // Every line of the token is full: 56 letters of half an em.
      #expect(lines.dropFirst().dropLast().allSatisfy { $0.end > 27.4 }, "\(lines.map(\.end))")
      #expect(lines.count <= 16)
    }
  }

  @Test("两万字母的一串也不拖慢")
  func veryLong() {
    let (lines, findings) = set(String(repeating: "x1", count: 10_000), width: 28)
    #expect(lines.count >= 357 && lines.count < 380)
    #expect(findings.all.map(\.code) == ["L010"])
  }

  @Test(
    "比一行长的代码在字母与数字之间、大小写之间、符号之后断",
    arguments: [
      ("91140100MA0ABCDE7X", 6.0, "91140100MA0⏎ABCDE7X"),
      ("financialReportTemplate", 8, "financialReport⏎Template"),
      ("report_2025_final_version", 8, "report_2025_⏎final_version"),
      ("ISO9001financialReport", 8, "ISO9001financial⏎Report"),
    ])
  func joints(text: String, width: Double, expected: String) {
    #expect(set(text, width: width).lines.dump == expected)
  }

  @Test("一个字母、一个数字不单独留在行首或行末")
  func neverOneAlone() {
    for length in 3...40 {
      for code in ["9", "x"] {
        let text = "号" + String(repeating: code, count: length) + "止"
        for width in stride(from: 3.0, through: 7, by: 0.5) {
          let lines = set(text, width: width).lines
          let parts = lines.map { $0.text.filter { $0.isASCII } }.filter { !$0.isEmpty }
          #expect(parts.allSatisfy { $0.count > 1 }, "\(width): \(lines.dump)")
        }
      }
    }
  }

  @Test("网址与邮箱断在斜线、点之后和 @ 之前，不留警告；点不居行首")
  func addresses() {
    let url = set("见https://www.example.gov.cn/zscq/2025/notice.html", width: 10, alignment: .left)
    #expect(url.findings.isEmpty, "\(url.lines.dump)")
    for line in url.lines.dropFirst() {
      #expect(line.text.first?.isLetter == true || line.text.first?.isNumber == true)
    }
    for line in url.lines.dropLast() where line.text != "见" {
      #expect(line.text.hasSuffix("/") || line.text.hasSuffix("."), "\(url.lines.dump)")
    }
    let mail = set("邮箱zhuanli.zhuanhua@example.gov.cn止", width: 10, alignment: .left)
    #expect(mail.findings.isEmpty)
    #expect(mail.lines.contains { $0.text.hasPrefix("@") }, "\(mail.lines.dump)")
  }

  @Test("西文词在连字符后断，但不单留一个字母；and/or 不断")
  func words() {
    #expect(set("天地玄well-known黄", width: 7).lines.dump.contains("well-⏎known"))
    #expect(!set("天地玄黄e-government", width: 6, alignment: .left).lines.dump.contains("e-⏎"))
    #expect(!set("天地玄黄and/or宇宙", width: 6).lines.dump.contains("and/⏎or"))
  }

  @Test("宽不过一行的串整个移到下一行，不断开")
  func fitting() {
    let (lines, findings) = set("天地玄黄宇宙91140100MA0ABCDE7X洪荒", width: 10)
    #expect(findings.isEmpty && lines.contains { $0.text.contains("91140100MA0ABCDE7X") })
  }
}
