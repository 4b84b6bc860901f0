import Chengwen
import TestSupport
import Testing

/// The layout stress list of forms D, set by one template and read back from the PDF.
@Suite("表格的压力清单（forms:D）")
struct FormStressTests {
  private static let longName = "山西转型综合改革示范区𬭎䶮示例新能源材料与固态储能系统集成技术研究开发（太原）股份有限公司"

  private static let declarations = """
    名称：压力清单　版式：表格　性质：自拟示范
    字段：单位　文本　必填
    字段：简介　长文本　空则：无
    字段：金额　金额（元）　默认：0
    字段：账号　文本　空则：无
    字段：日期　日期　空则：—
    字段：种类　多选（甲类，乙类，丙类，其他）　空则：—
    字段：条目　列表　空则：无
    　　名称　文本　必填
    　　金额　金额（元）　必填
    """
  private static let body = """
    @封面
    # 压力清单
    申报单位（公章）：{{单位}}
    @完

    @表 28 50 28 50　续表
    | 单位名称 | {{单位}} | 账号 | {{账号}} |
    | 金额 | {{金额：金额}} | 日期 | {{日期：2024年12月31日}} |
    | 种类 | {{种类：勾选}} | ← | ← |
    @栏 12竖 *
    高60 | 简介 | {{简介}} |
    @完

    @清单 条目　空则：无　单位：元　续表
    宽 | 12 | 98 | 46 |
    头 | 序号 | 名称 | 金额 |
    行 | {{序号}} | {{名称}} | {{金额：金额}} |
    计 | 合计 | {{计数（条目）}}条 | {{合计（条目，金额）：金额}} |
    @完
    """

  private func pages(_ data: String) throws -> SeenDocument {
    let template = MemoryTemplate(
      declarations: Self.declarations, body: Self.body, data: data)
    let result = template.chengwen.fill(template.request(), as: .pdf)
    let bytes = try #require(result.files.first, "\(DiagnosticRenderer().render(result.findings))")
    let (faults, uprights) = try FormRuler.faults(bytes)
    #expect(faults.isEmpty, "\(faults.count)处：\(faults.prefix(4))")
    #expect(uprights > 0)
    return try PDFReader.read(bytes)
  }

  private func text(_ document: SeenDocument) -> String {
    document.pages.map { page in page.glyphs.map(\.text).joined() }.joined()
  }

  private func list(_ count: Int) -> String {
    count == 0
      ? "条目: []\n"
      : "条目:\n" + (1...count).map { "  - {名称: 第\($0)项, 金额: \($0)}\n" }.joined()
  }

  @Test("45个字的单位名称：封面和表格里都换行，一字不少")
  func longName() throws {
    let document = try pages("单位: \(Self.longName)")
    let cover = document.page(1).glyphs.map(\.text).joined()
    let form = document.pages.dropFirst().flatMap(\.glyphs).map(\.text).joined()
    #expect(Self.longName.count == 45)
    for part in ["山西转型", "𬭎䶮示例", "股份有限公司"] {
      #expect(cover.contains(part) && form.contains(part), "\(part)")
    }
  }

