/// Working days of the years whose 放假 tables are known. Weekends are free and other days are
/// worked, except where a table says otherwise (放假, 调休上班).
///
/// A year without a table has no answer: the operations return nil, which is 需裁定.
public struct WorkingCalendar: Sendable {
  private var holidays: [ClosedRange<Int>] = []
  private var workdays: Set<Int> = []
  /// The years whose table is known.
  public private(set) var years: Set<Int> = []

  /// A range belongs to the table of the year in which it ends: the New Year holiday may begin in
  /// the December before. Ranges that end before they begin are left out.
  public init(holidays: [(from: CalendarDate, to: CalendarDate)], workdays: [CalendarDate]) {
    for range in holidays where range.from <= range.to {
      self.holidays.append(range.from.dayNumber...range.to.dayNumber)
      years.insert(range.to.year)
    }
    self.workdays = Set(workdays.map(\.dayNumber))
  }

  public init() {}

  /// Adds another year's table.
  public mutating func add(_ other: WorkingCalendar) {
    holidays += other.holidays
    workdays.formUnion(other.workdays)
    years.formUnion(other.years)
  }

  /// nil where the year's table is not known.
  public func isWorkingDay(_ date: CalendarDate) -> Bool? {
    guard years.contains(date.year) else { return nil }
    let number = date.dayNumber
    if workdays.contains(number) { return true }
    if holidays.contains(where: { $0.contains(number) }) { return false }
    return !date.isWeekend
  }

  /// 工作日后: the `count`-th working day after a date, which itself does not count; a negative
  /// count goes back, and 0 is the date itself. nil where a year's table is not known.
  public func workingDay(after date: CalendarDate, count: Int) -> CalendarDate? {
    guard count != 0 else { return date }
    let step = count > 0 ? 1 : -1
    var left = count.magnitude
    var day = date
    while left > 0 {
      guard let next = day.adding(days: step), let isWorked = isWorkingDay(next) else {
        return nil
      }
      day = next
      if isWorked { left -= 1 }
    }
    return day
  }

  /// 工作日数: working days from one day to another, both included; 0 where the end lies before
  /// the start. nil where a year's table is not known.
  public func workingDays(from start: CalendarDate, to end: CalendarDate) -> Int? {
    guard start <= end else { return 0 }
    var count = 0
    var day = start
    while true {
      guard let isWorked = isWorkingDay(day) else { return nil }
      if isWorked { count += 1 }
      guard day.dayNumber < end.dayNumber, let next = day.adding(days: 1) else { return count }
      day = next
    }
  }
}
