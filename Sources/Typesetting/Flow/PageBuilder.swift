import Diagnostics
import Document
import Pages
import Typography

/// A page as filled from the flow, before its furniture.
package struct BuiltPage: Sendable {
  package var section: PageSection
  /// The type area on this page (mirrored margins move it).
  package var area: Rect
  /// What is counted on the page, whether printed or not.
  package var number: Int
  package var isNumbered: Bool
  package var items: [PlacedItem] = []
  /// The lower edge of the content, from the type area's upper edge.
  package var depth: Length = .zero
  /// The lower edge of what is no foot line.
  package var textDepth: Length = .zero
  /// Footnotes, held apart until it is known whether the 版记 stands below them.
  package var notes: [PlacedItem] = []
  package var noteHeight: Length = .zero
  package var grid = RowGrid()
  /// One past the last item of the flow on the page.
  package var end = 0
  /// The first page of the text, or of annexes that are bound by themselves.
  package var isFirstOfPart = false

  /// Where a place of the type area, measured from its upper left corner, lies on the sheet.
  func onSheet(_ place: Point) -> Point {
    section.isTurned
      ? Point(x: area.minX + place.y, y: area.maxY - place.x)
      : area.origin + place
  }
}

package struct BuiltPages: Sendable {
  package var pages: [BuiltPage] = []
  package var anchors: [AnchorPlacement] = []
  package var outline: [OutlineEntry] = []
  /// The number of the page on which each block of the document begins.
  package var numberOfBlock: [Int: Int] = [:]

  /// Puts the pages of another part behind these.
  mutating func append(_ other: BuiltPages) {
    let offset = pages.count
    pages += other.pages
    anchors += other.anchors.map { anchor in
      var anchor = anchor
      anchor.page += offset
      return anchor
    }
    outline += other.outline.map { entry in
      var entry = entry
      entry.page += offset
      return entry
    }
    notes += other.notes.map { ($0.0, $0.1 + offset) }
    numberOfBlock.merge(other.numberOfBlock) { first, _ in first }
  }
  /// The footnotes in the order of their marks, with the page of each.
  package var notes: [(identifier: Int, page: Int)] = []
  /// Where annexes begin that are bound by themselves.
  package var separateFrom: Int?
}

