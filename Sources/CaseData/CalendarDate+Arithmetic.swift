extension CalendarDate: Comparable {
  /// By day; a month or year counts from its first day, and before that day itself.
  public static func < (a: CalendarDate, b: CalendarDate) -> Bool {
    (a.year, a.month, a.day, a.precision.rawValue) < (b.year, b.month, b.day, b.precision.rawValue)
  }
}

extension CalendarDate {
  /// Days since the last day before year 1: 0001-01-01 is 1, 2024-01-01 is 738,886.
  public var dayNumber: Int {
    let before = year - 1
    return before * 365 + before / 4 - before / 100 + before / 400
      + Self.daysBefore(month: month, of: year) + day
  }

  /// nil outside years 1…9999.
  public init?(dayNumber: Int) {
    guard dayNumber >= 1, dayNumber <= 3_652_059 else { return nil }
    var rest = dayNumber - 1
    let cycles = rest / 146_097
    rest %= 146_097
    let centuries = min(rest / 36_524, 3)
    rest -= centuries * 36_524
    let leaps = rest / 1_461
    rest %= 1_461
    let years = min(rest / 365, 3)
    rest -= years * 365
    let year = cycles * 400 + centuries * 100 + leaps * 4 + years + 1
    var month = 1
    while rest >= Self.days(inMonth: month, of: year) {
      rest -= Self.days(inMonth: month, of: year)
      month += 1
    }
    self.init(year: year, month: month, day: rest + 1)
  }

  private static func daysBefore(month: Int, of year: Int) -> Int {
    var days = 0
    for earlier in 1..<max(1, month) { days += Self.days(inMonth: earlier, of: year) }
    return days
  }

  /// 1 is Monday, 7 is Sunday.
  public var weekday: Int { (dayNumber + 6) % 7 + 1 }
  public var isWeekend: Bool { weekday >= 6 }

  /// 加天. nil outside years 1…9999.
  public func adding(days: Int) -> CalendarDate? {
    let (number, overflow) = dayNumber.addingReportingOverflow(days)
    return overflow ? nil : CalendarDate(dayNumber: number)
  }

  /// 加年月: the same day of another month, or the last day of that month where it has no such
  /// day (2024-02-29 and a year is 2025-02-28). The precision stays. nil outside years 1…9999.
  public func adding(years: Int = 0, months: Int = 0) -> CalendarDate? {
    let (yearMonths, overflow) = years.multipliedReportingOverflow(by: 12)
    let (step, carry) = yearMonths.addingReportingOverflow(months)
    let (total, last) = step.addingReportingOverflow((year - 1) * 12 + month - 1)
    guard !overflow, !carry, !last, total >= 0, total < 9999 * 12 else { return nil }
    let (year, month) = (total / 12 + 1, total % 12 + 1)
    return CalendarDate(
      year: year, month: month, day: min(day, Self.days(inMonth: month, of: year)),
      precision: precision)
  }

  /// 相差天数: from this day to the other; negative where the other is earlier.
  public func days(to other: CalendarDate) -> Int { other.dayNumber - dayNumber }

  /// 年龄: whole years (周岁) from this day of birth to a day. Who was born on 29 February is a
  /// year older on 1 March of a common year. Negative before birth.
  public func age(on date: CalendarDate) -> Int {
    date.year - year - ((date.month, date.day) < (month, day) ? 1 : 0)
  }

  /// The last day of the month or year that this date stands for; itself where it is a day.
  public var lastDay: CalendarDate {
    let last =
      switch precision {
      case .day: self
      case .month:
        CalendarDate(year: year, month: month, day: Self.days(inMonth: month, of: year))
      case .year: CalendarDate(year: year, month: 12, day: 31)
      }
    return last ?? self
  }
}
