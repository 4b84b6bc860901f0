import Chengwen
import TestSupport
import Testing

@Suite("错误一次报全，位置写明")
struct DiagnosticsEndToEndTests {
  static let tenFaults = MemoryTemplate(
    declarations: """
      名称：登记表　版式：表格　性质：官方原件
      字段：单位名称　文本　必填　不超过10字
      字段：信用代码　信用代码　必填
      字段：成立时间　日期　必填
      字段：注册资金　金额（万元）　必填
      字段：规模　单选（中型，小型，微型）　必填
      字段：手机　手机　必填
      字段：邮箱　邮箱　必填
      字段：职工总数　整数　必填
      字段：研发人员数　整数　必填
      字段：专利　列表　至少1条
      　　专利号　专利号　必填
      校验：研发人员数 <= 职工总数，否则“研发人员数大于职工总数”（办法第三条）
      """,
    body: """
      # 登记表
      {{单位名称}}，{{信用代码}}，{{成立时间：2024年12月31日}}，{{注册资金：金额}}，{{规模：勾选}}
      {{手机}}，{{邮箱}}，{{职工总数}}，{{研发人员数}}，{{专利.专利号：顿号}}
      """,
    data: """
      单位名称: 太原云岭示例智能装备有限公司
      信用代码: 91149901MA0TX0A0
      成立时间: 2023年2月29日
      注册资金: 一千万
      规模: 大型
      手机: "1380000000"
      邮箱: ip.example.com
      职工总数: 12
      研发人员数: 31
      专利:
        - 专利号: ZL202119000004.9
      法定代表: 欧阳㛃
      """)

  @Test("一个案卷十处不同的错，一次得到十条，各有案卷和声明两处位置")
  func tenMistakes() {
    let findings = Self.tenFaults.chengwen.check(Self.tenFaults.request())
    let errors = findings.all.filter { $0.severity == .error }
    #expect(errors.count == 10, "\(DiagnosticRenderer().render(findings))")
    let fields = errors.compactMap(\.field)
    #expect(Set(fields).count == 10, "\(fields)")
    for error in errors where error.field != "法定代表" {
      #expect(error.labels.contains { $0.role == .data }, "\(error.code) \(error.field ?? "")")
      #expect(
        error.labels.contains { $0.role == .declaration || $0.role == .template },
        "\(error.code) \(error.field ?? "")")
    }
    let rendered = DiagnosticRenderer().render(findings)
    #expect(rendered.contains("案卷.yaml:3:7"))
    #expect(rendered.contains("字段.wen:4"))
  }

  static let sound = MemoryTemplate(
    declarations: """
      名称：承诺书　版式：文书　性质：官方原件
      字段：单位名称　文本　必填
      """,
    body: """
      # 承诺书
      致有关单位：
      {{单位名称}}承诺如下。
      """,
    data: "单位名称: 示例公司\n")

  private func text(_ template: MemoryTemplate) -> String? {
    template.chengwen.evaluate(template.request()).document?.plainText()
  }

  @Test("全角花括号、行首空格、CRLF 和 GBK 不影响结果")
  func clerksEdits() throws {
    let plain = try #require(text(Self.sound))
    var wide = Self.sound
    wide.body = "＃　承诺书\r\n　　致有关单位：\r\n　　｛｛单位名称｝｝承诺如下。\r\n"
    #expect(text(wide) == plain)
  }

  @Test(
    "改坏的模板：一条消息，写明行和改法",
    arguments: [
      ("# 承诺书\n{{单位名称承诺如下。\n", 2, "}}"),
      ("# 承诺书\n{{单位名陈}}承诺如下。\n", 2, "单位名称"),
      ("# 承诺书\n@表 78 78\n| 甲 | {{单位名称}} | 多 |\n@完\n", 3, "2"),
      ("# 承诺书\n@如果 单位名称 不为空\n{{单位名称}}\n", 2, "@完"),
      ("# 承诺书\n{{单位名称：大些}}\n", 2, "大写"),
    ])
  func brokenTemplates(body: String, line: Int, hint: String) throws {
    var template = Self.sound
    template.body = body
    let findings = template.chengwen.check(template.request())
    let errors = findings.all.filter { $0.severity == .error }
    #expect(errors.count == 1, "\(DiagnosticRenderer().render(findings))")
    let error = try #require(errors.first)
    #expect(error.labels.first?.place.span?.line == line)
    let words = error.problem.message(in: .chinese) + (error.problem.remedy(in: .chinese) ?? "")
    #expect(words.contains(hint), "\(words)")
  }

  @Test("人名里的生僻字照印；没有字体的字按名报出")
  func rareNames() throws {
    for name in ["欧阳㛃", "仉䶮", "令狐𬭎", "王𬎆", "艾力·买买提"] {
      var template = Self.sound
      template.data = "单位名称: \(name)\n"
      let result = template.chengwen.fill(template.request(), as: .pdf)
      #expect(!result.findings.hasErrors, "\(DiagnosticRenderer().render(result.findings))")
      try PDFChecks.extracts(try #require(result.document).plainText(), from: result.files[0])
    }
    var template = Self.sound
    template.data = "单位名称: 甲\u{1F9FF}乙\n"
    let findings = template.chengwen.check(template.request())
    let words = DiagnosticRenderer().render(findings)
    #expect(findings.hasErrors)
    #expect(words.contains("U+1F9FF") && words.contains("单位名称"), "\(words)")
  }

  @Test("坏输入在两秒内以消息告终", arguments: HostileCase.all)
  func hostileCases(_ hostile: HostileCase) {
    let template = Self.sound
    var files = template.world.files
    files["案卷.yaml"] = hostile.bytes
    let world = MemoryWorld(files: files, today: Repository.world.today)
    let chengwen = Chengwen.open(templates: "templates", fonts: Repository.fonts, world: world)
    let start = ThreadTime.seconds
    #expect(chengwen.check(template.request()).hasErrors)
    // The thread's own time: other tests share the processors.
    #expect(ThreadTime.seconds - start < 2)
  }

  @Test("一千层嵌套的模板以消息告终")
  func deepTemplate() {
    var template = Self.sound
    template.body =
      "# 题\n" + String(repeating: "@如果 单位名称 不为空\n", count: 1000)
      + String(repeating: "@完\n", count: 1000)
    #expect(template.chengwen.check(template.request()).hasErrors)
  }
}

/// A case that no program should choke on; named, because its bytes are nothing to print.
struct HostileCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let bytes: [UInt8]

  private init(_ name: String, _ bytes: [UInt8]) {
    testDescription = name
    self.bytes = bytes
  }

  static let all = [
    HostileCase("不是 UTF-8", [UInt8](repeating: 0xFF, count: 1000)),
    HostileCase("空字节", Array("单位名称: a\u{0}b\n".utf8)),
    HostileCase(
      "YAML 里10 MB的文本", Array("单位名称: ".utf8) + [UInt8](repeating: 0x61, count: 10 << 20)),
    HostileCase(
      "JSON 里10 MB的文本",
      Array("{\"单位名称\": \"".utf8) + [UInt8](repeating: 0x61, count: 10 << 20)
        + Array("\"}".utf8)),
    HostileCase("十万层方括号", [UInt8](repeating: UInt8(ascii: "["), count: 100_000)),
    HostileCase("单独的代理", Array("{\"单位名称\": \"\\ud800\"}".utf8)),
    HostileCase("重复的键", Array("{\"单位名称\": 1, \"单位名称\": 2}".utf8)),
    HostileCase("YAML 的锚点", Array("a: &x [*x, *x]\n".utf8)),
    HostileCase("空文件", []),
  ]
}
