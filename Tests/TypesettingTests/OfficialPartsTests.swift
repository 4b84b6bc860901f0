import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

/// Text of one line and no seal, so that page one holds everything before the annexes.
private func short(
  _ body: [Block], _ change: (inout OfficialElements) -> Void = { _ in }
) -> Document {
  official(body: [paragraph(han(20))] + body) {
    $0.isSealed = false
    change(&$0)
  }
}
private func annex(_ number: Int?, _ name: String, _ blocks: [Block]) -> Block {
  Block(.annex(Annex(number: number, title: [.text(name)], name: name, blocks: blocks)))
}
private let printer: @Sendable (inout OfficialElements) -> Void = {
  $0.printer = [.text("太原市市场监督管理局办公室")]
  $0.printDate = [.text("2025年7月18日")]
}

@Suite("公文：附件")
struct OfficialAnnexTests {
  @Test(
    "std:G-45 one annex: no number; several: numbered, names aligned, continuation under the name")
  func annexList() throws {
    let single = try pagesOf(
      short([annex(nil, "申报指南", [paragraph(han(30))])]))
    #expect(single.pages.flatMap(\.texts).contains { $0.text == "附件：申报指南" })
    let long = han(40)
    let set = try pagesOf(
      short([
        annex(1, long, [paragraph(han(30))]),
        annex(2, "申报书", [paragraph(han(30))]),
      ]))
    let texts = set.pages.flatMap(\.texts)
    let first = try #require(texts.first { $0.text.hasPrefix("附件：1.") })
    let second = try #require(texts.first { $0.text.hasPrefix("2.申报书") })
    let rest = try #require(
      texts.first { $0.baseline > first.baseline && $0.baseline < second.baseline })
    #expect(first.x.isNear(28 + 2 * cellWidth, within: 0.3))
    #expect(second.x.isNear(28 + 5 * cellWidth, within: 1))
    #expect(rest.x.isNear(28 + 6 * cellWidth, within: 0.1))
    #expect(!second.text.hasSuffix("。"))
  }

  @Test("std:G-55 附件n in 黑体 on line 1 of a new page, the title centred on line 3, numbered on")
  func annexPage() throws {
    let set = try pagesOf(
      short([
        annex(1, "申报指南", [paragraph(han(30))]),
        annex(2, "申报书", [paragraph(han(30))]),
      ]))
    #expect(set.pages.count == 3)
    for number in 1...2 {
      let page = set.pages[number]
      let mark = try #require(page.texts.first)
      #expect(mark.text == "附件\(number)")
      #expect(mark.top.isNear(rowTop(0)) && mark.x.isNear(28, within: 0.1))
      #expect(mark.face == pageFonts.face(for: "附".unicodeScalars, role: .hei))
      let title = page.texts[1]
      #expect(title.size == 22 && title.top.isNear(rowTop(2)))
      #expect(((title.x + title.right) / 2).isNear(106, within: 0.3))
      #expect(page.label == "\(number + 1)")
    }
    #expect(set.sequence.outline.map(\.title) == ["关于开展专项检查的通知", "申报指南", "申报书"])
    #expect(set.sequence.outline.map(\.page) == [0, 1, 2])
  }

  @Test("an annex that begins with a cover prints 附件n and the cover's own title only")
  func coverAnnex() throws {
    let cover = Block(
      .cover(
        Cover(
          title: [.text("项目"), .wantedBreak, .text("申报书")],
          fields: [
            .init(label: "联系人", value: [.blank(Blank(minimumWidth: .mm(20), fills: true))])
          ])))
    let set = try pagesOf(
      short([
        annex(1, "项目申报书", [cover]), annex(2, "提纲", [paragraph(han(30))]),
      ]))
    let texts = set.pages[1].texts
    #expect(texts.first?.text == "附件1")
    #expect(texts.first?.top.isNear(rowTop(0)) == true)
    #expect(!texts.contains { $0.text == "项目申报书" })
    #expect(texts.contains { $0.text == "项目" } && texts.contains { $0.text == "申报书" })
    #expect(set.pages[1].label == "2" && set.pages[2].label == "3")
  }

  @Test("a 被印发件 starts a page, has its title and no mark, and is in no 附件说明")
  func enacted() throws {
    let block = Block(
      .enacted(
        Annex(number: nil, title: [.text("实施方案")], name: "实施方案", blocks: [paragraph(han(30))])))
    let set = try pagesOf(short([block]))
    #expect(set.pages.count == 2)
    #expect(set.pages[1].texts.first?.text == "实施方案")
    #expect(!set.pages.flatMap(\.texts).contains { $0.text.hasPrefix("附件") })
  }
}

