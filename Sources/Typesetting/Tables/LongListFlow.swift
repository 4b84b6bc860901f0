import Diagnostics
import Document
import Pages
import Typography

/// The rows of a long list, set stretch by stretch as pages need them (design section 2). What the
/// stretches share (widths, alignment, head, the groups that go on) is kept; the rows are not.
package struct LongListFlow: Sendable {
  /// Items set at a time: a few pages of them.
  private static let stretch = 200

  let layout: TableLayout
  let setting: TableSetting
  let source: any LongRows
  /// The table with its last band's columns and 计 rows, but no other rows.
  let table: Table
  let alignments: ColumnAlignments
  let body: ElementID
  let union: [Length]
  let totals: ListTotals?
  /// What the first stretch left: head and 续表 for the tops of pages.
  var above: TableFlow.Above
  var carried: [Length: FlowSpan]
  var next: Int
  package internal(set) var isAtEnd = false
  /// What has been said of the rows: a fault of every row is told once, and no more than so many
  /// kinds of them.
  var told: Set<String> = []
  private static let mostTold = 200

  /// The next rows. A source that cannot be read any more is reported, and ends the list.
  mutating func next(
    structure: inout StructureTree, findings: inout Findings
  ) -> [FlowItem] {
    var rows: [Table.Row] = []
    do {
      let part = try source.rows(from: next, count: Self.stretch)
      rows = part.rows
      // A source that does not advance would never end.
      next = part.next > next ? part.next : source.itemCount
    } catch {
      findings.add(
        TableProblem.sourceFailed("\(error)"), at: Label(.template, table.bands[0].place))
      next = source.itemCount
    }
    isAtEnd = next >= source.itemCount
    var own = table
    own.bands[0].rows = isAtEnd ? rows + table.bands[0].rows : rows
    own.longRows = nil
    guard !own.bands[0].rows.isEmpty else { return [] }
    var found = Findings()
    let items = layout.stretch(own, of: &self, structure: &structure, findings: &found)
    for finding in found.all where told.count < Self.mostTold {
      let words = finding.code + finding.problem.message(in: .english)
      if told.insert(words).inserted { findings.add(finding) }
    }
    return items
  }
}

extension TableLayout {
  /// The items of a stretch that is not the first.
  fileprivate func stretch(
    _ table: Table, of list: inout LongListFlow, structure: inout StructureTree,
    findings: inout Findings
  ) -> [FlowItem] {
    let grid = TableGrid(table, list.setting, findings: &findings)
    let setter = CellSetter(composer: composer, deferred: deferred)
    let cells = setCells(grid, table, list.setting, setter, list.alignments, findings: &findings)
    let elements = TableElements(
      more: grid, table, in: list.body, union: list.union, structure: &structure)
    var flow = TableFlow(
      grid: grid, cells: cells, heights: RowHeights(grid, cells, list.setting).rows,
      roles: elements.cells.map { .element($0) }, setting: list.setting)
    flow.stretch = TableFlow.Stretch(begins: false, ends: list.isAtEnd, carried: list.carried)
    flow.totals = list.totals
    flow.above = list.above
    let items = flow.items(isFlush: true, findings: &findings)
    list.carried = flow.open
    return items
  }

  /// The first stretch of a long list, and what the others need.
  func begin(
    _ table: Table, _ source: any LongRows, _ setting: TableSetting, parent: ElementID,
    structure: inout StructureTree, findings: inout Findings
  ) -> (items: [FlowItem], list: LongListFlow?) {
    // The first stretch holds the head and enough rows to tell what the columns hold.
    var first = table
    var next = source.itemCount
    if let last = first.bands.indices.last {
      do {
        let part = try source.rows(from: 0, count: ColumnAlignments.tellingRows)
        next = max(1, part.next)
        let heads = first.bands[last].rows.filter { $0.kind == .head }
        let rest = first.bands[last].rows.filter { $0.kind != .head }
        first.bands[last].rows = heads + part.rows + (next >= source.itemCount ? rest : [])
      } catch {
        findings.add(
          TableProblem.sourceFailed("\(error)"), at: Label(.template, first.bands[last].place))
      }
    }
    first.longRows = nil
    let isAll = next >= source.itemCount
    let set = set(
      first.completed, setting, ends: isAll, itemCount: source.itemCount, parent: parent,
      structure: &structure, findings: &findings)
    guard !isAll, let set, let band = table.bands.last else { return (set?.items ?? [], nil) }
    var rest = table
    rest.bands = [band]
    rest.bands[0].rows = band.rows.filter { $0.kind != .head }
    rest.longRows = nil
    let list = LongListFlow(
      layout: self, setting: set.flow.setting, source: source, table: rest,
      alignments: set.alignments.ofLastBand, body: set.body, union: set.union,
      totals: set.flow.totals, above: set.flow.above, carried: set.flow.open, next: next)
    return (set.items, list)
  }
}
