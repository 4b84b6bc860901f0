import CaseData
import Diagnostics

/// A case after conversion, computation and rules.
public struct EvaluatedCase: Sendable {
  /// Fields, constants and computed values. List-prefixed computed values are in their items.
  public var root: Record
  /// The scope in which the body is evaluated.
  public var scope: Scope
  /// What is left of the step budget.
  public var budget: EvaluationBudget
  public var findings: Findings
}

/// Case data + declarations → values and findings.
public enum CaseEvaluator {
  /// Converts the case, computes 算出 in the order of dependency and runs the rules. `data` is nil
  /// for a blank form. `declarations` are those that `Declarations.merged` gave.
  ///
  /// In draft mode errors of values and rules are warnings; in blank mode no rule runs, and what
  /// is computed from fields is left for the hand.
  public static func evaluate(
    case data: RawNode?, declarations: Declarations, options: EvaluationOptions
  ) -> EvaluatedCase {
    var run = CaseRun(declarations: declarations, options: options)
    run.convert(data)
    return evaluate(run)
  }

  /// The same from fields that are converted already.
  package static func evaluate(
    fields: Record, declarations: Declarations, options: EvaluationOptions
  ) -> EvaluatedCase {
    var run = CaseRun(declarations: declarations, options: options)
    run.root = fields
    run.addConstants()
    return evaluate(run)
  }

  private static func evaluate(_ run: CaseRun) -> EvaluatedCase {
    var run = run
    let options = run.options
    run.compute()
    if options.mode != .blank { run.runRules() }
    return EvaluatedCase(
      root: run.root, scope: run.scope, budget: run.budget, findings: run.findings)
  }
}

/// The state of one evaluation.
struct CaseRun {
  let declarations: Declarations
  let options: EvaluationOptions
  private(set) var environment: EvaluationEnvironment
  var root = Record()
  var budget: EvaluationBudget
  var findings = Findings()
  /// The budget's end is reported once, whatever else would have been evaluated.
  private var hasReportedBudget = false

  init(declarations: Declarations, options: EvaluationOptions) {
    self.declarations = declarations
    self.options = options
    let tables = declarations.holidays
    environment = EvaluationEnvironment(
      today: options.today, now: options.now,
      calendar: WorkingCalendar(
        holidays: tables.flatMap(\.holidays), workdays: tables.flatMap(\.workdays)))
    budget = EvaluationBudget(steps: options.stepBudget)
  }

  var scope: Scope { Scope(root: root, environment: environment) }

  // MARK: conversion

  mutating func convert(_ data: RawNode?) {
    let constants = declarations.constants.map {
      ReservedName(path: $0.name, reason: .constant, place: $0.place)
    }
    let computed = declarations.computed.map {
      ReservedName(path: $0.fullName, reason: .computed, place: .text($0.nameSpan))
    }
    let conversion = ConversionOptions(
      mode: ConversionOptions.Mode(rawValue: options.mode.rawValue) ?? .normal,
      reserved: constants + computed,
      acceptsOfficeUse: declarations.attribute("面向") == "主管部门")
    let (record, more) = CaseConverter.convert(
      data, schema: declarations.schema, options: conversion)
    root = record
    findings.add(contentsOf: more)
    addConstants()
  }

  mutating func addConstants() {
    for constant in declarations.constants { root[constant.name] = value(of: constant) }
    addRulings()
  }

  private mutating func value(of constant: Constant) -> Datum {
    guard let node = constant.value else {
      if options.mode == .issue, constant.isRequiredForIssue {
        findings.add(
          DeclarationProblem.openConstant(constant.name),
          at: Label(.template, constant.place), field: constant.name)
        return Datum(.faulty, at: constant.place)
      }
      return Datum(.absent, at: constant.place)
    }
    let field = FieldDeclaration(
      name: constant.name, kind: constant.kind, allowsNegative: true, place: constant.place)
    let (datum, more) = CaseConverter.convert(node, as: field)
    findings.add(contentsOf: more)
    return datum
  }

  /// `裁定.A4-1`: the answer, or nothing yet.
  private mutating func addRulings() {
    let keys = declarations.rulingKeys
    guard !keys.isEmpty else { return }
    var answers = Record()
    for key in keys {
      let ruling = declarations.rulings.first { $0.key == key }
      answers[key] = ruling.map { Datum(.text($0.answer), at: $0.place) } ?? Datum(.absent)
    }
    root["裁定"] = Datum(.record(answers))
  }

  // MARK: computed values

