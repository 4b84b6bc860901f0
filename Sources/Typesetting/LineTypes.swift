import Diagnostics
import Document
import Pages
import Typography

/// How a line is fitted (design section 4).
public enum CompositionMode: Hashable, Sendable {
  /// 公文: every full-width mark keeps its cell, Latin and digit runs are padded to whole cells.
  /// `cell` is the width of one 字 (156/28 mm for 三号).
  case grid(cell: Length)
  /// Forms and reports: adjacent marks, line starts and line ends are compressed, Han–Latin gaps
  /// are a quarter em.
  case running
}

/// Everything that line composition needs to know of a paragraph besides its text.
public struct ParagraphSetting: Hashable, Sendable {
  public enum Alignment: Hashable, Sendable { case justified, left, centre, right }
  public var mode: CompositionMode
  /// The width of the lines.
  public var measure: Length
  public var font: FontRole
  /// The font of Latin letters and digits, unless the text's own style is 宋体 (page numbers).
  public var latinFont: FontRole = .latin
  public var size: Length
  public var ink: Ink
  public var alignment: Alignment
  /// Indent of the first line and of the others, from the measure's left edge.
  public var firstIndent: Length
  public var hangingIndent: Length
  /// The distance between baselines.
  public var pitch: Length
  /// Titles break for balance at words (`／`, marks, particles), not to fill lines.
  public var isTitle: Bool
  /// Empty places to write on are no wider than 8 字, where a paper must fit its page.
  var narrowsBlanks = false
  /// A title's break that no word vouches for is reported; labels of narrow columns break as they
  /// can.
  var reportsDoubtfulBreaks = true
  /// The rules that hold; all but in tests.
  package var rules = CompositionRules.all

  public init(
    mode: CompositionMode, measure: Length, font: FontRole, size: Length, ink: Ink = .black,
    alignment: Alignment = .justified, firstIndent: Length = .zero,
    hangingIndent: Length = .zero, pitch: Length, isTitle: Bool = false
  ) {
    self.mode = mode
    self.measure = measure
    self.font = font
    self.size = size
    self.ink = ink
    self.alignment = alignment
    self.firstIndent = firstIndent
    self.hangingIndent = hangingIndent
    self.pitch = pitch
    self.isTitle = isTitle
  }
}

/// A line as composed: a fragment whose origin is the left end of the measure on the **baseline**.
public struct ComposedLine: Sendable {
  public var fragment: Fragment
  /// Em-box extents of the line's type above and below the baseline (0.88 em and 0.12 em of the
  /// largest size on it).
  public var ascent: Length
  public var descent: Length
  /// From the measure's left edge to the last ink-bearing advance, for centring and tests.
  public var width: Length
  /// Where the text of the line starts, from the measure's left edge.
  public var indent: Length
  /// Anchors and deferred values on the line, with their distance from the measure's left edge.
  public var anchors: [(anchor: Anchor, x: Length)]
  /// The text of the line as it copies out.
  public var text: String

  public init(
    fragment: Fragment, ascent: Length, descent: Length, width: Length, indent: Length,
    anchors: [(anchor: Anchor, x: Length)] = [], text: String
  ) {
    self.fragment = fragment
    self.ascent = ascent
    self.descent = descent
    self.width = width
    self.indent = indent
    self.anchors = anchors
    self.text = text
  }
}

/// The values of deferred inlines in the present layout round.
public struct DeferredValues: Sendable {
  public var values: [DeferredValue: String] = [:]
  public init() {}
}
