import ArgumentParser
import Chengwen

struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template", abstract: "说明一个模板：字段、规则、示例。")

  @Argument(help: ArgumentHelp("模板的名称或文件夹。", valueName: "模板"))
  var template: String

  @OptionGroup var common: CommonOptions

  func run() throws {
    let (found, findings) = common.template(template)
    guard let found else {
      try common.report(findings)
      try common.finish(findings)
      return
    }
    common.tell(findings)
    try Terminal.output(
      common.json ? Self.json(found).serialized(isPretty: true) : describe(found))
  }

  private func word(_ chinese: String, _ english: String) -> String {
    common.language == .chinese ? chinese : english
  }

  private func describe(_ template: Template) -> String {
    let header = template.header
    let filledFrom =
      template.takesManuscript
      ? word("稿件（.txt）", "a manuscript (.txt)") : word("案卷（.yaml、.json）", "a case (.yaml, .json)")
    var lines = [header.name]
    let facts: [(label: String, value: String?)] = [
      (word("项目", "programme"), header.programme), (word("版式", "style"), header.style.rawValue),
      (word("性质", "standing"), header.standing), (word("面向", "audience"), header.audience),
      (word("版本", "version"), header.version), (word("出处", "source"), header.source),
      (word("填写用", "filled from"), filledFrom), (word("文件夹", "folder"), header.folder),
    ]
    let colon = word("：", ": ")
    for (label, value) in facts {
      if let value, !value.isEmpty { lines.append(label + colon + value) }
    }
    let fields = template.takesManuscript ? [] : template.schema.fields
    if !fields.isEmpty { lines += ["", word("字段", "fields")] }
    for field in fields { append(field, indent: "  ", to: &lines) }
    if !template.rules.isEmpty { lines += ["", word("规则", "rules")] }
    for rule in template.rules {
      lines.append("  \(rule.strength)：\(rule.text)" + (rule.source.map { "（\($0)）" } ?? ""))
    }
    if !header.examples.isEmpty {
      lines += ["", word("示例", "examples")] + header.examples.map { "  " + $0 }
    }
    return lines.joined(separator: "\n")
  }

  private func append(_ field: FieldDeclaration, indent: String, to lines: inout [String]) {
    let words = CaseSkeleton.explain(field, in: common.language)
    lines.append("\(indent)\(field.name)　\(words)")
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
      "manuscript": .bool(template.takesManuscript),
      "fields": .array(template.takesManuscript ? [] : template.schema.fields.map(json)),
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
      "declaration": .bool(field.isDeclaration), "officeUse": .bool(field.isOfficeUse),
      "explanation": .optional(field.explanation), "example": .optional(field.example),
    ]
    members["maximumLength"] = field.maximumLength.map(JSONValue.integer)
    members["minimumCount"] = field.minimumCount.map(JSONValue.integer)
    switch field.kind {
    case .list(let fields), .record(let fields): members["fields"] = .array(fields.map(json))
    case .choice(let options), .choices(let options):
      members["options"] = .array(options.map(JSONValue.text))
    default: break
    }
    return .object(members)
  }
}
