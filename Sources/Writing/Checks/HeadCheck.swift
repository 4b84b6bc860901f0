import CaseData
import Diagnostics
import Document

/// 发文字号, dates, 主送, 签发人, 附注: what the head and the foot of a 公文 say of each other.
enum HeadCheck {
  static func run(_ text: WrittenText, _ report: inout WritingReport) {
    for passage in text.passages where passage.kind == .number {
      numberOfPaper(passage, &report)
    }
    guard let official = text.document.official else { return }
    ownNumber(official, kind: text.kind, &report)
    dates(official, &report)
    guard let kind = text.kind else { return }
    signers(official, kind, text, &report)
    if kind == "请示" { request(official, text, &report) }
    if kind == "报告" { requestsInReport(text, &report) }
  }

  // MARK: 发文字号 (std:N-28)

  private static func ownNumber(
    _ official: OfficialElements, kind: String?, _ report: inout WritingReport
  ) {
    // The reader of manuscripts corrects the number that is printed; what was written is judged.
    guard case .text(let run)? = official.number.first, let span = run.place.span else { return }
    let takesSerial = ["命令", "令", "纪要"].contains(kind)
    // A template's head gives the whole line, `发文字号：{{文号}}`; there the printed number is judged.
    let isLine = span.text.contains("：")
    let passage = Passage(.number, isLine ? run.text : String(span.text), place: run.place)
    judge(passage, takesSerial: takesSerial, &report)
  }

  /// The number of a 文书 (@编号) where it is a 发文字号 at all.
  private static func numberOfPaper(_ passage: Passage, _ report: inout WritingReport) {
    guard !passage.scalars.contains(Passage.object), passage.scalars.last == "号",
      CitedNumber.all(in: passage.scalars).count == 1
    else { return }
    judge(passage, takesSerial: true, &report)
  }

  private static func judge(_ passage: Passage, takesSerial: Bool, _ report: inout WritingReport) {
    var whole = 0..<passage.scalars.count
    while let last = whole.last, passage.scalars[last] == " " { whole = 0..<last }
    guard let number = CitedNumber.all(in: passage.scalars).first else {
      // 第12号 is how orders are numbered, 第3期 how minutes are, and nothing else.
      let last = passage.scalars.last
      let isSerial = passage.scalars.first == "第" && (last == "号" || last == "期")
      if !whole.isEmpty, !(takesSerial && isSerial) {
        report.add(.documentNumber, passage, whole, wanted: isSerial ? "示政发〔2025〕12号" : "")
      }
      return
    }
    let code = passage.scalars[whole.lowerBound..<number.open]
    let hasPrefix = !code.isEmpty
    let isWhole =
      number.range.upperBound == whole.upperBound && code.allSatisfy { $0.isHan || $0.isLatin }
    if !number.isRegular || !hasPrefix || !isWhole {
      let prefix = hasPrefix ? passage.text(whole.lowerBound..<number.open) : ""
      report.add(.documentNumber, passage, whole, wanted: prefix + number.regularTail)
    }
  }

  // MARK: dates

  private static func dates(_ official: OfficialElements, _ report: inout WritingReport) {
    let printed = Passage(.other, official.printDate)
    let dated = Passage(.other, official.date)
    guard let first = WrittenDate.whole(dated.scalars),
      let second = WrittenDate.whole(printed.scalars), second < first
    else { return }
    let problem = WritingProblem(
      .printedBeforeDated, printed.text(0..<printed.scalars.count),
      wanted: dated.text(0..<dated.scalars.count))
    report.add(problem, printed, 0..<printed.scalars.count)
  }

  // MARK: 签发人

  private static func signers(
    _ official: OfficialElements, _ kind: String, _ text: WrittenText,
    _ report: inout WritingReport
  ) {
    let isNamed = official.approvers.contains { name in
      name.unicodeScalars.contains { $0 != " " && $0 != "\u{3000}" }
    }
    if isNamed, OfficialKind.downward.contains(kind) {
      report.add(
        WritingProblem(.signerOfDownward, kind), at: official.approversPlace, field: "签发人")
    } else if !isNamed, kind == "请示" || kind == "报告", let title = text.title {
      report.add(WritingProblem(.upwardWithoutSigner, kind), title, 0..<title.scalars.count)
    }
  }

  // MARK: 请示 and 报告

  private static func request(
    _ official: OfficialElements, _ text: WrittenText, _ report: inout WritingReport
  ) {
    let addressees = Passage(.other, official.addressees)
    if let second = secondName(addressees.scalars) {
      let range = 0..<addressees.scalars.count
      let problem = WritingProblem(.requestToSeveral, addressees.text(range))
      report.add(problem, addressees, second..<addressees.scalars.count)
    }
    let note = Passage(.other, official.note)
    let figures = note.scalars.count { $0.isFigure }
    if note.scalars.firstIndex(of: "联系") == nil || figures < 7 {
      let problem = WritingProblem(.requestWithoutContact, "请示")
      if !note.scalars.isEmpty {
        report.add(problem, note, 0..<note.scalars.count)
      } else if let title = text.title {
        report.add(problem, title, 0..<title.scalars.count)
      }
    }
    guard let title = text.title else { return }
    let first = title.scalars.firstIndex(of: "关于")
    for joint in ["和关于", "及关于", "、关于", "暨关于", "与关于"] {
      guard let first, let next = title.scalars.firstIndex(of: joint, from: first + 2) else {
        continue
      }
      let problem = WritingProblem(.twoRequests, title.text(0..<title.scalars.count))
      report.add(problem, title, next..<(next + 3))
      return
    }
  }

  /// Where the second agency begins; names in brackets are part of the one before.
  private static func secondName(_ scalars: [Unicode.Scalar]) -> Int? {
    var depth = 0
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "（", "(": depth += 1
      case "）", ")": depth -= 1
      case "、", "，", "；", ",":
        if depth == 0, index + 1 < scalars.count { return index + 1 }
      default: break
      }
    }
    return nil
  }

  private static let requests = [
    "妥否", "当否", "可否，请", "请予批准", "请予审批", "请予批复", "请批准", "请批复", "请审批", "请批示", "请指示", "请予批示",
  ]

  private static func requestsInReport(_ text: WrittenText, _ report: inout WritingReport) {
    for passage in text.flow where passage.part == 0 && passage.kind == .body {
      for word in requests {
        guard let index = passage.scalars.firstIndex(of: word) else { continue }
        // 批复、批准 of something else: 未经请批准… does not occur; 申请批准、提请批准 do.
        if let before = passage.scalars.at(index - 1), before == "申" || before == "提" { continue }
        report.add(.requestInReport, passage, index..<(index + word.unicodeScalars.count))
        break
      }
    }
  }
}
