import Diagnostics
import Document
import Pages
import Typography

/// 页计 and 累计 of one list (forms:B0.3): what the page builder prints where a page ends within the
/// list, and where the list ends on a later page than it began on.
public final class ListTotals: Sendable {
  /// The rows of one page as set, relative to the upper left corner of the first.
  package struct Foot: Sendable {
    package var items: [PlacedItem]
    package var height: Length
    package var findings: Findings
  }

  /// What is kept free for them on every page of the list; no page needs more, because sums of all
  /// items were set to find it.
  public let height: Length
  /// The same on the page on which the list ends, where 累计 is left out.
  public let lastHeight: Length
  private let set: @Sendable (Range<Int>, _ isLast: Bool, _ closes: Bool) -> Foot

  package init(
    height: Length, lastHeight: Length,
    set: @escaping @Sendable (Range<Int>, _ isLast: Bool, _ closes: Bool) -> Foot
  ) {
    self.height = height
    self.lastHeight = lastHeight
    self.set = set
  }

  /// - Parameters:
  ///   - items: those that begin on the page.
  ///   - isLast: the list ends on the page.
  ///   - closes: nothing of the table stands below, so its lower border is drawn.
  package func foot(of items: Range<Int>, isLast: Bool, closes: Bool) -> Foot {
    set(items, isLast, closes)
  }
}

extension TableLayout {
  /// What a list prints where its pages end; nil for a table without 页计 and 累计.
  ///
  /// The rows are artefacts of pagination: they exist only because a page ends there.
  func totals(of table: Table, _ setting: TableSetting, itemCount: Int) -> ListTotals? {
    guard let source = table.pageTotals, itemCount > 0, let columns = table.bands.last?.columns
    else { return nil }
    let layout = self
    @Sendable func foot(_ items: Range<Int>, _ isLast: Bool, _ closes: Bool) -> ListTotals.Foot {
      let rows = source.rows(showing: items, isLast: isLast)
      return layout.foot(rows, columns, table, setting, closes: closes)
    }
    let most = foot(0..<itemCount, false, true)
    let last = foot(0..<itemCount, true, true)
    return ListTotals(height: most.height, lastHeight: last.height, set: foot)
  }

  private func foot(
    _ rows: [Table.Row], _ columns: [Table.Column], _ table: Table, _ setting: TableSetting,
    closes: Bool
  ) -> ListTotals.Foot {
    guard !rows.isEmpty else {
      return ListTotals.Foot(items: [], height: .zero, findings: Findings())
    }
    var findings = Findings()
    var own = table
    own.bands = [Table.Band(columns: columns, rows: rows)]
    let grid = TableGrid(own, setting, findings: &findings)
    let setter = CellSetter(composer: composer, deferred: deferred)
    let alignments = ColumnAlignments(grid, own)
    let cells = setCells(grid, own, setting, setter, alignments, findings: &findings)
    let heights = RowHeights(grid, cells, setting).rows
    var flow = TableFlow(
      grid: grid, cells: cells, heights: heights,
      roles: Array(repeating: .artifact(.pageTotal), count: grid.cells.count), setting: setting)
    flow.stretch = TableFlow.Stretch(begins: false, ends: closes)
    let piece = flow.whole(grid.rows.indices)
    return ListTotals.Foot(items: piece.items, height: piece.height, findings: findings)
  }
}
