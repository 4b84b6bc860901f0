import Diagnostics
import Document
import Pages
import Typography

/// 版头 (GB/T 9704-2012, 7.2): everything above and with the red rule, as one box that ends where
/// the title's row begins.
extension FlowAssembler {
  /// - Parameter rowsBelow: how many rows page one needs below the 版头 to show text; the stack of
  ///     agencies shrinks for them, down to `leastSize`.
  /// - Returns: whether that room is there.
  @discardableResult
  mutating func addMasthead(
    _ official: OfficialElements, rowsBelow: Int, leastSize: Length = MastheadSign.leastSize
  ) -> Bool {
    var box = FlowBox(height: .zero, items: [])
    addMarkings(official, in: &box)
    let signerRows = max(1, (official.approvers.count + 1) / 2)
    var sign = MastheadSign(
      sheet: sheet, exact: exact, names: official.issuers,
      word: official.hasDocumentWord ? "文件" : "")
    var findings = findings
    let fits = sign.shrink(
      toLeave: rowsBelow, rows: 22, below: signerRows, leastSize: leastSize, findings: &findings)
    self.findings = findings
    place(sign, in: &box)
    let numberRow = sign.firstNumberRow + signerRows - 1
    addNumber(official, row: numberRow, in: &box)
    addApprovers(official.approvers, firstRow: sign.firstNumberRow, in: &box)
    addRedRule(row: numberRow, in: &box)
    // The rule lies within the row of the number; two rows stay empty, the title is on the third.
    box.height = sheet.pitch * (numberRow + 3)
    box.extent = sheet.pitch * (numberRow + 1)
    box.startsGrid = true
    append(.box(box))
    keepNext()
    return fits
  }

  /// 份号, 密级, 紧急程度: flush left from line 1 on, one per line; 密级 alone stands on line 2.
  mutating func addMarkings(_ official: OfficialElements, in box: inout FlowBox) {
    var row = 0
    if let number = official.copyNumber {
      addLine([.text(number)], row: 0, setting(alignment: .left), part: .copyNumber, in: &box)
      row = 1
    }
    if let secrecy = official.secrecy {
      addLine(
        [.text(secrecy)], row: 1, setting(font: .hei, alignment: .left), part: .secrecy, in: &box)
      row = 2
    }
    if let urgency = official.urgency {
      addLine(
        [.text(urgency)], row: row, setting(font: .hei, alignment: .left), part: .urgency, in: &box)
    }
  }

  /// A line of body size on a row of the grid.
  @discardableResult
  mutating func addLine(
    _ inlines: [Inline], row: Int, x: Length = .zero, _ setting: ParagraphSetting,
    part: StructureTree.Part, in box: inout FlowBox
  ) -> Length {
    guard let line = compose(inlines, setting).first else { return .zero }
    let element = structure.add(.paragraph, in: parent, part: part)
    let one = self.box(line, size: setting.size, pitch: sheet.pitch, element: element)
    box.add(one, at: Point(x: x, y: sheet.pitch * row))
    return line.width
  }

  mutating func place(_ sign: MastheadSign, in box: inout FlowBox) {
    for piece in sign.pieces {
      let element = structure.add(.paragraph, in: parent, part: piece.part)
      box.items.append(
        PlacedItem(
          origin: piece.origin, fragment: piece.text.fragment, role: .element(element)))
    }
  }

  /// 发文字号: centred; flush left with one 字 in an upward document (7.2.5).
  private mutating func addNumber(
    _ official: OfficialElements, row: Int, in box: inout FlowBox
  ) {
    guard !official.number.isEmpty else { return }
    var setting = setting(alignment: official.approvers.isEmpty ? .centre : .left)
    if !official.approvers.isEmpty { setting.firstIndent = sheet.cell }
    addLine(official.number, row: row, setting, part: .documentNumber, in: &box)
  }

