import CaseData
import Diagnostics
import Document
import TemplateLanguage
import TestSupport
import Testing
import Writing

@Suite("行文检查：位置、归并、范围")
struct WritingReportTests {
  private func document(
    _ runs: [TextRun], standing: String = "自拟示范", style: PageStyle = .paper
  ) -> Document {
    Document(
      title: "承诺书", style: style,
      blocks: [Block(.paragraph(Paragraph(.body, runs.map { .text($0) })))],
      origin: DocumentOrigin(template: "承诺书", version: "1", standing: standing))
  }

  @Test("案卷的值里的字，指到案卷里的那个字；模板的字指到模板")
  func places() throws {
    let data = SourceFile(name: "案卷.yaml", text: "说明: \"截止到6月底\"\n")
    let template = SourceFile(name: "正文.wen", text: "其它情况：{{说明}}。\n")
    let runs = [
      TextRun("其它情况：", place: .text(Span(template, 0..<15))),
      TextRun("截止到6月底", field: "说明", place: .text(Span(data, 8..<(8 + 18)))),
      TextRun("。", place: .text(Span(template, 27..<30))),
    ]
    let findings = WritingChecker.check(document(runs)).sorted
    #expect(findings.count == 2)
    let first = try #require(findings.first?.labels.first?.place.span)
    #expect((first.file.name, first.line, first.column, first.text) == ("案卷.yaml", 1, 6, "截止到"))
    #expect(findings.first?.field == "说明")
    #expect(findings.first?.labels.first?.role == .data)
    let second = try #require(findings.last?.labels.first?.place.span)
    #expect((second.file.name, second.column, second.text) == ("正文.wen", 1, "其它"))
    #expect(findings.last?.labels.first?.role == .template)
  }

  @Test("排出来的字与写的不同（日期、金额），指到整个值")
  func formatted() throws {
    let data = SourceFile(name: "案卷.yaml", text: "日期: 二月三十\n")
    let run = TextRun("2025年2月30日", field: "日期", place: .text(Span(data, 8..<20)))
    let finding = try #require(WritingChecker.check(document([run])).all.first)
    #expect(finding.labels.first?.place.span?.text == "二月三十")
  }

  @Test("官方文字重排的模板，自己的字不评判，填进去的照查", arguments: ["官方原件", "官方文字重排"])
  func officialWords(_ standing: String) {
    let runs = [TextRun("其它情况："), TextRun("截止到6月底", field: "说明"), TextRun("，请注意,谢谢。")]
    let codes = WritingChecker.check(document(runs, standing: standing)).all.map(\.code)
    #expect(codes == ["W050"])
    #expect(WritingChecker.check(document(runs)).all.count == 3)
  }

  @Test("一段文字分成几个样式，结果和不分时一样")
  func splitRuns() {
    let text = "截止到6月底,其它2020-2023年“示范项目、登陆系统。。"
    let whole = WritingChecker.check(document([TextRun(text)])).all.map(\.code)
    #expect(whole.count >= 6)
    let scalars = Array(text.unicodeScalars)
    for cut in 1..<scalars.count {
      let runs = [scalars[..<cut], scalars[cut...]].map { part in
        TextRun(String(String.UnicodeScalarView(part)))
      }
      #expect(WritingChecker.check(document(runs)).all.map(\.code) == whole, "\(cut)")
    }
  }

  @Test("终端上同样的问题并成一条，写明几处；每一处原来都在")
  func folding() throws {
    let bench = try WritingBench("1、制定方案；⏎2、截止到6月；⏎3、截止到7月；⏎4、其它；⏎5、盖章；⏎6、报送。")
    #expect(bench.findings.all.count == 9)
    let folded = bench.findings.foldingWriting().all
    #expect(folded.map(\.code) == ["W020", "W050", "W050"])
    let problem = try #require(folded.first?.problem as? WritingProblem)
    #expect(problem.count == 6)
    #expect(problem.message(in: .chinese) == "序号“1、”后面用了顿号（共 6 处）")
    #expect(problem.message(in: .english).hasSuffix("(6 places)"))
    // The first place and three more.
    #expect(folded.first?.labels.count == 4)
  }

