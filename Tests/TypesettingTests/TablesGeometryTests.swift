import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

/// Two lengths within a hundredth of a millimetre.
private func near(_ a: Length, _ millimetres: Double) -> Bool {
  abs(a.millimetres - millimetres) < 0.01
}

private let outer = Length.pt(0.75)
private let inner = Length.pt(0.5)

@Test("bands over one width: every column edge where its widths say, forms:B0.3")
func columnEdges() {
  let laid = LaidTable(
    table(
      """
      栏 28 50 28 50
      | 甲 | {乙} | 丙 | {丁} |
      栏 12竖 * 44
      | 甲 | {乙} | {丙} |
      """))
  #expect(laid.findings.isEmpty)
  let uprights = laid.boxes.map { box in
    box.items.rules.filter { $0.size.height == box.height }.map { $0.minX + $0.size.width / 2 }
  }
  let first = uprights[0].sorted().map(\.millimetres)
  let second = uprights[1].sorted().map(\.millimetres)
  let half = outer.millimetres / 2
  #expect(zip(first, [half, 28, 78, 106, 156 - half]).allSatisfy { abs($0 - $1) < 0.01 })
  #expect(zip(second, [half, 12, 112, 156 - half]).allSatisfy { abs($0 - $1) < 0.01 })
  #expect(first.count == 5 && second.count == 4)
}

@Test("inner rules 0.5 pt, outer rules 0.75 pt and inside the type area, forms:B0.3")
func ruleWeights() {
  let laid = LaidTable(table("栏 56 100\n| 甲 | {乙} |\n| 丙 | {丁} |"))
  let rules = laid.placed.rules
  #expect(rules.allSatisfy { $0.minX >= .zero && $0.maxX <= .mm(156) })
  #expect(rules.allSatisfy { $0.minY >= .zero && $0.maxY <= laid.height })
  let level = rules.filter { $0.size.width == .mm(156) }.sorted { $0.minY < $1.minY }
  #expect(level.map(\.size.height) == [outer, inner, outer])
  #expect(level.last?.maxY == laid.height)
  let upright = rules.filter { $0.size.width < .mm(1) }
  #expect(Set(upright.map(\.size.width)) == [outer, inner])
}

@Test("label rows are 8 mm at least, text stands in the middle, labels centred, values left")
func rowOfOneLine() throws {
  let laid = LaidTable(table("栏 28 *\n| 单位 | {值} |\n| 单位 | {值} |"))
  #expect(laid.boxes.map { near($0.height, 8) } == [true, true])
  let glyphs = laid.placed.glyphBoxes
  let label = try #require(glyphs.first { $0.text == "单" }).box
  let value = try #require(glyphs.first { $0.text == "值" }).box
  // Two characters of 12 pt in the middle of 28 mm, the em-box in the middle of the row.
  #expect(near(label.minX, 14 - Length.pt(12).millimetres))
  #expect(near(value.minX, 28 + 1.9))
  let above = label.minY - inner
  let below = .mm(8) - label.maxY
  #expect(abs(above.emu - below.emu) <= 2)
}

@Test("a row is as high as its fullest cell, a joined cell makes its rows higher")
func heights() {
  let long = String(repeating: "字", count: 50)
  let laid = LaidTable(table("栏 56 100\n| 甲 | {\(long)} |"))
  // 50 characters of 12 pt in 96.2 mm: three lines, 1.4 em apart, and 1.2 mm above and below.
  let text = Length.pt(12 * (1 + 2 * 1.4))
  #expect(near(laid.height, (text + .mm(2.4) + inner).millimetres))

  let joined = LaidTable(table("栏 56 100\n| {\(long)} | {甲} |\n| ↑ | {乙} |\n| ↑ | {丙} |"))
  let need = Length.pt(12 * (1 + 4 * 1.4)) + .mm(3.8) + inner
  #expect(joined.height == need)
  #expect(joined.placed.words.joined() == long + "甲乙丙")
}

@Test("a stated height is the least height, its text begins at the top beside a centred label")
func statedHeight() throws {
  let laid = LaidTable(table("栏 28 *\n高41 | 意见 | {同意§日期} |"))
  #expect(near(laid.height, 41))
  let glyphs = laid.placed.glyphBoxes
  let value = try #require(glyphs.first { $0.text == "同" }).box
  let foot = try #require(glyphs.first { $0.text == "期" }).box
  let label = try #require(glyphs.first { $0.text == "意" }).box
  #expect(value.minY < .mm(3))
  #expect(foot.maxY > .mm(38) && foot.maxY < .mm(40))
  #expect(foot.maxX > .mm(145))
  #expect(near((label.minY + label.maxY) / 2, 20.59))
}

