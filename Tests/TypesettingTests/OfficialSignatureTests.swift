import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

/// The seals of a document as set: name, page, centre in millimetres.
private func seals(_ set: SetDocument) -> [(name: String, page: Int, x: Double, y: Double)] {
  set.sequence.anchors.filter { $0.kind == "seal" }.map {
    ($0.name, $0.page, $0.position.x.millimetres, $0.position.y.millimetres)
  }
}

private let seven = [
  "山西省知识产权局", "山西省教育厅", "山西省科学技术厅", "山西省工业和信息化厅", "山西省农业农村厅", "山西省卫生健康委员会", "山西省人民政府国有资产监督管理委员会",
]

@Suite("公文：署名、日期、印章")
struct OfficialSignatureTests {
  @Test("std:G-46 and G-47: the date ends 4 字 from the right, name and seal are centred on it")
  func single() throws {
    let set = try pagesOf(official())
    let page = try #require(set.pages.first)
    let date = try #require(page.text("2025年"))
    let name = try #require(page.texts.last { $0.text == "太原市市场监督管理局" && $0.ink == .black })
    #expect(date.right.isNear(184 - 4 * cellWidth, within: 0.5))
    #expect(((name.x + name.right) / 2).isNear((date.x + date.right) / 2, within: 0.5))
    #expect((date.top - name.top).isNear(rowTop(1) - rowTop(0)))
    let seal = try #require(seals(set).first)
    #expect(seal.x.isNear((date.x + date.right) / 2, within: 0.5))
    // Upper edge within a line of the text, names a little below the centre (std:G-59).
    let body = try #require(page.texts.last { $0.text.hasPrefix("山") || $0.text.hasSuffix("。") })
    let gap = seal.y - 22.5 - body.bottom
    #expect(gap >= 0 && gap <= 10.45)
    let middle = (name.top + date.bottom) / 2
    #expect(middle - seal.y > 0 && middle - seal.y <= 4)
  }

  @Test("std:G-46 a date left to the hand stays within the 版心 under the last of three names")
  func blankDate() throws {
    var document = official()
    document.official?.signatories = ["示例省财政厅", "示例省知识产权局", "示例省小企业局"]
    document.official?.date = [.text("　　　　年　　月　　日")]
    let set = try pagesOf(document)
    let date = try #require(set.pages.flatMap(\.texts).last { $0.text.hasSuffix("日") })
    #expect(date.right <= 184.05)
  }

  @Test(
    "std:G-59 the solver keeps its bounds for every diameter from 42 to 60 mm and 1 to 3 rows of text"
  )
  func solver() {
    for tenths in stride(from: 420, through: 600, by: 5) {
      for rows in 1...3 {
        let geometry = SealGeometry(
          measure: .mm(156), cell: .mm(cellWidth), pitch: .mm(10.445), bodySize: .pt(16),
          diameter: .mm(Double(tenths) / 10))
        let found = geometry.solve(textRows: rows)
        #expect(found.gap >= .zero && found.gap <= .mm(10.445), "\(tenths) \(rows)")
        #expect(found.offset > .zero && found.offset <= .mm(4), "\(tenths) \(rows)")
      }
    }
  }

  @Test("std:G-59 two empty rows for one agency and a seal of 42, 45 or 50 mm")
  func twoRows() {
    for diameter in [42.0, 45, 50] {
      let geometry = SealGeometry(
        measure: .mm(156), cell: .mm(cellWidth), pitch: .mm(10.445), bodySize: .pt(16),
        diameter: .mm(diameter))
      #expect(geometry.solve(textRows: 2).blankRows == 2)
    }
  }

  @Test(
    "std:G-48 seals of one row are 3 mm apart at least and inside the 版心, for 1 to 3 and 42 to 50 mm"
  )
  func apart() {
    for diameter in [42.0, 45, 50] {
      let geometry = SealGeometry(
        measure: .mm(156), cell: .mm(cellWidth), pitch: .mm(10.445), bodySize: .pt(16),
        diameter: .mm(diameter))
      #expect(geometry.seatsInRow == 3)
      for count in 1...3 {
        let centres = geometry.centres(count, dateWidth: .mm(36), isFurtherRow: false)
        #expect(centres.count == count)
        for (a, b) in zip(centres, centres.dropFirst()) {
          #expect(b - a >= .mm(diameter + 3))
        }
        #expect((centres.first ?? .zero) - .mm(diameter / 2) >= .zero)
        #expect((centres.last ?? .zero) + .mm(diameter / 2) <= .mm(156))
      }
    }
  }

  @Test(
    "std:G-49 seven agencies stand in rows of three, three and one, seals one diameter and 3 mm apart"
  )
  func sevenAgencies() throws {
    let set = try pagesOf(official(signatories: seven, body: [paragraph(han(400) + "。")]))
    let found = seals(set)
    #expect(found.map(\.name) == seven)
    #expect(Set(found.map(\.page)).count == 1)
    #expect(found[0].y == found[2].y && found[3].y == found[5].y)
    #expect((found[3].y - found[0].y).isNear(48))
    #expect((found[6].y - found[3].y).isNear(48))
    #expect(found[6].x.isNear(106))
    let page = set.pages[found[0].page]
    let date = try #require(page.text("2025年7") ?? page.text("2025"))
    #expect(((date.x + date.right) / 2).isNear(106, within: 0.5))
  }

