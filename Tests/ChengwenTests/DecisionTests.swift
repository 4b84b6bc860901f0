import Chengwen
import TestSupport
import Testing

@Suite("决定书：救济条款没有核实就不能签发")
struct DecisionTests {
  static let folder = Repository.templates + "/taiyuan-ip-2025"
  static let path = folder + "/refusal-decision/示例.yaml"

  private func evaluate(
    _ mode: FillMode, checkedOn date: String? = nil
  ) throws -> (document: Document?, findings: Findings) {
    let programme = folderFile("字段.wen")
    var text = String(decoding: try Repository.world.read(programme), as: UTF8.self)
    if let date {
      let open = "常量：救济核实日期　日期　签发必填"
      #expect(text.contains(open))
      text = text.replacing(open, with: "常量：救济核实日期　日期 = \(date)")
    }
    let world = OverlayWorld(base: Repository.world, files: [programme: Array(text.utf8)])
    let chengwen = Chengwen.open(
      templates: Repository.templates, fonts: Repository.fonts, world: world)
    return chengwen.evaluate(
      FillRequest(template: "不予资助决定书", casePath: Self.path, mode: mode))
  }

  private func folderFile(_ name: String) -> String { Self.folder + "/" + name }

  @Test("没有核实日期：照填，标明示例、未核实")
  func marked() throws {
    let (document, findings) = try evaluate(.normal)
    #expect(!findings.hasErrors)
    #expect(try #require(document).plainText().contains("【示例，未核实】如不服本决定"))
  }

  @Test("没有核实日期：不能签发")
  func refused() throws {
    let (document, findings) = try evaluate(.issue)
    #expect(document == nil)
    #expect(findings.all.contains { $0.severity == .error && $0.field == "救济核实日期" })
  }

  @Test("有核实日期：签发，不再标注")
  func issued() throws {
    let (document, findings) = try evaluate(.issue, checkedOn: "2025年9月1日")
    #expect(!findings.hasErrors, "\(DiagnosticRenderer().render(findings))")
    let text = try #require(document).plainText()
    #expect(!text.contains("未核实"))
    #expect(text.contains("6个月内"), "forms:C6 起诉期限是六个月")
  }
}
