import Diagnostics
import Document
import Pages
import Typography

/// Titles, headings, paragraphs and tables.
extension FlowAssembler {
  /// 标题: 小标宋, centred, broken for balance; one empty row below it (7.3.1, 7.3.2).
  mutating func add(_ title: Title, place: Place) {
    addTitle(title.inlines, outline: 1, isFlush: isAfterAgency, place: place)
    isAfterAgency = false
    addBlankAfterTitle()
  }

  mutating func addBlankAfterTitle() {
    if sheet.isGridded {
      addEmptyRows(1, breakBefore: .kept(.withNext))
    } else {
      append(.space(sheet.pitch.scaled(2, 3)))
    }
    keepNext()
  }

  /// The lines of a title without what follows; `outline` is the entry's level.
  mutating func addTitle(
    _ inlines: [Inline], outline level: Int?, isFlush: Bool = false,
    part: StructureTree.Part = .title, place: Place
  ) {
    openLevels = []
    let element = structure.add(.heading(level: 0), in: parent, part: part)
    let lines = compose(inlines, titleSetting)
    let name = inlines.withoutWantedBreaks.plainText
    addLines(
      lines, size: sheet.titleSize, pitch: sheet.titlePitch, element: element,
      outline: level.map { OutlineEntry(level: $0, title: name, page: 0, y: .zero) },
      whole: .withNext, isFlush: isFlush, place: place)
    keepNext()
  }

  /// Digits and letters of a title are set in its own face too (std:G-80): beside bold type those
  /// of 西文 look like a slip.
  var titleSetting: ParagraphSetting {
    var setting = ParagraphSetting(
      mode: .running, measure: sheet.measure, font: .title, size: sheet.titleSize,
      alignment: .centre, pitch: sheet.titlePitch, isTitle: true)
    setting.latinFont = .title
    return setting
  }

  /// 一、 （一） 1. （1）: indented 2 字, in the level's font (7.3.3).
  mutating func add(_ heading: Heading, place: Place) {
    let level = min(max(1, heading.level), 4)
    let font = sheet.levelFonts[level - 1]
    let size = sheet.levelSizes[level - 1]
    let depth = open(level)
    let element = structure.add(.heading(level: depth), in: parent)
    let head: [Inline] = [.text(heading.number)] + heading.inlines
    var inlines = head.inFont(font)
    if let anchor = heading.anchor {
      inlines.insert(.anchor(Anchor(name: anchor, kind: .target)), at: 0)
    }
    // The line's own face keeps its baseline on the row; others on the line are levelled with it.
    let setting = setting(
      font: heading.runIn.isEmpty ? font : nil, size: size, first: headingIndent(heading, size))
    let lines = compose(inlines + heading.runIn, setting)
    // Off the grid a heading may stand a little apart from the text above it.
    if !sheet.isGridded { append(.space(sheet.pitch / 3)) }
    let title = head.plainText
    addLines(
      lines, size: size, pitch: setting.pitch, element: element,
      outline: OutlineEntry(level: depth + 1, title: title, page: 0, y: .zero), place: place)
    // A run-in heading is a paragraph of its own; only a heading that stands alone needs company.
    if heading.runIn.isEmpty { keepNext() }
  }

  /// The nesting depth of a heading of this level: one more than that of the level above it that
  /// is open, so that no depth is skipped (std:P-22).
  private mutating func open(_ level: Int) -> Int {
    while let last = openLevels.last, last >= level { openLevels.removeLast() }
    openLevels.append(level)
    return openLevels.count
  }

  /// 2 字; above the tables of a form, whose edges it heads, a heading of the first level has none.
  private func headingIndent(_ heading: Heading, _ size: Length) -> Length {
    let headsTable = sheet.style == .form && heading.level <= 1 && heading.runIn.isEmpty
    return headsTable ? .zero : indent(size)
  }

  func indent(_ size: Length) -> Length { (size == sheet.bodySize ? sheet.cell : size) * 2 }

