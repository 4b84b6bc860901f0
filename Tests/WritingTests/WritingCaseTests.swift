import TestSupport
import Testing
import Writing

/// One row of `Cases.tsv`: rule, sample, what is found.
struct WritingCase: CustomTestStringConvertible, Sendable {
  var rule: String
  var sample: String
  var expected: [String]
  var testDescription: String { "\(rule) \(sample.prefix(30))" }

  static let all: [WritingCase] = {
    let text = (try? Repository.text("Tests/WritingTests/Cases.tsv")) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let expected = fields.count > 2 && fields[2] != "-" ? fields[2] : ""
      return WritingCase(
        rule: fields[0], sample: fields.count > 1 ? fields[1] : "",
        expected: expected.split(separator: " ").map(String.init))
    }
  }()
}

@Suite("行文检查：逐条")
struct WritingCaseTests {
  @Test("每行稿件报出的正是表里写的规则和字位", arguments: WritingCase.all)
  func sample(_ row: WritingCase) throws {
    let bench = try WritingBench(row.sample)
    #expect(bench.places == row.expected, "\(row.sample)")
  }

  @Test("每条规则至少有一个正例、两个反例", arguments: WritingRule.allCases)
  func coverage(_ rule: WritingRule) {
    let rows = WritingCase.all.filter { $0.rule == rule.rawValue }
    let positive = rows.count { $0.expected.contains { $0.hasPrefix(rule.rawValue + "@") } }
    let negative = rows.count { !$0.expected.contains { $0.hasPrefix(rule.rawValue + "@") } }
    #expect(positive >= 1 && negative >= 2, "\(rule.rawValue): \(positive), \(negative)")
  }
}
