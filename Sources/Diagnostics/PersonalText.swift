/// Hides what looks like personal data in a line of a case that a message quotes: numbers of
/// identity cards, mobile and fixed telephones and bank accounts, and mail addresses (design,
/// section 5). The message itself masks its value by the field's kind; the line around it may
/// hold other people's numbers, of which only the shape is known here.
enum PersonalText {
  /// The text with `*` for the inner figures, each for one, so that places do not move.
  static func concealed(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    var start = 0
    while start < scalars.count {
      guard isAlphanumeric(scalars[start]) else {
        start += 1
        continue
      }
      var end = start
      while end < scalars.count, isAlphanumeric(scalars[end]) { end += 1 }
      if let hidden = hiddenFigures(scalars, start..<end) { hide(&scalars, hidden) }
      start = end
    }
    for at in scalars.indices where scalars[at] == "@" { hide(&scalars, mailbox(scalars, at)) }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func hide(_ scalars: inout [Unicode.Scalar], _ range: Range<Int>) {
    for index in range { scalars[index] = "*" }
  }

  /// What to hide of a run of letters and figures; nil where it looks like no number of a person.
  private static func hiddenFigures(_ scalars: [Unicode.Scalar], _ run: Range<Int>) -> Range<Int>? {
    let figures = scalars[run].dropLast().allSatisfy(isFigure)
    let last = scalars[run.upperBound - 1]
    guard figures, isFigure(last) || run.count == 18 && (last == "X" || last == "x") else {
      return nil
    }
    if run.count >= 11 || run.count == 10 && scalars[run.lowerBound] == "0" {
      return run.lowerBound + 3..<run.upperBound - 2
    }
    // 0351-1234567
    let dash = run.lowerBound - 1
    guard (7...8).contains(run.count), dash >= 3, scalars[dash] == "-" else { return nil }
    var area = dash
    while area > 0, isFigure(scalars[area - 1]) { area -= 1 }
    guard (3...4).contains(dash - area), scalars[area] == "0" else { return nil }
    return run.lowerBound..<run.upperBound - 2
  }

  /// The name before an @, except for its first sign.
  private static func mailbox(_ scalars: [Unicode.Scalar], _ at: Int) -> Range<Int> {
    var start = at
    while start > 0,
      isAlphanumeric(scalars[start - 1]) || "._+-*".unicodeScalars.contains(scalars[start - 1])
    {
      start -= 1
    }
    return min(start + 1, at)..<at
  }

  private static func isFigure(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
  private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    isFigure(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }
}
