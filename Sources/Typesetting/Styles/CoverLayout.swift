import Diagnostics
import Document
import Pages
import Typography

/// 封面 (forms:B1): title in the upper third, label and fill-in lines from the middle on, maker and
/// date at the foot. One box as high as the type area, so that nothing of it can move to another
/// page.
extension FlowAssembler {
  /// - Parameter mark: 附件n on line 1 where the cover is an annex of a 公文; such a page is numbered
  ///   on. Any other cover has no number, and numbers begin after it.
  mutating func add(_ cover: Cover, mark: String?, place: Place) {
    let isAnnex = mark != nil || parent != StructureTree.root
    if !isAnnex {
      var section = sheet.section
      section.numbering = .none
      append(.section(section))
    }
    var box = FlowBox(height: sheet.section.area.size.height, items: [])
    var y = Length.zero
    if let mark { y = addCoverLine([.text(mark)], font: .hei, y: y, part: .annexMark, in: &box) }
    for line in cover.head { y = addCoverLine(line, font: nil, y: y, in: &box) }
    let titleBottom = addCoverTitle(cover.title, in: &box)
    let foot = coverFoot(cover.foot, height: box.height)
    addCoverFields(cover, from: titleBottom, to: foot.top, in: &box)
    addCoverFoot(cover.foot, foot, in: &box)
    box.outline = [
      OutlineEntry(
        level: 1, title: cover.title.withoutWantedBreaks.plainText, page: 0, y: .zero)
    ]
    append(.box(box), place: place)
    if !isAnnex {
      var section = sheet.section
      section.firstNumber = 1
      append(.section(section))
    }
  }

  /// Lines of a cover stand on the rows of the grid, where there is one.
  private func onRow(_ y: Length) -> Length {
    guard sheet.isGridded, sheet.pitch > .zero else { return y }
    return sheet.pitch * Int((Double(y.emu) / Double(sheet.pitch.emu)).rounded(.up))
  }

  private mutating func addCoverLine(
    _ inlines: [Inline], font: FontRole?, y: Length, part: StructureTree.Part? = nil,
    in box: inout FlowBox
  ) -> Length {
    let size = sheet.isGridded ? sheet.bodySize : TypeSize.four
    var setting = setting(font: font, size: size, alignment: .left)
    if let font { setting.latinFont = font }
    let element = structure.add(.paragraph, in: parent, part: part)
    var y = y
    for line in compose(inlines, setting) {
      box.add(
        self.box(line, size: size, pitch: setting.pitch, element: element),
        at: Point(x: .zero, y: y))
      y += setting.pitch
    }
    return y
  }

  /// The title's first line stands a quarter down the page; gives the lower edge of the last.
  private mutating func addCoverTitle(_ title: [Inline], in box: inout FlowBox) -> Length {
    let size = coverTitleSize(title)
    var setting = titleSetting
    setting.size = size
    setting.pitch = size.scaled(8, 5)
    let element = structure.add(.heading(level: 0), in: parent)
    openLevels = []
    let top = box.height.scaled(24, 100)
    let lines = compose(title, setting)
    for (index, line) in lines.enumerated() {
      box.add(
        self.box(line, size: size, pitch: setting.pitch, element: element),
        at: Point(x: .zero, y: top + setting.pitch * index))
    }
    return top + setting.pitch * max(0, lines.count - 1) + size
  }

  /// 一号 unless a line between wanted breaks is too long for it (26 to 36 pt are usual).
  private func coverTitleSize(_ title: [Inline]) -> Length {
    var longest = 0
    var current: [Inline] = []
    for inline in title {
      if case .wantedBreak = inline {
        longest = max(longest, current.plainText.unicodeScalars.count)
        current = []
      } else {
        current.append(inline)
      }
    }
    longest = max(longest, current.plainText.unicodeScalars.count)
    let usable = sheet.measure
    return [Length.pt(32), TypeSize.one].first { $0 * longest <= usable } ?? TypeSize.one
  }

  struct CoverFoot {
    var setting: ParagraphSetting
    var top: Length
  }

  /// Where the foot stands: its last line a row above the last, or a line above the lower edge.
  private func coverFoot(_ foot: [[Inline]], height: Length) -> CoverFoot {
    var setting = setting(size: TypeSize.three, alignment: .centre)
    setting.pitch = sheet.isGridded ? sheet.pitch : TypeSize.three.scaled(7, 4)
    setting.mode = .running
    let count = foot.reduce(0) { $0 + measured($1, setting).count }
    let below = 1
    return CoverFoot(setting: setting, top: onRow(height - setting.pitch * (count + below)))
  }

  /// Maker, and year and month: centred.
  private mutating func addCoverFoot(
    _ foot: [[Inline]], _ place: CoverFoot, in box: inout FlowBox
  ) {
    let setting = place.setting
    var y = place.top
    for inlines in foot {
      let element = structure.add(.paragraph, in: parent)
      for line in compose(inlines, setting) {
        box.add(
          self.box(line, size: setting.size, pitch: setting.pitch, element: element),
          at: Point(x: .zero, y: y))
        y += setting.pitch
      }
    }
  }
}

