import CaseData
import Diagnostics

extension Evaluator {
  /// The items of a list; an optional list that was not given has none.
  mutating func items(_ expression: Expression) throws(Interruption) -> [Datum] {
    let value = try datum(expression)
    switch value.value {
    case .list(let items): return items
    case .absent: return []
    case .rows(let stream): throw failure(.listTooLong(rows: stream.count), expression.span)
    default:
      throw failure(
        .listNeeded(kind: value.value.kindName), expression.span, data: value.place)
    }
  }

  /// Runs `body` with each item of a list, its number from 0, until it gives false. A list in a file
  /// is read through, so none of it is held.
  mutating func forEachItem(
    _ list: Expression,
    _ body: (inout Evaluator, Datum, Int) throws(Interruption) -> Bool
  ) throws(Interruption) {
    guard case .rows(let stream) = try datum(list).value else {
      for (index, item) in try items(list).enumerated() {
        guard try body(&self, item, index) else { return }
      }
      return
    }
    var start = 0
    while start < stream.count {
      let end = min(stream.count, start + RowStream.stretch)
      for (offset, item) in try items(of: stream, start..<end, list.span).enumerated() {
        guard try body(&self, item, start + offset) else { return }
      }
      start = end
    }
  }

  /// The items of a range of a list in a file, with what 算出 gives them.
  mutating func items(
    of stream: RowStream, _ range: Range<Int>, _ span: Span
  ) throws(Interruption) -> [Datum] {
    var items: [Datum]
    do throws(RowFault) {
      items = try stream.items(range)
    } catch {
      throw failure(.rowsUnreadable(error.description), span)
    }
    let computed = scope.environment.computedOfItems[stream.name] ?? []
    guard !computed.isEmpty else { return items }
    let frames = scope.frames
    defer { scope.frames = frames }
    for index in items.indices {
      for value in computed {
        guard case .record(var record) = items[index].value, let expression = value.expression
        else { continue }
        scope.frames =
          Array(frames.prefix(1)) + [
            Scope.Frame(
              fields: record, item: items[index], number: range.lowerBound + index + 1,
              itemName: nil)
          ]
        let result: Datum
        do throws(Interruption) {
          result = try datum(expression)
        } catch {
          switch error {
          case .faulty: result = Datum(.faulty)
          case .handwritten: result = Datum(.handwritten)
          case .failed: throw error
          }
        }
        record[value.name] = result
        items[index].value = .record(record)
      }
    }
    return items
  }

  /// Evaluates inside an item; 序号 is its 1-based number.
  mutating func inside<T>(
    _ item: Datum, _ index: Int,
    _ body: (inout Evaluator) throws(Interruption) -> T
  ) throws(Interruption) -> T {
    let item = try usable(item)
    var fields = Record()
    if case .record(let record) = item.value { fields = record }
    scope.frames.append(Scope.Frame(fields: fields, item: item, number: index + 1, itemName: nil))
    defer { scope.frames.removeLast() }
    return try body(&self)
  }

  /// The items for which a condition holds; all of them where there is no condition.
  mutating func selected(
    _ list: Expression, _ condition: Expression?
  ) throws(Interruption) -> [Datum] {
    let all = try items(list)
    guard let condition else { return all }
    var result: [Datum] = []
    for (index, item) in all.enumerated() {
      let holds = try inside(item, index) { evaluator throws(Interruption) in
        try evaluator.truth(condition)
      }
      if holds { result.append(item) }
    }
    return result
  }

  /// 计数: how many items there are, or for how many a condition holds.
  mutating func count(
    _ list: Expression, _ condition: Expression?
  ) throws(Interruption) -> Int {
    if condition == nil, case .rows(let stream) = try datum(list).value { return stream.count }
    guard let condition else { return try items(list).count }
    var count = 0
    try forEachItem(list) { evaluator, item, index throws(Interruption) in
      let holds = try evaluator.inside(item, index) { evaluator throws(Interruption) in
        try evaluator.truth(condition)
      }
      if holds { count += 1 }
      return true
    }
    return count
  }

  /// The values of an expression for each item, or the items themselves.
  private mutating func values(
    _ list: Expression, _ expression: Expression?
  ) throws(Interruption) -> [Operand] {
    var result: [Operand] = []
    try forEachValue(list, expression) { _, value throws(Interruption) in result.append(value) }
    return result
  }

