import Diagnostics

/// Looks over YAML before Yams reads it: what Yams would accept and a case may not have (anchors,
/// aliases, tags), what it reports without a place (duplicate keys), what it would take too long
/// over or recurse too deep for, and the slips that a Chinese input method makes.
///
/// It knows just enough of YAML's surface for that: indentation, block scalars, quotes and
/// brackets. What it misjudges, Yams decides.
struct YAMLGuard {
  static let depthLimit = 64
  /// More values than this are refused: Yams needs about 4 µs for each.
  static let nodeLimit = 200_000

  private let file: SourceFile
  private let bytes: [UInt8]
  private var index = 0
  private(set) var findings = Findings()
  /// Lines that look like `键：值` or `键:值`; told to the user when Yams fails.
  private(set) var suspects: [Diagnostic] = []
  private var isOver = false
  private var nodes = 0

  private struct Level {
    var column: Int
    var keys: [String: Place] = [:]
  }
  private var levels: [Level] = []
  private var flowDepth = 0
  /// Lines deeper than this column belong to a block scalar.
  private var blockColumn: Int?

  init(file: SourceFile) {
    self.file = file
    bytes = file.bytes
  }

  mutating func run() {
    var control = ByteSearch.first(in: bytes, where: Self.isForbidden)
    while control < bytes.count, !isOver {
      report(.controlInString(UInt32(bytes[control])), control..<control + 1)
      control = ByteSearch.first(in: bytes, from: control + 1, where: Self.isForbidden)
    }
    while index < bytes.count, !isOver { line() }
  }

  private static func isForbidden(_ byte: UInt8) -> Bool {
    (byte < 0x20 && byte != 0x0A && byte != 0x09) || byte == 0x7F
  }

  // MARK: Lines

  private mutating func line() {
    let start = index
    while at(0x20) { index += 1 }
    let column = index - start
    guard index < bytes.count, bytes[index] != 0x0A else {
      index += 1
      return
    }
    if let block = blockColumn {
      if column > block {
        skipLine()
        return
      }
      blockColumn = nil
    }
    if at(0x09) {
      let tab = index
      while at(0x09) || at(0x20) { index += 1 }
      if index < bytes.count, bytes[index] != 0x0A, bytes[index] != UInt8(ascii: "#") {
        report(.tabIndentation, tab..<tab + 1)
      }
      skipLine()
      return
    }
    if flowDepth > 0 {
      flow()
    } else {
      blockLine(lineStart: start)
    }
  }

  private mutating func blockLine(lineStart: Int) {
    if at(UInt8(ascii: "#")) || at(UInt8(ascii: "%")) { return skipLine() }
    if index == lineStart, bytes[index...].starts(with: [0x2D, 0x2D, 0x2D]) {
      index += 3
      return skipLine()
    }
    var column = index - lineStart
    pop(deeperThan: column)
    while at(UInt8(ascii: "-")) || at(UInt8(ascii: "?")), isBlank(index + 1), !isOver {
      pop(deeperThan: column)
      push(column)
      index += 1
      while at(0x20) { index += 1 }
      guard index < bytes.count, bytes[index] != 0x0A else { return skipLine() }
      column = index - lineStart
    }
    node(column: column, canBeKey: true)
  }

  /// A node at the cursor, up to the end of the line or of its brackets.
  private mutating func node(column: Int, canBeKey: Bool) {
    count()
    guard index < bytes.count, !isOver else { return }
    switch bytes[index] {
    case UInt8(ascii: "&"), UInt8(ascii: "*"): return refuse(.anchor)
    case UInt8(ascii: "!"): return refuse(.tag)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      blockColumn = levels.last.map(\.column) ?? -1
      return skipLine()
    case UInt8(ascii: "["), UInt8(ascii: "{"): return flow()
    case UInt8(ascii: "#"): return skipLine()
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let start = index
      guard quoted() else { return }
      let end = index
      while at(0x20) { index += 1 }
      if canBeKey, at(UInt8(ascii: ":")), isBlank(index + 1) {
        note(key: file.text(start + 1..<end - 1), start..<end, column)
        return valueAfterColon(column)
      }
      return skipLine()
    default: break
    }
    plain(column: column, canBeKey: canBeKey)
  }

  private mutating func plain(column: Int, canBeKey: Bool) {
    let start = index
    var firstColon: Int?
    while true {
      index = ByteSearch.first(in: bytes, from: index) { $0 == 0x0A || $0 == 0x23 || $0 == 0x3A }
      guard index < bytes.count, bytes[index] != 0x0A else { break }
      if bytes[index] == UInt8(ascii: "#"), index > start, bytes[index - 1] == 0x20 { break }
      if bytes[index] == UInt8(ascii: ":") {
        if isBlank(index + 1) {
          guard canBeKey else { return skipLine() }
          var end = index
          while end > start, bytes[end - 1] == 0x20 { end -= 1 }
          note(key: file.text(start..<end), start..<end, column)
          return valueAfterColon(column)
        }
        if firstColon == nil { firstColon = index }
      }
      index += 1
    }
    if canBeKey { suspect(start..<index, colon: firstColon) }
    skipLine()
  }

