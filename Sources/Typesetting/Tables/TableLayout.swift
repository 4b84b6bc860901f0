import Diagnostics
import Document
import Pages
import Typography

/// Sets a table: bands of rows over one width become boxes of the flow (forms:B0.3).
///
/// The way of a table: `TableGrid` resolves joins and column edges, `CellSetter` sets the cells,
/// `RowHeights` fits the rows around them, `TableFlow` cuts the result into boxes.
package struct TableLayout: Sendable {
  let composer: LineComposer
  let deferred: DeferredValues

  package init(composer: LineComposer, deferred: DeferredValues = DeferredValues()) {
    self.composer = composer
    self.deferred = deferred
  }

  /// The boxes of a table in a page style, from the unit note to the last row. Reports what is
  /// wrong with its widths, joins and texts, each with the template's line.
  ///
  /// - Parameters:
  ///   - width: of the type area, which the table fills.
  ///   - parent: the element that the table's element is added to.
  package func flow(
    _ table: Table, width: Length, style: PageStyle, parent: ElementID,
    structure: inout StructureTree, findings: inout Findings
  ) -> [FlowItem] {
    let isLandscape = width > .mm(180)
    let standing: Length = style == .form || style == .report ? .mm(246.2) : .mm(225)
    let setting = TableSetting(width: width, pageHeight: isLandscape ? .mm(156) : standing)
    return flow(
      table, setting, parent: parent, structure: &structure, findings: &findings)
  }

  package func flow(
    _ table: Table, _ setting: TableSetting, parent: ElementID = StructureTree.root,
    structure: inout StructureTree, findings: inout Findings
  ) -> [FlowItem] {
    let table = table.completed
    let grid = TableGrid(table, setting, findings: &findings)
    guard !grid.rows.isEmpty else { return [] }
    let setter = CellSetter(composer: composer, deferred: deferred)
    let note = unitNote(
      table, setting, setter, in: parent, structure: &structure, findings: &findings)
    let cells = setCells(grid, table, setting, setter, findings: &findings)
    let heights = RowHeights(grid, cells, setting).rows
    let elements = TableElements(grid, table, in: parent, structure: &structure)
    var flow = TableFlow(
      grid: grid, cells: cells, heights: heights, elements: elements, setting: setting)
    let rows = flow.items(isFlush: !note.isEmpty, findings: &findings)
    return note + rows + [FlowItem(.space(setting.spaceBelow), place: rows.last?.place ?? .nowhere)]
  }

  /// 单位：万元 at the right above the table.
  private func unitNote(
    _ table: Table, _ measures: TableSetting, _ setter: CellSetter, in parent: ElementID,
    structure: inout StructureTree,
    findings: inout Findings
  ) -> [FlowItem] {
    guard !table.unitNote.isEmpty else { return [] }
    let setting = ParagraphSetting(
      mode: .running, measure: measures.width, font: measures.listFont, size: measures.listSize,
      alignment: .right, pitch: measures.listSize.scaled(7, 5))
    let lines = composer.compose(
      table.unitNote, setting, deferred: setter.deferred, findings: &findings)
    guard !lines.isEmpty else { return [] }
    let element = structure.add(.paragraph, in: parent)
    return lines.enumerated().map { index, line in
      let item = PlacedItem(
        origin: Point(x: .zero, y: line.ascent), fragment: line.fragment, role: .element(element))
      let height = line.ascent + line.descent + .mm(1.2)
      return FlowItem(
        .box(FlowBox(height: height, items: [item])),
        breakBefore: index == 0 ? .allowed : .kept(.withNext), isFlush: index > 0)
    }
  }

  private func setCells(
    _ grid: TableGrid, _ table: Table, _ setting: TableSetting, _ setter: CellSetter,
    findings: inout Findings
  ) -> [SetCell] {
    let columns = ColumnAlignments(grid, table)
    let size = table.size ?? (table.isList ? setting.listSize : setting.formSize)
    return grid.cells.map { placed in
      let padding = setting.padding(ofWidth: placed.width)
      let style = CellStyle(
        measure: max(TypeSize.six, placed.width - padding * 2), size: size,
        font: font(of: placed, in: grid, setting, isList: table.isList),
        alignment: columns.alignment(of: placed, size: size, padding: padding),
        mayIndent: placed.cell.role == .value && !table.isList && placed.width >= .mm(80),
        isLabel: placed.cell.role == .label,
        signaturePitch: setting.signaturePitch)
      return SetCell(
        placed, style, padding: padding, grid: grid, setter: setter, setting: setting,
        findings: &findings)
    }
  }

  private func font(
    of placed: TableGrid.PlacedCell, in grid: TableGrid, _ setting: TableSetting, isList: Bool
  ) -> FontRole {
    if grid.rows[placed.row].row.kind == .head { return setting.headFont }
    if placed.cell.role == .label { return setting.labelFont }
    return isList ? setting.listFont : setting.valueFont
  }
}