  mutating func add(_ paragraph: Paragraph, place: Place) {
    let size = paragraph.size ?? defaultSize(paragraph.role)
    var setting = setting(font: paragraph.font ?? defaultFont(paragraph.role), size: size)
    switch paragraph.role {
    case .body: setting.firstIndent = indent(size)
    case .guidance: (setting.firstIndent, setting.ink) = (indent(size), .grey)
    case .addressee: break
    case .left: setting.alignment = .left
    case .right, .number, .unitNote: setting.alignment = .right
    case .centred: setting.alignment = .centre
    case .agency:
      addAgency(paragraph.inlines, place: place)
      return
    case .footLine:
      addFootLine(paragraph, setting, place: place)
      return
    }
    let element = structure.add(.paragraph, in: parent, part: paragraph.role.part)
    let lines = compose(paragraph.inlines, setting)
    addLines(lines, size: size, pitch: setting.pitch, element: element, place: place)
    switch paragraph.role {
    // A centred line heads what follows: the name of a table, a chapter of regulations.
    case .addressee, .unitNote, .number, .centred: keepNext()
    default: break
    }
  }

  private func defaultSize(_ role: Paragraph.Role) -> Length {
    switch role {
    case .footLine: sheet.isGridded ? TypeSize.four : sheet.bodySize
    case .unitNote: sheet.isGridded ? sheet.bodySize : TypeSize.five
    case .guidance: sheet.isGridded ? sheet.bodySize : TypeSize.five
    default: sheet.bodySize
    }
  }
  private func defaultFont(_ role: Paragraph.Role) -> FontRole {
    role == .guidance ? .kai : sheet.bodyFont
  }

  /// The agency's full name above a 文书's name: set like the title, of which it is the first line.
  private mutating func addAgency(_ inlines: [Inline], place: Place) {
    let element = structure.add(.paragraph, in: parent)
    let lines = compose(inlines, titleSetting)
    addLines(
      lines, size: sheet.titleSize, pitch: sheet.titlePitch, element: element, whole: .withNext,
      place: place)
    keepNext()
    isAfterAgency = true
  }

  /// 一式两份 and the like: at the end of the type area, its last line on the lower edge.
  private mutating func addFootLine(
    _ paragraph: Paragraph, _ setting: ParagraphSetting, place: Place
  ) {
    var setting = setting
    if let room = foot.room {
      setting.measure = room
      setting.alignment = .left
      setting.isTitle = true
    }
    let element = structure.add(.paragraph, in: parent)
    let lines = compose(paragraph.inlines, setting)
    let pitch = setting.pitch
    let height = lines.isEmpty ? .zero : pitch * (lines.count - 1) + setting.size
    // Beside the seal it takes no room from the text, which ends above the seal.
    var box = FlowBox(height: foot.room == nil ? height : .zero, items: [])
    for (index, line) in lines.enumerated() {
      let one = self.box(line, size: setting.size, pitch: pitch, element: element)
      box.add(one, at: Point(x: .zero, y: pitch * index + box.height - height))
    }
    append(.footed(box), place: place)
  }

  mutating func add(_ table: Table, place: Place) {
    let layout = TableLayout(composer: composer, deferred: deferred)
    var further = TableLayout.Further(longLists: longLists)
    let flow = layout.flow(
      table, TableSetting(width: sheet.measure, style: sheet.style), parent: parent,
      structure: &structure, further: &further, findings: &findings)
    longLists = further.longLists
    continuations += further.continuations
    for item in flow {
      append(
        item.kind, breakBefore: item.breakBefore, isFlush: item.isFlush,
        place: item.place == .nowhere ? place : item.place)
    }
  }
}

extension FlowBox {
  /// Takes over what another box holds, at an offset.
  mutating func add(_ other: FlowBox, at offset: Point) {
    for var item in other.items {
      item.origin = item.origin + offset
      items.append(item)
    }
    for var anchor in other.anchors {
      anchor.position = anchor.position + offset
      anchors.append(anchor)
    }
    for var entry in other.outline {
      entry.y += offset.y
      outline.append(entry)
    }
  }
}

extension Paragraph.Role {
  /// What a paragraph is on the page, where the standard says something of its place.
  fileprivate var part: StructureTree.Part? {
    switch self {
    case .body: .body
    case .addressee: .addressees
    default: nil
    }
  }
}
