import CaseData
import Diagnostics
import Testing

/// Converts YAML by a schema.
private func convert(
  _ yaml: String, _ fields: [FieldDeclaration], _ options: ConversionOptions = ConversionOptions()
) -> (record: Record, findings: Findings) {
  let (node, reading) = CaseReader.read(bytes: Array(yaml.utf8), name: "案例.yaml")
  #expect(reading.isEmpty, "\(reading.all.map(\.code))")
  return CaseConverter.convert(node, schema: Schema(fields: fields), options: options)
}

private func codes(
  _ yaml: String, _ fields: [FieldDeclaration], _ options: ConversionOptions = ConversionOptions()
) -> [String] {
  convert(yaml, fields, options).findings.all.map { "\($0.code) \($0.field ?? "")" }
}

private func isAbsent(_ datum: Datum?) -> Bool {
  if case .absent = datum?.value { true } else { false }
}
private func isFaulty(_ datum: Datum?) -> Bool {
  if case .faulty = datum?.value { true } else { false }
}

@Suite("按声明转换")
struct ConverterTests {
  private let name = FieldDeclaration(name: "单位名称", kind: .text, isRequired: true)
  private let note = FieldDeclaration(name: "备注", kind: .longText)

  @Test("the record has every declared field, in declared order, whatever the case's order")
  func order() {
    let (record, findings) = convert("备注: 乙\n单位名称: 甲\n", [name, note])
    #expect(Array(record.keys) == ["单位名称", "备注"])
    #expect(findings.isEmpty)
    #expect(Array(convert("单位名称: 甲\n", [note, name]).record.keys) == ["备注", "单位名称"])
  }

  @Test("null, an empty text and blanks are as good as nothing")
  func empty() {
    for value in ["", "~", "\"\"", "\"　 \""] {
      let (record, findings) = convert("单位名称: \(value)\n备注: \(value)\n", [name, note])
      #expect(findings.all.map(\.code) == ["D040"], "\(value)")
      #expect(isFaulty(record["单位名称"]) && isAbsent(record["备注"]))
    }
  }

  @Test("a missing field points at the record that lacks it, and names an example")
  func missing() throws {
    let field = FieldDeclaration(
      name: "法定代表人",
      kind: .record([FieldDeclaration(name: "姓名", kind: .text, isRequired: true, example: "欧阳㛃")]))
    let finding = try #require(convert("单位名称: 甲\n法定代表人: {}\n", [name, field]).findings.all.first)
    #expect(finding.code == "D040" && finding.field == "法定代表人.姓名")
    #expect(finding.labels.first?.place.span?.line == 2)
    #expect(finding.problem.remedy(in: .chinese) == "如“欧阳㛃”")
  }

  @Test("a record that is not given is absent; a required one is one finding")
  func records() {
    let inner = [FieldDeclaration(name: "姓名", kind: .text, isRequired: true)]
    let optional = FieldDeclaration(name: "联系人", kind: .record(inner))
    var required = optional
    required.isRequired = true
    #expect(codes("单位名称: 甲\n", [name, optional]) == [])
    #expect(codes("单位名称: 甲\n", [name, required]) == ["D040 联系人"])
    #expect(codes("单位名称: 甲\n联系人: 张三\n", [name, optional]) == ["D046 联系人"])
    #expect(codes("单位名称: 甲\n联系人:\n  - 姓名: 张三\n", [name, optional]) == ["D046 联系人"])
  }

  @Test("an optional record that is not given still has its fields' defaults")
  func recordOfDefaults() throws {
    var count = FieldDeclaration(name: "新增就业", kind: .integer)
    count.defaultValue = RawNode(.scalar("0", isQuoted: false), at: .nowhere)
    let benefit = FieldDeclaration(name: "经济效益", kind: .record([count]))
    let (record, findings) = convert("{}", [benefit])
    #expect(findings.isEmpty)
    guard case .record(let inner)? = record["经济效益"]?.value,
      case .number(let number)? = inner["新增就业"]?.value
    else {
      Issue.record("no record of defaults")
      return
    }
    #expect(number == .zero)
    let name = FieldDeclaration(name: "名称", kind: .text, isRequired: true)
    let strict = FieldDeclaration(name: "经济效益", kind: .record([count, name]))
    #expect(isAbsent(convert("{}", [strict]).record["经济效益"]))
  }

