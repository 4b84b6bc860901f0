import CaseData
import Diagnostics

/// Finds what is wrong with an expression before there is a case.
public enum ExpressionChecker {
  /// The expression ready for evaluation (units of money brought together), its type, and what is
  /// wrong: unknown names and functions with the nearest known one, wrong numbers of arguments,
  /// clashes of type. Evaluate the expression returned here, not the one given.
  public static func check(
    _ expression: Expression, against scope: SchemaScope
  ) -> (expression: Expression, type: ValueType, findings: Findings) {
    var checker = Checker(scope: scope)
    let (checked, type) = checker.check(expression)
    return (checked, type, checker.findings)
  }

  /// The same for a placeholder and its filters.
  public static func check(
    _ placeholder: Placeholder, against scope: SchemaScope
  ) -> (placeholder: Placeholder, findings: Findings) {
    var checker = Checker(scope: scope)
    let checked = checker.check(placeholder)
    return (checked, checker.findings)
  }

  /// The same for a condition (`@如果`, 校验), which must give 是 or 否.
  public static func check(
    condition: Expression, against scope: SchemaScope
  ) -> (expression: Expression, findings: Findings) {
    var checker = Checker(scope: scope)
    let checked = checker.expect(.truth, condition)
    return (checked, checker.findings)
  }
}

/// Walks an expression with types. Where something is wrong it says so once and goes on with
/// `.any`, which fits everywhere.
struct Checker {
  var scope: SchemaScope
  var findings = Findings()
  /// Gives the types of computed values while these are still being found out.
  var resolver: ComputedResolver?

  init(scope: SchemaScope, resolver: ComputedResolver? = nil) {
    self.scope = scope
    self.resolver = resolver
  }

  typealias Checked = (Expression, ValueType)

  mutating func report(_ problem: DeclarationProblem, _ span: Span) {
    findings.add(problem, at: Label(.template, .text(span)))
  }

  mutating func check(_ expression: Expression) -> Checked {
    let span = expression.span
    switch expression.kind {
    case .number(_, let isMoney):
      return (expression, .number(isMoney ? .money(.yuan, isLiteral: true) : .plain))
    case .date: return (expression, .date)
    case .truth: return (expression, .truth)
    case .text(let template):
      return (Expression(.text(check(template)), span), .text)
    case .name(let name): return (expression, type(of: name, span))
    case .member(let base, let name, let nameSpan):
      let (inner, type) = check(base)
      let member = memberType(type, name, nameSpan, base)
      return (Expression(.member(inner, name, nameSpan: nameSpan), span), member)
    case .negated(let inner):
      let (checked, type) = number(inner)
      return (Expression(.negated(checked), span), type)
    case .not(let inner): return (Expression(.not(expect(.truth, inner)), span), .truth)
    case .chain(let first, let rest): return checkChain(first, rest, span)
    case .comparison(let comparison, let place, let left, let right):
      return checkComparison(comparison, place, left, right, span)
    case .emptiness(let inner, let isEmpty):
      return (Expression(.emptiness(check(inner).0, isEmpty: isEmpty), span), .truth)
    case .contains(let container, let part):
      return checkContains(container, part, span)
    case .belongs(let inner, let options): return checkBelongs(inner, options, span)
    case .call(let function, let nameSpan, let arguments):
      return checkCall(function, nameSpan, arguments, span)
    case .unknownCall(let name, let nameSpan, _):
      // Its arguments are not looked at: their names may be those of an item.
      let names = Function.allCases.map(\.rawValue)
      report(.unknownFunction(name, nearest: NearestName.of(name, among: names)), nameSpan)
      return (expression, .any)
    case .rescaled(let inner, _): return (expression, check(inner).1)
    }
  }

  mutating func check(_ template: TextTemplate) -> TextTemplate {
    var result = template
    for (index, segment) in template.segments.enumerated() {
      guard case .placeholder(let placeholder) = segment else { continue }
      result.segments[index] = .placeholder(check(placeholder))
    }
    return result
  }

  /// Filters are looked at only where the value itself is sound: one cause, one diagnostic.
  mutating func check(_ placeholder: Placeholder) -> Placeholder {
    var result = placeholder
    let earlier = findings.all.count
    (result.expression, result.type) = check(placeholder.expression)
    guard !findings.all[earlier...].contains(where: { $0.severity == .error }) else {
      result.type = .any
      return result
    }
    for placed in placeholder.filters {
      guard let problem = placed.filter.misfit(result.type, placed.span.text) else { continue }
      findings.add(problem, at: Label(.template, .text(placed.span)))
    }
    return result
  }

