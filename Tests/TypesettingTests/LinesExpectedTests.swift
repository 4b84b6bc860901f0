import Foundation
import Testing
import Typesetting

/// One line a case in `Tests/Expected/lines.txt`: `mode; width; indent; text → lines`, widths in cells, lines
/// joined by ⏎. A defect once found gets a line there before its fix.
@Suite("断行：预期文件") struct LinesExpectedTests {
  static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Expected/lines.txt").path

  /// With `RECORD_LINES=1` the file is written anew, and the run fails, so that nobody records
  /// unseen.
  @Test("各例断行与文件所记相同")
  func matches() throws {
    let content = try String(contentsOfFile: Self.path, encoding: .utf8)
    var recorded: [String] = []
    var differing: [String] = []
    for line in content.split(separator: "\n", omittingEmptySubsequences: false) {
      guard !line.hasPrefix("#"), !line.isEmpty else {
        recorded.append(String(line))
        continue
      }
      let result = try Self.result(of: String(line))
      recorded.append(result)
      if result != line { differing.append("\(line)\n  now: \(result)") }
    }
    let records = ProcessInfo.processInfo.environment["RECORD_LINES"] == "1"
    if records {
      try recorded.joined(separator: "\n").write(
        toFile: Self.path, atomically: true, encoding: .utf8)
    }
    #expect(!records, "recorded anew; look at the difference")
    #expect(differing.isEmpty, "\(differing.joined(separator: "\n"))")
    #expect(recorded.count > 20)
  }

  static func result(of line: String) throws -> String {
    let input = try #require(line.components(separatedBy: " → ").first)
    let fields = input.components(separatedBy: "; ")
    try #require(fields.count == 4, "\(line)")
    let width = try #require(Double(fields[1]))
    let indent = try #require(Double(fields[2]))
    let dump =
      fields[0] == "title"
      ? LinesTitleTests.title(fields[3], width: width)
      : compose(fields[3], fields[0] == "grid" ? gridMode : .running, width: width, indent: indent)
        .dump
    return input + " → " + dump
  }
}
