import Diagnostics
import Document
import Pages
import TestSupport
import Testing
import Typesetting
import Typography

/// Amounts as a list of three columns shows them: 序号, 区县, 金额; grouped where `group` gives more
/// than one value.
private struct Amounts: Sendable {
  var count: Int
  var group: @Sendable (Int) -> Int = { $0 }
  var hasSubtotals = false

  static let columns = [
    Table.Column(.fixed(.mm(20))), Table.Column(.fixed(.mm(66))), Table.Column(.fixed(.mm(70))),
  ]

  static func label(_ texts: [String], _ kind: Table.Row.Kind) -> Table.Row {
    Table.Row(kind: kind, cells: texts.map { .cell(cell($0)) })
  }

  /// The rows of items, each group's cell joined within them.
  func rows(_ items: Range<Int>) -> [Table.Row] {
    var rows: [Table.Row] = []
    var start = items.lowerBound
    while start < items.upperBound {
      var end = start + 1
      while end < items.upperBound, group(end) == group(start) { end += 1 }
      for item in start..<end {
        var row = Table.Row(cells: [
          .cell(cell("{\(item + 1)}")), .covered, .cell(cell("{\((item + 1) * 10).00}")),
        ])
        row.item = item
        if item == start {
          var joined = cell("{区\(group(start))}")
          joined.rowSpan = end - start
          joined.continuesAbove = start > 0 && group(start - 1) == group(start)
          joined.continuesBelow = end < count && group(end) == group(start)
          row.cells[1] = .cell(joined)
        }
        rows.append(row)
      }
      if hasSubtotals, end == count || group(end) != group(start) {
        rows.append(Self.label(["小计", "", "{\(group(start) + 1)}"], .subtotal))
      }
      start = end
    }
    return rows
  }

  func table(isLong: Bool = false, hasTotals: Bool = false) -> Table {
    var rows = [Self.label(["序号", "区县", "金额"], .head)]
    if !isLong { rows += self.rows(0..<count) }
    rows.append(
      Self.label(["合计", "", "{\((1...max(1, count)).reduce(0) { $0 + $1 * 10 }).00}"], .total))
    var table = Table(bands: [Table.Band(columns: Self.columns, rows: rows)], isList: true)
    if isLong { table.longRows = Long(amounts: self) }
    if hasTotals { table.pageTotals = Totals() }
    return table
  }

  struct Totals: PageTotals {
    func rows(showing items: Range<Int>, isLast: Bool) -> [Table.Row] {
      func sum(_ items: Range<Int>) -> String {
        "{\(items.reduce(0) { $0 + ($1 + 1) * 10 }).00}"
      }
      let page = Amounts.label(["本页小计", "", sum(items)], .pageTotal)
      let running = Amounts.label(["累计", "", sum(0..<items.upperBound)], .pageTotal)
      return isLast ? [page] : [page, running]
    }
  }

  struct Long: LongRows {
    var amounts: Amounts
    var itemCount: Int { amounts.count }
    func rows(from first: Int, count: Int) throws -> (rows: [Table.Row], next: Int) {
      var next = min(amounts.count, first + count)
      var end = next
      while end < amounts.count, amounts.group(end) == amounts.group(end - 1) { end += 1 }
      if end - next <= count { next = end }
      return (amounts.rows(first..<next), next)
    }
  }
}

extension BuiltPage {
  fileprivate func artifacts(_ kind: ItemRole.Artifact) -> [String] {
    items.filter { $0.role == .artifact(kind) }.artifactWords
  }
}

@Suite("清单：页计、续表、分组")
struct TablesListTests {
  @Test("A list of one page has neither 页计 nor 累计")
  func onePage() {
    let laid = LaidTable(Amounts(count: 10).table(hasTotals: true))
    let pages = laid.pages(height: .mm(240)).pages
    #expect(pages.count == 1)
    #expect(pages.flatMap { $0.artifacts(.pageTotal) }.isEmpty)
  }

  @Test("A list that just fills a page keeps no room for sums that are not printed")
  func fullPage() {
    let laid = LaidTable(Amounts(count: 10).table(hasTotals: true))
    let pages = laid.pages(height: laid.height).pages
    #expect(pages.count == 1)
    #expect(pages[0].artifacts(.pageTotal).isEmpty)
  }