  @Test("required for issue: missing only with --issue")
  func issue() {
    let number = FieldDeclaration(name: "文号", kind: .documentNumber, isRequiredForIssue: true)
    let (record, findings) = convert("单位名称: 甲\n", [name, number])
    #expect(findings.isEmpty && isAbsent(record["文号"]))
    let issue = ConversionOptions(mode: .issue)
    #expect(codes("单位名称: 甲\n", [name, number], issue) == ["D040 文号"])
    #expect(codes("单位名称: 甲\n文号: 并市监〔2022〕72号\n", [name, number], issue) == [])
  }

  @Test("a declared fact has no default: absent is an error, [] and 无 are answers")
  func declarations() {
    let list = FieldDeclaration(
      name: "已获补贴", kind: .list([FieldDeclaration(name: "金额", kind: .money(.yuan))]),
      isRequired: true, isDeclaration: true)
    #expect(codes("单位名称: 甲\n", [name, list]) == ["D041 已获补贴"])
    #expect(codes("单位名称: 甲\n已获补贴:\n", [name, list]) == ["D041 已获补贴"])
    for answer in ["[]", "无", "\"无\""] {
      let (record, findings) = convert("单位名称: 甲\n已获补贴: \(answer)\n", [name, list])
      #expect(findings.isEmpty)
      guard case .list(let items) = record["已获补贴"]?.value else {
        Issue.record("\(answer) is no list")
        continue
      }
      #expect(items.isEmpty)
    }
    let money = FieldDeclaration(name: "本年度已获补贴", kind: .money(.yuan), isDeclaration: true)
    let (record, findings) = convert("单位名称: 甲\n本年度已获补贴: 无\n", [name, money])
    #expect(findings.all.map(\.code) == ["D047"])
    if case .number(let number)? = record["本年度已获补贴"]?.value { #expect(number.isZero) }
    let truth = FieldDeclaration(name: "重复享受", kind: .truth, isDeclaration: true)
    #expect(codes("单位名称: 甲\n", [name, truth]) == ["D041 重复享受"])
    #expect(codes("单位名称: 甲\n重复享受: 否\n", [name, truth]) == [])
  }

  @Test("lists: 至少n条, items by number, one column as plain values, no item of another shape")
  func lists() {
    let column = [FieldDeclaration(name: "日期", kind: .date, isRequired: true)]
    var list = FieldDeclaration(name: "合同", kind: .list(column))
    #expect(
      codes("合同:\n  - 日期: 2024-01-01\n  - 日期: 明天\n  - {}\n", [list]) == [
        "D080 合同[2].日期", "D040 合同[3].日期",
      ])
    #expect(codes("合同: [2024-01-01, 2024年2月30日]\n", [list]) == ["D082 合同[2].日期"])
    #expect(codes("合同: {日期: 2024-01-01}\n", [list]) == ["D046 合同"])
    #expect(codes("合同: [[1]]\n", [list]) == ["D046 合同[1]"])
    #expect(isAbsent(convert("{}", [list]).record["合同"]))
    list.minimumCount = 2
    #expect(codes("合同: [2024-01-01]\n", [list]) == ["D052 合同"])
    list.minimumCount = nil
    list.isRequired = true
    #expect(codes("合同: []\n", [list]) == ["D052 合同"])
    #expect(codes("{}", [list]) == ["D040 合同"])
    let plain = FieldDeclaration(name: "名单", kind: .list([]))
    #expect(codes("名单: [张三, 李四]\n", [plain]) == [])
    #expect(codes("名单: [{甲: 1}]\n", [plain]) == ["D046 名单[1]"])
  }

