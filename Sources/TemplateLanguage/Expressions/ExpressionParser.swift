import Diagnostics

/// Reads expressions and placeholders.
public enum ExpressionParser {
  /// The expression that fills the span (a range of one source file, blanks around it allowed),
  /// or nil where there is an error; each error points at its character.
  public static func parse(_ span: Span) -> (expression: Expression?, findings: Findings) {
    (nil, Findings())
  }

  /// A placeholder. `span` includes the braces.
  public static func parsePlaceholder(
    _ span: Span
  ) -> (placeholder: Placeholder?, findings: Findings) {
    (nil, Findings())
  }
}
