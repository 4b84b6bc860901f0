import Document
import Pages
import Testing
import Typesetting
import Typography

/// A typesetter keeps what it has composed; nobody may notice but by the clock.
@Suite("断行：排过的不再排") struct LinesCacheTests {
  private func document(_ paragraphs: [String], size: Length? = nil) -> Document {
    Document(
      title: "告知书", style: .paper,
      blocks: paragraphs.map {
        Block(.paragraph(Paragraph(.body, [.text($0)], size: size)))
      })
  }

  private func dump(_ document: Document, _ typesetter: Typesetter) throws -> String {
    try #require(typesetter.typeset(document).pages).dump()
  }

  private static let paragraphs = (0..<5).map {
    "第\($0)项申报单位应当在2025年10月15日前提交申报书、合同和付款凭证，所附复印件与原件一致，并对“真实性”负责。"
  }

  @Test("同一排版器排第二遍、第三遍，与新排版器排的一样")
  func same() throws {
    let expected = try dump(document(Self.paragraphs), Typesetter(fonts: pageFonts))
    let typesetter = Typesetter(fonts: pageFonts)
    for _ in 0..<3 { #expect(try dump(document(Self.paragraphs), typesetter) == expected) }
  }

  @Test("字号不同、文字规范等价而码位不同，都另排")
  func different() throws {
    let typesetter = Typesetter(fonts: pageFonts)
    let composed = "负责人Ren\u{E9}确认。"
    let decomposed = "负责人Rene\u{301}确认。"
    #expect(composed == decomposed)
    for text in [composed, decomposed, composed] {
      let pages = try #require(typesetter.typeset(document([text])).pages)
      let scalars = pages.pages.flatMap(\.items).flatMap(\.fragment.marks).flatMap { mark in
        if case .glyphs(let run) = mark { return Array(run.text.unicodeScalars) }
        return []
      }
      #expect(scalars == Array(text.unicodeScalars))
    }
    let small = try dump(document(Self.paragraphs, size: .pt(12)), typesetter)
    #expect(try small != dump(document(Self.paragraphs), typesetter))
  }

  @Test("一千份各不相同的文书排过以后，仍与新排的一样")
  func many() throws {
    let typesetter = Typesetter(fonts: pageFonts)
    for number in 0..<1_000 {
      _ = typesetter.typeset(document(["编号\(number)", Self.paragraphs[0]]))
    }
    let last = document(["编号1", "编号999"] + Self.paragraphs)
    #expect(try dump(last, typesetter) == dump(last, Typesetter(fonts: pageFonts)))
  }

  @Test("有话要说的段落每次都说")
  func findings() {
    let typesetter = Typesetter(fonts: pageFonts)
    for _ in 0..<3 {
      let codes = typesetter.typeset(document(["地址\u{10FFFD}街"])).findings.all.map(\.code)
      #expect(codes.contains("L001"))
    }
  }
}
