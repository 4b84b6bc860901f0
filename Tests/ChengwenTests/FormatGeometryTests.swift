import Chengwen
import TestSupport
import Testing

/// The special formats (GB/T 9704-2012, 10), measured on the finished PDFs of the examples by
/// MuPDF and by the ink that poppler draws, in millimetres.
@Suite("信函、命令、纪要、公示的版面，在 PDF 上用独立的阅读器量")
struct FormatGeometryTests {
  static let tolerance = 0.2
  static let em = 16 * 25.4 / 72
  static let ascent = 0.88 * em
  static let pitch = (225 - em) / 21
  static let cell = 156.0 / 28

  private struct Example {
    var pdf: [UInt8]
    var document: SeenDocument

    init(_ name: String, _ folder: String) throws {
      let request = FillRequest(
        template: name, casePath: Repository.templates + "/official/\(folder)/示例.txt",
        mode: .issue)
      let result = Repository.chengwen.fill(request, as: .pdf)
      let problems = result.findings.all.filter { $0.severity != .note }
      #expect(problems.isEmpty, "\(problems.map(\.code))")
      pdf = result.files.first ?? []
      document = try PDFReader.read(pdf)
    }

    /// The ink box of the 标志 on page one: what is red and no rule.
    func sign() throws -> PDFInk.Box {
      try PDFInk.box(of: pdf, page: 1, isRed: true, belowRules: false)
    }
  }