  /// 签发人: two names a line, evenly spaced, the right end one 字 in; further lines align with the
  /// first name (7.2.6). Among names of three characters those of two are spread to three, so that
  /// all of them end one 字 in.
  private mutating func addApprovers(
    _ names: [String], firstRow: Int, in box: inout FlowBox
  ) {
    guard let longest = names.map({ $0.unicodeScalars.count }).max() else { return }
    let cell = sheet.cell
    let columns = min(2, names.count)
    let column = cell * (longest + 1)
    let start = sheet.measure - cell - column * (columns - 1) - cell * longest
    addLine(
      [.text("签发人：")], row: firstRow, x: start - cell * 4, setting(alignment: .left),
      part: .approverLabel, in: &box)
    for (index, name) in names.enumerated() {
      addLine(
        [approver(name, isSpread: longest == 3)], row: firstRow + index / 2,
        x: start + column * (index % 2),
        setting(font: .kai, alignment: .left), part: .approver, in: &box)
    }
  }

  private func approver(_ name: String, isSpread: Bool) -> Inline {
    guard isSpread, name.unicodeScalars.count == 2, case .text(var run) = Inline.text(name) else {
      return .text(name)
    }
    run.style.spreadCells = 3
    return .text(run)
  }

  /// 4 mm below the 发文字号, as wide as the 版心 (7.2.7).
  func addRedRule(row: Int, in box: inout FlowBox) {
    let y = sheet.pitch * row + sheet.lead + sheet.bodySize + .mm(4)
    let rule = Rect(x: .zero, y: .zero, width: sheet.measure, height: sheet.redRule)
    box.items.append(
      PlacedItem(
        origin: Point(x: .zero, y: y), fragment: Fragment([.rule(rule, .red)]),
        role: .artifact(.redRule)))
  }
}

