import Cleaning
import TestSupport
import Testing

/// Cleans a raw text that holds a whole notice around `body`, and gives back what became of it.
struct Cleaned {
  let result: CleaningResult
  let raw: String

  init(_ raw: String, options: CleaningOptions = CleaningOptions()) {
    self.raw = raw
    result = Cleaner.clean(bytes: Array(raw.utf8), name: "原文.txt", options: options)
  }

  /// A notice whose text is these lines.
  init(body: String) {
    self.init("关于示例工作的通知\n各有关单位：\n" + body + "\n")
  }

  var manuscript: String { result.manuscript ?? "" }
  /// The lines below the head.
  var body: [String] {
    guard let end = manuscript.firstRange(of: "\n\n") else { return [] }
    return manuscript[end.upperBound...].split(separator: "\n").map(String.init)
  }
  /// The head's lines by key.
  var head: [String: String] {
    var head: [String: String] = [:]
    for line in manuscript.split(separator: "\n", omittingEmptySubsequences: false) {
      guard let colon = line.firstIndex(of: "："), !line.isEmpty else { break }
      head[String(line[..<colon])] = String(line[line.index(after: colon)...])
    }
    return head
  }
  var codes: [String] { result.findings.all.map(\.code) }

  func changes(_ kind: ChangeKind) -> [CleaningChange] {
    result.changes.changes.filter { $0.kind == kind }
  }
}

/// What holds for every cleaning: the list is true to the raw text, and gives the manuscript.
func expectExactList(_ cleaned: Cleaned, sourceLocation: SourceLocation = #_sourceLocation) {
  guard let source = cleaned.result.source, let manuscript = cleaned.result.manuscript else {
    return
  }
  var end = 0
  for change in cleaned.result.changes.changes {
    #expect(source.text(change.range) == change.before, sourceLocation: sourceLocation)
    #expect(
      source.position(of: change.range.lowerBound) == (change.line, change.column),
      sourceLocation: sourceLocation)
    guard change.effect == .inPlace else { continue }
    // Edits come by place and do not overlap; each changes something.
    #expect(change.range.lowerBound >= end, sourceLocation: sourceLocation)
    #expect(change.before != change.after, "\(change)", sourceLocation: sourceLocation)
    end = change.range.upperBound
  }
  #expect(
    cleaned.result.changes.replayed(on: source) == manuscript, "\(cleaned.raw)",
    sourceLocation: sourceLocation)
  // Cleaning once more changes nothing.
  let again = Cleaned(manuscript)
  #expect(again.result.manuscript == manuscript, sourceLocation: sourceLocation)
  #expect(
    again.result.changes.isEmpty, "\(again.result.changes.changes.first as Any)",
    sourceLocation: sourceLocation)
}
