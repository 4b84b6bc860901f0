import Diagnostics
import Document
import Pages
import Typography

extension TableFlow {
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

  mutating func pieces(of group: Range<Int>, findings: inout Findings) -> [Piece] {
    let height = heights[group].reduce(Length.zero, +)
    let natural = group.map { row in
      grid.cells(beginningIn: row).filter { grid.cells[$0].rowCount == 1 }
        .map { cells[$0].need }.max() ?? .zero
    }
    // What is tall only because its height is stated is a box to write or stamp in, and whole.
    let isShort = height <= setting.wholeHeight
    let isBox =
      group.count == 1 && natural[0] <= setting.wholeHeight && height <= setting.pageHeight
    if (isShort || isBox) && !goesOnOutside(group) { return [whole(group)] }
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

  /// Whether a cell of the group belongs to the stretch before or behind as well.
  private func goesOnOutside(_ group: Range<Int>) -> Bool {
    group.contains { row in grid.cells(beginningIn: row).contains { grid.cells[$0].goesOnOutside } }
  }

  /// Adds the joined cells of a group that may break, and makes the first and last pieces high
  /// enough for them.
  private mutating func withSpans(
    _ pieces: [Piece], of group: Range<Int>, findings: inout Findings
  ) -> [Piece] {
    var pieces = pieces
    var spans: [(span: FlowSpan, cell: Table.Cell)] = []
    for row in group {
      for index in grid.cells(beginningIn: row)
      where grid.cells[index].rowCount > 1 || grid.cells[index].goesOnOutside {
        let placed = grid.cells[index]
        let known = placed.cell.continuesAbove ? stretch.carried[placed.minX] : nil
        let span = known ?? span(of: index)
        if placed.cell.continuesBelow { open[placed.minX] = span }
        let rows = placed.rows
        if max(span.height, span.continuedHeight) > setting.pageHeight - above.headHeight {
          findings.add(
            TableProblem.joinedCellTooTall, at: Label(.template, grid.cells[index].cell.place))
        }
        for piece in pieces.indices where rows.contains(pieces[piece].firstRow) {
          pieces[piece].spans.append(
            FlowSpan.Part(span, top: .zero, bottom: pieces[piece].height))
        }
        spans.append((span, placed.cell))
      }
    }
    for (span, cell) in spans {
      let air = setting.topPadding * 2
      if !cell.continuesAbove {
        Self.merge(&pieces, span, atStart: true, least: span.height + air)
      }
      if !cell.continuesBelow {
        Self.merge(&pieces, span, atStart: false, least: span.continuedHeight + air)
      }
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
  ///
  /// - Parameter artifact: what their content is, where it is no part of the text.
  mutating func whole(_ group: Range<Int>, as artifact: ItemRole.Artifact? = nil) -> Piece {
    var result: Piece?
    for row in group {
      let next = self.row(row, as: artifact)
      result = result.map { $0.joined(next) } ?? next
    }
    return result ?? Piece(height: .zero, firstRow: group.lowerBound, lastRow: group.lowerBound)
  }

  /// One row in one piece. Cells that go down into other rows reach below it.
  private mutating func row(
    _ row: Int, as artifact: ItemRole.Artifact? = nil, omitsJoined: Bool = false
  ) -> Piece {
    var piece = Piece(height: heights[row], firstRow: row, lastRow: row)
    piece.items.append(
      border(row, heights[row], opens: true, closes: closes(row)))
    for index in grid.cells(beginningIn: row)
    where !(omitsJoined && (grid.cells[index].rowCount > 1 || grid.cells[index].goesOnOutside)) {
      let height = heights[grid.cells[index].rows].reduce(Length.zero, +)
      place(index, height: height, as: artifact, in: &piece)
    }
    return piece
  }

  /// Whether the table's lower border lies below a row.
  func closes(_ row: Int) -> Bool { row == grid.rows.count - 1 && stretch.ends }

  mutating func border(_ row: Int, _ height: Length, opens: Bool, closes: Bool)
    -> PlacedItem
  {
    PlacedItem(
      origin: .zero,
      fragment: rules.fragment(row: row, height: height, opens: opens, closes: closes),
      role: .artifact(.border))
  }

  /// Puts a whole cell into its box: centred, or from the top with its foot at the bottom.
  private func place(
    _ index: Int, height: Length, as artifact: ItemRole.Artifact?, in piece: inout Piece
  ) {
    let (placed, cell) = (grid.cells[index], cells[index])
    let role = artifact.map(ItemRole.artifact) ?? roles[index]
    if let diagonal = cell.diagonal {
      for var item in diagonal.items(
        width: placed.width, height: height, padding: cell.padding, rule: setting.innerRule,
        role: role)
      {
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

  func add(
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
  func span(of index: Int) -> FlowSpan {
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
      items: items(cell.text, roles[index]), height: cell.text.height,
      continuedItems: items(again, .artifact(.continuedMark)), continuedHeight: again.height)
  }
}
