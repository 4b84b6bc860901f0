extension FieldKind {
  /// Personal data by kind: 身份证号, 手机, 电话, 邮箱, 银行账号. Masked in messages.
  public var isPersonal: Bool {
    switch self {
    case .identityNumber, .mobile, .telephone, .email, .bankAccount: true
    default: false
    }
  }
}

/// 掩码: hides the middle of personal data.
public enum Masking {
  /// Keeps what lets its owner recognise it: of a 身份证号 the first 6 and last 4 signs, of a 手机
  /// the first 3 and last 4, of a 银行账号 the last 4, of a 邮箱 the first sign and the domain. Of
  /// any other text, or one that is too short for its kind, about a third at either end at most.
  /// The length stays.
  public static func mask(_ text: String, as kind: FieldKind? = nil) -> String {
    let scalars = Array(text.unicodeScalars)
    switch kind {
    case .identityNumber? where scalars.count >= 15: return hide(scalars, 6, 4)
    case .mobile? where scalars.count >= 11: return hide(scalars, 3, 4)
    case .bankAccount? where scalars.count >= 9: return hide(scalars, 0, 4)
    case .email?:
      guard let at = scalars.lastIndex(where: { $0 == "@" || $0 == "＠" }) else { break }
      return hide(Array(scalars[..<at]), at > 1 ? 1 : 0, 0)
        + String(String.UnicodeScalarView(scalars[at...]))
    case .none where scalars.count == 18 && scalars.dropLast().allSatisfy(isFigure):
      return hide(scalars, 6, 4)
    case .none where scalars.count == 11 && scalars.allSatisfy(isFigure):
      return hide(scalars, 3, 4)
    case .none where scalars.contains("@"): return mask(text, as: .email)
    default: break
    }
    let kept = scalars.count / 3
    return hide(scalars, min(3, (kept + 1) / 2), min(4, kept / 2))
  }

  private static func isFigure(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func hide(_ scalars: [Unicode.Scalar], _ head: Int, _ tail: Int) -> String {
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      result.append(index < head || index >= scalars.count - tail ? scalar : "*")
    }
    return String(result)
  }
}
