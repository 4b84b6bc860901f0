import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

/// A form with one box of this height, whose text is `count` characters, and text around it.
private func form(_ count: Int, height: Double = 60, isTall: Bool = true) -> Document {
  var source = table("高\(Int(height)) | 实施情况 | {\(han(count))} |".withBand)
  guard case .cell(var cell) = source.bands[0].rows[0].cells[1] else {
    return Document(title: "", style: .form)
  }
  cell.overflow = .continuation
  if !isTall { source.bands[0].rows[0].minimumHeight = nil }
  source.bands[0].rows[0].cells[1] = .cell(cell)
  return Document(
    title: "申报书", style: .form,
    blocks: [paragraph("前文。"), Block(.table(source)), paragraph("后文。")])
}

extension String {
  fileprivate var withBand: String { "栏 28 *\n" + self }
}

@Suite("续页")
struct ContinuationTests {
  private func pages(_ document: Document) throws -> SetDocument {
    let (pages, findings) = typeset(document)
    return SetDocument(sequence: try #require(pages), findings: findings)
  }

  @Test("Text that fits stays in its box, and nothing refers to another page")
  func fits() throws {
    let set = try pages(form(200))
    #expect(set.pages.count == 1 && set.findings.isEmpty)
    #expect(!set.pages[0].texts.contains { $0.text.contains("余文") })
  }

  @Test("What does not fit goes on behind the document; box and page name each other's number")
  func goesOn() throws {
    let set = try pages(form(900))
    #expect(set.findings.isEmpty)
    #expect(set.pages.count == 2)
    let reference = try #require(set.pages[0].text("（余文见第"))
    #expect(reference.text == "（余文见第2页）")
    #expect(set.pages[1].text("实施情况（接第")?.text == "实施情况（接第1页）")
    // The text around the box is where it was, the box has its stated height.
    #expect(set.pages[0].text("后文。") != nil)
    let lines = set.pages.flatMap(\.texts).filter { !$0.isArtifact }
    let body = lines.map(\.text).joined().filter { "山高水长天地人和".contains($0) }
    #expect(body == han(900))
  }

  @Test("The lines on the extra page have the box's edges and belong to its cell")
  func sameCell() throws {
    let set = try pages(form(900))
    func lines(_ page: Page) -> [(x: Double, role: ItemRole)] {
      page.items.filter { item in
        item.fragment.marks.contains {
          if case .glyphs(let run) = $0 {
            run.text.hasPrefix("山高") || run.glyphs.count > 20
          } else {
            false
          }
        }
      }.compactMap { item in
        guard case .glyphs(let run)? = item.fragment.marks.first else { return nil }
        let x = item.origin.x + run.origin.x + (run.glyphs.first?.offset.x ?? .zero)
        return (x.millimetres, item.role)
      }
    }
    let (first, second) = (lines(set.pages[0]), lines(set.pages[1]))
    #expect(second.count > 3)
    let role = try #require(first.last?.role)
    #expect(second.allSatisfy { $0.role == role })
    #expect(second.allSatisfy { $0.x.isNear(first.last?.x ?? 0, within: 0.05) })
  }

  @Test("Text of several pages goes on over as many, its label again with （续）")
  func severalPages() throws {
    let set = try pages(form(6_200))
    #expect(set.pages.count > 5)
    let body = set.pages.flatMap(\.texts).filter { !$0.isArtifact }.map(\.text).joined()
      .filter { "山高水长天地人和".contains($0) }
    #expect(body == han(6_200))
    #expect(set.pages[2].texts.contains { $0.isArtifact && $0.text.contains("（续）") })
    for page in set.pages {
      let outside = page.texts.filter {
        $0.bottom > 297 - 12 || $0.right > 210 - 24 + ($0.text.hasSuffix("）") ? 2.2 : 0.1)
      }
      #expect(outside.map { "\($0.text) \($0.right) \($0.bottom)" } == [])
    }
  }

  @Test("A box without a height, or too low to break off in, grows and says what to write")
  func tooLow() throws {
    for document in [form(900, isTall: false), form(900, height: 12)] {
      let (pages, findings) = typeset(document)
      #expect(pages != nil)
      #expect(codes(findings) == ["L306"])
      #expect(
        findings.all[0].problem.message(in: .chinese)
          == "本格太矮，放不下两行文字和“余文见第×页”，不能续页，已加高")
      #expect(findings.all[0].problem.remedy(in: .chinese) == "给这一行写上高度，如“高60”")
    }
  }

  @Test("Two boxes have a page each, in their order")
  func twoBoxes() throws {
    var document = form(900)
    document.blocks += form(800).blocks
    let set = try pages(document)
    #expect(set.pages.count == 3)
    #expect(
      set.pages[0].texts.filter { $0.text.hasPrefix("（余文见第") }.map(\.text) == [
        "（余文见第2页）", "（余文见第3页）",
      ])
  }
}