/// The label and fill-in lines.
extension FlowAssembler {
  /// Labels are spread to one width, values underlined over as many lines as they need; the rules
  /// begin and end on two vertical lines.
  private mutating func addCoverFields(
    _ cover: Cover, from titleBottom: Length, to footTop: Length, in box: inout FlowBox
  ) {
    let size = TypeSize.three
    let columns = coverColumns(cover, size: size)
    var setting = setting(size: size, measure: columns.blank - .mm(2))
    setting.mode = .running
    setting.alignment = .left
    let pitch = sheet.isGridded ? sheet.pitch : Length.pt(34)
    let composed = cover.fields.map { field in
      (field: field, lines: compose(field.value, setting))
    }
    let rows = composed.reduce(0) { $0 + max(1, $1.lines.count) }
    // The block begins a little below the middle, higher where it is too long for what is left.
    let wanted = box.height.scaled(54, 100)
    let top = onRow(max(titleBottom + .mm(8), min(wanted, footTop - .mm(12) - pitch * rows)))
    var y = top
    for (field, lines) in composed {
      place(field, lines, columns, size: size, pitch: pitch, y: y, in: &box)
      y += pitch * max(1, lines.count)
    }
    if y > footTop, !cover.foot.isEmpty {
      findings.add(
        LayoutProblem.tooWide(
          cover.fields.last?.label ?? "", millimetres: (footTop - top).millimetres))
    }
  }

  struct CoverColumns {
    var left: Length
    var label: Length
    /// Where the rules begin, and how long they are.
    var rule: Length
    var blank: Length
  }

  private mutating func coverColumns(_ cover: Cover, size: Length) -> CoverColumns {
    let longest = cover.fields.map { $0.label.unicodeScalars.count }.max() ?? 0
    let label = size * max(cover.labelCells ?? longest, longest)
    var setting = setting(size: size, alignment: .left)
    setting.mode = .running
    let suffix =
      cover.fields.flatMap { compose($0.suffix, setting) }.map(\.width).max() ?? .zero
    let colon = size
    let room = sheet.measure - label - colon - suffix
    let blank = min(cover.blankWidth ?? .mm(95), room)
    let margin = max(.zero, (sheet.measure - label - colon - blank - suffix) / 2)
    // Less than a 字 beside the type area's edge would look like a mistake.
    let left = margin < sheet.cell ? .zero : margin
    return CoverColumns(left: left, label: label, rule: left + label + colon, blank: blank)
  }

  /// Each row is one fragment: label, value and what follows the rule copy out as one text.
  private mutating func place(
    _ field: Cover.Field, _ lines: [ComposedLine], _ columns: CoverColumns, size: Length,
    pitch: Length, y: Length, in box: inout FlowBox
  ) {
    let role = ItemRole.element(structure.add(.paragraph, in: parent))
    let count = max(1, lines.count)
    for row in 0..<count {
      var line = CoverRow()
      if row == 0 { addLabel(field.label, columns, size: size, to: &line) }
      if row < lines.count { line.add(lines[row], at: columns.rule + .mm(1)) }
      if row == count - 1, let suffix = suffix(field, size: size) {
        line.add(suffix, at: columns.rule + columns.blank)
      }
      let baseline = y + pitch * row + size.scaled(88, 100)
      box.items.append(
        PlacedItem(origin: Point(x: .zero, y: baseline), fragment: line.fragment, role: role))
      for (anchor, x) in line.anchors {
        box.anchors.append(
          AnchorPlacement(
            name: anchor.name, kind: anchor.kind.rawValue, page: 0,
            position: Point(x: x, y: baseline)))
      }
      let rule = Rect(x: .zero, y: .zero, width: columns.blank, height: .pt(0.75))
      box.items.append(
        PlacedItem(
          origin: Point(x: columns.rule, y: y + pitch * row + size.scaled(115, 100)),
          fragment: Fragment([.rule(rule, .black)]), role: .artifact(.rule)))
    }
  }

  private mutating func addLabel(
    _ label: String, _ columns: CoverColumns, size: Length, to line: inout CoverRow
  ) {
    let spread = exact.set(
      label, role: sheet.bodyFont, size: size, spread: columns.label, purpose: "封面标签",
      findings: &findings)
    let colon = exact.set(
      "：", role: sheet.bodyFont, size: size, purpose: "封面标签", findings: &findings)
    line.add(spread.fragment, text: label, at: columns.left)
    line.add(colon.fragment, text: "：", at: columns.left + columns.label)
  }

  private mutating func suffix(_ field: Cover.Field, size: Length) -> ComposedLine? {
    var setting = setting(size: size, alignment: .left)
    setting.mode = .running
    return compose(field.suffix, setting).first
  }
}

/// The pieces of one row of a cover, on one baseline.
private struct CoverRow {
  private var parts: [(fragment: Fragment, at: Point)] = []
  private var text = ""
  private(set) var anchors: [(anchor: Anchor, x: Length)] = []

  mutating func add(_ fragment: Fragment, text: String, at x: Length) {
    parts.append((fragment, Point(x: x, y: .zero)))
    self.text += text
  }

  mutating func add(_ line: ComposedLine, at x: Length) {
    add(line.fragment, text: line.text, at: x)
    anchors += line.anchors.map { ($0.anchor, x + $0.x) }
  }

  var fragment: Fragment { Fragment.joining(parts, actualText: text) }
}
