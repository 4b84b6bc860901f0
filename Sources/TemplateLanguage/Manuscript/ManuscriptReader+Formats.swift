import Diagnostics
import Document
import Typography

/// What the formats of a manuscript (公文, 信函, 命令, 纪要, 公示) have of their own.
extension ManuscriptReading {
  /// Reports a 版式 that is none, and what the format does not print.
  mutating func checkFormat() {
    if let line = head[.style],
      !ManuscriptFormat.styles.contains(where: { $0.rawValue == line.text })
    {
      findings.add(
        ManuscriptProblem.unknownStyle(
          line.text, known: ManuscriptFormat.styles.map(\.rawValue)),
        at: Label(.data, line.place), field: ManuscriptKey.style.rawValue)
    }
    for key in ManuscriptKey.allCases {
      guard let line = head[key], let reason = format.reasonNotToPrint(key) else { continue }
      findings.add(
        ManuscriptProblem.keyNotPrinted(
          key: key.rawValue, style: format.style.rawValue, reason, isDraft: isDraft),
        at: Label(.data, line.place), field: key.rawValue)
    }
  }

  /// 标志: with or without 文件 (公文), 令 or 命令, or the words of a 纪要.
  mutating func readSign(into elements: inout OfficialElements) {
    switch format.style {
    case .letter:
      elements.hasDocumentWord = false
      // A letter's 标志 never has 文件 (10.1).
      _ = choice(.sign, yes: ["无", "无文件"], no: [])
    case .order:
      if choice(.sign, yes: ["令"], no: ["命令"]) == false { elements.orderWord = "命令" }
    case .minutes: elements.minutesSign = minutesSign()
    default:
      elements.hasDocumentWord =
        choice(.sign, yes: ["有", "文件", "有文件"], no: ["无", "无文件"]) ?? true
    }
  }

  private mutating func minutesSign() -> String? {
    guard let line = head[.sign] else {
      require(.sign)
      return isDraft ? "【待填：\(ManuscriptKey.sign.rawValue)】" : nil
    }
    if !line.text.hasSuffix(PageStyle.minutes.rawValue) {
      findings.add(
        ManuscriptProblem.badMinutesSign(line.text), at: Label(.data, line.place),
        field: ManuscriptKey.sign.rawValue)
    }
    return line.text
  }

  /// 令号 of an order, 期号 of 纪要 without 发文字号; nothing for a 公示. nil where 发文字号 is what the
  /// format has.
  mutating func formatNumber() -> [Inline]? {
    switch format.style {
    case .publicNotice: return []
    case .order:
      return serial(
        .orderNumber, blank: "第　　号", normalised: OrderNumber.normalised,
        problem: { .badOrderNumber($0) })
    case .minutes where !format.hasDocumentNumber:
      return serial(
        .issueNumber, blank: "第　　期", normalised: IssueNumber.normalised,
        problem: { .badIssueNumber($0) })
    default: return nil
    }
  }

  private mutating func serial(
    _ key: ManuscriptKey, blank: String, normalised: (SourceLine) -> String?,
    problem: (String) -> ManuscriptProblem
  ) -> [Inline] {
    guard let line = head[key] else {
      if options.mode == .issue || isDraft { require(key, forIssue: true) }
      return [.text(TextRun(blank, field: key.rawValue))]
    }
    let label = Label(.data, line.place)
    guard let number = normalised(line) else {
      findings.add(problem(line.text), at: label, field: key.rawValue)
      return []
    }
    if number != line.text {
      findings.add(
        ManuscriptProblem.numberNormalised(key: key.rawValue, from: line.text, to: number),
        at: label, field: key.rawValue)
    }
    return run(number, key)
  }