  @Test("Each page's sum is that of its rows, and the running sum that of all so far")
  func sums() {
    let built = LaidTable(Amounts(count: 60).table(hasTotals: true)).pages(height: .mm(160))
    #expect(built.pages.count > 2)
    var next = 1
    for (index, page) in built.pages.enumerated() {
      let shown = page.items.words.compactMap { Int($0) }.filter { $0 <= 60 }
      #expect(shown.first == next)
      let isLast = index == built.pages.count - 1
      let own = shown.reduce(0) { $0 + $1 * 10 }
      let all = (1...(shown.last ?? 1)).reduce(0) { $0 + $1 * 10 }
      let expected = ["本页小计", "\(own).00"] + (isLast ? [] : ["累计", "\(all).00"])
      #expect(page.artifacts(.pageTotal) == expected)
      next = (shown.last ?? 0) + 1
    }
    #expect(next == 61)
  }

  @Test("Sums stay on the page, below its last row and above 合计", arguments: [100, 133, 151, 177])
  func sumsHaveRoom(height: Int) {
    let built = LaidTable(Amounts(count: 60).table(hasTotals: true)).pages(
      height: .mm(Double(height)))
    for page in built.pages {
      #expect(page.items.glyphBoxes.allSatisfy { $0.box.maxY <= .mm(Double(height)) })
      let sums = page.items.filter { $0.role == .artifact(.pageTotal) }.glyphBoxes
      let rows = page.items.glyphBoxes.filter { if case .element = $0.role { true } else { false } }
      #expect(!sums.isEmpty)
      for sum in sums {
        #expect(rows.allSatisfy { !$0.box.overlaps(sum.box) })
      }
    }
  }

  @Test("续表 stands above the head on later pages only, with the unit")
  func continuedNote() {
    var table = Amounts(count: 40).table()
    table.continuedNote = [.text("续表　单位：元")]
    let pages = LaidTable(table).pages(height: .mm(120)).pages
    #expect(pages.count > 1)
    #expect(pages[0].artifacts(.continuedMark).isEmpty)
    for page in pages.dropFirst() {
      #expect(page.artifacts(.continuedMark) == ["续表　单位：元"])
      let note = page.items.filter { $0.role == .artifact(.continuedMark) }.glyphBoxes
      let head = page.items.filter { $0.role == .artifact(.repeatedHead) }.glyphBoxes
      let lowest = note.map(\.box.maxY).max() ?? .zero
      #expect(head.allSatisfy { $0.box.minY >= lowest })
      #expect((note.map(\.box.maxX).max() ?? .zero) <= LaidTable.width)
    }
  }

  @Test("A form goes on under 续表 without a head")
  func continuedForm() {
    var form = table((1...30).map { "| 项目\($0) | {值} |" }.reduce("栏 30 *") { $0 + "\n" + $1 })
    form.continuedNote = [.text("续表")]
    let pages = LaidTable(form).pages(height: .mm(100)).pages
    #expect(pages.dropFirst().allSatisfy { $0.artifacts(.continuedMark) == ["续表"] })
  }

  @Test("A group's name is printed again with （续） on each page on which it goes on")
  func groupNames() {
    let amounts = Amounts(count: 45, group: { $0 / 15 }, hasSubtotals: true)
    let pages = LaidTable(amounts.table()).pages(height: .mm(90)).pages
    #expect(pages.count > 3)
    for page in pages.dropFirst() {
      let numbers = page.items.words.compactMap { Int($0) }
      guard let first = numbers.first(where: { $0 <= 45 }), (first - 1) % 15 != 0 else { continue }
      #expect(page.artifacts(.continuedMark).joined() == "区\((first - 1) / 15)（续）")
    }
  }

