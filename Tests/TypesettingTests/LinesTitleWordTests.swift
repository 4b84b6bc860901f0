import Diagnostics
import Document
import Foundation
import Testing
import Typesetting

/// Titles whose words are marked by hand in `Tests/Expected/titles.txt` (std:G-40).
@Suite("标题：词") struct LinesTitleWordTests {
  static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Expected/titles.txt").path

  struct MarkedTitle {
    var marked: String
    var expected: String
    var text: String { marked.replacingOccurrences(of: "|", with: "") }
    /// Offsets in scalars at which a word begins.
    var starts: Set<Int> {
      var starts: Set<Int> = []
      var offset = 0
      for word in marked.components(separatedBy: "|") {
        starts.insert(offset)
        offset += word.unicodeScalars.count
      }
      // A line may also end behind a blank.
      for (index, scalar) in text.unicodeScalars.enumerated() where scalar == " " {
        starts.insert(index + 1)
      }
      return starts
    }
    /// 《…》 with 的 and the 文种 behind it, each as offsets in scalars.
    var citations: [Range<Int>] {
      let scalars = Array(text.unicodeScalars)
      var ranges: [Range<Int>] = []
      for start in scalars.indices where scalars[start] == "《" {
        guard let end = scalars[start...].firstIndex(of: "》") else { continue }
        let tail = scalars[(end + 1)...].starts(with: "的".unicodeScalars) ? scalars.count : end + 1
        ranges.append(start..<tail)
      }
      return ranges
    }
  }

