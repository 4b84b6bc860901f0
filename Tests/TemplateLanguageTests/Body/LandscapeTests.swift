import CaseData
import Diagnostics
import Document
import TemplateLanguage
import Testing

/// `@横页` … `@完` (std:G-68).
@Suite("横页的写法")
struct LandscapeTests {
  private func read(_ text: String) throws -> (document: Document?, findings: Findings) {
    let head = "发文机关：示例市财政局\n标题：通知\n成文日期：2025年9月8日\n抄送：示例市审计局\n\n"
    let today = try #require(TemplateBench.today)
    return ManuscriptReader().read(
      file: SourceFile(name: "稿件.txt", text: head + text), options: EvaluationOptions(today: today))
  }

  @Test("std:G-68 横页里的段落、标题、表是一块，前后的正文不在里面")
  func block() throws {
    let text = """
      前文。
      @横页
      一、汇总情况
      @表 100 125
      | 甲 | 乙 |
      @完
      @完
      后文。
      """
    let read = try read(text)
    let blocks = try #require(read.document?.blocks)
    #expect(blocks.count == 4)
    guard case .landscape(let inner) = blocks[2].content else {
      Issue.record("没有横页")
      return
    }
    #expect(inner.count == 2)
    if case .heading = inner[0].content {} else { Issue.record("标题没有认出") }
    if case .table = inner[1].content {} else { Issue.record("表没有认出") }
  }

  @Test("附件里可以写横页；横页里不能再写横页、封面、签章，写了各报一处")
  func nesting() throws {
    let good = try read("正文。\n=== 附件　汇总表\n@横页\n@表 225\n| 甲 |\n@完\n@完\n")
    guard case .annex(let annex)? = good.document?.blocks.last?.content,
      case .landscape? = annex.blocks.first?.content
    else {
      Issue.record("附件里的横页没有认出")
      return
    }
    for inner in ["@横页\n@完", "@封面\n# 题\n@完", "@签章\n单位（公章）：\n@完", "@脚注行 一式两份"] {
      let bad = try read("正文。\n@横页\n\(inner)\n@完\n")
      #expect(bad.findings.all.map(\.code) == ["T312"], "\(inner) \(bad.findings.all.map(\.code))")
    }
  }

  @Test("@横页 后面不写别的字，写了会说删去")
  func rest() throws {
    let read = try read("正文。\n@横页 A3\n内容。\n@完\n")
    let finding = try #require(read.findings.all.first)
    #expect(finding.code == "T318")
    #expect(finding.problem.remedy(in: .chinese) == "删去后面的字")
  }
}
