import Typography

/// What layout hands to the exporters: pages of positioned items, each with its logical role.
/// Exporters decide nothing about layout.
public struct PageSequence: Sendable {
  public var pages: [Page]
  public var structure: StructureTree
  public var outline: [OutlineEntry]
  public var anchors: [AnchorPlacement]
  public var metadata: DocumentMetadata

  public init(
    pages: [Page] = [], structure: StructureTree = StructureTree(), outline: [OutlineEntry] = [],
    anchors: [AnchorPlacement] = [], metadata: DocumentMetadata = DocumentMetadata(title: "")
  ) {
    self.pages = pages
    self.structure = structure
    self.outline = outline
    self.anchors = anchors
    self.metadata = metadata
  }
}

public struct DocumentMetadata: Hashable, Sendable {
  public var title: String
  public var author: String?
  /// RFC 3066 tag for the catalogue.
  public var language: String
  public var subject: String?
  public init(
    title: String, author: String? = nil, language: String = "zh-CN", subject: String? = nil
  ) {
    self.title = title
    self.author = author
    self.language = language
    self.subject = subject
  }
}

public struct Page: Sendable {
  public var size: Size
  /// In painting order, which is also reading order for everything that is no artefact.
  public var items: [PlacedItem]
  /// The number printed on the page, as text without its dashes; nil where none is printed.
  public var label: String?
  public init(size: Size = .a4, items: [PlacedItem] = [], label: String? = nil) {
    self.size = size
    self.items = items
    self.label = label
  }
}

/// A fragment at a place. The fragment is immutable and may stand on many pages and in many
/// documents (a head, a foot, the template's own paragraphs).
public struct PlacedItem: Sendable {
  /// Where the fragment's origin comes to lie.
  public var origin: Point
  public var fragment: Fragment
  public var role: ItemRole
  /// Turned counter-clockwise by 90° about its origin: what points right in the fragment points up
  /// on the sheet (landscape tables of a 公文; std:G-68).
  public var isTurned: Bool
  public init(origin: Point, fragment: Fragment, role: ItemRole, isTurned: Bool = false) {
    self.origin = origin
    self.fragment = fragment
    self.role = role
    self.isTurned = isTurned
  }

  /// Where a point of the fragment lies on the sheet.
  public func onSheet(_ point: Point) -> Point {
    isTurned ? Point(x: origin.x + point.y, y: origin.y - point.x) : origin + point
  }

  /// What a rectangle of the fragment covers on the sheet.
  public func onSheet(_ rect: Rect) -> Rect {
    guard isTurned else { return Rect(origin: origin + rect.origin, size: rect.size) }
    let corner = onSheet(Point(x: rect.maxX, y: rect.minY))
    return Rect(
      x: corner.x, y: corner.y, width: rect.size.height, height: rect.size.width)
  }
}

/// Whether an item is part of the document's text, or furniture.
public enum ItemRole: Hashable, Sendable {
  /// Part of the text: the element of the structure tree that it belongs to.
  case element(ElementID)
  case artifact(Artifact)

  public enum Artifact: String, Hashable, Sendable {
    case pageNumber, rule, border, background, repeatedHead, continuedMark, stamp, guide
    /// 页计 and 累计: sums that stand where a page ends.
    case pageTotal
    /// 页眉.
    case header
    /// Dots between an entry of the 目录 and its page.
    case leader
    /// 版头中的分隔线, and the double lines of 信函 (7.2.7, 10.1).
    case redRule
    /// 版记中的分隔线 (7.4.1).
    case imprintRule
  }
}

/// Marks that belong together, most often one line of text. A class, so that placing it again
/// costs a reference.
public final class Fragment: Sendable {
  public let marks: [Mark]
  /// Set where the marks alone would not copy out as the text (positioned gaps, spread letters,
  /// a mark squeezed): the text of the whole fragment, for one ActualText span (std:T, design 5).
  public let actualText: String?
  /// Whether a line of running text goes on in the next fragment, so that no break is meant here.
  public let continues: Bool

