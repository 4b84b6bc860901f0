import Diagnostics

/// JSON by RFC 8259, strictly, with the place of every value. Walks UTF-8 bytes.
///
/// Slips of the hand (a trailing comma, a missing comma, a comment, full-width signs) are reported
/// and read over, so that a run shows them all; what cannot be read over ends the reading.
struct JSONReader {
  static let depthLimit = 64
  /// After this many findings the reading stops.
  static let findingLimit = 100

  let file: SourceFile
  private let bytes: [UInt8]
  private var index = 0
  private var findings = Findings()
  private var isOver = false

  init(file: SourceFile) {
    self.file = file
    bytes = file.bytes
  }

  static func read(_ file: SourceFile) -> (RawNode?, Findings) {
    var reader = JSONReader(file: file)
    let node = reader.document()
    return (node, reader.findings)
  }

  private mutating func document() -> RawNode? {
    skipBlanks()
    guard index < bytes.count else {
      report(.emptyFile, 0..<0)
      return nil
    }
    let node = value(depth: 0)
    skipBlanks()
    if !isOver, index < bytes.count { report(.textAfterEnd(character(at: index)), here) }
    return node
  }

  // MARK: Values

  private mutating func value(depth: Int) -> RawNode? {
    guard index < bytes.count else {
      stop(.unexpectedEnd)
      return nil
    }
    switch bytes[index] {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard depth < Self.depthLimit else {
        stop(.tooDeep(limit: Self.depthLimit))
        return nil
      }
      return bytes[index] == UInt8(ascii: "{") ? object(depth: depth) : list(depth: depth)
    case UInt8(ascii: "\""):
      let start = index
      return string().map { node(.scalar($0, isQuoted: true), start) }
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return number()
    default: return word()
    }
  }

  private func node(_ content: RawNode.Content, _ start: Int) -> RawNode {
    RawNode(content, at: .text(Span(file, start..<index)))
  }

  private mutating func object(depth: Int) -> RawNode? {
    let start = index
    index += 1
    var members: [(key: String, keyPlace: Place, value: RawNode)] = []
    var seen: [String: Place] = [:]
    while !isOver {
      guard separate(closing: UInt8(ascii: "}"), isFirst: members.isEmpty) else { break }
      let keyStart = index
      guard let key = key() else { break }
      let keyPlace = Place.text(Span(file, keyStart..<index))
      guard colon(after: key) else { break }
      skipBlanks()
      guard let value = value(depth: depth + 1) else { break }
      if let earlier = seen[key] {
        add(.duplicateKey(key), [Label(.data, keyPlace), Label(.related, earlier)])
      } else {
        seen[key] = keyPlace
        members.append((key, keyPlace, value))
      }
    }
    return RawNode(.object(members), at: .text(Span(file, start..<start + 1)))
  }

  private mutating func list(depth: Int) -> RawNode? {
    let start = index
    index += 1
    var items: [RawNode] = []
    while !isOver {
      guard separate(closing: UInt8(ascii: "]"), isFirst: items.isEmpty) else { break }
      guard let item = value(depth: depth + 1) else { break }
      items.append(item)
    }
    return RawNode(.list(items), at: .text(Span(file, start..<start + 1)))
  }

  /// Stands before the next member, past its comma; false at the end of the container.
  private mutating func separate(closing: UInt8, isFirst: Bool) -> Bool {
    skipBlanks()
    guard index < bytes.count else {
      stop(.unexpectedEnd)
      return false
    }
    if bytes[index] == closing {
      index += 1
      return false
    }
    if isFirst, bytes[index] != UInt8(ascii: ",") { return true }
    let comma = index
    if bytes[index] == UInt8(ascii: ",") {
      index += 1
    } else if skipFullWidth("，") {
      report(.fullWidthSign("，", wanted: ","), comma..<index)
    } else if bytes[index] == UInt8(ascii: "}") || bytes[index] == UInt8(ascii: "]") {
      stop(.wrongClosing(character(at: index), expected: closing == 0x7D ? "}" : "]"))
      return false
    } else {
      report(.missingComma, here)
      return true
    }
    skipBlanks()
    while index < bytes.count, bytes[index] == UInt8(ascii: ",") {
      report(.extraComma, here)
      index += 1
      skipBlanks()
    }
    guard index < bytes.count else {
      stop(.unexpectedEnd)
      return false
    }
    if bytes[index] == closing {
      report(.trailingComma, comma..<comma + 1)
      index += 1
      return false
    }
    if isFirst { report(.extraComma, comma..<comma + 1) }
    return true
  }

