/// 易混用字: words that are often taken for others, from `EasilyConfused.tsv`.
enum WordCheck {
  static func run(_ passage: Passage, _ report: inout WritingReport) {
    let scalars = passage.scalars
    var index = 0
    while index < scalars.count {
      guard let entries = ConfusedWord.byFirst[scalars[index]],
        let entry = entries.first(where: { $0.matches(scalars, at: index) })
      else {
        index += 1
        continue
      }
      let end = index + entry.wrong.unicodeScalars.count
      report.add(
        WritingProblem(
          .easilyConfused, entry.wrong, wanted: entry.right, source: entry.source),
        passage, index..<end)
      index = end
    }
  }
}

/// One row of the data file.
package struct ConfusedWord: Sendable {
  package var wrong: String
  package var right: String
  /// Words that, standing before or after it, show that it is no slip.
  var notAfter: [String]
  var notBefore: [String]
  /// Words of which one must follow within the same clause; none: any place counts.
  var needs: [String]
  package var source: String

  func matches(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    guard scalars.has(wrong, at: index) else { return false }
    let end = index + wrong.unicodeScalars.count
    if notAfter.contains(where: { scalars.has($0, before: index) }) { return false }
    if notBefore.contains(where: { scalars.has($0, at: end) }) { return false }
    guard !needs.isEmpty else { return true }
    var position = end
    while position < scalars.count, position - end < 20 {
      if "，。；".unicodeScalars.contains(scalars[position]) { return false }
      if scalars.first(needs, at: position) != nil { return true }
      position += 1
    }
    return false
  }

  /// The rows in the order of the file.
  package static let all: [ConfusedWord] = rows(PackageResources.EasilyConfused_tsv)

  /// By first character, longer words first.
  static let byFirst: [Unicode.Scalar: [ConfusedWord]] = {
    var table: [Unicode.Scalar: [ConfusedWord]] = [:]
    for word in all {
      if let first = word.wrong.unicodeScalars.first { table[first, default: []].append(word) }
    }
    return table.mapValues { words in
      words.sorted { $0.wrong.unicodeScalars.count > $1.wrong.unicodeScalars.count }
    }
  }()

  private static func rows(_ bytes: [UInt8]) -> [ConfusedWord] {
    bytes.split(separator: 0x0A).compactMap { line in
      guard line.first != 0x23 else { return nil }
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard fields.count == 6, !fields[0].isEmpty else { return nil }
      func words(_ field: String) -> [String] {
        field == "-" ? [] : field.split(separator: " ").map(String.init)
      }
      return ConfusedWord(
        wrong: fields[0], right: fields[1], notAfter: words(fields[2]),
        notBefore: words(fields[3]), needs: words(fields[4]), source: fields[5])
    }
  }
}
