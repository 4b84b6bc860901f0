import CaseData
import Diagnostics
import Document
import TemplateLanguage
import Testing
import Typography

@Suite("表、清单、意见栏和封面")
struct TableTests {
  private func table(
    _ body: String, fields: String = "", yaml: String? = "{}", mode: FillMode = .normal
  ) throws -> Table {
    let bench = TemplateBench("# 题\n" + body, fields: fields)
    let (document, findings) = try bench.fill(yaml, mode: mode)
    let found = try #require(document, "\(findings.words)")
    for case .table(let table) in found.blocks.map(\.content) { return table }
    throw MissingTable()
  }
  private struct MissingTable: Error {}

  /// Spans as `text colspan×rowspan`, `.` for a covered place.
  private func picture(_ band: Table.Band) -> [String] {
    band.rows.map { row in
      row.cells.map { slot in
        guard case .cell(let cell) = slot else { return "." }
        let text = cell.blocks.map { block in
          if case .paragraph(let paragraph) = block.content {
            paragraph.inlines.readingText
          } else {
            "?"
          }
        }.joined(separator: "/")
        return cell.columnSpan * cell.rowSpan == 1
          ? text : "\(text) \(cell.columnSpan)×\(cell.rowSpan)"
      }.joined(separator: "|")
    }
  }

  @Test("并格：← 并入左边，↑ 并入上边，也可写 < 和 ^")
  func joins() throws {
    let body = """
      @表 12竖 28 38 28 50
      | 甲 | 乙 | ← | 丙 | 丁 |
      | ↑ | 戊 | 己 | ↑ | 庚 |
      | ^ | 辛 | < | ＜ | 壬 |
      @完
      """
    let band = try table(body).bands[0]
    #expect(picture(band) == ["甲 1×3|乙 2×1|.|丙 1×2|丁", ".|戊|己|.|庚", ".|辛 3×1|.|.|壬"])
    #expect(band.columns[0].isVertical && !band.columns[1].isVertical)
    #expect(band.columns[1].width == .fixed(.mm(28)))
  }

  @Test("一块两行两列的并格")
  func blockJoin() throws {
    let body = "@表 52 52 52\n| 甲 | ← | 乙 |\n| ↑ | ← | 丙 |\n@完"
    #expect(picture(try table(body).bands[0]) == ["甲 2×2|.|乙", ".|.|丙"])
  }

  @Test("没有可并的格要报告", arguments: [("| ← | 乙 |", "T338 3:3"), ("| ↑ | 乙 |", "T338 3:3")])
  func joinsOfNothing(row: String, place: String) throws {
    let (document, findings) = try TemplateBench("# 题\n@表 28 128\n\(row)\n@完").fill()
    #expect(document == nil)
    #expect(findings.places == [place])
  }

  @Test("栏目与内容、高、对齐、溢出、直角竖线和格内换行")
  func cells() throws {
    let body = """
      @表 28 *右
      高40 | 名\\|称⏎二 | {{名：居中：缩到9磅}} |
      | 甲 | {{名}} |
      @栏 156
      | {{名：续页}} |
      @完
      """
    let table = try table(body, fields: "字段：名　文本　必填", yaml: "名: 乙")
    let first = table.bands[0].rows[0]
    #expect(first.minimumHeight == .mm(40))
    guard case .cell(let label) = first.cells[0], case .cell(let value) = first.cells[1],
      case .cell(let right) = table.bands[0].rows[1].cells[1],
      case .cell(let long) = table.bands[1].rows[0].cells[0]
    else { return }
    #expect(label.role == .label && value.role == .value)
    #expect(value.alignment == .centre && value.overflow == .shrink(to: .pt(9)))
    #expect(right.alignment == .right && long.overflow == .continuation)
    #expect(table.bands[0].columns[1].width == .rest)
    guard case .paragraph(let paragraph)? = label.blocks.first?.content else { return }
    #expect(paragraph.inlines.readingText == "名|称\n二")
  }

  @Test("表的行外面可以套每项和如果")
  func controlInTables() throws {
    let body = "@表 28 128\n@每项 合同\n@如果 额 > 0\n| {{序号}} | {{额：金额}} |\n@完\n@完\n@完"
    let table = try table(
      body, fields: "字段：合同　列表\n　　额　金额（元）　必填", yaml: "合同: [{额: 1}, {额: 0}, {额: 2}]")
    #expect(picture(table.bands[0]) == ["1|1.00", "3|2.00"])
  }