  private mutating func key() -> String? {
    if bytes[index] == UInt8(ascii: "\"") { return string() }
    let start = index
    if bytes[index] == UInt8(ascii: "'") || character(at: index) == "“" { return oddString() }
    // An unquoted name up to the colon.
    while index < bytes.count, !Self.endsWord(bytes[index]), !isFullWidthColon { index += 1 }
    guard index > start else {
      stop(.unexpectedSign(character(at: index), expected: .key))
      return nil
    }
    let text = file.text(start..<index)
    report(.unquotedKey(text), start..<index)
    return text
  }

  private mutating func colon(after key: String) -> Bool {
    skipBlanks()
    let start = index
    if index < bytes.count, bytes[index] == UInt8(ascii: ":") {
      index += 1
      return true
    }
    if skipFullWidth("：") {
      report(.fullWidthSign("：", wanted: ":"), start..<index)
      return true
    }
    if index < bytes.count {
      stop(.missingColon(key: key))
    } else {
      stop(.unexpectedEnd)
    }
    return false
  }

  private mutating func word() -> RawNode? {
    let start = index
    let first = character(at: index)
    if first == "'" || first == "“" {
      return oddString().map { node(.scalar($0, isQuoted: true), start) }
    }
    while index < bytes.count, !Self.endsWord(bytes[index]), !isFullWidthComma { index += 1 }
    guard index > start else {
      stop(.unexpectedSign(first, expected: .value))
      return nil
    }
    let text = file.text(start..<index)
    switch text {
    case "true", "false": return node(.scalar(text, isQuoted: false), start)
    case "null": return node(.null, start)
    default:
      report(.unquotedValue(text), start..<index)
      return node(.scalar(text, isQuoted: true), start)
    }
  }

  private mutating func number() -> RawNode? {
    let start = index
    while index < bytes.count, !Self.endsWord(bytes[index]), !isFullWidthComma { index += 1 }
    let text = file.text(start..<index)
    if !Self.isNumber(bytes[start..<index]) { report(.badJSONNumber(text), start..<index) }
    return node(.scalar(text, isQuoted: false), start)
  }

