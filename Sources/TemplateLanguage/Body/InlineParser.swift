import Diagnostics
import Document

/// What running text may hold at a place.
struct InlineRules: Sendable {
  /// ／ is a wanted break (titles and 底 lines).
  var slashBreaks = false
  /// Where somebody signs or seals: （法定代表人签字） counts besides （签字）.
  var isForm = false
  /// False in a manuscript, which has no placeholders.
  var allowsPlaceholders = true
  /// Where no footnote may stand, with what the place is called; nil where one may.
  var refusesNotesIn: String?

  static let body = InlineRules()
  static let title = InlineRules(slashBreaks: true, refusesNotesIn: "标题")
  static let form = InlineRules(isForm: true)
}

/// Reads the running text of one line: placeholders, blanks to write on, emphasis, escapes, places
/// to sign. Every look ahead stops at the line's end and is made at most once in vain, so a line of
/// any length takes linear time.
struct InlineParser {
  let line: SourceLine
  let rules: InlineRules
  var index: Int
  var textStart: Int
  var inlines: [BodyInline] = []
  /// An unclosed placeholder or emphasis is reported once a line.
  var hasUnclosedPlaceholder = false
  private var hasUnclosedEmphasis = false
  var hasUnclosedBracket = false
  /// `\{{` that were taken literally: their `}}` are literal too.
  private var literalBraces = 0
  var findings: Findings

  init(_ line: SourceLine, _ rules: InlineRules, _ findings: Findings) {
    self.line = line
    self.rules = rules
    self.findings = findings
    index = line.marks.startIndex
    textStart = index
  }

  static func parse(
    _ line: SourceLine, _ rules: InlineRules, into findings: inout Findings
  ) -> [BodyInline] {
    var parser = InlineParser(line, rules, findings)
    parser.run()
    findings = parser.findings
    return parser.inlines
  }

  mutating func run() {
    while index < line.marks.endIndex {
      let mark = line.marks[index]
      switch mark.scalar {
      case "\\": escape()
      case "{", "｛": if !placeholder() { index += 1 }
      case "}", "｝": strayClose()
      case "＿", "_": if !blank() { index += 1 }
      case "*", "＊": if !emphasis() { index += 1 }
      case ".": if !dotted() { index += 1 }
      case "（", "(": if !anchor() { index += 1 }
      case "〔", "【", "[", "［": if !bracketed() { index += 1 }
      case "⏎": single(.lineBreak)
      case "／" where rules.slashBreaks: single(.wantedBreak)
      default: index += 1
      }
    }
    flush()
  }

  // MARK: text

  private mutating func flush() {
    if textStart < index {
      let part = line.exact(textStart, index)
      inlines.append(.text(part.text, part.span))
    }
    textStart = index
  }

  mutating func append(_ inline: BodyInline, upTo next: Int) {
    flush()
    inlines.append(inline)
    index = next
    textStart = next
  }

  private mutating func single(_ inline: BodyInline) { append(inline, upTo: index + 1) }

  /// `\` takes the next sign as it is; before a letter or digit it is itself a sign.
  private mutating func escape() {
    guard index + 1 < line.marks.endIndex,
      Self.escapable.contains(line.marks[index + 1].sign)
    else {
      index += 1
      return
    }
    flush()
    textStart = index + 1
    index += 2
    if index < line.marks.endIndex, line.marks[index].sign == line.marks[index - 1].sign,
      line.marks[index - 1].sign != "\\"
    {
      // `\{{` and `\**` take both signs.
      if line.marks[index].sign == "{" { literalBraces += 1 }
      index += 1
    }
  }
  private static let escapable: [Unicode.Scalar] = [
    "\\", "{", "}", "*", "_", "|", ".", "/", "@", "#", "(", "⏎", "←", "↑", "、", "=", "〔", "【", "[",
  ]

  // MARK: placeholders

  func isPair(_ sign: Unicode.Scalar, at index: Int) -> Bool {
    index + 1 < line.marks.endIndex && line.marks[index].sign == sign
      && line.marks[index + 1].sign == sign
  }

