import Diagnostics
import Document
import Testing
import Typesetting

@Suite("断行：穷举") struct LinesExhaustiveTests {
  static let alphabet: [Character] = ["字", "（", "）", "，", "1", "—"]

  /// All strings over six classes up to a length: 9,330 for five.
  static func strings(upTo length: Int) -> [String] {
    var all: [String] = []
    var last = [""]
    for _ in 0..<length {
      last = last.flatMap { prefix in alphabet.map { prefix + String($0) } }
      all += last
    }
    return all
  }

  @Test("凡五字以内六类字符之串，合行等于原文，不超宽，禁则不犯", arguments: [false, true])
  func holds(grid: Bool) {
    var broken: [String] = []
    for text in Self.strings(upTo: 5) {
      for width in [2.0, 3.0] {
        var findings = Findings()
        let lines = compose(
          [.text(text)], grid ? gridMode : .running, width: width, findings: &findings)
        let codes = Set(findings.all.map(\.code))
        if lines.map(\.text).joined() != text { broken.append("\(text) \(width): \(lines.dump)") }
        if !codes.contains("L011"), lines.contains(where: { $0.end > width + 0.001 }) {
          broken.append("\(text) \(width) wide: \(lines.dump) \(lines.map(\.end))")
        }
        // Runs of more than two dashes may break between units (std:T-6).
        if !text.contains("———"), codes.isDisjoint(with: ["L010", "L011", "L012"]) {
          for (number, line) in lines.enumerated() where breaksRule(line.text, number, lines.count)
          {
            broken.append("\(text) \(width) edge: \(lines.dump)")
          }
        }
      }
    }
    #expect(broken.isEmpty, "\(broken.count): \(broken.prefix(12))")
  }

  private func breaksRule(_ line: String, _ number: Int, _ count: Int) -> Bool {
    guard let first = line.unicodeScalars.first, let last = line.unicodeScalars.last else {
      return true
    }
    let startsBadly = number > 0 && "），".unicodeScalars.contains(first)
    let startsWithConnector = number > 0 && first == "—" && !line.hasPrefix("——")
    let endsBadly = number < count - 1 && last == "（"
    return startsBadly || startsWithConnector || endsBadly
  }

  @Test("三格窄栏里，只在别无他法时才犯禁则")
  func yieldsOnlyWhenForced() {
    for text in Self.strings(upTo: 4) {
      var findings = Findings()
      let lines = compose([.text(text)], width: 4, findings: &findings)
      // Four characters fit four cells whatever they are.
      #expect(lines.count == 1 && findings.isEmpty, "\(text): \(lines.dump)")
    }
  }
}