  @Test("清单0、1、40、500条：表头每页都印，合计不单独成页", arguments: [0, 1, 40, 500])
  func lists(count: Int) throws {
    let document = try pages("单位: 甲\n" + list(count))
    let withRows = document.pages.filter { $0.line("序号") != nil }
    let last = try #require(document.pages.last { $0.line("合计") != nil })
    if count == 0 {
      #expect(last.lines.contains { $0.text == "无" })
    } else {
      let rows = last.glyphs.count { $0.text == "项" }
      #expect(rows >= min(2, count), "合计的一页只有\(rows)条")
    }
    let listPages = document.pages.filter { page in
      page.line("合计") != nil || page.glyphs.contains { $0.text == "项" }
    }
    #expect(withRows.count == listPages.count)
    let shown = text(document)
    for number in 1...max(1, count) where count > 0 { #expect(shown.contains("第\(number)项")) }
    if count > 1 {
      let sum = count * (count + 1) / 2
      let grouped =
        sum >= 1_000 ? "\(sum / 1_000),\(String(1_000 + sum % 1_000).suffix(3))" : "\(sum)"
      #expect(shown.contains(grouped + ".00"))
    }
  }

  @Test("正好一页与多一条：多出来的一页至少两条，再加合计")
  func exactlyOnePage() throws {
    var counts: [Int: Int] = [:]
    for count in 8...40 { counts[count] = try pages("单位: 甲\n" + list(count)).pages.count }
    let full = try #require(counts.filter { counts[$0.key + 1] == $0.value + 1 }.keys.min())
    let over = try pages("单位: 甲\n" + list(full + 1))
    let last = try #require(over.pages.last)
    #expect(last.line("合计") != nil && last.line("序号") != nil)
    #expect(last.glyphs.count { $0.text == "项" } >= 2)
  }

  @Test("6,200个字的格与空的格")
  func longText() throws {
    let words = Array("知识产权促进高质量发展")
    let long = String((0..<6_200).map { words[$0 % words.count] })
    let document = try pages("单位: 甲\n简介: \(long)")
    #expect(document.pages.count > 5)
    let seen = text(document).filter { words.contains($0) }
    #expect(seen.count >= 6_200)
    // 续表 and the label stand again on every further page of the box.
    let boxes = document.pages.dropFirst(2).filter { page in
      page.glyphs.count { $0.text == "识" || $0.text == "产" } > 50
    }
    for page in boxes { #expect(page.lines.contains { $0.text.contains("续表") }) }
    #expect(text(try pages("单位: 甲")).contains("无"))
  }

  @Test("不断行的长串和换行都在格里，制表符要报告")
  func unbreakable() throws {
    let token = String(repeating: "https-example-", count: 40)
    let shown = text(try pages("单位: 甲\n简介: \(token)"))
    #expect(shown.filter { $0 == "h" }.count == 40)
    let lines = text(try pages("单位: 甲\n简介: \"第一行\\n第二行\""))
    #expect(lines.contains("第一行") && lines.contains("第二行"))
    // A tab has no place in a form, and is no space either: it is refused with its place.
    let tab = MemoryTemplate(
      declarations: Self.declarations, body: Self.body, data: "单位: 甲\n简介: \"第一\\t段\"")
    #expect(tab.chengwen.fill(tab.request(), as: .pdf).findings.all.contains { $0.code == "D054" })
  }

  @Test(
    "金额0、0.05、1,000,050.09、99,999,999,999.99",
    arguments: ["0.00", "0.05", "1,000,050.09", "99,999,999,999.99"])
  func amounts(amount: String) throws {
    let shown = text(try pages("单位: 甲\n金额: \"\(amount)\"\n条目:\n  - {名称: 乙, 金额: \"\(amount)\"}"))
    #expect(shown.count(of: amount) >= 3, "金额、一条、合计应当各有一处")
  }

  @Test("30位账号、118字的地址、12位专利权人、三个电话、带点和引号的姓名")
  func longValues() throws {
    let account = "012345678901234567890123456789"
    #expect(text(try pages("单位: 甲\n账号: \"\(account)\"")).contains(account.prefix(10)))
    let address = String(String(repeating: "太原市示例区虚构街", count: 14).prefix(118))
    let owners = (1...12).map { "虚构研究所\($0)所" }.joined(separator: "；")
    let phones = "0351-0000001、13800000001、13900000002"
    let names = "艾力·买买提、O'Neil Zhang、李（示例）、二〇二四ＡＢab１２12"
    for value in [address, owners, phones, names] {
      let shown = text(try pages("单位: 甲\n简介: \"\(value)\"")).filter { !$0.isWhitespace }
      for piece in value.split(whereSeparator: { "；、".contains($0) }) where piece.count < 20 {
        #expect(shown.contains(piece.filter { !$0.isWhitespace }), "\(piece)")
      }
    }
  }

  @Test("日期在过去、将来和没有；勾选一个不选、全部都选，其他带说明")
  func datesAndTicks() throws {
    for (date, shown) in [("1999.01.31", "1999年1月31日"), ("2050.12.01", "2050年12月1日")] {
      #expect(text(try pages("单位: 甲\n日期: \(date)")).contains(shown))
    }
    let none = text(try pages("单位: 甲"))
    for option in ["甲类", "乙类", "丙类", "其他"] { #expect(none.contains(option)) }
    let all = text(try pages("单位: 甲\n种类: [甲类, 乙类, 丙类, \"其他：自拟的一种\"]"))
    #expect(all.contains("自拟的一种"))
  }

  @Test("数据里的 U+FFFD 和没有字形的字都要报告", arguments: ["甲\u{FFFD}乙", "甲\u{1F600}乙"])
  func reported(name: String) {
    let template = MemoryTemplate(
      declarations: Self.declarations, body: Self.body, data: "单位: \(name)")
    let result = template.chengwen.fill(template.request(), as: .pdf)
    #expect(!result.findings.isEmpty)
    #expect(result.files.isEmpty || !result.findings.all.filter { $0.severity == .warning }.isEmpty)
  }
}

extension String {
  fileprivate func count(of part: String) -> Int {
    var rest = self[...]
    var count = 0
    while let range = rest.range(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
