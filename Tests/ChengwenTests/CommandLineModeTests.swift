import Foundation
import TestSupport
import Testing

@Suite("命令行：草稿、空白、时刻、语言、环境")
struct CommandLineModeTests {
  @Test("--draft 列出缺的，每页印“草稿”，缺处印【待填】")
  func draft() throws {
    try Program.withDesk { desk in
      try desk.write("案卷.yaml", "单位名称: 甲公司\n")
      let run = try desk.run(["fill", Cases.pledge, "案卷.yaml", "-o", "甲.pdf", "--draft"])
      #expect(run.status == 0, "\(run.messages)")
      for field in ["统一社会信用代码", "项目名称"] {
        #expect(run.messages.contains(" \(field)："), "\(run.messages)")
      }
      let pages = try PDFTool.pdftotext.run(["-layout", desk.path("甲.pdf"), "-"]).text
        .split(separator: "\u{C}")
      #expect(pages.count == 1)
      for page in pages { #expect(page.contains("草稿") && page.contains("【待填：")) }
    }
  }

  @Test("--draft 的公文每页印“草稿”，没有文号也列出")
  func draftNotice() throws {
    try Program.withDesk { desk in
      let text = String(
        decoding: try Repository.world.read(Cases.noticeCase), as: UTF8.self)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      try desk.write("稿.txt", lines.filter { !$0.hasPrefix("发文字号") }.joined(separator: "\n"))
      let run = try desk.run(["fill", "通知", "稿.txt", "-o", "甲.pdf", "--draft"])
      #expect(run.status == 0 && run.messages.contains("“发文字号”还没有填"), "\(run.messages)")
      let pages = try PDFTool.pdftotext.run(["-layout", desk.path("甲.pdf"), "-"]).text
        .split(separator: "\u{C}")
      #expect(pages.allSatisfy { $0.contains("草稿") })
      let issue = try desk.run(["fill", "通知", "稿.txt", "-o", "乙.pdf", "--issue"])
      #expect(issue.status == 1 && issue.messages.contains("发文字号"))
    }
  }

  @Test("--date 的时刻是此刻；没有给时刻，用到此刻的规则是错误")
  func moment() throws {
    try Program.withDesk { desk in
      try Cases.template(
        desk, rules: "常量：截止　时刻 = 17:30\n校验：此刻（） <= 截止，否则“已过受理时间”（办法第一条）")
      func check(_ date: String...) throws -> Program.Run {
        try desk.run(["check", "单子", "案卷.yaml", "--templates", "库"] + date)
      }
      let none = try check()
      #expect(none.status == 1 && none.messages.contains("--date"), "\(none.messages)")
      #expect(try check("--date", "2025-10-09").status == 1)
      #expect(try check("--date", "2025-10-09T17:30").status == 0)
      let late = try check("--date", "2025-10-09T17:31")
      #expect(late.status == 1 && late.messages.contains("已过受理时间"))
    }
  }

  @Test("--date 的日期是今日")
  func today() throws {
    try Program.withDesk { desk in
      try Cases.template(desk, rules: "校验：今日（） <= 2025年10月9日，否则“已经截止”（办法第一条）")
      for (date, status) in [("2025-10-09", 0), ("2025-10-10", 1), ("2025-10-09T23:59", 0)] {
        let run = try desk.run(
          ["check", "单子", "案卷.yaml", "--templates", "库", "--date", date])
        #expect(run.status == Int32(status), "\(date): \(run.messages)")
      }
    }
  }

  /// Quoted text, file names and excerpts may be Chinese; what stands around them may not.
  private func frames(_ messages: String) -> [String] {
    messages.split(separator: "\n").map(String.init).filter { line in
      let isExcerpt = line.contains(" | ") || line.contains("-->") || line.contains("«")
      return !isExcerpt
    }
  }

  private func hasHan(_ text: some StringProtocol) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }

  @Test("--lang en 的消息没有中文句子")
  func english() throws {
    try Program.withDesk { desk in
      try desk.write("案卷.yaml", "单位名称: 甲堃公司\n统一社会信用代码: 91149901\n")
      let runs: [[String]] = [
        ["check", Cases.pledge, "案卷.yaml"], ["check", Cases.pledge, Cases.pledgeCase],
        ["fill", Cases.pledge, "没有.yaml", "-o", "x.pdf"], ["fill", "none", "y", "-o", "x.pdf"],
        ["fill", Cases.pledge, "案卷.yaml", "-o", "a.pdf", "--draft"],
        ["fill", Cases.pledge, Cases.pledgeCase, "-o", "none/x.pdf"],
        ["fill", Cases.pledge, Cases.pledgeCase, "-o", "案卷.yaml"],
        ["fill", Cases.pledge, Cases.pledgeCase, "-o", "x.pdf", "--date", "x"],
        ["check", Cases.pledge, "."], ["check", Cases.pledge, "稿.txt"], ["fonts"],
      ]
      for arguments in runs {
        let run = try desk.run(arguments + ["--lang", "en"])
        for line in frames(run.messages) where !line.hasPrefix("Usage:") {
          // Names of kinds are terms, and are not translated.
          var rest = line.replacing(/“[^”]*”/, with: "").replacing("信用代码 ", with: "")
          if let end = rest.range(of: "] "), let colon = rest.range(of: ": ") {
            if end.upperBound < colon.lowerBound {
              rest.removeSubrange(end.upperBound..<colon.lowerBound)
            }
          }
          #expect(!hasHan(rest), "\(arguments.prefix(2)): \(line)")
        }
        if arguments[0] != "fonts" { #expect(!hasHan(run.output.replacing(/\S*yaml/, with: ""))) }
      }
    }
  }

  @Test("地区、时区、所在文件夹不同，字节相同")
  func environments() throws {
    try Program.withDesk { desk in
      var expected: [[UInt8]] = []
      for (number, locale) in ["C", "zh_CN.UTF-8", "tr_TR.UTF-8"].enumerated() {
        for zone in ["UTC", "Asia/Shanghai", "America/New_York"] {
          let folder = FileManager.default.temporaryDirectory
          let names = ["\(number)\(zone.hashValue).pdf", "\(number)\(zone.hashValue).json"]
          let run = try desk.run(
            [
              "fill", Cases.application, Cases.applicationCase, "-o", desk.path(names[0]),
              "--report", desk.path(names[1]),
            ],
            environment: ["LC_ALL": locale, "LANG": locale, "TZ": zone],
            in: number == 1 ? folder : nil)
          #expect(run.status == 0, "\(run.messages)")
          let files = try names.map { try desk.bytes($0) }
          if expected.isEmpty { expected = files }
          #expect(files == expected, "\(locale) \(zone)")
        }
      }
    }
  }

  @Test("几个案卷一起核对：各报各的，模板的话只说一次")
  func severalCases() throws {
    try Program.withDesk { desk in
      try desk.write("甲.yaml", "单位名称: 甲公司\n")
      try desk.write("乙.yaml", "项目名称: 乙项目\n")
      let run = try desk.run(["check", Cases.pledge, "甲.yaml", "乙.yaml", Cases.pledgeCase])
      #expect(run.status == 1 && run.output.isEmpty)
      #expect(run.messages.contains("甲.yaml:") && run.messages.contains("乙.yaml:"))
      #expect(run.messages.components(separatedBy: "[T411]").count == 2)
      #expect(!run.messages.contains("示例.yaml:"))
    }
  }
}
