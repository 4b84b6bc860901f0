import CaseData
import Diagnostics
import Document
import Typography

/// The names of parts of a list in its 小计, 页计 and 累计.
enum ListPart {
  static let group = "本组"
  static let page = "本页"
  static let running = "累计"
}

extension DocumentBuilder {
  /// Empty rows of a list in a blank form.
  private static let blankRows = 4
  /// So many scattered groups are told of one by one.
  private static let mostScattered = 20

  /// nil where the list has no widths (reported).
  mutating func list(_ source: BodyList) -> Table? {
    guard let rows = ListRows(source) else { return nil }
    if case .rows(let stream) = value(of: source.list.expression, at: source.span).value {
      return longList(rows, stream)
    }
    let items = items(of: source.list, blankRows: Self.blankRows)
    let keys = groupKeys(of: items, source)
    reportScattered(keys, source)
    var placed = fixedRows(rows, .head)
    placed += itemRows(rows, items, keys, 0..<items.count)
    if items.isEmpty { placed.append(emptyRow(source, rows.band)) }
    placed += fixedRows(rows, .total)
    var table = Table(
      bands: [band(rows.band, placed)], size: TypeSize.five, caption: source.caption, isList: true)
    apply(source.options, unit: source.unit, at: source.span, to: &table)
    if setting.mode != .blank, !items.isEmpty {
      table.pageTotals = pageTotals(rows, .held(items))
    }
    return table
  }

  /// 头 and 计.
  mutating func fixedRows(_ rows: ListRows, _ kind: Table.Row.Kind) -> [PlacedRow] {
    var placed: [PlacedRow] = []
    expand(rows.source.nodes) { builder, node in
      guard case .row(let row) = node, row.kind == kind, !row.isGroupHead else { return }
      placed.append(builder.place(row, rows.band, at: .listCell))
    }
    return placed
  }

  // MARK: groups

  /// What makes each item one of its groups, the outermost first; nothing for a list without 组 按.
  ///
  /// - Parameter base: the number of the first item within its list.
  func groupKeys(of items: [Datum], _ source: BodyList, from base: Int = 0) -> [[String]] {
    guard !source.groups.isEmpty, setting.mode != .blank else { return [] }
    var builder = self
    return items.enumerated().map { index, item in
      builder.inItem(item, base + index, of: source.list, named: nil) { builder in
        source.groups.map { group in
          let datum = builder.value(of: group.expression, at: group.span)
          return ValuePrinter(filters: [], type: group.type).text(of: datum.value) ?? ""
        }
      }
    }
  }

  private mutating func reportScattered(_ keys: [[String]], _ source: BodyList) {
    var last: [[String]: Int] = [:]
    var told = 0
    for level in source.groups.indices {
      last.removeAll()
      for (index, key) in keys.enumerated() {
        let own = Array(key[...level])
        if let before = last[own], before != index - 1, told < Self.mostScattered {
          told += 1
          report(
            BodyProblem.scatteredGroup(
              own[level], first: before + 1, again: index + 1), at: source.groups[level].span)
        }
        last[own] = index
      }
    }
  }

