import Diagnostics

/// Puts the lines of a text together that a PDF broke: by the end of the sentence, open brackets,
/// the numbers that begin items, and how full a line is.
struct ParagraphJoiner {
  /// The width of a full line in half cells, where the text is broken into lines of one width.
  let measure: Int?
  private let lines: [TextLine]

  init(_ layout: Layout) {
    lines = layout.lines
    measure = Self.measure(layout)
  }

  /// Why two lines belong together.
  enum Reason { case sentence, length, fullAfterSentence }

  /// The paragraphs of a range of lines. `doubts` are the joins that only the length speaks for, as
  /// the second line's index.
  func paragraphs(
    _ range: Range<Int>
  ) -> (paragraphs: [[Int]], doubts: [(line: Int, reason: Reason)]) {
    var paragraphs: [[Int]] = []
    var doubts: [(line: Int, reason: Reason)] = []
    var depth = 0
    for index in range {
      let previous = index - 1
      if let last = paragraphs.last, previous >= range.lowerBound,
        let reason = reason(last, index, isOpen: depth > 0)
      {
        paragraphs[paragraphs.count - 1].append(index)
        if reason != .sentence { doubts.append((index, reason)) }
      } else {
        paragraphs.append([index])
        depth = 0
      }
      for scalar in lines[index].scalars {
        if scalar.isOpening { depth += 1 } else if scalar.isClosing { depth = max(0, depth - 1) }
      }
    }
    return (paragraphs, doubts)
  }

  private func reason(_ paragraph: [Int], _ index: Int, isOpen: Bool) -> Reason? {
    let before = lines[paragraph[paragraph.count - 1]]
    let line = lines[index]
    guard line.numberLevel == nil, !before.isLabel, !line.isLabel else { return nil }
    let limit = (measure ?? 52) - (paragraph.count == 1 ? 4 : 0)
    if let first = line.scalars.first, !first.isOpening, first.isClosing || isInner(first) {
      return .sentence
    }
    if before.isFinal {
      if before.hasColumns || line.hasColumns { return nil }
      // A full line after a full line has no room for a paragraph's indent.
      guard let measure, line.leastWidth > measure - 4, before.width + 2 >= limit else {
        return nil
      }
      return .fullAfterSentence
    }
    if let last = before.scalars.last, isInner(last) || last.isOpening { return .sentence }
    // A line of columns is no running text.
    if before.hasColumns || line.hasColumns { return nil }
    let unit = firstUnit(line)
    let isFull = before.width + unit + 2 > limit
    if isOpen, isFull || before.width >= 32 || closesFirst(line) { return .sentence }
    if paragraph.count == 1, before.isHeading {
      // A full line is seldom a whole heading; what follows it is, when it is as wide as the first
      // line of a paragraph.
      guard let measure, isFull,
        line.isFinal || line.width < measure - 8 || line.leastWidth > measure - 4
      else { return nil }
      return .length
    }
    if measure != nil { return isFull ? .sentence : nil }
    return before.width >= 48 ? .length : nil
  }

  /// A bracket closes before any opens: the one that the lines above left open.
  private func closesFirst(_ line: TextLine) -> Bool {
    line.scalars.first { $0.isOpening || $0.isClosing }?.isClosing ?? false
  }

  private func isInner(_ scalar: Unicode.Scalar) -> Bool { "，、".unicodeScalars.contains(scalar) }

  /// The width of what cannot be broken at the beginning of a line: a Latin word or number, a
  /// character with the marks that cling to it.
  private func firstUnit(_ line: TextLine) -> Int {
    var width = 0
    let scalars = line.scalars
    var index = 0
    while index < scalars.count, scalars[index].isOpening {
      width += 2
      index += 1
    }
    guard index < scalars.count else { return width }
    if scalars[index].isWestern {
      while index < scalars.count, scalars[index].isWestern, width < 30 {
        width += 1
        index += 1
      }
    } else {
      width += 2
      index += 1
    }
    while index < scalars.count,
      scalars[index].isClosing || scalars[index].isFinal
        || isInner(scalars[index])
    {
      width += 2
      index += 1
    }
    return width
  }

  // MARK: the measure

  /// Lines that stop in the middle of a sentence at nearly the same width show the measure. A few
  /// of them, where page breaks cut, are not enough.
  private static func measure(_ layout: Layout) -> Int? {
    var counts: [Int: Int] = [:]
    var open = 0
    var all = 0
    for (line, role) in zip(layout.lines, layout.roles) where role == .body {
      all += 1
      guard !line.isFinal, line.width >= 24, line.width <= 100 else { continue }
      counts[line.width, default: 0] += 1
      open += 1
    }
    guard open >= 4, open * 4 >= all else { return nil }
    // The width that most lines share, give or take a cell: marks are compressed to fit.
    func near(_ width: Int) -> Int { (width - 2...width).reduce(0) { $0 + (counts[$1] ?? 0) } }
    let best = counts.keys.sorted(by: >).max { near($0) < near($1) }
    guard let best, near(best) >= 3, near(best) * 4 >= open else { return nil }
    return best
  }
}
