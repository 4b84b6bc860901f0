import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

/// A repeatable stream of numbers.
private struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var mixed = state
    mixed ^= mixed >> 31
    return mixed &* 0x9E37_79B9_7F4A_7C15
  }
}

/// A stack of bands with random widths, joins, texts and heights, and the text in it.
private func randomTable(_ seed: Int) -> (table: Table, characters: [Character: Int]) {
  var dice = Dice(state: UInt64(seed))
  var counts: [Character: Int] = [:]
  var bands: [Table.Band] = []
  for _ in 0..<Int.random(in: 1...3, using: &dice) {
    let columns = Int.random(in: 1...6, using: &dice)
    let cuts = Set((1..<columns).map { _ in Int.random(in: 1...12, using: &dice) * 12 }).sorted()
    let edges = [0] + cuts + [156]
    let count = edges.count - 1
    let columnList = (0..<count).map { index in
      Table.Column(
        .fixed(.mm(Double(edges[index + 1] - edges[index]))),
        isVertical: Int.random(in: 0..<6, using: &dice) == 0)
    }
    let rowCount = Int.random(in: 1...5, using: &dice)
    var taken = [[Bool]](repeating: Array(repeating: false, count: count), count: rowCount)
    var rows: [Table.Row] = []
    for row in 0..<rowCount {
      var slots: [Table.Slot] = []
      for column in 0..<count {
        if taken[row][column] {
          slots.append(.covered)
          continue
        }
        var width = 1
        while column + width < count, !taken[row][column + width],
          Int.random(in: 0..<4, using: &dice) == 0
        { width += 1 }
        var height = 1
        while row + height < rowCount, Int.random(in: 0..<3, using: &dice) == 0 { height += 1 }
        for r in row..<row + height { for c in column..<column + width { taken[r][c] = true } }
        let isValue = Bool.random(using: &dice)
        // Long text stands where it has room; a joined cell taller than a page is an error.
        let isWide = edges[column + width] - edges[column] >= 36
        let length = [0, 2, 5, 12, 40, 160][
          Int.random(in: 0..<(isValue && isWide ? 6 : 4), using: &dice)]
        let text = String((0..<length).map { _ in "甲乙丙丁戊己".randomElement(using: &dice)! })
        for character in text { counts[character, default: 0] += 1 }
        var cell = cell(isValue ? "{\(text)}" : text)
        cell.columnSpan = width
        cell.rowSpan = height
        slots.append(.cell(cell))
      }
      rows.append(
        Table.Row(
          cells: slots,
          minimumHeight: Int.random(in: 0..<5, using: &dice) == 0
            ? .mm(Double(Int.random(in: 5...50, using: &dice))) : nil))
    }
    bands.append(Table.Band(columns: columnList, rows: rows))
  }
  return (Table(bands: bands), counts)
}

private func characters(_ words: [String]) -> [Character: Int] {
  var counts: [Character: Int] = [:]
  for word in words { for character in word { counts[character, default: 0] += 1 } }
  return counts
}

@Test("random stacks of bands never lose a character, cross a rule or overlap, issue 4")
func randomTables() {
  #if DEBUG
    let count = 150
  #else
    let count = 5_000
  #endif
  for seed in 1...count {
    let (source, counts) = randomTable(seed)
    let laid = LaidTable(source)
    #expect(laid.findings.isEmpty, "seed \(seed)")
    #expect(characters(laid.placed.words) == counts, "seed \(seed)")
    expectNoCrossing(laid.placed, "seed \(seed)")
    expectNoOverlap(laid.placed, "seed \(seed)")
    var findings = Findings()
    let pages = laid.pages(height: .mm(246.2), findings: &findings).pages
    #expect(characters(pages.flatMap(\.items.words)) == counts, "seed \(seed) on pages")
    for page in pages {
      // Seed 1068 has two joined cells of 160 characters, one beginning where the other goes on:
      // together they are taller than a page, which is refused with their height.
      let isRefused = findings.all.contains {
        $0.problem.message(in: .chinese).contains("289.9 毫米，一页放不下")
      }
      #expect(page.depth <= .mm(246.2) || (seed == 1068 && isRefused), "seed \(seed)")
      expectNoCrossing(page.items, "seed \(seed) on a page")
    }
  }
}

private func expectNoOverlap(_ items: [PlacedItem], _ note: String) {
  let boxes = items.glyphBoxes.map(\.box).sorted { $0.minY < $1.minY }
  for (index, box) in boxes.enumerated() {
    for other in boxes[(index + 1)...] {
      if other.minY >= box.maxY { break }
      if other.minX < box.maxX - .pt(0.5), other.maxX > box.minX + .pt(0.5),
        other.minY < box.maxY - .pt(0.5)
      {
        Issue.record("glyphs overlap, \(note)")
        return
      }
    }
  }
}

@Test("forms that follow one another share a border, lists and words between them keep them apart")
func stackedForms() {
  let form = Block(.table(table("栏 28 *\n| 甲 | {乙} |")))
  let list = Block(.table(table("栏 28 *\n头 | 甲 | 乙 |", isList: true)))
  let word = Block(.paragraph(Paragraph(.body, [.text("文")])))
  func shape(_ blocks: [Block]) -> String {
    blocks.stackingTables.map { block in
      if case .table(let table) = block.content { return "\(table.bands.count)" }
      return "-"
    }.joined()
  }
  #expect(shape([form, form, form]) == "3")
  #expect(shape([form, word, form]) == "1-1")
  #expect(shape([form, list, form, form]) == "112")
}