  /// The rows of a range of a list's items, with the 小计 of the groups that end in it.
  ///
  /// - Parameters:
  ///   - keys: of all items, so that a range knows what stands before and behind it.
  ///   - base: the number of the first item within its list.
  ///   - isEnd: the list ends with the items.
  ///   - members: the items of a group that began before them, up to an item.
  mutating func itemRows(
    _ rows: ListRows, _ items: [Datum], _ keys: [[String]], _ range: Range<Int>, from base: Int = 0,
    isEnd: Bool = true, members: ((_ level: Int, _ last: Int) -> Value)? = nil
  ) -> [PlacedRow] {
    var placed: [PlacedRow] = []
    var joining = GroupJoining()
    // Where the groups of each level began.
    var starts = [Int](repeating: range.lowerBound, count: rows.source.groups.count)
    for index in range {
      let begins = keys.isEmpty ? 0 : firstChange(keys, index)
      for level in starts.indices where level >= begins { starts[level] = index }
      inItem(items[index], base + index, of: rows.source.list, named: nil) { builder in
        placed += builder.rows(
          of: rows, item: base + index,
          mergesAbove: keys.isEmpty ? 0 : index == range.lowerBound ? 0 : begins,
          &joining)
        guard !keys.isEmpty else { return }
        let ends =
          index + 1 < items.count
          ? builder.firstChange(keys, index + 1) : isEnd ? 0 : keys[index].count
        let sums = builder.subtotals(rows, ends) { level in
          // A group that began before the range is asked for as a whole.
          if starts[level] == range.lowerBound, let members { return members(level, index) }
          return .list(Array(items[starts[level]...index]))
        }
        for row in sums { joining.pass(row) }
        placed += sums
      }
    }
    return placed
  }

  /// The outermost level at which an item differs from the one before it; the number of levels where
  /// it does not.
  func firstChange(_ keys: [[String]], _ index: Int) -> Int {
    guard index > 0 else { return 0 }
    return zip(keys[index], keys[index - 1]).enumerated().first { $1.0 != $1.1 }?.offset
      ?? keys[index].count
  }

  /// What the rows so far leave open for the next one.
  private struct GroupJoining {
    /// The text of the last 组 row.
    var headText: String?
    /// The columns whose lowest cell is that of a group.
    var open: Set<Int> = []

    /// A row without group cells of its own: what it has joined to the cell above stays open.
    mutating func pass(_ row: PlacedRow) {
      open = open.filter { column in
        guard row.slots.indices.contains(column), case .above = row.slots[column]
        else { return false }
        return true
      }
    }
  }

  /// The rows of one item, kept on one page; a 组 row where its text changes.
  ///
  /// - Parameter mergesAbove: the levels from the outermost whose group goes on from the item above.
  private mutating func rows(
    of rows: ListRows, item: Int, mergesAbove: Int, _ joining: inout GroupJoining
  ) -> [PlacedRow] {
    var result: [PlacedRow] = []
    var state = joining
    expand(rows.source.nodes) { builder, node in
      guard case .row(let row) = node, row.kind == .body else { return }
      var placed = builder.place(row, rows.band, at: .listCell)
      placed.keepsWithNext = true
      if row.isGroupHead {
        let text = placed.text
        if text == state.headText { return }
        state.headText = text
        state.pass(placed)
      } else {
        let levels = rows.levels(of: row)
        for (column, level) in levels where level < mergesAbove && state.open.contains(column) {
          placed.joinAbove(column)
        }
        state.pass(placed)
        state.open.formUnion(levels.map(\.column))
        if !result.contains(where: { $0.item != nil }) { placed.item = item }
      }
      result.append(placed)
    }
    joining = state
    if let last = result.indices.last { result[last].keepsWithNext = false }
    return result
  }

  /// The 小计 of the groups that end with an item, the innermost first.
  private mutating func subtotals(
    _ rows: ListRows, _ outermost: Int, _ members: (Int) -> Value
  ) -> [PlacedRow] {
    var result: [PlacedRow] = []
    for level in rows.source.groups.indices.reversed() where level >= outermost {
      let own = rows.subtotals.filter { rows.level(of: $0) == level }
      guard !own.isEmpty else { continue }
      let outer = scope
      scope = scope.beside([ListPart.group: members(level)])
      for row in own { result.append(place(row, rows.band, at: .listCell)) }
      scope = outer
    }
    return result
  }

  /// 无 across all columns (forms:B0.3).
  private func emptyRow(_ source: BodyList, _ band: BodyBand) -> PlacedRow {
    let text = Inline.text(TextRun(source.emptyText ?? "无", place: .text(source.span)))
    let cell = Table.Cell(
      role: .value, blocks: [Block(.paragraph(Paragraph(.centred, [text])))], alignment: .centre,
      place: .text(source.span))
    let joins = Array(
      repeating: PlacedRow.Slot.left(source.span), count: max(0, band.columns.count - 1))
    return PlacedRow(
      source: BodyRow(kind: .body, cells: [], span: source.span), slots: [.content(cell)] + joins)
  }