  @Test("an unknown key gets the nearest name, and silences the field that it means")
  func unknownKeys() {
    let date = FieldDeclaration(name: "签订日期", kind: .date)
    #expect(codes("单位名陈: 甲\n", [name]) == ["D042 单位名陈"])
    let finding = convert("单位名称: 甲\n签定日期: 2024-01-01\n", [name, date]).findings.all.first
    #expect(finding?.problem.remedy(in: .chinese) == "是否想写“签订日期”？")
    #expect(codes("单位名称: 甲\n完全无关的东西: 1\n", [name]) == ["D042 完全无关的东西"])
    #expect(codes("\" 单位名称　\": 甲\n", [name]) == ["D048 单位名称"])
    let bracket = FieldDeclaration(name: "金额（元）", kind: .money(.yuan))
    #expect(codes("金额(元): 1\n", [bracket]) == ["D048 金额（元）"])
  }

  @Test("constants and computed values may not be given, also inside list items")
  func reserved() {
    let list = FieldDeclaration(
      name: "合同", kind: .list([FieldDeclaration(name: "日期", kind: .date)]))
    let options = ConversionOptions(reserved: [
      ReservedName(path: "受理机关", reason: .constant),
      ReservedName(path: "合同.是否计入", reason: .computed),
    ])
    let yaml = "受理机关: 甲局\n合同:\n  - 日期: 2024-01-01\n    是否计入: 是\n"
    #expect(codes(yaml, [list], options) == ["D043 受理机关", "D044 合同[1].是否计入"])
  }

  @Test("主管部门填写 refuses an applicant's data and takes the office's")
  func officeUse() {
    let field = FieldDeclaration(name: "审核意见", kind: .text, isRequired: true, isOfficeUse: true)
    #expect(codes("审核意见: 同意\n", [field]) == ["D045 审核意见"])
    #expect(codes("{}", [field]) == [])
    let office = ConversionOptions(acceptsOfficeUse: true)
    #expect(codes("审核意见: 同意\n", [field], office) == [])
    #expect(codes("{}", [field], office) == ["D040 审核意见"])
  }

  @Test("a default is used where the case has nothing, and its own fault is reported")
  func defaults() {
    var field = FieldDeclaration(name: "份数", kind: .integer)
    field.defaultValue = RawNode(.scalar("6", isQuoted: false), at: .nowhere)
    let (record, findings) = convert("{}", [field])
    #expect(findings.isEmpty)
    if case .number(let number)? = record["份数"]?.value { #expect(number == ExactDecimal(6)) }
    field.defaultValue = RawNode(.scalar("六", isQuoted: false), at: .nowhere)
    #expect(codes("{}", [field]) == ["D070 份数"])
    #expect(codes("份数: 3\n", [field]) == [])
    field.defaultValue = RawNode(.null, at: .nowhere)
    #expect(codes("{}", [field]) == [])
  }

  @Test("手填 leaves a line to write on, for every kind of value")
  func handwritten() {
    for kind: FieldKind in [.text, .date, .money(.yuan), .truth, .choice(["甲"]), .mobile] {
      let field = FieldDeclaration(name: "甲", kind: kind, isRequired: true)
      let (record, findings) = convert("甲: 手填\n", [field])
      #expect(findings.isEmpty)
      if case .handwritten? = record["甲"]?.value {} else { Issue.record("\(kind.name)") }
    }
  }

  @Test("无 is nothing for an optional code or date, a text for a text, a fault where required")
  func nothing() {
    #expect(codes("甲: 无\n", [FieldDeclaration(name: "甲", kind: .email)]) == [])
    #expect(
      codes("甲: 无\n", [FieldDeclaration(name: "甲", kind: .email, isRequired: true)]) == [
        "D105 甲"
      ])
    #expect(shown("无", .text) == "无")
    #expect(shown("无", .date) == "—")
  }

  @Test("a blank form: no case, nothing required, records open")
  func blank() {
    let inner = FieldDeclaration(
      name: "联系人",
      kind: .record([FieldDeclaration(name: "姓名", kind: .text, isRequired: true)]),
      isRequired: true)
    let (record, findings) = CaseConverter.convert(
      nil, schema: Schema(fields: [name, inner]), options: ConversionOptions(mode: .blank))
    #expect(findings.isEmpty && isAbsent(record["单位名称"]))
    if case .record(let fields)? = record["联系人"]?.value { #expect(isAbsent(fields["姓名"])) }
    #expect(
      CaseConverter.convert(nil, schema: Schema(fields: [name])).1.all.map(\.code) == ["D040"])
  }

