import CaseData
import Diagnostics
import Document
import TemplateLanguage
import TestSupport
import Testing
import Writing

/// A manuscript of a few lines, and what the writing checks say of it.
///
/// Lines are parted by ⏎. `键：值` of the manuscript's keys replaces a line of the head below;
/// `=== …` begins an annex; everything else is text.
struct WritingBench {
  private static let head = [
    ("文种", "通知"), ("发文机关", "示例市财政局"), ("发文字号", "示财〔2025〕3号"), ("标题", "关于做好示例工作的通知"),
    ("主送", "各有关单位"), ("成文日期", "2025年9月8日"),
  ]
  private static let keys = head.map(\.0) + ["签发人", "附注", "抄送", "印发机关", "印发日期", "署名"]

  let findings: Findings
  /// The segment (from 1) that a line of the file came from.
  private let segments: [Int: Int]

  init(_ sample: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    var head = Self.head.map { (key: $0.0, value: $0.1, segment: 0) }
    var text: [(line: String, segment: Int)] = []
    for (index, line) in sample.split(separator: "⏎").map(String.init).enumerated() {
      let key = Self.keys.first { line.hasPrefix($0 + "：") }
      guard let key, text.isEmpty else {
        text.append((line, index + 1))
        continue
      }
      let entry = (key, String(line.dropFirst(key.count + 1)), index + 1)
      head.removeAll { $0.key == key }
      if entry.1 != "无" { head.append(entry) }
    }
    if text.first.map({ $0.line.hasPrefix("===") }) ?? true { text.insert(("请按附件办理。", 0), at: 0) }
    var lines = head.map { ($0.key + "：" + $0.value, $0.segment) } + [("", 0)]
    for (index, entry) in text.enumerated() {
      lines.append(entry)
      let isLast = index + 1 == text.count || text[index + 1].line.hasPrefix("===")
      if entry.line.hasPrefix("==="), isLast { lines.append(("本件从略。", 0)) }
    }
    var map: [Int: Int] = [:]
    for (index, line) in lines.enumerated() { map[index + 1] = line.1 }
    segments = map
    let file = SourceFile(name: "稿件.txt", text: lines.map(\.0).joined(separator: "\n") + "\n")
    let options = EvaluationOptions(mode: .normal, today: Repository.world.today)
    let (document, reading) = ManuscriptReader().read(file: file, options: options)
    let renderer = DiagnosticRenderer()
    let read = try #require(
      document, "\(sample): \(renderer.render(reading))", sourceLocation: sourceLocation)
    findings = WritingChecker.check(read)
  }

  /// `W020@1:3`: code, segment and column of each finding, by place.
  var places: [String] {
    findings.sorted.map { finding in
      guard let span = finding.labels.first?.place.span else { return finding.code + "@-" }
      return "\(finding.code)@\(segments[span.line] ?? 0):\(span.column)"
    }
  }

  var problems: [WritingProblem] { findings.sorted.compactMap { $0.problem as? WritingProblem } }
}
