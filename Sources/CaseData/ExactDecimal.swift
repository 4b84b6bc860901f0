/// An exact decimal number: `significand × 10^-scale`. Money is never binary floating point.
///
/// Values are kept in lowest terms (no trailing zero in the fraction), so equality is by value.
public struct ExactDecimal: Hashable, Sendable {
  public let significand: Int128
  /// 0…18.
  public let scale: Int

  public init(significand: Int128, scale: Int = 0) {
    var significand = significand
    var scale = scale
    while scale > 0, significand % 10 == 0 {
      significand /= 10
      scale -= 1
    }
    self.significand = significand
    self.scale = scale
  }
  public init(_ integer: Int) { self.init(significand: Int128(integer)) }
  public static let zero = ExactDecimal(0)
}
