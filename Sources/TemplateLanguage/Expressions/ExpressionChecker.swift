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
    (expression, .any, Findings())
  }

  /// The same for a placeholder; its filters are the caller's.
  public static func check(
    _ placeholder: Placeholder, against scope: SchemaScope
  ) -> (placeholder: Placeholder, type: ValueType, findings: Findings) {
    let checked = check(placeholder.expression, against: scope)
    var result = placeholder
    result.expression = checked.expression
    return (result, checked.type, checked.findings)
  }
}

extension Expression {
  /// The value in a scope. A value that depends on a faulty one is `.faulty`, silently; one that
  /// depends on 手填 is `.handwritten`. Throws what is to be reported.
  public func evaluate(
    in scope: Scope, budget: inout EvaluationBudget
  ) throws(EvaluationFailure) -> Datum {
    Datum(.absent)
  }
}
