import CaseData
import Diagnostics

extension Evaluator {
  mutating func call(
    _ function: Function, _ nameSpan: Span, _ arguments: [Expression], _ span: Span
  ) throws(Interruption) -> Operand {
    guard function.arity.contains(arguments.count) else {
      throw failure(.wrongArgumentCount(function, given: arguments.count), nameSpan)
    }
    let second = arguments.count > 1 ? arguments[1] : nil
    switch function {
    case .choose:
      return try operand(try truth(arguments[0]) ? arguments[1] : arguments[2])
    case .sum: return try sum(arguments)
    case .count:
      return .value(.number(ExactDecimal(try count(arguments[0], second))))
    case .minimum, .maximum, .average: return try extreme(function, arguments, span)
    case .any, .all:
      return .value(.truth(try holds(function, arguments[0], arguments[1])))
    case .filter: return .value(.list(try selected(arguments[0], second)))
    case .sorted: return .value(.list(try sorted(arguments[0], second)))
    case .grouped: return .value(.list(try grouped(arguments[0], arguments[1])))
    case .distinct: return .value(.list(try distinct(arguments[0], second)))
    case .element: return try element(arguments, span)
    case .rounded, .truncated, .raised: return try rounded(function, arguments, span)
    case .absolute:
      let value = try number(arguments[0])
      return operand(
        .fraction(value.fraction.numerator < 0 ? value.fraction.negated : value.fraction))
    case .addingMonths, .addingDays, .addingWorkingDays, .workingDays, .age, .year, .month,
      .daysBetween, .today, .now:
      return .value(try dateCall(function, arguments, span))
    case .length, .joined, .prefix, .suffix, .masked, .capitals, .numeral:
      return .value(try textCall(function, arguments, span))
    }
  }

  private mutating func element(
    _ arguments: [Expression], _ span: Span
  ) throws(Interruption) -> Operand {
    let all = try items(arguments[0])
    let index = try whole(arguments[1])
    guard index >= 1, index <= all.count else {
      throw failure(.noSuchItem(index, count: all.count), arguments[1].span)
    }
    return .plain(try usable(all[index - 1]))
  }

  private mutating func rounded(
    _ function: Function, _ arguments: [Expression], _ span: Span
  ) throws(Interruption) -> Operand {
    let value = try number(arguments[0]).fraction
    let places = arguments.count > 1 ? try whole(arguments[1]) : 0
    guard (-12...12).contains(places) else {
      throw failure(.placesOutOfRange, arguments[1].span)
    }
    let rounding: Fraction.Rounding =
      function == .rounded ? .halfUp : function == .truncated ? .down : .up
    guard let result = value.rounded(to: places, rounding) else {
      throw failure(.numberTooBig, span)
    }
    return .value(.number(result))
  }

  // MARK: dates

  private mutating func date(_ expression: Expression) throws(Interruption) -> CalendarDate {
    let value = try datum(expression)
    switch value.value {
    case .date(let date): return date
    case .absent:
      throw failure(.absentOperand(expression.span.text), expression.span, data: value.place)
    default:
      throw failure(
        .dateExpected(kind: value.value.kindName), expression.span, data: value.place)
    }
  }

  /// A date to the day: days are not counted from a month or a year.
  private mutating func day(_ expression: Expression) throws(Interruption) -> CalendarDate {
    let date = try date(expression)
    guard date.precision == .day else {
      throw failure(.dayExpected(expression.span.text), expression.span)
    }
    return date
  }

