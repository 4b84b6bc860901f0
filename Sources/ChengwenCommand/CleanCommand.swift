import ArgumentParser
import Chengwen

struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean", abstract: "把从 PDF、网页复制来的公文文字整理成稿件，每一处改动都列出来。",
    discussion: """
      改动清单印在屏幕上，或用 --changes 写成文件；清单以外什么都不改。拿不准的照原样留下，\
      列为“存疑”。作者自己的疏漏不改。写法见 docs/cleaning.md。
      """)

  @Argument(help: ArgumentHelp("原文，文本文件。", valueName: "原文"))
  var text: String

  @Option(name: [.short, .long], help: ArgumentHelp("稿件，以 .txt 结尾。", valueName: "文件"))
  var output: String

  @Option(
    name: .long, help: ArgumentHelp("把改动清单写成文件：.txt 供人看，.json 供程序读。", valueName: "文件"))
  var changes: String?

  @Option(name: .long, help: ArgumentHelp("从原文的第几行起。", valueName: "行"))
  var from: Int?

  @Option(name: .long, help: ArgumentHelp("到原文的第几行止。", valueName: "行"))
  var to: Int?

  @Flag(name: .long, help: "已有的文件直接替换。")
  var overwrite = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard output.lowercased().hasSuffix(".txt") else {
      throw common.usage(
        "稿件用 .txt 结尾，不能是“\(output)”。", "A manuscript's name ends with .txt, not “\(output)”.")
    }
    if let changes {
      guard [".txt", ".json"].contains(where: changes.lowercased().hasSuffix) else {
        throw common.usage(
          "改动清单用 .txt 或 .json 结尾，不能是“\(changes)”。",
          "The list of changes ends with .txt or .json, not “\(changes)”.")
      }
      if changes == output {
        throw common.usage(
          "--changes 和稿件不能是同一个文件。", "--changes and the manuscript cannot be the same file.")
      }
    }
    if output == text || changes == text {
      throw common.usage("不能写在原文上面。", "The raw text is never written over.")
    }
    if let from, from < 1 { throw wrongLine("--from", from) }
    if let to, to < max(1, from ?? 1) { throw wrongLine("--to", to) }
  }

  private func wrongLine(_ option: String, _ number: Int) -> ValidationError {
    common.usage(
      "\(option) 是原文的行号，从 1 起，不能是 \(number)。",
      "\(option) is a line of the raw text, from 1, not \(number).")
  }

  func run() throws {
    let result = Chengwen.clean(
      text, options: CleaningOptions(firstLine: from, lastLine: to), world: common.world())
    var findings = result.findings
    let report = ChangeReport(result.changes, language: common.language)
    var isWritten = false
    if let manuscript = result.manuscript, !findings.hasErrors {
      let problems = write(manuscript, report)
      isWritten = problems.isEmpty
      findings.add(contentsOf: problems)
    }
    if common.json {
      try Terminal.output(json(report, findings).serialized(isPretty: true))
    } else {
      common.tell(findings)
      if isWritten { try Terminal.output(said(report)) }
    }
    try common.finish(findings)
  }

  /// Manuscript and list together: both or neither.
  private func write(_ manuscript: String, _ report: ChangeReport) -> Findings {
    var files = [(path: output, bytes: Array(manuscript.utf8))]
    if let changes {
      let isData = changes.lowercased().hasSuffix(".json")
      let text = isData ? report.json.serialized(isPretty: true) + "\n" : report.text
      files.append((changes, Array(text.utf8)))
    }
    return OutputName.write(files, overwriting: overwrite)
  }

  /// The whole list where no file takes it, else the counts.
  private func said(_ report: ChangeReport) -> String {
    let isChinese = common.language == .chinese
    let list = changes == nil ? report.text : report.summary
    return list + "\n" + (isChinese ? "已写成 " : "wrote ")
      + [output, changes].compactMap { $0 }.joined(separator: isChinese ? "、" : ", ")
  }

  private func json(_ report: ChangeReport, _ findings: Findings) -> JSONValue {
    let renderer = DiagnosticRenderer(language: common.language, usesColour: false)
    guard case .object(var members) = report.json else { return report.json }
    members["diagnostics"] = renderer.json(findings)
    return .object(members)
  }
}
