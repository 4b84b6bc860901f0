/// An exact decimal number: `significand × 10^-scale`. Money is never binary floating point.
///
/// Values are kept in lowest terms (no trailing zero in the fraction), so equality is by value.
public struct ExactDecimal: Hashable, Sendable {
  public let significand: Int128
  /// 0…18 in everything that this module makes; a caller's larger scale is kept as given.
  public let scale: Int

  /// The most places after the point that an operation gives.
  public static let maximumScale = 18

  /// `scale` is 0 or more; a negative one counts as 0.
  public init(significand: Int128, scale: Int = 0) {
    var significand = significand
    var scale = max(0, scale)
    while scale > 0, significand % 10 == 0 {
      significand /= 10
      scale -= 1
    }
    self.significand = significand
    self.scale = scale
  }
  public init(_ integer: Int) { self.init(significand: Int128(integer)) }
  public static let zero = ExactDecimal(0)

  /// Reads plain figures: an optional sign, digits, an optional point with digits (`-1234.50`).
  /// nil for anything else, for more than 18 places, and for what does not fit.
  public init?(parsing text: some StringProtocol) {
    var significand: Int128 = 0
    var scale = 0
    var hasDigits = false
    var isFraction = false
    var isNegative = false
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where index == 0: isNegative = true
      case UInt8(ascii: "+") where index == 0: break
      case UInt8(ascii: ".") where hasDigits && !isFraction:
        isFraction = true
        hasDigits = false
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (product, overflow) = significand.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(Int128(byte & 0x0F))
        guard !overflow, !carry else { return nil }
        significand = sum
        hasDigits = true
        if isFraction { scale += 1 }
      default: return nil
      }
    }
    guard hasDigits else { return nil }
    let value = ExactDecimal(significand: isNegative ? -significand : significand, scale: scale)
    guard value.scale <= Self.maximumScale else { return nil }
    self = value
  }

  public var isNegative: Bool { significand < 0 }
  public var isZero: Bool { significand == 0 }
  public var isInteger: Bool { scale == 0 }
  /// The number as an `Int`; nil with a fraction or outside its range.
  public var integer: Int? { scale == 0 ? Int(exactly: significand) : nil }
}

extension ExactDecimal: Comparable {
  /// Exact for all values: whole parts first, then the rest, so that nothing can overflow.
  public static func < (a: ExactDecimal, b: ExactDecimal) -> Bool {
    let (wholeA, restA) = a.split()
    let (wholeB, restB) = b.split()
    if wholeA != wholeB { return wholeA < wholeB }
    // Rests are below 10^scale; both fit 10^18, and 10^38 where a caller made a larger scale.
    let scale = max(a.scale, b.scale)
    let scaledA = PowersOfTen.product(restA, scale - a.scale)
    let scaledB = PowersOfTen.product(restB, scale - b.scale)
    guard let scaledA, let scaledB else { return restA < restB }
    return scaledA < scaledB
  }

  private func split() -> (whole: Int128, rest: Int128) {
    guard let power = PowersOfTen.value(scale) else { return (0, significand) }
    let (whole, rest) = significand.quotientAndRemainder(dividingBy: power)
    return (whole, rest)
  }
}

/// 10^0 … 10^38 in 128 bits.
enum PowersOfTen {
  private static let table: [Int128] = {
    var powers: [Int128] = [1]
    for _ in 1...38 { powers.append((powers.last ?? 1) * 10) }
    return powers
  }()

  /// nil outside 0…38.
  static func value(_ exponent: Int) -> Int128? {
    table.indices.contains(exponent) ? table[exponent] : nil
  }

  /// `number × 10^exponent`, nil where it does not fit.
  static func product(_ number: Int128, _ exponent: Int) -> Int128? {
    guard let power = value(exponent) else { return number == 0 ? 0 : nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: power)
    return overflow ? nil : product
  }
}
