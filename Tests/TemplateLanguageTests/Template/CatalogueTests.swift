import CaseData
import Diagnostics
import TemplateLanguage
import Testing

@Suite("模板库")
struct CatalogueTests {
  private func catalogue(
    _ more: [String: String] = [:]
  ) throws -> (catalogue: TemplateCatalogue, findings: Findings) {
    var files = [
      "库/项目/字段.wen": "项目：促进项目\n年度：2025\n性质：自拟示范\n",
      "库/项目/pledge/字段.wen": "名称：真实性承诺书　版式：文书　版本：2025.1　面向：申报单位\n",
      "库/项目/pledge/正文.wen": "# 承诺书",
      "库/项目/pledge/示例.yaml": "甲: 1", "库/项目/pledge/示例.预期.txt": "甲",
      "库/项目/old-pledge/字段.wen": "名称：真实性承诺书　年度：2024　版本：2024.2\n",
      "库/项目/old-pledge/正文.wen": "# 承诺书",
      "库/公文/通知/字段.wen": "名称：通知　版式：公文　文种：通知　性质：自拟示范\n",
      "库/公文/通知/示例.txt": "标题：甲",
    ]
    files.merge(more) { $1 }
    let world = MemoryWorld(files, today: try #require(TemplateBench.today))
    return TemplateCatalogue.open(root: "库", world: world)
  }

  @Test("列出全部模板：名称、项目、版式、性质、示例")
  func lists() throws {
    let (catalogue, findings) = try catalogue()
    #expect(findings.codes == [])
    #expect(catalogue.entries.map(\.name) == ["通知", "真实性承诺书", "真实性承诺书"])
    let pledge = try #require(catalogue.entries.last)
    #expect(pledge.programme == "促进项目" && pledge.standing == "自拟示范")
    #expect(pledge.style == .paper && pledge.audience == "申报单位" && pledge.year == "2025")
    #expect(pledge.examples == ["库/项目/pledge/示例.yaml"])
    let notice = catalogue.entries[0]
    #expect(notice.style == .official && notice.documentKind == "通知")
    #expect(notice.examples == ["库/公文/通知/示例.txt"] && notice.programme == nil)
  }

  @Test(
    "按名称（最新的一个）、文件夹、版本或年度找到",
    arguments: [
      ("真实性承诺书", "库/项目/pledge"), ("pledge", "库/项目/pledge"), ("项目/old-pledge/", "库/项目/old-pledge"),
      ("真实性承诺书@2024.2", "库/项目/old-pledge"), ("真实性承诺书@2024", "库/项目/old-pledge"),
      ("通知", "库/公文/通知"),
    ])
  func finds(name: String, folder: String) throws {
    guard case .found(let header) = try catalogue().catalogue.find(name) else {
      Issue.record("\(name) is not found")
      return
    }
    #expect(header.folder == folder)
  }

  @Test("找不到的给出最像的名称")
  func nearest() throws {
    guard case .none(let names) = try catalogue().catalogue.find("真实性成诺书") else { return }
    #expect(names == ["真实性承诺书"])
    guard case .none(let folders) = try catalogue().catalogue.find("pledg") else { return }
    #expect(folders.first == "pledge")
  }

  @Test("同名同版本有提示，并且说不清是哪一个")
  func doubles() throws {
    let (catalogue, findings) = try catalogue([
      "库/项目/copy/字段.wen": "名称：通知　版式：公文\n", "库/项目/copy/正文.wen": "# 甲",
      "库/另/copy/字段.wen": "名称：通知　版式：公文\n", "库/另/copy/正文.wen": "# 甲",
    ])
    #expect(findings.codes == ["T405"])
    guard case .several(let entries) = catalogue.find("通知@") else { return }
    #expect(entries.count == 3)
  }

  @Test("没有正文、版式和性质写错都报告")
  func broken() throws {
    let world = MemoryWorld(
      ["a/甲/字段.wen": "名称：甲　版式：文本　性质：自己写的\n"], today: try #require(TemplateBench.today))
    let (template, findings) = TemplateCompiler(world: world).compile(folder: "a/甲")
    #expect(template == nil)
    #expect(findings.codes == ["T402", "T403", "T400"])
    #expect(findings.remedy("T402") == "是否想写“文书”？")
  }

  @Test("公文没有正文.wen，用稿件填写")
  func manuscriptTemplates() throws {
    let world = MemoryWorld(
      ["a/通知/字段.wen": "名称：通知　版式：公文　性质：自拟示范\n"], today: try #require(TemplateBench.today))
    let template = try #require(TemplateCompiler(world: world).compile(folder: "a/通知").template)
    #expect(template.takesManuscript)
    let options = EvaluationOptions(today: try #require(TemplateBench.today))
    #expect(template.evaluate(case: nil, options: options).findings.codes == ["T412"])
  }
}