/// 发文机关标志: one name with 文件, or a stack of names spread to one width with 文件 at its right,
/// centred on the stack (7.2.4; std:G-23 to G-26).
package struct MastheadSign {
  struct Piece {
    var text: ExactText
    var part = StructureTree.Part.sign
    /// The left end of the baseline, from the type area's upper left corner.
    var origin: Point
  }
  private let sheet: StyleSheet
  private let exact: ExactSetter
  private let names: [String]
  private let word: String
  /// From the type area's upper edge to the upper ink edge.
  private let top: Length
  /// What it begins to shrink from.
  private let largest: Length
  private(set) var pieces: [Piece] = []
  /// The lower ink edge.
  private(set) var bottom: Length = .zero

  /// `top` of 公文 and 纪要 (7.2.4, 10.3).
  static let usualTop = Length.mm(35)
  static let leastSize = Length.pt(12)
  /// No smaller for the sake of a signature: the size of the title.
  static let leastForSignature = TypeSize.two
  /// The same where the signature could go to page two with a line of text.
  static let leastForShortText = Length.pt(30)
  /// Names are narrowed to no less than this before they get smaller, in thousandths.
  static let leastScale = 720

  /// - Parameters:
  ///   - word: what follows a single name or stands at the right of a stack: 文件, 令; or nothing.
  ///   - top: from the type area's upper edge to the upper ink edge; negative above it.
  ///   - largest: the size to begin with; nil takes 56 pt for one name and 40 pt for several.
  init(
    sheet: StyleSheet, exact: ExactSetter, names: [String], word: String,
    top: Length = MastheadSign.usualTop, largest: Length? = nil
  ) {
    self.sheet = sheet
    self.exact = exact
    self.names = names
    self.word = word
    self.top = top
    self.largest = largest ?? (names.count == 1 ? .pt(56) : .pt(40))
  }

  /// The first row that leaves at least two empty rows below the 标志.
  var firstNumberRow: Int {
    let pitch = sheet.pitch.emu
    return (max(.zero, bottom).emu + pitch - 1) / max(1, pitch) + 2
  }

  /// Takes the largest size that leaves `needed` of `rows` rows below the title's row.
  mutating func shrink(
    toLeave needed: Int, rows: Int, below signerRows: Int,
    leastSize: Length = MastheadSign.leastSize, findings: inout Findings
  ) -> Bool {
    bottom = top
    guard !names.isEmpty else { return true }
    var size = largest
    var isFirst = true
    while true {
      var found = Findings()
      let isNarrowEnough = set(size: size, findings: &found)
      let titleRow = firstNumberRow + signerRows - 1 + 3
      let fits = isNarrowEnough && titleRow + needed <= rows
      if isFirst { findings.add(contentsOf: found) }
      isFirst = false
      if fits { return true }
      if size <= leastSize { return false }
      size -= .pt(0.5)
    }
  }

  /// Sets all names at a size; false where they are too wide even when narrowed.
  private mutating func set(size: Length, findings: inout Findings) -> Bool {
    names.count == 1
      ? setSingle(size: size, findings: &findings) : setStack(size: size, findings: &findings)
  }

  private mutating func setSingle(size: Length, findings: inout Findings) -> Bool {
    let text = names[0] + word
    let scale = scale(for: text, size: size, room: sheet.measure, findings: &findings)
    let line = exact.set(
      text, role: .title, size: size, ink: .red, widthScale: scale, purpose: "发文机关标志",
      findings: &findings)
    let baseline = top + line.inkTop
    pieces = [
      Piece(text: line, origin: Point(x: (sheet.measure - line.width) / 2, y: baseline))
    ]
    bottom = baseline + line.inkBottom
    return line.width <= sheet.measure
  }

  private mutating func setStack(size: Length, findings: inout Findings) -> Bool {
    let longest = names.max { $0.unicodeScalars.count < $1.unicodeScalars.count } ?? ""
    // Beside a high stack 文件 is larger, or it would be lost.
    let wordSize = names.count <= 3 ? size : size.scaled(17, 10)
    let gap = word.isEmpty ? Length.zero : size.scaled(6, 10)
    let room = sheet.measure - (word.isEmpty ? .zero : gap + wordSize * 2)
    let scale = scale(for: longest, size: size, room: room, findings: &findings)
    let natural = names.map { name in
      exact.set(
        name, role: .title, size: size, widthScale: scale, purpose: "发文机关标志",
        findings: &findings
      ).width
    }
    let width = natural.max() ?? .zero
    let pitch = size.scaled(names.count <= 3 ? 14 : 13, 10)
    var ignored = Findings()
    let lines = names.map { name in
      exact.set(
        name, role: .title, size: size, ink: .red, widthScale: scale, spread: width,
        purpose: "发文机关标志", findings: &ignored)
    }
    let end = exact.set(
      word, role: .title, size: wordSize, ink: .red, widthScale: scale, purpose: "发文机关标志",
      findings: &ignored)
    let total = width + (word.isEmpty ? .zero : gap + end.width)
    let left = (sheet.measure - total) / 2
    let baseline = top + (lines.first?.inkTop ?? .zero)
    pieces = lines.enumerated().map { index, line in
      Piece(text: line, origin: Point(x: left, y: baseline + pitch * index))
    }
    let lowest = baseline + pitch * (lines.count - 1)
    bottom = lowest + (lines.last?.inkBottom ?? .zero)
    if !word.isEmpty {
      // Centred by ink: the middle of the word on the middle of the stack.
      let middle = (top + bottom) / 2
      let y = middle + (end.inkTop - end.inkBottom) / 2
      pieces.append(
        Piece(text: end, part: .signWord, origin: Point(x: left + width + gap, y: y)))
    }
    return total <= sheet.measure
  }

  /// How far a text is narrowed to fit, in thousandths; 1000 where it fits as it is.
  private func scale(
    for text: String, size: Length, room: Length, findings: inout Findings
  ) -> Int {
    let natural = exact.set(
      text, role: .title, size: size, purpose: "发文机关标志", findings: &findings
    ).width
    guard natural > room, natural.emu > 0 else { return 1000 }
    return max(Self.leastScale, room.emu * 1000 / natural.emu)
  }
}