  private let contracts = "字段：合同　列表\n　　编号　文本　必填\n　　额　金额（元）　必填"
  private let list = """
    @清单 合同　空则：没有合同　单位：元
    宽 | 10 | 100 | 46 |
    头 | 序号 | 编号 | 金额 |
    行 | {{序号}} | {{编号}} | {{额：金额}} |
    行 | ↑ | 备注 | ← |
    计 | 合计 | ← | {{合计（合同，额）：金额}} |
    @完
    """

  @Test("清单：头、每条的几行、计；一条的几行不分开")
  func lists() throws {
    let table = try table(list, fields: contracts, yaml: "合同: [{编号: A, 额: 1}, {编号: B, 额: 2.5}]")
    #expect(
      picture(table.bands[0]) == [
        "序号|编号|金额", "1 1×2|A|1.00", ".|备注 2×1|.", "2 1×2|B|2.50", ".|备注 2×1|.", "合计 2×1|.|3.50",
      ])
    let rows = table.bands[0].rows
    #expect(rows.map(\.kind) == [.head, .body, .body, .body, .body, .total])
    #expect(rows.map(\.keepsWithNext) == [false, true, false, true, false, false])
    #expect(table.isList && table.unitNote.readingText == "单位：元")
  }

  @Test("空的清单印空则的字，空白表留空行（forms:B0.3）")
  func emptyLists() throws {
    let none = try table(list, fields: contracts, yaml: "合同: []")
    #expect(picture(none.bands[0]) == ["序号|编号|金额", "没有合同 3×1|.|.", "合计 2×1|.|0.00"])
    let blank = try table(list, fields: contracts, yaml: nil, mode: .blank)
    #expect(blank.bands[0].rows.count { $0.kind == .body } == 8)
  }

  @Test("组：分组的行只在换组时印")
  func groups() throws {
    let body = "@清单 甲\n宽 | 156 |\n组 | {{类}} |\n行 | {{名}} |\n@完"
    let table = try table(
      body, fields: "字段：甲　列表\n　　类　文本　必填\n　　名　文本　必填",
      yaml: "甲: [{类: 一类, 名: A}, {类: 一类, 名: B}, {类: 二类, 名: C}]")
    #expect(picture(table.bands[0]) == ["一类", "A", "B", "二类", "C"])
  }

  @Test("意见栏：左边标题，框里的字，框底的签字和日期；主管部门填写的不收数据")
  func opinions() throws {
    let body = """
      @意见栏 市局审核意见　左24　高41　主管部门填写
      意见：{{意见：可手填}}
      @栏底
      经办人（签字）：＿＿＿＿　（单位盖章）
      　　　　年　　月　　日
      @完
      """
    let fields = "字段：意见　文本"
    let table = try table(body, fields: fields)
    let row = table.bands[0].rows[0]
    #expect(row.minimumHeight == .mm(41))
    #expect(table.bands[0].columns[0].width == .fixed(.mm(24)))
    guard case .cell(let box) = row.cells[1] else { return }
    #expect(box.isOfficeUse && box.blocks.count == 1 && box.foot.count == 2)
    let refused = try TemplateBench("# 题\n" + body, fields: fields).fill("意见: 同意")
    #expect(refused.document == nil)
    #expect(refused.findings.codes == ["T416"])
  }

  @Test("封面：标签去掉空格，值在填空线上，后面的（公章）留着")
  func covers() throws {
    let body = """
      @封面 标签6字 填空95
      项目编号：＿＿
      # 示例／申报书
      申 报 单 位：＿{{单位}}＿（公章）
      联系人：{{人}}
      日期：＿＿
      @底 二〇二五年九月
      @完
      """
    let bench = TemplateBench(body, fields: "字段：单位　文本　必填\n字段：人　文本　必填")
    let document = try #require(try bench.fill("单位: 甲公司\n人: 乙").document)
    guard case .cover(let cover)? = document.blocks.first?.content else { return }
    #expect(cover.labelCells == 6 && cover.blankWidth == .mm(95) && cover.head.count == 1)
    #expect(cover.fields.map(\.label) == ["申报单位", "联系人", "日期"])
    #expect(cover.fields.map { $0.value.readingText } == ["甲公司", "乙", ""])
    #expect(cover.fields[0].suffix.readingText == "（公章）")
    #expect(document.title == "示例申报书")
    #expect(document.lines == ["项目编号：", "示例申报书", "申报单位：甲公司（公章）", "联系人：乙", "日期：", "二〇二五年九月"])
  }
}
