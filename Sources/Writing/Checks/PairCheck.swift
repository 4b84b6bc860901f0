/// Quotation marks, book-title marks and brackets: each has its other half, and quotations within
/// quotations their own marks (std:N-19; GB/T 15834-2011, 4.8, 4.9, 4.15).
enum PairCheck {
  static func run(_ passage: Passage, _ report: inout WritingReport) {
    guard passage.content.contains(.bracket), passage.kind != .number else { return }
    let scalars = passage.scalars
    var stack: [(index: Int, closer: Unicode.Scalar)] = []
    for (index, scalar) in scalars.enumerated() {
      if let closer = closers[scalar] {
        if scalar == "《", stack.contains(where: { $0.closer == "》" }) {
          report.add(.nestedTitleMark, passage, index..<(index + 1))
        } else if scalar == "“", stack.last?.closer == "”" {
          report.add(.unpaired, passage, index..<(index + 1))
        }
        stack.append((index, closer))
      } else if openers.contains(scalar) {
        close(index, scalar, &stack, passage, &report)
      }
    }
    for open in stack { report.add(.unpaired, passage, open.index..<(open.index + 1)) }
  }

  private static let closers: [Unicode.Scalar: Unicode.Scalar] = [
    "“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "〔": "〕", "【": "】", "(": ")",
  ]
  /// The second halves.
  private static let openers: Set<Unicode.Scalar> = Set(closers.values)

  private static func close(
    _ index: Int, _ scalar: Unicode.Scalar, _ stack: inout [(index: Int, closer: Unicode.Scalar)],
    _ passage: Passage, _ report: inout WritingReport
  ) {
    let scalars = passage.scalars
    let plain = scalar == ")" ? "）" : scalar
    func matches(_ closer: Unicode.Scalar) -> Bool { (closer == ")" ? "）" : closer) == plain }
    if let last = stack.last, matches(last.closer) {
      stack.removeLast()
      return
    }
    // An apostrophe: it’s, ’25年.
    if scalar == "’" { return }
    if plain == "）", isListNumber(scalars, index) { return }
    if let match = stack.lastIndex(where: { matches($0.closer) }) {
      for open in stack[(match + 1)...] {
        report.add(.unpaired, passage, open.index..<(open.index + 1))
      }
      stack.removeSubrange(match...)
    } else {
      report.add(.unpaired, passage, index..<(index + 1))
    }
  }

  /// 1）and a) at the head of a paragraph or clause number a list.
  static func isListNumber(_ scalars: [Unicode.Scalar], _ close: Int) -> Bool {
    var start = close
    while let before = scalars.at(start - 1), before.isFigure || before.isLatin, close - start < 3 {
      start -= 1
    }
    guard start < close else { return false }
    guard let before = scalars.at(start - 1) else { return true }
    return "。；：，\u{3000}".unicodeScalars.contains(before)
  }
}
