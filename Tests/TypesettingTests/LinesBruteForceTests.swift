import Diagnostics
import Document
import Testing
import Typesetting
import Typography

/// The chosen lines against all ways there are to break a short paragraph.
@Suite("断行：与穷举比较") struct LinesBruteForceTests {
  private func prepare(_ text: String, grid: Bool, width: Double) -> PreparedParagraph {
    var findings = Findings()
    let setting = ParagraphSetting(
      mode: grid ? gridMode : .running, measure: Length(emu: Int(width * 200_000)),
      font: .fangsong, size: testCell, pitch: testCell * 2)
    return LineComposer(glyphs: CellGlyphs()).prepare(
      [.text(text)], setting, findings: &findings)
  }

  /// The least cost over all sets of breaks: 2ⁿ⁻¹ of them.
  private func leastCost(_ costs: [[Int?]]) -> Int? {
    let count = costs.count
    var least: Int?
    for breaks in 0..<(1 << max(0, count - 1)) {
      var start = 0
      var total: Int? = 0
      for end in 1...count where end == count || breaks >> (end - 1) & 1 == 1 {
        guard let sum = total, let cost = costs[start][end - start - 1] else {
          total = nil
          break
        }
        total = sum + cost
        start = end
      }
      if let total { least = min(least ?? total, total) }
    }
    return least
  }

  private func cost(_ ends: [Int], _ costs: [[Int?]]) -> Int? {
    var start = 0
    var total = 0
    for end in ends {
      guard let cost = costs[start][end - start - 1] else { return nil }
      total += cost
      start = end
    }
    return total
  }

  private func difference(_ text: String, grid: Bool, width: Double) -> String? {
    let paragraph = prepare(text, grid: grid, width: width)
    let ends = paragraph.chosenEnds
    let costs = paragraph.lineCosts()
    let chosen = cost(ends, costs)
    let least = leastCost(costs)
    if let chosen, let least, chosen == least { return nil }
    return "\(grid ? "按格" : "行文") \(width) \(text): \(ends) 计 "
      + "\(chosen.map(String.init) ?? "—")，最省 \(least.map(String.init) ?? "—")"
  }

  @Test("凡短串（六类字符，发布版五字以内），所选断法最省", arguments: [false, true])
  func shortStrings(grid: Bool) {
    var wrong: [String] = []
    for text in LinesExhaustiveTests.strings(upTo: Self.isRelease ? 5 : 4) {
      for width in [2.0, 3.0] {
        if let note = difference(text, grid: grid, width: width) { wrong.append(note) }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(8))")
  }

  @Test("凡十二格以内两类字符之串，所选断法最省", arguments: [false, true])
  func allOfTwoClasses(grid: Bool) {
    var wrong: [String] = []
    for length in [6, Self.isRelease ? 11 : 8] {
      for pattern in 0..<(1 << length) {
        let text = String((0..<length).map { pattern >> $0 & 1 == 1 ? "，" : "字" })
        if let note = difference(text, grid: grid, width: 3.5) { wrong.append(note) }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(8))")
  }

  @Test("随机的十二格段落，所选断法最省", arguments: [false, true])
  func paragraphsOfTwelve(grid: Bool) {
    var dice = SeededDice(state: grid ? 7 : 8)
    var wrong: [String] = []
    let pieces: [Character] = Array("字文山水，。、（）“”《》—…·12aB／%：；？ 年月号第条□①")
    for _ in 0..<(Self.isRelease ? 1_500 : 60) {
      let length = Int.random(in: 8...12, using: &dice)
      let text = String((0..<length).map { _ in pieces.randomElement(using: &dice) ?? "字" })
      let width = [3, 4, 4.5, 5, 6.2, 8][Int.random(in: 0..<6, using: &dice)]
      if let note = difference(text, grid: grid, width: width) { wrong.append(note) }
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(8))")
  }

  #if DEBUG
    static let isRelease = false
  #else
    static let isRelease = true
  #endif
}
