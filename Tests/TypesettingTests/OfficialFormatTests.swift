import Document
import Pages
import Testing
import Typesetting
import Typography

/// A document in one of the special formats, with the elements of `official(_:)`.
func formatted(
  _ style: PageStyle, title: Bool = true, body: [Block] = [paragraph(han(60) + "。")],
  _ change: (inout OfficialElements) -> Void = { _ in }
) -> Document {
  var document = official(body: body, change)
  document.style = style
  if !title { document.blocks.removeFirst() }
  return document
}

extension Page {
  var redItems: [PlacedItem] { items.filter(isRed) }
  /// The lower ink edge of the red text, in millimetres.
  var redInkBottom: Double {
    var bottom = 0.0
    for item in redItems {
      for case .glyphs(let run) in item.fragment.marks {
        let face = pageFonts.face(run.face)
        for glyph in run.glyphs {
          guard let box = face.inkBox(of: glyph.id) else { continue }
          let depth = run.size.millimetres * Double(box.minY) / Double(face.unitsPerEm)
          bottom = max(
            bottom, (item.origin.y + run.origin.y + glyph.offset.y).millimetres - depth)
        }
      }
    }
    return bottom
  }
  /// What is text and no page number, from the top.
  var bodyTexts: [PlacedText] { texts.filter { !$0.isArtifact } }
}

@Suite("信函格式（10.1）")
struct LetterTests {
  private func letter(
    body: [Block] = [paragraph(han(60) + "。")],
    _ change: (inout OfficialElements) -> Void = { _ in }
  ) throws -> SetDocument {
    try pagesOf(formatted(.letter, body: body, change))
  }
  private let clearance = em * 7 / 8

