/// A JSON value to be written: the machine-readable results of the command line. Writing is
/// deterministic: the members of an object come in the order of their names' code points.
public indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case text(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// The JSON text, without a line feed at its end.
  ///
  /// - Parameter isPretty: one member a line, indented by two blanks.
  public func serialized(isPretty: Bool = false) -> String {
    var out = ""
    write(into: &out, isPretty: isPretty, depth: 0)
    return out
  }

  private func write(into out: inout String, isPretty: Bool, depth: Int) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .integer(let value): out += String(value)
    case .text(let value): Self.quote(value, into: &out)
    case .array(let values):
      Self.list(values, "[", "]", into: &out, isPretty, depth) { value, out in
        value.write(into: &out, isPretty: isPretty, depth: depth + 1)
      }
    case .object(let members):
      let sorted = members.sorted {
        $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars)
      }
      Self.list(sorted, "{", "}", into: &out, isPretty, depth) { member, out in
        Self.quote(member.key, into: &out)
        out += isPretty ? ": " : ":"
        member.value.write(into: &out, isPretty: isPretty, depth: depth + 1)
      }
    }
  }

  private static func list<Element>(
    _ elements: [Element], _ open: String, _ close: String, into out: inout String,
    _ isPretty: Bool, _ depth: Int, _ write: (Element, inout String) -> Void
  ) {
    out += open
    for (index, element) in elements.enumerated() {
      if index > 0 { out += "," }
      if isPretty { out += "\n" + String(repeating: "  ", count: depth + 1) }
      write(element, &out)
    }
    if isPretty && !elements.isEmpty { out += "\n" + String(repeating: "  ", count: depth) }
    out += close
  }

  /// RFC 8259, 7. Besides what must be escaped, DEL and the separators U+2028 and U+2029 are, which
  /// some readers take for line ends.
  private static func quote(_ text: String, into out: inout String) {
    out += "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: out += "\\\""
      case 0x5C: out += "\\\\"
      case 0x08: out += "\\b"
      case 0x09: out += "\\t"
      case 0x0A: out += "\\n"
      case 0x0C: out += "\\f"
      case 0x0D: out += "\\r"
      case 0..<0x20, 0x7F, 0x2028, 0x2029:
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    out += "\""
  }
}

extension DiagnosticRenderer {
  /// The findings, sorted as in `render`, as an array of objects with `severity`, `code`,
  /// `message`, and where known `file`, `line`, `column` (or `sheet`, `cell`), `field`, `record`,
  /// `remedy`, `clause` and `related`, the other places with their `role`. Lines and columns count from 1,
  /// columns in characters.
  public func json(_ findings: Findings) -> JSONValue {
    .array(findings.sorted.map(json))
  }

  public func json(_ diagnostic: Diagnostic) -> JSONValue {
    var object = diagnostic.labels.first.map { Self.members(of: $0.place) } ?? [:]
    object["severity"] = .text(diagnostic.severity.rawValue)
    object["code"] = .text(diagnostic.code)
    object["message"] = .text(diagnostic.problem.message(in: language))
    object["field"] = diagnostic.field.map { .text($0) }
    object["record"] = diagnostic.record.map { .text($0) }
    object["remedy"] = diagnostic.problem.remedy(in: language).map { .text($0) }
    object["clause"] = diagnostic.problem.clause.map { .text($0) }
    let related = diagnostic.labels.dropFirst().map { label in
      var members = Self.members(of: label.place)
      members["role"] = .text(label.role.rawValue)
      return JSONValue.object(members)
    }
    if !related.isEmpty { object["related"] = .array(related) }
    return .object(object)
  }

  private static func members(of place: Place) -> [String: JSONValue] {
    switch place {
    case .nowhere: return [:]
    case .text(let span):
      let (line, column) = span.file.position(of: span.lower)
      return ["file": .text(span.file.name), "line": .integer(line), "column": .integer(column)]
    case .cell(let file, let sheet, let reference):
      return ["file": .text(file), "sheet": .text(sheet), "cell": .text(reference)]
    }
  }
}
