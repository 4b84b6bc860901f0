import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

/// 版心: 28…184 mm, 37…262 mm. Row n (from 0) has its em-box top here.
func rowTop(_ row: Int) -> Double { 37 + Double(row) * (225 - 16 * 25.4 / 72) / 21 }
let em = 16 * 25.4 / 72
let cellWidth = 156.0 / 28

func official(
  issuers: [String] = ["太原市市场监督管理局"], signatories: [String] = ["太原市市场监督管理局"],
  body: [Block] = [paragraph(han(60) + "。")], _ change: (inout OfficialElements) -> Void = { _ in }
) -> Document {
  var elements = OfficialElements()
  elements.issuers = issuers
  elements.number = [.text("并市监〔2025〕7号")]
  elements.addressees = [.text("各县（市、区）市场监督管理局")]
  elements.signatories = signatories
  elements.date = [.text("2025年7月18日")]
  change(&elements)
  return Document(
    title: "关于开展专项检查的通知", style: .official,
    blocks: [Block(.title(Title([.text("关于开展专项检查的通知")])))] + body, official: elements)
}

func pagesOf(_ document: Document, profile: LayoutProfile = LayoutProfile()) throws -> SetDocument {
  let result = typeset(document, profile: profile)
  let sequence = try #require(
    result.pages, "\(result.findings.all.map { $0.problem.message(in: .chinese) })")
  return SetDocument(sequence: sequence, findings: result.findings)
}

/// The ink box of what a red text shows, in millimetres.
func inkTop(_ item: PlacedItem) -> Double {
  var top = Double.infinity
  for case .glyphs(let run) in item.fragment.marks {
    let face = pageFonts.face(run.face)
    for glyph in run.glyphs {
      guard let box = face.inkBox(of: glyph.id) else { continue }
      let height = run.size.millimetres * Double(box.maxY) / Double(face.unitsPerEm)
      top = min(top, (item.origin.y + run.origin.y + glyph.offset.y).millimetres - height)
    }
  }
  return top
}

func isRed(_ item: PlacedItem) -> Bool {
  item.fragment.marks.contains { if case .glyphs(let run) = $0 { run.ink == .red } else { false } }
}

@Suite("公文：版头")
struct OfficialHeadTests {
  @Test("a character of the 标志 that a fallback font draws is reported, once, with its place")
  func fallbackInHead() throws {
    let findings = try pagesOf(official(issuers: ["示例市\u{2D477}局", "示例市财政局"])).findings
    let notes = findings.all.filter { $0.code == "F008" }
    #expect(notes.count == 1)
    let note = try #require(notes.first)
    #expect(note.problem.message(in: .chinese).contains("U+2D477"))
    #expect(note.field != nil)
    #expect(!codes(try pagesOf(official()).findings).contains("F008"))
  }

