import CaseData

/// Dates and years in a text (std:G-52, N-12, N-13).
enum DateCheck {
  static func run(_ passage: Passage, _ report: inout WritingReport) {
    if passage.content.contains(.digit) {
      for date in WrittenDate.all(in: passage.scalars) { judge(date, passage, &report) }
      shortYears(passage, &report)
      dotted(passage, &report)
    }
    chinese(passage, &report)
  }

  private static func judge(
    _ date: WrittenDate, _ passage: Passage, _ report: inout WritingReport
  ) {
    if !date.exists {
      report.add(.impossibleDate, passage, date.range)
    } else if date.hasLeadingZero {
      report.add(.leadingZero, passage, date.range, wanted: date.regular)
    }
  }

  /// 2025.7.8 and 2025/07/08 in running text; versions and standards have other shapes.
  private static func dotted(_ passage: Passage, _ report: inout WritingReport) {
    guard passage.kind == .body || passage.kind == .heading else { return }
    let scalars = passage.scalars
    for run in scalars.figureRuns where run.count == 4 {
      guard let sign = scalars.at(run.upperBound), sign == "." || sign == "/" else { continue }
      let month = (run.upperBound + 1)..<scalars.endOfFigures(from: run.upperBound + 1)
      guard scalars.at(month.upperBound) == sign, month.count <= 2 else { continue }
      let day = (month.upperBound + 1)..<scalars.endOfFigures(from: month.upperBound + 1)
      guard day.count <= 2, let year = scalars.number(run), (1900...2099).contains(year),
        let monthNumber = scalars.number(month), let dayNumber = scalars.number(day),
        CalendarDate(year: year, month: monthNumber, day: dayNumber) != nil
      else { continue }
      let before = scalars.at(run.lowerBound - 1)
      let after = scalars.at(day.upperBound)
      let isCode = [before, after].contains { neighbour in
        neighbour.map { $0.isLatin || "./-".unicodeScalars.contains($0) } ?? false
      }
      if isCode { continue }
      report.add(
        .leadingZero, passage, run.lowerBound..<day.upperBound,
        wanted: "\(year)年\(monthNumber)月\(dayNumber)日")
    }
  }

  // MARK: '25年, 25年度

  private static func shortYears(_ passage: Passage, _ report: inout WritingReport) {
    let scalars = passage.scalars
    for run in scalars.figureRuns where run.count == 2 && scalars.at(run.upperBound) == "年" {
      let before = scalars.at(run.lowerBound - 1)
      let hasApostrophe = before == "'" || before == "’" || before == "‘"
      let isAfterRange =
        before.map { "—-－～至".unicodeScalars.contains($0) } == true
        && scalars.startOfFigures(before: run.lowerBound - 1) == run.lowerBound - 5
      let isYear = scalars.has("年度", at: run.upperBound)
      let isDate = isMonth(scalars, after: run.upperBound + 1)
      guard hasApostrophe || isAfterRange || isYear || isDate else { continue }
      if let before, !hasApostrophe, !isAfterRange, precedesDuration(before) { continue }
      let start = hasApostrophe ? run.lowerBound - 1 : run.lowerBound
      report.add(.shortYear, passage, start..<(run.upperBound + 1))
    }
  }

  /// 3月 after a year: 25年3月.
  private static func isMonth(_ scalars: [Unicode.Scalar], after index: Int) -> Bool {
    let end = scalars.endOfFigures(from: index)
    guard let month = scalars.number(index..<end) else { return false }
    return (1...12).contains(month) && scalars.at(end) == "月"
  }

  /// 第25年度, 每15年, 近30年, 1.25年: a count of years.
  private static func precedesDuration(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isFigure || scalar.isLatin || "第每近约满达共,.—-".unicodeScalars.contains(scalar)
  }

  // MARK: 二○二五年

  private static let zeros: [Unicode.Scalar] = ["○", "◯", "O", "o", "0", "零", "Ｏ", "０", "О"]

  private static func chinese(_ passage: Passage, _ report: inout WritingReport) {
    let scalars = passage.scalars
    for index in scalars.indices where scalars[index] == "年" && index >= 4 {
      let year = scalars[(index - 4)..<index]
      let figures = year.count { SmallNumeral.digits.contains($0) }
      let wrong = year.contains { zeros.contains($0) }
      let isYear = year.allSatisfy {
        SmallNumeral.digits.contains($0) || zeros.contains($0) || $0 == "〇"
      }
      guard isYear, wrong, figures >= 2 else { continue }
      var wanted = String.UnicodeScalarView()
      for scalar in year { wanted.append(zeros.contains(scalar) ? "〇" : scalar) }
      report.add(.zeroInYear, passage, (index - 4)..<(index + 1), wanted: String(wanted) + "年")
    }
  }
}

/// 2025年7月8日 in a text, or 7月8日.
struct WrittenDate: Comparable {
  var range: Range<Int>
  /// nil in 7月8日.
  var year: Int?
  var month: Int
  var day: Int
  var hasLeadingZero: Bool

  var exists: Bool {
    // A leap year where none is named.
    CalendarDate(year: year ?? 2024, month: month, day: day) != nil
  }
  var regular: String { (year.map { "\($0)年" } ?? "") + "\(month)月\(day)日" }

  static func < (a: WrittenDate, b: WrittenDate) -> Bool {
    (a.year ?? 0, a.month, a.day) < (b.year ?? 0, b.month, b.day)
  }
  static func == (a: WrittenDate, b: WrittenDate) -> Bool {
    (a.year, a.month, a.day) == (b.year, b.month, b.day)
  }

  /// The date that a text is and nothing else; a year is needed.
  static func whole(_ scalars: [Unicode.Scalar]) -> WrittenDate? {
    guard let date = all(in: scalars).first, date.range == 0..<scalars.count, date.year != nil,
      date.exists
    else { return nil }
    return date
  }

  static func all(in scalars: [Unicode.Scalar]) -> [WrittenDate] {
    var dates: [WrittenDate] = []
    for run in scalars.figureRuns where scalars.at(run.upperBound) == "月" {
      let day = (run.upperBound + 1)..<scalars.endOfFigures(from: run.upperBound + 1)
      guard scalars.at(day.upperBound) == "日", run.count <= 2, day.count <= 2,
        let monthNumber = scalars.number(run), let dayNumber = scalars.number(day)
      else { continue }
      var start = run.lowerBound
      var year: Int?
      if scalars.at(start - 1) == "年" {
        let first = scalars.startOfFigures(before: start - 1)
        if start - 1 - first == 4, let number = scalars.number(first..<(start - 1)) {
          year = number
          start = first
        }
      }
      let hasZero = scalars[run.lowerBound] == "0" || scalars[day.lowerBound] == "0"
      dates.append(
        WrittenDate(
          range: start..<(day.upperBound + 1), year: year, month: monthNumber, day: dayNumber,
          hasLeadingZero: hasZero))
    }
    return dates
  }
}
