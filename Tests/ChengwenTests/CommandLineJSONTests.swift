import Foundation
import TestSupport
import Testing

@Suite("命令行：JSON")
struct CommandLineJSONTests {
  private func array(_ text: String) throws -> [[String: Any]] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(value as? [[String: Any]])
  }

  /// The findings of a report written by `fill --report`.
  private func findings(_ report: [UInt8]) throws -> [[String: Any]] {
    let value = try JSONSerialization.jsonObject(with: Data(report))
    return try #require((value as? [String: Any])?["findings"] as? [[String: Any]])
  }

  @Test("check --json：一条一个对象，有 severity、code、message、file、line、column、field")
  func check() throws {
    try Program.withDesk { desk in
      try desk.write(
        "案卷.yaml", "单位名称: 甲\"公司\"\n统一社会信用代码: 91149901\n项目名称: 乙\n法定代表人:\n  姓名: 欧阳㛃\n")
      let run = try desk.run(["check", Cases.pledge, "案卷.yaml", "--json"])
      #expect(run.status == 1 && run.messages.isEmpty)
      let findings = try array(run.output)
      for finding in findings {
        #expect(["error", "warning", "note", "ruling"].contains(finding["severity"] as? String))
        #expect((finding["code"] as? String)?.count == 4)
        #expect((finding["message"] as? String)?.isEmpty == false)
      }
      let error = try #require(findings.first { $0["severity"] as? String == "error" })
      #expect(error["file"] as? String == "案卷.yaml")
      #expect(error["line"] as? Int == 2 && error["column"] as? Int == 11)
      #expect(error["field"] as? String == "统一社会信用代码")
      let related = try #require((error["related"] as? [[String: Any]])?.first)
      #expect(related["role"] as? String == "declaration" && related["line"] as? Int == 4)
      #expect(findings.count { $0["severity"] as? String == "error" } == 1)
    }
  }

  @Test("templates --json：name、folder、programme、examples，示例文件都在")
  func templates() throws {
    try Program.withDesk { desk in
      let run = try desk.run(["templates", "--json"])
      #expect(run.status == 0 && run.messages.isEmpty)
      let entries = try array(run.output)
      #expect(entries.count >= 7)
      for entry in entries {
        let name = try #require(entry["name"] as? String)
        let folder = try #require(entry["folder"] as? String)
        #expect(entry["programme"] is String || entry["programme"] is NSNull)
        let examples = try #require(entry["examples"] as? [String])
        #expect(!examples.isEmpty && examples.allSatisfy(FileManager.default.fileExists))
        #expect(FileManager.default.fileExists(atPath: folder + "/字段.wen"))
        // NAME and folder stand for the template in every other command.
        #expect(try desk.run(["template", folder]).output.hasPrefix(name + "\n"))
      }
      let plain = try desk.run(["templates"])
      for entry in entries { #expect(plain.output.contains(entry["name"] as? String ?? "?")) }
    }
  }

  @Test("template --json：字段、选项、规则、示例")
  func template() throws {
    try Program.withDesk { desk in
      let run = try desk.run(["template", Cases.application, "--json"])
      let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
      let object = try #require(value as? [String: Any])
      let fields = try #require(object["fields"] as? [[String: Any]])
      let size = try #require(fields.first { $0["name"] as? String == "企业规模" })
      #expect(size["options"] as? [String] == ["中型", "小型", "微型"])
      #expect(size["required"] as? Bool == true)
      let contracts = try #require(fields.first { $0["name"] as? String == "合同" })
      #expect(contracts["minimumCount"] as? Int == 1)
      #expect((contracts["fields"] as? [[String: Any]])?.isEmpty == false)
      #expect((object["rules"] as? [[String: Any]])?.isEmpty == false)
    }
  }

  @Test("备用字体：--report 和 --json 逐字写明字、码点、字段和两种字体，终端上只有一行")
  func substitutes() throws {
    try Program.withDesk { desk in
      let text = String(
        decoding: try Repository.world.read(Cases.pledgeCase), as: UTF8.self)
      try desk.write(
        "案卷.yaml", text.replacing("云岭", with: "㛃云堃㛃"))
      let run = try desk.run(
        [
          "fill", Cases.pledge, "案卷.yaml", "-o", "甲.pdf", "--report", "报告.json",
          "--free-fonts",
        ])
      #expect(run.status == 0)
      #expect(run.messages.contains("说明[C016] 有2个字用了备用字体，详见“报告.json”"), "\(run.messages)")
      #expect(!run.messages.contains("F008"))
      let report = try findings(desk.bytes("报告.json"))
      let notes = report.filter { $0["code"] as? String == "F008" }
      let names = notes.filter { $0["field"] as? String == "单位名称" }
      #expect(names.count == 2, "once for each character: \(notes)")
      let message = try #require(names.compactMap { $0["message"] as? String }.first)
      #expect(message.contains("“㛃”（U+36C3）"), "\(message)")
      #expect(message.contains("FandolFang-Regular") && message.contains("LXGWWenKai"))
      #expect(notes.allSatisfy { $0["severity"] as? String == "note" && $0["line"] is Int })
      #expect(Set(notes.compactMap { $0["field"] as? String }).count > 1)
      let json = try desk.run(["check", Cases.pledge, "案卷.yaml", "--json", "--free-fonts"])
      #expect(try array(json.output).count { $0["code"] as? String == "F008" } == notes.count)
    }
  }

  @Test("失败的填写也有报告；没有问题的，findings 是空数组")
  func reports() throws {
    try Program.withDesk { desk in
      try Cases.template(desk, rules: "")
      let fill = ["fill", "单子", "案卷.yaml", "-o", "甲.pdf", "--templates", "库"]
      #expect(try desk.run(fill + ["--report", "一.json"]).status == 0)
      #expect(try findings(desk.bytes("一.json")).isEmpty)
      let first = try desk.bytes("一.json")
      // 报告也不覆盖已有的文件。
      #expect(try desk.run(fill + ["--report", "一.json"]).status == 74)
      #expect(try desk.bytes("一.json") == first)
      try desk.write("案卷.yaml", "甲: 十二点五\n")
      let run = try desk.run(fill + ["--report", "二.json", "--overwrite"])
      #expect(run.status == 1)
      #expect(try findings(desk.bytes("二.json")).count == 1)
      #expect(try desk.run(fill + ["--report", "没有/三.json", "--overwrite"]).status == 74)
    }
  }

  @Test("fonts：每个角色找到的字体、覆盖和许可；--json 一样")
  func fonts() throws {
    try Program.withDesk { desk in
      let plain = try desk.run(["fonts", "--free-fonts"])
      #expect(plain.status == 0, "\(plain.messages)")
      for role in ["小标宋", "仿宋", "楷体", "黑体", "宋体", "西文", "勾选"] {
        #expect(plain.output.contains("\(role)\n"))
      }
      #expect(plain.output.contains("可嵌入") && plain.output.contains("GB 2312 6763/6763"))
      let roles = try array(try desk.run(["fonts", "--json", "--free-fonts"]).output)
      #expect(roles.count >= 7)
      for role in roles {
        let faces = try #require(role["faces"] as? [[String: Any]])
        #expect(!faces.isEmpty)
        #expect(faces.allSatisfy { $0["embedding"] as? Bool == true && $0["path"] is String })
      }
    }
  }

  @Test("没有字体文件夹、没有模板文件夹：74，一条消息")
  func missingHomes() throws {
    try Program.withDesk { desk in
      let fonts = try desk.run(
        ["fill", Cases.pledge, Cases.pledgeCase, "-o", "甲.pdf", "--fonts", "没有"])
      #expect(fonts.status == 74 && fonts.messages.contains("没有/catalogue.txt"))
      let templates = try desk.run(["templates", "--templates", "没有"])
      #expect(templates.status == 74 && templates.messages.contains("共 1 处错误"))
      #expect(templates.output.isEmpty)
      try FileManager.default.createDirectory(
        atPath: desk.path("空"), withIntermediateDirectories: false)
      let empty = try desk.run(["templates", "--templates", "空"])
      #expect(empty.status == 74 && empty.messages.contains("[C003]"))
      #expect(try desk.names() == ["空"])
    }
  }
}
