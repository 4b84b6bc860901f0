import CaseData
import Diagnostics
import Document
import TemplateLanguage
import Testing
import Typography

/// Bookmarks, references and footnotes in templates and manuscripts (issue 3: references to
/// numbered items, annexes and pages).
@Suite("引用和脚注")
struct ReferenceTests {
  private static let fields = """
    字段：联合　是否
    字段：合同　列表
    　　对方　文本
    """

  private func lines(_ body: String, _ yaml: String = "{}", mode: FillMode = .normal) throws
    -> [String]
  {
    try TemplateBench("# 题\n开头。\n" + body, fields: Self.fields).lines(yaml, mode: mode)
      .dropFirst(2).map { $0 }
  }

  private func findings(_ body: String, _ yaml: String = "{}") throws -> Findings {
    let bench = TemplateBench("# 题\n开头。\n" + body, fields: Self.fields)
    let (template, found) = try bench.compile()
    return template == nil ? found : found.merging(try bench.fill(yaml).findings)
  }

  // MARK: numbers

  @Test(
    "编号是从一级起的全路径，末尾的顿号和点不印",
    arguments: [
      ("申报条件", "一"), ("企业条件", "一、（一）"), ("注册满三年", "一、（一）1"),
      ("有管理制度", "一、（一）1.（1）"), ("材料要求", "二"),
    ])
  func path(name: String, number: String) throws {
    let body = """
      见〔编号：\(name)〕。
      一、申报条件
      （一）企业条件
      1.注册满三年
      （1）有管理制度
      二、材料要求
      """
    #expect(try lines(body)[0] == "见\(number)。")
  }

  @Test("条件改变编号，引用跟着变", arguments: [("联合: 是", "见三。"), ("联合: 否", "见二。")])
  func evaluated(yaml: String, printed: String) throws {
    let body = """
      @如果 联合
      一、联合申报
      二、分工
      三、法律责任〔书签：责任〕
      @否则
      一、独立申报
      二、法律责任〔书签：责任〕
      @完
      见〔编号：责任〕。
      """
    #expect(try lines(body, yaml).last == printed)
  }

