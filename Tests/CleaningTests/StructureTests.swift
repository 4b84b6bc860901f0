import Cleaning
import Diagnostics
import TestSupport
import Testing

@Suite("整理原文：公文的各个部分")
struct StructureTests {
  @Test("发文机关一家一行，“文件”不要；发文字号的括号改正；版头其余各项进稿头（std:G-16）")
  func head() {
    let cleaned = Cleaned(
      """
      000123
      秘密★1年
      特急
      示 例 市 科 学 技 术 局
      示例市财政局 文件
      示例市教育局

      示科发 [2025] 6 号    签发人：李　明　欧阳㛃

      关于申报示例项目的请示
      示例市人民政府：
      现将有关情况报告如下。
      """)
    #expect(cleaned.head["发文机关"] == "示例市科学技术局、示例市财政局、示例市教育局")
    #expect(cleaned.head["发文字号"] == "示科发〔2025〕6号")
    #expect(cleaned.head["份号"] == "000123" && cleaned.head["密级"] == "秘密★1年")
    #expect(cleaned.head["紧急程度"] == "特急")
    #expect(cleaned.head["文种"] == "请示" && cleaned.head["版式"] == "公文")
    #expect(cleaned.changes(.documentWord).map(\.before).contains(" 文件"))
    #expect(cleaned.changes(.numberBracket).map(\.after) == ["〔", "〕"])
    expectExactList(cleaned)
  }

  @Test("每家机关后面都有“文件”的，都不要")
  func documentWords() {
    let cleaned = Cleaned("示例省财政厅文件\n示例省教育厅文件\n\n关于示例的通知\n各市：\n请执行。\n")
    #expect(cleaned.head["发文机关"] == "示例省财政厅、示例省教育厅")
    expectExactList(cleaned)
  }

  @Test("标题分几行的接成一行；两个机关名称之间留空格")
  func title() {
    let cleaned = Cleaned(
      "示财〔2025〕6号\n示例省财政厅 示例省科学技术厅\n示例省教育厅\n关于印发《示例办法》\n的通知\n各市：\n请执行。\n")
    #expect(cleaned.head["标题"] == "示例省财政厅 示例省科学技术厅 示例省教育厅关于印发《示例办法》的通知")
    expectExactList(cleaned)
  }

  @Test("网页上标题常在文号上面，标题后面有（试行）的一起算")
  func webPage() {
    let cleaned = Cleaned("示例市科学技术局关于示例工作的\n通知（试行）\n示科〔2025〕6号\n各县：\n请执行。\n")
    #expect(cleaned.head["标题"] == "示例市科学技术局关于示例工作的通知（试行）")
    #expect(cleaned.head["发文字号"] == "示科〔2025〕6号" && cleaned.head["主送"] == "各县")
    #expect(cleaned.head["发文机关"] == nil && cleaned.head["文种"] == "通知")
    expectExactList(cleaned)
  }

  @Test("网页上的索引号、发布日期不进标题，留下存疑")
  func webNotices() {
    let lines = "索 引 号：012345/2025-0001\n发布日期：2025-03-10\n"
    for number in ["示科〔2025〕6号\n", ""] {
      let cleaned = Cleaned(lines + "示例市科学技术局\n关于示例工作的通知\n\(number)各县：\n请执行。\n")
      #expect(cleaned.head["标题"] == "示例市科学技术局关于示例工作的通知")
      #expect(cleaned.head["主送"] == "各县")
      #expect(cleaned.body == ["索引号：012345/2025-0001", "发布日期：2025-03-10", "请执行。"])
      #expect(cleaned.codes.filter { $0 == "R030" }.count == 2)
      expectExactList(cleaned)
    }
  }

  @Test("主送可以有几行；“……通知如下：”不是主送")
  func addressees() {
    let several = Cleaned("关于示例的通知\n各县（市、区）科技局、\n各开发区管委会，各有关单位:\n请执行。\n")
    #expect(several.head["主送"] == "各县（市、区）科技局、各开发区管委会，各有关单位")
    let none = Cleaned("关于示例的公告\n现将有关事项公告如下：\n一、时间\n")
    #expect(none.head["主送"] == nil && none.body == ["现将有关事项公告如下：", "一、时间"])
    for cleaned in [several, none] { expectExactList(cleaned) }
  }

