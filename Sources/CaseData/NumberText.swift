/// Figures as people write them: `1,000.50`, `20万元`, `￥3.2亿`, `12%`.
public struct NumberText: Hashable, Sendable {
  public enum Fault: Error, Hashable {
    case notNumber
    /// 6.22E+18: what a spreadsheet made of a long number.
    case scientific
    /// A comma that does not stand between groups of three.
    case grouping
    /// More than 18 places, or too large.
    case tooLong
  }

  var number: ExactDecimal
  /// What follows the figures: "", 元, 万元, 亿元, 万, 亿, %…
  var unit: String

  /// The number in plain units: 万 and 亿 multiplied out. nil where it does not fit.
  var value: ExactDecimal? {
    if unit.hasPrefix("万") { return number.shifted(by: 4) }
    if unit.hasPrefix("亿") { return number.shifted(by: 8) }
    return number
  }

  /// Reads half-width text (`FullWidth.halved`). Signs of currency may stand in front.
  static func read(_ text: String) throws(Fault) -> NumberText {
    if let plain = plain(text) { return plain }
    var rest = Substring(text)
    var isNegative = false
    // The sign may stand before or behind ￥.
    for _ in 0..<3 {
      rest = rest.drop { $0 == " " }
      if let first = rest.unicodeScalars.first, "-−+负".unicodeScalars.contains(first) {
        if first != "+" { isNegative.toggle() }
        rest = Substring(rest.unicodeScalars.dropFirst())
      }
      for mark in ["人民币", "RMB", "CNY", "￥", "¥"] where rest.hasPrefix(mark) {
        rest = rest.dropFirst(mark.count)
      }
    }
    let figures = rest.unicodeScalars.prefix { ("0"..."9").contains($0) || $0 == "." || $0 == "," }
    let tail = Substring(rest.unicodeScalars.dropFirst(figures.count)).drop { $0 == " " }
    guard figures.first.map({ ("0"..."9").contains($0) }) ?? false else { throw .notNumber }
    if let exponent = tail.unicodeScalars.first, exponent == "e" || exponent == "E",
      tail.dropFirst().allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "+" || $0 == "-") })
    {
      throw .scientific
    }
    let plain = try ungrouped(String(figures))
    guard let number = ExactDecimal(parsing: plain) else {
      throw plain.last == "." || plain.count { $0 == "." } > 1 ? .notNumber : .tooLong
    }
    let unit = tail.last == " " ? String(tail).trimmed : String(tail)
    return NumberText(number: isNegative ? number.negated ?? number : number, unit: unit)
  }

  /// 1234.50, as programs write it.
  private static func plain(_ text: String) -> NumberText? {
    guard let first = text.utf8.first, (0x30...0x39).contains(first),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E })
    else { return nil }
    return ExactDecimal(parsing: text).map { NumberText(number: $0, unit: "") }
  }

  /// Without its commas, which must separate groups of three before the point.
  private static func ungrouped(_ figures: String) throws(Fault) -> String {
    guard figures.contains(",") else { return figures }
    let whole = figures.prefix { $0 != "." }
    let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
    let isGrouped =
      (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
    guard isGrouped, !figures.dropFirst(whole.count).contains(",") else { throw .grouping }
    return figures.filter { $0 != "," }
  }
}

extension String {
  /// Without blanks (also U+3000), tabs and line feeds at either end.
  var trimmed: String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar == " " || scalar == "\u{3000}" || scalar == "\t" || scalar == "\n"
        || scalar == "\u{A0}"
    }
    guard mayBeginOrEndBlank else { return self }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  /// False where the first and the last byte of UTF-8 belong to no blank, as is nearly always so.
  private var mayBeginOrEndBlank: Bool {
    guard let first = utf8.first, let last = utf8.last else { return false }
    switch first {
    case 0x20, 0x09, 0x0A, 0xC2, 0xE3: return true
    default: break
    }
    switch last {
    case 0x20, 0x09, 0x0A, 0x80, 0xA0: return true
    default: return false
    }
  }

  /// All ASCII figures, and at least one.
  var isFigures: Bool {
    !utf8.isEmpty && utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
