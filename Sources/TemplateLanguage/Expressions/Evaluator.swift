import CaseData
import Diagnostics

extension Expression {
  /// The value in a scope. A value that depends on a faulty one is `.faulty`, silently; one that
  /// depends on 手填 is `.handwritten`. Throws what is to be reported.
  public func evaluate(
    in scope: Scope, budget: inout EvaluationBudget
  ) throws(EvaluationFailure) -> Datum {
    var evaluator = Evaluator(scope: scope, budget: budget)
    defer { budget = evaluator.budget }
    return try evaluator.result(of: self)
  }
}

extension TextTemplate {
  /// The text with its placeholders filled. nil where a value in it is faulty.
  public func evaluate(
    in scope: Scope, budget: inout EvaluationBudget
  ) throws(EvaluationFailure) -> String? {
    var evaluator = Evaluator(scope: scope, budget: budget)
    defer { budget = evaluator.budget }
    return try evaluator.text(of: self)
  }
}

/// Why an evaluation stops. Only a failure is reported: what it depends on was reported before.
enum Interruption: Error {
  case faulty
  case handwritten
  case failed(Diagnostic)
}

/// A value on its way: as data has it, or a quotient that is not rounded yet.
enum Operand {
  case plain(Datum)
  case fraction(Fraction, division: Span?)

  static func value(_ value: Value) -> Operand { .plain(Datum(value)) }
}

/// Walks an expression. Every node costs a step of the budget.
struct Evaluator {
  /// A value of the case that was looked at, outside the items of list functions.
  struct Reading {
    var name: String
    var place: Place
    /// How many frames stand around the one that had it.
    var depth: Int
  }

  var scope: Scope
  var budget: EvaluationBudget
  private(set) var readings: [Reading] = []
  private let outerFrames: Int
  /// Division that gave the last quotient that does not end.
  var lastDivision: Span?

  init(scope: Scope, budget: EvaluationBudget) {
    self.scope = scope
    self.budget = budget
    outerFrames = scope.frames.count
  }

  mutating func result(of expression: Expression) throws(EvaluationFailure) -> Datum {
    do throws(Interruption) {
      return try datum(expression)
    } catch {
      switch error {
      case .faulty: return Datum(.faulty)
      case .handwritten: return Datum(.handwritten)
      case .failed(let diagnostic): throw EvaluationFailure(diagnostic)
      }
    }
  }

  /// nil where a placeholder is faulty.
  mutating func text(of template: TextTemplate) throws(EvaluationFailure) -> String? {
    do throws(Interruption) {
      return try filled(template)
    } catch {
      switch error {
      case .faulty: return nil
      case .handwritten: return nil
      case .failed(let diagnostic): throw EvaluationFailure(diagnostic)
      }
    }
  }

  func failure(
    _ problem: DeclarationProblem, _ span: Span, data: Place = .nowhere, field: String? = nil
  ) -> Interruption {
    .failed(
      Diagnostic(
        problem, at: [Label(.template, .text(span)), Label(.data, data)], field: field))
  }

  // MARK: nodes

  /// A finished value: quotients must have ended or been rounded.
  mutating func datum(_ expression: Expression) throws(Interruption) -> Datum {
    switch try operand(expression) {
    case .plain(let datum): return datum
    case .fraction(let fraction, let division):
      guard let decimal = fraction.decimal else {
        throw failure(.unroundedQuotient, division ?? expression.span)
      }
      return Datum(.number(decimal))
    }
  }

  mutating func operand(_ expression: Expression) throws(Interruption) -> Operand {
    guard budget.spend() else { throw failure(.budgetSpent, expression.span) }
    switch expression.kind {
    case .number(let value, _): return .value(.number(value))
    case .date(let date): return .value(.date(date))
    case .text(let template): return .value(.text(try filled(template)))
    case .truth(let truth): return .value(.truth(truth))
    case .name(let name): return .plain(try lookup(name, expression.span))
    case .member(let base, let name, let nameSpan):
      return .plain(try member(base, name, nameSpan))
    case .negated(let inner):
      switch try number(inner) {
      case .decimal(let value):
        return .value(
          .number(ExactDecimal(significand: 0 &- value.significand, scale: value.scale)))
      case .fraction(let value): return .fraction(value.negated, division: lastDivision)
      }
    case .not(let inner): return .value(.truth(!(try truth(inner))))
    case .chain(let first, let rest): return try chain(first, rest)
    case .comparison(let comparison, let place, let left, let right):
      return .value(.truth(try compare(comparison, place, left, right)))
    case .emptiness(let inner, let isEmpty):
      return .value(.truth(try self.isEmpty(inner) == isEmpty))
    case .contains(let container, let part):
      return .value(.truth(try contains(container, part)))
    case .belongs(let inner, let options):
      return .value(.truth(try belongs(inner, options)))
    case .call(let function, let nameSpan, let arguments):
      return try call(function, nameSpan, arguments, expression.span)
    case .unknownCall(let name, let nameSpan, _):
      throw failure(.unknownFunction(name, nearest: nil), nameSpan)
    case .rescaled(let inner, let power):
      return try rescaled(inner, power)
    }
  }

