import Diagnostics
import Document
import Pages
import Typography

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
  func endNotes(
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
    var lists = ListsOnPage()
    for index in start..<flow.count {
      let item = flow[index]
      switch item.kind {
      case .pageBreak, .section, .longRows: return filling
      case .space(let height):
        filling.heights.append(y)
        if hasBox { y += grid.scaled(height) }
      case .rows(let count):
        y = grid.onRow(y)
        filling.heights.append(y)
        y += (grid.pitch ?? .pt(24)) * count
      case .listEnd(let totals):
        filling.heights.append(y)
        guard lists.needsTotals(totals) else { break }
        y += totals.lastHeight
        depth = max(depth, y)
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
        // Room for 页计, unless all of the list is on this page.
        if let reserve = lists.add(box), hasBox, loaded.leastHeight + reserve > room {
          let left = section.room.height - filling.footedHeight - loaded.leastHeight
          guard lists.isWhole(box, flow, from: index, y: y, room: left) else {
            filling.overflow = index
            return filling
          }
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
  func breakPoint(
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

/// The lists with 页计 of which a page shows rows.
struct ListsOnPage {
  private struct Entry {
    var totals: ListTotals
    var items: Range<Int>?
    /// The list's first row stands on this page.
    var begins = false
    /// All of it does, so that it has no 页计.
    var isWhole = false
  }
  private var entries: [Entry] = []

  private func index(of totals: ListTotals) -> Int? {
    entries.lastIndex { $0.totals === totals }
  }

  /// Takes note of a box; gives the room that 页计 needs below it, nil where it needs none.
  mutating func add(_ box: FlowBox) -> Length? {
    guard let totals = box.totals else { return nil }
    if index(of: totals) == nil { entries.append(Entry(totals: totals)) }
    guard let index = index(of: totals) else { return nil }
    if let items = box.listItems {
      if items.lowerBound == 0 { entries[index].begins = true }
      let known = entries[index].items
      entries[index].items = (known?.lowerBound ?? items.lowerBound)..<items.upperBound
    }
    return entries[index].isWhole ? nil : totals.height
  }

  /// Whether a list that began on this page ends on it, totals included, so that no 页计 is needed.
  mutating func isWhole(
    _ box: FlowBox, _ flow: [FlowItem], from start: Int, y: Length, room: Length
  ) -> Bool {
    guard let totals = box.totals, let entry = index(of: totals), entries[entry].begins else {
      return false
    }
    var y = y
    var hasEnded = false
    for item in flow[start...] {
      switch item.kind {
      case .box(let box):
        if hasEnded, !item.isFlush { break }
        if y + box.extent > room { return false }
        y += box.height
        continue
      case .listEnd(let end):
        hasEnded = end === totals
        continue
      case .longRows: return false
      default: break
      }
      break
    }
    entries[entry].isWhole = hasEnded
    return hasEnded
  }

  /// Whether a list that ends here began on an earlier page and shows rows on this one.
  func needsTotals(_ totals: ListTotals) -> Bool {
    guard let index = index(of: totals) else { return false }
    return !entries[index].begins && entries[index].items != nil
  }

  func items(of totals: ListTotals) -> Range<Int>? {
    index(of: totals).flatMap { entries[$0].items }
  }
}
