import CaseData
import Diagnostics

/// The keys of a manuscript's head: the labels of std:G-16 and what goes with them.
package enum ManuscriptKey: String, CaseIterable, Sendable {
  case kind = "文种"
  case style = "版式"
  case issuers = "发文机关"
  case sign = "发文机关标志"
  case number = "发文字号"
  case approvers = "签发人"
  case copyNumber = "份号"
  case secrecy = "密级"
  case urgency = "紧急程度"
  case title = "标题"
  case addressees = "主送"
  case signatories = "署名"
  case date = "成文日期"
  case isSealed = "用印"
  case sealDiameter = "章径"
  case note = "附注"
  case copies = "抄送"
  case printer = "印发机关"
  case printDate = "印发日期"
  case publicity = "公开属性"
  case enacted = "被印发件"
  case layout = "版面"
  case binding = "装订"
  case footnoteNumbering = "脚注编号"
  // 命令, 议案 and the like (7.3.5.3, 10.2)
  case orderNumber = "令号"
  case post = "职务"
  case stamp = "签名章"
  // 纪要 (10.3)
  case issueNumber = "期号"
  case meetingTime = "会议时间"
  case meetingPlace = "会议地点"
  case chair = "主持人"
  case attending = "出席"
  case absent = "请假"
  case observing = "列席"

  /// Other names that clerks use.
  private static let synonyms: [String: ManuscriptKey] = [
    "主送机关": .addressees, "抄送机关": .copies, "发文机关署名": .signatories,
    "密级和保密期限": .secrecy, "落款": .signatories, "文号": .number,
    "签发人职务": .post, "出席人员": .attending, "请假人员": .absent, "列席人员": .observing,
    "主持": .chair,
  ]

  package static func named(_ name: String) -> ManuscriptKey? {
    ManuscriptKey(rawValue: name) ?? synonyms[name]
  }
}

/// The head of a manuscript, line by line, and where its text begins.
struct ManuscriptHead {
  private(set) var values: [ManuscriptKey: SourceLine] = [:]
  private var lineNumbers: [ManuscriptKey: Int] = [:]
  /// The index of the first line after the head.
  private(set) var bodyStart = 0

  init(_ lines: [SourceLine], into findings: inout Findings) {
    var index = 0
    while index < lines.count, lines[index].isEmpty { index += 1 }
    while index < lines.count, !lines[index].isEmpty {
      guard read(lines[index], into: &findings) else { break }
      index += 1
    }
    bodyStart = index
  }

  /// False for a line with which the text begins although no empty line stands before it.
  private mutating func read(_ line: SourceLine, into findings: inout Findings) -> Bool {
    if line.index(after: "===") != nil { return false }
    let label = Label(.data, line.place)
    // A text that follows without an empty line would otherwise give a message a line.
    guard let colon = line.firstIndex(of: ":"), colon - line.marks.startIndex <= 12 else {
      findings.add(ManuscriptProblem.headLineWithoutColon, at: label)
      return false
    }
    let keySource = line.part(line.marks.startIndex, colon)
    var name = String.UnicodeScalarView()
    for mark in keySource.marks where !mark.isBlank { name.append(mark.scalar) }
    guard let key = ManuscriptKey.named(String(name)) else {
      let known = ManuscriptKey.allCases.map(\.rawValue)
      findings.add(
        ManuscriptProblem.unknownKey(
          String(name), nearest: NearestName.of(String(name), among: known)),
        at: Label(.data, keySource.place))
      return true
    }
    if let first = lineNumbers[key] {
      findings.add(
        ManuscriptProblem.duplicateKey(key.rawValue, line: first),
        at: Label(.data, keySource.place), field: key.rawValue)
      return true
    }
    lineNumbers[key] = line.span.line
    let value = line.part(from: colon + 1)
    if value.isEmpty {
      findings.add(
        ManuscriptProblem.emptyValue(key.rawValue), at: label, field: key.rawValue)
    } else {
      values[key] = value
    }
    return true
  }

  subscript(key: ManuscriptKey) -> SourceLine? { values[key] }

  /// The names between 、 that stand outside brackets.
  func names(_ key: ManuscriptKey) -> [String] { parts(key).map(\.text) }

  /// The names as pieces of the line, for messages.
  func parts(_ key: ManuscriptKey) -> [SourceLine] {
    guard let line = values[key] else { return [] }
    var names: [SourceLine] = []
    var begin = line.marks.startIndex
    var depth = 0
    for index in line.marks.indices {
      switch line.marks[index].sign {
      case "(", "〔", "《": depth += 1
      case ")", "〕", "》": depth = max(0, depth - 1)
      case "、" where depth == 0:
        names.append(line.part(begin, index))
        begin = index + 1
      default: break
      }
    }
    names.append(line.part(from: begin))
    return names.filter { !$0.isEmpty }
  }
}

/// 发文字号: the agency's code, the year in 〔〕 and the serial without 第 and leading zeros
/// (GB/T 9704-2012, 7.2.5; std:G-27).
enum DocumentNumber {
  /// The number as the standard writes it, or nil for what is none.
  static func normalised(_ line: SourceLine) -> String? {
    let marks = line.marks.filter { !$0.isBlank }
    guard let open = marks.lastIndex(where: { isOpening($0) }) else { return nil }
    guard let close = marks[open...].firstIndex(where: { isClosing($0) }) else { return nil }
    let prefix = marks[..<open].map(\.scalar)
    guard !prefix.isEmpty, let year = digits(marks[(open + 1)..<close]), year.count == 4 else {
      return nil
    }
    var rest = marks[(close + 1)...]
    if rest.first?.scalar == "第" { rest = rest.dropFirst() }
    if rest.last?.scalar == "号" { rest = rest.dropLast() }
    guard let serial = digits(rest), let number = Int(serial), number > 0 else { return nil }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: prefix)
    return "\(String(text))〔\(year)〕\(number)号"
  }

  private static func isOpening(_ mark: Mark) -> Bool {
    ["(", "[", "〔", "【", "﹝", "［"].contains(mark.sign)
  }
  private static func isClosing(_ mark: Mark) -> Bool {
    [")", "]", "〕", "】", "﹞", "］"].contains(mark.sign)
  }

  private static func digits(_ marks: ArraySlice<Mark>) -> String? {
    guard !marks.isEmpty, marks.count <= 6 else { return nil }
    var text = String.UnicodeScalarView()
    for mark in marks {
      guard (0x30...0x39).contains(mark.sign.value) else { return nil }
      text.append(mark.sign)
    }
    return String(text)
  }
}

/// 2022年8月18日, 2022-8-18, 2022.8.18 and 2022/8/18, in half- or full-width digits.
enum ManuscriptDate {
  static func read(_ line: SourceLine) -> CalendarDate? {
    var numbers: [Int] = []
    var current: Int?
    var marks = line.marks.filter { !$0.isBlank }
    if marks.last?.scalar == "日" { marks.removeLast() }
    for mark in marks {
      let value = mark.sign.value
      if (0x30...0x39).contains(value) {
        let next = (current ?? 0) * 10 + Int(value) - 0x30
        guard next <= 9999 else { return nil }
        current = next
      } else if ["年", "月", "-", ".", "/"].contains(mark.sign) {
        guard let number = current else { return nil }
        numbers.append(number)
        current = nil
      } else {
        return nil
      }
    }
    guard let day = current, numbers.count == 2, numbers[0] >= 1000 else { return nil }
    return CalendarDate(year: numbers[0], month: numbers[1], day: day)
  }
}