  private mutating func rescaled(
    _ inner: Expression, _ power: Int
  ) throws(Interruption) -> Operand {
    let value = try operand(inner)
    if case .plain(let datum) = value {
      switch datum.value {
      case .absent: return value
      case .list(let items):
        var scaled: [Datum] = []
        for item in items {
          guard case .number(let number) = item.value else {
            scaled.append(item)
            continue
          }
          scaled.append(Datum(.number(try shift(number, power, inner.span)), at: item.place))
        }
        return .plain(Datum(.list(scaled), at: datum.place))
      default: break
      }
    }
    switch try number(value, inner) {
    case .decimal(let number):
      return .value(.number(try shift(number, power, inner.span)))
    case .fraction(let fraction):
      let factor = Fraction(try shift(ExactDecimal(1), power, inner.span))
      guard let product = fraction.multiplied(by: factor) else {
        throw failure(.numberTooBig, inner.span)
      }
      return .fraction(product, division: lastDivision)
    }
  }

  private func shift(
    _ number: ExactDecimal, _ power: Int, _ span: Span
  ) throws(Interruption) -> ExactDecimal {
    guard let factor = Fraction(1, over: 1), let tens = Arithmetic.powerOfTen(abs(power)),
      let shifted = Fraction(number).multiplied(
        by: power >= 0
          ? Fraction(tens, over: 1) ?? factor : Fraction(1, over: tens) ?? factor),
      let decimal = shifted.decimal
    else { throw failure(.numberTooBig, span) }
    return decimal
  }

  // MARK: names

  private mutating func lookup(_ name: String, _ span: Span) throws(Interruption) -> Datum {
    guard let found = scope.lookupWithDepth(name) else {
      throw failure(.unknownName(name, nearest: nil), span)
    }
    if found.depth < outerFrames { note(name, found.datum.place, found.depth) }
    return try usable(found.datum)
  }

  private mutating func note(_ name: String, _ place: Place, _ depth: Int) {
    guard readings.count < 64, !readings.contains(where: { $0.name == name && $0.place == place })
    else { return }
    readings.append(Reading(name: name, place: place, depth: depth))
  }

  func usable(_ datum: Datum) throws(Interruption) -> Datum {
    switch datum.value {
    case .faulty: throw .faulty
    case .handwritten: throw .handwritten
    default: return datum
    }
  }

  private mutating func member(
    _ base: Expression, _ name: String, _ span: Span
  ) throws(Interruption) -> Datum {
    let count = readings.count
    let container = try datum(base)
    let baseReadings = readings[count...]
    let result = try memberValue(container, name, base, span)
    // The field itself says more than the record that it lies in.
    if let last = baseReadings.last, case .record = container.value {
      readings.removeSubrange(count...)
      let place = result.place == .nowhere ? last.place : result.place
      note("\(last.name).\(name)", place, last.depth)
    }
    return try usable(result)
  }

  private mutating func memberValue(
    _ container: Datum, _ name: String, _ base: Expression, _ span: Span
  ) throws(Interruption) -> Datum {
    switch container.value {
    case .record(let record):
      guard let value = record[name] else {
        throw failure(.unknownMember(name, of: base.span.text, nearest: nil), span)
      }
      return value
    case .absent: return Datum(.absent, at: container.place)
    case .list(let items):
      var values: [Datum] = []
      values.reserveCapacity(items.count)
      guard budget.spend(items.count) else { throw failure(.budgetSpent, span) }
      for item in items {
        values.append(try usable(try memberValue(try usable(item), name, base, span)))
      }
      return Datum(.list(values), at: container.place)
    case .period(let from, let to) where name == "起" || name == "止":
      return Datum(.date(name == "起" ? from : to), at: container.place)
    default:
      throw failure(.noMembers(base.span.text, kind: container.value.kindName), span)
    }
  }

  // MARK: conditions

