/// What `--report` writes of a run: everything that was found, and how the finished pages measure up
/// to the standard.
public struct RunReport: Sendable {
  public var findings: Findings
  /// nil where there are no pages.
  public var conformity: ConformityReport?

  public init(findings: Findings, conformity: ConformityReport?) {
    self.findings = findings
    self.conformity = conformity
  }

  /// The report in a format, a line feed at its end.
  public func text(as format: ReportFormat, in language: MessageLanguage) -> String {
    let renderer = DiagnosticRenderer(language: language, usesColour: false)
    switch format {
    case .json:
      var members = ["findings": renderer.json(findings)]
      members["conformity"] = conformity?.json(in: language) ?? .array([])
      members["summary"] = conformity?.summaryJSON
      return JSONValue.object(members).serialized(isPretty: true) + "\n"
    case .text, .markdown:
      let table =
        conformity?.table(in: language, isMarkdown: format == .markdown)
        ?? (language == .chinese ? "没有排成版面，没有可核对的。\n" : "no pages were set: nothing to measure\n")
      guard !findings.isEmpty else { return table }
      let messages = renderer.render(findings)
      let isFenced = format == .markdown
      return table + "\n" + (isFenced ? "```\n" : "") + messages
        + (messages.hasSuffix("\n") ? "" : "\n") + (isFenced ? "```\n" : "")
    }
  }
}

/// The format of a report, by the ending of its file's name.
public enum ReportFormat: Hashable, Sendable {
  case json
  /// A table in fixed-width type.
  case text
  case markdown

  /// nil for any other ending.
  public init?(path: String) {
    let lower = path.lowercased()
    if lower.hasSuffix(".json") {
      self = .json
    } else if lower.hasSuffix(".txt") {
      self = .text
    } else if lower.hasSuffix(".md") {
      self = .markdown
    } else {
      return nil
    }
  }
}
