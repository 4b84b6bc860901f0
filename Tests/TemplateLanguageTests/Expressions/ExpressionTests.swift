import CaseData
import Diagnostics
import TemplateLanguage
import Testing

@Suite("Expressions: values")
struct ExpressionTests {
  @Test(
    "Numbers and operators, full-width as half-width",
    arguments: [
      ("1 + 2 × 3", "7"), ("（1 ＋ 2）＊３", "9"), ("10 － 4 － 3", "3"), ("-2 × -3", "6"),
      ("20万元 － 50,000.00", "150000"), ("1.5亿", "150000000"), ("10%", "0.1"),
      ("１０％ × ２００", "20"), ("200,000.00", "200000"), ("1,000,000", "1000000"),
      ("0.1 + 0.2", "0.3"), ("7 ÷ 2", "3.5"), ("1 / 8", "0.125"), ("3千", "3000"),
      ("1 ÷ 3 × 3", "1"), ("1 ÷ 3 + 2 ÷ 3", "1"), ("最大（1,5）", "5"), ("最大(100, 200)", "200"),
      ("99,999,999,999.99 ＋ 0.01", "100000000000"),
    ])
  func arithmetic(_ text: String, _ expected: String) {
    #expect(result(text) == expected)
  }

  @Test(
    "Comparison, 且 或 非, precedence",
    arguments: [
      ("1 < 2 且 2 ＜ 3", "是"), ("1 ≥ 2 或 2 >= 2", "是"), ("非 1 = 2", "是"), ("非（是 且 否）", "是"),
      ("是 或 否 且 否", "是"), ("1 <> 2", "是"), ("1 ≠ 1", "否"), ("1.50 == 1.5", "是"),
      ("1 ÷ 3 < 0.34", "是"), ("1 ÷ 3 = 2 ÷ 6", "是"), ("“甲” = \"甲\"", "是"),
      ("独立法人 且 人数 > 10", "是"), ("独立法人 = 否", "否"), ("非 独立法人 或 单位名称 不为空", "是"),
      ("1 < 2 ＝ 是", "T116:7"),
    ])
  func logic(_ text: String, _ expected: String) {
    #expect(result(text) == expected)
  }

  @Test("且 and 或 stop early, so that the other side may be what cannot be computed")
  func shortCircuit() {
    #expect(result("否 且 1 ÷ 0 > 1") == "否")
    #expect(result("是 或 1 ÷ 0 > 1") == "是")
    #expect(result("如果（否，1 ÷ 0，5）") == "5")
  }

  @Test(
    "Dates compare at the coarser precision; a month holds all its days",
    arguments: [
      ("2024年3月8日 < 2024-12-31", "是"), ("2024年12月31日 <= 2024年12月", "是"),
      ("2024年12月31日 > 2024年12月", "否"), ("2024年3月 = 2024年", "是"),
      ("填报日期 = ２０２５年７月１５日", "是"), ("期间.起", "2022年7月15日"),
      ("相差天数（期间.起，期间.止） >= 1094", "是"), ("2023年2月29日", "T109:1"), ("2024-13-01", "T109:1"),
      ("2024-1-1", "2022"),
    ])
  func dates(_ text: String, _ expected: String) {
    #expect(result(text) == expected)
  }

  @Test(
    "Date functions (民法典 二百零二条: a month without the day ends on its last)",
    arguments: [
      ("加年月（2024年2月29日，1，0）", "2025年2月28日"), ("加年月（2024-01-31，0，1）", "2024年2月29日"),
      ("加年月（2024-01-31，0，-2）", "2023年11月30日"), ("加天（2024-12-31，1）", "2025年1月1日"),
      ("相差天数（2024-01-01，2024-12-31）", "365"), ("相差天数（2024-12-31，2024-01-01）", "-365"),
      ("年龄（1980年7月16日，填报日期）", "44"), ("年龄（1980年7月15日，填报日期）", "45"),
      ("年份（填报日期）", "2025"), ("月份（填报日期）", "7"), ("今日（）", "2025年7月15日"),
      ("工作日后（2025年9月30日，1）", "2025年10月9日"), ("工作日后（2025年10月10日，1）", "2025年10月11日"),
      ("工作日后（2025年9月26日，1）", "2025年9月28日"), ("工作日数（2025年9月29日，2025年10月9日）", "3"),
      ("工作日后（2025年12月31日，1）", "T213:1"), ("此刻（）", "T212:1"), ("相差天数（2024年3月，填报日期）", "T205:6"),
      ("加年月（9999-12-31，0，1）", "T210:1"), ("加天（填报日期，1.5）", "T204:9"),
    ])
  func dateFunctions(_ text: String, _ expected: String) {
    #expect(result(text) == expected)
  }

