import CaseData
import Diagnostics
import Document
import TemplateLanguage
import Testing
import Typography

/// The heads that the tests begin with, one a format.
enum FormatHead: String, Sendable {
  case letter, order, minutes, notice, joint

  var text: String {
    switch self {
    case .letter:
      """
      版式：信函
      发文机关：甲市财政局
      发文字号：甲财函〔2025〕3号
      标题：关于商请核对信息的函
      主送：乙市财政局
      成文日期：2025年9月8日
      """
    case .order:
      """
      版式：命令
      发文机关：甲市人民政府
      令号：第27号
      职务：市长
      成文日期：2025年9月8日
      """
    case .minutes:
      """
      版式：纪要
      发文机关标志：甲市人民政府专题会议纪要
      发文机关：甲市人民政府办公室
      期号：第18期
      成文日期：2025年9月8日
      出席：市财政局王建国、市审计局（内审处）李卫东
      """
    case .notice:
      """
      版式：公示
      发文机关：甲市财政局、甲市审计局
      标题：关于名单的公示
      成文日期：2025年9月8日
      """
    case .joint:
      """
      版式：命令
      发文机关：甲市人民政府、甲警备区
      令号：3
      成文日期：2025年9月8日
      """
    }
  }
}

/// A head, a line that its format does not print, and a word of the reason.
let unprintedKeys: [(head: FormatHead, line: String, reason: String)] = [
  (.letter, "签发人：王建国", "签发人"), (.letter, "印发机关：办公室", "10.1"),
  (.letter, "印发日期：2025年9月9日", "10.1"), (.letter, "令号：3", "命令"),
  (.letter, "出席：王建国", "纪要"),
  (.order, "发文字号：甲政发〔2025〕3号", "令号"), (.order, "标题：关于公布办法的令", "标题"),
  (.order, "主送：各局", "主送"), (.order, "签发人：王建国", "签名章"),
  (.order, "署名：甲市人民政府", "7.3.5.3"), (.order, "用印：否", "7.3.5.3"),
  (.order, "章径：42", "7.3.5.3"), (.order, "期号：3", "纪要"),
  (.minutes, "主送：各局", "主送"), (.minutes, "署名：甲市人民政府", "署名"),
  (.minutes, "用印：否", "印章"), (.minutes, "职务：市长", "署名"), (.minutes, "签名章：是", "署名"),
  (.minutes, "签发人：王建国", "署名"), (.minutes, "发文字号：甲政纪〔2025〕3号", "一个编号"),
  (.notice, "发文字号：甲财发〔2025〕3号", "版头"), (.notice, "主送：各局", "版头"),
  (.notice, "抄送：各局", "版记"), (.notice, "印发机关：办公室", "版记"), (.notice, "份号：000003", "版头"),
  (.notice, "紧急程度：特急", "版头"), (.notice, "发文机关标志：有", "版头"),
  (.notice, "签发人：王建国", "版头"), (.notice, "职务：局长", "命令"), (.notice, "签名章：是", "命令"),
]

/// A head, a key and its value, and what is found.
let wrongFormatValues: [(head: FormatHead, key: String, value: String, found: [String])] = [
  (.order, "令号", "〔2025〕3号", ["T531 3:4"]), (.order, "令号", "第三号", ["T531 3:4"]),
  (.order, "令号", "第0号", ["T531 3:4"]), (.order, "令号", "第１２号", ["T520 3:4"]),
  (.order, "令号", "012", ["T520 3:4"]), (.order, "令号", "第9999999号", ["T531 3:4"]),
  (.minutes, "期号", "十八", ["T532 4:4"]), (.minutes, "期号", "18", ["T520 4:4"]),
  (.minutes, "期号", "2025年第18期", []), (.minutes, "期号", "25年第18期", ["T532 4:4"]),
  (.minutes, "发文机关标志", "甲市人民政府文件", ["T534 2:8"]),
  (.order, "签名章", "40毫米", ["T533 6:5"]), (.order, "签名章", "400×20毫米", ["T533 6:5"]),
  (.order, "签名章", "40×200", ["T533 6:5"]), (.order, "签名章", "否", ["T533 6:5"]),
  (.order, "签名章", "40.5 X 20 mm", []), (.order, "签名章", "40*20毫米", []),
  (.order, "发文机关标志", "有", ["T525 6:8"]), (.letter, "发文机关标志", "有", ["T525 7:8"]),
  (.letter, "发文机关标志", "无", []),
]

