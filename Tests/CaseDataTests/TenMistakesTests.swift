import CaseData
import Diagnostics
import Testing

/// The schema of the ten mistakes; each declaration stands on a line of its own.
private let declarations = SourceFile(
  name: "字段.wen",
  text: (1...12).map { "字段：第\($0)行" }.joined(separator: "\n"))

private func line(_ number: Int) -> Place {
  let start = declarations.lineStarts[number - 1]
  return .text(Span(declarations, start..<start + 3))
}

private let schema = Schema(fields: [
  FieldDeclaration(name: "单位名称", kind: .text, isRequired: true, place: line(1)),
  FieldDeclaration(name: "统一社会信用代码", kind: .creditCode, isRequired: true, place: line(2)),
  FieldDeclaration(name: "实际支付额", kind: .money(.yuan), isRequired: true, place: line(3)),
  FieldDeclaration(name: "成立日期", kind: .date, place: line(4)),
  FieldDeclaration(name: "企业规模", kind: .choice(["中型", "小型", "微型"]), place: line(5)),
  FieldDeclaration(
    name: "合同",
    kind: .list([
      FieldDeclaration(name: "签订日期", kind: .date, isRequired: true, place: line(7)),
      FieldDeclaration(name: "专利号", kind: .patentNumber, place: line(8)),
    ]), place: line(6)),
  FieldDeclaration(name: "已获补贴", kind: .list([]), isDeclaration: true, place: line(9)),
  FieldDeclaration(name: "项目名称", kind: .text, maximumLength: 5, place: line(10)),
  FieldDeclaration(name: "身份证号", kind: .identityNumber, place: line(11)),
  FieldDeclaration(name: "是否高新", kind: .truth, place: line(12)),
])

private let yaml = """
  单位名陈: 太原某某公司
  统一社会信用代码: 9114990IMA0TX0A01R
  实际支付额: 1000.505
  成立日期: 2023年2月29日
  企业规模: 大型
  合同:
    - 签订日期: 2024-03-08
      专利号: CN109450637B
    - 专利号: ZL201710601862.3
  项目名称: 六个字的名称
  身份证号: 110105194912310021
  是否高新: yes
  """

@Suite("十处错误")
struct TenMistakesTests {
  @Test("ten different mistakes are ten diagnostics in one run, each with both places")
  func tenMistakes() {
    let (node, reading) = CaseReader.read(bytes: Array(yaml.utf8), name: "案例.yaml")
    #expect(reading.isEmpty)
    let (record, findings) = CaseConverter.convert(node, schema: schema)
    let found = findings.all.map { "\($0.code) \($0.field ?? "")" }
    #expect(
      found == [
        "D042 单位名陈", "D093 统一社会信用代码", "D077 实际支付额", "D082 成立日期", "D062 企业规模",
        "D098 合同[1].专利号", "D040 合同[2].签订日期", "D041 已获补贴", "D050 项目名称", "D092 身份证号",
        "D061 是否高新",
      ])
    for finding in findings.all {
      #expect(finding.labels.map(\.role) == [.data, .declaration], "\(finding.code)")
    }
    let lines = findings.all.map { $0.labels[0].place.span?.line }
    #expect(lines == [1, 2, 3, 4, 5, 8, 9, 1, 10, 11, 12])
    let declared = findings.all.map { $0.labels.last?.place.span?.line }
    #expect(declared == [1, 2, 3, 4, 5, 8, 7, 9, 10, 11, 12])
    #expect(record.count == schema.fields.count)
  }

  @Test("a mistake in JSON stands at its column")
  func jsonColumns() {
    let json =
      #"{"单位名称": "甲", "实际支付额": -1, "已获补贴": [], "统一社会信用代码": "91350100M000100Y43"}"#
    let (node, reading) = CaseReader.read(bytes: Array(json.utf8), name: "案例.json")
    #expect(reading.isEmpty)
    let (_, findings) = CaseConverter.convert(node, schema: schema)
    #expect(findings.all.map(\.code) == ["D075"])
    #expect(findings.all.first?.labels.first?.place.span?.column == 24)
  }

  @Test("drafts report faults as warnings; blank forms ask for nothing")
  func modes() {
    let (node, _) = CaseReader.read(bytes: Array(yaml.utf8), name: "案例.yaml")
    let (_, draft) = CaseConverter.convert(
      node, schema: schema, options: ConversionOptions(mode: .draft))
    #expect(draft.all.count == 11)
    #expect(!draft.hasErrors)
    let (record, blank) = CaseConverter.convert(
      nil, schema: schema, options: ConversionOptions(mode: .blank))
    #expect(blank.isEmpty)
    #expect(record.values.allSatisfy { if case .absent = $0.value { true } else { false } })
  }

  @Test("personal data are never shown whole in a message")
  func privacy() {
    let (node, _) = CaseReader.read(bytes: Array(yaml.utf8), name: "案例.yaml")
    let (_, findings) = CaseConverter.convert(node, schema: schema)
    for finding in findings.all {
      for language in [MessageLanguage.chinese, .english] {
        let words =
          finding.problem.message(in: language) + (finding.problem.remedy(in: language) ?? "")
        #expect(!words.contains("110105194912310021"))
      }
    }
  }
}
