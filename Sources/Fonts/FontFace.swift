import CHarfBuzz
import Typography

/// One face of a font file. Immutable; all lengths are in font units (`unitsPerEm`).
public final class FontFace: Sendable {
  public let id: FaceID
  /// Printable ASCII without PDF's delimiters, at most 100 characters: fit for a PDF name.
  public let postScriptName: String
  /// The family as the font calls itself, in English where it has an English name.
  public let familyName: String
  /// The file, for reports; empty for the inert face.
  public let path: String
  /// The face's place in a collection.
  public let index: Int
  public let unitsPerEm: Int
  /// The em-box where the font states it (OS/2 typographic values): above the baseline
  /// (positive) and below it (negative).
  public let ascent: Int
  public let descent: Int
  public let glyphCount: Int
  /// What OS/2 fsType permits: embedding at all, and embedding a part of the font.
  public let embeddingAllowed: Bool
  public let subsettingAllowed: Bool

  let source: HarfBuzzFace
  let cache: GlyphCache

  /// Opens a face; the file is mapped, not read.
  init(id: FaceID, path: String, index: Int) throws(FontFault) {
    let source = try HarfBuzzFace(path: path, index: index)
    let names = FaceNames(source.face)
    let os2 = source.table(tag("OS/2"))
    let hhea = source.table(tag("hhea"))
    let upem = Int(hb_face_get_upem(source.face))
    self.id = id
    self.path = path
    self.index = index
    self.source = source
    // FandolFang draws ￥ (U+FFE5) as a dollar sign: amounts take it from the next font.
    let drawsDollar = names.postScript.hasPrefix("FandolFang")
    cache = GlyphCache(source, without: drawsDollar ? [0xFFE5] : [])
    unitsPerEm = upem
    glyphCount = source.glyphCount
    postScriptName = Self.pdfName(names.postScript, file: path)
    familyName = names.family.isEmpty ? names.postScript : names.family
    (ascent, descent) = Self.emBox(os2: os2, hhea: hhea, upem: upem)
    let rights = os2.u16(8) ?? 0
    // Bits 1–3 exclude each other; where a font sets several the mildest counts. 0x200: bitmaps
    // only, and there are none that could be embedded.
    let isRestricted = rights & 0x2 != 0 && rights & 0xC == 0
    embeddingAllowed = !isRestricted && rights & 0x200 == 0
    subsettingAllowed = rights & 0x100 == 0
  }

  /// A face without glyphs, which answers for an id that the library does not have.
  init(inert id: FaceID) {
    self.id = id
    source = HarfBuzzFace()
    cache = GlyphCache(source)
    postScriptName = "None"
    familyName = ""
    path = ""
    index = 0
    unitsPerEm = 1000
    ascent = 880
    descent = -120
    glyphCount = 0
    embeddingAllowed = false
    subsettingAllowed = false
  }

  /// The glyph of a scalar by the face's character map; nil where it has none.
  public func glyph(for scalar: Unicode.Scalar) -> UInt32? {
    let glyph = cache.glyph(scalar)
    return glyph == 0 ? nil : glyph
  }

  /// The glyph of a base and a variation selector; nil where the font does not know the sequence.
  public func glyph(for base: Unicode.Scalar, variation: Unicode.Scalar) -> UInt32? {
    var glyph: hb_codepoint_t = 0
    let isFound =
      hb_font_get_variation_glyph(source.font, base.value, variation.value, &glyph) != 0
    return isFound && glyph != 0 ? glyph : nil
  }

  /// The horizontal advance.
  public func advance(of glyph: UInt32) -> Int {
    Int(hb_font_get_glyph_h_advance(source.font, glyph))
  }

  /// The box of a glyph's ink: minX, minY, maxX, maxY with y **upwards** from the baseline; nil
  /// for an empty glyph.
  public func inkBox(of glyph: UInt32) -> InkBox? { cache.inkBox(glyph) }

  private static func emBox(os2: BigEndianBytes, hhea: BigEndianBytes, upem: Int) -> (Int, Int) {
    let ascent = os2.i16(68) ?? hhea.i16(4) ?? 0
    let descent = os2.i16(70) ?? hhea.i16(6) ?? 0
    guard ascent > 0, ascent <= 2 * upem, descent <= 0, descent >= -2 * upem else {
      return (upem * 88 / 100, -(upem * 12 / 100))
    }
    return (ascent, descent)
  }

  /// A font's own name where it is fit for a PDF name, else one made of the file's.
  private static func pdfName(_ name: String, file: String) -> String {
    func clean(_ text: String) -> String {
      let kept = text.unicodeScalars.filter { scalar in
        scalar.isASCII && scalar.value > 0x20 && scalar.value < 0x7F
          && !"()<>[]{}/%#".unicodeScalars.contains(scalar)
      }
      return String(String.UnicodeScalarView(kept.prefix(100)))
    }
    let own = clean(name)
    if !own.isEmpty { return own }
    let base = clean(FontFiles.fileName(file))
    return base.isEmpty ? "Font" : base
  }
}

/// The box of a glyph's ink, in font units, y upwards.
public struct InkBox: Hashable, Sendable {
  public var minX: Int
  public var minY: Int
  public var maxX: Int
  public var maxY: Int
  public init(minX: Int, minY: Int, maxX: Int, maxY: Int) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }
}