  @Test("署名分栏的拆开，括号里的第二名称归到正文里的那一家，成文日期改用阿拉伯数字（7.3.5.4）")
  func signature() {
    let cleaned = Cleaned(
      body: """
        示例市市场监督管理局（知识产权局）决定开展检查。
        　 示例市市场监督管理局　 示例市人民政府教育督导委员会
        　 　 (知识产权局) 　 　 　 二〇二五年三月八日
        """)
    #expect(cleaned.head["署名"] == "示例市市场监督管理局（知识产权局）、示例市人民政府教育督导委员会")
    #expect(cleaned.head["成文日期"] == "2025年3月8日")
    #expect(cleaned.changes(.dateFigures).count == 1)
    #expect(cleaned.body == ["示例市市场监督管理局（知识产权局）决定开展检查。"])
    expectExactList(cleaned)
    let doubtful = Cleaned(body: "请执行。\n示例市甲局　示例市乙局\n（丙局）\n2025年3月8日")
    #expect(doubtful.head["署名"] == "示例市甲局、示例市乙局（丙局）" && doubtful.codes.contains("R034"))
  }

  @Test("附注、公开属性、抄送、印发机关和日期进稿头，标签、括号、句号由版面来加")
  func imprint() {
    let cleaned = Cleaned(
      body: """
        请执行。
        示例市科学技术局
        2025年3月8日
        (此件公开发布)

        信息公开选项：主动公开
        抄送:市人民政府办公室，
        市财政局。
        示例市科学技术局办公室 2025 年 3 月 9 日印发
        """)
    #expect(cleaned.head["附注"] == "此件公开发布" && cleaned.head["公开属性"] == "主动公开")
    #expect(cleaned.head["抄送"] == "市人民政府办公室，市财政局")
    #expect(cleaned.head["印发机关"] == "示例市科学技术局办公室")
    #expect(cleaned.head["印发日期"] == "2025年3月9日")
    #expect(cleaned.body == ["请执行。"])
    expectExactList(cleaned)
  }

  @Test("印发机关和日期分两行的也认得")
  func imprintOnTwoLines() {
    let cleaned = Cleaned(body: "请执行。\n抄送：市财政局。\n示例市科学技术局办公室\n2025年3月9日印发")
    #expect(cleaned.head["印发机关"] == "示例市科学技术局办公室")
    #expect(cleaned.head["印发日期"] == "2025年3月9日")
    expectExactList(cleaned)
  }

  private let notice = """
    请执行。
    附件：1.示例项目申报
    指南
    2.示例项目申报书

    示例市科学技术局
    2025年3月8日

    """

