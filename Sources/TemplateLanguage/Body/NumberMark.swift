import Diagnostics

/// 一、 （一） 1. （1） at a line's start: the level of a heading or item (GB/T 9704-2012, 7.3.3;
/// std:G-43).
package struct NumberMark: Hashable, Sendable {
  /// 1…4.
  package var level: Int
  package var value: Int
  /// As typed: 一、 or 1． keep their marks when the number counts on.
  package var text: String

  /// The number's mark at the head of a text, and how many scalars it takes. Blanks before it are
  /// no part of it.
  package static func read(_ text: String) -> (mark: NumberMark, length: Int)? {
    let file = SourceFile(name: "", text: text)
    return read(file.sourceLine(0..<file.bytes.count))
  }

  /// The number's mark at the head of a line, and how many marks it takes.
  static func read(_ line: SourceLine) -> (mark: NumberMark, length: Int)? {
    let marks = line.marks
    guard let first = marks.first else { return nil }
    let isBracketed = first.sign == "("
    var index = marks.startIndex + (isBracketed ? 1 : 0)
    let begin = index
    while index < marks.endIndex, index - begin < 6,
      digit(marks[index]) != nil || chineseDigits.contains(marks[index].scalar)
    {
      index += 1
    }
    guard index > begin, index < marks.endIndex else { return nil }
    let isChinese = chineseDigits.contains(marks[begin].scalar)
    guard let value = number(marks[begin..<index], isChinese: isChinese), value > 0 else {
      return nil
    }
    let closer = marks[index].scalar
    let level: Int
    if isBracketed {
      guard marks[index].sign == ")" else { return nil }
      level = isChinese ? 2 : 4
    } else if isChinese {
      guard closer == "、" else { return nil }
      level = 1
    } else {
      guard closer == "." || closer == "．" || closer == "、" else { return nil }
      // 1.5亿 and 2024.12.31 are no item numbers.
      if index + 1 < marks.endIndex, digit(marks[index + 1]) != nil { return nil }
      level = 3
    }
    let length = index + 1 - marks.startIndex
    let text = line.exact(marks.startIndex, index + 1).text
    return (NumberMark(level: level, value: value, text: text), length)
  }

  /// The same mark with another value: the pattern inside `@每项`.
  package func counted(to value: Int) -> NumberMark {
    let scalars = Array(text.unicodeScalars)
    let isNumeral = { (scalar: Unicode.Scalar) in
      Self.digit(Mark(scalar: scalar, offset: 0)) != nil || Self.chineseDigits.contains(scalar)
    }
    guard let lower = scalars.firstIndex(where: isNumeral),
      let upper = scalars.lastIndex(where: isNumeral)
    else { return self }
    let isChinese = Self.chineseDigits.contains(scalars[lower])
    var result = String.UnicodeScalarView(scalars[..<lower])
    result.append(contentsOf: (isChinese ? Self.chinese(value) : String(value)).unicodeScalars)
    result.append(contentsOf: scalars[(upper + 1)...])
    return NumberMark(level: level, value: value, text: String(result))
  }

  static let chineseDigits: [Unicode.Scalar] = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "〇", "零",
  ]

  private static func digit(_ mark: Mark) -> Int? {
    let value = mark.sign.value
    return (0x30...0x39).contains(value) ? Int(value) - 0x30 : nil
  }

  private static func number(_ marks: ArraySlice<Mark>, isChinese: Bool) -> Int? {
    if !isChinese {
      var value = 0
      for mark in marks {
        guard let digit = digit(mark) else { return nil }
        value = value * 10 + digit
      }
      return value
    }
    return chineseValue(marks.map(\.scalar))
  }

  /// 一 … 九百九十九 as written in item numbers; nil for anything else.
  static func chineseValue(_ scalars: [Unicode.Scalar]) -> Int? {
    var total = 0
    var pending: Int?
    for scalar in scalars {
      guard let position = chineseDigits.firstIndex(of: scalar) else { return nil }
      switch position {
      case 0...8:
        guard pending == nil else { return nil }
        pending = position + 1
      case 9, 10:
        let unit = position == 9 ? 10 : 100
        if pending == nil, unit == 100 { return nil }
        total += (pending ?? 1) * unit
        pending = nil
      default:
        guard pending == nil, total > 0 else { return nil }
      }
    }
    return total + (pending ?? 0)
  }

  /// 1…999 as item numbers are written: 十, 十一, 二十, 一百零二, 一百一十.
  static func chinese(_ value: Int) -> String {
    guard (1...999).contains(value) else { return String(value) }
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    let hundreds = value / 100
    let tens = value / 10 % 10
    let units = value % 10
    var text = hundreds > 0 ? digits[hundreds] + "百" : ""
    if tens > 0 {
      text += (tens == 1 && hundreds == 0 ? "" : digits[tens]) + "十"
    } else if hundreds > 0, units > 0 {
      text += "零"
    }
    return text + digits[units]
  }
}
