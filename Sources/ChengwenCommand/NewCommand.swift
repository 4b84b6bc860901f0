import ArgumentParser
import Chengwen

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "写一个待填的案卷，每个字段都有说明。")

  @Argument(help: ArgumentHelp("模板的名称或文件夹。", valueName: "模板"))
  var template: String

  @Option(
    name: [.short, .long], help: ArgumentHelp("案卷文件，以 .yaml 或 .json 结尾。", valueName: "文件"))
  var output: String

  @Flag(name: .long, help: "已有的文件直接替换。")
  var overwrite = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    let lower = output.lowercased()
    guard [".yaml", ".yml", ".json"].contains(where: lower.hasSuffix) else {
      throw ValidationError("案卷文件用 .yaml 或 .json 结尾，不能是“\(output)”。")
    }
  }

  func run() throws {
    let chengwen = common.open()
    var findings = chengwen.findings
    if !findings.hasErrors {
      let (found, compiling) = chengwen.template(template)
      findings.add(contentsOf: compiling)
      if let found, !findings.hasErrors { write(found, findings: &findings) }
    }
    common.report(findings)
    if let code = common.exitCode(for: findings) { throw code }
  }

  private func write(_ found: Template, findings: inout Findings) {
    if found.takesManuscript {
      findings.add(RunProblem.manuscriptRequired(template: found.header.name))
      return
    }
    let skeleton = CaseSkeleton(template: found.header.name, schema: found.schema)
    let isJSON = output.lowercased().hasSuffix(".json")
    let text = isJSON ? skeleton.json() : skeleton.yaml()
    findings.add(
      contentsOf: OutputName(output).write([Array(text.utf8)], overwriting: overwrite))
  }
}
