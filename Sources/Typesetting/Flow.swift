import Diagnostics
import Document
import Pages
import Typography

/// What stands below one another on pages: the vertical list that paragraphs, tables and signature
/// blocks are turned into, and that the page builder breaks into pages.
///
/// Every style of block goes through it, so keep rules and page breaks live in one place.
public struct FlowItem: Sendable {
  public var kind: Kind
  /// Whether a page may end **before** this item.
  public var breakBefore: Break = .allowed
  /// Stands directly under the item before it, without being moved down to the next row of the
  /// row grid: rows of one table, lines of one title. On a page without grid it means nothing.
  public var isFlush = false
  /// The template's line, for messages.
  public var place: Place = .nowhere
  /// The number of the document's block that it comes from, for its page number.
  var source: Int?

  public init(
    _ kind: Kind, breakBefore: Break = .allowed, isFlush: Bool = false, place: Place = .nowhere
  ) {
    self.kind = kind
    self.breakBefore = breakBefore
    self.isFlush = isFlush
    self.place = place
  }

  public enum Kind: Sendable {
    /// Something with a height and marks. Origins of `items` are relative to its upper left
    /// corner (x from the type area's left edge).
    case box(FlowBox)
    /// Empty height that vanishes at a page's top.
    case space(Length)
    /// Empty rows of the grid (or that many line pitches), kept at a page's top too.
    case rows(Int)
    /// What stands at the end of the type area of the page it falls on (foot lines).
    case footed(FlowBox)
    /// The end of a list's own rows: 页计 of its last page, if it began on an earlier one.
    case listEnd(ListTotals)
    /// Rows of a long list that are set when the page builder comes to them; the number is that of
    /// the list among the flow's long lists.
    case longRows(Int)
    case pageBreak
    /// From here on, starting with a new page, pages have this furniture.
    case section(PageSection)
  }

  /// Whether a page may end before an item, and if not, which rule forbids it.
  public enum Break: Hashable, Sendable {
    case allowed
    /// Only where nothing better is left; the rule is then named in a warning.
    case kept(KeepRule)
  }
}

/// The rules that keep things on one page, in the order in which they yield (the first yields
/// first); design section 4.
public enum KeepRule: Int, CaseIterable, Hashable, Sendable, Comparable {
  /// 孤字: a page that begins with a last line of one character.
  case strandedCharacter
  /// 孤行: a paragraph's first or last line alone at a page's edge (std:T-26).
  case loneLine
  /// A short row or box is not broken over pages.
  case shortRow
  /// A heading, a label or a table's head stays with what follows.
  case withNext
  /// A signature block has at least two lines of text above it; one is left where this yields.
  case signatureText
  /// A signature block is whole and not alone on its page.
  case signature
  /// The first page of a 公文 shows body text (GB/T 9704-2012, 7.3.3).
  case firstPageText
  public static func < (a: KeepRule, b: KeepRule) -> Bool { a.rawValue < b.rawValue }
}

public struct FlowBox: Sendable {
  /// From the box's upper edge to the next one's.
  public var height: Length
  /// How much of the height must lie inside the type area: the em-box of a line, without the
  /// leading below it. Equal to `height` for everything that is no line.
  public var extent: Length
  public var items: [PlacedItem]
  /// Printed again at the top of a page on which a table goes on, before this row.
  public var repeatedHead: [PlacedItem]
  public var repeatedHeadHeight: Length
  /// Added only where the box is the first of a page and the one before it stands on the page
  /// before (the upper border of a table that goes on, a label with （续）).
  public var itemsAtTop: [PlacedItem]
  /// Added only where the page ends after the box (the lower border of a table that goes on).
  public var itemsAtBottom: [PlacedItem]
  /// Contents that stand in the middle of all boxes of a page that name them; see `FlowSpan`.
  public var spans: [FlowSpan.Part] = []
  /// The list that the box is a row of, if that list has 页计 or 累计; nil for every other box.
  public var totals: ListTotals?
  /// The items of that list that begin in the box.
  public var listItems: Range<Int>?
  /// The rows below count from its lower edge where a page's rows are set closer or wider than
  /// usual; its own height never changes (版头).
  public var startsGrid = false
  /// Positions are relative to the box, `page` is 0; the page builder puts both right.
  public var anchors: [AnchorPlacement]
  /// Heights are relative to the box, `page` is 0; the page builder puts both right.
  public var outline: [OutlineEntry]

  public init(
    height: Length, extent: Length? = nil, items: [PlacedItem], repeatedHead: [PlacedItem] = [],
    repeatedHeadHeight: Length = .zero, itemsAtTop: [PlacedItem] = [],
    itemsAtBottom: [PlacedItem] = [], anchors: [AnchorPlacement] = [],
    outline: [OutlineEntry] = []
  ) {
    self.height = height
    self.extent = extent ?? height
    self.items = items
    self.repeatedHead = repeatedHead
    self.repeatedHeadHeight = repeatedHeadHeight
    self.itemsAtTop = itemsAtTop
    self.itemsAtBottom = itemsAtBottom
    self.anchors = anchors
    self.outline = outline
  }
}