  private func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= Self.tolerance }
  /// The em-box top of a line of body size.
  private func top(_ line: SeenLine) -> Double { line.y - Self.ascent }

  @Test("std:G-70 to G-73 信函首页：标志、两条红色双线、发文字号和标题的位置")
  func letterHead() throws {
    let letter = try Example("函", "letter")
    let page = letter.document.page(1)
    let sign = try letter.sign()
    #expect(near(sign.minY, 30), "标志上边缘 \(sign.minY)")
    #expect(near((sign.minX + sign.maxX) / 2, 105 + 1), "标志居版心中间")
    let rules = page.rules.filter(\.color.isRed).sorted { $0.y < $1.y }
    try #require(rules.count == 4)
    for rule in rules { #expect(near(rule.x, 20) && near(rule.maxX, 190)) }
    #expect(near(rules[0].y, sign.maxY + 4), "首条双线 \(rules[0].y)，标志下边缘 \(sign.maxY)")
    #expect(rules[0].height > rules[1].height && rules[2].height < rules[3].height)
    #expect(near(rules[3].maxY, 297 - 20))
    let number = try #require(page.line("示市监函"))
    #expect(near(top(number), rules[1].maxY + Self.em * 7 / 8))
    #expect(near(number.maxX, 184))
    let title = try #require(page.line("关于商请"))
    let titleTop = title.y - 0.88 * 22 * 25.4 / 72
    #expect(near(titleTop, top(number) + 3 * Self.pitch), "标题 \(titleTop)")
    let lowest = page.lines.map(\.y).max() ?? 0
    #expect(lowest + 0.12 * Self.em + Self.em * 7 / 8 <= rules[2].y)
  }

  @Test("std:G-74 信函首页不印页码，版记没有线和印发机关，在最后一面版心的最下方")
  func letterFoot() throws {
    let letter = try Example("函", "letter")
    let pages = letter.document.pages
    #expect(pages[0].lines.allSatisfy { $0.y < 264 })
    for (index, page) in pages.enumerated().dropFirst() {
      let foot = page.lines.filter { $0.y > 264 }.map { $0.text.filter { $0 != " " } }
      #expect(foot == ["—\(index + 1)—"])
    }
    let last = letter.document.page(pages.count)
    let copies = try #require(last.line("抄送："))
    let four = 14 * 25.4 / 72
    #expect(near(copies.y + 0.12 * four, 262), "版记末行 \(copies.y)")
    #expect(near(copies.x, 28 + four))
    #expect(last.rules.allSatisfy { $0.y < 200 }, "版记没有分隔线")
    #expect(pages.allSatisfy { $0.line("印发") == nil })
  }

  @Test("std:G-75 命令的标志在版心上边缘下20毫米，令号和正文各空两行")
  func orderHead() throws {
    let order = try Example("令", "order")
    let page = order.document.page(1)
    let sign = try order.sign()
    #expect(near(sign.minY, 37 + 20), "标志上边缘 \(sign.minY)")
    #expect(page.rules.isEmpty)
    let number = try #require(page.line("第27号"))
    let row = ((top(number) - 37) / Self.pitch).rounded()
    #expect(near(top(number), 37 + row * Self.pitch))
    #expect(abs((number.x + number.maxX) / 2 - 106) < 0.6)
    #expect(37 + (row - 2) * Self.pitch >= sign.maxY && 37 + (row - 3) * Self.pitch < sign.maxY)
    let body = try #require(page.line("《示例市知识产权促进办法》已经"))
    #expect(near(top(body), top(number) + 3 * Self.pitch))
  }

  @Test("std:G-51 命令的签名章右空四字，职务在它左边两字、上下居中，日期空一行；章的位置没有墨")
  func orderStamp() throws {
    let order = try Example("令", "order")
    let page = order.document.page(1)
    let right = 184 - 4 * Self.cell
    let left = right - 40
    let post = try #require(page.lines.first { $0.text == "市长" })
    #expect(near(post.maxX, left - 2 * Self.cell), "职务 \(post.maxX)")
    let middle = top(post) + Self.em / 2
    let last = try #require(page.line("起施行。"))
    // Two empty rows between the text and the stamp, one between the stamp and the date.
    #expect(near(middle - 10, top(last) + 3 * Self.pitch), "签名章上边 \(middle - 10)")
    let date = try #require(page.line("7月21日"))
    #expect(near(date.maxX, right), "日期 \(date.maxX)")
    let below = top(date) - (middle + 10)
    #expect(below >= Self.pitch - Self.tolerance && below < 2 * Self.pitch, "日期之上 \(below)")
    let ink = try PDFInk.box(
      of: order.pdf, page: 1, isRed: false,
      in: (x: left...right, y: (middle - 10)...(middle + 10)))
    #expect(ink.minX == .infinity, "签名章的位置有墨")
  }

  @Test("std:G-76 纪要的标志在版心上边缘下35毫米，红线在日期行下4毫米")
  func minutesHead() throws {
    let minutes = try Example("纪要", "minutes")
    let page = minutes.document.page(1)
    let sign = try minutes.sign()
    #expect(near(sign.minY, 37 + 35), "标志上边缘 \(sign.minY)")
    let date = try #require(page.line("示例市人民政府办公室"))
    let rule = try #require(page.rules.first { $0.color.isRed })
    #expect(near(rule.x, 28) && near(rule.maxX, 184))
    #expect(near(rule.y, date.y + 0.12 * Self.em + 4))
    #expect(near(date.x, 28 + Self.cell) && near(date.maxX, 184 - Self.cell))
  }

  @Test("std:G-76 出席用黑体，姓名用仿宋，回行与冒号后的首字对齐；不盖印章，版记照公文")
  func attendance() throws {
    let minutes = try Example("纪要", "minutes")
    let pages = minutes.document.pages
    let page = try #require(pages.first { $0.line("出席：") != nil })
    let present = try #require(page.line("出席："))
    #expect(near(present.x, 28 + 2 * Self.cell))
    let label = try #require(present.glyphs.first)
    // 黑体 is levelled with 仿宋 and so has a baseline of its own.
    let name = try #require(
      page.lines.first { abs($0.y - present.y) < 1 && $0.x > present.maxX - 1 }?.glyphs.first)
    #expect(label.font != name.font && name.font.contains("FandolFang"))
    #expect(near(name.x, 28 + 5 * Self.cell), "姓名 \(name.x)")
    let further = page.lines.filter { $0.y > present.y && $0.y < 262 && $0.x > 50 }
    #expect(!further.isEmpty)
    for line in further { #expect(near(line.x, 28 + 5 * Self.cell), "\(line.text)") }
    for word in ["请假：", "列席："] {
      #expect(near(try #require(page.line(word)).x, 28 + 2 * Self.cell))
    }
    let last = minutes.document.page(pages.count)
    let rules = last.rules.filter { !$0.color.isRed && $0.width > 150 }
    #expect(pages.count % 2 == 0 && rules.count == 3)
    #expect(near(rules.map(\.maxY).max() ?? 0, 262))
  }

  @Test("公示没有红色和版记，标题在版心的第一行")
  func publicNotice() throws {
    let notice = try Example("公示", "public-notice")
    for page in notice.document.pages {
      #expect(page.glyphs.allSatisfy { !$0.color.isRed })
      #expect(page.rules.allSatisfy { !$0.color.isRed && $0.maxY < 262 })
    }
    let title = try #require(notice.document.page(1).lines.first)
    #expect(near(title.y - 0.88 * 22 * 25.4 / 72, 37))
  }

  @Test("std:G-29 请示的签发人与发文字号同一行，各空一字；附注在日期之下，带电话")
  func request() throws {
    let request = try Example("请示", "request")
    let head = try #require(request.document.page(1).line("示市监〔2025〕58号"))
    #expect(head.text.hasSuffix("签发人：欧阳建华"))
    #expect(near(head.x, 28 + Self.cell) && near(head.maxX, 184 - Self.cell))
    let pages = request.document.pages
    let note = try #require(pages.compactMap { $0.line("（联系人：") }.first)
    #expect(near(note.x, 28 + 2 * Self.cell) || note.x > 28 + 2 * Self.cell - 0.2)
    #expect(note.text.contains("0351-0000012"))
  }

  @Test("批复是下行文：没有签发人，版记完整")
  func reply() throws {
    let reply = try Example("批复", "reply")
    #expect(reply.document.page(1).line("签发人") == nil)
    let last = reply.document.page(reply.document.pages.count)
    #expect(last.rules.filter { $0.width > 150 }.count == 3)
    #expect(last.line("2025年8月26日印发") != nil)
  }
}
