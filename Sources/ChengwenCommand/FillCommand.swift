import ArgumentParser
import Chengwen

struct FillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fill", abstract: "填写一份文书，写成 PDF 或图片。",
    discussion: """
      案卷是 .yaml 或 .json 文件；公文的案卷是稿件（.txt）。输出的文件名以 .pdf 结尾，\
      或者以 .png 结尾（每页一张图）。文件写全了才出现，已有的文件不加 --overwrite 不会替换。
      """)

  @Argument(help: ArgumentHelp("模板的名称或文件夹。", valueName: "模板"))
  var template: String

  @Argument(help: ArgumentHelp("案卷文件；--blank 时不写。", valueName: "案卷"))
  var casePath: String?

  @Option(name: [.short, .long], help: ArgumentHelp("输出文件。", valueName: "文件"))
  var output: String

  @Flag(name: .long, help: "草稿：缺的、错的都先印出来，每页印“草稿”。")
  var draft = false

  @Flag(name: .long, help: "空白表，供手填。")
  var blank = false

  @Flag(name: .long, help: "签发：文号、成文日期等签发时必填的都要有。")
  var issue = false

  @Flag(name: .long, help: "已有的文件直接替换。")
  var overwrite = false

  @Flag(name: .long, help: "印出版心和行列网格。")
  var showGrid = false

  @Option(name: .long, help: ArgumentHelp("把全部消息写成 JSON 文件。", valueName: "文件"))
  var report: String?

  @Option(name: .long, help: ArgumentHelp("图片的分辨率，36 到 600。", valueName: "点/英寸"))
  var dpi = 150

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if [draft, blank, issue].count(where: { $0 }) > 1 {
      throw ValidationError("--draft、--blank、--issue 只能用一个。")
    }
    guard (36...600).contains(dpi) else { throw ValidationError("--dpi 在 36 到 600 之间。") }
  }

  private var mode: FillMode { draft ? .draft : blank ? .blank : issue ? .issue : .normal }

  func run() throws {
    var profile = LayoutProfile()
    profile.showsGrid = showGrid
    let chengwen = common.open(profile: profile)
    var findings = chengwen.findings
    if !findings.hasErrors { fill(chengwen, findings: &findings) }
    try writeReport(&findings)
    common.report(findings)
    if let code = common.exitCode(for: findings) { throw code }
  }

  private func fill(_ chengwen: Chengwen, findings: inout Findings) {
    guard let format = OutputName(output).format(resolution: dpi) else {
      findings.add(RunProblem.outputKind(path: output))
      return
    }
    let request = FillRequest(template: template, casePath: casePath, mode: mode)
    let result = chengwen.fill(request, as: format)
    findings.add(contentsOf: result.findings)
    guard !findings.hasErrors else { return }
    findings.add(
      contentsOf: OutputName(output).write(result.files, overwriting: overwrite))
  }

  private func writeReport(_ findings: inout Findings) throws {
    guard let report else { return }
    let renderer = DiagnosticRenderer(language: common.language, usesColour: false)
    let text = renderer.json(findings).serialized(isPretty: true) + "\n"
    findings.add(
      contentsOf: OutputName(report).write([Array(text.utf8)], overwriting: overwrite))
  }
}

/// The name that the user gave to the output, and the files that it stands for.
struct OutputName {
  let path: String
  init(_ path: String) { self.path = path }

  func format(resolution: Int) -> OutputFormat? {
    let lower = path.lowercased()
    if lower.hasSuffix(".pdf") { return .pdf }
    if lower.hasSuffix(".png") { return .png(resolution: resolution) }
    return nil
  }

  /// 通知.png for one page; 通知-1.png, 通知-2.png … for several.
  func paths(count: Int) -> [String] {
    guard count > 1, let dot = path.lastIndex(of: ".") else { return [path] }
    return (1...count).map { "\(path[..<dot])-\($0)\(path[dot...])" }
  }

  func write(_ files: [[UInt8]], overwriting: Bool) -> Findings {
    var findings = Findings()
    for (path, bytes) in zip(paths(count: files.count), files) {
      do throws(OutputFile.Failure) {
        try OutputFile.write(bytes, to: path, overwriting: overwriting)
      } catch {
        switch error {
        case .exists(let path): findings.add(RunProblem.outputExists(path: path))
        case .failed(let path, let reason):
          findings.add(RunProblem.outputFailed(path: path, reason: reason))
        }
      }
    }
    return findings
  }
}
