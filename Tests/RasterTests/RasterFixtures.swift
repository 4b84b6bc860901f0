import Diagnostics
import Fonts
import Pages
import Raster
import TestSupport
import Testing
import Typography

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The free fonts as `script/fonts` puts them in place.
var freeFonts: FontLibrary { Repository.fonts }

func readFile(_ path: String) -> [UInt8] { (try? Repository.world.read(path)) ?? [] }

func writeFile(_ bytes: [UInt8], to path: String) throws {
  let file = try #require(fopen(path, "wb"))
  defer { fclose(file) }
  try #require(fwrite(bytes, 1, bytes.count, file) == bytes.count)
}

/// A folder for one test's files.
func temporaryFolder() throws -> String {
  // mkdtemp replaces the six X at the end.
  var template = Array("/tmp/chengwen-raster-XXXXXX".utf8CString)
  return try #require(mkdtemp(&template).map { String(cString: $0) })
}

/// A page on which one pixel is one EMU unit of `pixel`, at 72 dpi.
let pixel = Length.pt(1)

func page(width: Int, height: Int, _ marks: [Mark], at origin: Point = .zero) -> Page {
  Page(
    size: Size(width: pixel * width, height: pixel * height),
    items: [
      PlacedItem(origin: origin, fragment: Fragment(marks), role: .artifact(.rule))
    ])
}

func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Rect {
  Rect(x: .pt(x), y: .pt(y), width: .pt(width), height: .pt(height))
}

/// The red parts of the rows: enough for black on white.
func greys(_ page: Page) throws -> [[UInt8]] {
  let picture = try #require(Rasterizer(fonts: freeFonts, resolution: 72).draw(page))
  return (0..<picture.height).map { y in
    (0..<picture.width).map { x in picture.pixels[(y * picture.width + x) * 3] }
  }
}

/// Text set solid in a role's own face: every glyph one em from the last.
func run(
  _ text: String, _ role: FontRole, size: Length, x: Length, baseline: Length, ink: Ink = .black,
  widthScale: Int = 1000, isRotated: Bool = false
) throws -> GlyphRun {
  var pen = Length.zero
  var glyphs: [Glyph] = []
  for scalar in text.unicodeScalars {
    let id = try #require(freeFonts.face(for: [scalar], role: role), "run script/fonts")
    let face = freeFonts.face(id)
    let glyph = try #require(face.glyph(for: scalar))
    let advance = size.scaled(face.advance(of: glyph) * widthScale / 1000, face.unitsPerEm)
    glyphs.append(
      Glyph(id: glyph, offset: Point(x: pen, y: .zero), advance: advance, text: String(scalar)))
    pen += advance
  }
  let face = try #require(freeFonts.faces(for: role).first, "run script/fonts")
  return GlyphRun(
    face: face, size: size, ink: ink, origin: Point(x: x, y: baseline), widthScale: widthScale,
    isRotated: isRotated, glyphs: glyphs, text: text)
}
