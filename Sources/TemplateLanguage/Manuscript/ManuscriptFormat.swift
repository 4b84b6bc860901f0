import Document

/// Why a key of the head is not printed. The words are with the problems.
package enum UnprintedKey: Hashable, Sendable {
  /// It belongs to these formats alone.
  case onlyIn([PageStyle])
  /// 10.1: the 版记 of a letter has no 印发机关 and no 印发日期.
  case letterWithoutPrinter
  /// 10.1: the head of a letter has no place for 签发人.
  case letterWithoutApprovers
  /// 10.2: 令号 stands in place of 发文字号.
  case orderHasOwnNumber
  /// 10.2: 标志 and 令号 are the title of an order.
  case orderWithoutTitle
  /// 10.2, 10.3: no 主送; who gets the paper stands in the 版记.
  case withoutAddressees
  /// 10.2: the signer's stamp names who signs.
  case orderWithoutApprovers
  /// 7.3.5.3: a 签名章 stands in place of 署名 and seal.
  case stampedInstead
  /// 签名章：否 leaves no place for the signer's post.
  case stampDeclined
  /// 10.3: 纪要 are neither signed nor sealed.
  case minutesUnsigned
  /// One of 发文字号 and 期号.
  case numberedTwice
  /// 公示 have neither 版头 nor 版记.
  case publicNoticeBare
}

/// What the format of a manuscript prints of its head.
struct ManuscriptFormat {
  let style: PageStyle
  /// Whether a 签名章 stands in place of a seal.
  let isStamped: Bool
  let hasDocumentNumber: Bool

  /// The formats of a manuscript, as 版式 names them.
  static let styles = PageStyle.allCases.filter(\.takesManuscript)

  /// The format that the head names, or the usual one of the 文种. An order always is stamped.
  init(of head: ManuscriptHead, usual: PageStyle) {
    let named = head[.style].flatMap { PageStyle(rawValue: $0.text) }
    style = named.flatMap { $0.takesManuscript ? $0 : nil } ?? usual
    let isDeclined = head[.stamp].map { ManuscriptFormat.refusals.contains($0.text) } ?? false
    let isAsked = head[.stamp] != nil || head[.post] != nil
    let takesStamp = style == .official || style == .letter
    isStamped = style == .order || (takesStamp && isAsked && !isDeclined)
    hasDocumentNumber = head[.number] != nil
  }

  /// What stands for no in the head.
  static let refusals = ["否", "无"]

  /// Why a key is not printed in the format; nil where it is.
  func reasonNotToPrint(_ key: ManuscriptKey) -> UnprintedKey? {
    switch key {
    case .kind, .style, .issuers, .date, .note, .publicity, .enacted, .footnoteNumbering, .layout,
      .binding:
      nil
    case .orderNumber: style == .order ? nil : .onlyIn([.order])
    case .issueNumber:
      style != .minutes ? .onlyIn([.minutes]) : hasDocumentNumber ? .numberedTwice : nil
    case .attending, .absent, .observing, .meetingTime, .meetingPlace, .chair:
      style == .minutes ? nil : .onlyIn([.minutes])
    case .post, .stamp:
      switch style {
      case .minutes: .minutesUnsigned
      case .publicNotice: .onlyIn([.order, .official, .letter])
      default: key == .stamp || isStamped ? nil : .stampDeclined
      }
    case .signatories, .isSealed, .sealDiameter:
      style == .minutes ? .minutesUnsigned : isStamped ? .stampedInstead : nil
    case .title: style == .order ? .orderWithoutTitle : nil
    case .number:
      style == .order ? .orderHasOwnNumber : style == .publicNotice ? .publicNoticeBare : nil
    case .approvers: reasonWithoutApprovers
    case .addressees:
      switch style {
      case .order, .minutes: .withoutAddressees
      case .publicNotice: .publicNoticeBare
      default: nil
      }
    case .printer, .printDate:
      style == .letter
        ? .letterWithoutPrinter : style == .publicNotice ? .publicNoticeBare : nil
    case .sign, .copyNumber, .secrecy, .urgency, .copies:
      style == .publicNotice ? .publicNoticeBare : nil
    }
  }

  private var reasonWithoutApprovers: UnprintedKey? {
    switch style {
    case .letter: .letterWithoutApprovers
    case .order: .orderWithoutApprovers
    case .minutes: .minutesUnsigned
    case .publicNotice: .publicNoticeBare
    default: nil
    }
  }
}

/// 令号 (10.2; std:G-75): 第12号, running on regardless of the year, so that std:N-28 does not hold.
enum OrderNumber {
  /// The number as it is printed, or nil for what is none.
  static func normalised(_ line: SourceLine) -> String? {
    SerialNumber.read(line.marks[...], before: "第", after: "号").map { "第\($0)号" }
  }
}

/// 期号 of 纪要 (customary): 第12期 or 2025年第12期.
enum IssueNumber {
  static func normalised(_ line: SourceLine) -> String? {
    var marks = line.marks
    var year = ""
    if let sign = marks.firstIndex(where: { $0.scalar == "年" }) {
      guard let number = SerialNumber.read(marks[..<sign], before: nil, after: nil), number >= 1949,
        number <= 9999
      else { return nil }
      year = "\(number)年"
      marks = marks[(sign + 1)...]
    }
    return SerialNumber.read(marks, before: "第", after: "期").map { "\(year)第\($0)期" }
  }
}

/// A number of up to six digits that may stand between two words.
private enum SerialNumber {
  static func read(
    _ marks: ArraySlice<Mark>, before: Unicode.Scalar?, after: Unicode.Scalar?
  ) -> Int? {
    var rest = marks.filter { !$0.isBlank }[...]
    if let before, rest.first?.scalar == before { rest = rest.dropFirst() }
    if let after, rest.last?.scalar == after { rest = rest.dropLast() }
    guard !rest.isEmpty, rest.count <= 6 else { return nil }
    var value = 0
    for mark in rest {
      guard (0x30...0x39).contains(mark.sign.value) else { return nil }
      value = value * 10 + Int(mark.sign.value) - 0x30
    }
    return value > 0 ? value : nil
  }
}
