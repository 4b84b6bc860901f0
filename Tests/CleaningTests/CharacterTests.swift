import Cleaning
import TestSupport
import Testing

@Suite("整理原文：字符")
struct CharacterTests {
  @Test("错码的标点按码位表改回：ꎬ ꎮ ꎻ ꎺ（forms:A5）")
  func misreadMarks() {
    let cleaned = Cleaned(body: "办理时限ꎺ自受理之日起ꎬ五个工作日ꎮ材料不齐的ꎻ一次告知。")
    #expect(cleaned.body == ["办理时限：自受理之日起，五个工作日。材料不齐的；一次告知。"])
    #expect(cleaned.changes(.misreading).map(\.before) == ["ꎺ", "ꎬ", "ꎮ", "ꎻ"])
    expectExactList(cleaned)
  }

  @Test("码位表的每一行都起作用")
  func everyMisreading() throws {
    #expect(Misreadings.rows.count > 100)
    for row in Misreadings.rows {
      let scalar = try #require(Unicode.Scalar(row.code))
      let cleaned = Cleaned(body: "甲乙\(Character(scalar))丙丁。")
      let change = try #require(
        cleaned.changes(.misreading).first, "row \(String(row.code, radix: 16))")
      #expect(change.before == String(scalar) && change.after == row.replacement)
    }
  }

  @Test("文中有彝文时，不把彝文当标点，列为存疑")
  func yiText() {
    let cleaned = Cleaned(body: "自治州公文ꆈꌠꁱꂷꎬ双语印发。")
    #expect(cleaned.body == ["自治州公文ꆈꌠꁱꂷꎬ双语印发。"])
    #expect(cleaned.codes.contains("R013"))
  }

  @Test("部首码位改成常用字；说不准的 ⼾ 留下存疑")
  func radicals() {
    let cleaned = Cleaned(body: "⼀次性办结，⼯作⽇内答复，⼾籍材料免交。")
    #expect(cleaned.body == ["一次性办结，工作日内答复，⼾籍材料免交。"])
    #expect(cleaned.changes(.radical).count == 3)
    #expect(cleaned.codes.contains("R012"))
    expectExactList(cleaned)
  }

  @Test("看不见的字符删去；自造字和替代符留下存疑")
  func invisible() {
    let cleaned = Cleaned(body: "受\u{200B}理\u{AD}单位\u{FEFF}：\u{E123}厅\u{FFFD}处。")
    #expect(cleaned.body == ["受理单位：\u{E123}厅\u{FFFD}处。"])
    #expect(cleaned.changes(.invisible).count == 3)
    #expect(cleaned.codes.contains("R010") && cleaned.codes.contains("R011"))
    expectExactList(cleaned)
  }

  @Test("« » 改成书名号；西文里的不改")
  func guillemets() {
    let cleaned = Cleaned(body: "按照«示例办法»执行。\nVoir «Le Monde».")
    #expect(cleaned.body == ["按照《示例办法》执行。", "Voir «Le Monde»."])
  }

  @Test("全角数字、字母按白名单改半角，圆圈数字、〇、％、－ 不动（forms:A5）")
  func fullWidth() {
    let cleaned = Cleaned(body: "２０２５年ＰＤＦ版，①项，二〇二五年，３０％，２０２３－２０２４年，Ａ＋Ｂ。")
    #expect(cleaned.body == ["2025年PDF版，①项，二〇二五年，30％，2023－2024年，A＋B。"])
    expectExactList(cleaned)
  }

  @Test("网址、电子邮件里的全角符号一起改；句子里的不改")
  func addresses() {
    let cleaned = Cleaned(body: "邮箱：ｂｓ－ｆｗ＠ｅｘａｍｐｌｅ．ｃｏｍ，网址：ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏｍ／ａ。")
    #expect(cleaned.body == ["邮箱：bs-fw@example.com，网址：www.example.com/a。"])
    #expect(cleaned.changes(.fullWidthSign).count == 6)
    expectExactList(cleaned)
  }

  @Test("数字里的全角小数点、序号后的全角点改半角")
  func fullStops() {
    let cleaned = Cleaned(body: "１．申请表；\n２．占１．５万元的证明。")
    #expect(cleaned.body == ["1.申请表；", "2.占1.5万元的证明。"])
  }

  @Test("中文里的半角标点改全角；时刻、千分位、网址、西文里的不改")
  func halfWidthMarks() {
    let cleaned = Cleaned(
      body: """
        时间:上午9:00至11:30,共1,000人(次);网址https://a.example.com:8443/x?y=1,以后再说!
        用 Word (2019) 或者WPS(个人版)填写; 详见ISO 9001:2015。
        """)
    #expect(
      cleaned.body == [
        "时间：上午9:00至11:30，共1,000人（次）；网址https://a.example.com:8443/x?y=1，以后再说！",
        "用Word (2019)或者WPS（个人版）填写；详见ISO 9001:2015。",
      ])
    expectExactList(cleaned)
  }

  @Test("括号跨行也成对；不成对的报存疑")
  func brackets() {
    let cleaned = Cleaned(body: "由主管部门(含派出机构,\n下同)负责。材料一式两份)报送。")
    #expect(cleaned.body == ["由主管部门（含派出机构，下同）负责。材料一式两份）报送。"])
    #expect(cleaned.codes.contains("R014"))
  }

  @Test("起止的 ——— 改成 —，破折号不动")
  func ranges() {
    let cleaned = Cleaned(body: "3月1日———4月2日，9:00——11:30，办成一件事——高效办理。")
    #expect(cleaned.body == ["3月1日—4月2日，9:00—11:30，办成一件事——高效办理。"])
    #expect(cleaned.changes(.rangeDash).count == 2)
  }

  @Test("直引号分不出前后，留下存疑")
  func straightQuotes() {
    let cleaned = Cleaned(body: "建立\"一站式\"服务。")
    #expect(cleaned.body == ["建立\"一站式\"服务。"] && cleaned.codes.contains("R015"))
  }
}
