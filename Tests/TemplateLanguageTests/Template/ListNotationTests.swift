import CaseData
import Diagnostics
import Document
import TemplateLanguage
import Testing
import Typography

/// 组 按, 小计, 页计, 累计, 续表, 外框, 散, @目录, @页码, @页眉 and @公文 as they are written.
@Suite("清单和版面的记法")
struct ListNotationTests {
  private static let fields = """
    字段：拨付　列表
    　　区县　文本　必填
    　　类别　文本　必填
    　　金额　金额（元）　必填
    """
  private static let rows = """
    拨付:
      - {区县: 甲, 类别: 一, 金额: 1}
      - {区县: 甲, 类别: 一, 金额: 2}
      - {区县: 甲, 类别: 二, 金额: 4}
      - {区县: 乙, 类别: 二, 金额: 8}
    """

  private func bench(_ lines: String, options: String = "") -> TemplateBench {
    TemplateBench(
      """
      # 题
      @清单 拨付　\(options)
      宽 | 40 | 40 | 76 |
      头 | 区县 | 类别 | 金额 |
      \(lines)
      @完
      """, fields: Self.fields)
  }
  private let row = "行 | {{区县}} | {{类别}} | {{金额：金额}} |"

  private func table(_ bench: TemplateBench) throws -> Table {
    let (document, findings) = try bench.fill(Self.rows)
    let blocks = try #require(document, "\(findings.words)").blocks
    for case .table(let table) in blocks.map(\.content) { return table }
    Issue.record("没有表")
    return Table(bands: [])
  }

  private func text(_ cell: Table.Cell) -> String {
    cell.blocks.map { block in
      if case .paragraph(let paragraph) = block.content {
        paragraph.inlines.readingText
      } else {
        "?"
      }
    }.joined(separator: "/")
  }
  private func picture(_ table: Table) -> [String] {
    table.bands[0].rows.map { row in
      row.cells.map { slot in
        guard case .cell(let cell) = slot else { return "." }
        return cell.rowSpan > 1 ? "\(text(cell))×\(cell.rowSpan)" : text(cell)
      }.joined(separator: "|")
    }
  }

