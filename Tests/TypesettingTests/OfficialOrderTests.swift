import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

/// The text of an item as marked, without what only fills.
private func text(_ item: PlacedItem) -> String {
  item.fragment.marks.reduce(into: "") { text, mark in
    if case .glyphs(let run) = mark { text += run.text }
  }
}

@Suite("公文：阅读顺序")
struct OfficialReadingOrderTests {
  /// 各要素齐全的上行文：三个签发人，两个附件，一份被印发件。
  private func full(_ change: (inout OfficialElements) -> Void = { _ in }) -> Document {
    let annex = { (number: Int, name: String) in
      Block(
        .annex(
          Annex(number: number, title: [.text(name)], name: name, blocks: [paragraph(han(30))])))
    }
    let enacted = Block(
      .enacted(
        Annex(number: nil, title: [.text("实施方案")], name: "实施方案", blocks: [paragraph(han(40))])))
    return official(
      issuers: ["示例省财政厅", "示例省教育厅"], signatories: ["示例省财政厅", "示例省教育厅"],
      body: [
        heading(1, "一、", "总体要求"), paragraph(han(300) + "。"), enacted, annex(1, "名单"),
        annex(2, "登记表"),
      ]
    ) {
      $0.copyNumber = "000001"
      $0.secrecy = "机密★1年"
      $0.urgency = "特急"
      $0.approvers = ["王建国", "李卫东"]
      $0.note = [.text("此件公开发布")]
      $0.copies = [.text("省委办公厅，省人大常委会办公厅")]
      $0.printer = [.text("示例省财政厅办公室")]
      $0.printDate = [.text("2025年7月18日")]
      change(&$0)
    }
  }

  private static let order: [StructureTree.Part] = [
    .copyNumber, .secrecy, .urgency, .sign, .signWord, .documentNumber, .approverLabel, .approver,
    .title, .addressees, .body, .annexNote, .signatory, .date, .note, .enactedTitle, .annexMark,
    .annexTitle, .copies, .printer, .printDate,
  ]

  @Test("std:P-24、G-56 结构树依次是版头、标题、主送、正文、附件说明、署名、日期、附注、附件、版记", arguments: [true, false])
  func tree(isSealed: Bool) throws {
    let set = try pagesOf(full { $0.isSealed = isSealed })
    var parts: [StructureTree.Part] = []
    for part in set.sequence.structure.elements.compactMap(\.part) where parts.last != part {
      parts.append(part)
    }
    // Text and 附件 come again in what is bound behind; the first of each tells the order.
    var seen: Set<StructureTree.Part> = []
    let firsts = parts.filter { seen.insert($0).inserted }
    #expect(firsts == Self.order)
    // A parent stands before its children, so that the tree can be read in one pass.
    for (index, element) in set.sequence.structure.elements.enumerated() {
      #expect(element.parent.map { $0.index < index } ?? true)
    }
  }

  @Test("std:P-24 每页上的字按结构树的次序画，读屏和复制都按这个次序；没有要素的只是页码、线一类", arguments: [true, false])
  func painting(isSealed: Bool) throws {
    let set = try pagesOf(full { $0.isSealed = isSealed })
    var last = ElementID(index: 0)
    var printed: [String] = []
    for page in set.pages {
      for item in page.items {
        guard case .element(let id) = item.role else {
          let isNumber = item.role == .artifact(.pageNumber)
          #expect(text(item).isEmpty || isNumber, "\(text(item))")
          continue
        }
        #expect(id >= last, "\(text(item))")
        last = id
        printed.append(text(item))
      }
    }
    #expect(printed.first == "000001")
    #expect(printed.last?.hasSuffix("印发") == true)
  }
}

@Suite("公文：很长的主送机关")
struct OfficialLongAddresseeTests {
  private func list(_ count: Int) -> String {
    (1...count).map { "第\($0)号开发区管理委员会" }.joined(separator: "、")
  }

