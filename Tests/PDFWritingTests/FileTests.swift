import Compression
import PDFWriting
import Pages
import TestSupport
import Testing
import Typography

/// Pages of one character each.
private func pages(_ count: Int, label: (Int) -> String? = { _ in nil }) throws -> [Page] {
  let face = try TestFonts.face("NotoSerifCJKsc-Regular")
  let fragment = Fragment([.glyphs(GlyphRun("页", face))])
  return (0..<count).map { index in
    var page = Page(lines: [fragment])
    page.label = label(index)
    return page
  }
}

@Suite("The file as a whole")
struct FileTests {
  @Test("qpdf, MuPDF and poppler read the file without a word, compact or readable")
  func silent() throws {
    let face = try TestFonts.face("FandolFang-Regular")
    let kai = try TestFonts.face("LXGWWenKai-Regular")
    let lines = [
      Fragment([.glyphs(GlyphRun("为贯彻落实有关要求，", face))]),
      Fragment([.glyphs(GlyphRun("一、总体要求", kai, ink: .red))], actualText: "一、总体要求"),
    ]
    for pretty in [false, true] {
      let pdf = try export(PageSequence(lines: lines), pretty: pretty)
      #expect(try PDFChecks.complaints(pdf) == [])
      #expect(try PDFChecks.textLines(pdf) == ["为贯彻落实有关要求，", "一、总体要求"])
    }
  }

  @Test("The same pages give the same bytes; another title gives another /ID (std:P-1)")
  func deterministic() throws {
    let sequence = PageSequence(pages: try pages(3), metadata: DocumentMetadata(title: "甲"))
    let first = try export(sequence)
    #expect(try export(sequence) == first)
    var other = sequence
    other.metadata.title = "乙"
    let second = try export(other)
    let identifiers = try [first, second].map { try PDFChecks.object("trailer/ID", of: $0) }
    #expect(identifiers[0] != identifiers[1])
    #expect(identifiers[0].count > 64)
  }

  @Test("The header names PDF 1.7 and is followed by bytes above 127; nothing follows %%EOF (P-1)")
  func header() throws {
    let pdf = try export(PageSequence(pages: try pages(1)))
    #expect(pdf.starts(with: Array("%PDF-1.7\n%".utf8)))
    #expect(pdf[10..<14].allSatisfy { $0 > 127 })
    #expect(pdf.suffix(6) == Array("%%EOF\n".utf8)[...])
  }

  @Test(
    "Any number of pages makes a sound tree, in order",
    arguments: [1, 2, 64, 65, 129])
  func pageTree(count: Int) throws {
    let sequence = PageSequence(pages: try pages(count))
    for pretty in [false, true] {
      let pdf = try export(sequence, pretty: pretty)
      #expect(try PDFTool.qpdf.run(on: pdf) { ["--check", $0] }.status == 0)
      #expect(try PDFTool.qpdf.run(on: pdf) { ["--show-npages", $0] }.text == "\(count)\n")
    }
  }

  @Test("A tree of three levels still counts its pages", .timeLimit(.minutes(2)))
  func deepPageTree() throws {
    let pdf = try export(PageSequence(pages: try pages(64 * 64 + 1)))
    #expect(try PDFChecks.info(pdf)["Pages"] == "4097")
    #expect(try PDFTool.qpdf.run(on: pdf) { ["--check", $0] }.complaints == "")
  }

  @Test("Title, author and subject stand in Info and in XMP alike (std:P-16)")
  func metadata() throws {
    var sequence = PageSequence(pages: try pages(1))
    sequence.metadata = DocumentMetadata(
      title: "关于<甲&乙>的通知𬭎", author: "并州市市场监督管理局", subject: "补贴（2025）")
    let pdf = try export(sequence)
    let info = try PDFChecks.info(pdf)
    #expect(info["Title"] == "关于<甲&乙>的通知𬭎")
    #expect(info["Author"] == "并州市市场监督管理局")
    #expect(info["Subject"] == "补贴（2025）")
    #expect(info["CreationDate"] == nil && info["ModDate"] == nil)
    let xmp = try PDFChecks.xmp(pdf)
    #expect(xmp.contains("关于&lt;甲&amp;乙&gt;的通知𬭎"))
    #expect(xmp.contains("<pdfaid:part>2</pdfaid:part>"))
    #expect(xmp.contains("<pdfaid:conformance>U</pdfaid:conformance>"))
    #expect(xmp.contains("<rdf:Seq><rdf:li>并州市市场监督管理局"))
    #expect(xmp.contains("<rdf:Bag><rdf:li>zh-CN"))
    #expect(!xmp.contains("bytes=") && !xmp.contains("encoding="))
  }

