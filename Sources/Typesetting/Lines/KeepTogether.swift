/// Step 3: what a break before each unit means (std:T-1, T-2, T-31, T-43 to T-46; std:N-18).
extension LineText {
  mutating func resolveBreaks() {
    guard !units.isEmpty else { return }
    for index in units.indices.dropFirst() {
      if units[index - 1].kind == .newline {
        units[index].breakBefore = .mandatory
      } else if units[index].breakBefore != .wanted {
        units[index].breakBefore = isRaised(index) ? .forbidden : breakByClass(index)
      }
    }
    keepNumbers()
    keepDocumentNumbers()
    openLongTokens()
    keepGroups()
  }

  private func isRaised(_ index: Int) -> Bool { style(index).isRaised }

  private func breakByClass(_ index: Int) -> BreakKind {
    // A footnote's mark belongs to the word before it and decides nothing about what follows.
    var previous = index - 1
    while previous > 0, isRaised(previous) { previous -= 1 }
    let before = units[previous]
    let after = units[index]
    if after.kind == .newline { return .impossible }
    if before.kind == .noBreakSpace || after.kind == .noBreakSpace { return .hard }
    if after.kind == .space { return .forbidden }
    if after.kind == .suffix {
      return before.kind == .digit || before.kind == .wideDigit || before.isLatin
        ? .hard : .forbidden
    }
    if after.isLatin, before.isLatin, before.kind != .space { return breakInLatin(index) }
    if before.kind == .prefix {
      return after.kind == .digit || after.kind == .wideDigit ? .hard : .allowed
    }
    if after.kind.isForbiddenAtStart || before.kind.isForbiddenAtEnd { return .forbidden }
    if before.kind == .checkBox { return .hard }
    if before.kind == .wideDigit, after.kind == .wideDigit { return .hard }
    if before.kind == .rule, after.kind == .rule { return .weak }
    if after.kind == .ideographicSpace {
      return before.kind == .ideographicSpace || isDateWord(previous) ? .hard : .forbidden
    }
    if before.kind == .ideographicSpace, isDateWord(index) { return .hard }
    if isListMark(previous), !isRaised(previous) { return .soft }
    return .allowed
  }

  /// Western words break at hyphens and blanks only (std:T-24).
  private func breakInLatin(_ index: Int) -> BreakKind {
    let before = units[index - 1].kind
    if units[index].kind == .latinOpener, before == .letter || before == .digit { return .soft }
    if before == .hyphen, units[index].kind == .letter, index >= 2, units[index - 2].kind == .letter
    {
      return .weak
    }
    return .hard
  }

  private func isDateWord(_ index: Int) -> Bool {
    guard let scalar = scalar(index) else { return false }
    return "年月日".unicodeScalars.contains(scalar)
  }

  /// ① and its like, when they open an item.
  private func isListMark(_ index: Int) -> Bool {
    guard let value = scalar(index)?.value else { return false }
    return (0x2460...0x24FF).contains(value) || (0x3220...0x3243).contains(value)
  }

  /// Numbers with what they count, dates, ranges, 第×条.
  private mutating func keepNumbers() {
    for index in units.indices.dropFirst() {
      guard let scalar = scalar(index), units[index].breakBefore == .allowed else { continue }
      let before = units[index - 1].kind
      let isDigit = units[index].kind == .digit
      if before == .digit, units[index].kind == .han, KeptWords.counters.contains(scalar) {
        units[index].breakBefore = .hard
      } else if isDigit, index >= 2, isDateWord(index - 1), units[index - 2].kind == .digit {
        units[index].breakBefore = .soft
      } else if isDigit, before == .connector || before == .dash {
        units[index].breakBefore = .soft
      } else if isDigit, self.scalar(index - 1) == "第" {
        units[index].breakBefore = .hard
      } else if index >= 2, units[index].kind == .han, units[index - 2].kind == .digit,
        KeptWords.magnitudes.contains(self.scalar(index - 1) ?? " "),
        KeptWords.measures.contains(scalar)
      {
        units[index].breakBefore = .soft
      }
    }
    keepOrdinals()
  }

