import Diagnostics
import Document
import Testing
import Typesetting
import Typography

/// A repeatable stream of numbers.
struct SeededDice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var mixed = state
    mixed ^= mixed >> 31
    return mixed &* 0x9E37_79B9_7F4A_7C15
  }
}

/// Random paragraphs: what must hold whatever is written.
@Suite("断行：随机文字") struct LinesRandomTests {
  private static let phrases = [
    "山", "水长天", "关于开展", "，", "。", "、", "：", "；", "？", "！", "（", "）", "“", "”", "《",
    "》", "——", "……", "—", "～", "·", "／", "/", "2025年", "3月5日", "〔2025〕3号", "第十二条", "85%",
    "￥100.5", "word", "a", "end-user", "Title", " ", "１２", "々", "①", "□是", "https://a.cn/b?c=d",
    "x@y.cn", "0351-4225678", "\u{3000}", "𠮷", "葛\u{E0100}", "(", ")", ",", "'", "12", "AB12cd34",
  ]

  private func text(_ dice: inout SeededDice) -> String {
    (0..<Int.random(in: 1...40, using: &dice)).map { _ in
      Self.phrases.randomElement(using: &dice) ?? "山"
    }.joined()
  }

  private func style(_ dice: inout SeededDice) -> TextStyle {
    TextStyle(
      isDotted: Int.random(in: 0..<8, using: &dice) == 0,
      isUnderlined: Int.random(in: 0..<8, using: &dice) == 0)
  }

  @Test("不超宽，合行等于原文，行首行末无禁则标点，全程不崩", arguments: [false, true])
  func holds(grid: Bool) {
    var dice = SeededDice(state: grid ? 41 : 42)
    var broken: [String] = []
    for _ in 0..<(LinesBruteForceTests.isRelease ? 4_000 : 300) {
      let width = Double(Int.random(in: 4...120, using: &dice)) / 4
      var inlines: [Inline] = []
      var whole = ""
      for _ in 0..<Int.random(in: 1...3, using: &dice) {
        let part = text(&dice)
        if Int.random(in: 0..<8, using: &dice) == 0 {
          whole += "山" + part + "水"
          inlines.append(
            .blank(Blank(minimumWidth: testCell * 3, inlines: [.text("山" + part + "水")])))
        } else {
          whole += part
          inlines.append(.text(TextRun(part, style: style(&dice))))
        }
      }
      var findings = Findings()
      let lines = compose(
        inlines, grid ? gridMode : .running, width: width,
        indent: width > 8 ? 2 : 0, findings: &findings)
      let found = Set(findings.all.map(\.code))
      let note = "\(width): \(lines.dump)"
      if lines.map(\.text).joined() != whole { broken.append("text \(note)") }
      // Three cells hold whatever there is, with its gap.
      if width >= 3,
        let wide = lines.first(where: { $0.end > width + 0.001 && !$0.text.hasSuffix(" ") })
      {
        broken.append("wide \(wide.end) \(wide.text) in \(note)")
      }
      if found.isDisjoint(with: ["L010", "L011", "L012"]) {
        for (number, line) in lines.enumerated() {
          if let mark = badEdge(line.text, isFirst: number == 0, isLast: number == lines.count - 1)
          {
            broken.append("edge \(mark) \(note)")
          }
        }
      }
    }
    #expect(broken.isEmpty, "\(broken.count): \(broken.prefix(6))")
  }

  /// Marks whose class does not hang on their surroundings.
  private func badEdge(_ line: String, isFirst: Bool, isLast: Bool) -> Character? {
    let trimmed = line.drop { $0 == " " }
    if !isFirst, let first = trimmed.first, "，。、：；？！）》～々".contains(first) { return first }
    var end = Substring(line)
    while end.last == " " { end.removeLast() }
    if !isLast, let last = end.last, "（《“￥／".contains(last) { return last }
    return nil
  }

  @Test("一段文字无论分成几段同样式的文字，排出来都一样", arguments: [false, true])
  func splitRuns(grid: Bool) {
    var dice = SeededDice(state: grid ? 51 : 52)
    for _ in 0..<(LinesBruteForceTests.isRelease ? 200 : 12) {
      let whole = Array(text(&dice).unicodeScalars)
      let width = Double(Int.random(in: 16...90, using: &dice)) / 4
      let expected = shape(lines(of: [whole[...]], grid: grid, width: width))
      for cut in 1..<max(2, whole.count) where cut < whole.count {
        let set = lines(of: [whole[..<cut], whole[cut...]], grid: grid, width: width)
        #expect(shape(set) == expected, "\(width) \(cut): \(set.dump)")
      }
      let single = whole.indices.map { whole[$0...$0] }
      #expect(shape(lines(of: single, grid: grid, width: width)) == expected)
    }
  }

  private func lines(
    of parts: [ArraySlice<Unicode.Scalar>], grid: Bool, width: Double
  ) -> [ComposedLine] {
    var findings = Findings()
    return compose(
      parts.map { .text(String(String.UnicodeScalarView($0))) }, grid ? gridMode : .running,
      width: width, findings: &findings)
  }

  private func shape(_ lines: [ComposedLine]) -> [String] {
    lines.map { line in line.text + line.glyphs.map { " \($0.text)@\($0.x)" }.joined() }
  }
}
