import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

/// 脚注 (issue 3: footnotes in report style).
@Suite("脚注")
struct FootnoteTests {
  private func note(_ text: String) -> Inline { .footnote(Footnote(inlines: [.text(text)])) }

  private func document(
    _ blocks: [Block], _ style: PageStyle = .report,
    _ numbering: FootnoteNumbering = .eachPage
  ) -> Document {
    var document = Document(title: "报告", style: style, blocks: blocks)
    document.footnoteNumbering = numbering
    return document
  }

  private func body(_ inlines: [Inline]) -> Block { Block(.paragraph(Paragraph(.body, inlines))) }

  /// The items of a note's text at a page's foot, by their size.
  private func notes(_ page: Page) -> [PlacedText] {
    page.texts.filter { $0.size == 9 && !$0.isArtifact }
  }
  private func rule(_ page: Page) -> (
    x: Double, y: Double, width: Double, height: Double, ink: Ink
  )? {
    page.rules.first { $0.width.isNear(39) }
  }

  // MARK: the mark

  @Test("the mark never begins a line and never leaves its word, at any place and measure")
  func staysWithWord() {
    for mode in [CompositionMode.running, gridMode] {
      for place in 1...14 {
        for width in 5...11 {
          var findings = Findings()
          let inlines: [Inline] = [.text(han(place)), note("甲"), .text(han(16 - place))]
          let lines = compose(inlines, mode, width: Double(width), findings: &findings)
          let before = Array(han(place)).last.map(String.init) ?? ""
          #expect(lines.contains { $0.text.contains(before + "①") }, "\(lines.dump)")
          #expect(findings.isEmpty)
        }
      }
    }
  }

  @Test("no gap beside it, between Han and Latin either; three fifths of the size, tops level")
  func shape() throws {
    var findings = Findings()
    let inlines: [Inline] = [.text("甲"), note("注"), .text("A乙")]
    let line = try #require(compose(inlines, width: 20, findings: &findings).first)
    let mark = try #require(line.x("①"))
    #expect(mark.isNear(1))
    #expect(try #require(line.x("A")).isNear(1.6))
    let runs = line.fragment.marks.compactMap { mark -> GlyphRun? in
      if case .glyphs(let run) = mark { run } else { nil }
    }
    let raised = try #require(runs.first { $0.text == "①" })
    #expect(raised.size == testCell.scaled(3, 5))
    // 0.88 of 0.4 em.
    #expect(raised.origin.y == -testCell.scaled(352, 1000))
  }

  @Test("behind 。 it stands over the blank half of that mark, and 。 stays with its word")
  func behindStop() throws {
    var findings = Findings()
    let inlines: [Inline] = [.text("甲乙。"), note("注"), .text("丙")]
    for mode in [CompositionMode.running, gridMode] {
      let line = try #require(compose(inlines, mode, width: 20, findings: &findings).first)
      #expect(try #require(line.x("①")).isNear(2.5))
    }
    let lines = compose(inlines, width: 3, findings: &findings)
    #expect(!lines.contains { $0.text.hasPrefix("。") || $0.text.hasPrefix("①") })
  }

  // MARK: the foot of the page

  @Test("小五 at the page's foot, its last line on the edge; a rule of a quarter of the measure")
  func foot() throws {
    let set = try pagesOf(document([body([.text(han(20)), note(han(90)), .text(han(10))])]))
    let page = set.pages[0]
    let lines = notes(page)
    #expect(lines.count == 3)
    #expect(lines[0].text == "①")
    #expect(lines[0].x.isNear(30))
    // The text hangs 1.5 em behind the number.
    #expect(lines[1].x.isNear(30 + 13.5 * 25.4 / 72))
    #expect(lines[2].x.isNear(lines[1].x))
    #expect(lines[1].baseline.isNear(lines[0].baseline))
    #expect(try #require(lines.last).bottom.isNear(25.4 + 246.2))
    let line = try #require(rule(page))
    #expect(line.x.isNear(30))
    #expect(line.y < lines[0].top)
    #expect(line.height.isNear(0.5 * 25.4 / 72))
  }

  @Test("numbers begin anew on each page, or run on, in the text and at the foot alike")
  func numbering() throws {
    let one = [body([.text("甲"), note("第一"), .text("乙"), note("第二")])]
    let blocks = one + [Block(.pageBreak)] + one
    for (numbering, expected) in [
      (FootnoteNumbering.eachPage, ["①", "②", "①", "②"]), (.throughout, ["①", "②", "③", "④"]),
    ] {
      let set = try pagesOf(document(blocks, .report, numbering))
      let atFoot = set.pages.flatMap { page in notes(page).map(\.text) }
        .filter { $0.unicodeScalars.count == 1 }
      let inText = set.pages.flatMap { page in
        page.texts.filter { $0.size == 14 }.map(\.text).joined().unicodeScalars.filter {
          (0x2460...0x2473).contains($0.value)
        }.map(String.init)
      }
      #expect(atFoot == expected)
      #expect(inText == expected)
    }
  }

