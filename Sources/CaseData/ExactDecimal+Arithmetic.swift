/// What happens to the places that are cut off.
public enum Rounding: Hashable, Sendable {
  /// 四舍五入: halves go away from zero.
  case halfUp
  /// 去尾: towards zero.
  case down
  /// 进位: away from zero.
  case up
}

extension ExactDecimal {
  /// nil where the sum does not fit.
  public func adding(_ other: ExactDecimal) -> ExactDecimal? {
    let scale = max(self.scale, other.scale)
    guard let a = PowersOfTen.product(significand, scale - self.scale),
      let b = PowersOfTen.product(other.significand, scale - other.scale)
    else { return nil }
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : ExactDecimal(significand: sum, scale: scale)
  }

  /// nil where the difference does not fit.
  public func subtracting(_ other: ExactDecimal) -> ExactDecimal? {
    other.negated.flatMap(adding)
  }

  /// nil where the product does not fit, or needs more than 18 places.
  public func multiplied(by other: ExactDecimal) -> ExactDecimal? {
    let (product, overflow) = significand.multipliedReportingOverflow(by: other.significand)
    guard !overflow else { return nil }
    let value = ExactDecimal(significand: product, scale: scale + other.scale)
    return value.scale <= Self.maximumScale ? value : nil
  }

  /// nil only for the one number without an opposite, -2^127.
  public var negated: ExactDecimal? {
    let (value, overflow) = Int128(0).subtractingReportingOverflow(significand)
    return overflow ? nil : ExactDecimal(significand: value, scale: scale)
  }

  public var absolute: ExactDecimal? { isNegative ? negated : self }

  /// The quotient to `places` (0…18) after the point. nil for a division by zero, and where the
  /// quotient does not fit.
  public func divided(
    by other: ExactDecimal, places: Int, _ rounding: Rounding = .halfUp
  ) -> ExactDecimal? {
    guard other.significand != 0, (0...Self.maximumScale).contains(places) else { return nil }
    let exponent = places + other.scale - scale
    let top = PowersOfTen.product(significand, max(0, exponent))
    let bottom = PowersOfTen.product(other.significand, max(0, -exponent))
    guard let top, let bottom, top != .min, bottom != .min else { return nil }
    return Self.quotient(top, bottom, rounding).map {
      ExactDecimal(significand: $0, scale: places)
    }
  }

  /// Rounded to `places` after the point; negative places round to tens, hundreds … nil outside
  /// -18…18, or where the result does not fit.
  public func rounded(to places: Int, _ rounding: Rounding = .halfUp) -> ExactDecimal? {
    guard (-Self.maximumScale...Self.maximumScale).contains(places) else { return nil }
    guard scale > places else { return self }
    guard let divisor = PowersOfTen.value(scale - places) else { return nil }
    guard let quotient = Self.quotient(significand, divisor, rounding) else { return nil }
    if places >= 0 { return ExactDecimal(significand: quotient, scale: places) }
    return PowersOfTen.product(quotient, -places).map { ExactDecimal(significand: $0) }
  }

  private static func quotient(
    _ top: Int128, _ bottom: Int128, _ rounding: Rounding
  ) -> Int128? {
    let (whole, overflow) = top.dividedReportingOverflow(by: bottom)
    guard !overflow else { return nil }
    let rest = (top % bottom).magnitude
    guard rest != 0 else { return whole }
    let isAway =
      switch rounding {
      case .down: false
      case .up: true
      case .halfUp: rest >= bottom.magnitude - rest
      }
    guard isAway else { return whole }
    let (away, carry) = whole.addingReportingOverflow((top < 0) == (bottom < 0) ? 1 : -1)
    return carry ? nil : away
  }

  /// `self × 10^exponent`, for the change between 元 and 万元. nil where it does not fit.
  public func shifted(by exponent: Int) -> ExactDecimal? {
    guard (-38...38).contains(exponent) else { return nil }
    if exponent <= scale {
      let value = ExactDecimal(significand: significand, scale: scale - exponent)
      return value.scale <= Self.maximumScale ? value : nil
    }
    return PowersOfTen.product(significand, exponent - scale).map { ExactDecimal(significand: $0) }
  }

  /// An amount of this unit in 元.
  public func yuan(from unit: FieldKind.MoneyUnit) -> ExactDecimal? {
    unit == .yuan ? self : shifted(by: 4)
  }
  /// An amount in 元 in this unit; exact (1 分 is 0.000001 万元).
  public func amount(in unit: FieldKind.MoneyUnit) -> ExactDecimal? {
    unit == .yuan ? self : shifted(by: -4)
  }

  /// Figures: with `places` exactly that many places after the point (rounded half up where the
  /// number has more), without as many as it has; `isGrouped` separates thousands by commas.
  public func formatted(places: Int? = nil, isGrouped: Bool = false) -> String {
    let value = places.flatMap { rounded(to: $0) } ?? self
    var digits = Array(String(value.significand.magnitude).utf8)
    while digits.count <= value.scale { digits.insert(UInt8(ascii: "0"), at: 0) }
    let whole = digits.dropLast(value.scale)
    var fraction = Array(digits.suffix(value.scale))
    while fraction.count < places ?? 0 { fraction.append(UInt8(ascii: "0")) }
    var bytes: [UInt8] = value.isNegative ? [UInt8(ascii: "-")] : []
    for (index, digit) in whole.enumerated() {
      if isGrouped, index > 0, (whole.count - index) % 3 == 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(digit)
    }
    if !fraction.isEmpty { bytes += [UInt8(ascii: ".")] + fraction }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// As many places as the number has, without separators: what parses back to it.
  public var description: String { formatted() }
}
