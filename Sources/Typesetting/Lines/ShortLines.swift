import Document
import Fonts
import Pages
import Typography

/// Composes what most cells of a list hold: a few Han, a number, a code or a date on one line with
/// room to spare. There is nothing to choose then: no break, no mark at an edge, nothing that is
/// stretched or shrunk, so the steps of composition come down to one walk over the characters.
///
/// Transparent: what it gives is what `LineComposer.compose` gives, and it declines what it does
/// not know. Holds glyphs that it has seen; one owner, never shared between threads.
package final class ShortLines {
  private let glyphs: any GlyphSource
  private var faces: [Face] = []
  private var units: [Unit] = []
  private var latin: [Unicode.Scalar] = []

  package init(_ glyphs: any GlyphSource) { self.glyphs = glyphs }
  package convenience init(fonts: FontLibrary) { self.init(LibraryGlyphs(fonts: fonts)) }

  /// Longer texts seldom fit a line.
  private static let longest = 120

  /// The main face of a role, and how it stands beside the paragraph's own font.
  private struct Face {
    var role: FontRole
    var beside: FontRole
    var id: FaceID
    var unitsPerEm: Int
    var rise: Int
    var han = HanGlyphs()
  }

  /// A character with its glyph, in font units.
  private struct Unit {
    var scalar: Unicode.Scalar
    var isLatin: Bool
    /// Stands off from Han beside it.
    var takesGap: Bool
    var face = 0
    var glyph: UInt32 = 0
    var advance = 0
    var xOffset = 0
    var yOffset = 0
  }

  /// The line of a run of text; nil where composition has something to decide or to report.
  package func line(_ run: TextRun, _ setting: ParagraphSetting) -> ComposedLine? {
    let style = run.style
    guard setting.mode == .running, setting.rules == .all, !style.isDotted, !style.isUnderlined,
      !style.isRaised, style.spreadCells == nil, read(run.text)
    else { return nil }
    let size = max(Length(emu: 1), style.size ?? setting.size)
    let latinRole: FontRole =
      switch style.font {
      case .song: .song
      case .symbols: .symbols
      default: setting.latinFont
      }
    guard shape(style.font ?? setting.font, latinRole, beside: setting.font) else { return nil }
    let width = measure(size.emu)
    let room = setting.measure - max(setting.firstIndent, setting.hangingIndent)
    guard width <= room.emu else { return nil }
    return set(run, width, size, style.ink ?? setting.ink, setting)
  }

  // MARK: Characters

  /// Takes the text apart; false where a character needs more than a box and a glyph.
  private func read(_ text: String) -> Bool {
    units.removeAll(keepingCapacity: true)
    guard !text.isEmpty, text.utf8.count <= Self.longest else { return false }
    for scalar in text.unicodeScalars {
      switch CharacterClass.of(scalar) {
      case .han where HanGlyphs.range.contains(scalar.value):
        units.append(Unit(scalar: scalar, isLatin: false, takesGap: false))
      case .letter, .digit:
        units.append(Unit(scalar: scalar, isLatin: true, takesGap: true))
      case .latinSign, .hyphen, .latinOpener, .latinCloser:
        units.append(Unit(scalar: scalar, isLatin: true, takesGap: false))
      default: return false
      }
    }
    return true
  }

  // MARK: Glyphs

  private func shape(_ role: FontRole, _ latinRole: FontRole, beside font: FontRole) -> Bool {
    var start = 0
    while start < units.count {
      var end = start + 1
      while end < units.count, units[end].isLatin == units[start].isLatin { end += 1 }
      let isLatin = units[start].isLatin
      guard let face = face(isLatin ? latinRole : role, beside: font),
        isLatin ? shapeLatin(start..<end, face) : shapeHan(start..<end, face)
      else { return false }
      start = end
    }
    return true
  }

  /// Two or three roles: found by looking, not by hashing.
  private func face(_ role: FontRole, beside font: FontRole) -> Int? {
    for index in faces.indices where faces[index].role == role && faces[index].beside == font {
      return index
    }
    guard let id = glyphs.mainFace(of: role) else { return nil }
    faces.append(
      Face(
        role: role, beside: font, id: id, unitsPerEm: glyphs.unitsPerEm(of: id),
        rise: glyphs.rise(of: id, beside: font)))
    return faces.count - 1
  }

  /// Ideographs never depend on what stands beside them: each is shaped once.
  private func shapeHan(_ range: Range<Int>, _ face: Int) -> Bool {
    for index in range {
      let scalar = units[index].scalar
      let known = faces[face].han[scalar]
      let glyph = known.isKnown ? known : learn(scalar, face)
      guard glyph.isUsable else { return false }
      units[index].face = face
      units[index].glyph = glyph.id
      units[index].advance = Int(glyph.advance)
      units[index].xOffset = Int(glyph.xOffset)
      units[index].yOffset = Int(glyph.yOffset)
    }
    return true
  }

  private func learn(_ scalar: Unicode.Scalar, _ face: Int) -> HanGlyphs.Glyph {
    var glyph = HanGlyphs.Glyph.unusable
    if glyphs.draws(scalar, face: faces[face].id) {
      let shaped = glyphs.shape([scalar], face: faces[face].id, ShapingOptions(script: .han))
      if shaped.count == 1 { glyph = HanGlyphs.Glyph(shaped[0]) }
    }
    faces[face].han[scalar] = glyph
    return glyph
  }

  /// Letters and digits are kerned, so the whole run is shaped.
  private func shapeLatin(_ range: Range<Int>, _ face: Int) -> Bool {
    let id = faces[face].id
    latin.removeAll(keepingCapacity: true)
    for index in range {
      guard glyphs.draws(units[index].scalar, face: id) else { return false }
      latin.append(units[index].scalar)
    }
    let shaped = glyphs.shape(latin, face: id, ShapingOptions(script: .latin))
    guard shaped.count == latin.count else { return false }
    for (number, glyph) in shaped.enumerated() {
      guard glyph.cluster == number else { return false }
      let index = range.lowerBound + number
      units[index].face = face
      units[index].glyph = glyph.glyph
      units[index].advance = glyph.xAdvance
      units[index].xOffset = glyph.xOffset
      units[index].yOffset = glyph.yOffset
    }
    return true
  }

  // MARK: Boxes

  private func gap(before index: Int, _ em: Int) -> Int {
    guard index > 0, units[index].isLatin != units[index - 1].isLatin,
      units[index].takesGap || units[index - 1].takesGap
    else { return 0 }
    return em / 4
  }

  /// The width of a unit's box: Han fill a cell, Latin text has the font's advances.
  private func body(_ unit: Unit, _ em: Int) -> Int {
    unit.isLatin ? unit.advance * em / faces[unit.face].unitsPerEm : em
  }

  private func measure(_ em: Int) -> Int {
    var width = 0
    for index in units.indices { width += gap(before: index, em) + body(units[index], em) }
    return width
  }

  // MARK: Marks

  private func set(
    _ run: TextRun, _ width: Int, _ size: Length, _ ink: Ink, _ setting: ParagraphSetting
  ) -> ComposedLine {
    let indent = setting.firstIndent.emu
    let slack = setting.measure.emu - indent - width
    let left =
      switch setting.alignment {
      case .justified: indent + (setting.isTitle ? slack / 2 : 0)
      case .left: indent
      case .centre: indent + slack / 2
      case .right: indent + slack
      }
    var marks: [Mark] = []
    var hasGaps = false
    var x = left
    var expected = left
    var start = 0
    while start < units.count {
      var end = start + 1
      while end < units.count, faces[units[end].face].id == faces[units[start].face].id { end += 1 }
      marks.append(
        .glyphs(glyphRun(start..<end, run.text, size, ink, &x, &expected, &hasGaps)))
      start = end
    }
    let fragment = Fragment(marks, actualText: hasGaps ? run.text : nil)
    return ComposedLine(
      fragment: fragment, ascent: size.scaled(88, 100), descent: size.scaled(12, 100),
      width: Length(emu: width > 0 ? left + width : left), indent: Length(emu: left),
      text: run.text)
  }

  /// The glyphs of one face, from the pen's place `x` on.
  private func glyphRun(
    _ range: Range<Int>, _ text: String, _ size: Length, _ ink: Ink, _ x: inout Int,
    _ expected: inout Int, _ hasGaps: inout Bool
  ) -> GlyphRun {
    let em = size.emu
    let face = faces[units[range.lowerBound].face]
    let upem = face.unitsPerEm
    var origin = Point(x: .zero, y: Length(emu: -(face.rise * em / upem)))
    var placed: [Glyph] = []
    placed.reserveCapacity(range.count)
    for index in range {
      let unit = units[index]
      x += gap(before: index, em)
      let body = body(unit, em)
      let advance = unit.advance * em / upem
      // Where the font is not drawn on the em, the glyph stands in the middle of its cell.
      let pen = x + (unit.isLatin || unit.advance == 0 ? 0 : (body - advance) / 2)
      if index == range.lowerBound { origin.x = Length(emu: pen) }
      let place = pen + unit.xOffset * em / upem
      if index > 0, abs(place - expected) > em / 10 { hasGaps = true }
      placed.append(
        Glyph(
          id: unit.glyph,
          offset: Point(
            x: Length(emu: place) - origin.x, y: Length(emu: -unit.yOffset * em / upem)),
          advance: Length(emu: advance), text: String(unit.scalar)))
      expected = pen + advance
      x += body
    }
    let isAll = range.count == units.count
    return GlyphRun(
      face: face.id, size: size, ink: ink, origin: origin, glyphs: placed,
      text: isAll ? text : String(scalars: units[range].map(\.scalar)[...]))
  }
}

