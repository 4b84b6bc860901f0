import CaseData
import Diagnostics

extension Evaluator {
  /// A number in arithmetic: a decimal as long as it is one, which is quicker and is the rule.
  enum Number {
    case decimal(ExactDecimal)
    case fraction(Fraction)

    var fraction: Fraction {
      switch self {
      case .decimal(let value): Fraction(value)
      case .fraction(let value): value
      }
    }
  }

  mutating func number(_ expression: Expression) throws(Interruption) -> Number {
    try number(try operand(expression), expression)
  }

  mutating func number(
    _ operand: Operand, _ expression: Expression
  ) throws(Interruption) -> Number {
    switch operand {
    case .fraction(let fraction, let division):
      lastDivision = division
      return .fraction(fraction)
    case .plain(let datum):
      switch datum.value {
      case .number(let value): return .decimal(value)
      case .absent:
        throw failure(.absentOperand(expression.span.text), expression.span, data: datum.place)
      case .faulty: throw .faulty
      case .handwritten: throw .handwritten
      default:
        throw failure(
          .numberExpected(kind: datum.value.kindName), expression.span, data: datum.place)
      }
    }
  }

  func operand(_ number: Number) -> Operand {
    switch number {
    case .decimal(let value): .value(.number(value))
    case .fraction(let value):
      if let decimal = value.decimal {
        .value(.number(decimal))
      } else {
        .fraction(value, division: lastDivision)
      }
    }
  }

  /// A whole number that fits Int, for counts, places and days.
  mutating func whole(_ expression: Expression) throws(Interruption) -> Int {
    let value = try number(expression).fraction
    guard value.denominator == 1, let result = Int(exactly: value.numerator),
      abs(result) < 1_000_000_000
    else { throw failure(.wholeNumberExpected, expression.span) }
    return result
  }

  mutating func chain(
    _ first: Expression, _ rest: [(Expression.Operator, Span, Expression)]
  ) throws(Interruption) -> Operand {
    switch rest[0].0 {
    case .and, .or:
      let isAnd = rest[0].0 == .and
      if try truth(first) != isAnd { return .value(.truth(!isAnd)) }
      for (_, _, expression) in rest where try truth(expression) != isAnd {
        return .value(.truth(!isAnd))
      }
      return .value(.truth(isAnd))
    default: break
    }
    var result = try operand(first)
    var left = first
    for (sign, place, right) in rest {
      guard budget.spend() else { throw failure(.budgetSpent, place) }
      let other = try operand(right)
      if sign == .plus, isText(result) || isText(other) {
        result = .value(
          .text(try textPart(result, left, other) + textPart(other, right, result)))
      } else {
        let (a, b) = (try number(result, left), try number(other, right))
        let value = try calculate(sign, a, b, place, right)
        result = operand(value)
      }
      left = right
    }
    return result
  }

  private func isText(_ operand: Operand) -> Bool {
    guard case .plain(let datum) = operand else { return false }
    return datum.value.asText != nil
  }

  /// A part of a text put together with ＋. What is not given adds nothing.
  private func textPart(
    _ operand: Operand, _ expression: Expression, _ other: Operand
  ) throws(Interruption) -> String {
    if case .plain(let datum) = operand {
      if let text = datum.value.asText { return text }
      if case .absent = datum.value { return "" }
      throw failure(
        .kindsClash("＋", datum.value.kindName, "文字"), expression.span, data: datum.place)
    }
    throw failure(.kindsClash("＋", "数", "文字"), expression.span)
  }

  mutating func calculate(
    _ sign: Expression.Operator, _ a: Number, _ b: Number, _ place: Span, _ right: Expression
  ) throws(Interruption) -> Number {
    if case .decimal(let left) = a, case .decimal(let other) = b {
      if let quick = Self.quick(sign, left, other) { return .decimal(quick) }
    }
    let result: Fraction?
    switch sign {
    case .plus: result = a.fraction.adding(b.fraction)
    case .minus: result = a.fraction.adding(b.fraction.negated)
    case .times: result = a.fraction.multiplied(by: b.fraction)
    case .dividedBy:
      guard let inverse = b.fraction.inverted else {
        throw failure(.divisionByZero(right.span.text), right.span)
      }
      guard let quotient = a.fraction.multiplied(by: inverse) else {
        throw failure(.numberTooBig, place)
      }
      if let decimal = quotient.decimal { return .decimal(decimal) }
      lastDivision = place
      return .fraction(quotient)
    case .and, .or: result = nil
    }
    guard let result else { throw failure(.numberTooBig, place) }
    if let decimal = result.decimal { return .decimal(decimal) }
    return .fraction(result)
  }

