import CaseData

/// The form of a printed date, given by example (`：2024年12月31日`). Days and months have no
/// leading zero unless the example shows one (`：2024年01月05日`, `：2024.01.05`); the year of a
/// Chinese form is written digit by digit with 〇 (std:G-52, std:N-12).
package struct DateForm: Hashable, Sendable {
  enum Separators: Hashable, Sendable {
    /// 年 月 日
    case chinese
    /// A sign between the parts: `.` `-` `/`
    case sign(Unicode.Scalar)
  }
  var separators: Separators
  /// 1 year, 2 year and month, 3 day.
  var parts: Int
  var isInWords: Bool
  var isPadded: Bool

  static let standard = DateForm(
    separators: .chinese, parts: 3, isInWords: false, isPadded: false)

  /// The form that an example shows; nil where the text is no date.
  init?(example: String) {
    let signs = example.unicodeScalars.map(Mark.halfWidth)
    let words: [Unicode.Scalar] = NumberMark.chineseDigits
    var fields: [[Unicode.Scalar]] = [[]]
    var separators: [Unicode.Scalar] = []
    for sign in signs {
      let isNumeral = (0x30...0x39).contains(sign.value) || words.contains(sign)
      if isNumeral {
        fields[fields.count - 1].append(sign)
      } else if sign != " " {
        separators.append(sign)
        fields.append([])
      }
    }
    let isInWords = fields[0].first.map { words.contains($0) } ?? false
    guard fields[0].count == 4 else { return nil }
    let isPadded = fields.dropFirst().contains { $0.count == 2 && $0[0] == "0" }
    switch separators {
    case ["年"], ["年", "月"], ["年", "月", "日"]:
      guard fields.last == [], fields.dropLast().allSatisfy({ !$0.isEmpty }) else { return nil }
      self.init(
        separators: .chinese, parts: separators.count, isInWords: isInWords, isPadded: isPadded)
    case [".", "."], ["-", "-"], ["/", "/"], ["."], ["-"], ["/"]:
      guard !isInWords, fields.allSatisfy({ !$0.isEmpty }) else { return nil }
      self.init(
        separators: .sign(separators[0]), parts: separators.count + 1, isInWords: false,
        isPadded: isPadded)
    default:
      return nil
    }
  }

  private init(separators: Separators, parts: Int, isInWords: Bool, isPadded: Bool) {
    self.separators = separators
    self.parts = parts
    self.isInWords = isInWords
    self.isPadded = isPadded
  }

  /// The date in this form; parts that the date does not have are left out.
  package func text(_ date: CalendarDate) -> String {
    let available: Int
    switch date.precision {
    case .year: available = 1
    case .month: available = 2
    case .day: available = 3
    }
    let numbers = [date.year, date.month, date.day]
    var text = ""
    for index in 0..<min(parts, available) {
      let value = part(numbers[index], index: index)
      switch separators {
      case .chinese: text += value + ["年", "月", "日"][index]
      case .sign(let sign): text += (index > 0 ? String(Character(sign)) : "") + value
      }
    }
    return text
  }

  /// What stands for a date that is written by hand: blanks before each word, kept as they are.
  package var handwritten: String {
    let blanks = ["　　　　年", "　　月", "　　日"]
    return blanks.prefix(parts).joined()
  }

  private func part(_ number: Int, index: Int) -> String {
    if isInWords {
      guard index == 0 else { return NumberMark.chinese(number) }
      let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
      return String(number).unicodeScalars.map { digits[Int($0.value) - 0x30] }.joined()
    }
    return isPadded && index > 0 && number < 10 ? "0\(number)" : String(number)
  }
}
