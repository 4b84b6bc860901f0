import Diagnostics

/// Finds the parts of an official document in the lines of its raw text: what stands above the
/// title, the title, 主送, the text with its annex note and signature, annexes, 被印发件 and the
/// imprint. Nothing is changed here.
struct LayoutReader {
  let draft: Draft
  var layout: Layout
  var findings = Findings()
  /// The first line that is not read yet.
  var next = 0
  /// The line after the last that belongs to the text, the imprint left aside.
  var end: Int

  static func read(_ draft: Draft, _ lines: [TextLine], _ findings: inout Findings) -> Layout {
    var reader = LayoutReader(draft, lines)
    reader.seam()
    reader.imprint()
    reader.head()
    reader.title()
    reader.addressees()
    reader.coverLines()
    reader.mainText()
    reader.attachments()
    findings.add(contentsOf: reader.findings)
    return reader.layout
  }

  private init(_ draft: Draft, _ lines: [TextLine]) {
    self.draft = draft
    layout = Layout(lines: lines, roles: [LineRole](repeating: .body, count: lines.count))
    end = lines.count
  }

  var lines: [TextLine] { layout.lines }

  mutating func set(_ role: LineRole, _ index: Int) { layout.roles[index] = role }
  mutating func set(_ role: LineRole, _ range: Range<Int>) {
    for index in range { layout.roles[index] = role }
  }

  // MARK: two documents in one

  /// A second 发文字号 on a line of its own, or text after the line …印发: another document begins.
  private mutating func seam() {
    var numbers = 0
    for index in lines.indices {
      if lines[index].documentNumber != nil {
        numbers += 1
        if numbers == 2 {
          layout.seam = beginning(of: index)
          break
        }
      }
      if index + 1 < lines.count, lines[index].isPrinting, lines[index + 1].annexMark == nil,
        lines[index + 1].publicity == nil
      {
        layout.seam = index + 1
        break
      }
    }
    guard let seam = layout.seam else { return }
    end = seam
    findings.add(
      CleaningProblem.secondDocument(
        line: draft.lines[lines[seam].index].number,
        last: draft.lines[lines[lines.count - 1].index].number),
      at: draft.place(lines[seam].range))
  }

  /// The lines above a second 发文字号 that belong to it: title and issuers.
  private func beginning(of number: Int) -> Int {
    var begin = number
    while begin > 1, number - begin < 10 {
      let line = lines[begin - 1]
      if line.isFinal || line.numberLevel != nil || line.date != nil || line.isPrinting { break }
      begin -= 1
    }
    return begin
  }

  // MARK: the imprint

  /// 抄送 and the line …印发, from the end upwards.
  private mutating func imprint() {
    guard end > 0 else { return }
    var index = end
    if lines[index - 1].isPrinting {
      index -= 1
      set(.printer, index)
      // The agency may stand on a line of its own above the date.
      if lines[index].printingDate == 0, index > 0, TextLine.isAgency(lines[index - 1].scalars) {
        index -= 1
        set(.printer, index)
      }
    }
    for begin in stride(from: index - 1, through: max(0, index - 8), by: -1) {
      guard lines[begin].text.hasPrefix("抄送") else { continue }
      set(.copies, begin..<index)
      index = begin
      break
    }
    while index > 0, lines[index - 1].publicity != nil {
      index -= 1
      set(.publicity, index)
    }
    end = index
  }

  // MARK: above the title

  private mutating func head() {
    guard let number = lines[..<min(end, 40)].firstIndex(where: { $0.documentNumber != nil }) else {
      issuersWithoutNumber()
      return
    }
    set(.number, number)
    // On web pages the title often stands above the number.
    let title = (0..<number).first { begin in
      !isNotice(lines[begin]) && !lines[begin].text.hasSuffix("文件")
        && titleEnd(from: begin).map { $0 <= number } ?? false
    }
    if let title {
      for index in 0..<title { above(index) }
      next = title
      return
    }
    for index in 0..<number { above(index) }
    next = number + 1
    while next < end, lines[next].text.hasPrefix("签发人：") {
      set(.approver, next)
      next += 1
    }
  }

  /// Without a number only names with 文件 are certain to be issuers.
  private mutating func issuersWithoutNumber() {
    guard
      let last = lines[..<min(end, 12)].lastIndex(where: { $0.text.hasSuffix("文件") && isIssuer($0) }
      )
    else { return }
    for index in 0...last { above(index) }
    next = last + 1
  }

  private func isIssuer(_ line: TextLine) -> Bool {
    let pieces = line.pieces.map { $0.map(\.scalar) }
    return pieces.allSatisfy { piece in
      piece.string == "文件" || TextLine.isAgency(piece)
        || piece.string.hasSuffix("文件") && TextLine.isAgency(piece.dropLast(2))
    }
  }

  private mutating func above(_ index: Int) {
    let text = lines[index].text
    if text == "文件" {
      set(.documentWord, index)
    } else if isIssuer(lines[index]) {
      set(.issuer, index)
    } else if text.hasPrefix("签发人：") {
      set(.approver, index)
    } else if text.unicodeScalars.count == 6, text.unicodeScalars.allSatisfy(\.isFigure) {
      set(.copyNumber, index)
    } else if ["特急", "加急"].contains(text) {
      set(.urgency, index)
    } else if ["绝密", "机密", "秘密"].contains(where: text.hasPrefix), text.unicodeScalars.count < 10 {
      set(.secrecy, index)
    } else {
      findings.add(CleaningProblem.unknownHeadLine, at: draft.place(lines[index].range))
    }
  }