  /// The same one after another: a value keeps the row that it stands in, so those of a list in a
  /// file are not gathered.
  private mutating func forEachValue(
    _ list: Expression, _ expression: Expression?,
    _ body: (inout Evaluator, Operand) throws(Interruption) -> Void
  ) throws(Interruption) {
    try forEachItem(list) { evaluator, item, index throws(Interruption) in
      guard evaluator.budget.spend() else { throw evaluator.failure(.budgetSpent, list.span) }
      if let expression {
        let value = try evaluator.inside(item, index) { evaluator throws(Interruption) in
          try evaluator.operand(expression)
        }
        try body(&evaluator, value)
      } else {
        try body(&evaluator, .plain(try evaluator.usable(item)))
      }
      return true
    }
  }

  private static func isAbsent(_ operand: Operand) -> Bool {
    if case .plain(let datum) = operand, case .absent = datum.value { return true }
    return false
  }

  /// 合计. An optional value that was not given counts as nothing; a required one that is missing
  /// is faulty and makes the sum so.
  mutating func sum(_ arguments: [Expression]) throws(Interruption) -> Operand {
    let expression = arguments.count > 1 ? arguments[1] : arguments[0]
    var sum = Number.decimal(.zero)
    try forEachValue(arguments[0], arguments.count > 1 ? arguments[1] : nil) {
      evaluator, value throws(Interruption) in
      guard !Self.isAbsent(value) else { return }
      sum = try evaluator.calculate(
        .plus, sum, try evaluator.number(value, expression), expression.span, expression)
    }
    return operand(sum)
  }

  private mutating func total(
    _ values: [Operand], _ expression: Expression
  ) throws(Interruption) -> Number {
    var result = Number.decimal(.zero)
    for value in values where !Self.isAbsent(value) {
      result = try calculate(
        .plus, result, try number(value, expression), expression.span, expression)
    }
    return result
  }

  /// 最大, 最小, 平均 of a list, of an expression over a list, or of the arguments.
  mutating func extreme(
    _ function: Function, _ arguments: [Expression], _ span: Span
  ) throws(Interruption) -> Operand {
    let first = try operand(arguments[0])
    var values: [Operand]
    if case .plain(let datum) = first, datum.value.isList, arguments.count <= 2 {
      if case .rows = datum.value { return try extremeOfRows(function, arguments, span) }
      values = try self.values(arguments[0], arguments.count > 1 ? arguments[1] : nil)
      values.removeAll(where: Self.isAbsent)
    } else {
      values = [first]
      for argument in arguments.dropFirst() { values.append(try operand(argument)) }
    }
    guard var best = values.first else { return .value(.absent) }
    if function == .average {
      let sum = try total(values, arguments.last ?? arguments[0])
      let count = Number.decimal(ExactDecimal(values.count))
      let average = try calculate(.dividedBy, sum, count, span, arguments[0])
      return operand(average)
    }
    for (index, value) in values.enumerated().dropFirst() {
      let expression = arguments[min(index, arguments.count - 1)]
      let isBetter =
        function == .maximum
        ? try isLess(best, value, arguments[0], expression)
        : try isLess(value, best, expression, arguments[0])
      if isBetter { best = value }
    }
    if values.count == 1 { _ = try isLess(best, best, arguments[0], arguments[0]) }
    return best
  }

  /// The same of a list in a file, whose values are not gathered.
  private mutating func extremeOfRows(
    _ function: Function, _ arguments: [Expression], _ span: Span
  ) throws(Interruption) -> Operand {
    let expression = arguments.last ?? arguments[0]
    var best: Operand?
    var sum = Number.decimal(.zero)
    var count = 0
    try forEachValue(arguments[0], arguments.count > 1 ? arguments[1] : nil) {
      evaluator, value throws(Interruption) in
      guard !Self.isAbsent(value) else { return }
      count += 1
      if function == .average {
        sum = try evaluator.calculate(
          .plus, sum, try evaluator.number(value, expression), expression.span, expression)
        return
      }
      let known = best ?? value
      let isBetter =
        function == .maximum
        ? try evaluator.isLess(known, value, expression, expression)
        : try evaluator.isLess(value, known, expression, expression)
      best = isBetter ? value : known
    }
    guard count > 0 else { return .value(.absent) }
    guard function == .average else { return best ?? .value(.absent) }
    return operand(
      try calculate(.dividedBy, sum, .decimal(ExactDecimal(count)), span, arguments[0]))
  }

