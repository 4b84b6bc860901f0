import ArgumentParser
import Chengwen

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "核对案卷，一次报出全部错误，不写文件。")

  @Argument(help: ArgumentHelp("模板的名称或文件夹。", valueName: "模板"))
  var template: String

  @Argument(help: ArgumentHelp("案卷文件，可以有几个。", valueName: "案卷"))
  var cases: [String] = []

  @Flag(name: .long, help: "按签发的要求核对。")
  var issue = false

  @Flag(name: .long, help: "同时检查行文：序号、标点、数字、用字、引文、附件名称（docs/writing.md）。")
  var writing = false

  @OptionGroup var lists: ListOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try lists.check(common)
    if cases.isEmpty { throw common.usage("要有案卷文件。", "A case file is needed.") }
  }

  func run() throws {
    let chengwen = common.open()
    var findings = chengwen.findings
    if !findings.hasErrors {
      for path in cases {
        let request = FillRequest(
          template: template, casePath: path, mode: issue ? .issue : .normal,
          lists: lists.sources().sources)
        findings.add(contentsOf: chengwen.check(request, writing: writing))
      }
    }
    findings = findings.withoutRepeats()
    try common.report(findings)
    if !common.json, !findings.hasErrors {
      let isChinese = common.language == .chinese
      let names = cases.joined(separator: isChinese ? "、" : ", ")
      try Terminal.output((isChinese ? "没有错误：" : "no errors: ") + names)
    }
    try common.finish(findings)
  }
}
