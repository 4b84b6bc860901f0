import Diagnostics
import Document
import Pages
import Typography

/// A cell whose text is set, with the room it needs.
struct SetCell {
  var text: CellText
  var diagonal: DiagonalHead?
  var padding: Length
  /// Between the text and the cell's upper and lower edges.
  var inset: Length
  /// For labels: the text with （续）, for the pages on which the cell goes on.
  var continued: CellText?
  /// `：续页`: the lines that stand on the extra page.
  var overflow: [CellLine] = []
  /// Long text begins at the cell's top; everything else is centred.
  var isTopAligned: Bool

  /// The least height of the cell.
  var need: Length {
    if let diagonal { return diagonal.height }
    return text.height > .zero ? text.height + inset * 2 : .zero
  }

  init(
    _ placed: TableGrid.PlacedCell, _ style: CellStyle, padding: Length, grid: TableGrid,
    isList: Bool = false, setter: CellSetter, setting: TableSetting, findings: inout Findings
  ) {
    self.padding = padding
    let cell = placed.cell
    let stated = placed.rows.map { grid.rows[$0].row.minimumHeight ?? .zero }
      .reduce(Length.zero, +)
    isTopAligned = false
    inset = setting.topPadding
    if DiagonalHead.parts(of: cell) != nil {
      diagonal = DiagonalHead(
        cell, width: placed.width, style: style, setter: setter, padding: padding,
        findings: &findings)
      text = CellText()
      if let diagonal {
        if !diagonal.fits {
          findings.add(TableProblem.diagonalHeadTooNarrow, at: Label(.template, cell.place))
        }
        return
      }
    }
    if placed.isVertical, cell.role == .label {
      let room =
        max(stated, setting.leastRow * placed.rowCount) - setting.topPadding * 2 - setting.innerRule
      text = setter.setVertically(cell.blocks, style, room: room, findings: &findings)
    } else {
      (text, overflow) = Self.fitted(
        cell, style, stated: stated, setting: setting, setter: setter, findings: &findings)
    }
    (inset, isTopAligned) = Self.inset(of: text, in: cell, stated: stated, setting)
    let isGroup = placed.rowCount > 1 || placed.goesOnOutside
    let isNamed = cell.role == .label || (isList && isGroup)
    if isNamed, text.height > .zero, grid.rows[placed.row].row.kind == .body {
      continued = Self.continued(placed, style, setter: setter)
    }
  }

  /// The lines of a box on its extra page.
  init(overflow lines: [CellLine], padding: Length, inset: Length) {
    text = CellText(lines: lines)
    self.padding = padding
    self.inset = inset
    isTopAligned = true
  }

  /// The label with （续） under it; what is wrong with it was reported with the label itself.
  private static func continued(
    _ placed: TableGrid.PlacedCell, _ style: CellStyle, setter: CellSetter
  ) -> CellText {
    var silent = Findings()
    var cell = placed.cell
    cell.blocks.append(Block(.paragraph(Paragraph(.centred, [.text("（续）")]))))
    cell.foot = []
    if placed.isVertical, placed.width < style.size * 4 {
      // A narrow column has room for the mark only in smaller type.
      cell.blocks.removeLast()
      var text = setter.setVertically(
        cell.blocks, style, room: style.size, findings: &silent)
      var small = style
      small.size = style.size.scaled(3, 4)
      let mark = Table.Cell(
        role: .label, blocks: [Block(.paragraph(Paragraph(.centred, [.text("（续）")])))])
      let below = text.bodyHeight + .mm(0.5)
      for line in setter.set(mark, small, findings: &silent).lines {
        var line = line
        line.top += below
        line.bottom += below
        line.baseline += below
        text.lines.append(line)
      }
      return text
    }
    return setter.set(cell, style, findings: &silent)
  }

  /// Prose and signed boxes begin at the top and get as much air above and below as at the sides;
  /// everything else is centred.
  private static func inset(
    of text: CellText, in cell: Table.Cell, stated: Length, _ setting: TableSetting
  ) -> (inset: Length, isTopAligned: Bool) {
    guard cell.role == .value,
      text.lines.count > 3 || !text.foot.isEmpty || stated >= .mm(24)
    else { return (setting.topPadding, false) }
    return (max(setting.topPadding, setting.sidePadding), true)
  }