@Suite("公文：版记")
struct OfficialImprintTests {
  @Test(
    "std:G-62 to G-64: rules of 0.35, 0.25 and 0.35 mm over 156 mm, the last on the 版心's lower edge"
  )
  func rules() throws {
    let set = try pagesOf(
      official {
        printer(&$0)
        $0.copies = [.text("市委办公室，市人大常委会办公室，市政府办公室")]
      })
    let page = try #require(set.pages.last)
    let rules = page.rules.filter { $0.ink == .black }
    #expect(rules.count == 3)
    for (rule, height) in zip(rules.sorted { $0.y < $1.y }, [0.35, 0.25, 0.35]) {
      #expect(rule.height.isNear(height, within: 0.001))
      #expect(rule.x.isNear(28) && rule.width.isNear(156))
    }
    let last = try #require(rules.map { $0.y + $0.height }.max())
    #expect(last.isNear(262, within: 0.001))
    let four = 14 * 25.4 / 72
    let copies = try #require(page.text("抄送："))
    #expect(copies.size == 14 && copies.x.isNear(28 + four, within: 0.1))
    #expect(page.texts.contains { $0.text.hasSuffix("。") && $0.size == 14 })
    let office = try #require(page.text("太原市市场监督管理局办公室"))
    #expect(office.x.isNear(28 + four, within: 0.1))
    let date = try #require(page.texts.first { $0.text.hasSuffix("印发") })
    #expect(date.right.isNear(184 - four, within: 0.2))
    #expect(date.baseline.isNear(office.baseline))
  }

  @Test(
    "without 抄送 the 版记 has two thick rules; without anything there is none and no page is added")
  func fewer() throws {
    let two = try pagesOf(official(printer))
    #expect(
      two.pages.last?.rules.filter { $0.ink == .black }.map(\.height).allSatisfy {
        $0.isNear(0.35, within: 0.001)
      } == true)
    let none = try pagesOf(official())
    #expect(none.pages.count == 1)
    #expect(none.pages[0].rules.filter { $0.ink == .black }.isEmpty)
  }

  @Test("std:G-65 and G-67: the 版记 stands on an even page whatever the length; numbers as 7.5 says")
  func evenPage() throws {
    var seen: Set<String> = []
    for count in stride(from: 100, through: 1500, by: 100) {
      let document = official(body: [paragraph(han(count) + "。")], printer)
      let plain = try pagesOf(official(body: [paragraph(han(count) + "。")]))
      let set = try pagesOf(document)
      #expect(set.pages.count % 2 == 0, "\(count)")
      #expect(set.pages.last?.text("太原市市场监督管理局办公室") != nil)
      let labels = set.pages.map(\.label)
      switch set.pages.count - plain.pages.count {
      case 0, 1:
        #expect(labels == (1...set.pages.count).map(String.init))
        seen.insert("numbered")
      case 2:
        #expect(labels.suffix(2) == [nil, nil])
        seen.insert("blank")
      default: Issue.record("\(count) characters take \(set.pages.count) pages")
      }
    }
    #expect(seen.contains("numbered"))
  }

  @Test("std:G-67 a full even page is followed by a blank page and the 版记, both without number")
  func blankPage() throws {
    // Annexes of one page each: an even last page, filled to its last row.
    let full = (0..<17).map { _ in paragraph(han(20)) }
    let set = try pagesOf(short([annex(1, "名单", full)], printer))
    #expect(set.pages.map(\.label) == ["1", "2", nil, nil])
    #expect(set.pages[2].items.isEmpty)
  }
}