  @Test("A subtotal never begins a page")
  func subtotalStays() {
    for height in stride(from: 60, through: 140, by: 7) {
      let amounts = Amounts(count: 40, group: { $0 / 3 }, hasSubtotals: true)
      let pages = LaidTable(amounts.table()).pages(height: .mm(Double(height))).pages
      for page in pages { #expect(page.items.words.first != "小计") }
    }
  }
}

@Suite("长清单")
struct TablesLongListTests {
  /// What lies on pages, without the numbers of elements.
  private func picture(_ built: BuiltPages) -> [String] {
    built.pages.map { page in
      let texts = page.items.glyphBoxes.map { "\($0.box.minX.emu),\($0.box.minY.emu) \($0.text)" }
      let rules = page.items.rules.map {
        "\($0.minX.emu),\($0.minY.emu) \($0.size.width.emu)×\($0.size.height.emu)"
      }
      return (texts.sorted() + rules.sorted()).joined(separator: "\n")
    }
  }

  private func pages(_ table: Table, height: Length) -> BuiltPages {
    var (structure, findings) = (StructureTree(), Findings())
    var further = TableLayout.Further()
    let setting = TableSetting(width: .mm(156), style: .form)
    let items = TableLayout(composer: LineComposer(glyphs: CellGlyphs())).flow(
      table, setting, parent: StructureTree.root, structure: &structure, further: &further,
      findings: &findings)
    let area = Rect(x: .zero, y: .zero, width: .mm(156), height: height)
    let section = PageSection(page: .a4, area: area, pitch: nil, numbering: .centred)
    let built = PageBuilder(first: section).build(
      FlowWindow(items, lists: further.longLists), structure: &structure, findings: &findings)
    #expect(findings.isEmpty)
    return built
  }

  @Test(
    "Set stretch by stretch, a list has the same pages as set whole",
    arguments: [
      (1, 1), (255, 3), (256, 1), (257, 4), (700, 1), (1_100, 9), (1_500, 40), (900, 900),
    ])
  func samePages(count: Int, groupSize: Int) {
    let amounts = Amounts(count: count, group: { $0 / groupSize }, hasSubtotals: groupSize > 1)
    let height = Length.mm(246.2)
    let whole = pages(amounts.table(hasTotals: true), height: height)
    let long = pages(amounts.table(isLong: true, hasTotals: true), height: height)
    let (a, b) = (picture(long), picture(whole))
    let different = zip(a, b).enumerated().filter { $1.0 != $1.1 }.map { page, pair in
      let (own, other) = (Set(pair.0.split(separator: "\n")), Set(pair.1.split(separator: "\n")))
      let only =
        own.subtracting(other).prefix(3).sorted() + ["≠"]
        + other.subtracting(own).prefix(3).sorted()
      return "\(page + 1): " + only.joined(separator: "; ")
    }
    #expect(Array(different.prefix(2)) == [])
    #expect(a.count == b.count)
  }

  @Test("A list without items reads 无")
  func empty() {
    let built = pages(Amounts(count: 0).table(isLong: true), height: .mm(200))
    let words = built.pages.flatMap(\.items).words
    #expect(words.contains("无"))
  }

  private struct Failing: LongRows {
    struct Gone: Error, CustomStringConvertible { let description = "文件已经变了" }
    var itemCount: Int { 1_000 }
    func rows(from first: Int, count: Int) throws -> (rows: [Table.Row], next: Int) {
      guard first == 0 else { throw Gone() }
      return (Amounts(count: 1_000).rows(0..<count), count)
    }
  }

  @Test("A source that fails the second time is an error that says why, and no endless list")
  func failingSource() {
    var table = Amounts(count: 1_000).table(isLong: true)
    table.longRows = Failing()
    var (structure, findings) = (StructureTree(), Findings())
    var further = TableLayout.Further()
    let items = TableLayout(composer: LineComposer(glyphs: CellGlyphs())).flow(
      table, TableSetting(width: .mm(156), style: .form), parent: StructureTree.root,
      structure: &structure, further: &further, findings: &findings)
    let area = Rect(x: .zero, y: .zero, width: .mm(156), height: .mm(246))
    let section = PageSection(page: .a4, area: area, pitch: nil, numbering: .centred)
    _ = PageBuilder(first: section).build(
      FlowWindow(items, lists: further.longLists), structure: &structure, findings: &findings)
    #expect(
      findings.all.map { $0.problem.message(in: .chinese) } == ["清单的来源读第二遍时出错：文件已经变了"])
  }
}

extension Rect {
  fileprivate func overlaps(_ other: Rect) -> Bool {
    minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
  }
}
