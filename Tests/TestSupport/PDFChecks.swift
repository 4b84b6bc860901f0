/// What independent readers say about a PDF.
public enum PDFChecks {
  /// What qpdf and MuPDF complain about; empty for a sound file.
  public static func complaints(_ pdf: [UInt8]) throws -> [String] {
    let qpdf = try PDFTool.qpdf.run(on: pdf) { ["--check", $0] }
    var complaints = lines(qpdf.complaints)
    if qpdf.status != 0 { complaints.append("qpdf exited with \(qpdf.status)") }
    complaints += lines(qpdf.text).filter { $0.contains("WARNING") || $0.contains("error:") }
    let mupdf = try PDFTool.mutool.run(on: pdf) {
      // Without -o nothing is written; drawing at 20 dpi reads every stream and font all the same.
      ["draw", "-q", "-r", "20", "-F", "png", "-o", "/dev/null", $0]
    }
    // Debian builds MuPDF without its colour management and says so each time.
    complaints += lines(mupdf.complaints).filter { !$0.contains("ICC support is not available") }
    if mupdf.status != 0 { complaints.append("mutool exited with \(mupdf.status)") }
    let poppler = try PDFTool.pdftoppm.run(on: pdf) { ["-r", "20", "-gray", $0] }
    return complaints + lines(poppler.complaints)
  }

  /// The text in the order of the content streams, as `pdftotext -raw` gives it: lines end with a
  /// line feed, pages with a form feed.
  public static func text(_ pdf: [UInt8]) throws -> String {
    try PDFTool.pdftotext.run(on: pdf) { ["-raw", "-enc", "UTF-8", $0, "-"] }.text
  }

  /// The lines of `text`, without form feeds.
  public static func textLines(_ pdf: [UInt8]) throws -> [String] {
    lines(try text(pdf).replacing("\u{C}", with: ""))
  }

  /// The text as MuPDF extracts it.
  public static func textByMuPDF(_ pdf: [UInt8]) throws -> [String] {
    let seen = try PDFTool.mutool.run(on: pdf) { ["draw", "-q", "-F", "text", $0] }
    return lines(seen.text.replacing("\u{C}", with: "")).filter { !$0.isEmpty }
  }

  public struct SeenFont: Hashable, Sendable {
    /// With the subset's tag.
    public var name: String
    public var type: String
    public var encoding: String
    public var isEmbedded: Bool
    public var isSubset: Bool
    public var hasUnicode: Bool
  }

  /// The fonts that poppler lists.
  public static func fonts(_ pdf: [UInt8]) throws -> [SeenFont] {
    let output = try PDFTool.pdffonts.run(on: pdf) { [$0] }.text
    return lines(output).dropFirst(2).compactMap { line in
      let fields = line.split(separator: " ").map(String.init)
      // name, type (several words), encoding, emb, sub, uni, object number, generation
      guard fields.count >= 8 else { return nil }
      let end = fields.count
      return SeenFont(
        name: fields[0], type: fields[1..<(end - 6)].joined(separator: " "),
        encoding: fields[end - 6], isEmbedded: fields[end - 5] == "yes",
        isSubset: fields[end - 4] == "yes", hasUnicode: fields[end - 3] == "yes")
    }
  }

  /// The lines of `pdfinfo`: Title, Pages, Page size…
  public static func info(_ pdf: [UInt8]) throws -> [String: String] {
    let output = try PDFTool.pdfinfo.run(on: pdf) { [$0] }.text
    var info: [String: String] = [:]
    for line in lines(output) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...]
      info[String(line[..<colon])] = String(value.drop { $0 == " " })
    }
    return info
  }

  /// The XMP packet as poppler finds it.
  public static func xmp(_ pdf: [UInt8]) throws -> String {
    try PDFTool.pdfinfo.run(on: pdf) { ["-meta", $0] }.text
  }

  /// The whole file with every stream unpacked and every object written out, by qpdf.
  public static func unpacked(_ pdf: [UInt8]) throws -> String {
    try PDFTool.qpdf.run(on: pdf) {
      ["--qdf", "--object-streams=disable", "--no-original-object-ids", $0, "-"]
    }.text
  }

  /// An object as `mutool show` prints it, by a path such as `trailer/Root/PageLabels`.
  public static func object(_ path: String, of pdf: [UInt8]) throws -> String {
    let output = try PDFTool.mutool.run(on: pdf) { ["show", "-g", $0, path] }.text
    return output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The bookmarks as `mutool show` prints them: a tab for each level, then title and page.
  public static func outline(_ pdf: [UInt8]) throws -> [String] {
    lines(try PDFTool.mutool.run(on: pdf) { ["show", $0, "outline"] }.text)
  }

  static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
