import CaseData
import Diagnostics
import TemplateLanguage
import Testing

/// A 字段.wen, parsed and checked.
func declare(
  _ text: String, programme: String? = nil
) -> (declarations: Declarations, findings: Findings) {
  let own = DeclarationParser.parse(file: SourceFile(name: "字段.wen", text: text))
  let shared = programme.map {
    DeclarationParser.parse(file: SourceFile(name: "项目/字段.wen", text: $0))
  }
  let merged = Declarations.merged(
    programme: shared?.declarations, template: own.declarations)
  var findings = shared?.findings ?? Findings()
  findings.add(contentsOf: own.findings)
  findings.add(contentsOf: merged.findings)
  return (merged.declarations, findings)
}

/// `T157 3:6` for each finding.
func places(_ findings: Findings) -> [String] {
  findings.all.map { finding in
    let span = finding.labels.first?.place.span
    return finding.code + (span.map { " \($0.line):\($0.column)" } ?? "")
  }
}

@Suite("字段.wen: what it declares")
struct DeclarationTests {
  @Test("Attributes stand on one line or several; a value may hold blanks and colons")
  func attributes() {
    let (declarations, findings) = declare(
      """
      # 说明
      名称：材料真实性承诺书　版式：文书　年度：2025
      出处：预征集指南 总体要求四　页数：1
      注：这一行不算
      说明：先写“键：值”各行，再写 名称：无关
      """)
    #expect(findings.isEmpty)
    #expect(declarations.attribute("名称") == "材料真实性承诺书")
    #expect(declarations.attribute("年度") == "2025")
    #expect(declarations.attribute("出处") == "预征集指南 总体要求四")
    #expect(declarations.attribute("页数") == "1")
    #expect(declarations.attribute("说明") == "先写“键：值”各行，再写 名称：无关")
  }

  @Test("Every kind by its Chinese name")
  func kinds() {
    let names = [
      "文本", "长文本", "整数", "数字", "金额（元）", "金额(万元)", "百分比", "日期", "年月", "年度", "起止日期",
      "时刻", "是否", "单选（甲，乙）", "多选（甲、乙）", "信用代码", "组织机构代码", "身份证号", "专利号", "手机", "电话",
      "邮编", "邮箱", "银行账号", "发文字号", "行政区划", "图片", "附件",
    ]
    let lines = names.enumerated().map { "字段：名\($0.offset)　\($0.element)" }
    let (declarations, findings) = declare(lines.joined(separator: "\n"))
    #expect(findings.isEmpty)
    #expect(declarations.schema.fields.count == names.count)
    guard case .money(.tenThousandYuan)? = declarations.schema.field("名5")?.kind,
      case .choices(let options)? = declarations.schema.field("名14")?.kind
    else {
      Issue.record("金额（万元） and 多选 are not read")
      return
    }
    #expect(options == ["甲", "乙"])
  }

  @Test("Conditions, with full-width and half-width signs")
  func conditions() {
    let (declarations, findings) = declare(
      """
      字段：项目名称　文本　必填　不超过６０字　不少于2字　说明“写全称，不写 简称”　示例“云岭项目”
      字段:违法记录 列表 声明 至少1条 空则：无
      　　事项　文本　必填
      字段：文号　发文字号　签发必填
      字段：利润　金额（元）　可为负　默认：0
      字段：意见　文本　主管部门填写
      """)
    #expect(findings.isEmpty)
    let schema = declarations.schema
    #expect(schema.field("项目名称")?.isRequired == true)
    #expect(schema.field("项目名称")?.maximumLength == 60)
    #expect(schema.field("项目名称")?.minimumCount == 2)
    #expect(schema.field("项目名称")?.explanation == "写全称，不写 简称")
    #expect(schema.field("项目名称")?.example == "云岭项目")
    #expect(schema.field("违法记录")?.isDeclaration == true)
    #expect(schema.field("违法记录")?.minimumCount == 1)
    #expect(schema.field("违法记录")?.emptyText == "无")
    #expect(schema.field("文号")?.isRequiredForIssue == true)
    #expect(schema.field("利润")?.allowsNegative == true)
    #expect(schema.field("利润")?.defaultValue?.place.span?.text == "0")
    #expect(schema.field("意见")?.isOfficeUse == true)
  }

  @Test("Indentation nests, whatever its width")
  func nesting() {
    let (declarations, findings) = declare(
      """
      字段：合同　列表　至少1条
        编号　文本　必填
        支付　列表
            日期　日期
            凭证　记录
                号　文本
        金额　金额（元）
      字段：单位　文本
      """)
    #expect(findings.isEmpty)
    #expect(shape(declarations.schema.fields) == "合同(编号 支付(日期 凭证(号)) 金额) 单位")
  }

  private func shape(_ fields: [FieldDeclaration]) -> String {
    fields.map { field in
      switch field.kind {
      case .list(let inner), .record(let inner): "\(field.name)(\(shape(inner)))"
      default: field.name
      }
    }.joined(separator: " ")
  }