  @Test("beyond the circled numbers that the type has, [51]")
  func manyNumbers() {
    #expect(NoteMark.text(20) { _ in true } == "⑳")
    #expect(NoteMark.text(21) { _ in true } == "㉑")
    #expect(NoteMark.text(36) { _ in true } == "㊱")
    #expect(NoteMark.text(50) { _ in true } == "㊿")
    #expect(NoteMark.text(51) { _ in true } == "[51]")
    #expect(NoteMark.text(21) { _ in false } == "[21]")
  }

  @Test("the text ends above the notes, and a note stands on the page of its mark")
  func makesRoom() throws {
    let paragraphs = (0..<40).map { index in
      body([.text(han(30)), note("第\(index + 1)条" + han(60)), .text("完。")])
    }
    let set = try pagesOf(document(paragraphs))
    #expect(set.pages.count > 2)
    for page in set.pages {
      let line = try #require(rule(page))
      for text in page.texts where text.size == 14 { #expect(text.bottom < line.y) }
      let marks = page.texts.filter { $0.size == 14 }.reduce(0) { count, text in
        count + text.text.unicodeScalars.filter { (0x2460...0x2473).contains($0.value) }.count
      }
      #expect(notes(page).filter { $0.text.hasPrefix("第") }.count >= marks)
      #expect(notes(page).allSatisfy { $0.bottom <= 25.4 + 246.2 + 0.01 })
    }
  }

  @Test("in a 公文 the body stays on the grid, and the 版记 stands below the notes")
  func official() throws {
    var elements = OfficialElements()
    elements.issuers = ["示例市市场监督管理局"]
    elements.signatories = elements.issuers
    elements.date = [.text("2025年9月8日")]
    elements.isSealed = false
    elements.printer = [.text("示例市市场监督管理局办公室")]
    elements.printDate = [.text("2025年9月8日")]
    let many = (0..<6).map { _ in paragraph(han(60)) }
    var document = document(
      many + [body([.text(han(30)), note(han(80)), .text("。")])], .official)
    document.official = elements
    let set = try pagesOf(document)
    let last = try #require(set.pages.last)
    let lines = notes(last)
    #expect(lines.count == 3)
    let printer = try #require(last.text("示例市市场监督管理局办公室"))
    #expect(try #require(lines.last).bottom < printer.top)
    let pitch = (225 - 16 * 25.4 / 72) / 21
    for page in set.pages {
      for text in page.texts where text.size == 16 && text.text.unicodeScalars.count > 10 {
        let row = (text.top - 37) / pitch
        #expect((row - row.rounded()).magnitude < 0.01)
      }
    }
  }

  @Test("notes of headings and table cells stand at the page's foot as well")
  func elsewhere() throws {
    let cell = Table.Cell(role: .value, blocks: [body([.text("值"), note("格里的")])])
    let table = Table(
      bands: [
        Table.Band(
          columns: [Table.Column(.fixed(.mm(156)))], rows: [Table.Row(cells: [.cell(cell)])])
      ])
    let heading = Heading(level: 1, number: "一、", inlines: [.text("条件"), note("标题的")])
    let set = try pagesOf(document([Block(.heading(heading)), Block(.table(table))]))
    #expect(notes(set.pages[0]).map(\.text) == ["①", "标题的", "②", "格里的"])
  }

  @Test("a note is an element of its own in the structure, behind its paragraph")
  func structure() throws {
    let set = try pagesOf(document([body([.text("甲"), note("注")]), paragraph("乙")]))
    let kinds = set.sequence.structure.elements.map(\.kind)
    #expect(kinds == [.document, .paragraph, .note, .paragraph])
  }

  @Test("a note longer than its page goes on overleaf under the rule, two lines on either side")
  func goesOn() throws {
    let set = try pagesOf(document([paragraph(han(640)), body([.text("甲"), note(han(600))])]))
    let counts = set.pages.map { page in Set(notes(page).map(\.baseline)).count }
    #expect(counts.count == 2)
    #expect(counts.allSatisfy { $0 >= 2 }, "\(counts)")
    #expect(set.pages.allSatisfy { rule($0) != nil })
    // Nothing is lost on the way.
    let text = set.pages.flatMap { notes($0).map(\.text) }.joined()
    #expect(text == "①" + han(600))
  }

  @Test("more notes than a page takes: they go on overleaf, and it is said which")
  func tooMany() throws {
    let inlines = (0..<12).flatMap { [Inline.text("字"), note("\($0)" + han(400))] }
    let result = typeset(document([body(inlines)]))
    #expect(codes(result.findings).contains("L120"))
    let finding = try #require(result.findings.all.first { $0.code == "L120" })
    #expect(finding.problem.message(in: .chinese) == "第1页的脚注太多，这一条脚注只能排到下一页")
    #expect(finding.problem.remedy(in: .chinese) == "请缩短脚注，或把其中一些写进正文")
    let pages = try #require(result.pages).pages
    let text = pages.flatMap { notes($0).map(\.text) }.joined()
    #expect(text.unicodeScalars.filter { $0 == "山" }.count == 12 * 50)
  }

  // MARK: references to pages

  @Test("a page number that moves what it refers to is the one that comes out")
  func movingPages() throws {
    // Nine pages of which the last is filled to different depths; the number's second digit, or the
    // line that it costs, may push the heading to page ten.
    let breaks = (0..<8).flatMap { _ in [paragraph("页"), Block(.pageBreak)] }
    var seen: Set<Int> = []
    for fill in [600, 690, 700, 705, 710, 715, 720, 740, 800] {
      let first = body([
        .text(han(26)),
        .reference(
          Reference(
            .page, anchor: "结论", inlines: [.deferred(.page(ofAnchor: "结论"), .plain)])),
      ])
      let heading = Heading(level: 1, number: "一、", inlines: [.text("结论")], anchor: "结论")
      let set = try pagesOf(
        document(breaks + [first, paragraph(han(fill)), Block(.heading(heading)), paragraph("完")]))
      let anchor = try #require(set.sequence.anchors.first { $0.name == "结论" })
      let text = set.pages[8].texts.map(\.text).joined()
      #expect(text.contains("\(anchor.page + 1)"))
      seen.insert(anchor.page + 1)
    }
    #expect(seen == [9, 10])
  }

  @Test("an annex is found by its page, whether its title or a cover's is printed")
  func annexPages() throws {
    let anchor = Inline.anchor(Anchor(name: "附件", kind: .target))
    let cover = Block(.cover(Cover(title: [.text("申报书")], fields: [])))
    for blocks in [[paragraph("文")], [cover, paragraph("文")]] {
      let annex = Annex(number: nil, title: [anchor, .text("申报书")], name: "申报书", blocks: blocks)
      let text: [Inline] = [.text("见第"), .deferred(.page(ofAnchor: "附件"), .plain), .text("页")]
      let set = try pagesOf(document([body(text), Block(.annex(annex))]))
      #expect(set.pages[0].texts.map(\.text).joined().contains("见第2页"))
    }
  }
}

/// Random flows with random notes against the page builder alone.
@Suite("脚注：随机")
struct FootnoteRandomTests {
  private struct Random {
    var state: UInt64
    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }

