/// Where ink is on a page, as poppler draws it at 600 dpi.
public enum PDFInk {
  /// A box in millimetres from the page's upper left corner.
  public struct Box: Hashable, Sendable {
    public var minX = Double.infinity
    public var minY = Double.infinity
    public var maxX = -Double.infinity
    public var maxY = -Double.infinity
  }

  /// The box of the ink of one kind on a page, 1-based.
  ///
  /// - Parameters:
  ///   - isRed: red ink only; otherwise dark ink.
  ///   - belowRules: false leaves out rows that are one unbroken rule (more than half the width).
  ///   - region: where to look, in millimetres; the whole page unless given.
  public static func box(
    of pdf: [UInt8], page: Int, isRed: Bool, belowRules: Bool = true,
    in region: (x: ClosedRange<Double>, y: ClosedRange<Double>)? = nil
  ) throws -> Box {
    let drawn = try PDFTool.pdftoppm.run(on: pdf) {
      ["-r", "600", "-f", String(page), "-l", String(page), $0]
    }
    return measure(
      try PixelMap(ppm: drawn.output), isRed: isRed, belowRules: belowRules, region)
  }

  private static func measure(
    _ map: PixelMap, isRed: Bool, belowRules: Bool,
    _ region: (x: ClosedRange<Double>, y: ClosedRange<Double>)?
  ) -> Box {
    var box = Box()
    let millimetre = 25.4 / 600
    func pixels(_ range: ClosedRange<Double>?, below end: Int) -> Range<Int> {
      guard let range else { return 0..<end }
      let pixels = Int(range.lowerBound / millimetre)..<Int(range.upperBound / millimetre)
      return pixels.clamped(to: 0..<end)
    }
    let columns = pixels(region?.x, below: map.width)
    for y in pixels(region?.y, below: map.height) {
      var first = -1
      var last = -1
      var count = 0
      for x in columns where map.isInk(x, y, isRed: isRed) {
        if first < 0 { first = x }
        last = x
        count += 1
      }
      if first < 0 || (!belowRules && count > map.width / 2) { continue }
      box.minX = min(box.minX, Double(first) * millimetre)
      box.maxX = max(box.maxX, Double(last + 1) * millimetre)
      box.minY = min(box.minY, Double(y) * millimetre)
      box.maxY = max(box.maxY, Double(y + 1) * millimetre)
    }
    return box
  }

  private struct PixelMap {
    let width: Int
    let height: Int
    let pixels: ArraySlice<UInt8>

    /// A binary PPM (P6).
    init(ppm bytes: [UInt8]) throws {
      var numbers: [Int] = []
      var index = 2
      while numbers.count < 3, index < bytes.count {
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
        var number = 0
        while index < bytes.count, bytes[index] > 0x20 {
          number = number * 10 + Int(bytes[index]) - 48
          index += 1
        }
        numbers.append(number)
      }
      guard bytes.starts(with: [0x50, 0x36]), numbers.count == 3 else {
        throw UnreadablePDF(reason: "pdftoppm gave no picture")
      }
      width = numbers[0]
      height = numbers[1]
      pixels = bytes[(index + 1)...]
      guard pixels.count >= width * height * 3 else {
        throw UnreadablePDF(reason: "the picture is too short")
      }
    }

    func isInk(_ x: Int, _ y: Int, isRed: Bool) -> Bool {
      let at = pixels.startIndex + (y * width + x) * 3
      let (red, green, blue) = (pixels[at], pixels[at + 1], pixels[at + 2])
      return isRed ? red > 150 && green < 150 && blue < 150 : red < 128 && green < 128 && blue < 128
    }
  }
}
