import Diagnostics
import Document
import Typography

/// `@目录`, `@页码`, `@页眉` and the head of a 公文.
extension BodyParser {
  mutating func contents(_ line: SourceLine, _ rest: SourceLine) {
    let depths = ["一级": 1, "两级": 2, "二级": 2, "三级": 3]
    guard let depth = rest.isEmpty ? 2 : depths[rest.text] else {
      return report(
        .unknownOption(rest.text, control: "@目录", known: ["一级", "两级", "三级"]), at: rest.span)
    }
    append(.contents(depth: depth, line.span))
  }

  /// By example: the first number is the page's, the second the total; what stands around them is
  /// printed. Behind it, parted by blanks: where it stands and where it begins to count.
  mutating func pageNumber(_ line: SourceLine, _ rest: SourceLine) {
    var pages = BodyPages(span: line.span)
    var words = rest.words[...]
    var position = PageNumberForm.Position.centre
    while let word = words.last {
      if let known = PageNumberForm.Position(rawValue: word.text) {
        position = known
      } else if let first = Filter.measure(word, "从", "起"), first >= 0, first == first.rounded() {
        pages.firstNumber = Int(first)
      } else {
        break
      }
      words.removeLast()
    }
    guard let first = words.first, let last = words.last else {
      if pages.firstNumber == nil {
        report(.missingArgument(ControlWord.pageNumber.usage), at: line.span)
      }
      return append(.pages(pages))
    }
    let pattern = rest.part(first.marks.startIndex, last.marks.endIndex)
    let pieces = pattern.text == "无" ? [] : Self.pieces(of: pattern)
    guard let pieces else {
      return report(.badPageNumber(pattern.text), at: pattern.span)
    }
    pages.number = PageNumberForm(pieces, position: position)
    append(.pages(pages))
  }

  /// nil where there is no number, or more than two.
  private static func pieces(of pattern: SourceLine) -> [PageNumberForm.Piece]? {
    var pieces: [PageNumberForm.Piece] = []
    var text = ""
    var numbers = 0
    var wasDigit = false
    for mark in pattern.marks {
      let isDigit = (0x30...0x39).contains(mark.sign.value)
      defer { wasDigit = isDigit }
      guard isDigit else {
        text.unicodeScalars.append(mark.scalar)
        continue
      }
      if wasDigit { continue }
      if !text.isEmpty { pieces.append(.text(text)) }
      text = ""
      numbers += 1
      pieces.append(numbers == 1 ? .number : .total)
    }
    if !text.isEmpty { pieces.append(.text(text)) }
    return (1...2).contains(numbers) ? pieces : nil
  }

  mutating func header(_ line: SourceLine, _ rest: SourceLine) {
    guard !rest.isEmpty else {
      return report(.missingArgument(ControlWord.header.usage), at: line.span)
    }
    let header = rest.text == "无" ? [] : inlines(rest, .form)
    append(.pages(BodyPages(header: header, span: line.span)))
  }

  /// `发文字号：{{文号}}` in `@公文`: the keys of a manuscript's head.
  mutating func officialLine(_ line: SourceLine) {
    guard let colon = line.firstIndex(of: ":"), colon - line.marks.startIndex <= 12 else {
      return misfit(.officialLineWithoutColon, at: line.span)
    }
    let key = line.part(line.marks.startIndex, colon)
    let name = ManuscriptKey.named(key.text)
    if name == nil {
      let known = ManuscriptKey.allCases.map(\.rawValue)
      return report(
        .unknownOfficialKey(key.text, nearest: NearestName.of(key.text, among: known)),
        at: key.span)
    }
    let value = line.part(from: colon + 1)
    append(
      .coverField(
        BodyCoverField(
          label: key.text, value: inlines(value, name == .title ? .title : .form), suffix: [],
          span: line.span)))
  }
}
