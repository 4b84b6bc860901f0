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
    var result = BuiltPages()
    var section = first
    var nextNumber = first.firstNumber ?? 1
    var start = 0
    var continues = false
    // Labels of row groups that earlier pages began.
    var begun: Set<ObjectIdentifier> = []
    // Notes that go on from the page before.
    var carried: [NotePart] = []
    while start < flow.count || !carried.isEmpty {
      switch start < flow.count ? flow[start].kind : .rows(0) {
      case .section(let next):
        section = next
        if let number = next.firstNumber { nextNumber = number }
        (start, continues) = (start + 1, false)
        continue
      case .pageBreak, .space:
        // Blanks vanish at a page's top, and a break at a page's top is no second one.
        if case .pageBreak = flow[start].kind { continues = false }
        start += 1
        continue
      case .box, .footed, .rows: break
      }
      var page = BuiltPage(
        section: section, area: typeArea(of: section, index: result.pages.count),
        number: nextNumber, isNumbered: section.numbering != .none)
      let index = result.pages.count
      let grid = RowGrid(
        section, start < flow.count ? flow[start] : nil, extent: rowExtent,
        change: rowChanges.indices.contains(index) ? rowChanges[index] : 0)
      page.grid = grid
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
        into: &result)
      carried = endNotes(flow, start..<end, carried, on: &page, into: &result, &findings)
      page.end = end
      result.pages.append(page)
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

/// Where the items of a page come to lie, as far as they fit.
struct Filling {
  /// Heights from the type area's upper edge, for the items from the start on.
  var heights: [Length] = []
  /// The first item that does not fit; nil where the page ended for another reason.
  var overflow: Int?
  /// One past the last item that was looked at and fits.
  var end: Int
  var footedHeight: Length = .zero
}

extension PageBuilder {
  /// The notes of a page whose items are placed, and what of them goes on overleaf.
  private func endNotes(
    _ flow: [FlowItem], _ range: Range<Int>, _ carried: [NotePart], on page: inout BuiltPage,
    into result: inout BuiltPages, _ findings: inout Findings
  ) -> [NotePart] {
    guard !notes.isEmpty else { return [] }
    var load = NoteLoad(notes, carried: carried, area: page.section.room.height)
    var begun: [Int] = []
    var hasText = false
    for index in range {
      switch flow[index].kind {
      case .box(let box), .footed(let box):
        hasText = true
        begun += box.noteIdentifiers
      default: break
      }
    }
    load.add(begun)
    result.notes += begun.map { ($0, result.pages.count) }
    let rest = placeNotes(load, on: &page, footed: footedHeight(flow, range), hasText: hasText)
    reportMovedNotes(rest, of: begun, page: result.pages.count + 1, findings: &findings)
    return rest
  }

  /// Lays items below one another until one does not fit or the page is told to end.
  func fill(
    _ flow: [FlowItem], from start: Int, in section: PageSection, _ grid: RowGrid,
    continues: Bool, carried: [NotePart] = []
  ) -> Filling {
    var filling = Filling(end: start)
    var load = NoteLoad(notes, carried: carried, area: section.room.height)
    // Whether the last note goes on overleaf, so that nothing more has room here.
    var isCut = false
    var y = Length.zero
    var hasBox = false
    var depth = Length.zero
    for index in start..<flow.count {
      let item = flow[index]
      switch item.kind {
      case .pageBreak, .section: return filling
      case .space(let height):
        filling.heights.append(y)
        if hasBox { y += grid.scaled(height) }
      case .rows(let count):
        y = grid.onRow(y)
        filling.heights.append(y)
        y += (grid.pitch ?? .pt(24)) * count
      case .footed(let box):
        let room = section.room.height - filling.footedHeight - depth - load.fullHeight
        if hasBox, isCut || box.height > room {
          filling.overflow = index
          return filling
        }
        filling.heights.append(y)
        filling.footedHeight += box.height
        hasBox = true
      case .box(let box):
        if !item.isFlush { y = grid.onRow(y) }
        if !hasBox, continues { y += box.repeatedHeadHeight }
        let begun = notes.isEmpty ? [] : box.noteIdentifiers
        var loaded = load
        loaded.add(begun)
        let bottom = max(depth, y + box.extent)
        let room = section.room.height - filling.footedHeight - bottom
        let isHeldBack = isCut || (load.isBlocked && !begun.isEmpty)
        if hasBox, isHeldBack || loaded.leastHeight > room {
          filling.overflow = index
          return filling
        }
        load = loaded
        isCut = load.fullHeight > room
        filling.heights.append(y)
        depth = bottom
        y += box.startsGrid ? box.height : grid.scaled(box.height)
        hasBox = true
      }
      filling.end = index + 1
    }
    return filling
  }

