import CaseData
import Diagnostics

extension DeclarationFileParser {
  // MARK: constants and computed values

  /// `name kind 签发必填 = value`.
  mutating func readConstant(_ range: Range<Int>) {
    let equals = self.equals(range)
    let head = equals.map { range.lowerBound..<$0.lowerBound } ?? range
    var tokens = self.tokens(head)[...]
    guard let nameRange = tokens.popFirst() else { return report(.fieldNameMissing, range) }
    guard let name = checkedName(nameRange) else { return }
    guard let kindRange = tokens.popFirst() else { return report(.kindMissing(name), nameRange) }
    guard let kind = fieldKind(kindRange) else { return }
    switch kind {
    case .list, .record: return report(.constantKind, kindRange)
    default: break
    }
    var isRequiredForIssue = false
    for token in tokens {
      let text = file.foldedText(token)
      if text == "签发必填" {
        isRequiredForIssue = true
      } else {
        report(.unknownCondition(text, nearest: "签发必填"), token)
      }
    }
    var value: RawNode?
    if let equals {
      let whole = file.trimmed(equals.upperBound..<range.upperBound)
      let inner = unquoted(whole)
      if inner.isEmpty { return report(.valueMissing(name), equals) }
      value = RawNode(
        .scalar(file.text(inner), isQuoted: inner != whole), at: .text(span(inner)))
    } else if !isRequiredForIssue {
      return report(.valueMissing(name), nameRange)
    }
    declarations.constants.append(
      Constant(
        name: name, kind: kind, value: value, isRequiredForIssue: isRequiredForIssue,
        place: .text(span(nameRange))))
  }

  /// The first equals sign outside brackets and quotes.
  private func equals(_ range: Range<Int>) -> Range<Int>? {
    var reader = SignReader(file, range)
    var depth = 0
    while !reader.isAtEnd {
      let sign = reader.sign
      let start = reader.offset
      reader.advance()
      if sign == 0x28 { depth += 1 } else if sign == 0x29 { depth -= 1 }
      if sign == 0x3D, depth <= 0 { return start..<reader.offset }
    }
    return nil
  }

  /// `合同.是否计入 = expression`.
  mutating func readComputed(_ range: Range<Int>) {
    guard let equals = equals(range) else {
      return report(.equalsMissing("算出：名 = 式"), range)
    }
    var path: [String] = []
    var reader = SignReader(file, file.trimmed(range.lowerBound..<equals.lowerBound))
    guard !reader.isAtEnd else { return report(.fieldNameMissing, equals) }
    var last = reader.offset..<reader.offset
    while !reader.isAtEnd {
      let start = reader.offset
      while !reader.isAtEnd, reader.sign != 0x2E { reader.advance() }
      last = file.trimmed(start..<reader.offset)
      guard !last.isEmpty, let name = checkedName(last) else {
        if last.isEmpty { report(.badName("."), start..<reader.offset + 1) }
        return
      }
      path.append(name)
      reader.advance()
    }
    guard path.count <= 8 else { return report(.nestedTooDeep, last) }
    let (expression, more) = ExpressionParser.parse(
      span(equals.upperBound..<range.upperBound))
    findings.add(contentsOf: more)
    let name = path.removeLast()
    declarations.computed.append(
      ComputedValue(
        path: path, name: name, expression: expression, nameSpan: span(last)))
  }

  // MARK: rules

  /// `每项 列表，condition，否则“message”（source）`.
  mutating func readRule(_ strength: Rule.Strength, _ range: Range<Int>, _ line: Range<Int>) {
    guard let otherwise = otherwise(range) else {
      return report(.otherwiseMissing, range.upperBound..<range.upperBound)
    }
    var condition = file.trimmed(range.lowerBound..<otherwise.comma)
    var list: [String]?
    var listSpan: Span?
    if let scope = eachScope(condition) {
      list = scope.path
      listSpan = span(scope.range)
      condition = scope.rest
    }
    let (expression, more) = ExpressionParser.parse(span(condition))
    findings.add(contentsOf: more)
    guard let message = readMessage(otherwise.end, range.upperBound) else { return }
    guard let expression else { return }
    declarations.rules.append(
      Rule(
        strength: strength, list: list, listSpan: listSpan, condition: expression,
        message: message.template,
        source: message.source, span: span(line)))
  }

