import Diagnostics
import Typography

/// A block of a document. Every block carries where it came from, so that layout can name the
/// template line when something does not fit.
public struct Block: Sendable {
  public var content: Content
  /// The template's line.
  public var place: Place
  public init(_ content: Content, place: Place = .nowhere) {
    self.content = content
    self.place = place
  }

  public indirect enum Content: Sendable {
    /// The title of the document or of an annex (`#`). `／` became `.wantedBreak`.
    case title(Title)
    /// A heading of level 1…4: 一、 （一） 1. （1）.
    case heading(Heading)
    case paragraph(Paragraph)
    case table(Table)
    case signature(SignatureBlock)
    case cover(Cover)
    case annex(Annex)
    /// 被印发件: the text that a 通知 issues; starts a page, no 附件 mark.
    case enacted(Annex)
    /// Empty rows.
    case space(rows: Int)
    case pageBreak
    /// 横页: pages for wide tables (std:G-68). In a 公文 the sheet stays portrait and its content is
    /// turned; elsewhere the sheets are landscape.
    case landscape([Block])
    /// 目录 of what follows in the document.
    case contents(Contents)
    /// 页码 and 页眉 from a new page on.
    case pages(PageSettings)
  }
}

/// 目录: the headings and annexes with their pages, joined by dotted leaders.
public struct Contents: Sendable {
  /// Levels of headings that are listed, 1…4; annexes are always.
  public var depth: Int
  public init(depth: Int) { self.depth = depth }
}

/// What pages carry besides their text, from a page on to the next such block.
public struct PageSettings: Sendable {
  /// nil leaves the numbers as they are.
  public var number: PageNumberForm?
  /// The number of the first of these pages; nil goes on counting.
  public var firstNumber: Int?
  /// 页眉, centred above the type area; nil leaves it, empty ends it.
  public var header: [Inline]?
  public init(number: PageNumberForm? = nil, firstNumber: Int? = nil, header: [Inline]? = nil) {
    self.number = number
    self.firstNumber = firstNumber
    self.header = header
  }
}

/// How page numbers are printed: 第1页　共9页, — 1 —, or not at all.
public struct PageNumberForm: Hashable, Sendable {
  public enum Piece: Hashable, Sendable {
    case text(String)
    case number
    /// The last number of the run of pages that the page is counted in.
    case total
  }
  public enum Position: String, Hashable, Sendable {
    case centre = "居中"
    case left = "居左"
    case right = "居右"
    /// Right on odd pages, left on even ones.
    case outside = "外侧"
  }
  /// Empty: no number is printed, but pages are counted.
  public var pieces: [Piece]
  public var position: Position
  public init(_ pieces: [Piece], position: Position = .centre) {
    self.pieces = pieces
    self.position = position
  }
}

public struct Title: Sendable {
  public var inlines: [Inline]
  public init(_ inlines: [Inline]) { self.inlines = inlines }
}

public struct Heading: Sendable {
  /// 1…4 for 一、 （一） 1. （1）.
  public var level: Int
  /// The number as printed, e.g. 一、 or （二）.
  public var number: String
  /// What takes the level's font: the whole line, or the first sentence of a run-in heading.
  public var inlines: [Inline]
  /// Text that follows on the same line, in the body's font.
  public var runIn: [Inline]
  public var anchor: String?
  public init(
    level: Int, number: String, inlines: [Inline], runIn: [Inline] = [], anchor: String? = nil
  ) {
    self.level = level
    self.number = number
    self.inlines = inlines
    self.runIn = runIn
    self.anchor = anchor
  }
}

