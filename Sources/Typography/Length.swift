/// A length as a whole number of EMU: 1 pt = 12,700, 1 mm = 36,000, 1 in = 914,400.
///
/// Millimetres (which the standard states) and points (which fonts and PDF use) are both exact in
/// it, so sums of lengths never drift. Layout computes with lengths only; floating point appears
/// at the edges, where a PDF or a picture is written.
public struct Length: Hashable, Comparable, Sendable {
  /// The number of EMU; negative lengths are allowed (offsets).
  public var emu: Int

  @inlinable public init(emu: Int) { self.emu = emu }

  /// A length in millimetres, rounded to the nearest EMU (28 nm).
  @inlinable public static func mm(_ value: Double) -> Length {
    Length(emu: Int((value * 36_000).rounded()))
  }
  /// A length in points of 1/72 in, rounded to the nearest EMU.
  @inlinable public static func pt(_ value: Double) -> Length {
    Length(emu: Int((value * 12_700).rounded()))
  }
  public static let zero = Length(emu: 0)

  @inlinable public var millimetres: Double { Double(emu) / 36_000 }
  @inlinable public var points: Double { Double(emu) / 12_700 }

  @inlinable public static func < (a: Length, b: Length) -> Bool { a.emu < b.emu }
  @inlinable public static func + (a: Length, b: Length) -> Length { Length(emu: a.emu + b.emu) }
  @inlinable public static func - (a: Length, b: Length) -> Length { Length(emu: a.emu - b.emu) }
  @inlinable public static prefix func - (a: Length) -> Length { Length(emu: -a.emu) }
  @inlinable public static func * (a: Length, n: Int) -> Length { Length(emu: a.emu * n) }
  @inlinable public static func * (n: Int, a: Length) -> Length { Length(emu: a.emu * n) }
  /// Integer division, rounded towards zero.
  @inlinable public static func / (a: Length, n: Int) -> Length { Length(emu: a.emu / n) }
  @inlinable public static func += (a: inout Length, b: Length) { a.emu += b.emu }
  @inlinable public static func -= (a: inout Length, b: Length) { a.emu -= b.emu }

  /// `numerator/denominator` of this length, rounded to the nearest EMU; `denominator` is positive.
  @inlinable public func scaled(_ numerator: Int, _ denominator: Int) -> Length {
    let product = emu * numerator
    let half = denominator / 2
    return Length(emu: (product >= 0 ? product + half : product - half) / denominator)
  }
  /// How many whole times `unit` goes into this length; 0 where the length is negative.
  @inlinable public func whole(_ unit: Length) -> Int { max(0, emu / unit.emu) }
}

/// A point on a page: x to the right, y **downwards**, from the sheet's upper left corner.
public struct Point: Hashable, Sendable {
  public var x: Length
  public var y: Length
  @inlinable public init(x: Length, y: Length) {
    self.x = x
    self.y = y
  }
  public static let zero = Point(x: .zero, y: .zero)
  @inlinable public static func + (a: Point, b: Point) -> Point {
    Point(x: a.x + b.x, y: a.y + b.y)
  }
}

public struct Size: Hashable, Sendable {
  public var width: Length
  public var height: Length
  @inlinable public init(width: Length, height: Length) {
    self.width = width
    self.height = height
  }
  /// A4, 210 mm × 297 mm (GB/T 9704-2012, 5.1).
  public static let a4 = Size(width: .mm(210), height: .mm(297))
  public static let a4Landscape = Size(width: .mm(297), height: .mm(210))
}

/// A rectangle by its upper left corner and its size.
public struct Rect: Hashable, Sendable {
  public var origin: Point
  public var size: Size
  @inlinable public init(origin: Point, size: Size) {
    self.origin = origin
    self.size = size
  }
  @inlinable public init(x: Length, y: Length, width: Length, height: Length) {
    self.init(origin: Point(x: x, y: y), size: Size(width: width, height: height))
  }
  @inlinable public var minX: Length { origin.x }
  @inlinable public var minY: Length { origin.y }
  @inlinable public var maxX: Length { origin.x + size.width }
  @inlinable public var maxY: Length { origin.y + size.height }
}