  mutating func truth(_ expression: Expression) throws(Interruption) -> Bool {
    let value = try datum(expression)
    switch value.value {
    case .truth(let truth): return truth
    case .absent: throw failure(.absentOperand(expression.span.text), expression.span)
    default:
      throw failure(
        .conditionExpected(kind: value.value.kindName), expression.span, data: value.place)
    }
  }

  private mutating func isEmpty(_ expression: Expression) throws(Interruption) -> Bool {
    // 手填 counts as given: a line to write on is no gap.
    let value: Value
    do throws(Interruption) {
      value = try datum(expression).value
    } catch {
      if case .handwritten = error { return false }
      throw error
    }
    switch value {
    case .absent: return true
    case .text(let text): return text.isEmpty
    case .list(let items): return items.isEmpty
    case .rows(let stream): return stream.count == 0
    case .choice(let options, _): return options.isEmpty
    case .record(let record):
      return record.values.allSatisfy { if case .absent = $0.value { true } else { false } }
    default: return false
    }
  }

  private mutating func contains(
    _ container: Expression, _ part: Expression
  ) throws(Interruption) -> Bool {
    let whole = try datum(container)
    switch whole.value {
    case .absent: return false
    case .list(let items):
      let value = try operand(part)
      for item in items {
        if try areEqual(.plain(try usable(item)), value, container, part) { return true }
      }
      return false
    case .choice(let options, _):
      let value = try text(part)
      return options.contains(value)
    case .text(let text):
      return Self.contains(Array(text.utf8), Array(try self.text(part).utf8))
    default:
      throw failure(
        .notContainer(kind: whole.value.kindName), container.span, data: whole.place)
    }
  }

  private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    if part.isEmpty { return true }
    guard part.count <= text.count else { return false }
    for start in 0...(text.count - part.count)
    where text[start] == part[0] && text[start..<start + part.count].elementsEqual(part) {
      return true
    }
    return false
  }

  private mutating func belongs(
    _ inner: Expression, _ options: [Expression]
  ) throws(Interruption) -> Bool {
    let value = try operand(inner)
    for option in options {
      // 属于（高校，医院）: bare words are texts where no name of the scope is meant.
      if case .name(let word) = option.kind, scope.lookup(word) == nil {
        if try areEqual(value, .value(.text(word)), inner, option) { return true }
        continue
      }
      let other = try operand(option)
      if case .plain(let datum) = other, case .list(let items) = datum.value {
        for item in items {
          if try areEqual(value, .plain(try usable(item)), inner, option) { return true }
        }
      } else if try areEqual(value, other, inner, option) {
        return true
      }
    }
    return false
  }

  // MARK: texts

  mutating func filled(_ template: TextTemplate) throws(Interruption) -> String {
    var result = ""
    for segment in template.segments {
      switch segment {
      case .text(let text): result += text
      case .placeholder(let placeholder):
        result += placeholder.words(of: try datum(placeholder.expression).value)
      }
    }
    return result
  }

  /// The text of a text, a single choice or a file name.
  mutating func text(_ expression: Expression) throws(Interruption) -> String {
    let value = try datum(expression)
    if let text = value.value.asText { return text }
    if case .absent = value.value {
      throw failure(.absentOperand(expression.span.text), expression.span)
    }
    throw failure(.textExpected(kind: value.value.kindName), expression.span, data: value.place)
  }
}

extension Placeholder {
  /// The value in a message or a text. A filter that does not fit it (大写 of a negative amount)
  /// leaves it plain: the message matters more.
  fileprivate func words(of value: Value) -> String {
    if case .absent = value {
      for placed in filters {
        switch placed.filter {
        case .fallback(let text), .emptyText(let text): return text
        default: break
        }
      }
    }
    if filters.isEmpty { return ValuePrinter.words(value) }
    let printer = ValuePrinter(filters: filters.map(\.filter), type: type)
    return printer.text(of: value) ?? ValuePrinter.words(value)
  }
}

extension Value {
  /// The text of a text, of a choice of one, or of a file.
  var asText: String? {
    switch self {
    case .text(let text), .file(let text): text
    case .choice(let options, _) where options.count == 1: options[0]
    default: nil
    }
  }

  /// The kind in Chinese, for messages.
  var kindName: String {
    switch self {
    case .text: "文字"
    case .number: "数"
    case .date: "日期"
    case .period: "起止日期"
    case .time: "时刻"
    case .truth: "是否"
    case .choice: "选项"
    case .file: "文件"
    case .list, .rows: "列表"
    case .record: "记录"
    case .handwritten: "手填"
    case .absent: "空"
    case .faulty: "错误的值"
    }
  }
}