  @Test("附件说明由附件页代替，附件的标题和封面按稿件的写法")
  func annexes() {
    let cleaned = Cleaned(
      body: notice + """
        附件 1
        示例项目
        申报指南
        为规范申报，制定本指南。
        附件2
        示例项目
        申报书
        　　申报单位：　　　　　　　　（公章）
        　　联 系 人：　　　　　　　　
        示例市科学技术局编制
        二〇二五年三月
        """)
    #expect(
      cleaned.body == [
        "请执行。", "=== 附件1　示例项目申报指南", "为规范申报，制定本指南。", "=== 附件2　示例项目申报书", "@封面", "# 示例项目／申报书",
        "申报单位：＿＿（公章）", "联系人：＿＿", "@底 示例市科学技术局编制／二〇二五年三月", "@完",
      ])
    #expect(!cleaned.codes.contains { $0.hasPrefix("R04") })
    expectExactList(cleaned)
  }

  @Test("附件说明和附件的名称、个数、序号不一致，都报出来")
  func annexDifferences() {
    let cleaned = Cleaned(
      body: notice + "附件一\n示例项目申报办法\n制定本办法。\n附件三\n示例项目申报书\n一、基本情况\n附件四\n名单\n一、单位\n")
    #expect(cleaned.codes.contains("R041") && cleaned.codes.contains("R042"))
    #expect(cleaned.codes.filter { $0 == "R043" }.count == 2)
    #expect(
      cleaned.body.filter { $0.hasPrefix("===") } == [
        "=== 附件1　示例项目申报办法", "=== 附件2　示例项目申报书", "=== 附件3　名单",
      ])
    expectExactList(cleaned)
  }

  @Test("有附件说明、没有附件：附件说明留在正文里，报出来")
  func annexNoteAlone() {
    let cleaned = Cleaned(body: notice)
    #expect(cleaned.body == ["请执行。", "附件：1.示例项目申报", "指南", "2.示例项目申报书"])
    #expect(cleaned.codes.contains("R040"))
    expectExactList(cleaned)
  }

  @Test("附件的标题写在“附件1”同一行的，也认得")
  func annexTitleOnMark() {
    let cleaned = Cleaned(body: "请执行。\n附件1 示例名单\n一、单位名称。\n")
    #expect(cleaned.body == ["请执行。", "=== 附件1　示例名单", "一、单位名称。"])
    expectExactList(cleaned)
  }

  @Test("被印发件：名称与标题里的一致，另起 === 行，名称进稿头")
  func enacted() {
    let cleaned = Cleaned(
      """
      示科〔2025〕6号
      关于印发《示例省专利转化专项行动实施方案》的通知
      各市：
      请执行。
      示例省科学技术厅
      2025年3月8日

      示例省专利转化专项行动
      实施方案
      为做好工作，制定本方案。
      一、总体要求
      """)
    #expect(cleaned.head["被印发件"] == "示例省专利转化专项行动实施方案")
    #expect(
      cleaned.body == [
        "请执行。", "=== 被印发件　示例省专利转化专项行动实施方案", "为做好工作，制定本方案。", "一、总体要求",
      ])
    expectExactList(cleaned)
  }

  private let two = """
    示科〔2025〕6号
    关于第一项工作的通知
    各市：
    请执行第一项工作。
    示例省科
    示例省科学技术厅关于第二项工作的通知
    示科〔2025〕7号
    各县：
    请执行第二项工作。
    示例省科学技术厅办公室 2025年3月9日印发
    """

  @Test("两份文件粘在一起：在接缝处停住，后一份不混进来，行号报出来（forms:A4-8）")
  func twoDocuments() throws {
    let first = Cleaned(two)
    #expect(first.body == ["请执行第一项工作。"] && first.head["印发机关"] == nil)
    let finding = try #require(first.result.findings.all.first { $0.code == "R003" })
    #expect(finding.problem.message(in: .chinese).contains("第5行") && finding.severity == .warning)
    #expect(first.changes(.leftOut).map(\.line) == [5, 6, 7, 8, 9, 10])
    expectExactList(first)
    let second = Cleaned(two, options: CleaningOptions(firstLine: 6))
    #expect(second.head["发文字号"] == "示科〔2025〕7号" && second.body == ["请执行第二项工作。"])
    #expect(second.head["印发机关"] == "示例省科学技术厅办公室")
    #expect(second.codes.contains("R004"))
    expectExactList(second)
  }

  @Test("印发日期以后还有文字，也是接缝；后面是附件的不是")
  func textAfterImprint() {
    let seam = Cleaned(body: "请执行。\n示例市局办公室 2025年3月9日印发\n关于另一件事的通知\n各县：\n请办理。")
    #expect(seam.body == ["请执行。"] && seam.codes.contains("R003"))
    let annex = Cleaned(body: "请执行。\n示例市局办公室 2025年3月9日印发\n附件\n示例名单\n一、单位。")
    #expect(annex.body.contains("=== 附件　示例名单") && !annex.codes.contains("R003"))
  }

  @Test("稿件的记号在原文里出现，前面加 \\")
  func escapes() {
    let cleaned = Cleaned(body: "@全体人员注意事项。\n#号键\n===\n变量{{甲}}写作**乙**。")
    #expect(cleaned.body == ["\\@全体人员注意事项。", "\\#号键", "\\===", "变量\\{{甲}}写作\\**乙\\**。"])
    expectExactList(cleaned)
  }

  @Test("文中没有的项目不写，一次报出")
  func missing() throws {
    let cleaned = Cleaned(body: "请执行。")
    #expect(cleaned.head.keys.sorted() == ["主送", "文种", "标题"].sorted())
    let finding = try #require(cleaned.result.findings.all.first { $0.code == "R006" })
    #expect(
      finding.problem.message(in: .chinese) == "文中没有：发文机关、发文字号、署名、成文日期、印发机关、印发日期；稿件里没有写")
  }

  @Test("单独的附件、不是公文的文件，整理出标题和正文，报清楚")
  func otherTexts() {
    let annex = Cleaned("附件1\n示例市高质量发展\n项目指南\n示例市科学技术局\n二〇二五年七月\n一、范围\n")
    #expect(annex.head["标题"] == "示例市高质量发展项目指南")
    #expect(annex.body == ["示例市科学技术局", "二〇二五年七月", "一、范围"])
    for code in ["R031", "R035", "R007", "R006"] { #expect(annex.codes.contains(code)) }
    expectExactList(annex)
  }

  @Test("没有文字、没有标题：不写稿件，说明原因")
  func refusals() {
    let empty = Cleaned(" \n\u{3000}\n")
    #expect(empty.result.manuscript == nil && empty.codes == ["R001"])
    let untitled = Cleaned("一、第一项。\n二、第二项。\n")
    #expect(untitled.result.manuscript == nil && untitled.codes == ["R002"])
    let outside = Cleaned(two, options: CleaningOptions(firstLine: 90, lastLine: 99))
    #expect(outside.result.manuscript == nil && outside.codes == ["R008"])
    for cleaned in [empty, untitled, outside] { #expect(cleaned.result.changes.isEmpty) }
  }

  @Test("已经是稿件的，分段和结构都不动，字符和空格照样整理")
  func manuscript() {
    let text = "文种：通知\n标题：关于示例的通知\n\n　　请于 3 月前报送ꎮ\n=== 附件1　名单\n@表 78 78\n| 甲 | 乙 |\n@完\n"
    let cleaned = Cleaned(text)
    #expect(cleaned.codes.contains("R005"))
    #expect(
      cleaned.manuscript
        == "文种：通知\n标题：关于示例的通知\n\n请于3月前报送。\n=== 附件1　名单\n@表 78 78\n| 甲 | 乙 |\n@完\n")
    expectExactList(cleaned)
  }

  @Test("GB18030、UTF-16、BOM、CRLF 都读，改动清单写明")
  func encodings() {
    // 关于示例的通知 / 请执行。 in GB18030 with CR LF.
    let gb: [UInt8] =
      [0xB9, 0xD8, 0xD3, 0xDA, 0xCA, 0xBE, 0xC0, 0xFD, 0xB5, 0xC4, 0xCD, 0xA8, 0xD6, 0xAA]
      + [0x0D, 0x0A, 0xC7, 0xEB, 0xD6, 0xB4, 0xD0, 0xD0, 0xA1, 0xA3]
    let decoded = Cleaner.clean(bytes: gb, name: "甲.txt")
    #expect(decoded.manuscript == "文种：通知\n标题：关于示例的通知\n\n请执行。\n")
    let file = decoded.changes.changes.filter { $0.kind == .encoding }
    #expect(file.map(\.before) == ["GB18030", "CR"])
    #expect(decoded.findings.all.contains { $0.code == "D004" })
    let wide: [UInt8] =
      [0xFF, 0xFE] + "关于示例的通知\r\n请执行。".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let utf16 = Cleaner.clean(bytes: wide, name: "甲.txt")
    #expect(utf16.manuscript == decoded.manuscript)
    #expect(
      utf16.changes.changes.filter { $0.kind == .encoding }.map(\.before) == ["UTF-16", "CR"])
    let marked = Cleaner.clean(
      bytes: [0xEF, 0xBB, 0xBF] + Array("关于示例的通知\n请执行。".utf8), name: "甲.txt")
    #expect(marked.changes.changes.filter { $0.kind == .encoding }.map(\.before) == ["BOM"])
    #expect(Cleaner.clean(bytes: [0xFF, 0x00, 0x81], name: "甲.txt").manuscript == nil)
  }
}
