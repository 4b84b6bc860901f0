import Chengwen
import TestSupport
import Testing

/// The examples of docs/template-language.md: what the manual says is what the program does.
struct ManualExample: CustomTestStringConvertible, Sendable {
  let name: String
  let blocks: [String: String]
  var testDescription: String { name }

  var template: MemoryTemplate {
    MemoryTemplate(
      declarations: blocks["字段.wen"] ?? "", body: blocks["正文.wen"] ?? "",
      data: blocks["案卷"] ?? "")
  }

  /// Reads `<!-- 例：NAME -->` and the four fenced blocks that follow, each under its own title.
  static let all: [ManualExample] = {
    guard let text = try? Repository.text("docs/template-language.md") else { return [] }
    var examples: [ManualExample] = []
    var name: String?
    var blocks: [String: String] = [:]
    var title = ""
    var fence: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("<!-- 例：") {
        name = line.dropFirst("<!-- 例：".count).split(separator: " ").first.map(String.init)
        blocks = [:]
      } else if line.hasPrefix("```") {
        if let lines = fence {
          blocks[title] = lines.joined(separator: "\n") + "\n"
          fence = nil
          if title == "印出", let known = name {
            examples.append(ManualExample(name: known, blocks: blocks))
            name = nil
          }
        } else {
          fence = []
        }
      } else if fence != nil {
        fence?.append(line)
      } else if !line.isEmpty {
        title = String(line)
      }
    }
    return examples
  }()
}

@Suite("模板语言手册里的例子")
struct ManualTests {
  @Test("手册有六个以上可运行的例子")
  func thereAreExamples() {
    #expect(ManualExample.all.count >= 6)
    for example in ManualExample.all { #expect(example.blocks.count == 4, "\(example.name)") }
  }

  @Test("例子印出的文字就是手册写的", arguments: ManualExample.all)
  func prints(_ example: ManualExample) throws {
    let template = example.template
    let (document, findings) = template.chengwen.evaluate(template.request())
    #expect(!findings.hasErrors, "\(DiagnosticRenderer().render(findings))")
    #expect(try #require(document).plainText() == example.blocks["印出"])
  }

  @Test("手册里的图就是程序排出的版面", arguments: ManualExample.all)
  func pictures(_ example: ManualExample) throws {
    let template = example.template
    let result = template.chengwen.fill(template.request(), as: .png(resolution: 60))
    #expect(!result.findings.hasErrors, "\(DiagnosticRenderer().render(result.findings))")
    Expected.matches(
      try #require(result.files.first), path: "docs/pictures/\(example.name).png")
  }

  @Test("README 的图就是示例通知的首页")
  func readmePicture() throws {
    let request = FillRequest(
      template: "通知", casePath: Repository.templates + "/official/notice/示例.txt", mode: .issue)
    let result = Repository.chengwen.fill(request, as: .png(resolution: 72))
    Expected.matches(try #require(result.files.first), path: "docs/pictures/notice.png")
  }
}
