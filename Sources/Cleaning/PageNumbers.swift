import Diagnostics

/// Lines that only give the page's number: —３—, - 3 -, 第3页, 3/14. A bare number goes only where
/// the file's page breaks or the run of such lines shows that it is one.
enum PageNumbers {
  static func edits(_ draft: Draft, _ findings: inout Findings) -> [Edit] {
    var edits: [Edit] = []
    var bare: [(line: Int, number: Int)] = []
    for (index, line) in draft.lines.enumerated() where line.content.count <= 40 {
      let signs = draft.glyphs(line).map(\.scalar).filter { !$0.isBlank }
      guard signs.contains(where: \.isFigure), signs.count <= 16 else { continue }
      if isPageNumber(signs) {
        edits.append(.delete(line.content, .pageNumber))
      } else if signs.count <= 4, let number = number(signs) {
        bare.append((index, number))
      }
    }
    for (position, candidate) in bare.enumerated() {
      let line = draft.lines[candidate.line]
      let follows = position > 0 && bare[position - 1].number + 1 == candidate.number
      let precedes = position + 1 < bare.count && bare[position + 1].number - 1 == candidate.number
      if follows || precedes || isAtPageEdge(candidate.line, draft) {
        edits.append(.delete(line.content, .pageNumber))
      } else {
        findings.add(CleaningProblem.bareNumber(candidate.number), at: draft.place(line.content))
      }
    }
    return edits
  }

  private static func isAtPageEdge(_ index: Int, _ draft: Draft) -> Bool {
    if draft.lines[index].opensPage { return true }
    var next = index + 1
    while next < draft.lines.count, draft.lines[next].content.isEmpty, !draft.lines[next].opensPage
    {
      next += 1
    }
    return next < draft.lines.count && draft.lines[next].opensPage
  }

  private static func isPageNumber(_ signs: [Unicode.Scalar]) -> Bool {
    if let first = signs.first, let last = signs.last, isDash(first), isDash(last), signs.count > 2
    {
      return number(trimmed(signs)) != nil
    }
    if signs.first == "第", let page = signs.firstIndex(of: "页") {
      guard number(Array(signs[1..<page])) != nil else { return false }
      var rest = signs[(page + 1)...]
      if let slash = rest.first, "/，,".unicodeScalars.contains(slash) { rest = rest.dropFirst() }
      if rest.isEmpty { return true }
      return rest.first == "共" && rest.last == "页"
        && number(Array(rest.dropFirst().dropLast())) != nil
    }
    let halves = signs.split(separator: "/", omittingEmptySubsequences: false)
    if halves.count == 2, let page = number(Array(halves[0])), let all = number(Array(halves[1])) {
      return page > 0 && page <= all
    }
    return false
  }

  private static func trimmed(_ signs: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let head = signs.drop(while: isDash)
    var rest = Array(head)
    while let last = rest.last, isDash(last) { rest.removeLast() }
    return rest
  }

  private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    "-－–—―─·".unicodeScalars.contains(scalar)
  }

  private static func number(_ signs: [Unicode.Scalar]) -> Int? {
    guard !signs.isEmpty, signs.count <= 4, signs.allSatisfy(\.isFigure) else { return nil }
    return Int(signs.map(\.halfForm).string)
  }
}