  @Test("The catalogue has language, title in the window and no scaling in print (std:B-13, P-20)")
  func catalogue() throws {
    var options = PDFOptions()
    options.duplex = .longEdge
    let sequence = PageSequence(pages: try pages(2))
    let pdf = try PDFExporter(fonts: TestFonts.opened, options: options).export(sequence)
    #expect(try PDFChecks.object("trailer/Root/Lang", of: pdf) == "(zh-CN)")
    let preferences = try PDFChecks.object("trailer/Root/ViewerPreferences", of: pdf)
    #expect(preferences.contains("/DisplayDocTitle true"))
    #expect(preferences.contains("/PrintScaling/None"))
    #expect(preferences.contains("/Duplex/DuplexFlipLongEdge"))
    // Nothing may be claimed before there are tags.
    #expect(try !PDFChecks.object("trailer/Root", of: pdf).contains("MarkInfo"))
  }

  @Test("Bookmarks are nested and lead to page and height")
  func outline() throws {
    var sequence = PageSequence(pages: try pages(3))
    sequence.outline = [
      OutlineEntry(level: 1, title: "通知", page: 0, y: .mm(37)),
      OutlineEntry(level: 2, title: "一、总体要求", page: 0, y: .mm(80)),
      OutlineEntry(level: 3, title: "（一）𬭎", page: 1, y: .mm(97)),
      OutlineEntry(level: 2, title: "二、办理(程序)", page: 1, y: .mm(120)),
      OutlineEntry(level: 1, title: "附件1", page: 2, y: .mm(37)),
    ]
    let pdf = try export(sequence)
    #expect(try PDFChecks.complaints(pdf) == [])
    let seen = try PDFChecks.outline(pdf).map { $0.replacing("\t", with: " ") }
    #expect(seen.count == 5)
    for (line, part) in zip(seen, ["通知", "一、总体要求", "（一）𬭎", "二、办理(程序)", "附件1"]) {
      #expect(line.contains("\"\(part)\""))
    }
    #expect(seen[2].contains("page=2") && seen[4].contains("page=3"))
    // The height is measured from below: 297 mm − 37 mm = 737.008 pt.
    let destination = try PDFChecks.object("trailer/Root/Outlines/Last/Dest", of: pdf)
    #expect(destination.contains("/XYZ 0 737.008 0"))
  }

  @Test("Page labels follow what is printed: numbers count on, a page without one has none")
  func pageLabels() throws {
    let labels: [String?] = [nil, "1", "2", nil, nil, "5", "6", "Ⅰ", "7"]
    let pdf = try export(PageSequence(pages: try pages(labels.count) { labels[$0] }))
    let tree = try PDFChecks.object("trailer/Root/PageLabels/Nums", of: pdf)
    #expect(
      tree == "[0<<>>1<</S/D/St 1>>3<<>>5<</S/D/St 5>>7<</P<FEFF2160>>>8<</S/D/St 7>>]",
      "\(tree)")
    let none = try export(PageSequence(pages: try pages(2)))
    #expect(try !PDFChecks.object("trailer/Root", of: none).contains("PageLabels"))
  }

  @Test("Anchors that text refers to are named destinations, sorted by their bytes")
  func destinations() throws {
    var sequence = PageSequence(pages: try pages(2))
    sequence.anchors = [
      AnchorPlacement(name: "附件2", kind: "target", page: 1, position: .zero),
      AnchorPlacement(name: "单位公章", kind: "seal", page: 1, position: .zero),
      AnchorPlacement(
        name: "一", kind: "target", page: 0, position: Point(x: .mm(28), y: .mm(97))),
      AnchorPlacement(name: "一", kind: "target", page: 1, position: .zero),
    ]
    let pdf = try export(sequence)
    #expect(try PDFChecks.complaints(pdf) == [])
    let names = try PDFChecks.object("trailer/Root/Names/Dests/Names", of: pdf)
    #expect(names.contains("79.37 566.929 0]"))
    #expect(names.split(separator: "/XYZ").count == 3)
  }
}

