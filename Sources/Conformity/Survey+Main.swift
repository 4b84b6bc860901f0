import Pages
import Typography

/// 标题, 主送机关, 正文, 附件说明 (7.3.1 to 7.3.4).
extension Survey {
  mutating func mainText() {
    guard form.isGridded else { return }
    titles()
    addressees()
    paragraphs()
    levels()
    if form.isOfficial {
      firstPage()
      annexNote()
      attendance()
      order()
    }
  }

  // MARK: 标题

  private mutating func titles() {
    var offsets: [(value: Double, page: Int)] = []
    for element in reading.elements
    where element.part == .title || element.part == .annexTitle || element.part == .enactedTitle {
      guard let first = element.lines.first, !element.isInTable else { continue }
      let subject = Words(element.text.shortened, element.text.shortened)
      addType(.titleType, .title, .two, element.lines, subject: subject)
      offsets += element.lines.map { line in
        // A closing mark at a line's end is blank in its right half.
        let middle = (areaLeft(line.page) + areaRight(line.page)) / 2
        let ink = line.ink.map { ($0.left + $0.right) / 2 } ?? line.centre
        let both = [line.centre - middle, ink - middle]
        return (value: both.min { abs($0) < abs($1) } ?? 0, page: line.page)
      }
      if element.lines.count > 1 {
        let shape = TitleShape(widths: element.lines.map { ($0.right - $0.left) / $0.em })
        add(
          .titleShape, .words(Words("梯形或菱形", "trapezoid or diamond")),
          .words(shape.words, conforms: shape.isWanted), page: first.page, subject: subject)
      }
    }
    addWorst(
      .titleCentred, 0, within: Standard.faceTolerance * 2, meaning: .centred, offsets,
      unit: Unit.lines)
    guard form == .normal || form == .minutes,
      let title = reading.elements(.title).first(where: { !$0.isInAnnex })?.lines.first,
      let rule = reading.pages.first?.rules.first(where: { $0.artifact == .redRule }),
      rule.page == title.page
    else { return }
    // The rule stands within a row of its own; the rows are counted to the nearest.
    let rows = Figures.whole((title.top - rule.bottom) / rowPitch)
    add(
      .titleRows, .count(2, unit: Unit.rows), .count(rows, unit: Unit.rows), page: title.page)
  }

  // MARK: 主送

  private mutating func addressees() {
    guard let element = reading.elements(.addressees).first(where: { !$0.isInAnnex }),
      let first = element.lines.first
    else { return }
    let title = reading.elements(.title).first { !$0.isInAnnex && $0.page == first.page }
    if form.isOfficial, let above = title?.lines.last {
      add(
        .addresseeRows, .count(1, unit: Unit.rows),
        .count(
          emptyRows(from: above.bottom, to: first.top, below: .display, on: first.page),
          unit: Unit.rows),
        page: first.page)
    }
    addWorst(
      .addresseePlace, 0, meaning: .flushLeft, indents(of: element.lines), unit: Unit.lines)
    let last = element.lines.last?.glyphs.last?.text ?? ""
    add(
      .addresseeEnd, .words(Words("全角冒号", "full-width colon")),
      .words(Words("“\(last)”", "“\(last)”"), conforms: last == "："), page: first.page)
    guard form.isOfficial,
      let body = reading.elements.first(where: {
        ($0.part == .body || $0.isHeading) && $0.id > element.id && !$0.isInTable
      })?.lines.first, let above = element.lines.last, above.page == body.page
    else { return }
    add(
      .bodyStart, .count(0, unit: Unit.rows),
      .count(emptyRows(from: above.bottom, to: body.top, on: body.page), unit: Unit.rows),
      page: body.page)
  }

  /// How far lines begin from the 版心's left edge.
  private func indents(
    of lines: some Sequence<SeenLine>, near wanted: Double = 0
  ) -> [(value: Double, page: Int)] {
    lines.map { line in
      let edge = areaLeft(line.page)
      return (line.left(near: edge + wanted) - edge, line.page)
    }
  }

  // MARK: 正文

  private var plainParagraphs: [SeenElement] {
    reading.elements.filter { $0.part == .body && !$0.isInTable }
  }

