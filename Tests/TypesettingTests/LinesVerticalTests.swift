import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

/// Labels set from top to bottom (std:T-33).
@Suite("竖排标签") struct LinesVerticalTests {
  private func runs(
    _ text: String, height: Length = testCell * 20,
    composer: LineComposer = LineComposer(glyphs: CellGlyphs())
  ) -> (runs: [GlyphRun], label: VerticalLabel) {
    var findings = Findings()
    let label = composer.composeVertical(
      [.text(text)], font: .song, size: testCell, height: height, findings: &findings)
    return (
      label.fragment.marks.compactMap { if case .glyphs(let run) = $0 { run } else { nil } }, label
    )
  }

  @Test("T-33：弯引号竖排作﹃﹄﹁﹂，复制出来仍是弯引号")
  func quotes() {
    let (set, label) = runs("“专精‘特新’”")
    #expect(set.map(\.text).joined() == "“专精‘特新’”")
    #expect(label.text == "“专精‘特新’”")
    // In the cell font a glyph's number is its character; without vert forms it is turned.
    let glyphs = set.compactMap { $0.glyphs.first?.id }.compactMap(Unicode.Scalar.init)
    #expect(String(String.UnicodeScalarView(glyphs)) == "『专精「特新」』")
    #expect(set.map(\.isRotated) == [true, false, false, true, false, false, true, true])
  }

  @Test("T-33：括号、书名号、破折号、省略号、连接号转向，逗号句号用竖排字形")
  func turned() {
    let set = runs("甲（乙）《丙》——……～").runs
    #expect(
      set.map(\.isRotated) == [
        false, true, false, true, true, false, true, true, true, true,
      ])
  }

  @Test("T-33：一至三位数字并排占一格（直中横），四位以上逐个直立")
  func digits() {
    #expect(runs("第12号").runs.map(\.text) == ["第", "12", "号"])
    #expect(runs("第123号").label.height == testCell * 3)
    #expect(runs("第2025号").runs.map(\.text) == ["第", "2", "0", "2", "5", "号"])
  }

  @Test("T-33：单个字母直立，西文词整个转向，占足所需的格，居中")
  func latin() {
    let single = runs("A级")
    #expect(single.runs.map(\.isRotated) == [false, false])
    let word = runs("按PCT报")
    #expect(word.runs.map(\.text) == ["按", "PCT", "报"])
    #expect(word.runs.map(\.isRotated) == [false, true, false])
    // Three letters of half an em take two 字, with a quarter free at each end.
    #expect(word.label.height == testCell * 4)
    let run = word.runs[1]
    #expect(run.origin.y == testCell + testCell / 4)
    #expect(run.glyphs.map(\.offset.y) == [.zero, testCell / 2, testCell])
  }

  @Test("T-33：自由宋体里竖排标点各有竖排字形或转向，引号不作横排弯引号")
  func freeFonts() {
    let composer = LineComposer(fonts: pageFonts)
    let set = runs("“甲”（乙）", composer: composer).runs
    #expect(set.map(\.text).joined() == "“甲”（乙）")
    for run in set where !"甲乙".contains(run.text) {
      let scalar = run.text.unicodeScalars.first
      let horizontal = scalar.flatMap { pageFonts.face(run.face).glyph(for: $0) }
      #expect(run.isRotated || run.glyphs.first?.id != horizontal, "\(run.text)")
    }
  }

  @Test("T-1, T-33：分栏时闭合的标点不居栏首，开启的不居栏末")
  func columns() {
    let label = runs("申报单位（公章）意见", height: testCell * 4).label
    #expect(label.text == "申报单位（公章）意见")
    #expect(label.width > testCell * 2)
  }
}
