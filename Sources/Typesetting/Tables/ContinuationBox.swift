import Diagnostics
import Document
import Pages
import Typography

/// What of a box with `：续页` did not fit it: it stands on an extra page, in a box of the same width
/// beside the same label, and belongs to the same cell of the structure.
package struct ContinuationBox: Sendable {
  var number: Int
  var lines: [CellLine]
  var label: Table.Cell?
  /// The box's edges within its table.
  var minX: Length
  var maxX: Length
  var padding: Length
  var role: ItemRole
  var setting: TableSetting
  var place: Place

  static func anchorName(_ number: Int) -> String { "续页\(number)" }
  static func originName(_ number: Int) -> String { "续页\(number)自" }
}

extension CellSetter {
  /// The text of a box parted into what it holds, with the reference below it, and the rest; nil
  /// where the box is too low for it.
  func parted(
    _ text: CellText, _ cell: Table.Cell, _ style: CellStyle, room: Length
  ) -> (text: CellText, overflow: [CellLine])? {
    guard let number = cell.continuation, text.lines.count > 3,
      var reference = referenceLine(number, style)
    else { return nil }
    let gap = style.size.scaled(2, 5)
    let height = reference.bottom + gap
    func fits(_ count: Int) -> Bool {
      var start = text
      start.lines = Array(text.lines[..<count])
      return start.height + height <= room
    }
    // Two lines at least on either side of the break.
    guard let count = (2...text.lines.count - 2).last(where: fits) else { return nil }
    var start = text
    start.lines = Array(text.lines[..<count])
    reference.move(down: start.bodyHeight + gap)
    start.lines.append(reference)
    let top = text.lines[count].top
    let rest = text.lines[count...].map { line in
      var line = line
      line.move(down: .zero - top)
      return line
    }
    return (start, rest)
  }

  /// （余文见第×页） at the right.
  private func referenceLine(_ number: Int, _ style: CellStyle) -> CellLine? {
    let setting = ParagraphSetting(
      mode: .running, measure: style.measure, font: .kai, size: style.size, alignment: .right,
      pitch: style.size.scaled(7, 5))
    var silent = Findings()
    let inlines: [Inline] = [
      .text("（余文见第"), .deferred(.continuationPage(number), .plain), .text("页）"),
    ]
    guard
      let line = composer.compose(inlines, setting, deferred: deferred, findings: &silent).first
    else { return nil }
    let origin = Anchor(name: ContinuationBox.originName(number), kind: .continuation)
    return CellLine(
      fragment: line.fragment, x: .zero, top: .zero, bottom: line.ascent + line.descent,
      baseline: line.ascent, anchors: [(origin, line.indent)], text: line.text)
  }
}

extension CellLine {
  fileprivate mutating func move(down y: Length) {
    top += y
    bottom += y
    baseline += y
  }
}

extension TableLayout {
  /// The boxes of a table whose text goes on elsewhere.
  func continuations(
    _ grid: TableGrid, _ cells: [SetCell], _ roles: [ItemRole], _ setting: TableSetting
  ) -> [ContinuationBox] {
    grid.cells.indices.compactMap { index in
      let placed = grid.cells[index]
      guard !cells[index].overflow.isEmpty, let number = placed.cell.continuation else {
        return nil
      }
      let label = grid.rows[placed.row].owners.reversed().map { grid.cells[$0] }
        .first { $0.maxX <= placed.minX && $0.cell.role == .label && !$0.cell.blocks.isEmpty }
      return ContinuationBox(
        number: number, lines: cells[index].overflow, label: label?.cell, minX: placed.minX,
        maxX: placed.maxX, padding: cells[index].padding, role: roles[index], setting: setting,
        place: placed.cell.place)
    }
  }