  @Test(
    "a name wider than its column breaks into two lines at a seam, ending on the neighbour's baseline"
  )
  func longNames() throws {
    let set = try pagesOf(
      official(
        signatories: ["太原市市场监督管理局（知识产权局）", "太原市人民政府国有资产监督管理委员会"],
        body: [paragraph(han(200) + "。")]))
    let texts = set.pages.flatMap(\.texts).filter { $0.ink == .black }
    #expect(texts.contains { $0.text == "太原市市场监督管理局" })
    let second = try #require(texts.first { $0.text.hasPrefix("（知识产权局") })
    #expect(texts.contains { $0.text == "太原市人民政府" })
    let other = try #require(texts.first { $0.text == "国有资产监督管理委员会" })
    #expect(second.baseline.isNear(other.baseline))
  }

  @Test("市场监督管理局 is not broken after its 市")
  func market() throws {
    let set = try pagesOf(
      official(signatories: ["示例市财政局", "示例市市场监督管理局", "示例市中小企业服务中心"]))
    let texts = set.pages.flatMap(\.texts).filter { $0.ink == .black }
    #expect(texts.contains { $0.text == "示例市" })
    #expect(texts.contains { $0.text == "市场监督管理局" })
  }

  @Test("a signature block that does not fit takes two lines of text along, never stands alone")
  func notAlone() throws {
    // From a page that has room for all of it to one that has room for none.
    for count in stride(from: 200, through: 460, by: 20) {
      let set = try pagesOf(official(body: [paragraph(han(count) + "。")]))
      let seal = try #require(seals(set).first)
      let page = set.pages[seal.page]
      let text = page.texts.filter {
        !$0.isArtifact && $0.text.count > 1 && $0.size == 16 && $0.baseline < seal.y - 15
      }
      #expect(text.count >= 2, "\(count)")
      // Clear of the page number, 7 mm below the 版心.
      #expect(seal.y + 22.5 <= 268.01)
    }
  }

  @Test(
    "std:G-50 without seal: one empty row, name 2 字 from the right, date 2 字 right of its start")
  func unsealed() throws {
    let set = try pagesOf(official { $0.isSealed = false })
    let page = try #require(set.pages.first)
    #expect(seals(set).isEmpty)
    let name = try #require(page.texts.last { $0.text == "太原市市场监督管理局" && $0.ink == .black })
    let date = try #require(page.text("2025年"))
    let body = try #require(page.texts.last { $0.text.hasSuffix("。") })
    #expect(name.right.isNear(184 - 2 * cellWidth, within: 0.1))
    #expect(date.x.isNear(name.x + 2 * cellWidth, within: 0.1))
    #expect((name.top - body.top).isNear(2 * (rowTop(1) - rowTop(0))))
  }

  @Test("std:G-50 a date longer than the name keeps 2 字 from the right and moves the name")
  func longDate() throws {
    let set = try pagesOf(official(signatories: ["市财政局"]) { $0.isSealed = false })
    let page = try #require(set.pages.first)
    let name = try #require(page.text("市财政局"))
    let date = try #require(page.text("2025年"))
    #expect(date.right.isNear(184 - 2 * cellWidth, within: 0.5))
    #expect(date.x.isNear(name.x + 2 * cellWidth, within: 0.1))
  }

  @Test("std:G-54 附注 in brackets, indent 2 字, on the line below the date")
  func note() throws {
    for isSealed in [true, false] {
      let set = try pagesOf(
        official {
          $0.isSealed = isSealed
          $0.note = [.text("此件公开发布")]
        })
      let page = try #require(set.pages.first)
      let date = try #require(page.text("2025年"))
      let note = try #require(page.texts.first { $0.text.hasPrefix("（此件") })
      #expect(note.text == "（此件公开发布）")
      #expect((note.top - date.top).isNear(rowTop(1) - rowTop(0)))
      #expect(note.x.isNear(28 + 2 * cellWidth, within: 3))
    }
  }

  @Test("a note that would run into the seal moves below it")
  func longNote() throws {
    let set = try pagesOf(official { $0.note = [.text("联系人：王建国，电话：0351—1234567，传真：0351—7654321")] })
    let seal = try #require(seals(set).first)
    let note = try #require(set.pages[seal.page].texts.first { $0.text.hasPrefix("（联系人") })
    #expect(note.top >= seal.y + 22.5)
  }

  @Test("a seal larger than the 版心 is refused")
  func hugeSeal() {
    let result = typeset(official { $0.sealDiameter = .mm(160) })
    #expect(result.pages == nil)
    #expect(codes(result.findings).contains("L110"))
  }
}
