import Fonts
import PDFWriting
import Pages
import TestSupport
import Testing
import Typography

private let fang = "FandolFang-Regular"
private let song = "NotoSerifCJKsc-Regular"
private let kai = "LXGWWenKai-Regular"

private func pdf(_ runs: [GlyphRun], pretty: Bool = false) throws -> [UInt8] {
  try export(PageSequence(lines: runs.map { Fragment([.glyphs($0)]) }), pretty: pretty)
}

@Suite("Fonts in the file")
struct FontTests {
  @Test("CFF and TrueType faces are embedded as subsets with a tag (std:P-7, P-34)")
  func embedding() throws {
    let file = try pdf([
      GlyphRun("仿宋正文", try TestFonts.face(fang)), GlyphRun("楷体", try TestFonts.face(kai)),
    ])
    let fonts = try PDFChecks.fonts(file)
    #expect(fonts.map(\.type) == ["CID Type 0C", "CID TrueType"])
    for (font, name) in zip(fonts, [fang, kai]) {
      #expect(font.isEmbedded && font.isSubset && font.hasUnicode)
      #expect(font.encoding == "Identity-H")
      #expect(font.name.hasSuffix("+" + name))
      #expect(font.name.utf8.prefix(6).allSatisfy { (65...90).contains($0) })
    }
    // Whole faces have megabytes.
    #expect(file.count < 20_000)
    let text = try PDFChecks.unpacked(file)
    #expect(!text.contains("/CIDSet"))
    #expect(text.contains("/CIDToGIDMap /Identity"))
  }

  @Test("Widths in the file are those of the font program (P-7)")
  func widths() throws {
    let face = try TestFonts.face(song)
    let run = GlyphRun("Wi，—20", face, script: .latin)
    let page = try PDFReader.read(pdf([run])).page(1)
    #expect(page.glyphs.count == run.glyphs.count)
    for (seen, glyph) in zip(page.glyphs, run.glyphs) {
      let wanted = Double(face.advance(of: glyph.id)) / Double(face.unitsPerEm) * 16
      #expect(abs(seen.advance * 72 / 25.4 - wanted) < 0.001, "\(seen.text)")
    }
    #expect(
      FontWidths.array([(3, 1_000_000), (5, 500_000), (6, 333_333), (9, 1)])
        == Array(
          "[5[500 333.333] 9[.001]]".utf8))
    #expect(FontWidths.array([(3, 1_000_000)]) == Array("[]".utf8))
  }

  @Test("Rare characters of names copy out, those beyond the basic plane too (P-11)")
  func rareCharacters() throws {
    let all = ["令狐𬭎", "仉䶮", "欧阳㛃", "艾力·买买提", "王𬎆"]
    for (name, names) in [(song, all.dropLast()), (kai, all[...])] {
      let face = try TestFonts.face(name)
      let names = Array(names)
      let file = try pdf(names.map { GlyphRun($0, face) })
      #expect(try PDFChecks.textLines(file) == names)
      #expect(try PDFChecks.textByMuPDF(file) == names)
      #expect(try PDFChecks.unpacked(file).contains("<D872DF4E>"))
    }
  }

  @Test("One glyph that stands for two characters copies out as each of them (P-11)")
  func oneGlyphTwoTexts() throws {
    let face = try TestFonts.face(fang)
    let lines = ["·•・", "一⼀", "•…⋯"]
    let runs = lines.map { GlyphRun($0, face) }
    #expect(Set(runs[0].glyphs.map(\.id)).count == 1, "the face draws all three alike")
    let file = try pdf(runs)
    #expect(try PDFChecks.complaints(file) == [])
    #expect(try PDFChecks.textLines(file) == lines)
    #expect(try PDFChecks.textByMuPDF(file) == lines)
    let fonts = try PDFChecks.fonts(file)
    #expect(fonts.count == 3)
    #expect(Set(fonts.map(\.name)).count == 3, "each subset has its own tag")
  }

  @Test("A cluster of several characters on one glyph maps to all of them")
  func ligature() throws {
    let face = try TestFonts.face(song)
    let run = GlyphRun("动——", face)
    #expect(run.glyphs.count == 2)
    #expect(try PDFChecks.textLines(pdf([run])) == ["动——"])
  }

  @Test("A cluster of several glyphs copies out once")
  func splitCluster() throws {
    let face = try TestFonts.face(song)
    var equal = GlyphRun("ab", face, script: .latin)
    equal.glyphs[0].text = "ab"
    equal.glyphs[1].text = ""
    #expect(equal.clusterTexts().texts == ["a", "b"])
    #expect(!equal.clusterTexts().needsActualText)
    var uneven = GlyphRun("xyz", face, script: .latin)
    uneven.glyphs[0].text = "字"
    uneven.glyphs[1].text = ""
    uneven.glyphs[2].text = ""
    #expect(uneven.clusterTexts().needsActualText)
    #expect(try PDFChecks.textLines(pdf([equal, uneven])) == ["ab", "字"])
  }

  @Test("Spread letters copy out as they were put in, without added spaces (design 5)")
  func spreadLetters() throws {
    let face = try TestFonts.face(song)
    let title = "并州市人民政府文件"
    let spread = Fragment(
      [.glyphs(GlyphRun(title, face, size: .pt(36), extra: .mm(4)))], actualText: title)
    let mixed = Fragment(
      [
        .glyphs(GlyphRun("申报", face)),
        .glyphs(GlyphRun("2025", face, at: Point(x: .pt(36), y: .zero), script: .latin)),
        .glyphs(GlyphRun("年度", face, at: Point(x: .pt(76), y: .zero))),
      ], actualText: "申报2025年度")
    let file = try export(PageSequence(lines: [spread, mixed]))
    #expect(try PDFChecks.textLines(file) == [title, "申报2025年度"])
    let bare = Fragment([.glyphs(GlyphRun(title, face, size: .pt(36), extra: .mm(4)))])
    let without = try PDFChecks.textLines(export(PageSequence(lines: [bare])))
    #expect(without != [title], "without ActualText the gaps come out as spaces")
  }

  @Test("A fragment has one span, and furniture is marked as such")
  func markedContent() throws {
    let face = try TestFonts.face(song)
    var page = Page(lines: [Fragment([.glyphs(GlyphRun("甲乙", face))], actualText: "甲乙")])
    page.items +=
      Page(
        lines: [Fragment([.glyphs(GlyphRun("— 1 —", face))])], role: .artifact(.pageNumber)
      ).items
    let text = String(
      decoding: try export(PageSequence(pages: [page]), pretty: true), as: UTF8.self)
    #expect(text.contains("/Span <</ActualText <FEFF75324E59>>> BDC\nBT\n"))
    #expect(text.contains("ET\nEMC\n/Artifact <</Type/Pagination/Subtype/Footer>> BDC\nBT\n"))
    #expect(text.split(separator: "BDC").count - 1 == text.split(separator: "\nEMC").count - 1)
    #expect(!text.contains("\nq\n") && !text.contains("\nQ\n"))
  }

  @Test("Fonts embedded beforehand are used again, and only what they lack is subset anew")
  func reuse() throws {
    let face = try TestFonts.face(fang)
    let exporter = PDFExporter(fonts: TestFonts.opened)
    let template = Fragment([.glyphs(GlyphRun("你单位申报的项目", face))])
    let first = PageSequence(lines: [
      template, Fragment([.glyphs(GlyphRun("太原某某公司·•", face))]),
    ])
    let base = try exporter.embed([Page(lines: [template])])
    let file = try exporter.export(first, reusing: base)
    #expect(try PDFChecks.complaints(file) == [])
    #expect(try PDFChecks.textLines(file) == ["你单位申报的项目", "太原某某公司·•"])
    #expect(try PDFChecks.fonts(file).count == 3)
    #expect(try exporter.export(first, reusing: base) == file)
    // A document that the base covers has the base's fonts alone.
    let covered = try exporter.export(PageSequence(lines: [template]), reusing: base)
    #expect(try PDFChecks.fonts(covered).count == 1)
  }
}