  @Test("Constants, computed values, rules, rulings and holidays")
  func others() {
    let (declarations, findings) = declare(
      """
      常量：年度上限　金额（元） ＝ 20万元
      常量：复议机关　文本　签发必填
      字段：合同　列表
      　　金额　金额（元）
      算出：合同.过大 = 金额 > 年度上限
      算出：合计额 = 合计（合同，金额）
      校验：合计额 <= 年度上限，否则“合计{{合计额：金额}}元”（指南 一（三））
      提示：每项 合同，非 过大，否则“第{{序号}}份过大”
      需裁定 A4-1：合计额 > 0，否则““或”有两种读法；读法一；读法二”（指南 三）
      裁定：A4-1 = “读法一”
      放假：2025年10月1日—8日、2025年1月1日　　调休上班：2025年9月28日、2025年10月11日
      """)
    #expect(words(findings) == [])
    #expect(declarations.constants.map(\.name) == ["年度上限", "复议机关"])
    #expect(declarations.constants[0].value?.place.span?.text == "20万元")
    #expect(declarations.constants[1].isRequiredForIssue)
    #expect(declarations.computed.map(\.fullName) == ["合同.过大", "合计额"])
    #expect(declarations.rules.map(\.strength) == [.check, .hint, .ruling(key: "A4-1")])
    #expect(declarations.rules.map(\.source) == ["指南 一（三）", nil, "指南 三"])
    #expect(declarations.rules[1].list == ["合同"])
    #expect(declarations.rulings.map(\.answer) == ["读法一"])
    #expect(declarations.holidays[0].holidays.map(\.to.day) == [8, 1])
    #expect(declarations.holidays[0].workdays.map(\.month) == [9, 10])
  }

  @Test("Computed values come in the order of dependency, through lists and members")
  func order() {
    let (declarations, findings) = declare(
      """
      字段：合同　列表
      　　金额　金额（元）
      算出：丙 = 乙 ＋ 1
      算出：乙 = 合计（筛选（合同，计入），折算）
      算出：合同.折算 = 金额 × 率
      算出：合同.计入 = 折算 > 0
      算出：率 = 10%
      算出：计入合同 = 筛选（合同，计入）
      算出：合同.标记 = “是”
      算出：首份 = 第（计入合同，1）.标记
      """)
    #expect(words(findings) == [])
    let names = declarations.computed.map(\.fullName)
    #expect(names == ["率", "合同.折算", "合同.计入", "乙", "丙", "合同.标记", "计入合同", "首份"])
  }

  @Test("The programme's names come first and are known to the template")
  func programme() {
    let (declarations, findings) = declare(
      "名称：通知书\n年度：2026\n算出：余额 = 上限 － 5",
      programme: "项目：示例项目\n年度：2025\n常量：上限　整数 = 10\n字段：单位名称　文本")
    #expect(words(findings) == [])
    #expect(declarations.attribute("年度") == "2026")
    #expect(declarations.attribute("项目") == "示例项目")
    #expect(declarations.schema.fields.map(\.name) == ["单位名称"])
  }
}

