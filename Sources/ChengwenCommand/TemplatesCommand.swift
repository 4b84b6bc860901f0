import ArgumentParser
import Chengwen

struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates", abstract: "列出模板：项目、面向、性质、版本。")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let world = common.world()
    let home = Home(templates: common.templates, fonts: common.fonts)
    let (catalogue, opening) = TemplateCatalogue.open(root: home.templates, world: world)
    var findings = opening
    if catalogue.entries.isEmpty { findings.add(RunProblem.noTemplates(folder: home.templates)) }
    if common.json, !findings.hasErrors {
      print(JSONValue.array(catalogue.entries.map(Self.json)).serialized(isPretty: true))
    } else {
      common.report(findings)
      Self.list(catalogue.entries)
    }
    if let code = common.exitCode(for: findings) { throw code }
  }

  private static func list(_ entries: [Template.Header]) {
    var programme: String?? = .none
    for entry in entries {
      if programme != .some(entry.programme) {
        print(entry.programme ?? "不属于项目的模板")
        programme = .some(entry.programme)
      }
      let words = [
        entry.name, entry.style.rawValue, entry.audience ?? "", entry.standing,
        entry.version.isEmpty ? "" : "版本" + entry.version,
      ].filter { !$0.isEmpty }
      print("  " + words.joined(separator: "　"))
    }
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

struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "说明一个模板：字段、规则、示例。")

  @Argument(help: ArgumentHelp("模板的名称或文件夹。", valueName: "模板"))
  var template: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let chengwen = common.open()
    var findings = chengwen.findings
    if !findings.hasErrors {
      let (found, compiling) = chengwen.template(template)
      findings.add(contentsOf: compiling)
      if let found, !findings.hasErrors {
        print(common.json ? Self.json(found).serialized(isPretty: true) : Self.describe(found))
        if common.json { return }
      }
    }
    common.report(findings)
    if let code = common.exitCode(for: findings) { throw code }
  }

  private static func describe(_ template: Template) -> String {
    let header = template.header
    var lines = [header.name]
    let facts: [(label: String, value: String?)] = [
      ("项目", header.programme), ("版式", header.style.rawValue), ("性质", header.standing),
      ("面向", header.audience), ("版本", header.version), ("出处", header.source),
      ("文件夹", header.folder),
    ]
    for (label, value) in facts {
      if let value, !value.isEmpty { lines.append("\(label)：\(value)") }
    }
    if !template.schema.fields.isEmpty { lines += ["", "字段"] }
    for field in template.schema.fields { append(field, indent: "  ", to: &lines) }
    if !template.rules.isEmpty { lines += ["", "规则"] }
    for rule in template.rules {
      lines.append("  \(rule.strength)：\(rule.text)" + (rule.source.map { "（\($0)）" } ?? ""))
    }
    if !header.examples.isEmpty { lines += ["", "示例"] + header.examples.map { "  " + $0 } }
    return lines.joined(separator: "\n")
  }

  private static func append(
    _ field: FieldDeclaration, indent: String, to lines: inout [String]
  ) {
    lines.append("\(indent)\(field.name)　\(CaseSkeleton.explain(field))")
    switch field.kind {
    case .list(let fields), .record(let fields):
      for inner in fields { append(inner, indent: indent + "  ", to: &lines) }
    default: break
    }
  }

  private static func json(_ template: Template) -> JSONValue {
    .object([
      "name": .text(template.header.name),
      "folder": .text(template.header.folder),
      "fields": .array(template.schema.fields.map(json)),
      "rules": .array(template.rules.map(json)),
      "examples": .array(template.header.examples.map(JSONValue.text)),
    ])
  }

  private static func json(_ rule: RuleSummary) -> JSONValue {
    .object([
      "strength": .text(rule.strength), "text": .text(rule.text), "source": .optional(rule.source),
    ])
  }

  private static func json(_ field: FieldDeclaration) -> JSONValue {
    var members: [String: JSONValue] = [
      "name": .text(field.name), "kind": .text(field.kind.chineseName),
      "required": .bool(field.isRequired), "requiredForIssue": .bool(field.isRequiredForIssue),
      "explanation": .optional(field.explanation), "example": .optional(field.example),
    ]
    switch field.kind {
    case .list(let fields), .record(let fields): members["fields"] = .array(fields.map(json))
    default: break
    }
    return .object(members)
  }
}
