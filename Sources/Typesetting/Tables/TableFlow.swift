import Diagnostics
import Document
import Pages
import Typography

/// Cuts a table, or a stretch of a long list, into boxes: short rows and groups whole, tall ones
/// between their lines. `TableFlow+Pieces.swift` makes the pieces; here they become items of the
/// flow with their keep rules and with what stands above and below them at a page's edge.
struct TableFlow {
  /// Which part of its table a flow is.
  struct Stretch {
    /// Whether the table begins, ends with it.
    var begins = true
    var ends = true
    /// Cells of groups that go on from the stretch before, by column edge.
    var carried: [Length: FlowSpan] = [:]
    static let whole = Stretch()
  }

  /// What stands above the rows on the pages on which the table goes on.
  struct Above {
    /// 续表.
    var note: [PlacedItem] = []
    var noteHeight = Length.zero
    /// The head to be printed again: the rows of kind 头 that stand above.
    var head: [PlacedItem] = []
    var headHeight = Length.zero
    var headBand = 0
  }

  let grid: TableGrid
  let cells: [SetCell]
  let heights: [Length]
  /// What the content of each cell is, by its index in the grid.
  let roles: [ItemRole]
  let setting: TableSetting
  var stretch = Stretch.whole
  /// 页计 and 累计 of the list, if it has any.
  var totals: ListTotals?
  var rules: TableRules
  var above = Above()
  /// The cells of groups that the next stretch goes on with, by column edge.
  var open: [Length: FlowSpan] = [:]
  /// The air above and below text where a box is cut between its lines.
  private let cutPadding = Length.mm(1.2)

  init(
    grid: TableGrid, cells: [SetCell], heights: [Length], roles: [ItemRole],
    setting: TableSetting
  ) {
    self.grid = grid
    self.cells = cells
    self.heights = heights
    self.roles = roles
    self.setting = setting
    rules = TableRules(grid: grid, setting: setting)
  }

  /// - Parameter isFlush: something stands directly above that belongs to the table: its unit note,
  ///   or the stretch before.
  mutating func items(isFlush: Bool, findings: inout Findings) -> [FlowItem] {
    rules.startsTable = stretch.begins
    var result: [FlowItem] = []
    for group in headedGroups() {
      let first = grid.rows[group.lowerBound].row
      let isHead = first.kind == .head
      if first.kind == .total, let totals, !hasEnded(result) { result.append(listEnd(totals)) }
      let pieces = isHead ? [whole(group)] : self.pieces(of: group, findings: &findings)
      if isHead { setHead(group) }
      // A head stands for the columns of its own band only.
      if stretch.begins, grid.rows[group.lowerBound].band != above.headBand {
        (above.head, above.headHeight) = ([], .zero)
      }
      for (index, piece) in pieces.enumerated() {
        let isFirst = result.isEmpty && stretch.begins
        var item = FlowItem(
          .box(box(of: piece, isFirst: isFirst, isHead: isHead)),
          isFlush: isFlush || !isFirst, place: grid.rows[piece.firstRow].row.place)
        if index > 0 {
          item.breakBefore = breakWithin(piece)
        } else if isFlush || !isFirst {
          item.breakBefore = breakBefore(piece.firstRow)
        }
        result.append(item)
      }
    }
    if stretch.ends, let totals, !hasEnded(result) { result.append(listEnd(totals)) }
    return result
  }

  private func listEnd(_ totals: ListTotals) -> FlowItem {
    FlowItem(
      .listEnd(totals), breakBefore: .kept(.withNext), isFlush: true,
      place: grid.rows.last?.row.place ?? .nowhere)
  }

  private func hasEnded(_ items: [FlowItem]) -> Bool {
    items.contains { if case .listEnd = $0.kind { true } else { false } }
  }

  /// Groups of joined rows; head rows that stand together are one.
  private func headedGroups() -> [Range<Int>] {
    var result: [Range<Int>] = []
    for group in grid.groups {
      if let last = result.last, grid.rows[group.lowerBound].row.kind == .head,
        grid.rows[last.lowerBound].row.kind == .head
      {
        result[result.count - 1] = last.lowerBound..<group.upperBound
      } else {
        result.append(group)
      }
    }
    return result
  }

  /// A total stays with the two rows above it, a subtotal with the row above it, a row of a record
  /// with the next, a head or a row of labels with the row below it (forms:B0.3).
  private func breakBefore(_ row: Int) -> FlowItem.Break {
    let rows = grid.rows
    guard row > 0 else { return stretch.begins ? .kept(.withNext) : .allowed }
    // A few rows look lost when a page parts them.
    if stretch.begins, stretch.ends, rows.count <= 6,
      heights.reduce(.zero, +) <= setting.wholeHeight
    {
      return .kept(.shortRow)
    }
    let above = rows[row - 1].row
    switch rows[row].row.kind {
    case .total, .subtotal: return .kept(.withNext)
    case .head, .body, .pageTotal: break
    }
    if above.kind == .head || above.keepsWithNext { return .kept(.withNext) }
    if hasOnlyLabels(row - 1), rows[row].band == rows[row - 1].band, !hasOnlyLabels(row) {
      return .kept(.withNext)
    }
    if isFollowedByTotal(row), above.kind == .body { return .kept(.withNext) }
    return .allowed
  }

