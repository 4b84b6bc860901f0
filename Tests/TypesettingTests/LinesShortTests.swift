import Diagnostics
import Document
import Fonts
import Pages
import Testing
import Typesetting
import Typography

/// Short texts take a way of their own; nobody may notice but by the clock.
@Suite("断行：短文字一步排成") struct LinesShortTests {
  private static let pieces = [
    "东河区机械厂", "专利", "一", "㐀", "2024.12.31", "10,037.01", "-5", "91140100MA0KXXXX1A",
    "ABC", "(甲)", "V2-1", "@", "x", "12", "Hand-in", "第", "元",
  ]

  private func setting(_ number: Int) -> ParagraphSetting {
    let alignments: [ParagraphSetting.Alignment] = [.left, .right, .centre, .justified]
    var setting = ParagraphSetting(
      mode: .running, measure: .mm(Double(20 + number % 7 * 11)),
      font: [.song, .fangsong, .hei][number % 3], size: [.pt(10.5), .pt(12), .pt(9)][number % 3],
      alignment: alignments[number % 4], pitch: .pt(16), isTitle: number % 5 == 0)
    if number % 11 == 0 { setting.firstIndent = .pt(21) }
    return setting
  }

  private func shown(_ line: ComposedLine) -> String {
    "\(line.fragment.marks) \(line.fragment.actualText ?? "") \(line.fragment.continues) "
      + "\(line.ascent) \(line.descent) \(line.width) \(line.indent) \(line.anchors) \(line.text)"
  }

  @Test("与整套步骤排的一模一样，排不了的不排")
  func same() {
    let composer = LineComposer(fonts: pageFonts)
    let short = ShortLines(fonts: pageFonts)
    var count = 0
    for number in 0..<3_000 {
      var text = ""
      for step in 0...(number % 4) {
        text += Self.pieces[(number &* 31 &+ step &* 7 &+ number / 5) % Self.pieces.count]
      }
      var style = TextStyle.plain
      if number % 13 == 0 { style.font = .song }
      if number % 17 == 0 { style.size = .pt(14) }
      if number % 19 == 0 { style.isUnbreakable = true }
      let run = TextRun(text, style: style)
      guard let line = short.line(run, setting(number)) else { continue }
      count += 1
      var findings = Findings()
      let lines = composer.compose([.text(run)], setting(number), findings: &findings)
      #expect(lines.map(shown) == [shown(line)], "\(text)")
      #expect(findings.isEmpty)
    }
    #expect(count > 1_500)
  }

  @Test(
    "标点、空格、组合字、缺字、带样式的和放不下的不走这条路",
    arguments: ["甲，乙", "甲 乙", "e\u{301}", "葛\u{E0100}", "\u{10FFFD}", "", "甲／乙", "80%"])
  func declined(_ text: String) {
    #expect(ShortLines(fonts: pageFonts).line(TextRun(text), setting(1)) == nil)
  }

  @Test("一行放不下的交给断行")
  func long() {
    let text = TextRun(String(repeating: "字", count: 30))
    #expect(ShortLines(fonts: pageFonts).line(text, setting(0)) == nil)
  }
}
