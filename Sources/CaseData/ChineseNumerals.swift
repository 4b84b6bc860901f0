/// Numbers in Chinese characters: 一百零一 as one counts, 二〇二四 figure by figure.
public enum ChineseNumerals {
  private static let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

  /// 0 is 零, 15 十五, 21 二十一, 101 一百零一, 110 一百一十, 10,010 一万零一十. Up to 万亿 and
  /// beyond; negative numbers begin with 负.
  public static func counting(_ number: Int) -> String {
    guard number != 0 else { return "零" }
    let words = counting.words(number.magnitude)
    // 10…19 drop the 一 at the start alone: 十五, but 一百一十五.
    let short = words.hasPrefix("一十") ? String(words.dropFirst()) : words
    return number < 0 ? "负" + short : short
  }

  static let counting = NumeralWords(
    digits: ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"],
    places: ["", "十", "百", "千"])

  /// 2024 is 二〇二四, with 〇 U+3007 (std:N-12). Characters that are no figures stay.
  public static func digitwise(_ figures: String) -> String {
    var result = ""
    for scalar in figures.unicodeScalars {
      if ("0"..."9").contains(scalar) {
        result += digits[Int(scalar.value) - 0x30]
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
  public static func digitwise(_ number: Int) -> String { digitwise(String(number)) }

  /// With zeros in front up to a width.
  static func padded(_ number: Int, to width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  /// 〇 零 一…九 十. ○ (U+25CB) is often typed for 〇 and is read as such in dates.
  static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    value(of: scalar) != nil || scalar == "十"
  }

  private static func value(of scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "〇", "零", "○": 0
    case "一": 1
    case "二": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    default: nil
    }
  }

  /// Reads the numbers of dates: figure by figure (二〇二四), or 一 to 九十九 with 十. nil for
  /// anything else.
  static func smallValue(of text: some StringProtocol) -> Int? {
    let scalars = Array(text.unicodeScalars)
    guard !scalars.isEmpty, scalars.count <= 4 else { return nil }
    if let ten = scalars.firstIndex(of: "十") {
      let tens = ten == 0 ? 1 : ten == 1 ? value(of: scalars[0]) : nil
      let rest = scalars[(ten + 1)...]
      let ones = rest.isEmpty ? 0 : rest.count == 1 ? value(of: rest[ten + 1]) : nil
      guard let tens, tens > 0, let ones, rest.isEmpty || ones > 0 else { return nil }
      return tens * 10 + ones
    }
    var number = 0
    for scalar in scalars {
      guard let digit = value(of: scalar) else { return nil }
      number = number * 10 + digit
    }
    return number
  }
}

/// Numbers by groups of four places, shared by counting words and 大写.
struct NumeralWords {
  var digits: [String]
  /// "", 十, 百, 千.
  var places: [String]

  /// The words of a number above 0. One 零 stands for a run of zeros inside; none where only the
  /// lowest place of a group is 0 (一百万一千; std:N-6 leaves it open, and N-10 chooses so).
  func words(_ number: UInt) -> String {
    if number >= 100_000_000 { return split(number, at: 100_000_000, "亿") }
    if number >= 10_000 { return split(number, at: 10_000, "万") }
    return group(number)
  }

  private func split(_ number: UInt, at unit: UInt, _ name: String) -> String {
    let (high, low) = number.quotientAndRemainder(dividingBy: unit)
    let head = words(high) + name
    guard low > 0 else { return head }
    return head + (low < unit / 10 ? digits[0] : "") + words(low)
  }

  private func group(_ number: UInt) -> String {
    var result = ""
    var isAfterZero = false
    for place in places.indices.reversed() {
      var unit: UInt = 1
      for _ in 0..<place { unit *= 10 }
      let digit = Int(number / unit % 10)
      if digit == 0 {
        isAfterZero = !result.isEmpty
      } else {
        if isAfterZero { result += digits[0] }
        result += digits[digit] + places[place]
        isAfterZero = false
      }
    }
    return result
  }
}
