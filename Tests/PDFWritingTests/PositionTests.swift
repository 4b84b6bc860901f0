import Fonts
import PDFWriting
import Pages
import TestSupport
import Testing
import Typography

/// One glyph of a run for each character, `pitch` apart.
private func spaced(_ text: String, _ face: FontFace, size: Length, pitch: Length) -> GlyphRun {
  var run = GlyphRun(text, face, size: size)
  for index in run.glyphs.indices { run.glyphs[index].offset.x = index * pitch }
  return run
}

@Suite("Positions on the page, read by MuPDF")
struct PositionTests {
  @Test("28 cells of a line stand where layout put them, within 0.001 pt")
  func grid() throws {
    let face = try TestFonts.face("FandolFang-Regular")
    let text = "关于开展年度专利技术引进补贴申报工作的通知各有关单位现将"
    var run = spaced(text, face, size: .pt(16), pitch: .zero)
    // 156 mm in 28 cells is no whole number of EMU: each cell is rounded on its own.
    for index in run.glyphs.indices {
      run.glyphs[index].offset.x = Length.mm(156).scaled(index, 28)
    }
    let sequence = PageSequence(lines: [Fragment([.glyphs(run)])])
    let page = try PDFReader.read(export(sequence)).page(1)
    #expect(page.glyphs.count == 28)
    for (index, glyph) in page.glyphs.enumerated() {
      let wanted = 28 + 156 * Double(index) / 28
      #expect(abs(glyph.x - wanted) < 0.001 * 25.4 / 72 + 1e-4, "\(index): \(glyph.x) ≠ \(wanted)")
      #expect(abs(glyph.y - 50) < 0.001)
    }
    // One spacing for the line, and no number between the glyphs.
    let content = String(decoding: try export(sequence, pretty: true), as: UTF8.self)
    #expect(content.contains(" Tc\n") && !content.contains("TJ"))
  }

  @Test("Uneven gaps never add up their rounding", arguments: [9.0, 16, 22, 61.3])
  func unevenGaps(size: Double) throws {
    let face = try TestFonts.face("NotoSerifCJKsc-Regular")
    var run = spaced("一二三四五六七八九十百千", face, size: .pt(size), pitch: .zero)
    // A fixed sequence of gaps without any regularity.
    var x = 0
    for index in run.glyphs.indices {
      run.glyphs[index].offset.x = Length(emu: x)
      x += 150_001 + (index * index * 7_919) % 60_013
    }
    let page = try PDFReader.read(export(PageSequence(lines: [Fragment([.glyphs(run)])]))).page(1)
    #expect(page.glyphs.count == 12)
    for (seen, glyph) in zip(page.glyphs, run.glyphs) {
      let wanted = (Length.mm(28) + glyph.offset.x).points
      #expect(abs(seen.x * 72 / 25.4 - wanted) < 0.0015, "\(seen.text)")
    }
  }

  @Test("Latin text chains by the font's advances, with kerning and at any horizontal scale")
  func latin() throws {
    let face = try TestFonts.face("NotoSerifCJKsc-Regular")
    for scale in [1000, 700] {
      let run = GlyphRun("AVATAR Office 2022", face, widthScale: scale, script: .latin)
      let page = try PDFReader.read(export(PageSequence(lines: [Fragment([.glyphs(run)])]))).page(1)
      #expect(page.glyphs.count == run.glyphs.count)
      for (seen, glyph) in zip(page.glyphs, run.glyphs) {
        let wanted = (Length.mm(28) + glyph.offset.x).points
        #expect(abs(seen.x * 72 / 25.4 - wanted) < 0.0015, "\(seen.text) at \(scale)")
        #expect(abs(seen.widthScale - Double(scale) / 1000) < 1e-6)
      }
    }
  }

  @Test("Spacing, scale and colour of one line do not leak into the next")
  func noLeak() throws {
    let face = try TestFonts.face("FandolFang-Regular")
    let lines = [
      Fragment([.glyphs(spaced("一二三四五六", face, size: .pt(16), pitch: .mm(9)))]),
      Fragment([.glyphs(GlyphRun("红色的字", face, ink: .red, widthScale: 800))]),
      Fragment([.glyphs(GlyphRun("照原样的字", face))]),
    ]
    let page = try PDFReader.read(export(PageSequence(lines: lines))).page(1)
    let last = try #require(page.line("照原样的字"))
    for (index, glyph) in last.glyphs.enumerated() {
      #expect(abs(glyph.x - 28 - Double(index) * 16 * 25.4 / 72) < 0.001)
      #expect(glyph.color.isBlack && glyph.widthScale == 1)
    }
    #expect(page.line("红色的字")?.glyphs.allSatisfy(\.color.isRed) == true)
  }

