import Pages
import Typography

/// 附件 (7.3.7).
extension Survey {
  mutating func annexes() {
    guard form.isOfficial else { return }
    for mark in reading.elements(.annexMark) {
      guard let line = mark.lines.first else { continue }
      let subject = Words(line.text, line.text)
      newPage(mark, line, subject)
      let row = 1 + Figures.whole((line.top - Standard.top) / rowPitch)
      let indent = line.left - areaLeft(line.page)
      let isFlush = abs(indent) <= Standard.tolerance
      add(
        .annexMarkPlace, .words(Words("第1行，顶格", "line 1, flush left")),
        .words(
          Words(
            "第\(row)行，" + (isFlush ? "顶格" : "空 \(Figures.fixed(indent)) mm"),
            "line \(row), " + (isFlush ? "flush left" : "\(Figures.fixed(indent)) mm in")),
          conforms: isFlush && row == 1), page: line.page, subject: subject)
      addType(
        .annexMarkType, .hei, .three, glyphs: line.glyphs.map { ($0, line.page) },
        subject: subject, digits: true)
    }
    titleRows()
    names()
    turnedTables()
  }

  /// Whether anything of another element stands above the mark on its page.
  private mutating func newPage(_ mark: SeenElement, _ line: SeenLine, _ subject: Words) {
    let above = reading.pages[line.page].lines.filter {
      $0.artifact == nil && $0.element != mark.id && $0.bottom < line.top + 0.01
    }
    add(
      .annexPage, .words(Words("另面", "a new page")),
      .words(
        above.isEmpty
          ? Words("另面", "a new page")
          : Words("上面还有\(above.count)行", "\(above.count) lines above it"),
        conforms: above.isEmpty), page: line.page, subject: subject)
  }

  /// An annex's title stands on line 3; a cover has a place of its own.
  private mutating func titleRows() {
    for element in reading.elements
    where (element.part == .annexTitle || element.part == .enactedTitle) && !element.isTurned {
      guard let line = element.lines.first else { continue }
      let row = 1 + Figures.whole((line.top - Standard.top) / rowPitch)
      add(
        .annexTitleRow, .words(Words("第3行", "line 3")),
        .words(Words("第\(row)行", "line \(row)"), conforms: row == 3), page: line.page,
        subject: Words(element.text.shortened, element.text.shortened))
    }
  }

  /// A4 横排表格 (8): turned so that its head is at the sheet's left edge, whether the page is odd
  /// (binding edge) or even (fore-edge); the page number stays where it is on all pages.
  private mutating func turnedTables() {
    let cells = reading.elements.filter(\.isTurned)
    for page in Set(cells.flatMap { $0.lines.map(\.page) }).sorted() {
      func left(_ isHead: Bool) -> Double? {
        cells.filter { element in
          guard case .headerCell = element.kind else {
            if case .dataCell = element.kind { return !isHead }
            return false
          }
          return isHead
        }.flatMap(\.lines).filter { $0.page == page }.compactMap { $0.ink?.left }.min()
      }
      guard let head = left(true), let data = left(false) else { continue }
      add(
        .turnedTables, .words(Words("表头在左", "head at the left")),
        .words(
          head <= data ? Words("表头在左", "head at the left") : Words("表头不在左", "head not at the left"),
          conforms: head <= data), page: page)
    }
  }

  /// Numbers and names of the 附件说明 against the marks and titles of the annexes.
  private mutating func names() {
    let listed = reading.elements(.annexNote).map { element -> (number: Int?, name: String) in
      guard let line = element.lines.first else { return (nil, element.text) }
      let head = AnnexHead(line)
      return (head.number, String(element.text.dropFirst(head.prefix)))
    }
    let marks = reading.elements.filter { $0.part == .annexMark }
    guard !listed.isEmpty || !marks.isEmpty else { return }
    var faults: [(words: Words, page: Int)] = []
    if listed.count != marks.count {
      faults.append(
        (
          Words(
            "说明列\(listed.count)件，附\(marks.count)件", "\(listed.count) listed, \(marks.count) there"),
          marks.first?.page ?? 0
        ))
    }
    for (entry, mark) in zip(listed, marks) {
      let number = entry.number.map(String.init) ?? ""
      if mark.text != "附件" + number {
        faults.append(
          (Words("“\(mark.text)”对第\(number)件", "“\(mark.text)” for \(number)"), mark.page))
      }
      // What follows the mark: the title's own element, which a cover sets as a title too.
      let title = reading.elements.first { element in
        guard element.id > mark.id, case .heading(let level) = element.kind else { return false }
        return level == 0
      }
      if let title, title.text != entry.name {
        faults.append(
          (
            Words(
              "“\(title.text.shortened)”与说明不同", "“\(title.text.shortened)” is not what is listed"),
            title.page
          ))
      }
    }
    add(
      .annexNames, .words(Words("名称、顺序号一致", "names and numbers agree")),
      .words(
        faults.first?.words ?? Words("一致", "they agree"), conforms: faults.isEmpty),
      page: faults.first?.page, note: .counted(max(listed.count, marks.count), Unit.names))
  }
}