extension Table {
  /// A list without any data row gets one that reads 无 across (forms:B0.3, B0.5).
  fileprivate var completed: Table {
    guard isList, let last = bands.lastIndex(where: { !$0.columns.isEmpty }),
      !bands.contains(where: { $0.rows.contains { $0.kind == .body } })
    else { return self }
    var result = self
    let count = bands[last].columns.count
    let cell = Cell(
      role: .value, blocks: [Block(.paragraph(Paragraph(.centred, [.text("无")])))],
      columnSpan: count, alignment: .centre, place: bands[last].place)
    let row = Row(
      cells: [.cell(cell)] + Array(repeating: .covered, count: count - 1),
      place: bands[last].place)
    let index = bands[last].rows.firstIndex { $0.kind == .total } ?? bands[last].rows.count
    result.bands[last].rows.insert(row, at: index)
    return result
  }
}

/// Where the cells' text stands sideways.
struct ColumnAlignments {
  private let isList: Bool
  /// What the numbers of a column ask for, by band and column.
  private let columns: [[ParagraphSetting.Alignment?]]
  /// Rows of a form with three values or more and no label between them: a grid of figures.
  private let gridRows: Set<Int>
  private let columnCounts: [Int]
  private let bands: [Int]
  private let kinds: [Table.Row.Kind]

  init(_ grid: TableGrid, _ table: Table) {
    isList = table.isList
    columnCounts = grid.edges.map { $0.count - 1 }
    bands = grid.rows.map(\.band)
    kinds = grid.rows.map(\.row.kind)
    var numbers = columnCounts.map { [ColumnValues](repeating: ColumnValues(), count: $0) }
    var gridRows = Set<Int>()
    for row in grid.rows.indices {
      let own = grid.cells(beginningIn: row).map { grid.cells[$0] }
      let values = own.filter { $0.cell.role == .value }
      if !isList, values.count >= 3,
        own.drop(while: { $0.cell.role == .label }).count == values.count
      {
        gridRows.insert(row)
      }
      guard isList ? kinds[row] == .body : gridRows.contains(row) else { continue }
      for placed in values where placed.columnCount == 1 {
        numbers[bands[row]][placed.column].add(placed.cell.blocks.map(plainText).joined())
      }
    }
    columns = numbers.map { $0.map(\.alignment) }
    self.gridRows = gridRows
  }

  /// Labels are centred, amounts in lists stand at the right, everything else at the left;
  /// several lines of text are justified where the cell is wide enough for it.
  func alignment(of placed: TableGrid.PlacedCell, size: Length, padding: Length)
    -> ParagraphSetting.Alignment
  {
    switch placed.cell.alignment {
    case .left: return .left
    case .centre: return .centre
    case .right: return .right
    case .justified: return .justified
    case nil: break
    }
    if placed.cell.role == .label || kinds[placed.row] == .head { return .centre }
    if isList, kinds[placed.row] != .body {
      // A sum is aligned by what it is: its row has columns of its own.
      var values = ColumnValues()
      values.add(placed.cell.blocks.map(plainText).joined())
      if let own = values.alignment { return own }
    }
    let band = bands[placed.row]
    let known = columns[band][placed.column + placed.columnCount - 1]
    if isList, let known { return known }
    if isList, placed.columnCount == columnCounts[band] { return .centre }
    if gridRows.contains(placed.row) { return known ?? .centre }
    return placed.width - padding * 2 >= size * 15 ? .justified : .left
  }

  /// What the values of a column look like.
  private struct ColumnValues {
    var count = 0
    var areNumbers = true
    var areSmall = true
    var areShort = true

    mutating func add(_ text: String) {
      let text = text.unicodeScalars.filter { !$0.properties.isWhitespace }
      if text.isEmpty { return }
      count += 1
      if text.count > 4 { areShort = false }
      var digits = 0
      var other = 0
      for scalar in text {
        switch scalar {
        case "0"..."9": digits += 1
        case ",", ".", "-", "+", "%", "¥", "￥", "－", "−", "％": other += 1
        default: areNumbers = false
        }
      }
      // Dates and codes have two points, or none and many digits.
      let points = text.reduce(0) { $0 + ($1 == "." ? 1 : 0) }
      if digits == 0 || points > 1 { areNumbers = false }
      if other > 0 || digits > 4 { areSmall = false }
      if other == 0 && digits > 6 { areNumbers = false }
    }

    /// Small whole numbers (序号, 份数) and words of up to four characters (发明, 是) are centred,
    /// amounts stand at the right.
    var alignment: ParagraphSetting.Alignment? {
      guard count > 0 else { return nil }
      if areNumbers { return areSmall ? .centre : .right }
      return areShort ? .centre : nil
    }
  }
}
