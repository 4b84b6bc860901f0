import Foundation
import TestSupport
import Testing

@Suite("命令行：整理原文")
struct CommandLineCleanTests {
  private static let raw = """
    示例市科学技术局文件
    示科〔2025〕6号
    关于示例工作的通知
    各县科技局:
    请于 2025 年 3 月前报送ꎮ
    示例市科学技术局
    2025年3月8日

    """
  private static let manuscript = """
    文种：通知
    版式：公文
    发文机关：示例市科学技术局
    发文字号：示科〔2025〕6号
    标题：关于示例工作的通知
    主送：各县科技局
    署名：示例市科学技术局
    成文日期：2025年3月8日

    请于2025年3月前报送。

    """

  @Test("写成稿件，改动清单在标准输出，消息在标准错误；稿件排得成")
  func cleaned() throws {
    try Program.withDesk { desk in
      try desk.write("原文.txt", Self.raw)
      let run = try desk.run(["clean", "原文.txt", "-o", "稿件.txt"])
      #expect(run.status == 0, "\(run.messages)")
      #expect(String(decoding: try desk.bytes("稿件.txt"), as: UTF8.self) == Self.manuscript)
      #expect(run.output.hasPrefix("错码的标点　1 处，1 字\n"))
      #expect(run.output.contains("\n  5:17  “ꎮ” → “。”\n"))
      #expect(run.output.contains("主送 ← “各县科技局”") && run.output.hasSuffix("已写成 稿件.txt\n"))
      #expect(run.messages.contains("提示[R006]"))
      let fill = try desk.run(["fill", "通知", "稿件.txt", "-o", "甲.pdf", "--issue"])
      #expect(fill.status == 0, "\(fill.messages)")
    }
  }

  @Test("--changes 把清单写成文件，屏幕上只留合计；.json 的清单用得上")
  func changes() throws {
    try Program.withDesk { desk in
      try desk.write("原文.txt", Self.raw)
      for ending in ["txt", "json"] {
        let run = try desk.run([
          "clean", "原文.txt", "-o", "稿件.txt", "--changes", "改动.\(ending)", "--overwrite",
        ])
        #expect(run.status == 0 && run.output.contains("已写成 稿件.txt、改动.\(ending)"))
        #expect(!run.output.contains("“ꎮ”"))
      }
      #expect(String(decoding: try desk.bytes("改动.txt"), as: UTF8.self).contains("“ꎮ” → “。”"))
      let value = try JSONSerialization.jsonObject(with: Data(try desk.bytes("改动.json")))
      let list = try #require((value as? [String: Any])?["changes"] as? [[String: Any]])
      #expect(try replayed(list, on: Array(Self.raw.utf8)) == Self.manuscript)
    }
  }

  /// The manuscript from the raw text and the published list alone.
  private func replayed(_ list: [[String: Any]], on raw: [UInt8]) throws -> String {
    let keys = ["文种", "版式", "发文机关", "发文字号", "标题", "主送", "署名", "成文日期"]
    var heads: [String: String] = [:]
    var text: [String] = raw.map { _ in "" } + [""]
    var bytes: [[UInt8]] = raw.map { [$0] }
    var moved: [(key: String, range: Range<Int>)] = []
    for change in list {
      let offset = try #require(change["offset"] as? Int)
      let length = try #require(change["length"] as? Int)
      let after = try #require(change["after"] as? String)
      let key = change["key"] as? String ?? ""
      switch change["effect"] as? String {
      case "inPlace":
        for index in offset..<offset + length { bytes[index] = [] }
        text[offset] += after
      case "moved":
        moved.append((key, offset..<offset + length))
        heads[key, default: ""] += "<\(moved.count - 1)>"
      case "written": heads[key, default: ""] += after
      default: continue
      }
    }
    func edited(_ range: some Sequence<Int>) -> String {
      String(
        decoding: range.flatMap { Array(text[$0].utf8) + ($0 < bytes.count ? bytes[$0] : []) },
        as: UTF8.self)
    }
    var result = ""
    for key in keys {
      guard var line = heads[key] else { continue }
      for (number, piece) in moved.enumerated() {
        line = line.replacing("<\(number)>", with: edited(piece.range))
      }
      result += "\(key)：\(line)\n"
    }
    return result + "\n"
      + edited((0...raw.count).filter { index in !moved.contains { $0.range.contains(index) } })
  }