@Suite("Numbers and objects as bytes")
struct ByteTests {
  private func written(_ number: Int, decimals: Int) -> String {
    var out = ByteBuffer()
    out.write(number, decimals: decimals)
    return String(decoding: out.bytes, as: UTF8.self)
  }

  @Test(
    "Decimals have no exponent and no digit too many",
    arguments: [
      (0, "0"), (1000, "1"), (-1000, "-1"), (500, ".5"), (-50, "-.05"), (595_276, "595.276"),
      (12_300, "12.3"), (1, ".001"), (100_000_000, "100000"), (Int.min, "-9223372036854775.808"),
    ])
  func decimals(number: Int, text: String) {
    #expect(written(number, decimals: 3) == text)
  }

  @Test("A length in thousandths of a point is rounded to the nearest, also when negative")
  func milliPoints() {
    #expect(Length.mm(210).milliPoints == 595_276)
    #expect(Length.mm(-210).milliPoints == -595_276)
    #expect(Length(emu: .max).milliPoints == 1_000_000_000)
    for emu in -400...400 {
      let exact = Double(emu) / 12.7
      #expect(abs(Double(Length(emu: emu).milliPoints) - exact) <= 0.5)
    }
  }

  @Test("Names escape what PDF's syntax needs; strings escape brackets")
  func syntax() {
    var out = ByteBuffer()
    var limits = LimitRecord()
    out.write(.name("A B#(仿)"), limits: &limits)
    out.write(.text(#"a(b)\c"#), limits: &limits)
    out.write(.text("甲"), limits: &limits)
    #expect(
      String(decoding: out.bytes, as: UTF8.self)
        == #"/A#20B#23#28#E4#BB#BF#29(a\(b\)\\c)<FEFF7532>"#)
    #expect(limits.problems.isEmpty)
  }

  @Test("Stored and deflated streams of any length are read back by qpdf")
  func streams() throws {
    for length in [0, 1, 65_535, 65_536, 200_000] {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) | 0x40 }
      for content in [StreamContent.raw(bytes), .deflated(Deflater.stored(bytes)), .plain(bytes)] {
        let sink = ArraySink()
        var file = FileWriter(isPretty: false, level: 6, to: sink)
        let stream = file.addStream([:], content)
        let root = file.add(["Type": .name("Catalog"), "Data": .reference(stream)])
        let limits = file.finish(root: root, info: file.add([:]))
        #expect(limits.problems.isEmpty)
        let seen = try PDFTool.qpdf.run(on: sink.bytes) {
          ["--show-object=\(stream.number)", "--filtered-stream-data", $0]
        }
        #expect(seen.output == bytes, "\(length)")
      }
    }
  }

  @Test("A fingerprint changes with every bit")
  func fingerprint() {
    var seen: Set<[UInt8]> = []
    let bytes = [UInt8](repeating: 0, count: 21)
    for bit in 0..<(bytes.count * 8) {
      var changed = bytes
      changed[bit / 8] ^= 1 << (bit % 8)
      var hash = ContentHash()
      hash.combine(changed)
      #expect(hash.bytes.count == 16)
      seen.insert(hash.bytes)
    }
    // Zeros of other lengths are other contents, too.
    for length in 0..<40 {
      var hash = ContentHash()
      hash.combine([UInt8](repeating: 0, count: length))
      seen.insert(hash.bytes)
    }
    #expect(seen.count == 21 * 8 + 40)
  }
}
