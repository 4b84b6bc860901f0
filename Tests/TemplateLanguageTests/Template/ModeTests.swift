import CaseData
import Diagnostics
import Document
import TemplateLanguage
import Testing

/// 空白, 草稿, 平常 and 签发 (design section 8).
@Suite("四种填法")
struct ModeTests {
  private let bench = TemplateBench(
    """
    # 题
    @说明 填写前请阅读
    单位：{{单位}}，日期{{日期}}，规模{{规模：勾选}}，代码{{代码：方格}}，意见{{意见：可手填}}。
    @编号 {{文号}}
    """,
    fields: """
      字段：单位　文本　必填
      字段：日期　日期　必填
      字段：规模　单选（中型，小型）　必填
      字段：代码　信用代码　必填
      字段：意见　文本
      字段：文号　发文字号　签发必填
      """)
  private let yaml = """
    单位: 甲公司
    日期: 2025-07-08
    规模: 小型
    代码: 91149901MA0TX0A01R
    """

  private func count(_ document: Document, _ test: (Inline) -> Bool) -> Int {
    var count = 0
    for case .paragraph(let paragraph) in document.blocks.map(\.content) {
      count += paragraph.inlines.count(where: test)
    }
    return count
  }

  @Test("空白表：其他后面留出写字的地方；填好的不留（forms:B0.5）")
  func roomForOthers() throws {
    let bench = TemplateBench(
      "# 题\n种类{{种类：勾选}}。\n@表 28 128\n| 种类 | {{种类：勾选}} |\n@完",
      fields: "字段：种类　单选（甲，其他）　必填")
    let blank = try #require(try bench.fill(nil, mode: .blank).document)
    #expect(blank.plainText().contains("□其他：　　　　") || blank.plainText().contains("☐其他：　　　　"))
    #expect(count(blank) { if case .blank = $0 { true } else { false } } == 1)
    #expect(!(try bench.lines("种类: 甲").joined().contains("其他：")))
  }

  @Test("平常：缺的报错，说明不印，文号先空着")
  func normal() throws {
    let (document, findings) = try bench.fill(yaml)
    #expect(findings.codes == [])
    let lines = try #require(document).lines
    #expect(!lines.contains("填写前请阅读"))
    #expect(lines.last == "　　〔　　　　〕　　号")
    #expect(try count(#require(document)) { if case .blank = $0 { true } else { false } } == 1)
    let missing = try bench.fill("单位: 甲公司")
    #expect(missing.document == nil)
    #expect(missing.findings.all.count == 3)
  }

  @Test("草稿：缺的印作【待填：标签】，列为提示，每页盖草稿")
  func draft() throws {
    let (found, findings) = try bench.fill("单位: 甲公司", mode: .draft)
    let document = try #require(found)
    #expect(document.stamp == .draft)
    #expect(document.plainText().contains("日期【待填：日期】"))
    #expect(document.plainText().contains("填写前请阅读"))
    #expect(findings.all.allSatisfy { $0.severity == .warning })
    for field in ["日期", "规模", "代码"] {
      #expect(findings.all.count { $0.field == field } == 1, "\(field)")
    }
  }

  @Test("空白：填空线、空方框、空方格、手写的日期，不要案卷")
  func blank() throws {
    let document = try #require(try bench.fill(nil, mode: .blank).document)
    let text = document.plainText()
    #expect(text.contains("日期　　　　年　　月　　日，"))
    #expect(text.contains("规模\u{2610}中型　\u{2610}小型，"))
    #expect(text.contains("填写前请阅读"))
    #expect(count(document) { if case .blank = $0 { true } else { false } } == 2)
    #expect(
      count(document) { if case .comb(let comb) = $0 { comb.count == 18 } else { false } } == 1)
  }

  @Test("空白表里算出的数不印成0，常量照印")
  func blankSums() throws {
    let others = ["库/项目/字段.wen": "项目：试验项目\n常量：期限　整数 = 15\n"]
    let bench = TemplateBench(
      "# 题\n共{{计数（合同）}}份，{{总额：金额}}元，{{期限}}日内。",
      fields: "字段：合同　列表\n　　额　金额（元）　必填\n算出：总额 = 合计（合同，额）", others: others)
    #expect(try bench.lines(nil, mode: .blank).last == "共份，元，15日内。")
    #expect(try bench.lines("合同: []").last == "共0份，0.00元，15日内。")
  }

  @Test("签发：缺文号不出")
  func issue() throws {
    let refused = try bench.fill(yaml, mode: .issue)
    #expect(refused.document == nil && refused.findings.hasErrors)
    let issued = try bench.fill(yaml + "\n文号: 示市监〔2025〕1号", mode: .issue)
    #expect(issued.document?.lines.last == "示市监〔2025〕1号")
  }

  @Test("手填的值留一条填空线")
  func handwritten() throws {
    let bench = TemplateBench("# 题\n甲。\n姓名{{姓名}}。", fields: "字段：姓名　文本　必填")
    let document = try #require(try bench.fill("姓名: 手填").document)
    #expect(count(document) { if case .blank = $0 { true } else { false } } == 1)
  }

  @Test("用不到的未定常量不妨碍签发")
  func openConstants() throws {
    let others = ["库/项目/字段.wen": "项目：试验项目\n常量：核实日期　日期　签发必填\n"]
    let free = TemplateBench("# 题\n甲。", others: others)
    #expect(try free.fill(mode: .issue).document != nil)
    let bound = TemplateBench("# 题\n{{核实日期}}核实。", others: others)
    #expect(try bound.fill(mode: .issue).document == nil)
    #expect(try bound.fill().document?.lines.last == "　　　　年　　月　　日核实。")
  }

  @Test("自拟示范有提示，封面不印××制；封面另有性质的照印")
  func standing() throws {
    let body = "@封面\n# 申报书\n单位：＿{{单位}}＿（公章）\n@底 示例局编制／二〇二五年九月\n@完"
    var bench = TemplateBench(body, fields: "字段：单位　文本　必填")
    #expect(try bench.lines("单位: 甲").contains("示例局编制"))
    bench.fields = bench.fields.replacing("官方原件", with: "自拟示范")
    let (document, findings) = try bench.fill("单位: 甲")
    #expect(document?.lines == ["申报书", "单位：甲（公章）", "二〇二五年九月"])
    #expect(findings.codes == ["T411"])
    bench.body = body.replacing("@封面", with: "@封面 官方文字重排")
    #expect(try bench.lines("单位: 甲").contains("示例局编制"))
  }
}