  @Test(
    "std:G-70 the 标志 is the lead agency's name, its upper ink edge 30 mm below the sheet's edge")
  func sign() throws {
    let page = try #require(
      try letter { $0.issuers = ["太原市市场监督管理局", "太原市财政局"] }.pages.first)
    #expect(page.redItems.count == 1)
    #expect(page.text("太原市市场监督管理局")?.text == "太原市市场监督管理局")
    #expect(page.redItems.map(inkTop).min()?.isNear(30) == true)
    let name = try #require(page.texts.first { $0.ink == .red })
    #expect(((name.x + name.right) / 2).isNear(106, within: 0.1))
  }

  @Test(
    "std:G-71 double lines of 170 mm in the sheet's middle: thick above thin 4 mm below the 标志, thin above thick 20 mm above the sheet's edge"
  )
  func doubleLines() throws {
    let page = try #require(try letter().pages.first)
    let rules = page.rules.filter { $0.ink == .red }.sorted { $0.y < $1.y }
    #expect(rules.count == 4)
    for rule in rules { #expect(rule.x.isNear(20) && rule.width.isNear(170)) }
    #expect(rules[0].y.isNear(page.redInkBottom + 4))
    #expect(rules[0].height > rules[1].height && rules[0].y + rules[0].height < rules[1].y)
    #expect((rules[3].y + rules[3].height).isNear(277))
    #expect(rules[2].height < rules[3].height)
    // Both pairs are the same lines, turned over.
    #expect(rules[0].height.isNear(rules[3].height) && rules[1].height.isNear(rules[2].height))
    #expect(page.rules.allSatisfy { $0.ink == .red })
  }

  @Test(
    "std:G-72 份号, 密级 and 紧急程度 at the left and 发文字号 at the right, 7/8 of a character below the line"
  )
  func markings() throws {
    let page = try #require(
      try letter {
        $0.copyNumber = "000012"
        $0.secrecy = "秘密★1年"
        $0.urgency = "特急"
      }.pages.first)
    let thin = try #require(page.rules.sorted { $0.y < $1.y }.dropFirst().first)
    let first = thin.y + thin.height + clearance
    for (row, text) in ["000012", "秘密", "特急"].enumerated() {
      let placed = try #require(page.text(text))
      #expect(placed.x.isNear(28, within: 0.1))
      #expect(placed.top.isNear(first + rowTop(row) - rowTop(0)))
    }
    let number = try #require(page.text("并市监"))
    #expect(number.top.isNear(first))
    #expect(number.right.isNear(184, within: 0.1))
  }

  @Test(
    "std:G-73 the title two empty lines below the last element above it, however many these are")
  func title() throws {
    for urgency in [nil, "特急"] {
      let page = try #require(
        try letter {
          $0.urgency = urgency
          $0.secrecy = urgency.map { _ in "秘密★1年" }
        }.pages.first)
      let last = try #require(page.text(urgency ?? "并市监"))
      let title = try #require(page.text("关于开展专项检查"))
      #expect(title.top.isNear(last.top + rowTop(3) - rowTop(0)))
      #expect(title.size == 22)
      // The text below is on the row grid of all pages again.
      let body = try #require(page.text("山高水长"))
      #expect((0..<22).contains { rowTop($0).isNear(body.top) })
    }
  }

  @Test("std:G-73 text of page one keeps 7/8 of a character from the second double line")
  func textAboveLine() throws {
    let set = try letter(body: [paragraph(han(1200))])
    #expect(set.pages.count > 1)
    let page = set.pages[0]
    let second = try #require(page.rules.map(\.y).sorted().dropFirst(2).first)
    let lowest = try #require(page.bodyTexts.map(\.bottom).max())
    // As full as the 版心 allows, and never nearer to the line.
    #expect(lowest.isNear(262))
    #expect(second - lowest >= clearance)
  }

  @Test("std:G-74 page one has no number, page two is numbered 2")
  func numbers() throws {
    let set = try letter(body: [paragraph(han(1200))])
    #expect(set.pages[0].label == nil)
    #expect(!set.pages[0].texts.contains { $0.isArtifact })
    #expect(set.pages[1].label == "2")
    #expect(set.pages[1].texts.contains { $0.text == "—2—" })
  }

  @Test("std:G-74 and G-65: the 版记 without rules and 印发机关, on the last page of text, even page one")
  func imprint() throws {
    let set = try letter {
      $0.copies = [.text("市财政局，市审计局")]
      $0.printer = [.text("太原市市场监督管理局办公室")]
      $0.printDate = [.text("2025年7月18日")]
    }
    #expect(set.pages.count == 1)
    let page = try #require(set.pages.first)
    let copies = try #require(page.text("抄送："))
    #expect(copies.size == 14 && copies.bottom.isNear(262))
    #expect(copies.x.isNear(28 + 14 * 25.4 / 72, within: 0.1))
    #expect(page.text("太原市市场监督管理局办公室") == nil)
    #expect(!page.texts.contains { $0.text.contains("印发") })
    #expect(page.rules.allSatisfy { $0.ink == .red })
  }

  @Test("a 版记 that finds no room takes one page more, which is numbered")
  func imprintOnNextPage() throws {
    let names = (1...150).map { "第\($0)号单位" }.joined(separator: "，")
    let set = try letter { $0.copies = [.text(names)] }
    #expect(set.pages.count == 2)
    #expect(set.pages[0].text("抄送：") == nil)
    #expect(set.pages[1].text("抄送：") != nil && set.pages[1].label == "2")
    #expect(set.pages[1].bodyTexts.map(\.bottom).max()?.isNear(262) == true)
  }

  @Test("std:G-41 主送 that leaves no room for text on page one moves to the 版记 of a letter too")
  func longAddressees() throws {
    let list = (1...60).map { "第\($0)号开发区管理委员会" }.joined(separator: "、")
    let set = try letter { $0.addressees = [.text(list)] }
    #expect(codes(set.findings).contains("L108"))
    #expect(set.pages.first?.text("第1号") == nil)
    #expect(set.pages.last?.text("主送：") != nil)
  }

  @Test("in Word's grid the head's distances are the same")
  func wordGrid() throws {
    var profile = LayoutProfile()
    profile.grid = .wordGrid
    let page = try #require(try pagesOf(formatted(.letter), profile: profile).pages.first)
    let thin = try #require(page.rules.sorted { $0.y < $1.y }.dropFirst().first)
    #expect(try #require(page.text("并市监")).top.isNear(thin.y + thin.height + clearance))
  }
}

