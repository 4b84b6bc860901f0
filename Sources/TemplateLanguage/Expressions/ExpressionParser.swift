import Diagnostics

/// Reads expressions and placeholders.
public enum ExpressionParser {
  /// The expression that fills the span (a range of one source file, blanks around it allowed),
  /// or nil where there is an error; each error points at its character.
  public static func parse(_ span: Span) -> (expression: Expression?, findings: Findings) {
    parse(span, depth: 0)
  }

  /// A placeholder. `span` includes the braces.
  public static func parsePlaceholder(
    _ span: Span
  ) -> (placeholder: Placeholder?, findings: Findings) {
    parsePlaceholder(span, depth: 0)
  }

  static func parse(
    _ span: Span, depth: Int
  ) -> (expression: Expression?, findings: Findings) {
    // What is far too long is not looked at.
    let isHuge = span.range.count > 4 * Expression.maximumLength
    let range = isHuge ? span.range : span.file.trimmed(span.range)
    guard range.count <= Expression.maximumLength else {
      let start = range.lowerBound..<range.lowerBound
      return (nil, .one(.expressionTooLong, Span(span.file, start)))
    }
    let trimmed = Span(span.file, range)
    let (tokens, lexical) = ExpressionLexer.tokens(of: trimmed)
    if range.isEmpty { return (nil, .one(.emptyExpression, trimmed)) }
    var parser = TokenParser(file: span.file, tokens: tokens, depth: depth)
    parser.findings = lexical
    do throws(TokenParser.Stop) {
      let expression = try parser.parseWhole()
      return (parser.findings.hasErrors ? nil : expression, parser.findings)
    } catch {
      // What the lexer could not read makes the parser stumble too: one cause, one message.
      if !lexical.hasErrors {
        parser.findings.add(error.problem, at: Label(.template, .text(error.span)))
      }
      return (nil, parser.findings)
    }
  }
}

extension Findings {
  static func one(_ problem: DeclarationProblem, _ span: Span) -> Findings {
    Findings([Diagnostic(problem, at: [Label(.template, .text(span))])])
  }
}

/// Tokens → tree, by recursive descent: 或, 且, 非, comparison, ＋ －, × ÷, sign, postfix.
struct TokenParser {
  struct Stop: Error {
    var problem: DeclarationProblem
    var span: Span
  }

  let file: SourceFile
  let tokens: [ExpressionLexer.Token]
  var depth: Int
  var index = 0
  var findings = Findings()

  init(file: SourceFile, tokens: [ExpressionLexer.Token], depth: Int) {
    self.file = file
    self.tokens = tokens
    self.depth = depth
  }

  typealias Token = ExpressionLexer.Token

  var token: Token { tokens[min(index, tokens.count - 1)] }
  var span: Span { Span(file, token.range) }

  mutating func advance() { index += 1 }

  func isSymbol(_ symbol: ExpressionLexer.Symbol) -> Bool {
    if case .symbol(symbol) = token.kind { return true }
    return false
  }

  func isWord(_ word: String) -> Bool {
    if case .word(word) = token.kind { return true }
    return false
  }

  /// The token as written, for messages; nil at the end.
  var found: String? {
    if case .end = token.kind { return nil }
    return String(file.text(token.range).prefix(12))
  }

  mutating func parseWhole() throws(Stop) -> Expression {
    let result = try parseOr()
    guard case .end = token.kind else {
      if isSymbol(.close) { throw Stop(problem: .unexpectedClose, span: span) }
      throw Stop(problem: .operatorExpected(found: found ?? ""), span: span)
    }
    return result
  }

  /// One level of nesting deeper.
  private mutating func nested<T>(
    _ body: (inout TokenParser) throws(Stop) -> T
  ) throws(Stop) -> T {
    guard depth < Expression.maximumNesting else {
      throw Stop(problem: .nestedTooDeep, span: span)
    }
    depth += 1
    let result = try body(&self)
    depth -= 1
    return result
  }

  // MARK: levels

  mutating func parseOr() throws(Stop) -> Expression {
    try parseChain({ $0.isWord("或") ? .or : nil }, { parser throws(Stop) in try parser.parseAnd() })
  }

  private mutating func parseAnd() throws(Stop) -> Expression {
    try parseChain(
      { $0.isWord("且") ? .and : nil }, { parser throws(Stop) in try parser.parseNot() })
  }

  private mutating func parseSum() throws(Stop) -> Expression {
    try parseChain(
      { $0.isSymbol(.plus) ? .plus : $0.isSymbol(.minus) ? .minus : nil },
      { parser throws(Stop) in try parser.parseProduct() })
  }

  private mutating func parseProduct() throws(Stop) -> Expression {
    try parseChain(
      { $0.isSymbol(.times) ? .times : $0.isSymbol(.divide) ? .dividedBy : nil },
      { parser throws(Stop) in try parser.parseSigned() })
  }

  private mutating func parseChain(
    _ operatorHere: (TokenParser) -> Expression.Operator?,
    _ operand: (inout TokenParser) throws(Stop) -> Expression
  ) throws(Stop) -> Expression {
    let first = try operand(&self)
    var rest: [(Expression.Operator, Span, Expression)] = []
    while let found = operatorHere(self) {
      let place = span
      advance()
      rest.append((found, place, try operand(&self)))
    }
    guard let last = rest.last else { return first }
    return Expression(.chain(first, rest), first.span.joined(last.2.span))
  }

