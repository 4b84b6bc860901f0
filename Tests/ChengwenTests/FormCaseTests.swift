import Chengwen
import TestSupport
import Testing

/// The figures that forms D states for cases B to F, computed by the library's own templates.
@Suite("案例B至F的数字")
struct FormCaseTests {
  private struct Case {
    let template: String
    let path: String

    init(_ folder: String, _ file: String) {
      path = Repository.templates + "/" + folder + "/" + file + ".yaml"
      let inside = "/" + folder + "/"
      template =
        Repository.chengwen.catalogue.entries.first { entry in
          entry.examples.contains { $0.contains(inside) }
        }?.name ?? ""
    }

    func evaluate(_ replacements: [(String, String)] = []) throws -> (
      document: Document?, findings: Findings
    ) {
      var text = String(decoding: try Repository.world.read(path), as: UTF8.self)
      for (old, new) in replacements {
        #expect(text.contains(old), "示例里没有“\(old)”")
        text = text.replacing(old, with: new)
      }
      let world = OverlayWorld(base: Repository.world, files: ["案卷.yaml": Array(text.utf8)])
      let chengwen = Chengwen.open(
        templates: Repository.templates, fonts: Repository.fonts, world: world)
      return chengwen.evaluate(FillRequest(template: template, casePath: "案卷.yaml"))
    }

    func lines(_ replacements: [(String, String)] = []) throws -> [String] {
      let (document, findings) = try evaluate(replacements)
      let text = try #require(document, "\(DiagnosticRenderer().render(findings))").plainText()
      return text.split(separator: "\n").map(String.init)
    }
  }

  private static let licence = "taiyuan-ip-2025/open-licence-application"
  private static let centre = "taiyuan-ip-centre-2022/operation-centre-application"

  @Test("forms:C-03 C：43份合同计入40份，合计1,999,999.95，一成199,999.995，舍入与封顶都印出")
  func caseC() throws {
    let lines = try Case("taiyuan-ip-2025/service-agency-application", "示例C").lines()
    #expect(lines.contains("1,999,999.95"))
    #expect(lines.contains { $0.contains("199999.995") && $0.contains("四舍五入到分") })
    #expect(lines.count { $0 == "200,000.00" } >= 2)
    #expect(lines.contains("人民币贰拾万元整"))
  }

  @Test("forms:D-04 D：39件计入，9组，合计75,000.00")
  func caseD() throws {
    let (document, findings) = try Case(Self.licence, "示例D").evaluate()
    let lines = try #require(document).plainText().split(separator: "\n").map(String.init)
    #expect(!findings.hasRulings)
    #expect(lines.contains("累计39件；满30件奖励30,000.00"))
    #expect(lines.contains("9组 × 5,000.00") && lines.contains("45,000.00"))
    #expect(lines.contains("75,000.00") && lines.contains("人民币柒万伍仟元整"))
  }

  @Test("forms:D-04 恰好30件、没有合同：清单印“无”，30,000.00")
  func exactlyThirty() throws {
    let (document, findings) = try Case(Self.licence, "示例D-恰好30件无合同").evaluate()
    let lines = try #require(document).plainText().split(separator: "\n").map(String.init)
    #expect(!findings.hasRulings)
    #expect(lines.contains("累计30件；满30件奖励30,000.00"))
    #expect(lines.contains("无") && lines.contains("人民币叁万元整"))
  }

  @Test("forms:A4-1 29件、2份合同：需裁定，两种读法都印出")
  func twentyNine() throws {
    let (document, findings) = try Case(Self.licence, "示例D-29件2份合同").evaluate()
    let text = try #require(document).plainText()
    #expect(findings.hasRulings && !findings.hasErrors)
    #expect(text.contains("人民币零元整") && text.contains("人民币壹万元整"))
    #expect(text.contains("读法一0.00元，读法二10,000.00元"))
  }

