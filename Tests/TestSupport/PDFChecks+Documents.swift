import Testing

extension PDFChecks {
  /// The file passes qpdf, poppler and mupdf without a word, and every font is embedded, subset
  /// and maps to Unicode.
  public static func isAccepted(
    _ pdf: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let complaints = try complaints(pdf)
    #expect(complaints.isEmpty, "\(complaints)", sourceLocation: sourceLocation)
    let fonts = try fonts(pdf)
    #expect(!fonts.isEmpty, sourceLocation: sourceLocation)
    for font in fonts {
      #expect(
        font.isEmbedded && font.isSubset && font.hasUnicode, "\(font)",
        sourceLocation: sourceLocation)
    }
  }

  /// `pdftotext -raw` gives the expected paragraphs in order, each exactly, without added blanks.
  ///
  /// A paragraph's line ends are no part of it, nor is a blank at one. Between paragraphs only
  /// furniture may stand: page numbers, heads and labels that a continued table prints again, sums
  /// of a page, and the blank between two that share a line.
  /// - Parameter furniture: further words that may stand there: 续表 notes, sums of a page.
  public static func extracts(
    _ expected: String, from pdf: [UInt8], furniture words: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let seen = try textLines(pdf).filter { !isPageNumber($0) }
    let paragraphs = expected.split(separator: "\n").map { headWithoutLine(String($0)) }
    let text = ExtractedText(lines: seen, labels: paragraphs.joined())
    let furniture = Set(
      paragraphs.flatMap { $0.unicodeScalars } + Array(("（续）续表 " + words).unicodeScalars))
    var cursor = 0
    for paragraph in paragraphs {
      guard let found = text.find(Array(paragraph.unicodeScalars), from: cursor) else {
        Issue.record(
          "“\(paragraph.prefix(60))” is not in the text, which goes on “\(text.part(cursor))”",
          sourceLocation: sourceLocation)
        return
      }
      let skipped = text.scalars[cursor..<found.lowerBound]
      #expect(
        skipped.allSatisfy { furniture.contains($0) },
        "between paragraphs: “\(String(String.UnicodeScalarView(skipped)))”",
        sourceLocation: sourceLocation)
      cursor = found.upperBound
    }
    let rest = text.part(cursor)
    #expect(rest.isEmpty, "after the last paragraph: “\(rest)”", sourceLocation: sourceLocation)
  }

  /// A diagonal head without its ＼, which is drawn: two or three short labels.
  private static func headWithoutLine(_ paragraph: String) -> String {
    let labels = paragraph.split(separator: "＼", omittingEmptySubsequences: false)
    let isHead = (2...3).contains(labels.count) && labels.allSatisfy { (1...6).contains($0.count) }
    return isHead ? labels.joined() : paragraph
  }

  private static func isPageNumber(_ line: String) -> Bool {
    let inner = line.drop { "—-－ ".contains($0) }.reversed().drop { "—-－ ".contains($0) }
    return !inner.isEmpty && inner.count <= 4 && inner.allSatisfy(\.isNumber)
      && line.count > inner.count
  }
}

/// Lines as extracted, joined, with the places where they ended.
private struct ExtractedText {
  let scalars: [Unicode.Scalar]
  private let lineEnds: Set<Int>
  /// All that may be a label, in one text.
  private let labels: String

  init(lines: [String], labels: String) {
    self.labels = labels
    var scalars: [Unicode.Scalar] = []
    var ends: Set<Int> = []
    for line in lines {
      scalars += line.unicodeScalars
      ends.insert(scalars.count)
    }
    self.scalars = scalars
    lineEnds = ends
  }

  func part(_ start: Int) -> String {
    String(String.UnicodeScalarView(scalars[start...].prefix(60)))
  }

  func find(_ wanted: [Unicode.Scalar], from start: Int) -> Range<Int>? {
    for index in start..<max(start, scalars.count) {
      if let end = match(wanted, at: index) { return index..<end }
    }
    return wanted.isEmpty ? start..<start : nil
  }

  /// A wanted blank may be missing where a line ended; there, too, a label with （续） may stand where
  /// a page did.
  private func match(_ wanted: [Unicode.Scalar], at start: Int) -> Int? {
    var index = start
    for scalar in wanted {
      if index < scalars.count, scalars[index] == scalar {
        index += 1
      } else if let next = behindMark(index), next < scalars.count, scalars[next] == scalar {
        index = next + 1
      } else if scalar != " " || !lineEnds.contains(index) {
        return nil
      }
    }
    return index
  }

  /// Behind a label of the document with （续）, where a line ended.
  private func behindMark(_ start: Int) -> Int? {
    guard lineEnds.contains(start) else { return nil }
    let near = scalars[start..<min(scalars.count, start + 40)]
    let mark = Array("（续）".unicodeScalars)
    guard let first = near.indices.first(where: { near[$0...].starts(with: mark) }) else {
      return nil
    }
    let label = String(String.UnicodeScalarView(scalars[start..<first]))
    return !label.isEmpty && labels.contains(label) ? first + mark.count : nil
  }
}