  private mutating func valueAfterColon(_ column: Int) {
    index += 1
    while at(0x20) || at(0x09) { index += 1 }
    guard index < bytes.count, bytes[index] != 0x0A else { return skipLine() }
    node(column: column, canBeKey: false)
  }

  /// `键：值` and `键:值`, which YAML takes for one text.
  private mutating func suspect(_ range: Range<Int>, colon: Int?) {
    guard suspects.count < 50 else { return }
    var wide: Int?
    var offset = range.lowerBound
    // A name is short: a colon far into the line is none that follows a name.
    let end = min(range.upperBound, range.lowerBound + 240)
    while offset + 2 < end {
      if bytes[offset] == 0xEF, bytes[offset + 1] == 0xBC, bytes[offset + 2] == 0x9A {
        wide = offset
        break
      }
      offset += 1
    }
    if let wide, wide < colon ?? .max {
      suspects.append(
        Diagnostic(
          CaseProblem.fullWidthColon,
          at: [Label(.data, .text(Span(file, wide..<wide + 3)))]))
    } else if let colon {
      suspects.append(
        Diagnostic(
          CaseProblem.noBlankAfterColon,
          at: [Label(.data, .text(Span(file, colon..<colon + 1)))]))
    }
  }

  // MARK: Brackets and quotes

  /// From an opening bracket, or from the start of a line within brackets, to the end of the line
  /// on which they close.
  private mutating func flow() {
    var isNodeStart = true
    while index < bytes.count, bytes[index] != 0x0A, !isOver {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        flowDepth += 1
        count()
        checkDepth()
        isNodeStart = true
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        flowDepth -= 1
        if flowDepth <= 0 {
          flowDepth = 0
          return skipLine()
        }
        isNodeStart = false
      case UInt8(ascii: ","):
        count()
        isNodeStart = true
      case UInt8(ascii: ":"): isNodeStart = true
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if isNodeStart {
          guard quoted() else { return }
          isNodeStart = false
          continue
        }
      case UInt8(ascii: "&") where isNodeStart, UInt8(ascii: "*") where isNodeStart:
        return refuse(.anchor)
      case UInt8(ascii: "!") where isNodeStart: return refuse(.tag)
      case UInt8(ascii: "#") where index > 0 && bytes[index - 1] == 0x20: return skipLine()
      case 0x20, 0x09: break
      default: isNodeStart = false
      }
      index += 1
    }
    index += 1
  }

  /// Past a quoted scalar, which may span lines. False, reported, where it has no end.
  private mutating func quoted() -> Bool {
    let quote = bytes[index]
    let start = index
    index += 1
    while true {
      index = ByteSearch.first(in: bytes, from: index) { $0 == quote || $0 == 0x5C }
      guard index < bytes.count else { break }
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        index += 1
      } else if byte == quote {
        if quote == UInt8(ascii: "'"), at(quote) { index += 1 } else { return true }
      }
    }
    // Yams would point at the end of the text.
    report(.unterminatedString, start..<start + 1)
    index = bytes.count
    return false
  }

  // MARK: Levels

  private mutating func note(key: String, _ range: Range<Int>, _ column: Int) {
    push(column)
    let place = Place.text(Span(file, range))
    guard let last = levels.indices.last else { return }
    if let earlier = levels[last].keys[key] {
      findings.add(
        CaseProblem.duplicateKey(key), at: Label(.data, place), Label(.related, earlier))
    } else {
      levels[last].keys[key] = place
    }
  }

  private mutating func push(_ column: Int) {
    if let last = levels.last, last.column >= column { return }
    levels.append(Level(column: column))
    checkDepth()
  }

  private mutating func pop(deeperThan column: Int) {
    while let last = levels.last, last.column > column { levels.removeLast() }
  }

  private mutating func checkDepth() {
    // A list of mappings takes two levels here and in JSON alike.
    if levels.count + flowDepth > Self.depthLimit {
      report(.tooDeep(limit: Self.depthLimit), index..<index + 1)
      isOver = true
    }
  }

  private mutating func count() {
    nodes += 1
    if nodes > Self.nodeLimit {
      report(.tooManyValues(limit: Self.nodeLimit), index..<index)
      isOver = true
    }
  }

  private mutating func refuse(_ feature: CaseProblem.YAMLFeature) {
    let start = index
    while index < bytes.count, !isBlank(index), bytes[index] != UInt8(ascii: ","),
      bytes[index] != UInt8(ascii: "]"), bytes[index] != UInt8(ascii: "}")
    {
      index += 1
    }
    report(.refusedYAML(feature, text: file.text(start..<index)), start..<index)
    skipLine()
  }

  private mutating func report(_ problem: CaseProblem, _ range: Range<Int>) {
    findings.add(
      problem, at: Label(.data, .text(Span(file, range.clamped(to: 0..<bytes.count)))))
    if findings.all.count >= JSONReader.findingLimit { isOver = true }
  }

  private func at(_ byte: UInt8) -> Bool { index < bytes.count && bytes[index] == byte }
  private func isBlank(_ offset: Int) -> Bool {
    offset >= bytes.count || bytes[offset] == 0x20 || bytes[offset] == 0x0A
      || bytes[offset] == 0x09
  }
  private mutating func skipLine() {
    index = ByteSearch.first(in: bytes, from: index) { $0 == 0x0A } + 1
  }
}
