import Chengwen
import TestSupport
import Testing

/// Every template of the library with each of its example cases.
struct Example: CustomTestStringConvertible, Sendable {
  let template: String
  let path: String

  var testDescription: String {
    template + " " + (path.split(separator: "/").last.map(String.init) ?? path)
  }
  /// 示例A.yaml → 示例A.预期.txt
  var expectedPath: String {
    let dot = path.lastIndex(of: ".") ?? path.endIndex
    return String(path[..<dot]) + ".预期.txt"
  }

  static let all: [Example] = Repository.chengwen.catalogue.entries.flatMap { entry in
    entry.examples.map { Example(template: entry.name, path: $0) }
  }
  static let templateCount = Repository.chengwen.catalogue.entries.count
}

@Suite("模板库里的每个示例")
struct ExampleTests {
  @Test("每个模板都有示例")
  func everyTemplateHasAnExample() {
    #expect(Example.templateCount >= 7)
    for entry in Repository.chengwen.catalogue.entries {
      #expect(!entry.examples.isEmpty, "\(entry.name) 没有示例")
    }
  }

  @Test("示例的文字与预期一致", arguments: Example.all)
  func text(_ example: Example) throws {
    let request = FillRequest(template: example.template, casePath: example.path)
    let (document, findings) = Repository.chengwen.evaluate(request)
    #expect(!findings.hasErrors, "\(DiagnosticRenderer().render(findings))")
    Expected.matches(try #require(document).plainText(), path: example.expectedPath)
  }

  @Test("示例的 PDF 合格，抽出的文字就是预期的文字", arguments: Example.all)
  func pdf(_ example: Example) throws {
    let request = FillRequest(template: example.template, casePath: example.path)
    let result = Repository.chengwen.fill(request, as: .pdf)
    #expect(!result.findings.hasErrors, "\(DiagnosticRenderer().render(result.findings))")
    let bytes = try #require(result.files.first)
    try PDFChecks.isAccepted(bytes)
    let document = try #require(result.document)
    try PDFChecks.extracts(
      document.plainText(), from: bytes, furniture: document.blocks.tableFurniture)
  }

  @Test("同样的输入，两次得到同样的字节", arguments: Example.all)
  func sameBytes(_ example: Example) {
    let request = FillRequest(template: example.template, casePath: example.path)
    let first = Repository.chengwen.fill(request, as: .pdf).files
    let fresh = Chengwen.open(
      templates: Repository.templates, fonts: Repository.fonts, world: Repository.world)
    #expect(!first.isEmpty)
    #expect(first == fresh.fill(request, as: .pdf).files)
  }

  @Test("空白表和草稿都排得出来", arguments: Example.all)
  func blankAndDraft(_ example: Example) throws {
    guard !example.path.hasSuffix(".txt") else { return }
    let blank = Repository.chengwen.fill(
      FillRequest(template: example.template, casePath: nil, mode: .blank), as: .pdf)
    #expect(!blank.findings.hasErrors, "\(DiagnosticRenderer().render(blank.findings))")
    try PDFChecks.isAccepted(try #require(blank.files.first))
    let draft = Repository.chengwen.fill(
      FillRequest(template: example.template, casePath: example.path, mode: .draft), as: .pdf)
    #expect(!draft.findings.hasErrors, "\(DiagnosticRenderer().render(draft.findings))")
    try PDFChecks.isAccepted(try #require(draft.files.first))
  }
}

extension [Block] {
  /// What later pages of tables and the ends of their pages may hold besides repeated heads.
  fileprivate var tableFurniture: String {
    map { block in
      switch block.content {
      case .landscape(let inner): inner.tableFurniture
      case .annex(let annex), .enacted(let annex): annex.blocks.tableFurniture
      case .table(let table):
        table.continuedNote.readingText + (table.pageTotals == nil ? "" : "本页累计0123456789,.")
      default: ""
      }
    }.joined()
  }
}
