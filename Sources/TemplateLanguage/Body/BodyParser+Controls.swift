import Diagnostics
import Document
import Typography

extension BodyParser {
  mutating func perform(_ word: ControlWord, _ line: SourceLine, _ rest: SourceLine) {
    switch word {
    case .end: close(line)
    case .ifTrue:
      guard let condition = needed(rest, word, line) else { return }
      open(.choice(closed: [], condition: condition, hasOtherwise: false), word, line)
    case .elseIf, .otherwise: branch(word, line, rest)
    case .each: openEach(line, rest)
    case .include: include(line, rest)
    case .signature: open(.signature, word, line)
    case .cover: openCover(line, rest)
    case .foot: coverFoot(rest)
    case .table:
      openTable(line, rest)
    case .band: band(rest.words, rest, line)
    case .contents: contents(line, rest)
    case .pageNumber: pageNumber(line, rest)
    case .header: header(line, rest)
    case .official:
      if !rest.isEmpty {
        report(.unknownOption(rest.text, control: word.usage, known: []), at: rest.span)
      }
      open(.official, word, line)
    case .list: openList(line, rest)
    case .opinion: openOpinion(line, rest)
    case .opinionFoot: append(.opinionFoot(line.span))
    case .space: space(line, rest)
    case .pageBreak: append(.pageBreak(line.span))
    case .landscape:
      if !rest.isEmpty {
        report(.unknownOption(rest.text, control: word.usage, known: []), at: rest.span)
      }
      open(.landscape, word, line)
    case .annex:
      if rest.isEmpty { report(.missingArgument(word.usage), at: line.span) }
      append(.annex(BodyLine(inlines: inlines(rest, .title), span: rest.span), line.span))
    case .addressee: roleLine(.addressee, word, line, rest)
    case .number: roleLine(.number, word, line, rest)
    case .agency: roleLine(.agency, word, line, rest)
    case .centred: roleLine(.centred, word, line, rest)
    case .right: roleLine(.right, word, line, rest)
    case .left: roleLine(.left, word, line, rest)
    case .footLine: roleLine(.footLine, word, line, rest)
    case .guidance: roleLine(.guidance, word, line, rest)
    }
  }

  private mutating func roleLine(
    _ role: Paragraph.Role, _ word: ControlWord, _ line: SourceLine, _ rest: SourceLine
  ) {
    guard !rest.isEmpty else { return report(.missingArgument(word.usage), at: line.span) }
    append(.line(BodyLine(role: role, inlines: inlines(rest, .body), span: rest.span)))
  }

  private mutating func space(_ line: SourceLine, _ rest: SourceLine) {
    let rows = rest.isEmpty ? 1 : Filter.number(rest, upTo: 40)
    guard let rows, rows > 0 else {
      return report(.badMeasure(rest.text, usage: ControlWord.space.usage), at: rest.span)
    }
    append(.space(rows: rows, line.span))
  }

  // MARK: control flow

  /// The expression that a control word needs; without one the block is opened all the same, so
  /// that one mistake stays one message.
  private mutating func needed(
    _ rest: SourceLine, _ word: ControlWord, _ line: SourceLine
  ) -> BodyExpression? {
    if rest.isEmpty {
      report(.missingArgument(word.usage), at: line.span)
      return BodyExpression(expression: nil, span: line.span)
    }
    return expression(rest)
  }

  private mutating func branch(_ word: ControlWord, _ line: SourceLine, _ rest: SourceLine) {
    guard let last = blocks.indices.last,
      case .choice(var closed, let condition, let hasOtherwise) = blocks[last].kind
    else {
      return report(
        .branchWithoutIf(word.rawValue, openBlock: blocks.last.map { "@" + $0.word.rawValue }),
        at: line.span)
    }
    if hasOtherwise { report(.branchAfterOtherwise(word.rawValue), at: line.span) }
    closed.append(BodyChoice.Branch(condition: condition, nodes: blocks[last].nodes))
    blocks[last].nodes = []
    let next = word == .elseIf ? needed(rest, word, line) : nil
    blocks[last].kind = .choice(
      closed: closed, condition: next, hasOtherwise: word == .otherwise || hasOtherwise)
  }

  private mutating func openEach(_ line: SourceLine, _ rest: SourceLine) {
    var source = rest
    var name: String?
    let words = rest.words
    if words.count >= 3, words[words.count - 2].text == "为", let last = words.last {
      name = last.text
      source = rest.part(rest.marks.startIndex, words[words.count - 2].marks.startIndex)
    }
    guard let list = needed(source, .each, line) else { return }
    open(.each(list: list, itemName: name), .each, line)
  }