/// The formats of a manuscript besides the ordinary 公文 (GB/T 9704-2012, 10, and 公示).
@Suite("稿件的版式：信函、命令、纪要、公示")
struct ManuscriptFormatTests {
  private func read(
    _ head: String, _ lines: String = "", mode: FillMode = .normal, style: PageStyle = .official,
    text: String = "正文。"
  ) throws -> (document: Document?, findings: Findings) {
    let today = try #require(TemplateBench.today)
    let lines = lines.isEmpty ? "" : "\n" + lines
    let file = SourceFile(name: "稿件.txt", text: head + lines + "\n\n" + text + "\n")
    return ManuscriptReader().read(
      file: file, options: EvaluationOptions(mode: mode, today: today), style: style)
  }

  @Test("版式写在稿件里，不写就用文种的（design, section 3）")
  func style() throws {
    #expect(try read(FormatHead.letter.text).document?.style == .letter)
    let plain = FormatHead.letter.text.split(separator: "\n").dropFirst().joined(separator: "\n")
    #expect(try read(plain).document?.style == .official)
    #expect(try read(plain, style: .letter).document?.style == .letter)
    #expect(try read("版式：公文\n" + plain, style: .letter).document?.style == .official)
    for style in ["表格", "报告", "文书"] {
      let findings = try read("版式：\(style)\n" + plain).findings
      #expect(findings.places == ["T528 1:4"])
      #expect(findings.remedy("T528")?.contains("信函") == true)
    }
  }

