import CaseData
import Diagnostics
import Testing

@Suite("数与日期的写法")
struct NumberAndDateTests {
  @Test(
    "金额 in 元: figures, separators, units; never finer than 分, never negative (std:N-11)",
    arguments: [
      ("1000.50", "1000.5"), ("1,000.50", "1000.5"), ("20万元", "200000"), ("20万", "200000"),
      ("1.5亿元", "150000000"), ("￥1,000.00", "1000"), ("人民币1000元整", "1000"), ("0", "0"),
      ("１，０００．５０", "1000.5 D047"), ("3456789.00", "3456789"), ("0.123456万元", "1234.56"),
      ("0.1234567万元", "✗ D077"), ("1000.505", "✗ D077"), ("-1", "✗ D075"), ("－1", "✗ D075"),
      ("1,00.50", "✗ D072"), ("1,0000", "✗ D072"), ("1e3", "✗ D071"), ("6.2E+18", "✗ D071"),
      ("二十万元", "✗ D070"), ("20美元", "✗ D070"), ("约20万", "✗ D070"), ("5.", "✗ D070"),
      ("1.2.3", "✗ D070"), (String(repeating: "9", count: 60), "✗ D073"), ("", "—"), ("手填", "手填"),
    ])
  func yuan(_ text: String, _ result: String) { #expect(shown(text, .money(.yuan)) == result) }

  @Test(
    "金额 in 万元 keeps 分: six places, converted exactly",
    arguments: [
      ("20", "20"), ("20万元", "20"), ("200000元", "20"), ("10.000501", "10.000501"),
      ("10.0005011", "✗ D077"), ("0.01元", "0.000001"),
    ])
  func tenThousands(_ text: String, _ result: String) {
    #expect(shown(text, .money(.tenThousandYuan)) == result)
  }

  @Test("可为负 permits a negative amount")
  func negativeAmounts() {
    #expect(shown("-1,000.50", .money(.yuan), allowsNegative: true) == "-1000.5")
    #expect(shown("-12%", .percentage, allowsNegative: true) == "-0.12")
    #expect(shown("−3", .integer) == "-3")
  }

  @Test(
    "整数, 数字, 百分比",
    arguments: [
      ("0012", FieldKind.integer, "12"), ("126", .integer, "126"), ("1.5", .integer, "✗ D074"),
      ("3万", .integer, "30000"), ("1.0", .integer, "1"), ("1e2", .integer, "✗ D071"),
      ("1.50", .number, "1.5"), ("1.5亿", .number, "150000000"), ("十", .number, "✗ D070"),
      ("12%", .percentage, "0.12"), ("12.5％", .percentage, "0.125 D047"),
      ("12", .percentage, "✗ D076"), ("-1%", .percentage, "✗ D075"), ("12元", .percentage, "✗ D070"),
    ])
  func numbers(_ text: String, _ kind: FieldKind, _ result: String) {
    #expect(shown(text, kind) == result)
  }

  @Test(
    "日期 in the usual forms; the day must exist",
    arguments: [
      ("2024年3月8日", "2024年3月8日"), ("2024-03-08", "2024年3月8日"), ("2024.3.8", "2024年3月8日"),
      ("2024/3/8", "2024年3月8日"), ("2024年03月08日", "2024年3月8日"), ("2024 年 3 月 8 日", "2024年3月8日"),
      ("２０２４年３月８日", "2024年3月8日 D047"), ("２０２４．３．８", "2024年3月8日 D047"),
      ("二〇二四年三月八日", "2024年3月8日"), ("二○二四年十二月三十一日", "2024年12月31日"),
      ("二〇二四年二十月一日", "✗ D082"), ("20240308", "2024年3月8日"), ("2024年3月8号", "2024年3月8日"),
      ("2024-02-29", "2024年2月29日"), ("2023-02-29", "✗ D082"), ("2024-13-01", "✗ D082"),
      ("24年3月8日", "✗ D081"), ("24.3.8", "✗ D081"), ("03/08/2024", "✗ D083"), ("2024年3月", "✗ D084"),
      ("2024", "✗ D084"), ("明天", "✗ D080"), ("2024-3-8-1", "✗ D080"), ("2024年3月8", "✗ D080"),
      ("2024-03.08", "✗ D080"), ("99999999999999999999", "✗ D080"),
      ("2024-999999999999999999999-1", "✗ D080"),
    ])
  func dates(_ text: String, _ result: String) { #expect(shown(text, .date) == result) }

  @Test(
    "年月, 年度, 时刻",
    arguments: [
      ("2024年3月", FieldKind.yearMonth, "2024年3月"), ("2024-03", .yearMonth, "2024年3月"),
      ("2024.3", .yearMonth, "2024年3月"), ("二〇二五年七月", .yearMonth, "2025年7月"),
      ("2024年3月8日", .yearMonth, "✗ D084"), ("2024年13月", .yearMonth, "✗ D082"),
      ("2024", .year, "2024年"), ("2024年", .year, "2024年"), ("2024年度", .year, "2024年"),
      ("24", .year, "✗ D080"), ("17:29", .time, "17:29"), ("17：29", .time, "17:29 D047"),
      ("17时29分", .time, "17:29"), ("9点5分", .time, "09:05"), ("24:00", .time, "✗ D087"),
      ("17", .time, "✗ D087"),
    ])
  func partialDates(_ text: String, _ kind: FieldKind, _ result: String) {
    #expect(shown(text, kind) == result)
  }

  @Test(
    "起止日期 with — ～ 至, the second date shortened or whole",
    arguments: [
      ("2024年1月1日—2024年12月31日", "2024年1月1日～2024年12月31日"),
      ("2024.1.1～2024.12.31", "2024年1月1日～2024年12月31日"),
      ("2024-01-01至2024-12-31", "2024年1月1日～2024年12月31日"),
      ("2024-01-01-2024-12-31", "2024年1月1日～2024年12月31日"),
      ("2024-01-01 ~ 2024-12-31", "2024年1月1日～2024年12月31日"),
      ("2022年8月18日—9月19日", "2022年8月18日～2022年9月19日"),
      ("2022年8月18日至19日", "2022年8月18日～2022年8月19日"), ("2020－2023", "2020年～2023年"),
      ("2020年———2023年", "2020年～2023年"), ("2024年1月—12月", "2024年1月～2024年12月"),
      ("2024-12-31～2024-01-01", "✗ D086"), ("2024-01-01", "✗ D085"), ("2024-01-01～", "✗ D085"),
      ("2024-02-30～2024-03-01", "✗ D082"), ("2024年1月—2024年2月3日", "✗ D085"),
    ])
  func periods(_ text: String, _ result: String) { #expect(shown(text, .period) == result) }

  @Test(
    "是否 is 是 or 否, true or false, and nothing else",
    arguments: [
      ("是", "是"), ("否", "否"), ("true", "是"), ("false", "否"), ("yes", "✗ D061"), ("no", "✗ D061"),
      ("1", "✗ D061"), ("True", "✗ D061"), ("有", "✗ D061"), ("", "—"),
    ])
  func truth(_ text: String, _ result: String) { #expect(shown(text, .truth) == result) }

  private static let options = ["转让", "普通许可", "其他"]

  @Test(
    "单选: one option; what follows 其他 is kept",
    arguments: [
      ("转让", "转让"), (" 转让 ", "转让"), ("其他", "其他"), ("其他：作价入股", "其他（作价入股）"),
      ("其他（作价入股）", "其他（作价入股）"), ("出让", "✗ D062"), ("转让、其他", "✗ D062"),
    ])
  func choice(_ text: String, _ result: String) {
    #expect(shown(text, .choice(Self.options)) == result)
  }

  @Test(
    "多选: the options in declared order; a wrong one is named",
    arguments: [
      ("普通许可、转让", "转让+普通许可"), ("转让，其他：甲、乙", "转让+其他（甲、乙）"),
      ("转让、出让、租", "✗ D062 D062"), ("转让、转让", "转让 D063"),
    ])
  func choices(_ text: String, _ result: String) {
    #expect(shown(text, .choices(Self.options)) == result)
  }

  @Test("property: no text of up to four odd signs traps a reader of any kind")
  func robustness() {
    let signs = ["1", "年", "-", ".", ",", "万", "%", "〔", "ZL", "\u{FF10}", "。", "\u{1F600}", " "]
    let kinds: [FieldKind] = [
      .integer, .number, .money(.yuan), .money(.tenThousandYuan), .percentage, .date, .yearMonth,
      .year, .period, .time, .truth, .creditCode, .organisationCode, .identityNumber, .patentNumber,
      .mobile, .telephone, .postcode, .email, .bankAccount, .documentNumber, .district,
      .attachment, .choice(["1", "其他"]), .choices(["1", "其他"]), .text, .longText,
    ]
    var texts = [""]
    var last = [""]
    for _ in 0..<3 {
      last = last.flatMap { head in signs.map { head + $0 } }
      texts += last
    }
    for (index, text) in texts.enumerated() {
      let kind = kinds[index % kinds.count]
      let (value, codes) = read(text, kind)
      if case .faulty = value { #expect(!codes.isEmpty, "\(text) \(kind.name)") }
    }
  }
}
