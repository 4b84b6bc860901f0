import CFreeType

/// A sheet of RGB pixels on which shapes are laid with anti-aliased edges.
struct Canvas: ~Copyable {
  let width: Int
  let height: Int
  private(set) var pixels: [UInt8]
  private let scanner: FT_Library
  /// Coverage of the shape in hand, kept so that a page costs one buffer.
  private var mask: [UInt8] = []

  /// White paper; nil where FreeType does not start.
  init?(width: Int, height: Int) {
    var library: FT_Library?
    guard FT_Init_FreeType(&library) == 0, let library else { return nil }
    scanner = library
    self.width = width
    self.height = height
    pixels = [UInt8](repeating: 255, count: width * height * 3)
  }

  deinit { FT_Done_FreeType(scanner) }

  /// Fills a shape given in pixels, y downwards from the upper edge; the winding rule is non-zero,
  /// as fonts and PDF's operator f have it.
  mutating func fill(_ shape: Shape, _ colour: Colour) {
    guard let box = shape.pixelBox(width: width, height: height) else { return }
    let columns = box.right - box.left
    let rows = box.bottom - box.top
    mask.removeAll(keepingCapacity: true)
    mask.append(contentsOf: repeatElement(0, count: columns * rows))
    guard shape.render(by: scanner, into: &mask, box) else { return }
    for row in 0..<rows {
      var pixel = ((box.top + row) * width + box.left) * 3
      for coverage in mask[(row * columns)..<((row + 1) * columns)] {
        if coverage != 0 { blend(pixel, Int(coverage), colour) }
        pixel += 3
      }
    }
  }

  /// Fills a rectangle by exact coverage: a rule that ends within a pixel darkens it by as much as
  /// it covers. Edges in pixels.
  mutating func fillRectangle(
    left: Double, top: Double, right: Double, bottom: Double, _ colour: Colour
  ) {
    let left = max(0, left)
    let top = max(0, top)
    let right = min(Double(width), right)
    let bottom = min(Double(height), bottom)
    guard left < right, top < bottom else { return }
    for y in Int(top)..<Int(bottom.rounded(.up)) {
      let rowCoverage = min(bottom, Double(y + 1)) - max(top, Double(y))
      for x in Int(left)..<Int(right.rounded(.up)) {
        let cover = rowCoverage * (min(right, Double(x + 1)) - max(left, Double(x)))
        blend((y * width + x) * 3, Int((cover * 255).rounded()), colour)
      }
    }
  }

  private mutating func blend(_ pixel: Int, _ coverage: Int, _ colour: Colour) {
    func mix(_ old: UInt8, _ new: UInt8) -> UInt8 {
      UInt8((Int(old) * (255 - coverage) + Int(new) * coverage + 127) / 255)
    }
    pixels[pixel] = mix(pixels[pixel], colour.red)
    pixels[pixel + 1] = mix(pixels[pixel + 1], colour.green)
    pixels[pixel + 2] = mix(pixels[pixel + 2], colour.blue)
  }
}

struct Colour: Hashable, Sendable {
  var red: UInt8
  var green: UInt8
  var blue: UInt8
}

/// An outline in 1/64 of a pixel, as FreeType's scan converter takes it, y upwards from the upper
/// edge of the page (so that all of the page has y ≤ 0).
struct Shape {
  private var points: [FT_Vector] = []
  private var tags: [CChar] = []
  /// The last point of each contour.
  private var contours: [Int16] = []
  /// FreeType counts points in 16 bits; what is beyond is not a glyph.
  private static let mostPoints = 32_000
  /// Farther than this from the page nothing is drawn, and 26.6 arithmetic cannot overflow.
  private static let farthest = 1_000_000.0

  private var isUsable = true

  /// Starts a contour. Pixels, y downwards.
  mutating func move(_ x: Double, _ y: Double) {
    close()
    append(x, y, onCurve: true)
  }
  mutating func line(_ x: Double, _ y: Double) { append(x, y, onCurve: true) }
  mutating func curve(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ x: Double, _ y: Double
  ) {
    append(x1, y1, onCurve: false)
    append(x2, y2, onCurve: false)
    append(x, y, onCurve: true)
  }
  /// Ends the contour; FreeType joins its last point to the first.
  mutating func close() {
    guard let last = Int16(exactly: points.count - 1), last >= 0, contours.last != last else {
      return
    }
    contours.append(last)
  }

  private mutating func append(_ x: Double, _ y: Double, onCurve: Bool) {
    guard points.count < Self.mostPoints, abs(x) < Self.farthest, abs(y) < Self.farthest else {
      isUsable = false
      return
    }
    points.append(FT_Vector(x: Int((x * 64).rounded()), y: Int((-y * 64).rounded())))
    tags.append(onCurve ? 1 : 2)  // FT_CURVE_TAG_ON, FT_CURVE_TAG_CUBIC
  }

  /// A range of whole pixels, y downwards; right and bottom are past the last.
  struct PixelBox {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int
  }

  /// The pixels that the shape may touch on a sheet; nil where it touches none.
  func pixelBox(width: Int, height: Int) -> PixelBox? {
    guard isUsable, let first = points.first else { return nil }
    var (minX, maxX, minY, maxY) = (first.x, first.x, first.y, first.y)
    for point in points {
      minX = min(minX, point.x)
      maxX = max(maxX, point.x)
      minY = min(minY, point.y)
      maxY = max(maxY, point.y)
    }
    // >> rounds down, also below zero.
    let box = PixelBox(
      left: max(0, minX >> 6), top: max(0, -maxY >> 6),
      right: min(width, (maxX + 63) >> 6), bottom: min(height, (-minY + 63) >> 6))
    return box.left < box.right && box.top < box.bottom ? box : nil
  }

  /// Writes the shape's coverage of each pixel of the box into `mask`, which is all zero before.
  func render(by scanner: FT_Library, into mask: inout [UInt8], _ box: PixelBox) -> Bool {
    // FreeType puts the origin into the lower left corner of the bitmap.
    var points = points.map { FT_Vector(x: $0.x - box.left * 64, y: $0.y + box.bottom * 64) }
    var tags = tags
    var contours = contours
    if let last = Int16(exactly: points.count - 1), contours.last != last { contours.append(last) }
    let counts = (Int16(contours.count), Int16(points.count))
    return points.withUnsafeMutableBufferPointer { points in
      tags.withUnsafeMutableBufferPointer { tags in
        contours.withUnsafeMutableBufferPointer { contours in
          mask.withUnsafeMutableBufferPointer { mask in
            var outline = FT_Outline(
              n_contours: counts.0, n_points: counts.1, points: points.baseAddress,
              tags: tags.baseAddress, contours: contours.baseAddress, flags: 0)
            var bitmap = FT_Bitmap()
            bitmap.rows = UInt32(box.bottom - box.top)
            bitmap.width = UInt32(box.right - box.left)
            bitmap.pitch = Int32(box.right - box.left)
            bitmap.buffer = mask.baseAddress
            bitmap.num_grays = 256
            bitmap.pixel_mode = UInt8(FT_PIXEL_MODE_GRAY.rawValue)
            return FT_Outline_Get_Bitmap(scanner, &outline, &bitmap) == 0
          }
        }
      }
    }
  }
}