@Suite("命令格式（10.2）和签名章（7.3.5.3）")
struct OrderTests {
  private func order(
    title: Bool = false, body: [Block] = [paragraph(han(50) + "。")],
    _ change: (inout OfficialElements) -> Void = { _ in }
  ) throws -> SetDocument {
    try pagesOf(
      formatted(.order, title: title, body: body) {
        $0.issuers = ["太原市人民政府"]
        $0.number = [.text("第12号")]
        $0.addressees = []
        $0.signers = [StampedSigner(post: "市长")]
        change(&$0)
      })
  }

  private struct Stamp {
    var left, right, top, bottom: Double
    var middle: Double { (top + bottom) / 2 }
  }
  private func stamps(_ set: SetDocument) -> [Stamp] {
    set.sequence.anchors.compactMap { anchor in
      guard anchor.kind == "signature", let size = anchor.size else { return nil }
      let (x, y) = (anchor.position.x.millimetres, anchor.position.y.millimetres)
      let (width, height) = (size.width.millimetres, size.height.millimetres)
      return Stamp(
        left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2)
    }
  }
  private func row(_ text: PlacedText) -> Int? {
    (0..<22).first { rowTop($0).isNear(text.top, within: 0.03) }
  }

  @Test("std:G-75 name and 令, upper ink edge 20 mm below the 版心's; neither rule nor title")
  func sign() throws {
    for word in ["令", "命令"] {
      let page = try #require(try order { $0.orderWord = word }.pages.first)
      #expect(page.redItems.map(inkTop).min()?.isNear(57) == true)
      #expect(page.texts.first { $0.ink == .red }?.text == "太原市人民政府" + word)
      #expect(page.rules.isEmpty)
      #expect(page.texts.allSatisfy { $0.size != 22 })
    }
  }

  @Test("std:G-75 令号 centred two empty rows below the 标志, the text two empty rows below it")
  func number() throws {
    let page = try #require(try order().pages.first)
    let number = try #require(page.text("第12号"))
    let numberRow = try #require(row(number))
    #expect(((number.x + number.right) / 2).isNear(106, within: 1.5))
    #expect(rowTop(numberRow - 2) >= page.redInkBottom)
    #expect(rowTop(numberRow - 3) < page.redInkBottom)
    #expect(row(try #require(page.text("山高水长"))) == numberRow + 3)
  }

