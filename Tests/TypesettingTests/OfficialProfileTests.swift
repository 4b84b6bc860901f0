import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

@Suite("公文：版面的各项，量出来")
struct OfficialProfileTests {
  private func set(
    _ lines: Int = 60, _ change: (inout LayoutSettings) -> Void
  ) throws -> SetDocument {
    var document = official(body: [paragraph(han(28 * lines - 2))]) {
      $0.isSealed = false
      $0.printer = [.text("太原市市场监督管理局办公室")]
      $0.copies = [.text("市委办公室")]
    }
    change(&document.layout)
    return try pagesOf(document)
  }

  private func number(_ page: Page) throws -> (left: Double, right: Double, marks: Int) {
    let item = try #require(page.items.last { $0.role == .artifact(.pageNumber) })
    var left = Double.infinity
    var right = -Double.infinity
    var text = ""
    for case .glyphs(let run) in item.fragment.marks {
      text += run.text
      left = min(left, (item.origin.x + run.origin.x).millimetres)
      if let glyph = run.glyphs.last {
        right = max(
          right, (item.origin.x + run.origin.x + glyph.offset.x + glyph.advance).millimetres)
      }
    }
    return (left, right, text.count { $0 == "—" })
  }

  @Test("std:G-31 红线的粗细，上边仍在发文字号下4毫米")
  func redRule() throws {
    for width in [0.35, 0.5, 0.8, 2] {
      let page = try #require(try set { $0.redRule = .mm(width) }.pages.first)
      let rule = try #require(page.rules.first { $0.ink == .red })
      #expect(rule.height.isNear(width, within: 0.001))
      let number = try #require(page.text("并市监〔"))
      #expect((rule.y - number.bottom).isNear(4, within: 0.01))
    }
  }

  @Test("std:G-66 页码居中或外侧，有没有一字线，高度不变")
  func pageNumbers() throws {
    let four = 14 * 25.4 / 72
    let outside = try set { _ in }
    let centred = try set { $0.centresPageNumber = true }
    let plain = try set { $0.dashesPageNumber = false }
    for (index, page) in centred.pages.prefix(2).enumerated() {
      let found = try number(page)
      #expect(((found.left + found.right) / 2).isNear(106, within: 0.05))
      #expect(found.marks == 2)
      let bare = try number(plain.pages[index])
      #expect(bare.marks == 0)
      let edge = index == 0 ? bare.right : bare.left
      #expect(edge.isNear(index == 0 ? 184 - four : 28 + four, within: 0.6))
      let usual = try number(outside.pages[index])
      #expect(usual.marks == 2)
      let items = [outside, centred, plain].map { set in
        set.pages[index].items.last { $0.role == .artifact(.pageNumber) }?.origin.y
      }
      #expect(Set(items).count == 1)
    }
  }

  @Test("std:G-62 版记的粗线和细线，末线仍压在版心下边缘")
  func imprintRules() throws {
    let set = try set {
      $0.imprintOuterRule = .mm(0.6)
      $0.imprintInnerRule = .mm(0.15)
    }
    let rules = try #require(set.pages.last).rules.filter { $0.ink == .black }
      .sorted { $0.y < $1.y }
    #expect(rules.count == 3)
    for (rule, height) in zip(rules, [0.6, 0.15, 0.6]) {
      #expect(rule.height.isNear(height, within: 0.001))
    }
    #expect((rules.last.map { $0.y + $0.height } ?? 0).isNear(262, within: 0.001))
  }

  @Test("std:G-12 三号 15.75 磅：28 字、22 行仍填满版心")
  func bodySize() throws {
    let set = try set { $0.bodySize = .pt(15.75) }
    let lines = set.pages[1].texts.filter { $0.size == 15.75 }
    let tops = lines.map { $0.baseline - 15.75 * 0.88 * 25.4 / 72 }
    #expect(Set(tops.map { ($0 * 10).rounded() }).count == 22)
    #expect((tops.min() ?? 0).isNear(37))
    let bottom = (lines.map(\.baseline).max() ?? 0) + 15.75 * 0.12 * 25.4 / 72
    #expect(bottom.isNear(262, within: 0.05))
  }

  @Test("std:G-12 网格 Word：行距 225÷22 毫米，字居行中")
  func wordGrid() throws {
    let set = try set { $0.grid = .wordGrid }
    let tops = set.pages[1].texts.filter { $0.size == 16 }.map(\.top).sorted()
    let pitch = 225.0 / 22
    #expect((tops.first ?? 0).isNear(37 + (pitch - em) / 2))
    #expect((tops[1] - tops[0]).isNear(pitch))
  }

