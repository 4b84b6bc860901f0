import Document
import Fonts
import Pages
import Synchronization
import Typography

/// Lines that need none of the steps of composition, because nothing in them can be decided: Han
/// characters, Latin letters and digits that fit their line. Lists consist of them. What comes out is what composing gives, to the EMU; a test sets both side by side.
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
    /// The line in hand.
    var line = Line()
  }
  private let state = Mutex(State())

  /// A stretch of one script: all Han, or all Latin.
  private struct Piece {
    var tables: Int
    var isHan: Bool
    var range: Range<Int>
  }

  /// A text taken apart; its arrays keep their room from line to line.
  private struct Line {
    var scalars: [Unicode.Scalar] = []
    var singles: [Single] = []
    var pieces: [Piece] = []
  }

  /// The line of a paragraph that is one short run; nil for everything that has to be composed.
  func line(
    _ inlines: [Inline], _ setting: ParagraphSetting, _ source: any GlyphSource
  ) -> ComposedLine? {
    guard inlines.count == 1, case .text(let run) = inlines[0], !setting.isTitle,
      case .running = setting.mode, setting.firstIndent == .zero, setting.hangingIndent == .zero,
      setting.rules == .all, run.style.spreadCells == nil, !run.style.isDotted,
      !run.style.isUnderlined, !run.style.isRaised, run.text.utf8.count <= Self.longest * 3
    else { return nil }
    let size = run.style.size ?? setting.size
    guard size.emu > 0 else { return nil }
    return state.withLock { state in
      var line = state.line
      state.line = Line()
      defer { state.line = line }
      guard Self.read(run, setting, source, &state, into: &line) else { return nil }
      return Self.set(line, run, setting, size, state.faces)
    }
  }

  /// Takes a run apart and finds its glyphs; false where something in it has to be composed.
  private static func read(
    _ run: TextRun, _ setting: ParagraphSetting, _ source: any GlyphSource, _ state: inout State,
    into line: inout Line
  ) -> Bool {
    line.scalars.removeAll(keepingCapacity: true)
    line.singles.removeAll(keepingCapacity: true)
    line.pieces.removeAll(keepingCapacity: true)
    let latinRole: FontRole =
      switch run.style.font {
      case .song: .song
      case .symbols: .symbols
      default: setting.latinFont
      }
    var isHan: Bool?
    for scalar in run.text.unicodeScalars {
      guard let own = Self.isHan(scalar) else { return false }
      if own != isHan {
        let role = own ? run.style.font ?? setting.font : latinRole
        guard let face = mainFace(role, &state, source) else { return false }
        let start = line.scalars.count
        line.pieces.append(
          Piece(
            tables: tables(face, beside: setting.font, &state, source), isHan: own,
            range: start..<start))
        isHan = own
      }
      let piece = line.pieces.count - 1
      guard
        state.faces[line.pieces[piece].tables].read(
          scalar, own, isFirst: line.pieces[piece].range.isEmpty, source, into: &line)
      else { return false }
      line.pieces[piece].range = line.pieces[piece].range.lowerBound..<line.scalars.count
    }
    return !line.singles.isEmpty
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

  /// false for ASCII letters, digits and the signs of numbers; nil for what is neither that nor Han.
  private static func isHan(_ scalar: Unicode.Scalar) -> Bool? {
    switch scalar {
    case "0"..."9", "A"..."Z", "a"..."z", ",", ".", "-": return false
    default: return scalar.value >= 0x4E00 && CharacterClass.of(scalar) == .han ? true : nil
    }
  }

  /// Letters and digits stand off from Han beside them, signs do not (std:T-24).
  private static func standsOff(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", ".", "-": false
    default: true
    }
  }

  // MARK: The line

  /// The gap between a piece and the one before it.
  private static func gap(before piece: Piece, in line: Line, _ em: Int) -> Int {
    let index = piece.range.lowerBound
    guard index > 0 else { return 0 }
    let latin = piece.isHan ? line.scalars[index - 1] : line.scalars[index]
    return standsOff(latin) ? em / 4 : 0
  }

  /// The line that was read; nil where it does not fit.
  private static func set(
    _ line: Line, _ run: TextRun, _ setting: ParagraphSetting, _ size: Length,
    _ faces: [FaceTables]
  ) -> ComposedLine? {
    let em = size.emu
    let room = max(0, setting.measure.emu)
    var width = 0
    for piece in line.pieces {
      let upem = faces[piece.tables].unitsPerEm
      width += gap(before: piece, in: line, em)
      for single in line.singles[piece.range] {
        width += piece.isHan ? em : single.advance * em / upem
      }
    }
    guard width <= room else { return nil }
    let left: Int =
      switch setting.alignment {
      case .justified, .left: 0
      case .centre: (room - width) / 2
      case .right: room - width
      }
    var pen = Pen(x: left, expected: left)
    var marks: [Mark] = []
    var first = 0
    while first < line.pieces.count {
      // Pieces of one face are one run of glyphs.
      var end = first + 1
      while end < line.pieces.count, line.pieces[end].tables == line.pieces[first].tables {
        end += 1
      }
      let ink = run.style.ink ?? setting.ink
      marks.append(.glyphs(glyphRun(first..<end, of: line, run.text, size, ink, faces, &pen)))
      first = end
    }
    let fragment = Fragment(marks, actualText: pen.hasGaps ? run.text : nil)
    return ComposedLine(
      fragment: fragment, ascent: size.scaled(88, 100), descent: size.scaled(12, 100),
      width: Length(emu: pen.x), indent: Length(emu: left), text: run.text)
  }

  private struct Pen {
    var x: Int
    /// Where a reader expects the next glyph.
    var expected: Int
    var hasGaps = false
  }

  private static func glyphRun(
    _ pieces: Range<Int>, of line: Line, _ text: String, _ size: Length, _ ink: Ink,
    _ faces: [FaceTables], _ pen: inout Pen
  ) -> GlyphRun {
    let em = size.emu
    let face = faces[line.pieces[pieces.lowerBound].tables]
    let (upem, rise) = (face.unitsPerEm, face.rise)
    let range =
      line.pieces[pieces.lowerBound].range
      .lowerBound..<line.pieces[pieces.upperBound - 1].range
      .upperBound
    var glyphs: [Glyph] = []
    glyphs.reserveCapacity(range.count)
    var origin = 0
    for piece in line.pieces[pieces] {
      pen.x += gap(before: piece, in: line, em)
      for index in piece.range {
        let single = line.singles[index]
        let natural = single.advance * em / upem
        let start = pen.x + (piece.isHan ? (em - (natural == 0 ? em : natural)) / 2 : 0)
        let place = start + single.offset * em / upem
        if index == range.lowerBound { origin = start }
        if index > 0, abs(place - pen.expected) > em / 10 { pen.hasGaps = true }
        glyphs.append(
          Glyph(
            id: single.glyph, offset: Point(x: Length(emu: place - origin), y: .zero),
            advance: Length(emu: natural), text: String(Character(line.scalars[index]))))
        pen.expected = start + natural
        pen.x += piece.isHan ? em : natural
      }
    }
    let isAll = range.count == line.scalars.count
    return GlyphRun(
      face: face.face, size: size, ink: ink,
      origin: Point(x: Length(emu: origin), y: Length(emu: -(rise * em / upem))), glyphs: glyphs,
      text: isAll ? text : String(scalars: line.scalars[range]))
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

    init(face: FaceID, role: FontRole, unitsPerEm: Int, rise: Int) {
      self.face = face
      self.role = role
      self.unitsPerEm = unitsPerEm
      self.rise = rise
    }

    /// Adds a character's glyph, kerned with the one before it; false where the face lacks it.
    mutating func read(
      _ scalar: Unicode.Scalar, _ isHan: Bool, isFirst: Bool, _ source: any GlyphSource,
      into line: inout Line
    ) -> Bool {
      guard let single = single(scalar, isHan, source) else { return false }
      line.scalars.append(scalar)
      line.singles.append(single)
      guard !isHan, !isFirst else { return true }
      let last = line.singles.count - 1
      guard let pair = pair(line.scalars[last - 1], scalar, source) else { return false }
      line.singles[last - 1].advance += Int(pair.first)
      line.singles[last].advance += Int(pair.second)
      line.singles[last].offset += Int(pair.offset)
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
  }
}