  @Test("std:G-75 several agencies: a stack of one width, 令 beside its middle")
  func jointSign() throws {
    let page = try #require(
      try order {
        $0.issuers = ["太原市人民政府", "太原警备区"]
        $0.signers = [.init(post: "太原市人民政府市长"), .init(post: "太原警备区司令员")]
      }.pages.first)
    let red = page.texts.filter { $0.ink == .red }
    #expect(red.map(\.text) == ["太原市人民政府", "太原警备区", "令"])
    #expect(red[0].right.isNear(red[1].right, within: 0.05))
  }

  @Test(
    "std:G-51 the stamp two empty rows below the text, 4 字 from the right; the post 2 字 from it and centred on it; the date one empty row below, 4 字 from the right",
    arguments: [(40.0, 20.0), (50, 25), (30, 10)])
  func stamp(width: Double, height: Double) throws {
    let set = try order { $0.stampSize = Size(width: .mm(width), height: .mm(height)) }
    let page = try #require(set.pages.first)
    let stamp = try #require(stamps(set).first)
    let last = try #require(page.bodyTexts.last { $0.size == 16 && $0.text.hasSuffix("。") })
    let lastRow = try #require(row(last))
    #expect(stamp.top.isNear(rowTop(lastRow + 3)))
    #expect(stamp.right.isNear(184 - 4 * cellWidth))
    let post = try #require(page.text("市长"))
    #expect(post.right.isNear(stamp.left - 2 * cellWidth, within: 0.1))
    #expect(((post.top + post.bottom) / 2).isNear(stamp.middle))
    let date = try #require(page.text("2025年"))
    #expect(date.right.isNear(184 - 4 * cellWidth, within: 0.15))
    // One whole empty row, and not two.
    let dateRow = try #require(row(date))
    #expect(rowTop(dateRow - 1) >= stamp.bottom - 0.01 && rowTop(dateRow - 2) < stamp.bottom)
    // Nothing is drawn where the stamp goes.
    for text in page.bodyTexts where text.right > stamp.left {
      #expect(text.bottom <= stamp.top || text.top >= stamp.bottom, "\(text.text)")
    }
  }

  @Test(
    "std:G-51 several agencies: one a line, stamps and posts in columns, the date below the last")
  func jointStamps() throws {
    let set = try order {
      $0.issuers = ["太原市人民政府", "太原警备区"]
      $0.signers = [.init(post: "太原市人民政府市长"), .init(post: "太原警备区司令员")]
    }
    let page = try #require(set.pages.first)
    let both = stamps(set)
    #expect(both.count == 2)
    #expect(both[0].left.isNear(both[1].left) && both[1].top > both[0].bottom)
    let first = try #require(page.text("太原市人民政府市长"))
    let second = try #require(page.text("太原警备区司令员"))
    #expect(first.right.isNear(second.right, within: 0.1))
    #expect(((second.top + second.bottom) / 2).isNear(both[1].middle))
    let date = try #require(page.text("2025年"))
    #expect(date.top > both[1].bottom)
  }

  @Test(
    "std:G-51 a post that is too long breaks, and its lines are centred on the stamp as a whole")
  func longPost() throws {
    let post = "太原市人民政府国有资产监督管理委员会主任"
    let set = try order { $0.signers = [.init(post: post)] }
    let page = try #require(set.pages.first)
    let stamp = try #require(stamps(set).first)
    let lines = page.bodyTexts.filter { $0.top >= stamp.top && $0.bottom <= stamp.bottom }
    #expect(lines.map(\.text).joined() == post && lines.count == 2)
    let top = try #require(lines.first).top
    let bottom = try #require(lines.last).bottom
    #expect(((top + bottom) / 2).isNear(stamp.middle))
    for line in lines { #expect(line.right.isNear(stamp.left - 2 * cellWidth, within: 0.1)) }
  }

  @Test("std:G-53 a stamp that finds no room takes two lines of text along to the next page")
  func notAlone() throws {
    let set = try order(body: [paragraph(han(28 * 12 - 2))])
    #expect(set.pages.count == 2)
    #expect(stamps(set).count == 1 && set.sequence.anchors.last?.page == 1)
    #expect(
      set.pages[1].bodyTexts.filter { $0.text.hasPrefix("山") || $0.text.count == 28 }.count >= 1)
  }

  @Test("std:G-51 a 公文 with 签名章 has neither names nor seals")
  func ordinary() throws {
    let set = try pagesOf(
      official {
        $0.signers = [StampedSigner(post: "局长")]
        $0.note = [.text("此件公开发布")]
      })
    #expect(stamps(set).count == 1)
    #expect(!set.sequence.anchors.contains { $0.kind == "seal" })
    // The agency stands in the 标志 and nowhere else.
    let texts = set.pages.flatMap(\.texts)
    #expect(texts.filter { $0.text.hasPrefix("太原市市场监督管理局") }.count == 1)
    let date = try #require(texts.first { $0.text.hasPrefix("2025年") })
    let note = try #require(texts.first { $0.text == "（此件公开发布）" })
    #expect((note.top - date.top).isNear(rowTop(1) - rowTop(0)))
    #expect(note.x.isNear(28 + 2 * cellWidth, within: 3))
  }
}

@Suite("纪要格式（10.3）")
struct MinutesTests {
  private func minutes(
    title: Bool = true, body: [Block] = [paragraph(han(50) + "。")],
    _ change: (inout OfficialElements) -> Void = { _ in }
  ) throws -> SetDocument {
    try pagesOf(
      formatted(.minutes, title: title, body: body) {
        $0.minutesSign = "太原市人民政府专题会议纪要"
        $0.issuers = ["太原市人民政府办公室"]
        $0.number = [.text("第12期")]
        $0.addressees = []
        change(&$0)
      })
  }
  private func line(_ label: String, _ names: [String]) -> MeetingLine {
    MeetingLine(label: label, entries: names.map { [.text($0)] })
  }

