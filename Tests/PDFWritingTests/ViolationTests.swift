import Diagnostics
import Fonts
import PDFWriting
import Pages
import TestSupport
import Testing
import Typography

@Suite("What the writer refuses")
struct ViolationTests {
  private func violations(_ sequence: PageSequence) throws -> [any Problem] {
    do {
      _ = try export(sequence)
      return []
    } catch let error as PDFViolations {
      return error.violations
    }
  }

  private func codes(_ sequence: PageSequence) throws -> [String] {
    try violations(sequence).map(\.code)
  }

  private func run(_ text: String) throws -> GlyphRun {
    GlyphRun(text, try TestFonts.face("FandolFang-Regular"))
  }

  @Test("All violations are reported at once, each cause once")
  func allAtOnce() throws {
    var missing = try run("甲乙")
    missing.glyphs[0].id = 0
    var silent = try run("丙")
    silent.glyphs[0].text = ""
    var sequence = PageSequence(lines: [
      Fragment([.glyphs(missing)]), Fragment([.glyphs(missing)]), Fragment([.glyphs(silent)]),
    ])
    sequence.pages.append(Page(size: Size(width: .pt(2), height: .mm(297))))
    sequence.outline = [OutlineEntry(level: 1, title: "无", page: 9, y: .zero)]
    sequence.metadata.title = "坏\u{1}字"
    let found = try violations(sequence)
    #expect(found.map(\.code).sorted() == ["P001", "P002", "P012", "P014", "P015"])
    let missingGlyph = try #require(found.first { $0.code == "P001" })
    #expect(missingGlyph.message(in: .chinese).contains("“甲”"))
    #expect(missingGlyph.message(in: .english).contains("“甲”"))
    #expect(PDFViolations(violations: found).findings.hasErrors)
  }

  @Test(
    "U+0000, U+FEFF and U+FFFE are no text (std:P-11)", arguments: ["\0", "\u{FEFF}", "\u{FFFE}"])
  func forbiddenUnicode(text: String) throws {
    var bad = try run("甲")
    bad.glyphs[0].text = text
    #expect(try codes(PageSequence(lines: [Fragment([.glyphs(bad)])])) == ["P003"])
  }

  @Test("A glyph that the face does not have is refused")
  func unknownGlyph() throws {
    var bad = try run("甲")
    bad.glyphs[0].id = 4_000_000
    #expect(try codes(PageSequence(lines: [Fragment([.glyphs(bad)])])) == ["P004"])
  }

  @Test("A face that may not be embedded is refused (P-7)")
  func restrictedFont() throws {
    // The library passes over fonts whose licence bits forbid embedding; what it gives for a face
    // that it does not have may not be embedded either.
    var bad = try run("甲")
    bad.face = FaceID(index: 9_999)
    #expect(try codes(PageSequence(lines: [Fragment([.glyphs(bad)])])) == ["P005"])
  }

  @Test("Strings of 32,767 bytes pass and longer ones do not (P-3)")
  func longStrings() throws {
    // Two bytes of byte order mark and 16,382 characters of two bytes are 32,766.
    let fits = String(repeating: "长", count: 16_382)
    let mark = Mark.glyphs(try run("甲"))
    #expect(try codes(PageSequence(lines: [Fragment([mark], actualText: fits)])) == [])
    #expect(try codes(PageSequence(lines: [Fragment([mark], actualText: fits + "长")])) == ["P007"])
    #expect(try codes(PageSequence(lines: [Fragment([mark])], title: fits + "长")) == ["P007"])
  }

  @Test("Page sides from 3 to 14,400 pt pass (P-3)")
  func pageSizes() throws {
    for (side, code) in [(2.999, ["P012"]), (3, []), (14_400, []), (14_400.001, ["P012"])] {
      let page = Page(size: Size(width: .pt(side), height: .pt(side)))
      #expect(try codes(PageSequence(pages: [page])) == code, "\(side)")
    }
  }

  @Test("A document without pages is refused")
  func noPages() throws {
    #expect(try codes(PageSequence()) == ["P013"])
  }

  @Test("Names, integers and nesting beyond the limits are recorded (P-3)")
  func objectLimits() {
    var out = ByteBuffer()
    var limits = LimitRecord()
    out.write(.name(String(repeating: "n", count: 127)), limits: &limits)
    out.write(.int(2_147_483_647), limits: &limits)
    #expect(limits.problems.isEmpty)
    out.write(.name(String(repeating: "n", count: 128)), limits: &limits)
    out.write(.int(2_147_483_648), limits: &limits)
    var nested = PDFValue.int(1)
    for _ in 0..<1_000 { nested = .array([nested]) }
    out.write(nested, limits: &limits)
    #expect(limits.problems.map(\.code) == ["P008", "P010", "P009"])
  }

  @Test("Every problem has words in both languages and a code of its own")
  func words() {
    let all: [PDFProblem] = [
      .missingGlyph(text: "甲", font: "F", page: 1), .glyphWithoutText(glyph: 1, font: "F", page: 1),
      .forbiddenUnicode(scalar: 0, font: "F", page: 1), .glyphNotInSubset(glyph: 1, font: "F"),
      .embeddingNotAllowed(font: "F"), .subsettingFailed(font: "F"), .stringTooLong("", bytes: 1),
      .nameTooLong(""), .nestedTooDeep(1), .numberOutOfRange(1), .tooManyObjects(1),
      .pageSize(page: 1, width: 1, height: 1), .noPages, .noSuchPage(title: "", page: 1),
      .metadataCharacter(field: "title", scalar: 1),
    ]
    #expect(Set(all.map(\.code)).count == all.count)
    for problem in all {
      #expect(problem.severity == .error)
      let chinese = problem.message(in: .chinese)
      #expect(chinese.unicodeScalars.contains { $0.value > 0x4E00 })
      #expect(!problem.message(in: .english).isEmpty && problem.message(in: .english) != chinese)
    }
  }
}
