import Diagnostics
import Document
import Typography

/// A table with its joins resolved: which cell owns each place, and where every cell's edges lie.
struct TableGrid {
  /// A cell with its place in the table; rows count through all bands.
  struct PlacedCell {
    var cell: Table.Cell
    var row: Int
    var rowCount: Int
    var column: Int
    var columnCount: Int
    var minX: Length
    var maxX: Length
    var isVertical: Bool
    var width: Length { maxX - minX }
    var rows: Range<Int> { row..<row + rowCount }
    /// Part of it stands in the stretch of a long list before or behind.
    var goesOnOutside: Bool { cell.continuesAbove || cell.continuesBelow }
  }

  struct GridRow {
    var row: Table.Row
    var band: Int
    /// The index in `cells` of the owner of each column.
    var owners: [Int]
  }

  private(set) var rows: [GridRow] = []
  private(set) var cells: [PlacedCell] = []
  /// The column edges of each band, the first 0 and the last the table's width.
  private(set) var edges: [[Length]] = []

  init(_ table: Table, _ setting: TableSetting, findings: inout Findings) {
    for band in table.bands where !band.rows.isEmpty && !band.columns.isEmpty {
      edges.append(Self.edges(of: band, setting, size: table.size, findings: &findings))
      add(band, findings: &findings)
    }
  }

  /// The column edges of a band. Whole EMU, so borders of bands with equal sums meet exactly.
  private static func edges(
    of band: Table.Band, _ setting: TableSetting, size: Length?, findings: inout Findings
  ) -> [Length] {
    let place = Label(.template, band.place)
    var fixed = Length.zero
    var shares = 0
    for column in band.columns {
      switch column.width {
      case .fixed(let width): fixed += max(.zero, width)
      case .rest: shares += 1
      }
    }
    let rest = setting.width - fixed
    // Millimetres in binary are off by an EMU or two; 0.02 mm is no mistake of the author's.
    let isOff = shares == 0 ? abs(rest.emu) > 720 : rest < setting.leastRow / 2 * shares
    if isOff {
      findings.add(
        TableProblem.widthsDoNotAddUp(sum: fixed.hundredths, width: setting.width.hundredths),
        at: place)
    }
    var edges = [Length.zero]
    var share = 0
    var sum = Length.zero
    for (index, column) in band.columns.enumerated() {
      switch column.width {
      case .fixed(let width): sum += max(.zero, width)
      case .rest:
        let room = max(.zero, rest)
        sum += room.scaled(share + 1, shares) - room.scaled(share, shares)
        share += 1
      }
      let least = TypeSize.six + setting.narrowPadding * 2
      let width = sum - edges[index]
      if !isOff, width < least {
        findings.add(
          TableProblem.columnTooNarrow(column: index + 1, width: width.hundredths), at: place)
      }
      edges.append(sum)
    }
    // After an error the layout goes on, to find what else is wrong, on widths that do fit.
    if isOff, sum > .zero {
      edges = edges.map {
        Length(emu: Int(Double($0.emu) / Double(sum.emu) * Double(setting.width.emu)))
      }
    }
    edges[edges.count - 1] = setting.width
    return edges
  }

  private mutating func add(_ band: Table.Band, findings: inout Findings) {
    let columns = band.columns.count
    let first = rows.count
    for row in band.rows {
      if row.cells.count != columns {
        findings.add(
          TableProblem.wrongCellCount(cells: row.cells.count, columns: columns),
          at: Label(.template, row.place))
      }
      rows.append(
        GridRow(row: row, band: edges.count - 1, owners: Array(repeating: -1, count: columns)))
    }
    for index in first..<rows.count {
      for column in 0..<columns where rows[index].owners[column] < 0 {
        place(in: band, row: index, column: column, lastRow: rows.count)
      }
    }
  }

  private mutating func place(in band: Table.Band, row: Int, column: Int, lastRow: Int) {
    let slots = rows[row].row.cells
    var cell = Table.Cell(role: .value, blocks: [], place: rows[row].row.place)
    if column < slots.count, case .cell(let own) = slots[column] { cell = own }
    var columnCount = 1
    while columnCount < cell.columnSpan, column + columnCount < band.columns.count,
      rows[row].owners[column + columnCount] < 0
    {
      columnCount += 1
    }
    let covered = column..<column + columnCount
    // A joined cell ends with its band and never joins head rows with others.
    var rowCount = 1
    while rowCount < cell.rowSpan, row + rowCount < lastRow,
      (rows[row + rowCount].row.kind == .head) == (rows[row].row.kind == .head),
      covered.allSatisfy({ rows[row + rowCount].owners[$0] < 0 })
    {
      rowCount += 1
    }
    let bandEdges = edges[edges.count - 1]
    cells.append(
      PlacedCell(
        cell: cell, row: row, rowCount: rowCount, column: column, columnCount: columnCount,
        minX: bandEdges[column], maxX: bandEdges[column + columnCount],
        isVertical: covered.allSatisfy { band.columns[$0].isVertical }))
    for covering in row..<row + rowCount {
      for column in covered { rows[covering].owners[column] = cells.count - 1 }
    }
  }

  /// The cells that begin in a row, from left to right.
  func cells(beginningIn row: Int) -> [Int] {
    var result: [Int] = []
    for owner in rows[row].owners where cells[owner].row == row && result.last != owner {
      result.append(owner)
    }
    return result
  }

  /// Runs of rows that joined cells tie together; most are one row.
  var groups: [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    var end = 0
    for row in rows.indices {
      if row == end, row > start {
        result.append(start..<end)
        start = row
      }
      end = max(end, row + 1)
      for cell in cells(beginningIn: row) { end = max(end, cells[cell].rows.upperBound) }
    }
    if start < rows.count { result.append(start..<rows.count) }
    return result
  }

  /// How many columns of the whole table a cell covers: the table is one on the union of the
  /// edges of its bands (issue 4, structure).
  func unionSpan(of cell: PlacedCell, union: [Length]) -> Int {
    max(1, union.reduce(0) { $0 + ($1 > cell.minX && $1 <= cell.maxX ? 1 : 0) })
  }

  var unionEdges: [Length] { Set(edges.joined()).sorted() }
}
