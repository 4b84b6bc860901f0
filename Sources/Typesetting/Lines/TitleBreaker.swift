import Typography

/// Titles break for balance, at words; the stack is a trapezoid or a diamond (std:G-40).
///
/// `／` breaks always. What is still too long is cut into as few lines as possible, all ways of
/// which are tried and weighed.
struct TitleBreaker {
  let text: LineText
  let setting: ParagraphSetting
  /// Nobody writes such titles; beyond it the ordinary breaker does.
  private static let longest = 120
  private static let mostLines = 5

  func breakLines() -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    while start < text.units.count {
      var end = start + 1
      while end < text.units.count, text.units[end].breakBefore > .wanted { end += 1 }
      lines += breakSegment(start..<end)
      start = end
    }
    return lines
  }

  private func breakSegment(_ segment: Range<Int>) -> [Range<Int>] {
    let measurer = LineMeasurer(
      text, setting, from: segment.lowerBound, to: segment.upperBound, count: 6_000)
    let room = max(1, setting.measure.emu - max(setting.firstIndent, setting.hangingIndent).emu)
    let whole = measurer.line(segment.lowerBound, segment.upperBound).width
    if whole <= room + LineBreaker.tolerance { return [segment] }
    if segment.count <= Self.longest {
      let tears = tearing(segment)
      let fewest = (whole + room - 1) / room
      var best: (cost: Int, ends: [Int])?
      for count in fewest...max(fewest, min(fewest + 1, Self.mostLines))
      where count <= Self.mostLines {
        var search = TitleSearch(
          measurer: measurer, segment: segment, room: room, count: count, tears: tears,
          em: max(1, setting.size.emu))
        search.run()
        // Another line is dearer than an unhandsome shape, cheaper than a torn word.
        guard let found = search.best else { continue }
        let cost = found.cost + (count - fewest) * 1_500
        if cost < best?.cost ?? .max { best = (cost, found.ends) }
      }
      if let best { return ranges(segment.lowerBound, best.ends) }
    }
    return LineBreaker(text: text, setting: setting).breakLines(in: segment)
  }

  private func ranges(_ start: Int, _ ends: [Int]) -> [Range<Int>] {
    var start = start
    return ends.map { end in
      defer { start = end }
      return start..<end
    }
  }

  // MARK: Words

  /// What a break before each unit of the segment tears; nil where none is possible.
  private func tearing(_ segment: Range<Int>) -> [Int?] {
    let words = words(segment)
    let hasBlank = segment.contains { text.units[$0].isBlankOfTitle }
    var depth = 0
    return segment.map { index in
      if index > segment.lowerBound, text.units[index - 1].kind.hasLeadingBlank { depth += 1 }
      if text.units[index].kind == .closer || text.units[index].kind == .quoteCloser {
        depth = max(0, depth - 1)
      }
      let unit = text.units[index]
      guard index > segment.lowerBound, unit.breakBefore <= .soft else { return nil }
      var cost = unit.breakBefore == .soft ? 900 : unit.breakBefore == .weak ? 200 : 0
      cost += tear(index, words[index - segment.lowerBound], words[index - segment.lowerBound - 1])
      // A blank parts what the writer wants apart: it is the best place there is.
      if hasBlank, !text.units[index - 1].isBlankOfTitle { cost += 250 }
      return cost + (depth > 0 ? 400 : 0)
    }
  }

  private struct Word {
    var number: Int
    var isKnown: Bool
  }

  private func tear(_ index: Int, _ after: Word, _ before: Word) -> Int {
    if after.number == before.number { return 3_000 }
    let next = text.scalar(index) ?? " "
    let last = text.scalar(index - 1) ?? " "
    let bothHan = text.units[index].isHan && text.units[index - 1].isHan
    var cost = 0
    if bothHan, !after.isKnown, !before.isKnown { cost += 250 }
    if bothHan, after.isKnown != before.isKnown { cost += 80 }
    if last == "的" { return 0 }
    if next == "的" { return 900 }
    if "和与及暨".unicodeScalars.contains(last) { cost += 150 }
    if "和与及暨".unicodeScalars.contains(next) { cost = min(cost, 60) }
    if !after.isKnown, TitleWords.suffixes.contains(next), bothHan { cost += 500 }
    if last == "于", index >= 2, text.scalar(index - 2) == "关" { cost += 200 }
    if next == "关", text.scalar(index + 1) == "于" { cost = 0 }
    if text.units[index].kind.hasLeadingBlank || text.units[index - 1].kind.hasTrailingBlank {
      cost = 0
    }
    return cost
  }

  /// The segment cut into words of the list, the longest first.
  private func words(_ segment: Range<Int>) -> [Word] {
    var words: [Word] = []
    var index = segment.lowerBound
    var number = 0
    while index < segment.upperBound {
      number += 1
      let length = knownWord(at: index, before: segment.upperBound)
      for _ in 0..<max(1, length) { words.append(Word(number: number, isKnown: length > 0)) }
      index += max(1, length)
    }
    return words
  }

  private func knownWord(at start: Int, before end: Int) -> Int {
    var candidate: [Unicode.Scalar] = []
    var found = 0
    for index in start..<min(end, start + TitleWords.longest) {
      guard let scalar = text.scalar(index), text.units[index].isHan else { break }
      candidate.append(scalar)
      if candidate.count > 1, TitleWords.all.contains(candidate) { found = candidate.count }
    }
    return found
  }
}

