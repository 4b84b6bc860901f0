import ArgumentParser
import Chengwen
import Glibc

/// Options that every command has: where things are, and how findings are shown.
struct CommonOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("模板所在的文件夹。", valueName: "文件夹"))
  var templates: String?

  @Option(name: .long, help: ArgumentHelp("字体和字体目录所在的文件夹。", valueName: "文件夹"))
  var fonts: String?

  @Flag(name: .long, help: "只用自由字体，不用单位购置的字体。")
  var freeFonts = false

  @Option(name: .long, help: ArgumentHelp("今天的日期或时刻：2022-09-19 或 2022-09-19T17:29。", valueName: "日期"))
  var date: String?

  @Flag(name: .long, help: "结果用 JSON 印出。")
  var json = false

  @Option(name: .long, help: ArgumentHelp("消息的语言：zh 或 en。", valueName: "语言"))
  var lang = "zh"

  var language: MessageLanguage { MessageLanguage(rawValue: lang) ?? .chinese }

  func validate() throws {
    guard MessageLanguage(rawValue: lang) != nil else {
      throw ValidationError("--lang 只能是 zh 或 en，不能是“\(lang)”。")
    }
    if let date, Self.moment(date) == nil {
      throw ValidationError("--date 写成 2022-09-19 或 2022-09-19T17:29，不能是“\(date)”。")
    }
  }

  func world() -> FileWorld {
    guard let date, let moment = Self.moment(date) else { return FileWorld() }
    return FileWorld(date: moment.date, time: moment.time)
  }

  /// `2022-09-19` or `2022-09-19T17:29`.
  private static func moment(_ text: String) -> (date: CalendarDate, time: TimeOfDay?)? {
    let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    let day = halves[0].split(separator: "-").map { Int($0) }
    guard day.count == 3, let year = day[0], let month = day[1], let number = day[2],
      let date = CalendarDate(year: year, month: month, day: number)
    else { return nil }
    guard halves.count == 2 else { return (date, nil) }
    let clock = halves[1].split(separator: ":").map { Int($0) }
    guard clock.count == 2, let hour = clock[0], let minute = clock[1],
      let time = TimeOfDay(hour: hour, minute: minute)
    else { return nil }
    return (date, time)
  }

  /// Opens fonts and templates as the options say.
  func open(profile: LayoutProfile = LayoutProfile()) -> Chengwen {
    let world = world()
    let home = Home(templates: templates, fonts: fonts)
    let (library, findings) = home.openFonts(freeOnly: freeFonts, world: world)
    return Chengwen.open(
      templates: home.templates, fonts: library, fontFindings: findings, world: world,
      profile: profile)
  }

  /// Prints findings: JSON to standard output, words to standard error.
  func report(_ findings: Findings) {
    if json {
      print(DiagnosticRenderer(language: language, usesColour: false).json(findings).serialized(isPretty: true))
      return
    }
    guard !findings.isEmpty else { return }
    let renderer = DiagnosticRenderer(language: language, usesColour: isatty(STDERR_FILENO) == 1)
    Terminal.error(renderer.render(findings))
  }

  /// The exit code that findings call for: 74 where files failed, else 1; success otherwise.
  func exitCode(for findings: Findings) -> ExitCode? {
    guard findings.hasErrors else { return nil }
    let isInputOutput = findings.all.contains {
      $0.severity == .error && ($0.problem as? RunProblem)?.isInputOutput == true
    }
    return isInputOutput ? ExitStatus.inputOutput : ExitStatus.faulty
  }
}

enum Terminal {
  static func error(_ text: String) {
    let bytes = Array((text.hasSuffix("\n") ? text : text + "\n").utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
