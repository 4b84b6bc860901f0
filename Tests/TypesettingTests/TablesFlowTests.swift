import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

private func list(_ rows: Int, total: Bool = true) -> Table {
  var source = "栏 16 100 40\n头 | 序号 | 名称 | 金额 |\n"
  for number in 0..<rows { source += "| {\(number + 1)} | {第\(number + 1)项材料} | {1,000.05} |\n" }
  if total { source += "计 | 合计 | ← | {\(rows * 10).00} |\n" }
  return table(source, isList: true, unitNote: "单位：元")
}

@Test(
  "a list of any length: every row once, head on each page, total with two rows, forms:B0.3",
  arguments: [0, 1, 2, 9, 10, 11, 12, 21, 22, 40])
func listPages(rows: Int) {
  // 100 mm hold the unit note and eleven rows of 8 mm.
  let laid = LaidTable(list(rows))
  let pages = laid.pages(height: .mm(100)).pages
  let words = pages.map { $0.items.words.joined() }
  let whole = words.joined()
  for number in 0..<rows { #expect(whole.contains("第\(number + 1)项材料")) }
  #expect(whole.hasPrefix("单位：元序号名称金额"))
  #expect(whole.hasSuffix("合计\(rows * 10).00"))
  if rows == 0 { #expect(whole.contains("无")) }
  for page in pages.dropFirst() {
    #expect(page.items.artifactWords.prefix(3) == ["序号", "名称", "金额"])
    #expect(page.depth <= .mm(100))
  }
  if rows > 1 {
    #expect(words.last?.contains("第\(rows)项材料") == true)
    #expect(words.last?.contains("第\(rows - 1)项材料") == true)
  }
}

@Test("on every page a table is closed above and below by its outer rule")
func closedPages() {
  let laid = LaidTable(list(40))
  let pages = laid.pages(height: .mm(100)).pages
  #expect(pages.count == 4)
  for (index, page) in pages.enumerated() {
    let level = page.items.rules.filter { $0.size.width == .mm(156) }
    #expect(level.contains { $0.maxY == page.depth && $0.size.height == .pt(0.75) })
    if index > 0 {
      #expect(level.contains { $0.minY == .zero && $0.size.height == .pt(0.75) })
    }
    #expect(page.items.rules.allSatisfy { $0.maxY <= page.depth && $0.minY >= .zero })
  }
}

@Test("amounts stand at the right, serial numbers in the middle, names at the left")
func listAlignment() throws {
  let laid = LaidTable(list(12))
  let glyphs = laid.placed.glyphBoxes
  let point = try #require(glyphs.last { $0.text == "5" }).box
  #expect(abs(point.maxX.millimetres - (156 - 1.9)) < 0.05)
  let one = try #require(glyphs.first { $0.text == "1" }).box
  #expect(abs((one.minX + one.maxX).millimetres / 2 - 8) < 0.05)
  let name = try #require(glyphs.first { $0.text == "第" }).box
  #expect(abs(name.minX.millimetres - 17.9) < 0.05)
}

@Test("rows of one record stay together, and so do joined rows, forms:M8")
func recordsStayWhole() {
  var source = "栏 16 100 40\n头 | 序号 | 名称 | 金额 |\n"
  for number in 1...12 {
    source += "连 | {\(number)} | {甲\(number)} | {1} |\n| ↑ | {乙\(number)} | {2} |\n"
  }
  let laid = LaidTable(table(source, isList: true))
  for height in [60, 70, 77, 84, 91, 100] {
    for page in laid.pages(height: .mm(Double(height))).pages {
      let words = page.items.words
      #expect(words.filter { $0.hasPrefix("甲") }.count == words.filter { $0.hasPrefix("乙") }.count)
    }
  }
}

private let longText = (1...60).map { "第\($0)句，说明实施情况的文字若干。" }.joined()

@Test("a tall box goes over pages between its lines, its label again with （续）, forms:B0.3")
func tallBox() {
  let laid = LaidTable(table("栏 28 *\n| 实施情况 | {\(longText)§签字：⏎　　年　　月　　日} |"))
  let pages = laid.pages(height: .mm(80)).pages
  #expect(pages.count == 3)
  #expect(
    pages.map { $0.items.words.filter { $0 != "实施情况" }.joined() }.joined()
      == longText + "签字：　　年　　月　　日")
  #expect(pages[0].items.words.contains("实施情况"))
  for (index, page) in pages.enumerated() {
    #expect(page.depth <= .mm(80))
    let rules = page.items.rules
    #expect(rules.contains { $0.minY == .zero && $0.size.width == .mm(156) })
    #expect(rules.contains { $0.maxY == page.depth && $0.size.width == .mm(156) })
    // The rules at the sides go on from edge to edge without a gap.
    let sides = rules.filter { $0.minX == .zero && $0.size.width < .mm(1) }
      .sorted { $0.minY < $1.minY }
    #expect(zip(sides, sides.dropFirst()).allSatisfy { $0.maxY >= $1.minY })
    #expect(sides.first?.minY == .zero && sides.last?.maxY == page.depth)
    if index > 0 { #expect(page.items.artifactWords == ["实施情况", "（续）"]) }
    expectNoCrossing(page.items)
  }
  // The foot never parts from the last two lines above it.
  let last = pages[2].items.words
  #expect(last.count >= 4)
}

@Test("a tall group of rows may break between rows, its label again on the next page")
func tallGroup() {
  let rows = (1...14).map { "| \($0 == 1 ? "法定代表人" : "↑") | 项\($0) | {值\($0)} |" }
  let laid = LaidTable(table("栏 12竖 28 *\n" + rows.joined(separator: "\n")))
  let pages = laid.pages(height: .mm(80)).pages
  #expect(pages.count == 2)
  #expect(pages[0].items.words.contains("法定代表人"))
  #expect(!pages[1].items.words.contains("法定代表人"))
  #expect(pages[1].items.artifactWords == ["法定代表人", "（续）"])
  for page in pages { expectNoCrossing(page.items) }
  // On one page nothing is repeated, and the label stands in the middle of all rows.
  let whole = laid.pages(height: .mm(200)).pages
  #expect(whole.count == 1 && whole[0].items.artifactWords.isEmpty)
}

@Test("equal cells share their lines, and each is still told when something is wrong with it")
func equalCells() {
  let good = LaidTable(table("栏 56 100\n| {发明} | {发明} |\n| {发明} | {发明} |"))
  let lines = good.placed.filter { if case .element = $0.role { true } else { false } }
  // The columns differ in width, so there are two fragments for four cells.
  #expect(lines.count == 4)
  #expect(Set(lines.map { ObjectIdentifier($0.fragment) }).count == 2)
  let missing = "\u{10FFFD}"
  let bad = LaidTable(table("栏 56 100\n| {\(missing)} | {甲} |\n| {\(missing)} | {乙} |"))
  #expect(bad.findings.all.count == 2)
}

@Test("a row of labels stays with the values below it")
func labelRowsStayWithValues() {
  let rows = (1...5).map { "| 标\($0) | 标 |\n| {值\($0)} | {值} |" }
  let laid = LaidTable(table("栏 56 100\n" + rows.joined(separator: "\n")))
  for height in [40, 44, 48, 56, 64] {
    for page in laid.pages(height: .mm(Double(height))).pages {
      #expect(page.items.words.first?.hasPrefix("标") == true)
      #expect(page.items.words.last == "值")
    }
  }
}

@Test("a box that is tall only by its stated height stays whole")
func tallEmptyBox() {
  let laid = LaidTable(table("栏 28 *\n高111 | 声明 | {如有不实，承担责任。§（公章）} |"))
  #expect(laid.boxes.count == 1)
}

@Test("：缩到9磅 shrinks, ：超出报错 counts the characters too many; more grows the box")
func overflow() throws {
  func laid(_ overflow: Table.Cell.Overflow, _ count: Int) -> LaidTable {
    var source = table("栏 28 *\n高20 | 甲 | {\(String(repeating: "字", count: count))} |")
    guard case .cell(var cell) = source.bands[0].rows[0].cells[1] else {
      return LaidTable(source)
    }
    cell.overflow = overflow
    source.bands[0].rows[0].cells[1] = .cell(cell)
    return LaidTable(source)
  }
  // 124.2 mm hold 29 characters of 12 pt; 20 mm hold three lines of it, and five of 9 pt.
  #expect(laid(.refuse, 80).findings.isEmpty)
  let refused = laid(.refuse, 100).findings.all
  #expect(refused.map(\.code) == ["L304"])
  #expect(refused[0].problem.message(in: .chinese) == "文字超出本格 15 个字")
  let shrunk = laid(.shrink(to: .pt(9)), 110)
  #expect(shrunk.findings.isEmpty)
  #expect(shrunk.height == .mm(20))
  #expect(shrunk.placed.words.joined().unicodeScalars.count == 111)
  #expect(laid(.shrink(to: .pt(9)), 400).findings.all.map(\.code) == ["L305"])
  #expect(laid(.grow, 400).findings.isEmpty)
  #expect(laid(.grow, 400).height > .mm(20))
}

@Test("structure: one table on the union of its bands' edges, heads and cells, issue 4")
func structure() {
  let laid = LaidTable(
    table("栏 28 128\n头 | 甲 | 乙 |\n栏 56 100\n| {丙} | {丁} |\n| ↑ | {戊} |"))
  let kinds = laid.structure.elements.map(\.kind)
  #expect(
    kinds == [
      .document, .table(caption: nil), .tableHead, .row,
      .headerCell(columnSpan: 1, rowSpan: 1), .headerCell(columnSpan: 2, rowSpan: 1),
      .tableBody, .row, .dataCell(columnSpan: 2, rowSpan: 2),
      .dataCell(columnSpan: 1, rowSpan: 1), .row, .dataCell(columnSpan: 1, rowSpan: 1),
    ])
  #expect(laid.placed.words == ["甲", "乙", "丙", "丁", "戊"])
  for item in laid.placed {
    guard case .element(let id) = item.role else { continue }
    switch kinds[id.index] {
    case .headerCell, .dataCell: continue
    default: Issue.record("text outside a cell")
    }
  }
}

@Test("stress list of forms section D: long name, address, twelve patentees, unbreakable token")
func stress() {
  let name = String(repeating: "示例新能源材料", count: 7).prefix(45)
  let address = String(repeating: "太原市示例区虚构街", count: 14).prefix(118)
  let owners = (1...12).map { "专利权人第\($0)有限公司" }.joined(separator: "、")
  let token = String(repeating: "https-example-", count: 58).prefix(800)
  let laid = LaidTable(
    table(
      """
      栏 28 50 28 50
      | 单位名称 | {\(name)} | 注册地址 | {\(address)} |
      栏 14 30 *
      | {\(owners)} | {\(token)} | {99,999,999,999.99} |
      """))
  #expect(
    laid.placed.words.joined() == "单位名称\(name)注册地址\(address)\(owners)\(token)99,999,999,999.99")
  expectNoCrossing(laid.placed)
  // The token is torn by force, with a warning; nothing is lost.
  #expect(laid.findings.hasErrors == false)
}

/// No glyph's em-box touches a rule, and none lies outside the table's width.
func expectNoCrossing(_ items: [PlacedItem], _ note: String = "") {
  let rules = items.rules
  for (text, em, _) in items.glyphBoxes where text != " " && text != "\u{3000}" {
    var box = em
    // The empty half of a mark at a line's edge may lie under a rule.
    if "，。、；：）”".contains(text) { box.size.width = em.size.width / 2 }
    if "（“".contains(text) {
      box = Rect(
        x: em.minX + em.size.width / 2, y: em.minY, width: em.size.width / 2,
        height: em.size.height)
    }
    #expect(box.minX >= .zero && box.maxX <= .mm(156), "\(text) \(note)")
    for rule in rules
    where rule.minX < box.maxX && rule.maxX > box.minX && rule.minY < box.maxY
      && rule.maxY > box.minY
    {
      Issue.record("“\(text)” crosses a rule \(note)")
      return
    }
  }
}
