/// A rule of a template in words, for `chengwen template`.
public struct RuleSummary: Sendable {
  /// 校验, 提示 or 需裁定.
  public var strength: String
  /// The condition and what is said where it does not hold, as 字段.wen has them.
  public var text: String
  /// The clause that the rule comes from.
  public var source: String?
}

extension Template {
  /// The rules in declared order.
  public var rules: [RuleSummary] {
    declarations.rules.map { rule in
      RuleSummary(
        strength: rule.strength.chineseName, text: rule.condition.span.text, source: rule.source)
    }
  }
}

extension Rule.Strength {
  var chineseName: String {
    switch self {
    case .check: return "校验"
    case .hint: return "提示"
    case .ruling: return "需裁定"
    }
  }
}
