import Diagnostics
import Document
import Testing
import Typesetting
import Typography

/// Whatever a document is made of, setting it ends: with pages, or with errors that say why not.
@Suite("页面：随机的块") struct FlowRandomTests {
  /// A repeatable source of documents.
  private struct Author {
    var dice: SeededDice

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &dice) }

    mutating func text() -> String {
      switch number(0...19) {
      case 0: ""
      case 1: String(repeating: "a", count: number(1...300))
      case 2: String(repeating: "，", count: number(1...60))
      case 3: String(repeating: "字", count: number(200...900))
      case 4: "\n\n"
      case 5: "　　"
      default:
        (0..<number(1...12)).map { _ in
          ["关于", "知识产权", "，", "。", "（", "）", "“", "”", "2025年", "3月", "——", "word ", "·", "第十二条"][
            number(0...13)]
        }.joined()
      }
    }

    mutating func inlines() -> [Inline] {
      (0..<number(1...3)).map { _ in
        switch number(0...9) {
        case 0:
          .blank(
            Blank(
              minimumWidth: .mm(Double(number(0...300))), inlines: [.text(text())],
              fills: number(0...1) == 0))
        case 1: .lineBreak
        case 2: .comb(Comb(units: ["1", "2"], count: number(0...40)))
        case 3: .anchor(Anchor(name: "甲\(number(0...3))", kind: .target))
        case 4: .deferred(.totalPages, .plain)
        case 5: .deferred(.page(ofAnchor: "甲\(number(0...3))"), .plain)
        default: .text(text())
        }
      }
    }

    mutating func paragraph() -> Block {
      let roles: [Paragraph.Role] = [
        .body, .addressee, .number, .agency, .centred, .right, .left, .footLine, .unitNote,
        .guidance,
      ]
      let size: Length? = [nil, nil, nil, .pt(5), .pt(60), .pt(400)][number(0...5)]
      return Block(
        .paragraph(Paragraph(roles[number(0...roles.count - 1)], inlines(), size: size)))
    }

    mutating func table() -> Block {
      let columns = number(1...5)
      let rows = (0..<number(1...6)).map { index in
        Table.Row(
          kind: index == 0 && number(0...2) == 0 ? .head : .body,
          cells: (0..<columns).map { _ in
            .cell(Table.Cell(role: number(0...1) == 0 ? .label : .value, blocks: [paragraph()]))
          },
          minimumHeight: number(0...9) == 0 ? .mm(Double(number(1...400))) : nil,
          keepsWithNext: number(0...3) == 0)
      }
      let widths = (0..<columns).map { _ in
        Table.Column(
          number(0...1) == 0 ? .rest : .fixed(.mm(Double(number(0...80)))),
          isVertical: number(0...9) == 0)
      }
      return Block(
        .table(Table(bands: [Table.Band(columns: widths, rows: rows)], isList: number(0...1) == 0)))
    }

    mutating func signature() -> Block {
      let kinds: [SignatureBlock.Line.Kind] = [.seal, .signature, .date, .plain]
      return Block(
        .signature(
          SignatureBlock(
            lines: (0..<number(0...5)).map { _ in .init(kinds[number(0...3)], inlines()) })))
    }

    mutating func cover() -> Block {
      Block(
        .cover(
          Cover(
            head: [inlines()], title: [.text(text())],
            fields: (0..<number(0...8)).map { _ in
              Cover.Field(label: "联系人", value: inlines(), suffix: [])
            }, foot: [inlines()])))
    }

    mutating func block(depth: Int) -> Block {
      switch number(0...13) {
      case 0: Block(.title(Title(inlines())))
      case 1, 2:
        Block(
          .heading(
            Heading(
              level: number(1...4), number: "一、", inlines: [.text(text())],
              runIn: number(0...1) == 0 ? inlines() : [], anchor: "甲\(number(0...3))")))
      case 3: table()
      case 4: signature()
      case 5: cover()
      case 6: Block(.space(rows: number(0...60)))
      case 7: Block(.pageBreak)
      case 8 where depth == 0:
        Block(
          .annex(
            Annex(
              number: number(0...1) == 0 ? nil : number(1...9), title: [.text(text())],
              name: text(), blocks: blocks(depth: 1))))
      case 9 where depth == 0:
        Block(
          .enacted(
            Annex(number: nil, title: [.text(text())], name: text(), blocks: blocks(depth: 1))))
      default: paragraph()
      }
    }

    mutating func blocks(depth: Int) -> [Block] {
      (0..<number(0...6)).map { _ in block(depth: depth) }
    }

    mutating func document() -> Document {
      let styles = PageStyle.allCases
      var document = Document(
        title: "随机", style: styles[number(0...styles.count - 1)], blocks: blocks(depth: 0))
      if number(0...5) == 0 { document.pageLimit = number(1...2) }
      if document.style == .official {
        var official = OfficialElements()
        official.issuers = (0..<number(0...7)).map { _ in "示例市人民政府" }
        official.signatories = (0..<number(0...5)).map { _ in "示例市市场监督管理局" }
        official.number = inlines()
        official.addressees = inlines()
        official.date = [.text("2025年3月5日")]
        official.note = inlines()
        official.copies = inlines()
        official.printer = inlines()
        document.official = official
      }
      return document
    }
  }

  #if DEBUG
    static let count = 60
  #else
    static let count = 10_000
  #endif

  /// Eight parts, so that all cores take their share.
  private static let parts = 8

  @Test("一万棵随机的块树都能排完（调试版取其中一部分）", arguments: 0..<parts)
  func terminates(part: Int) {
    let typesetter = Typesetter(fonts: pageFonts)
    var pages = 0
    for seed in stride(from: part + 1, through: Self.count, by: Self.parts) {
      var author = Author(dice: SeededDice(state: UInt64(seed)))
      let document = author.document()
      let result = typesetter.typeset(document)
      let count = result.pages?.pages.count ?? 0
      pages += count
      // A document without a word may have no page.
      let words = document.plainText().filter { !$0.isWhitespace }
      #expect(
        count > 0 || result.findings.hasErrors || words.isEmpty, "seed \(seed): \(words)")
    }
    // Seven documents, as in debug builds, are too few to say how many pages they should have.
    let least = Self.count < 1000 ? 0 : Self.count / Self.parts / 2
    #expect(pages > least, "\(pages)")
  }
}
