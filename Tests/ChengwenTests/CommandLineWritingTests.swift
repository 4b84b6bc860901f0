import Chengwen
import Foundation
import TestSupport
import Testing

@Suite("命令行：check --writing")
struct CommandLineWritingTests {
  /// The example notice with one line put in front of its text.
  private func manuscript(_ desk: Program.Desk, adding line: String) throws {
    let text = String(decoding: try Repository.world.read(Cases.noticeCase), as: UTF8.self)
    let parts = text.split(separator: "\n\n", maxSplits: 1).map(String.init)
    try desk.write("稿.txt", "\(parts[0])\n\n\(line)\n\(parts[1])")
  }

  @Test("没有 --writing 不查行文；有，指出行、字、依据和改法")
  func hints() throws {
    try Program.withDesk { desk in
      try manuscript(desk, adding: "截止到6月底，其它单位登陆系统填报；其它事项另行通知。")
      let plain = try desk.run(["check", "通知", "稿.txt"])
      #expect(plain.status == 0 && !plain.messages.contains("W050"))
      let run = try desk.run(["check", "通知", "稿.txt", "--writing"])
      #expect(run.status == 0, "\(run.messages)")
      #expect(run.messages.contains("提示[W050] “截止到”用字不当\n"), "\(run.messages)")
      #expect(run.messages.contains("--> 稿.txt:14:1\n"))
      #expect(run.messages.contains("建议：写作“截至”\n"))
      #expect(run.messages.contains("依据：惯例\n"))
      #expect(run.messages.contains("提示[W050] “其它”用字不当（共 2 处）"))
      #expect(run.messages.contains("«另见» 稿.txt:14:19"))
      let english = try desk.run(["check", "通知", "稿.txt", "--writing", "--lang", "en"])
      #expect(english.messages.contains("warning[W050] “截止到” is not the word meant"))
      #expect(english.messages.contains("rule: 惯例"))
    }
  }

  @Test("--json 逐处列出，有编号、依据和位置")
  func json() throws {
    try Program.withDesk { desk in
      try manuscript(desk, adding: "其它单位应当填报，其它事项另行通知。")
      let run = try desk.run(["check", "通知", "稿.txt", "--writing", "--json"])
      let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
      let findings = try #require(value as? [[String: Any]]).filter {
        $0["code"] as? String == "W050"
      }
      #expect(findings.map { $0["column"] as? Int } == [1, 10])
      for finding in findings {
        #expect(finding["line"] as? Int == 14 && finding["file"] as? String == "稿.txt")
        #expect(finding["clause"] as? String == "惯例")
        #expect(finding["severity"] as? String == "warning")
      }
    }
  }

  @Test("错误以 1 结束；改正了的文号只报一次")
  func errors() throws {
    try Program.withDesk { desk in
      let text = String(decoding: try Repository.world.read(Cases.noticeCase), as: UTF8.self)
      try desk.write(
        "稿.txt", text.replacing("发文字号：示市监〔2025〕41号", with: "发文字号：示市监[2025]041号"))
      let run = try desk.run(["check", "通知", "稿.txt", "--writing"])
      #expect(run.status == 1)
      #expect(run.messages.contains("错误[W001] 发文字号“示市监[2025]041号”不合规范"), "\(run.messages)")
      #expect(run.messages.contains("稿.txt:4:6"))
      #expect(run.messages.contains("依据：GB/T 9704-2012 7.2.5"))
      #expect(!run.messages.contains("T520"))
    }
  }

  @Test("模板库的示例没有行文问题", arguments: Example.all)
  func examples(_ example: Example) throws {
    let request = FillRequest(template: example.template, casePath: example.path)
    let document = try #require(Repository.chengwen.evaluate(request).document)
    let findings = WritingChecker.check(document)
    #expect(findings.isEmpty, "\(DiagnosticRenderer().render(findings))")
  }
}