  /// 签名章, and the lines of a meeting.
  mutating func readFormat(into elements: inout OfficialElements) {
    if format.isStamped {
      elements.signers = signers(of: elements.issuers)
      if let size = stampSize() { elements.stampSize = size }
    }
    guard format.style == .minutes else { return }
    elements.meeting = [
      meetingLine("时间", .meetingTime), meetingLine("地点", .meetingPlace),
      meetingLine("主持", .chair),
    ].compactMap { $0 }
    elements.attendance = [
      attendance(.attending), attendance(.absent), attendance(.observing),
    ].compactMap { $0 }
  }

  /// One post an agency; a single agency's signer may hold several (市委书记、市长).
  private mutating func signers(of agencies: [String]) -> [StampedSigner] {
    guard let line = head[.post] else {
      require(.post)
      return isDraft ? [StampedSigner(post: "【待填：\(ManuscriptKey.post.rawValue)】")] : []
    }
    guard agencies.count > 1 else { return [StampedSigner(post: line.text)] }
    let posts = head.parts(.post)
    let field = ManuscriptKey.post.rawValue
    if posts.count != agencies.count {
      findings.add(
        ManuscriptProblem.postCount(found: posts.count, expected: agencies.count),
        at: Label(.data, line.place), field: field)
    }
    for (post, agency) in zip(posts, agencies) where !post.text.hasPrefix(agency) {
      findings.add(
        ManuscriptProblem.postNotInFull(post.text, agency: agency), at: Label(.data, post.place),
        field: field)
    }
    return posts.map { StampedSigner(post: $0.text) }
  }

  /// 签名章：40×20毫米, or 是 for the usual size.
  private mutating func stampSize() -> Size? {
    guard let line = head[.stamp], !["是", "有"].contains(line.text) else { return nil }
    if let size = StampMeasure.read(line) { return size }
    findings.add(
      ManuscriptProblem.badStampSize(line.text), at: Label(.data, line.place),
      field: ManuscriptKey.stamp.rawValue)
    return nil
  }

  private func meetingLine(_ label: String, _ key: ManuscriptKey) -> MeetingLine? {
    guard let line = head[key] else { return nil }
    return MeetingLine(label: label, entries: [run(line.text, key)])
  }

  /// The names between 、, or between blanks where there is no 、.
  private func attendance(_ key: ManuscriptKey) -> MeetingLine? {
    guard let line = head[key] else { return nil }
    var names = head.names(key)
    if names.count == 1 { names = line.words.map(\.text) }
    return MeetingLine(label: key.rawValue, entries: names.map { run($0, key) })
  }

  /// What the PDF is called where the document has no title: 示例市人民政府令（第12号）.
  func nameWithoutTitle(_ elements: OfficialElements) -> String {
    let sign: String
    switch format.style {
    case .order: sign = elements.issuers.joined(separator: "　") + elements.orderWord
    case .minutes: sign = elements.minutesSign ?? ""
    default: return ""
    }
    let isGiven = [.orderNumber, .issueNumber, .number].contains { head[$0] != nil }
    return isGiven ? "\(sign)（\(elements.number.readingText)）" : sign
  }
}

extension PageStyle {
  /// Whether the format cannot do without 标题.
  var needsTitle: Bool { self != .order && self != .minutes }
}

/// 40×20毫米: the width and the height of a 签名章, 15 to 80 and 8 to 50 mm.
enum StampMeasure {
  static func read(_ line: SourceLine) -> Size? {
    guard let cross = line.marks.firstIndex(where: { ["×", "x", "X", "*"].contains($0.sign) })
    else { return nil }
    var height = line.part(from: cross + 1)
    for unit in ["毫米", "mm"] where height.text.hasSuffix(unit) {
      height = height.part(height.marks.startIndex, height.marks.endIndex - 2)
    }
    guard let wide = Filter.decimal(line.part(line.marks.startIndex, cross)),
      let high = Filter.decimal(height), (15...80).contains(wide), (8...50).contains(high)
    else { return nil }
    return Size(width: .mm(wide), height: .mm(high))
  }
}
