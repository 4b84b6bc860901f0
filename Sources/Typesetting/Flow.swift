import Document
import Pages
import Typography

/// What stands below one another on pages: the vertical list that paragraphs, tables and signature
/// blocks are turned into, and that the page builder breaks into pages.
///
/// Every style of block goes through it, so keep rules and page breaks live in one place.
public struct FlowItem: Sendable {
  public var kind: Kind
  /// What a break **before** this item costs; see `Break`.
  public var breakBefore: Break = .allowed
  /// The template's line, for messages.
  public var block: Block?

  public init(_ kind: Kind, breakBefore: Break = .allowed, block: Block? = nil) {
    self.kind = kind
    self.breakBefore = breakBefore
    self.block = block
  }

  public enum Kind: Sendable {
    /// Something with a height and marks. Origins of `items` are relative to its upper left
    /// corner (x from the type area's left edge).
    case box(FlowBox)
    /// Empty height that vanishes at a page's top.
    case space(Length)
    /// What stands at the end of the type area (版记, 附注 of a 文书).
    case footed(FlowBox)
    case pageBreak
    /// From here on pages have this furniture (landscape sections, annexes).
    case section(PageSection)
  }

  public enum Break: Int, Hashable, Sendable, Comparable {
    case allowed, costly, forbidden
    public static func < (a: Break, b: Break) -> Bool { a.rawValue < b.rawValue }
  }
}

public struct FlowBox: Sendable {
  public var height: Length
  public var items: [PlacedItem]
  /// Printed again at the top of a page on which a table goes on, before this row.
  public var repeatedHead: [PlacedItem]
  public var repeatedHeadHeight: Length
  public var anchors: [AnchorPlacement]
  public var outline: [OutlineEntry]

  public init(
    height: Length, items: [PlacedItem], repeatedHead: [PlacedItem] = [],
    repeatedHeadHeight: Length = .zero, anchors: [AnchorPlacement] = [],
    outline: [OutlineEntry] = []
  ) {
    self.height = height
    self.items = items
    self.repeatedHead = repeatedHead
    self.repeatedHeadHeight = repeatedHeadHeight
    self.anchors = anchors
    self.outline = outline
  }
}

/// The page that a stretch of the flow is set on.
public struct PageSection: Sendable {
  public enum Numbering: Hashable, Sendable {
    case none
    /// — 1 — outside, 7 mm below the 版心 (GB/T 9704-2012, 7.5).
    case official
    /// - 1 - centred.
    case centred
  }
  public var page: Size
  /// The type area (版心).
  public var area: Rect
  /// The row grid; nil where lines are set free.
  public var pitch: Length?
  public var numbering: Numbering
  public init(page: Size, area: Rect, pitch: Length?, numbering: Numbering) {
    self.page = page
    self.area = area
    self.pitch = pitch
    self.numbering = numbering
  }
}