  /// Where `，否则` stands: outside quotes if possible, else anywhere, so that a lost quote is
  /// reported as such.
  private func otherwise(_ range: Range<Int>) -> (comma: Int, end: Int)? {
    for skipsQuotes in [true, false] {
      var reader = SignReader(file, range)
      while !reader.isAtEnd {
        let sign = reader.sign
        if skipsQuotes, Signs.isQuote(sign) {
          reader.advance()
          if let close = ExpressionLexer.closingQuote(in: reader, isCurly: sign == 0x201C) {
            reader.offset = close
          }
        } else if let end = otherwiseEnd(reader) {
          return (reader.offset, end)
        }
        reader.advance()
      }
    }
    return nil
  }

  /// The offset behind `，否则`, or `否则` after a blank.
  private func otherwiseEnd(_ reader: SignReader) -> Int? {
    guard reader.sign == 0x2C || Signs.isBlank(reader.sign) else { return nil }
    var reader = reader
    reader.advance()
    reader.skipBlanks()
    let word = Array("否则".utf8)
    let end = reader.offset + word.count
    guard end <= reader.end, reader.bytes[reader.offset..<end].elementsEqual(word) else {
      return nil
    }
    return end
  }

  /// `每项 合同.支付，`: the path and what follows.
  private func eachScope(_ range: Range<Int>) -> (
    path: [String], range: Range<Int>, rest: Range<Int>
  )? {
    guard file.text(range).hasPrefix("每项") else { return nil }
    var reader = SignReader(file, range.lowerBound + "每项".utf8.count..<range.upperBound)
    guard Signs.isBlank(reader.sign) else { return nil }
    let start = reader.offset
    while !reader.isAtEnd, reader.sign != 0x2C { reader.advance() }
    guard !reader.isAtEnd else { return nil }
    let path = file.trimmed(start..<reader.offset)
    let names = file.foldedText(path).split(separator: ".")
    reader.advance()
    return (names.map(String.init), path, file.trimmed(reader.offset..<range.upperBound))
  }

  /// `“message”（source）` from an offset to the end of the line.
  private mutating func readMessage(
    _ start: Int, _ end: Int
  ) -> (template: TextTemplate, source: String?)? {
    let range = file.trimmed(start..<end)
    var reader = SignReader(file, range)
    guard Signs.isQuote(reader.sign) else {
      report(.messageMissing, range.isEmpty ? end..<end : firstWord(range))
      return nil
    }
    let isCurly = reader.sign == 0x201C
    let quote = reader.offset
    reader.advance()
    guard let close = ExpressionLexer.closingQuote(in: reader, isCurly: isCurly) else {
      report(.unclosedQuote, quote..<reader.offset)
      return nil
    }
    let (template, more) = TextTemplate.parse(span(reader.offset..<close), depth: 0)
    findings.add(contentsOf: more)
    reader.offset = close
    reader.advance()
    let rest = file.trimmed(reader.offset..<end)
    if rest.isEmpty { return (template, nil) }
    let ends = SignReader(file, rest)
    let text = file.foldedText(rest)
    guard ends.sign == 0x28, text.hasSuffix(")") else {
      report(.sourceExpected, rest)
      return nil
    }
    // Brackets of one or three bytes each.
    let opening = SignReader(file, rest).scalar(at: rest.lowerBound)?.length ?? 1
    let closing = file.bytes[rest.upperBound - 1] == 0x29 ? 1 : 3
    return (
      template,
      file.text(
        rest.lowerBound + opening..<max(rest.lowerBound + opening, rest.upperBound - closing))
    )
  }