@Test("widths that do not add up are one error that names the band's line and the difference")
func wrongWidths() throws {
  let file = SourceFile(name: "正文.wen", text: "@表 28 50 28 40\n")
  var source = table("栏 28 50 28 40\n| 甲 | {乙} | 丙 | {丁} |")
  source.bands[0].place = .text(Span(file, 0..<4))
  let laid = LaidTable(source)
  #expect(laid.findings.all.map(\.code) == ["L301"])
  let finding = try #require(laid.findings.all.first)
  #expect(finding.severity == .error)
  #expect(finding.labels.map(\.place) == [.text(Span(file, 0..<4))])
  #expect(
    finding.problem.message(in: .chinese) == "各栏宽度合计 146 毫米，表宽应为 156 毫米")
  #expect(finding.problem.remedy(in: .chinese) == "补足 10 毫米，或把一栏写作 *")
  // The layout goes on, so that other mistakes are found in the same run.
  #expect(laid.placed.words.joined() == "甲乙丙丁")
}

@Test("a column without room for a character, a row with a cell too many: errors with a number")
func wrongColumnsAndRows() {
  let narrow = LaidTable(table("栏 2 *\n| 甲 | {乙} |"))
  #expect(narrow.findings.all.map(\.code).contains("L302"))
  let many = LaidTable(table("栏 56 100\n| 甲 | {乙} | {丙} |"))
  #expect(many.findings.all.map(\.code) == ["L303"])
  let noRoom = LaidTable(table("栏 100 60 *\n| 甲 | {乙} | {丙} |"))
  #expect(noRoom.findings.all.map(\.code) == ["L301"])
}

@Test("a joined cell has no rule through it; rules meet at its edges")
func joins() {
  let laid = LaidTable(
    table("栏 40 40 76\n| 甲 | ← | {乙} |\n| ↑ | ← | {丙} |\n| 丁 | {戊} | ← |"))
  #expect(laid.placed.words == ["甲", "乙", "丙", "丁", "戊"])
  let inside = Rect(x: .mm(1), y: .mm(1), width: .mm(78), height: .mm(14))
  #expect(
    !laid.placed.rules.contains { rule in
      rule.minX < inside.maxX && rule.maxX > inside.minX && rule.minY < inside.maxY
        && rule.maxY > inside.minY
    })
  // The rule between the rows beside it begins in the middle of the rule at the cell's right.
  #expect(laid.placed.rules.contains { $0.minX == .mm(80) && $0.minY == .mm(8) })
}

@Test("a vertical label is one piece of text, one character a line, numbers kept together")
func verticalLabel() throws {
  let laid = LaidTable(
    table("栏 12竖 28 *\n| 法定代表人 | 姓名 | {甲} |\n| ↑ | 手机 | {乙} |\n| ↑ | 学历 | {丙} |"))
  #expect(laid.placed.words.first == "法定代表人")
  let column = laid.placed.glyphBoxes.filter { "法定代表人".contains($0.text) }.map(\.box)
  #expect(Set(column.map(\.minX)).count == 1)
  #expect(column.map(\.minY) == column.map(\.minY).sorted())
  #expect(zip(column, column.dropFirst()).allSatisfy { $0.maxY <= $1.minY })
  #expect(near(laid.height, 24))
  let middle = (column[0].minY + column[4].maxY) / 2
  #expect(abs(middle.millimetres - 12) < 0.2)
}

@Test("a diagonal head: the row's name below the line, the columns' name above it")
func diagonalHead() throws {
  let laid = LaidTable(table("栏 36 60 60\n| 指标＼年度 | 2025年 | 2026年 |"))
  #expect(laid.findings.isEmpty)
  let glyphs = laid.placed.glyphBoxes
  let below = try #require(glyphs.first { $0.text == "标" }).box
  let above = try #require(glyphs.first { $0.text == "年" }).box
  #expect(below.minX < above.minX && below.minY > above.minY)
  #expect(laid.placed.words.prefix(2) == ["指标", "年度"])
  // Neither label's inner corner lies across the line from corner to corner.
  let slope = laid.height.millimetres / 36
  #expect(below.minY.millimetres >= below.maxX.millimetres * slope)
  #expect(above.maxY.millimetres <= above.minX.millimetres * slope)
}

