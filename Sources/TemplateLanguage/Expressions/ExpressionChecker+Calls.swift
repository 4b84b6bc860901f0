import CaseData
import Diagnostics

extension Checker {
  mutating func checkCall(
    _ function: Function, _ nameSpan: Span, _ arguments: [Expression], _ span: Span
  ) -> Checked {
    guard function.arity.contains(arguments.count) else {
      report(.wrongArgumentCount(function, given: arguments.count), nameSpan)
      return (Expression(.call(function, nameSpan: nameSpan, arguments), span), .any)
    }
    let (checked, type) = checkArguments(function, arguments, span)
    return (Expression(.call(function, nameSpan: nameSpan, checked), span), type)
  }

  private mutating func checkArguments(
    _ function: Function, _ arguments: [Expression], _ span: Span
  ) -> ([Expression], ValueType) {
    switch function {
    case .choose:
      let condition = expect(.truth, arguments[0])
      let branches = [check(arguments[1]), check(arguments[2])]
      let (unified, type) = merged(branches)
      return ([condition] + unified, type)
    case .sum, .count, .any, .all, .filter, .sorted, .grouped, .distinct, .element:
      return checkListCall(function, arguments)
    case .minimum, .maximum, .average: return checkExtreme(function, arguments)
    case .rounded, .truncated, .raised:
      let (value, type) = number(arguments[0])
      return ([value] + arguments.dropFirst().map { expect(.whole, $0) }, type)
    case .absolute:
      let (value, type) = number(arguments[0])
      return ([value], type)
    case .addingMonths, .addingDays, .addingWorkingDays:
      let date = expect(.date, arguments[0])
      return ([date] + arguments.dropFirst().map { expect(.whole, $0) }, .date)
    case .workingDays, .age, .daysBetween, .year, .month:
      return (arguments.map { expect(.date, $0) }, .number(.plain))
    case .today: return ([], .date)
    case .now: return ([], .time)
    case .length: return ([expect(.text, arguments[0])], .number(.plain))
    case .joined:
      let list = expect(.list, arguments[0])
      return ([list] + arguments.dropFirst().map { expect(.text, $0) }, .text)
    case .prefix, .suffix:
      return ([expect(.text, arguments[0]), expect(.whole, arguments[1])], .text)
    case .masked: return ([expect(.text, arguments[0])], .text)
    case .capitals:
      // The words are in 元 whatever the unit of the field.
      let value = number(arguments[0])
      return ([Self.rescaled(value, to: .money(.yuan, isLiteral: false))], .text)
    case .numeral: return ([expect(.whole, arguments[0])], .text)
    }
  }

  /// Two branches: one type where they agree, nothing known where they do not.
  private func merged(_ branches: [Checked]) -> ([Expression], ValueType) {
    let expressions = branches.map(\.0)
    switch (branches[0].1, branches[1].1) {
    case (.number, .number):
      let (unified, unit) = unified(branches)
      return (unified, .number(unit))
    case (.any, _), (_, .any): return (expressions, .any)
    case (let a, let b) where a.isTextual && b.isTextual: return (expressions, .text)
    case (let a, let b) where a.kindName == b.kindName: return (expressions, a)
    default: return (expressions, .any)
    }
  }

  private mutating func list(_ expression: Expression) -> (Expression, list: ValueType) {
    let (checked, type) = check(expression)
    if !type.isList, !type.isAny {
      report(.listNeeded(kind: type.kindName), expression.span)
      return (checked, .any)
    }
    return (checked, type)
  }

  private mutating func checkListCall(
    _ function: Function, _ arguments: [Expression]
  ) -> ([Expression], ValueType) {
    let (first, type) = list(arguments[0])
    let second = arguments.count > 1 ? arguments[1] : nil
    switch function {
    case .count, .any, .all, .filter:
      let condition = second.map { condition in
        inside(type) { $0.expect(.truth, condition) }
      }
      let result: ValueType =
        function == .count ? .number(.plain) : function == .filter ? type : .truth
      return ([first] + [condition].compactMap { $0 }, result)
    case .sum:
      guard let second else { return ([first], numberItem(type, arguments[0])) }
      let (value, valueType) = inside(type) { $0.number(second) }
      return ([first, value], valueType)
    case .element:
      return ([first] + (second.map { [expect(.whole, $0)] } ?? []), itemType(type))
    default:
      let key = second.map { key in inside(type) { $0.check(key) } }
      let rest = key.map { [$0.0] } ?? []
      guard function == .grouped else { return ([first] + rest, type) }
      let record = RecordType(fields: [
        RecordType.Field(name: "键", type: key?.1 ?? .any),
        RecordType.Field(name: "各条", type: type),
      ])
      return ([first] + rest, .list(.record(record)))
    }
  }

  private func itemType(_ list: ValueType) -> ValueType {
    if case .list(let item) = list { return item }
    return .any
  }

  /// The type of the items of a list of numbers.
  private mutating func numberItem(_ list: ValueType, _ expression: Expression) -> ValueType {
    let item = itemType(list)
    if item.isAny || item.unit != nil { return item }
    report(.numberExpected(kind: item.kindName), expression.span)
    return .any
  }

  private mutating func checkExtreme(
    _ function: Function, _ arguments: [Expression]
  ) -> ([Expression], ValueType) {
    let first = check(arguments[0])
    if first.1.isList {
      if arguments.count == 2 {
        let value = inside(first.1) { $0.comparable(arguments[1], function) }
        return ([first.0, value.0], value.1)
      }
      if arguments.count == 1 {
        let item = itemType(first.1)
        return ([first.0], item)
      }
    }
    if arguments.count == 1 {
      if !first.1.isAny { report(.listNeeded(kind: first.1.kindName), arguments[0].span) }
      return ([first.0], .any)
    }
    // The first one is checked once more for its kind only, which reports nothing twice.
    var operands = [require(first, arguments[0], function)]
    for argument in arguments.dropFirst() { operands.append(comparable(argument, function)) }
    if operands.allSatisfy({ $0.1.unit != nil }) {
      let (unified, unit) = unified(operands)
      return (unified, .number(unit))
    }
    let kinds = operands.filter { !$0.1.isAny }
    if let one = kinds.first, let other = kinds.first(where: { $0.1.kindName != one.1.kindName }) {
      report(.kindsClash("比较大小", one.1.kindName, other.1.kindName), other.0.span)
      return (operands.map(\.0), .any)
    }
    return (operands.map(\.0), kinds.count == operands.count ? operands[0].1 : .any)
  }

  private mutating func comparable(_ expression: Expression, _ function: Function) -> Checked {
    require(check(expression), expression, function)
  }

  private mutating func require(
    _ operand: Checked, _ expression: Expression, _ function: Function
  ) -> Checked {
    switch operand.1 {
    case .any, .number: return operand
    case .date where function != .average, .time where function != .average: return operand
    default:
      report(.numberExpected(kind: operand.1.kindName), expression.span)
      return (operand.0, .any)
    }
  }
}
