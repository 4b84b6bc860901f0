import CaseData
import Diagnostics

/// What a 字段.wen declares, or a template's with its programme's put together.
public struct Declarations: Sendable {
  public var attributes: [Attribute] = []
  /// 字段.
  public var schema = Schema()
  public var constants: [Constant] = []
  /// 算出, in the order of declaration; after `merged` each after those that it needs.
  public var computed: [ComputedValue] = []
  public var rules: [Rule] = []
  /// 裁定.
  public var rulings: [RulingAnswer] = []
  public var holidays: [HolidayTable] = []
  /// The types of computed values by their full names; filled by `merged`.
  public var computedTypes: [String: ValueType] = [:]

  public init() {}

  /// The value of an attribute (名称, 版式, 年度 …); the template's own before its programme's.
  public func attribute(_ key: String) -> String? {
    attributes.last { $0.key == key }?.value
  }
}

/// `键：值` about the template itself.
public struct Attribute: Sendable {
  public var key: String
  public var value: String
  public var place: Place
}

/// 常量：name kind = value. The case may not override it. Without a value it is open: `--issue`
/// refuses until it is set.
public struct Constant: Sendable {
  public var name: String
  public var kind: FieldKind
  public var value: RawNode?
  public var isRequiredForIssue: Bool
  public var place: Place
}

/// 算出：name = expression; with a path before the name it is computed per item of that list (or
/// once in that record).
public struct ComputedValue: Sendable {
  /// The list or record that it belongs to; empty for a value of the whole case.
  public var path: [String]
  public var name: String
  /// nil where it has an error, which is reported; the value is then faulty.
  public var expression: Expression?
  public var nameSpan: Span
  /// 合同.是否计入.
  public var fullName: String { (path + [name]).joined(separator: ".") }
}

/// 校验, 提示 and 需裁定.
public struct Rule: Sendable {
  public enum Strength: Sendable, Hashable {
    /// 校验: refuses.
    case check
    /// 提示: warns.
    case hint
    /// 需裁定 KEY: the policy leaves it open.
    case ruling(key: String)
  }
  public var strength: Strength
  /// 每项 列表，: the list (a path of names) for each of whose items the rule holds.
  public var list: [String]?
  public var listSpan: Span?
  public var condition: Expression
  public var message: TextTemplate
  /// The clause in brackets after the message: 预征集指南 一（三）.
  public var source: String?
  /// The whole line.
  public var span: Span
}

/// 裁定：A4-1 = “…”. The answer is the value `裁定.A4-1`.
public struct RulingAnswer: Sendable {
  public var key: String
  public var answer: String
  public var place: Place
}

/// 放假 and 调休上班 of one declaration line.
public struct HolidayTable: Sendable {
  /// 放假: from … to, both included.
  public var holidays: [(from: CalendarDate, to: CalendarDate)]
  /// 调休上班: weekend days that are worked.
  public var workdays: [CalendarDate]
  public var place: Place
}
