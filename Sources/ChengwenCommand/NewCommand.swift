import ArgumentParser
import Chengwen

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "写一个待填的案卷（公文是稿件），每个字段都有说明。")

  @Argument(help: ArgumentHelp("模板的名称或文件夹。", valueName: "模板"))
  var template: String

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("案卷文件，以 .yaml 或 .json 结尾；公文的稿件以 .txt 结尾。", valueName: "文件"))
  var output: String

  @Flag(name: .long, help: "已有的文件直接替换。")
  var overwrite = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    let lower = output.lowercased()
    guard [".yaml", ".yml", ".json", ".txt"].contains(where: lower.hasSuffix) else {
      throw common.usage(
        "案卷文件用 .yaml 或 .json 结尾，稿件用 .txt 结尾，不能是“\(output)”。",
        "A case's name ends with .yaml or .json, a manuscript's with .txt, not “\(output)”.")
    }
  }

  func run() throws {
    var (found, findings) = common.template(template)
    if let found { write(found, findings: &findings) }
    try common.report(findings)
    if !findings.hasErrors, !common.json {
      try Terminal.output(common.language == .chinese ? "已写成 \(output)" : "wrote \(output)")
    }
    try common.finish(findings)
  }

  private func write(_ found: Template, findings: inout Findings) {
    let lower = output.lowercased()
    let name = found.header.name
    let text: String
    switch (found.takesManuscript, lower.hasSuffix(".txt")) {
    case (true, true):
      text = ManuscriptSkeleton(kind: found.header.documentKind ?? name, style: found.header.style)
        .text()
    case (true, false):
      findings.add(RunProblem.manuscriptRequired(template: name))
      return
    case (false, true):
      findings.add(RunProblem.caseFormat(path: output, kind: .manuscript))
      return
    case (false, false):
      let skeleton = CaseSkeleton(template: name, schema: found.schema)
      text = lower.hasSuffix(".json") ? skeleton.json() : skeleton.yaml()
    }
    findings.add(
      contentsOf: OutputName(output).write([Array(text.utf8)], overwriting: overwrite))
  }
}
