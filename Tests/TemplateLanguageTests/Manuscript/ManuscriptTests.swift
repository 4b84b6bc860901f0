import CaseData
import Diagnostics
import Document
import TemplateLanguage
import Testing
import Typography

/// A 公文 from a plain text file (design section 8).
@Suite("稿件")
struct ManuscriptTests {
  private static let head = """
    文种：通知
    发文机关：示例市市场监督管理局、示例市财政局
    发文字号：示市监〔2025〕41号
    标题：关于开展／试点申报工作的通知
    主送：各县（市、区）市场监督管理局、各有关单位
    署名：示例市市场监督管理局（知识产权局、专利局）、示例市财政局
    成文日期：2025年9月8日
    附注：（此件公开发布）
    抄送：示例市人民政府办公室。
    印发机关：示例市市场监督管理局办公室
    印发日期：2025年9月9日印发
    """
  private static let text = """


    为做好试点工作，现将有关事项通知如下。
    一、申报时间
    2025年9月8日—9月30日（工作日）
    二、工作要求
    1、高度重视。各单位要加强领导。
    2、按时报送。逾期不予受理。
    === 附件1　试点申报指南
    一是明确目标，二是落实责任。
    === 附件2　申报书
    @封面
    # 试点／申报书
    单 位：＿＿（公章）
    @底 示例市市场监督管理局制／二〇二五年九月
    @完
    """

  private func read(
    _ text: String, mode: FillMode = .normal
  ) throws -> (document: Document?, findings: Findings) {
    let today = try #require(TemplateBench.today)
    let file = SourceFile(name: "稿件.txt", text: text)
    return ManuscriptReader().read(
      file: file, options: EvaluationOptions(mode: mode, today: today))
  }

  /// The head above with one line more or another in place of one.
  private func head(_ line: String, replacing key: String? = nil) -> String {
    var lines = Self.head.split(separator: "\n").map(String.init)
    if let key { lines.removeAll { $0.hasPrefix(key + "：") } }
    return (lines + [line]).filter { !$0.isEmpty }.joined(separator: "\n") + Self.text
  }

