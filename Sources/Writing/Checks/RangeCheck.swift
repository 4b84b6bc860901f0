/// Ranges of years, dates, times and quantities take — or ～ (std:N-16; GB/T 15834-2011, 4.13);
/// telephone numbers, codes and standards keep their hyphen.
enum RangeCheck {
  static func run(_ passage: Passage, _ report: inout WritingReport) {
    guard
      passage.content.contains(.digit) || passage.content.contains(.dash)
        || passage.content.contains(.halfSign)
    else { return }
    let scalars = passage.scalars
    var index = 0
    while index < scalars.count {
      guard let end = connectorEnd(scalars, index) else {
        index += 1
        continue
      }
      connector(passage, index..<end, &report)
      index = end
    }
  }

  private static let wrong: [Unicode.Scalar] = [
    "-", "－", "―", "‐", "‑", "–", "−", "~", "─", "ー",
  ]
  private static let right: [Unicode.Scalar] = ["—", "～"]

  private static func connectorEnd(_ scalars: [Unicode.Scalar], _ index: Int) -> Int? {
    guard wrong.contains(scalars[index]) || right.contains(scalars[index]) else { return nil }
    var end = index
    while end < scalars.count, scalars[end] == scalars[index] { end += 1 }
    return end
  }

  private static func connector(
    _ passage: Passage, _ range: Range<Int>, _ report: inout WritingReport
  ) {
    let scalars = passage.scalars
    let isRight = range.count == 1 && right.contains(scalars[range.lowerBound])
    let next = scalars.endOfFigures(from: range.upperBound)
    let right = range.upperBound..<next
    guard !right.isEmpty else {
      let isWeekday = scalars.has("周", at: range.upperBound)
      if !isRight, isWeekday, scalars.has("周", before: range.lowerBound - 1) {
        report.add(.rangeConnector, passage, range)
      }
      return
    }
    percent(passage, range, right, &report)
    years(passage, range, right, &report)
    if !isRight, isRange(scalars, range, right) {
      report.add(.rangeConnector, passage, range)
    }
  }

  // MARK: is it a range

  private static let leftUnits: [Unicode.Scalar] = ["年", "月", "日", "时", "点", "%", "％", "元"]
  private static let units: [Unicode.Scalar] = [
    "%", "％", "元", "万", "亿", "人", "名", "家", "个", "项", "件", "天", "日", "月", "年", "小", "分", "平", "公",
    "米",
    "吨", "千", "岁", "倍", "次", "℃", "条", "章", "页", "台", "册", "份", "户", "亩", "周", "学", "时", "点",
  ]

  private static func isRange(
    _ scalars: [Unicode.Scalar], _ range: Range<Int>, _ right: Range<Int>
  ) -> Bool {
    guard let before = scalars.at(range.lowerBound - 1) else { return false }
    // 2023年-2025年, 8月18日-9月19日, 5%-8%, 3万元-5万元
    if leftUnits.contains(before) {
      return scalars.at(range.lowerBound - 2).map { $0.isFigure || $0 == "万" || $0 == "亿" } == true
    }
    guard before.isFigure else { return false }
    let left = scalars.startOfFigures(before: range.lowerBound)..<range.lowerBound
    let after = scalars.at(right.upperBound)
    // 9:00-11:30
    if let colon = scalars.at(left.lowerBound - 1), colon == ":" || colon == "：",
      left.count == 2, right.count <= 2, after == ":" || after == "："
    {
      return true
    }
    guard isPlain(scalars, left, right), let low = scalars.number(left),
      let high = scalars.number(right)
    else { return false }
    // 2023-25年: the short year has a rule of its own, the connector is wrong too.
    if isYear(scalars, left), right.count == 2, after == "年" { return true }
    if isYear(scalars, left), isYear(scalars, right) { return low < high && after?.isLatin != true }
    // 0351 and 007 are codes.
    if left.count > 1, scalars[left.lowerBound] == "0" { return false }
    guard let after, units.contains(after) else { return false }
    // 1.5-2.5万元: the figures after the points need not grow.
    let isDecimal = scalars.at(left.lowerBound - 1) == "."
    return isDecimal || low < high
  }

  /// Nothing of a code, a telephone number, a standard or an ISO date on either side.
  private static func isPlain(
    _ scalars: [Unicode.Scalar], _ left: Range<Int>, _ right: Range<Int>
  ) -> Bool {
    var start = left.lowerBound - 1
    if scalars.at(start) == "." {
      start = scalars.startOfFigures(before: start) - 1
    }
    if scalars.at(start) == " " { start -= 1 }
    if let before = scalars.at(start), before.isLatin || "-－/_.—".unicodeScalars.contains(before) {
      return false
    }
    guard let after = scalars.at(right.upperBound) else { return true }
    if after == "." { return scalars.at(right.upperBound + 1)?.isFigure == true }
    return !(after.isLatin || "-－/_".unicodeScalars.contains(after))
  }

  private static func isYear(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> Bool {
    guard range.count == 4, let year = scalars.number(range) else { return false }
    return (1900...2099).contains(year)
  }

  // MARK: 63～68%

  private static func percent(
    _ passage: Passage, _ range: Range<Int>, _ right: Range<Int>, _ report: inout WritingReport
  ) {
    let scalars = passage.scalars
    guard scalars.at(range.lowerBound - 1)?.isFigure == true else { return }
    var end = right.upperBound
    if scalars.at(end) == ".", scalars.at(end + 1)?.isFigure == true {
      end = scalars.endOfFigures(from: end + 1)
    }
    guard let sign = scalars.at(end), sign == "%" || sign == "％" else { return }
    var start = scalars.startOfFigures(before: range.lowerBound)
    if scalars.at(start - 1) == "." { start = scalars.startOfFigures(before: start - 1) }
    guard scalars.at(start - 1)?.isLatin != true else { return }
    let wanted =
      passage.text(start..<range.lowerBound) + "%～" + passage.text(range.upperBound..<end) + "%"
    report.add(.percentOnce, passage, start..<(end + 1), wanted: wanted)
  }

  // MARK: （2020—2023）

  private static func years(
    _ passage: Passage, _ range: Range<Int>, _ right: Range<Int>, _ report: inout WritingReport
  ) {
    let scalars = passage.scalars
    let left = scalars.startOfFigures(before: range.lowerBound)..<range.lowerBound
    guard isYear(scalars, left), isYear(scalars, right), scalars.at(left.lowerBound - 1) == "（",
      scalars.at(right.upperBound) == "）",
      let low = scalars.number(left), let high = scalars.number(right), low < high
    else { return }
    // Only in the name of a plan; years of birth and death have no 年.
    let opened = scalars[..<left.lowerBound].count { $0 == "《" }
    let closed = scalars[..<left.lowerBound].count { $0 == "》" }
    guard opened > closed || passage.kind == .title || passage.kind == .annexTitle else { return }
    let years = left.lowerBound..<right.upperBound
    report.add(.yearRange, passage, years, wanted: "\(low)—\(high)年")
  }
}
