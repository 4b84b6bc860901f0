import Diagnostics

/// The list of changes in words and as data.
public struct ChangeReport: Sendable {
  public let changes: ChangeList
  public let language: MessageLanguage

  public init(_ changes: ChangeList, language: MessageLanguage = .chinese) {
    self.changes = changes
    self.language = language
  }

  /// One line a kind: how often, and how many characters.
  public var summary: String {
    guard !changes.isEmpty else {
      return language == .chinese ? "没有改动\n" : "nothing was changed\n"
    }
    return changes.counts.map { kind, places, characters in
      language == .chinese
        ? "\(kind.name(in: language))　\(places) 处，\(characters) 字\n"
        : "\(kind.name(in: language)): \(places) place\(places == 1 ? "" : "s"), \(characters) character\(characters == 1 ? "" : "s")\n"
    }.joined()
  }

  /// The summary, then every change under the name of its kind: place, before → after. Changes
  /// without anything to read (empty lines, blanks at the edges) are places alone.
  public var text: String {
    var text = summary
    for (kind, _, _) in changes.counts {
      text += "\n" + kind.name(in: language) + "\n"
      let all = changes.changes.filter { $0.kind == kind }
      text += isPlaceAlone(kind) ? places(all) : all.map(line).joined()
    }
    return text
  }

  private func isPlaceAlone(_ kind: ChangeKind) -> Bool {
    switch kind {
    case .emptyLine, .edgeBlank: true
    default: false
    }
  }

  /// 2:1、4:1、6:1 …, ten a line.
  private func places(_ changes: [CleaningChange]) -> String {
    var text = ""
    for begin in stride(from: 0, to: changes.count, by: 10) {
      let part = changes[begin..<min(begin + 10, changes.count)]
      text += "  " + part.map(place).joined(separator: language == .chinese ? "、" : ", ") + "\n"
    }
    return text
  }

  private func place(_ change: CleaningChange) -> String { "\(change.line):\(change.column)" }

  private func line(_ change: CleaningChange) -> String {
    let after = change.after.isEmpty ? removed : quoted(change.after)
    switch change.effect {
    case .file:
      return "  " + change.before + " → " + (change.after.isEmpty ? removed : change.after) + "\n"
    case .inPlace where change.before.isEmpty:
      return "  \(place(change))  + \(after)\n"
    case .inPlace: return "  \(place(change))  \(quoted(change.before)) → \(after)\n"
    case .moved(let key), .written(let key): return "  \(place(change))  \(key) ← \(after)\n"
    }
  }

  private var removed: String { language == .chinese ? "删去" : "removed" }

  /// Blanks and line ends made visible: ␣ U+0020, ⇥ tab, ⏎ line feed, [　] U+3000, others by code.
  private func quoted(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "⏎"
      case " ": result += "␣"
      case "\t": result += "⇥"
      case "\u{3000}": result += "[　]"
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        if scalar.value < 0x20 || scalar.properties.generalCategory == .format
          || scalar.properties.generalCategory == .control || scalar.isBlank
        {
          result += "[U+\(digits)]"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return "“\(result)”"
  }

  /// An object with `counts` and `changes`; offsets count UTF-8 bytes of the decoded raw text.
  public var json: JSONValue {
    .object([
      "counts": .array(
        changes.counts.map { kind, places, characters in
          .object([
            "kind": .text(kind.rawValue), "name": .text(kind.name(in: language)),
            "places": .integer(places), "characters": .integer(characters),
          ])
        }),
      "changes": .array(changes.changes.map(Self.json)),
    ])
  }

  private static func json(_ change: CleaningChange) -> JSONValue {
    var members: [String: JSONValue] = [
      "kind": .text(change.kind.rawValue), "line": .integer(change.line),
      "column": .integer(change.column), "offset": .integer(change.range.lowerBound),
      "length": .integer(change.range.count), "before": .text(change.before),
      "after": .text(change.after),
    ]
    switch change.effect {
    case .inPlace: members["effect"] = .text("inPlace")
    case .file: members["effect"] = .text("file")
    case .moved(let key):
      members["effect"] = .text("moved")
      members["key"] = .text(key)
    case .written(let key):
      members["effect"] = .text("written")
      members["key"] = .text(key)
    }
    return .object(members)
  }
}