  @Test("每条规则有中文和英文的话，字面不同，没有剩下的记号", arguments: WritingRule.allCases)
  func words(_ rule: WritingRule) {
    let problem = WritingProblem(rule, "甲乙", wanted: "丙丁")
    for language in [MessageLanguage.chinese, .english] {
      let message = problem.message(in: language)
      let remedy = problem.remedy(in: language) ?? ""
      #expect(!message.isEmpty && !remedy.isEmpty)
      #expect(!(message + remedy).contains("@") && !(message + remedy).contains("%"))
    }
    let others = WritingRule.allCases.filter { $0 != rule }
    let own = problem.message(in: .chinese)
    #expect(
      !others.contains { WritingProblem($0, "甲乙", wanted: "丙丁").message(in: .chinese) == own }
        || rule == .documentNumber || rule == .citedNumber)
    #expect(problem.clause == rule.clause && !rule.clause.isEmpty)
  }

  @Test("信息里写出错处和改法")
  func messages() throws {
    let rows = [
      ("发文字号：示财[2025]03号", "发文字号“示财[2025]03号”不合规范", "“示财〔2025〕3号”"),
      ("拨付人民币壹拾万元整（￥110,000.00）。", "大写金额“壹拾万元整”与小写不一致", "“壹拾壹万元整”"),
      ("投资3亿4500万元。", "“3亿4500万”里混用了两个数量级", "“3.45亿”"),
      ("比例为63～68%。", "“63～68%”只写了一个百分号", "“63%～68%”"),
      ("约100家左右企业。", "“约100家左右”重复表示约数", "“约…左右”"),
      ("二○二五年实施。", "年份“二○二五年”里的零写错了", "“二〇二五年”"),
      ("2025年07月08日前。", "日期“2025年07月08日”的写法不合规范", "“2025年7月8日”"),
      ("一等奖3万元，二等奖25,000元。", "一句话里金额的单位不一致：“25,000元”", "“2.5万元”"),
      ("1.甲；⏎4.乙。", "序号“4.”不连续", "“2.”"),
    ]
    for (sample, message, remedy) in rows {
      let problem = try #require(try WritingBench(sample).problems.first)
      #expect(problem.message(in: .chinese) == message)
      #expect(problem.remedy(in: .chinese)?.contains(remedy) == true, "\(sample)")
    }
  }

  @Test("示例通知没有问题；一份十四页的通知在 20 毫秒内查完")
  func notice() throws {
    let path = "templates/official/notice/示例.txt"
    let file = SourceFile(name: "示例.txt", bytes: try Repository.bytes(path))
    let options = EvaluationOptions(mode: .normal, today: Repository.world.today)
    let document = try #require(ManuscriptReader().read(file: file, options: options).document)
    let findings = WritingChecker.check(document)
    #expect(findings.isEmpty, "\(DiagnosticRenderer().render(findings))")
    let time = ThreadTime.measure { _ = WritingChecker.check(document) }
    // Built for debugging it takes many times as long.
    #if DEBUG
      #expect(time < .milliseconds(100))
    #else
      #expect(time < .milliseconds(20))
    #endif
  }

  @Test("怪异的文字不使检查出错")
  func hostile() {
    let texts = [
      "", "（", "》", "””””", "1.", "（一", "一、", "①", "附件", "附件99999999999999999999",
      "〔2024〕号", "约", "亿", "99999999999999999999亿99999999999999999999万", "年月日", "—", "-1-2-3-",
      "壹拾万元整（￥99999999999999999999999999999999999999999999）",
      String(repeating: "《", count: 2000), String(repeating: "9", count: 5000) + "年",
      "壹万亿亿亿亿亿亿亿亿亿亿亿亿亿元（￥1）", "玖仟玖佰万万万万万万元（￥1）", "\u{FFFC}\u{0}\u{202E}，，", "第〔99〕0号",
      "附件1—99999、", "0月0日", "一零零零年", "￥壹元（大写：", "1,,,2.3.4元（大写：壹元）",
    ]
    for text in texts {
      for style in [PageStyle.official, .paper, .form] {
        var document = document([TextRun(text)], style: style)
        document.title = text
        document.blocks.insert(Block(.title(Title([.text(text)]))), at: 0)
        if style == .official {
          document.official = OfficialElements()
          document.official?.number = [.text(text)]
          document.official?.addressees = [.text(text)]
        }
        _ = WritingChecker.check(document)
      }
    }
  }
}
