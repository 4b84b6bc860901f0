import Cleaning
import TestSupport
import Testing

/// A generator of repeatable random numbers (splitmix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Makes of a clean manuscript what a PDF copied out would be: lines of one width without indents,
/// mis-mapped marks, full-width figures, blanks beside figures, page numbers, columns.
struct Degrader {
  var random: Seeded
  /// In half cells.
  let measure = 52

  mutating func raw(_ manuscript: String) -> String {
    var head: [String: String] = [:]
    var text: [String] = []
    var isHead = true
    for line in manuscript.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    {
      if isHead, let colon = line.firstIndex(of: "：") {
        head[String(line[..<colon])] = String(line[line.index(after: colon)...])
      } else if line.isEmpty {
        isHead = false
      } else {
        text.append(line)
      }
    }
    var lines: [String] = []
    for name in (head["发文机关"] ?? "").split(separator: "、") { lines.append(String(name)) }
    lines[0] += "文件"
    lines += ["", head["发文字号"] ?? "", ""]
    lines += wrapped(head["标题"] ?? "", indent: 0)
    lines += wrapped((head["主送"] ?? "") + "：", indent: 0)
    let annexStart = text.firstIndex { $0.hasPrefix("===") } ?? text.count
    for line in text[..<annexStart] { lines += wrapped(line, indent: 4) }
    let names = text.filter { $0.hasPrefix("===") }.map { String($0.split(separator: "　")[1]) }
    for (index, name) in names.enumerated() {
      lines.append((index == 0 ? "附件：" : "") + "\(index + 1).\(name)")
    }
    lines.append((head["署名"] ?? "").replacing("、", with: "　 "))
    lines += [head["成文日期"] ?? "", head["附注"].map { "（\($0)）" } ?? ""]
    lines += annexes(text[annexStart...])
    lines += wrapped("抄送：" + (head["抄送"] ?? "") + "。", indent: 0)
    lines.append("\(head["印发机关"] ?? "")　 \(head["印发日期"] ?? "")印发")
    return lines.map { damaged($0) + "\n" }.joined()
  }

  private mutating func annexes(_ text: ArraySlice<String>) -> [String] {
    var lines: [String] = []
    for line in text {
      if line.hasPrefix("=== ") {
        let parts = line.dropFirst(4).split(separator: "　")
        lines +=
          ["— \(lines.count + 3) —", "", String(parts[0])] + wrapped(String(parts[1]), indent: 0)
      } else if line.hasPrefix("@底 ") {
        lines += line.dropFirst(3).split(separator: "／").map(String.init)
      } else if line.hasPrefix("@") || line.hasPrefix("#") {
        continue
      } else if line.contains("：＿＿") {
        lines.append("　　" + line.replacing("＿＿", with: "　　　　　　　　"))
      } else {
        lines += wrapped(line, indent: 4)
      }
    }
    return lines
  }

  /// Lines as wide as the measure, the first one shorter by the indent that copying loses. Latin
  /// words and numbers are not broken; no mark begins a line.
  private func wrapped(_ text: String, indent: Int) -> [String] {
    // Columns are no running text.
    if text.contains("　") { return [text] }
    var units: [[Unicode.Scalar]] = []
    for scalar in text.unicodeScalars {
      let clings = "，。、；：）》”％%".unicodeScalars.contains(scalar)
      let isInWord = Self.isWestern(scalar) && units.last?.last.map(Self.isWestern) ?? false
      let isOpened = units.last?.last.map { "（《“〔".unicodeScalars.contains($0) } ?? false
      if clings || isInWord || isOpened, !units.isEmpty {
        units[units.count - 1].append(scalar)
      } else {
        units.append([scalar])
      }
    }
    var lines = [""]
    var room = measure - indent
    for unit in units {
      let width = unit.reduce(0) { $0 + ($1.value < 0x2000 ? 1 : 2) }
      if width > room, !(lines.last ?? "").isEmpty {
        lines.append("")
        room = measure
      }
      lines[lines.count - 1].unicodeScalars.append(contentsOf: unit)
      room -= width
    }
    return lines
  }

  private static func isWestern(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x7F && scalar.value > 0x20
  }

