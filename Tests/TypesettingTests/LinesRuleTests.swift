import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

/// One test a rule of Chinese composition, on cells instead of fonts.
@Suite("排版规则") struct LinesRuleTests {
  private func near(_ value: Double?, _ expected: Double) -> Bool {
    value.map { abs($0 - expected) < 0.001 } ?? false
  }

  @Test("T-1：行首禁则所列各标点都不居行首")
  func notAtStart() {
    for mark in "。，、；：！？．‼”’」』）〕】〗］｝》〉—～·‧・/／%℃" {
      let lines = compose("天地玄黄\(mark)宇宙", width: 4)
      #expect(!lines.contains { $0.text.hasPrefix(String(mark)) }, "\(mark): \(lines.dump)")
    }
  }

  @Test("T-2：行末禁则所列各标点都不居行末")
  func notAtEnd() {
    for mark in "“‘「『（〔【〖［｛《〈/／￥" {
      let lines = compose("天地玄\(mark)5黄宇宙", width: 4)
      #expect(
        !lines.dropLast().contains { $0.text.hasSuffix(String(mark)) }, "\(mark): \(lines.dump)")
    }
  }

  @Test("T-6：破折号、省略号占两格，不拆开")
  func pairs() {
    for pair in ["——", "……", "⋯⋯"] {
      let lines = compose("天地玄\(pair)黄", gridMode, width: 4)
      #expect(
        lines.allSatisfy { !$0.text.hasSuffix(String(pair.prefix(1))) || $0.text.hasSuffix(pair) })
      let whole = compose("天\(pair)地", gridMode, width: 8)
      #expect(near(whole[0].x("地"), 3))
    }
  }

  @Test("T-8：连接号一格，短横与间隔号半格")
  func connectors() {
    #expect(near(compose("甲—乙", width: 8)[0].x("乙"), 2))
    #expect(near(compose("甲～乙", width: 8)[0].x("乙"), 2))
    #expect(near(compose("甲–乙", width: 8)[0].x("乙"), 1.5))
    #expect(near(compose("艾力·买", width: 8)[0].x("买"), 2.5))
  }

  @Test("T-8：？！连用两个占一字，三个占两字")
  func questionMarks() {
    #expect(near(compose("甲？！乙", gridMode, width: 8)[0].x("乙"), 2))
    #expect(near(compose("甲！！！乙", gridMode, width: 8)[0].x("乙"), 3))
    #expect(near(compose("甲？乙", gridMode, width: 8)[0].x("乙"), 2))
  }

  @Test("T-9：单用是一字线，不居行首；成对是破折号，可居行首")
  func dashIdentity() {
    #expect(compose("天地玄黄——宇宙", gridMode, width: 4).dump == "天地玄黄⏎——宇宙")
    #expect(!compose("天地玄黄—宇", gridMode, width: 4).dump.contains("⏎—"))
  }

  @Test("T-12：相邻标点挤去一个半格，括号贴紧所括文字（行文方式）")
  func adjacent() {
    let line = compose("甲。”乙", width: 8)[0]
    #expect(near(line.x("”"), 1.5))
    #expect(near(line.x("乙"), 2.5))
    // Two openers: 甲 1, lead ½, faces ½ + ½.
    #expect(near(compose("甲（“乙", width: 8)[0].x("乙"), 2.5))
    #expect(near(compose("甲”“乙", width: 8)[0].x("乙"), 2.5))
    // No bracket among them, nothing goes.
    #expect(near(compose("甲；、乙", width: 8)[0].x("乙"), 3))
  }

  @Test("T-12：公文按格排，相邻标点各占一格")
  func gridKeepsCells() {
    let line = compose("甲。”“乙《丙》、丁", gridMode, width: 12)[0]
    #expect(near(line.x("乙"), 4))
    #expect(near(line.x("丁"), 9))
  }

  @Test("T-13：行首的前括号去掉前半格，缩进之后也一样")
  func lineStart() {
    // The face of an opener lies in its right half: its glyph starts half a cell to the left.
    #expect(near(compose("“甲”乙", width: 8)[0].x("甲"), 0.5))
    #expect(near(compose("“甲”乙", width: 8, indent: 2)[0].x("甲"), 2.5))
    #expect(near(compose("“甲”乙", gridMode, width: 8, indent: 2)[0].x("甲"), 3))
  }

  @Test("T-8, T-13：行末标点占半格")
  func lineEnd() {
    let lines = compose("天地玄。黄宇宙洪", width: 3.5)
    #expect(lines.dump == "天地玄。⏎黄宇宙⏎洪" || lines[0].text == "天地玄。")
    #expect(near(lines[0].end, 3.5))
  }

  @Test("T-20：先挤括号，不够才挤逗号，最后挤句号")
  func shrinkOrder() {
    // 8 cells into 7.5 (line end already halved): the bracket's half goes, the comma keeps its own.
    let line = compose("天，地《玄黄宇宙洪", width: 8)[0]
    #expect(line.text == "天，地《玄黄宇宙洪" || line.text.count < 9)
    let tight = compose("天，地（玄）黄。宇宙", width: 9.5)[0]
    #expect(near(tight.x("地"), 2))
  }

  @Test("T-21, T-23：非末行拉到版心右边，末行不拉")
  func justified() {
    let lines = compose("天地玄黄宇宙洪荒日月盈昃2022abc辰宿列张寒来暑往秋收冬藏", width: 7.3)
    for line in lines.dropLast() { #expect(abs(line.width.emu - 1_460_000) <= 1) }
    #expect(lines[lines.count - 1].end < 7.3)
  }

  @Test("T-24：汉字与西文、数字之间四分之一字；行首行末与标点旁没有")
  func gap() {
    let line = compose("共12件，A级", width: 12)[0]
    #expect(near(line.x("1"), 1.25))
    #expect(near(line.x("件"), 2.5))
    #expect(near(line.x("A"), 4.5))
    #expect(near(line.x("级"), 5.25))
    #expect(near(compose("5件", width: 12)[0].x("5"), 0))
  }

  @Test("T-25：按格排时西文、数字补足整格，两边各半")
  func padding() {
    let line = compose("共125件A级22年", gridMode, width: 16)[0]
    #expect(near(line.x("1"), 1.25))
    #expect(near(line.x("件"), 3))
    #expect(near(line.x("A"), 4.25))
    #expect(near(line.x("级"), 5))
    #expect(near(line.x("年"), 7))
  }

  @Test("T-24, T-25：标点本身的空白算一边，补足的空都在另一边；段末的只留一半")
  func paddingBesideMarks() {
    let line = compose("附件：1.名称，3年", gridMode, width: 16)[0]
    #expect(near(line.x("1"), 3))
    #expect(near(line.x("名"), 4))
    #expect(near(line.x("3"), 7))
    #expect(near(line.x("年"), 8))
    let last = compose("上午9:00", gridMode, width: 16)[0]
    let whole = compose("上午9:00止", gridMode, width: 16)[0]
    #expect(last.x("9") == whole.x("9"))
  }

  @Test("T-25：行首的序号与其后的标点不分开，补足的空在标点之后，正文仍在格上")
  func itemNumber() {
    let one = compose("1、制定方案", gridMode, width: 16, indent: 2)[0]
    #expect(near(one.x("1"), 2) && near(one.x("、"), 2.5) && near(one.x("制"), 4))
    let ten = compose("10、制定方案", gridMode, width: 16, indent: 2)[0]
    #expect(near(ten.x("、"), 3) && near(ten.x("制"), 4))
  }

  @Test("按格排：宁可一行多拉开一些，不使几行都离开格位")
  func fewLinesLeaveColumns() {
    // The telephone number is kept whole, so that three cells of the line before it stay empty.
    let text =
      String(repeating: "山", count: 26) + "服务体系建设实施方案（2020—2023年）的通知》联系人"
      + "0351-42256789和另一件"
    let lines = compose(text, gridMode, width: 28, indent: 2)
    #expect(lines.count == 3 && lines[2].text.hasPrefix("0351"), "\(lines.dump)")
    #expect(lines[0].glyphs.allSatisfy { near($0.x, $0.x.rounded()) })
    #expect(near(lines[1].end, 28))
  }

  @Test("T-26：孤字不成行，宁可把上一行拉匀")
  func loneCharacter() {
    let lines = compose("天地玄黄宇宙洪荒日", gridMode, width: 8)
    #expect(lines.dump == "天地玄黄宇宙洪⏎荒日")
    #expect(compose("天地玄黄宇宙洪荒。", gridMode, width: 8).dump != "天地玄黄宇宙洪荒⏎。")
    // With marks to give, the character is taken in instead.
    #expect(compose("天（地）玄。黄日", gridMode, width: 7).count == 1)
  }

  @Test(
    "T-31, N-18：数与单位、日期、文号、条款、时刻不拆开",
    arguments: [
      "2022年8月18日", "〔2020〕16号", "第十二条", "3450.00元", "85%", "25℃", "9:00—11:30", "￥100005.01",
      "100～150", "91140100MA0ABCDE7X", "PM2.5", "0351-4225678",
    ])
  func keptTogether(token: String) {
    for lead in 1...26 {
      let text = String(repeating: "字", count: lead) + token + "字字字字字字字字"
      for mode in [CompositionMode.running, gridMode] {
        let lines = compose(text, mode, width: 28)
        #expect(lines.contains { $0.text.contains(token) }, "\(lead) \(lines.dump)")
      }
    }
  }

  @Test("T-31：发文字号为一体；非把一行每处拉开四分之一字以上不可时，在年份前断开", arguments: 1...26)
  func documentNumber(lead: Int) {
    let text = String(repeating: "字", count: lead) + "并政发〔2020〕16号" + "字字字字字字字字"
    for mode in [CompositionMode.running, gridMode] {
      let lines = compose(text, mode, width: 28)
      if lines.contains(where: { $0.text.contains("并政发〔2020〕16号") }) { continue }
      // What the line would have had to take up, were the number whole on the next one.
      let opening = Double(28 - lead) / Double(lead - 1)
      #expect(opening > 0.2, "\(lead) \(lines.dump)")
      #expect(lines[0].text.hasSuffix("并政发") && lines[1].text.hasPrefix("〔2020〕16号"))
    }
  }

  @Test("T-25：为占整格而补的空，一行要挤时先让，标点后让；引号、括号仍贴紧所括文字")
  func paddingGivesFirst() {
    // 13 cells in 12½: the padding gives them, the comma and the quotes keep theirs.
    let line = compose("天地，玄“IP-6789”黄宇洪", gridMode, width: 12.5)[0]
    #expect(line.text == "天地，玄“IP-6789”黄宇洪")
    #expect(near(line.x("玄"), 3) && near(line.x("I"), 5) && near(line.x("洪"), 11.5))
  }

  @Test("T-40：引号在汉字间是全角，在纯西文里是西文；撇号是西文")
  func quotes() {
    // 引 “ A ” 词: full-width quotes take a cell each.
    let mixed = compose("用“AI”好", gridMode, width: 12)[0]
    #expect(near(mixed.x("好"), 4))
    let latin = compose("the “AI” word", width: 12)[0]
    #expect(near(latin.x("A"), 2.25))
    let apostrophe = compose("名为it’s的", width: 12)[0]
    #expect(near(apostrophe.x("的"), 4.5))
  }

  @Test("T-45：方框与其后的字不分开")
  func checkBoxes() {
    #expect(compose("天地玄□黄宇宙", gridMode, width: 4, alignment: .left).dump == "天地玄⏎□黄宇宙")
  }

  @Test("T-45：方框在标签之后的（是□ 否□），与前面的字不分开")
  func boxesBehindLabels() {
    #expect(
      compose("天地玄是□ 否□ 黄", gridMode, width: 4, alignment: .left).dump
        .contains("⏎是□"))
    for width in stride(from: 3.0, through: 12, by: 0.5) {
      let lines = compose("本人是□ 否□ 同意□是 □否", width: width, alignment: .left)
      #expect(!lines.contains { $0.text.hasPrefix("□ ") }, "\(lines.dump)")
    }
  }

  @Test("T-46：年　月　日之间手填的空不与年月日分开")
  func blanksOfDates() {
    for lead in 1...10 {
      let text = String(repeating: "字", count: lead) + "2025年　　月　　日"
      let lines = compose(text, gridMode, width: 12)
      #expect(lines.contains { $0.text.hasSuffix("年　　月　　日") }, "\(lines.dump)")
    }
  }

  @Test("T-6：两个省略号连用，与所属标点单独成行；更长的引导点不算")
  func twoEllipses() {
    #expect(compose("天地。…………宇宙", gridMode, width: 20).dump == "天地。⏎…………⏎宇宙")
    #expect(compose("天地“…………”。宇宙", gridMode, width: 20).dump == "天地⏎“…………”。⏎宇宙")
    #expect(compose("总则…………1", gridMode, width: 20).count == 1)
    #expect(compose("总则……………………宇", gridMode, width: 20).count == 1)
    #expect(compose("…………", gridMode, width: 20).count == 1)
  }

  @Test("网址、邮箱在合适处断开；比一行长的号码断开并有警告")
  func longTokens() {
    var findings = Findings()
    let url = compose(
      [.text("见https://example.gov.cn/zscq/2025/notice")], width: 10, alignment: .left,
      findings: &findings)
    #expect(
      url.dropLast().allSatisfy {
        $0.text.hasSuffix("/") || $0.text.hasSuffix(".") || $0.text == "见"
      }, "\(url.dump)")
    #expect(findings.isEmpty, "\(url.dump)")
    _ = compose([.text(String(repeating: "1234567890", count: 5))], width: 10, findings: &findings)
    #expect(findings.all.map(\.code) == ["L010"])
  }

  @Test("哪个字体也没有的字：报错，指明字、码位和字段，只报一次")
  func missing() throws {
    var findings = Findings()
    let run = TextRun("王\u{10FFFD}\u{10FFFD}", field: "联系人.姓名")
    _ = compose([.text(run)], width: 8, findings: &findings)
    #expect(findings.all.count == 1)
    let finding = try #require(findings.all.first)
    #expect(finding.code == "L001" && finding.severity == .error)
    #expect(finding.field == "联系人.姓名")
    #expect(finding.problem.message(in: .chinese).contains("U+10FFFD"))
  }
}
