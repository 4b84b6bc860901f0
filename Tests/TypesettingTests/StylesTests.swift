import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

private let signature = SignatureBlock(lines: [
  .init(.seal, [.text("承诺单位（公章）："), .anchor(Anchor(name: "承诺单位", kind: .seal))]),
  .init(.signature, [.text("法定代表人（签字）：")]),
  .init(.date, [.text("　　　　年　　月　　日")]),
])

private func pledge(_ count: Int, limit: Int? = 1, stamp: PageStamp = .none) -> Document {
  var document = Document(
    title: "材料真实性承诺书", style: .paper,
    blocks: [
      Block(.title(Title([.text("材料真实性承诺书")]))),
      paragraph("太原市市场监督管理局（知识产权局）：", .addressee), paragraph(han(count) + "。"),
      Block(.signature(signature)),
    ], stamp: stamp)
  document.pageLimit = limit
  return document
}

@Suite("版式：文书")
struct PaperStyleTests {
  @Test("forms:B9 a pledge that fits keeps the standard's rows; it has no number, head or rule")
  func fits() throws {
    let set = try pagesOf(pledge(200))
    #expect(set.pages.count == 1 && set.findings.isEmpty)
    let lines = set.pages[0].texts.filter { $0.text.hasPrefix("山") || $0.text.count == 28 }
    #expect(lines.allSatisfy { $0.size == 16 })
    #expect(set.pages[0].rules.isEmpty && set.pages[0].label == nil)
  }

  @Test(
    "forms:B9 it shrinks leading to 25 pt first, then the type to 15 pt, with a notice, else it is refused"
  )
  func shrinks() throws {
    var steps: [String] = []
    for count in stride(from: 200, through: 760, by: 28) {
      let result = typeset(pledge(count))
      let problem = result.findings.all.compactMap { $0.problem as? LayoutProblem }.last
      switch problem {
      case nil: steps.append("plain")
      case .setTighter(let pitch, let size):
        #expect(result.pages?.pages.count == 1)
        #expect(pitch >= 25 && (size == 16 || pitch == 25))
        steps.append(size == 16 ? "leading" : "type")
      case .tooManyPages:
        #expect(result.pages == nil)
        steps.append("refused")
      default: Issue.record("\(count): \(codes(result.findings))")
      }
    }
    var order: [String] = []
    for step in steps where order.last != step { order.append(step) }
    #expect(order == ["plain", "leading", "type", "refused"])
  }

  @Test("without a limit it goes on and is numbered like a 公文")
  func longPaper() throws {
    let set = try pagesOf(pledge(900, limit: nil))
    #expect(set.pages.count > 1)
    #expect(set.pages.map(\.label) == (1...set.pages.count).map(String.init))
  }

  @Test("the circle of 45 mm is kept free of text above and below the signature block")
  func sealFree() throws {
    var document = pledge(200)
    document.blocks.append(paragraph("一式两份。", .footLine))
    let set = try pagesOf(document)
    let seal = try #require(set.sequence.anchors.first { $0.kind == "seal" })
    let y = seal.position.y.millimetres
    let page = set.pages[seal.page]
    let block = ["承诺单位", "法定代表人", "年", "　"]
    for text in page.texts where !block.contains(where: { text.text.hasPrefix($0) }) {
      #expect(text.bottom <= y - 22.5 || text.top >= y + 22.5 || text.top > 255, "\(text.text)")
    }
    #expect(seal.position.x.millimetres + 22.5 <= 184.01)
  }

  @Test("std:G-60 a foot line is never under the seal, whatever room the text leaves it")
  func footClearOfSeal() throws {
    let foot = "本通知书一式两份，一份送达申报单位，一份存档。"
    var besides = 0
    for count in stride(from: 100, through: 480, by: 20) {
      var document = Document(
        title: "通知书", style: .paper,
        blocks: [
          Block(.title(Title([.text("补贴通知书")]))), paragraph(han(count) + "。"),
          Block(
            .signature(
              SignatureBlock(lines: [
                .init(.plain, [.text("示例市市场监督管理局（知识产权局）")]),
                .init(.date, [.text("2025年7月8日")]),
              ]))),
          paragraph(foot, .footLine),
        ])
      document.pageLimit = 1
      guard let sequence = typeset(document).pages else { continue }
      let seal = try #require(sequence.anchors.first { $0.kind == "seal" }?.position)
      let (x, y) = (seal.x.millimetres, seal.y.millimetres)
      let lines = sequence.pages[0].texts.filter { $0.size == 14 }
      #expect(!lines.isEmpty && lines.map(\.text).joined() == foot)
      for line in lines {
        #expect(line.right <= x - 22.5 || line.top >= y + 22.5, "\(count) \(line.text)")
      }
      if lines.count > 1 { besides += 1 }
    }
    // Both ways occur: below the seal, and beside it where the page is full.
    #expect(besides > 0 && besides < 15)
  }