/// Fills pages with a flow: greedy, each page as full as the keep rules allow.
///
/// It advances on every page: a page takes at least one box or, when all boxes are placed, one line
/// of a footnote, so there are never more pages than boxes and lines of notes.
package struct PageBuilder {
  let first: PageSection
  let mirrorsMargins: Bool
  /// The notes that anchors of kind footnote in the flow call for.
  let notes: [Int: FlowNote]
  /// How much of a row must lie inside the type area; see `RowGrid`.
  let rowExtent: Length

  package init(
    first: PageSection, mirrorsMargins: Bool = false, notes: [Int: FlowNote] = [:],
    rowExtent: Length = TypeSize.three
  ) {
    self.first = first
    self.mirrorsMargins = mirrorsMargins
    self.notes = notes
    self.rowExtent = rowExtent
  }

  /// - Parameter rowChanges: by page from the first, how many rows more or fewer than usual the page
  ///   is divided into (GB/T 9704-2012, 7.3.5.5); pages beyond its end have the usual ones.
  package func build(
    _ flow: [FlowItem], rowChanges: [Int] = [], findings: inout Findings
  ) -> BuiltPages {
    var structure = StructureTree()
    return build(
      FlowWindow(flow), rowChanges: rowChanges, structure: &structure, findings: &findings)
  }

  /// The same for a flow whose long lists are set page by page.
  ///
  /// - Parameter keep: sees each page when it is complete and gives what is kept of it; a long
  ///   document keeps its pages without their items.
  package func build(
    _ flow: FlowWindow, rowChanges: [Int] = [], structure: inout StructureTree,
    findings: inout Findings, keep: (BuiltPage) -> BuiltPage = { $0 }
  ) -> BuiltPages {
    var window = flow
    var result = BuiltPages()
    var section = first
    var nextNumber = first.firstNumber ?? 1
    var start = 0
    var continues = false
    // Labels of row groups that earlier pages began.
    var begun: [FlowSpan] = []
    // Notes that go on from the page before.
    var carried: [NotePart] = []
    while true {
      start = window.prepare(
        from: start, height: section.room.height, structure: &structure, findings: &findings)
      let flow = window.items
      guard start < flow.count || !carried.isEmpty else { break }
      switch start < flow.count ? flow[start].kind : .rows(0) {
      case .section(let next):
        section = next
        if let number = next.firstNumber { nextNumber = number }
        (start, continues) = (start + 1, false)
        continue
      case .longRows:
        // A list that turned out to have no rows.
        start += 1
        continue
      case .pageBreak, .space:
        // Blanks vanish at a page's top, and a break at a page's top is no second one.
        if case .pageBreak = flow[start].kind { continues = false }
        start += 1
        continue
      case .box, .footed, .rows, .listEnd: break
      }
      var page = BuiltPage(
        section: section, area: typeArea(of: section, index: result.pages.count),
        number: nextNumber, isNumbered: section.numbering != .none)
      let index = result.pages.count
      let grid = RowGrid(
        section, start < flow.count ? flow[start] : nil, extent: rowExtent,
        change: rowChanges.indices.contains(index) ? rowChanges[index] : 0)
      page.grid = grid
      page.isFirstOfPart = result.pages.isEmpty
      let filling = fill(
        flow, from: start, in: section, grid, continues: continues, carried: carried)
      let end =
        start == flow.count
        ? start
        : breakPoint(
          flow, filling, from: start, page: result.pages.count + 1, in: section,
          findings: &findings)
      let goesOn = filling.overflow != nil
      emit(
        flow, filling, start..<end, continues: continues, goesOn: goesOn, begun: &begun, on: &page,
        into: &result, findings: &findings)
      carried = endNotes(flow, start..<end, carried, on: &page, into: &result, &findings)
      page.end = end
      result.pages.append(keep(page))
      nextNumber += 1
      (start, continues) = (end, goesOn)
    }
    return result
  }

  /// Even pages have their margins exchanged where they are mirrored (std:B-2).
  func typeArea(of section: PageSection, index: Int) -> Rect {
    guard mirrorsMargins, index % 2 == 1, section.page.width < section.page.height else {
      return section.area
    }
    var area = section.area
    area.origin.x = section.page.width - area.maxX
    return area
  }
}

/// A flow whose long lists are set as far as the page in hand needs them.
package struct FlowWindow {
  package private(set) var items: [FlowItem]
  private var lists: [LongListFlow]
  /// So many items may lie behind the page in hand: dropping them for each page would cost more
  /// than holding a few pages.
  private static let mostBehind = 200

  package init(_ items: [FlowItem], lists: [LongListFlow] = []) {
    self.items = items
    self.lists = lists
  }

  /// Sets rows of long lists until what stands from an item on is surely more than a page, and drops
  /// what lies behind. Gives the item's new number.
  mutating func prepare(
    from start: Int, height: Length, structure: inout StructureTree, findings: inout Findings
  ) -> Int {
    guard !lists.isEmpty else { return start }
    var start = start
    if start > Self.mostBehind {
      items.removeFirst(start)
      start = 0
    }
    var y = Length.zero
    var index = start
    while index < items.count, y < height * 2 {
      switch items[index].kind {
      case .longRows(let list):
        let more = lists[list].next(structure: &structure, findings: &findings)
        let rest = lists[list].isAtEnd ? [] : [items[index]]
        items.replaceSubrange(index...index, with: more + rest)
        continue
      case .box(let box): y += box.height
      default: break
      }
      index += 1
    }
    return start
  }
}
