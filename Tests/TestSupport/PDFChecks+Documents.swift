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
  /// A paragraph's line ends are no part of it. Between paragraphs only furniture may stand: page
  /// numbers, heads and labels that a continued table prints again.
  public static func extracts(
    _ expected: String, from pdf: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let seen = try textLines(pdf).filter { !isPageNumber($0) }
    let extracted = Array(seen.joined().unicodeScalars)
    let paragraphs = expected.split(separator: "\n").map(String.init)
    let furniture = Set(paragraphs.flatMap { $0.unicodeScalars } + Array("（续）续表".unicodeScalars))
    var cursor = 0
    for paragraph in paragraphs {
      let wanted = Array(paragraph.unicodeScalars)
      guard let start = find(wanted, in: extracted, from: cursor) else {
        let near = String(String.UnicodeScalarView(extracted[cursor...].prefix(60)))
        Issue.record(
          "“\(paragraph.prefix(60))” is not in the text after “…”, which goes on “\(near)”",
          sourceLocation: sourceLocation)
        return
      }
      let skipped = extracted[cursor..<start]
      #expect(
        skipped.allSatisfy { furniture.contains($0) },
        "between paragraphs: “\(String(String.UnicodeScalarView(skipped)))”",
        sourceLocation: sourceLocation)
      cursor = start + wanted.count
    }
    let rest = String(String.UnicodeScalarView(extracted[cursor...]))
    #expect(rest.isEmpty, "after the last paragraph: “\(rest)”", sourceLocation: sourceLocation)
  }

  private static func isPageNumber(_ line: String) -> Bool {
    let inner = line.drop { "—-－ ".contains($0) }.reversed().drop { "—-－ ".contains($0) }
    return !inner.isEmpty && inner.count <= 4 && inner.allSatisfy(\.isNumber) && line.count > inner.count
  }

  private static func find(
    _ wanted: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int
  ) -> Int? {
    guard !wanted.isEmpty else { return start }
    var index = start
    while index + wanted.count <= text.count {
      if text[index] == wanted[0], text[index..<(index + wanted.count)].elementsEqual(wanted) {
        return index
      }
      index += 1
    }
    return nil
  }
}