/// The glyphs of ideographs in one face, in pages that are made when a character of them is seen.
private struct HanGlyphs {
  /// CJK Unified Ideographs with Extension A.
  static let range: ClosedRange<UInt32> = 0x3400...0x9FFF
  private static let pageSize = 256

  struct Glyph {
    /// 0: not looked up.
    var id: UInt32 = 0
    var advance: Int32 = 0
    var xOffset: Int32 = 0
    var yOffset: Int32 = 0

    static let unusable = Glyph(id: .max)
    var isKnown: Bool { id != 0 }
    var isUsable: Bool { id != .max }

    init(id: UInt32 = 0) { self.id = id }
    init(_ shaped: ShapedGlyph) {
      id = shaped.glyph == 0 ? .max : shaped.glyph
      advance = Int32(clamping: shaped.xAdvance)
      xOffset = Int32(clamping: shaped.xOffset)
      yOffset = Int32(clamping: shaped.yOffset)
    }
  }

  private var pages = [[Glyph]](repeating: [], count: 0x6C00 / pageSize)

  subscript(_ scalar: Unicode.Scalar) -> Glyph {
    get {
      let index = Int(scalar.value - Self.range.lowerBound)
      let page = pages[index / Self.pageSize]
      return page.isEmpty ? Glyph() : page[index % Self.pageSize]
    }
    set {
      let index = Int(scalar.value - Self.range.lowerBound)
      if pages[index / Self.pageSize].isEmpty {
        pages[index / Self.pageSize] = Array(repeating: Glyph(), count: Self.pageSize)
      }
      pages[index / Self.pageSize][index % Self.pageSize] = newValue
    }
  }
}