  private mutating func include(_ line: SourceLine, _ rest: SourceLine) {
    guard !rest.isEmpty else {
      return report(.missingArgument(ControlWord.include.usage), at: line.span)
    }
    let name = Filter.unquoted(rest)
    guard let includer, includePath.count <= Self.maximumIncludes else {
      return report(.includeTooDeep(limit: Self.maximumIncludes), at: line.span)
    }
    switch includer(name) {
    case .failure(let problem): report(problem, at: rest.span)
    case .success(let file):
      if includePath.contains(file.name) {
        return report(.includeCycle(includePath + [file.name]), at: rest.span)
      }
      var inner = BodyParser(
        context: context, includePath: includePath + [file.name], includer: includer)
      for line in file.sourceLines { inner.read(line) }
      inner.finish()
      findings.add(contentsOf: inner.findings)
      for node in inner.nodes { append(node) }
    }
  }

  // MARK: covers

  private mutating func openCover(_ line: SourceLine, _ rest: SourceLine) {
    var cover = BodyCover(nodes: [], span: line.span)
    for word in rest.words {
      if let cells = Filter.measure(word, "标签", "字"), cells >= 1, cells <= 20 {
        cover.labelCells = Int(cells)
      } else if let width = Filter.measure(word, "填空", ""), width >= 20, width <= 156 {
        cover.blankWidth = .mm(width)
      } else if Standing(rawValue: word.text) != nil {
        cover.standing = word.text
      } else {
        report(
          .unknownOption(word.text, control: "@封面", known: ["标签6字", "填空95", "官方文字重排"]),
          at: word.span)
      }
    }
    open(.cover(cover), .cover, line)
  }

  mutating func coverLine(_ line: SourceLine) {
    if isTitle(line) { return append(.title(titleLine(line))) }
    let hasTitle =
      blocks.last { $0.word == .cover }?.nodes.contains {
        if case .title = $0 { true } else { false }
      } ?? false
    // Lines above the title are head lines: 项目编号, 密级.
    if !hasTitle {
      return append(.line(BodyLine(inlines: inlines(line, .form), span: line.span)))
    }
    guard let colon = line.firstIndex(of: ":") else {
      return misfit(.coverLineWithoutColon, at: line.span)
    }
    let label = line.part(line.marks.startIndex, colon)
    if label.isEmpty { return report(.coverLineWithoutColon, at: line.span) }
    var parts = inlines(line.part(from: colon + 1), .form)[...]
    var value: [BodyInline] = []
    if case .blank(_, let inner, _)? = parts.first {
      value = inner
      parts = parts.dropFirst()
    } else {
      // Without ＿ the value runs up to what is written in brackets behind it.
      while let part = parts.first {
        if case .text(let text, _) = part, text.hasPrefix("（") || text.hasPrefix("(") { break }
        value.append(part)
        parts = parts.dropFirst()
      }
    }
    append(
      .coverField(
        BodyCoverField(
          label: Self.withoutBlanks(label), value: value, suffix: Array(parts), span: line.span)))
  }

  /// 联 系 人 is stored without inner blanks; layout spreads it.
  private static func withoutBlanks(_ line: SourceLine) -> String {
    var text = String.UnicodeScalarView()
    for mark in line.marks where !mark.isBlank { text.append(mark.scalar) }
    return String(text)
  }

  private mutating func coverFoot(_ rest: SourceLine) {
    var lines: [BodyLine] = []
    var begin = rest.marks.startIndex
    for index in rest.marks.indices where rest.marks[index].scalar == "／" {
      let part = rest.part(begin, index)
      lines.append(BodyLine(inlines: inlines(part, .form), span: part.span))
      begin = index + 1
    }
    let part = rest.part(from: begin)
    if part.isEmpty, lines.isEmpty {
      return report(.missingArgument(ControlWord.foot.usage), at: rest.span)
    }
    lines.append(BodyLine(inlines: inlines(part, .form), span: part.span))
    append(.coverFoot(lines))
  }

  // MARK: opinions

  private mutating func openOpinion(_ line: SourceLine, _ rest: SourceLine) {
    var opinion = BodyOpinion(
      caption: [], labelWidth: .mm(28), minimumHeight: nil, isOfficeUse: false, nodes: [],
      span: line.span)
    var captionEnd: Int?
    for word in rest.words {
      if let width = Filter.measure(word, "左", ""), width >= 8, width <= 120 {
        opinion.labelWidth = .mm(width)
      } else if let height = Filter.measure(word, "高", ""), height >= 5, height <= 250 {
        opinion.minimumHeight = .mm(height)
      } else if word.text == "主管部门填写" {
        opinion.isOfficeUse = true
      } else if captionEnd == nil {
        captionEnd = word.marks.endIndex
        opinion.caption = inlines(word, .body)
      } else {
        report(
          .unknownOption(word.text, control: "@意见栏", known: ["左24", "高41", "主管部门填写"]),
          at: word.span)
      }
    }
    if captionEnd == nil { report(.missingArgument(ControlWord.opinion.usage), at: line.span) }
    open(.opinion(opinion), .opinion, line)
  }
}

/// 性质 of a template or of a part of it (design section 3).
enum Standing: String, CaseIterable, Sendable {
  case original = "官方原件"
  case officialWords = "官方文字重排"
  case ours = "自拟示范"
}
