/// 层次序数: 一、 （一） 1. （1） in order, in one style, with the right marks (std:G-43, N-20).
enum NumberingCheck {
  static func run(_ text: WrittenText, _ report: inout WritingReport) {
    var sequence = Sequence()
    var spoken = SpokenSequence()
    var part = -1
    for passage in text.flow {
      if passage.part != part || passage.kind == .title {
        sequence = Sequence()
        spoken = SpokenSequence()
        part = passage.part
      }
      spoken.read(passage, &report)
      guard let mark = ItemNumber.read(passage.scalars, isHeading: passage.kind == .heading)
      else {
        sequence.isInterrupted = true
        continue
      }
      form(mark, passage, &report)
      sequence.read(mark, passage, &report)
    }
  }

  // MARK: the form of a single number

  private static func form(
    _ mark: ItemNumber, _ passage: Passage, _ report: inout WritingReport
  ) {
    let written = passage.text(0..<mark.length)
    let digits = passage.text(0..<mark.figures)
    switch (mark.level, mark.separator) {
    case (3, "、"):
      report.add(.commaAfterDigit, passage, 0..<mark.length, wanted: digits + ".")
    case (1, let separator?) where separator != "、":
      report.add(
        WritingProblem(.numberStyle, written, wanted: digits + "、"), passage, 0..<mark.length)
    case (2, _), (4, _), (5, _):
      let marks: [Unicode.Scalar] = ["、", "，", ".", "．", ",", "：", ":"]
      if let next = passage.scalars.at(mark.length), marks.contains(next) {
        report.add(.markAfterBrackets, passage, mark.length..<(mark.length + 1))
      }
    default: break
    }
  }

  // MARK: the sequence

  /// What came before, level by level.
  private struct Sequence {
    private var last = [0, 0, 0, 0, 0, 0]
    /// The last value of each level under the heading before.
    private var ended = [0, 0, 0, 0, 0, 0]
    /// The levels whose numbers run on over headings: a manner that is said once.
    private var runningOn: Set<Int> = []
    /// What the first number of level 3 has after its figures.
    private var separator: Unicode.Scalar?
    /// A paragraph without number stood since the last number: a list may begin anew.
    var isInterrupted = false

    mutating func read(_ mark: ItemNumber, _ passage: Passage, _ report: inout WritingReport) {
      let level = mark.level
      let previous = last[level]
      let isFirst = mark.value == 1 && (previous == 0 || isInterrupted)
      let runsOn = previous == 0 && mark.value > 1 && mark.value == ended[level] + 1
      if runsOn {
        if runningOn.insert(level).inserted {
          report.add(.numbersRunOn, passage, 0..<mark.length, wanted: mark.written(as: 1))
        }
      } else if mark.value != previous + 1, !isFirst {
        let wanted = mark.written(as: previous + 1)
        report.add(.numberSequence, passage, 0..<mark.length, wanted: wanted)
      }
      style(mark, passage, &report)
      last[level] = mark.value
      for deeper in (level + 1)..<last.count where last[deeper] > 0 {
        ended[deeper] = last[deeper]
        last[deeper] = 0
      }
      isInterrupted = false
    }

    /// 1. and 1．in one text. (1、 has a rule of its own.)
    private mutating func style(
      _ mark: ItemNumber, _ passage: Passage, _ report: inout WritingReport
    ) {
      guard mark.level == 3, let own = mark.separator, own != "、" else { return }
      if let separator, separator != own {
        report.add(
          .numberStyle, passage, 0..<mark.length,
          wanted: passage.text(0..<mark.figures) + String(separator))
      } else {
        separator = own
      }
    }
  }

  /// 一是…二是…三是, over sentences and paragraphs.
  private struct SpokenSequence {
    private var last = 0

    mutating func read(_ passage: Passage, _ report: inout WritingReport) {
      let scalars = passage.scalars
      var hasOne = false
      for (index, scalar) in scalars.enumerated() where scalar == "是" && index > 0 {
        var start = index
        while start > 0, index - start < 3, SmallNumeral.isNumeral(scalars[start - 1]) {
          start -= 1
        }
        guard start < index, let value = SmallNumeral.value(scalars[start..<index]) else {
          continue
        }
        if start > 0, !["。", "；", "，", "：", ";"].contains(scalars[start - 1]) { continue }
        if value != 1, last > 0, value != last + 1 {
          report.add(
            .numberSequence, passage, start..<(index + 1),
            wanted: SmallNumeral.words(last + 1) + "是")
        }
        // 二是 without 一是 before it is no enumeration.
        last = value == 1 || last > 0 ? value : 0
        hasOne = true
      }
      if !hasOne { last = 0 }
    }
  }
}

/// The number at the head of a paragraph or heading.
struct ItemNumber {
  /// 1…4 for 一、 （一） 1. （1）, 5 for ①.
  var level: Int
  var value: Int
  /// What stands after a number without brackets.
  var separator: Unicode.Scalar?
  /// Of the figures without the separator; brackets count.
  var figures: Int
  var length: Int

  /// - Parameter isHeading: known to be numbered; else 三、四季度 is taken for words.
  static func read(_ scalars: [Unicode.Scalar], isHeading: Bool = false) -> ItemNumber? {
    guard let first = scalars.first else { return nil }
    if (0x2460...0x2473).contains(first.value) {
      return ItemNumber(
        level: 5, value: Int(first.value) - 0x245F, separator: nil, figures: 1, length: 1)
    }
    let isBracketed = first == "（" || first == "("
    let start = isBracketed ? 1 : 0
    var end = scalars.endOfFigures(from: start)
    let isChinese = end == start
    if isChinese {
      while end - start < 5, let next = scalars.at(end), SmallNumeral.isNumeral(next) { end += 1 }
    }
    let value = isChinese ? SmallNumeral.value(scalars[start..<end]) : scalars.number(start..<end)
    guard end > start, let value, (1...999).contains(value), let closer = scalars.at(end) else {
      return nil
    }
    var number = ItemNumber(
      level: 0, value: value, separator: nil, figures: end, length: end + 1)
    if isBracketed {
      guard closer == "）" || closer == ")" else { return nil }
      number.level = isChinese ? 2 : 4
      number.figures = end + 1
      return number
    }
    number.separator = closer
    number.level = isChinese ? 1 : 3
    if isChinese, !isHeading, let next = scalars.at(end + 1),
      SmallNumeral.value([next]) == value + 1
    {
      return nil
    }
    return isSeparated(scalars, end, isChinese) ? number : nil
  }

  private static func isSeparated(
    _ scalars: [Unicode.Scalar], _ end: Int, _ isChinese: Bool
  ) -> Bool {
    switch scalars[end] {
    case "、": return end + 1 < scalars.count
    case ".", "．":
      guard let next = scalars.at(end + 1) else { return false }
      if isChinese { return next.isHan && !SmallNumeral.isNumeral(next) }
      guard next.isFigure else { return true }
      // 1.5亿元 is a number; 5.2024年以后 is item 5.
      let after = scalars.endOfFigures(from: end + 1)
      return after - end - 1 == 4 && scalars.at(after) == "年"
    default: return false
    }
  }

  /// The same number with another value, in the right form.
  func written(as value: Int) -> String {
    switch level {
    case 1: return SmallNumeral.words(value) + "、"
    case 2: return "（\(SmallNumeral.words(value))）"
    case 3: return "\(value)."
    case 4: return "（\(value)）"
    default: return Unicode.Scalar(UInt32(0x245F + min(value, 20))).map { String($0) } ?? ""
    }
  }
}
