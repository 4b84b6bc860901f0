/// Where tokens break that are wider than any line, and at which joints addresses do.
extension LineText {
  /// E-mail addresses, URLs and file names break at their own joints.
  mutating func openAddresses() {
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
        for place in start + 2..<max(start + 2, end - 1) where isAddressJoint(place) {
          units[place].breakBefore = .weak
        }
      }
      start = end
    }
  }

  /// Opens what is unbreakable but wider than `room`, the room of a line: at its joints, else
  /// anywhere but beside its first and its last character. Needs the units' widths.
  mutating func openWideTokens(room: Int) {
    var start = 0
    while start < units.count {
      var width = units[start].width
      var end = start + 1
      while end < units.count, units[end].breakBefore > .soft {
        width += Int(units[end].gap) + units[end].width
        end += 1
      }
      if width > room, end - start > 1 { openWideToken(start..<end) }
      start = end
    }
  }

  private mutating func openWideToken(_ token: Range<Int>) {
    for place in token.dropFirst() where units[place].breakBefore == .hard {
      guard !leavesOneAlone(place) else { continue }
      units[place].breakBefore = isCodeJoint(place) ? .joint : .forced
    }
  }

  private func isTokenPart(_ index: Int) -> Bool {
    units[index].isLatin && units[index].kind != .space && units[index].kind != .noBreakSpace
  }

  /// Behind a slash, a dot, ? & _ and before @; never a sign at a line's start.
  private func isAddressJoint(_ index: Int) -> Bool {
    guard let before = scalar(index - 1), let after = scalar(index) else { return false }
    if after == "@" { return true }
    guard isWordPart(index) else { return false }
    return before == "/" || before == "." || before == "?" || before == "&" || before == "_"
  }

  /// Between letters and digits, before the capital of fileName, behind a sign.
  private func isCodeJoint(_ index: Int) -> Bool {
    guard let before = scalar(index - 1), let after = scalar(index), isWordPart(index) else {
      return false
    }
    guard isWordPart(index - 1) else {
      let kind = units[index - 1].kind
      return units[index - 1].isLatin && (kind.isSlash || !kind.isForbiddenAtEnd)
    }
    if units[index - 1].kind != units[index].kind { return true }
    return ("a"..."z").contains(before) && ("A"..."Z").contains(after)
  }

  private func isWordPart(_ index: Int) -> Bool {
    units.indices.contains(index)
      && (units[index].kind == .letter || units[index].kind == .digit)
  }

  /// Whether a break would part one letter or digit from the rest of its token.
  func leavesOneAlone(_ index: Int) -> Bool {
    guard isWordPart(index - 1) || isWordPart(index) else { return false }
    return !continues(index - 1) || !continues(index + 1)
  }
  /// Whether a unit belongs to the same token as the one before it.
  private func continues(_ index: Int) -> Bool {
    index > 0 && index < units.count && units[index].isLatin && units[index - 1].isLatin
      && units[index].breakBefore > .soft
  }
}
