import Fonts
import Pages
import Typography

/// Writes pages as PDF/A-2u (ISO 19005-2 on ISO 32000-1). The same pages, fonts and libraries give
/// the same bytes; nothing reads a clock.
public struct PDFExporter: Sendable {
  public let fonts: FontLibrary
  public var options: PDFOptions
  /// Faces reduced to the characters of a run, by face: subsets come out of them in a fraction of
  /// the time. A face that is not here, or lacks a glyph there, is read whole.
  public var subsetSources: [FaceID: SubsetSource] = [:]
  public init(fonts: FontLibrary, options: PDFOptions = PDFOptions()) {
    self.fonts = fonts
    self.options = options
  }

  /// The file's bytes. Throws everything that breaks a rule at once, and then there are no bytes.
  ///
  /// - Parameter embedded: fonts made before, by `embed`; only what they lack is subset anew.
  public func export(
    _ pages: PageSequence, reusing embedded: EmbeddedFonts? = nil
  ) throws(PDFViolations) -> [UInt8] {
    let sink = ArraySink()
    try export(pages, reusing: embedded, to: sink)
    return sink.bytes
  }

  /// The same bytes into a sink. What it has got by the time of an error is no file.
  public func export(
    _ pages: PageSequence, reusing embedded: EmbeddedFonts? = nil, to sink: any ByteSink
  ) throws(PDFViolations) {
    var job = PDFJob(self, reusing: embedded, to: sink)
    for page in pages.pages { job.collect(page) }
    job.open(pages.metadata)
    for page in pages.pages { job.write(page) }
    try job.finish(outline: pages.outline, anchors: pages.anchors)
  }

  /// Subsets and deflates the fonts of these pages, to be reused for many files: first those of
  /// the template's own text, then, on top of them, those of a case.
  public func embed(
    _ pages: [Page], beyond base: EmbeddedFonts? = nil
  ) throws(PDFViolations) -> EmbeddedFonts {
    let (embedded, problems) = embed(FontPlan(pages, library: fonts, beyond: base), base: base)
    var found = ProblemCollector()
    found.add(problems)
    if !found.problems.isEmpty { throw PDFViolations(violations: found.problems) }
    return embedded
  }

  /// The fonts of a plan, and what the plan and the faces are refused for.
  func embed(
    _ plan: FontPlan, base: EmbeddedFonts?
  ) -> (fonts: EmbeddedFonts, problems: [PDFProblem]) {
    var embedder = FontEmbedder(
      library: fonts, sources: subsetSources, isPretty: options.isPretty,
      level: options.compressionLevel)
    let embedded = embedder.embed(plan, base: base)
    return (embedded, plan.problems + embedder.problems)
  }
}

public struct PDFOptions: Hashable, Sendable {
  /// Readable output for tests: no object streams, no compression.
  public var isPretty = false
  /// 1…12 of libdeflate. By measurement (docs/pdf.md) the higher levels gain little and cost much.
  public var compressionLevel: Int32 = 6
  /// The RGB colour that stands for Y 80 % + M 80 %.
  public var red = PDFRed.screen
  /// The way to print both sides, as a hint to the print dialogue (std:B-13); nil says nothing.
  public var duplex: Duplex?

  public enum Duplex: String, Hashable, Sendable {
    case simplex = "Simplex"
    case longEdge = "DuplexFlipLongEdge"
    case shortEdge = "DuplexFlipShortEdge"
  }
  public init() {}
}
