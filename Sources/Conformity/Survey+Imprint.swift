import Pages
import Typography

/// 版记 (7.4).
extension Survey {
  mutating func imprint() {
    guard form.isOfficial else { return }
    let lists = reading.elements.filter { $0.part == .copies || $0.part == .movedAddressees }
    let printer = reading.elements.filter { $0.part == .printer || $0.part == .printDate }
    let parts = lists + printer
    guard let page = parts.first?.page else { return }
    if form == .normal || form == .minutes {
      rules(hasLists: !lists.isEmpty, hasPrinter: !printer.isEmpty)
      imprintPage(page)
    }
    addType(.imprintType, .fangsong, .four, parts.flatMap(\.lines))
    for list in lists { copies(list) }
    printerLine(page)
  }

  private mutating func rules(hasLists: Bool, hasPrinter: Bool) {
    let rules = reading.pages.flatMap(\.rules).filter { $0.artifact == .imprintRule }
      .sorted { ($0.page, $0.y) < ($1.page, $1.y) }
    // One above, one below, and one between 抄送 and 印发机关.
    add(
      .imprintRules, .count(hasLists && hasPrinter ? 3 : 2, unit: Unit.rules),
      .count(rules.count, unit: Unit.rules), page: rules.first?.page)
    guard let first = rules.first, let last = rules.last else { return }
    let outer = rules.count > 1 ? [first, last] : [first]
    addWorst(
      .imprintOuter, 0.35, within: 0.02, outer.map { ($0.height, $0.page) }, unit: Unit.rules)
    let inner = rules.dropFirst().dropLast()
    addWorst(
      .imprintInner, 0.25, within: 0.02, inner.map { ($0.height, $0.page) }, unit: Unit.rules)
    addWorst(
      .imprintWidth, Standard.width, rules.map { ($0.width, $0.page) }, unit: Unit.rules)
    add(
      .imprintFoot,
      .length(
        areaBottom, tolerance: Standard.tolerance,
        meaning: Words("版心下边缘", "foot of the type area")),
      .length(last.bottom), page: last.page)
  }

  /// On the last page, which is an even one.
  private mutating func imprintPage(_ page: Int) {
    let count = reading.pages.count
    let isLast = page == count - 1
    let isEven = (page + 1) % 2 == 0
    add(
      .imprintPage, .words(Words("末面，双页", "last page, an even one")),
      .words(
        Words(
          "第\(page + 1)面，共\(count)面", "page \(page + 1) of \(count)"), conforms: isLast && isEven),
      page: page)
  }

  /// One 字 of 四号 from both sides, further lines under the first character after the colon, a
  /// full-width colon and a full stop.
  private mutating func copies(_ element: SeenElement) {
    guard let first = element.lines.first else { return }
    let subject = Words(
      element.part == .copies ? "抄送" : "主送", element.part == .copies ? "抄送" : "主送")
    let cell = Standard.millimetres(14)
    add(
      .copiesIndent, .length(cell, tolerance: Standard.tolerance, meaning: .cells(1)),
      .length(first.left - areaLeft(first.page)), page: first.page, subject: subject)
    let overlong = element.lines.filter {
      $0.right(near: areaRight($0.page) - cell) > areaRight($0.page) - cell + Standard.tolerance
    }
    addCount(
      .copiesIndent, wrong: overlong.map(\.page), of: element.lines.count, unit: Unit.lines,
      subject: Words("右空1字以外", "beyond 1 字 at the right"))
    let colon = first.glyphs.firstIndex { $0.text == "：" }
    if let colon, first.glyphs.indices.contains(colon + 1) {
      let start = first.glyphs[colon + 1].x
      addWorst(
        .copiesHanging, 0, within: Standard.faceTolerance,
        meaning: Words("与冒号后首字对齐", "under the first character after the colon"),
        element.lines.dropFirst().map { ($0.left(near: start) - start, $0.page) },
        unit: Unit.lines)
    }
    let ends = element.lines.last?.glyphs.last?.text ?? ""
    let hasColon = colon == 2
    add(
      .copiesMarks, .words(Words("“：”和“。”", "：and 。")),
      .words(
        Words(
          (hasColon ? "“：”" : "没有冒号") + "，末尾“\(ends)”",
          (hasColon ? "：" : "no colon") + ", ends with “\(ends)”"),
        conforms: hasColon && ends == "。"), page: first.page, subject: subject)
  }

  private mutating func printerLine(_ page: Int) {
    let cell = Standard.millimetres(14)
    let printer = reading.lines(.printer).first
    let date = reading.lines(.printDate).first
    if let printer {
      add(
        .printerIndent, .length(cell, tolerance: Standard.tolerance, meaning: .cells(1)),
        .length(printer.left - areaLeft(page)), page: page)
    }
    if let date {
      add(
        .printDateIndent, .length(cell, tolerance: Standard.tolerance, meaning: .cells(1)),
        .length(areaRight(page) - date.right), page: page)
      let text = date.text
      if let conforms = WrittenDate.conforms(text, suffix: "印发") {
        add(
          .printDateForm, .words(Words("2025年7月8日印发", "2025年7月8日印发")),
          .words(Words(text.shortened, text.shortened), conforms: conforms), page: page)
      } else {
        add(
          .printDateForm, Words("2025年7月8日印发", "2025年7月8日印发"), verdict: .notApplicable,
          note: Words("日期留待手写", "left to be written by hand"))
      }
    }
    guard let line = printer ?? date,
      let foot = reading.pages[page].rules.filter({ $0.artifact == .imprintRule })
        .max(by: { $0.y < $1.y })
    else { return }
    // Above the last rule by less than a row, with nothing between, on one line.
    let between = reading.pages[page].lines.filter {
      $0.baseline > line.baseline + 0.5 && $0.baseline < foot.y && $0.artifact == nil
    }
    let isLevel =
      printer.map { abs($0.baseline - line.baseline) < 0.2 } ?? true
      && (date.map { abs($0.baseline - line.baseline) < 0.2 } ?? true)
    let gap = foot.y - line.bottom
    add(
      .printerRow,
      .range(0...rowPitch, meaning: Words("末条分隔线之上一行", "the line above the last rule")),
      isLevel && between.isEmpty
        ? .length(gap)
        : .words(Words("不在末条分隔线之上同一行", "not on one line above the last rule"), conforms: false),
      page: page)
  }
}
