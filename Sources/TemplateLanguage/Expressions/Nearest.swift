/// The known name that a misspelt one most resembles.
enum Nearest {
  /// The candidate with the fewest changed, added, lost or swapped characters; nil where even the
  /// best shares too little. Ties go to the earlier candidate.
  static func name(to word: String, among candidates: [String]) -> String? {
    let word = Array(word.unicodeScalars.prefix(40))
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let other = Array(candidate.unicodeScalars.prefix(40))
      let limit = max(1, max(word.count, other.count) * 2 / 5)
      guard abs(word.count - other.count) <= max(limit, 4) else { continue }
      var distance = distance(word, other)
      // 金额 for 合同金额: what is contained is near, however short.
      if distance > limit, isContained(word, other) || isContained(other, word) {
        distance = limit
      }
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  private static func isContained(_ part: [Unicode.Scalar], _ whole: [Unicode.Scalar]) -> Bool {
    guard part.count >= 2, part.count < whole.count else { return false }
    return (0...(whole.count - part.count)).contains {
      whole[$0..<$0 + part.count].elementsEqual(part)
    }
  }

  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        row.append(cost)
      }
      (before, previous) = (previous, row)
    }
    return previous[b.count]
  }
}