  mutating func compute() {
    guard options.mode == .blank else {
      for value in declarations.computed { fill(value) }
      return
    }
    // What depends on a field is for the hand; what depends on constants only is printed.
    let given = root
    for field in declarations.schema.fields { root[field.name] = Datum(.handwritten) }
    let reported = findings
    for value in declarations.computed where value.path.isEmpty {
      fill(value)
      if case .faulty = root[value.name]?.value { root[value.name] = Datum(.handwritten) }
    }
    findings = reported
    for field in declarations.schema.fields { root[field.name] = given[field.name] }
  }

  /// What stands around a record while it is filled: its item in a list (`number` 1-based), or a
  /// record in a record.
  private struct Step {
    var name: String
    var datum: Datum
    var number: Int?
  }

  private mutating func fill(_ value: ComputedValue) {
    var record = root
    fill(value, value.path[...], &record, [])
    root = record
  }

  private mutating func fill(
    _ value: ComputedValue, _ path: ArraySlice<String>, _ record: inout Record, _ steps: [Step]
  ) {
    guard let head = path.first else {
      record[value.name] = computed(value, steps, record)
      return
    }
    guard let datum = record[head] else { return }
    switch datum.value {
    case .list(var items):
      for (index, item) in items.enumerated() {
        guard case .record(var inner) = item.value else { continue }
        let step = Step(name: head, datum: item, number: index + 1)
        fill(value, path.dropFirst(), &inner, steps + [step])
        items[index].value = .record(inner)
      }
      record[head]?.value = .list(items)
    case .rows(let stream):
      // Computed again with each reading.
      environment.computedOfItems[stream.name, default: []].append(value)
    case .record(var inner):
      let step = Step(name: head, datum: datum, number: nil)
      fill(value, path.dropFirst(), &inner, steps + [step])
      record[head]?.value = .record(inner)
    default: break
    }
  }

  private mutating func computed(
    _ value: ComputedValue, _ steps: [Step], _ record: Record
  ) -> Datum {
    guard let expression = value.expression else { return Datum(.faulty) }
    var scope = steps.isEmpty ? Scope(root: record, environment: environment) : self.scope
    for step in steps {
      scope = scope.entering(step.datum, number: step.number ?? 1)
      if step.number == nil {
        scope.frames[scope.frames.count - 1].item = nil
        scope.frames[scope.frames.count - 1].number = nil
      }
    }
    var evaluator = Evaluator(scope: scope, budget: budget)
    defer { budget = evaluator.budget }
    do throws(EvaluationFailure) {
      var datum = try evaluator.result(of: expression)
      // A computed value stands where the value that it came from stands.
      if datum.place == .nowhere {
        datum.place = evaluator.readings.first { $0.place != .nowhere }?.place ?? .nowhere
      }
      return datum
    } catch {
      let path = steps.map { $0.name + ($0.number.map { "[\($0)]" } ?? "") } + [value.name]
      var diagnostic = error.diagnostic
      diagnostic.field = path.joined(separator: ".")
      diagnostic.labels += evaluator.dataLabels(besides: diagnostic.labels)
      report(diagnostic, isSoft: options.mode == .draft)
      return Datum(.faulty)
    }
  }

  mutating func report(_ diagnostic: Diagnostic, isSoft: Bool) {
    if case DeclarationProblem.budgetSpent? = diagnostic.problem as? DeclarationProblem {
      if hasReportedBudget { return }
      hasReportedBudget = true
    }
    var diagnostic = diagnostic
    if isSoft, diagnostic.severity == .error {
      diagnostic.problem = Softened(problem: diagnostic.problem)
    }
    findings.add(diagnostic)
  }
}

/// An error that does not refuse: in a draft, or inside a 提示.
struct Softened: Problem {
  let problem: any Problem
  var code: String { problem.code }
  var severity: Severity { .warning }
  func message(in language: MessageLanguage) -> String { problem.message(in: language) }
  func remedy(in language: MessageLanguage) -> String? { problem.remedy(in: language) }
}

extension Evaluator {
  /// Where the values stand that were looked at, three places at most.
  func dataLabels(besides labels: [Label] = []) -> [Label] {
    var places: [Place] = labels.map(\.place)
    var result: [Label] = []
    for reading in readings where reading.place != .nowhere && !places.contains(reading.place) {
      if labels.contains(where: { $0.role == .data }) { break }
      places.append(reading.place)
      result.append(Label(.data, reading.place))
      if result.count == 3 { break }
    }
    return result
  }
}
