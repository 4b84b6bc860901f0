/// 是否想写…: the known name nearest to a misspelt one.
public enum NearestName {
  /// The nearest of the known names, or nil where none is near enough to be meant: at most a third
  /// of the longer name's characters differ (one where the names are short). Ties go to the first.
  public static func of(_ name: String, among known: [String]) -> String? {
    ranked(name, among: known, limit: 1).first
  }

  /// The near names, best first.
  public static func ranked(_ name: String, among known: [String], limit: Int = 3) -> [String] {
    let wanted = Array(name.unicodeScalars.prefix(longest))
    guard !wanted.isEmpty else { return [] }
    var found: [(distance: Int, index: Int)] = []
    for (index, candidate) in known.enumerated() {
      let scalars = Array(candidate.unicodeScalars.prefix(longest))
      let allowed = max(1, max(wanted.count, scalars.count) / 3)
      guard abs(wanted.count - scalars.count) <= allowed || contains(scalars, wanted) else {
        continue
      }
      let distance = distance(wanted, scalars)
      // A name that holds the other whole is meant as well: 单位 for 单位名称.
      if distance <= allowed && distance < max(wanted.count, scalars.count) {
        found.append((distance * 2, index))
      } else if wanted.count >= 2, contains(scalars, wanted) || contains(wanted, scalars) {
        found.append((distance * 2 + 1, index))
      }
    }
    found.sort { ($0.distance, $0.index) < ($1.distance, $1.index) }
    var names: [String] = []
    for entry in found where !names.contains(known[entry.index]) && names.count < limit {
      names.append(known[entry.index])
    }
    return names
  }

  private static let longest = 60

  private static func contains(_ whole: [Unicode.Scalar], _ part: [Unicode.Scalar]) -> Bool {
    guard part.count >= 2, part.count <= whole.count else { return false }
    return (0...(whole.count - part.count)).contains {
      Array(whole[$0..<($0 + part.count)]) == part
    }
  }

  /// Insertions, deletions, replacements and swaps of neighbours.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, before[j - 1] + 1) }
        row.append(best)
      }
      before = last
      last = row
    }
    return last[b.count]
  }
}