  public init(_ marks: [Mark], actualText: String? = nil, continues: Bool = false) {
    self.marks = marks
    self.actualText = actualText
    self.continues = continues
  }
}

/// Positions are relative to the fragment's origin, y downwards.
public enum Mark: Sendable {
  case glyphs(GlyphRun)
  /// A filled rectangle: every rule and border is one, so that thickness is exact.
  case rule(Rect, Ink)
  /// A filled path (a dot, a box of our own drawing).
  case path(Path, Ink)
}

/// Glyphs of one face, size and ink on one baseline.
public struct GlyphRun: Sendable {
  public var face: FaceID
  public var size: Length
  public var ink: Ink
  /// The baseline's start, relative to the fragment.
  public var origin: Point
  /// Horizontal scaling in thousandths; 1000 as designed.
  public var widthScale: Int
  /// Turned clockwise by 90° about the origin of each glyph (vertical setting of — and …).
  public var isRotated: Bool
  public var glyphs: [Glyph]
  /// The text that the glyphs stand for, in order.
  public var text: String

  public init(
    face: FaceID, size: Length, ink: Ink = .black, origin: Point, widthScale: Int = 1000,
    isRotated: Bool = false, glyphs: [Glyph], text: String
  ) {
    self.face = face
    self.size = size
    self.ink = ink
    self.origin = origin
    self.widthScale = widthScale
    self.isRotated = isRotated
    self.glyphs = glyphs
    self.text = text
  }
}

public struct Glyph: Hashable, Sendable {
  public var id: UInt32
  // Half as wide as other lengths, because pages hold many glyphs: 2,147 million EMU are 59 m.
  private var x: Int32
  private var y: Int32
  private var width: Int32
  /// What it stands for; empty for the second and later glyphs of one cluster.
  public var text: String

  public init(id: UInt32, offset: Point, advance: Length, text: String) {
    self.id = id
    x = Int32(clamping: offset.x.emu)
    y = Int32(clamping: offset.y.emu)
    width = Int32(clamping: advance.emu)
    self.text = text
  }

  /// The glyph's own origin, relative to the run's.
  public var offset: Point {
    get { Point(x: Length(emu: Int(x)), y: Length(emu: Int(y))) }
    set { (x, y) = (Int32(clamping: newValue.x.emu), Int32(clamping: newValue.y.emu)) }
  }

  /// The advance that the font gives it at this size (for exporters that chain glyphs).
  public var advance: Length {
    get { Length(emu: Int(width)) }
    set { width = Int32(clamping: newValue.emu) }
  }
}

/// A closed outline of straight lines and cubic curves.
public struct Path: Hashable, Sendable {
  public enum Step: Hashable, Sendable {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case close
  }
  public var steps: [Step]
  public init(_ steps: [Step] = []) { self.steps = steps }
}

public struct OutlineEntry: Hashable, Sendable {
  /// 1 for the document and its annexes, 2 for 一、 and so on; never skips a level.
  public var level: Int
  public var title: String
  /// 0-based page and the height on it.
  public var page: Int
  public var y: Length
  public init(level: Int, title: String, page: Int, y: Length) {
    self.level = level
    self.title = title
    self.page = page
    self.y = y
  }
}

public struct AnchorPlacement: Hashable, Sendable {
  public var name: String
  /// target, signature or seal.
  public var kind: String
  public var page: Int
  /// The middle of a place for a seal or stamp; the left end of the baseline of any other.
  public var position: Point
  /// The size of a place that is kept free, where it is known: that of a 签名章.
  public var size: Size?
  public init(name: String, kind: String, page: Int, position: Point, size: Size? = nil) {
    self.name = name
    self.kind = kind
    self.page = page
    self.position = position
    self.size = size
  }
}
