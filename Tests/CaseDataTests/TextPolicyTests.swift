import CaseData
import Diagnostics
import Testing

@Suite("文字照录")
struct TextPolicyTests {
  private func scalars(_ value: Value) -> [UInt32]? {
    guard case .text(let text) = value else { return nil }
    return text.unicodeScalars.map(\.value)
  }

  @Test(
    "names and texts are kept to the code point",
    arguments: [
      "欧阳㛃", "仉䶮", "令狐𬭎", "王𬎆", "艾力·买买提", "O'Neil Zhang", "李 三", "ＡＢＣ１２３", "（）：；？！",
      "龘㼆", "Ａ型（甲）", "〇一二", "①②", "20℃", "葛\u{E0100}城", "辻\u{FE00}", "é", "e\u{301}", "¥100",
      "□是 √否", "　　首行", " 前后 ",
    ])
  func kept(_ text: String) {
    let (value, codes) = read(text, .text)
    #expect(scalars(value) == text.unicodeScalars.map(\.value))
    #expect(codes.isEmpty, "\(codes)")
  }

  @Test(
    "what cannot be printed or seen is refused with its code point and place",
    arguments: [
      ("甲\u{1}", "D054", "U+0001", 2), ("甲\t乙", "D054", "U+0009", 2),
      ("\u{202E}甲", "D054", "U+202E", 1),
      ("甲\u{200B}乙", "D054", "U+200B", 2), ("甲\u{FEFF}", "D054", "U+FEFF", 2),
      ("张\u{FFFD}", "D055", "U+FFFD", 2),
      ("王\u{E863}", "D056", "U+E863", 2), ("王\u{F0000}", "D056", "U+F0000", 2),
      ("王\u{10FFFD}", "D056", "U+10FFFD", 2),
      ("\u{E0100}甲", "D054", "U+E0100", 1), ("甲\u{2028}乙", "D054", "U+2028", 2),
      ("一\n二", "D053", "", 2),
      ("甲\u{AD}乙", "D054", "U+00AD", 2), ("甲\u{85}", "D054", "U+0085", 2),
    ])
  func refused(_ text: String, _ code: String, _ point: String, _ position: Int) {
    let field = FieldDeclaration(name: "姓名", kind: .text)
    let (datum, findings) = CaseConverter.convert(
      RawNode(.scalar(text, isQuoted: true), at: .nowhere), as: field)
    #expect(findings.all.map(\.code) == [code])
    let message = findings.all.first?.problem.message(in: .chinese) ?? ""
    #expect(
      (point.isEmpty || message.contains(point)) && message.contains("第 \(position) 个字符"),
      "\(message)")
    if case .faulty = datum.value {} else { Issue.record("\(text) was accepted") }
  }

  @Test(
    "a text beyond reason is refused; a stated limit of its own comes first",
    arguments: [
      (FieldKind.text, nil, 200_000, []), (.text, nil, 200_001, ["D064"]),
      (.text, 10, 200_000, ["D050"]), (.text, 10, 200_001, ["D064"]),
      (.text, 300_000, 250_000, []), (.text, 300_000, 300_001, ["D064"]),
      (.longText, nil, 1_000_000, []), (.longText, nil, 1_000_001, ["D064"]),
    ] as [(FieldKind, Int?, Int, [String])])
  func beyondReason(_ kind: FieldKind, _ limit: Int?, _ count: Int, _ codes: [String]) {
    var field = FieldDeclaration(name: "说明", kind: kind)
    field.maximumLength = limit
    let text = String(repeating: "a", count: count)
    let (_, findings) = CaseConverter.convert(
      RawNode(.scalar(text, isQuoted: true), at: .nowhere), as: field)
    #expect(findings.all.map(\.code) == codes)
  }

  @Test("noncharacters of every plane are refused")
  func noncharacters() {
    let codes = (0...16).flatMap { [UInt32($0) << 16 | 0xFFFE, UInt32($0) << 16 | 0xFFFF] }
    for code in codes + Array(0xFDD0...0xFDEF) {
      guard let scalar = Unicode.Scalar(code) else { continue }
      #expect(read("甲" + String(scalar), .text).codes == ["D054"])
    }
  }

  @Test(
    "radicals and compatibility forms warn, name the ordinary character, and are kept (std:C-10)",
    arguments: [
      ("⼀", "一"), ("⾦", "金"), ("⻓", "长"), ("⻰", "龙"), ("\u{F900}", "豈"), ("\u{FA19}", "神"),
      ("\u{2F804}", "你"),
      ("ꎬ", "，"), ("︶", "）"), ("ꎮ", "。"), ("・", "·"),
    ])
  func lookalikes(_ character: String, _ twin: String) {
    let field = FieldDeclaration(name: "姓名", kind: .text)
    let (datum, findings) = CaseConverter.convert(
      RawNode(.scalar("甲" + character, isQuoted: true), at: .nowhere), as: field)
    #expect(findings.all.map(\.code) == ["D057"])
    #expect(!findings.hasErrors)
    let remedy = findings.all.first?.problem.remedy(in: .chinese) ?? ""
    #expect(remedy.contains("“\(twin)”"), "\(remedy)")
    #expect(scalars(datum.value) == ("甲" + character).unicodeScalars.map(\.value))
  }

  @Test("the twelve unified characters among the compatibility forms are ordinary (std:C-1)")
  func unified() {
    for text in ["﨎", "﨏", "﨑", "﨓", "﨔", "﨟", "﨡", "﨣", "﨤", "﨧", "﨨", "﨩"] {
      #expect(read(text, .text).codes.isEmpty, "\(text)")
    }
  }

  @Test("the table of twins agrees with canonical equivalence for every compatibility ideograph")
  func twinsAreEquivalent() {
    for code in [0xF900...0xFAD9, 0x2F800...0x2FA1D].joined() {
      guard let scalar = Unicode.Scalar(UInt32(code)),
        case .lookalike(let twin?) = TextPolicy.findings(
          in: String(scalar), allowsLineBreaks: false
        )
        .first?.concern
      else { continue }
      #expect(String(twin) == String(scalar), "\(String(code, radix: 16))")
    }
  }

  @Test("a half-width ? beside Chinese warns; elsewhere it is ordinary")
  func questionMarks() {
    #expect(read("欧阳?", .text).codes == ["D058"])
    #expect(read("张??", .text).codes == ["D058"])
    #expect(read("Ready? Yes", .text).codes.isEmpty)
    #expect(read("怎样？", .text).codes.isEmpty)
  }

  @Test("长文本 holds line breaks; a YAML block's last one goes")
  func longTexts() {
    #expect(read("一\n二\n", .longText).codes.isEmpty)
    #expect(shown("一\n二\n", .longText) == "一\n二")
    #expect(shown("一\n", .text) == "一")
  }

  @Test("字数 counts scalars, a base with its variation selector once (std:C-10)")
  func lengths() {
    func codes(_ text: String, _ limit: Int) -> [String] {
      let field = FieldDeclaration(name: "甲", kind: .longText, maximumLength: limit)
      return CaseConverter.convert(RawNode(.scalar(text, isQuoted: true), at: .nowhere), as: field)
        .1.all.map(\.code)
    }
    #expect(codes("令狐𬭎", 3).isEmpty)
    #expect(codes("葛\u{E0100}城", 2).isEmpty)
    #expect(codes("一二三四", 3) == ["D050"])
    #expect(codes("一\n二\n三", 3).isEmpty)
  }

  @Test("one character that recurs is one finding with its count; many kinds end at twenty")
  func counts() {
    let findings = TextPolicy.findings(in: "甲\u{200B}乙\u{200B}", allowsLineBreaks: false)
    #expect(findings.map(\.count) == [2])
    let many = String(String.UnicodeScalarView((0xE000..<0xE100).compactMap { Unicode.Scalar($0) }))
    #expect(TextPolicy.findings(in: many, allowsLineBreaks: false).count == 20)
  }

  @Test("every assigned block of Han is kept (std:C-7)")
  func allHan() {
    let blocks: [ClosedRange<UInt32>] = [
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x2A6DF, 0x2A700...0x2B739, 0x2B740...0x2B81D,
      0x2B820...0x2CEA1, 0x2CEB0...0x2EBE0, 0x30000...0x3134A, 0x31350...0x323AF, 0x2EBF0...0x2EE5D,
    ]
    for block in blocks {
      let text = String(String.UnicodeScalarView(block.compactMap { Unicode.Scalar($0) }))
      #expect(TextPolicy.findings(in: text, allowsLineBreaks: false).isEmpty)
    }
  }
}