  // MARK: 页计 and 累计

  mutating func pageTotals(_ rows: ListRows, _ items: ListItems) -> ListPageTotals? {
    guard !rows.pageTotals.isEmpty else { return nil }
    var totals = ListPageTotals(builder: self, rows: rows, items: items)
    // What is wrong with them is wrong on every page, and told once.
    var trial = self
    trial.findings = Findings()
    _ = totals.rows(showing: 0..<items.count, isLast: false, by: &trial)
    findings.add(contentsOf: trial.findings)
    totals.forgetFindings()
    return totals
  }
}

/// The rows of a list by what they are.
struct ListRows: Sendable {
  let source: BodyList
  let band: BodyBand
  let subtotals: [BodyRow]
  let pageTotals: [BodyRow]
  /// The columns of a 行 that are merged over a group, with its level, by where the 行 stands.
  private let levelsOfRow: [Int: [(column: Int, level: Int)]]

  init?(_ source: BodyList) {
    self.source = source
    let band = source.nodes.compactMap { if case .band(let band) = $0 { band } else { nil } }.first
    guard let band else { return nil }
    self.band = band
    let rows = source.nodes.compactMap { if case .row(let row) = $0 { row } else { nil } }
    subtotals = rows.filter { $0.kind == .subtotal }
    pageTotals = rows.filter { $0.kind == .pageTotal }
    var levels: [Int: [(column: Int, level: Int)]] = [:]
    for row in source.nodes.allRows where row.kind == .body && !row.isGroupHead {
      for (column, cell) in row.cells.enumerated() {
        guard case .content(let inlines, _) = cell, inlines.count == 1,
          case .placeholder(let placeholder) = inlines[0]
        else { continue }
        let name = placeholder.placeholder.expression.span.text
        if let level = source.groups.firstIndex(where: { $0.span.text == name }) {
          levels[row.span.range.lowerBound, default: []].append((column, level))
        }
      }
    }
    levelsOfRow = levels
  }

  func levels(of row: BodyRow) -> [(column: Int, level: Int)] {
    levelsOfRow[row.span.range.lowerBound] ?? []
  }

  /// Those of the first row of an item.
  var groupColumns: [(column: Int, level: Int)] {
    source.nodes.allRows.first { $0.kind == .body && !$0.isGroupHead }.map(levels) ?? []
  }

  /// The level of the group that a 小计 closes.
  func level(of row: BodyRow) -> Int {
    guard let name = row.subtotalOf else { return source.groups.count - 1 }
    return source.groups.firstIndex { $0.span.text == name } ?? source.groups.count - 1
  }
}

extension DocumentBuilder.PlacedRow {
  fileprivate var text: String {
    slots.map { slot in
      guard case .content(let cell) = slot else { return "" }
      return cell.blocks.map { block in
        if case .paragraph(let paragraph) = block.content {
          paragraph.inlines.plainText
        } else {
          ""
        }
      }.joined()
    }.joined(separator: "|")
  }

  /// Makes a cell, and those joined to it from the right, part of the cell above.
  fileprivate mutating func joinAbove(_ column: Int) {
    guard slots.indices.contains(column), case .content(let cell) = slots[column],
      let span = cell.place.span
    else { return }
    slots[column] = .above(span)
  }
}

extension Scope {
  /// The scope with lists of these names in it.
  func beside(_ lists: [String: Value]) -> Scope {
    var fields = Record()
    for (name, items) in lists.sorted(by: { $0.key < $1.key }) {
      fields[name] = Datum(items)
    }
    var result = self
    result.frames.append(Frame(fields: fields, item: nil, number: nil, itemName: nil))
    return result
  }
}
