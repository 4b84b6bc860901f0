import Diagnostics
import Document
import Pages
import Typography

/// 命令(令)格式 (GB/T 9704-2012, 10.2; std:G-75) and 纪要格式 (10.3; std:G-76).
extension FlowAssembler {
  /// From the 版心's upper edge to the upper ink edge of an order's 标志.
  static var orderSignTop: Length { .mm(20) }

  /// 标志 with 命令 or 令, 令号 two empty rows below it, the text two empty rows below that; neither
  /// rule nor title.
  mutating func addOrderHead(_ official: OfficialElements, rowsBelow: Int) -> Bool {
    let sign = MastheadSign(
      sheet: sheet, exact: exact, names: official.issuers, word: official.orderWord,
      top: Self.orderSignTop)
    return addHead(sign, official, headRows: 1, rowsBelow: rowsBelow) { assembler, row, box in
      assembler.addLine(
        official.number, row: row, assembler.setting(alignment: .centre), part: .orderNumber,
        in: &box)
    }
  }

  /// 标志 ×××××纪要, and, as is customary (the standard leaves it open): number or issue two empty
  /// rows below, then the agency at the left and the date at the right, one 字 in, and the red rule.
  mutating func addMinutesHead(_ official: OfficialElements, rowsBelow: Int) -> Bool {
    let sign = MastheadSign(
      sheet: sheet, exact: exact, names: official.minutesSign.map { [$0] } ?? [], word: "")
    return addHead(sign, official, headRows: 2, rowsBelow: rowsBelow) { assembler, row, box in
      assembler.addLine(
        official.number, row: row, assembler.setting(alignment: .centre), part: .documentNumber,
        in: &box)
      let cell = assembler.sheet.cell
      var left = assembler.setting(alignment: .left, measure: assembler.sheet.measure - cell)
      left.firstIndent = cell
      let issuers = official.issuers.joined(separator: "　")
      assembler.addLine(
        [.text(issuers)], row: row + 1, left, part: .signatory, in: &box)
      let right = assembler.setting(
        alignment: .right, measure: assembler.sheet.measure - cell)
      assembler.addLine(official.date, row: row + 1, right, part: .date, in: &box)
      assembler.addRedRule(row: row + 1, in: &box)
    }
  }

  /// A head whose 标志 is followed by `headRows` rows, and these by two empty ones. `fill` sets the
  /// rows from the one given on.
  ///
  /// - Returns: whether `rowsBelow` rows are left for text on page one.
  private mutating func addHead(
    _ sign: MastheadSign, _ official: OfficialElements, headRows: Int, rowsBelow: Int,
    fill: (inout FlowAssembler, Int, inout FlowBox) -> Void
  ) -> Bool {
    var sign = sign
    var box = FlowBox(height: .zero, items: [])
    addMarkings(official, in: &box)
    var findings = findings
    let fits = sign.shrink(toLeave: rowsBelow, rows: 22, below: headRows, findings: &findings)
    self.findings = findings
    place(sign, in: &box)
    let first = sign.firstNumberRow
    fill(&self, first, &box)
    box.height = sheet.pitch * (first + headRows + 2)
    box.extent = sheet.pitch * (first + headRows)
    append(.box(box))
    keepNext()
    return fits
  }

  /// 出席, 请假, 列席 one empty row below the text or 附件说明, or what stands before the text: label
  /// and colon in 黑体, indent 2 字, further lines aligned with the first character after the colon.
  mutating func add(_ lines: [MeetingLine], isAfterText: Bool) {
    guard !lines.isEmpty else { return }
    if isAfterText { addBlank(rows: 1) }
    for line in lines {
      let label = TextRun(line.label + "：", style: TextStyle(font: .hei))
      let cells = label.text.unicodeScalars.count
      // Whole names make lines of unequal length, which are not stretched.
      let composed = compose(
        [.text(label)] + line.inlines,
        setting(
          alignment: .left, first: sheet.cell * 2, hanging: sheet.cell * (2 + cells)))
      let element = structure.add(.paragraph, in: parent, part: .attendance)
      addLines(
        composed, size: sheet.bodySize, pitch: sheet.pitch, element: element, place: .nowhere)
    }
    if !isAfterText { addBlank(rows: 1) }
  }

  /// 附注 of 纪要, which have no date to stand below: one empty row below what comes before it.
  mutating func addMinutesNote(_ note: [Inline]) {
    guard !note.isEmpty else { return }
    addBlank(rows: 1)
    let lines = compose(noteInlines(note), setting(first: sheet.cell * 2))
    let element = structure.add(.paragraph, in: parent, part: .note)
    addLines(lines, size: sheet.bodySize, pitch: sheet.pitch, element: element, place: .nowhere)
  }
}
