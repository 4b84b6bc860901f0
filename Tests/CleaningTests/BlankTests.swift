import Cleaning
import TestSupport
import Testing

@Suite("整理原文：空格")
struct BlankTests {
  @Test("行首、行末的空格删去")
  func edges() {
    let cleaned = Cleaned(body: "　　请认真组织。  \n \u{A0}特此通知。")
    #expect(cleaned.body == ["请认真组织。", "特此通知。"])
    #expect(cleaned.changes(.edgeBlank).count == 3)
    expectExactList(cleaned)
  }

  @Test("数字、西文、百分号旁边的空格删去，西文单词之间的留下")
  func besideLatin() {
    let cleaned = Cleaned(body: "自 2025 年 3 月起，PDF 版、IP key project 等占 30% 以上。")
    #expect(cleaned.body == ["自2025年3月起，PDF版、IP key project等占30%以上。"])
    expectExactList(cleaned)
  }

  @Test("标点旁边、序号后面、×× 中间的空格删去")
  func besideMarks() {
    let cleaned = Cleaned(body: "1. 《办法》 《细则》 （试行） 。\n（一） 某某市 × × 产业 (必做) 。")
    #expect(cleaned.body == ["1.《办法》《细则》（试行）。", "（一）某某市××产业（必做）。"])
    #expect(cleaned.changes(.itemBlank).count == 2)
    expectExactList(cleaned)
  }

  @Test("标签、整行拉开的字合拢；两个字的人名不动")
  func letterSpacing() {
    let cleaned = Cleaned(body: "联 系 人：王　强\n联 系 电 话：0351-0000000\n特 此 通 知 ， 请 照 办 。")
    #expect(cleaned.body == ["联系人：王　强", "联系电话：0351-0000000", "特此通知，请照办。"])
    #expect(cleaned.codes.contains("R022"))
    expectExactList(cleaned)
  }

  @Test("分栏的空格留一个全角空格，并报出来")
  func columns() throws {
    let cleaned = Cleaned(body: "星期一　 上午　 9:00—11:30\n窗口\t二楼东侧")
    #expect(cleaned.body == ["星期一　上午　9:00—11:30", "窗口　二楼东侧"])
    #expect(cleaned.codes.filter { $0 == "R022" }.count == 2)
    expectExactList(cleaned)
  }

  @Test("两个名称之间的空格留下；别处没有空格的词语合拢")
  func betweenNames() {
    let cleaned = Cleaned(
      body: "示例省财政厅办公室 示例省教育厅办公室印发的文件。\n深化专利转化运用 专项行动的部署。\n抓好专利转化运用专项行动。")
    #expect(
      cleaned.body == [
        "示例省财政厅办公室 示例省教育厅办公室印发的文件。", "深化专利转化运用专项行动的部署。", "抓好专利转化运用专项行动。",
      ])
    #expect(cleaned.changes(.strayBlank).count == 1 && cleaned.codes.contains("R021"))
    expectExactList(cleaned)
  }

  @Test("填写用的空白改成 ＿＿，手填的日期留着空格")
  func toWriteOn() {
    let cleaned = Cleaned(body: "单位名称：　　　　　　（公章）　　\n联系人：          \n电话：______\n  年   月   日")
    #expect(cleaned.body == ["单位名称：＿＿（公章）", "联系人：＿＿", "电话：＿＿＿", "　　年　　月　　日"])
    expectExactList(cleaned)
  }

  @Test("电子邮件断开的地方合拢")
  func address() {
    let cleaned = Cleaned(body: "发送至 ｆｗ＠ ａ１．ｅｘａｍｐｌｅ．ｃｏｍ ，逾期不候。")
    #expect(cleaned.body == ["发送至fw@a1.example.com，逾期不候。"])
  }
}
