import CaseData
import Diagnostics
import Document
import TemplateLanguage
import Testing

/// A template in memory: two texts, and what else lies beside them.
struct TemplateBench {
  var body: String
  var fields: String
  var others: [String: String] = [:]

  init(_ body: String, fields: String = "", others: [String: String] = [:]) {
    self.body = body
    self.fields = "名称：试验　版式：文书　性质：官方原件\n" + fields
    self.others = others
  }

  static let folder = "库/项目/试验"
  static let today = CalendarDate(year: 2025, month: 9, day: 8)

  func world() throws -> MemoryWorld {
    var files = others
    files["\(Self.folder)/正文.wen"] = body
    files["\(Self.folder)/字段.wen"] = fields
    return MemoryWorld(files, today: try #require(Self.today))
  }

  func compile() throws -> (template: Template?, findings: Findings) {
    TemplateCompiler(world: try world()).compile(folder: Self.folder)
  }

  /// Fills it from YAML (nil: no case).
  func fill(
    _ yaml: String? = "{}", mode: FillMode = .normal
  ) throws -> (document: Document?, findings: Findings) {
    let (compiled, findings) = try compile()
    let template = try #require(compiled, "\(findings.words)")
    var node: RawNode?
    if let yaml {
      let (read, problems) = CaseReader.read(bytes: Array(yaml.utf8), name: "案卷.yaml")
      #expect(!problems.hasErrors, "\(problems.codes)")
      node = read
    }
    let options = EvaluationOptions(mode: mode, today: try #require(Self.today))
    return template.evaluate(case: node, options: options)
  }

  /// The lines of the filled document.
  func lines(_ yaml: String? = "{}", mode: FillMode = .normal) throws -> [String] {
    let (document, findings) = try fill(yaml, mode: mode)
    return try #require(document, "\(findings.words)").lines
  }
}

extension Document {
  var lines: [String] { plainText().split(separator: "\n").map(String.init) }
}

extension Findings {
  var codes: [String] { all.map(\.code) }
  var words: [String] { all.map { "\($0.code) \($0.problem.message(in: .chinese))" } }
  /// `T300 2:5`: the code and where the first label points.
  var places: [String] {
    all.map { finding in
      guard let span = finding.labels.first?.place.span else { return finding.code }
      return "\(finding.code) \(span.line):\(span.column)"
    }
  }
  func message(_ code: String) -> String? {
    all.first { $0.code == code }?.problem.message(in: .chinese)
  }
  func remedy(_ code: String) -> String? {
    all.first { $0.code == code }?.problem.remedy(in: .chinese)
  }
}