  // MARK: the title

  /// The kinds of 条例, article 8, and what other titles end with.
  static let kinds = [
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要", "令",
  ]
  private static let endings =
    kinds + [
      "方案", "办法", "细则", "规定", "规则", "指南", "措施", "计划", "规划", "要点", "提纲", "申报书", "申请书", "目录",
      "清单", "名单", "制度", "准则", "标准", "章程", "公示", "说明", "安排",
    ]

  /// The line after the title that begins at `begin`; nil where no title is found.
  private func titleEnd(from begin: Int) -> Int? {
    var index = begin
    while index < end, index - begin < 7 {
      let line = lines[index]
      if index > begin, isAfterTitle(line) { break }
      if isNotice(line) { return nil }
      if line.width > 160 || line.isFinal || line.numberLevel == 1 { return nil }
      if Self.isComplete(line.text), !(index + 1 < end && continues(line, index + 1)) {
        return index + 1
      }
      index += 1
    }
    return nil
  }

  /// 索引号：…, 发布日期：… of a web page.
  private func isNotice(_ line: TextLine) -> Bool {
    guard let colon = line.scalars.firstIndex(of: "：") else { return line.date != nil }
    return colon <= 8 && colon + 1 < line.scalars.count
  }

  private func isAfterTitle(_ line: TextLine) -> Bool {
    line.text.hasSuffix("：") || line.documentNumber != nil || line.numberLevel != nil
      || line.isDateOrMonth
  }

  /// Another title line follows: （试行） or, after 印发《…方案, the rest.
  private func continues(_ line: TextLine, _ index: Int) -> Bool {
    let following = lines[index]
    if TextLine.isBracketed(following.scalars), following.width <= 24 { return true }
    let opened = line.text.unicodeScalars.count { $0 == "《" }
    let closed = line.text.unicodeScalars.count { $0 == "》" }
    return opened > closed && following.width <= 80
  }

  static func isComplete(_ text: String) -> Bool {
    var scalars = Array(text.unicodeScalars)
    if TextLine.isBracketed(scalars) { return true }
    if scalars.last == "）", let open = scalars.lastIndex(of: "（") {
      scalars = Array(scalars[..<open])
    }
    let plain = scalars.string
    return endings.contains { plain.hasSuffix($0) }
  }

  private mutating func title() {
    while next < min(end, 12), isNotice(lines[next]) {
      above(next)
      next += 1
    }
    // An annex that was copied without its document.
    if next < end, lines[next].annexMark.map({ $0.title == lines[next].scalars.count }) ?? false {
      findings.add(CleaningProblem.annexAlone, at: draft.place(lines[next].range))
      set(.annexMark, next)
      next += 1
    }
    guard next < end else { return }
    let begin = next
    if let after = titleEnd(from: begin) {
      set(.title, begin..<after)
      next = after
      if next < end, layout.roles[next] == .number { next += 1 }
      return
    }
    // Up to the addressee, if there is one close by; else nobody can tell where the title ends.
    if let addressee = lines[begin..<min(end, begin + 6)].firstIndex(where: isAddressee),
      addressee > begin, lines[begin..<addressee].allSatisfy({ !$0.isFinal && $0.width <= 160 })
    {
      set(.title, begin..<addressee)
      next = addressee
    } else if !lines[begin].isFinal, lines[begin].numberLevel == nil, lines[begin].width <= 120 {
      set(.title, begin)
      next = begin + 1
      findings.add(CleaningProblem.doubtfulTitle, at: draft.place(lines[begin].range))
    }
  }

  // MARK: 主送

  private func isAddressee(_ line: TextLine) -> Bool {
    line.text.hasSuffix("：") && line.numberLevel == nil
      && !["如下", "以下", "下列", "通知", "事项"].contains { line.text.contains($0) }
      && !["为", "根据", "按照", "经", "现", "附件", "联系"].contains(where: line.text.hasPrefix)
      && !line.text.unicodeScalars.contains("。")
  }

  private mutating func addressees() {
    guard next > 0, layout.roles[..<next].contains(.title) else { return }
    for index in next..<min(end, next + 8) {
      let line = lines[index]
      if isAddressee(line) {
        set(.addressee, next..<index + 1)
        next = index + 1
        return
      }
      if line.isFinal || line.numberLevel != nil || line.text.contains("。") { return }
      // 各市、县人民政府… are lists; a sentence is none.
      if index == next, ["为", "根据", "按照", "经", "现"].contains(where: line.text.hasPrefix) { return }
    }
  }

  /// Maker and month below a title, as on a cover: a 公文 has no place for them.
  private mutating func coverLines() {
    guard next > 0, next < end, layout.roles[next - 1] == .title else { return }
    var last = next
    while last < min(end, next + 4), lines[last].isSignature || lines[last].isDateOrMonth {
      last += 1
    }
    guard last > next else { return }
    findings.add(
      CleaningProblem.coverLines,
      at: draft.place(lines[next].range.lowerBound..<lines[last - 1].range.upperBound))
  }
}