  private mutating func placeholder() -> Bool {
    guard isPair("{", at: index) else { return false }
    let open = line.exact(index, index + 2)
    guard rules.allowsPlaceholders else {
      if !hasUnclosedPlaceholder {
        findings.add(ManuscriptProblem.placeholder, at: Label(.template, open.place))
      }
      hasUnclosedPlaceholder = true
      index += 2
      return true
    }
    guard !hasUnclosedPlaceholder, let end = closing(from: index + 2) else {
      if !hasUnclosedPlaceholder {
        findings.add(BodyProblem.unclosedPlaceholder, at: Label(.template, open.place))
        hasUnclosedPlaceholder = nextPair("}", from: index + 2) == nil
      }
      index += 2
      return true
    }
    if let read = Self.read(line.exact(index, end), into: &findings) {
      append(.placeholder(read), upTo: end)
    } else {
      index = end
    }
    return true
  }

  /// The index after the `}}` that belongs to a `{{`; texts in quotation marks are skipped. nil
  /// where another `{{` or the line's end comes first.
  func closing(from begin: Int) -> Int? {
    var position = begin
    var quote: Unicode.Scalar?
    while position < line.marks.endIndex {
      let mark = line.marks[position]
      if let end = quote {
        if mark.scalar == end { quote = nil }
      } else if mark.scalar == "“" {
        quote = "”"
      } else if mark.scalar == "\"" {
        quote = "\""
      } else if isPair("}", at: position) {
        return position + 2
      } else if isPair("{", at: position) {
        return nil
      }
      position += 1
    }
    // A quotation mark that is never closed: the expression's reader names it.
    guard quote != nil, let end = nextPair("}", from: begin) else { return nil }
    return end + 2
  }

  private func nextPair(_ sign: Unicode.Scalar, from begin: Int) -> Int? {
    var position = begin
    while position + 1 < line.marks.endIndex {
      if isPair(sign, at: position) { return position }
      position += 1
    }
    return nil
  }

  static func read(_ part: SourceLine, into findings: inout Findings) -> BodyPlaceholder? {
    let (placeholder, problems) = ExpressionParser.parsePlaceholder(part.span)
    findings.add(contentsOf: problems)
    return placeholder.map { BodyPlaceholder(placeholder: $0) }
  }

  private mutating func strayClose() {
    guard isPair("}", at: index) else {
      index += 1
      return
    }
    if literalBraces > 0 {
      literalBraces -= 1
    } else if rules.allowsPlaceholders, !hasUnclosedPlaceholder {
      findings.add(
        BodyProblem.strayClose, at: Label(.template, line.exact(index, index + 2).place))
    }
    index += 2
  }

  // MARK: blanks

  /// ＿＿, or ＿{{…}}＿ with what stands on the line, or ＿20毫米＿ and ＿20毫米：{{…}}＿.
  private mutating func blank() -> Bool {
    var end = index
    var cells = 0
    while end < line.marks.endIndex, line.marks[end].sign == "_" {
      cells += line.marks[end].scalar == "_" ? 1 : 2
      end += 1
    }
    // A single half-width _ is part of an address or a name.
    guard cells >= 2 else {
      index = end - 1
      return false
    }
    let count = end - index
    let (given, begin) = givenWidth(from: end)
    let width = given ?? .cells(cells / 2)
    if let (contentEnd, next) = blankContent(from: begin, opening: count) {
      var inner = InlineParser(line.part(begin, contentEnd), rules, findings)
      inner.run()
      findings = inner.findings
      append(.blank(width, inner.inlines, line.exact(index, next).span), upTo: next)
      return true
    }
    if let given, let next = closingRule(from: begin, opening: count) {
      append(.blank(given, [], line.exact(index, next).span), upTo: next)
      return true
    }
    append(.blank(.cells(cells / 2), [], line.exact(index, end).span), upTo: end)
    return true
  }

  /// 20毫米 or 6字 at the head of a blank, and where what follows begins.
  private func givenWidth(from begin: Int) -> (width: BlankWidth?, next: Int) {
    var end = begin
    while end < line.marks.endIndex, end - begin < 3,
      (0x30...0x39).contains(line.marks[end].sign.value)
    {
      end += 1
    }
    guard end > begin, let number = Filter.number(line.exact(begin, end), upTo: 999), number > 0
    else { return (nil, begin) }
    let rest = line.exact(end, line.marks.endIndex)
    var width: BlankWidth?
    var next = end
    if let after = rest.index(after: "毫米") ?? rest.index(after: "mm") {
      (width, next) = (.fixed(.mm(Double(number))), after)
    } else if let after = rest.index(after: "字") {
      (width, next) = (.cells(number), after)
    }
    guard width != nil else { return (nil, begin) }
    if next < line.marks.endIndex, line.marks[next].sign == ":" { next += 1 }
    return (width, next)
  }

