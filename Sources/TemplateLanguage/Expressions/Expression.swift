import CaseData
import Diagnostics

/// 式: a parsed expression of the template language, with the place of each part.
///
/// Chains of operators of one level (`a ＋ b ＋ c`) are flat, so the tree is never deeper than
/// `maximumNesting` and walking it by recursion is safe.
public struct Expression: Sendable {
  /// Brackets, calls and signs within each other (design section 11).
  public static let maximumNesting = 64
  /// The longest expression, in UTF-8 bytes.
  public static let maximumLength = 65_536

  public let kind: Kind
  public let span: Span

  package init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  public indirect enum Kind: Sendable {
    case number(ExactDecimal, isMoney: Bool)
    case date(CalendarDate)
    case text(TextTemplate)
    case truth(Bool)
    /// A field, constant, computed value, 本条 or 序号.
    case name(String)
    /// `法定代表人.姓名`; on a list it maps.
    case member(Expression, String, nameSpan: Span)
    case negated(Expression)
    case not(Expression)
    /// One level of precedence, from left to right; the span is that of the operator.
    case chain(Expression, [(Operator, Span, Expression)])
    case comparison(Comparison, Span, Expression, Expression)
    /// `不为空` (isEmpty false) and `为空`.
    case emptiness(Expression, isEmpty: Bool)
    case contains(Expression, Expression)
    case belongs(Expression, [Expression])
    case call(Function, nameSpan: Span, [Expression])
    /// A call of a function that does not exist; the checker reports it.
    case unknownCall(String, nameSpan: Span, [Expression])
    /// Put in by the checker where 元 and 万元 meet: the operand times a power of ten.
    case rescaled(Expression, powerOfTen: Int)
  }

  public enum Operator: Sendable {
    case plus, minus, times, dividedBy, and, or
  }

  public enum Comparison: Sendable {
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  }
}

/// A text with placeholders: a text in quotes inside an expression, or a rule's message.
public struct TextTemplate: Sendable {
  public enum Segment: Sendable {
    case text(String)
    case placeholder(Placeholder)
  }
  public var segments: [Segment]
  public init(segments: [Segment]) { self.segments = segments }

  /// The text where it has no placeholder.
  public var plain: String? {
    var result = ""
    for segment in segments {
      guard case .text(let text) = segment else { return nil }
      result += text
    }
    return result
  }
}

/// `{{式：过滤：过滤}}`.
public struct Placeholder: Sendable {
  public var expression: Expression
  /// What is known of the value; the checker fills it in.
  package var type = ValueType.any
  package var filters: [PlacedFilter]
  /// From the first brace to the last.
  public var span: Span
  package init(expression: Expression, filters: [PlacedFilter] = [], span: Span) {
    self.expression = expression
    self.filters = filters
    self.span = span
  }
}

/// A filter as written: `金额（万元）` is name 金额 with argument 万元; `空则“无”` is name 空则 with
/// argument 无; `2024年12月31日` is a name without arguments. Full-width digits and signs of the
/// name are half-width here.
struct FilterCall {
  var name: String
  var arguments: [String]
  var span: Span
  init(name: String, arguments: [String] = [], span: Span) {
    self.name = name
    self.arguments = arguments
    self.span = span
  }
}