  @Test("每项里的书签各是各的，引用本项的；外面引用要说得清是哪一项")
  func perItem() throws {
    let body = """
      一、合同
      @每项 合同
      1.与{{对方}}的合同。〔书签：本合同〕
      2.〔编号：本合同〕项下的款项已付清。
      @完
      """
    let yaml = "合同: [{对方: 甲}, {对方: 乙}]"
    #expect(
      try lines(body, yaml)
        == [
          "一、合同", "1.与甲的合同。", "2.一、1项下的款项已付清。", "3.与乙的合同。", "4.一、3项下的款项已付清。",
        ])
    let outside = body + "\n见〔编号：本合同〕。"
    #expect(try lines(outside, "合同: [{对方: 甲}]").last == "见一、1。")
    #expect(try findings(outside, yaml).codes.contains("T357"))
    #expect(try findings(outside, yaml).message("T357") == "叫“本合同”的地方有2处，不知道引用哪一处")
  }

  @Test("附件按次序编号，只有一个时不编；附件里的条目连附件一起说")
  func annexes() throws {
    let body = """
      见〔编号：申报书〕、〔编号：目录〕和〔编号：填写说明〕。
      @附件 申报书
      一、填写说明
      本附件〔编号：填写说明〕。
      @附件 证明材料目录〔书签：目录〕
      一、营业执照
      """
    let found = try lines(body)
    #expect(found[0] == "见附件1、附件2和附件1的一。")
    #expect(found.contains("本附件一。"))
    #expect(try lines("见〔编号：申报书〕。\n@附件 申报书\n文字。")[0] == "见附件。")
  }

  @Test("页码留给版面：引用里是待定值，条目有锚")
  func pages() throws {
    let body = "见第〔页码：申报条件〕页。\n一、申报条件\n1.材料齐全；\n第〔页码：材料齐全〕页。"
    let bench = TemplateBench("# 题\n开头。\n" + body)
    let document = try #require(try bench.fill().document)
    var wanted: [String] = []
    var anchors: [String] = []
    for block in document.blocks {
      if case .heading(let heading) = block.content { anchors += [heading.anchor ?? ""] }
      block.forEachInlines { inlines in
        inlines.forEachDeep {
          if case .deferred(.page(let name), _) = $0 { wanted.append(name) }
          if case .anchor(let anchor) = $0 { anchors.append(anchor.name) }
        }
      }
    }
    #expect(wanted.count == 2)
    #expect(Set(wanted).isSubset(of: anchors))
    #expect(Set(anchors).count == anchors.count)
  }

  // MARK: what is wrong

  @Test(
    "写错的引用：哪里错、怎么改",
    arguments: [
      ("见〔编号：申报条见〕。", "T354", "没有叫“申报条见”的书签、标题、条目或者附件", "是否想写“申报条件”？"),
      ("见〔页码：附表〕。", "T354", "没有叫“附表”的书签、标题、条目或者附件", "在要引用的那一行末尾写“〔书签：名称〕”"),
      ("见〔编号：申报条件。", "T350", "这里的“〔编号：”没有写完，后面少了“〕”", "在后面补上“〕”；要照原样印出就写成“\\〔编号：”"),
      ("见〔注：〕。", "T351", "“〔注：〕”里是空的", "写上脚注的文字"),
      ("# 又〔注：甲〕题", "T352", "标题里不能写“〔注：…〕”", "把脚注写在正文第一次说到它的地方"),
      ("文〔注：甲〔注：乙〕〕", "T352", "脚注里不能写“〔注：…〕”", "写到脚注外面的正文里"),
      ("文〔注：甲〔书签：乙〕〕", "T352", "脚注里不能写“〔书签：…〕”", "写到脚注外面的正文里"),
      ("见〔编号：{{联合}}〕。", "T353", "“〔编号：…〕”里是一个固定的名称，不能用“{{”", "用〔书签：…〕起一个名称，引用这个名称"),
      ("甲〔书签：丙〕。\n乙〔书签：丙〕〔页码：丙〕。", "T355", "书签“丙”写了两次，第3行已经写过", "给其中一个改名"),
      ("甲〔书签：丙〕。", "T356", "书签“丙”没有用到", "删去它，或者用“〔编号：…〕”“〔页码：…〕”引用它"),
      ("甲〔书签：丙〕，〔编号：丙〕。", "T358", "“丙”没有编号：它不是条目，也不是附件", "用“〔页码：…〕”引用它的页码"),
    ])
  func mistakes(body: String, code: String, message: String, remedy: String) throws {
    // Before any number, so that a plain paragraph belongs to no item.
    let found = try findings(body + "\n一、申报条件")
    #expect(found.codes.filter { $0 == code }.count == 1, "\(found.words)")
    #expect(found.message(code) == message)
    #expect(found.remedy(code) == remedy)
    #expect(found.all.first { $0.code == code }?.labels.first?.place.span != nil)
  }

  @Test("引用的条目被条件去掉了：说出是哪一行的条件")
  func leftOut() throws {
    let body = """
      见〔编号：联合分工〕。
      @如果 联合
      一、联合分工
      @完
      """
    #expect(try lines(body, "联合: 是")[0] == "见一。")
    let found = try findings(body, "联合: 否")
    #expect(found.codes == ["T359"])
    #expect(found.message("T359") == "“联合分工”这次没有印出来（见第4行），不能引用")
    #expect(found.remedy("T359") == "把引用的话也放进同样的“@如果”里")
    // A draft goes on and shows where.
    #expect(try lines(body, "联合: 否", mode: .draft)[0] == "见【未定：联合分工】。")
  }

  @Test("两个分支里同名的书签不算重复；并列的两处算")
  func branches() throws {
    let split = "@如果 联合\n一、甲〔书签：丙〕\n@否则\n一、乙〔书签：丙〕\n@完\n见〔编号：丙〕。"
    #expect(try findings(split, "联合: 是").isEmpty)
    #expect(try findings("一、甲〔书签：丙〕\n" + split, "联合: 是").codes.contains("T355"))
  }

  // MARK: notation

  @Test(
    "输入法打出的几种括号都认；文号和普通的括号照原样",
    arguments: [
      ("见〔编号：甲〕", "见一"), ("见【编号：甲】", "见一"), ("见［编号：甲］", "见一"), ("见[编号:甲]", "见一"),
      ("见〔 编号 ： 甲 〕", "见一"), ("示市监〔2025〕41号", "示市监〔2025〕41号"), ("【注意】甲", "【注意】甲"),
      ("\\〔编号：甲〕", "〔编号：甲〕"), ("[1]甲〔编者注〕", "[1]甲〔编者注〕"),
    ])
  func brackets(source: String, printed: String) throws {
    #expect(try lines("文" + source + "。\n一、甲")[0] == "文" + printed + "。")
  }

  @Test("脚注里可以有文号、填空、强调和引用；它的文字不在行里")
  func notes() throws {
    let body = "产业〔注：见示市监〔2024〕12号**第二条**和〔编号：甲〕，{{联合：空则“无”}}。〕发展。\n一、甲"
    let document = try #require(
      try TemplateBench("# 题\n" + body, fields: Self.fields).fill().document)
    #expect(document.footnotes.map(\.inlines.readingText) == ["见示市监〔2024〕12号第二条和一，无。"])
    #expect(document.lines == ["题", "产业发展。", "一、甲", "见示市监〔2024〕12号第二条和一，无。"])
  }

  @Test(
    "脚注编号：每页或者连续，别的不行",
    arguments: [
      ("", FootnoteNumbering.eachPage), ("脚注编号：每页", .eachPage), ("脚注编号：连续", .throughout),
    ])
  func numbering(line: String, expected: FootnoteNumbering) throws {
    let bench = TemplateBench("# 题\n甲〔注：乙〕。", fields: line)
    #expect(try #require(try bench.fill().document).footnoteNumbering == expected)
    let wrong = try TemplateBench("# 题", fields: "脚注编号：每章").compile().findings
    #expect(wrong.message("T360") == "脚注编号不能是“每章”")
    #expect(wrong.remedy("T360") == "写“每页”或者“连续”")
  }

  @Test(
    "填空线可以写明宽度：毫米或者字，里面还可以填值",
    arguments: [
      ("＿20毫米＿", Length.mm(20), true, ""), ("＿6字＿", TypeSize.three * 6, false, ""),
      ("＿30毫米：{{联合：空则“甲”}}＿", .mm(30), true, "甲"), ("＿＿＿", TypeSize.three * 3, false, ""),
      ("＿20mm＿", .mm(20), true, ""),
    ])
  func blanks(source: String, width: Length, exact: Bool, text: String) throws {
    let document = try #require(
      try TemplateBench("# 题\n开头。\n甲\(source)乙", fields: Self.fields).fill().document)
    guard case .paragraph(let paragraph)? = document.blocks.last?.content,
      case .blank(let blank) = paragraph.inlines[1]
    else {
      Issue.record("a blank was expected")
      return
    }
    #expect(blank.minimumWidth == width)
    #expect(blank.isExact == exact)
    #expect(blank.inlines.readingText == text)
    #expect(document.lines.last == "甲\(text)乙")
  }

  // MARK: manuscripts

  @Test("稿件里同样写：附件、条目、被印发件")
  func manuscript() throws {
    let head = """
      文种：通知
      发文机关：示例市市场监督管理局
      标题：关于试点的通知
      主送：各有关单位
      成文日期：2025年9月8日
      印发机关：示例市市场监督管理局办公室
      印发日期：2025年9月8日
      脚注编号：连续

      """
    func read(_ text: String) throws -> (document: Document?, findings: Findings) {
      ManuscriptReader().read(
        file: SourceFile(name: "稿件.txt", text: head + text),
        options: EvaluationOptions(mode: .normal, today: try #require(TemplateBench.today)))
    }
    let text = """

      为做好试点〔注：试点为期一年。〕，见〔编号：申报指南〕、〔编号：方法〕，办法第〔页码：管理办法〕页。
      一、方法
      === 附件1　申报指南
      一、见〔编号：方法一〕。
      === 附件2　目录
      一、方法一
      === 管理办法
      第一条。
      """
    let (document, findings) = try read(text)
    #expect(findings.codes == [])
    let lines = try #require(document).lines
    #expect(lines.contains("为做好试点，见附件1、一，办法第页。"))
    #expect(lines.contains("一、见附件2的一。"))
    #expect(document?.footnoteNumbering == .throughout)
    #expect(try read("\n见〔编号：管理办法〕。\n=== 管理办法\n文。").findings.codes == ["T358"])
    #expect(try read("\n甲〔书签：乙〕。").findings.codes == ["T356"])
    #expect(try read("\n见〔编号：甲〕。").findings.codes == ["T354"])
  }
}

extension Findings {
  fileprivate func merging(_ other: Findings) -> Findings {
    var result = self
    result.add(contentsOf: other)
    return result
  }
}
