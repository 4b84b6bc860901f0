import CaseData
import Diagnostics
import TemplateLanguage
import TestSupport
import Testing

/// Malformed input ends in a diagnostic within two seconds (design section 11).
@Suite("恶意的模板")
struct HostileBodyTests {
  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ThreadTime.seconds
    try body()
    return ThreadTime.seconds - start
  }

  @Test("一千层嵌套只报一次太深")
  func thousandNestedBlocks() throws {
    let open = String(repeating: "@如果 1 = 1\n", count: 1000)
    let close = String(repeating: "@完\n", count: 1000)
    let spent = try seconds {
      let (template, findings) = try TemplateBench("# 题\n" + open + "甲\n" + close).compile()
      #expect(template == nil)
      #expect(findings.places == ["T315 66:1"])
    }
    #expect(spent < 2)
  }

  @Test("一千层不结束的嵌套每层各报一次，不会多")
  func thousandOpenBlocks() throws {
    let open = String(repeating: "@签章\n@表 156\n", count: 500)
    let spent = try seconds {
      let (template, findings) = try TemplateBench(open).compile()
      #expect(template == nil)
      #expect(findings.all.count < 70)
    }
    #expect(spent < 2)
  }

  @Test(
    "近一兆字节的一行",
    arguments: ["{{", "}}", "**", "..甲", "＿", "（", "\\", "|", "“", "{{“", "＿{{", "甲"])
  func longLines(piece: String) throws {
    let line = String(repeating: piece, count: 900_000 / piece.utf8.count)
    let spent = try seconds {
      _ = try TemplateBench("# 题\n" + line).compile()
    }
    #expect(spent < 8, "\(piece) \(spent)")
  }

  @Test("超过一兆字节的模板被拒绝")
  func tooLarge() throws {
    let line = String(repeating: "甲", count: 400_000)
    let (template, findings) = try TemplateBench("# 题\n" + line).compile()
    #expect(template == nil)
    #expect(findings.hasErrors)
  }

  @Test("乱字节不会使程序停下")
  func randomBytes() throws {
    var state: UInt64 = 88_172_645_463_325_252
    let pieces = [
      "@", "如果", "每项", "完", "表", "清单", "封面", "#", "|", "{{", "}}", "＿", "**", "..", "（",
      "公章", "）", "：", "\n", "　", "28", "*", "←", "↑", "一、", "1.", "\\", "“", "”", "名称",
    ]
    for _ in 0..<300 {
      var body = ""
      for _ in 0..<60 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        body += pieces[Int(state % UInt64(pieces.count))]
      }
      _ = try TemplateBench(body, fields: "字段：名称　文本").compile()
    }
  }
}