@Test("one character of a second line is drawn in by type a point smaller, half a line is not")
func strandedCharacter() throws {
  // 44.2 mm of text room: ten characters of 12 pt are 42.3 mm, eleven of 11 pt 42.7 mm.
  func lines(_ text: String) -> (count: Int, size: Double) {
    let glyphs = LaidTable(table("栏 108 48\n| 单位 | {\(text)} |")).placed.glyphBoxes
      .filter { $0.text == "值" }
    return (Set(glyphs.map(\.box.minY)).count, glyphs.first?.box.size.height.points ?? 0)
  }
  func value(_ count: Int) -> String { String(repeating: "值", count: count) }
  #expect(lines(value(10)) == (1, 12))
  #expect(lines(value(11)) == (1, 11))
  #expect(lines(value(15)) == (2, 12))
}

@Test("a sum is aligned by what it is: an amount at the right, a count in the middle")
func sums() throws {
  let laid = LaidTable(
    table(
      "栏 56 50 50\n头| 名称 | 对方 | 说明 |\n| {甲} | {某某公司} | {全部已经办理} |\n计| 合计 | {1,560.00} | {6份} |",
      isList: true))
  let glyphs = laid.placed.glyphBoxes
  let amount = try #require(glyphs.last { $0.text == "0" }).box
  #expect(near(amount.maxX, 106 - 1.9))
  let count = try #require(glyphs.first { $0.text == "份" }).box
  #expect(count.minX > .mm(126) && count.maxX < .mm(140))
}

@Test("room to write stands on one line with its unit, with less room where the cell is narrow")
func roomToWrite() throws {
  let glyphs = LaidTable(table("栏 132 24\n| 收入 | {　　　　万元} |")).placed.glyphBoxes
  let unit = try #require(glyphs.first { $0.text == "万" }).box
  #expect(unit.maxY < .mm(8) && unit.minX > .mm(134.5))
}

@Test(
  "a head of three labels: two lines, no label across either, in the order in which they are read")
func diagonalHeadOfThree() throws {
  let laid = LaidTable(table("栏 48 54 54\n| 地区＼数量＼时间 | 2025年 | 2026年 |"))
  #expect(laid.findings.isEmpty)
  #expect(laid.placed.words.prefix(3) == ["地区", "数量", "时间"])
  let glyphs = laid.placed.glyphBoxes
  func box(_ text: String) throws -> Rect { try #require(glyphs.first { $0.text == text }).box }
  let (row, cell, column) = (try box("区"), try box("量"), try box("时"))
  let height = laid.height.millimetres
  // The first line ends half-way down the right edge, the second half-way along the lower edge.
  let first = height / 2 / 48
  let second = height / 24
  #expect(column.maxY.millimetres <= column.minX.millimetres * first)
  #expect(row.minY.millimetres >= row.maxX.millimetres * second)
  let middle = try box("数")
  #expect(middle.minY.millimetres >= cell.maxX.millimetres * first)
  #expect(middle.maxY.millimetres <= middle.minX.millimetres * second)
  #expect(laid.placed.glyphBoxes.allSatisfy { $0.box.maxY <= laid.height })
}

@Test("the outer rule of a form has its own weight and meets the inner ones at their middles")
func outerRule() throws {
  for points in [0.5, 0.75, 1, 1.5] {
    var source = table("栏 28 128\n| 甲 | {乙} |\n| 丙 | {丁} |")
    source.outerRule = .pt(points)
    let rules = LaidTable(source).placed.rules
    let level = rules.filter { $0.size.width > .mm(100) }
    let upright = rules.filter { $0.size.height > $0.size.width }
    #expect(level.filter { $0.size.height == .pt(points) }.count >= 2)
    if points != 0.5 { #expect(level.contains { $0.size.height == .pt(0.5) }) }
    #expect(upright.filter { $0.size.width == .pt(points) }.map(\.minX).min() == .zero)
    #expect(upright.map(\.maxX).max() == .mm(156))
    #expect(level.map(\.minY).min() == .zero)
  }
}