  @Test(
    "forms:B18 and B23: agency over the paper's name, own number at the right, names sealed like a 公文"
  )
  func decision() throws {
    let document = Document(
      title: "不予资助决定书", style: .paper,
      blocks: [
        paragraph("太原市市场监督管理局", .agency), Block(.title(Title([.text("不予资助决定书")]))),
        paragraph("并知资决〔2025〕3号", .number), paragraph("云岭公司：", .addressee),
        paragraph(han(100) + "。"),
        Block(
          .signature(
            SignatureBlock(lines: [
              .init(.plain, [.text("太原市市场监督管理局")]), .init(.date, [.text("2025年7月8日")]),
            ]))),
        paragraph("本决定书一式两份。", .footLine),
      ])
    let page = try #require(try pagesOf(document).pages.first)
    let agency = try #require(page.texts.first)
    let title = try #require(page.text("不予资助"))
    #expect(agency.size == 22 && agency.top.isNear(37) && agency.ink == .black)
    #expect((title.baseline - agency.baseline).isNear(36 * 25.4 / 72))
    let number = try #require(page.text("并知资决"))
    #expect(number.right.isNear(184, within: 0.6))
    let date = try #require(page.text("2025年"))
    #expect(date.right.isNear(184 - 4 * cellWidth, within: 0.5))
    let foot = try #require(page.text("本决定书"))
    #expect(foot.bottom.isNear(262, within: 0.05))
  }

  @Test("草稿 stands on every page as an artefact outside the text; the grid is drawn on demand")
  func draft() throws {
    var profile = LayoutProfile()
    profile.showsGrid = true
    let set = try pagesOf(pledge(900, limit: nil, stamp: .draft), profile: profile)
    for page in set.pages {
      let stamp = try #require(page.texts.first { $0.text == "草稿" })
      #expect(stamp.isArtifact && stamp.ink == .grey && stamp.bottom < 37)
      #expect(page.items.contains { $0.role == .artifact(.guide) })
    }
  }
}

@Suite("版式：表格、报告")
struct FormStyleTests {
  private let cover = Cover(
    title: [.text("引进专利技术促进项目"), .wantedBreak, .text("申报书")],
    fields: [
      .init(label: "申报单位名称", value: [.text(han(45))], suffix: [.text("（公章）")]),
      .init(label: "联系人", value: [.text("王建国")]),
    ], foot: [[.text("太原市市场监督管理局制")], [.text("二〇二五年七月")]])

  @Test(
    "margins T 25.4, B 25.4, L 30, R 24 mm; numbers centred, from 1 after the cover (forms:B0.1, B0.4)"
  )
  func margins() throws {
    let document = Document(
      title: "申报书", style: .form, blocks: [Block(.cover(cover)), paragraph(han(2500))])
    let set = try pagesOf(document)
    #expect(set.pages.map(\.label).prefix(3) == [nil, "1", "2"])
    let lines = set.pages[1].texts.filter { !$0.isArtifact }
    #expect(lines[0].top.isNear(25.4))
    #expect(lines[1].x.isNear(30, within: 0.1) && lines[1].right.isNear(186, within: 0.1))
    #expect(lines.allSatisfy { $0.bottom <= 297 - 25.4 + 0.01 })
    let number = try #require(set.pages[1].texts.last)
    #expect(number.text == "- 1 -" && ((number.x + number.right) / 2).isNear(108, within: 0.3))
  }

  @Test("a heading over the tables of a form stands flush with their edge")
  func headingFlush() throws {
    let document = Document(
      title: "申报书", style: .form,
      blocks: [
        Block(.heading(Heading(level: 1, number: "一、", inlines: [.text("基本情况")]))),
        paragraph(han(30)),
      ])
    let page = try #require(try pagesOf(document).pages.first)
    #expect(try #require(page.text("一、基本情况")).x.isNear(30, within: 1))
  }

