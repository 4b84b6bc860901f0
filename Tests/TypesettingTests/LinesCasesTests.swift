import Diagnostics
import Document
import Foundation
import Testing
import Typesetting
import Typography

/// A line of `Tests/Expected/composition-cases.txt`, whose head explains it.
struct CompositionCase {
  var rule: Int
  var input: String
  var expected: String?
  var font: FontRole?
  var setting: ParagraphSetting
  var inlines: [Inline]
  var showsWidths: Bool

  init?(_ line: String) {
    let halves = line.components(separatedBy: " → ")
    let fields = halves[0].components(separatedBy: "; ")
    guard fields.count == 6, let rule = Int(fields[0].dropFirst(2)), fields[0].hasPrefix("T-"),
      let size = TypeSize.named(fields[2]), let measure = Self.measure(fields[3])
    else { return nil }
    let isGrid = fields[4].hasPrefix("按格")
    guard isGrid || fields[4].hasPrefix("行文") else { return nil }
    self.rule = rule
    input = halves[0]
    expected = halves.count > 1 ? halves[1] : nil
    font = FontRole(rawValue: fields[1])
    guard font != nil || fields[1] == "方格" else { return nil }
    showsWidths = fields[4].hasSuffix("量")
    setting = ParagraphSetting(
      mode: isGrid ? .grid(cell: size) : .running,
      measure: Length(emu: Int(Double(size.emu) * measure.width)), font: font ?? .fangsong,
      size: size, firstIndent: size * measure.indent, pitch: size * 2)
    inlines = Self.inlines(fields[5])
  }

  private static func measure(_ field: String) -> (width: Double, indent: Int)? {
    let parts = field.components(separatedBy: " 缩")
    guard let width = Double(parts[0]) else { return nil }
    return (width, parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
  }

  private static func inlines(_ text: String) -> [Inline] {
    guard text.hasPrefix("{"), let colon = text.firstIndex(of: ":"),
      let end = text.firstIndex(of: "}"),
      let cells = Int(text[text.index(after: text.startIndex)..<colon])
    else { return [.text(text)] }
    let label = String(text[text.index(after: colon)..<end])
    return [
      .text(TextRun(label, style: TextStyle(spreadCells: cells))),
      .text(String(text[text.index(after: end)...])),
    ]
  }

  /// The lines as the file writes them, with some rules switched off.
  func result(without off: CompositionRules = []) -> String {
    var setting = setting
    setting.rules.subtract(off)
    var findings = Findings()
    let composer =
      font == nil ? LineComposer(glyphs: CellGlyphs()) : LineComposer(fonts: pageFonts)
    let paragraph = composer.prepare(inlines, setting, findings: &findings)
    return paragraph.clusters().map { showsWidths ? widths($0) : $0.map(\.text).joined() }
      .joined(separator: "⏎")
  }

  private func widths(_ line: [PreparedParagraph.Cluster]) -> String {
    func hundredths(_ emu: Int) -> Int {
      Int((Double(emu) * 100 / Double(setting.size.emu)).rounded())
    }
    var parts: [(text: String, width: Int)] = []
    for cluster in line {
      let gap = hundredths(cluster.gap)
      let width = hundredths(cluster.width)
      if gap != 0 { parts.append(("", gap)) }
      if let last = parts.last, gap == 0, last.width == width, !last.text.isEmpty {
        parts[parts.count - 1].text += cluster.text
      } else {
        parts.append((cluster.text == " " ? "␠" : cluster.text, width))
      }
    }
    return parts.map { $0.text.isEmpty ? "+\($0.width)" : "\($0.text)=\($0.width)" }
      .joined(separator: " ")
  }
}

@Suite("断行：逐条规则各例") struct LinesCasesTests {
  static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Expected/composition-cases.txt").path

  private func lines() throws -> [String] {
    try String(contentsOfFile: Self.path, encoding: .utf8).components(separatedBy: "\n")
  }

  private func cases() throws -> [CompositionCase] {
    try lines().filter { !$0.isEmpty && !$0.hasPrefix("#") }.map { line in
      try #require(CompositionCase(line), "\(line)")
    }
  }

  @Test("各例的断行与宽度同文件所记")
  func matches() throws {
    let records = ProcessInfo.processInfo.environment["RECORD_LINES"] == "1"
    var recorded: [String] = []
    for line in try lines() {
      guard !line.isEmpty, !line.hasPrefix("#") else {
        recorded.append(line)
        continue
      }
      let example = try #require(CompositionCase(line), "\(line)")
      let result = example.result()
      recorded.append("\(example.input) → \(result)")
      if !records { #expect(result == example.expected, "\(line)") }
    }
    if records {
      try recorded.joined(separator: "\n").write(
        toFile: Self.path, atomically: true, encoding: .utf8)
      Issue.record("recorded anew; look at the difference")
    }
  }

  /// The rules of std:T-1 to T-31 that decide a break or a width. T-14 (hanging) is off in 公文;
  /// T-30, T-32 and T-33 decide neither.
  static let deciding = Array(1...13) + Array(20...28) + [31]

  @Test("T-1 至 T-31 凡定断行或宽度者，各有两例以上，关掉该条必有一例改变", arguments: deciding)
  func decides(rule: Int) throws {
    let cases = try cases().filter { $0.rule == rule }
    #expect(cases.count >= 2, "T-\(rule) has \(cases.count) cases")
    #expect(CompositionRules.all.contains(.rule(rule)), "T-\(rule) cannot be switched off")
    let changed = cases.filter { $0.result(without: .rule(rule)) != $0.result() }
    #expect(!changed.isEmpty, "no case of T-\(rule) depends on it")
  }

  @Test("每条规则都在例表之列")
  func complete() {
    let listed = Self.deciding.reduce(into: CompositionRules()) { $0.insert(.rule($1)) }
    #expect(listed == CompositionRules.all)
  }
}