  private mutating func parseNot() throws(Stop) -> Expression {
    guard isWord("非") else { return try parseComparison() }
    let start = span
    advance()
    let operand = try nested { parser throws(Stop) in try parser.parseNot() }
    return Expression(.not(operand), start.joined(operand.span))
  }

  private mutating func parseComparison() throws(Stop) -> Expression {
    let left = try parseSum()
    if isWord("包含") {
      advance()
      let right = try parseSum()
      return Expression(.contains(left, right), left.span.joined(right.span))
    }
    if isWord("属于") { return try parseBelongs(left) }
    if isWord("不为空") || isWord("为空") {
      let isEmpty = isWord("为空")
      let end = span
      advance()
      return Expression(.emptiness(left, isEmpty: isEmpty), left.span.joined(end))
    }
    guard let comparison = comparisonHere else { return left }
    let place = span
    advance()
    let right = try parseSum()
    if comparisonHere != nil { throw Stop(problem: .chainedComparison, span: span) }
    return Expression(.comparison(comparison, place, left, right), left.span.joined(right.span))
  }

  private var comparisonHere: Expression.Comparison? {
    guard case .symbol(let symbol) = token.kind else { return nil }
    switch symbol {
    case .equal: return .equal
    case .notEqual: return .notEqual
    case .less: return .less
    case .lessOrEqual: return .lessOrEqual
    case .greater: return .greater
    case .greaterOrEqual: return .greaterOrEqual
    default: return nil
    }
  }

  private mutating func parseBelongs(_ left: Expression) throws(Stop) -> Expression {
    advance()
    guard isSymbol(.open) else {
      throw Stop(problem: .listExpected(found: found), span: span)
    }
    let (options, end) = try parseArguments()
    guard !options.isEmpty else { throw Stop(problem: .listExpected(found: "）"), span: end) }
    return Expression(.belongs(left, options), left.span.joined(end))
  }

  private mutating func parseSigned() throws(Stop) -> Expression {
    guard isSymbol(.minus) || isSymbol(.plus) else { return try parsePostfix() }
    let start = span
    let isMinus = isSymbol(.minus)
    advance()
    let operand = try nested { parser throws(Stop) in try parser.parseSigned() }
    guard isMinus else { return operand }
    return Expression(.negated(operand), start.joined(operand.span))
  }

  private mutating func parsePostfix() throws(Stop) -> Expression {
    var result = try parsePrimary()
    var members = 0
    while isSymbol(.dot) {
      members += 1
      guard members <= Expression.maximumNesting else {
        throw Stop(problem: .nestedTooDeep, span: span)
      }
      advance()
      guard case .word(let name) = token.kind else {
        throw Stop(problem: .memberExpected(found: found), span: span)
      }
      result = Expression(
        .member(result, name, nameSpan: span), result.span.joined(span))
      advance()
    }
    return result
  }

  private mutating func parsePrimary() throws(Stop) -> Expression {
    let start = span
    switch token.kind {
    case .number(let value, let isMoney):
      advance()
      return Expression(.number(value, isMoney: isMoney), start)
    case .date(let date):
      advance()
      return Expression(.date(date), start)
    case .text(let range):
      advance()
      let (template, more) = TextTemplate.parse(Span(file, range), depth: depth)
      findings.add(contentsOf: more)
      return Expression(.text(template), start)
    case .word(let word): return try parseWord(word, start)
    case .symbol(.open): return try parseBracket(start)
    case .symbol, .end:
      throw Stop(problem: .operandExpected(found: found), span: start)
    }
  }

  private mutating func parseBracket(_ start: Span) throws(Stop) -> Expression {
    advance()
    let inner = try nested { parser throws(Stop) in try parser.parseOr() }
    guard isSymbol(.close) else {
      throw Stop(problem: .closeExpected(found: found, opened: start), span: span)
    }
    let end = span
    advance()
    // The span keeps the brackets; the tree has no use for them.
    return Expression(inner.kind, start.joined(end))
  }

  private mutating func parseWord(_ word: String, _ start: Span) throws(Stop) -> Expression {
    switch word {
    case "是", "否":
      advance()
      return Expression(.truth(word == "是"), start)
    case "且", "或", "包含", "属于", "为空", "不为空":
      throw Stop(problem: .operandExpected(found: word), span: start)
    default: break
    }
    advance()
    guard isSymbol(.open) else { return Expression(.name(word), start) }
    let (arguments, end) = try parseArguments()
    if let function = Function(rawValue: word) {
      return Expression(.call(function, nameSpan: start, arguments), start.joined(end))
    }
    return Expression(.unknownCall(word, nameSpan: start, arguments), start.joined(end))
  }

  /// `（a，b）`; the span is that of the closing bracket.
  private mutating func parseArguments() throws(Stop) -> ([Expression], Span) {
    let opened = span
    advance()
    if isSymbol(.close) {
      defer { advance() }
      return ([], span)
    }
    var arguments: [Expression] = []
    while true {
      arguments.append(try nested { parser throws(Stop) in try parser.parseOr() })
      if isSymbol(.comma) {
        advance()
      } else if isSymbol(.close) {
        defer { advance() }
        return (arguments, span)
      } else {
        throw Stop(problem: .closeExpected(found: found, opened: opened), span: span)
      }
    }
  }
}