  @Test("起止日期 as a list of two, 多选 as a list; each wrong entry at its own place")
  func listsOfScalars() {
    let period = FieldDeclaration(name: "期限", kind: .period)
    let choices = FieldDeclaration(name: "方式", kind: .choices(["转让", "许可"]))
    #expect(codes("期限: [2024-01-01, 2024-12-31]\n", [period]) == [])
    #expect(codes("期限: [2024-01-01]\n", [period]) == ["D046 期限"])
    #expect(codes("方式: [转让, 出让, 许可]\n", [choices]) == ["D062 方式[2]"])
    #expect(codes("方式: 转让、许可\n", [choices]) == [])
  }

  @Test("a hidden character is shown at its own column, in quotes, escapes and blocks")
  func characterPlaces() {
    func column(_ text: String, _ name: String) -> [Int] {
      let (node, _) = CaseReader.read(bytes: Array(text.utf8), name: name)
      let schema = Schema(fields: [FieldDeclaration(name: "甲", kind: .longText)])
      return CaseConverter.convert(node, schema: schema).1.all.flatMap { finding -> [Int] in
        let span = finding.labels.first?.place.span
        return [span?.line ?? 0, span?.column ?? 0]
      }
    }
    #expect(column("甲: 一二\u{200B}三\n", "a.yaml") == [1, 6])
    #expect(column("{\"甲\": \"一\u{200B}三\"}", "a.json") == [1, 9])
    #expect(column("甲: |\n  一\n  二\u{E000}\n", "a.yaml") == [3, 4])
    // An escaped one has no place of its own: the value's is shown.
    #expect(column(#"{"甲": "一\u200b三"}"#, "a.json") == [1, 7])
  }

  @Test("a hostile case ends its report")
  func manyFindings() {
    let list = FieldDeclaration(
      name: "甲", kind: .list([FieldDeclaration(name: "乙", kind: .integer)]))
    let text = "{\"甲\": [" + Array(repeating: "\"x\"", count: 5000).joined(separator: ",") + "]}"
    let (node, _) = CaseReader.read(bytes: Array(text.utf8), name: "a.json")
    let (_, findings) = CaseConverter.convert(node, schema: Schema(fields: [list]))
    #expect(findings.all.count == 501)
    #expect(findings.all.last?.code == "D049")
  }

  @Test("every problem has words in both languages, and its own code per sentence")
  func words() {
    let problems: [CaseProblem] = [
      .emptyFile, .comment, .trailingComma, .missingComma, .nul(isLikelyUTF16: true),
      .fileTooLarge(name: "甲", bytes: 1, limit: 1), .huge(count: 2, limit: 1),
      .malformedText(byte: 0xFF), .brokenUTF16,
      .severalDocuments, .tabIndentation, .fullWidthColon, .noBlankAfterColon,
      .caseIsNoObject(found: .list), .wrongShape(.list, wanted: .scalar),
      .missing("甲", isForIssue: true, example: nil), .badDocumentNumber(.ordinal, "甲"),
      .identityDate("甲"), .badTime("甲"), .tooDeep(limit: 64), .suspectNumber("甲"),
    ]
    #expect(Set(problems.map(\.code)).count == problems.count)
    for problem in problems {
      #expect(problem.code != "D000")
      #expect(problem.message(in: .chinese) != problem.message(in: .english))
    }
  }
}

@Suite("内存中的世界")
struct MemoryWorldTests {
  @Test("files by path, folders sorted, missing ones thrown")
  func files() throws {
    let today = try #require(CalendarDate(year: 2025, month: 7, day: 8))
    let world = MemoryWorld(["甲/正文.wen": "文", "甲/乙/字段.wen": "", "丙.wen": ""], today: today)
    #expect(try world.list("") == ["丙.wen", "甲/"])
    #expect(try world.list("./甲/") == ["乙/", "正文.wen"])
    #expect(try world.read("甲//正文.wen") == Array("文".utf8))
    #expect(throws: WorldError.self) { try world.read("丁") }
    #expect(throws: WorldError.self) { try world.list("丁") }
  }
}
