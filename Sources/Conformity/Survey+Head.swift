import Document
import Pages
import Typography

/// 版头 (7.2) and that of the special formats (10).
extension Survey {
  mutating func head() {
    guard form.isOfficial, let official = document.official else { return }
    requiredElements(official)
    markings()
    sign()
    number(official)
    approvers()
    redRule()
    if form == .letter { letterHead() }
    if form == .order { orderHead() }
  }

  /// What a 公文 has to have and the pages do not show; it is never made up.
  private mutating func requiredElements(_ official: OfficialElements) {
    var parts: [StructureTree.Part] = []
    switch form {
    case .normal: parts = [.sign, .documentNumber, .title, .body, .signatory, .date, .printer]
    case .letter: parts = [.sign, .documentNumber, .title, .body, .signatory, .date]
    case .order: parts = [.sign, .orderNumber, .body, .date]
    case .minutes: parts = [.sign, .body]
    case .publicNotice: parts = [.title, .body, .signatory, .date]
    case .paper, .form, .report: break
    }
    let missing = parts.filter { part in
      let isThere = !reading.elements(part).isEmpty
      // A 公文 whose text is headings and tables has text as well.
      return !isThere && !(part == .body && reading.elements.contains { $0.isHeading })
    }
    guard !missing.isEmpty else {
      if !parts.isEmpty {
        add(
          .requiredElements, .words(Words("齐全", "all there")),
          .words(Words("齐全", "all there"), conforms: true),
          note: .counted(parts.count, Unit.names))
      }
      return
    }
    for part in missing {
      let name = part == .printer ? Words("版记", "版记") : Words(part.rawValue, part.rawValue)
      add(.requiredElements, .words(Words("有", "there")), .missing, subject: name)
    }
  }

  /// 份号, 密级, 紧急程度: flush left, from line 1 on, one below the other (7.2.1 to 7.2.3).
  private mutating func markings() {
    let copy = reading.lines(.copyNumber)
    let others = reading.lines(.secrecy) + reading.lines(.urgency)
    for line in copy where form != .letter {
      addPlace(.copyNumberPlace, line, row: 1)
    }
    addType(
      .markingType, .fangsong, .three, glyphs: copy.flatMap { l in l.glyphs.map { ($0, l.page) } },
      subject: Words("份号", "份号"), digits: false)
    for line in others {
      let subject = Words(line.text, line.text)
      if form != .letter {
        // 密级 stands on line 2; 紧急程度 alone on line 1, else below what there is.
        let isSecrecy = reading.elements(.secrecy).contains { $0.id == line.element }
        let above = isSecrecy ? 1 : reading.lines(.secrecy).isEmpty ? copy.count : 2
        addPlace(.markingPlace, line, row: above + 1, subject: subject)
      }
      addType(.markingType, .hei, .three, [line], subject: subject)
    }
  }

  /// A line flush left on a row of the 版心.
  private mutating func addPlace(
    _ item: ConformityItem, _ line: SeenLine, row wanted: Int, subject: Words? = nil
  ) {
    let row = 1 + Figures.whole((line.top - Standard.top) / rowPitch)
    let indent = line.left(near: areaLeft(line.page)) - areaLeft(line.page)
    let isFlush = abs(indent) <= Standard.tolerance
    let found = Words(
      "第\(row)行，" + (isFlush ? "顶格" : "空 \(Figures.fixed(indent)) mm"),
      "line \(row), " + (isFlush ? "flush left" : "\(Figures.fixed(indent)) mm in"))
    add(
      item, .words(Words("第\(wanted)行，顶格", "line \(wanted), flush left")),
      .words(found, conforms: isFlush && row == wanted), page: line.page, subject: subject)
  }

  // MARK: 发文机关标志

  /// 标志 and 文件 together.
  private var signLines: [SeenLine] { reading.lines(.sign) + reading.lines(.signWord) }

  private mutating func sign() {
    let lines = signLines
    guard let ink = InkArea.around(lines.compactMap(\.ink)), let page = lines.first?.page else {
      return
    }
    switch form {
    case .letter:
      add(
        .signTop, .length(30, tolerance: Standard.tolerance, meaning: Self.fromSheet),
        .length(ink.top), page: page)
    case .order:
      add(
        .signTop, .length(20, tolerance: Standard.tolerance, meaning: Self.fromArea),
        .length(ink.top - Standard.top), page: page)
    default:
      add(
        .signTop, .length(35, tolerance: Standard.tolerance, meaning: Self.fromArea),
        .length(ink.top - Standard.top), page: page)
    }
    let middle = (areaLeft(page) + areaRight(page)) / 2
    let centre = ((lines.map(\.left).min() ?? 0) + (lines.map(\.right).max() ?? 0)) / 2
    add(
      .signCentred, .length(0, tolerance: Standard.faceTolerance, meaning: .centred),
      .length(centre - middle), page: page)
    addType(.signType, .title, nil, lines, colour: .red)
    stack(page)
  }
  private static let fromArea = Words("距版心上边缘", "below the type area's upper edge")
  private static let fromSheet = Words("距上页边", "below the sheet's upper edge")