  @Test("组 按：相邻的同值并成一格，外层换了里层也换")
  func groups() throws {
    let made = try table(bench("组 按 区县、类别\n" + row))
    #expect(
      picture(made) == [
        "区县|类别|金额", "甲×3|一×2|1.00", ".|.|2.00", ".|二|4.00", "乙|二|8.00",
      ])
  }

  @Test("小计：本组的合计、计数；按哪一层写在“按”后面")
  func subtotals() throws {
    let made = try table(
      bench(
        "组 按 区县、类别\n" + row + "\n小计 按 类别 | 类别小计 | — | {{合计（本组，金额）：金额}} |"
          + "\n小计 按 区县 | {{区县}}小计 | {{计数（本组）}}个 | {{合计（本组，金额）：金额}} |"))
    #expect(made.bands[0].rows.map(\.kind).count { $0 == .subtotal } == 5)
    let sums = picture(made).filter { $0.contains("小计") }
    #expect(
      sums == [
        "类别小计|—|3.00", "类别小计|—|4.00", "甲小计|3个|7.00", "类别小计|—|8.00", "乙小计|1个|8.00",
      ])
  }

  @Test("页计、累计：由排版按每页的行来算")
  func pageTotals() throws {
    let made = try table(
      bench(
        row + "\n页计 | 本页小计 | {{计数（本页）}} | {{合计（本页，金额）：金额}} |"
          + "\n累计 | 累计 | {{计数（累计）}} | {{合计（累计，金额）：金额}} |"))
    let totals = try #require(made.pageTotals)
    func shown(_ items: Range<Int>, isLast: Bool) -> [String] {
      totals.rows(showing: items, isLast: isLast).map { row in
        row.cells.map { slot in
          guard case .cell(let cell) = slot else { return "." }
          return text(cell)
        }.joined(separator: "|")
      }
    }
    #expect(shown(0..<2, isLast: false) == ["本页小计|2|3.00", "累计|2|3.00"])
    #expect(shown(2..<4, isLast: false) == ["本页小计|2|12.00", "累计|4|15.00"])
    #expect(made.bands[0].rows.allSatisfy { $0.kind != .pageTotal })
  }

  @Test("续表的字可以自己写，单位跟着印；外框可以加粗")
  func continued() throws {
    let plain = try table(bench(row, options: "单位：元　续表"))
    #expect(plain.continuedNote.readingText == "续表　单位：元")
    let own = try table(bench(row, options: "续表：接上页"))
    #expect(own.continuedNote.readingText.hasPrefix("接上页"))
    let body = "# 题\n@表 28 128　外框1磅\n| 甲 | 乙 |\n@完"
    let blocks = try #require(try TemplateBench(body).fill().document).blocks
    for case .table(let table) in blocks.map(\.content) { #expect(table.outerRule == .pt(1)) }
  }

  @Test("散：栏目名拉开到最长的一个，或者写明的字数；放不下的列照放得下的拉")
  func spread() throws {
    func cells(_ mark: String) throws -> [Int?] {
      let body = "# 题\n@表 40\(mark) 116\n| 姓名 | 甲 |\n| 联系电话 | 乙 |\n| 单位 | 丙 |\n@完"
      let blocks = try #require(try TemplateBench(body).fill().document).blocks
      var found: [Int?] = []
      for case .table(let table) in blocks.map(\.content) {
        for row in table.bands[0].rows {
          guard case .cell(let cell) = row.cells[0],
            case .paragraph(let paragraph)? = cell.blocks.first?.content,
            case .text(let run)? = paragraph.inlines.first
          else { continue }
          found.append(run.style.spreadCells)
        }
      }
      return found
    }
    #expect(try cells("") == [nil, nil, nil])
    #expect(try cells("散") == [4, nil, 4])
    #expect(try cells("散5") == [5, 5, 5])
  }

  @Test(
    "写错的地方、写错了什么、怎么办",
    arguments: [
      ("组 按 区县\n组 按 类别\n行 | {{区县}} | {{类别}} | 1 |", "T370", "一个清单只能写一行“组 按”"),
      ("行 | {{区县}} | {{类别}} | 1 |\n小计 | 小计 | — | 1 |", "T371", "清单没有“组 按”，不知道“小计”算到哪里"),
      (
        "组 按 区县\n行 | {{区县}} | {{类别}} | 1 |\n小计 按 区 | 小计 | — | 1 |", "T372",
        "“小计 按 区”：清单不是按“区”分组的"
      ),
    ])
  func wrong(lines: String, code: String, message: String) throws {
    let findings = try bench(lines).compile().findings
    #expect(findings.message(code) == message, "\(findings.words)")
    #expect(findings.remedy(code)?.isEmpty == false)
    #expect(findings.all.first { $0.code == code }?.labels.first?.place.span != nil)
  }

  @Test("同一组的行不相邻：照印，提示在哪两条")
  func scattered() throws {
    let yaml = "拨付: [{区县: 甲, 类别: 一, 金额: 1}, {区县: 乙, 类别: 一, 金额: 2}, {区县: 甲, 类别: 一, 金额: 3}]"
    let (document, findings) = try bench("组 按 区县\n" + row).fill(yaml)
    #expect(document != nil)
    #expect(
      findings.message("T373") == "“甲”的各行不相邻：第1条之后隔了别的组，第3条又是它，小计分成了几处",
      "\(findings.words)")
  }

  @Test("@页码 的例子里要有数")
  func pageNumbers() throws {
    let findings = try TemplateBench("@页码 某页\n# 题\n文").compile().findings
    #expect(findings.message("T374") == "看不出“某页”里哪个数是页码", "\(findings.words)")
    #expect(!(try TemplateBench("@页码 第1页　共9页\n# 题\n文").fill().findings.hasErrors))
    #expect(!(try TemplateBench("@页码 无\n# 题\n文").fill().findings.hasErrors))
  }

  @Test("@公文：缺冒号、不认识的键、用错版式、没有写，各有各的话")
  func officialHead() throws {
    func findings(_ body: String, _ style: String) throws -> Findings {
      var bench = TemplateBench(body)
      bench.fields = "名称：试验　版式：\(style)　性质：官方原件\n"
      return try bench.compile().findings
    }
    #expect(try findings("@公文\n发文机关\n@完\n文", "公文").message("T375") == "“@公文”里的行要写成“键：值”")
    let unknown = try findings("@公文\n发文机构：甲局\n@完\n文", "公文")
    #expect(unknown.message("T376") == "“@公文”不认识“发文机构”", "\(unknown.words)")
    #expect(unknown.remedy("T376") == "是否想写“发文机关”？")
    #expect(try findings("# 题\n文", "公文").message("T377") == "版式是公文，正文.wen开头要有“@公文 … @完”")
    #expect(
      try findings("@公文\n发文机关：甲局\n@完\n# 题\n文", "表格").message("T378") == "“@公文”不能用在版式“表格”里")
  }

  @Test("@目录 的行由标题来，写几级就有几级")
  func contents() throws {
    let body = "# 题\n@目录 二级\n一、甲\n（一）乙\n文。\n二、丙\n文。"
    let document = try #require(try TemplateBench(body).fill().document)
    let isThere = document.blocks.contains {
      if case .contents = $0.content { true } else { false }
    }
    #expect(isThere)
  }
}

