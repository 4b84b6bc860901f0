import CaseData
import Diagnostics
import Document

/// The items of a list, held or in a file.
enum ListItems: Sendable {
  case held([Datum])
  case stream(RowStream)

  var count: Int {
    switch self {
    case .held(let items): items.count
    case .stream(let stream): stream.count
    }
  }

  func part(_ range: Range<Int>) -> Value {
    switch self {
    case .held(let items): .list(Array(items[range]))
    case .stream(let stream): .rows(stream.part(range))
    }
  }
}

/// 页计 and 累计 of a list. Sums and counts of whole items are read off running
/// sums, so that a page costs the same wherever it stands; whatever else the rows compute is computed
/// over the items of the page.
struct ListPageTotals: PageTotals {
  private var builder: DocumentBuilder
  private let rows: ListRows
  private let items: ListItems
  /// 合计（本页，式） and 合计（累计，式） by the expression's text: the sums of the first n items.
  private var sums: [String: [ExactDecimal]] = [:]

  init(builder: DocumentBuilder, rows: ListRows, items: ListItems) {
    self.builder = builder
    self.rows = rows
    self.items = items
    for row in rows.pageTotals {
      for expression in row.summedExpressions where sums[expression.span.text] == nil {
        sums[expression.span.text] = runningSums(expression)
      }
    }
  }

  mutating func forgetFindings() { builder.findings = Findings() }

  func rows(showing range: Range<Int>, isLast: Bool) -> [Table.Row] {
    var builder = builder
    return rows(showing: range, isLast: isLast, by: &builder)
  }

  func rows(
    showing range: Range<Int>, isLast: Bool, by builder: inout DocumentBuilder
  ) -> [Table.Row] {
    let range = range.clamped(to: 0..<items.count)
    let own = rows.pageTotals.filter { !(isLast && $0.isRunning) }
    guard !own.isEmpty else { return [] }
    let outer = builder.scope
    var lists = [ListPart.page: items.part(range)]
    if own.contains(where: { needsItems($0) }) {
      lists[ListPart.running] = items.part(0..<range.upperBound)
    }
    builder.scope = builder.scope.beside(lists)
    let placed = own.map { row in
      builder.place(row.substituting { value(of: $0, range) }, rows.band, at: .listCell)
    }
    builder.scope = outer
    return builder.band(rows.band, placed).rows
  }

  /// Whether a row asks for more of 累计 than running sums tell.
  private func needsItems(_ row: BodyRow) -> Bool {
    var names: Set<String> = []
    for placeholder in row.substituting({ value(of: $0, 0..<items.count) }).placeholders {
      placeholder.placeholder.expression.collectNames(into: &names)
    }
    return names.contains(ListPart.running)
  }

  /// The value of a call over 本页 or 累计 that running sums tell; nil for any other.
  private func value(of expression: Expression, _ range: Range<Int>) -> ExactDecimal? {
    guard case .call(let function, _, let arguments) = expression.kind,
      case .name(let name)? = arguments.first?.kind
    else { return nil }
    let lower: Int
    switch name {
    case ListPart.page: lower = range.lowerBound
    case ListPart.running: lower = 0
    default: return nil
    }
    switch (function, arguments.count) {
    case (.count, 1): return ExactDecimal(range.upperBound - lower)
    case (.sum, 2):
      guard let sums = sums[arguments[1].span.text] else { return nil }
      return sums[range.upperBound].subtracting(sums[lower])
    default: return nil
    }
  }

  /// The sums of the first 0, 1, … n items; nil where a value is no number or the budget is spent.
  private func runningSums(_ expression: Expression) -> [ExactDecimal]? {
    var builder = builder
    var sums = [ExactDecimal.zero]
    sums.reserveCapacity(items.count + 1)
    var isSound = true
    builder.forEach(of: items, rows.source) { builder, item, index in
      let value = builder.inItem(item, index, of: rows.source.list, named: nil) { builder in
        builder.value(of: expression, at: expression.span).value
      }
      switch value {
      case .absent: sums.append(sums[index])
      case .number(let number):
        let sum = sums[index].adding(number)
        isSound = isSound && sum != nil
        sums.append(sum ?? sums[index])
      default: isSound = false
      }
      return isSound
    }
    return isSound ? sums : nil
  }
}

extension BodyRow {
  fileprivate var placeholders: [BodyPlaceholder] {
    cells.flatMap { cell -> [BodyPlaceholder] in
      guard case .content(let inlines, _) = cell else { return [] }
      return DocumentBuilder.placeholders(in: inlines)
    }
  }

  /// The second arguments of 合计（本页，…） and 合计（累计，…）.
  fileprivate var summedExpressions: [Expression] {
    placeholders.compactMap { placeholder in
      guard case .call(.sum, _, let arguments) = placeholder.placeholder.expression.kind,
        arguments.count == 2, case .name(let name) = arguments[0].kind,
        name == ListPart.page || name == ListPart.running
      else { return nil }
      return arguments[1]
    }
  }

  /// The row with the values that are known already in the place of their calls.
  fileprivate func substituting(_ value: (Expression) -> ExactDecimal?) -> BodyRow {
    var row = self
    row.cells = cells.map { cell in
      guard case .content(let inlines, let span) = cell else { return cell }
      return .content(
        inlines.map { inline in
          guard case .placeholder(var placeholder) = inline,
            let number = value(placeholder.placeholder.expression)
          else { return inline }
          placeholder.placeholder.expression = Expression(
            .number(number, isMoney: false), placeholder.placeholder.expression.span)
          return .placeholder(placeholder)
        }, span)
    }
    return row
  }
}
