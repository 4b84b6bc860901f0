import Diagnostics
import Document
import Pages
import Typography

/// What stands on a page besides the text: page number, 草稿, the grid. All of it is artefact.
package struct PageFurniture {
  let exact: ExactSetter
  let sheet: StyleSheet
  let profile: LayoutProfile
  let stamp: PageStamp

  package func finish(_ built: [BuiltPage], findings: inout Findings) -> [Page] {
    let totals = Self.totals(of: built)
    return zip(built, totals).map { finish($0, total: $1, findings: &findings) }
  }

  /// - Parameter total: the last number of the run that the page is counted in.
  func finish(_ page: BuiltPage, total: Int, findings: inout Findings) -> Page {
    var items: [PlacedItem] = []
    if profile.showsGrid { items.append(grid(page)) }
    if let stamp = stampText(findings: &findings) { items.append(place(stamp, on: page)) }
    if let header = page.section.header { items.append(place(header, on: page)) }
    items += page.items + page.notes
    if page.isNumbered {
      items += number(of: page, total: total, findings: &findings)
    }
    return Page(
      size: page.section.page, items: items, label: page.isNumbered ? "\(page.number)" : nil)
  }

  /// 共×页 for each page: where numbers begin anew, another run of pages begins.
  static func totals(of pages: [BuiltPage]) -> [Int] {
    var totals = [Int](repeating: 0, count: pages.count)
    var total = 0
    for index in pages.indices.reversed() {
      let isLast = index + 1 == pages.count || pages[index + 1].number != pages[index].number + 1
      if isLast { total = pages[index].number }
      totals[index] = total
    }
    return totals
  }

  // MARK: Page numbers

  private func number(
    of page: BuiltPage, total: Int, findings: inout Findings
  ) -> [PlacedItem] {
    switch page.section.numbering {
    case .official, .none: [official(page, findings: &findings)]
    case .centred: [centred(page, findings: &findings)]
    case .stated(let form) where form.pieces.isEmpty: []
    case .stated(let form): [stated(form, page, total: total, findings: &findings)]
    }
  }

  /// As the document words it, where numbers of its style stand.
  private func stated(
    _ form: PageNumberForm, _ page: BuiltPage, total: Int, findings: inout Findings
  ) -> PlacedItem {
    let text = form.pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .number: "\(page.number)"
      case .total: "\(total)"
      }
    }.joined()
    let isGridded = page.section.pitch != nil
    let size = isGridded ? TypeSize.four : TypeSize.five
    let line = exact.set(text, role: .song, size: size, purpose: "页码", findings: &findings)
    let (left, right) = (page.area.minX, page.area.maxX - line.width)
    let x: Length
    switch form.position {
    case .centre: x = left + (right - left) / 2
    case .left: x = left
    case .right: x = right
    case .outside: x = page.number % 2 == 1 ? right : left
    }
    let y =
      isGridded ? page.area.maxY + .mm(7) + line.inkTop : page.section.page.height - .mm(15)
    return PlacedItem(
      origin: Point(x: x, y: y), fragment: line.fragment, role: .artifact(.pageNumber))
  }

  /// 页眉 stands 7 mm above the type area, and no higher than 12 mm below the sheet's edge.
  private func place(_ header: Fragment, on page: BuiltPage) -> PlacedItem {
    let x = page.area.minX + (page.area.size.width - page.section.headerWidth) / 2
    return PlacedItem(
      origin: Point(x: x, y: max(.mm(12), page.area.minY - .mm(7))), fragment: header,
      role: .artifact(.header))
  }

  /// 四号 half-width 宋体 digits between two 一字线 whose upper side lies 7 mm below the 版心; one 字
  /// in from the right on odd pages, from the left on even ones (7.5; std:G-66).
  private func official(_ page: BuiltPage, findings: inout Findings) -> PlacedItem {
    let size = TypeSize.four
    let dash = exact.set("—", role: .song, size: size, purpose: "页码", findings: &findings)
    let digits = exact.set(
      "\(page.number)", role: .song, size: size, digitWidth: 500, purpose: "页码",
      findings: &findings)
    let gap = size / 4
    let lead = profile.dashesPageNumber ? dash.width + gap : .zero
    let width = lead * 2 + digits.width
    // A dash's highest ink is its upper side.
    let baseline = page.area.maxY + .mm(7) + dash.inkTop
    let isOdd = page.number % 2 == 1
    let outside = isOdd ? page.area.maxX - size - width : page.area.minX + size
    let centred = page.area.minX + (page.area.size.width - width) / 2
    let x = profile.centresPageNumber ? centred : outside
    var marks = digits.fragment.marks.moved(by: lead)
    if profile.dashesPageNumber {
      let end = dash.fragment.marks.moved(by: width - dash.width)
      marks = dash.fragment.marks + marks + end
    }
    return PlacedItem(
      origin: Point(x: x, y: baseline),
      fragment: Fragment(marks), role: .artifact(.pageNumber))
  }

  private func centred(_ page: BuiltPage, findings: inout Findings) -> PlacedItem {
    let size = TypeSize.five
    let text = exact.set(
      "- \(page.number) -", role: .song, size: size, purpose: "页码", findings: &findings)
    let x = page.area.minX + (page.area.size.width - text.width) / 2
    return PlacedItem(
      origin: Point(x: x, y: page.section.page.height - .mm(15)), fragment: text.fragment,
      role: .artifact(.pageNumber))
  }

  // MARK: 草稿 and the grid

  private func stampText(findings: inout Findings) -> ExactText? {
    guard stamp == .draft else { return nil }
    return exact.set(
      stamp.rawValue, role: .title, size: TypeSize.two, ink: .grey, spread: .mm(26),
      purpose: stamp.rawValue, findings: &findings)
  }

  /// In the upper margin at the right, clear of the text.
  private func place(_ text: ExactText, on page: BuiltPage) -> PlacedItem {
    let y = min(page.area.minY - .mm(6), .mm(20))
    return PlacedItem(
      origin: Point(x: page.area.maxX - text.width, y: y), fragment: text.fragment,
      role: .artifact(.stamp))
  }

  private func grid(_ page: BuiltPage) -> PlacedItem {
    let area = page.section.room
    let thin = Length.mm(0.1)
    var marks: [Mark] = []
    func horizontal(_ y: Length) {
      marks.append(.rule(Rect(x: .zero, y: y, width: area.width, height: thin), .grey))
    }
    func vertical(_ x: Length) {
      marks.append(.rule(Rect(x: x, y: .zero, width: thin, height: area.height), .grey))
    }
    if let pitch = page.grid.pitch, pitch > .zero {
      var y = page.grid.origin + sheet.lead
      while y + sheet.bodySize <= area.height {
        horizontal(y)
        horizontal(y + sheet.bodySize - thin)
        y += pitch
      }
      let cells = area.width.whole(sheet.cell)
      for cell in 0...max(1, cells) {
        vertical(area.width.scaled(cell, max(1, cells)) - (cell == cells ? thin : .zero))
      }
    } else {
      horizontal(.zero)
      horizontal(area.height - thin)
      vertical(.zero)
      vertical(area.width - thin)
    }
    return PlacedItem(
      origin: page.onSheet(.zero), fragment: Fragment(marks), role: .artifact(.guide),
      isTurned: page.section.isTurned)
  }
}

extension [Mark] {
  /// The same marks further right.
  func moved(by x: Length) -> [Mark] {
    map { mark in
      guard case .glyphs(var run) = mark else { return mark }
      run.origin.x += x
      return .glyphs(run)
    }
  }
}
