/// 人民币大写, by the rules for filling in bills (std:N-1 to N-8), in the variant without the
/// optional 零 (std:N-10).
public enum RenminbiWords {
  /// Below 10^16 元 (仟万亿).
  private static let limit: Int128 = 1_000_000_000_000_000_000

  private static let numerals = NumeralWords(
    digits: ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"],
    places: ["", "拾", "佰", "仟"])

  /// The words of an amount in 元; `hasPrefix` puts 人民币 directly before them. nil for what has
  /// no words: negative amounts, amounts finer than 分, and 10^16 元 and more.
  public static func words(_ yuan: ExactDecimal, hasPrefix: Bool = false) -> String? {
    guard !yuan.isNegative, yuan.scale <= 2,
      let cents = PowersOfTen.product(yuan.significand, 2 - yuan.scale), cents < limit
    else { return nil }
    let whole = UInt(clamping: cents / 100)
    let jiao = Int(cents / 10 % 10)
    let fen = Int(cents % 10)
    var text = hasPrefix ? "人民币" : ""
    if whole > 0 {
      text += numerals.words(whole) + "元"
    } else if cents == 0 {
      text += "零元"
    }
    if jiao > 0 {
      text += numerals.digits[jiao] + "角"
    } else if fen > 0, whole > 0 {
      text += "零"
    }
    if fen > 0 { text += numerals.digits[fen] + "分" }
    // 整 is obligatory after 元 and optional after 角 (std:N-3).
    return jiao == 0 && fen == 0 ? text + "整" : text
  }
}