  private mutating func damaged(_ line: String) -> String {
    var result = ""
    var before: Unicode.Scalar = " "
    for scalar in line.unicodeScalars {
      let isFigure = (0x30...0x39).contains(scalar.value)
      let wasFigure = (0x30...0x39).contains(before.value)
      let isHan = (0x4E00...0x9FFF).contains(scalar.value)
      let wasHan = (0x4E00...0x9FFF).contains(before.value)
      if isFigure && wasHan || wasFigure && isHan, Bool.random(using: &random) { result += " " }
      switch scalar {
      case "，" where chance: result += "ꎬ"
      case "。" where chance: result += chance ? "ꎮ " : "ꎮ"
      case "；" where chance: result += "ꎻ"
      case "（" where chance: result += "("
      case "）" where chance: result += ")"
      case "《" where chance: result += "«"
      case "》" where chance: result += "»"
      case _ where isFigure && chance:
        result.unicodeScalars.append(Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar)
      default: result.unicodeScalars.append(scalar)
      }
      before = scalar
    }
    return chance && !result.isEmpty ? result + "\n" : result
  }

  private var chance: Bool {
    mutating get { Bool.random(using: &random) }
  }
}

@Suite("整理原文：弄坏再整理")
struct RoundTripTests {
  @Test("把示例通知弄成 PDF 里复制出来的样子，整理回来一字不差", arguments: UInt64(1)...6)
  func roundTrip(seed: UInt64) throws {
    let example = try Repository.text("templates/official/notice/示例.txt")
    var degrader = Degrader(random: Seeded(state: seed))
    let cleaned = Cleaned(degrader.raw(example))
    let wanted = example.split(separator: "\n", omittingEmptySubsequences: false)
    let found = cleaned.manuscript.split(separator: "\n", omittingEmptySubsequences: false)
    // The lines of a cover's title are wrapped anew.
    let difference = zip(wanted, found).first { $0 != $1 && !$0.hasPrefix("#") }
    #expect(difference == nil, "“\(difference?.0 ?? "")” became “\(difference?.1 ?? "")”")
    #expect(wanted.count == found.count)
    #expect(cleaned.changes(.lineJoin).count > 20)
    expectExactList(cleaned)
  }

  @Test("随机的乱码不崩溃，清单照样准确", arguments: UInt64(1)...40)
  func noise(seed: UInt64) {
    var random = Seeded(state: seed)
    let pieces = [
      "附件", "１", "2", "：", ":", "（", ")", "(", "\n", "\n\n", "\u{0C}", " ", "　", "\t", "，", "。",
      "、", "ꎬ", "«", "《",
      "》", "一、", "（一）", "关于", "印发", "通知", "的", "局", "示例市", "文件", "〔2025〕", "6号", "2025年3月8日", "抄送",
      "印发", "@",
      "===", "{{", "|", "\\", "＿＿", "—", "- 3 -", "签发人：", "\u{200B}", "\u{2028}", "\"", "x",
      "http://a/b", "＠", "×",
      "联 系 人", "＝", "一二", "第3条", "\u{1F600}", "附：", "年月日", "丽", "㛃", "\u{85}", "……",
    ]
    for _ in 0..<25 {
      var text = Bool.random(using: &random) ? "关于示例的通知\n" : ""
      for _ in 0..<Int.random(in: 0...120, using: &random) {
        text += pieces.randomElement(using: &random) ?? ""
      }
      let cleaned = Cleaned(text)
      guard let source = cleaned.result.source, let manuscript = cleaned.result.manuscript else {
        #expect(cleaned.result.findings.hasErrors)
        continue
      }
      #expect(cleaned.result.changes.replayed(on: source) == manuscript, "\(text.debugDescription)")
      // Nothing but blanks, marks and what the list names is ever lost.
      for change in cleaned.result.changes.changes {
        #expect(source.text(change.range) == change.before, "\(text.debugDescription)")
      }
    }
  }

  @Test("随机的字节不崩溃", arguments: UInt64(1)...20)
  func bytes(seed: UInt64) {
    var random = Seeded(state: seed)
    for _ in 0..<20 {
      let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let result = Cleaner.clean(bytes: bytes, name: "甲.txt")
      if let source = result.source, let manuscript = result.manuscript {
        #expect(result.changes.replayed(on: source) == manuscript)
      }
    }
  }

  @Test("十万字的文本也整理得完")
  func large() {
    let paragraph = "各单位要切实加强领导 ，明确责任 2025 年底前完成（含上年结转）任务。\n"
    let text = "关于示例的通知\n" + String(repeating: paragraph, count: 3000)
    let cleaned = Cleaned(text)
    #expect(cleaned.body.count == 3000)
  }
}
