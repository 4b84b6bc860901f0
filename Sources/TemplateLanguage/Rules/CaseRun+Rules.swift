import CaseData
import Diagnostics

extension CaseRun {
  mutating func runRules() {
    for rule in declarations.rules {
      if case .ruling(let key) = rule.strength,
        declarations.rulings.contains(where: { $0.key == key })
      {
        continue
      }
      run(rule, (rule.list ?? [])[...], scope, "")
    }
  }

  /// Runs a rule in a scope, or in each item of the lists that are still to be entered.
  private mutating func run(
    _ rule: Rule, _ path: ArraySlice<String>, _ scope: Scope, _ prefix: String
  ) {
    guard let head = path.first else { return apply(rule, scope, prefix) }
    guard let datum = scope.lookup(head) else { return }
    if case .rows(let stream) = datum.value { return run(rule, path, scope, stream, prefix) }
    guard case .list(let items) = datum.value else { return }
    for (index, item) in items.enumerated() {
      // An item that is wrong as a whole is reported already.
      guard case .record = item.value else { continue }
      let name = "\(prefix)\(head)[\(index + 1)]."
      run(rule, path.dropFirst(), scope.entering(item, number: index + 1), name)
    }
  }

  /// The same over a list in a file, which is read through.
  private mutating func run(
    _ rule: Rule, _ path: ArraySlice<String>, _ scope: Scope, _ stream: RowStream, _ prefix: String
  ) {
    var start = 0
    while start < stream.count, findings.all.count < Self.mostFindings {
      let end = min(stream.count, start + RowStream.stretch)
      var evaluator = Evaluator(scope: scope, budget: budget)
      let items: [Datum]
      do throws(Interruption) {
        items = try evaluator.items(of: stream, start..<end, rule.condition.span)
      } catch {
        if case .failed(let diagnostic) = error { report(diagnostic, isSoft: false) }
        return
      }
      budget = evaluator.budget
      for (offset, item) in items.enumerated() {
        guard case .record = item.value else { continue }
        let name = "\(prefix)\(stream.name)[\(start + offset + 1)]."
        run(rule, path.dropFirst(), scope.entering(item, number: start + offset + 1), name)
      }
      start = end
    }
  }

  /// So many findings are enough to see what is wrong with a file of rows.
  private static let mostFindings = 500

  private mutating func apply(_ rule: Rule, _ scope: Scope, _ prefix: String) {
    var evaluator = Evaluator(scope: scope, budget: budget)
    defer { budget = evaluator.budget }
    var isSoft = options.mode == .draft
    if case .hint = rule.strength { isSoft = true }
    do throws(Interruption) {
      if try evaluator.truth(rule.condition) { return }
    } catch {
      guard case .failed(var diagnostic) = error else { return }
      diagnostic.field = field(evaluator, prefix, scope)
      diagnostic.labels += evaluator.dataLabels(besides: diagnostic.labels)
      return report(diagnostic, isSoft: isSoft)
    }
    let labels = [Label(.template, .text(rule.condition.span))] + evaluator.dataLabels()
    let field = field(evaluator, prefix, scope)
    let message = self.message(rule, &evaluator)
    let problem: DeclarationProblem
    switch rule.strength {
    case .check:
      let severity: Severity = options.mode == .draft ? .warning : .error
      problem = .rule(severity, message: message, source: rule.source)
    case .hint: problem = .rule(.warning, message: message, source: rule.source)
    case .ruling(let key): problem = .ruling(key: key, message: message, source: rule.source)
    }
    findings.add(Diagnostic(problem, at: labels, field: field))
  }

  /// The path of the value that the condition looked at first: 合同[2].实际支付额.
  private func field(_ evaluator: Evaluator, _ prefix: String, _ scope: Scope) -> String? {
    let depth = scope.frames.count - 1
    if prefix.isEmpty { return evaluator.readings.first?.name }
    if let own = evaluator.readings.first(where: { $0.depth == depth && $0.name != "序号" }) {
      return prefix + own.name
    }
    return String(prefix.dropLast())
  }

  /// The message with its placeholders filled; one that has no value prints as ……, since the
  /// message matters more.
  private func message(_ rule: Rule, _ evaluator: inout Evaluator) -> String {
    var result = ""
    for segment in rule.message.segments {
      let part = TextTemplate(segments: [segment])
      let text: String?
      do throws(EvaluationFailure) {
        text = try evaluator.text(of: part)
      } catch {
        text = nil
      }
      result += text ?? "……"
    }
    return result
  }
}
