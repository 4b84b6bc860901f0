import CaseData
import Diagnostics
import Document
import TemplateLanguage
import Testing
import Typography

/// Templates filled from cases: what each notation prints.
@Suite("填写")
struct EvaluationTests {
  private func line(
    _ body: String, _ fields: String, _ yaml: String, mode: FillMode = .normal
  ) throws -> String {
    try TemplateBench("# 题\n第一段。\n" + body, fields: fields).lines(yaml, mode: mode)
      .dropFirst(2).joined(separator: "|")
  }

  @Test(
    "每种过滤印出的样子",
    arguments: [
      ("{{补贴：金额}}", "1,000,050.09"), ("{{补贴：金额（万元）}}", "100.005009"),
      ("{{补贴：大写}}", "人民币壹佰万零伍拾元零玖分"), ("{{补贴：数字}}", "1000050.09"),
      ("{{补贴}}", "1,000,050.09"), ("{{资金：金额}}万元", "312.40万元"),
      ("{{资金：大写}}", "人民币叁佰壹拾贰万肆仟元整"), ("{{比例：百分比}}", "10%"),
      ("{{日期：2024年12月31日}}", "2025年7月8日"), ("{{日期：2024.12.31}}", "2025.7.8"),
      ("{{日期：二〇二四年十二月三十一日}}", "二〇二五年七月八日"), ("{{日期：2024年12月}}", "2025年7月"),
      ("{{日期}}", "2025年7月8日"), ("{{账号：后四位}}", "2345"), ("{{手机：掩码}}", "138****0001"),
      ("{{人数：中文数字}}", "十二"), ("{{名称：方格}}", "甲公司"), ("{{名称：不换行}}", "甲公司"),
      ("{{备注：空则“无”}}", "无"), ("{{备注：空则：无}}", "无"), ("{{备注：默认“没有”}}", "没有"),
      ("甲{{备注}}乙", "甲乙"), ("{{单位：顿号}}", "虚构理工大学、虚构第二医院"),
      ("{{规模：勾选}}", "□中型　☑小型　□微型"), ("{{高新：勾选}}", "☑是　□否"),
      ("{{资质：勾选}}", "☑甲　□乙　☑丙"), ("{{声明：勾选}}", "□企业　☑其他：社会团体"),
      ("共{{计数（单位）}}家", "共2家"), ("{{补贴 × 10%：金额}}", "100,005.009"),
      ("{{单位.名称}}", "虚构理工大学、虚构第二医院"),
    ])
  func filters(body: String, printed: String) throws {
    let fields = """
      字段：补贴　金额（元）　必填
      字段：资金　金额（万元）　必填
      字段：比例　百分比　必填
      字段：日期　日期　必填
      字段：账号　银行账号　必填
      字段：手机　手机　必填
      字段：人数　整数　必填
      字段：名称　文本　必填
      字段：备注　文本
      字段：单位　列表
      　　名称　文本　必填
      字段：规模　单选（中型，小型，微型）　必填
      字段：高新　是否　必填
      字段：资质　多选（甲，乙，丙）　必填
      字段：声明　单选（企业，其他）　必填
      """
    let yaml = """
      补贴: 1000050.09
      资金: "312.40"
      比例: 10%
      日期: 2025-07-08
      账号: "0000123456789012345"
      手机: "13800000001"
      人数: 12
      名称: 甲公司
      单位: [{名称: 虚构理工大学}, {名称: 虚构第二医院}]
      规模: 小型
      高新: 是
      资质: [甲, 丙]
      声明: 其他（社会团体）
      """
    #expect(
      try line(body, fields, yaml)
        == printed.replacing("□", with: "\u{2610}").replacing("☑", with: "\u{2611}"))
  }

  @Test("方框用勾选字体，并与选项连在一起")
  func boxesAreSymbols() throws {
    let bench = TemplateBench("# 题\n甲。\n{{规模：勾选}}", fields: "字段：规模　单选（中型，小型）　必填")
    let document = try #require(try bench.fill("规模: 小型").document)
    guard case .paragraph(let paragraph)? = document.blocks.last?.content else { return }
    var boxes = 0
    for case .text(let run) in paragraph.inlines where run.style.font == .symbols {
      boxes += 1
      #expect(run.style.isUnbreakable && run.field == "规模")
    }
    #expect(boxes == 2)
  }

  @Test("每个值都带着字段和来处")
  func runsCarryFieldAndPlace() throws {
    let fields = "字段：合同　列表\n　　编号　文本　必填"
    let bench = TemplateBench("# 题\n甲。\n@每项 合同\n编号{{编号}}。\n@完", fields: fields)
    let document = try #require(try bench.fill("合同: [{编号: A1}, {编号: B2}]").document)
    var fieldsSeen: [String] = []
    for case .paragraph(let paragraph) in document.blocks.map(\.content) {
      for case .text(let run) in paragraph.inlines {
        if let field = run.field {
          fieldsSeen.append(field)
          #expect(run.place.span?.text == run.text)
        } else {
          #expect(run.place.span?.file.name.hasSuffix("正文.wen") == true)
        }
      }
    }
    #expect(fieldsSeen == ["合同[1].编号", "合同[2].编号"])
  }

  @Test("值永远不会被当作记号")
  func valuesAreNeverMarkup() throws {
    let value = "**甲** {{乙}} @如果 | ＿＿ （公章） 一、"
    #expect(try line("值：{{名称}}", "字段：名称　文本　必填", "名称: \"\(value)\"") == "值：" + value)
  }

  @Test("强调、着重、转义、填空和换行")
  func inlineNotations() throws {
    let body = "# 题\n甲。\n**要点**和..着重..和\\**星\\{{括号}}，姓名＿＿＿，版本1..2，甲_乙"
    let document = try #require(try TemplateBench(body).fill().document)
    guard case .paragraph(let paragraph)? = document.blocks.last?.content else { return }
    #expect(paragraph.inlines.readingText == "要点和着重和**星{{括号}}，姓名，版本1..2，甲_乙")
    var bold = ""
    var dotted = ""
    var blanks = 0
    for inline in paragraph.inlines {
      if case .text(let run) = inline, run.style.font == .hei { bold += run.text }
      if case .text(let run) = inline, run.style.isDotted { dotted += run.text }
      if case .blank(let blank) = inline {
        blanks += 1
        #expect(blank.minimumWidth == TypeSize.three * 3)
      }
    }
    #expect(bold == "要点" && dotted == "着重" && blanks == 1)
  }

  @Test("条件、重复、序号和项的名")
  func controlFlow() throws {
    let fields = "字段：合同　列表\n　　编号　文本　必填\n　　金额　金额（元）　必填\n字段：名称　文本"
    let yaml = "合同: [{编号: A, 金额: 10}, {编号: B, 金额: 0}]"
    let body = """
      @每项 合同 为 份
      @如果 份.金额 > 0
      {{序号}}：{{编号}}付{{金额：金额}}
      @否则
      {{序号}}：{{编号}}未付
      @完
      @完
      @如果 名称 不为空
      有
      @否则如果 计数（合同） = 2
      两份
      @否则
      无
      @完
      """
    #expect(try line(body, fields, yaml) == "1：A付10.00|2：B未付|两份")
  }

  @Test(
    "每项里第一个编号是样子，接着往下编；内层各自从头编",
    arguments: [
      ("@每项 甲\n一、{{名}}的事项\n@完", "一、A的事项|二、B的事项"),
      ("@每项 甲\n（三）{{名}}\n@完", "（三）A|（四）B"),
      ("@每项 甲\n9.{{名}}；\n@完", "9.A；|10.B；"),
      ("@每项 甲\n1、{{名}}；\n（1）固定；\n@完", "1、A；|（1）固定；|2、B；|（1）固定；"),
      (
        "@每项 甲\n一、{{名}}\n@每项 乙\n（1）{{号}}；\n@完\n@完",
        "一、A|（1）x；|（2）y；|二、B|（1）z；"
      ),
    ])
  func countedNumbers(body: String, printed: String) throws {
    let fields = "字段：甲　列表\n　　名　文本　必填\n　　乙　列表\n　　　　号　文本　必填"
    let yaml = "甲: [{名: A, 乙: [{号: x}, {号: y}]}, {名: B, 乙: [{号: z}]}]"
    #expect(try line(body, fields, yaml) == printed)
  }

  @Test("抬头、机关名、编号、脚注行、标题里的断行")
  func rolesOfLines() throws {
    let body = """
      @机关名 示例市市场监督管理局
      # 关于试点／的决定
      @编号 示市监〔2025〕1号
      {{单位}}：
      现决定如下：
      @居中 附表
      @脚注行 一式两份
      """
    let document = try #require(
      try TemplateBench(body, fields: "字段：单位　文本　必填").fill("单位: 甲公司").document)
    var roles: [String] = []
    for block in document.blocks {
      switch block.content {
      case .paragraph(let paragraph): roles.append(paragraph.role.rawValue)
      case .title(let title):
        roles.append("标题")
        #expect(title.inlines.contains { if case .wantedBreak = $0 { true } else { false } })
      default: roles.append("?")
      }
    }
    #expect(roles == ["机关名", "标题", "编号", "抬头", "正文", "居中", "脚注行"])
    #expect(document.title == "关于试点的决定")
  }

  @Test(
    "编号行：单独成行是标题，带后文的首句是标题，整句是正文（std:G-43）",
    arguments: [
      ("一、申报时间", "H1"), ("（一）总体思路", "H2"), ("1.名称", "H3"), ("（1）名称", "H4"),
      ("一、加强领导。各单位要重视。", "R1"), ("（一）为什么要做？因为需要。", "R2"),
      ("1.务必重视！各单位要落实。", "R3"), ("一、“怎么办？”一问。各单位要答复。", "R1"), ("一、所提交的材料真实、合法、有效。", "P"),
      ("1、申报书；", "P"), ("一、申报时间：", "P"), ("\\一、申报时间", "P"), ("一是抓落实", "P"),
      ("1.5亿元", "P"), ("2024.12.31起", "P"), ("1．名称", "H3"), ("(一)思路", "H2"),
    ])
  func headingRules(body: String, kind: String) throws {
    let document = try #require(try TemplateBench("# 题\n甲。\n" + body).fill().document)
    let found: String
    switch document.blocks.last?.content {
    case .heading(let heading): found = (heading.runIn.isEmpty ? "H" : "R") + "\(heading.level)"
    case .paragraph: found = "P"
    default: found = "?"
    }
    #expect(found == kind)
    #expect(document.lines.last == body.replacing("\\", with: ""))
  }

  @Test("同一组里有一条是整句，就都按正文排")
  func siblingsAreSetAlike() throws {
    let body = "# 题\n一、以上情况属实。\n二、以上声明真实。如有不实，愿意担责。\n三、特此声明。"
    let document = try #require(try TemplateBench(body).fill().document)
    let headings = document.blocks.count { if case .heading = $0.content { true } else { false } }
    #expect(headings == 0)
  }

  @Test("签章：谁盖章、谁签字、日期；位置有固定的名")
  func signatures() throws {
    let body = "# 题\n甲。\n@签章\n单位（公章）：\n负责人（签字）：\n　　　　年　　月　　日\n甲公司\n@完"
    let document = try #require(try TemplateBench(body).fill().document)
    guard case .signature(let block)? = document.blocks.last?.content else { return }
    #expect(block.lines.map(\.kind) == [.seal, .signature, .date, .plain])
    #expect(block.lines[2].inlines.readingText == "　　　　年　　月　　日")
    var names: [String] = []
    for line in block.lines {
      for case .anchor(let anchor) in line.inlines { names.append(anchor.name) }
    }
    #expect(names == ["公章1", "签字1"])
  }

  @Test("引入的文件像写在那里一样")
  func includes() throws {
    let project = "库/项目"
    let bench = TemplateBench(
      "# 题\n甲。\n@引入 落款.wen\n@引入 说明.wen", fields: "字段：单位　文本　必填",
      others: [
        "\(project)/字段.wen": "项目：试验项目\n", "\(project)/落款.wen": "{{单位}}落款",
        "\(project)/共用/说明.wen": "共用说明",
      ])
    #expect(try bench.lines("单位: 甲公司").suffix(2) == ["甲公司落款", "共用说明"])
  }

  @Test("像文书员那样改模板：全角记号、行首空格、CRLF、GBK，得到同一份文书")
  func clerksEdit() throws {
    let fields = "字段：单位　文本　必填\n字段：金额　金额（元）　必填"
    let body = "# 题\n{{单位}}：\n@如果 金额 > 0\n一、补贴{{金额：金额}}元。\n@完\n@表 28 128\n| 甲 | {{单位}} |\n@完\n"
    let yaml = "单位: 甲公司\n金额: 5"
    let plain = try TemplateBench(body, fields: fields).lines(yaml)
    let wide = body.replacing("{{", with: "｛｛").replacing("}}", with: "｝｝")
      .replacing("@", with: "＠").replacing("#", with: "＃").replacing("|", with: "｜")
      .replacing("28 128", with: "２８　１２８").replacing(" > ", with: " ＞ ")
      .replacing("\n", with: "\r\n　　")
    #expect(try TemplateBench(wide, fields: fields).lines(yaml) == plain)
    #expect(plain == ["题", "甲公司：", "一、补贴5.00元。", "甲", "甲公司"])
  }

  @Test("GBK 的模板得到同一份文书，并说明是按 GB18030 读的")
  func gbk() throws {
    // “# 题” and “甲{{名}}乙” in GBK.
    let bytes: [UInt8] = [
      0x23, 0x20, 0xCC, 0xE2, 0x0D, 0x0A, 0xBC, 0xD7, 0x7B, 0x7B, 0xC3, 0xFB, 0x7D, 0x7D, 0xD2,
      0xD2,
    ]
    let bench = TemplateBench("", fields: "字段：名　文本　必填")
    var world = try bench.world()
    world.files["\(TemplateBench.folder)/正文.wen"] = bytes
    let (compiled, findings) = TemplateCompiler(world: world).compile(folder: TemplateBench.folder)
    let template = try #require(compiled)
    #expect(findings.all.map(\.severity) == [.note])
    let (node, _) = CaseReader.read(bytes: Array("名: 丙".utf8), name: "案卷.yaml")
    let options = EvaluationOptions(today: try #require(TemplateBench.today))
    #expect(template.evaluate(case: node, options: options).document?.lines == ["题", "甲丙乙"])
  }
}
