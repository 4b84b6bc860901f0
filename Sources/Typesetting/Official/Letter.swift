import Diagnostics
import Document
import Pages
import Typography

/// 信函格式 (GB/T 9704-2012, 10.1; std:G-70 to G-74): what differs from 公文 in head and foot.
enum LetterFormat {
  /// From the sheet's upper edge to the upper ink edge of the 标志.
  static let signTop = Length.mm(30)
  /// The size that the 标志 begins with; the standard leaves it open.
  static let largestSign = Length.pt(40)
  /// Both double lines are this long and centred on the sheet.
  static let ruleLength = Length.mm(170)
  /// From the ink of the 标志 to the first double line.
  static let belowSign = Length.mm(4)
  /// From the second double line to the sheet's lower edge.
  static let aboveFoot = Length.mm(20)
  /// The standard says thick and thin, but no measures.
  static let thick = Length.pt(1.5)
  static let thin = Length.pt(0.75)
  static let between = Length.pt(0.75)
  static var ruleHeight: Length { thick + between + thin }
  /// Between a double line and text next to it: 7/8 of a character of 三号.
  static func clearance(_ sheet: StyleSheet) -> Length { sheet.bodySize.scaled(7, 8) }
}

extension FlowAssembler {
  /// 标志 (the lead agency's name alone), both double lines, 份号, 密级 and 紧急程度 at the left and
  /// 发文字号 at the right. The box ends where the title stands, two empty lines below the last of
  /// them, which is seldom on the row grid.
  ///
  /// - Returns: whether `rowsBelow` rows are left for title and text on page one.
  mutating func addLetterHead(_ official: OfficialElements, rowsBelow: Int) -> Bool {
    let section = sheet.section
    var sign = MastheadSign(
      sheet: sheet, exact: exact, names: Array(official.issuers.prefix(1)), word: "",
      top: LetterFormat.signTop - section.area.minY, largest: LetterFormat.largestSign)
    var findings = findings
    _ = sign.shrink(toLeave: 0, rows: 22, below: 1, findings: &findings)
    self.findings = findings
    var box = FlowBox(height: .zero, items: [])
    place(sign, in: &box)
    let upper = sign.bottom + LetterFormat.belowSign
    addDoubleRule(y: upper, isThickAbove: true, in: &box)
    let foot = section.page.height - LetterFormat.aboveFoot - LetterFormat.ruleHeight
    addDoubleRule(y: foot - section.area.minY, isThickAbove: false, in: &box)
    let first = upper + LetterFormat.ruleHeight + LetterFormat.clearance(sheet)
    let last = addLetterMarkings(official, y: first, in: &box)
    box.height = last + sheet.pitch * 3
    box.extent = last + sheet.bodySize
    append(.box(box))
    keepNext()
    return (box.height.emu + sheet.pitch.emu - 1) / max(1, sheet.pitch.emu) + rowsBelow <= 22
  }

  /// Gives the em-box top of the lowest line.
  private mutating func addLetterMarkings(
    _ official: OfficialElements, y: Length, in box: inout FlowBox
  ) -> Length {
    let markings: [(String?, FontRole?, StructureTree.Part)] = [
      (official.copyNumber, nil, .copyNumber), (official.secrecy, .hei, .secrecy),
      (official.urgency, .hei, .urgency),
    ]
    var lines = 0
    for case (let text?, let font, let part) in markings {
      addLine(
        [.text(text)], y: y + sheet.pitch * lines, setting(font: font, alignment: .left),
        part: part, in: &box)
      lines += 1
    }
    addLine(official.number, y: y, setting(alignment: .right), part: .documentNumber, in: &box)
    return y + sheet.pitch * max(0, lines - 1)
  }

  /// A line of body size whose em-box begins at `y`, off the row grid.
  private mutating func addLine(
    _ inlines: [Inline], y: Length, _ setting: ParagraphSetting, part: StructureTree.Part,
    in box: inout FlowBox
  ) {
    guard let line = compose(inlines, setting).first else { return }
    let element = structure.add(.paragraph, in: parent, part: part)
    let one = self.box(line, size: setting.size, pitch: sheet.pitch, element: element)
    box.add(one, at: Point(x: .zero, y: y - sheet.lead))
  }

  /// `y` is the upper edge of both lines together.
  private func addDoubleRule(y: Length, isThickAbove: Bool, in box: inout FlowBox) {
    let heights =
      isThickAbove
      ? (LetterFormat.thick, LetterFormat.thin) : (LetterFormat.thin, LetterFormat.thick)
    func rule(_ top: Length, _ height: Length) -> Mark {
      .rule(Rect(x: .zero, y: top, width: LetterFormat.ruleLength, height: height), .red)
    }
    let marks = [
      rule(.zero, heights.0), rule(heights.0 + LetterFormat.between, heights.1),
    ]
    let page = sheet.section
    let x = (page.page.width - LetterFormat.ruleLength) / 2 - page.area.minX
    box.items.append(
      PlacedItem(
        origin: Point(x: x, y: y), fragment: Fragment(marks), role: .artifact(.redRule)))
  }

  /// The 版记 of a letter: 抄送 (and 主送 that moved there) without rules, 印发机关 and 印发日期; nil
  /// where it is empty.
  mutating func letterImprint(_ official: OfficialElements, withAddressees: Bool) -> FlowBox? {
    var lists: [(lines: [ComposedLine], part: StructureTree.Part)] = []
    if withAddressees {
      lists.append((imprintList("主送：", official.addressees), .movedAddressees))
    }
    if !official.copies.isEmpty { lists.append((imprintList("抄送：", official.copies), .copies)) }
    guard !lists.isEmpty else { return nil }
    let size = TypeSize.four
    var box = FlowBox(height: .zero, items: [])
    var y = Length.zero
    for (lines, part) in lists {
      let element = structure.add(.paragraph, in: parent, part: part)
      for line in lines {
        box.items.append(
          PlacedItem(
            origin: Point(x: .zero, y: y + size.scaled(88, 100)), fragment: line.fragment,
            role: .element(element)))
        y += Self.imprintPitch
      }
    }
    box.height = y - Self.imprintPitch + size
    box.extent = box.height
    return box
  }
}

extension PageBuilder {
  /// Page one carries no number (10.1). The 版记 stands at the bottom of the last page, odd or even:
  /// a letter of one page stays one page. Where there is no room below the text it takes a page more.
  package func finishLetter(_ imprint: FlowBox?, clearance: Length, on built: inout BuiltPages) {
    if !built.pages.isEmpty { built.pages[0].isNumbered = false }
    guard let imprint, let last = built.pages.last else { return }
    if last.depth + last.noteHeight + clearance + imprint.height > last.area.size.height {
      appendPage(isNumbered: true, to: &built)
    }
    built.raiseNotes(by: imprint.height + clearance, onPage: built.pages.count - 1)
    place(imprint, atFootOf: built.pages.count - 1, in: &built)
  }
}