  @Test(
    "forms:B1 labels are spread to one width, rules begin and end on two lines, a long value takes several"
  )
  func coverFields() throws {
    let document = Document(
      title: "申报书", style: .form, blocks: [Block(.cover(cover)), paragraph(han(30))])
    let page = try #require(try pagesOf(document).pages.first)
    let first = try #require(page.text("申报单位名称"))
    let second = try #require(page.text("联系人"))
    #expect(first.x.isNear(second.x))
    let colons = page.glyphs("：")
    #expect(colons.count == 2 && colons[0].isNear(colons[1], within: 0.05))
    let rules = page.rules
    #expect(rules.count == 4)
    #expect(Set(rules.map(\.x)).count == 1 && rules.allSatisfy { $0.width.isNear(95) })
    let suffix = try #require(page.glyphs("公").last)
    #expect(suffix >= rules[0].x + 95)
    // Each row is one text for whoever copies it.
    let rows = page.items.compactMap(\.fragment.actualText)
    #expect(rows.contains { $0.hasPrefix("联系人：") })
    let foot = page.texts.last { !$0.isArtifact }
    #expect(foot?.text == "二〇二五年七月")
  }
}

@Suite("版式：待定值")
struct DeferredValueTests {
  private func document(_ count: Int, of value: DeferredValue) -> Document {
    Document(
      title: "报告", style: .report,
      blocks: [
        Block(
          .paragraph(
            Paragraph(
              .body,
              [
                .text("见第"), .deferred(value, .plain), .text("页，共"), .deferred(.totalPages, .plain),
                .text("页"),
              ]))),
        paragraph(han(count)),
        Block(.heading(Heading(level: 1, number: "一、", inlines: [.text("结论")], anchor: "结论"))),
        paragraph(han(30)),
      ])
  }

  @Test("the page of an anchor and the total come out as the pages have them")
  func stable() throws {
    for count in [100, 1500, 9000, 12_000] {
      let set = try pagesOf(document(count, of: .page(ofAnchor: "结论")))
      let anchor = try #require(set.sequence.anchors.first { $0.name == "结论" })
      let text = set.pages[0].items.compactMap { item in
        item.fragment.actualText
          ?? item.fragment.marks.compactMap { mark -> String? in
            if case .glyphs(let run) = mark { return run.text }
            return nil
          }.joined()
      }.first
      #expect(text == "见第\(anchor.page + 1)页，共\(set.pages.count)页")
    }
  }

  @Test("a reference to nothing is an error that names it")
  func unknown() {
    let result = typeset(document(100, of: .page(ofAnchor: "附表")))
    #expect(result.pages == nil)
    #expect(codes(result.findings) == ["L104"])
  }
}

@Suite("页面：文字转储")
struct PagesDumpTests {
  @Test("the dump gives size, position in millimetres, role and text, twice the same")
  func dump() throws {
    let document = Document(
      title: "说明", style: .form, blocks: [Block(.title(Title([.text("说明")]))), paragraph(han(10))])
    let set = try pagesOf(document)
    let dump = set.sequence.dump()
    #expect(dump.hasPrefix("第1页 210.00×297.00 页码1\n"))
    #expect(dump.contains(" 12 段落2 山高水长天地人和山高\n"))
    #expect(dump.contains("书签1 第1页 25.40 说明\n"))
    #expect(dump == (try pagesOf(document)).sequence.dump())
  }
}

@Suite("版式：标题")
struct TitleStyleTests {
  private func runs(_ page: Page, size: Double) -> [GlyphRun] {
    page.items.flatMap { item in
      item.fragment.marks.compactMap { mark in
        guard case .glyphs(let run) = mark, run.size.points == size else { return nil }
        return run
      }
    }
  }

  @Test("标题里的数字和字母用标题自己的字体 (std:G-80)")
  func digits() throws {
    let set = try pagesOf(
      Document(
        title: "通知", style: .paper,
        blocks: [
          Block(.title(Title([.text("2026年度IP补贴通知书")]))), paragraph("2026年" + han(20) + "。"),
        ]))
    let title = runs(set.pages[0], size: 22)
    #expect(title.map(\.text).joined() == "2026年度IP补贴通知书")
    #expect(Set(title.map(\.face)).count == 1)
    #expect(Set(runs(set.pages[0], size: 16).map(\.face)).count == 2)
  }

  @Test("单元格里的标题也断在词与词之间 (std:G-40)")
  func inCells() throws {
    let title = Block(.title(Title([.text("关于下达2026年度企业知识产权质押融资补助资金的通知")])))
    var table = table(
      """
      栏 50 *
      | {甲} | {乙} |
      """)
    table.bands[0].rows[0].cells[0] = .cell(Table.Cell(role: .value, blocks: [title]))
    let set = try pagesOf(
      Document(title: "表", style: .form, blocks: [Block(.table(table))]))
    let lines = set.pages[0].texts.filter { !$0.isArtifact && $0.text.count > 3 }.map(\.text)
    #expect(lines == ["关于下达2026年度企业", "知识产权质押融资", "补助资金的通知"])
  }
}
