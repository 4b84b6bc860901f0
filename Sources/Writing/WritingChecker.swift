import Diagnostics
import Document

/// 行文检查: looks at the words of an evaluated document, not at its pages, and says what breaks the
/// style of official prose. Nothing is changed.
public enum WritingChecker {
  /// Everything found, in reading order within each rule; the renderer sorts by place. A template
  /// that sets an authority's own words (官方原件, 官方文字重排) is not judged by them: only what the
  /// case put in is.
  public static func check(_ document: Document) -> Findings {
    let text = WrittenText(document)
    var report = WritingReport(document)
    HeadCheck.run(text, &report)
    TitleCheck.run(text, &report)
    AnnexCheck.run(text, &report)
    CitationCheck.run(text, &report)
    NumberingCheck.run(text, &report)
    for passage in text.passages {
      MarkCheck.run(passage, &report)
      PairCheck.run(passage, &report)
      RangeCheck.run(passage, &report)
      FigureCheck.run(passage, &report)
      DateCheck.run(passage, &report)
      AmountCheck.run(passage, &report)
      WordCheck.run(passage, &report)
    }
    SentenceCheck.run(text, &report)
    return report.findings
  }
}

/// The findings being collected.
struct WritingReport {
  private(set) var findings = Findings()
  private let judgesTemplate: Bool
  private let isManuscript: Bool

  init(_ document: Document) {
    isManuscript = document.official != nil
    let standing = document.origin.standing
    judgesTemplate = isManuscript || !["官方原件", "官方文字重排"].contains(standing)
  }

  mutating func add(_ problem: WritingProblem, _ passage: Passage, _ range: Range<Int>) {
    let field = passage.field(at: range.lowerBound)
    guard judgesTemplate || field != nil else { return }
    let place = passage.place(of: range)
    // Lines of a case hide what looks like personal data; a manuscript is its author's data too.
    let role: Label.Role = isManuscript || field != nil ? .data : .template
    findings.add(problem, at: Label(role, place), field: field)
  }

  mutating func add(_ problem: WritingProblem, at place: Place, field: String? = nil) {
    findings.add(problem, at: Label(.data, place), field: field)
  }

  mutating func add(
    _ rule: WritingRule, _ passage: Passage, _ range: Range<Int>, wanted: String = ""
  ) {
    add(WritingProblem(rule, passage.text(range), wanted: wanted), passage, range)
  }
}

extension Findings {
  /// One finding in place of many that say the same of the same words, with the number of places
  /// and the next few of them: what a terminal shows. JSON lists them all.
  public func foldingWriting() -> Findings {
    var folded: [Diagnostic] = []
    var positions: [WritingProblem: Int] = [:]
    for diagnostic in sorted {
      guard let problem = diagnostic.problem as? WritingProblem else {
        folded.append(diagnostic)
        continue
      }
      // Every item number, every figure is its own text; the slip is one.
      var key = problem
      if [.commaAfterDigit, .fullWidthLatin, .blankInText].contains(problem.rule) {
        key.found = ""
        key.wanted = ""
      }
      guard let position = positions[key], var first = folded[position].problem as? WritingProblem
      else {
        positions[key] = folded.count
        folded.append(diagnostic)
        continue
      }
      first.count += 1
      folded[position].problem = first
      if folded[position].labels.count <= Self.placesShown, let label = diagnostic.labels.first {
        folded[position].labels.append(Label(.related, label.place))
      }
    }
    return Findings(folded)
  }

  private static let placesShown = 3
}
