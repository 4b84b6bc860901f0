import CaseData
import Diagnostics
import TemplateLanguage

/// A small case by hand: an applicant with three contracts, one of them outside the year.
enum Sample {
  static func date(_ year: Int, _ month: Int, _ day: Int) -> Value {
    CalendarDate(year: year, month: month, day: day).map { .date($0) } ?? .faulty
  }

  static func money(_ text: String) -> Value {
    ExactDecimal(parsing: text).map { .number($0) } ?? .faulty
  }

  static func contract(
    _ supplier: String, _ signed: Value, _ amount: String, _ paid: String
  ) -> Datum {
    Datum(
      .record([
        "供给方类型": Datum(.choice([supplier], statement: nil)), "签订日期": Datum(signed),
        "合同金额": Datum(money(amount)), "实际支付额": Datum(money(paid)), "备注": Datum(.absent),
      ]))
  }

  static let root: Record = [
    "单位名称": Datum(.text("太原云岭示例智能装备有限公司")),
    "法定代表人": Datum(.record(["姓名": Datum(.text("欧阳㛃")), "职务": Datum(.absent)])),
    "合同": Datum(
      .list([
        contract("高校", date(2024, 3, 8), "800000.00", "600050.09"),
        contract("科研机构", date(2024, 1, 1), "300000.00", "300000.00"),
        contract("医院", date(2025, 1, 2), "250000.00", "100000.00"),
      ])),
    "支付": Datum(.absent), "补贴": Datum(money("12.50")), "营业收入": Datum(money("40000")),
    "注册资金": Datum(money("500")), "人数": Datum(.number(ExactDecimal(20))),
    "填报日期": Datum(date(2025, 7, 15)), "独立法人": Datum(.truth(true)),
    "资质": Datum(.choice(["高新技术企业", "专精特新企业"], statement: nil)), "电话": Datum(.absent),
    "坏": Datum(.faulty), "手写": Datum(.handwritten),
    "手机": Datum(.text("13800001234")), "期间": Datum(period),
    "裁定": Datum(.record(["A4-1": Datum(.text("读法一"))])),
  ]

  static var period: Value {
    guard let from = CalendarDate(year: 2022, month: 7, day: 15),
      let to = CalendarDate(year: 2025, month: 7, day: 14)
    else { return .faulty }
    return .period(from, to)
  }

  static let type = RecordType(fields: [
    field("单位名称", .text),
    field("法定代表人", .record(RecordType(fields: [field("姓名", .text), field("职务", .text)]))),
    field(
      "合同",
      .list(
        .record(
          RecordType(fields: [
            field("供给方类型", .choice(["高校", "科研机构", "医院", "其他"], isMultiple: false)),
            field("签订日期", .date), field("合同金额", yuan), field("实际支付额", yuan),
            field("备注", .text),
          ])))),
    field("支付", .list(.record(RecordType(fields: [field("金额", yuan)])))),
    field("补贴", yuan), field("营业收入", wan), field("注册资金", wan),
    field("人数", .number(.plain)), field("填报日期", .date), field("独立法人", .truth),
    field("资质", .choice(["高新技术企业", "专精特新企业", "其他"], isMultiple: true)),
    field("电话", .text), field("坏", .number(.plain)), field("手写", .number(.plain)),
    field("手机", .text), field("期间", .period),
    field("裁定", .record(RecordType(fields: [field("A4-1", .text)]))),
  ])

  static let yuan = ValueType.number(.money(.yuan, isLiteral: false))
  static let wan = ValueType.number(.money(.tenThousandYuan, isLiteral: false))
  static func field(_ name: String, _ type: ValueType) -> RecordType.Field {
    RecordType.Field(name: name, type: type)
  }
}

/// What an expression gives in the sample case, as words; a problem's code and column otherwise.
func result(_ text: String, root: Record = Sample.root, steps: Int = 10_000_000) -> String {
  let file = SourceFile(name: "式", text: text)
  let (parsed, findings) = ExpressionParser.parse(Span(file, 0..<file.bytes.count))
  guard let parsed, !findings.hasErrors else { return described(findings) }
  let checked = ExpressionChecker.check(parsed, against: SchemaScope(root: Sample.type))
  if checked.findings.hasErrors { return described(checked.findings) }
  return evaluated(checked.expression, root: root, steps: steps)
}

/// The same without the check of names and types, as where nothing is known of a value.
func uncheckedResult(_ text: String) -> String {
  let file = SourceFile(name: "式", text: text)
  let (parsed, findings) = ExpressionParser.parse(Span(file, 0..<file.bytes.count))
  guard let parsed else { return described(findings) }
  return evaluated(parsed, root: Sample.root, steps: 10_000_000)
}

private func evaluated(_ expression: Expression, root: Record, steps: Int) -> String {
  guard let today = CalendarDate(year: 2025, month: 7, day: 15) else { return "" }
  func day(_ month: Int, _ day: Int) -> [CalendarDate] {
    [CalendarDate(year: 2025, month: month, day: day)].compactMap { $0 }
  }
  let calendar = WorkingCalendar(
    holidays: zip(day(10, 1), day(10, 8)).map { ($0, $1) }, workdays: day(9, 28) + day(10, 11))
  let scope = Scope(
    root: root, environment: EvaluationEnvironment(today: today, calendar: calendar))
  var budget = EvaluationBudget(steps: steps)
  do throws(EvaluationFailure) {
    let value = try expression.evaluate(in: scope, budget: &budget).value
    switch value {
    case .faulty: return "faulty"
    case .handwritten: return "handwritten"
    case .absent: return "absent"
    default: return ValuePrinter.words(value)
    }
  } catch {
    return described(Findings([error.diagnostic]))
  }
}

/// `T110:5` for each finding: the code, and the column of the caret.
func described(_ findings: Findings) -> String {
  findings.all.map { finding in
    let column = finding.labels.first?.place.span.map { ":\($0.column)" } ?? ""
    return finding.code + column
  }.joined(separator: " ")
}

/// The words of the findings, with the remedy after an arrow.
func words(_ findings: Findings) -> [String] {
  findings.all.map { finding in
    let remedy = finding.problem.remedy(in: .chinese).map { " → " + $0 } ?? ""
    return finding.problem.message(in: .chinese) + remedy
  }
}
