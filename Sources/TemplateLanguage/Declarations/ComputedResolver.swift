import Diagnostics

/// Finds the types of computed values and the order in which to compute them, each after those
/// that it needs. Cycles are reported once, with the way round.
final class ComputedResolver {
  /// How many computed values may depend on each other in a row.
  static let maximumDepth = 200

  private var values: [ComputedValue]
  private let root: RecordType
  private var indices: [String: Int] = [:]
  private var types: [String: ValueType] = [:]
  private var stack: [String] = []
  /// The values with their expressions checked, in the order of dependency.
  private(set) var ordered: [ComputedValue] = []
  private(set) var findings = Findings()
  private var cyclic: Set<String> = []
  /// Said once, whatever else hangs on it.
  private var isTooDeep = false

  init(values: [ComputedValue], root: RecordType) {
    self.values = values
    self.root = root
    for (index, value) in values.enumerated() where indices[value.fullName] == nil {
      indices[value.fullName] = index
    }
  }

  func resolveAll() -> [String: ValueType] {
    for value in values { _ = resolve(value.fullName, usedAt: value.nameSpan) }
    return types
  }

  func type(of name: String, usedAt span: Span) -> ValueType { resolve(name, usedAt: span) }

  private func resolve(_ name: String, usedAt span: Span) -> ValueType {
    if let type = types[name] { return type }
    guard let index = indices[name] else { return .any }
    if let start = stack.firstIndex(of: name) {
      reportCycle(Array(stack[start...]), span)
      return .any
    }
    guard stack.count < Self.maximumDepth else {
      if !isTooDeep { report(.dependencyTooDeep(name), span) }
      isTooDeep = true
      return .any
    }
    stack.append(name)
    let type = checked(index)
    stack.removeLast()
    types[name] = type
    return type
  }

  private func checked(_ index: Int) -> ValueType {
    let value = values[index]
    guard let expression = value.expression else { return .any }
    var scope = SchemaScope(root: root)
    for name in value.path {
      guard case .field(let field) = scope.resolve(name) else { return .any }
      if case .list = field.type {
        scope = scope.entering(itemOf: field.type)
      } else {
        scope = scope.entering(field.type, isItem: false)
      }
    }
    var checker = Checker(scope: scope, resolver: self)
    let (checked, type) = checker.check(expression)
    findings.add(contentsOf: checker.findings)
    // Records that are handed on take along what is computed in them, so that comes first.
    for name in Self.computedNames(in: type, depth: 0) where !stack.contains(name) {
      _ = resolve(name, usedAt: value.nameSpan)
    }
    var result = value
    result.expression =
      checker.findings.hasErrors || cyclic.contains(value.fullName) ? nil : checked
    ordered.append(result)
    return type
  }

  private static func computedNames(in type: ValueType, depth: Int) -> [String] {
    guard depth < 8 else { return [] }
    switch type {
    case .list(let item): return computedNames(in: item, depth: depth + 1)
    case .record(let record):
      return record.fields.flatMap { field in
        [field.computedName].compactMap { $0 } + computedNames(in: field.type, depth: depth + 1)
      }
    default: return []
    }
  }

  private func reportCycle(_ names: [String], _ span: Span) {
    guard cyclic.isDisjoint(with: names) else { return }
    cyclic.formUnion(names)
    report(.cycle(names), span)
  }

  private func report(_ problem: DeclarationProblem, _ span: Span) {
    findings.add(problem, at: Label(.template, .text(span)))
  }
}