  /// A last line of one character, or of a word under a single line, is drawn in where type half a
  /// point smaller does it (a point smaller for one or two characters), down to 9 pt.
  private static func closed(
    _ text: CellText, _ cell: Table.Cell, _ style: CellStyle, _ setter: CellSetter
  ) -> CellText {
    guard text.lines.count > 1, text.foot.isEmpty, let last = text.lines.last else { return text }
    if text.lines.count == 2, text.lines[0].text.isRoomToWrite {
      return withLessRoom(cell, style, setter) ?? text
    }
    let count = last.text.unicodeScalars.count { !$0.properties.isWhitespace }
    guard count == 1 || (count <= 3 && text.lines.count == 2) else { return text }
    // 孤字 has been given company by the line breaker, so two characters count as one.
    for step in 1...(count <= 2 ? 2 : 1) {
      var smaller = style
      smaller.size = style.size - .pt(0.5) * step
      guard smaller.size >= .pt(9) else { break }
      var silent = Findings()
      let tried = setter.set(cell, smaller, findings: &silent)
      if tried.lines.count < text.lines.count, silent.isEmpty { return tried }
    }
    return text
  }

  /// Room to write stands before its unit on one line; it gives way until both fit.
  private static func withLessRoom(
    _ cell: Table.Cell, _ style: CellStyle, _ setter: CellSetter
  ) -> CellText? {
    guard case .paragraph(var paragraph)? = cell.blocks.first?.content,
      case .text(var run)? = paragraph.inlines.first
    else { return nil }
    var cell = cell
    while run.text.unicodeScalars.first == "\u{3000}", run.text.unicodeScalars.count > 1 {
      run.text.unicodeScalars.removeFirst()
      paragraph.inlines[0] = .text(run)
      cell.blocks[0].content = .paragraph(paragraph)
      var silent = Findings()
      let tried = setter.set(cell, style, findings: &silent)
      if tried.lines.count == 1 { return tried }
    }
    return nil
  }

  /// Sets the text as the cell's policy for too much of it says (users.md 2.4).
  private static func fitted(
    _ cell: Table.Cell, _ style: CellStyle, stated: Length, setting: TableSetting,
    setter: CellSetter, findings: inout Findings
  ) -> (text: CellText, overflow: [CellLine]) {
    guard cell.overflow != .grow else {
      let text = setter.set(cell, style, findings: &findings)
      return (closed(text, cell, style, setter), [])
    }
    // A box without a height of its own is one line high.
    func room(for text: CellText) -> Length {
      guard stated > .zero else { return style.size.scaled(6, 5) }
      let inset = inset(of: text, in: cell, stated: stated, setting).inset
      return stated - inset * 2 - setting.innerRule
    }
    var silent = Findings()
    let asSet = setter.set(cell, style, findings: &silent)
    let place = Label(.template, cell.place)
    guard asSet.height > room(for: asSet) else {
      return (setter.set(cell, style, findings: &findings), [])
    }
    switch cell.overflow {
    case .grow: break
    case .continuation:
      let text = setter.set(cell, style, findings: &findings)
      if let parted = setter.parted(text, cell, style, room: room(for: text)) { return parted }
      findings.add(TableProblem.continuationGrown, at: place)
      return (text, [])
    case .refuse:
      let fitting = (0..<asSet.lines.count).last { count in
        var start = asSet
        start.lines = Array(asSet.lines[..<count])
        return start.height <= room(for: start)
      }
      let excess = asSet.lines[(fitting ?? 0)...]
        .reduce(0) { $0 + $1.text.unicodeScalars.count }
      findings.add(TableProblem.textTooLong(excess: max(1, excess)), at: place)
    case .shrink(let least):
      var smaller = style
      while smaller.size - .pt(0.5) >= max(least, .pt(4)) {
        smaller.size -= .pt(0.5)
        let text = setter.set(cell, smaller, findings: &silent)
        if text.height <= room(for: text) {
          return (setter.set(cell, smaller, findings: &findings), [])
        }
      }
      findings.add(
        TableProblem.shrunkAndGrown(points: Int(smaller.size.points.rounded())), at: place)
      return (setter.set(cell, smaller, findings: &findings), [])
    }
    return (setter.set(cell, style, findings: &findings), [])
  }
}

