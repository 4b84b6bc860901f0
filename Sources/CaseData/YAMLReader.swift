import Diagnostics
import Yams

/// YAML → raw nodes. Scalars stay text; the declared kind converts them.
struct YAMLReader {
  private let file: SourceFile
  private var findings = Findings()
  /// The place reached last: marks come nearly in order, so columns are counted on from there.
  private var cursor = (line: 1, column: 1, offset: 0)

  private init(file: SourceFile) { self.file = file }

  static func read(_ file: SourceFile) -> (RawNode?, Findings) {
    var surface = YAMLGuard(file: file)
    surface.run()
    guard surface.findings.isEmpty else { return (nil, surface.findings) }
    var reader = YAMLReader(file: file)
    let node = reader.compose(suspects: surface.suspects)
    return (node, reader.findings)
  }

  private mutating func compose(suspects: [Diagnostic]) -> RawNode? {
    let text = String(decoding: file.bytes, as: UTF8.self)
    do {
      guard let root = try Yams.compose(yaml: text, .basic, .default, .utf8) else {
        findings.add(CaseProblem.emptyFile, at: Label(.data, place(0..<0)))
        return nil
      }
      if root.scalar != nil, !suspects.isEmpty {
        for suspect in suspects { findings.add(suspect) }
        return nil
      }
      return convert(root, depth: 0)
    } catch let error as YamlError {
      report(error, suspects)
    } catch {
      findings.add(CaseProblem.badYAML(detail: "\(error)"), at: Label(.data, place(0..<0)))
    }
    return nil
  }

  // MARK: Nodes

  private mutating func convert(_ node: Node, depth: Int) -> RawNode {
    let start = offset(of: node.mark)
    guard depth <= YAMLGuard.depthLimit else {
      findings.add(
        CaseProblem.tooDeep(limit: YAMLGuard.depthLimit),
        at: Label(.data, place(start..<start)))
      return RawNode(.null, at: place(start..<start))
    }
    switch node {
    case .scalar(let scalar): return convert(scalar, start)
    case .sequence(let sequence):
      if sequence.anchor != nil { refuse(.anchor, start) }
      let items = sequence.map { convert($0, depth: depth + 1) }
      return RawNode(.list(items), at: place(start..<start + 1))
    case .mapping(let mapping):
      if mapping.anchor != nil { refuse(.anchor, start) }
      var members: [(key: String, keyPlace: Place, value: RawNode)] = []
      for (key, value) in mapping {
        guard let name = key.scalar else {
          refuse(.compositeKey, offset(of: key.mark))
          continue
        }
        let keyStart = offset(of: key.mark)
        let keyNode = convert(name, keyStart)
        members.append((name.string, keyNode.place, convert(value, depth: depth + 1)))
      }
      return RawNode(.object(members), at: place(start..<start + 1))
    case .alias:
      refuse(.anchor, start)
      return RawNode(.null, at: place(start..<start))
    }
  }

  private mutating func convert(_ scalar: Node.Scalar, _ start: Int) -> RawNode {
    if scalar.anchor != nil { refuse(.anchor, start) }
    let isPlain = scalar.style == .plain || scalar.style == .any
    let end = endOfScalar(scalar, start)
    if isPlain, scalar.string.isEmpty || scalar.string == "~" || scalar.string == "null" {
      return RawNode(.null, at: place(start..<end))
    }
    return RawNode(.scalar(scalar.string, isQuoted: !isPlain), at: place(start..<end))
  }

  /// The end of a scalar on its line: behind the quotes, or where its text ends.
  private func endOfScalar(_ scalar: Node.Scalar, _ start: Int) -> Int {
    let bytes = file.bytes
    switch scalar.style {
    case .doubleQuoted, .singleQuoted:
      let quote: UInt8 = scalar.style == .doubleQuoted ? 0x22 : 0x27
      var index = start + 1
      while true {
        index = ByteSearch.first(in: bytes, from: min(index, bytes.count)) {
          $0 == quote || $0 == 0x0A || $0 == 0x5C
        }
        guard index < bytes.count, bytes[index] == 0x5C else { break }
        index += quote == 0x22 ? 2 : 1
      }
      return min(bytes.count, index + (index < bytes.count && bytes[index] == quote ? 1 : 0))
    case .plain, .any:
      let length = scalar.string.utf8.count
      let end = min(bytes.count, start + length)
      if bytes[min(start, end)..<end].elementsEqual(scalar.string.utf8) { return end }
      return endOfLine(start)
    default: return min(bytes.count, start + 1)
    }
  }

  private func endOfLine(_ start: Int) -> Int {
    ByteSearch.first(in: file.bytes, from: min(start, file.bytes.count)) { $0 == 0x0A }
  }

  private mutating func refuse(_ feature: CaseProblem.YAMLFeature, _ start: Int) {
    findings.add(
      CaseProblem.refusedYAML(feature, text: ""), at: Label(.data, place(start..<start + 1)))
  }

  // MARK: Places

  private func place(_ range: Range<Int>) -> Place {
    .text(Span(file, range.clamped(to: 0..<file.bytes.count)))
  }

  /// The offset of a mark (1-based line, 1-based column in scalars).
  private mutating func offset(of mark: Mark?) -> Int {
    guard let mark, mark.line >= 1, mark.line <= file.lineStarts.count else { return 0 }
    if mark.line != cursor.line || mark.column < cursor.column {
      cursor = (mark.line, 1, file.lineStarts[mark.line - 1])
    }
    let bytes = file.bytes
    while cursor.column < mark.column, cursor.offset < bytes.count, bytes[cursor.offset] != 0x0A {
      cursor.offset += 1
      while cursor.offset < bytes.count, bytes[cursor.offset] & 0xC0 == 0x80 {
        cursor.offset += 1
      }
      cursor.column += 1
    }
    return cursor.offset
  }

  private mutating func report(_ error: YamlError, _ suspects: [Diagnostic]) {
    // The slips of an input method explain nearly every syntax error; each is named by its line.
    if !suspects.isEmpty {
      for suspect in suspects { findings.add(suspect) }
      return
    }
    var mark: Mark?
    var problem = CaseProblem.badYAML(detail: "")
    switch error {
    case .scanner(_, let detail, let at, _), .parser(_, let detail, let at, _):
      mark = at
      problem = .badYAML(detail: detail)
    case .composer(_, let detail, let at, _):
      mark = at
      problem = detail.contains("another document") ? .severalDocuments : .badYAML(detail: detail)
    case .duplicatedKeysInMapping(let keys, let context):
      mark = context.mark
      problem = .duplicateKey(keys.first ?? "")
    case .reader(let detail, _, _, _): problem = .badYAML(detail: detail)
    default: problem = .badYAML(detail: "\(error)")
    }
    let start = offset(of: mark)
    findings.add(problem, at: Label(.data, place(start..<start + 1)))
  }
}
