import Fonts
import PDFWriting
import Pages
import Testing
import Typography

/// Pages one at a time, none of them kept.
@Suite("Page by page")
struct JobTests {
  private func pages(_ count: Int) throws -> PageSequence {
    let face = try TestFonts.face("FandolFang-Regular")
    var sequence = PageSequence(metadata: DocumentMetadata(title: "长清单"))
    for number in 1...count {
      var page = Page(lines: [Fragment([.glyphs(GlyphRun("第\(number)页共\(count)页，甲乙丙丁", face))])])
      page.label = "\(number)"
      sequence.pages.append(page)
      sequence.outline.append(
        OutlineEntry(level: 1, title: "第\(number)页", page: number - 1, y: .mm(50)))
      sequence.anchors.append(
        AnchorPlacement(
          name: "甲\(number)", kind: "target", page: number - 1,
          position: Point(x: .mm(28), y: .mm(50))))
    }
    return sequence
  }

  /// Notes how the bytes come.
  private final class CountingSink: ByteSink {
    var bytes: [UInt8] = []
    var largest = 0
    func write(_ more: [UInt8]) {
      bytes += more
      largest = max(largest, more.count)
    }
  }

  @Test("The same bytes as in one go, in pieces", arguments: [1, 3, 900])
  func same(_ count: Int) throws {
    let pages = try pages(count)
    for isPretty in [false, true] {
      var options = PDFOptions()
      options.isPretty = isPretty
      let exporter = PDFExporter(fonts: TestFonts.opened, options: options)
      let sink = CountingSink()
      var job = PDFJob(exporter, to: sink)
      for page in pages.pages { job.collect(page) }
      try job.begin(pages.metadata)
      #expect(sink.bytes.isEmpty)
      for page in pages.pages { job.write(page) }
      try job.finish(outline: pages.outline, anchors: pages.anchors)
      #expect(try exporter.export(pages) == sink.bytes)
      #expect(sink.largest < 1 << 20)
    }
  }

  @Test("Nothing is written where a page is refused")
  func refused() throws {
    let sink = CountingSink()
    var job = PDFJob(PDFExporter(fonts: TestFonts.opened), to: sink)
    job.collect(Page(size: Size(width: .pt(1), height: .pt(1))))
    do {
      try job.begin(DocumentMetadata(title: "小"))
      Issue.record("a page of one point was taken")
    } catch {
      #expect(error.violations.map(\.code) == ["P012"])
    }
    #expect(sink.bytes.isEmpty)
  }

  @Test("More or fewer pages than were collected are an error, no crash")
  func uneven() throws {
    let pages = try pages(2)
    for count in [1, 3] {
      var job = PDFJob(PDFExporter(fonts: TestFonts.opened), to: ArraySink())
      for page in pages.pages { job.collect(page) }
      try job.begin(pages.metadata)
      for number in 0..<count { job.write(pages.pages[number % 2]) }
      var isRefused = false
      do { try job.finish() } catch { isRefused = true }
      #expect(isRefused)
    }
  }
}
