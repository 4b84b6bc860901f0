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
      collect(page, number: index + 1, library: library, beyond: base)
    }
  }

  /// Adds what one page draws; `number` is counted from 1.
  package mutating func collect(
    _ page: Page, number: Int, library: FontLibrary, beyond base: EmbeddedFonts? = nil
  ) {
    for item in page.items {
      for case .glyphs(let run) in item.fragment.marks {
        collect(run, page: number, library: library, beyond: base)
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
    } else if glyph.id >= GlyphTable.mostGlyphs
      || fontFace.glyphCount > 0 && glyph.id >= UInt32(clamping: fontFace.glyphCount)
    {
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

/// Finds the font and code of a glyph that stands for a text. A lookup hashes nothing: it is asked
/// for each glyph of each page.
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
    fileprivate let packed: UInt64
    fileprivate var next: Int32 = -1
  }

  /// What a content stream needs to know of a glyph.
  package struct Code: Sendable {
    package var font: Int
    package var code: UInt16
    package var width: Int
  }

  /// OpenType numbers glyphs up to 65,535.
  package static let mostGlyphs: UInt32 = 65_536

  package private(set) var entries: [Entry] = []
  /// The first entry of each glyph, by face and glyph; −1 for none.
  private var first: [[Int32]] = []

  private func head(_ face: FaceID, _ glyph: UInt32) -> Int32 {
    guard first.indices.contains(face.index), glyph < first[face.index].count else { return -1 }
    return first[face.index][Int(glyph)]
  }

  private func index(face: FaceID, glyph: UInt32, text: String) -> Int? {
    var index = head(face, glyph)
    guard index >= 0 else { return nil }
    let packed = GlyphTable.pack(text)
    while index >= 0 {
      let entry = Int(index)
      // By code units: canonically equal texts such as é in one or two scalars are different.
      if entries[entry].packed == packed,
        packed != 0 || entries[entry].text.utf8.elementsEqual(text.utf8)
      {
        return entry
      }
      index = entries[entry].next
    }
    return nil
  }

  /// A short text as one number; 0 for a longer one.
  private static func pack(_ text: String) -> UInt64 {
    let utf8 = text.utf8
    guard utf8.count < 8 else { return 0 }
    var packed = UInt64(utf8.count)
    for byte in utf8 { packed = packed << 8 | UInt64(byte) }
    return packed
  }

  package func find(face: FaceID, glyph: UInt32, text: String) -> Code? {
    index(face: face, glyph: glyph, text: text).map {
      Code(font: entries[$0].font, code: entries[$0].code, width: entries[$0].width)
    }
  }

  /// How many texts the glyph stands for so far.
  fileprivate func texts(face: FaceID, glyph: UInt32) -> Int {
    var index = head(face, glyph)
    var count = 0
    while index >= 0 {
      count += 1
      index = entries[Int(index)].next
    }
    return count
  }

  /// `face` is a library's, `glyph` below `mostGlyphs`.
  fileprivate mutating func add(face: FaceID, glyph: UInt32, text: String, font: Int) {
    while first.count <= face.index { first.append([]) }
    let lacking = Int(glyph) + 1 - first[face.index].count
    if lacking > 0 { first[face.index] += repeatElement(-1, count: lacking) }
    entries.append(
      Entry(
        glyph: glyph, text: text, font: font, packed: GlyphTable.pack(text),
        next: first[face.index][Int(glyph)]))
    first[face.index][Int(glyph)] = Int32(entries.count - 1)
  }

  package mutating func complete(_ index: Int, code: UInt16, width: Int) {
    entries[index].code = code
    entries[index].width = width
  }
}
