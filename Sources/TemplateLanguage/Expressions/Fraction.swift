import CaseData

/// A quotient that need not end as a decimal: `1 ÷ 3` stays exact until it is rounded.
///
/// Kept in lowest terms with a positive denominator. nil from an operation means that the number
/// no longer fits 127 bits.
struct Fraction: Hashable, Sendable {
  let numerator: Int128
  let denominator: Int128

  init(_ decimal: ExactDecimal) {
    var scale: Int128 = 1
    for _ in 0..<max(0, decimal.scale) { scale *= 10 }
    (numerator, denominator) = Self.reduced(decimal.significand, scale)
  }

  /// nil where the denominator is zero or the sign does not fit.
  init?(_ numerator: Int128, over denominator: Int128) {
    guard denominator != 0, numerator != .min, denominator != .min else { return nil }
    let sign: Int128 = denominator < 0 ? -1 : 1
    (self.numerator, self.denominator) = Self.reduced(sign * numerator, sign * denominator)
  }

  private static func reduced(_ a: Int128, _ b: Int128) -> (Int128, Int128) {
    let divisor = greatestCommonDivisor(a, b)
    return divisor > 1 ? (a / divisor, b / divisor) : (a, b)
  }

  private static func greatestCommonDivisor(_ a: Int128, _ b: Int128) -> Int128 {
    var a = a.magnitude
    var b = b.magnitude
    while b != 0 { (a, b) = (b, a % b) }
    return Int128(clamping: a)
  }

  func adding(_ other: Fraction) -> Fraction? {
    // Over the least common denominator, so that sums of amounts in 分 never grow.
    let divisor = Self.greatestCommonDivisor(denominator, other.denominator)
    guard let left = Arithmetic.product(numerator, other.denominator / divisor),
      let right = Arithmetic.product(other.numerator, denominator / divisor),
      let denominator = Arithmetic.product(denominator, other.denominator / divisor)
    else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : Fraction(sum, over: denominator)
  }

  func multiplied(by other: Fraction) -> Fraction? {
    let (a, d) = Self.reduced(numerator, other.denominator)
    let (c, b) = Self.reduced(other.numerator, denominator)
    guard let top = Arithmetic.product(a, c), let bottom = Arithmetic.product(b, d) else {
      return nil
    }
    return Fraction(top, over: bottom)
  }

  var negated: Fraction { Fraction(-numerator, over: denominator) ?? self }
  /// nil for zero.
  var inverted: Fraction? { Fraction(denominator, over: numerator) }

  /// The decimal where the quotient ends within 18 places.
  var decimal: ExactDecimal? {
    var significand = numerator
    var rest = denominator
    var scale = 0
    while rest != 1 {
      guard scale < 18 else { return nil }
      let step: Int128 = rest % 10 == 0 ? 10 : rest % 2 == 0 ? 2 : 5
      guard rest % step == 0, let next = Arithmetic.product(significand, 10 / step) else {
        return nil
      }
      rest /= step
      significand = next
      scale += 1
    }
    return ExactDecimal(significand: significand, scale: scale)
  }

  enum Rounding { case halfUp, down, up }

  /// Rounded to decimal places (negative ones round to tens, hundreds …). Halves go away from
  /// zero; `down` goes towards zero, `up` away from it.
  func rounded(to places: Int, _ rounding: Rounding) -> ExactDecimal? {
    guard (-18...18).contains(places), let power = Arithmetic.powerOfTen(abs(places)) else {
      return nil
    }
    let top = places >= 0 ? Arithmetic.product(numerator, power) : numerator
    let bottom = places < 0 ? Arithmetic.product(denominator, power) : denominator
    guard let top, let bottom else { return nil }
    var (quotient, rest) = top.quotientAndRemainder(dividingBy: bottom)
    if rest != 0 {
      let isAway =
        switch rounding {
        case .down: false
        case .up: true
        case .halfUp: rest.magnitude >= bottom.magnitude - rest.magnitude
        }
      if isAway { quotient += top < 0 ? -1 : 1 }
    }
    if places >= 0 { return ExactDecimal(significand: quotient, scale: places) }
    return Arithmetic.product(quotient, power).map { ExactDecimal(significand: $0) }
  }

  static func isLess(_ a: Fraction, _ b: Fraction) -> Bool {
    // By whole parts first, then by continued fractions, so that no product can overflow.
    var (a, b) = (a, b)
    var isSwapped = false
    while true {
      let (wholeA, restA) = floorDivision(a)
      let (wholeB, restB) = floorDivision(b)
      if wholeA != wholeB { return (wholeA < wholeB) != isSwapped }
      if restA == 0 || restB == 0 {
        let isLess = restA == 0 && restB != 0
        let isGreater = restB == 0 && restA != 0
        return isSwapped ? isGreater : isLess
      }
      guard let nextA = Fraction(a.denominator, over: restA),
        let nextB = Fraction(b.denominator, over: restB)
      else { return false }
      (a, b) = (nextA, nextB)
      isSwapped.toggle()
    }
  }

  private static func floorDivision(_ value: Fraction) -> (whole: Int128, rest: Int128) {
    let (quotient, rest) = value.numerator.quotientAndRemainder(dividingBy: value.denominator)
    return rest < 0 ? (quotient - 1, rest + value.denominator) : (quotient, rest)
  }
}

/// Integer steps that report what does not fit instead of trapping.
enum Arithmetic {
  static func product(_ a: Int128, _ b: Int128) -> Int128? {
    let (result, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow || result == .min ? nil : result
  }

  /// `value × 10 + digit`.
  static func appending(_ digit: UInt8, to value: Int128) -> Int128? {
    guard let tenfold = product(value, 10) else { return nil }
    let (result, overflow) = tenfold.addingReportingOverflow(Int128(digit))
    return overflow ? nil : result
  }

  static func powerOfTen(_ exponent: Int) -> Int128? {
    guard (0...38).contains(exponent) else { return nil }
    var result: Int128 = 1
    for _ in 0..<exponent {
      guard let next = product(result, 10) else { return nil }
      result = next
    }
    return result
  }
}
