import Diagnostics
import TestSupport
import Testing
import Writing

/// A row of the tables of `docs/writing.md`.
struct WritingPageRow: CustomTestStringConvertible, Sendable {
  var code: String
  var severity: String
  var clause: String
  var wrong: String
  var right: String
  var testDescription: String { code }

  static let all: [WritingPageRow] = {
    let text = (try? Repository.text("docs/writing.md")) ?? ""
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
      guard cells.count == 8, cells[1].hasPrefix("W") else { return nil }
      return WritingPageRow(
        code: cells[1], severity: cells[3], clause: cells[4],
        wrong: cells[5].replacing("<br>", with: "⏎"), right: cells[6].replacing("<br>", with: "⏎"))
    }
  }()
}

@Suite("行文检查：说明文件 docs/writing.md")
struct WritingPageTests {
  @Test("每条规则都有一行，编号不重")
  func complete() {
    #expect(
      WritingPageRow.all.map(\.code).sorted() == WritingRule.allCases.map(\.rawValue).sorted())
  }

  @Test("轻重、依据与程序相同；错例报出本条，对例什么也不报", arguments: WritingPageRow.all)
  func row(_ row: WritingPageRow) throws {
    let rule = try #require(WritingRule(rawValue: row.code))
    #expect(row.severity == (rule.severity == .error ? "错误" : "提示"))
    #expect(row.clause == rule.clause)
    let wrong = try WritingBench(row.wrong)
    #expect(wrong.findings.all.contains { $0.code == row.code }, "\(row.wrong): \(wrong.places)")
    let right = try WritingBench(row.right)
    #expect(right.places == [], "\(row.right)")
  }

  @Test("易混用字表：每行的错字查得到，正字不再报", arguments: ConfusedWord.all.map(\.wrong))
  func confused(_ word: String) throws {
    let row = try #require(ConfusedWord.all.first { $0.wrong == word })
    func found(_ word: String) throws -> [WritingProblem] {
      let tail = word == "截止" ? "2025年" : "系统"
      return try WritingBench("请将\(word)\(tail)的情况报来。").problems.filter { $0.code == "W050" }
    }
    let problems = try found(row.wrong)
    #expect(problems.map(\.found) == [row.wrong])
    #expect(problems.map(\.wanted) == [row.right])
    #expect(problems.allSatisfy { $0.clause == row.source && !row.source.isEmpty })
    #expect(try found(row.right).isEmpty)
  }
}
