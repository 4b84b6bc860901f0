import Diagnostics
import Document
import Pages
import Typography

/// Cuts a table into boxes: short rows and groups whole, tall ones between their lines.
struct TableFlow {
  let grid: TableGrid
  let cells: [SetCell]
  let heights: [Length]
  let elements: TableElements
  let setting: TableSetting
  private var rules: TableRules
  /// The head to be printed again: the rows of kind 头 that stand above.
  private var head: [PlacedItem] = []
  private var headHeight = Length.zero
  private var headBand = 0
  /// The air above and below text where a box is cut between its lines.
  private let cutPadding = Length.mm(1.2)

  init(
    grid: TableGrid, cells: [SetCell], heights: [Length], elements: TableElements,
    setting: TableSetting
  ) {
    self.grid = grid
    self.cells = cells
    self.heights = heights
    self.elements = elements
    self.setting = setting
    rules = TableRules(grid: grid, setting: setting)
  }

  /// A stretch of the table that stays in one piece.
  struct Piece {
    var height: Length
    var items: [PlacedItem] = []
    var anchors: [AnchorPlacement] = []
    var spans: [FlowSpan.Part] = []
    /// Begins, ends within a row: text was cut above, below.
    var isCutAbove = false
    var isCutBelow = false
    var firstRow: Int
    var lastRow: Int

    /// This piece with the next one below it.
    func joined(_ next: Piece) -> Piece {
      var result = self
      let down = Point(x: .zero, y: height)
      result.items += next.items.map { item in
        var item = item
        item.origin = item.origin + down
        return item
      }
      result.anchors += next.anchors.map { anchor in
        var anchor = anchor
        anchor.position = anchor.position + down
        return anchor
      }
      for part in next.spans {
        let bottom = part.bottom + height
        if let own = result.spans.firstIndex(where: { $0.span === part.span }) {
          result.spans[own].bottom = bottom
        } else {
          result.spans.append(FlowSpan.Part(part.span, top: part.top + height, bottom: bottom))
        }
      }
      result.height += next.height
      result.isCutBelow = next.isCutBelow
      result.lastRow = next.lastRow
      return result
    }
  }

