/// What sorts of characters a text has.
struct CharacterKinds: OptionSet {
  let rawValue: UInt16
  /// 0–9
  static let digit = CharacterKinds(rawValue: 1)
  static let latin = CharacterKinds(rawValue: 2)
  /// Half-width signs: , : ; ( ) ? ! . " [ ] -
  static let halfSign = CharacterKinds(rawValue: 4)
  /// Full-width figures, letters, ％ ＠
  static let wide = CharacterKinds(rawValue: 8)
  /// “ ” ‘ ’ 《 》 〈 〉 （ ） 〔 〕 【 】
  static let bracket = CharacterKinds(rawValue: 16)
  /// 。，、；：？！
  static let stop = CharacterKinds(rawValue: 32)
  static let blank = CharacterKinds(rawValue: 64)
  /// － ― – — ～
  static let dash = CharacterKinds(rawValue: 128)
  /// 壹 … 玖
  static let capital = CharacterKinds(rawValue: 256)

  init(rawValue: UInt16) { self.rawValue = rawValue }

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x30...0x39: self = .digit
    case 0x41...0x5A, 0x61...0x7A: self = .latin
    case 0x20: self = .blank
    case 0x21...0x7E: self = .halfSign
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF05, 0xFF20: self = .wide
    case 0x2018...0x201D, 0x3008...0x300B, 0xFF08, 0xFF09, 0x3010, 0x3011, 0x3014, 0x3015:
      self = .bracket
    case 0x3001, 0x3002, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF01: self = .stop
    case 0x2010...0x2015, 0xFF0D, 0xFF5E, 0x2212: self = .dash
    case 0x58F9, 0x8D30, 0x53C1, 0x8086, 0x4F0D, 0x9646, 0x67D2, 0x634C, 0x7396, 0x62FE:
      self = .capital
    default: self = []
    }
  }
}

extension Unicode.Scalar {
  var isFigure: Bool { (0x30...0x39).contains(value) }
  var figure: Int? { isFigure ? Int(value) - 0x30 : nil }
  var isLatin: Bool { (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value) }
  var isHan: Bool {
    (0x4E00...0x9FFF).contains(value) || (0x3400...0x4DBF).contains(value) || value == 0x3007
      || (0x20000...0x3FFFF).contains(value)
  }
  /// 。 ， “ 《 and the like, which stand in Chinese text alone.
  var isChineseMark: Bool {
    !CharacterKinds.init(self).isDisjoint(with: [.bracket, .stop]) || value == 0x2026
  }
  var isChinese: Bool { isHan || isChineseMark }
}

/// Looking around in a text without asking about its ends.
extension [Unicode.Scalar] {
  func at(_ index: Int) -> Unicode.Scalar? { indices.contains(index) ? self[index] : nil }

  func has(_ word: String, at index: Int) -> Bool {
    guard index >= 0 else { return false }
    var position = index
    for scalar in word.unicodeScalars {
      guard position < count, self[position] == scalar else { return false }
      position += 1
    }
    return true
  }

  /// Whether the text before `index` ends with the word.
  func has(_ word: String, before index: Int) -> Bool {
    has(word, at: index - word.unicodeScalars.count)
  }

  func first(_ words: [String], at index: Int) -> String? { words.first { has($0, at: index) } }

  func firstIndex(of word: String, from start: Int = 0) -> Int? {
    guard let first = word.unicodeScalars.first else { return nil }
    var index = start
    while index < count {
      if self[index] == first, has(word, at: index) { return index }
      index += 1
    }
    return nil
  }

  /// The index after the figures that begin at `index`.
  func endOfFigures(from index: Int) -> Int {
    var end = index
    while end < count, self[end].isFigure { end += 1 }
    return end
  }

  /// The index at which the figures that end before `index` begin.
  func startOfFigures(before index: Int) -> Int {
    var start = index
    while start > 0, self[start - 1].isFigure { start -= 1 }
    return start
  }

  /// A small number of figures; nil for none or for more than nine.
  func number(_ range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.count <= 9 else { return nil }
    var value = 0
    for index in range {
      guard let figure = self[index].figure else { return nil }
      value = value * 10 + figure
    }
    return value
  }

  /// Every maximal run of figures.
  var figureRuns: [Range<Int>] {
    var runs: [Range<Int>] = []
    var index = 0
    while index < count {
      let end = endOfFigures(from: index)
      if end > index { runs.append(index..<end) }
      index = end + 1
    }
    return runs
  }
}

/// 一 … 九百九十九 in item numbers and dates.
enum SmallNumeral {
  static let digits: [Unicode.Scalar] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]

  static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    digits.contains(scalar) || scalar == "十" || scalar == "百" || scalar == "零"
  }

  static func value(_ scalars: some Sequence<Unicode.Scalar>) -> Int? {
    var total = 0
    var pending: Int?
    for scalar in scalars {
      if let digit = digits.firstIndex(of: scalar) {
        guard pending == nil else { return nil }
        pending = digit + 1
      } else if scalar == "十" {
        total += (pending ?? 1) * 10
        pending = nil
      } else if scalar == "百", let hundreds = pending {
        total += hundreds * 100
        pending = nil
      } else if scalar != "零" || total == 0 || pending != nil {
        return nil
      }
    }
    return total + (pending ?? 0)
  }

  static func words(_ value: Int) -> String {
    guard (1...999).contains(value) else { return String(value) }
    func digit(_ number: Int) -> String { number == 0 ? "" : String(digits[number - 1]) }
    let tens = value / 10 % 10
    var text = value >= 100 ? digit(value / 100) + "百" : ""
    if tens > 0 {
      text += (tens == 1 && value < 100 ? "" : digit(tens)) + "十"
    } else if value >= 100, value % 10 > 0 {
      text += "零"
    }
    return text + digit(value % 10)
  }
}
