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

  @Option(
    name: .long,
    help: ArgumentHelp(
      "核对报告：全部消息和版面逐条核对国家标准的结果；.json、.txt 或 .md。", valueName: "文件"))
  var report: String?

  @Option(name: .long, help: ArgumentHelp("图片的分辨率，36 到 600。", valueName: "点/英寸"))
  var dpi = 150

  @OptionGroup var lists: ListOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    try lists.check(common)
    if [draft, blank, issue].count(where: { $0 }) > 1 {
      throw common.usage(
        "--draft、--blank、--issue 只能用一个。", "Only one of --draft, --blank, --issue can be used.")
    }
    guard (36...600).contains(dpi) else {
      throw common.usage("--dpi 在 36 到 600 之间。", "--dpi is between 36 and 600.")
    }
    guard OutputName(output).format(resolution: dpi) != nil else {
      throw common.usage(
        "输出的文件名用 .pdf 或 .png 结尾，不能是“\(output)”。",
        "The output's name ends with .pdf or .png, not “\(output)”.")
    }
    if blank, let casePath {
      throw common.usage(
        "空白表不用案卷：去掉“\(casePath)”或 --blank。",
        "A blank form takes no case: leave out “\(casePath)” or --blank.")
    }
    if let report, ReportFormat(path: report) == nil {
      throw common.usage(
        "--report 的文件名用 .json、.txt 或 .md 结尾，不能是“\(report)”。",
        "The report's name ends with .json, .txt or .md, not “\(report)”.")
    }
    if report == output {
      throw common.usage(
        "--report 和输出不能是同一个文件。", "--report and the output cannot be the same file.")
    }
  }

  private var mode: FillMode { draft ? .draft : blank ? .blank : issue ? .issue : .normal }

  func run() throws {
    var profile = LayoutProfile()
    profile.showsGrid = showGrid
    let chengwen = common.open(profile: profile)
    var findings = chengwen.findings
    var written: String?
    var conformity: ConformityReport?
    if !findings.hasErrors {
      written = fill(chengwen, findings: &findings, conformity: &conformity)
    }
    writeReport(conformity, &findings)
    try common.report(findings, details: report.map { "“\($0)”" } ?? "--report")
    if let written, !common.json { try Terminal.output(written) }
    try common.finish(findings)
  }

  /// Writes the document; what to say of it, where it was written.
  private func fill(
    _ chengwen: Chengwen, findings: inout Findings, conformity: inout ConformityReport?
  ) -> String? {
    let name = OutputName(output)
    guard let format = name.format(resolution: dpi) else { return nil }
    let request = FillRequest(
      template: template, casePath: casePath, mode: mode, measuresConformity: report != nil,
      lists: lists.sources().sources)
    let sink = OutputSink(output, overwriting: overwrite)
    let result = chengwen.fill(request, as: format, to: sink)
    conformity = result.conformity
    findings.add(contentsOf: result.findings)
    let isStreamed = OutputName.finish(sink, isComplete: !findings.hasErrors && result.isStreamed)
    findings.add(contentsOf: isStreamed)
    guard !findings.hasErrors else { return nil }
    if result.isStreamed { return said(output, result.pageCount) }
    let problems = name.write(result.files, overwriting: overwrite)
    findings.add(contentsOf: problems)
    guard problems.isEmpty else { return nil }
    let paths = name.paths(count: result.files.count)
    let files = paths.count > 1 ? "\(paths[0]) … \(paths[paths.count - 1])" : paths[0]
    return said(files, result.pageCount)
  }

  private func said(_ files: String, _ count: Int) -> String {
    common.language == .chinese
      ? "已写成 \(files)（\(count) 页）" : "wrote \(files) (\(count) page\(count == 1 ? "" : "s"))"
  }

  private func writeReport(_ conformity: ConformityReport?, _ findings: inout Findings) {
    guard let report, let format = ReportFormat(path: report) else { return }
    let text = RunReport(findings: findings, conformity: conformity)
      .text(as: format, in: common.language)
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

  /// 通知.png for one page; 通知-1.png, 通知-2.png … for several, with as many digits each, so that
  /// they sort as the pages do.
  func paths(count: Int) -> [String] {
    guard count > 1, let dot = path.lastIndex(of: ".") else { return [path] }
    let width = "\(count)".utf8.count
    return (1...count).map { number in
      let digits = "\(number)"
      let zeros = String(repeating: "0", count: width - digits.utf8.count)
      return "\(path[..<dot])-\(zeros)\(digits)\(path[dot...])"
    }
  }

  /// All of the files or none.
  func write(_ files: [[UInt8]], overwriting: Bool) -> Findings {
    Self.write(
      zip(paths(count: files.count), files).map { (path: $0, bytes: $1) }, overwriting: overwriting)
  }

  /// Closes a file that was written piece by piece.
  static func finish(_ sink: OutputSink, isComplete: Bool) -> Findings {
    var findings = Findings()
    do throws(OutputFile.Failure) {
      try sink.finish(isComplete: isComplete)
    } catch {
      findings.add(RunProblem(error))
    }
    return findings
  }

  /// Files that belong together, all or none; what went wrong, in the words of a run.
  static func write(_ files: [(path: String, bytes: [UInt8])], overwriting: Bool) -> Findings {
    var findings = Findings()
    do throws(OutputFile.Failure) {
      try OutputFile.write(files, overwriting: overwriting)
    } catch {
      findings.add(RunProblem(error))
    }
    return findings
  }
}

extension RunProblem {
  fileprivate init(_ failure: OutputFile.Failure) {
    switch failure {
    case .exists(let path): self = .outputExists(path: path)
    case .failed(let path, let reason): self = .outputFailed(path: path, reason: reason)
    }
  }
}
