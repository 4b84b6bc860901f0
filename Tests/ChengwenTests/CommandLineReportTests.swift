import Foundation
import TestSupport
import Testing

@Suite("命令行：fill --report 的版式核对")
struct CommandLineReportTests {
  private static let notice = Repository.templates + "/official/notice/示例.txt"
  private static let manuscript = """
    文种：通知
    版式：公文
    发文机关：示例市市场监督管理局
    发文字号：示市监〔2025〕41号
    标题：关于开展价格检查的通知
    主送：各县（市、区）市场监督管理局
    署名：示例市市场监督管理局
    成文日期：2025年9月8日

    为规范市场秩序，决定开展价格检查，请认真组织。

    """

  private func fill(
    _ desk: Program.Desk, _ manuscript: String, report: String, _ more: String...
  ) throws -> Program.Run {
    try desk.run(
      ["fill", "通知", manuscript, "-o", "甲.pdf", "--report", report, "--free-fonts", "--overwrite"]
        + more)
  }

  @Test(".json：findings、conformity、summary；示例通知没有一项不符合，退出码0")
  func json() throws {
    try Program.withDesk { desk in
      let run = try fill(desk, Self.notice, report: "甲.json")
      #expect(run.status == 0 && !run.messages.contains("[G001]"), "\(run.messages)")
      let value = try JSONSerialization.jsonObject(with: Data(try desk.bytes("甲.json")))
      let report = try #require(value as? [String: Any])
      #expect(report["findings"] is [[String: Any]])
      let rows = try #require(report["conformity"] as? [[String: Any]])
      let summary = try #require(report["summary"] as? [String: Int])
      #expect(rows.count == summary.values.reduce(0, +) && rows.count > 80)
      #expect(summary["violates"] == 0)
      for row in rows {
        for key in ["item", "clause", "rule", "name", "verdict", "required"] {
          #expect((row[key] as? String)?.isEmpty == false, "\(row)")
        }
      }
      let rule = try #require(rows.first { $0["item"] as? String == "redRuleDistance" })
      #expect(rule["clause"] as? String == "7.2.7" && rule["rule"] as? String == "G-31")
      #expect(rule["requiredValue"] as? Int == 400 && rule["tolerance"] as? Int == 20)
      #expect(rule["measuredValue"] as? Int == 400 && rule["unit"] as? String == "0.01 mm")
      #expect(rule["page"] as? Int == 1 && rule["difference"] as? String == "0.00")
    }
  }

  @Test(".txt 和 .md：首行是计数，表后是消息；--lang en 是英文")
  func text() throws {
    try Program.withDesk { desk in
      #expect(try fill(desk, Self.notice, report: "甲.txt").status == 0)
      let text = String(decoding: try desk.bytes("甲.txt"), as: UTF8.self)
      let first = try #require(text.split(separator: "\n").first)
      #expect(first.contains("项符合，0项不符合，"), "\(first)")
      #expect(text.contains("红色分隔线距发文字号") && text.contains("4±0.2 mm"))
      #expect(text.contains("[F008]"), "备用字体逐字写明")
      #expect(try fill(desk, Self.notice, report: "甲.md", "--lang", "en").status == 0)
      let english = String(decoding: try desk.bytes("甲.md"), as: UTF8.self)
      #expect(english.contains(" conforms, 0 violates, "))
      #expect(english.contains("| verdict") && english.contains("|---"))
    }
  }

  @Test("稿件没有版记：是提示（G002），终端上也有，退出码0；不要报告就不量")
  func missing() throws {
    try Program.withDesk { desk in
      try desk.write("稿件.txt", Self.manuscript)
      let run = try fill(desk, "稿件.txt", report: "甲.txt")
      #expect(run.status == 0, "\(run.messages)")
      #expect(run.messages.contains("提示[G002] 版面上没有“版记”"), "\(run.messages)")
      let text = String(decoding: try desk.bytes("甲.txt"), as: UTF8.self)
      #expect(text.contains("，1项不符合，") && text.contains("应有要素（版记）"), "\(text)")
      let plain = try desk.run(
        ["fill", "通知", "稿件.txt", "-o", "甲.pdf", "--free-fonts", "--overwrite"])
      #expect(plain.status == 0 && !plain.messages.contains("[G002]"))
    }
  }

  @Test("填写失败：报告里只有消息，退出码1；别的后缀：64")
  func failures() throws {
    try Program.withDesk { desk in
      try desk.write("稿件.txt", "文种：函\n")
      let run = try fill(desk, "稿件.txt", report: "甲.txt")
      #expect(run.status == 1)
      let text = String(decoding: try desk.bytes("甲.txt"), as: UTF8.self)
      #expect(text.hasPrefix("没有排成版面") && text.contains("错误["), "\(text)")
      #expect(try fill(desk, "稿件.txt", report: "甲.json").status == 1)
      let value = try JSONSerialization.jsonObject(with: Data(try desk.bytes("甲.json")))
      let report = try #require(value as? [String: Any])
      #expect((report["conformity"] as? [Any])?.isEmpty == true && report["summary"] == nil)
      let wrong = try fill(desk, Self.notice, report: "甲.xlsx")
      #expect(wrong.status == 64 && wrong.messages.contains(".json"))
    }
  }
}