  @Test(
    "std:G-41、G-42、G-63 主送从一个到七十个：首页总有正文；放得下的在标题下，放不下的移至版记、抄送之上，中间没有线",
    arguments: [1, 5, 10, 15, 18, 20, 25, 30, 45, 70])
  func moves(count: Int) throws {
    let set = try pagesOf(
      official {
        $0.addressees = [.text(list(count))]
        $0.copies = [.text("省委办公厅")]
        $0.printer = [.text("示例省财政厅办公室")]
        $0.printDate = [.text("2025年7月18日")]
      })
    let first = try #require(set.pages.first)
    #expect(first.texts.contains { $0.text.hasPrefix("山高水长") })
    let hasMoved = codes(set.findings).contains("L108")
    let parts = set.sequence.structure.elements.compactMap(\.part)
    #expect(parts.contains(.addressees) != hasMoved)
    #expect(parts.contains(.movedAddressees) == hasMoved)
    // Rows left below one line of title: those of a 标志 of one agency.
    if count <= 5 { #expect(!hasMoved) }
    if count >= 30 { #expect(hasMoved) }
    let page = try #require(set.pages.last)
    let printed = try #require(page.text("示例省财政厅办公室"))
    let copies = try #require(page.text("抄送："))
    #expect(printed.top > copies.top)
    guard hasMoved else {
      #expect(try #require(first.text("第1号")).x.isNear(28, within: 0.1))
      return
    }
    let four = 14 * 25.4 / 72
    let names = page.texts.filter { $0.size == 14 && $0.baseline < copies.baseline - 0.1 }
    #expect(names.map(\.text).joined().filter { $0 != " " } == "主送：" + list(count) + "。")
    let start = try #require(names.first)
    #expect(start.x.isNear(28 + four, within: 0.1))
    // Further lines align with the first character after the colon.
    let colon = try #require(page.glyphs("第").min())
    for line in names.dropFirst() {
      #expect(line.x.isNear(colon, within: 0.1))
      // A mark at the line's end keeps its blank half outside.
      let blank = "、。".contains(line.text.suffix(1)) ? four / 2 : 0
      #expect(line.right - blank <= 184 - four + 0.1)
    }
    // A rule above 主送, one between 抄送 and 印发机关, the last: none between 主送 and 抄送.
    let rules = page.rules.filter { $0.ink == .black }.map(\.y).sorted()
    #expect(rules.count == 3)
    #expect(rules.allSatisfy { $0 < start.top || $0 > copies.bottom })
  }
}

@Suite("版面：--show-grid")
struct GridGuideTests {
  private func document(_ style: PageStyle) -> Document {
    var document = official(body: [paragraph(han(1800) + "。"), heading(1, "一、", "附注")]) {
      $0.printer = [.text("示例市财政局办公室")]
      $0.printDate = [.text("2025年7月18日")]
      $0.minutesSign = "示例市财政局办公会议纪要"
    }
    document.style = style
    if style == .order || style == .minutes { document.blocks.removeFirst() }
    if !style.takesManuscript { document.official = nil }
    return document
  }

  @Test("--show-grid 各种版式每面都画出行格或版心，别的一点不变", arguments: PageStyle.allCases)
  func everyStyle(style: PageStyle) throws {
    let plain = try pagesOf(document(style))
    var profile = LayoutProfile()
    profile.showsGrid = true
    let drawn = try pagesOf(document(style), profile: profile)
    #expect(drawn.pages.count == plain.pages.count && plain.pages.count >= 2)
    #expect(codes(drawn.findings) == codes(plain.findings))
    for (page, other) in zip(drawn.pages, plain.pages) {
      let guides = page.items.filter { $0.role == .artifact(.guide) }
      #expect(guides.count == 1)
      #expect(page.items.first?.role == .artifact(.guide), "画在文字之下")
      let rest = page.items.filter { $0.role != .artifact(.guide) }
      #expect(rest.map(text) == other.items.map(text))
      #expect(rest.map(\.origin) == other.items.map(\.origin))
      #expect(rest.map(\.role) == other.items.map(\.role))
      #expect(page.label == other.label && page.size == other.size)
      try expectGuide(try #require(guides.first), style)
    }
  }

  /// 灰色细线，占满版心；有行格的画二十八格，正文的行都在格上。
  private func expectGuide(_ guide: PlacedItem, _ style: PageStyle) throws {
    var rules: [(x: Double, y: Double, right: Double, bottom: Double, isUpright: Bool)] = []
    for case .rule(let rect, let ink) in guide.fragment.marks {
      #expect(ink == .grey && min(rect.size.width, rect.size.height) == .mm(0.1))
      let x = (guide.origin.x + rect.minX).millimetres
      let y = (guide.origin.y + rect.minY).millimetres
      rules.append(
        (
          x, y, x + rect.size.width.millimetres, y + rect.size.height.millimetres,
          rect.size.height > rect.size.width
        ))
    }
    let edges =
      style.isGridded
      ? (left: 28.0, right: 184.0, top: 37.0, bottom: 262.0)
      : (left: 30, right: 186, top: 25.4, bottom: 271.6)
    #expect(rules.map(\.x).min()?.isNear(edges.left) == true)
    #expect(rules.map(\.right).max()?.isNear(edges.right) == true)
    let upright = rules.filter(\.isUpright)
    #expect(upright.allSatisfy { $0.y.isNear(edges.top) && $0.bottom.isNear(edges.bottom) })
    #expect(upright.count == (style.isGridded ? 29 : 2))
    #expect(rules.map(\.bottom).max()?.isNear(edges.bottom) == true)
  }

  @Test("--show-grid 正文各行的字身上下边都压在所画的线上，调过行距的页也是")
  func linesOnGrid() throws {
    var profile = LayoutProfile()
    profile.showsGrid = true
    var adjusted = 0
    for lines in 30...40 {
      let body = (0..<lines / 2).map { _ in paragraph(han(50) + "。") }
      let set = try pagesOf(official(body: body), profile: profile)
      adjusted += codes(set.findings).contains("L114") ? 1 : 0
      for page in set.pages {
        let grey = page.rules.filter { $0.ink == .grey && $0.width > $0.height }
        for line in page.texts where line.text.hasSuffix("。") {
          #expect(grey.contains { $0.y.isNear(line.top, within: 0.02) })
          #expect(grey.contains { ($0.y + $0.height).isNear(line.bottom, within: 0.02) })
        }
      }
    }
    #expect(adjusted > 0)
  }
}