  @Test(
    "List functions",
    arguments: [
      ("合计（合同，实际支付额）", "1000050.09"), ("合计（合同.合同金额）", "1350000"), ("计数（合同）", "3"),
      ("计数（合同，签订日期 ≤ 2024年12月31日）", "2"), ("最大（合同，合同金额）", "800000"),
      ("最小（合同.签订日期）", "2024年1月1日"), ("平均（合同，合同金额）", "450000"),
      ("任一（合同，供给方类型 = “医院”）", "是"), ("全部（合同，合同金额 > 0）", "是"), ("全部（支付，否）", "是"),
      ("任一（支付，是）", "否"), ("合计（支付，金额）", "0"), ("计数（支付）", "0"),
      ("计数（筛选（合同，签订日期 > 2024-12-31））", "1"), ("第（排序（合同，签订日期），1）.供给方类型", "科研机构"),
      ("连接（排序（合同，合同金额）.供给方类型，“、”）", "医院、科研机构、高校"),
      ("计数（分组（合同，年份（签订日期）））", "2"), ("第（分组（合同，年份（签订日期）），1）.键", "2024"),
      ("计数（第（分组（合同，年份（签订日期）），1）.各条）", "2"), ("计数（去重（合同，年份（签订日期）））", "2"),
      ("合计（合同，序号）", "6"), ("合计（合同，本条.合同金额）", "1350000"), ("第（合同，4）", "T208:6"),
      ("合计（合同，合计（合同，人数））", "180"), ("平均（合同，合同金额 ÷ 7）", "T200:1"),
      ("四舍五入（平均（合同，合同金额 ÷ 7），2）", "64285.71"), ("合计（合同，备注）", "T126:7"),
    ])
  func lists(_ text: String, _ expected: String) {
    #expect(result(text) == expected)
  }

  @Test("A rule of forms:A-05 in one line: 10 % of what was paid, at most 20万元, at least 0")
  func subsidy() {
    let rule = "最大（0，最小（四舍五入（合计（合同，实际支付额） × 10%，2），20万元 － 补贴））"
    #expect(result(rule) == "100005.01")
    var root = Sample.root
    root["补贴"] = Datum(Sample.money("150000"))
    #expect(result(rule, root: root) == "50000")
    root["补贴"] = Datum(Sample.money("250000"))
    #expect(result(rule, root: root) == "0")
  }

  @Test(
    "Rounding: halves away from zero, negative places, ends",
    arguments: [
      ("四舍五入（100005.009，2）", "100005.01"), ("四舍五入（2.5）", "3"), ("四舍五入（-2.5，0）", "-3"),
      ("四舍五入（1 ÷ 3，2）", "0.33"), ("四舍五入（2 ÷ 3，2）", "0.67"), ("去尾（2.999，2）", "2.99"),
      ("去尾（-2.999，2）", "-2.99"), ("进位（2.001，2）", "2.01"), ("进位（2.00，2）", "2"),
      ("四舍五入（123456，-4）", "120000"), ("四舍五入（125000，-4）", "130000"), ("1 ÷ 3", "T200:3"),
      ("绝对值（-3.5）", "3.5"), ("四舍五入（1，13）", "T209:8"), ("1 ÷ 0", "T207:5"),
      ("四舍五入（0.5 ÷ 3 × 3，0）", "1"),
    ])
  func rounding(_ text: String, _ expected: String) {
    #expect(result(text) == expected)
  }