  /// Where the page ends: before the last item that may begin a page, or, where no item may, where
  /// the weakest rule yields.
  private func breakPoint(
    _ flow: [FlowItem], _ filling: Filling, from start: Int, page: Int, in section: PageSection,
    findings: inout Findings
  ) -> Int {
    reportTooTall(flow, filling, from: start, page: page, in: section, findings: &findings)
    guard let overflow = filling.overflow else { return max(filling.end, start + 1) }
    let least = firstBox(flow, from: start) + 1
    guard least <= overflow else { return start + 1 }
    var best: (index: Int, rule: KeepRule)?
    for index in stride(from: overflow, through: least, by: -1) {
      switch effectiveBreak(flow, at: index) {
      case .allowed: return index
      case .kept(let rule):
        if best.map({ rule < $0.rule }) ?? true { best = (index, rule) }
      }
    }
    guard let best else { return overflow }
    findings.add(
      LayoutProblem.keepRuleYielded(best.rule, page: page),
      at: Label(.template, flow[best.index].place))
    return best.index
  }

  private func firstBox(_ flow: [FlowItem], from start: Int) -> Int {
    var index = start
    while index < flow.count {
      switch flow[index].kind {
      case .box, .footed: return index
      default: index += 1
      }
    }
    return start
  }

  /// A blank before a box may go exactly where the box may.
  private func effectiveBreak(_ flow: [FlowItem], at index: Int) -> FlowItem.Break {
    var index = index
    while index < flow.count, case .space = flow[index].kind { index += 1 }
    return index < flow.count ? flow[index].breakBefore : .allowed
  }

  private func reportTooTall(
    _ flow: [FlowItem], _ filling: Filling, from start: Int, page: Int, in section: PageSection,
    findings: inout Findings
  ) {
    let index = firstBox(flow, from: start)
    guard index - start < filling.heights.count else { return }
    let extent: Length
    switch flow[index].kind {
    case .box(let box): extent = filling.heights[index - start] + box.extent
    case .footed(let box): extent = box.height
    default: return
    }
    guard extent > section.room.height else { return }
    findings.add(
      LayoutProblem.tallerThanPage(page: page, millimetres: extent.millimetres),
      at: Label(.template, flow[index].place))
  }
}

extension PageBuilder {
  /// Places the items of one page and puts their anchors and outline entries in their places.
  private func emit(
    _ flow: [FlowItem], _ filling: Filling, _ range: Range<Int>, continues: Bool, goesOn: Bool,
    begun: inout Set<ObjectIdentifier>, on page: inout BuiltPage, into result: inout BuiltPages
  ) {
    let start = range.lowerBound
    var isFirst = true
    var footedY = page.section.room.height - footedHeight(flow, range)
    let boxes = range.compactMap { index -> FlowBox? in
      if case .box(let box) = flow[index].kind { return box }
      return nil
    }
    var contents = FlowSpan.contents(ofPage: boxes, begun: &begun)[...]
    let last = range.last { if case .box = flow[$0].kind { true } else { false } }
    for index in range where index - start < filling.heights.count {
      if let source = flow[index].source, result.numberOfBlock[source] == nil {
        result.numberOfBlock[source] = page.number
      }
      switch flow[index].kind {
      case .box(let box):
        let y = filling.heights[index - start]
        if isFirst, continues {
          place(box.repeatedHead, y: y - box.repeatedHeadHeight, on: &page)
        }
        place(contents.popFirst() ?? [], y: y, on: &page)
        placeMarks(of: box, y: y, on: page, into: &result)
        if isFirst, continues { place(box.itemsAtTop, y: y, on: &page) }
        if index == last, goesOn { place(box.itemsAtBottom, y: y, on: &page) }
        page.depth = max(page.depth, y + box.extent)
        page.textDepth = max(page.textDepth, y + box.extent)
        isFirst = false
      case .footed(let box):
        place(box.items, y: footedY, on: &page)
        placeMarks(of: box, y: footedY, on: page, into: &result)
        footedY += box.height
        page.depth = page.section.room.height
        isFirst = false
      default: break
      }
    }
  }

  private func footedHeight(_ flow: [FlowItem], _ range: Range<Int>) -> Length {
    range.reduce(.zero) { sum, index in
      if case .footed(let box) = flow[index].kind { return sum + box.height }
      return sum
    }
  }

  private func place(_ items: [PlacedItem], y: Length, on page: inout BuiltPage) {
    for var item in items {
      item.origin = page.onSheet(item.origin + Point(x: .zero, y: y))
      item.isTurned = page.section.isTurned
      page.items.append(item)
    }
  }

  /// The anchors and outline entries of a box.
  private func placeMarks(
    of box: FlowBox, y: Length, on page: BuiltPage, into result: inout BuiltPages
  ) {
    let offset = Point(x: .zero, y: y)
    for var anchor in box.anchors where anchor.kind != Anchor.Kind.footnote.rawValue {
      anchor.page = result.pages.count
      anchor.position = page.onSheet(anchor.position + offset)
      result.anchors.append(anchor)
    }
    for var entry in box.outline {
      entry.page = result.pages.count
      entry.y = page.onSheet(Point(x: .zero, y: y + entry.y)).y
      result.outline.append(entry)
    }
  }
}