  @Test("std:G-76 the 标志 is ×××纪要, its upper ink edge 35 mm below the 版心's")
  func sign() throws {
    let page = try #require(try minutes().pages.first)
    #expect(page.texts.filter { $0.ink == .red }.map(\.text) == ["太原市人民政府专题会议纪要"])
    #expect(page.redItems.map(inkTop).min()?.isNear(72) == true)
  }

  @Test(
    "customary: issue two empty rows below, agency and date on the next row, one 字 in, then the red rule and the title as in 公文"
  )
  func head() throws {
    let page = try #require(try minutes().pages.first)
    let number = try #require(page.text("第12期"))
    let agency = try #require(page.text("太原市人民政府办公室"))
    let date = try #require(page.text("2025年"))
    let row = try #require((0..<22).first { rowTop($0).isNear(number.top, within: 0.03) })
    #expect(rowTop(row - 2) >= page.redInkBottom && rowTop(row - 3) < page.redInkBottom)
    #expect(agency.top.isNear(rowTop(row + 1)) && date.top.isNear(rowTop(row + 1)))
    #expect(agency.x.isNear(28 + cellWidth, within: 0.1))
    #expect(date.right.isNear(184 - cellWidth, within: 0.15))
    let rule = try #require(page.rules.first { $0.ink == .red })
    #expect(rule.y.isNear(date.top + em + 4))
    #expect(try #require(page.text("关于开展专项检查")).top.isNear(rowTop(row + 4), within: 0.03))
  }

  @Test("纪要 without a title: the text stands where it would")
  func untitled() throws {
    let page = try #require(try minutes(title: false).pages.first)
    let date = try #require(page.text("2025年"))
    let body = try #require(page.text("山高水长"))
    #expect((body.top - date.top).isNear(rowTop(3) - rowTop(0), within: 0.03))
  }