  @Test("A turned glyph is turned clockwise about its origin")
  func turned() throws {
    let face = try TestFonts.face("NotoSerifCJKsc-Regular")
    let lines = [
      Fragment([.glyphs(GlyphRun("…", face, isRotated: true)), .glyphs(GlyphRun("正", face))])
    ]
    let page = try PDFReader.read(export(PageSequence(lines: lines))).page(1)
    #expect(abs(page.glyph("…").rotation - 90) < 0.01)
    #expect(abs(page.glyph("…").x - 28) < 0.001 && abs(page.glyph("…").y - 50) < 0.001)
    #expect(page.glyph("正").rotation == 0)
  }

  @Test("Rules are rectangles of their exact thickness (std:G-62)")
  func rules() throws {
    let marks: [Mark] = [
      .rule(Rect(x: .zero, y: .zero, width: .mm(156), height: .mm(0.35)), .red),
      .rule(Rect(x: .zero, y: .mm(4), width: .mm(156), height: .mm(0.25)), .black),
      .rule(Rect(x: .mm(156), y: .mm(8), width: .mm(-156), height: .mm(0.25)), .grey),
    ]
    let page = try PDFReader.read(export(PageSequence(lines: [Fragment(marks)]))).page(1)
    #expect(page.rules.count == 3)
    for (rule, y) in zip(page.rules, [50.0, 54, 58]) {
      #expect(abs(rule.x - 28) < 0.001 && abs(rule.width - 156) < 0.001)
      #expect(abs(rule.y - y) < 0.001)
    }
    #expect(page.rules.map { ($0.height * 1000).rounded() / 1000 } == [0.35, 0.25, 0.25])
    #expect(page.rules.map(\.color.isRed) == [true, false, false])
    #expect(page.rules[2].color.components == [0.5])
  }

  @Test("Curves are drawn where they belong")
  func curves() throws {
    let path = Path([
      .move(.zero), .line(Point(x: .mm(3), y: .zero)),
      .curve(
        Point(x: .mm(3), y: .mm(3)), Point(x: .mm(2), y: .mm(3)), Point(x: .zero, y: .mm(3))),
      .close,
    ])
    let page = try PDFReader.read(
      export(PageSequence(lines: [Fragment([.path(path, .grey)])]))
    ).page(1)
    let shape = try #require(page.shapes.first)
    #expect(abs(shape.x - 28) < 0.001 && abs(shape.y - 50) < 0.001)
    #expect(abs(shape.width - 3) < 0.001 && abs(shape.height - 3) < 0.001)
  }

  @Test("Whatever precedes it, every glyph stands in its place (repeatable random pages)")
  func randomPages() throws {
    var random = Sequence64(seed: 20_250_101)
    let faces = try ["FandolFang-Regular", "LXGWWenKai-Regular", "NotoSerifCJKsc-Regular"].map {
      try TestFonts.face($0)
    }
    let texts = ["关于通知", "Office 2022", "一", "（一）总体要求，", "·•·", "——…"]
    for _ in 0..<6 {
      var fragments: [Fragment] = []
      for _ in 0..<24 {
        let runs = (0...random.next(3)).map { _ in
          var run = GlyphRun(
            texts[random.next(texts.count)], faces[random.next(faces.count)],
            size: .pt(Double(6 + random.next(40)) / 2), extra: Length(emu: random.next(90_000)),
            at: Point(x: Length(emu: random.next(2_000_000)), y: Length(emu: random.next(9_000))),
            ink: [.black, .red, .grey][random.next(3)],
            widthScale: [1000, 1000, 800][random.next(3)],
            isRotated: random.next(6) == 0, script: random.next(2) == 0 ? .han : .latin)
          if random.next(4) == 0, let last = run.glyphs.indices.last {
            run.glyphs[last].offset.y = .pt(3)
          }
          return run
        }
        fragments.append(Fragment(runs.map { Mark.glyphs($0) }))
      }
      let page = Page(lines: fragments)
      let seen = try PDFReader.read(export(PageSequence(pages: [page]))).page(1).glyphs
      var index = 0
      for item in page.items {
        for case .glyphs(let run) in item.fragment.marks {
          for glyph in run.glyphs {
            let place = item.origin + run.origin + glyph.offset
            try #require(index < seen.count)
            #expect(abs(seen[index].x - place.x.millimetres) < 0.0006, "\(run.text)")
            #expect(abs(seen[index].y - place.y.millimetres) < 0.0006, "\(run.text)")
            #expect(abs(seen[index].rotation - (run.isRotated ? 90 : 0)) < 0.01)
            #expect(abs(seen[index].size - run.size.points) < 0.001)
            index += 1
          }
        }
      }
      #expect(index == seen.count)
    }
  }
}

/// Repeatable numbers: a linear congruential sequence.
private struct Sequence64 {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  /// A number from 0 below `bound`.
  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(1, bound)))
  }
}
