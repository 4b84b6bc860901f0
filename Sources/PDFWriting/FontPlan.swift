import Fonts
import Pages
import Typography

/// Which glyphs of which faces a document draws and what they stand for, arranged in fonts.
///
/// A face gives one font, and a further one for each further text that one of its glyphs stands
/// for (·/•, 一/⼀), because a font maps a code to one text only. Planning is a step of its own,
/// so that a batch can plan the template's text once, embed it, and plan only what a case adds.
public struct FontPlan: Sendable {
  /// A font to be: a face and the glyphs to take from it, in the order of their first use.
  package struct Font: Sendable {
    package var face: FaceID
    /// 0 for the face's first font, 1 for the one with second texts, and so on.
    package var layer: Int
    package var glyphs: [UInt32] = []
  }

  package private(set) var fonts: [Font] = []
  package private(set) var table = GlyphTable()
  package private(set) var problems: [PDFProblem] = []
  private var fontOfLayer: [UInt64: Int] = [:]
  private var reported: Set<String> = []

  package init() {}

  /// Plans the fonts of all pages. What `base` holds already is left out.
  package init(_ pages: [Page], library: FontLibrary, beyond base: EmbeddedFonts? = nil) {
    for (index, page) in pages.enumerated() {
      for item in page.items {
        for case .glyphs(let run) in item.fragment.marks {
          collect(run, page: index + 1, library: library, beyond: base)
        }
      }
    }
  }

  private mutating func collect(
    _ run: GlyphRun, page: Int, library: FontLibrary, beyond base: EmbeddedFonts?
  ) {
    let texts = run.isPlain ? nil : run.clusterTexts().texts
    for (index, glyph) in run.glyphs.enumerated() {
      let text = texts?[index] ?? glyph.text
      if base?.find(face: run.face, glyph: glyph.id, text: text) != nil { continue }
      if table.find(face: run.face, glyph: glyph.id, text: text) != nil { continue }
      guard isAllowed(glyph, text, face: run.face, page: page, library: library) else { continue }
      add(face: run.face, glyph: glyph.id, text: text)
    }
  }

  private mutating func add(face: FaceID, glyph: UInt32, text: String) {
    let layer = table.texts(face: face, glyph: glyph)
    let key = UInt64(UInt32(truncatingIfNeeded: face.index)) << 32 | UInt64(layer)
    let font: Int
    if let known = fontOfLayer[key] {
      font = known
    } else {
      font = fonts.count
      fonts.append(Font(face: face, layer: layer))
      fontOfLayer[key] = font
    }
    fonts[font].glyphs.append(glyph)
    table.add(face: face, glyph: glyph, text: text, font: font)
  }

  /// Refuses what a font must not show. One cause is reported once, at its first page.
  private mutating func isAllowed(
    _ glyph: Glyph, _ text: String, face: FaceID, page: Int, library: FontLibrary
  ) -> Bool {
    let problem: PDFProblem
    let fontFace = library.face(face)
    let font = fontFace.postScriptName
    if glyph.id == 0 {
      problem = .missingGlyph(text: text, font: font, page: page)
    } else if fontFace.glyphCount > 0, glyph.id >= UInt32(clamping: fontFace.glyphCount) {
      problem = .glyphNotInSubset(glyph: glyph.id, font: font)
    } else if text.isEmpty {
      problem = .glyphWithoutText(glyph: glyph.id, font: font, page: page)
    } else if let bad = text.unicodeScalars.first(where: FontPlan.isForbidden) {
      problem = .forbiddenUnicode(scalar: bad.value, font: font, page: page)
    } else {
      return true
    }
    if reported.insert("\(face.index) \(glyph.id) \(text)").inserted { problems.append(problem) }
    return false
  }

  /// ISO 19005-2, 6.2.11.7.2 (std:P-11).
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0 || scalar.value == 0xFEFF || scalar.value == 0xFFFE
  }
}

/// Finds the font and code of a glyph that stands for a text. One lookup costs one hash of an
/// integer and, as a rule, one comparison of short strings.
package struct GlyphTable: Sendable {
  package struct Entry: Sendable {
    package let glyph: UInt32
    package let text: String
    /// Index of the font within its plan.
    package let font: Int
    /// What the content stream writes; 0 until the font is embedded.
    package var code: UInt16 = 0
    /// The advance in millionths of an em, as the font's widths state it.
    package var width = 0
    fileprivate var next = -1
  }
  package private(set) var entries: [Entry] = []
  private var first: [UInt64: Int] = [:]

  private static func key(_ face: FaceID, _ glyph: UInt32) -> UInt64 {
    UInt64(UInt32(truncatingIfNeeded: face.index)) << 32 | UInt64(glyph)
  }

  package func find(face: FaceID, glyph: UInt32, text: String) -> Entry? {
    var index = first[GlyphTable.key(face, glyph)] ?? -1
    while index >= 0 {
      // By code units: canonically equal texts such as é in one or two scalars are different.
      if entries[index].text.utf8.elementsEqual(text.utf8) { return entries[index] }
      index = entries[index].next
    }
    return nil
  }

  /// How many texts the glyph stands for so far.
  fileprivate func texts(face: FaceID, glyph: UInt32) -> Int {
    var index = first[GlyphTable.key(face, glyph)] ?? -1
    var count = 0
    while index >= 0 {
      count += 1
      index = entries[index].next
    }
    return count
  }

  fileprivate mutating func add(face: FaceID, glyph: UInt32, text: String, font: Int) {
    let key = GlyphTable.key(face, glyph)
    var entry = Entry(glyph: glyph, text: text, font: font)
    entry.next = first[key] ?? -1
    first[key] = entries.count
    entries.append(entry)
  }

  package mutating func complete(_ index: Int, code: UInt16, width: Int) {
    entries[index].code = code
    entries[index].width = width
  }
}