  @Test("forms:A4-2 同一代码、两个名称是一个单位；同一单位、不关联的专利需裁定")
  func licensees() throws {
    let oneCode = try Case(Self.licence, "示例D-同一代码两个名称").evaluate()
    #expect(!oneCode.findings.hasRulings)
    #expect(try #require(oneCode.document).plainText().contains("9组 × 5,000.00"))
    let unrelated = try Case(Self.licence, "示例D-同一单位不关联专利").evaluate()
    #expect(unrelated.findings.hasRulings)
    let text = try #require(unrelated.document).plainText()
    #expect(text.contains("45,000.00") && text.contains("50,000.00"))
  }

  @Test("forms:B-02 B：一百万元整，空的名册印“无”，六千余字一字不少")
  func caseB() throws {
    let b = Case("taiyuan-ip-2025/university-education-application", "示例B")
    let lines = try b.lines()
    #expect(lines.contains("1,000,000.00") && lines.contains("人民币壹佰万元整"))
    #expect(lines.contains("无"))
    #expect((lines.map(\.count).max() ?? 0) >= 800, "没有800字的不断行的串")
  }

  @Test("forms:E-05 E：五个合作单位、股权合计100%、五年资金、选做第8、9项")
  func caseE() throws {
    let lines = try Case(Self.centre, "示例E").lines()
    for share in ["40%", "25%", "15%", "10%", "5%", "100%"] { #expect(lines.contains(share)) }
    #expect(lines.contains("30,000,000.00") && lines.contains("2,815.45"))
    #expect(lines.contains("PCT进入国际阶段20件"))
    #expect((1...5).allSatisfy { number in lines.contains { $0.contains("合作单位\(number)") } })
  }

  @Test("forms:E-05 股权不是100%、只选做一项：都说得出")
  func caseEWrong() throws {
    let (document, findings) = try Case(Self.centre, "示例E").evaluate([("比例: 40", "比例: 41")])
    #expect(document == nil || findings.hasErrors)
    #expect(
      findings.all.contains { $0.problem.message(in: .chinese).contains("100%") },
      "\(DiagnosticRenderer().render(findings))")
  }

  @Test(
    "forms:E-05 报送：17时29分收，17时31分不收，星期六不收",
    arguments: [
      ("2022年9月19日", "17:29", true), ("2022年9月19日", "17:31", false), ("2022年9月17日", "10:00", false),
    ])
  func deadline(date: String, time: String, isAccepted: Bool) throws {
    let (_, findings) = try Case(Self.centre, "示例E").evaluate([
      ("报送日期: 2022年9月19日", "报送日期: \(date)"), ("报送时刻: \"17:29\"", "报送时刻: \"\(time)\""),
    ])
    #expect(findings.hasErrors != isAccepted, "\(DiagnosticRenderer().render(findings))")
  }

  @Test("forms:D 案例F的三种结果都有示例")
  func caseF() throws {
    let folder = "taiyuan-ip-2025/patent-import-application"
    #expect(try Case(folder, "示例F").lines().contains("人民币贰拾万元整"))
    #expect(try Case(folder, "示例F-已获补贴5万元").lines().contains("人民币壹拾伍万元整"))
    #expect(try Case(folder, "示例F-尚未支付").lines().contains("人民币零元整"))
  }

  @Test("任务书：三方签章，经费与申报书相同")
  func contract() throws {
    let lines = try Case("taiyuan-ip-centre-2022/project-contract", "示例E").lines()
    for party in ["甲方", "乙方", "丙方"] { #expect(lines.contains(party)) }
    #expect(lines.contains("2,815.45"))
  }

  @Test("资金下达通知：区县小计相加等于合计，合计等于正文的总额")
  func allocation() throws {
    let lines = try Case("taiyuan-ip-2025/funds-allocation", "示例").lines()
    func amount(after label: String) -> [Double] {
      lines.indices.filter { lines[$0].hasSuffix(label) }.compactMap { index in
        lines[(index + 1)...].prefix(6).first {
          $0.contains(".") && Double($0.replacing(",", with: "")) != nil
        }
        .flatMap { Double($0.replacing(",", with: "")) }
      }
    }
    let parts = amount(after: "区小计") + amount(after: "市小计") + amount(after: "县小计")
    #expect(parts.count == 10, "\(parts)")
    let whole = parts.reduce(0) { $0 + ($1 * 100).rounded() }
    #expect(whole == 512_266_437)
    #expect(lines.contains { $0.contains("5,122,664.37") })
  }
}