  /// Names of a joint 标志, and 文件 beside them.
  private mutating func stack(_ page: Int) {
    let names = reading.elements(.sign).filter { $0.page == page }.flatMap(\.lines)
    guard names.count > 1 else { return }
    let widths = names.map { $0.right - $0.left }
    let lefts = names.map(\.left)
    let spread = max(
      (widths.max() ?? 0) - (widths.min() ?? 0), (lefts.max() ?? 0) - (lefts.min() ?? 0))
    add(
      .signWidths, .length(0, tolerance: Standard.tolerance, meaning: Words("等宽", "one width")),
      .length(spread), page: page, note: .counted(names.count, Unit.names))
    guard let word = reading.lines(.signWord).first, let wordInk = word.ink,
      let stackInk = InkArea.around(names.compactMap(\.ink))
    else { return }
    let offset = (wordInk.top + wordInk.bottom - stackInk.top - stackInk.bottom) / 2
    let isRight = word.left >= (names.map(\.right).max() ?? 0)
    add(
      .signWordCentred,
      .length(0, tolerance: Standard.faceTolerance, meaning: Words("上下居中", "centred")),
      isRight
        ? .length(offset)
        : .words(Words("不在右侧", "not at the right"), conforms: false), page: page)
  }

  // MARK: 发文字号、签发人

  private mutating func number(_ official: OfficialElements) {
    guard let line = reading.lines(.documentNumber).first, form != .letter else { return }
    let page = line.page
    let signers = reading.lines(.approver)
    let first = signers.map(\.top).min() ?? line.top
    if let bottom = signLines.compactMap({ $0.ink?.bottom }).max() {
      add(
        .numberRows, .count(2, unit: Unit.rows),
        .count(
          emptyRows(from: bottom, to: min(first, line.top), below: .ink), unit: Unit.rows),
        page: page)
    }
    if signers.isEmpty {
      let middle = (areaLeft(page) + areaRight(page)) / 2
      add(
        .numberPlace, .length(0, tolerance: Standard.faceTolerance * 2, meaning: .centred),
        .length(line.centre - middle), page: page)
    } else {
      let indent = line.left(near: areaLeft(page) + Standard.cell) - areaLeft(page)
      let lowest = signers.map(\.baseline).max() ?? 0
      let isLevel = abs(line.baseline - lowest) <= Standard.tolerance
      add(
        .numberPlace,
        .length(Standard.cell, tolerance: Standard.tolerance, meaning: Words("居左空1字", "1 字 in")),
        isLevel
          ? .length(indent)
          : .words(Words("不与末行签发人同行", "not level with the last signer"), conforms: false),
        page: page)
    }
    addType(.numberType, .fangsong, .three, [line])
  }

  private mutating func approvers() {
    guard let label = reading.lines(.approverLabel).first else { return }
    let names = reading.lines(.approver)
    let page = label.page
    addType(.approverType, .fangsong, .three, [label], subject: Words("签发人三字", "签发人"))
    addType(.approverType, .kai, .three, names, subject: Words("姓名", "names"))
    guard let right = names.map(\.right).max() else { return }
    add(
      .approverPlace,
      .length(Standard.cell, tolerance: Standard.tolerance, meaning: .cells(1)),
      .length(areaRight(page) - right), page: page)
    guard names.count > 1 else { return }
    // Columns: every name of a further line begins where one of the first line begins.
    let top = names.map(\.baseline).min() ?? 0
    let starts = names.filter { abs($0.baseline - top) < 0.1 }.map(\.left)
    let offsets = names.map { name in
      (value: starts.map { abs(name.left - $0) }.min() ?? 0, page: page)
    }
    addWorst(
      .approverColumns, 0, meaning: Words("回行对齐", "columns aligned"), offsets, unit: Unit.names)
  }

  // MARK: The rule

  private mutating func redRule() {
    guard form == .normal || form == .minutes,
      let rule = reading.pages.first?.rules.first(where: { $0.artifact == .redRule })
    else { return }
    let page = rule.page
    // A 纪要 has agency and date between its number and the rule, on which 10.3 says nothing.
    if form != .minutes, let number = reading.lines(.documentNumber).first, number.page == page {
      add(
        .redRuleDistance, .length(4, tolerance: Standard.tolerance, meaning: nil),
        .length(rule.y - number.bottom), page: page)
    }
    add(
      .redRuleWidth, .length(Standard.width, tolerance: Standard.tolerance, meaning: nil),
      .length(rule.width), page: page)
    add(
      .redRuleCentred, .length(0, tolerance: Standard.tolerance, meaning: .centred),
      .length((rule.x + rule.right) / 2 - (areaLeft(page) + areaRight(page)) / 2), page: page)
    add(
      .redRuleColour, .words(Words("红色", "red")),
      .words(colourName(rule.colour), conforms: rule.colour == .red), page: page)
    add(
      .redRuleThickness, .range(0.35...1, meaning: Words("惯例", "practice")),
      .length(rule.height), page: page)
  }
}