  mutating func holds(
    _ function: Function, _ list: Expression, _ condition: Expression
  ) throws(Interruption) -> Bool {
    let isAny = function == .any
    var result = !isAny
    try forEachItem(list) { evaluator, item, index throws(Interruption) in
      let holds = try evaluator.inside(item, index) { evaluator throws(Interruption) in
        try evaluator.truth(condition)
      }
      if holds == isAny { result = isAny }
      return holds != isAny
    }
    return result
  }

  /// 排序: ascending, equal keys in the order given; items without a key come last.
  mutating func sorted(
    _ list: Expression, _ key: Expression?
  ) throws(Interruption) -> [Datum] {
    let all = try items(list)
    let keys = try values(list, key)
    let place = key ?? list
    var present: [Int] = []
    var missing: [Int] = []
    for index in all.indices {
      if Self.isAbsent(keys[index]) { missing.append(index) } else { present.append(index) }
    }
    return (try mergeSorted(present, keys, place) + missing).map { all[$0] }
  }

  /// A merge sort, because the comparison throws and the order must be stable.
  private mutating func mergeSorted(
    _ indices: [Int], _ keys: [Operand], _ place: Expression
  ) throws(Interruption) -> [Int] {
    guard indices.count > 1 else { return indices }
    let middle = indices.count / 2
    let left = try mergeSorted(Array(indices[..<middle]), keys, place)
    let right = try mergeSorted(Array(indices[middle...]), keys, place)
    guard budget.spend(indices.count) else { throw failure(.budgetSpent, place.span) }
    var result: [Int] = []
    result.reserveCapacity(indices.count)
    var (i, j) = (0, 0)
    while i < left.count, j < right.count {
      if try isLess(keys[right[j]], keys[left[i]], place, place) {
        result.append(right[j])
        j += 1
      } else {
        result.append(left[i])
        i += 1
      }
    }
    return result + left[i...] + right[j...]
  }

  /// 分组: records with 键 and 各条, in the order in which the keys appear first.
  mutating func grouped(
    _ list: Expression, _ key: Expression
  ) throws(Interruption) -> [Datum] {
    let groups = try groups(list, key)
    return groups.map { group in
      var record = Record()
      record["键"] = group.key
      record["各条"] = Datum(.list(group.items))
      return Datum(.record(record), at: group.items.first?.place ?? .nowhere)
    }
  }

  /// 去重: the first item of each key.
  mutating func distinct(
    _ list: Expression, _ key: Expression?
  ) throws(Interruption) -> [Datum] {
    try groups(list, key).compactMap(\.items.first)
  }

  private mutating func groups(
    _ list: Expression, _ key: Expression?
  ) throws(Interruption) -> [(key: Datum, items: [Datum])] {
    let all = try items(list)
    let keys = try values(list, key)
    var result: [(key: Datum, items: [Datum])] = []
    var places: [GroupKey: Int] = [:]
    for (item, operand) in zip(all, keys) {
      guard case .plain(let datum) = operand, let groupKey = GroupKey(datum.value) else {
        throw failure(.keyExpected, (key ?? list).span, data: item.place)
      }
      if let index = places[groupKey] {
        result[index].items.append(item)
      } else {
        places[groupKey] = result.count
        result.append((datum, [item]))
      }
    }
    return result
  }

  /// What groups and distinct items are told apart by.
  private enum GroupKey: Hashable {
    case text(String)
    case number(ExactDecimal)
    case date(CalendarDate)
    case truth(Bool)
    case choice([String])
    case absent

    init?(_ value: Value) {
      switch value {
      case .text(let text), .file(let text): self = .text(text)
      case .number(let number): self = .number(number)
      case .date(let date): self = .date(date)
      case .truth(let truth): self = .truth(truth)
      case .choice(let options, _):
        self = options.count == 1 ? .text(options[0]) : .choice(options)
      case .absent: self = .absent
      default: return nil
      }
    }
  }
}

extension Value {
  fileprivate var isList: Bool {
    switch self {
    case .list, .rows: true
    default: false
    }
  }
}
