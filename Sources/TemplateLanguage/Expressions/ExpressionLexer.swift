import CaseData
import Diagnostics

/// Cuts an expression into tokens. Every character that belongs to none is reported.
struct ExpressionLexer {
  struct Token {
    enum Kind {
      case number(ExactDecimal, isMoney: Bool)
      case date(CalendarDate)
      /// What stands between the quotes.
      case text(Range<Int>)
      case word(String)
      case symbol(Symbol)
      case end
    }
    var kind: Kind
    var range: Range<Int>

    /// Whether a value may end here, so that an operator must follow.
    var endsOperand: Bool {
      switch kind {
      case .number, .date, .text: true
      case .symbol(let symbol): symbol == .close
      case .word, .end: false
      }
    }
  }

  enum Symbol {
    case plus, minus, times, divide
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case open, close, comma, dot
  }

  let file: SourceFile
  var reader: SignReader
  var tokens: [Token] = []
  var findings = Findings()

  static func tokens(of span: Span) -> (tokens: [Token], findings: Findings) {
    var lexer = ExpressionLexer(file: span.file, reader: SignReader(span.file, span.range))
    lexer.run()
    return (lexer.tokens, lexer.findings)
  }

  private mutating func run() {
    while true {
      reader.skipBlanks()
      if reader.isAtEnd { break }
      let sign = reader.sign
      if Signs.isDigit(sign) {
        readNumber()
      } else if Signs.isQuote(sign) {
        readText()
      } else if Signs.isWord(sign) {
        readWord()
      } else {
        readSymbol()
      }
    }
    append(.end, reader.end..<reader.end)
  }

  mutating func append(_ kind: Token.Kind, _ range: Range<Int>) {
    tokens.append(Token(kind: kind, range: range))
  }

  mutating func report(_ problem: DeclarationProblem, _ range: Range<Int>) {
    findings.add(problem, at: Label(.template, .text(Span(file, range))))
  }

  // MARK: texts

  /// From a quote to the one that closes it. “ ” may hold further pairs; placeholders are skipped.
  private mutating func readText() {
    let start = reader.offset
    let isCurly = reader.sign == 0x201C
    reader.advance()
    let content = reader.offset
    if let close = Self.closingQuote(in: reader, isCurly: isCurly) {
      append(.text(content..<close), start..<close)
      reader.offset = close
      reader.advance()
      tokens[tokens.count - 1].range = start..<reader.offset
    } else {
      report(.unclosedQuote, start..<content)
      append(.text(content..<reader.end), start..<reader.end)
      reader.offset = reader.end
    }
  }

  /// The offset of the quote that closes the text that begins at the reader; nil where there is
  /// none before the end.
  static func closingQuote(in reader: SignReader, isCurly: Bool) -> Int? {
    var reader = reader
    var depth = 1
    while !reader.isAtEnd {
      let sign = reader.sign
      switch sign {
      case 0x5C:  // \ takes the next sign literally
        reader.advance()
      case 0x7B where reader.nextSign == 0x7B:
        if let close = PlaceholderScanner.end(in: reader) {
          reader.offset = close
          continue
        }
      case 0x201C where isCurly: depth += 1
      case 0x201D where isCurly:
        depth -= 1
        if depth == 0 { return reader.offset }
      case 0x22, 0x201D, 0x201C:
        if !isCurly { return reader.offset }
      default: break
      }
      reader.advance()
    }
    return nil
  }

  // MARK: words

  private mutating func readWord() {
    let start = reader.offset
    // 裁定.A4-1: the key of a ruling is one word with its hyphens.
    let isRulingKey = followsRulingDot
    while !reader.isAtEnd, Signs.isWord(reader.sign) || (isRulingKey && reader.sign == 0x2D) {
      reader.advance()
    }
    let range = start..<reader.offset
    let text = file.foldedText(range)
    if isRulingKey {
      append(.word(text), range)
      return
    }
    split(text, range)
  }

  private var followsRulingDot: Bool {
    guard tokens.count >= 2, case .symbol(.dot) = tokens[tokens.count - 1].kind,
      case .word("裁定") = tokens[tokens.count - 2].kind
    else { return false }
    return true
  }

  /// Words are separated by blanks; where a word of the language stands against its neighbour and
  /// nothing else can be meant (`金额不为空`, `“甲”且 …`), it is taken apart all the same.
  private mutating func split(_ text: String, _ range: Range<Int>) {
    if text == "不为空" { return append(.word(text), range) }
    if tokens.last?.endsOperand == true {
      for word in ["且", "或", "不为空", "为空", "包含", "属于"]
      where text.hasPrefix(word) && text != word {
        let middle = range.lowerBound + word.utf8.count
        append(.word(word), range.lowerBound..<middle)
        split(String(text.dropFirst(word.count)), middle..<range.upperBound)
        return
      }
    }
    var ahead = reader
    ahead.skipBlanks()
    let next = ahead.sign
    let words = ["不为空", "为空", "包含", "属于"]
    for word in words where text.hasSuffix(word) && !words.contains(text) {
      if word == "包含", !Signs.isQuote(next) { continue }
      if word == "属于", next != 0x28 { continue }
      let middle = range.upperBound - word.utf8.count
      append(.word(String(text.dropLast(word.count))), range.lowerBound..<middle)
      append(.word(word), middle..<range.upperBound)
      return
    }
    append(.word(text), range)
  }

  // MARK: signs

  private mutating func readSymbol() {
    let start = reader.offset
    let symbol: Symbol?
    if reader.take("<=") || reader.take("=<") {
      symbol = .lessOrEqual
    } else if reader.take(">=") || reader.take("=>") {
      symbol = .greaterOrEqual
    } else if reader.take("!=") || reader.take("<>") {
      symbol = .notEqual
    } else if reader.take("==") {
      symbol = .equal
    } else {
      symbol = Self.symbol(reader.sign)
      reader.advance()
    }
    let range = start..<reader.offset
    guard let symbol else {
      report(.unknownCharacter(file.text(range)), range)
      return
    }
    append(.symbol(symbol), range)
  }

  private static func symbol(_ sign: UInt32) -> Symbol? {
    switch sign {
    case 0x2B: .plus
    case 0x2D: .minus
    case 0x2A: .times
    case 0x2F: .divide
    case 0x3D: .equal
    case 0x2260: .notEqual
    case 0x3C: .less
    case 0x3E: .greater
    case 0x2264: .lessOrEqual
    case 0x2265: .greaterOrEqual
    case 0x28: .open
    case 0x29: .close
    case 0x2C: .comma
    case 0x2E: .dot
    default: nil
    }
  }
}