@Suite("The colour profile")
struct ColorProfileTests {
  @Test("Little CMS reads the profile, and its colours are those of sRGB (std:P-4)")
  func littleCMS() throws {
    let colors = Array("255 255 255\n255 0 0\n0 255 0\n0 0 255\n0 0 0\n128 128 128\n".utf8)
    let (own, reference) = try TemporaryFolder.with { folder in
      let file = folder.appendingPathComponent("own.icc")
      try writeFile(ColorProfile.bytes, to: file.path)
      return try (
        labs(PDFTool.transicc.run(["-n", "-t1", "-i", file.path, "-o", "*Lab"], input: colors)),
        labs(PDFTool.transicc.run(["-n", "-t1", "-i", "*sRGB", "-o", "*Lab"], input: colors))
      )
    }
    #expect(own.count == 6 && reference.count == 6)
    for (a, b) in zip(own, reference) {
      #expect(zip(a, b).allSatisfy { abs($0 - $1) < 0.02 }, "\(a) ≠ \(b)")
    }
  }

  private func labs(_ output: ToolOutput) -> [[Double]] {
    output.text.split(separator: "\n").map { $0.split(separator: " ").compactMap { Double($0) } }
      .filter { $0.count == 3 }
  }

  @Test("The output intent carries the profile as an RGB profile")
  func outputIntent() throws {
    let file = try pdf([GlyphRun("红", try TestFonts.face(song), ink: .red)])
    let intent = try PDFChecks.object("trailer/Root/OutputIntents", of: file)
    #expect(intent.contains("/S/GTS_PDFA1"))
    let profile = try PDFChecks.object("trailer/Root/OutputIntents/1/DestOutputProfile", of: file)
    #expect(profile.contains("/N 3"))
    #expect(Array(ColorProfile.bytes[36..<40]) == Array("acsp".utf8))
  }

  @Test("Red is the documented colour of Y 80 % + M 80 % (GB/T 9704-2012, 6.2; std:P-5)")
  func red() throws {
    let run = GlyphRun("红", try TestFonts.face(song), ink: .red)
    var options = PDFOptions()
    for (red, expected) in [(PDFRed.screen, [1, 0.2, 0.2]), (.press, [0.918, 0.333, 0.196])] {
      options.red = red
      let file = try PDFExporter(fonts: TestFonts.opened, options: options).export(
        PageSequence(lines: [Fragment([.glyphs(run)])]))
      #expect(try PDFReader.read(file).page(1).glyph("红").color.components == expected)
    }
  }
}