  mutating func items(isFlush: Bool, findings: inout Findings) -> [FlowItem] {
    var result: [FlowItem] = []
    for group in headedGroups() {
      let isHead = grid.rows[group.lowerBound].row.kind == .head
      let pieces = isHead ? [whole(group)] : self.pieces(of: group, findings: &findings)
      if isHead { setHead(group) }
      // A head stands for the columns of its own band only.
      if grid.rows[group.lowerBound].band != headBand { (head, headHeight) = ([], .zero) }
      for (index, piece) in pieces.enumerated() {
        let isFirst = result.isEmpty
        var item = FlowItem(
          .box(box(of: piece, isFirst: isFirst, isHead: isHead)),
          isFlush: isFlush || !isFirst, place: grid.rows[piece.firstRow].row.place)
        if index == 0, isFlush || !isFirst { item.breakBefore = breakBefore(piece.firstRow) }
        result.append(item)
      }
    }
    return result
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

  /// A total stays with the two rows above it, a row of a record with the next, a head or a row of
  /// labels with the row below it (forms:B0.3).
  private func breakBefore(_ row: Int) -> FlowItem.Break {
    let rows = grid.rows
    guard row > 0 else { return .kept(.withNext) }
    // A few rows look lost when a page parts them.
    if rows.count <= 6, heights.reduce(.zero, +) <= setting.wholeHeight { return .kept(.shortRow) }
    let above = rows[row - 1].row
    if above.kind == .head || above.keepsWithNext || rows[row].row.kind == .total {
      return .kept(.withNext)
    }
    if hasOnlyLabels(row - 1), rows[row].band == rows[row - 1].band, !hasOnlyLabels(row) {
      return .kept(.withNext)
    }
    if row + 1 < rows.count, rows[row + 1].row.kind == .total, above.kind == .body {
      return .kept(.withNext)
    }
    return .allowed
  }

  /// A row that only names what stands below it.
  private func hasOnlyLabels(_ row: Int) -> Bool {
    grid.cells(beginningIn: row).allSatisfy { grid.cells[$0].cell.role == .label }
  }

  private mutating func setHead(_ group: Range<Int>) {
    let piece = whole(group, asArtifact: true)
    head = piece.items
    // The head stands at the page's top, so its upper border is the table's outer one.
    if group.lowerBound > 0 { head.append(rules.edge(atHeight: .zero)) }
    headHeight = piece.height
    headBand = grid.rows[group.lowerBound].band
  }

  private mutating func box(of piece: Piece, isFirst: Bool, isHead: Bool) -> FlowBox {
    var box = FlowBox(height: piece.height, items: piece.items, anchors: piece.anchors)
    box.spans = piece.spans
    let isLast = piece.lastRow == grid.rows.count - 1 && !piece.isCutBelow
    if !isFirst, !isHead {
      box.repeatedHead = head
      box.repeatedHeadHeight = headHeight
      if piece.isCutAbove {
        // Air above the first line, with the rules going through it.
        let strip = rules.fragment(
          row: piece.firstRow, height: cutPadding, opens: false, closes: false)
        box.repeatedHead.append(
          PlacedItem(
            origin: Point(x: .zero, y: headHeight), fragment: strip, role: .artifact(.border)))
        box.repeatedHead.append(rules.edge(atHeight: headHeight, isOuter: head.isEmpty))
        box.repeatedHeadHeight = headHeight + cutPadding
      } else if head.isEmpty {
        box.itemsAtTop.append(rules.edge(atHeight: .zero))
      }
    } else if !isFirst {
      box.itemsAtTop.append(rules.edge(atHeight: .zero))
    }
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
}

extension TableFlow {
  private mutating func pieces(of group: Range<Int>, findings: inout Findings) -> [Piece] {
    let height = heights[group].reduce(Length.zero, +)
    let natural = group.map { row in
      grid.cells(beginningIn: row).filter { grid.cells[$0].rowCount == 1 }
        .map { cells[$0].need }.max() ?? .zero
    }
    // What is tall only because its height is stated is a box to write or stamp in, and whole.
    let isShort = height <= setting.wholeHeight
    let isBox =
      group.count == 1 && natural[0] <= setting.wholeHeight && height <= setting.pageHeight
    if isShort || isBox { return [whole(group)] }
    var pieces: [Piece] = []
    for row in group {
      if natural[row - group.lowerBound] > setting.wholeHeight {
        pieces += split(row)
      } else {
        pieces.append(self.row(row, omitsJoined: true))
      }
    }
    return withSpans(pieces, of: group, findings: &findings)
  }

  /// Adds the joined cells of a group that may break, and makes the first and last pieces high
  /// enough for them.
  private func withSpans(_ pieces: [Piece], of group: Range<Int>, findings: inout Findings)
    -> [Piece]
  {
    var pieces = pieces
    var spans: [FlowSpan] = []
    for row in group {
      for index in grid.cells(beginningIn: row) where grid.cells[index].rowCount > 1 {
        let span = span(of: index)
        let rows = grid.cells[index].rows
        if max(span.height, span.continuedHeight) > setting.pageHeight - headHeight {
          findings.add(
            TableProblem.joinedCellTooTall, at: Label(.template, grid.cells[index].cell.place))
        }
        for piece in pieces.indices where rows.contains(pieces[piece].firstRow) {
          pieces[piece].spans.append(
            FlowSpan.Part(span, top: .zero, bottom: pieces[piece].height))
        }
        spans.append(span)
      }
    }
    for span in spans {
      Self.merge(&pieces, span, atStart: true, least: span.height + setting.topPadding * 2)
      Self.merge(
        &pieces, span, atStart: false, least: span.continuedHeight + setting.topPadding * 2)
    }
    return pieces
  }

  /// Joins pieces at one end of a span until its part there is at least so high.
  private static func merge(
    _ pieces: inout [Piece], _ span: FlowSpan, atStart: Bool, least: Length
  ) {
    while true {
      let own = pieces.indices.filter { pieces[$0].spans.contains { $0.span === span } }
      guard own.count > 1 else { return }
      let end = atStart ? own[0] : own[own.count - 1]
      guard let part = pieces[end].spans.first(where: { $0.span === span }),
        part.bottom - part.top < least
      else { return }
      let upper = atStart ? end : end - 1
      pieces[upper] = pieces[upper].joined(pieces.remove(at: upper + 1))
    }
  }

  /// Rows in one piece, text centred over them.
  private mutating func whole(_ group: Range<Int>, asArtifact: Bool = false) -> Piece {
    var result: Piece?
    for row in group {
      let next = self.row(row, asArtifact: asArtifact)
      result = result.map { $0.joined(next) } ?? next
    }
    return result ?? Piece(height: .zero, firstRow: group.lowerBound, lastRow: group.lowerBound)
  }

  /// One row in one piece. Cells that go down into other rows reach below it.
  private mutating func row(
    _ row: Int, asArtifact: Bool = false, omitsJoined: Bool = false
  ) -> Piece {
    var piece = Piece(height: heights[row], firstRow: row, lastRow: row)
    piece.items.append(
      border(row, heights[row], opens: true, closes: row == grid.rows.count - 1))
    for index in grid.cells(beginningIn: row)
    where !(omitsJoined && grid.cells[index].rowCount > 1) {
      let height = heights[grid.cells[index].rows].reduce(Length.zero, +)
      place(index, height: height, asArtifact: asArtifact, in: &piece)
    }
    return piece
  }

  private mutating func border(_ row: Int, _ height: Length, opens: Bool, closes: Bool)
    -> PlacedItem
  {
    PlacedItem(
      origin: .zero,
      fragment: rules.fragment(row: row, height: height, opens: opens, closes: closes),
      role: .artifact(.border))
  }

  /// Puts a whole cell into its box: centred, or from the top with its foot at the bottom.
  private func place(_ index: Int, height: Length, asArtifact: Bool, in piece: inout Piece) {
    let (placed, cell) = (grid.cells[index], cells[index])
    let role: ItemRole =
      asArtifact ? .artifact(.repeatedHead) : .element(elements.cells[index])
    if let diagonal = cell.diagonal {
      for var item in diagonal.items(
        width: placed.width, height: height, padding: cell.padding, rule: setting.innerRule,
        element: elements.cells[index])
      {
        if asArtifact, case .element = item.role { item.role = role }
        item.origin = item.origin + Point(x: placed.minX, y: .zero)
        piece.items.append(item)
      }
      return
    }
    let rule = setting.innerRule
    let free = height - rule - cell.text.bodyHeight
    let top = rule + (cell.isTopAligned ? cell.inset : max(.zero, free) / 2)
    add(cell.text.lines, of: index, y: top, role: role, to: &piece)
    let footTop = height - cell.inset - cell.text.footHeight
    add(cell.text.foot, of: index, y: footTop, role: role, to: &piece)
  }

  private func add(
    _ lines: [CellLine], of index: Int, y: Length, role: ItemRole, to piece: inout Piece
  ) {
    let x = grid.cells[index].minX + cells[index].padding
    for line in lines {
      let origin = Point(x: x + line.x, y: y + line.baseline)
      if !line.fragment.marks.isEmpty {
        piece.items.append(PlacedItem(origin: origin, fragment: line.fragment, role: role))
      }
      guard case .element = role else { continue }
      for (anchor, anchorX) in line.anchors {
        piece.anchors.append(
          AnchorPlacement(
            name: anchor.name, kind: anchor.kind.rawValue, page: 0,
            position: Point(x: x + anchorX, y: y + line.baseline)))
      }
    }
  }

  /// A cell beside boxes that may stand on several pages.
  private func span(of index: Int) -> FlowSpan {
    let (placed, cell) = (grid.cells[index], cells[index])
    let x = placed.minX + cell.padding
    func items(_ text: CellText, _ role: ItemRole) -> [PlacedItem] {
      (text.lines
        + text.foot.map { line in
          var line = line
          line.baseline += text.height - text.footHeight
          return line
        }).filter { !$0.fragment.marks.isEmpty }.map {
          PlacedItem(
            origin: Point(x: x + $0.x, y: $0.baseline), fragment: $0.fragment, role: role)
        }
    }
    let again = cell.continued ?? cell.text
    return FlowSpan(
      items: items(cell.text, .element(elements.cells[index])), height: cell.text.height,
      continuedItems: items(again, .artifact(.continuedMark)), continuedHeight: again.height)
  }
}

extension TableFlow {
  /// Cuts a tall row between its lines: at least two lines in the first and the last piece, and
  /// the foot with the last one; labels beside it stand in the middle of each page's part.
  private mutating func split(_ row: Int) -> [Piece] {
    let own = grid.cells(beginningIn: row).filter { grid.cells[$0].rowCount == 1 }
    let labels = own.filter { grid.cells[$0].cell.role == .label && cells[$0].diagonal == nil }
    let texts = own.filter { !labels.contains($0) }
    // A span without items ties the pieces together, for the order in which they are read.
    let tie = FlowSpan(items: [], height: .zero, continuedItems: [], continuedHeight: .zero)
    let spans = labels.map { span(of: $0) } + [tie]
    let least = spans.map { max($0.height, $0.continuedHeight) + setting.topPadding * 2 }.max()
    let cuts = cuts(in: row, texts, least: least ?? .zero)
    var pieces: [Piece] = []
    for (index, top) in ([Length.zero] + cuts).enumerated() {
      let isLast = index == cuts.count
      let bottom = isLast ? heights[row] : cuts[index]
      var piece = Piece(
        height: bottom - top, isCutAbove: index > 0, isCutBelow: !isLast, firstRow: row,
        lastRow: row)
      piece.spans = spans.map { FlowSpan.Part($0, top: .zero, bottom: piece.height) }
      piece.items.append(
        border(
          row, bottom - top, opens: index == 0, closes: isLast && row == grid.rows.count - 1))
      for cell in texts {
        let inset = setting.innerRule + cells[cell].inset
        let role = ItemRole.element(elements.cells[cell])
        let lines = cells[cell].text.lines.filter {
          let middle = inset + ($0.top + $0.bottom) / 2
          return middle >= top && (middle < bottom || isLast)
        }
        add(lines, of: cell, y: inset - top, role: role, to: &piece)
        if isLast {
          let text = cells[cell].text
          add(
            text.foot, of: cell, y: piece.height - cells[cell].inset - text.footHeight,
            role: role, to: &piece)
        }
      }
      pieces.append(piece)
    }
    return pieces
  }

  /// The heights at which a row may be cut without going through a line of any cell.
  private func cuts(in row: Int, _ texts: [Int], least: Length) -> [Length] {
    guard let main = texts.max(by: { cells[$0].text.bodyHeight < cells[$1].text.bodyHeight })
    else { return [] }
    let inset = setting.innerRule + cells[main].inset
    let lines = cells[main].text.lines
    guard lines.count > 3 else { return [] }
    var result: [Length] = []
    for index in 1..<lines.count - 2 {
      let y = inset + (lines[index].bottom + lines[index + 1].top) / 2
      let isFree = texts.allSatisfy { other in
        let inset = setting.innerRule + cells[other].inset
        return !cells[other].text.lines.contains { inset + $0.top < y && inset + $0.bottom > y }
      }
      if isFree, y >= least, heights[row] - y >= least { result.append(y) }
    }
    return result
  }
}
