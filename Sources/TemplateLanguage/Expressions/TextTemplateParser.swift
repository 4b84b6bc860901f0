import Diagnostics

/// Finds where placeholders end and how they divide.
enum PlaceholderScanner {
  /// The offset behind the `}}` that closes the `{{` at the reader; nil where there is none.
  /// Braces inside quotes count like others, so that a lost quote stays inside its placeholder.
  static func end(in reader: SignReader) -> Int? {
    var reader = reader
    guard reader.take("{{") else { return nil }
    while !reader.isAtEnd {
      if reader.take("}}") { return reader.offset }
      // A second opening shows that the first one was never closed.
      if reader.sign == 0x7B, reader.nextSign == 0x7B { return nil }
      reader.advance()
    }
    return nil
  }

  /// The ranges between the colons outside quotes and brackets.
  static func parts(in file: SourceFile, _ range: Range<Int>) -> [Range<Int>] {
    var reader = SignReader(file, range)
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    var depth = 0
    while !reader.isAtEnd {
      let sign = reader.sign
      if Signs.isQuote(sign) {
        reader.advance()
        if let close = ExpressionLexer.closingQuote(in: reader, isCurly: sign == 0x201C) {
          reader.offset = close
        } else {
          continue
        }
      } else if sign == 0x28 {
        depth += 1
      } else if sign == 0x29 {
        depth -= 1
      } else if sign == 0x3A, depth <= 0 {
        parts.append(start..<reader.offset)
        reader.advance()
        start = reader.offset
        continue
      }
      reader.advance()
    }
    parts.append(start..<range.upperBound)
    return parts
  }
}

extension TextTemplate {
  /// A text with its placeholders. `\` takes the next sign literally.
  static func parse(_ span: Span, depth: Int) -> (template: TextTemplate, findings: Findings) {
    var reader = SignReader(span.file, span.range)
    var findings = Findings()
    var segments: [Segment] = []
    var text: [UInt8] = []
    func flush() {
      if !text.isEmpty { segments.append(.text(String(decoding: text, as: UTF8.self))) }
      text = []
    }
    while !reader.isAtEnd {
      if reader.sign == 0x7B, reader.nextSign == 0x7B {
        let start = reader.offset
        guard let end = PlaceholderScanner.end(in: reader) else {
          findings.add(
            DeclarationProblem.unclosedPlaceholder,
            at: Label(.template, .text(Span(span.file, start..<span.upper))))
          break
        }
        flush()
        let (placeholder, more) = ExpressionParser.parsePlaceholder(
          Span(span.file, start..<end), depth: depth)
        findings.add(contentsOf: more)
        if let placeholder { segments.append(.placeholder(placeholder)) }
        reader.offset = end
        continue
      }
      if reader.sign == 0x5C { reader.advance() }
      let start = reader.offset
      reader.advance()
      text += reader.bytes[start..<reader.offset]
    }
    flush()
    return (TextTemplate(segments: segments), findings)
  }
}

extension ExpressionParser {
  /// `depth`: how many expressions stand around the placeholder.
  static func parsePlaceholder(
    _ span: Span, depth: Int
  ) -> (placeholder: Placeholder?, findings: Findings) {
    var reader = SignReader(span.file, span.range)
    _ = reader.take("{{")
    let start = reader.offset
    // The closing braces are two signs, of one or three bytes each.
    var end = span.upper
    for _ in 0..<2 {
      guard end > start else { break }
      end -= 1
      while end > start, span.file.bytes[end] & 0xC0 == 0x80 { end -= 1 }
    }
    let parts = PlaceholderScanner.parts(in: span.file, start..<max(start, end))
    var (expression, findings) = parse(Span(span.file, parts[0]), depth: depth + 1)
    var calls: [FilterCall] = []
    for part in parts.dropFirst() {
      let range = span.file.trimmed(part)
      if range.isEmpty {
        findings.add(
          DeclarationProblem.emptyFilter, at: Label(.template, .text(Span(span.file, part))))
      } else {
        calls.append(FilterCall(parsing: Span(span.file, range)))
      }
    }
    let isSound = !findings.hasErrors
    let filters = Filter.read(calls, into: &findings)
    guard let expression, isSound else { return (nil, findings) }
    return (Placeholder(expression: expression, filters: filters, span: span), findings)
  }
}

extension FilterCall {
  /// `名`, `名（甲，乙）` or `名“文字”`.
  init(parsing span: Span) {
    var reader = SignReader(span.file, span.range)
    while !reader.isAtEnd, reader.sign != 0x28, !Signs.isQuote(reader.sign) { reader.advance() }
    let file = span.file
    let name = file.foldedText(file.trimmed(span.lower..<reader.offset))
    var arguments: [String] = []
    if reader.sign == 0x28 {
      reader.advance()
      var start = reader.offset
      while !reader.isAtEnd {
        let sign = reader.sign
        if sign == 0x2C || sign == 0x29 {
          arguments.append(file.text(file.trimmed(start..<reader.offset)))
          reader.advance()
          start = reader.offset
          if sign == 0x29 { break }
        } else {
          reader.advance()
        }
      }
    } else if !reader.isAtEnd {
      let isCurly = reader.sign == 0x201C
      reader.advance()
      let close = ExpressionLexer.closingQuote(in: reader, isCurly: isCurly) ?? reader.end
      arguments.append(file.text(reader.offset..<close))
    }
    self.init(name: name, arguments: arguments, span: span)
  }
}
