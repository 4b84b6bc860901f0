import ArgumentParser

/// The command `chengwen`. Thin: it parses arguments, calls the library, prints, and chooses the
/// exit code (design section 9).
@main
struct ChengwenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chengwen",
    abstract: "成文：由案卷填写申报书、承诺书、通知书和公文，排成可以打印、归档的 PDF。",
    discussion: """
      例：
        chengwen templates
        chengwen new 材料真实性承诺书 -o 案卷.yaml
        chengwen check 材料真实性承诺书 案卷.yaml
        chengwen fill 材料真实性承诺书 案卷.yaml -o 承诺书.pdf
        chengwen clean 原文.txt -o 稿件.txt
        chengwen fill 通知 稿件.txt -o 通知.pdf --issue
      """,
    version: "0.1.0",
    subcommands: [
      TemplatesCommand.self, TemplateCommand.self, NewCommand.self, CheckCommand.self,
      FillCommand.self, CleanCommand.self, FontsCommand.self,
    ])

  static func main() {
    StopSignals.install()
    main(nil)
  }
}

/// Exit codes beside ArgumentParser's own 64 for wrong usage.
enum ExitStatus {
  /// Template or data have errors.
  static let faulty = ExitCode(1)
  /// Input or output failed.
  static let inputOutput = ExitCode(74)
}