  @Test("信函：标志没有“文件”，读的次序先标志后发文字号（std:G-70）")
  func letter() throws {
    let (found, findings) = try read(FormatHead.letter.text, "份号：000012\n抄送：丙市财政局")
    #expect(findings.codes == [])
    let document = try #require(found)
    #expect(document.official?.hasDocumentWord == false)
    #expect(
      document.lines == [
        "甲市财政局", "000012", "甲财函〔2025〕3号", "关于商请核对信息的函", "乙市财政局：", "正文。",
        "甲市财政局", "2025年9月8日", "抄送：丙市财政局。",
      ])
  }

  @Test("命令：标志加“令”，令号连续编，没有标题（std:G-75）")
  func order() throws {
    let (found, findings) = try read(FormatHead.order.text, "签名章：50x25毫米")
    #expect(findings.codes == [])
    let document = try #require(found)
    let official = try #require(document.official)
    #expect(official.signers == [StampedSigner(post: "市长")])
    #expect(official.stampSize == Size(width: .mm(50), height: .mm(25)))
    #expect(document.lines == ["甲市人民政府令", "第27号", "正文。", "市长", "2025年9月8日"])
    #expect(document.title == "甲市人民政府令（第27号）")
    #expect(
      try read(FormatHead.order.text).document?.official?.stampSize == StampedSigner.usualSize)
    let word = try read(FormatHead.order.text, "发文机关标志：命令").document
    #expect(word?.lines.first == "甲市人民政府命令")
  }

  @Test("纪要：期号、机关和日期在标志下面，出席、请假、列席在正文之后，不署名（std:G-76）")
  func minutes() throws {
    let (found, findings) = try read(
      FormatHead.minutes.text,
      "请假：孙立\n列席：吴敏、郑小凯\n会议时间：2025年9月1日\n主持人：高远\n印发机关：甲市人民政府办公室\n印发日期：2025年9月9日")
    #expect(findings.codes == [])
    let document = try #require(found)
    #expect(
      document.lines == [
        "甲市人民政府专题会议纪要", "第18期", "甲市人民政府办公室", "2025年9月8日", "时间：2025年9月1日",
        "主持：高远", "正文。", "出席：市财政局王建国、市审计局（内审处）李卫东", "请假：孙立",
        "列席：吴敏　郑小凯", "甲市人民政府办公室", "2025年9月9日印发",
      ])
    #expect(document.title == "甲市人民政府专题会议纪要（第18期）")
    let titled = try read(FormatHead.minutes.text, "标题：关于考核的会议纪要").document
    #expect(titled?.title == "关于考核的会议纪要")
    let numbered = try read(
      FormatHead.minutes.text.replacing("期号：第18期", with: "发文字号：甲政纪〔2025〕18号"))
    #expect(try read(FormatHead.minutes.text, "附注：此件依申请公开").document?.lines.last == "（此件依申请公开）")
    #expect(numbered.document?.official?.number.readingText == "甲政纪〔2025〕18号")
  }

  @Test("公示：从标题到日期，没有版头和版记")
  func publicNotice() throws {
    let (found, findings) = try read(FormatHead.notice.text)
    #expect(findings.codes == [])
    #expect(
      try #require(found).lines == [
        "关于名单的公示", "正文。", "甲市财政局", "甲市审计局", "2025年9月8日",
      ])
  }

  @Test(
    "版式不印的键要说明理由，不能悄悄丢掉",
    arguments: unprintedKeys)
  func notPrinted(head: FormatHead, line: String, reason: String) throws {
    let findings = try read(head.text, line).findings
    #expect(findings.codes == ["T530"])
    let finding = try #require(findings.all.first)
    #expect(finding.problem.message(in: .chinese).contains(reason))
    #expect(finding.severity == .error)
    #expect(finding.problem.remedy(in: .chinese) != nil)
    // A draft prints what it can and lists the rest.
    let draft = try read(head.text, line, mode: .draft)
    #expect(draft.document != nil && draft.findings.codes.contains("T530"))
  }

  @Test("公文也可以用签名章（std:G-51），职务就够了；“签名章：否”是盖机关印章")
  func stampedDocument() throws {
    let head = "发文机关：甲市人民政府\n标题：关于提请审议的议案\n主送：市人大常委会\n成文日期：2025年9月8日"
    let stamped = try read(head, "职务：市长")
    // Without 抄送 and 印发机关 there is no 版记, which is said.
    #expect(stamped.findings.codes == ["T543"])
    #expect(stamped.document?.official?.signers == [StampedSigner(post: "市长")])
    #expect(stamped.document?.lines.suffix(2) == ["市长", "2025年9月8日"])
    #expect(try read(head, "签名章：是").findings.places == ["T502 1:1"])
    #expect(try read(head, "签名章：是\n职务：市长\n用印：是").findings.codes == ["T530"])
    let sealed = try read(head, "签名章：否")
    #expect(sealed.findings.codes == ["T543"] && sealed.document?.official?.signers == [])
    #expect(try read(head, "签名章：否\n职务：市长").findings.codes == ["T530"])
  }

  @Test(
    "令号、期号和签名章写错的每一种情形",
    arguments: wrongFormatValues)
  func mistakes(head: FormatHead, key: String, value: String, expected: [String]) throws {
    var lines = head.text.split(separator: "\n").map(String.init)
    if let index = lines.firstIndex(where: { $0.hasPrefix(key + "：") }) {
      lines[index] = key + "：" + value
    } else {
      lines.append(key + "：" + value)
    }
    #expect(try read(lines.joined(separator: "\n")).findings.places == expected)
  }

  @Test("联合令：每个机关一个职务，写全称（std:G-51）")
  func joint() throws {
    #expect(try read(FormatHead.joint.text, "职务：甲市人民政府市长").findings.codes == ["T520", "T535"])
    let short = try read(FormatHead.joint.text, "职务：市长、甲警备区司令员")
    #expect(short.findings.codes == ["T520", "T536"])
    #expect(short.findings.remedy("T536") == "写成“甲市人民政府市长”")
    let full = try read(FormatHead.joint.text, "职务：甲市人民政府市长、甲警备区司令员")
    #expect(full.findings.codes == ["T520"])
    #expect(full.document?.official?.signers.map(\.post) == ["甲市人民政府市长", "甲警备区司令员"])
  }

  @Test("签发才要令号和期号，之前印成空格；职务和纪要的标志总是要写")
  func required() throws {
    func without(_ key: String, _ head: String) -> String {
      head.split(separator: "\n").filter { !$0.hasPrefix(key + "：") }.joined(separator: "\n")
    }
    let order = without("令号", FormatHead.order.text)
    #expect(try read(order).document?.official?.number.readingText == "第　　号")
    #expect(try read(order).document?.title == "甲市人民政府令")
    #expect(try read(order, mode: .issue).findings.codes == ["T503"])
    #expect(try read(without("职务", FormatHead.order.text)).findings.codes == ["T502"])
    let minutes = without("期号", FormatHead.minutes.text)
    #expect(try read(minutes).document?.official?.number.readingText == "第　　期")
    #expect(try read(minutes, mode: .issue).findings.codes == ["T503"])
    #expect(try read(without("发文机关标志", FormatHead.minutes.text)).findings.codes == ["T502"])
    #expect(try read(FormatHead.notice.text, mode: .issue).findings.codes == [])
    let draft = try read(without("职务", order), mode: .draft)
    #expect(draft.document?.official?.signers == [StampedSigner(post: "【待填：职务】")])
  }

  @Test("出席人员用顿号或者空格隔开都行；只有姓名的隔一个字，带单位的照写顿号（std:G-76）")
  func people() throws {
    func line(_ value: String) throws -> String {
      let head = FormatHead.minutes.text.split(separator: "\n").dropLast().joined(separator: "\n")
      let lines = try #require(try read(head, "出席：" + value).document).lines
      return try #require(lines.first { $0.hasPrefix("出席：") })
    }
    #expect(try line("王建国　李明 赵和平") == "出席：王建国　李明　赵和平")
    #expect(try line("王建国、李明") == "出席：王建国　李明")
    #expect(try line("甲局王建国、乙局（丙、丁处）李明") == "出席：甲局王建国、乙局（丙、丁处）李明")
    #expect(try line("王建国") == "出席：王建国")
  }

  @Test("被印发件里的章居中用黑体，第一条用黑体；正文里提到的条不变")
  func regulation() throws {
    let text = """
      正文。
      === 被印发件　管理办法
      第一章　总则
      第一节　范围
      第一条　为了规范管理，根据第三条，制定本办法。
      第一条例外情形另行规定。
      （一）维权信息查询。
      第12条
      """
    let document = try #require(try read(FormatHead.order.text, text: text).document)
    guard case .enacted(let annex)? = document.blocks.last?.content else {
      Issue.record("被印发件 expected")
      return
    }
    var seen: [String] = []
    for case .paragraph(let paragraph) in annex.blocks.map(\.content) {
      let runs = paragraph.inlines.map { inline -> String in
        guard case .text(let run) = inline else { return "?" }
        return run.text + (run.style.font.map { "·" + $0.rawValue } ?? "")
      }
      let font = paragraph.font.map { " " + $0.rawValue } ?? ""
      seen.append(paragraph.role.rawValue + font + "：" + runs.joined(separator: "|"))
    }
    #expect(
      seen == [
        "居中 黑体：第一章　总则", "居中 楷体：第一节　范围",
        "正文：第一条·黑体|　为了规范管理，根据第三条，制定本办法。", "正文：第一条例外情形另行规定。",
        "正文：（一）|维权信息查询。",
        "正文：第12条·黑体",
      ])
  }
}
