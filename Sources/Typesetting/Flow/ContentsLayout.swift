import Diagnostics
import Document
import Pages
import Typography

/// 目录: its name, then a line an entry, dots from the words to the page number at the right.
extension FlowAssembler {
  /// Each level is set in 2 字 further; words that need more than a line go on below their own
  /// beginning and leave the room of the number free.
  mutating func add(_ source: Contents, place: Place) {
    let title = structure.add(.heading(level: 0), in: parent)
    var setting = titleSetting
    setting.size = sheet.isGridded ? sheet.titleSize : TypeSize.three
    addLines(
      compose([.text(TextRun("目录", style: TextStyle(spreadCells: 4)))], setting),
      size: setting.size, pitch: sheet.titlePitch, element: title, whole: .withNext, place: place)
    addBlankAfterTitle()
    let list = structure.add(.list, in: parent)
    for entry in contents { add(entry, in: list, place: place) }
    append(.pageBreak)
  }

  private mutating func add(_ entry: ContentsEntry, in list: ElementID, place: Place) {
    let element = structure.add(.listItem, in: list)
    let size = sheet.bodySize
    let em = sheet.cell
    let number = compose(
      [.deferred(.page(ofAnchor: entry.anchor), .plain)],
      self.setting(size: size, alignment: .right))
    // Three digits and a little air are kept free at the right of every line.
    let numberRoom = em * 2
    let indent = em * (2 * (max(1, entry.level) - 1))
    var setting = setting(
      font: entry.level == 1 ? sheet.levelFonts[0] : nil, size: size, alignment: .left,
      first: indent, hanging: indent + em, measure: sheet.measure - numberRoom)
    setting.isTitle = false
    let lines = compose([.text(entry.text)], setting)
    for (index, line) in lines.enumerated() {
      var box = box(line, size: size, pitch: setting.pitch, element: element)
      if index == lines.count - 1, let number = number.first {
        let baseline = box.items.first?.origin.y ?? .zero
        box.items.append(
          PlacedItem(
            origin: Point(x: .zero, y: baseline), fragment: number.fragment,
            role: .element(element)))
        let from = line.width + size / 2
        let to = sheet.measure - numberWidth(number) - size / 4
        if let dots = leader(from: from, to: to, size: size) {
          box.items.append(
            PlacedItem(
              origin: Point(x: .zero, y: baseline), fragment: dots, role: .artifact(.leader)))
        }
      }
      append(
        .box(box), breakBefore: index > 0 ? .kept(.loneLine) : .allowed, place: place)
    }
  }

  /// The width of a number that stands at the measure's right end.
  private func numberWidth(_ line: ComposedLine) -> Length { line.width - line.indent }

  /// Dots at the same places on all lines: multiples of a third of an em, counted from the right.
  private func leader(from: Length, to: Length, size: Length) -> Fragment? {
    let step = size / 3
    let side = size / 16
    guard to - from > step * 2 else { return nil }
    var marks: [Mark] = []
    var x = sheet.measure - step * ((sheet.measure - to).emu / max(1, step.emu) + 1)
    while x > from {
      marks.append(
        .rule(
          Rect(x: x - side / 2, y: .zero - size.scaled(3, 20), width: side, height: side), .black))
      x -= step
    }
    return Fragment(marks)
  }
}
