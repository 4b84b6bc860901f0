import Chengwen
import TestSupport
import Testing

/// The notice of two issuers, measured on the finished PDF by MuPDF, in millimetres.
@Suite("通知的版面，在 PDF 上用独立的阅读器量")
struct NoticeGeometryTests {
  static let tolerance = 0.2
  static let em = 16 * 25.4 / 72
  /// The em-box's top is 0.88 em above the baseline.
  static let ascent = 0.88 * em
  static let pitch = (225 - em) / 21

  static let pdf: [UInt8] = {
    let request = FillRequest(
      template: "通知", casePath: Repository.templates + "/official/notice/示例.txt", mode: .issue)
    return Repository.chengwen.fill(request, as: .pdf).files.first ?? []
  }()
  static let document: SeenDocument? = try? PDFReader.read(pdf)

  private func document() throws -> SeenDocument { try #require(Self.document) }

  /// Lines of body size within the type area. A character from another font is levelled with its
  /// neighbours and so has a baseline of its own; only the body's font stands on the rows.
  private func bodyLines(_ page: SeenPage) -> [SeenLine] {
    page.lines.filter { line in
      (37...262.5).contains(line.y)
        && line.glyphs.contains { abs($0.size - 16) < 0.01 && $0.font.contains("FandolFang") }
        && line.glyphs.allSatisfy { $0.size > 15 && $0.size < 17 }
    }
  }

  private func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= Self.tolerance }

  @Test("std:G-3 每页都是 A4")
  func paper() throws {
    for page in try document().pages {
      #expect(near(page.width, 210) && near(page.height, 297))
    }
  }

  @Test("std:G-4 整面的首行字面上缘在37毫米，末行字面下缘在262毫米，左缘28，右缘184")
  func typeArea() throws {
    let full = try document().pages.filter { bodyLines($0).count == 22 }
    #expect(!full.isEmpty, "没有一面是满的")
    for page in full {
      let lines = bodyLines(page)
      let first = try #require(lines.first)
      let last = try #require(lines.last)
      #expect(near(first.y - Self.ascent, 37), "首行 \(first.y)")
      #expect(near(last.y + 0.12 * Self.em, 262), "末行 \(last.y)")
      #expect(near(lines.map(\.x).min() ?? 0, 28))
      // A halved mark at a line's end stands half a cell further right; measure whole cells.
      let ends = lines.compactMap { $0.glyphs.last }.filter { $0.text.first?.isLetter == true }
      let right = ends.map { $0.x + 156.0 / 28 }.max() ?? 0
      #expect(near(right, 184), "右缘 \(right)")
    }
  }

  @Test("std:G-6 G-1 行距都是 (225毫米－1字)÷21，没有一面超过22行")
  func rows() throws {
    var wrong: [String] = []
    for page in try document().pages {
      let lines = bodyLines(page)
      #expect(lines.count <= 22)
      for line in lines {
        let rows = (line.y - Self.ascent - 37) / Self.pitch
        if abs(rows - rows.rounded()) * Self.pitch > Self.tolerance {
          wrong.append("\(line.text) \(line.y)")
        }
      }
    }
    #expect(wrong.isEmpty, "不在行格上：\(wrong)")
  }

  @Test("std:G-6 满行28字：每个全角字的左边都落在 156÷28 的格上")
  func cells() throws {
    let cell = 156.0 / 28
    var checked = 0
    for page in try document().pages {
      for line in bodyLines(page) where line.glyphs.count == 28 {
        let isHan = line.glyphs.allSatisfy {
          $0.text.unicodeScalars.allSatisfy { $0.value >= 0x4E00 }
        }
        guard isHan else { continue }
        checked += 1
        for (index, glyph) in line.glyphs.enumerated() {
          #expect(near(glyph.x, 28 + Double(index) * cell), "\(line.text)")
        }
      }
    }
    #expect(checked > 0, "没有满行可量")
  }

  @Test("std:G-23 发文机关标志上边缘距版心上边缘35毫米，红色")
  func mark() throws {
    let page = try document().page(1)
    let red = page.glyphs.filter(\.color.isRed)
    #expect(red.count >= 10)
    let ink = try PDFInk.box(of: Self.pdf, page: 1, isRed: true, belowRules: false)
    #expect(near(ink.minY, 72), "标志字面上缘 \(ink.minY)")
  }

  @Test("std:G-27 G-31 发文字号下4毫米的红线，与版心等宽")
  func redRule() throws {
    let page = try document().page(1)
    let rule = try #require(page.rules.first { $0.color.isRed && $0.width > 100 })
    #expect(near(rule.x, 28) && near(rule.maxX, 184))
    let number = try #require(page.line("示市监"))
    #expect(near(rule.y, number.y + 0.12 * Self.em + 4), "红线 \(rule.y)，文号 \(number.y)")
    let middle = (number.x + number.maxX) / 2
    #expect(abs(middle - 106) < 0.5, "发文字号居中：\(middle)")
  }

  @Test("std:G-66 页码单页居右空一字，双页居左空一字，四号")
  func pageNumbers() throws {
    for (index, page) in try document().pages.enumerated() {
      guard let line = page.lines.first(where: { $0.y > 264 }) else { continue }
      #expect(line.text == "—\(index + 1)—" || line.text == "— \(index + 1) —", "\(line.text)")
      for glyph in line.glyphs where glyph.text == "\(index + 1)" { #expect(near(glyph.size, 14)) }
      let indent = 14 * 25.4 / 72
      if index % 2 == 0 {
        #expect(abs(line.maxX - (184 - indent)) < 0.5, "第\(index + 1)页 \(line.maxX)")
      } else {
        #expect(abs(line.x - (28 + indent)) < 0.5, "第\(index + 1)页 \(line.x)")
      }
    }
  }

  @Test("std:G-66 一字线的上边距版心下边缘7毫米")
  func dashes() throws {
    for number in 1...2 {
      let line = try #require(try document().page(number).lines.first { $0.y > 264 })
      let dash = try #require(line.glyphs.first)
      #expect(dash.text == "—")
      let ink = try PDFInk.box(
        of: Self.pdf, page: number, isRed: false,
        in: (x: dash.x...(dash.x + dash.advance), y: 263...290))
      #expect(near(ink.minY, 269), "第\(number)页 \(ink.minY)")
    }
  }

  @Test("std:G-62 G-65 版记在最后一面（双页）末尾，三条线与版心等宽，末线压版心下边缘")
  func imprint() throws {
    let seen = try document()
    #expect(seen.pages.count % 2 == 0)
    let page = seen.page(seen.pages.count)
    let rules = page.rules.filter { !$0.color.isRed && $0.width > 150 }.sorted { $0.y < $1.y }
    #expect(rules.count == 3)
    let first = try #require(rules.first)
    let last = try #require(rules.last)
    for rule in rules { #expect(near(rule.x, 28) && near(rule.maxX, 184)) }
    #expect(abs(first.height - 0.35) < 0.02 && abs(last.height - 0.35) < 0.02)
    #expect(abs(rules[1].height - 0.25) < 0.02)
    #expect(near(last.maxY, 262), "末线 \(last.maxY)")
  }
}