  private mutating func paragraphs() {
    let all = plainParagraphs + reading.elements.filter { $0.isHeading && !$0.isInTable }
    let first = all.compactMap(\.lines.first).filter { $0.size == bodySize }
    let further = all.flatMap { $0.lines.dropFirst() }.filter { $0.size == bodySize }
    addWorst(
      .paragraphIndent, Standard.cell * 2, meaning: .cells(2),
      indents(of: first, near: Standard.cell * 2), unit: Unit.paragraphs)
    addWorst(.continuedIndent, 0, meaning: .flushLeft, indents(of: further), unit: Unit.lines)
  }

  private mutating func levels() {
    let fonts: [FontRole] = [.hei, .kai, .fangsong, .fangsong]
    let items: [ConformityItem] = [.level1Type, .level2Type, .level3Type, .level4Type]
    for level in 1...4 {
      let own = reading.elements.filter {
        $0.isHeading && !$0.isInTable && LevelMark.level(of: $0.text) == level
      }
      addType(
        items[level - 1], fonts[level - 1], form.isOfficial ? .three : nil,
        glyphs: own.flatMap(headingGlyphs))
    }
  }

  /// What takes the level's font: the heading, or its first sentence where text runs on behind it.
  private func headingGlyphs(_ element: SeenElement) -> [(glyph: SeenGlyph, page: Int)] {
    let all = element.lines.flatMap { line in line.glyphs.map { (glyph: $0, page: line.page) } }
    guard let stop = all.firstIndex(where: { $0.glyph.text == "。" }) else { return all }
    return Array(all[...stop])
  }

  private mutating func firstPage() {
    let count = reading.elements
      .filter { $0.part == .body || $0.isHeading || $0.isInTable }
      .flatMap(\.lines).count { $0.page == 0 }
    add(
      .firstPageText, .atLeast(1, unit: Unit.lines), .count(count, unit: Unit.lines), page: 0)
  }

  // MARK: 附件说明

  /// The last line of text that stands above another line on its page.
  func textAbove(_ line: SeenLine) -> SeenLine? {
    reading.elements.filter { element in
      element.part == .body || element.part == .annexNote || element.isHeading || element.isInTable
    }.flatMap(\.lines).filter {
      $0.page == line.page && $0.bottom < line.top + 0.01 && $0.element != line.element
    }.max { $0.bottom < $1.bottom }
  }

  private mutating func annexNote() {
    let elements = reading.elements(.annexNote)
    guard let first = elements.first?.lines.first else { return }
    if let above = textAbove(first) {
      add(
        .annexNoteRows, .count(1, unit: Unit.rows),
        .count(emptyRows(from: above.bottom, to: first.top, on: first.page), unit: Unit.rows),
        page: first.page)
    }
    add(
      .annexNoteIndent,
      .length(Standard.cell * 2, tolerance: Standard.tolerance, meaning: .cells(2)),
      .length(first.left - areaLeft(first.page)), page: first.page)
    var hanging: [(value: Double, page: Int)] = []
    var numbers: [Int] = []
    for element in elements {
      guard let line = element.lines.first else { continue }
      let head = AnnexHead(line)
      numbers.append(head.number ?? 0)
      guard line.glyphs.indices.contains(head.length) else { continue }
      let start = line.glyphs[head.length].x
      for next in element.lines.dropFirst() {
        hanging.append((next.left(near: start) - start, next.page))
      }
      if element.id != elements[0].id, let own = line.glyphs.first?.x,
        let wanted = first.glyphs.dropFirst(3).first?.x
      {
        hanging.append((own - wanted, line.page))
      }
    }
    addWorst(
      .annexNoteHanging, 0, within: Standard.faceTolerance,
      meaning: Words("与上一行名称对齐", "aligned with the name above"), hanging, unit: Unit.lines)
    let wanted = elements.count > 1 ? Array(1...elements.count) : [0]
    add(
      .annexNoteNumbers,
      .words(elements.count > 1 ? Words("1.起连续", "1. and on") : Words("不编号", "none")),
      .words(
        numbers == [0]
          ? Words("不编号", "none")
          : Words(
            numbers.map { "\($0)." }.joined(separator: "、"),
            numbers.map { "\($0)." }.joined(separator: ", ")), conforms: numbers == wanted),
      page: first.page)
    let marked = elements.filter { element in
      guard let last = element.lines.last?.glyphs.last else { return false }
      return "。，、；：！？.,;:".unicodeScalars.contains(last.scalar)
    }
    addCount(
      .annexNoteEnd, wrong: marked.map(\.page), of: elements.count, unit: Unit.places)
  }