  @Test(
    "std:G-76 出席 one empty row below the text, 2 字 in, 黑体; names in 仿宋; lines align after the colon; 请假 and 列席 follow"
  )
  func attendance() throws {
    let people = (0..<5).map { "市第\(["一", "二", "三", "四"][$0 % 4])管理局王小明" }
    let set = try minutes(title: false) {
      $0.attendance = [
        line("出席", people), line("请假", ["市财政局李大可"]), line("列席", ["市审计局赵一"]),
      ]
    }
    let page = try #require(set.pages.first)
    let present = try #require(page.text("出席"))
    let last = try #require(page.bodyTexts.last { $0.text.hasSuffix("。") })
    // 黑体 is levelled with 仿宋, which stands on the rows.
    #expect((present.top - last.top).isNear(rowTop(2) - rowTop(0), within: 0.5))
    #expect(present.x.isNear(28 + 2 * cellWidth, within: 0.1))
    #expect(present.face == pageFonts.face(for: "出".unicodeScalars, role: .hei))
    // Names begin five cells in, on the first line and on all further ones.
    let start = 28 + 5 * cellWidth
    let lines = page.bodyTexts.filter { $0.top > last.top + 1 && $0.bottom < 262 }
    let further = lines.filter { $0.text.hasPrefix("市第") }
    #expect((try #require(further.first).top - last.top).isNear(rowTop(3) - rowTop(0)))
    for line in further { #expect(line.x.isNear(start, within: 0.1), "\(line.text)") }
    #expect(page.glyphs("市").contains { $0.isNear(start, within: 0.1) })
    // Nobody's name is torn: a line ends with the mark after a name.
    for line in lines.dropLast() where !line.text.hasPrefix("请假") {
      #expect(line.text.hasSuffix("、") || line.text.hasSuffix("明"), "\(line.text)")
    }
    let absent = try #require(page.text("请假"))
    let observing = try #require(page.text("列席"))
    #expect((observing.top - absent.top).isNear(rowTop(1) - rowTop(0)))
    #expect(absent.x.isNear(present.x))
  }

  @Test("std:G-76 and T-28: names alone stand one 字 apart, two characters spread to three")
  func evenNames() throws {
    let set = try minutes { $0.attendance = [line("出席", ["王建国", "李明", "赵和平"])] }
    let page = try #require(set.pages.first)
    let start = 28 + 5 * cellWidth
    for (index, first) in ["王", "李", "赵"].enumerated() {
      let x = try #require(page.glyphs(first).last)
      #expect(x.isNear(start + Double(index) * 4 * cellWidth, within: 0.1), "\(first) \(x)")
    }
    let end = try #require(page.glyphs("明").last)
    #expect(end.isNear(start + 6 * cellWidth, within: 0.1))
  }

  @Test("customary: 时间, 地点, 主持 before the text, in the same form")
  func meeting() throws {
    let set = try minutes {
      $0.meeting = [line("时间", ["2025年7月8日上午"]), line("主持", ["王建国"])]
    }
    let page = try #require(set.pages.first)
    let time = try #require(page.text("时间"))
    let chair = try #require(page.text("主持"))
    let body = try #require(page.text("山高水长"))
    #expect((chair.top - time.top).isNear(rowTop(1) - rowTop(0), within: 0.03))
    #expect((body.top - chair.top).isNear(rowTop(2) - rowTop(0), within: 0.5))
  }

  @Test("附注 of 纪要 stands below 出席, since there is no date above it")
  func note() throws {
    let set = try minutes {
      $0.attendance = [line("出席", ["王建国"])]
      $0.note = [.text("此件依申请公开")]
    }
    let page = try #require(set.pages.first)
    let present = try #require(page.text("出席"))
    let note = try #require(page.text("（此件依申请公开）"))
    #expect((note.top - present.top).isNear(rowTop(2) - rowTop(0), within: 0.5))
  }

  @Test("std:G-76 no seal and no 署名; the 版记 as in 公文")
  func unsealed() throws {
    let set = try minutes {
      $0.printer = [.text("太原市人民政府办公室")]
      $0.printDate = [.text("2025年7月18日")]
      $0.copies = [.text("市委办公室")]
    }
    #expect(set.sequence.anchors.allSatisfy { $0.kind == "target" })
    #expect(set.pages.count == 2)
    let black = set.pages[1].rules.filter { $0.ink == .black }
    #expect(black.count == 3)
    #expect(set.pages.flatMap(\.texts).filter { $0.text.hasPrefix("2025年7月18日") }.count == 2)
  }
}

@Suite("公示")
struct PublicNoticeTests {
  @Test("from the title to the date, without red, rules and 版记; one page has no number")
  func onePage() throws {
    let set = try pagesOf(
      formatted(.publicNotice) {
        $0.number = []
        $0.addressees = []
      })
    let page = try #require(set.pages.first)
    #expect(set.pages.count == 1 && page.label == nil)
    #expect(page.redItems.isEmpty && page.rules.isEmpty)
    let title = try #require(page.bodyTexts.first)
    #expect(title.text == "关于开展专项检查的通知" && title.size == 22 && title.top.isNear(37))
    #expect(set.sequence.anchors.contains { $0.kind == "seal" })
    #expect(page.text("2025年")?.right.isNear(184 - 4 * cellWidth, within: 0.2) == true)
  }

  @Test("std:G-66 two pages are numbered like a 公文")
  func twoPages() throws {
    let set = try pagesOf(
      formatted(.publicNotice, body: [paragraph(han(700))]) { $0.number = [] })
    #expect(set.pages.map(\.label) == ["1", "2"])
  }

  @Test("a template of its own sets its blocks in the same style")
  func withoutElements() throws {
    var document = formatted(.publicNotice)
    document.official = nil
    let set = try pagesOf(document)
    #expect(set.pages.count == 1)
    #expect(set.pages[0].bodyTexts.first?.size == 22)
  }
}
