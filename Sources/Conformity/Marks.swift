/// Classes of marks by GB/T 15834-2011, 5.1, kept apart from those that layout works with, so that a
/// mistake there is found here.
enum Marks {
  private static func set(_ text: String) -> Set<Unicode.Scalar> { Set(text.unicodeScalars) }

  static let opening = set("“‘「『（〔【〖［｛《〈")
  static let closing = set("。，、；：！？．”’」』）〕】〗］｝》〉")
  /// Not at the start of any line: stops and closing marks.
  static let neverFirst = closing.union(set("‼⁇⁈⁉"))
  /// Not at the start of a line that goes on from another: connectors, interpuncts, the slash.
  static let neverContinued = set("–～-·‧・/／")
  static let neverLast = opening.union(set("/／"))
  /// 破折号 and 省略号 are pairs of these.
  static let paired = set("—…⋯")
  static let dash: Unicode.Scalar = "—"

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }
}

/// How a heading is numbered: 一、 （一） 1. （1） (7.3.3).
package enum LevelMark {
  private static let numerals = Set("一二三四五六七八九十百〇零".unicodeScalars)

  /// 1…4, or nil for a text that does not begin with a level's number.
  package static func level(of text: String) -> Int? {
    let scalars = Array(text.unicodeScalars.prefix(12))
    guard let first = scalars.first else { return nil }
    let isBracketed = first == "（"
    let body = isBracketed ? scalars.dropFirst() : scalars[...]
    let han = body.prefix { numerals.contains($0) }
    let digits = body.prefix { Marks.isDigit($0) }
    func next(_ run: ArraySlice<Unicode.Scalar>) -> Unicode.Scalar? {
      run.isEmpty ? nil : body.dropFirst(run.count).first
    }
    if isBracketed {
      if next(han) == "）" { return 2 }
      return next(digits) == "）" ? 4 : nil
    }
    if next(han) == "、" { return 1 }
    return next(digits) == "." || next(digits) == "．" ? 3 : nil
  }
}

/// Dates as 7.3.5.4 and 7.4.3 want them: 2025年7月8日, Arabic digits, no leading zero.
package enum WrittenDate {
  /// nil where the date is left to be written by hand.
  package static func conforms(_ text: String, suffix: String = "") -> Bool? {
    var body = text
    if !suffix.isEmpty, body.hasSuffix(suffix) { body.removeLast(suffix.count) }
    var rest = body.unicodeScalars[...]
    var numbers: [String] = []
    for unit in ["年", "月", "日"] as [Unicode.Scalar] {
      let digits = rest.prefix { Marks.isDigit($0) }
      rest = rest.dropFirst(digits.count)
      guard rest.first == unit else { break }
      rest = rest.dropFirst()
      numbers.append(String(String.UnicodeScalarView(digits)))
    }
    let isBlank = numbers.contains(where: \.isEmpty)
    if isBlank || numbers.isEmpty {
      // Years in Chinese numerals, dots for units: written, but not so.
      let isWritten = body.unicodeScalars.contains { scalar in
        isBlank ? false : Marks.isDigit(scalar) || isNumeral(scalar)
      }
      return isWritten ? false : nil
    }
    guard numbers.count == 3, rest.isEmpty else { return false }
    return numbers[0].count == 4 && numbers.dropFirst().allSatisfy { !$0.hasPrefix("0") }
      && (suffix.isEmpty || text.hasSuffix(suffix))
  }

  private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isIdeographic && !"年月日".unicodeScalars.contains(scalar)
  }
}
