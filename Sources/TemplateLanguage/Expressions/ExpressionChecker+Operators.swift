import CaseData
import Diagnostics

extension Checker {
  mutating func checkChain(
    _ first: Expression, _ rest: [(Expression.Operator, Span, Expression)], _ span: Span
  ) -> Checked {
    switch rest[0].0 {
    case .and, .or:
      let head = expect(.truth, first)
      let tail = rest.map { ($0.0, $0.1, expect(.truth, $0.2)) }
      return (Expression(.chain(head, tail), span), .truth)
    case .plus, .minus: return checkSum(first, rest, span)
    case .times, .dividedBy: return checkProduct(first, rest, span)
    }
  }

  private mutating func checkSum(
    _ first: Expression, _ rest: [(Expression.Operator, Span, Expression)], _ span: Span
  ) -> Checked {
    var operands = [check(first)]
    for (_, _, expression) in rest { operands.append(check(expression)) }
    let isText = operands.contains { $0.1.isTextual } && !rest.contains { $0.0 == .minus }
    var isKnown = true
    for (index, (expression, type)) in operands.enumerated() {
      if type.isAny {
        isKnown = false
        continue
      }
      let fits = isText ? type.isTextual : type.unit != nil
      if fits { continue }
      let sign = index == 0 ? rest[0].0 : rest[index - 1].0
      report(
        clash(sign, type, isText ? .text : operands[index == 0 ? 1 : 0].1), expression.span)
      isKnown = false
      break
    }
    if isText || !isKnown {
      let tail = zip(rest, operands.dropFirst()).map { ($0.0, $0.1, $1.0) }
      return (
        Expression(.chain(operands[0].0, tail), span), isText && isKnown ? .text : .any
      )
    }
    let (unified, unit) = unified(operands)
    let tail = zip(rest, unified.dropFirst()).map { ($0.0, $0.1, $1) }
    return (Expression(.chain(unified[0], tail), span), .number(unit))
  }

  private func clash(
    _ sign: Expression.Operator, _ type: ValueType, _ other: ValueType
  ) -> DeclarationProblem {
    .kindsClash(sign == .plus ? "＋" : "－", type.kindName, other.isAny ? "数" : other.kindName)
  }

  private mutating func checkProduct(
    _ first: Expression, _ rest: [(Expression.Operator, Span, Expression)], _ span: Span
  ) -> Checked {
    let (head, headType) = number(first)
    var unit = headType.unit
    var tail: [(Expression.Operator, Span, Expression)] = []
    for (sign, place, expression) in rest {
      let operand = number(expression)
      var checked = operand.0
      guard let left = unit, let right = operand.1.unit else {
        unit = nil
        tail.append((sign, place, checked))
        continue
      }
      switch (left, right) {
      case (.plain, .plain): unit = .plain
      case (.money, .plain): unit = left
      case (.plain, .money): unit = sign == .times ? right : .plain
      case (.money, .money):
        // A ratio of amounts has no unit; both must be in one.
        checked = Self.rescaled(operand, to: left)
        unit = .plain
      }
      tail.append((sign, place, checked))
    }
    return (Expression(.chain(head, tail), span), unit.map { .number($0) } ?? .any)
  }

  mutating func checkComparison(
    _ comparison: Expression.Comparison, _ place: Span, _ left: Expression, _ right: Expression,
    _ span: Span
  ) -> Checked {
    let a = check(left)
    let b = check(right)
    var operands = [a.0, b.0]
    let isOrder = comparison != .equal && comparison != .notEqual
    switch (a.1, b.1) {
    case (.number, .number): operands = unified([a, b]).operands
    case (.any, _), (_, .any), (.date, .date), (.time, .time): break
    case (.truth, .truth) where !isOrder, (.period, .period) where !isOrder,
      (.choice, .choice) where !isOrder:
      break
    case (.choice(let options, _), .text) where !isOrder: checkOption(right, options)
    case (.text, .choice(let options, _)) where !isOrder: checkOption(left, options)
    default:
      if !a.1.isTextual || !b.1.isTextual || isOrder && (a.1.isChoice || b.1.isChoice) {
        report(
          .kindsClash(isOrder ? "比较大小" : "＝", a.1.kindName, b.1.kindName), place)
      }
    }
    return (
      Expression(.comparison(comparison, place, operands[0], operands[1]), span), .truth
    )
  }

  /// A text that a choice is compared with must be one of its options, or the comparison could
  /// never hold.
  private mutating func checkOption(_ expression: Expression, _ options: [String]) {
    guard case .text(let template) = expression.kind, let text = template.plain,
      !text.isEmpty, !options.contains(text)
    else { return }
    report(.unknownOption(text, options: options), expression.span)
  }

  mutating func checkContains(
    _ container: Expression, _ part: Expression, _ span: Span
  ) -> Checked {
    let whole = check(container)
    let piece = check(part)
    switch whole.1 {
    case .any, .list: break
    case .choice(let options, _): checkOption(part, options)
    case .text:
      if !piece.1.isTextual, !piece.1.isAny {
        report(.textExpected(kind: piece.1.kindName), part.span)
      }
    default: report(.notContainer(kind: whole.1.kindName), container.span)
    }
    return (Expression(.contains(whole.0, piece.0), span), .truth)
  }

  mutating func checkBelongs(
    _ inner: Expression, _ options: [Expression], _ span: Span
  ) -> Checked {
    let subject = check(inner)
    var checked: [Expression] = []
    for option in options {
      var option = option
      // 属于（高校，医院）: a bare word that names nothing is the text of an option.
      if case .name(let word) = option.kind, case .unknown = scope.resolve(word) {
        option = Expression(.text(TextTemplate(segments: [.text(word)])), option.span)
      }
      let (expression, type) = check(option)
      if case .choice(let known, _) = subject.1 { checkOption(option, known) }
      if !Self.mayBeEqual(subject.1, type) {
        report(.kindsClash("属于", subject.1.kindName, type.kindName), option.span)
      }
      checked.append(Self.rescaled((expression, type), to: subject.1.unit ?? .plain))
    }
    return (Expression(.belongs(subject.0, checked), span), .truth)
  }

  private static func mayBeEqual(_ a: ValueType, _ b: ValueType) -> Bool {
    switch (a, b) {
    case (.any, _), (_, .any), (.number, .number), (.date, .date), (.truth, .truth),
      (.time, .time), (.choice, .choice), (.choice, .text), (.text, .choice):
      true
    case (_, .list(let item)): mayBeEqual(a, item)
    default: a.isTextual && b.isTextual
    }
  }
}

extension ValueType {
  var isChoice: Bool { if case .choice = self { true } else { false } }
  var isList: Bool { if case .list = self { true } else { false } }
}
