import Diagnostics

/// Half-width ( ) , ; : ? ! in Chinese text become full-width; not in times, numbers, addresses and
/// Latin text. —— and ——— between the ends of a range become —. Works on whole paragraphs, since a
/// bracket may close on a later line.
enum ChineseMarks {
  static func edits(
    _ glyphs: [Glyph], _ draft: Draft, _ findings: inout Findings
  ) -> [Edit] {
    guard glyphs.contains(where: { isCandidate($0.scalar) }) else { return [] }
    let scalars = glyphs.map(\.scalar)
    guard scalars.contains(where: \.isHan) else { return [] }
    var edits: [Edit] = []
    func replace(_ position: Int, _ scalar: Unicode.Scalar) {
      let index = glyphs[position].index
      edits.append(Edit(range: index..<index + 1, text: String(scalar), kind: .halfWidthMark))
    }
    let addresses = addresses(scalars)
    var open: [Int] = []
    for position in scalars.indices where !addresses[position] {
      switch scalars[position] {
      case "(", "（": open.append(position)
      case ")", "）":
        guard let begin = open.popLast() else {
          if scalars[position] == ")" {
            unpaired(glyphs, position, draft, &findings)
            replace(position, "）")
          }
          continue
        }
        if isChinese(scalars, begin...position) {
          if scalars[begin] == "(" { replace(begin, "（") }
          if scalars[position] == ")" { replace(position, "）") }
        }
      case ",", ";", ":", "?", "!":
        if isChineseMark(scalars, position) {
          replace(position, scalars[position].fullForm)
        }
      default: continue
      }
    }
    for position in open where scalars[position] == "(" {
      unpaired(glyphs, position, draft, &findings)
      replace(position, "（")
    }
    edits += ranges(glyphs, scalars)
    return edits
  }

  private static func isCandidate(_ scalar: Unicode.Scalar) -> Bool {
    "(),;:?!—―─".unicodeScalars.contains(scalar)
  }

  private static func unpaired(
    _ glyphs: [Glyph], _ position: Int, _ draft: Draft, _ findings: inout Findings
  ) {
    findings.add(CleaningProblem.unpairedBracket, at: draft.place(at: glyphs[position].index))
  }

  /// Brackets with Chinese inside them or before or after them.
  private static func isChinese(
    _ scalars: [Unicode.Scalar], _ range: ClosedRange<Int>
  ) -> Bool {
    if scalars[range].contains(where: \.isHan) { return true }
    if range.lowerBound == 0 { return true }
    let before = neighbour(scalars, range.lowerBound, -1) ?? " "
    let after = neighbour(scalars, range.upperBound, 1) ?? " "
    return isChineseSide(before) || isChineseSide(after) && !before.isLatin
  }

  private static func isChineseSide(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isHan || scalar.isChineseMark || scalar == "×"
  }

  private static func isChineseMark(_ scalars: [Unicode.Scalar], _ position: Int) -> Bool {
    let left = neighbour(scalars, position, -1)
    let right = neighbour(scalars, position, 1)
    switch scalars[position] {
    case "?", "!": return left.map(isChineseSide) ?? false
    case ",", ":":
      // 1,000 and 9:00.
      if let left, let right, left.isFigure, right.isFigure { return false }
    default: break
    }
    return (left.map { isChineseSide($0) || $0 == ")" } ?? false)
      || (right.map { isChineseSide($0) || $0 == "(" } ?? false)
  }

  private static func neighbour(
    _ scalars: [Unicode.Scalar], _ position: Int, _ step: Int
  ) -> Unicode.Scalar? {
    var index = position + step
    while scalars.indices.contains(index) {
      if !scalars[index].isBlank { return scalars[index] }
      index += step
    }
    return nil
  }

  /// Which scalars belong to a web or e-mail address.
  private static func addresses(_ scalars: [Unicode.Scalar]) -> [Bool] {
    var result = [Bool](repeating: false, count: scalars.count)
    var index = 0
    while index < scalars.count {
      let begin = index
      while index < scalars.count, (0x21...0x7E).contains(scalars[index].value) { index += 1 }
      if index > begin {
        let token = scalars[begin..<index].string
        if let at = token.firstRange(of: "://") ?? token.firstRange(of: "@")
          ?? token.firstRange(of: "www.")
        {
          // The brackets that enclose an address are Chinese text's; those inside it are its own.
          let start = token.unicodeScalars.distance(
            from: token.startIndex, to: at.lowerBound)
          mark(begin..<index, around: begin + start, scalars, &result)
        }
      }
      index += 1
    }
    return result
  }

  private static func mark(
    _ range: Range<Int>, around centre: Int, _ scalars: [Unicode.Scalar], _ result: inout [Bool]
  ) {
    var begin = centre
    while begin > range.lowerBound, !"(,;".unicodeScalars.contains(scalars[begin - 1]) {
      begin -= 1
    }
    var end = centre
    while end < range.upperBound, !"),;".unicodeScalars.contains(scalars[end]) { end += 1 }
    while end > centre, ":.!?".unicodeScalars.contains(scalars[end - 1]) { end -= 1 }
    for position in begin..<end { result[position] = true }
  }

  /// 8月18日———9月19日, 9:00——11:30.
  private static func ranges(_ glyphs: [Glyph], _ scalars: [Unicode.Scalar]) -> [Edit] {
    var edits: [Edit] = []
    var index = 0
    while index < scalars.count {
      let begin = index
      while index < scalars.count, "—―─".unicodeScalars.contains(scalars[index]) { index += 1 }
      if index - begin >= 2, begin > 0, index < scalars.count, scalars[index].isFigure,
        scalars[begin - 1].isFigure || "年月日时分%％℃".unicodeScalars.contains(scalars[begin - 1])
      {
        edits.append(
          Edit(
            range: glyphs[begin].index..<glyphs[index - 1].index + 1, text: "—", kind: .rangeDash))
      }
      index += 1
    }
    return edits
  }
}
