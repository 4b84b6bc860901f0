import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

private func wideTable(_ width: Double) -> Block {
  let cells: (String) -> [Table.Slot] = { text in
    (0..<3).map { .cell(Table.Cell(role: .label, blocks: [paragraph("\(text)\($0)")])) }
  }
  let columns = [Table.Column(.fixed(.mm(40))), .init(.fixed(.mm(60))), .init(.rest)]
  let rows =
    [Table.Row(kind: .head, cells: cells("表头"))]
    + (0..<5).map { Table.Row(cells: cells("内容\($0)")) }
  return Block(.table(Table(bands: [.init(columns: columns, rows: rows)], isList: true)))
}

/// The box that an item's rules cover on the sheet, in millimetres.
private func sheetRules(_ page: Page) -> [(x: Double, y: Double, maxX: Double, maxY: Double)] {
  page.items.filter { $0.isTurned }.flatMap { item in
    item.fragment.marks.compactMap { mark in
      guard case .rule(let local, _) = mark else { return nil }
      let rect = item.onSheet(local)
      return (
        rect.minX.millimetres, rect.minY.millimetres, rect.maxX.millimetres, rect.maxY.millimetres
      )
    }
  }
}

@Suite("横页")
struct OfficialLandscapeTests {
  private func official(_ blocks: [Block]) throws -> SetDocument {
    try pagesOf(
      TypesettingTests.official(body: [paragraph(han(20) + "。")] + blocks) {
        $0.isSealed = false
        $0.signatories = []
        $0.date = []
      })
  }

  @Test("std:G-68 公文的横排表格左转90度：表头在纸的左边，各页左右不变，纸仍是竖的")
  func turned() throws {
    let set = try official([Block(.landscape([wideTable(225)])), paragraph(han(30) + "。")])
    #expect(set.pages.count == 3)
    let page = set.pages[1]
    #expect(page.size == .a4)
    #expect(!page.items.isEmpty)
    let rules = sheetRules(page)
    // 225 mm along the sheet's height, its head's upper edge on the type area's left edge.
    let low = try #require(rules.map(\.maxY).max())
    let high = try #require(rules.map(\.y).min())
    #expect(low.isNear(262, within: 0.3) && high.isNear(37, within: 0.3))
    #expect((rules.map(\.x).min() ?? 0).isNear(28, within: 0.3))
    #expect((rules.map(\.maxX).max() ?? 0) <= 184.2)
    // Read from the left edge: the head first, the rows after it further right.
    func x(_ text: String) -> Double? {
      page.items.last { item in
        item.fragment.marks.contains {
          if case .glyphs(let run) = $0 { run.text.hasPrefix(text) } else { false }
        }
      }?.origin.x.millimetres
    }
    let head = try #require(x("表头"))
    let last = try #require(x("内容"))
    #expect(head < last && head > 28)
    #expect(!set.pages[0].items.contains { $0.isTurned })
    #expect(!set.pages[2].items.contains { $0.isTurned })
  }

  @Test("std:G-68 页码仍在竖排各页的位置，不转")
  func pageNumber() throws {
    let set = try official([Block(.landscape([wideTable(225)]))])
    let page = set.pages[1]
    let number = try #require(page.items.last)
    #expect(number.role == .artifact(.pageNumber) && !number.isTurned)
    let plain = try official([Block(.pageBreak), paragraph(han(30))])
    let other = try #require(plain.pages[1].items.last)
    #expect(number.origin == other.origin)
    #expect(page.label == "2")
  }

  @Test("std:G-68 附件是一张横表的，附件标记和标题也在横页上，后面接着编页码")
  func annex() throws {
    let annex = Block(
      .annex(
        Annex(
          number: nil, title: [.text("汇总表")], name: "汇总表",
          blocks: [Block(.landscape([wideTable(225)]))])))
    let set = try official([annex])
    #expect(set.pages.count == 2)
    let items = set.pages[1].items.filter { $0.role != .artifact(.pageNumber) }
    #expect(items.allSatisfy { $0.isTurned })
    let mark = try #require(items.first)
    // Flush left for its reader: at the lower end of the sheet, on the first row.
    #expect(mark.origin.y.millimetres.isNear(262, within: 0.1))
    #expect(mark.origin.x.millimetres.isNear(28 + 0.88 * 16 * 25.4 / 72, within: 0.1))
    #expect(set.pages[1].label == "2")
  }

  @Test("std:G-65 版记不排在横页上")
  func imprint() throws {
    let document = TypesettingTests.official(
      body: [paragraph(han(20) + "。"), Block(.landscape([wideTable(225)]))]
    ) {
      $0.isSealed = false
      $0.signatories = []
      $0.date = []
      $0.printer = [.text("太原市市场监督管理局办公室")]
    }
    let set = try pagesOf(document)
    #expect(set.pages.count == 4)
    #expect(set.pages[3].text("太原市市场监督管理局办公室") != nil)
    #expect(set.pages[2].items.isEmpty)
  }

  @Test("forms:B0.1 表格和报告的横页是横纸，版心 246 毫米，上边是装订边的 30 毫米")
  func landscapeSheet() throws {
    for style in [PageStyle.form, .report] {
      let document = Document(
        title: "表", style: style,
        blocks: [paragraph("前文"), Block(.landscape([wideTable(246)])), paragraph("后文")])
      let set = try pagesOf(document)
      #expect(set.pages.count == 3)
      let page = set.pages[1]
      #expect(page.size.width.millimetres.isNear(297) && page.size.height.millimetres.isNear(210))
      #expect(!page.items.contains { $0.isTurned })
      let xs = page.rules.map { ($0.x, $0.x + $0.width) }
      #expect((xs.map(\.0).min() ?? 0).isNear(25.5, within: 0.3))
      #expect((xs.map(\.1).max() ?? 0).isNear(271.5, within: 0.3))
      #expect((page.rules.map(\.y).min() ?? 0).isNear(30, within: 0.3))
      #expect(set.pages[2].size == .a4)
    }
  }
}
