import CaseData
import Diagnostics

extension Declarations {
  /// The programme's declarations with the template's after them; names declared twice are
  /// reported. Expressions are checked against all of them, put into the order of dependency, and
  /// cycles among 算出 are found. What has an error is left out of the result.
  public static func merged(
    programme: Declarations?, template: Declarations
  ) -> (declarations: Declarations, findings: Findings) {
    var result = Declarations()
    var findings = Findings()
    if let programme {
      result.append(programme)
      findings.add(contentsOf: template.duplicates(after: programme))
    }
    result.append(template)
    findings.add(contentsOf: result.resolve())
    return (result, findings)
  }

  private mutating func append(_ other: Declarations) {
    attributes += other.attributes
    schema.fields += other.schema.fields
    constants += other.constants
    computed += other.computed
    rules += other.rules
    rulings += other.rulings
    holidays += other.holidays
  }

  /// The names that expressions of the body may use, with their types.
  public var schemaScope: SchemaScope {
    SchemaScope(root: rootType().type, computedTypes: computedTypes)
  }

  /// All names of the case: fields, constants, computed values, 裁定.
  private func rootType() -> (type: RecordType, misplaced: [ComputedValue]) {
    var root = RecordType(schema.fields)
    for constant in constants {
      root.append(RecordType.Field(name: constant.name, type: ValueType(constant.kind)))
    }
    var misplaced: [ComputedValue] = []
    for value in computed {
      let field = RecordType.Field(
        name: value.name, type: computedTypes[value.fullName] ?? .any,
        computedName: value.fullName)
      if !root.insert(field, below: value.path[...]) { misplaced.append(value) }
    }
    let keys = rulingKeys
    if !keys.isEmpty {
      let answers = keys.map { RecordType.Field(name: $0, type: .text) }
      root.append(
        RecordType.Field(name: "裁定", type: .record(RecordType(fields: answers))))
    }
    return (root, misplaced)
  }

  /// The numbers of all 需裁定 and 裁定, in order, each once.
  var rulingKeys: [String] {
    var keys: [String] = []
    for rule in rules {
      if case .ruling(let key) = rule.strength, !keys.contains(key) { keys.append(key) }
    }
    for ruling in rulings where !keys.contains(ruling.key) { keys.append(ruling.key) }
    return keys
  }

  // MARK: checking

  private mutating func resolve() -> Findings {
    var findings = Findings()
    let (root, misplaced) = rootType()
    for value in misplaced {
      let names = root.fields.map(\.name)
      findings.add(
        DeclarationProblem.notAListOrRecord(
          value.path.joined(separator: "."),
          nearest: NearestName.of(value.path[0], among: names)),
        at: Label(.template, .text(value.nameSpan)))
    }
    let lost = Set(misplaced.map(\.fullName))
    let resolver = ComputedResolver(
      values: computed.filter { !lost.contains($0.fullName) }, root: root)
    computedTypes = resolver.resolveAll()
    computed = resolver.ordered
    findings.add(contentsOf: resolver.findings)
    let scope = SchemaScope(root: root, computedTypes: computedTypes)
    var kept: [Rule] = []
    for rule in rules {
      let (checked, more) = Self.checked(rule, scope)
      findings.add(contentsOf: more)
      if !more.hasErrors { kept.append(checked) }
    }
    rules = kept
    findings.add(contentsOf: unusedRulings())
    return findings
  }

  private static func checked(_ rule: Rule, _ scope: SchemaScope) -> (Rule, Findings) {
    var rule = rule
    var findings = Findings()
    var scope = scope
    for name in rule.list ?? [] {
      guard case .field(let field) = scope.resolve(name), case .list = field.type else {
        let nearest = NearestName.of(name, among: scope.visibleNames)
        findings.add(
          DeclarationProblem.notAListOrRecord(name, nearest: nearest),
          at: Label(.template, .text(rule.listSpan ?? rule.span)))
        return (rule, findings)
      }
      scope = scope.entering(itemOf: field.type)
    }
    var checker = Checker(scope: scope)
    rule.condition = checker.expect(.truth, rule.condition)
    rule.message = checker.check(rule.message)
    return (rule, checker.findings)
  }

  /// A 裁定 that answers nothing is a misspelt number.
  private func unusedRulings() -> Findings {
    var findings = Findings()
    var keys: [String] = []
    for rule in rules { if case .ruling(let key) = rule.strength { keys.append(key) } }
    for ruling in rulings where !keys.isEmpty && !keys.contains(ruling.key) {
      findings.add(
        DeclarationProblem.unknownRuling(
          ruling.key, nearest: NearestName.of(ruling.key, among: keys)),
        at: Label(.template, ruling.place))
    }
    return findings
  }

  /// Names of the root declared twice: here, or here and in the declarations before these.
  func duplicates(after earlier: Declarations?) -> Findings {
    var findings = Findings()
    var known: [String: Place] = [:]
    for (name, place) in earlier?.names ?? [] where known[name] == nil { known[name] = place }
    for (name, place) in names {
      if let first = known[name] {
        findings.add(
          DeclarationProblem.declaredTwice(name), at: Label(.template, place),
          Label(.related, first))
      } else if earlier == nil {
        known[name] = place
      }
    }
    return findings
  }

  private var names: [(name: String, place: Place)] {
    schema.fields.map { ($0.name, $0.place) } + constants.map { ($0.name, $0.place) }
      + computed.compactMap { value in
        // A computed 合同.金额 must not hide a declared field of the item.
        field(at: value.path, value.name).map { (value.fullName, $0.place) }
      }
      + computed.map { ($0.fullName, .text($0.nameSpan)) }
  }

  private func field(at path: [String], _ name: String) -> FieldDeclaration? {
    guard !path.isEmpty else { return nil }
    var fields = schema.fields
    for step in path {
      switch fields.first(where: { $0.name == step })?.kind {
      case .list(let inner)?, .record(let inner)?: fields = inner
      default: return nil
      }
    }
    return fields.first { $0.name == name }
  }
}