  // MARK: The order

  /// 正文, 附件说明, 署名, 附注, 附件, 版记: in this order in the reading order and on the pages.
  private mutating func order() {
    let wanted: [StructureTree.Part] = [
      .copyNumber, .secrecy, .urgency, .sign, .documentNumber, .orderNumber, .title, .addressees,
      .body, .annexNote, .signatory, .date, .note, .annexMark, .movedAddressees, .copies, .printer,
    ]
    var last = (page: -1, id: -1, part: StructureTree.Part.sign)
    var wrong: StructureTree.Part?
    var count = 0
    // Agency and date stand in the head of a 纪要, and what was held when may stand above its text.
    for part in wanted where form != .minutes || (part != .signatory && part != .date) {
      guard let first = reading.elements(part).first(where: { !$0.isInAnnex || part == .annexMark })
      else { continue }
      count += 1
      let isAfter = first.id > last.id && first.page >= last.page
      if !isAfter, wrong == nil { wrong = part }
      last = (first.page, first.id, part)
    }
    guard count > 1 else { return }
    add(
      .readingOrder, .words(Words("按标准的顺序", "as in the standard")),
      wrong.map {
        .words(Words("“\($0.rawValue)”提前", "“\($0.rawValue)” comes too early"), conforms: false)
      }
        ?? .words(Words("一致", "the same"), conforms: true),
      note: .counted(count, Unit.names))
  }
}

/// 附件：1.name: how much of the line stands before the name.
struct AnnexHead {
  var number: Int?
  var length = 0
  /// In characters of the text, for cutting it off.
  var prefix: Int { length }

  init(_ line: SeenLine) {
    let texts = line.glyphs.map(\.text)
    if texts.prefix(3).joined() == "附件：" { length = 3 }
    let digits = texts.dropFirst(length).prefix {
      $0.unicodeScalars.allSatisfy(Marks.isDigit) && !$0.isEmpty
    }
    let dot = length + digits.count
    guard !digits.isEmpty, texts.indices.contains(dot), texts[dot] == "." || texts[dot] == "．"
    else { return }
    number = Int(digits.joined())
    length = dot + 1
  }
}

/// The outline of a title's lines (std:G-40). Widths are in characters.
package enum TitleShape: Hashable {
  case trapezoid, reversedTrapezoid, diamond, rectangle, hourglass, irregular

  package init(widths: [Double]) {
    let steps = zip(widths, widths.dropFirst()).map { above, below in
      abs(below - above) < 0.5 ? 0 : below > above ? 1 : -1
    }
    let turns = steps.filter { $0 != 0 }
    if turns.isEmpty {
      self = .rectangle
    } else if turns.allSatisfy({ $0 > 0 }) {
      self = .trapezoid
    } else if turns.allSatisfy({ $0 < 0 }) {
      self = .reversedTrapezoid
    } else {
      let change = turns.firstIndex { $0 != turns[0] } ?? 0
      let isOnce = turns[change...].allSatisfy { $0 == turns[change] }
      self = !isOnce ? .irregular : turns[0] > 0 ? .diamond : .hourglass
    }
  }

  var isWanted: Bool {
    switch self {
    case .trapezoid, .reversedTrapezoid, .diamond: true
    case .rectangle, .hourglass, .irregular: false
    }
  }
  var words: Words {
    switch self {
    case .trapezoid: Words("上短下长的梯形", "trapezoid, shorter above")
    case .reversedTrapezoid: Words("上长下短的梯形", "trapezoid, longer above")
    case .diamond: Words("菱形", "diamond")
    case .rectangle: Words("长方形", "rectangle")
    case .hourglass: Words("沙漏形", "hourglass")
    case .irregular: Words("参差不齐", "irregular")
    }
  }
}

extension String {
  /// The first characters, for a subject.
  var shortened: String { count > 12 ? prefix(11) + "…" : self }
}
