import Pages
import Typography

/// 信函, 命令(令) and 纪要 (10.1 to 10.3).
extension Survey {
  /// 7/8 of a character of 三号, the distance that 10.1 asks for below a double line.
  private var sevenEighths: Double { bodyEm * 7 / 8 }

  mutating func letterHead() {
    let rules = reading.pages.first?.rules.filter { $0.artifact == .redRule } ?? []
    let half = Standard.paper.height / 2
    let upper = rules.filter { $0.y < half }
    let lower = rules.filter { $0.y >= half }
    if let top = upper.map(\.y).min(),
      let sign = InkArea.around(reading.lines(.sign, .signWord).compactMap(\.ink))
    {
      add(
        .letterRuleUpper, .length(4, tolerance: Standard.tolerance, meaning: nil),
        .length(top - sign.bottom), page: 0)
    }
    if let bottom = lower.map(\.bottom).max() {
      add(
        .letterRuleLower, .length(20, tolerance: Standard.tolerance, meaning: nil),
        .length(Standard.paper.height - bottom), page: 0)
    }
    addWorst(
      .letterRuleWidth, 170, rules.map { ($0.width, $0.page) }, unit: Unit.rules)
    letterNumber(below: upper.map(\.bottom).max())
    letterTitle(below: upper.map(\.bottom).max())
    let number = reading.pages.first?.lines.contains { $0.artifact == .pageNumber } ?? false
    add(
      .letterFirstPage, .words(Words("不显示", "none")),
      .words(number ? Words("显示", "shown") : Words("不显示", "none"), conforms: !number), page: 0)
    let imprint = reading.pages.flatMap(\.rules).count { $0.artifact == .imprintRule }
    add(.letterImprint, .count(0, unit: Unit.rules), .count(imprint, unit: Unit.rules))
  }

  /// Flush right, 7/8 of a character below the double line.
  private mutating func letterNumber(below rule: Double?) {
    guard let line = reading.lines(.documentNumber).first, let rule else { return }
    add(
      .letterNumber,
      .length(0, tolerance: Standard.faceTolerance, meaning: Words("居右顶格", "flush right")),
      .length(areaRight(line.page) - line.right(near: areaRight(line.page))), page: line.page)
    add(
      .letterNumber,
      .length(
        sevenEighths, tolerance: Standard.tolerance,
        meaning: Words("距双线3号字的7/8", "7/8 of 3号 below the line")),
      .length(line.top - rule), page: line.page)
    addType(.numberType, .fangsong, .three, [line])
  }

  /// Two rows below the last element above it.
  private mutating func letterTitle(below rule: Double?) {
    guard let title = reading.elements(.title).first?.lines.first else { return }
    let above = reading.lines(.copyNumber, .secrecy, .urgency, .documentNumber)
      .filter { $0.page == title.page && $0.top < title.top }.map(\.bottom).max()
    guard let bottom = above ?? rule else { return }
    add(
      .letterTitleRows, .count(2, unit: Unit.rows),
      .count(emptyRows(from: bottom, to: title.top), unit: Unit.rows), page: title.page)
  }

  mutating func orderHead() {
    guard let number = reading.lines(.orderNumber).first else { return }
    let page = number.page
    if let sign = InkArea.around(reading.lines(.sign, .signWord).compactMap(\.ink)) {
      add(
        .orderNumberRows, .count(2, unit: Unit.rows),
        .count(
          emptyRows(from: sign.bottom, to: number.top, below: .ink), unit: Unit.rows),
        page: page)
    }
    add(
      .orderNumberCentred, .length(0, tolerance: Standard.faceTolerance * 2, meaning: .centred),
      .length(number.centre - (areaLeft(page) + areaRight(page)) / 2), page: page)
    let text = reading.elements.filter { ($0.part == .body || $0.isHeading) && $0.page == page }
      .flatMap(\.lines)
    if let first = text.map(\.top).min() {
      add(
        .orderTextRows, .count(2, unit: Unit.rows),
        .count(emptyRows(from: number.bottom, to: first), unit: Unit.rows), page: page)
    }
  }

  /// 签名章 (7.3.5.3): two empty rows below the text. The post stands level with the stamp's middle,
  /// which says where the stamp is.
  mutating func stamp() {
    guard let official = document.official, !official.signers.isEmpty,
      let posts = reading.elements(.signerPost).first?.lines, let post = posts.first,
      let above = textAbove(post)
    else { return }
    let middle = (post.top + (posts.last ?? post).bottom) / 2
    let top = middle - official.stampSize.height.millimetres / 2
    add(
      .stampRows, .count(2, unit: Unit.rows),
      .count(Figures.whole((top - above.bottom) / rowPitch), unit: Unit.rows), page: post.page)
    guard let date = reading.lines(.date).last, WrittenDate.conforms(date.text) != nil else {
      return
    }
    add(
      .dateIndent,
      .length(Standard.cell * 4, tolerance: Standard.faceTolerance, meaning: .cells(4)),
      .length(areaRight(date.page) - date.right), page: date.page)
  }

  /// 出席, 请假, 列席: one empty row below the text, 2 字 in, the labels 黑体, names aligned.
  mutating func attendance() {
    let elements = reading.elements(.attendance)
    // 会议时间 and the like stand above the text.
    let start = reading.elements.first { $0.part == .body || $0.isHeading }?.id ?? 0
    guard let first = elements.first(where: { $0.id > start }) ?? elements.first,
      let line = first.lines.first
    else { return }
    let above = textAbove(line)
    if let above {
      add(
        .attendanceRows, .count(1, unit: Unit.rows),
        .count(emptyRows(from: above.bottom, to: line.top), unit: Unit.rows), page: line.page)
    }
    var indents: [(value: Double, page: Int)] = []
    for element in elements {
      guard let line = element.lines.first else { continue }
      indents.append((line.left - areaLeft(line.page), line.page))
      let colon = line.glyphs.firstIndex { $0.text == "：" } ?? line.glyphs.count
      let subject = Words(
        line.glyphs.prefix(colon).map(\.text).joined(),
        line.glyphs.prefix(colon).map(\.text).joined())
      addType(
        .attendanceType, .hei, .three, glyphs: line.glyphs.prefix(colon).map { ($0, line.page) },
        subject: subject)
      let names =
        line.glyphs.dropFirst(colon).map { ($0, line.page) }
        + element.lines.dropFirst().flatMap { l in l.glyphs.map { ($0, l.page) } }
      addType(.attendanceType, .fangsong, .three, glyphs: names, subject: subject)
      guard line.glyphs.indices.contains(colon + 1) else { continue }
      let start = line.glyphs[colon + 1].x
      for next in element.lines.dropFirst() {
        indents.append((next.left(near: start) - start + Standard.cell * 2, next.page))
      }
    }
    addWorst(
      .attendanceIndent, Standard.cell * 2, within: Standard.faceTolerance, meaning: .cells(2),
      indents, unit: Unit.lines)
  }
}