@Suite("目录、页码和页眉")
struct PageFurnitureTests {
  private func report(_ chapters: Int, numbers: PageSettings? = nil) -> Document {
    var blocks: [Block] = [Block(.contents(Contents(depth: 2)))]
    if let numbers { blocks.append(Block(.pages(numbers))) }
    for chapter in 1...chapters {
      blocks.append(heading(1, "第\(chapter)、", "章名\(chapter)"))
      blocks.append(heading(2, "（一）", "节名\(chapter)"))
      blocks.append(heading(3, "1.", "不列入的标题\(chapter)"))
      blocks += (0..<6).map { _ in paragraph(han(160) + "。") }
    }
    return Document(title: "可行性报告", style: .report, blocks: blocks)
  }

  @Test("std:T the 目录 lists headings to its depth with the numbers of the pages that they begin on")
  func contents() throws {
    let (sequence, findings) = typeset(report(9))
    let pages = try #require(sequence).pages
    #expect(findings.isEmpty)
    for chapter in 1...9 {
      for name in ["第\(chapter)、章名\(chapter)", "（一）节名\(chapter)"] {
        let line = try #require(pages[0].texts.first { $0.text == name })
        let number = try #require(
          pages[0].texts.first {
            $0.baseline.isNear(line.baseline) && Int($0.text) != nil && !$0.isArtifact
          })
        let real = try #require(
          pages.dropFirst().first { page in page.texts.contains { $0.text == name } })
        #expect(number.text == real.label)
        // Numbers end at the right edge of the type area.
        #expect(number.right.isNear(186, within: 0.3))
      }
    }
    #expect(!pages[0].texts.contains { $0.text.contains("不列入") })
  }

  @Test("Dots stand at the same places on every line, between the words and the number")
  func leaders() throws {
    let (sequence, _) = typeset(report(4))
    let page = try #require(sequence).pages[0]
    let lines = page.items.filter { $0.role == .artifact(.leader) }
    #expect(lines.count == 8)
    var phases: Set<Int> = []
    for item in lines {
      for case .rule(let rect, _) in item.fragment.marks {
        phases.insert((item.origin.x + rect.minX).emu % (TypeSize.four / 3).emu)
      }
    }
    #expect(phases.count == 1)
  }

  @Test("A long 目录 takes pages of its own, and numbers still agree")
  func longContents() throws {
    let (sequence, _) = typeset(report(40))
    let pages = try #require(sequence).pages
    let last = pages.last { page in page.texts.contains { $0.text == "第40、章名40" && !$0.isArtifact }
    }
    let entry = pages.prefix(4).flatMap(\.texts).first { $0.text == "第40、章名40" }
    #expect(last?.label != nil && entry != nil)
    #expect(pages[1].texts.contains { $0.text.hasPrefix("（一）节名") })
  }

  @Test("第×页 共×页: the total is the last number of the run, a cover is not counted")
  func stated() throws {
    let form = PageNumberForm(
      [.text("第"), .number, .text("页　共"), .total, .text("页")], position: .right)
    var document = report(5, numbers: PageSettings(number: form, firstNumber: 1))
    document.blocks.insert(
      Block(.cover(Cover(title: [.text("报告")], fields: []))), at: 0)
    let (sequence, findings) = typeset(document)
    let pages = try #require(sequence).pages
    #expect(findings.isEmpty)
    #expect(pages[0].label == nil)
    let body = pages.filter { page in
      page.texts.contains { $0.text.hasPrefix("第") && $0.isArtifact }
    }
    #expect(body.count == pages.count - 2)
    for (index, page) in body.enumerated() {
      let number = try #require(page.texts.first { $0.isArtifact && $0.text.hasPrefix("第") })
      #expect(number.text == "第\(index + 1)页　共\(body.count)页")
      #expect(number.right.isNear(186, within: 0.2))
    }
  }

  @Test("页码 无 prints none but goes on counting; 外侧 changes sides")
  func noneAndOutside() throws {
    let outside = PageNumberForm([.number], position: .outside)
    let document = report(3, numbers: PageSettings(number: outside))
    let pages = try #require(typeset(document).pages).pages
    for page in pages.dropFirst() {
      let label = try #require(page.label.flatMap { Int($0) })
      let number = try #require(page.texts.first { $0.isArtifact && $0.text == "\(label)" })
      #expect(
        label % 2 == 1 ? number.right.isNear(186, within: 0.2) : number.x.isNear(30, within: 0.2))
    }
    let none = report(3, numbers: PageSettings(number: PageNumberForm([])))
    let silent = try #require(typeset(none).pages).pages
    #expect(silent.dropFirst().allSatisfy { page in !page.texts.contains { $0.isArtifact } })
  }

  @Test("页眉 stands centred above the type area from its page on; one that is too long is refused")
  func header() throws {
    let document = report(3, numbers: PageSettings(header: [.text("可行性报告")]))
    let pages = try #require(typeset(document).pages).pages
    #expect(!pages[0].texts.contains { $0.text == "可行性报告" })
    for page in pages.dropFirst() {
      let text = try #require(page.text("可行性报告"))
      #expect(text.isArtifact && text.bottom < 25.4)
      #expect(((text.x + text.right) / 2).isNear(108, within: 0.3))
    }
    let long = typeset(report(2, numbers: PageSettings(header: [.text(han(90))])))
    #expect(long.pages == nil && codes(long.findings) == ["L121"])
    #expect(long.findings.all[0].problem.message(in: .chinese) == "页眉一行放不下")
  }
}
