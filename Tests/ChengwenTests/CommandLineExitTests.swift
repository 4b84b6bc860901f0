import Foundation
import TestSupport
import Testing

/// Cases and names that the tests of the command line share.
enum Cases {
  static let programme = Repository.templates + "/taiyuan-ip-2025"
  static let pledge = "材料真实性承诺书"
  static let pledgeCase = programme + "/truthfulness-pledge/示例.yaml"
  static let application = "太原市中小微企业引进专利技术促进项目申报书"
  static let applicationCase = programme + "/patent-import-application/示例A.yaml"
  static let noticeCase = Repository.templates + "/official/notice/示例.txt"

  /// A small template of one field, for what the library's templates do not have.
  static func template(
    _ desk: Program.Desk, audience: String = "申报单位", rules: String
  ) throws {
    try desk.write(
      "库/单子/字段.wen",
      "名称：单子　版式：文书　性质：官方原件　面向：\(audience)\n字段：甲　整数　必填\n\(rules)\n")
    try desk.write("库/单子/正文.wen", "# 单子\n甲是{{甲}}。\n")
    try desk.write("案卷.yaml", "甲: 12\n")
  }
}

@Suite("命令行：退出码")
struct CommandLineExitTests {
  @Test("没有错误：0，结果在标准输出，消息在标准错误")
  func done() throws {
    try Program.withDesk { desk in
      let run = try desk.run(["fill", Cases.pledge, Cases.pledgeCase, "-o", "甲.pdf"])
      #expect(run.status == 0, "\(run.messages)")
      #expect(run.output == "已写成 甲.pdf（1 页）\n")
      #expect(run.messages.contains("提示[T411]") && !run.messages.contains("已写成"))
      #expect(try desk.bytes("甲.pdf").starts(with: Array("%PDF-1.7".utf8)))
      #expect(try desk.names() == ["甲.pdf"])
    }
  }

  @Test(
    "用法不对：64，什么也不写",
    arguments: [
      ["fill", Cases.pledge, Cases.pledgeCase], ["fill", Cases.pledge, "-o"],
      ["fill", Cases.pledge, Cases.pledgeCase, "-o", "甲.docx"],
      ["fill", Cases.pledge, Cases.pledgeCase, "-o", "甲"],
      ["fill", Cases.pledge, Cases.pledgeCase, "-o", "甲.pdf", "--draft", "--issue"],
      ["fill", Cases.pledge, Cases.pledgeCase, "-o", "甲.pdf", "--blank"],
      ["fill", Cases.pledge, Cases.pledgeCase, "-o", "甲.png", "--dpi", "9"],
      ["fill", Cases.pledge, Cases.pledgeCase, "-o", "甲.pdf", "--report", "甲.pdf"],
      ["fill", Cases.pledge, Cases.pledgeCase, "-o", "甲.pdf", "--date", "2025-02-29"],
      ["fill", Cases.pledge, Cases.pledgeCase, "-o", "甲.pdf", "--date", "2025-10-09T25:00"],
      ["fill", Cases.pledge, Cases.pledgeCase, "-o", "甲.pdf", "--lang", "fr"],
      ["check", Cases.pledge], ["check"], ["new", Cases.pledge, "-o", "甲.xlsx"], ["什么"],
      ["templates", "--不认识"],
    ])
  func usage(arguments: [String]) throws {
    try Program.withDesk { desk in
      let run = try desk.run(arguments)
      #expect(run.status == 64, "\(run.messages)")
      #expect(run.output.isEmpty && !run.messages.isEmpty)
      #expect(try desk.names().isEmpty)
    }
  }

  @Test("没有这个模板：1，说出最近的名称")
  func unknownTemplate() throws {
    try Program.withDesk { desk in
      for command in [["check"], ["template"], ["new", "-o", "甲.yaml"], ["fill", "-o", "甲.pdf"]] {
        var arguments = command + ["材料真是性承诺书"]
        if ["check", "fill"].contains(command[0]) { arguments.append(Cases.pledgeCase) }
        let run = try desk.run(arguments)
        #expect(run.status == 1 && run.output.isEmpty)
        #expect(run.messages.contains("错误[C001]"))
        #expect(run.messages.contains("是否想写“材料真实性承诺书”？"), "\(run.messages)")
      }
      #expect(try desk.names().isEmpty)
    }
  }

  @Test(
    "模板也可以用文件夹的名称指明",
    arguments: [
      "truthfulness-pledge", "taiyuan-ip-2025/truthfulness-pledge", Cases.pledge + "@2025.1",
      Cases.pledge + "@2025",
    ])
  func folderNames(name: String) throws {
    try Program.withDesk { desk in
      let run = try desk.run(["check", name, Cases.pledgeCase])
      #expect(run.status == 0, "\(run.messages)")
      #expect(run.output == "没有错误：\(Cases.pledgeCase)\n")
    }
  }

