import CaseData
import Diagnostics
import TestSupport
import Testing

/// Two seconds (design section 11), as a release build must keep; a debug build beside other tests
/// is given more.
#if DEBUG
  let longest = Duration.seconds(20)
#else
  let longest = Duration.seconds(2)
#endif

@Suite("YAML")
struct YAMLReaderTests {
  private func read(_ text: String) -> (node: RawNode?, findings: Findings) {
    let (node, findings) = CaseReader.read(bytes: Array(text.utf8), name: "案例.yaml")
    return (node, findings)
  }
  private func result(_ text: String) -> String {
    let (node, findings) = read(text)
    return ([outline(node)] + findings.all.map(\.code)).joined(separator: " ")
  }

  @Test(
    "scalars stay text: 0012, no and 1.50 are what was written",
    arguments: [
      ("编号: 0012\n答复: no\n金额: 1.50\n", "{编号:0012,答复:no,金额:1.50}"),
      ("甲: \"0012\"\n乙: '是'\n", "{甲:'0012',乙:'是'}"),
      ("甲:\n乙: ~\n丙: null\n丁: \"\"\n", "{甲:null,乙:null,丙:null,丁:''}"),
      ("时刻: 17:29\n日期: 2024-03-08\n", "{时刻:17:29,日期:2024-03-08}"),
      ("合同:\n  - 甲: 1\n    乙: 2\n  - 甲: 3\n", "{合同:[{甲:1,乙:2},{甲:3}]}"),
      ("合同:\n- 甲: 1\n- 甲: 2\n其他: 3\n", "{合同:[{甲:1},{甲:2}],其他:3}"),
      ("甲: [1, \"二\", {a: b}]\n", "{甲:[1,'二',{a:b}]}"),
      ("说明: |\n  第一行\n  & 第二行\n  键: 值\n乙: 1\n", "{说明:'第一行\n& 第二行\n键: 值\n',乙:1}"),
      ("---\n甲: 1\n...\n", "{甲:1}"), ("# 注\n甲: 1 # 注\n", "{甲:1}"),
      ("甲: 张三*李四 & 王五!\n", "{甲:张三*李四 & 王五!}"),
      ("网址: http://a.cn/b\n", "{网址:http://a.cn/b}"), ("甲: '它''s * &'\n", "{甲:'它's * &'}"),
      ("甲: \"一\n  二\"\n乙: 1\n", "{甲:'一 二',乙:1}"), ("说明: >-\n  一\n  二\n", "{说明:'一 二'}"),
      ("空: []\n记录: {}\n", "{空:[],记录:{}}"), ("甲: 一\n  二\n乙: 1\n", "{甲:一 二,乙:1}"),
    ])
  func accepted(_ text: String, _ expected: String) { #expect(result(text) == expected) }

  @Test(
    "anchors, aliases, tags and duplicate keys are refused",
    arguments: [
      ("甲: &a 1\n乙: *a\n", "nil D030 D030"), ("甲: !!int 1\n", "nil D031"),
      ("甲: !foo {a: 1}\n", "nil D031"),
      ("甲: 1\n乙: 2\n甲: 3\n", "nil D028"), ("合同:\n  - 甲: 1\n    甲: 2\n", "nil D028"),
      ("合同: {甲: 1, 甲: 2}\n", "nil D028"), ("<<: *a\n", "nil D030"), ("? [a]\n: 1\n", "{} D032"),
      ("甲: 1\n---\n乙: 2\n", "nil D037"), ("[&a 1, *a]", "nil D030"),
    ])
  func refused(_ text: String, _ expected: String) { #expect(result(text) == expected) }

  @Test("an alias bomb is refused before it is expanded")
  func bomb() {
    var text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (name, last) in zip("bcdefghij", "abcdefghi") {
      text +=
        "\(name): &\(name) [" + Array(repeating: "*\(last)", count: 9).joined(separator: ", ")
        + "]\n"
    }
    #expect(read(text).findings.all.allSatisfy { $0.code == "D030" })
    #expect(read("? &a [x]\n: 1\n").findings.hasErrors)
  }

  @Test(
    "the slips of an input method are named by line, all of them",
    arguments: [
      ("单位名称：太原\n金额：1\n", "nil D035 D035"), ("甲: 1\n单位名称：太原\n乙: 2\n", "nil D035"),
      ("甲:1\n乙: 2\n", "nil D036"), ("合同:\n\t- 甲: 1\n", "nil D034"),
      ("甲: [1, 2\n乙: 3\n", "nil D038"),
      ("甲: 一: 二\n", "nil D038"), ("甲: \"没有结束\n", "nil D022"), ("- 甲\n", "nil D039"),
      ("只有一句话\n", "nil D039"),
      ("", "nil D010"), ("# 只有注释\n", "nil D010"), ("甲: @乙\n", "nil D038"),
      ("甲: 1\n 乙: 2\n", "nil D038"),
    ])
  func slips(_ text: String, _ expected: String) { #expect(result(text) == expected) }

  @Test("duplicate keys show both places")
  func duplicatePlaces() {
    let finding = read("甲: 1\n乙: 2\n甲: 3\n").findings.all.first
    #expect(finding?.labels.map { $0.place.span?.line } == [3, 1])
  }

  @Test("values have the place of their token, behind Chinese keys and in lists")
  func places() {
    let (node, _) = read("单位: 太原\n合同:\n  - 日期: \"2024年\"\n    金额: 一  # 注\n说明: |\n  甲\n")
    func spans(_ node: RawNode?) -> [String] {
      switch node?.content {
      case .object(let members):
        members.flatMap { ["\($0.keyPlace.span?.text ?? "")"] + spans($0.value) }
      case .list(let items): items.flatMap { spans($0) }
      default:
        [
          "\(node?.place.span?.line ?? 0):\(node?.place.span?.column ?? 0)=\(node?.place.span?.text ?? "")"
        ]
      }
    }
    #expect(
      spans(node) == [
        "单位", "1:5=太原", "合同", "日期", "3:9=\"2024年\"", "金额", "4:9=一", "说明", "5:5=|",
      ])
  }

  @Test("depth and number of values are limited, quickly")
  func limits() {
    let time = ThreadTime.measure {
      #expect(
        read("甲: " + String(repeating: "[", count: 100_000)).findings.all.map(\.code) == ["D029"])
      #expect(
        read(String(repeating: "- ", count: 100_000) + "1").findings.all.map(\.code) == ["D029"])
      let indented = (0..<1000).map { String(repeating: " ", count: $0) + "a:" }.joined(
        separator: "\n")
      #expect(read(indented).findings.all.map(\.code) == ["D029"])
      #expect(
        read("甲: [" + String(repeating: "1,", count: 200_000) + "1]").findings.all.map(\.code) == [
          "D033"
        ])
      #expect(
        read("甲: " + String(repeating: "字", count: 4 << 20)).findings.all.map(\.code) == ["D001"])
    }
    #expect(time < longest, "\(time)")
  }

  @Test(
    "what Yams would take long over ends within two seconds",
    arguments: [
      String(repeating: "a: [", count: 60),
      "k: \"" + String(repeating: "字", count: 2_000_000) + "\"",
      "k: " + String(repeating: "a ", count: 2_000_000), String(repeating: "? a\n", count: 40_000),
      (0..<20_000).map { "k\($0): v\n" }.joined(),
      "k:\n" + String(repeating: "  - x\n", count: 90_000),
      String(repeating: "\n", count: 2_000_000),
      "k: '" + String(repeating: "''", count: 1_000_000) + "'",
      "k: \"" + String(repeating: "\\n", count: 1_000_000) + "\"",
      "k: " + String(repeating: "#", count: 2_000_000),
      "k: |\n" + String(repeating: "  行\n", count: 300_000),
      String(repeating: "{", count: 60) + String(repeating: "a: b, ", count: 30_000),
    ].map(LongText.init))
  func slow(_ text: LongText) {
    let time = ThreadTime.measure { _ = read(text.text) }
    #expect(time < longest, "\(time)")
  }

  @Test("JSON goes by its name or first sign; a .yaml that begins with a bracket is YAML")
  func dispatch() {
    func codes(_ text: String, _ name: String) -> [String] {
      CaseReader.read(bytes: Array(text.utf8), name: name).1.all.map(\.code)
    }
    #expect(codes("{a: b}", "甲.yaml").isEmpty)
    #expect(codes("{a: b}", "甲.json") == ["D020", "D020"])
    #expect(codes("{\"a\": \"b\",}", "甲") == ["D014"])
    #expect(codes("a: b", "甲").isEmpty)
    #expect(codes("[1]", "甲.json") == ["D039"])
  }

  @Test("property: every prefix and many changes of a case end in a diagnostic or a value")
  func fuzz() {
    let text = Array(
      "单位: &a \"太\\u4e2d原\"\n合同:\n  - 日期: '2024'\n    b: [1, {c: d}]\n说明: |\n  * 甲\n".utf8)
    for end in 0...text.count {
      let (node, findings) = CaseReader.read(bytes: Array(text[..<end]), name: "甲.yaml")
      #expect(node != nil || findings.hasErrors)
    }
    let signs = Array("\t:-[]{}#&*!|>'\"%@`?, \n\u{0}a".utf8)
    for index in text.indices {
      for sign in signs {
        var changed = text
        changed[index] = sign
        let (node, findings) = CaseReader.read(bytes: changed, name: "甲.yaml")
        #expect(node != nil || findings.hasErrors)
      }
    }
  }
}
