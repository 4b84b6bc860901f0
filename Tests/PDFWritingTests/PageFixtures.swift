import Diagnostics
import Fonts
import PDFWriting
import Pages
import Testing
import Typography

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The fonts that pages made by hand are set in.
enum TestFonts {
  private static let repository = String(
    #filePath.dropLast("/Tests/PDFWritingTests/PageFixtures.swift".count))
  static let library = FontLibrary.open(
    catalogue: SourceFile(
      name: "catalogue.txt", bytes: readFile(repository + "/fonts/catalogue.txt")),
    folders: [repository + "/fonts"] + FontLibrary.systemFolders, freeOnly: true
  ).0

  /// The face with a PostScript name, or a failed test that says how to get it.
  static func face(_ postScriptName: String) throws -> FontFace {
    let face = library.allFaces.first { $0.postScriptName == postScriptName }
    return try #require(face, "\(postScriptName) is not installed: run script/fonts")
  }

  static func readFile(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return bytes }
      bytes += chunk.prefix(count)
    }
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
  return try PDFExporter(fonts: TestFonts.library, options: options).export(pages)
}

/// Writes bytes to a file of a test's own.
func writeFile(_ bytes: [UInt8], to path: String) throws {
  let file = try #require(fopen(path, "wb"))
  defer { fclose(file) }
  #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
}