  /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`
  private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let whole = rest.prefix { isDigit($0) }
    guard let first = whole.first, first != 0x30 || whole.count == 1 else { return false }
    rest = rest.dropFirst(whole.count)
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix { isDigit($0) }
      guard !fraction.isEmpty else { return false }
      rest = rest.dropFirst(1 + fraction.count)
    }
    if let sign = rest.first, sign | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      guard !rest.isEmpty, rest.allSatisfy({ isDigit($0) }) else { return false }
      return true
    }
    return rest.isEmpty
  }

  // MARK: Strings

  private mutating func string() -> String? {
    let start = index
    index += 1
    var text: [UInt8] = []
    while true {
      // Runs without quotes, escapes and control characters are copied whole.
      let runStart = index
      index = ByteSearch.first(in: bytes, from: index) { $0 == 0x22 || $0 == 0x5C || $0 < 0x20 }
      text += bytes[runStart..<index]
      guard index < bytes.count, bytes[index] != 0x0A else {
        stop(.unterminatedString, at: start..<start + 1)
        return nil
      }
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): escape(into: &text)
      default:
        report(.controlInString(UInt32(bytes[index])), here)
        text.append(bytes[index])
        index += 1
      }
      if isOver { return nil }
    }
  }

  /// '…' or “…”, which JSON does not know.
  private mutating func oddString() -> String? {
    let start = index
    let closing: Unicode.Scalar = character(at: index) == "'" ? "'" : "”"
    index += character(at: index).utf8.count
    let textStart = index
    while index < bytes.count, bytes[index] != 0x0A {
      let sign = character(at: index)
      if sign == String(closing) {
        let text = file.text(textStart..<index)
        index += sign.utf8.count
        report(.wrongQuotes(text), start..<index)
        return text
      }
      index += max(1, sign.utf8.count)
    }
    stop(.unterminatedString, at: start..<start + 1)
    return nil
  }

  private mutating func escape(into text: inout [UInt8]) {
    let start = index
    guard index + 1 < bytes.count else {
      stop(.unexpectedEnd)
      return
    }
    let sign = bytes[index + 1]
    index += 2
    switch sign {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(sign)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): unicodeEscape(start, into: &text)
    default:
      index -= 1
      let shown = character(at: index)
      report(.badEscape("\\" + shown), start..<index + shown.utf8.count)
    }
  }

  private mutating func unicodeEscape(_ start: Int, into text: inout [UInt8]) {
    guard let unit = fourDigits() else {
      report(.badEscape(file.text(start..<min(bytes.count, start + 6))), start..<index)
      return
    }
    var code = unit
    if (0xD800...0xDBFF).contains(unit) {
      let second = index
      if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
        bytes[index + 1] == UInt8(ascii: "u")
      {
        index += 2
        if let low = fourDigits(), (0xDC00...0xDFFF).contains(low) {
          code = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
        } else {
          index = second
        }
      }
    }
    guard let scalar = Unicode.Scalar(code) else {
      report(.loneSurrogate(unit), start..<start + 6)
      return
    }
    text += Array(String(scalar).utf8)
  }

  private mutating func fourDigits() -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        return nil
      }
      value = value << 4 | UInt32(digit)
    }
    index += 4
    return value
  }

  // MARK: Blanks and signs

  private mutating func skipBlanks() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      case UInt8(ascii: "/"), UInt8(ascii: "#"):
        guard skipComment() else { return }
      case 0xE3:
        let start = index
        guard skipFullWidth("　") else { return }
        report(.fullWidthSign("　", wanted: " "), start..<index)
      default: return
      }
    }
  }

  private mutating func skipComment() -> Bool {
    let start = index
    if bytes[index] == UInt8(ascii: "/") {
      guard index + 1 < bytes.count else { return false }
      if bytes[index + 1] == UInt8(ascii: "*") {
        index += 2
        while index + 1 < bytes.count, !(bytes[index] == 0x2A && bytes[index + 1] == 0x2F) {
          index += 1
        }
        index = min(bytes.count, index + 2)
        report(.comment, start..<start + 2)
        return true
      }
      guard bytes[index + 1] == UInt8(ascii: "/") else { return false }
    }
    while index < bytes.count, bytes[index] != 0x0A { index += 1 }
    report(.comment, start..<index)
    return true
  }

  private mutating func skipFullWidth(_ sign: String) -> Bool {
    guard bytes[index...].starts(with: sign.utf8) else { return false }
    index += sign.utf8.count
    return true
  }

  private var isFullWidthColon: Bool { bytes[index...].starts(with: [0xEF, 0xBC, 0x9A]) }
  private var isFullWidthComma: Bool { bytes[index...].starts(with: [0xEF, 0xBC, 0x8C]) }

  private static func endsWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""):
      true
    default: false
    }
  }

  /// The whole character at an offset, for messages; empty at the end.
  private func character(at offset: Int) -> String {
    guard offset < bytes.count else { return "" }
    var end = offset + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return file.text(offset..<end)
  }

  // MARK: Findings

  private var here: Range<Int> { index..<index + max(1, character(at: index).utf8.count) }

  private mutating func report(_ problem: CaseProblem, _ range: Range<Int>) {
    add(problem, [Label(.data, .text(Span(file, range.clamped(to: 0..<bytes.count))))])
  }

  private mutating func add(_ problem: CaseProblem, _ labels: [Label]) {
    guard !isOver else { return }
    findings.add(Diagnostic(problem, at: labels))
    if findings.all.count >= Self.findingLimit { isOver = true }
  }

  private mutating func stop(_ problem: CaseProblem, at range: Range<Int>? = nil) {
    report(problem, range ?? here)
    isOver = true
  }
}
