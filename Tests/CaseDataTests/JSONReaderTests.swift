import CaseData
import Diagnostics
import TestSupport
import Testing

/// A node as text, for comparison: keys and scalars as read, `'` around quoted ones.
func outline(_ node: RawNode?) -> String {
  switch node?.content {
  case nil: "nil"
  case .null: "null"
  case .scalar(let text, let isQuoted): isQuoted ? "'\(text)'" : text
  case .list(let items): "[" + items.map { outline($0) }.joined(separator: ",") + "]"
  case .rows(let source): "[\(source.rowCount) 行]"
  case .object(let members):
    "{" + members.map { "\($0.key):\(outline($0.value))" }.joined(separator: ",") + "}"
  }
}

@Suite("JSON")
struct JSONReaderTests {
  private func read(_ text: String) -> (node: RawNode?, findings: Findings) {
    CaseReader.readJSON(SourceFile(name: "甲.json", text: text))
  }
  private func result(_ text: String) -> String {
    let (node, findings) = read(text)
    return ([outline(node)] + findings.all.map(\.code)).joined(separator: " ")
  }

  @Test(
    "what RFC 8259 allows is read, number text kept",
    arguments: [
      (#"{"a": 1.50, "b": [true, false, null], "c": {}}"#, "{a:1.50,b:[true,false,null],c:{}}"),
      (" [ ] ", "[]"), ("0", "0"), ("-0", "-0"), ("1e+10", "1e+10"),
      ("123456789012345678901234567890", "123456789012345678901234567890"),
      (#""a\"\\\/\b\f\n\r\t\u0041""#, "'a\"\\/\u{8}\u{C}\n\r\tA'"),
      (#""\ud872\udf4e""#, "'\u{2CB4E}'"), (#""\uD83D\uDE00""#, "'\u{1F600}'"),
      ("\"\u{2CB4E}\"", "'\u{2CB4E}'"),
      (#"{"": ""}"#, "{:''}"),
    ])
  func accepted(_ text: String, _ expected: String) { #expect(result(text) == expected) }

  @Test(
    "slips are reported and read over",
    arguments: [
      ("[1,2,]", "[1,2] D014"), (#"{"a": 1,}"#, "{a:1} D014"),
      (#"{"a": 1 "b": 2}"#, "{a:1,b:2} D015"),
      ("[1,,2]", "[1,2] D016"), ("[,1]", "[1] D016"), (#"{"a"：1，"b": 2}"#, "{a:1,b:2} D019 D019"),
      ("{a: 1}", "{a:1} D020"), ("{'a': 'b'}", "{a:'b'} D021 D021"),
      (#"{“a”: “b”}"#, "{a:'b'} D021 D021"),
      ("[yes]", "['yes'] D020"), ("[01]", "[01] D026"), ("[1.]", "[1.] D026"),
      ("[.5]", "[.5] D026"),
      ("[+1]", "[+1] D026"), ("[1e]", "[1e] D026"), ("[NaN]", "['NaN'] D020"),
      ("[1] // 注", "[1] D027"), ("/* 注 */ [1]", "[1] D027"), (#"{"a": 1, "a": 2}"#, "{a:1} D028"),
      (#"["\x"]"#, "['x'] D023"), (#"["\ud872"]"#, "[''] D024"),
      (#"["\ud872\u0041"]"#, "['A'] D024"),
      (#"["\udf4e"]"#, "[''] D024"), ("[\"a\tb\"]", "['a\tb'] D025"), ("[1] 2", "[1] D013"),
      ("[1]　", "[1] D019"), (#"["\u12"]"#, "['12'] D023"),
    ])
  func recovered(_ text: String, _ expected: String) { #expect(result(text) == expected) }

  @Test(
    "what cannot be read over ends the reading with one finding",
    arguments: [
      ("", "nil D010"), ("  \n", "nil D010"), ("[1", "[1] D011"), (#"{"a""#, "{} D011"),
      (#"{"a" 1}"#, "{} D017"),
      ("[1}", "[1] D018"), (#"["a"#, "[] D022"), ("[\"a\nb\"]", "[] D022"), ("{:1}", "{} D012"),
      ("[:]", "[] D012"),
      ("]", "nil D012"), ("{\"a\":", "{} D011"), ("\"\\", "nil D011"), ("[\"\\ud8", "[] D023 D022"),
    ])
  func stopped(_ text: String, _ expected: String) { #expect(result(text) == expected) }

  @Test("many errors come at once, each at its line and column")
  func places() {
    let text = """
      {
        "单位名称": "甲",
        "单位名称": "乙",
        "金额": 01,
        “日期”: "丙",
      }
      """
    let findings = read(text).findings.all
    #expect(findings.map(\.code) == ["D028", "D026", "D021", "D014"])
    let places = findings.map { finding -> String in
      let span = finding.labels.first?.place.span
      return "\(span?.line ?? 0):\(span?.column ?? 0)"
    }
    #expect(places == ["3:3", "4:9", "5:3", "5:12"])
    #expect(findings[0].labels.last?.place.span?.line == 2)
  }

  @Test("64 levels are read, 65 are refused, and a million end at once")
  func depth() {
    func nested(_ count: Int) -> String {
      String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    #expect(read(nested(64)).findings.isEmpty)
    #expect(read(nested(65)).findings.all.map(\.code) == ["D029"])
    #expect(read(nested(1_000_000)).findings.all.map(\.code) == ["D029"])
    let objects = String(repeating: #"{"a":"#, count: 1000)
    #expect(read(objects).findings.all.map(\.code) == ["D029"])
  }

  @Test("a string of 10 MB is read well under a second; ten thousand errors stop at a hundred")
  func large() {
    let text = "{\"甲\": \"" + String(repeating: "令狐𬭎一二三四五", count: 400_000) + "\"}"
    let file = SourceFile(name: "大.json", text: text)
    var node: RawNode?
    let time = ThreadTime.measure { node = CaseReader.readJSON(file).0 }
    #expect(time < longest / 2, "\(time)")
    if case .object(let members) = node?.content,
      case .scalar(let value, _) = members[0].value.content
    {
      #expect(value.utf8.count == 400_000 * 25)
    } else {
      Issue.record("not read")
    }
    let broken = "[" + String(repeating: "01,", count: 10_000) + "1]"
    #expect(read(broken).findings.all.count == 100)
  }

  @Test(
    "property: every prefix and every one-byte change of a case ends in a diagnostic or a value")
  func fuzz() {
    let text = Array(#"{"单位": ["a\u4e2d\ud872\udf4e", -1.5e3, {"b": null}], "c": true}"#.utf8)
    for end in 0...text.count {
      let file = SourceFile(name: "甲", bytes: Array(text[..<end]))
      let (node, findings) = CaseReader.readJSON(file)
      #expect(node != nil && end == text.count || findings.hasErrors)
    }
    for index in text.indices {
      for byte in stride(from: UInt8(0x00), to: 0xFF, by: 7) {
        var changed = text
        changed[index] = byte
        let (node, findings) = CaseReader.readJSON(SourceFile(name: "甲", bytes: changed))
        #expect(node != nil || findings.hasErrors)
      }
    }
  }
}