  /// The index after the run of ＿ that closes a blank, where it begins here.
  private func closingRule(from begin: Int, opening: Int) -> Int? {
    var next = begin
    while next < line.marks.endIndex, line.marks[next].sign == "_" { next += 1 }
    return next - begin == opening ? next : nil
  }

  /// Where the text on a blank ends and the closing run of ＿ ends: only a placeholder begins such
  /// a text, so that `姓名＿＿ 电话＿＿` stays two blanks.
  private func blankContent(from begin: Int, opening: Int) -> (end: Int, next: Int)? {
    var position = begin
    while position < line.marks.endIndex, line.marks[position].isBlank { position += 1 }
    guard isPair("{", at: position), var end = closing(from: position + 2) else { return nil }
    while end < line.marks.endIndex, line.marks[end].sign != "_" {
      if isPair("{", at: end) {
        guard let after = closing(from: end + 2) else { return nil }
        end = after
      } else if end - position > 400 {
        return nil
      } else {
        end += 1
      }
    }
    return closingRule(from: end, opening: opening).map { (end, $0) }
  }

  // MARK: emphasis

  private mutating func emphasis() -> Bool {
    guard isPair("*", at: index) else { return false }
    let begin = index + 2
    guard !hasUnclosedEmphasis, let end = nextPair("*", from: begin) else {
      if !hasUnclosedEmphasis {
        let open = line.exact(index, begin)
        findings.add(BodyProblem.unclosedEmphasis, at: Label(.template, open.place))
      }
      hasUnclosedEmphasis = true
      index = begin
      return true
    }
    emphasise(begin, end, dotted: false)
    return true
  }

  private func isDots(at position: Int) -> Bool {
    let marks = line.marks
    guard position + 1 < marks.endIndex, marks[position].scalar == ".",
      marks[position + 1].scalar == "."
    else { return false }
    let before = position > marks.startIndex ? marks[position - 1].scalar : " "
    let after = position + 2 < marks.endIndex ? marks[position + 2].scalar : " "
    return before != "." && after != "."
  }

  private mutating func dotted() -> Bool {
    let begin = index + 2
    guard isDots(at: index), begin < line.marks.endIndex, !line.marks[begin].isBlank else {
      return false
    }
    // 着重号 are for a few words: a long way to the next dots is no emphasis.
    for end in begin..<min(begin + 200, line.marks.endIndex) where isDots(at: end) {
      emphasise(begin, end, dotted: true)
      return true
    }
    return false
  }

  private mutating func emphasise(_ begin: Int, _ end: Int, dotted: Bool) {
    var inner = InlineParser(line.exact(begin, end), rules, findings)
    inner.run()
    findings = inner.findings
    append(.emphasis(inner.inlines, dotted: dotted), upTo: end + 2)
  }

  // MARK: places to sign

  /// （签字）（签名）（公章）（盖章）: in running text only where a line to fill in follows.
  private mutating func anchor() -> Bool {
    let marks = line.marks
    var end = index + 1
    while end < marks.endIndex, end - index <= 10, marks[end].sign != ")", marks[end].sign != "(" {
      end += 1
    }
    guard end < marks.endIndex, marks[end].sign == ")", end > index + 1 else { return false }
    let inner = line.exact(index + 1, end).text
    let kind: Anchor.Kind
    if Self.hasEnding(inner, ["签字", "签名", "签章"], exactly: !rules.isForm) {
      kind = .signature
    } else if Self.hasEnding(inner, ["公章", "盖章", "印章"], exactly: !rules.isForm) {
      kind = .seal
    } else {
      return false
    }
    let next = end + 1
    if !rules.isForm, next < marks.endIndex, !marks[next].isBlank,
      marks[next].sign != ":", marks[next].sign != "_"
    {
      return false
    }
    index = next
    append(.anchor(kind), upTo: next)
    return true
  }

  private static func hasEnding(_ text: String, _ endings: [String], exactly: Bool) -> Bool {
    endings.contains { exactly ? text == $0 : text.hasSuffix($0) }
  }
}
