import Diagnostics
import Document

/// Decides which numbered lines are headings, when all of them are known (std:G-43).
///
/// - A line without a final 。；： is a heading as a whole.
/// - A line whose first sentence ends in 。？ or ！ with text after it is a run-in heading; one of
///   more than 40 characters, or with ； or ： in it, is body text: nobody sets that in 黑体.
/// - Any other numbered line is body text that keeps its number.
/// - Items of one level under one heading are set alike: beside a plain sentence there is no
///   run-in heading.
enum HeadingResolver {
  private enum Form {
    case whole
    /// The index just after the first sentence, in the inlines' text.
    case runIn(Int)
    case body
  }

  static func blocks(of pieces: [DocumentBuilder.Piece]) -> [Block] {
    let forms = forms(of: pieces)
    var blocks: [Block] = []
    var annexes: [(title: [Inline], place: Place, blocks: [Block])] = []
    var headings = 0
    for (index, piece) in pieces.enumerated() {
      let block: Block
      switch piece {
      case .annex(let title, let place):
        annexes.append((title, place, []))
        continue
      case .block(let plain): block = plain
      case .numbered(let mark, let inlines, let place):
        let form = forms[index] ?? .body
        if case .body = form {} else { headings += 1 }
        block = Block(content(mark, inlines, form, heading: headings, place), place: place)
      }
      if annexes.isEmpty {
        blocks.append(block)
      } else {
        annexes[annexes.count - 1].blocks.append(block)
      }
    }
    for (index, annex) in annexes.enumerated() {
      let content = Annex(
        number: annexes.count > 1 ? index + 1 : nil, title: annex.title,
        name: annex.title.plainText, blocks: annex.blocks)
      blocks.append(Block(.annex(content), place: annex.place))
    }
    return blocks
  }

  private static func content(
    _ mark: NumberMark, _ inlines: [Inline], _ form: Form, heading: Int, _ place: Place
  ) -> Block.Content {
    let anchor = "标题\(heading)"
    switch form {
    case .whole:
      return .heading(
        Heading(level: mark.level, number: mark.text, inlines: inlines, anchor: anchor))
    case .runIn(let length):
      let (first, rest) = split(inlines, after: length)
      return .heading(
        Heading(
          level: mark.level, number: mark.text, inlines: first, runIn: rest, anchor: anchor))
    case .body:
      let number = Inline.text(TextRun(mark.text, place: place))
      var paragraph = Paragraph(.body, [number] + inlines)
      paragraph.item = Paragraph.Item(level: mark.level, number: mark.text)
      return .paragraph(paragraph)
    }
  }

  private static func forms(of pieces: [DocumentBuilder.Piece]) -> [Int: Form] {
    var forms: [Int: Form] = [:]
    // The run of items of each level that is open; a number of a higher level closes it.
    var groups: [Int: [Int]] = [:]
    func close(_ level: Int) {
      let members = groups[level] ?? []
      let hasSentence = members.contains { if case .body? = forms[$0] { true } else { false } }
      for member in members where hasSentence {
        if case .runIn? = forms[member] { forms[member] = .body }
      }
      groups[level] = nil
    }
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .annex: for level in 1...4 { close(level) }
      case .block(let block):
        if case .title = block.content { for level in 1...4 { close(level) } }
      case .numbered(let mark, let inlines, _):
        for level in (mark.level + 1)..<6 { close(level) }
        // A list that starts again at 1 is another list.
        if mark.value == 1 { close(mark.level) }
        forms[index] = form(mark, inlines.plainText)
        groups[mark.level, default: []].append(index)
      }
    }
    for level in 1...4 { close(level) }
    return forms
  }

  private static let sentenceEnds: [Unicode.Scalar] = ["。", "；", "：", "，", "！", "？", ";", ":"]

  private static func form(_ mark: NumberMark, _ text: String) -> Form {
    let scalars = Array(text.unicodeScalars)
    guard let last = scalars.last(where: { $0 != " " && $0 != "\u{3000}" }) else { return .body }
    if let end = firstSentence(scalars), end < scalars.count { return .runIn(end) }
    if sentenceEnds.contains(last) { return .body }
    // A long item that only lacks its final mark is no heading.
    if mark.level >= 3, scalars.count > 40 || scalars.contains("，") { return .body }
    return .whole
  }

  /// The index after the first 。？ or ！ that stands outside brackets and quotes; nil where there is none
  /// or where the sentence is too long for a heading.
  private static func firstSentence(_ scalars: [Unicode.Scalar]) -> Int? {
    var depth = 0
    for (index, scalar) in scalars.prefix(41).enumerated() {
      switch scalar {
      case "（", "“", "《", "(": depth += 1
      case "）", "”", "》", ")": depth = max(0, depth - 1)
      case "。", "？", "！": if depth == 0 { return index + 1 }
      case "；", "：": if depth == 0 { return nil }
      default: break
      }
    }
    return nil
  }

  /// Divides inlines where their text has `length` scalars.
  private static func split(
    _ inlines: [Inline], after length: Int
  ) -> (first: [Inline], rest: [Inline]) {
    var first: [Inline] = []
    var left = length
    for (index, inline) in inlines.enumerated() {
      let count = [inline].plainText.unicodeScalars.count
      if left >= count {
        first.append(inline)
        left -= count
        continue
      }
      guard left > 0, case .text(let run) = inline else {
        return (first, Array(inlines[index...]))
      }
      let scalars = run.text.unicodeScalars
      let cut = scalars.index(scalars.startIndex, offsetBy: left)
      var head = run
      var tail = run
      head.text = String(scalars[..<cut])
      tail.text = String(scalars[cut...])
      return (first + [.text(head)], [.text(tail)] + Array(inlines[(index + 1)...]))
    }
    return (first, [])
  }
}
