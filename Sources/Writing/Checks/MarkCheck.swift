/// Half-width marks, full-width figures, doubled marks, blanks (std:N-19, N-20; GB/T 15834-2011).
enum MarkCheck {
  static func run(_ passage: Passage, _ report: inout WritingReport) {
    if passage.content.contains(.halfSign) { halfWidth(passage, &report) }
    if passage.content.contains(.wide) { fullWidth(passage, &report) }
    if passage.content.contains(.stop) { repeated(passage, &report) }
    if passage.content.contains(.bracket) { commas(passage, &report) }
    if passage.content.contains(.blank) { blanks(passage, &report) }
    if let index = passage.scalars.firstIndex(of: "此页无正文") {
      report.add(.noTextOnPage, passage, index..<(index + 5))
    }
  }

  // MARK: half width

  private static let fullForms: [Unicode.Scalar: String] = [
    ",": "，", ":": "：", ";": "；", "?": "？", "!": "！", ".": "。",
  ]

  private static func halfWidth(_ passage: Passage, _ report: inout WritingReport) {
    let scalars = passage.scalars
    var index = 0
    while index < scalars.count {
      defer { index += 1 }
      let scalar = scalars[index]
      let before = scalars.at(index - 1)
      let after = scalars.at(index + 1)
      let isBesideChinese = before?.isChinese == true || after?.isChinese == true
      switch scalar {
      case ",", ":", ";", "?", "!":
        guard isBesideChinese, let full = fullForms[scalar] else { continue }
        report.add(.halfWidthMark, passage, index..<(index + 1), wanted: full)
      case ".":
        // A full stop only between words: 1.制定 and www.中国.cn have others.
        guard before?.isHan == true, after == nil || after?.isHan == true,
          index >= ItemNumber.read(scalars)?.length ?? 0
        else { continue }
        report.add(.halfWidthMark, passage, index..<(index + 1), wanted: "。")
      case "\"":
        guard before?.isHan == true || after?.isHan == true, before?.isFigure != true else {
          continue
        }
        report.add(.halfWidthMark, passage, index..<(index + 1), wanted: "“ ”")
      case "(":
        if isBracketInChinese(scalars, index) {
          let problem = WritingProblem(.halfWidthMark, "( )", wanted: "（ ）")
          report.add(problem, passage, index..<(index + 1))
        }
      case ")":
        // A full-width opener, or none, before it.
        if openBefore(scalars, index) != "(", before?.isChinese == true || after?.isHan == true,
          !PairCheck.isListNumber(scalars, index)
        {
          report.add(.halfWidthMark, passage, index..<(index + 1), wanted: "）")
        }
      default: break
      }
    }
  }

  /// Whether a pair of brackets stands in Chinese text, and not in f(x) or CO(2).
  private static func isBracketInChinese(_ scalars: [Unicode.Scalar], _ open: Int) -> Bool {
    var close = open + 1
    var hasHan = false
    while close < scalars.count, close - open < 80, scalars[close] != ")", scalars[close] != "）" {
      hasHan = hasHan || scalars[close].isHan
      close += 1
    }
    guard let before = scalars.at(open - 1) else { return true }
    if hasHan || before.isChinese { return true }
    let isWord = before.isLatin || before.isFigure
    return !isWord && scalars.at(close + 1)?.isChinese == true
  }

  private static func openBefore(_ scalars: [Unicode.Scalar], _ close: Int) -> Unicode.Scalar? {
    scalars[..<close].last { $0 == "(" || $0 == "（" || $0 == ")" || $0 == "）" }
      .flatMap { $0 == "(" || $0 == "（" ? $0 : nil }
  }

  // MARK: full width

  private static func fullWidth(_ passage: Passage, _ report: inout WritingReport) {
    let scalars = passage.scalars
    var index = 0
    while index < scalars.count {
      var end = index
      while end < scalars.count, CharacterKinds(scalars[end]) == .wide { end += 1 }
      guard end > index else {
        index += 1
        continue
      }
      var half = String.UnicodeScalarView()
      for scalar in scalars[index..<end] {
        half.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      }
      report.add(.fullWidthLatin, passage, index..<end, wanted: String(half))
      index = end
    }
  }

  // MARK: doubled marks

  private static let single: [Unicode.Scalar] = ["。", "，", "、", "；", "："]

  private static func repeated(_ passage: Passage, _ report: inout WritingReport) {
    let scalars = passage.scalars
    var index = 0
    while index + 1 < scalars.count {
      var end = index
      while end < scalars.count, single.contains(scalars[end]) { end += 1 }
      if end - index >= 2 {
        let isDots = end - index >= 3 && scalars[index..<end].allSatisfy { $0 == "。" }
        let keepsStop = scalars[index..<end].contains("。")
        let wanted = isDots ? "……" : keepsStop ? "。" : String(scalars[index])
        report.add(.repeatedMark, passage, index..<end, wanted: wanted)
      }
      index = max(index + 1, end)
    }
  }

  // MARK: 》、《

  private static func commas(_ passage: Passage, _ report: inout WritingReport) {
    let scalars = passage.scalars
    for index in scalars.indices.dropFirst() where scalars[index] == "、" {
      let pair = (scalars[index - 1], scalars.at(index + 1))
      guard pair == ("》", "《") || pair == ("”", "“") else { continue }
      let wanted = String(scalars[index - 1]) + (pair.1.map { String($0) } ?? "")
      report.add(
        WritingProblem(
          .commaBetweenTitles, passage.text((index - 1)..<(index + 2)), wanted: wanted),
        passage, index..<(index + 1))
    }
  }

  // MARK: blanks

  /// Titles part agencies' names by a blank, and so does what quotes them.
  private static func blanks(_ passage: Passage, _ report: inout WritingReport) {
    guard passage.kind == .body || passage.kind == .heading else { return }
    let scalars = passage.scalars
    var depth = 0
    var index = 0
    while index < scalars.count {
      if scalars[index] == "《" { depth += 1 }
      if scalars[index] == "》" { depth -= 1 }
      guard scalars[index] == " " else {
        index += 1
        continue
      }
      var end = index
      while end < scalars.count, scalars[end] == " " { end += 1 }
      let isBetween =
        scalars.at(index - 1)?.isChinese == true && scalars.at(end)?.isChinese == true
      if isBetween, depth <= 0 {
        let quoted = passage.text((index - 1)..<(end + 1))
        report.add(WritingProblem(.blankInText, quoted), passage, index..<end)
      }
      index = end
    }
  }
}
