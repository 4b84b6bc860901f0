import Document
import Fonts
import Pages
import Synchronization
import Typography

/// Lines that need none of the steps of composition, because nothing in them can be decided: one run
/// of Han characters alone, or of Latin letters and digits alone, that fits its line. Lists consist
/// of them. What comes out is what composing gives, to the EMU; a test sets both side by side.
///
/// Kept are the glyphs of single characters and the kerning of pairs of ASCII characters: Han text
/// is not kerned (std:T-53), Latin text by pairs.
final class ShortLines: Sendable {
  /// Longer runs are worth the general way.
  private static let longest = 64
  private static let asciiCount = 128

  /// A glyph in font units.
  private struct Single {
    var glyph: UInt32
    var advance: Int
    var offset: Int
  }
  /// What standing side by side adds to the first advance, to the second, and to the second's offset.
  private struct Pair {
    var first: Int16
    var second: Int16
    var offset: Int16
  }
  private struct State {
    var faces: [FaceTables] = []
    var mains: [(role: FontRole, face: FaceID?)] = []
  }
  private let state = Mutex(State())

  /// The line of a paragraph that is one short run; nil for everything that has to be composed.
  func line(
    _ inlines: [Inline], _ setting: ParagraphSetting, _ source: any GlyphSource
  ) -> ComposedLine? {
    guard inlines.count == 1, case .text(let run) = inlines[0], !setting.isTitle,
      case .running = setting.mode, setting.firstIndent == .zero, setting.hangingIndent == .zero,
      setting.rules == .all, run.style.spreadCells == nil, !run.style.isDotted,
      !run.style.isUnderlined, !run.style.isRaised, run.text.utf8.count <= Self.longest * 3,
      let isHan = Self.kind(of: run.text)
    else { return nil }
    let latinRole: FontRole =
      switch run.style.font {
      case .song: .song
      case .symbols: .symbols
      default: setting.latinFont
      }
    let role = isHan ? run.style.font ?? setting.font : latinRole
    let size = run.style.size ?? setting.size
    guard size.emu > 0 else { return nil }
    return state.withLock { state in
      guard let face = Self.mainFace(role, &state, source) else { return nil }
      let tables = Self.tables(face, beside: setting.font, &state, source)
      guard state.faces[tables].read(run.text, face, isHan, source) else { return nil }
      return state.faces[tables].line(run, setting, face, size, isHan: isHan)
    }
  }

  private static func mainFace(
    _ role: FontRole, _ state: inout State, _ source: any GlyphSource
  ) -> FaceID? {
    for main in state.mains where main.role == role { return main.face }
    let face = source.mainFace(of: role)
    state.mains.append((role, face))
    return face
  }

  private static func tables(
    _ face: FaceID, beside role: FontRole, _ state: inout State, _ source: any GlyphSource
  ) -> Int {
    if let known = state.faces.firstIndex(where: { $0.face == face && $0.role == role }) {
      return known
    }
    state.faces.append(
      FaceTables(
        face: face, role: role, unitsPerEm: source.unitsPerEm(of: face),
        rise: source.rise(of: face, beside: role)))
    return state.faces.count - 1
  }

  /// true for Han alone, false for ASCII letters, digits and the signs of numbers alone.
  private static func kind(of text: String) -> Bool? {
    var result: Bool?
    for scalar in text.unicodeScalars {
      let isHan: Bool
      switch scalar {
      case "0"..."9", "A"..."Z", "a"..."z", ",", ".", "-": isHan = false
      default:
        guard scalar.value >= 0x4E00, CharacterClass.of(scalar) == .han else { return nil }
        isHan = true
      }
      if let result, result != isHan { return nil }
      result = isHan
    }
    return result
  }

  /// What is kept of one face, and the run in hand.
  private struct FaceTables {
    let face: FaceID
    let role: FontRole
    let unitsPerEm: Int
    let rise: Int
    private var ascii = [Single?](repeating: nil, count: asciiCount)
    private var others: [UInt32: Single] = [:]
    private var pairs: [UInt16: Pair] = [:]
    private var scalars: [Unicode.Scalar] = []
    private var singles: [Single] = []

    init(face: FaceID, role: FontRole, unitsPerEm: Int, rise: Int) {
      self.face = face
      self.role = role
      self.unitsPerEm = unitsPerEm
      self.rise = rise
    }

