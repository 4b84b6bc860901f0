import Document
import Typography

/// 章, 节 and 条 of a 被印发件 (办法, 规定), as regulations are customarily printed: chapters centred
/// in 黑体, sections centred in 楷体, the words 第一条 in 黑体, items in the body's font. What is quoted within a line is no
/// article: only the beginning of a paragraph counts, up to the blank after it.
enum RegulationText {
  private enum Unit: Unicode.Scalar {
    case chapter = "章"
    case section = "节"
    case article = "条"
  }

  static func styled(_ blocks: [Block]) -> [Block] {
    // Under articles （一） and 1. count items (项, 目) and head nothing.
    let hasArticles = blocks.contains { block in
      guard case .paragraph(let paragraph) = block.content,
        case .text(let run)? = paragraph.inlines.first
      else { return false }
      return head(of: run.text)?.0 == .article
    }
    return blocks.map { block in
      if hasArticles, case .heading(let heading) = block.content, heading.level > 1 {
        return Block(.paragraph(item(heading)), place: block.place)
      }
      guard case .paragraph(let paragraph) = block.content, paragraph.role == .body,
        case .text(let run)? = paragraph.inlines.first, let (unit, end) = head(of: run.text)
      else { return block }
      var block = block
      block.content = .paragraph(styled(paragraph, run, unit, headEnd: end))
      return block
    }
  }

  private static func item(_ heading: Heading) -> Paragraph {
    let target = heading.anchor.map { [Inline.anchor(Anchor(name: $0, kind: .target))] } ?? []
    return Paragraph(.body, target + [.text(heading.number)] + heading.inlines + heading.runIn)
  }

  private static func styled(
    _ paragraph: Paragraph, _ run: TextRun, _ unit: Unit, headEnd: String.Index
  ) -> Paragraph {
    var paragraph = paragraph
    switch unit {
    case .chapter: (paragraph.role, paragraph.font) = (.centred, .hei)
    case .section: (paragraph.role, paragraph.font) = (.centred, .kai)
    case .article:
      var (number, rest) = (run, run)
      number.text = String(run.text[..<headEnd])
      number.style.font = .hei
      rest.text = String(run.text[headEnd...])
      paragraph.inlines.replaceSubrange(
        0..<1, with: rest.text.isEmpty ? [.text(number)] : [.text(number), .text(rest)])
    }
    return paragraph
  }

  /// 第一条 at the beginning of a text, followed by a blank or nothing: what it is and where it ends.
  private static func head(of text: String) -> (Unit, String.Index)? {
    let scalars = text.unicodeScalars
    guard scalars.first == "第" else { return nil }
    var index = scalars.index(after: scalars.startIndex)
    let start = index
    while index < scalars.endIndex, isDigit(scalars[index]) { index = scalars.index(after: index) }
    guard index > start, index < scalars.endIndex, let unit = Unit(rawValue: scalars[index]) else {
      return nil
    }
    let end = scalars.index(after: index)
    guard end == scalars.endIndex || [" ", "\u{3000}"].contains(scalars[end]) else { return nil }
    return (unit, end)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || "一二三四五六七八九十百零〇".unicodeScalars.contains(scalar)
  }
}
