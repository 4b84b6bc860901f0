import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

/// Rows of 10 units, the last one's em-box of 6 on the lower edge: five rows.
private let gridded = PageSection(
  page: .a4,
  area: Rect(
    x: Length(emu: 100), y: Length(emu: 200), width: Length(emu: 50), height: Length(emu: 46)),
  pitch: Length(emu: 10), numbering: .official)
private let free: PageSection = {
  var section = gridded
  section.pitch = nil
  return section
}()

private func line(_ id: UInt32, _ breakBefore: FlowItem.Break = .allowed) -> FlowItem {
  FlowItem(.box(box(id, height: 10, extent: 6)), breakBefore: breakBefore)
}

private func box(_ id: UInt32, height: Int, extent: Int? = nil) -> FlowBox {
  FlowBox(
    height: Length(emu: height), extent: extent.map { Length(emu: $0) },
    items: [mark("\(id)")])
}

private func mark(_ text: String) -> PlacedItem {
  let run = GlyphRun(
    face: FaceID(index: 0), size: Length(emu: 6), origin: .zero,
    glyphs: [Glyph(id: 1, offset: .zero, advance: Length(emu: 6), text: text)], text: text)
  return PlacedItem(
    origin: .zero, fragment: Fragment([.glyphs(run)]), role: .element(StructureTree.root))
}

/// Each page as its marks with their heights from the type area's upper edge: 1@0 2@10.
private func pages(
  _ flow: [FlowItem], _ section: PageSection = gridded, mirrors: Bool = false
) -> (pages: [String], findings: Findings, built: BuiltPages) {
  var findings = Findings()
  let built = PageBuilder(first: section, mirrorsMargins: mirrors).build(flow, findings: &findings)
  let texts = built.pages.map { page in
    page.items.map { item -> String in
      guard case .glyphs(let run)? = item.fragment.marks.first else { return "?" }
      return "\(run.text)@\((item.origin.y - page.area.minY).emu)"
    }.joined(separator: " ")
  }
  return (texts, findings, built)
}

@Suite("页面：流排成页")
struct FlowPageBuilderTests {
  @Test("a page of five rows takes five lines, the last line's em-box on the lower edge")
  func fillsRows() {
    let result = pages((1...7).map { line($0) })
    #expect(result.pages == ["1@0 2@10 3@20 4@30 5@40", "6@0 7@10"])
    #expect(result.findings.isEmpty)
  }

  @Test("a block of another height takes whole rows, and what is flush follows directly")
  func wholeRows() {
    let odd = FlowItem(.box(box(1, height: 13)))
    let flush = FlowItem(.box(box(2, height: 4)), isFlush: true)
    #expect(pages([odd, flush, line(3)]).pages == ["1@0 2@13 3@20"])
    #expect(pages([odd, flush, line(3)], free).pages == ["1@0 2@13 3@17"])
  }

