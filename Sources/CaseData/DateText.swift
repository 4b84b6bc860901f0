/// Dates as people write them: 2024年3月8日, 2024-03-08, 2024.3.8, 2024/3/8, 二〇二四年三月八日.
public enum DateText {
  public enum Fault: Error, Hashable {
    case form
    /// 24年3月8日: a year is written with four figures (std:N-13).
    case shortYear
    /// 2023年2月29日
    case notReal(year: Int, month: Int, day: Int)
    /// Nobody can tell 03/08/2024's day from its month.
    case yearLast
  }

  /// Reads half-width text. The precision is what was written.
  package static func read(_ text: String) throws(Fault) -> CalendarDate {
    var parts = figures(text) ?? []
    if parts.isEmpty { parts = try split(text) }
    guard let year = parts.first else { throw .form }
    if year.digits <= 2, parts.count >= 2 {
      throw parts.count == 3 && parts[2].digits == 4 ? .yearLast : .shortYear
    }
    guard year.digits == 4 else { throw .form }
    let month = parts.count > 1 ? parts[1].number : 1
    let day = parts.count > 2 ? parts[2].number : 1
    let precision = CalendarDate.Precision(rawValue: parts.count - 1) ?? .day
    guard
      let date = CalendarDate(year: year.number, month: month, day: day, precision: precision)
    else { throw .notReal(year: year.number, month: month, day: day) }
    return date
  }

  private struct Part {
    var number: Int
    var digits: Int
  }

  /// 2024-03-08, 2024.3.8, 2024/3/8, as programs write them; nil for any other form.
  private static func figures(_ text: String) -> [Part]? {
    var parts: [Part] = []
    var number = 0
    var digits = 0
    var sign: UInt8?
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39:
        number = number * 10 + Int(byte - 0x30)
        digits += 1
        if digits > 4 { return nil }
      case 0x2D, 0x2E, 0x2F:
        guard digits > 0, parts.count < 2, sign == nil || sign == byte else { return nil }
        parts.append(Part(number: number, digits: digits))
        (number, digits, sign) = (0, 0, byte)
      default: return nil
      }
    }
    guard digits > 0, parts.count == 2 else { return nil }
    parts.append(Part(number: number, digits: digits))
    return parts
  }

  /// One to three numbers with the signs of one form between them.
  private static func split(_ text: String) throws(Fault) -> [Part] {
    var parts: [Part] = []
    var marks = ""
    var run = ""
    func number() throws(Fault) -> Part {
      let isFigures = run.isFigures
      let value = isFigures && run.utf8.count <= 8 ? Int(run) : ChineseNumerals.smallValue(of: run)
      guard let value else { throw .form }
      return Part(number: value, digits: run.unicodeScalars.count)
    }
    for scalar in text.unicodeScalars where scalar != " " {
      if ("0"..."9").contains(scalar) || ChineseNumerals.isNumeral(scalar) {
        run.unicodeScalars.append(scalar)
      } else {
        guard !run.isEmpty, parts.count < 3 else { throw .form }
        parts.append(try number())
        run = ""
        marks.unicodeScalars.append(scalar == "号" ? "日" : scalar)
      }
    }
    if !run.isEmpty { parts.append(try number()) }
    switch (marks, parts.count) {
    case ("年月日", 3), ("年月", 2), ("年", 1), ("--", 3), ("..", 3), ("//", 3), ("-", 2), (".", 2),
      ("/", 2):
      return parts
    case ("", 1) where parts[0].digits == 8:
      // 20240308
      let number = parts[0].number
      return [
        Part(number: number / 10000, digits: 4), Part(number: number / 100 % 100, digits: 2),
        Part(number: number % 100, digits: 2),
      ]
    case ("", 1) where parts[0].digits == 4: return parts
    default: throw .form
    }
  }

  /// 起止日期: two dates with — ～ 至 (also ~ - 到) between. The second may leave out what it shares
  /// with the first (2022年8月18日—9月19日).
  static func readPeriod(_ text: String) throws(Fault) -> (CalendarDate, CalendarDate) {
    let scalars = Array(text.unicodeScalars)
    var fault = Fault.form
    var index = 0
    while index < scalars.count {
      guard isDash(scalars[index]) else {
        index += 1
        continue
      }
      var end = index + 1
      while end < scalars.count, isDash(scalars[end]), scalars[end] != "-" { end += 1 }
      let head = String(String.UnicodeScalarView(scalars[..<index])).trimmed
      let tail = String(String.UnicodeScalarView(scalars[end...])).trimmed
      do {
        let start = try read(head)
        let last = try read(completed(tail, from: start))
        if start.precision == last.precision { return (start, last) }
      } catch {
        if case .notReal = error { fault = error }
        // 2024-01 read as 2024 to 01 has no short year; 24年1月—… has one.
        if error == .shortYear, fault == .form, (try? read(head)) == nil { fault = .shortYear }
      }
      index = end
    }
    throw fault
  }

  private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    "-—–―─～~至到".unicodeScalars.contains(scalar)
  }

  private static func completed(_ text: String, from start: CalendarDate) -> String {
    guard !text.contains("年") else { return text }
    if text.contains("月") { return "\(start.year)年" + text }
    if text.hasSuffix("日") { return "\(start.year)年\(start.month)月" + text }
    return text
  }

  /// 17:29, 17时29分, 17点29分.
  static func readTime(_ text: String) -> TimeOfDay? {
    var numbers: [Int] = []
    var marks = ""
    var run = ""
    for scalar in text.unicodeScalars where scalar != " " {
      if ("0"..."9").contains(scalar) {
        run.unicodeScalars.append(scalar)
      } else {
        guard run.utf8.count <= 2, let number = Int(run) else { return nil }
        numbers.append(number)
        run = ""
        marks.unicodeScalars.append(scalar == "点" ? "时" : scalar)
      }
    }
    if !run.isEmpty {
      guard run.utf8.count <= 2, let number = Int(run) else { return nil }
      numbers.append(number)
    }
    guard marks == ":" || marks == "时分" || marks == "时", numbers.count <= 2,
      let hour = numbers.first
    else { return nil }
    if marks == ":", numbers.count != 2 { return nil }
    return TimeOfDay(hour: hour, minute: numbers.count > 1 ? numbers[1] : 0)
  }
}
