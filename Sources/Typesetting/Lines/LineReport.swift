import Diagnostics
import Typography

/// What is said of the lines that were chosen.
extension PreparedParagraph {
  func report(
    _ breaks: TitleBreaker.Breaks, _ lines: [ComposedLine], _ findings: inout Findings
  ) {
    if setting.isTitle, setting.reportsDoubtfulBreaks { report(breaks.doubts, &findings) }
    var lastSource: Int32 = -1
    for (range, line) in zip(breaks.lines, lines) {
      guard let problem = problem(range, line) else { continue }
      let unit = text.units[min(range.upperBound, text.units.count - 1)]
      // One finding for a token, however many lines it takes.
      guard unit.source != lastSource else { continue }
      lastSource = unit.source
      add(problem, unit, &findings)
    }
  }

  /// Breaks of a title that may tear a word.
  private func report(
    _ doubts: [(unit: Int, tornWord: Range<Int>?)], _ findings: inout Findings
  ) {
    for (unit, tornWord) in doubts {
      let problem: LineProblem
      if let tornWord {
        problem = .titleWordTorn(word: text.text(tornWord))
      } else {
        problem = .doubtfulTitleBreak(
          before: text.text(max(0, unit - 4)..<unit),
          after: text.text(unit..<min(text.units.count, unit + 4)))
      }
      add(problem, text.units[unit], &findings)
    }
  }

  private func add(_ problem: LineProblem, _ unit: LineUnit, _ findings: inout Findings) {
    let source = text.sources[Int(unit.source)]
    findings.add(
      problem, at: Label(source.field == nil ? .template : .data, source.place),
      field: source.field)
  }

  /// A line that sticks out, or a break that had to be made where none should be.
  private func problem(_ range: Range<Int>, _ line: ComposedLine) -> LineProblem? {
    let end = range.upperBound
    let room = LineBreaker.room(setting, range.lowerBound)
    // A place without room for one character is for its maker to report.
    if line.width.emu - line.indent.emu > room + LineBreaker.tolerance, room >= setting.size.emu {
      return .tooNarrow(text: text.text(range))
    }
    guard end < text.units.count else { return nil }
    switch text.units[end].breakBefore {
    case .joint, .forced, .hard: return .tokenBroken(text: token(around: end))
    case .forbidden:
      return .markAtEdge(text: text.text(max(range.lowerBound, end - 3)..<end + 1))
    case .impossible: return .tooNarrow(text: text.text(range))
    default: return nil
    }
  }

  /// The token that a break tears, at most twenty characters to each side.
  private func token(around index: Int) -> String {
    func continues(_ place: Int) -> Bool {
      place > 0 && place < text.units.count && text.units[place].breakBefore > .soft
    }
    var start = index
    while index - start < 20, continues(start) { start -= 1 }
    var end = index + 1
    while end - index < 20, continues(end) { end += 1 }
    return (continues(start) ? "…" : "") + text.text(start..<end) + (continues(end) ? "…" : "")
  }
}