  private mutating func dateCall(
    _ function: Function, _ arguments: [Expression], _ span: Span
  ) throws(Interruption) -> Value {
    switch function {
    case .today: return .date(scope.environment.today)
    case .now:
      guard let now = scope.environment.now else { throw failure(.noTimeGiven, span) }
      return .time(now)
    case .year: return .number(ExactDecimal(try date(arguments[0]).year))
    case .month:
      let date = try date(arguments[0])
      guard date.precision != .year else {
        throw failure(.dayExpected(arguments[0].span.text), arguments[0].span)
      }
      return .number(ExactDecimal(date.month))
    case .daysBetween:
      let days = try day(arguments[0]).days(to: try day(arguments[1]))
      return .number(ExactDecimal(days))
    case .age:
      let birth = try day(arguments[0])
      return .number(ExactDecimal(birth.age(on: try day(arguments[1]))))
    case .addingDays:
      let start = try day(arguments[0])
      guard let result = start.adding(days: try whole(arguments[1])) else {
        throw failure(.dateOutOfRange, span)
      }
      return .date(result)
    case .addingMonths:
      let start = try date(arguments[0])
      let years = try whole(arguments[1])
      guard let result = start.adding(years: years, months: try whole(arguments[2])) else {
        throw failure(.dateOutOfRange, span)
      }
      return .date(result)
    default: return try workingDayCall(function, arguments, span)
    }
  }

  private mutating func workingDayCall(
    _ function: Function, _ arguments: [Expression], _ span: Span
  ) throws(Interruption) -> Value {
    let calendar = scope.environment.calendar
    let start = try day(arguments[0])
    if function == .workingDays {
      let end = try day(arguments[1])
      guard budget.spend(abs(start.days(to: end)) + 1) else { throw failure(.budgetSpent, span) }
      guard let count = calendar.workingDays(from: start, to: end) else {
        throw unknownYear(from: start.year, towards: end.year, span)
      }
      return .number(ExactDecimal(count))
    }
    let count = try whole(arguments[1])
    guard budget.spend(min(abs(count), 4_000_000)) else { throw failure(.budgetSpent, span) }
    guard let result = calendar.workingDay(after: start, count: count) else {
      throw unknownYear(from: start.year, towards: count < 0 ? 0 : 10_000, span)
    }
    return .date(result)
  }

  /// The first year on the way that has no holiday table.
  private func unknownYear(from: Int, towards: Int, _ span: Span) -> Interruption {
    let step = towards < from ? -1 : 1
    let year = stride(from: from, through: towards, by: step)
      .first { !scope.environment.calendar.years.contains($0) }
    return failure(.holidaysUnknown(year: year ?? towards), span)
  }

  // MARK: texts

  private mutating func textCall(
    _ function: Function, _ arguments: [Expression], _ span: Span
  ) throws(Interruption) -> Value {
    switch function {
    case .length:
      let value = try datum(arguments[0])
      if case .absent = value.value { return .number(.zero) }
      return .number(ExactDecimal(TextUnits.units(try text(arguments[0])).count))
    case .joined: return .text(try joined(arguments))
    case .prefix, .suffix:
      let units = TextUnits.units(try text(arguments[0]))
      let count = max(0, try whole(arguments[1]))
      let part = function == .prefix ? units.prefix(count) : units.suffix(count)
      return .text(part.joined())
    case .masked: return .text(Masking.mask(try text(arguments[0])))
    case .capitals:
      guard let value = try number(arguments[0]).fraction.decimal,
        let words = RenminbiWords.words(value, hasPrefix: true)
      else { throw failure(.notAnAmount, arguments[0].span) }
      return .text(words)
    default:
      return .text(ChineseNumerals.counting(try whole(arguments[0])))
    }
  }

  private mutating func joined(_ arguments: [Expression]) throws(Interruption) -> String {
    let separator = arguments.count > 1 ? try text(arguments[1]) : "、"
    var parts: [String] = []
    for item in try items(arguments[0]) {
      let text = ValuePrinter.words(try usable(item).value)
      if !text.isEmpty { parts.append(text) }
    }
    return parts.joined(separator: separator)
  }
}

/// A text in the units that people count: a base with its variation selectors and combining marks
/// is one.
enum TextUnits {
  static func units(_ text: String) -> [String] {
    var result: [String] = []
    for scalar in text.unicodeScalars {
      let isMark =
        (0xFE00...0xFE0F).contains(scalar.value) || (0xE0100...0xE01EF).contains(scalar.value)
        || (0x0300...0x036F).contains(scalar.value)
      if isMark, !result.isEmpty {
        result[result.count - 1].unicodeScalars.append(scalar)
      } else {
        result.append(String(scalar))
      }
    }
    return result
  }
}