/// What stands beside several boxes, in the middle of as many of them as fall on one page: the
/// label of a group of rows, or of a box that is split between its lines.
///
/// Every page on which the boxes go on gets it again, with （续）(forms:B0.3). The same object in
/// `FlowBox.spans` of neighbouring boxes makes them one stretch.
public final class FlowSpan: Sendable {
  /// As set on the page where the stretch begins; origins are relative to the upper edge of the
  /// content and to the type area's left edge.
  public let items: [PlacedItem]
  public let height: Length
  /// As set on the pages where it goes on.
  public let continuedItems: [PlacedItem]
  public let continuedHeight: Length

  public init(
    items: [PlacedItem], height: Length, continuedItems: [PlacedItem], continuedHeight: Length
  ) {
    self.items = items
    self.height = height
    self.continuedItems = continuedItems
    self.continuedHeight = continuedHeight
  }

  /// A span's part of one box, by heights in the box.
  public struct Part: Sendable {
    public var span: FlowSpan
    public var top: Length
    public var bottom: Length
    public init(_ span: FlowSpan, top: Length, bottom: Length) {
      self.span = span
      self.top = top
      self.bottom = bottom
    }
  }

  /// What the boxes of one page hold, their spans included, with origins relative to each box.
  ///
  /// Boxes that a span ties together are pieces of the same rows, cut across their cells. They are
  /// read cell by cell, so all their items come with the first of them, in the order of their
  /// elements.
  ///
  /// - Parameters:
  ///   - boxes: the boxes of a page in order; neighbours that share a span stand flush.
  ///   - begun: the spans that stood on the page before; this page's take their place. They are
  ///     held, since a span that is gone leaves its identity to another.
  public static func contents(ofPage boxes: [FlowBox], begun: inout [FlowSpan]) -> [[PlacedItem]] {
    var result = boxes.map(\.items)
    let before = begun
    begun = []
    var start = 0
    while start < boxes.count {
      var end = start + 1
      while end < boxes.count, tied(boxes[end - 1], boxes[end]) { end += 1 }
      if end > start + 1 || !boxes[start].spans.isEmpty {
        result[start] = gathered(boxes[start..<end], after: before, begun: &begun)
        for index in start + 1..<end { result[index] = [] }
      }
      start = end
    }
    return result
  }

  private static func tied(_ a: FlowBox, _ b: FlowBox) -> Bool {
    a.spans.contains { part in b.spans.contains { $0.span === part.span } }
  }

  private static func gathered(
    _ boxes: ArraySlice<FlowBox>, after before: [FlowSpan], begun: inout [FlowSpan]
  ) -> [PlacedItem] {
    var items: [PlacedItem] = []
    var stretches: [(span: FlowSpan, top: Length, bottom: Length)] = []
    var y = Length.zero
    for box in boxes {
      items += box.items.map { $0.moved(down: y) }
      for part in box.spans {
        if let known = stretches.firstIndex(where: { $0.span === part.span }) {
          stretches[known].bottom = y + part.bottom
        } else {
          stretches.append((part.span, y + part.top, y + part.bottom))
        }
      }
      y += box.height
    }
    for (span, top, bottom) in stretches {
      let isFirst = !before.contains { $0 === span }
      begun.append(span)
      let free = bottom - top - (isFirst ? span.height : span.continuedHeight)
      items += (isFirst ? span.items : span.continuedItems)
        .map { $0.moved(down: top + max(.zero, free) / 2) }
    }
    func order(_ item: PlacedItem) -> Int {
      if case .element(let id) = item.role { return id.index }
      return -1
    }
    return items.indices
      .sorted { (order(items[$0]), $0) < (order(items[$1]), $1) }
      .map { items[$0] }
  }
}

extension PlacedItem {
  fileprivate func moved(down y: Length) -> PlacedItem {
    var item = self
    item.origin.y += y
    return item
  }
}

/// The page that a stretch of the flow is set on.
public struct PageSection: Sendable {
  public enum Numbering: Hashable, Sendable {
    case none
    /// As the document's 页码 line says: 第1页　共9页.
    case stated(PageNumberForm)
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
  /// The number of the section's first page; nil goes on counting.
  public var firstNumber: Int?
  /// 页眉; nil for none.
  public var header: Fragment?
  /// The measure that it is centred on.
  public var headerWidth = Length.zero
  /// The content is turned counter-clockwise by 90° on the sheet, so that its head lies at the
  /// sheet's left edge; page number and stamp stay where they are (std:G-68).
  public var isTurned: Bool
  public init(
    page: Size, area: Rect, pitch: Length?, numbering: Numbering, firstNumber: Int? = nil,
    isTurned: Bool = false
  ) {
    self.isTurned = isTurned
    self.page = page
    self.area = area
    self.pitch = pitch
    self.numbering = numbering
    self.firstNumber = firstNumber
  }

  /// The room for content, as its reader holds it: width along the lines, height across them.
  public var room: Size {
    isTurned ? Size(width: area.size.height, height: area.size.width) : area.size
  }
}