/// What grouping must not do: lose a cell, or join one over a sum.
@Suite("分组的格并到哪里为止")
struct GroupCellTests {
  private func picture(_ lines: String) throws -> [String] {
    let body = "# 题\n@清单 甲\n宽 | 40 | 40 | 76 |\n头 | 区 | 类 | 名 |\n\(lines)\n@完"
    let fields = "字段：甲　列表\n　　区　文本　必填\n　　类　文本　必填\n　　名　文本　必填"
    let yaml = """
      甲:
        - {区: 东, 类: 一, 名: A}
        - {区: 东, 类: 一, 名: B}
        - {区: 东, 类: 二, 名: C}
      """
    let (document, findings) = try TemplateBench(body, fields: fields).fill(yaml)
    let blocks = try #require(document, "\(findings.words)").blocks
    var rows: [String] = []
    for case .table(let table) in blocks.map(\.content) {
      for row in table.bands[0].rows where row.kind != .head {
        rows.append(
          row.cells.map { slot in
            guard case .cell(let cell) = slot else { return "." }
            let text = cell.blocks.map { block in
              if case .paragraph(let paragraph) = block.content {
                paragraph.inlines.readingText
              } else {
                "?"
              }
            }.joined()
            return cell.rowSpan > 1 ? "\(text)×\(cell.rowSpan)" : text
          }.joined(separator: "|"))
      }
    }
    return rows
  }

  @Test("一条两行：第二行自己的字一个不少")
  func twoRowsAnItem() throws {
    #expect(
      try picture("组 按 区\n行 | {{区}} | {{类}} | {{名}} |\n行 | 备注{{名}} | — | — |") == [
        "东|一|A", "备注A|—|—", "东|一|B", "备注B|—|—", "东|二|C", "备注C|—|—",
      ])
    #expect(
      try picture("组 按 区\n行 | {{区}} | {{类}} | {{名}} |\n行 | ↑ | — | — |").first == "东×6|一|A")
  }

  @Test("小计行把各列并成一格，下一条照样印；小计行写 ↑ 的，外层并过去")
  func sumsBetween() throws {
    let rows = "组 按 区、类\n行 | {{区}} | {{类}} | {{名}} |\n"
    #expect(
      try picture(rows + "小计 | 小计 | ← | {{计数（本组）}} |") == [
        "东×2|一×2|A", ".|.|B", "小计|.|2", "东|二|C", "小计|.|1",
      ])
    #expect(
      try picture(rows + "小计 |  | 小计 | {{计数（本组）}} |") == [
        "东×2|一×2|A", ".|.|B", "|小计|2", "东|二|C", "|小计|1",
      ])
    #expect(
      try picture(rows + "小计 | ↑ | 小计 | {{计数（本组）}} |") == [
        "东×5|一×2|A", ".|.|B", ".|小计|2", ".|二|C", ".|小计|1",
      ])
  }

  @Test("小计不套在“@如果”里")
  func nestedSum() throws {
    let body = """
      # 题
      @清单 甲
      宽 | 156 |
      组 按 名
      行 | {{名}} |
      @如果 计数（甲） > 1
      小计 | 1 |
      @完
      @完
      """
    let findings = try TemplateBench(body, fields: "字段：甲　列表\n　　名　文本　必填").compile().findings
    #expect(findings.message("T380") == "“小计”“页计”“累计”不能放在“@如果”“@每项”里", "\(findings.words)")
    #expect(findings.remedy("T380")?.isEmpty == false)
  }

  @Test("@公文 只有一处，在最前面；字段.wen 和稿件才写的键不收")
  func headOnce() throws {
    func findings(_ body: String) throws -> Findings {
      var bench = TemplateBench(body)
      bench.fields = "名称：试验　版式：公文　性质：官方原件\n"
      return try bench.compile().findings
    }
    let head = "@公文\n发文机关：甲局\n标题：关于甲的通知\n@完\n"
    #expect(!(try findings(head + "文。").codes.contains("T381")))
    let twice = try findings(head + "文。\n" + head)
    #expect(twice.message("T381") == "“@公文”只有一处，写在正文.wen最前面", "\(twice.words)")
    #expect(try findings("文。\n" + head).codes.contains("T381"))
    for key in ["版式：信函", "版面：横", "脚注编号：每页", "被印发件：办法"] {
      #expect(try findings("@公文\n\(key)\n@完\n文。").codes.contains("T376"))
    }
  }
}