  // MARK: names

  private mutating func type(of name: String, _ span: Span) -> ValueType {
    switch scope.resolve(name) {
    case .type(let type): return type
    case .field(let field): return type(of: field, span)
    case .unknown:
      // A function without its brackets: 此刻 for 此刻（）.
      let nearest =
        Function(rawValue: name) != nil
        ? name + "（）" : NearestName.of(name, among: scope.visibleNames)
      report(.unknownName(name, nearest: nearest), span)
      return .any
    }
  }

  private mutating func type(of field: RecordType.Field, _ span: Span) -> ValueType {
    guard let name = field.computedName else { return field.type }
    return resolver?.type(of: name, usedAt: span) ?? scope.computedTypes[name] ?? .any
  }

  private mutating func memberType(
    _ type: ValueType, _ name: String, _ span: Span, _ base: Expression
  ) -> ValueType {
    switch type {
    case .any: return .any
    case .record(let record):
      if let field = record.field(name) { return self.type(of: field, span) }
      let nearest = NearestName.of(name, among: record.fields.map(\.name))
      report(.unknownMember(name, of: base.span.text, nearest: nearest), span)
      return .any
    case .list(let item):
      return .list(memberType(item, name, span, base))
    case .period:
      if name == "起" || name == "止" { return .date }
      report(.unknownMember(name, of: base.span.text, nearest: "起"), span)
      return .any
    default:
      report(.noMembers(base.span.text, kind: type.kindName), span)
      return .any
    }
  }

  // MARK: expectations

  enum Expected { case truth, text, date, list, whole }

  /// Checks an operand and reports where it cannot be of the type that is needed.
  mutating func expect(_ expected: Expected, _ expression: Expression) -> Expression {
    let (checked, type) = check(expression)
    let kind = type.kindName
    switch (expected, type) {
    case (_, .any), (.truth, .truth), (.date, .date), (.list, .list), (.text, .text),
      (.text, .file), (.text, .choice), (.whole, .number):
      break
    case (.truth, _): report(.conditionExpected(kind: kind), expression.span)
    case (.text, _): report(.textExpected(kind: kind), expression.span)
    case (.date, _): report(.dateExpected(kind: kind), expression.span)
    case (.list, _): report(.listNeeded(kind: kind), expression.span)
    case (.whole, _): report(.numberExpected(kind: kind), expression.span)
    }
    return checked
  }

  mutating func number(_ expression: Expression) -> Checked {
    let (checked, type) = check(expression)
    switch type {
    case .any: return (checked, .any)
    case .number: return (checked, type)
    default:
      report(.numberExpected(kind: type.kindName), expression.span)
      return (checked, .any)
    }
  }

  /// Checks something inside the items of a list.
  mutating func inside<T>(_ list: ValueType, _ body: (inout Checker) -> T) -> T {
    let outer = scope
    scope = outer.entering(itemOf: list)
    defer { scope = outer }
    return body(&self)
  }

  // MARK: units of money

  /// Brings amounts to one unit: that of the fields, 元 where both occur. Numbers in the template
  /// take the unit of the fields they meet.
  func unified(_ operands: [Checked]) -> (operands: [Expression], unit: NumberUnit) {
    var target: NumberUnit = .plain
    for (_, type) in operands {
      guard let unit = type.unit, case .money(let money, let isLiteral) = unit else { continue }
      switch target {
      case .plain: target = unit
      case .money(let known, let wasLiteral):
        if wasLiteral, !isLiteral {
          target = unit
        } else if wasLiteral == isLiteral, known == .tenThousandYuan {
          target = .money(money, isLiteral: isLiteral)
        }
      }
    }
    return (operands.map { Self.rescaled($0, to: target) }, target)
  }

  static func rescaled(_ operand: Checked, to target: NumberUnit) -> Expression {
    guard case .number(.money(let from, _)) = operand.1, case .money(let to, _) = target,
      from != to
    else { return operand.0 }
    let power = from == .tenThousandYuan ? 4 : -4
    return Expression(.rescaled(operand.0, powerOfTen: power), operand.0.span)
  }
}