  /// Between the rows of a group that may break; a row cut between its lines may break anywhere.
  private func breakWithin(_ piece: Piece) -> FlowItem.Break {
    guard !piece.isCutAbove, piece.firstRow > 0 else { return .allowed }
    let isKept =
      grid.rows[piece.firstRow - 1].row.keepsWithNext || isFollowedByTotal(piece.firstRow)
    return isKept ? .kept(.withNext) : .allowed
  }

  /// Whether a row is the last before 合计, or before the 小计 above 合计.
  private func isFollowedByTotal(_ row: Int) -> Bool {
    var next = row + 1
    while next < grid.rows.count, grid.rows[next].row.kind == .subtotal { next += 1 }
    return next < grid.rows.count && grid.rows[next].row.kind == .total
  }

  /// A row that only names what stands below it.
  private func hasOnlyLabels(_ row: Int) -> Bool {
    grid.cells(beginningIn: row).allSatisfy { grid.cells[$0].cell.role == .label }
  }

  private mutating func setHead(_ group: Range<Int>) {
    let piece = whole(group, as: .repeatedHead)
    above.head = piece.items
    // The head stands at the page's top, so its upper border is the table's outer one.
    if group.lowerBound > 0 { above.head.append(rules.edge(atHeight: .zero)) }
    above.headHeight = piece.height
    above.headBand = grid.rows[group.lowerBound].band
  }
}

// MARK: page edges

extension TableFlow {
  private mutating func box(of piece: Piece, isFirst: Bool, isHead: Bool) -> FlowBox {
    var box = FlowBox(height: piece.height, items: piece.items, anchors: piece.anchors)
    box.spans = piece.spans
    if !isHead, let totals, grid.rows[piece.firstRow].row.kind != .total {
      box.totals = totals
      box.listItems = items(in: piece)
    }
    let isLast = piece.lastRow == grid.rows.count - 1 && !piece.isCutBelow && stretch.ends
    if !isFirst { setTop(of: &box, piece, repeatsHead: !isHead) }
    if piece.isCutBelow {
      let strip = rules.fragment(
        row: piece.lastRow, height: cutPadding, opens: false, closes: false)
      box.extent = piece.height + cutPadding
      box.itemsAtBottom = [
        PlacedItem(
          origin: Point(x: .zero, y: piece.height), fragment: strip, role: .artifact(.border)),
        rules.edge(atHeight: piece.height + cutPadding - setting.outerRule),
      ]
    } else if !isLast {
      box.itemsAtBottom = [rules.edge(atHeight: piece.height - setting.outerRule)]
    }
    return box
  }

  /// What stands above a piece that begins a page: 续表, the head, the upper border.
  private mutating func setTop(of box: inout FlowBox, _ piece: Piece, repeatsHead: Bool) {
    let head = repeatsHead ? above.head.map { $0.movedDown(above.noteHeight) } : []
    let top = above.noteHeight + (repeatsHead ? above.headHeight : .zero)
    box.repeatedHead = above.note + head
    box.repeatedHeadHeight = top
    if piece.isCutAbove {
      // Air above the first line, with the rules going through it.
      let strip = rules.fragment(
        row: piece.firstRow, height: cutPadding, opens: false, closes: false)
      box.repeatedHead.append(
        PlacedItem(
          origin: Point(x: .zero, y: top), fragment: strip, role: .artifact(.border)))
      box.repeatedHead.append(rules.edge(atHeight: top, isOuter: head.isEmpty))
      box.repeatedHeadHeight = top + cutPadding
    } else if head.isEmpty {
      box.itemsAtTop.append(rules.edge(atHeight: .zero))
    }
  }

  /// The items of the list that begin in a piece.
  private func items(in piece: Piece) -> Range<Int>? {
    guard !piece.isCutAbove else { return nil }
    var first: Int?
    var last = 0
    for row in piece.firstRow...piece.lastRow {
      guard let item = grid.rows[row].row.item else { continue }
      if first == nil { first = item }
      last = item
    }
    return first.map { $0..<last + 1 }
  }
}

extension PlacedItem {
  func movedDown(_ y: Length) -> PlacedItem {
    guard y != .zero else { return self }
    var item = self
    item.origin.y += y
    return item
  }
}
