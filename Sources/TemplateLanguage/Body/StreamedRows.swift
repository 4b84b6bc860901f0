import CaseData
import Diagnostics
import Document
import Typography

/// The rows of a list whose items stand in a file: read, evaluated and let go stretch by stretch.
struct StreamedRows: LongRows {
  private let builder: DocumentBuilder
  private let rows: ListRows
  private let stream: RowStream

  init(builder: DocumentBuilder, rows: ListRows, stream: RowStream) {
    self.builder = builder
    self.rows = rows
    self.stream = stream
  }

  var itemCount: Int { stream.count }

  func rows(from first: Int, count: Int) throws -> (rows: [Table.Row], next: Int) {
    var builder = builder
    // One item before and those behind tell where groups begin and end.
    let hasGroups = !rows.source.groups.isEmpty
    let base = hasGroups ? max(0, first - 1) : first
    let end = min(itemCount, first + (hasGroups ? 2 * count + 1 : count))
    let items = try builder.items(of: stream, base..<end, rows)
    let keys = builder.groupKeys(of: items, rows.source, from: base)
    let next = self.next(first, count, keys, base)
    let range = first - base..<next - base
    let placed = builder.itemRows(
      rows, items, keys, range, from: base, isEnd: base + items.count == itemCount,
      members: { [self] level, last in members(Array(keys[last][...level]), first, base + last) })
    return (marked(builder.band(rows.band, placed).rows, keys, range, items.count), next)
  }

  /// The items of a group up to one of them, wherever it began.
  private func members(_ key: [String], _ first: Int, _ last: Int) -> Value {
    .rows(stream.part(builder.groupStart(key, before: first, in: stream, rows)..<last + 1))
  }

  /// The rows with marks on the groups that go on above or below them.
  private func marked(
    _ built: [Table.Row], _ keys: [[String]], _ range: Range<Int>, _ count: Int
  ) -> [Table.Row] {
    guard !keys.isEmpty else { return built }
    var built = built
    for (column, level) in rows.groupColumns {
      if range.lowerBound > 0, builder.firstChange(keys, range.lowerBound) > level {
        built.markFirst(column)
      }
      if range.upperBound < count, builder.firstChange(keys, range.upperBound) > level {
        built.markLast(column)
      }
    }
    return built
  }

  /// `count` items on, or where a group of the first level ends within as many more.
  private func next(_ first: Int, _ count: Int, _ keys: [[String]], _ base: Int) -> Int {
    let plain = min(itemCount, first + count)
    guard !keys.isEmpty, plain < itemCount else { return plain }
    for end in plain...min(itemCount, first + 2 * count) {
      if end == itemCount || keys[end - base].first != keys[end - 1 - base].first { return end }
    }
    return plain
  }
}

extension [Table.Row] {
  /// The group of a column goes on from the stretch above.
  fileprivate mutating func markFirst(_ column: Int) {
    guard !isEmpty, self[0].cells.indices.contains(column),
      case .cell(var cell) = self[0].cells[column]
    else { return }
    cell.continuesAbove = true
    self[0].cells[column] = .cell(cell)
  }

  /// The group of a column goes on in the stretch below.
  fileprivate mutating func markLast(_ column: Int) {
    for row in indices.reversed() where self[row].cells.indices.contains(column) {
      guard case .cell(var cell) = self[row].cells[column] else { continue }
      cell.continuesBelow = true
      self[row].cells[column] = .cell(cell)
      return
    }
  }
}

extension DocumentBuilder {
  /// A list in a file: its head and totals, and where the rows come from.
  mutating func longList(_ rows: ListRows, _ stream: RowStream) -> Table? {
    let source = rows.source
    var table = Table(
      bands: [band(rows.band, fixedRows(rows, .head) + fixedRows(rows, .total))],
      size: TypeSize.five, caption: source.caption, isList: true)
    apply(source.options, unit: source.unit, at: source.span, to: &table)
    table.pageTotals = pageTotals(rows, .stream(stream))
    var own = self
    own.findings = Findings()
    table.longRows = StreamedRows(builder: own, rows: rows, stream: stream)
    reportFirstRows(rows, stream)
    return table
  }

  /// What is wrong with the template's rows is wrong with the first ones.
  private mutating func reportFirstRows(_ rows: ListRows, _ stream: RowStream) {
    var trial = self
    trial.findings = Findings()
    do throws(RowFault) {
      let items = try trial.items(of: stream, 0..<min(stream.count, 16), rows)
      let keys = trial.groupKeys(of: items, rows.source)
      _ = trial.itemRows(rows, items, keys, 0..<items.count)
    } catch {
      report(DeclarationProblem.rowsUnreadable(error.description), at: rows.source.span)
    }
    findings.add(contentsOf: trial.findings)
  }

  /// The items of a range, with what 算出 gives them.
  mutating func items(
    of stream: RowStream, _ range: Range<Int>, _ rows: ListRows
  ) throws(RowFault) -> [Datum] {
    var evaluator = Evaluator(scope: scope, budget: budget)
    do throws(Interruption) {
      return try evaluator.items(of: stream, range, rows.source.span)
    } catch {
      guard case .failed(let diagnostic) = error else { return [] }
      throw RowFault(diagnostic.problem.message(in: .chinese))
    }
  }

  /// Where the group of an item that stands before `end` began.
  func groupStart(_ key: [String], before end: Int, in stream: RowStream, _ rows: ListRows) -> Int {
    var builder = self
    var start = end
    while start > 0 {
      let base = max(0, start - RowStream.stretch)
      guard let items = try? builder.items(of: stream, base..<start, rows) else { return start }
      let keys = builder.groupKeys(of: items, rows.source, from: base)
      guard let other = keys.lastIndex(where: { Array($0.prefix(key.count)) != key }) else {
        start = base
        continue
      }
      return base + other + 1
    }
    return 0
  }

  /// Runs `body` with each item of a list until it gives false.
  mutating func forEach(
    of items: ListItems, _ source: BodyList,
    _ body: (inout DocumentBuilder, Datum, Int) -> Bool
  ) {
    switch items {
    case .held(let items):
      for (index, item) in items.enumerated() {
        guard body(&self, item, index) else { return }
      }
    case .stream(let stream):
      guard let rows = ListRows(source) else { return }
      var start = 0
      while start < stream.count {
        let end = min(stream.count, start + RowStream.stretch)
        guard let items = try? self.items(of: stream, start..<end, rows) else { return }
        for (offset, item) in items.enumerated() {
          guard body(&self, item, start + offset) else { return }
        }
        start = end
      }
    }
  }
}
