/// How a date is printed, given by an example (design section 3): `2024年12月31日`, `2024.12.31`,
/// `二〇二四年十二月`.
public struct DateForm: Hashable, Sendable {
  private enum Style: String, Hashable {
    case chineseMarks = "D年D月D日"
    case chineseMarksMonth = "D年D月"
    case chineseMarksYear = "D年"
    case monthAndDay = "D月D日"
    case dots = "D.D.D"
    case dotsMonth = "D.D"
    case hyphens = "D-D-D"
    case hyphensMonth = "D-D"
    case slashes = "D/D/D"
    case slashesMonth = "D/D"
    case words = "C年C月C日"
    case wordsMonth = "C年C月"
    case wordsYear = "C年"
    case year = "D"
  }
  private var style: Style
  /// 2024.03.08 instead of 2024.3.8. Hyphens always pad (GB/T 7408, std:N-13).
  private var isPadded: Bool

  /// nil where the text is no example of a known form. Full-width figures and signs count as
  /// half-width ones.
  public init?(example: String) {
    var pattern = ""
    var run = ""
    var isPadded = false
    func close() {
      guard let first = run.unicodeScalars.first else { return }
      if first == "0", run.unicodeScalars.count == 2 { isPadded = true }
      pattern += first.value < 0x80 ? "D" : "C"
      run = ""
    }
    for scalar in FullWidth.halved(example).text.unicodeScalars where scalar != " " {
      if ("0"..."9").contains(scalar) || ChineseNumerals.isNumeral(scalar) {
        run.unicodeScalars.append(scalar)
      } else {
        close()
        pattern.unicodeScalars.append(scalar)
      }
    }
    close()
    guard let style = Style(rawValue: pattern) else { return nil }
    self.style = style
    self.isPadded = isPadded || style == .hyphens || style == .hyphensMonth
  }

  private init(style: Style, isPadded: Bool) {
    self.style = style
    self.isPadded = isPadded
  }

  /// 2024年12月31日: the form of 公文 (std:N-12).
  public static let document = DateForm(style: .chineseMarks, isPadded: false)

  /// The examples that are taught, for messages.
  public static let examples = [
    "2024年12月31日", "2024.12.31", "2024-12-31", "2024/12/31", "二〇二四年十二月三十一日",
    "2024年12月", "2024.12", "2024-12", "二〇二四年十二月", "2024年", "12月31日",
  ]

  /// The parts that the form prints: a date of less precision cannot fill it.
  public var precision: CalendarDate.Precision {
    switch style {
    case .chineseMarks, .monthAndDay, .dots, .hyphens, .slashes, .words: .day
    case .chineseMarksMonth, .dotsMonth, .hyphensMonth, .slashesMonth, .wordsMonth: .month
    case .chineseMarksYear, .wordsYear, .year: .year
    }
  }

  /// The same form without the parts that a month or a year does not have, so that nothing is
  /// printed that was not given.
  func limited(to precision: CalendarDate.Precision) -> DateForm {
    guard precision.rawValue < self.precision.rawValue else { return self }
    let style: Style =
      switch (self.style, precision) {
      case (.words, .month): .wordsMonth
      case (.words, _), (.wordsMonth, _): .wordsYear
      case (.dots, .month): .dotsMonth
      case (.hyphens, .month): .hyphensMonth
      case (.slashes, .month): .slashesMonth
      case (.chineseMarks, .month), (.monthAndDay, .month): .chineseMarksMonth
      case (.chineseMarks, _), (.chineseMarksMonth, _), (.monthAndDay, _): .chineseMarksYear
      default: .year
      }
    return DateForm(style: style, isPadded: isPadded)
  }

  func text(of date: CalendarDate) -> String {
    let year = ChineseNumerals.padded(date.year, to: 4)
    let month = isPadded ? ChineseNumerals.padded(date.month, to: 2) : String(date.month)
    let day = isPadded ? ChineseNumerals.padded(date.day, to: 2) : String(date.day)
    func words(_ number: Int) -> String { ChineseNumerals.counting(number) }
    switch style {
    case .chineseMarks: return "\(year)年\(month)月\(day)日"
    case .chineseMarksMonth: return "\(year)年\(month)月"
    case .chineseMarksYear: return "\(year)年"
    case .monthAndDay: return "\(month)月\(day)日"
    case .dots: return "\(year).\(month).\(day)"
    case .dotsMonth: return "\(year).\(month)"
    case .hyphens: return "\(year)-\(month)-\(day)"
    case .hyphensMonth: return "\(year)-\(month)"
    case .slashes: return "\(year)/\(month)/\(day)"
    case .slashesMonth: return "\(year)/\(month)"
    case .words:
      return "\(ChineseNumerals.digitwise(year))年\(words(date.month))月\(words(date.day))日"
    case .wordsMonth: return "\(ChineseNumerals.digitwise(year))年\(words(date.month))月"
    case .wordsYear: return "\(ChineseNumerals.digitwise(year))年"
    case .year: return year
    }
  }
}

extension CalendarDate {
  /// The date in a form; parts that a month or year does not have are left out.
  public func formatted(_ form: DateForm = .document) -> String {
    form.limited(to: precision).text(of: self)
  }
}

extension CalendarDate: CustomStringConvertible {
  public var description: String { formatted() }
}
extension TimeOfDay: CustomStringConvertible {
  /// 17:29
  public var description: String {
    "\(ChineseNumerals.padded(hour, to: 2)):\(ChineseNumerals.padded(minute, to: 2))"
  }
}
