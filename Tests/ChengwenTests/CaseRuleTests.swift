import Chengwen
import TestSupport
import Testing

/// The figures that forms D states, computed by the library's own template.
@Suite("申报书案例A、F的数字")
struct CaseRuleTests {
  static let name = "太原市中小微企业引进专利技术促进项目申报书"
  static let folder = Repository.templates + "/taiyuan-ip-2025/patent-import-application"

  private func text(_ path: String) throws -> (String, Findings) {
    let (document, findings) = Repository.chengwen.evaluate(
      FillRequest(template: Self.name, casePath: path))
    return (
      try #require(document, "\(DiagnosticRenderer().render(findings))").plainText(), findings
    )
  }

  /// Fills a case that differs from an example by replacements.
  private func variant(
    of path: String, _ replacements: [(String, String)]
  ) throws -> (document: Document?, findings: Findings) {
    var text = String(decoding: try Repository.world.read(path), as: UTF8.self)
    for (old, new) in replacements {
      #expect(text.contains(old), "示例里没有“\(old)”")
      text = text.replacing(old, with: new)
    }
    let world = OverlayWorld(base: Repository.world, files: ["案卷.yaml": Array(text.utf8)])
    let chengwen = Chengwen.open(
      templates: Repository.templates, fonts: Repository.fonts, world: world)
    return chengwen.evaluate(FillRequest(template: Self.name, casePath: "案卷.yaml"))
  }

  @Test("forms:A-05 案例A：补贴100,005.01元，大写相符")
  func caseA() throws {
    let (text, findings) = try text(Self.folder + "/示例A.yaml")
    #expect(text.contains("100,005.01"))
    #expect(text.contains("人民币壹拾万零伍元零壹分"))
    #expect(text.contains("1,000,050.09"))
    #expect(text.contains("100005.009"), "未舍入的乘积也要印出")
    #expect(!findings.hasErrors)
  }

  @Test("forms:A-02 A-03 不计入的合同连同原因列出；免费许可有效，不在其中")
  func excludedContracts() throws {
    let (text, _) = try text(Self.folder + "/示例A.yaml")
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.contains("签订日期2025年1月2日不在2024年1月1日至2024年12月31日之间。"))
    #expect(lines.contains("供给方不是高校、科研机构或者医院。"))
    let reasons = try #require(lines.firstIndex(of: "不计入的原因"))
    let end = try #require(lines[reasons...].firstIndex(of: "测算项目"))
    #expect(
      Array(lines[(reasons + 1)..<end]).filter { $0.hasPrefix("YL-") } == [
        "YL-2025-001", "YL-2024-004",
      ])
  }

  @Test("forms:A-05 案例F：到上限200,000.00元")
  func caseF() throws {
    let (text, _) = try text(Self.folder + "/示例F.yaml")
    #expect(text.contains("345,678.90"))
    #expect(text.contains("200,000.00"))
    #expect(text.contains("人民币贰拾万元整"))
  }

  @Test("forms:A-05 案例F，本年度已获50,000.00元：150,000.00元")
  func caseFAlreadyGranted() throws {
    let (document, _) = try variant(
      of: Self.folder + "/示例F.yaml", [("本年度已获补贴: 0.00", "本年度已获补贴: 50,000.00")])
    #expect(try #require(document).plainText().contains("人民币壹拾伍万元整"))
  }

  @Test("forms:D 案例F，实际支付0.00元：照填，提示不能申请补贴")
  func caseFNothingPaid() throws {
    let (document, findings) = try variant(
      of: Self.folder + "/示例F.yaml",
      [("实际支付额: 3,456,789.00", "实际支付额: 0.00"), ("金额: \"3,456,789.00\"", "金额: 0.00")])
    #expect(try #require(document).plainText().contains("人民币零元整"))
    let warnings = findings.all.filter { $0.severity == .warning }
    #expect(
      warnings.contains { $0.problem.message(in: .chinese).contains("尚未实际支付，不能申请补贴") })
  }

  @Test("forms:A4-3 两种读法结果不同时需裁定，两种都印出")
  func ruling() throws {
    let (document, findings) = try variant(
      of: Self.folder + "/示例A.yaml", [("年费缴至: 2026.11.07", "年费缴至: 2026.03.07")])
    #expect(findings.hasRulings)
    #expect(!findings.hasErrors)
    let text = try #require(document).plainText()
    #expect(text.contains("满足") && text.contains("不满足"))
  }

  @Test("申报人声明的事项没有默认值：不答就是错")
  func declarationsHaveNoDefault() throws {
    let (document, findings) = try variant(
      of: Self.folder + "/示例A.yaml", [("重复享受其他财政支持: 否", ""), ("本年度已获补贴: 0.00", "")])
    #expect(document == nil)
    let fields = Set(findings.all.filter { $0.severity == .error }.compactMap(\.field))
    #expect(fields == ["重复享受其他财政支持", "本年度已获补贴"])
  }
}

/// The real world with a few files laid over it.
struct OverlayWorld: World {
  let base: FileWorld
  let files: [String: [UInt8]]
  var today: CalendarDate { base.today }
  var now: TimeOfDay? { base.now }
  func read(_ path: String) throws -> [UInt8] {
    if let bytes = files[path] { return bytes }
    return try base.read(path)
  }
  func list(_ folder: String) throws -> [String] { try base.list(folder) }
}
