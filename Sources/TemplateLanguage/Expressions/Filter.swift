import CaseData
import Diagnostics
import Document
import Typography

/// A filter and where it stands, for messages.
package struct PlacedFilter: Sendable {
  var filter: Filter
  var span: Span
}

/// What a colon adds to a placeholder: `{{补贴金额：大写}}`.
package enum Filter: Hashable, Sendable {
  /// 人民币大写.
  case capitalAmount
  /// 1,000,050.09; in 万元 where the filter says so.
  case amount(FieldKind.MoneyUnit?)
  /// Digits as they are, without grouping.
  case number
  case percentage
  /// 方格, one box a character; at least `count` boxes.
  case comb(count: Int?)
  /// Every option with its box; the options as given here, or as the field declares them.
  case ticks([String])
  /// Joined with 、.
  case enumeration
  case date(DateForm)
  /// 掩码, 后四位.
  case mask
  case lastFour
  /// 可手填, 手填: a line to write on where there is no value.
  case handwritten
  case fallback(String)
  case emptyText(String)
  case overflow(Table.Cell.Overflow)
  /// 中文数字.
  case chineseNumber
  /// 全角空: half-width blanks of the value become full-width ones.
  case wideBlanks
  /// 分散n字.
  case spread(cells: Int)
  case unbreakable
  case alignment(Table.Cell.Alignment)

  /// The names for suggestions, in the order of the manual.
  static let names = [
    "大写", "金额", "金额（万元）", "数字", "百分比", "方格", "勾选", "顿号", "掩码", "后四位",
    "可手填", "手填", "默认", "空则", "续页", "超出报错", "中文数字", "全角空", "不换行", "居中",
    "居右", "居左", "缩到9磅", "分散6字", "2024年12月31日",
  ]

  private static let plain: [String: Filter] = [
    "大写": .capitalAmount, "金额": .amount(nil), "数字": .number, "百分比": .percentage,
    "方格": .comb(count: nil), "勾选": .ticks([]), "顿号": .enumeration, "掩码": .mask,
    "后四位": .lastFour, "可手填": .handwritten, "手填": .handwritten,
    "续页": .overflow(.continuation), "超出报错": .overflow(.refuse), "中文数字": .chineseNumber,
    "全角空": .wideBlanks, "不换行": .unbreakable, "居中": .alignment(.centre),
    "居右": .alignment(.right), "居左": .alignment(.left),
  ]

  /// The filters of one placeholder; an unknown one is reported with the nearest name.
  static func read(_ calls: [FilterCall], into findings: inout Findings) -> [PlacedFilter] {
    var filters: [PlacedFilter] = []
    var textOf: FilterCall?
    for (index, call) in calls.enumerated() {
      // 空则：无 is written with a colon as well.
      if let owner = textOf {
        textOf = nil
        let text = call.span.text
        let filter = owner.name == "空则" ? Filter.emptyText(text) : .fallback(text)
        filters.append(PlacedFilter(filter: filter, span: owner.span))
      } else if ["空则", "默认"].contains(call.name), call.arguments.isEmpty,
        index + 1 < calls.count
      {
        textOf = call
      } else if let filter = read(call) {
        filters.append(PlacedFilter(filter: filter, span: call.span))
      } else {
        let nearest = NearestName.of(call.name, among: names)
        findings.add(
          BodyProblem.unknownFilter(call.span.text, nearest: nearest),
          at: Label(.template, .text(call.span)))
      }
    }
    return filters
  }

  /// A filter as the placeholder parser found it; nil for a name that is none, or for an argument
  /// that does not fit.
  static func read(_ call: FilterCall) -> Filter? {
    let name = call.name
    let argument = call.arguments.first
    switch (name, argument) {
    case ("空则", let text?): return .emptyText(text)
    case ("默认", let text?): return .fallback(text)
    case ("勾选", .some): return .ticks(call.arguments)
    case ("金额", "元"?): return .amount(.yuan)
    case ("金额", "万元"?): return .amount(.tenThousandYuan)
    case (_, .some): return nil
    default: break
    }
    if let filter = plain[name] { return filter }
    if let form = DateForm(example: name) { return .date(form) }
    let line = SourceFile(name: "", text: name).sourceLine(0..<name.utf8.count)
    if let index = line.index(after: "方格"), let count = number(line.part(from: index), upTo: 60) {
      return .comb(count: count)
    }
    if let count = measure(line, "分散", "字"), count >= 1, count <= 40 {
      return .spread(cells: Int(count))
    }
    if let size = measure(line, "缩到", "磅"), size >= 5, size <= 72 {
      return .overflow(.shrink(to: .pt(size)))
    }
    return nil
  }

  /// `a，b、c` as options; blanks at the ends of each cut off.
  static func options(_ line: SourceLine) -> [String] {
    var found: [String] = []
    var begin = line.marks.startIndex
    for index in line.marks.indices
    where line.marks[index].sign == "," || line.marks[index].scalar == "、" {
      found.append(unquoted(line.part(begin, index)))
      begin = index + 1
    }
    found.append(unquoted(line.part(begin, line.marks.endIndex)))
    return found.filter { !$0.isEmpty }
  }

  /// The text without the quotation marks around it.
  static func unquoted(_ line: SourceLine) -> String {
    guard let first = line.marks.first?.scalar, let last = line.marks.last?.scalar,
      line.marks.count >= 2
    else { return line.text }
    let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [("“", "”"), ("\"", "\""), ("「", "」")]
    guard pairs.contains(where: { $0.0 == first && $0.1 == last }) else { return line.text }
    return line.exact(line.marks.startIndex + 1, line.marks.endIndex - 1).text
  }

  /// A whole number in ASCII or full-width digits up to a bound.
  static func number(_ line: SourceLine, upTo bound: Int) -> Int? {
    guard !line.isEmpty, line.marks.count <= 7 else { return nil }
    var value = 0
    for mark in line.marks {
      guard (0x30...0x39).contains(mark.sign.value) else { return nil }
      value = value * 10 + Int(mark.sign.value) - 0x30
    }
    return value <= bound ? value : nil
  }

  /// `缩到9磅`, `标签6字`, `高41`: the number between two words; one decimal place is enough.
  static func measure(_ line: SourceLine, _ before: String, _ after: String) -> Double? {
    guard let lower = line.index(after: before) else { return nil }
    var upper = line.marks.endIndex
    for scalar in after.unicodeScalars.reversed() {
      guard upper > lower, line.marks[upper - 1].scalar == scalar else { return nil }
      upper -= 1
    }
    return decimal(line.part(lower, upper))
  }

  /// A decimal number with up to four digits before the point and two behind it.
  static func decimal(_ line: SourceLine) -> Double? {
    guard let point = line.firstIndex(of: ".") else {
      return number(line, upTo: 9999).map(Double.init)
    }
    let fraction = line.exact(point + 1, line.marks.endIndex)
    guard let whole = number(line.exact(line.marks.startIndex, point), upTo: 9999),
      fraction.marks.count <= 2, let part = number(fraction, upTo: 99)
    else { return nil }
    return Double(whole) + Double(part) / (fraction.marks.count == 1 ? 10 : 100)
  }

  /// Why the filter cannot be used on a value of this type; `words` is the filter as written.
  func misfit(_ type: ValueType, _ words: String) -> BodyProblem? {
    let fits: Bool
    switch (self, type) {
    case (_, .any), (.ticks, .choice), (.ticks, .truth): return nil
    case (.ticks(let options), _): return options.isEmpty ? .ticksWithoutOptions : nil
    case (.capitalAmount, .number), (.amount, .number), (.number, .number),
      (.percentage, .number), (.chineseNumber, .number):
      fits = true
    case (.capitalAmount, _), (.amount, _), (.number, _), (.percentage, _), (.chineseNumber, _):
      fits = false
    case (.date, .date), (.date, .period): fits = true
    case (.date, _): fits = false
    case (.comb, .list), (.comb, .record), (.lastFour, .list), (.mask, .list): fits = false
    default: fits = true
    }
    return fits ? nil : .filterDoesNotFit(words, kind: type.kindName)
  }
}
