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
    flow(
      table, TableSetting(width: width, style: style), parent: parent, structure: &structure,
      findings: &findings)
  }

  package func flow(
    _ table: Table, _ setting: TableSetting, parent: ElementID = StructureTree.root,
    structure: inout StructureTree, findings: inout Findings
  ) -> [FlowItem] {
    var further = Further()
    return flow(
      table, setting, parent: parent, structure: &structure, further: &further,
      findings: &findings)
  }

  /// What of tables is not in their items: rows that are set later, text that stands elsewhere.
  package struct Further {
    package var longLists: [LongListFlow] = []
    package var continuations: [ContinuationBox] = []
    package init(longLists: [LongListFlow] = []) { self.longLists = longLists }
  }

  /// The same where lists may be long and boxes may have extra pages.
  package func flow(
    _ table: Table, _ setting: TableSetting, parent: ElementID, structure: inout StructureTree,
    further: inout Further, findings: inout Findings
  ) -> [FlowItem] {
    guard let source = table.longRows else {
      let set = set(
        table.completed, setting, itemCount: table.itemCount, parent: parent,
        structure: &structure, findings: &findings)
      further.continuations += set?.continuations ?? []
      return set?.closed ?? []
    }
    let (items, list) = begin(
      table, source, setting, parent: parent, structure: &structure, findings: &findings)
    var result = items
    if let list {
      result.append(FlowItem(.longRows(further.longLists.count), isFlush: true))
      further.longLists.append(list)
    }
    return result + [FlowItem(.space(setting.spaceBelow))]
  }

  /// A table, or the first stretch of a long list, as set.
  struct SetTable {
    var items: [FlowItem]
    var flow: TableFlow
    var alignments: ColumnAlignments
    /// The element that rows are added to.
    var body: ElementID
    var union: [Length]
    var continuations: [ContinuationBox]

    /// The items with the blank below them.
    var closed: [FlowItem] {
      items + [FlowItem(.space(flow.setting.spaceBelow), place: items.last?.place ?? .nowhere)]
    }
  }

  func set(
    _ table: Table, _ setting: TableSetting, ends: Bool = true, itemCount: Int,
    parent: ElementID, structure: inout StructureTree, findings: inout Findings
  ) -> SetTable? {
    var setting = setting
    if let rule = table.outerRule { setting.outerRule = rule }
    let grid = TableGrid(table, setting, findings: &findings)
    guard !grid.rows.isEmpty else { return nil }
    let setter = CellSetter(composer: composer, deferred: deferred)
    let note = unitNote(
      table, setting, setter, in: parent, structure: &structure, findings: &findings)
    let alignments = ColumnAlignments(grid, table)
    let cells = setCells(grid, table, setting, setter, alignments, findings: &findings)
    let heights = RowHeights(grid, cells, setting).rows
    let elements = TableElements(grid, table, in: parent, structure: &structure)
    var flow = TableFlow(
      grid: grid, cells: cells, heights: heights, roles: elements.cells.map { .element($0) },
      setting: setting)
    flow.stretch.ends = ends
    flow.totals = totals(of: table, setting, itemCount: itemCount)
    setContinuedNote(of: table, in: &flow.above, setting, setter, findings: &findings)
    let rows = flow.items(isFlush: !note.isEmpty, findings: &findings)
    return SetTable(
      items: note + rows, flow: flow, alignments: alignments, body: elements.body,
      union: grid.unionEdges,
      continuations: continuations(grid, cells, flow.roles, setting))
  }

  /// 续表 at the right above the head, with the unit note if there is one.
  private func setContinuedNote(
    of table: Table, in above: inout TableFlow.Above, _ setting: TableSetting,
    _ setter: CellSetter, findings: inout Findings
  ) {
    for line in noteLines(table.continuedNote, setting, setter, findings: &findings) {
      above.note.append(
        PlacedItem(
          origin: Point(x: .zero, y: above.noteHeight + line.ascent), fragment: line.fragment,
          role: .artifact(.continuedMark)))
      above.noteHeight += line.ascent + line.descent + .mm(1.2)
    }
  }

  private func noteLines(
    _ inlines: [Inline], _ measures: TableSetting, _ setter: CellSetter, findings: inout Findings
  ) -> [ComposedLine] {
    guard !inlines.isEmpty else { return [] }
    let setting = ParagraphSetting(
      mode: .running, measure: measures.width, font: measures.listFont, size: measures.listSize,
      alignment: .right, pitch: measures.listSize.scaled(7, 5))
    return composer.compose(inlines, setting, deferred: setter.deferred, findings: &findings)
  }

  /// 单位：万元 at the right above the table.
  private func unitNote(
    _ table: Table, _ measures: TableSetting, _ setter: CellSetter, in parent: ElementID,
    structure: inout StructureTree,
    findings: inout Findings
  ) -> [FlowItem] {
    let lines = noteLines(table.unitNote, measures, setter, findings: &findings)
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

  func setCells(
    _ grid: TableGrid, _ table: Table, _ setting: TableSetting, _ setter: CellSetter,
    _ columns: ColumnAlignments, findings: inout Findings
  ) -> [SetCell] {
    var cells = CellsInColumns(
      layout: self, grid: grid, table: table, setting: setting, setter: setter,
      alignments: columns)
    return cells.set(findings: &findings)
  }

  func font(
    of placed: TableGrid.PlacedCell, in grid: TableGrid, _ setting: TableSetting, isList: Bool
  ) -> FontRole {
    if grid.rows[placed.row].row.kind == .head { return setting.headFont }
    if placed.cell.role == .label { return setting.labelFont }
    return isList ? setting.listFont : setting.valueFont
  }
}