  /// `A4-1 = “answer”`.
  mutating func readRuling(_ range: Range<Int>) {
    guard let equals = equals(range) else {
      return report(.equalsMissing("裁定：编号 = “答案”"), range)
    }
    let key = file.trimmed(range.lowerBound..<equals.lowerBound)
    let answer = unquoted(equals.upperBound..<range.upperBound)
    guard !key.isEmpty else { return report(.rulingKeyMissing, equals) }
    guard !answer.isEmpty else { return report(.valueMissing(file.text(key)), equals) }
    declarations.rulings.append(
      RulingAnswer(
        key: file.foldedText(key), answer: file.text(answer), place: .text(span(key))))
  }

  // MARK: holidays

  /// `放假：from—to、day　调休上班：day、day`.
  mutating func readHolidays(_ line: Range<Int>) {
    var table = HolidayTable(holidays: [], workdays: [], place: .text(span(line)))
    var reader = SignReader(file, line)
    var isWork = false
    while true {
      reader.skipBlanks()
      if reader.isAtEnd { break }
      if reader.sign == 0x2C || reader.sign == 0x3B {
        reader.advance()
        continue
      }
      let start = reader.offset
      if let word = takeWord(&reader, ["放假", "调休上班", "调休"]) {
        isWork = word != "放假"
        if reader.sign == 0x3A { reader.advance() }
        continue
      }
      guard let from = takeDate(&reader, after: nil) else {
        return report(.holidayDateExpected, start..<max(reader.offset, start + 1))
      }
      var to = from
      if takeRangeSign(&reader) {
        let second = reader.offset
        guard let end = takeDate(&reader, after: from) else {
          return report(.holidayDateExpected, second..<max(reader.offset, second + 1))
        }
        to = end
      }
      let days = from.days(to: to)
      guard (0...62).contains(days), !isWork || days == 0 else {
        return report(.holidayRange, start..<reader.offset)
      }
      if isWork { table.workdays.append(from) } else { table.holidays.append((from, to)) }
    }
    declarations.holidays.append(table)
  }

  private func takeWord(_ reader: inout SignReader, _ words: [String]) -> String? {
    for word in words {
      let end = reader.offset + word.utf8.count
      if end <= reader.end, file.text(reader.offset..<end) == word {
        reader.offset = end
        return word
      }
    }
    return nil
  }

  /// — – - ～ 至
  private func takeRangeSign(_ reader: inout SignReader) -> Bool {
    var ahead = reader
    ahead.skipBlanks()
    var found = false
    while [0x2014, 0x2D, 0x7E, 0x301C, 0x81F3, 0x2015].contains(ahead.sign) {
      ahead.advance()
      found = true
    }
    if found {
      ahead.skipBlanks()
      reader = ahead
    }
    return found
  }

  /// A date; what an end leaves out (`10月8日`, `8日`) it takes from the beginning.
  private func takeDate(_ reader: inout SignReader, after start: CalendarDate?) -> CalendarDate? {
    var numbers: [UInt32: Int] = [:]
    var last = 0
    while Signs.isDigit(reader.sign) {
      var value = 0
      while Signs.isDigit(reader.sign), value < 100_000 {
        value = value * 10 + Int(reader.sign - 0x30)
        reader.advance()
      }
      let sign = reader.sign
      if [0x5E74, 0x6708, 0x65E5].contains(sign) {
        numbers[sign] = value
        reader.advance()
      } else if sign == 0x2D || sign == 0x2E, last < 2 {
        numbers[last == 0 ? 0x5E74 : 0x6708] = value
        last += 1
        reader.advance()
      } else {
        numbers[0x65E5] = value
        break
      }
    }
    guard let year = numbers[0x5E74] ?? start?.year, let month = numbers[0x6708] ?? start?.month,
      let day = numbers[0x65E5]
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }
}