  private func item(_ text: String) -> PlacedItem {
    let run = GlyphRun(
      face: FaceID(index: 0), size: .pt(9), origin: .zero,
      glyphs: [Glyph(id: 1, offset: .zero, advance: .pt(9), text: text)], text: text)
    return PlacedItem(
      origin: .zero, fragment: Fragment([.glyphs(run)]), role: .element(StructureTree.root))
  }

  @Test("every line of every note stands once, in order, clear of the text; building always ends")
  func always() {
    var random = Random(state: 20_260_101)
    for round in 0..<400 {
      let height = Length.pt(Double(60 + random.next(300)))
      let section = PageSection(
        page: .a4, area: Rect(x: .zero, y: .zero, width: .pt(200), height: height),
        pitch: random.next(2) == 0 ? .pt(20) : nil, numbering: .none)
      var notes: [Int: FlowNote] = [:]
      var flow: [FlowItem] = []
      for index in 0..<(1 + random.next(40)) {
        var box = FlowBox(height: .pt(20), extent: .pt(16), items: [])
        while random.next(4) == 0 {
          let id = notes.count
          let count = 1 + random.next(random.next(6) == 0 ? 40 : 6)
          notes[id] = FlowNote(lines: (0..<count).map { [item("\(id).\($0)")] })
          box.anchors.append(
            AnchorPlacement(name: "\(id)", kind: "footnote", page: 0, position: .zero))
        }
        let isKept = random.next(4) == 0 && index > 0
        flow.append(FlowItem(.box(box), breakBefore: isKept ? .kept(.loneLine) : .allowed))
        if random.next(12) == 0 { flow.append(FlowItem(.pageBreak)) }
      }
      var findings = Findings()
      let built = PageBuilder(first: section, notes: notes).build(flow, findings: &findings)
      let texts = built.pages.map { page in
        page.notes.compactMap { placed -> String? in
          if case .glyphs(let run)? = placed.fragment.marks.first { run.text } else { nil }
        }
      }
      let expected = (0..<notes.count).flatMap { id in
        (0..<(notes[id]?.lines.count ?? 0)).map { "\(id).\($0)" }
      }
      #expect(texts.flatMap { $0 } == expected, "round \(round)")
      check(built, texts, findings, notes)
    }
  }

  private func check(
    _ built: BuiltPages, _ texts: [[String]], _ findings: Findings, _ notes: [Int: FlowNote]
  ) {
    for page in built.pages {
      // A single box that is itself higher than the room is the only thing that may not fit.
      #expect(page.textDepth + page.noteHeight <= page.area.size.height)
    }
    // A note begins on its mark's page, or it is reported.
    let late = built.notes.filter { note in !texts[note.page].contains("\(note.identifier).0") }
    #expect(late.count == findings.all.filter { $0.code == "L120" }.count)
    // A note that is divided leaves two lines on either side where it began with four or more.
    for (id, note) in notes where note.lines.count > 3 {
      let parts = texts.map { page in page.filter { $0.hasPrefix("\(id).") }.count }
        .filter { $0 > 0 }
      #expect(parts.allSatisfy { $0 >= 2 }, "\(id) \(parts)")
    }
  }
}
