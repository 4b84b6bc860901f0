import PDFWriting
import Typesetting

/// Documents with lists too long to be held: pages are set one after another, twice (to know their
/// number and glyphs, and to be written), and the file is written page by page.
extension Chengwen {
  /// Writes such a document to a sink. What goes wrong is among the findings; what the sink has got
  /// by then is no file.
  func writeLong(_ document: Document, to sink: any ByteSink) -> (pages: Int, findings: Findings) {
    var job = PDFJob(PDFExporter(fonts: fonts), to: sink)
    var (stream, findings) = typesetter.stream(document) { job.collect($0, onPage: $1) }
    guard let stream, !findings.hasErrors else { return (0, findings) }
    stream.forEachFrame { job.collect($0) }
    do {
      try job.begin(stream.metadata)
      if !findings.hasErrors {
        findings.add(contentsOf: stream.forEachPage { job.write($0) })
      }
      try job.finish(outline: stream.outline, anchors: stream.anchors)
    } catch {
      for violation in error.violations {
        findings.add(RunProblem.pdfRefused(reason: "\(violation)"))
      }
    }
    return (stream.pageCount, findings)
  }
}

extension Chengwen {
  /// Pictures and conformity reports hold every page, which such a document does not.
  func fillLong(
    _ document: Document, _ found: Findings, _ request: FillRequest, as format: OutputFormat,
    to sink: (any ByteSink)?
  ) -> FillResult {
    var findings = found
    refuseOpenRulings(request, &findings)
    if case .png = format { findings.add(RunProblem.longDocument) }
    guard !findings.hasErrors else {
      return FillResult(files: [], document: document, findings: findings)
    }
    let gathered = ArraySink()
    let (pages, more) = writeLong(document, to: sink ?? gathered)
    findings.add(contentsOf: more)
    var result = FillResult(
      files: sink == nil && !findings.hasErrors ? [gathered.bytes] : [], pageCount: pages,
      document: document, findings: findings)
    result.isStreamed = sink != nil
    return result
  }
}
