import Diagnostics
import Foundation
import TestSupport
import Testing

private struct Trouble: Problem {
  var code: String { "T003" }
  var severity: Severity { .warning }
  func message(in language: MessageLanguage) -> String { "写着“\"\\\n”" }
  func remedy(in language: MessageLanguage) -> String? { "改" }
}

@Test("members come in the order of their names, whatever the hash order")
func sortedMembers() {
  let names = (0..<40).map { "键\($0)" }
  let value = JSONValue.object(
    Dictionary(uniqueKeysWithValues: names.map { ($0, .integer(1)) }))
  let expected = "{" + names.sorted().map { "\"\($0)\":1" }.joined(separator: ",") + "}"
  #expect(value.serialized() == expected)
}

@Test("every character of Unicode's first plane survives a foreign reader")
func escapes() throws {
  let scalars = (0...0xFFFF).compactMap { Unicode.Scalar(UInt32($0)) }
  var text = ""
  text.unicodeScalars.append(contentsOf: scalars)
  text += "𬭎"
  let written = JSONValue.array([.text(text)]).serialized()
  #expect(!written.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x2028 })
  let read = try #require(
    try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String])
  #expect(Array(read[0].unicodeScalars) == Array(text.unicodeScalars))
}

@Test("pretty and plain writing; empty lists stay on one line")
func pretty() {
  let value = JSONValue.object(["b": .array([]), "a": .array([.null, .bool(true)])])
  #expect(value.serialized() == #"{"a":[null,true],"b":[]}"#)
  #expect(
    value.serialized(isPretty: true) == """
      {
        "a": [
          null,
          true
        ],
        "b": []
      }
      """)
}

@Test("a finding in JSON has severity, code, message, place and field, design section 8")
func finding() {
  let file = SourceFile(name: "案卷.yaml", text: "名\n名: 值")
  let diagnostic = Diagnostic(
    Trouble(),
    at: [
      Label(.data, .text(Span(file, 9..<12))),
      Label(.template, .cell(file: "a.xlsx", sheet: "表", reference: "B7")),
    ], field: "合同[2].名")
  #expect(
    DiagnosticRenderer().json(diagnostic).serialized(isPretty: true) == #"""
      {
        "code": "T003",
        "column": 4,
        "field": "合同[2].名",
        "file": "案卷.yaml",
        "line": 2,
        "message": "写着“\"\\\n”",
        "related": [
          {
            "cell": "B7",
            "file": "a.xlsx",
            "role": "template",
            "sheet": "表"
          }
        ],
        "remedy": "改",
        "severity": "warning"
      }
      """#)
}