  @Test(
    "std:G-23 the 标志's upper ink edge lies 35 mm below the 版心's upper edge, for 1 to 7 agencies")
  func signTop() throws {
    let names = [
      "山西省知识产权局", "山西省教育厅", "山西省科学技术厅", "山西省工业和信息化厅", "山西省农业农村厅", "山西省卫生健康委员会",
      "山西省人民政府国有资产监督管理委员会",
    ]
    for count in 1...7 {
      let page = try #require(
        try pagesOf(official(issuers: Array(names.prefix(count)))).pages.first)
      let top = page.items.filter(isRed).map(inkTop).min() ?? 0
      #expect(top.isNear(72), "\(count): \(top)")
    }
  }

  @Test("std:G-25 names of a stack have one width, 文件 is centred on it, the whole is centred")
  func stack() throws {
    let page = try #require(
      try pagesOf(official(issuers: ["太原市市场监督管理局", "太原市人民政府国有资产监督管理委员会"])).pages.first)
    let red = page.texts.filter { $0.ink == .red }
    #expect(red.map(\.text) == ["太原市市场监督管理局", "太原市人民政府国有资产监督管理委员会", "文件"])
    #expect(red[0].x.isNear(red[1].x) && red[0].right.isNear(red[1].right, within: 0.05))
    #expect(red[2].baseline.isNear((red[0].baseline + red[1].baseline) / 2, within: 0.5))
    #expect(((red[0].x + red[2].right) / 2).isNear(106, within: 0.05))
  }

  @Test("std:G-42 page one shows body text under a stack of seven agencies")
  func sevenAgencies() throws {
    let names = (1...7).map { "山西省人民政府第\($0)个组成部门委员会" }
    let set = try pagesOf(official(issuers: names, signatories: [names[0]]))
    let page = try #require(set.pages.first)
    #expect(page.texts.contains { $0.text.hasPrefix("山高水长") })
    #expect(page.texts.filter { $0.ink == .red }.count == 8)
  }

  @Test(
    "std:G-27, G-31 and G-40: two empty rows, number, rule 4 mm below it, title on the third row after"
  )
  func rows() throws {
    let page = try #require(try pagesOf(official()).pages.first)
    let number = try #require(page.text("并市监"))
    let sign = try #require(page.texts.first { $0.ink == .red })
    let row = try #require((0..<22).first { rowTop($0).isNear(number.top, within: 0.03) })
    // Rows row−1 and row−2 lie wholly below the sign's em-box foot, row−3 does not.
    #expect(rowTop(row - 2) >= sign.baseline)
    #expect(rowTop(row - 3) < sign.bottom)
    #expect(((number.x + number.right) / 2).isNear(106, within: 1.5))
    let rule = try #require(page.rules.first { $0.ink == .red })
    #expect(rule.y.isNear(number.top + em + 4))
    #expect(rule.x.isNear(28) && rule.width.isNear(156))
    let title = try #require(page.text("关于开展专项检查"))
    #expect(title.size == 22)
    #expect(title.top.isNear(rowTop(row + 3), within: 0.03))
  }

  @Test(
    "std:G-41 and G-42: 主送 one empty row below the title's block, the text on the next row, indent 2 字"
  )
  func addressee() throws {
    let page = try #require(try pagesOf(official()).pages.first)
    let title = try #require(page.text("关于开展专项检查"))
    let addressee = try #require(page.text("各县"))
    let body = try #require(page.text("山高水长"))
    #expect(addressee.x.isNear(28, within: 0.1))
    // The title's line of 36 pt takes two rows.
    #expect((addressee.top - title.top).isNear(rowTop(3) - rowTop(0), within: 0.03))
    #expect((body.top - addressee.top).isNear(rowTop(1) - rowTop(0)))
    #expect(body.x.isNear(28 + 2 * cellWidth, within: 0.1))
  }

  @Test(
    "std:G-20 to G-22: 份号, 密级 and 紧急程度 on lines 1, 2 and 3, flush left; urgency alone on line 1")
  func markings() throws {
    let set = try pagesOf(
      official {
        $0.copyNumber = "000001"
        $0.secrecy = "机密★1年"
        $0.urgency = "特急"
      })
    let page = try #require(set.pages.first)
    for (row, text) in ["000001", "机密", "特急"].enumerated() {
      let placed = try #require(page.text(text))
      #expect(placed.top.isNear(rowTop(row)))
      #expect(placed.x.isNear(28, within: 0.1))
    }
    let alone = try pagesOf(official { $0.urgency = "特急" })
    let urgency = try #require(alone.pages.first?.text("特急"))
    #expect(urgency.top.isNear(rowTop(0)))
  }

  @Test(
    "std:G-27, G-29 and G-30: signers two a line at the right, the number on the last one's line")
  func approvers() throws {
    let set = try pagesOf(official { $0.approvers = ["王建国", "李卫东", "赵和平"] })
    let page = try #require(set.pages.first)
    let label = try #require(page.text("签发人："))
    let number = try #require(page.text("并市监"))
    let first = try #require(page.text("王建国"))
    let second = try #require(page.text("李卫东"))
    let third = try #require(page.text("赵和平"))
    #expect(label.baseline.isNear(first.baseline) && second.baseline.isNear(first.baseline))
    #expect(number.baseline.isNear(third.baseline))
    #expect((third.top - first.top).isNear(rowTop(1) - rowTop(0)))
    #expect(third.x.isNear(first.x))
    #expect(second.right.isNear(184 - cellWidth, within: 0.4))
    #expect(number.x.isNear(28 + cellWidth, within: 0.1))
    #expect(first.face != label.face)
  }

  @Test("std:G-41 主送 that leaves no room for text on page one goes to the 版记")
  func longAddressees() throws {
    let list = (1...60).map { "第\($0)号开发区管理委员会" }.joined(separator: "、")
    let set = try pagesOf(official { $0.addressees = [.text(list)] })
    #expect(codes(set.findings).contains("L108"))
    #expect(set.pages.first?.text("第1号") == nil)
    #expect(set.pages.last?.text("主送：") != nil)
  }
}

