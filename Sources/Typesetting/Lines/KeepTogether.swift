/// Step 3: what a break before each unit means (std:T-1, T-2, T-43 to T-46). What is kept together
/// beyond that stands in `KeptPhrases.swift`, tokens that must yield in `LongTokens.swift`.
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
    if rules.contains(.pairs) { standAlone() }
    keepCheckBoxes()
    if rules.contains(.numberAndUnit) { keepNumbers() }
    if rules.contains(.keptTogether) { keepPhrases() }
    openAddresses()
    keepGroups()
  }

  private func isRaised(_ index: Int) -> Bool { style(index).isRaised }

  private func breakByClass(_ index: Int) -> BreakKind {
    // A footnote's mark belongs to the word before it and decides nothing about what follows.
    var previous = index - 1
    while previous > 0, isRaised(previous) { previous -= 1 }
    let before = units[previous]
    let after = units[index]
    if before.kind == .space, endsWithOpener(before: previous) { return .forbidden }
    if after.kind == .newline { return .impossible }
    if before.kind == .noBreakSpace || after.kind == .noBreakSpace { return .hard }
    if after.kind == .space { return .forbidden }
    if after.kind == .suffix, rules.contains(.numberAndUnit), isNumber(before) || before.isLatin {
      return .hard
    }
    if after.isLatin, before.isLatin, before.kind != .space { return breakInLatin(index) }
    if before.kind == .prefix, rules.contains(.numberAndUnit) {
      return isNumber(after) ? .hard : .allowed
    }
    if isForbiddenAtStart(after.kind) || isForbiddenAtEnd(before.kind) { return .forbidden }
    if before.kind == .wideDigit, after.kind == .wideDigit { return .hard }
    if before.kind == .rule, after.kind == .rule { return .weak }
    if after.kind == .ideographicSpace {
      return before.kind == .ideographicSpace || isDateWord(previous) ? .hard : .forbidden
    }
    if before.kind == .ideographicSpace, isDateWord(index) { return .hard }
    if isListMark(previous), !isRaised(previous) { return .soft }
    return .allowed
  }

  /// A blank behind an opening mark does not open a place to break: it vanishes at the line's end.
  private func endsWithOpener(before space: Int) -> Bool {
    var index = space
    while index > 0, isKind(index, .space) { index -= 1 }
    return isForbiddenAtEnd(units[index].kind)
  }

  private func isNumber(_ unit: LineUnit) -> Bool {
    unit.kind == .digit || unit.kind == .wideDigit
  }
  private func isForbiddenAtStart(_ kind: CharacterClass) -> Bool {
    kind.isForbiddenAtStart && rules.contains(.notAtLineStart)
  }
  private func isForbiddenAtEnd(_ kind: CharacterClass) -> Bool {
    kind.isForbiddenAtEnd && rules.contains(kind.isSlash ? .slashNotAtEnd : .notAtLineEnd)
  }

  /// Western words break at hyphens and blanks only (std:T-24), and no letter stands alone.
  private func breakInLatin(_ index: Int) -> BreakKind {
    let before = units[index - 1].kind
    if units[index].kind == .latinOpener, before == .letter || before == .digit { return .soft }
    if before == .hyphen, isLetter(index), isLetter(index + 1), isLetter(index - 2),
      isLetter(index - 3)
    {
      return .weak
    }
    return .hard
  }
  private func isLetter(_ index: Int) -> Bool { isKind(index, .letter) }

  /// ① and its like, when they open an item.
  private func isListMark(_ index: Int) -> Bool {
    guard let value = scalar(index)?.value else { return false }
    return (0x2460...0x24FF).contains(value) || (0x3220...0x3243).contains(value)
  }

  /// Two ellipses in a row stand for what a whole paragraph said, and on a line of their own
  /// (std:T-6; GB/T 15834-2011, 5.1.5), with the marks that belong to them. More dots than that
  /// lead to a page number.
  private mutating func standAlone() {
    var index = 0
    while index < units.count {
      var end = index
      while isKind(end, .ellipsis) { end += 1 }
      defer { index = max(end, index + 1) }
      let dots = units[index..<end].reduce(0) { $0 + Int($1.count) }
      guard dots == 4, !isKind(end, .digit) else { continue }
      var first = index
      while first > 0, units[first - 1].kind.isForbiddenAtEnd { first -= 1 }
      var last = end
      while last < units.count, units[last].kind.isForbiddenAtStart || isKind(last, .space) {
        last += 1
      }
      // A slash, which may stand at neither edge, ties them to what is beyond it.
      if first > 0, units[first].breakBefore > .wanted, !isForbiddenAtStart(units[first].kind) {
        units[first].breakBefore = .mandatory
      }
      if last < units.count, units[last].breakBefore > .wanted, units[last].kind != .newline,
        !isForbiddenAtEnd(units[last - 1].kind)
      {
        units[last].breakBefore = .mandatory
      }
    }
  }

  /// A box stays with its label (std:T-45): the one behind it (□是), unless the label stands
  /// before it (是□ 否□).
  private mutating func keepCheckBoxes() {
    for index in units.indices where units[index].kind == .checkBox {
      let labelIsBefore = isLabel(index - 1) && !isLabel(index + 1)
      if labelIsBefore {
        keep(index)
      } else {
        keep(index + 1)
        if isKind(index + 1, .space), isLabel(index + 2) { keep(index + 2) }
      }
    }
  }
  private mutating func keep(_ index: Int) {
    guard units.indices.contains(index), units[index].breakBefore > .wanted,
      units[index].breakBefore < .hard,
      units[index].kind != .checkBox
        || isLabel(index - 1)
    else { return }
    units[index].breakBefore = .hard
  }
  private func isLabel(_ index: Int) -> Bool {
    guard units.indices.contains(index) else { return false }
    return units[index].isHan || units[index].kind == .letter || units[index].kind == .digit
  }

  func isKind(_ index: Int, _ kind: CharacterClass) -> Bool {
    units.indices.contains(index) && units[index].kind == kind
  }
  func isDateWord(_ index: Int) -> Bool {
    guard let scalar = scalar(index) else { return false }
    return KeptWords.dateWords.contains(scalar)
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
