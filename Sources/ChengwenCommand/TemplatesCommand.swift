import ArgumentParser
import Chengwen

struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates", abstract: "列出模板：项目、面向、性质、版本。")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let (catalogue, findings) = common.openCatalogue(common.world())
    common.tell(findings)
    if common.json {
      let list = JSONValue.array(catalogue.entries.map(Self.json))
      try Terminal.output(list.serialized(isPretty: true))
    } else if !catalogue.entries.isEmpty {
      try Terminal.output(list(catalogue.entries))
    }
    try common.finish(findings)
  }

  /// By programme; those of none first.
  private func list(_ entries: [Template.Header]) -> String {
    let isChinese = common.language == .chinese
    var lines: [String] = []
    var programme: String?? = .none
    for entry in entries {
      if programme != .some(entry.programme) {
        lines.append(entry.programme ?? (isChinese ? "不属于项目的模板" : "of no programme"))
        programme = .some(entry.programme)
      }
      let version = isChinese ? "版本" : "version "
      let words = [
        entry.name, entry.style.rawValue, entry.audience ?? "", entry.standing,
        entry.version.isEmpty ? "" : version + entry.version,
      ].filter { !$0.isEmpty }
      lines.append("  " + words.joined(separator: "　"))
    }
    return lines.joined(separator: "\n")
  }

  private static func json(_ entry: Template.Header) -> JSONValue {
    .object([
      "name": .text(entry.name),
      "folder": .text(entry.folder),
      "programme": .optional(entry.programme),
      "style": .text(entry.style.rawValue),
      "standing": .text(entry.standing),
      "version": .text(entry.version),
      "year": .optional(entry.year),
      "audience": .optional(entry.audience),
      "source": .optional(entry.source),
      "examples": .array(entry.examples.map(JSONValue.text)),
    ])
  }
}

extension JSONValue {
  /// A text, or null.
  static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.text) ?? .null }
}