public struct Paragraph: Sendable {
  /// What a paragraph is; layout derives indent, alignment and font from it.
  public enum Role: String, Hashable, Sendable {
    /// 正文: indent 2 字, justified.
    case body = "正文"
    /// 主送 or 抬头: flush left, ends with a full-width colon.
    case addressee = "抬头"
    /// The paper's own number, right-aligned (文书).
    case number = "编号"
    /// The agency's full name above a 文书's name, centred.
    case agency = "机关名"
    /// A line centred as it stands.
    case centred = "居中"
    /// A line flush right.
    case right = "居右"
    /// A line flush left without indent.
    case left = "居左"
    /// 附注, 一式两份 and other foot lines at the end of the type area.
    case footLine = "脚注行"
    /// Unit note above a table, right-aligned (单位：万元).
    case unitNote = "单位注"
    /// Guidance that is no part of the document proper (grey).
    case guidance = "说明"
  }
  /// A numbered item that is no heading: its number stands at the head of `inlines` as well.
  public struct Item: Hashable, Sendable {
    /// 1…4 for 一、 （一） 1. （1）.
    public var level: Int
    public var number: String
    public init(level: Int, number: String) {
      self.level = level
      self.number = number
    }
  }
  public var role: Role
  public var inlines: [Inline]
  /// nil for a paragraph without number.
  public var item: Item?
  /// Size and font where they differ from the role's.
  public var size: Length?
  public var font: FontRole?
  public init(
    _ role: Role = .body, _ inlines: [Inline], size: Length? = nil, font: FontRole? = nil
  ) {
    self.role = role
    self.inlines = inlines
    self.size = size
    self.font = font
  }
}

/// 签章: who signs and seals, and the date; kept whole and with the last two lines above it.
public struct SignatureBlock: Sendable {
  public var lines: [Line]
  public init(lines: [Line]) { self.lines = lines }

  public struct Line: Sendable {
    public enum Kind: String, Hashable, Sendable {
      /// 承诺单位（公章）：
      case seal
      /// 法定代表人（签字）：
      case signature
      /// 　　年　　月　　日, or a given date.
      case date
      /// 署名 or any other text.
      case plain
    }
    public var kind: Kind
    public var inlines: [Inline]
    public init(_ kind: Kind, _ inlines: [Inline]) {
      self.kind = kind
      self.inlines = inlines
    }
  }
}

/// 封面: title, label and fill-in lines spread to one label width, maker and date at the foot.
public struct Cover: Sendable {
  /// Lines above the title: 项目编号, 密级, 附件1.
  public var head: [[Inline]]
  public var title: [Inline]
  public var fields: [Field]
  /// Lines at the foot: maker, year and month.
  public var foot: [[Inline]]
  /// 标签n字: the width that labels are spread to, in 字; nil takes the longest label.
  public var labelCells: Int?
  /// 填空n: the width of the fill-in rule; nil 95 mm.
  public var blankWidth: Length?

  public struct Field: Sendable {
    /// Without the colon and without inner blanks: 联系人.
    public var label: String
    public var value: [Inline]
    /// What follows the rule: （公章）.
    public var suffix: [Inline]
    public var place: Place
    public init(label: String, value: [Inline], suffix: [Inline] = [], place: Place = .nowhere) {
      self.label = label
      self.value = value
      self.suffix = suffix
      self.place = place
    }
  }
  public init(
    head: [[Inline]] = [], title: [Inline], fields: [Field], foot: [[Inline]] = [],
    labelCells: Int? = nil, blankWidth: Length? = nil
  ) {
    self.head = head
    self.title = title
    self.fields = fields
    self.foot = foot
    self.labelCells = labelCells
    self.blankWidth = blankWidth
  }
}

/// 附件 (GB/T 9704-2012, 7.3.7), or 被印发件, which has no number.
public struct Annex: Sendable {
  /// nil when the document has one annex only, and for 被印发件.
  public var number: Int?
  public var title: [Inline]
  /// For the 附件说明 and the outline: the title without wanted breaks.
  public var name: String
  public var blocks: [Block]
  public init(number: Int?, title: [Inline], name: String, blocks: [Block]) {
    self.number = number
    self.title = title
    self.name = name
    self.blocks = blocks
  }
}
