import Diagnostics
import Document
import Pages
import Typography

extension TableFlow {
  /// Cuts a tall row between its lines: at least two lines in the first and the last piece, and
  /// the foot with the last one; labels beside it stand in the middle of each page's part.
  mutating func split(_ row: Int) -> [Piece] {
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
          row, bottom - top, opens: index == 0, closes: isLast && closes(row)))
      for cell in texts {
        let inset = setting.innerRule + cells[cell].inset
        let role = roles[cell]
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
