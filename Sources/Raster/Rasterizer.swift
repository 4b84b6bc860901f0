import Fonts
import Pages
import Typography

/// Draws pages as pictures: the outlines of the same glyphs that the PDF embeds, filled by
/// FreeType's scan converter. Nothing is hinted, so every place is where layout put it.
public struct Rasterizer: Sendable {
  public let fonts: FontLibrary
  /// Dots per inch, 36…600.
  public let resolution: Int
  /// A sheet larger than this is drawn coarser (A4 at 600 dpi has 35 million pixels).
  private static let mostPixels = 100_000_000.0

  public init(fonts: FontLibrary, resolution: Int = 150) {
    self.fonts = fonts
    self.resolution = min(max(resolution, 36), 600)
  }

  /// An 8-bit RGB PNG of one page. Deterministic. Empty where the page has no area.
  public func png(_ page: Page) -> [UInt8] {
    guard let picture = draw(page) else { return [] }
    return PNG.encode(
      picture.pixels, width: picture.width, height: picture.height, resolution: picture.resolution)
  }

  /// A page as pixels: rows from the top, red, green and blue a byte each.
  package struct Picture: Sendable {
    package var width: Int
    package var height: Int
    package var resolution: Int
    package var pixels: [UInt8]
  }

  /// Draws a page; nil where it has no area.
  package func draw(_ page: Page) -> Picture? {
    var resolution = resolution
    while resolution > 1, pixelCount(page.size, at: resolution) > Self.mostPixels {
      resolution /= 2
    }
    let scale = Scale(pixelsPerEMU: Double(resolution) / 914_400)
    let count = pixelCount(page.size, at: resolution)
    guard page.size.width > .zero, count <= Self.mostPixels else { return nil }
    let width = Int(scale.pixels(page.size.width).rounded())
    let height = Int(scale.pixels(page.size.height).rounded())
    guard width > 0, height > 0, var canvas = Canvas(width: width, height: height) else {
      return nil
    }

    var outlines: [GlyphKey: GlyphOutline] = [:]
    for item in page.items {
      for mark in item.fragment.marks {
        switch mark {
        case .glyphs(let run): draw(run, of: item, scale, &canvas, &outlines)
        case .rule(let rect, let ink): draw(item.onSheet(rect), ink, scale, &canvas)
        case .path(let path, let ink): draw(path, ink, of: item, scale, &canvas)
        }
      }
    }
    return Picture(width: width, height: height, resolution: resolution, pixels: canvas.pixels)
  }

  private struct Scale {
    var pixelsPerEMU: Double
    func pixels(_ length: Length) -> Double { Double(length.emu) * pixelsPerEMU }
  }
  private struct GlyphKey: Hashable {
    var face: FaceID
    var glyph: UInt32
  }

  private func pixelCount(_ size: Size, at resolution: Int) -> Double {
    let scale = Scale(pixelsPerEMU: Double(resolution) / 914_400)
    return scale.pixels(size.width) * scale.pixels(size.height)
  }

  private func draw(
    _ run: GlyphRun, of item: PlacedItem, _ scale: Scale, _ canvas: inout Canvas,
    _ outlines: inout [GlyphKey: GlyphOutline]
  ) {
    let face = fonts.face(run.face)
    let unit = scale.pixels(run.size) / Double(face.unitsPerEm)
    let across = unit * Double(run.widthScale) / 1000
    for glyph in run.glyphs {
      let place = item.onSheet(run.origin + glyph.offset)
      let x0 = scale.pixels(place.x)
      let y0 = scale.pixels(place.y)
      let key = GlyphKey(face: run.face, glyph: glyph.id)
      let outline = outlines[key] ?? face.outline(of: glyph.id)
      outlines[key] = outline
      // Turned clockwise, what pointed right points down and what pointed up points right.
      let shape =
        switch (run.isRotated, item.isTurned) {
        case (true, false): outline.shape { x, y in (x0 + y * unit, y0 + x * across) }
        case (false, true): outline.shape { x, y in (x0 - y * unit, y0 - x * across) }
        default: outline.shape { x, y in (x0 + x * across, y0 - y * unit) }
        }
      canvas.fill(shape, run.ink.colour)
    }
  }

  private func draw(
    _ rect: Rect, _ ink: Ink, _ scale: Scale, _ canvas: inout Canvas
  ) {
    canvas.fillRectangle(
      left: scale.pixels(rect.minX), top: scale.pixels(rect.minY),
      right: scale.pixels(rect.maxX), bottom: scale.pixels(rect.maxY),
      ink.colour)
  }

  private func draw(
    _ path: Path, _ ink: Ink, of item: PlacedItem, _ scale: Scale, _ canvas: inout Canvas
  ) {
    func place(_ point: Point) -> (Double, Double) {
      let place = item.onSheet(point)
      return (scale.pixels(place.x), scale.pixels(place.y))
    }
    var shape = Shape()
    for step in path.steps {
      switch step {
      case .move(let point):
        let (x, y) = place(point)
        shape.move(x, y)
      case .line(let point):
        let (x, y) = place(point)
        shape.line(x, y)
      case .curve(let first, let second, let end):
        let (x1, y1) = place(first)
        let (x2, y2) = place(second)
        let (x, y) = place(end)
        shape.curve(x1, y1, x2, y2, x, y)
      case .close: shape.close()
      }
    }
    canvas.fill(shape, ink.colour)
  }
}

extension GlyphOutline {
  /// The outline in pixels by a transformation of its points.
  fileprivate func shape(_ transform: (Double, Double) -> (Double, Double)) -> Shape {
    var shape = Shape()
    for step in steps {
      switch step {
      case .move(let x, let y):
        let (x, y) = transform(x, y)
        shape.move(x, y)
      case .line(let x, let y):
        let (x, y) = transform(x, y)
        shape.line(x, y)
      case .curve(let x1, let y1, let x2, let y2, let x, let y):
        let first = transform(x1, y1)
        let second = transform(x2, y2)
        let end = transform(x, y)
        shape.curve(first.0, first.1, second.0, second.1, end.0, end.1)
      case .close: shape.close()
      }
    }
    return shape
  }
}

extension Ink {
  /// The ink on a screen. Red is Y 80 % + M 80 % converted plainly (std:P-5).
  var colour: Colour {
    switch self {
    case .black: Colour(red: 0, green: 0, blue: 0)
    case .red: Colour(red: 255, green: 51, blue: 51)
    case .grey: Colour(red: 128, green: 128, blue: 128)
    }
  }
}
