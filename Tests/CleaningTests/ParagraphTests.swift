import Cleaning
import TestSupport
import Testing

@Suite("整理原文：页码和断行")
struct ParagraphTests {
  /// Five lines of a page 26 characters wide, and what follows.
  private let page = """
    为落实全市知识产权工作要点的部署和各项要求，切实
    把服务送到产业园区和企业身边，经研究，决定在重点园区
    集中组织一次公共服务进园区活动，由各县区分别负责落实
    到岗到人，并在活动结束以后的五个工作日以内把书面总结
    报送市局。

    """

  @Test("断在句子中间的行接上，不论中间有没有空行")
  func sentences() {
    let cleaned = Cleaned(body: page.replacing("\n", with: "\n\n"))
    #expect(cleaned.body.count == 1)
    #expect(cleaned.body.first?.hasSuffix("把书面总结报送市局。") == true)
    #expect(cleaned.changes(.lineJoin).count == 4)
    expectExactList(cleaned)
  }

  @Test("标题行、条目、没有写满的行另起一段")
  func separateLines() {
    let cleaned = Cleaned(
      body: page + """
        一、时间安排
        2025年3月1日—4月2日
        二、有关要求
        （一）各单位要指定专人负责联系工作，名单于本月底以前
        报市局。
        1.报名表；
        2.承诺书。
        """)
    #expect(
      cleaned.body.dropFirst() == [
        "一、时间安排", "2025年3月1日—4月2日", "二、有关要求", "（一）各单位要指定专人负责联系工作，名单于本月底以前报市局。", "1.报名表；",
        "2.承诺书。",
      ])
    expectExactList(cleaned)
  }

  @Test("句号收尾的满行后面又是满行：没有段首缩进的位置，接上并说明")
  func fullAfterSentence() {
    let cleaned = Cleaned(
      body: page + """
        市局统一安排各组的行程并且负责联络，不增加园区负担
        不安排与活动没有关系的参观，不收取参加单位任何费用。
        各园区在收到本通知以后立即按照要求及时做好准备工作并
        落实场地。
        """)
    #expect(cleaned.body.count == 2)
    #expect(cleaned.codes.contains("R024"))
  }

  @Test("网页来的长段落里，断在页末的长行接上并说明；短行不接")
  func longLines() {
    let cleaned = Cleaned(
      body: """
        各单位要把这项工作摆上重要位置，明确分管负责同志和具体责任处室，逐项

        细化任务分工，确保按期完成。
        联系单位
        市局促进科
        """)
    #expect(cleaned.body == ["各单位要把这项工作摆上重要位置，明确分管负责同志和具体责任处室，逐项细化任务分工，确保按期完成。", "联系单位", "市局促进科"])
    #expect(cleaned.codes.contains("R023"))
    expectExactList(cleaned)
  }

  @Test("顿号、逗号、没有闭合的括号后面的行一定接上")
  func certain() {
    let cleaned = Cleaned(body: "请各县、\n各区，\n按照《示例省知识产权保护和促进\n条例》执行。")
    #expect(cleaned.body == ["请各县、各区，按照《示例省知识产权保护和促进条例》执行。"])
  }

  @Test("西文单词断在行末，接上时留一个空格；数字断开的报存疑")
  func latinAndFigures() {
    let cleaned = Cleaned(
      body:
        "本次活动的英文名称统一使用主办单位核定的写法，即 Chengwen Service\nWeek，\n电话号码在本页末尾另行公布，查询时请拨打示例省统一服务热线123\n45。")
    #expect(cleaned.body.first?.contains("Chengwen Service Week，") == true)
    #expect(cleaned.codes.contains("R027"))
  }

  @Test(
    "页码行删去：—３—、- 3 -、第3页、第 3 页 共 14 页、3/14",
    arguments: [
      "—３—", "- 3 -", "－３－", "第3页", "第 3 页 共 14 页", "第3页/共14页", "3/14", "— 12 —",
    ])
  func pageNumbers(line: String) {
    let cleaned = Cleaned(body: "请认真组织，按时\n\(line)\n报送。")
    #expect(cleaned.body == ["请认真组织，按时报送。"] || cleaned.body == ["请认真组织，按时", "报送。"])
    #expect(cleaned.changes(.pageNumber).map(\.before) == [line])
    expectExactList(cleaned)
  }

  @Test("只有数字的行：连号的、在换页处的是页码；孤零零的留下存疑")
  func bareNumbers() {
    let consecutive = Cleaned(body: "第一段。\n3\n第二段。\n4\n第三段。")
    #expect(consecutive.body == ["第一段。", "第二段。", "第三段。"])
    let atBreak = Cleaned(body: "第一段。\n7\n\u{0C}第二段。")
    #expect(atBreak.body == ["第一段。", "第二段。"])
    let single = Cleaned(body: "编号\n2025\n第二段。")
    #expect(single.body == ["编号", "2025", "第二段。"] && single.codes.contains("R020"))
    for cleaned in [consecutive, atBreak, single] { expectExactList(cleaned) }
  }

  @Test("不是页码的短行不删：9/3 月、第3条、—小结—")
  func notPageNumbers() {
    let cleaned = Cleaned(body: "14/3\n第3条\n—小结—")
    #expect(cleaned.body == ["14/3", "第3条", "—小结—"])
  }

  @Test("断行处印了两次的字：别处的写法证明是多出来的才删，否则留下存疑")
  func doubled() {
    let plain = Cleaned(
      body: """
        国有企业要带头，国有企业要开放，国有企业要共享，支持国有企业牵头。
        推动高等学校、科研机构、行业协会、产业园区和国有企业
        业、中小企业一起参加。
        """)
    #expect(plain.body.last == "推动高等学校、科研机构、行业协会、产业园区和国有企业、中小企业一起参加。")
    #expect(plain.changes(.doubledCharacter).count == 1 && plain.codes.contains("R025"))
    expectExactList(plain)
    let doubtful = Cleaned(body: "请各单位把今年以来办理的全部行政复议案件的有关材料按照年\n年、月、日的顺序整理。")
    #expect(doubtful.body == ["请各单位把今年以来办理的全部行政复议案件的有关材料按照年年、月、日的顺序整理。"])
    #expect(doubtful.codes.contains("R026"))
  }
}