extension Table {
  /// How many items a list shows.
  var itemCount: Int {
    if let longRows { return longRows.itemCount }
    let items = bands.lazy.flatMap(\.rows).compactMap(\.item)
    return (items.max() ?? -1) + 1
  }

  /// A list without any data row gets one that reads 无 across (forms:B0.3, B0.5).
  var completed: Table {
    guard isList, longRows == nil, let last = bands.lastIndex(where: { !$0.columns.isEmpty }),
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
  private var columns: [[ParagraphSetting.Alignment?]]
  /// Rows of a form with three values or more and no label between them: a grid of figures.
  private let gridRows: Set<Int>
  /// So many rows tell what a list's columns hold, whatever its length.
  static let tellingRows = 256

  init(_ grid: TableGrid, _ table: Table) {
    isList = table.isList
    var numbers = grid.edges.map { [ColumnValues](repeating: ColumnValues(), count: $0.count - 1) }
    var gridRows = Set<Int>()
    let telling = isList ? Self.tellingRows : grid.rows.count
    for row in grid.rows.indices.prefix(telling) {
      let own = grid.cells(beginningIn: row).map { grid.cells[$0] }
      let values = own.filter { $0.cell.role == .value }
      if !isList, values.count >= 3,
        own.drop(while: { $0.cell.role == .label }).count == values.count
      {
        gridRows.insert(row)
      }
      guard isList ? grid.rows[row].row.kind == .body : gridRows.contains(row) else { continue }
      for placed in values where placed.columnCount == 1 {
        numbers[grid.rows[row].band][placed.column].add(placed.cell.blocks.map(plainText).joined())
      }
    }
    columns = numbers.map { $0.map(\.alignment) }
    self.gridRows = gridRows
  }

  /// For the stretches of a long list, which are tables of its last band alone.
  var ofLastBand: ColumnAlignments {
    var result = self
    result.columns = Array(columns.suffix(1))
    return result
  }

  /// Labels are centred, amounts in lists stand at the right, everything else at the left;
  /// several lines of text are justified where the cell is wide enough for it.
  func alignment(
    of placed: TableGrid.PlacedCell, in grid: TableGrid, size: Length, padding: Length
  ) -> ParagraphSetting.Alignment {
    let (kind, band) = (grid.rows[placed.row].row.kind, grid.rows[placed.row].band)
    switch placed.cell.alignment {
    case .left: return .left
    case .centre: return .centre
    case .right: return .right
    case .justified: return .justified
    case nil: break
    }
    if kind == .head { return .centre }
    if placed.cell.role == .label, !placed.cell.isLongText { return .centre }
    if isList, kind != .body {
      // A sum is aligned by what it is: its row has columns of its own.
      var values = ColumnValues()
      values.add(placed.cell.blocks.map(plainText).joined())
      // Its words are a label, whatever they are made from (小店区小计).
      return values.alignment ?? .centre
    }
    let known = columns[band][placed.column + placed.columnCount - 1]
    if isList, let known { return known }
    if isList, placed.columnCount == grid.edges[band].count - 1 { return .centre }
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
