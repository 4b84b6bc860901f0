import Compression
import Fonts
import Typography

/// Fonts that are subset, deflated and ready to be written into any number of files. Immutable
/// and shared; making it is the dear part of an export, so a batch keeps it.
public final class EmbeddedFonts: Sendable {
  /// One Type0 font of the file.
  package struct Font: Sendable {
    /// With its tag: ABCDEF+FandolFang-Regular.
    package let name: String
    package let program: FontSubset.Program
    package let descriptor: FontSubset.Descriptor
    package let programBytes: StreamContent
    package let programLength: Int
    package let toUnicode: StreamContent
    /// The array of widths as PDF writes it, and the width of what it leaves out.
    package let widths: [UInt8]
  }

  package let fonts: [Font]
  package let table: GlyphTable
  package let base: EmbeddedFonts?
  /// How many fonts `base` and its own bases hold: the number of this set's first font.
  package let offset: Int

  package init(fonts: [Font], table: GlyphTable, base: EmbeddedFonts?) {
    self.fonts = fonts
    self.table = table
    self.base = base
    offset = base?.count ?? 0
  }

  package var count: Int { offset + fonts.count }

  /// The code of a glyph, with the number of its font among all of this set and its bases.
  package func find(face: FaceID, glyph: UInt32, text: String) -> GlyphTable.Code? {
    if let found = base?.find(face: face, glyph: glyph, text: text) { return found }
    guard var code = table.find(face: face, glyph: glyph, text: text) else { return nil }
    code.font += offset
    return code
  }

  package func font(_ number: Int) -> Font? {
    if number < offset { return base?.font(number) }
    return fonts.indices.contains(number - offset) ? fonts[number - offset] : nil
  }
}

/// Turns a plan into embedded fonts.
package struct FontEmbedder: ~Copyable {
  private let library: FontLibrary
  private let sources: [FaceID: SubsetSource]
  private let isPretty: Bool
  private let deflater: Deflater
  package private(set) var problems: [PDFProblem] = []

  package init(
    library: FontLibrary, sources: [FaceID: SubsetSource] = [:], isPretty: Bool, level: Int32
  ) {
    self.library = library
    self.sources = sources
    self.isPretty = isPretty
    deflater = Deflater(level: level)
  }

  /// Subsets and deflates every font of the plan. Fonts that cannot be made are reported and left
  /// out of the table's codes.
  package mutating func embed(_ plan: FontPlan, base: EmbeddedFonts?) -> EmbeddedFonts {
    var table = plan.table
    var entries: [[Int]] = Array(repeating: [], count: plan.fonts.count)
    for (index, entry) in table.entries.enumerated() { entries[entry.font].append(index) }
    var fonts: [EmbeddedFonts.Font] = []
    for (index, font) in plan.fonts.enumerated() {
      let face = library.face(font.face)
      do {
        let subset = try subset(of: face, glyphs: Set(font.glyphs))
        complete(&table, entries[index], from: subset, of: face)
        fonts.append(make(subset, font: font, entries: entries[index].map { table.entries[$0] }))
      } catch {
        switch error {
        case .embeddingNotAllowed(let name): problems.append(.embeddingNotAllowed(font: name))
        case .failed(let name): problems.append(.subsettingFailed(font: name))
        }
      }
    }
    return EmbeddedFonts(fonts: fonts, table: table, base: base)
  }

  /// From the reduced face where that has all the glyphs; the bytes are the same either way.
  private func subset(
    of face: FontFace, glyphs: Set<UInt32>
  ) throws(SubsetError) -> FontSubset {
    if let source = sources[face.id] {
      do throws(SubsetError) { return try source.subset(glyphs: glyphs) } catch .failed {
        // A glyph is missing there.
      }
    }
    return try face.subset(glyphs: glyphs)
  }

  private mutating func complete(
    _ table: inout GlyphTable, _ entries: [Int], from subset: FontSubset, of face: FontFace
  ) {
    let unitsPerEm = max(1, face.unitsPerEm)
    for index in entries {
      let glyph = table.entries[index].glyph
      guard let code = subset.code[glyph], code != 0 else {
        problems.append(.glyphNotInSubset(glyph: glyph, font: face.postScriptName))
        continue
      }
      let advance = face.advance(of: glyph)
      table.complete(index, code: code, width: (advance * 1_000_000 + unitsPerEm / 2) / unitsPerEm)
    }
  }

  private func make(
    _ subset: FontSubset, font: FontPlan.Font, entries: [GlyphTable.Entry]
  ) -> EmbeddedFonts.Font {
    let sorted = entries.sorted { $0.code < $1.code }
    var hash = ContentHash()
    hash.combine(subset.descriptor.postScriptName)
    hash.combine(UInt64(font.layer))
    for entry in sorted {
      hash.combine(UInt64(entry.glyph))
      hash.combine(entry.text)
    }
    return EmbeddedFonts.Font(
      name: hash.tag + "+" + subset.descriptor.postScriptName,
      program: subset.program, descriptor: subset.descriptor,
      programBytes: stored(subset.bytes), programLength: subset.bytes.count,
      toUnicode: stored(ToUnicodeMap(sorted.map { ($0.code, $0.text) }).bytes),
      widths: FontWidths.array(sorted.map { ($0.code, $0.width) }))
  }

  private func stored(_ bytes: [UInt8]) -> StreamContent {
    isPretty ? .raw(bytes) : .deflated(deflater.zlib(bytes))
  }
}

/// The `/W` array of a CIDFont (ISO 32000-1, 9.7.4.3); most characters of a Chinese font have the
/// default width of one em and do not appear in it.
package enum FontWidths {
  package static let defaultWidth = 1000

  /// - Parameter widths: codes in ascending order with widths in millionths of an em.
  package static func array(_ widths: [(code: UInt16, width: Int)]) -> [UInt8] {
    var out = ByteBuffer()
    out.write("[")
    var previous: UInt16?
    for (code, width) in widths where width != defaultWidth * 1000 {
      if let previous, previous &+ 1 == code {
        out.write(" ")
      } else {
        if previous != nil { out.write("] ") }
        out.write(Int(code))
        out.write("[")
      }
      out.write(width, decimals: 3)
      previous = code
    }
    if previous != nil { out.write("]") }
    out.write("]")
    return out.bytes
  }
}
