import CaseData
import Testing

private func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
  CalendarDate(year: year, month: month, day: day) ?? missing
}

/// A day that no test expects.
private let missing: CalendarDate = {
  guard let date = CalendarDate(year: 7777) else { preconditionFailure("7777 is a year") }
  return date
}()

@Suite("日期与工作日")
struct CalendarTests {
  @Test("days are numbered without a gap over four centuries, and weekdays go round")
  func dayNumbers() throws {
    var date = day(1999, 12, 31)
    var weekday = date.weekday
    #expect(weekday == 5)
    for _ in 0..<150_000 {
      let next = try #require(date.adding(days: 1))
      guard next.dayNumber == date.dayNumber + 1, date < next, next.weekday == weekday % 7 + 1,
        CalendarDate(dayNumber: next.dayNumber) == next
      else {
        Issue.record("\(date) → \(next)")
        return
      }
      (date, weekday) = (next, next.weekday)
    }
    #expect(day(1, 1, 1).dayNumber == 1)
    #expect(day(9999, 12, 31).dayNumber == 3_652_059)
    #expect(day(2024, 1, 1).dayNumber == 738_886)
    #expect(CalendarDate(dayNumber: 0) == nil)
    #expect(day(9999, 12, 31).adding(days: 1) == nil)
    #expect(day(2024, 1, 1).adding(days: .max) == nil)
  }

  @Test("加年月 stops at the month's end")
  func months() {
    #expect(day(2024, 2, 29).adding(years: 1) == day(2025, 2, 28))
    #expect(day(2024, 1, 31).adding(months: 1) == day(2024, 2, 29))
    #expect(day(2024, 3, 31).adding(months: -1) == day(2024, 2, 29))
    #expect(day(2024, 11, 30).adding(years: 0, months: 14) == day(2026, 1, 30))
    #expect(day(2024, 1, 1).adding(years: .max) == nil)
    #expect(day(1, 1, 1).adding(months: -1) == nil)
  }

  @Test("年龄 counts whole years; 29 February counts on 1 March")
  func ages() {
    #expect(day(1990, 7, 8).age(on: day(2025, 7, 7)) == 34)
    #expect(day(1990, 7, 8).age(on: day(2025, 7, 8)) == 35)
    #expect(day(2000, 2, 29).age(on: day(2025, 2, 28)) == 24)
    #expect(day(2000, 2, 29).age(on: day(2025, 3, 1)) == 25)
  }

  @Test(
    "a date prints in the form of the example (std:N-12, N-13)",
    arguments: [
      ("2024年12月31日", "2025年7月8日"), ("2024.12.31", "2025.7.8"), ("2024.01.05", "2025.07.08"),
      ("2024-12-31", "2025-07-08"), ("2024/12/31", "2025/7/8"), ("二〇二四年十二月三十一日", "二〇二五年七月八日"),
      ("二〇二四年十二月", "二〇二五年七月"), ("2024年12月", "2025年7月"), ("12月31日", "7月8日"),
      ("2024年", "2025年"), ("２０２４．１２．３１", "2025.7.8"), ("2024", "2025"),
    ])
  func forms(_ example: String, _ text: String) throws {
    let form = try #require(DateForm(example: example))
    #expect(day(2025, 7, 8).formatted(form) == text)
  }

  @Test("words of days, 〇 in years, and no part that was not given")
  func words() throws {
    let form = try #require(DateForm(example: "二〇二四年十二月三十一日"))
    #expect(day(2010, 10, 20).formatted(form) == "二〇一〇年十月二十日")
    let month = try #require(CalendarDate(year: 2024, month: 3, precision: .month))
    #expect(month.formatted(form) == "二〇二四年三月")
    #expect(month.formatted() == "2024年3月")
    #expect(DateForm(example: "2024~12~31") == nil)
    #expect(DateForm(example: "") == nil)
    #expect(DateForm.examples.allSatisfy { DateForm(example: $0) != nil })
  }

  /// 2025's National Day and Mid-Autumn holiday, as an example.
  private let calendar = WorkingCalendar(
    holidays: [
      (day(2025, 1, 1), day(2025, 1, 1)), (day(2025, 10, 1), day(2025, 10, 8)),
    ], workdays: [day(2025, 9, 28), day(2025, 10, 11)])

  @Test("放假 and 调休上班 decide before the weekend does")
  func workingDays() {
    #expect(calendar.isWorkingDay(day(2025, 9, 28)) == true)  // a Sunday
    #expect(calendar.isWorkingDay(day(2025, 10, 1)) == false)  // a Wednesday
    #expect(calendar.isWorkingDay(day(2025, 10, 12)) == false)  // a Sunday
    #expect(calendar.workingDay(after: day(2025, 9, 30), count: 3) == day(2025, 10, 11))
    #expect(calendar.workingDay(after: day(2025, 10, 11), count: -3) == day(2025, 9, 30))
    #expect(calendar.workingDay(after: day(2025, 10, 4), count: 0) == day(2025, 10, 4))
    #expect(calendar.workingDays(from: day(2025, 9, 28), to: day(2025, 10, 12)) == 6)
    #expect(calendar.workingDays(from: day(2025, 9, 30), to: day(2025, 9, 29)) == 0)
  }

  @Test("a year without a table has no answer: 需裁定")
  func unknownYears() {
    #expect(calendar.isWorkingDay(day(2026, 1, 5)) == nil)
    #expect(calendar.workingDay(after: day(2025, 12, 31), count: 1) == nil)
    #expect(calendar.workingDay(after: day(2025, 1, 1), count: .max) == nil)
    #expect(calendar.workingDays(from: day(2025, 12, 30), to: day(2026, 1, 5)) == nil)
    // A New Year holiday that begins in December belongs to the new year's table.
    let next = WorkingCalendar(holidays: [(day(2025, 12, 31), day(2026, 1, 2))], workdays: [])
    #expect(next.years == [2026])
    var both = calendar
    both.add(next)
    #expect(both.workingDay(after: day(2025, 12, 30), count: 1) == day(2026, 1, 5))
  }
}
