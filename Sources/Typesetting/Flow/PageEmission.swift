import Diagnostics
import Document
import Pages
import Typography

extension PageBuilder {
  /// Places the items of one page and puts their anchors and outline entries in their places.
  func emit(
    _ flow: [FlowItem], _ filling: Filling, _ range: Range<Int>, continues: Bool, goesOn: Bool,
    begun: inout [FlowSpan], on page: inout BuiltPage, into result: inout BuiltPages,
    findings: inout Findings
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
    let cut = goesOn ? last.flatMap { list(of: flow, cutBehind: $0) } : nil
    var lists = ListsOnPage()
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
        _ = lists.add(box)
        let isCut = box.extent != box.height
        if index == last, goesOn, cut == nil || isCut { place(box.itemsAtBottom, y: y, on: &page) }
        page.depth = max(page.depth, y + box.extent)
        page.textDepth = max(page.textDepth, y + box.extent)
        if index == last, let cut, let items = lists.items(of: cut) {
          let foot = cut.foot(of: items, isLast: false, closes: true)
          place(foot, y: y + box.extent, on: &page, findings: &findings)
        }
        isFirst = false
      case .listEnd(let totals):
        guard lists.needsTotals(totals), let items = lists.items(of: totals) else { break }
        let foot = totals.foot(of: items, isLast: true, closes: !isFollowedByRow(flow, index))
        place(foot, y: filling.heights[index - start], on: &page, findings: &findings)
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

  func footedHeight(_ flow: [FlowItem], _ range: Range<Int>) -> Length {
    range.reduce(.zero) { sum, index in
      if case .footed(let box) = flow[index].kind { return sum + box.height }
      return sum
    }
  }

  /// The list that goes on overleaf behind a box, if it has 页计.
  private func list(of flow: [FlowItem], cutBehind last: Int) -> ListTotals? {
    guard case .box(let box) = flow[last].kind, let totals = box.totals else { return nil }
    guard last + 1 < flow.count else { return nil }
    switch flow[last + 1].kind {
    case .box(let next): return next.totals === totals ? totals : nil
    case .listEnd(let end): return end === totals ? totals : nil
    case .longRows: return totals
    default: return nil
    }
  }

  /// Whether 合计 stands directly below the end of a list's rows.
  private func isFollowedByRow(_ flow: [FlowItem], _ index: Int) -> Bool {
    guard index + 1 < flow.count, case .box = flow[index + 1].kind else { return false }
    return flow[index + 1].isFlush
  }

  private func place(
    _ foot: ListTotals.Foot, y: Length, on page: inout BuiltPage, findings: inout Findings
  ) {
    place(foot.items, y: y, on: &page)
    findings.add(contentsOf: foot.findings)
    page.depth = max(page.depth, y + foot.height)
    page.textDepth = max(page.textDepth, y + foot.height)
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