  @Test("案卷有错：1，两处位置都写明，什么也不写")
  func faultyCase() throws {
    try Program.withDesk { desk in
      try desk.write("案卷.yaml", "单位名称: 甲公司\n统一社会信用代码: 91149901\n项目名称:\n")
      for arguments in [
        ["check", Cases.pledge, "案卷.yaml"], ["fill", Cases.pledge, "案卷.yaml", "-o", "甲.pdf"],
        ["fill", Cases.pledge, "案卷.yaml", "-o", "甲.png"],
        ["fill", Cases.pledge, "案卷.yaml", "-o", "甲.pdf", "--issue"],
      ] {
        let run = try desk.run(arguments)
        #expect(run.status == 1 && run.output.isEmpty)
        #expect(run.messages.contains("案卷.yaml:2:11") && run.messages.contains("案卷.yaml:3:"))
        #expect(
          run.messages.contains("taiyuan-ip-2025/truthfulness-pledge/字段.wen:4:"), "\(run.messages)")
      }
      #expect(try desk.names() == ["案卷.yaml"])
    }
  }

  @Test("没有案卷、案卷是稿件或电子表格：一条消息说明")
  func wrongCase() throws {
    try Program.withDesk { desk in
      try desk.write("稿.txt", "文种：通知\n标题：甲\n")
      try desk.write("表.xlsx", "PK\u{3}\u{4}")
      let named: [(arguments: [String], code: String, status: Int32)] = [
        (["fill", Cases.pledge, "-o", "甲.pdf"], "C006", 1),
        (["check", Cases.pledge, "稿.txt"], "C017", 1),
        (["check", Cases.pledge, "表.xlsx"], "C017", 1),
        (["check", Cases.pledge, "没有.yaml"], "C004", 74),
        (["check", Cases.pledge, "."], "C005", 74),
        (["new", "通知", "-o", "甲.yaml"], "C008", 1),
        (["fill", "通知", "-o", "甲.pdf", "--blank"], "C008", 1),
      ]
      for (arguments, code, status) in named {
        let run = try desk.run(arguments)
        #expect(run.status == status, "\(arguments): \(run.messages)")
        #expect(run.messages.contains("[\(code)]") && run.messages.contains("共 1 处错误"))
      }
    }
  }

  @Test("主管部门的文书有需裁定的，check 是 0，fill 是 1，草稿照印；申报单位的照填")
  func rulings() throws {
    let rule = "需裁定 B-1：甲 < 10，否则“甲有两种读法；读法一：准；读法二：不准”（办法第一条）"
    try Program.withDesk { desk in
      try Cases.template(desk, audience: "主管部门", rules: rule)
      func run(_ arguments: String...) throws -> Program.Run {
        try desk.run(arguments + ["单子", "案卷.yaml", "--templates", "库"])
      }
      let check = try run("check")
      #expect(check.status == 0 && check.messages.contains("需裁定[T221]"))
      for mode in [[], ["--issue"]] {
        let refused = try desk.run(
          ["fill", "单子", "案卷.yaml", "--templates", "库", "-o", "甲.pdf"] + mode)
        #expect(refused.status == 1 && refused.messages.contains("错误[C014]"))
        #expect(try !desk.names().contains("甲.pdf"))
      }
      #expect(try run("fill", "-o", "草稿.pdf", "--draft").status == 0)
      // 裁定以后照填。
      try Cases.template(desk, audience: "主管部门", rules: rule + "\n裁定：B-1 = “读法一”")
      let answered = try run("fill", "-o", "甲.pdf")
      #expect(answered.status == 0, "\(answered.messages)")
      try Cases.template(desk, rules: rule)
      let applicant = try run("fill", "-o", "乙.pdf")
      #expect(applicant.status == 0 && applicant.messages.contains("需裁定[T221]"))
    }
  }

  @Test("10 MB 的值：1，有自己的代码，两秒以内")
  func hugeValue() throws {
    try Program.withDesk { desk in
      try Cases.template(desk, rules: "字段：乙　文本")
      try desk.write(
        "案卷.json", "{\"甲\": 1, \"乙\": \"" + String(repeating: "a", count: 10 << 20) + "\"}")
      let clock = ContinuousClock()
      var run: Program.Run?
      let time = try clock.measure {
        run = try desk.run(["check", "单子", "案卷.json", "--templates", "库"])
      }
      #expect(run?.status == 1)
      #expect(run?.messages.contains("[D064]") == true, "\(run?.messages.prefix(400) ?? "")")
      #expect((run?.messages.utf8.count ?? 0) < 4000)
      #if DEBUG
        #expect(time < .seconds(20))
      #else
        #expect(time < .seconds(2))
      #endif
    }
  }
}