  @Test("各要素都到了该到的地方（std:G-16）")
  func elements() throws {
    let (found, findings) = try read(Self.head + Self.text)
    #expect(findings.codes == [])
    let document = try #require(found)
    let official = try #require(document.official)
    #expect(document.style == .official)
    #expect(document.title == "关于开展试点申报工作的通知")
    #expect(official.issuers == ["示例市市场监督管理局", "示例市财政局"])
    #expect(
      official.signatories == ["示例市市场监督管理局（知识产权局、专利局）", "示例市财政局"])
    #expect(official.number.readingText == "示市监〔2025〕41号")
    #expect(official.addressees.readingText == "各县（市、区）市场监督管理局、各有关单位")
    #expect(official.note.readingText == "此件公开发布")
    #expect(official.copies.readingText == "示例市人民政府办公室")
    #expect(official.printDate.readingText == "2025年9月9日")
    #expect(official.isSealed && official.hasDocumentWord)
    #expect(official.sealDiameter == .mm(45))
    guard case .title(let title)? = document.blocks.first?.content else {
      Issue.record("the title comes first")
      return
    }
    #expect(title.inlines.contains { if case .wantedBreak = $0 { true } else { false } })
  }

  @Test("按读的次序印出：版头、标题、主送、正文、附件说明、署名、日期、附注、附件、版记（std:G-56）")
  func readingOrder() throws {
    let document = try #require(try read(Self.head + Self.text).document)
    #expect(
      document.lines == [
        "示例市市场监督管理局", "示例市财政局", "文件", "示市监〔2025〕41号",
        "关于开展试点申报工作的通知", "各县（市、区）市场监督管理局、各有关单位：",
        "为做好试点工作，现将有关事项通知如下。", "一、申报时间", "2025年9月8日—9月30日（工作日）",
        "二、工作要求", "1、高度重视。各单位要加强领导。", "2、按时报送。逾期不予受理。",
        "附件：1.试点申报指南", "2.申报书", "示例市市场监督管理局（知识产权局、专利局）", "示例市财政局",
        "2025年9月8日", "（此件公开发布）", "附件1", "试点申报指南", "一是明确目标，二是落实责任。",
        "附件2", "试点申报书", "单位：（公章）", "示例市市场监督管理局制", "二〇二五年九月",
        "抄送：示例市人民政府办公室。", "示例市市场监督管理局办公室", "2025年9月9日印发",
      ])
  }

  @Test("一、单独成行是标题，一是……是正文，1、照原样（std:G-43）")
  func levels() throws {
    let document = try #require(try read(Self.head + Self.text).document)
    var headings: [String] = []
    for case .heading(let heading) in document.blocks.map(\.content) {
      headings.append("\(heading.level) \(heading.number)\(heading.inlines.readingText)")
    }
    #expect(headings == ["1 一、申报时间", "1 二、工作要求", "3 1、高度重视。", "3 2、按时报送。"])
  }

  @Test(
    "开头写错的每一种情形",
    arguments: [
      ("标 提：甲", "标题", ["T500 11:1", "T502 1:1"]),
      ("主送：甲", nil, ["T501 12:1"]),
      ("密级：秘密★1年", nil, ["T527 12:4", "T541 12:4"]), ("份号：000001", nil, []),
      ("密级：秘密1年", nil, ["T527 12:4", "T540 12:4", "T541 12:4"]),
      ("密级：内部", nil, ["T527 12:4", "T540 12:4", "T541 12:4"]),
      ("装订：附件分开、骑马订", nil, []), ("装订：胶订", nil, ["T525 12:4"]),
      ("版面：网格 Word　页码 居中", nil, []), ("版面：网格 八行", nil, ["T419 12:4"]),
      ("版面：行距 28磅", nil, ["T418 12:4", "T418 12:4"]),
      ("份号：12", nil, ["T542 12:4"]),
      ("份号：甲12", nil, ["T523 12:4"]),
      ("紧急程度：特急", nil, []),
      ("紧急程度：火急", nil, ["T524 12:6"]),
      ("用印：不", nil, ["T525 12:4"]),
      ("章径：42毫米", nil, []),
      ("章径：420", nil, ["T526 12:4"]),
      ("版式：表格", nil, ["T528 12:4"]),
      ("成文日期：2025年2月30日", "成文日期", ["T522 11:6"]),
      ("发文字号：示市监41号", "发文字号", ["T521 11:6"]),
      ("公开属性：秘密", "附注", ["T525 11:6"]),
      ("签发人：", nil, ["T504 12:1"]),
      ("", "发文机关", ["T502 1:1"]),
      ("", "标题", ["T502 1:1"]),
    ] as [(String, String?, [String])])
  func headMistakes(line: String, replaced: String?, expected: [String]) throws {
    let places = try read(head(line, replacing: replaced)).findings.places
    #expect(places == expected)
  }

  @Test("开头的键写错了给出最像的")
  func nearestKey() throws {
    #expect(try read(head("主关：甲")).findings.codes == ["T500"])
    #expect(try read(head("成文曰期：甲")).findings.remedy("T500") == "是否想写“成文日期”？")
  }

  @Test("正文前没有空行：报告一次")
  func noEmptyLine() throws {
    let text = "发文机关：甲局\n标题：通知\n现将有关事项通知如下。\n一、时间\n"
    #expect(try read(text).findings.places == ["T505 3:1"])
  }

  @Test("没有正文")
  func noText() throws {
    #expect(try read(Self.head + "\n\n").findings.codes == ["T506"])
  }

  @Test(
    "发文字号按规范写（std:G-27）",
    arguments: [
      ("示市监[2025]41号", "示市监〔2025〕41号"), ("示市监（2025）第041号", "示市监〔2025〕41号"),
      ("示市监〔２０２５〕４１号", "示市监〔2025〕41号"), ("示市监 〔2025〕 41", "示市监〔2025〕41号"),
    ])
  func normalisedNumber(given: String, printed: String) throws {
    let (document, findings) = try read(head("发文字号：" + given, replacing: "发文字号"))
    #expect(findings.codes == ["T520"])
    #expect(document?.official?.number.readingText == printed)
  }

  @Test("没有写的署名、成文日期、版记不排，各说一次；写了其中一样，署名就是发文机关")
  func leftOut() throws {
    let bare = try read("发文机关：甲局\n标题：通知\n\n正文。\n")
    let official = try #require(bare.document?.official)
    #expect(official.signatories.isEmpty && official.date.isEmpty && official.copies.isEmpty)
    let words = bare.findings.all.filter { $0.code == "T543" }.map {
      $0.problem.message(in: .chinese)
    }
    #expect(words.count == 3)
    for name in ["署名", "成文日期", "版记"] { #expect(words.contains { $0.contains(name) }, "\(name)") }
    let dated = try read("发文机关：甲局\n标题：通知\n成文日期：2025年9月8日\n抄送：乙局\n\n正文。\n")
    #expect(dated.findings.codes == [])
    #expect(dated.document?.official?.signatories == ["甲局"])
  }

  @Test("版面：模板的在后，稿件的在前；用印的默认值从版面来")
  func layout() throws {
    let document = try #require(
      try read(head("版面：红线 0.8毫米　页码 居中 无线　三号 15.75磅　镜像页边　用印 否　西文 随正文")).document)
    #expect(document.layout.redRule == .mm(0.8))
    #expect(document.layout.centresPageNumber == true && document.layout.dashesPageNumber == false)
    #expect(document.layout.bodySize == .pt(15.75) && document.layout.mirrorsMargins == true)
    #expect(document.layout.latinFollowsText == true && document.layout.grid == nil)
    #expect(document.official?.isSealed == false)
    let wrong = try read(head("版面：红线 9毫米"))
    #expect(wrong.findings.remedy("T419") == "可以写：0.35毫米至2毫米")
    #expect(try read(head("版面：纸张 A3")).findings.codes == ["T418", "T418"])
  }

  @Test("签发才要文号、日期和签发人，之前印成空格")
  func requiredForIssue() throws {
    let text = "文种：请示\n发文机关：甲局\n署名：甲局\n标题：请示\n主送：乙局\n\n请批准。\n"
    let (found, findings) = try read(text)
    #expect(findings.codes == ["T543"])
    let document = try #require(found)
    #expect(document.official?.number.readingText == "　　〔　　　　〕　　号")
    #expect(document.official?.date.readingText == "　　　　年　　月　　日")
    #expect(document.official?.approvers == ["　　　"])
    #expect(document.official?.signatories == ["甲局"])
    let issue = try read(text, mode: .issue)
    #expect(issue.document == nil)
    #expect(issue.findings.codes == ["T503", "T503", "T503"])
    #expect(issue.findings.all.map(\.field) == ["发文字号", "成文日期", "签发人"])
  }

  @Test("草稿缺什么都印出来，并列出")
  func draft() throws {
    let (found, findings) = try read("发文机关：甲局\n\n正文。\n", mode: .draft)
    let document = try #require(found)
    #expect(document.stamp == .draft)
    #expect(document.title == "【待填：标题】")
    #expect(findings.all.allSatisfy { $0.severity == .warning })
    #expect(findings.all.map(\.field) == ["发文字号", "成文日期", "标题"])
  }

  @Test(
    "正文里不能用的写法",
    arguments: [
      ("甲{{名称}}", ["T510 13:2"]), ("@如果 甲\n乙\n@完", ["T511 13:1"]),
      ("@清单 甲\n宽 | 156 |\n@完", ["T511 13:1"]), ("@引入 甲.wen", ["T511 13:1"]),
      ("\\{{甲}}", []), ("@居中 甲", []), ("@表 28 128\n| 甲 | 乙 |\n@完", []),
    ] as [(String, [String])])
  func noPlaceholders(line: String, expected: [String]) throws {
    let places = try read(Self.head + "\n\n" + line + "\n正文。").findings.places
    #expect(places == expected)
  }

  @Test(
    "附件从1起连续编号，一个附件不编号",
    arguments: [
      ("=== 附件1　甲\n文\n=== 附件3　乙\n文", ["T512"]),
      ("=== 附件　甲\n文\n=== 附件2　乙\n文", ["T512"]),
      ("=== 附件2　甲\n文", ["T512"]), ("=== 附件　甲\n文", []), ("=== 附件1　甲\n文", []),
      ("=== 附件1：甲\n文\n=== 附件2：乙\n文", []),
      ("=== 附件1\n文", ["T513"]), ("=== 附件1　甲\n", ["T514"]),
      ("=== 附件管理办法\n文", []), ("＝＝＝　附件　甲\n文", []),
    ] as [(String, [String])])
  func annexNumbers(text: String, expected: [String]) throws {
    let codes = try read(Self.head + "\n\n正文。\n" + text).findings.codes
    #expect(codes == expected)
  }

  @Test("一个附件没有号，被印发件不算附件")
  func singleAnnexAndEnacted() throws {
    let text = Self.head + "\n\n正文。\n=== 试行办法\n第一条\n=== 附件　表样\n文"
    let document = try #require(try read(text).document)
    guard case .enacted(let enacted) = document.blocks[2].content,
      case .annex(let annex) = document.blocks[3].content
    else {
      Issue.record("被印发件 and 附件 expected")
      return
    }
    #expect(enacted.name == "试行办法" && enacted.number == nil)
    #expect(annex.name == "表样" && annex.number == nil)
    #expect(document.lines.contains("附件：表样"))
  }

  @Test("开头的被印发件要与后面的一致")
  func enactedName() throws {
    let missing = try read(head("被印发件：试行办法"))
    #expect(missing.findings.codes == ["T516"])
    let text = Self.head + "\n被印发件：试行办法\n\n正文。\n=== 被印发件　暂行办法\n第一条"
    #expect(try read(text).findings.codes == ["T515"])
  }

  @Test("全角、行首空格、CRLF 与平常写法得到同一份公文")
  func clerksEdit() throws {
    let plain = try #require(try read(Self.head + Self.text).document).plainText()
    var edited = (Self.head + Self.text).split(separator: "\n", omittingEmptySubsequences: false)
      .map { "　　" + $0 }.joined(separator: "\r\n")
    edited = edited.replacing("===", with: "＝＝＝").replacing("@", with: "＠")
      .replacing("# ", with: "＃　")
    let (document, findings) = try read(edited)
    #expect(findings.codes == [])
    #expect(document?.plainText() == plain)
  }
}