  @Test("a space vanishes at a page's top, empty rows do not")
  func blanks() {
    let space = FlowItem(.space(Length(emu: 10)))
    let lines = (1...5).map { line($0) }
    #expect(pages(lines + [space, line(6)]).pages.last == "6@0")
    #expect(
      pages(lines + [FlowItem(.pageBreak), FlowItem(.rows(2)), line(6)]).pages.last == "6@20")
    #expect(pages([space, line(1), space, line(2)]).pages == ["1@0 2@20"])
  }

  @Test("std:T-26 a page does not begin or end with a paragraph's lone line")
  func loneLines() {
    let kept = FlowItem.Break.kept(.loneLine)
    // Four lines above leave room for one: the paragraph of four goes over two and two.
    let first = (1...4).map { line($0) }
    let paragraph = [line(5), line(6, kept), line(7), line(8, kept)]
    #expect(pages(first + paragraph).pages == ["1@0 2@10 3@20 4@30", "5@0 6@10 7@20 8@30"])
    let three = (1...3).map { line($0) }
    #expect(pages(three + paragraph).pages == ["1@0 2@10 3@20 5@30 6@40", "7@0 8@10"])
  }

  @Test("keep rules yield in the order 孤字, lone lines, short row, keep with next, signature")
  func yieldOrder() {
    let rules = KeepRule.allCases
    #expect(
      rules == [
        .strandedCharacter, .loneLine, .shortRow, .withNext, .signatureText, .signature,
        .firstPageText,
      ])
    // Six lines that may nowhere break but by two rules: the weaker one yields, wherever it is.
    for (weak, strong) in zip(rules, rules.dropFirst()) {
      for place in 2...6 {
        let flow = (1...6).map { index -> FlowItem in
          line(UInt32(index), .kept(index == place ? weak : strong))
        }
        let result = pages(flow)
        #expect(result.built.pages.first?.items.count == place - 1)
        #expect(codes(result.findings) == ["L101"])
        let named = result.findings.all.first?.problem as? LayoutProblem
        #expect(named == .keepRuleYielded(weak, page: 1))
      }
    }
  }

  @Test("a chain higher than a page breaks, with one warning a page, and loses nothing")
  func tallChain() {
    let flow = (1...23).map { line(UInt32($0), .kept(.signature)) }
    let result = pages(flow)
    #expect(result.pages.count == 5)
    #expect(result.built.pages.map(\.items.count) == [5, 5, 5, 5, 3])
    #expect(codes(result.findings) == ["L101", "L101", "L101", "L101"])
  }

  @Test("a box higher than a page is an error, and layout goes on behind it")
  func tallBox() {
    let result = pages([line(1), FlowItem(.box(box(2, height: 47))), line(3)])
    #expect(result.pages == ["1@0", "2@0", "3@0"])
    #expect(codes(result.findings) == ["L102"])
  }

  @Test("every flow of up to six items ends, keeps the order and loses no box")
  func advances() {
    // All sequences of six kinds; the seed of nothing: they are enumerated.
    let kinds: [(UInt32) -> FlowItem] = [
      { line($0) }, { line($0, .kept(.withNext)) }, { _ in FlowItem(.pageBreak) },
      { FlowItem(.box(box($0, height: 30)), breakBefore: .kept(.signature)) },
      { _ in FlowItem(.space(Length(emu: 7))) }, { FlowItem(.footed(box($0, height: 8))) },
    ]
    for code in 0..<(6 * 6 * 6 * 6 * 6) {
      var rest = code
      var flow: [FlowItem] = []
      var expected: [String] = []
      for index in 1...5 {
        let kind = rest % 6
        rest /= 6
        flow.append(kinds[kind](UInt32(index)))
        if kind != 2, kind != 4 { expected.append("\(index)") }
      }
      let built = pages(flow).built
      let order = built.pages.flatMap(\.items).compactMap { item -> String? in
        guard case .glyphs(let run)? = item.fragment.marks.first else { return nil }
        return run.text
      }
      #expect(order == expected, "\(code)")
    }
  }

  @Test("a table that goes on repeats its head and closes its borders at the break")
  func repeatedHead() {
    func row(_ id: UInt32) -> FlowItem {
      var row = box(id, height: 10)
      row.repeatedHead = [mark("H")]
      row.repeatedHeadHeight = Length(emu: 5)
      row.itemsAtTop = [mark("T")]
      row.itemsAtBottom = [mark("B")]
      return FlowItem(.box(row), isFlush: true)
    }
    let result = pages((1...6).map { row($0) }, free)
    #expect(
      result.pages == ["1@0 2@10 3@20 4@30 B@30", "H@0 5@5 T@5 6@15"])
  }

  @Test("a foot line stands at the end of the type area and takes its room from the text")
  func footed() {
    let foot = FlowItem(.footed(box(9, height: 6)))
    #expect(pages([line(1), foot]).pages == ["1@0 9@40"])
    let full = (1...5).map { line($0) } + [foot]
    #expect(pages(full).pages == ["1@0 2@10 3@20 4@30 5@40", "9@40"])
  }

  @Test("a section begins a page with its own type area, and numbers begin as it says")
  func sections() {
    var cover = gridded
    cover.numbering = .none
    var body = free
    body.firstNumber = 1
    let result = pages(
      [
        FlowItem(.section(cover)), line(1), FlowItem(.section(body)), line(2), FlowItem(.pageBreak),
        line(3),
      ])
    #expect(result.built.pages.map(\.number) == [1, 1, 2])
    #expect(result.built.pages.map(\.isNumbered) == [false, true, true])
  }

  @Test("std:B-2 mirrored margins move the type area of even pages only")
  func mirrored() {
    let flow = [line(1), FlowItem(.pageBreak), line(2)]
    let plain = pages(flow).built.pages.map(\.area.minX.emu)
    #expect(plain == [100, 100])
    let mirrored = pages(flow, mirrors: true).built.pages.map(\.area.minX.emu)
    #expect(mirrored == [100, Length.mm(210).emu - 150])
  }

  @Test("anchors and outline entries come out on the page and at the height of their box")
  func anchors() {
    var marked = box(2, height: 10, extent: 6)
    marked.anchors = [
      AnchorPlacement(
        name: "甲", kind: "target", page: 0, position: Point(x: Length(emu: 3), y: Length(emu: 5)))
    ]
    marked.outline = [OutlineEntry(level: 1, title: "甲", page: 0, y: .zero)]
    let flow = [line(1), FlowItem(.pageBreak), line(3), FlowItem(.box(marked))]
    let built = pages(flow).built
    #expect(built.anchors.first?.page == 1)
    #expect(built.anchors.first?.position == Point(x: Length(emu: 103), y: Length(emu: 215)))
    #expect(built.outline.first?.page == 1)
    #expect(built.outline.first?.y == Length(emu: 210))
  }
}
