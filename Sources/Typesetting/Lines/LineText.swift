import Diagnostics
import Document
import Fonts
import Typography

/// The smallest thing that lines are made of: a base character with what joins it, a pair of
/// dashes or ellipses, a comb box, a stretch of empty rule.
///
/// Its box is `lead` + `body` + `trail`: the blank halves of a mark stand apart from its face, so
/// that each can be given up by itself (std:T-11). Lengths are EMU.
struct LineUnit: Sendable {
  /// Its scalars, as a range of `LineText.scalars`.
  var first: Int32
  var count: Int32
  var kind: CharacterClass
  /// Set in the Latin face and part of a Latin run.
  var isLatin = false
  /// Part of a run that is padded to whole cells: Latin, or a full-width sign that joins it.
  var isPadded = false
  var style: Int32
  var source: Int32
  /// −1 where it has no face: fillers, spaces, characters in no font.
  var face: Int32 = -1
  var firstGlyph: Int32 = 0
  var glyphCount: Int32 = 0
  var lead: Int32 = 0
  var body: Int32 = 0
  var trail: Int32 = 0
  /// Where the first glyph's origin lies from the body's left edge.
  var shift: Int32 = 0
  /// Horizontal scaling in thousandths (joined dashes).
  var scale: Int16 = 1000
  /// The boundary before this unit: the Han–Latin gap or the padding of a Latin run.
  var gap: Int32 = 0
  var breakBefore: BreakKind = .allowed
  /// Takes what the line leaves (`Blank.fills`).
  var fills = false
  /// A place to write on, which takes what a justified line would otherwise be stretched by.
  var grows = false

  var scalarRange: Range<Int> { Int(first)..<Int(first + count) }
  var glyphRange: Range<Int> { Int(firstGlyph)..<Int(firstGlyph + glyphCount) }
  var width: Int { Int(lead) + Int(body) + Int(trail) }
}

/// A run that is padded to whole cells (std:T-25).
struct LatinRun: Sendable {
  var units: Range<Int>
  /// The part of its padding that stands behind the closing marks after it.
  var rest = 0
}

/// What a break before a unit means.
enum BreakKind: UInt8, Comparable {
  case mandatory
  /// ／ in a title.
  case wanted
  case allowed
  /// A sensible place inside a long token (e-mail, URL), and before the year of a document number
  /// (并政发|〔2020〕16号).
  case weak
  /// Splits a unit that should stay together: 2022年|8月 (std:T-31).
  case soft
  /// A joint inside a token that is wider than any line: MA0|ABC, file|Name.
  case joint
  /// Anywhere inside a token that is wider than any line.
  case forced
  /// Splits a number, a word, a code.
  case hard
  /// A forbidden mark at a line's edge (std:T-1, T-2).
  case forbidden
  /// Never, whatever it costs.
  case impossible
  static func < (a: BreakKind, b: BreakKind) -> Bool { a.rawValue < b.rawValue }
}

/// A text style with nothing left open.
struct LineStyle: Hashable {
  var role: FontRole
  var latinRole: FontRole
  var size: Length
  var ink: Ink
  var isDotted: Bool
  var isUnderlined: Bool
  /// How far the baseline stands above that of the text around it; zero but for 上标.
  var raise = Length.zero
  var isRaised: Bool { raise > .zero }
}

/// Where a stretch of text came from, and what holds it together.
struct LineSource {
  var field: String?
  var place: Place
  var isUnbreakable = false
  var spreadCells: Int?
}

/// A paragraph's inlines as one row of units.
struct LineText {
  var scalars: [Unicode.Scalar] = []
  var units: [LineUnit] = []
  var glyphs: [ShapedGlyph] = []
  var styles: [LineStyle] = []
  var sources: [LineSource] = []
  var anchors: [(before: Int, anchor: Anchor)] = []
  var blanks: [BlankSpan] = []
  var combs: [CombSpan] = []
  /// The faces of the text, two or three: found by looking, not by hashing.
  var faces: [FaceMetrics] = []
  /// Latin runs of grid mode, in order.
  var latinRuns: [LatinRun] = []
  var rules = CompositionRules.all

  struct FaceMetrics {
    var face: Int32
    /// How far the face's glyphs are raised, in font units.
    var rise: Int
    var unitsPerEm: Int
  }

  func metrics(of face: Int32) -> FaceMetrics {
    for metrics in faces where metrics.face == face { return metrics }
    return FaceMetrics(face: face, rise: 0, unitsPerEm: 1000)
  }

  struct BlankSpan {
    var units: Range<Int>
    var minimumWidth: Length
    var fills: Bool
    var isEmpty: Bool
    var isExact = false
  }
  struct CombSpan {
    var units: Range<Int>
    var box: Length
  }

  func scalar(_ index: Int) -> Unicode.Scalar? {
    guard units.indices.contains(index) else { return nil }
    let unit = units[index]
    return unit.count > 0 ? scalars[Int(unit.first)] : nil
  }
  func style(_ index: Int) -> LineStyle { styles[Int(units[index].style)] }
  func text(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    let start = Int(units[first].first)
    let end = units[last].scalarRange.upperBound
    guard range.contains(where: { units[$0].kind == .newline }) else {
      return String(scalars: scalars[start..<end])
    }
    let kept = range.filter { units[$0].kind != .newline }
    return String(scalars: kept.flatMap { scalars[units[$0].scalarRange] }[...])
  }
}

extension String {
  /// The text of scalars, written as UTF-8 in one go: the views of a string take some hundred
  /// nanoseconds for each scalar that is appended to them.
  init(scalars: ArraySlice<Unicode.Scalar>) {
    if scalars.count == 1, let scalar = scalars.first {
      self.init(scalar)
      return
    }
    self.init(unsafeUninitializedCapacity: scalars.count * 4) { buffer in
      var count = 0
      for scalar in scalars {
        let value = scalar.value
        func put(_ byte: UInt32) {
          buffer[count] = UInt8(truncatingIfNeeded: byte)
          count += 1
        }
        if value < 0x80 {
          put(value)
        } else if value < 0x800 {
          put(0xC0 | value >> 6)
          put(0x80 | value & 0x3F)
        } else if value < 0x10000 {
          put(0xE0 | value >> 12)
          put(0x80 | value >> 6 & 0x3F)
          put(0x80 | value & 0x3F)
        } else {
          put(0xF0 | value >> 18)
          put(0x80 | value >> 12 & 0x3F)
          put(0x80 | value >> 6 & 0x3F)
          put(0x80 | value & 0x3F)
        }
      }
      return count
    }
  }
}
