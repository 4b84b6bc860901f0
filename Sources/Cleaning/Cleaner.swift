import CaseData
import Diagnostics
import TemplateLanguage

/// Which lines of the raw text are cleaned.
public struct CleaningOptions: Hashable, Sendable {
  /// 1-based, both included; nil from the first, to the last.
  public var firstLine: Int?
  public var lastLine: Int?
  public init(firstLine: Int? = nil, lastLine: Int? = nil) {
    self.firstLine = firstLine
    self.lastLine = lastLine
  }
}

/// What cleaning gives.
public struct CleaningResult: Sendable {
  /// The manuscript; nil where there are errors.
  public var manuscript: String?
  public var changes: ChangeList
  public var findings: Findings
  /// The decoded raw text, into which places and changes point; nil where it cannot be decoded.
  public var source: SourceFile?

  public init(
    manuscript: String?, changes: ChangeList, findings: Findings, source: SourceFile?
  ) {
    self.manuscript = manuscript
    self.changes = changes
    self.findings = findings
    self.source = source
  }
}

/// Makes a manuscript (稿件) from raw text as it is copied out of PDFs and web pages.
///
/// Every change is listed, and the list applied to the raw text gives the manuscript. What is
/// doubtful is left as it stands and reported; slips of the author are not mended.
public enum Cleaner {
  /// No raw text larger than this is read, in bytes.
  public static let limit = 16 << 20

  public static func clean(
    bytes: [UInt8], name: String, options: CleaningOptions = CleaningOptions()
  ) -> CleaningResult {
    var (file, findings) = SourceDecoder.decode(bytes: bytes, name: name, limit: limit)
    guard let file else {
      return CleaningResult(
        manuscript: nil, changes: ChangeList(changes: []), findings: findings, source: nil)
    }
    var draft = Draft(file: file)
    let isWritten = clean(&draft, options, &findings)
    let changes = ChangeList(changes: FileChanges.of(bytes, file) + draft.changes())
    let isSound = isWritten && !findings.hasErrors
    return CleaningResult(
      manuscript: isSound ? draft.rendered() : nil,
      changes: isSound ? changes : ChangeList(changes: []), findings: findings, source: file)
  }

  /// The steps, in order. False where no manuscript can be made.
  private static func clean(
    _ draft: inout Draft, _ options: CleaningOptions, _ findings: inout Findings
  ) -> Bool {
    guard LineRange.apply(options, &draft, &findings) else { return false }
    for step in [
      Misreadings.edits, FullWidthForms.edits, PageNumbers.edits, Blanks.edits,
    ] as [(Draft, inout Findings) -> [Edit]] {
      let edits = step(draft, &findings)
      draft.apply(edits)
    }
    let lines = draft.lines.indices.compactMap { TextLine($0, draft) }
    guard !lines.isEmpty else {
      findings.add(CleaningProblem.nothingToRead)
      return false
    }
    if draft.isManuscript {
      findings.add(CleaningProblem.alreadyManuscript)
      for line in lines {
        draft.apply(ChineseMarks.edits(line.glyphs, draft, &findings))
      }
    } else {
      let layout = LayoutReader.read(draft, lines, &findings)
      guard layout.roles.contains(.title) else {
        findings.add(CleaningProblem.noTitle, at: draft.place(lines[0].range))
        return false
      }
      var kept = layout
      if let seam = layout.seam {
        LineRange.leaveOut(from: lines[seam].index, &draft)
        kept.lines.removeSubrange(seam...)
        kept.roles.removeSubrange(seam...)
      }
      var writer = ManuscriptWriter(draft, kept)
      writer.write()
      draft = writer.draft
      findings.add(contentsOf: writer.findings)
    }
    KeptBlanks.report(draft, &findings)
    return true
  }
}

/// Lines that are not asked for, or belong to another document.
enum LineRange {
  /// False where the lines asked for are not in the file.
  static func apply(
    _ options: CleaningOptions, _ draft: inout Draft, _ findings: inout Findings
  ) -> Bool {
    guard options.firstLine != nil || options.lastLine != nil else { return true }
    let count = draft.lines.last?.number ?? 0
    let first = options.firstLine ?? 1
    let last = options.lastLine ?? max(count, first)
    guard first >= 1, first <= last, last <= count else {
      findings.add(CleaningProblem.lineOutsideText(first: first, last: last, count: count))
      return false
    }
    var left = 0
    for line in draft.lines where line.number < first || line.number > last {
      leaveOut(line, &draft)
      left += 1
    }
    if left > 0 {
      findings.add(CleaningProblem.outsideRange(first: first, last: last, lines: left))
    }
    return true
  }

  static func leaveOut(from index: Int, _ draft: inout Draft) {
    for line in draft.lines[index...] { leaveOut(line, &draft) }
  }

  private static func leaveOut(_ line: RawLine, _ draft: inout Draft) {
    draft.apply(.delete(line.content.lowerBound..<line.terminator.upperBound, .leftOut))
  }
}

/// What decoding changed: encoding, byte order mark, line ends.
enum FileChanges {
  static func of(_ bytes: [UInt8], _ file: SourceFile) -> [CleaningChange] {
    var changes: [CleaningChange] = []
    func add(_ before: String, _ after: String) {
      changes.append(
        CleaningChange(
          kind: .encoding, effect: .file, range: 0..<0, before: before, after: after, line: 1,
          column: 1))
    }
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    if isWide {
      add("UTF-16", "UTF-8")
    } else if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      add("BOM", "")
    } else if !bytes.elementsEqual(file.bytes), String(validating: bytes, as: UTF8.self) == nil {
      add("GB18030", "UTF-8")
    }
    // In GB18030 and UTF-8 alike the byte 0D is only ever a carriage return.
    let hasReturns =
      isWide
      ? zip(bytes, bytes.dropFirst()).contains { $0 == 0x0D && $1 == 0 || $0 == 0 && $1 == 0x0D }
      : bytes.contains(0x0D)
    if hasReturns { add("CR", "LF") }
    return changes
  }
}