    /// The glyphs of a run, kerned; false where the face lacks one.
    mutating func read(
      _ text: String, _ face: FaceID, _ isHan: Bool, _ source: any GlyphSource
    ) -> Bool {
      scalars.removeAll(keepingCapacity: true)
      singles.removeAll(keepingCapacity: true)
      for scalar in text.unicodeScalars {
        guard let single = single(scalar, isHan, source) else { return false }
        scalars.append(scalar)
        singles.append(single)
        guard !isHan, singles.count > 1 else { continue }
        let last = singles.count - 1
        guard let pair = pair(scalars[last - 1], scalar, source) else { return false }
        singles[last - 1].advance += Int(pair.first)
        singles[last].advance += Int(pair.second)
        singles[last].offset += Int(pair.offset)
      }
      return true
    }

    private mutating func single(
      _ scalar: Unicode.Scalar, _ isHan: Bool, _ source: any GlyphSource
    ) -> Single? {
      let value = scalar.value
      if value < UInt32(asciiCount) {
        if let known = ascii[Int(value)] { return known }
      } else if let known = others[value] {
        return known
      }
      guard source.draws(scalar, face: face) else { return nil }
      let shaped = source.shape(
        [scalar], face: face, ShapingOptions(script: isHan ? .han : .latin))
      guard shaped.count == 1, shaped[0].yOffset == 0 else { return nil }
      let single = Single(
        glyph: shaped[0].glyph, advance: shaped[0].xAdvance, offset: shaped[0].xOffset)
      if value < UInt32(asciiCount) { ascii[Int(value)] = single } else { others[value] = single }
      return single
    }

    private mutating func pair(
      _ a: Unicode.Scalar, _ b: Unicode.Scalar, _ source: any GlyphSource
    ) -> Pair? {
      let key = UInt16(a.value) << 8 | UInt16(b.value)
      if let known = pairs[key] { return known }
      guard let first = ascii[Int(a.value)], let second = ascii[Int(b.value)] else { return nil }
      let shaped = source.shape([a, b], face: face, ShapingOptions(script: .latin))
      guard shaped.count == 2, shaped[0].glyph == first.glyph, shaped[1].glyph == second.glyph,
        shaped[0].yOffset == 0, shaped[1].yOffset == 0, shaped[0].xOffset == first.offset
      else { return nil }
      let pair = Pair(
        first: Int16(clamping: shaped[0].xAdvance - first.advance),
        second: Int16(clamping: shaped[1].xAdvance - second.advance),
        offset: Int16(clamping: shaped[1].xOffset - second.offset))
      pairs[key] = pair
      return pair
    }

    /// The run that was read as a line; nil where it does not fit, or has gaps that a reader would
    /// take for blanks.
    func line(
      _ run: TextRun, _ setting: ParagraphSetting, _ face: FaceID, _ size: Length, isHan: Bool
    ) -> ComposedLine? {
      let em = size.emu
      let room = max(0, setting.measure.emu)
      var width = 0
      for single in singles { width += isHan ? em : single.advance * em / unitsPerEm }
      guard width <= room, !singles.isEmpty else { return nil }
      let left: Int =
        switch setting.alignment {
        case .justified, .left: 0
        case .centre: (room - width) / 2
        case .right: room - width
        }
      var glyphs: [Glyph] = []
      glyphs.reserveCapacity(singles.count)
      var (x, origin, expected) = (left, 0, 0)
      for (index, single) in singles.enumerated() {
        let natural = single.advance * em / unitsPerEm
        let pen = x + (isHan ? (em - (natural == 0 ? em : natural)) / 2 : 0)
        let place = pen + single.offset * em / unitsPerEm
        if index == 0 {
          origin = pen
        } else if abs(place - expected) > em / 10 {
          return nil
        }
        glyphs.append(
          Glyph(
            id: single.glyph, offset: Point(x: Length(emu: place - origin), y: .zero),
            advance: Length(emu: natural), text: String(Character(scalars[index]))))
        expected = pen + natural
        x += isHan ? em : natural
      }
      let glyphRun = GlyphRun(
        face: face, size: size, ink: run.style.ink ?? setting.ink,
        origin: Point(x: Length(emu: origin), y: Length(emu: -(rise * em / unitsPerEm))),
        glyphs: glyphs, text: run.text)
      return ComposedLine(
        fragment: Fragment([.glyphs(glyphRun)]), ascent: size.scaled(88, 100),
        descent: size.scaled(12, 100), width: Length(emu: x), indent: Length(emu: left),
        text: run.text)
    }
  }
}
