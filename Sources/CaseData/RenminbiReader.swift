extension RenminbiWords {
  /// Whether a character occurs in an amount in words, in the traditional and the plain forms that
  /// the rules accept (std:N-1).
  public static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    digit(scalar) != nil || unit(scalar) != nil || "万萬亿億元圆圓角分整正".unicodeScalars.contains(scalar)
  }

  /// Reads 壹拾万元整, with or without 人民币 before it: the optional 零 of std:N-6, 正 for 整 and 圆 for
  /// 元 are accepted. nil for what is no amount.
  public static func amount(of text: some StringProtocol) -> ExactDecimal? {
    var reader = Reader()
    var body = Substring(text)
    if body.hasPrefix("人民币") { body = body.dropFirst(3) }
    for scalar in body.unicodeScalars {
      guard reader.read(scalar) else { return nil }
    }
    return reader.amount
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int128? {
    switch scalar {
    case "零", "〇": 0
    case "壹": 1
    case "贰", "貳": 2
    case "叁", "參", "叄": 3
    case "肆": 4
    case "伍": 5
    case "陆", "陸": 6
    case "柒": 7
    case "捌": 8
    case "玖": 9
    default: nil
    }
  }

  private static func unit(_ scalar: Unicode.Scalar) -> Int128? {
    switch scalar {
    case "拾": 10
    case "佰": 100
    case "仟": 1000
    default: nil
    }
  }

  /// The words one by one: digits gather in a group below 万, groups in a total, in 分.
  private struct Reader {
    private var total: Int128 = 0
    private var group: Int128 = 0
    private var pending: Int128?
    private var cents: Int128 = 0
    private var hasYuan = false
    private var hasFraction = false
    private var hasDigits = false
    private var isClosed = false

    var amount: ExactDecimal? {
      guard pending == nil, hasDigits, hasYuan || hasFraction else { return nil }
      return ExactDecimal(significand: cents, scale: 2)
    }

    /// False where the words make no number.
    mutating func read(_ scalar: Unicode.Scalar) -> Bool {
      guard !isClosed else { return false }
      if let digit = RenminbiWords.digit(scalar) {
        hasDigits = true
        // 零 only parts; two digits in a row are no number.
        if digit == 0 { return pending == nil }
        guard pending == nil else { return false }
        pending = digit
        return true
      }
      if let unit = RenminbiWords.unit(scalar) {
        guard let digit = pending, !hasYuan else { return false }
        group += digit * unit
        pending = nil
        return group < 10_000
      }
      return close(scalar)
    }

    private mutating func close(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar {
      case "万", "萬": return scale(by: 10_000)
      case "亿", "億": return scale(by: 100_000_000)
      case "元", "圆", "圓":
        guard !hasYuan, !hasFraction else { return false }
        cents = (total + group + (pending ?? 0)) * 100
        pending = nil
        hasYuan = true
        return true
      case "角": return fraction(10)
      case "分": return fraction(1)
      default:
        isClosed = true
        return pending == nil
      }
    }

    private mutating func scale(by factor: Int128) -> Bool {
      guard !hasYuan else { return false }
      let part = group + (pending ?? 0)
      pending = nil
      group = 0
      // 壹万亿: 亿 multiplies all that stands before it.
      total = factor == 10_000 ? total + part * factor : (total + part) * factor
      return total > 0 && total < 100_000_000_000_000_000
    }

    private mutating func fraction(_ factor: Int128) -> Bool {
      guard let digit = pending else { return false }
      cents += digit * factor
      pending = nil
      hasFraction = true
      return true
    }
  }
}
