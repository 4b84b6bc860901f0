import Chengwen
import TestSupport
import Testing

/// An example notice as MuPDF sees it.
private struct SeenNotice: CustomTestStringConvertible, Sendable {
  let name: String
  let issuers: Int
  let pdf: [UInt8]
  let document: SeenDocument

  var testDescription: String { name }

  init(_ name: String, issuers: Int) {
    self.name = name
    self.issuers = issuers
    let request = FillRequest(
      template: "通知", casePath: Repository.templates + "/official/notice/" + name, mode: .issue)
    pdf = Repository.chengwen.fill(request, as: .pdf).files.first ?? []
    document = (try? PDFReader.read(pdf)) ?? SeenDocument(pages: [])
  }

  static let all = [
    SeenNotice("示例-三部门.txt", issuers: 3), SeenNotice("示例-七部门.txt", issuers: 7),
  ]
}

/// The joint notices with a 被印发件, measured on the finished PDF, in millimetres.
@Suite("联合行文的通知，在 PDF 上用独立的阅读器量")
struct JointNoticeGeometryTests {
  static let tolerance = 0.2
  static let em = 16 * 25.4 / 72
  static let ascent = 0.88 * em
  static let pitch = (225 - em) / 21

  private func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= Self.tolerance }

  private func bodyLines(_ page: SeenPage) -> [SeenLine] {
    page.lines.filter { line in
      (37...262.5).contains(line.y)
        && line.glyphs.contains { abs($0.size - 16) < 0.01 && $0.font.contains("FandolFang") }
        && line.glyphs.allSatisfy { $0.size > 15 && $0.size < 17 }
    }
  }

  @Test("std:G-23 G-26 标志上边缘距版心上边缘35毫米", arguments: SeenNotice.all)
  private func sign(_ notice: SeenNotice) throws {
    let ink = try PDFInk.box(of: notice.pdf, page: 1, isRed: true, belowRules: false)
    #expect(near(ink.minY, 72), "\(ink.minY)")
  }

  @Test("std:G-24 G-25 各机关名称同宽、首尾对齐，“文件”在右，上下居中", arguments: SeenNotice.all)
  private func stack(_ notice: SeenNotice) throws {
    let red = notice.document.page(1).glyphs.filter(\.color.isRed)
    let word = red.filter { "文件".contains($0.text) && $0.x > 130 }
    #expect(word.map(\.text) == ["文", "件"])
    let names = red.filter { glyph in !word.contains(glyph) }
    let rows = Dictionary(grouping: names) { ($0.y * 20).rounded() }
    #expect(rows.count == notice.issuers)
    let starts = rows.values.compactMap { $0.map(\.x).min() }
    let ends = rows.values.compactMap { $0.map { $0.x + $0.advance }.max() }
    #expect((starts.max() ?? 0) - (starts.min() ?? 0) <= Self.tolerance)
    #expect((ends.max() ?? 0) - (ends.min() ?? 0) <= Self.tolerance)
    let left = try #require(starts.min())
    let wordLeft = try #require(word.first).x
    let wordRight = try #require(word.last.map { $0.x + $0.advance })
    #expect(wordLeft > (ends.max() ?? 0))
    #expect(near((left + wordRight) / 2, 106), "标志居中 \((left + wordRight) / 2)")
    let rule = notice.document.page(1).rules.first { $0.color.isRed && $0.width > 100 }
    let below = try #require(rule).y - 1
    let stackInk = try PDFInk.box(
      of: notice.pdf, page: 1, isRed: true, belowRules: false,
      in: (x: left...(wordLeft - 1), y: 60...below))
    let wordInk = try PDFInk.box(
      of: notice.pdf, page: 1, isRed: true, belowRules: false,
      in: (x: wordLeft...190, y: 60...below))
    let middle = (stackInk.minY + stackInk.maxY) / 2
    #expect(near((wordInk.minY + wordInk.maxY) / 2, middle))
  }

  @Test("std:G-27 G-31 文号下4毫米的红线与版心等宽；标志与文号之间至少空两行", arguments: SeenNotice.all)
  private func redRule(_ notice: SeenNotice) throws {
    let page = notice.document.page(1)
    let rule = try #require(page.rules.first { $0.color.isRed && $0.width > 100 })
    #expect(near(rule.x, 28) && near(rule.maxX, 184))
    let number = try #require(page.line("〔2025〕"))
    #expect(near(rule.y, number.y + 0.12 * Self.em + 4))
    let ink = try PDFInk.box(
      of: notice.pdf, page: 1, isRed: true, belowRules: false,
      in: (x: 20...190, y: 60...(rule.y - 1)))
    #expect(number.y - Self.ascent - ink.maxY >= 2 * Self.pitch - Self.tolerance)
    let title = try #require(page.lines.first { $0.glyphs.contains { abs($0.size - 22) < 0.1 } })
    let top = title.y - 0.88 * 22 * 25.4 / 72
    #expect(near(top, number.y - Self.ascent + 3 * Self.pitch), "标题 \(top)")
  }

  @Test("std:G-42 首页有正文", arguments: SeenNotice.all)
  private func text(_ notice: SeenNotice) {
    let lines = bodyLines(notice.document.page(1))
    let colon = lines.firstIndex { $0.text.hasSuffix("：") }
    #expect(colon.map { lines.count > $0 + 1 } == true, "\(lines.map(\.text))")
  }

  @Test("std:G-4 G-6 行都在行格上，没有一面超过22行", arguments: SeenNotice.all)
  private func rows(_ notice: SeenNotice) {
    var wrong: [String] = []
    for page in notice.document.pages {
      let lines = bodyLines(page)
      #expect(lines.count <= 22)
      // Names, date and what stands below them are where the seal wants them.
      let names = lines.filter { $0.x > 28.5 && $0.text.hasPrefix("示例") && $0.y > 60 }
      let end =
        page.lines.contains { $0.text.hasPrefix("2025年") && $0.x > 60 } ? names.first?.y : nil
      for line in lines where line.y < (end ?? 300) - 12 {
        let row = (line.y - Self.ascent - 37) / Self.pitch
        if abs(row - row.rounded()) * Self.pitch > Self.tolerance { wrong.append(line.text) }
      }
    }
    #expect(wrong.isEmpty, "不在行格上：\(wrong)")
  }

  @Test("std:G-47 G-48 署名依次排列，成文日期在最后一个署名之下居中", arguments: SeenNotice.all)
  private func signature(_ notice: SeenNotice) throws {
    let page = try #require(
      notice.document.pages.first { $0.lines.contains { $0.text.hasPrefix("2025年") && $0.x > 60 } })
    let date = try #require(page.lines.last { $0.text.hasPrefix("2025年") && $0.x > 60 })
    #expect(date.maxX <= 184 + Self.tolerance)
    if notice.issuers == 3 {
      // A row of three: the seals stand 52 mm apart, the last third holds the date.
      #expect(abs((date.x + date.maxX) / 2 - (28 + 130)) < 0.5, "\((date.x + date.maxX) / 2)")
    } else {
      #expect(abs((date.x + date.maxX) / 2 - 106) < 0.5, "\((date.x + date.maxX) / 2)")
    }
  }

  @Test("被印发件另起一页，标题在第3行，没有附件标记，页码接着编，在版记之前", arguments: SeenNotice.all)
  private func enacted(_ notice: SeenNotice) throws {
    let index = try #require(
      notice.document.pages.indices.dropFirst().first { page in
        notice.document.pages[page].lines.contains {
          $0.text.contains("方案") && $0.glyphs.allSatisfy { abs($0.size - 22) < 0.1 }
        }
      })
    let page = notice.document.pages[index]
    let title = try #require(page.lines.first)
    #expect(near(title.y - 0.88 * 22 * 25.4 / 72, 37 + 2 * Self.pitch))
    #expect(near((title.x + title.maxX) / 2, 106))
    #expect(!page.lines.contains { $0.text.hasPrefix("附件") })
    #expect(page.lines.contains { $0.y > 264 && $0.text.contains("\(index + 1)") })
  }

  @Test("std:G-62 G-65 版记三线在最后一个双页，末线压版心下边缘", arguments: SeenNotice.all)
  private func imprint(_ notice: SeenNotice) throws {
    #expect(notice.document.pages.count % 2 == 0)
    let page = try #require(notice.document.pages.last)
    let rules = page.rules.filter { !$0.color.isRed && $0.width > 150 }.sorted { $0.y < $1.y }
    #expect(rules.count == 3)
    for (rule, height) in zip(rules, [0.35, 0.25, 0.35]) {
      #expect(near(rule.x, 28) && near(rule.maxX, 184) && abs(rule.height - height) < 0.02)
    }
    #expect(near(rules.last?.maxY ?? 0, 262))
    let four = 14 * 25.4 / 72
    let copies = try #require(page.line("抄送："))
    #expect(near(copies.x, 28 + four))
    let printer = try #require(page.lines.last { $0.text.hasSuffix("印发") })
    #expect(near(printer.x, 28 + four) && near(printer.maxX, 184 - four))
  }
}
