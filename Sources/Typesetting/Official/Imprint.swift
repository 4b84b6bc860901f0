import Diagnostics
import Document
import Pages
import Typography

/// 版记 (GB/T 9704-2012, 7.4; std:G-62 to G-65).
extension FlowAssembler {
  /// The 版记 as a box whose lower edge comes to lie on that of the 版心; nil where it is empty.
  mutating func imprint(_ official: OfficialElements, withAddressees: Bool) -> FlowBox? {
    var groups: [[(lines: [ComposedLine], part: StructureTree.Part)]] = []
    var upper: [(lines: [ComposedLine], part: StructureTree.Part)] = []
    if withAddressees {
      upper.append((imprintList("主送：", official.addressees), .movedAddressees))
    }
    if !official.copies.isEmpty {
      upper.append((imprintList("抄送：", official.copies), .copies))
    }
    if !upper.isEmpty { groups.append(upper) }
    let hasPrinter = !official.printer.isEmpty || !official.printDate.isEmpty
    guard !groups.isEmpty || hasPrinter else { return nil }
    var box = FlowBox(height: .zero, items: [])
    var y = Length.zero
    addRule(y: y, isOuter: true, in: &box)
    for group in groups {
      for (lines, part) in group {
        let element = structure.add(.paragraph, in: parent, part: part)
        for line in lines {
          addImprintLine(line, x: .zero, y: y, element, in: &box)
          y += Self.imprintPitch
        }
      }
      if hasPrinter { addRule(y: y, isOuter: false, in: &box) }
    }
    if hasPrinter {
      addPrinter(official, y: y, in: &box)
      y += Self.imprintPitch
    }
    box.height = y
    box.extent = y
    addRule(y: y - sheet.imprintOuterRule, isOuter: true, in: &box)
    return box
  }

  /// std:G-13 for 四号: 14 pt and 7/8 of 三号.
  static var imprintPitch: Length { TypeSize.four + TypeSize.three.scaled(7, 8) }

  /// One 字 in on both sides; further lines align with the first character after the colon; a full
  /// stop after the last name.
  mutating func imprintList(_ label: String, _ names: [Inline]) -> [ComposedLine] {
    let size = TypeSize.four
    let ends = names.plainText.hasSuffix("。")
    var setting = setting(size: size, measure: sheet.measure - size)
    setting.mode = .running
    setting.firstIndent = size
    setting.hangingIndent = size * 4
    let text = [.text(label)] + names + (ends ? [] : [.text("。")])
    // A first line that is spread to the measure moves the character after the colon.
    if let start = measured(text, setting).first?.start(after: "：") {
      setting.hangingIndent = start
    }
    return compose(text, setting)
  }

  /// 印发机关 one 字 from the left, 印发日期 and 印发 one 字 from the right.
  private mutating func addPrinter(
    _ official: OfficialElements, y: Length, in box: inout FlowBox
  ) {
    let size = TypeSize.four
    let element = structure.add(.paragraph, in: parent, part: .printer)
    var left = setting(size: size, alignment: .left, measure: sheet.measure - size)
    left.mode = .running
    left.firstIndent = size
    if let line = compose(official.printer, left).first {
      addImprintLine(line, x: .zero, y: y, element, in: &box)
    }
    guard !official.printDate.isEmpty else { return }
    var right = left
    right.firstIndent = .zero
    right.alignment = .right
    let ends = official.printDate.plainText.hasSuffix("印发")
    if let line = compose(official.printDate + (ends ? [] : [.text("印发")]), right).first {
      let dateElement = structure.add(.paragraph, in: parent, part: .printDate)
      addImprintLine(line, x: .zero, y: y, dateElement, in: &box)
    }
  }

  /// The em-box stands in the middle between the rules.
  private func addImprintLine(
    _ line: ComposedLine, x: Length, y: Length, _ element: ElementID, in box: inout FlowBox
  ) {
    let size = TypeSize.four
    let baseline = y + (Self.imprintPitch - size) / 2 + size.scaled(88, 100)
    box.items.append(
      PlacedItem(
        origin: Point(x: x, y: baseline), fragment: line.fragment, role: .element(element)))
  }

  private func addRule(y: Length, isOuter: Bool, in box: inout FlowBox) {
    let height = isOuter ? sheet.imprintOuterRule : sheet.imprintInnerRule
    let rule = Rect(x: .zero, y: .zero, width: sheet.measure, height: height)
    // A thin rule lies on the middle of the boundary between two lines.
    let top = isOuter ? y : y - height / 2
    box.items.append(
      PlacedItem(
        origin: Point(x: .zero, y: top), fragment: Fragment([.rule(rule, .black)]),
        role: .artifact(.imprintRule)))
  }
}

extension PageBuilder {
  /// Puts the 版记 at the bottom of the last page, which is an even one (std:G-65). Where it does
  /// not fit under the text it takes a page of its own; blank pages before that, and then the page
  /// of the 版记 too, carry no number (7.5; std:G-67).
  /// - Parameter multiple: the document's pages are a multiple of it: 2, or 4 for sheets that are
  ///   folded and stitched (骑马订).
  package func placeImprint(
    _ box: FlowBox, clearance: Length, multiple: Int = 2, on built: inout BuiltPages
  ) {
    guard let last = built.pages.last else { return }
    let room = last.area.size.height - box.height - clearance - last.noteHeight
    // Never across a landscape table.
    let fits = last.depth <= room && !last.section.isTurned
    let needed = fits ? built.pages.count : built.pages.count + 1
    pad(toMultipleOf: multiple, needed: needed, &built)
    // Footnotes of the same page stand above it.
    let index = built.pages.count - 1
    built.raiseNotes(by: box.height + clearance, onPage: index)
    place(box, atFootOf: index, in: &built)
  }

  /// Adds pages up to a multiple: one that follows the text directly is numbered, of several none.
  func pad(toMultipleOf multiple: Int, needed: Int = 0, _ built: inout BuiltPages) {
    let count = built.pages.count
    let target = (max(needed, count) + multiple - 1) / multiple * multiple
    for _ in count..<target { appendPage(isNumbered: target - count == 1, to: &built) }
  }

  /// A box whose lower edge comes to lie on that of a page's 版心.
  func place(_ box: FlowBox, atFootOf index: Int, in built: inout BuiltPages) {
    let area = built.pages[index].area
    let offset = Point(x: area.minX, y: area.maxY - box.height)
    for var item in box.items {
      item.origin = item.origin + offset
      built.pages[index].items.append(item)
    }
  }

  func appendPage(isNumbered: Bool, to built: inout BuiltPages) {
    guard let last = built.pages.last else { return }
    var page = BuiltPage(
      section: first, area: typeArea(of: first, index: built.pages.count),
      number: last.number + 1, isNumbered: isNumbered)
    page.grid = RowGrid(first, nil, extent: rowExtent, change: 0)
    built.pages.append(page)
  }
}

extension ComposedLine {
  /// The left edge of the character behind the first `mark`; nil where there is none.
  fileprivate func start(after mark: String) -> Length? {
    var isNext = false
    for case .glyphs(let run) in fragment.marks {
      for glyph in run.glyphs {
        if isNext { return run.origin.x + glyph.offset.x }
        isNext = glyph.text == mark
      }
    }
    return nil
  }
}