  /// Sums of one scale and products that fit, without the detour over fractions.
  private static func quick(
    _ sign: Expression.Operator, _ a: ExactDecimal, _ b: ExactDecimal
  ) -> ExactDecimal? {
    switch sign {
    case .plus: a.adding(b)
    case .minus: a.subtracting(b)
    case .times: a.multiplied(by: b)
    default: nil
    }
  }

  // MARK: comparison

  mutating func compare(
    _ comparison: Expression.Comparison, _ place: Span, _ left: Expression, _ right: Expression
  ) throws(Interruption) -> Bool {
    let a = try operand(left)
    let b = try operand(right)
    switch comparison {
    case .equal: return try areEqual(a, b, left, right)
    case .notEqual: return !(try areEqual(a, b, left, right))
    case .less: return try isLess(a, b, left, right)
    case .greater: return try isLess(b, a, right, left)
    case .lessOrEqual: return !(try isLess(b, a, right, left))
    case .greaterOrEqual: return !(try isLess(a, b, left, right))
    }
  }

  func areEqual(
    _ a: Operand, _ b: Operand, _ left: Expression, _ right: Expression
  ) throws(Interruption) -> Bool {
    guard case .plain(let x) = a, case .plain(let y) = b else {
      return try fraction(a, left) == fraction(b, right)
    }
    switch (x.value, y.value) {
    case (.absent, .absent): return true
    case (.absent, .text(let text)), (.text(let text), .absent): return text.isEmpty
    case (.absent, _), (_, .absent): return false
    case (.number(let p), .number(let q)): return p == q
    case (.date(let p), .date(let q)): return Days.order(p, q) == 0
    case (.period(let p, let q), .period(let r, let s)):
      return Days.order(p, r) == 0 && Days.order(q, s) == 0
    case (.time(let p), .time(let q)): return p == q
    case (.truth(let p), .truth(let q)): return p == q
    case (.choice(let p, _), .choice(let q, _)): return p == q
    case (.choice(let p, _), .text(let q)), (.text(let q), .choice(let p, _)):
      return p == [q]
    default:
      if let p = x.value.asText, let q = y.value.asText { return p == q }
      throw clash("＝", x, y, left, right)
    }
  }

  func isLess(
    _ a: Operand, _ b: Operand, _ left: Expression, _ right: Expression
  ) throws(Interruption) -> Bool {
    guard case .plain(let x) = a, case .plain(let y) = b else {
      return Fraction.isLess(try fraction(a, left), try fraction(b, right))
    }
    switch (x.value, y.value) {
    case (.absent, _):
      throw failure(.absentOperand(left.span.text), left.span, data: x.place)
    case (_, .absent):
      throw failure(.absentOperand(right.span.text), right.span, data: y.place)
    case (.number(let p), .number(let q)):
      return Fraction.isLess(Fraction(p), Fraction(q))
    case (.date(let p), .date(let q)): return Days.order(p, q) < 0
    case (.time(let p), .time(let q)): return p < q
    case (.text(let p), .text(let q)):
      return p.unicodeScalars.lexicographicallyPrecedes(q.unicodeScalars)
    default: throw clash("比较大小", x, y, left, right)
    }
  }

  private func fraction(
    _ operand: Operand, _ expression: Expression
  ) throws(Interruption) -> Fraction {
    var copy = self
    return try copy.number(operand, expression).fraction
  }

  private func clash(
    _ sign: String, _ x: Datum, _ y: Datum, _ left: Expression, _ right: Expression
  ) -> Interruption {
    failure(
      .kindsClash(sign, x.value.kindName, y.value.kindName),
      left.span.lower <= right.span.lower ? left.span.joined(right.span) : left.span,
      data: x.place)
  }
}

enum Days {
  /// Compares at the coarser precision of the two: 2024年12月31日 is within 2024年12月, neither
  /// before it nor after.
  static func order(_ a: CalendarDate, _ b: CalendarDate) -> Int {
    if a.year != b.year { return a.year < b.year ? -1 : 1 }
    let precision = min(a.precision.rawValue, b.precision.rawValue)
    if precision < CalendarDate.Precision.month.rawValue { return 0 }
    if a.month != b.month { return a.month < b.month ? -1 : 1 }
    if precision < CalendarDate.Precision.day.rawValue { return 0 }
    return a.day == b.day ? 0 : a.day < b.day ? -1 : 1
  }
}
