import Diagnostics
import Typography

/// A piece of a line of text.
public indirect enum Inline: Sendable {
  case text(TextRun)
  /// A value known only in layout.
  case deferred(DeferredValue, TextStyle)
  /// ＿＿: a line to write on, with what is written on it, if anything.
  case blank(Blank)
  /// ／ in a title: a break that the author wants.
  case wantedBreak
  /// A break within a paragraph or a cell (a line feed in 长文本).
  case lineBreak
  /// 方格: one box a character, for codes (`：方格`).
  case comb(Comb)
  /// A place that can be referred to, or where somebody signs or seals; takes no room.
  case anchor(Anchor)
  /// 脚注: its mark here, its text at the foot of the page.
  case footnote(Footnote)
  /// The number or page of something that stands elsewhere.
  case reference(Reference)

  /// Plain text in the surrounding style.
  public static func text(_ string: String) -> Inline { .text(TextRun(string)) }
}

/// Text in one style from one place.
public struct TextRun: Hashable, Sendable {
  public var text: String
  public var style: TextStyle
  /// The field that the text came from, for messages (a character in no font); nil for the
  /// template's own words.
  public var field: String?
  /// Where it was written: the template's line, or the case's value.
  public var place: Place
  public init(
    _ text: String, style: TextStyle = .plain, field: String? = nil, place: Place = .nowhere
  ) {
    self.text = text
    self.style = style
    self.field = field
    self.place = place
  }
}

public struct TextStyle: Hashable, Sendable {
  /// nil: the surrounding font, size and ink.
  public var font: FontRole?
  public var size: Length?
  public var ink: Ink?
  /// 着重号 below each character.
  public var isDotted = false
  public var isUnderlined = false
  /// Not broken over lines (a code, an amount).
  public var isUnbreakable = false
  /// 分散对齐: spread to this many 字.
  public var spreadCells: Int?
  /// 上标: smaller, its top level with that of the type around it, and never parted from what
  /// stands before it.
  public var isRaised = false
  public init(
    font: FontRole? = nil, size: Length? = nil, ink: Ink? = nil, isDotted: Bool = false,
    isUnderlined: Bool = false, isUnbreakable: Bool = false, spreadCells: Int? = nil,
    isRaised: Bool = false
  ) {
    self.font = font
    self.size = size
    self.ink = ink
    self.isDotted = isDotted
    self.isUnderlined = isUnderlined
    self.isUnbreakable = isUnbreakable
    self.spreadCells = spreadCells
    self.isRaised = isRaised
  }
  public static let plain = TextStyle()
}

/// What layout alone can know. The block model carries it as a value; layout reserves a width,
/// and repeats until it is stable.
public enum DeferredValue: Hashable, Sendable {
  case pageNumber
  case totalPages
  /// The printed page number of an anchor.
  case page(ofAnchor: String)
  /// The page on which the text of a box with `：续页` goes on, and the page of the box itself.
  case continuationPage(Int)
  case continuedPage(Int)
  /// The number printed for the footnote of this identifier: ①.
  case noteMark(Int)
}

/// ＿＿
public struct Blank: Sendable {
  /// The rule's least width; the layout makes it longer where the place allows (`fills`).
  public var minimumWidth: Length
  /// What stands on it.
  public var inlines: [Inline]
  /// Takes the rest of the line.
  public var fills: Bool
  /// An empty rule is exactly as wide as `minimumWidth`: neither rounded up to cells nor grown when
  /// its line is justified.
  public var isExact: Bool
  public init(
    minimumWidth: Length, inlines: [Inline] = [], fills: Bool = false, isExact: Bool = false
  ) {
    self.minimumWidth = minimumWidth
    self.inlines = inlines
    self.fills = fills
    self.isExact = isExact
  }
}

/// 方格
public struct Comb: Sendable {
  /// The units, one a box: a base with its variation selector is one.
  public var units: [String]
  /// At least this many boxes; the rest stay empty.
  public var count: Int
  public var field: String?
  public var place: Place
  public init(units: [String], count: Int, field: String? = nil, place: Place = .nowhere) {
    self.units = units
    self.count = count
    self.field = field
    self.place = place
  }
}

public struct Anchor: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// A heading, an item, an annex: can be referred to.
    case target
    /// （签字）（签名）
    case signature
    /// （公章）（盖章）
    case seal
    /// Where a box with `：续页` breaks off, and where it goes on. Only within layout.
    case continuation
    /// The mark of a footnote; its name is the note's identifier. Only within layout.
    case footnote
  }
  public var name: String
  public var kind: Kind
  public init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}