@Suite("公文：版心与页码")
struct OfficialGridTests {
  @Test("std:G-4 and G-6: 22 rows of 28 characters fill the 版心 from edge to edge")
  func fullPage() throws {
    let set = try pagesOf(official(body: [paragraph(han(1600))]))
    let page = set.pages[1]
    let lines = page.texts.filter { !$0.isArtifact }
    #expect(lines.count == 22)
    for (row, line) in lines.enumerated() {
      #expect(line.text.count == 28)
      #expect(line.top.isNear(rowTop(row), within: 0.01))
      #expect(line.x.isNear(28, within: 0.1))
      #expect(line.right.isNear(184, within: 0.1))
    }
    #expect(lines.last?.bottom.isNear(262, within: 0.01) == true)
  }

  @Test(
    "std:G-66 the dash's upper side 7 mm below the 版心; odd pages right, even pages left, one 字 in")
  func pageNumbers() throws {
    let set = try pagesOf(official(body: [paragraph(han(1600))]))
    for (index, page) in set.pages.enumerated() {
      let item = try #require(page.items.first { $0.role == .artifact(.pageNumber) })
      guard case .glyphs(let dash)? = item.fragment.marks.first else { return }
      let face = pageFonts.face(dash.face)
      let glyph = try #require(dash.glyphs.first)
      let ink = try #require(face.inkBox(of: glyph.id))
      let top =
        (item.origin.y + dash.origin.y).millimetres
        - dash.size.millimetres * Double(ink.maxY) / Double(face.unitsPerEm)
      #expect(top.isNear(269))
      let number = try #require(page.texts.last)
      #expect(number.text == "—\(index + 1)—" && number.size == 14)
      let four = 14 * 25.4 / 72
      if index % 2 == 0 {
        #expect(number.right.isNear(184 - four))
      } else {
        #expect(number.x.isNear(28 + four))
      }
      #expect(page.label == "\(index + 1)")
    }
  }

  @Test("std:G-12 Word's grid is 22 rows of 225/22 mm with the line in the middle of its row")
  func wordGrid() throws {
    var profile = LayoutProfile()
    profile.grid = .wordGrid
    let set = try pagesOf(official(body: [paragraph(han(1600))]), profile: profile)
    let lines = set.pages[1].texts.filter { !$0.isArtifact }
    #expect(lines.count == 22)
    let pitch = 225.0 / 22
    #expect(lines[0].top.isNear(37 + (pitch - em) / 2))
    #expect((lines[21].top - lines[0].top).isNear(21 * pitch))
  }

  @Test("std:G-43 levels take 黑体, 楷体 and 仿宋; tags nest without gaps (std:P-22)")
  func levels() throws {
    let set = try pagesOf(
      official(body: [
        heading(1, "一、", "总体要求"), heading(3, "1.", "目标任务"), paragraph(han(30)),
        heading(2, "（一）", "工作原则"), paragraph(han(30)),
      ]))
    let texts = set.pages.flatMap(\.texts)
    let faces = try ["一、", "（一）"].map { start in
      try #require(texts.first { $0.text.hasPrefix(start) }).face
    }
    #expect(faces[0] == pageFonts.face(for: "一".unicodeScalars, role: .hei))
    #expect(faces[1] == pageFonts.face(for: "一".unicodeScalars, role: .kai))
    // Headings stand on the rows like the text.
    let first = try #require(texts.first { $0.text.hasPrefix("一、") })
    #expect((0..<22).contains { rowTop($0).isNear(first.top, within: 0.02) })
    let depths = set.sequence.structure.elements.compactMap { element -> Int? in
      if case .heading(let level) = element.kind { return level }
      return nil
    }
    #expect(depths == [0, 1, 2, 2])
    #expect(set.sequence.outline.map(\.level) == [1, 2, 3, 3])
  }
}