  @Test("std:B-2 镜像页边：双页的版心在 26 毫米处起")
  func mirrored() throws {
    let set = try set { $0.mirrorsMargins = true }
    #expect((set.pages[1].texts.map(\.x).min() ?? 0).isNear(26, within: 0.1))
    #expect(
      (set.pages[2].texts.filter { $0.size == 16 }.map(\.x).min() ?? 0).isNear(28, within: 0.1))
  }

  @Test("std:G-81 西文随正文：数字用仿宋字体自己的字形")
  func latin() throws {
    func face(_ set: SetDocument) -> FaceID? {
      set.pages[0].items.flatMap { $0.fragment.marks }.compactMap { mark -> FaceID? in
        guard case .glyphs(let run) = mark, run.text.contains("2025") else { return nil }
        return run.face
      }.last
    }
    let usual = try set { _ in }
    let follows = try set { $0.latinFollowsText = true }
    #expect(face(usual) != face(follows))
    #expect(face(follows) == pageFonts.face(for: "2".unicodeScalars, role: .fangsong))
  }

  @Test("各级设置：稿件的在先，模板的在后，没有说的照旧")
  func levels() {
    var own = LayoutSettings()
    own.redRule = .mm(1)
    var template = LayoutSettings()
    template.redRule = .mm(0.8)
    template.mirrorsMargins = true
    let profile = LayoutProfile().applying(own.over(template))
    #expect(profile.redRule == .mm(1) && profile.mirrorsMargins)
    #expect(profile.imprintOuterRule == .mm(0.35) && profile.dashesPageNumber)
  }
}

@Suite("公文：装订")
struct OfficialBindingTests {
  private func annex(_ number: Int, _ lines: Int) -> Block {
    Block(
      .annex(
        Annex(
          number: number, title: [.text("附表\(number)")], name: "附表\(number)",
          blocks: [paragraph(han(28 * lines - 2))])))
  }

  @Test("std:G-55 附件不与正文装订：首行是发文字号加附件号，各编各的页码，版记在正文的双页末")
  func apart() throws {
    let set = try pagesOf(
      official(body: [paragraph(han(60) + "。"), annex(1, 30), annex(2, 3)]) {
        $0.isSealed = false
        $0.separatesAnnexes = true
        $0.printer = [.text("太原市市场监督管理局办公室")]
      })
    #expect(set.pages.map(\.label) == ["1", "2", "1", "2", "1"])
    #expect(set.pages[1].text("太原市市场监督管理局办公室") != nil)
    for (page, number) in [(2, 1), (4, 2)] {
      let texts = set.pages[page].texts
      let mark = try #require(texts.first)
      #expect(mark.text == "并市监〔2025〕7号附件\(number)")
      #expect(mark.top.isNear(rowTop(0)) && mark.x.isNear(28, within: 0.1))
      #expect(mark.face == pageFonts.face(for: "附".unicodeScalars, role: .hei))
      #expect(texts[1].text == "附表\(number)" || texts[1].text.hasPrefix("附表"))
      #expect(texts[1].top.isNear(rowTop(2)))
    }
    #expect(set.sequence.outline.map(\.page) == [0, 2, 4])
    // The second page of an annex has its number at the left.
    let number = try #require(set.pages[3].items.last { $0.role == .artifact(.pageNumber) })
    #expect(number.origin.x.millimetres < 60)
  }

  @Test("std:G-65 骑马订：总页数是4的倍数，版记在最后一页；空白页和版记页不编页码（G-67）", arguments: [3, 20, 40, 62])
  func saddle(lines: Int) throws {
    let plain = try pagesOf(
      official(body: [paragraph(han(28 * lines - 2))]) { $0.isSealed = false })
    let set = try pagesOf(
      official(body: [paragraph(han(28 * lines - 2))]) {
        $0.isSealed = false
        $0.isSaddleStitched = true
        $0.printer = [.text("太原市市场监督管理局办公室")]
      })
    #expect(set.pages.count % 4 == 0 && set.pages.count < plain.pages.count + 5)
    #expect(set.pages.last?.text("太原市市场监督管理局办公室") != nil)
    let added = set.pages.count - plain.pages.count
    let expected = (1...set.pages.count).map { page -> String? in
      page <= plain.pages.count || added == 1 ? String(page) : nil
    }
    #expect(set.pages.map(\.label) == expected)
    for page in set.pages.dropLast().dropFirst(plain.pages.count) { #expect(page.items.isEmpty) }
  }
}