/// All ways to cut a title into a number of lines.
private struct TitleSearch {
  let measurer: LineMeasurer
  let segment: Range<Int>
  let room: Int
  let count: Int
  let tears: [Int?]
  let em: Int
  private(set) var best: (cost: Int, ends: [Int])?
  private var budget = 200_000

  init(
    measurer: LineMeasurer, segment: Range<Int>, room: Int, count: Int, tears: [Int?], em: Int
  ) {
    self.measurer = measurer
    self.segment = segment
    self.room = room
    self.count = count
    self.tears = tears
    self.em = em
  }

  mutating func run() { extend(segment.lowerBound, [], [], 0) }

  private mutating func extend(_ start: Int, _ ends: [Int], _ widths: [Int], _ cost: Int) {
    guard budget > 0, cost < best?.cost ?? .max else { return }
    budget -= 1
    let remaining = count - ends.count
    if remaining == 1 {
      let width = measurer.line(start, segment.upperBound).width
      guard width <= room + LineBreaker.tolerance else { return }
      let total = cost + shape(widths + [width])
      if total < best?.cost ?? .max { best = (total, ends + [segment.upperBound]) }
      return
    }
    var end = start + 1
    while end < segment.upperBound {
      defer { end += 1 }
      guard let tear = tears[end - segment.lowerBound] else { continue }
      let width = measurer.line(start, end).width
      if width > room + LineBreaker.tolerance { break }
      extend(end, ends + [end], widths + [width], cost + tear)
    }
  }

  /// Unevenness, hourglass and rectangle. Lengths in tenths of an em.
  private func shape(_ widths: [Int]) -> Int {
    let lengths = widths.map { $0 * 10 / em }
    let mean = lengths.reduce(0, +) / lengths.count
    var cost = lengths.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } * 6 / 100
    let widest = lengths.max() ?? 0
    let narrowest = lengths.min() ?? 0
    if widest - narrowest < 5 { cost += 200 }
    for index in lengths.indices.dropFirst().dropLast() {
      let waist = min(lengths[index - 1], lengths[index + 1]) - lengths[index]
      // A waist of half an em is not seen as one.
      if waist > 5 { cost += min(500, waist * waist) }
    }
    // A last line of two or three characters looks dropped.
    if let last = lengths.last, last * 3 < widest { cost += 300 }
    return cost
  }
}

extension LineUnit {
  fileprivate var isBlankOfTitle: Bool { kind == .space || kind == .ideographicSpace }
}