  @Test("--json 印出改动、合计和消息，--lang en 用英文")
  func json() throws {
    try Program.withDesk { desk in
      try desk.write("原文.txt", Self.raw)
      let run = try desk.run(["clean", "原文.txt", "-o", "稿件.txt", "--json", "--lang", "en"])
      #expect(run.status == 0 && run.messages.isEmpty)
      let value = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      let object = try #require(value)
      let counts = try #require(object["counts"] as? [[String: Any]])
      #expect(counts.first?["kind"] as? String == "misreading")
      #expect(counts.first?["name"] as? String == "mis-mapped marks")
      let diagnostics = try #require(object["diagnostics"] as? [[String: Any]])
      #expect(diagnostics.contains { $0["code"] as? String == "R006" })
      let words = try desk.run(["clean", "原文.txt", "-o", "乙.txt", "--lang", "en"])
      #expect(words.output.hasSuffix("wrote 乙.txt\n") && words.messages.contains("warning[R006]"))
    }
  }

  @Test("已有的稿件不动，--overwrite 才替换；有一个文件写不成就都不写")
  func output() throws {
    try Program.withDesk { desk in
      try desk.write("原文.txt", Self.raw)
      try desk.write("稿件.txt", "旧的")
      let refused = try desk.run(["clean", "原文.txt", "-o", "稿件.txt", "--changes", "改动.txt"])
      #expect(refused.status == 74 && refused.messages.contains("错误[C010]"))
      #expect(try desk.names() == ["原文.txt", "稿件.txt"].sorted())
      #expect(try desk.bytes("稿件.txt") == Array("旧的".utf8))
      let replaced = try desk.run(["clean", "原文.txt", "-o", "稿件.txt", "--overwrite"])
      #expect(replaced.status == 0)
      let missing = try desk.run(["clean", "没有.txt", "-o", "甲.txt"])
      #expect(missing.status == 74 && missing.messages.contains("C004"))
      try desk.write("空.txt", "\n")
      let empty = try desk.run(["clean", "空.txt", "-o", "甲.txt"])
      #expect(empty.status == 1 && empty.messages.contains("错误[R001]") && empty.output.isEmpty)
      #expect(!(try desk.names().contains("甲.txt")))
    }
  }

  @Test("--from、--to 只整理这几行；两份文件粘在一起时提示行号")
  func range() throws {
    try Program.withDesk { desk in
      try desk.write("原文.txt", Self.raw + Self.raw)
      let first = try desk.run(["clean", "原文.txt", "-o", "甲.txt"])
      #expect(first.status == 0 && first.messages.contains("--from 8"))
      #expect(String(decoding: try desk.bytes("甲.txt"), as: UTF8.self) == Self.manuscript)
      let second = try desk.run(["clean", "原文.txt", "-o", "乙.txt", "--from", "8"])
      #expect(second.status == 0 && second.messages.contains("R004"))
      #expect(try desk.bytes("甲.txt") == desk.bytes("乙.txt"))
    }
  }

  @Test(
    "用法不对：64",
    arguments: [
      ["clean"], ["clean", "原文.txt"], ["clean", "原文.txt", "-o", "稿件.docx"],
      ["clean", "原文.txt", "-o", "原文.txt"],
      ["clean", "原文.txt", "-o", "甲.txt", "--changes", "甲.txt"],
      ["clean", "原文.txt", "-o", "甲.txt", "--changes", "改动.pdf"],
      ["clean", "原文.txt", "-o", "甲.txt", "--from", "0"],
      ["clean", "原文.txt", "-o", "甲.txt", "--from", "5", "--to", "4"],
    ])
  func usage(arguments: [String]) throws {
    try Program.withDesk { desk in
      try desk.write("原文.txt", Self.raw)
      let run = try desk.run(arguments)
      #expect(run.status == 64 && run.output.isEmpty && !run.messages.isEmpty)
      #expect(try desk.names() == ["原文.txt"])
    }
  }
}