  static func read() throws -> [MarkedTitle] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map {
        let parts = $0.components(separatedBy: " →")
        return MarkedTitle(
          marked: parts[0],
          expected: parts.dropFirst().joined().trimmingCharacters(in: .whitespaces))
      }
  }

  /// 2号, covers in 26 to 36 pt and landscape pages, and whatever a cell may be wide, in cells.
  static let measures: [Double] =
    [20.1, 29, 17, 15.75, 14.7, 13.8, 12.28] + stride(from: 8, through: 25, by: 0.5)

  static func lines(_ title: String, _ width: Double) -> [String] {
    var findings = Findings()
    return compose(
      [.text(title)], width: width, alignment: .centre, isTitle: true, findings: &findings
    ).map(\.text)
  }

  @Test("任何栏宽下都不把词拆在两行 (std:G-40)")
  func wordsWhole() throws {
    var torn: [String] = []
    for title in try Self.read() {
      let starts = title.starts
      for measure in Self.measures {
        var offset = 0
        let lines = Self.lines(title.text, measure)
        for line in lines {
          if !starts.contains(offset) {
            torn.append("\(measure): \(lines.joined(separator: "⏎"))")
            break
          }
          offset += line.unicodeScalars.count
        }
        #expect(lines.joined() == title.text)
      }
    }
    #expect(torn.isEmpty, "\(torn.count) torn\n\(torn.joined(separator: "\n"))")
  }

  @Test("行首不用“的”，行末不用“和、与、及、关于” (std:G-40)")
  func edges() throws {
    var bad: [String] = []
    for title in try Self.read() {
      for measure in Self.measures where measure >= 12 {
        let lines = Self.lines(title.text, measure)
        let begins = lines.dropFirst().contains { $0.hasPrefix("的") || $0.hasPrefix("等") }
        let ends = lines.dropLast().contains { line in
          ["和", "与", "及", "关于", "对"].contains { line.hasSuffix($0) }
            && !line.hasSuffix("涉及")
        }
        if begins || ends { bad.append("\(measure): \(lines.joined(separator: "⏎"))") }
      }
    }
    #expect(bad.isEmpty, "\(bad.joined(separator: "\n"))")
  }

  @Test("《…》连同“的通知”能放在一行的不拆 (std:G-40)")
  func citationsWhole() throws {
    var bad: [String] = []
    for title in try Self.read() {
      let scalars = Array(title.text.unicodeScalars)
      for citation in title.citations.map({ String(String.UnicodeScalarView(scalars[$0])) }) {
        for measure in Self.measures where Self.lines(citation, measure).count == 1 {
          let lines = Self.lines(title.text, measure)
          if !lines.contains(where: { $0.contains(citation) }) {
            bad.append("\(measure): \(lines.joined(separator: "⏎"))")
          }
        }
      }
    }
    #expect(bad.isEmpty, "\(bad.joined(separator: "\n"))")
  }

  static let bodies = [
    "示例市市场监督管理局", "示例省财政厅", "示例省科学技术厅", "国务院办公厅", "阳曲县人民政府办公室",
    "恩施土家族苗族自治州住房和城乡建设局", "山西华翔精密制造股份有限公司", "国家知识产权局办公室",
    "中共示例市委员会", "示例市人民政府国有资产监督管理委员会", "示例省小企业发展促进局",
    "太原锅炉集团有限公司", "人力资源和社会保障部", "杭州市余杭区仓前街道办事处",
    "新疆维吾尔自治区喀什地区农业农村局",
  ]

  @Test("机关和公司的名称能放在一行的不拆 (std:G-40)", arguments: bodies)
  func bodiesWhole(_ body: String) throws {
    let titles = try Self.read().filter { $0.text.contains(body) }
    #expect(!titles.isEmpty)
    for title in titles {
      // 关于 ends no line and 等 begins none: they take their room beside the name.
      let beside =
        (title.text.contains("关于" + body) ? 2 : 0) + (title.text.contains(body + "等") ? 1 : 0)
      let least = Double(body.unicodeScalars.count + beside)
      for measure in Self.measures where measure >= least {
        let lines = Self.lines(title.text, measure)
        #expect(
          lines.contains { $0.contains(body) }, "\(measure): \(lines.joined(separator: "⏎"))")
      }
    }
  }

  static func codes(_ title: String, _ width: Double) -> [String] {
    var findings = Findings()
    _ = compose(
      [.text(title)], width: width, alignment: .centre, isTitle: true, findings: &findings)
    return findings.all.map(\.code)
  }

  @Test("各标题在2号字下没有一处断得没有把握")
  func noDoubt() throws {
    for title in try Self.read() {
      #expect(Self.codes(title.text, 20.1).isEmpty, "\(title.text)")
    }
  }

  @Test("不认识的词里换行要提醒，并建议写“／” (L013)")
  func doubt() {
    var findings = Findings()
    let lines = compose(
      [.text("鼗鼙鼛鼜鼝鼞鼟鼠鼢鼣鼤鼥")], width: 8, alignment: .centre, isTitle: true,
      findings: &findings)
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.text.unicodeScalars.count % 2 == 0 })
    let problem = findings.all.first?.problem
    #expect(findings.all.map(\.code) == ["L013"])
    #expect(problem?.severity == .warning)
    #expect(problem?.message(in: .chinese).contains("不认识的词") == true)
    #expect(problem?.remedy(in: .chinese)?.contains("／") == true)
    #expect(problem?.remedy(in: .english)?.contains("／") == true)
    // The writer's own break leaves no doubt.
    #expect(LinesTitleTests.title("鼗鼙鼛鼜鼝／鼞鼟鼠鼢鼣鼤鼥", width: 8) == "鼗鼙鼛鼜鼝⏎鼞鼟鼠鼢鼣鼤鼥")
    findings = Findings()
    _ = compose(
      [.text("鼗鼙鼛鼜鼝"), .wantedBreak, .text("鼞鼟鼠鼢鼣鼤鼥")], width: 8, alignment: .centre,
      isTitle: true, findings: &findings)
    #expect(findings.isEmpty)
  }

  @Test("比一行还宽的词拆开时要说明 (L014)")
  func torn() {
    var findings = Findings()
    let lines = compose(
      [.text("知识产权")], width: 3, alignment: .centre, isTitle: true, findings: &findings)
    #expect(lines.map(\.text).joined() == "知识产权")
    #expect(findings.all.map(\.code) == ["L014"])
    #expect(findings.all.first?.problem.message(in: .chinese).contains("“知识产权”") == true)
    #expect(findings.all.first?.problem.remedy(in: .english)?.contains("／") == true)
  }

  @Test(
    "没有列入词表的地名、人名、编号按规则认出 (std:G-40)",
    arguments: [
      ("关于同意浮山县北王镇调整部分行政村的批复", 8.0, "北王镇"),
      ("关于免去司徒雪峰同志行政职务的决定", 9, "司徒雪峰"),
      ("关于开展第三十二届科普宣传周活动的通知", 9, "第三十二届"),
      ("关于印发《2026—2030年规划纲要》的通知", 8.5, "2026—2030年"),
      ("重庆市秀山土家族苗族自治县统计局关于年报的通知", 13, "秀山土家族苗族自治县"),
    ])
  func rules(_ title: String, _ width: Double, _ whole: String) {
    let lines = Self.lines(title, width)
    #expect(lines.count > 1)
    #expect(lines.contains { $0.contains(whole) }, "\(lines)")
  }

  @Test("七行的标题仍均衡，不成沙漏 (std:G-40)")
  func sevenLines() throws {
    let title = try #require(try Self.read().first { $0.text.contains("青年人才托举") })
    let lines = Self.lines(title.text, 8)
    #expect(lines.count >= 7, "\(lines)")
    let widths = lines.map { $0.unicodeScalars.count }
    #expect((widths.min() ?? 0) * 2 >= widths.max() ?? 0, "\(lines)")
    for index in widths.indices.dropFirst().dropLast() {
      #expect(min(widths[index - 1], widths[index + 1]) - widths[index] <= 2, "\(lines)")
    }
  }

  @Test("2号字的分行与文件所记相同")
  func matches() throws {
    let content = try String(contentsOfFile: Self.path, encoding: .utf8)
    let header = content.split(separator: "\n").filter { $0.hasPrefix("#") }.map(String.init)
    var recorded = header
    var differing: [String] = []
    for title in try Self.read() {
      let lines = Self.lines(title.text, 20.1).joined(separator: "⏎")
      recorded.append("\(title.marked) → \(lines)")
      if lines != title.expected { differing.append("\(title.expected)\n  now: \(lines)") }
    }
    let records = ProcessInfo.processInfo.environment["RECORD_LINES"] == "1"
    if records {
      try (recorded.joined(separator: "\n") + "\n").write(
        toFile: Self.path, atomically: true, encoding: .utf8)
    }
    #expect(!records, "recorded anew; look at the difference")
    #expect(differing.isEmpty, "\(differing.joined(separator: "\n"))")
    #expect(recorded.count > 45)
  }
}