@Suite("字段.wen: what is wrong, and where")
struct DeclarationErrorTests {
  @Test(
    "One line, one error, its place",
    arguments: [
      ("字断：甲　文本", "T151 1:1", "是否想写“字段”？"), ("名稱：甲", "T151 1:1", "是否想写“名称”？"),
      ("名称：甲　版试：文书", "T151 1:6", "是否想写“版式”？"), ("字段 甲 文本", "T150 1:1", "是否想写“字段：”？"),
      ("随便一行", "T150 1:1", "说明文字前加“#”"), ("字段：甲", "T156 1:4", nil), ("字段：", "T154 1:4", nil),
      ("字段：甲　文夲", "T157 1:6", "是否想写“文本”？"), ("字段：甲　金额", "T159 1:6", nil),
      ("字段：甲　金额（美元）", "T159 1:6", nil), ("字段：甲　单选", "T160 1:6", nil),
      ("字段：甲　单选（乙，，丙）", "T160 1:6", nil), ("字段：甲　单选（乙，乙）", "T153 1:6", nil),
      ("字段：甲　日期（年）", "T158 1:8", nil), ("字段：甲　文本　必填项", "T161 1:9", "是否想写“必填”？"),
      ("字段：甲　文本　不超60字", "T161 1:9", "是否想写“不超过60字”？"),
      ("字段：甲　文本　不超过X字", "T161 1:9", "是否想写“不超过60字”？"), ("字段：单位（名称）　文本", "T155 1:6", nil),
      ("字段：序号　整数", "T155 1:4", nil), ("字段：2甲　整数", "T155 1:4", nil), ("字段：甲　列表", "T164 1:6", nil),
      ("常量：甲　文本", "T152 1:4", nil), ("常量：甲　文本 =", "T152 1:9", nil),
      ("常量：甲　列表 = 1", "T165 1:6", nil),
      ("算出：甲 1 ＋ 2", "T166 1:4", nil), ("算出：甲 = ", "T104 1:7", nil),
      ("算出：甲 = 1 ＋", "T110 1:11", nil),
      ("算出：无.甲 = 1", "T174 1:6", nil), ("校验：1 > 0", "T167 1:9", nil),
      ("校验：1 > 0，否则不行", "T168 1:12", nil), ("校验：1 > 0，否则“不行", "T101 1:12", nil),
      ("校验：1 > 0，否则“不行”出处", "T169 1:16", nil), ("校验：1 > ，否则“不行”", "T110 1:7", nil),
      ("校验：“甲 = 1，否则“不行”", "T101 1:4", nil), ("校验：1 ＋ 1，否则“不行”", "T125 1:4", nil),
      ("校验：每项 合约，是，否则“不行”", "T174 1:7", nil), ("校验：是，否则“{{无}}”", "T120 1:11", nil),
      ("需裁定：是，否则“不行”", "T170 1:1", nil), ("放假：国庆节", "T172 1:4", nil),
      ("放假：2025年10月8日—2025年10月1日", "T173 1:4", nil), ("名称：", "T152 1:1", nil),
    ] as [(String, String, String?)])
  func lines(_ text: String, _ expected: String, _ remedy: String?) {
    let (_, findings) = declare(text)
    #expect(places(findings) == [expected])
    if let remedy { #expect(findings.all.first?.problem.remedy(in: .chinese) == remedy) }
  }

  @Test("Wrong indentation is reported at the field, once")
  func indentation() {
    let text = """
      字段：甲　列表
      　　乙　文本
      　丙　文本
      　　　丁　文本
      字段：戊　文本
      　　己　文本
      """
    #expect(places(declare(text).findings) == ["T162 3:2", "T162 4:4", "T163 6:3"])
    #expect(places(declare("　　甲　文本").findings) == ["T162 1:3"])
  }

  @Test("Names declared twice show both places")
  func duplicates() {
    let findings = declare(
      """
      字段：甲　文本
      常量：甲　文本 = 1
      字段：乙　列表
      　　丙　文本
      　　丙　日期
      算出：乙.丙 = 1
      名称：一
      名称：二
      """
    ).findings
    #expect(places(findings) == ["T153 5:3", "T153 8:1", "T153 2:4", "T153 6:6"])
    #expect(findings.all.allSatisfy { $0.labels.count == 2 })
    let shared = declare("字段：单位名称　文本", programme: "字段：单位名称　文本").findings
    #expect(places(shared) == ["T153 1:4"])
    #expect(shared.all.first?.labels.last?.place.span?.file.name == "项目/字段.wen")
  }

  @Test("A cycle is reported once, with the way round; what hangs on it is silent")
  func cycles() {
    let findings = declare(
      """
      算出：甲 = 乙 ＋ 1
      算出：乙 = 丙 × 2
      算出：丙 = 甲 － 1
      算出：丁 = 甲
      """
    ).findings
    #expect(places(findings) == ["T175 3:8"])
    #expect(
      findings.all.first?.problem.message(in: .chinese) == "算出绕了圈：甲 → 乙 → 丙 → 甲")
    #expect(places(declare("算出：甲 = 甲").findings) == ["T175 1:8"])
  }

  @Test("Everything wrong in a file is reported in one run")
  func together() {
    let findings = declare(
      """
      名称：甲　版试：表格
      字段：项目名称　文夲　必填
      字段：单位名称　文本　必添
      字段：金额　金额（元）
      算出：比例 = 金额 ÷ 合计额
      校验：单位名 不为空，否则“要写”
      提示：金额 > 2024年，否则“多”
      算出：余额 = 最大（0，金额
      校验：金额 > 0
      裁定：B-1
      """
    ).findings
    #expect(findings.all.count == 9)
    #expect(
      places(findings).sorted() == [
        "T114 8:16", "T120 5:14", "T120 6:4", "T131 7:7", "T151 1:6", "T157 2:9", "T161 3:12",
        "T166 10:4", "T167 9:10",
      ])
  }

  @Test("Hostile files end in findings")
  func hostile() {
    let chain = (0..<5000).map { "算出：甲\($0) = 甲\($0 + 1)" }.joined(separator: "\n")
    let findings = declare(chain).findings
    #expect(findings.hasErrors)
    let deep =
      "字段：甲　列表\n"
      + (1..<1000).map { String(repeating: " ", count: $0) + "甲　列表" }.joined(separator: "\n")
    #expect(declare(deep).findings.hasErrors)
    #expect(declare("字段：" + String(repeating: "甲", count: 500_000)).findings.hasErrors)
    #expect(declare("校验：" + String(repeating: "（", count: 10_000)).findings.hasErrors)
    let bytes = SourceFile(name: "", bytes: Array("字段：甲　文".utf8) + [0xE6, 0x9C, 0x0A, 0x00, 0xFF])
    #expect(DeclarationParser.parse(file: bytes).findings.hasErrors)
  }
}
