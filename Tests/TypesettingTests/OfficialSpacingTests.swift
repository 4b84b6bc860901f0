import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

/// A page's lines of body text: their em-box tops in millimetres, from the upper edge down.
private func bodyTops(_ page: Page) -> [Double] {
  let texts = page.texts.filter { !$0.isArtifact && $0.size == 16 && $0.ink == .black }
  return Array(Set(texts.map { ($0.top * 100).rounded() / 100 })).sorted()
}

@Suite("公文：为印章和日期调整行距")
struct OfficialSpacingTests {
  /// 每页 22 行；第二、三页是满的正文，末行落在各种位置。
  private func set(lines: Int, _ change: (inout OfficialElements) -> Void = { _ in }) throws
    -> SetDocument
  {
    // Paragraphs of five lines, so that a page can end nearly anywhere.
    var rest = lines
    var body: [Block] = []
    while rest > 0 {
      let count = min(5, rest)
      body.append(paragraph(han(28 * count - 5) + "。"))
      rest -= count
    }
    return try pagesOf(official(body: body, change))
  }

  private func seal(_ set: SetDocument) throws -> AnchorPlacement {
    try #require(set.sequence.anchors.first { $0.kind == "seal" })
  }

  @Test("std:G-53 三页正文不论在哪一行结束，落款前的页都不空两行以上，行距不出 25.9～34.5 磅，落款页有两行正文")
  func everyEnd() throws {
    var adjusted = 0
    for lines in 30...51 {
      let set = try set(lines: lines)
      let seal = try seal(set)
      let page = set.pages[seal.page]
      let above = bodyTops(page).filter { $0 < seal.position.y.millimetres - 12 }
      #expect(above.count >= 2, "\(lines) 行")
      for index in 0..<seal.page {
        let bottom = (bodyTops(set.pages[index]).last ?? 0) + em
        #expect(262 - bottom < 2 * 34.5 * 25.4 / 72, "\(lines) 行，第 \(index + 1) 页末 \(bottom)")
      }
      if codes(set.findings).contains("L114") { adjusted += 1 }
      #expect(!codes(set.findings).contains("L115"), "\(lines) 行")
      #expect(!codes(set.findings).contains("L101"), "\(lines) 行")
      // The seal stays clear of the text and within one line of it.
      let gap = seal.position.y.millimetres - 22.5 - ((above.last ?? 0) + em)
      #expect(gap > 0 && gap < 10.45, "\(lines) 行，\(gap)")
    }
    #expect(adjusted > 0)
  }

  @Test("std:G-53 调过行距的页首行、末行仍压在版心的上下边缘上，行距相等，每页说明一次")
  func fullPages() throws {
    var seen: Set<Bool> = []
    for lines in 30...51 {
      let set = try set(lines: lines)
      let notes = set.findings.all.filter { $0.code == "L114" }
      for finding in notes {
        guard
          case .rowsAdjusted(let page, let rows, let pitch, _)? = finding.problem as? LayoutProblem
        else { continue }
        #expect(pitch >= 25.75 && pitch <= 34.7)
        seen.insert(pitch < 29.6)
        guard page > 1 else { continue }
        let tops = bodyTops(set.pages[page - 1])
        #expect((tops.first ?? 0).isNear(37))
        let sealPage = try seal(set).page
        if page - 1 < sealPage { #expect(((tops.last ?? 0) + em).isNear(262, within: 12.2)) }
        let text = tops.prefix(8)
        for (a, b) in zip(text, text.dropFirst()) {
          #expect((b - a).isNear(pitch * 25.4 / 72, within: 0.03), "第 \(page) 页")
        }
        #expect((19...25).contains(rows))
      }
    }
    #expect(seen == [true, false], "收紧和放宽都要有：\(seen)")
  }

  @Test("std:G-53 放得下的不调；首页的版头、红线和标题不动")
  func untouched() throws {
    #expect(!codes(try set(lines: 3).findings).contains("L114"))
    for lines in 4...10 {
      let set = try set(lines: lines)
      let page = try #require(set.pages.first)
      let rule = try #require(page.rules.first { $0.ink == .red })
      let number = try #require(page.text("并市监〔"))
      #expect((rule.y - number.bottom).isNear(4, within: 0.01))
      let title = try #require(page.text("关于开展"))
      #expect(title.top.isNear(number.top + 3 * (rowTop(1) - rowTop(0)), within: 0.01))
    }
  }

  @Test("std:G-53 调不好的如实说出空了几行，不写“此页无正文”")
  func told() throws {
    let set = try set(lines: 6)
    let finding = try #require(set.findings.all.first { $0.code == "L115" })
    #expect(finding.severity == .note)
    #expect(finding.problem.message(in: .chinese).contains("空出"))
    #expect(!set.pages.flatMap(\.texts).contains { $0.text.contains("无正文") })
  }
}
