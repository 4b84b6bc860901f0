import Diagnostics
import Fonts
import PDFWriting
import Pages
import TestSupport
import Testing
import Typography

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The fonts that pages made by hand are set in.
enum TestFonts {
  static var opened: FontLibrary { Repository.fonts }

  static func face(_ postScriptName: String) throws -> FontFace {
    try Repository.face(postScriptName)
  }
}

extension GlyphRun {
  /// Text of one face as HarfBuzz shapes it, `extra` added after each glyph.
  init(
    _ text: String, _ face: FontFace, size: Length = .pt(16), extra: Length = .zero,
    at origin: Point = .zero, ink: Ink = .black, widthScale: Int = 1000, isRotated: Bool = false,
    script: ShapingOptions.Script = .han
  ) {
    let scalars = Array(text.unicodeScalars)
    let shaped = face.shape(scalars, ShapingOptions(script: script))
    var glyphs: [Glyph] = []
    var x = Length.zero
    for (index, glyph) in shaped.enumerated() {
      let next = shaped[(index + 1)...].first { $0.cluster != glyph.cluster }?.cluster
      let isFirst = index == 0 || shaped[index - 1].cluster != glyph.cluster
      let cluster = isFirst ? scalars[glyph.cluster..<(next ?? scalars.count)] : []
      let unscaled = size.scaled(glyph.xAdvance, face.unitsPerEm)
      let advance = unscaled.scaled(widthScale, 1000)
      let shift = size.scaled(glyph.xOffset, face.unitsPerEm)
      glyphs.append(
        Glyph(
          id: glyph.glyph,
          offset: Point(x: x + shift, y: -size.scaled(glyph.yOffset, face.unitsPerEm)),
          advance: advance, text: String(String.UnicodeScalarView(cluster))))
      x += advance + extra
    }
    self.init(
      face: face.id, size: size, ink: ink, origin: origin, widthScale: widthScale,
      isRotated: isRotated, glyphs: glyphs, text: text)
  }
}

extension Page {
  /// Lines of text one below the other, the first baseline 50 mm from the top, 10 mm apart.
  init(lines: [Fragment], role: ItemRole = .element(StructureTree.root)) {
    self.init(
      items: lines.enumerated().map { index, fragment in
        PlacedItem(
          origin: Point(x: .mm(28), y: .mm(50) + 10 * index * Length.mm(1)), fragment: fragment,
          role: role)
      })
  }
}

extension PageSequence {
  init(lines: [Fragment], title: String = "试验") {
    self.init(pages: [Page(lines: lines)], metadata: DocumentMetadata(title: title))
  }
}

func export(_ pages: PageSequence, pretty: Bool = false) throws -> [UInt8] {
  var options = PDFOptions()
  options.isPretty = pretty
  return try PDFExporter(fonts: TestFonts.opened, options: options).export(pages)
}

/// Writes bytes to a file of a test's own.
func writeFile(_ bytes: [UInt8], to path: String) throws {
  let file = try #require(fopen(path, "wb"))
  defer { fclose(file) }
  #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
}
