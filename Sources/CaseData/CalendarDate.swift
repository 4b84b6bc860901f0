/// A day of the proleptic Gregorian calendar, or only its month or year. No time zone.
public struct CalendarDate: Hashable, Sendable {
  public enum Precision: Int, Hashable, Sendable { case year, month, day }
  public let year: Int
  /// 1…12; 1 where the precision is a year.
  public let month: Int
  /// 1…31; 1 where the precision is a month or year.
  public let day: Int
  public let precision: Precision

  /// nil where the date does not exist (2023-02-29), or the year is outside 1…9999.
  public init?(year: Int, month: Int = 1, day: Int = 1, precision: Precision = .day) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(inMonth: month, of: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
    self.precision = precision
  }

  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: return isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }
}

/// A time of day to the minute.
public struct TimeOfDay: Hashable, Comparable, Sendable {
  public let minutes: Int
  public var hour: Int { minutes / 60 }
  public var minute: Int { minutes % 60 }
  /// nil outside 00:00…23:59.
  public init?(hour: Int, minute: Int) {
    guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
    minutes = hour * 60 + minute
  }
  public static func < (a: TimeOfDay, b: TimeOfDay) -> Bool { a.minutes < b.minutes }
}