  @Test(
    "Text functions",
    arguments: [
      ("长度（法定代表人.姓名）", "3"), ("长度（“葛󠄀城”）", "2"), ("前几字（单位名称，2）", "太原"), ("后几字（单位名称，2）", "公司"),
      ("前几字（“甲”，9）", "甲"), ("“第” ＋ “一” + “份”", "第一份"), ("“共{{计数（合同）}}份”", "共3份"),
      ("“{{合计（合同，实际支付额）：金额}}元，{{填报日期：2024.12.31}}，{{10%：百分比}}”", "1,000,050.09元，2025.7.15，10%"),
      ("“他说“好”了”", "他说“好”了"), ("大写（100005.01）", "人民币壹拾万零伍元零壹分"), ("中文数字（15）", "十五"),
      ("掩码（手机）", "138****1234"), ("单位名称 包含 “示例”", "是"), ("单位名称包含“无”", "否"),
      ("资质 包含 “高新技术企业”", "是"), ("合同.供给方类型 包含 “医院”", "是"), ("“注：” ＋ 电话", "注："),
      ("第（合同，1）.供给方类型 属于（高校，医院）", "是"), ("人数属于（10、20、30）", "是"), ("裁定.A4-1", "读法一"),
      ("大写（-1）", "T211:4"), ("“没有合上", "T101:1"), ("“{{人数”", "T102:2"), (#""a\"b""#, "a\"b"),
    ])
  func texts(_ text: String, _ expected: String) {
    #expect(result(text) == expected)
  }

  @Test("元 and 万元 meet without loss: literals take the field's unit, fields become 元")
  func units() {
    #expect(result("营业收入 >= 40000万元") == "是")
    #expect(result("营业收入 >= 40001万元") == "否")
    #expect(result("注册资金 = 5,000,000元") == "是")
    #expect(result("注册资金 = 500") == "是")
    #expect(result("补贴 ＋ 注册资金") == "5000012.5")
    #expect(result("注册资金 ＋ 补贴") == "5000012.5")
    #expect(result("注册资金 ＋ 20万元") == "520")
    #expect(result("最大（注册资金，600万元）") == "600")
    #expect(result("如果（独立法人，300万元，0） < 注册资金") == "是")
    #expect(result("注册资金 ÷ 补贴") == "400000")
    #expect(result("大写（注册资金）") == "人民币伍佰万元整")
  }
}

@Suite("Expressions: missing and faulty values")
struct MissingValueTests {
  @Test("What depends on a faulty value is faulty, silently")
  func faulty() {
    #expect(result("坏 ＋ 1") == "faulty")
    #expect(result("坏 > 1 且 是") == "faulty")
    #expect(result("最大（0，坏）") == "faulty")
    #expect(result("“{{坏}}”") == "faulty")
    #expect(result("如果（独立法人，1，坏）") == "1")
    #expect(uncheckedResult("坏 为空") == "faulty")
  }

  @Test("A list with a faulty item has no sum, but has a number of items")
  func faultyItem() {
    var root = Sample.root
    root["合同"] = Datum(.list([Datum(.faulty), Sample.contract("高校", .faulty, "1", "1")]))
    #expect(result("合计（合同，合同金额）", root: root) == "faulty")
    #expect(result("计数（合同）", root: root) == "2")
    #expect(result("计数（合同，合同金额 > 0）", root: root) == "faulty")
  }

  @Test("What depends on 手填 is for the hand")
  func handwritten() {
    #expect(result("手写 ＋ 1") == "handwritten")
    #expect(result("手写 不为空") == "是")
  }

  @Test("An optional value that was not given: 为空 works, arithmetic names it, 合计 skips it")
  func absent() {
    #expect(result("电话 为空") == "是")
    #expect(result("电话 不为空") == "否")
    #expect(result("支付 为空") == "是")
    #expect(result("法定代表人.职务 为空") == "是")
    #expect(result("电话 = “”") == "是")
    #expect(result("电话 ＝ “1”") == "否")
    var root = Sample.root
    root["补贴"] = Datum(.absent)
    #expect(result("补贴 ＋ 1", root: root) == "T203:1")
    #expect(result("1 < 补贴", root: root) == "T203:5")
    root["支付"] = Datum(
      .list([
        Datum(.record(["金额": Datum(.absent)])), Datum(.record(["金额": Datum(Sample.money("2"))])),
      ]))
    #expect(result("合计（支付，金额）", root: root) == "2")
    #expect(result("最大（支付，金额）", root: root) == "2")
  }
}
