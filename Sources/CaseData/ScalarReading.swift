/// A scalar read by its declared kind: the value, and what is to be said about it.
struct ScalarReading {
  struct Remark {
    var problem: CaseProblem
    /// The character concerned, by its position in the text.
    var scalar: (position: Int, value: Unicode.Scalar)?
  }
  var value: Value = .faulty
  var remarks: [Remark] = []

  init(_ value: Value, notes: [CaseProblem] = []) {
    self.value = value
    remarks = notes.map { Remark(problem: $0) }
  }
  /// Faulty.
  init(_ problem: CaseProblem) { remarks = [Remark(problem: problem)] }
}

/// Reads scalars by kind. Knows nothing of places and paths.
struct ScalarReader {
  let declaration: FieldDeclaration
  /// The text as written.
  let original: String
  /// Half-width and without blanks at its ends: for codes, numbers and dates.
  let text: String
  let wasFullWidth: Bool

  init(_ original: String, _ declaration: FieldDeclaration) {
    self.declaration = declaration
    self.original = original
    let halved = FullWidth.halved(original.trimmed)
    text = halved.text.trimmed
    wasFullWidth = halved.isChanged
  }

  /// The value as messages may show it: personal data masked, long texts cut.
  var shown: String { Self.shown(original.trimmed, declaration.kind) }

  static func shown(_ text: String, _ kind: FieldKind) -> String {
    let scalars = text.unicodeScalars
    let short =
      scalars.count <= 40 ? text : String(String.UnicodeScalarView(scalars.prefix(40))) + "…"
    let visible = String(
      String.UnicodeScalarView(short.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    return kind.isPersonal ? Masking.mask(visible, as: kind) : visible
  }

  /// A note where full-width forms were read as half-width ones.
  func widthNotes(_ normal: String) -> [CaseProblem] {
    wasFullWidth ? [.normalised(from: shown, to: Self.shown(normal, declaration.kind))] : []
  }

  func read() -> ScalarReading {
    switch declaration.kind {
    case .text: return readText(allowsLineBreaks: false)
    case .longText: return readText(allowsLineBreaks: true)
    case .integer, .number, .money, .percentage: return readNumber()
    case .date, .yearMonth, .year, .period, .time: return readDate()
    case .truth: return readTruth()
    case .choice(let options): return readChoice(options)
    case .choices(let options): return readChoices(options)
    case .image, .attachment: return readPath()
    case .list, .record: return ScalarReading(.faulty)
    default: return readCode()
    }
  }

  // MARK: Texts

  /// The most characters of a 文本 and of a 长文本 whose declaration states no limit.
  static let textLimit = 200_000
  static let longTextLimit = 1_000_000

  private func readText(allowsLineBreaks: Bool) -> ScalarReading {
    var text = original
    // A YAML block ends with a line feed that nobody typed.
    while text.unicodeScalars.last == "\n" { text.unicodeScalars.removeLast() }
    let length = TextPolicy.length(of: text)
    let most = max(
      allowsLineBreaks ? Self.longTextLimit : Self.textLimit, declaration.maximumLength ?? 0)
    // A declared limit has a message of its own, but a text beyond reason is not looked at further.
    if length > most {
      return ScalarReading(.huge(count: length, limit: most))
    }
    var reading = ScalarReading(.text(text))
    for finding in TextPolicy.findings(in: text, allowsLineBreaks: allowsLineBreaks) {
      let problem = CaseProblem.character(
        finding.concern, code: finding.scalar.value, position: finding.position + 1,
        count: finding.count)
      reading.remarks.append(.init(problem: problem, scalar: (finding.position, finding.scalar)))
    }
    if let limit = declaration.maximumLength, length > limit {
      reading.remarks.append(.init(problem: .tooLong(count: length, limit: limit)))
    }
    if let minimum = declaration.minimumCount, length < minimum {
      reading.remarks.append(.init(problem: .tooShort(count: length, minimum: minimum)))
    }
    return reading
  }

  private func readPath() -> ScalarReading {
    let path = original.trimmed
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isInside =
      !path.hasPrefix("/") && !path.contains("\\") && !path.contains(":") && !parts.contains("..")
      && !parts.contains("")
    let isSound = TextPolicy.findings(in: path, allowsLineBreaks: false).allSatisfy {
      if case .refused = $0.concern { return false }
      return true
    }
    return isInside && isSound ? ScalarReading(.file(path)) : ScalarReading(.badPath(shown))
  }

  // MARK: Choices

  private func readTruth() -> ScalarReading {
    switch text {
    case "是", "true": return ScalarReading(.truth(true))
    case "否", "false": return ScalarReading(.truth(false))
    default: return ScalarReading(.notTruth(shown))
    }
  }

  private func readChoice(_ options: [String]) -> ScalarReading {
    guard let (option, statement) = Self.match(original, options) else {
      return ScalarReading(.notAnOption(shown, options: options))
    }
    return ScalarReading(.choice([option], statement: statement))
  }

  private func readChoices(_ options: [String]) -> ScalarReading {
    if let (option, statement) = Self.match(original, options) {
      return ScalarReading(.choice([option], statement: statement))
    }
    var chosen: [String] = []
    var statement: String?
    var remarks: [CaseProblem] = []
    for part in Self.parts(of: original) {
      guard let (option, said) = Self.match(part, options) else {
        remarks.append(
          .notAnOption(Self.shown(part.trimmed, declaration.kind), options: options))
        continue
      }
      if chosen.contains(option) { remarks.append(.optionTwice(option)) }
      chosen.append(option)
      statement = said ?? statement
    }
    let ordered = options.filter { chosen.contains($0) }
    return ScalarReading(.choice(ordered, statement: statement), notes: remarks)
  }

  /// The parts of 多选 in one text; what follows 其他： is one part.
  private static func parts(of text: String) -> [String] {
    var parts: [String] = []
    var part = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isStatement =
        String(part).trimmed.hasPrefix("其他") && part.contains { ":：（(".unicodeScalars.contains($0) }
      if !isStatement, "、，,；;\n".unicodeScalars.contains(scalar) {
        parts.append(String(part))
        part = String.UnicodeScalarView()
      } else {
        part.append(scalar)
      }
    }
    return (parts + [String(part)]).filter { !$0.trimmed.isEmpty }
  }

  /// The option that a text names, with the statement after 其他 (`其他：…`, `其他（…）`). Full-width
  /// and half-width signs are the same here: an option is a name of the template's.
  static func match(_ text: String, _ options: [String]) -> (option: String, statement: String?)? {
    let wanted = FullWidth.halved(text.trimmed).text
    if let option = options.first(where: { FullWidth.halved($0.trimmed).text == wanted }) {
      return (option, nil)
    }
    guard let other = options.first(where: { $0.trimmed == "其他" }), wanted.hasPrefix("其他") else {
      return nil
    }
    var rest = String(text.trimmed.unicodeScalars.dropFirst(2)).trimmed.unicodeScalars
    guard let sign = rest.first, ":：（(".unicodeScalars.contains(sign) else { return nil }
    rest.removeFirst()
    if "（(".unicodeScalars.contains(sign) {
      guard let last = rest.last, "）)".unicodeScalars.contains(last) else { return nil }
      rest.removeLast()
    }
    let statement = String(rest).trimmed
    return (other, statement.isEmpty ? nil : statement)
  }
}