  /// 第十二条: 第, Chinese numerals, and what they count.
  private mutating func keepOrdinals() {
    var index = 0
    while index < units.count {
      defer { index += 1 }
      guard scalar(index) == "第" else { continue }
      var end = index + 1
      while end < units.count, let numeral = scalar(end),
        KeptWords.numerals.contains(numeral), end - index < 10
      { end += 1 }
      guard end > index + 1, end < units.count, let word = scalar(end),
        KeptWords.ordinalWords.contains(word)
      else { continue }
      for place in index + 1...end where units[place].breakBefore == .allowed {
        units[place].breakBefore = .hard
      }
      index = end
    }
  }

  /// 并政发〔2020〕16号: the agency's code (at most four Han back to a mark or a verb), the year
  /// and the number.
  private mutating func keepDocumentNumbers() {
    for index in units.indices where scalar(index) == "〔" {
      guard isKind(index + 1, .digit) else { continue }
      var start = index
      while start > 0, index - start < 4, units[start - 1].kind == .han,
        let scalar = scalar(start - 1), !KeptWords.beforeDocumentNumber.contains(scalar)
      { start -= 1 }
      for place in start + 1..<max(start + 1, index + 1) { soften(place) }
      var end = index + 1
      while isKind(end, .digit), end - index < 6 { end += 1 }
      if scalar(end) == "〕", isKind(end + 1, .digit) { soften(end + 1) }
    }
  }

  private mutating func soften(_ index: Int) {
    if units[index].breakBefore == .allowed { units[index].breakBefore = .soft }
  }
  private func isKind(_ index: Int, _ kind: CharacterClass) -> Bool {
    units.indices.contains(index) && units[index].kind == kind
  }

  /// E-mail addresses, URLs and file names break at their own joints.
  private mutating func openLongTokens() {
    var start = 0
    while start < units.count {
      guard isTokenPart(start) else {
        start += 1
        continue
      }
      var end = start + 1
      var isAddress = false
      while end < units.count, isTokenPart(end) {
        if scalar(end) == "@" || (scalar(end) == "/" && scalar(end - 1) == "/") { isAddress = true }
        end += 1
      }
      if isAddress {
        for place in start + 1..<max(start + 1, end) where isJoint(place) {
          units[place].breakBefore = .weak
        }
      }
      start = end
    }
  }
  private func isTokenPart(_ index: Int) -> Bool {
    units[index].isLatin && units[index].kind != .space && units[index].kind != .noBreakSpace
  }
  private func isJoint(_ index: Int) -> Bool {
    guard let before = scalar(index - 1), let after = scalar(index) else { return false }
    if before == "/" { return after != "/" }
    return before == "?" || before == "&" || before == "_" || after == "@" || after == "."
  }

  /// Runs that were declared unbreakable, spread labels, comb boxes, the fillers of a blank.
  private mutating func keepGroups() {
    for index in units.indices.dropFirst() where units[index].source == units[index - 1].source {
      let source = sources[Int(units[index].source)]
      guard units[index].breakBefore > .wanted else { continue }
      if source.spreadCells != nil {
        units[index].breakBefore = .impossible
      } else if source.isUnbreakable {
        units[index].breakBefore = max(units[index].breakBefore, .hard)
      }
    }
    for comb in combs {
      for index in comb.units.dropFirst() { units[index].breakBefore = .hard }
    }
    for blank in blanks where !blank.isEmpty {
      units[blank.units.lowerBound + 1].breakBefore = .impossible
      units[blank.units.upperBound - 1].breakBefore = .impossible
    }
  }
}

/// Words that the rules of keeping together look for.
enum KeptWords {
  static let counters = set(
    "年月日时分秒号元角分万亿千百件家个人名次份天岁页项条款章节届期批栋间室楼层路户台套辆吨斤克米里亩倍折点周季级位类种字度版卷篇艘架座所处起宗笔卡集册本张份只头株幢门只股组队场年")
  static let magnitudes = set("万亿千百")
  static let measures = set("元件家人户亩吨平公个份次美")
  static let numerals = set("〇零一二三四五六七八九十百千0123456789")
  static let ordinalWords = set("条款项章节届次期批号编部分季年册卷位名")
  static let beforeDocumentNumber = set("据照依按见以和与及的将对印了在由根《》为如")
  private static func set(_ text: String) -> Set<Unicode.Scalar> { Set(text.unicodeScalars) }
}