  /// The extra page of a box: where it comes from, then label and box, which may break between lines.
  func flow(
    _ box: ContinuationBox, structure: inout StructureTree, findings: inout Findings
  ) -> [FlowItem] {
    var setting = box.setting
    setting.width = box.maxX
    var label = box.label ?? Table.Cell(role: .label, blocks: [])
    (label.columnSpan, label.rowSpan) = (1, 1)
    let hasLabel = box.minX > .zero
    let value = Table.Cell(role: .value, blocks: [], place: box.place)
    let columns = (hasLabel ? [Table.Column(.fixed(box.minX))] : []) + [Table.Column(.rest)]
    let slots = (hasLabel ? [Table.Slot.cell(label)] : []) + [Table.Slot.cell(value)]
    let table = Table(
      bands: [Table.Band(columns: columns, rows: [Table.Row(cells: slots, place: box.place)])])
    let grid = TableGrid(table, setting, findings: &findings)
    let setter = CellSetter(composer: composer, deferred: deferred)
    var cells = setCells(
      grid, table, setting, setter, ColumnAlignments(grid, table), findings: &findings)
    cells[cells.count - 1] = SetCell(
      overflow: box.lines, padding: box.padding,
      inset: max(setting.topPadding, setting.sidePadding))
    let mark = ItemRole.artifact(.continuedMark)
    var flow = TableFlow(
      grid: grid, cells: cells, heights: RowHeights(grid, cells, setting).rows,
      roles: (hasLabel ? [mark] : []) + [box.role], setting: setting)
    let rows = flow.items(isFlush: true, findings: &findings)
    return [head(of: box, label, setting)].compactMap { $0 } + rows
      + [FlowItem(.space(setting.spaceBelow), place: box.place)]
  }

  /// 实施情况（接第3页） above the box, with the anchor that the box's reference leads to.
  private func head(
    of box: ContinuationBox, _ label: Table.Cell, _ measures: TableSetting
  ) -> FlowItem? {
    let setting = ParagraphSetting(
      mode: .running, measure: measures.width, font: .hei, size: measures.formSize,
      alignment: .left, pitch: measures.formSize.scaled(7, 5))
    let name = label.blocks.map(plainText).joined()
    let inlines: [Inline] = [
      .text((name.isEmpty ? "续页" : name) + "（接第"), .deferred(.continuedPage(box.number), .plain),
      .text("页）"),
    ]
    var silent = Findings()
    let lines = composer.compose(inlines, setting, deferred: deferred, findings: &silent)
    guard !lines.isEmpty else { return nil }
    var head = FlowBox(height: .zero, items: [])
    for line in lines {
      head.items.append(
        PlacedItem(
          origin: Point(x: .zero, y: head.height + line.ascent), fragment: line.fragment,
          role: .artifact(.continuedMark)))
      head.height += line.ascent + line.descent + .mm(1)
    }
    head.extent = head.height
    head.anchors = [
      AnchorPlacement(
        name: ContinuationBox.anchorName(box.number), kind: Anchor.Kind.continuation.rawValue,
        page: 0, position: .zero)
    ]
    return FlowItem(.box(head), place: box.place)
  }
}

extension [Block] {
  /// The blocks with a number on each cell with `：续页`.
  func numberingContinuations(_ count: inout Int) -> [Block] {
    map { block in
      var block = block
      switch block.content {
      case .table(var table):
        for band in table.bands.indices {
          for row in table.bands[band].rows.indices {
            table.bands[band].rows[row].number(&count)
          }
        }
        block.content = .table(table)
      case .annex(var annex):
        annex.blocks = annex.blocks.numberingContinuations(&count)
        block.content = .annex(annex)
      case .enacted(var annex):
        annex.blocks = annex.blocks.numberingContinuations(&count)
        block.content = .enacted(annex)
      case .landscape(let inner):
        block.content = .landscape(inner.numberingContinuations(&count))
      default: break
      }
      return block
    }
  }
}

extension Table.Row {
  fileprivate mutating func number(_ count: inout Int) {
    for slot in cells.indices {
      guard case .cell(var cell) = cells[slot], cell.overflow == .continuation else { continue }
      count += 1
      cell.continuation = count
      cells[slot] = .cell(cell)
    }
  }
}

extension FlowAssembler {
  /// The extra pages of the boxes so far, each on a page of its own.
  mutating func addContinuationPages() {
    guard !continuations.isEmpty else { return }
    let boxes = continuations
    continuations = []
    let layout = TableLayout(composer: composer, deferred: deferred)
    for box in boxes {
      append(.pageBreak)
      for item in layout.flow(box, structure: &structure, findings: &findings) {
        append(
          item.kind, breakBefore: item.breakBefore, isFlush: item.isFlush,
          place: item.place == .nowhere ? box.place : item.place)
      }
    }
  }
}
