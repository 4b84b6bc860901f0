import ArgumentParser
import Chengwen
import Glibc

/// Lists whose rows stand in files of their own.
struct ListOptions: ParsableArguments {
  @Option(
    name: .customLong("list"),
    help: ArgumentHelp(
      "清单的各行从文件读：.csv（第一行是表头）或 .jsonl；可以写几次。", valueName: "字段=文件"))
  var given: [String] = []

  /// nil, with the text, for one that is not written 字段=文件.
  func sources() -> (sources: [ListSource], wrong: String?) {
    var sources: [ListSource] = []
    for text in given {
      let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else { return ([], text) }
      sources.append(ListSource(field: String(halves[0]), path: String(halves[1])))
    }
    return (sources, nil)
  }

  func check(_ common: CommonOptions) throws {
    guard let wrong = sources().wrong else { return }
    throw common.usage(
      "--list 写成 字段=文件，不能是“\(wrong)”。", "--list is written FIELD=FILE, not “\(wrong)”.")
  }
}

/// Options that every command has: where things are, and how findings are shown.
struct CommonOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("模板所在的文件夹。", valueName: "文件夹"))
  var templates: String?

  @Option(name: .long, help: ArgumentHelp("字体和字体目录所在的文件夹。", valueName: "文件夹"))
  var fonts: String?

  @Flag(name: .long, help: "只用自由字体，不用单位购置的字体。")
  var freeFonts = false

  @Option(
    name: .long, help: ArgumentHelp("今天的日期或时刻：2022-09-19 或 2022-09-19T17:29。", valueName: "日期"))
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
      throw usage(
        "--date 写成 2022-09-19 或 2022-09-19T17:29，不能是“\(date)”。",
        "--date is written 2022-09-19 or 2022-09-19T17:29, not “\(date)”.")
    }
  }

  /// Wrong usage, in the language asked for.
  func usage(_ chinese: String, _ english: String) -> ValidationError {
    ValidationError(language == .chinese ? chinese : english)
  }

  func world() -> FileWorld {
    guard let date, let moment = Self.moment(date) else { return FileWorld() }
    return FileWorld(date: moment.date, time: moment.time)
  }

  /// `2022-09-19` or `2022-09-19T17:29`.
  private static func moment(_ text: String) -> (date: CalendarDate, time: TimeOfDay?)? {
    let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    let day = halves[0].split(separator: "-", omittingEmptySubsequences: false).map(number)
    guard day.count == 3, let year = day[0], let month = day[1], let number = day[2],
      let date = CalendarDate(year: year, month: month, day: number)
    else { return nil }
    guard halves.count == 2 else { return (date, nil) }
    let clock = halves[1].split(separator: ":", omittingEmptySubsequences: false).map(Self.number)
    guard clock.count == 2, let hour = clock[0], let minute = clock[1],
      let time = TimeOfDay(hour: hour, minute: minute)
    else { return nil }
    return (date, time)
  }

  /// Digits only: `Int` would take a sign.
  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
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

  /// Opens the templates alone, for commands that set nothing.
  func openCatalogue(_ world: FileWorld) -> (catalogue: TemplateCatalogue, findings: Findings) {
    let folder = Home(templates: templates, fonts: fonts).templates
    var (catalogue, findings) = TemplateCatalogue.open(root: folder, world: world)
    if catalogue.entries.isEmpty, !findings.hasErrors {
      findings.add(RunProblem.noTemplates(folder: folder))
    }
    return (catalogue, findings)
  }

  /// The template that a NAME stands for; nil where there are errors.
  func template(_ name: String) -> (template: Template?, findings: Findings) {
    let world = world()
    var (catalogue, findings) = openCatalogue(world)
    guard !findings.hasErrors else { return (nil, findings) }
    let (template, compiling) = catalogue.template(name, world: world)
    findings.add(contentsOf: compiling)
    return (findings.hasErrors ? nil : template, findings)
  }

  /// Prints findings: JSON to standard output, words to standard error.
  ///
  /// - Parameter details: the option that lists every character that a fallback font drew; in words
  ///   they are one line.
  func report(_ findings: Findings, details: String = "--json") throws {
    if json {
      let renderer = DiagnosticRenderer(language: language, usesColour: false)
      try Terminal.output(renderer.json(findings).serialized(isPretty: true))
      return
    }
    tell(findings, details: details)
  }

  /// Words to standard error, whatever `--json` says.
  func tell(_ findings: Findings, details: String = "--json") {
    guard !findings.isEmpty else { return }
    let renderer = DiagnosticRenderer(language: language, usesColour: isatty(STDERR_FILENO) == 1)
    Terminal.error(
      renderer.render(findings.foldingSubstitutions(details: details).foldingWriting()))
  }

  /// The code of a template file or folder that cannot be read.
  private static let unreadableTemplate = "T401"

  /// The exit code that findings call for: 74 where files failed, else 1; success otherwise.
  func finish(_ findings: Findings) throws {
    guard findings.hasErrors else { return }
    let isInputOutput = findings.all.contains {
      $0.severity == .error
        && ($0.code == Self.unreadableTemplate
          || ($0.problem as? RunProblem)?.isInputOutput == true)
    }
    throw isInputOutput ? ExitStatus.inputOutput : ExitStatus.faulty
  }
}

extension Findings {
  /// One line in place of a note for each character that another font drew, so that errors are
  /// not drowned.
  fileprivate func foldingSubstitutions(details: String) -> Findings {
    var folded = Findings()
    var characters: Set<String> = []
    for finding in all {
      if case FontProblem.substituted(let unit, _, _, _) = finding.problem {
        characters.insert(unit)
      } else {
        folded.add(finding)
      }
    }
    if !characters.isEmpty {
      folded.add(RunProblem.substitutedCharacters(count: characters.count, option: details))
    }
    return folded
  }

  /// Without findings that say the same of the same place again (several cases of one template).
  func withoutRepeats() -> Findings {
    let renderer = DiagnosticRenderer()
    var seen: Set<String> = []
    return Findings(all.filter { seen.insert(renderer.render($0)).inserted })
  }
}