/// The heights of all rows: no smaller than stated, than 8 mm, and than what the cells need.
struct RowHeights {
  private(set) var rows: [Length]

  init(_ grid: TableGrid, _ cells: [SetCell], _ setting: TableSetting) {
    rows = grid.rows.map { max(setting.leastRow, $0.row.minimumHeight ?? .zero) }
    for (index, placed) in grid.cells.enumerated() where placed.rowCount == 1 {
      rows[placed.row] = max(rows[placed.row], cells[index].need + setting.innerRule)
    }
    // Short spans first: what they add is there for the longer ones around them.
    let spanning = grid.cells.indices.filter { grid.cells[$0].rowCount > 1 }
      .sorted { a, b in
        (grid.cells[a].rowCount, a) < (grid.cells[b].rowCount, b)
      }
    for index in spanning {
      let span = grid.cells[index].rows
      let have = rows[span].reduce(Length.zero, +)
      let lacking = cells[index].need + setting.innerRule - have
      guard lacking > .zero else { continue }
      for (count, row) in span.enumerated() {
        rows[row] +=
          lacking.scaled(count + 1, span.count) - lacking.scaled(count, span.count)
      }
    }
  }
}

/// The elements of a table in the structure tree: Table ▸ (TableHead, TableBody) ▸ Row ▸ cells.
/// A stack of bands is one table on the union of their edges.
struct TableElements {
  let table: ElementID
  /// By the index of the cell in the grid.
  let cells: [ElementID]
  /// What further rows are added to.
  let body: ElementID

  /// The elements of a further stretch of a long list, in the body of its table.
  init(
    more grid: TableGrid, _ source: Table, in body: ElementID, union: [Length],
    structure: inout StructureTree
  ) {
    table = body
    self.body = body
    var ids = [ElementID](repeating: body, count: grid.cells.count)
    for row in grid.rows.indices {
      Self.add(row, of: grid, source, in: body, union: union, to: &ids, structure: &structure)
    }
    cells = ids
  }

  init(
    _ grid: TableGrid, _ source: Table, in parent: ElementID, structure: inout StructureTree
  ) {
    table = structure.add(.table(caption: source.caption), in: parent)
    let union = grid.unionEdges
    let headRows = grid.rows.prefix { $0.row.kind == .head }.count
    var ids = [ElementID](repeating: table, count: grid.cells.count)
    var section = table
    for row in grid.rows.indices {
      if row == 0 || row == headRows {
        section = structure.add(row < headRows ? .tableHead : .tableBody, in: table)
      }
      Self.add(row, of: grid, source, in: section, union: union, to: &ids, structure: &structure)
    }
    cells = ids
    body = section
  }

  private static func add(
    _ row: Int, of grid: TableGrid, _ source: Table, in section: ElementID, union: [Length],
    to ids: inout [ElementID], structure: inout StructureTree
  ) {
    let element = structure.add(.row, in: section)
    let kind = grid.rows[row].row.kind
    for index in grid.cells(beginningIn: row) where !grid.cells[index].cell.continuesAbove {
      let placed = grid.cells[index]
      let columns = grid.unionSpan(of: placed, union: union)
      let isSum = kind == .total || kind == .subtotal
      let isHeader = kind == .head || placed.cell.role == .label && (isSum || !source.isList)
      ids[index] = structure.add(
        isHeader
          ? .headerCell(columnSpan: columns, rowSpan: placed.rowCount)
          : .dataCell(columnSpan: columns, rowSpan: placed.rowCount), in: element)
    }
  }
}

extension String {
  fileprivate var isRoomToWrite: Bool {
    !isEmpty && unicodeScalars.allSatisfy { $0 == "\u{3000}" }
  }
}
