import CaseData

extension ExpressionLexer {
  /// A number with its unit (`20万元`, `10%`, `200,000.00`) or a date (`2024年1月1日`,
  /// `2024-01-01`).
  mutating func readNumber() {
    if readDashedDate() || readChineseDate() { return }
    let start = reader.offset
    var digits = readDigits()
    readThousands(&digits)
    var scale = 0
    if reader.sign == 0x2E, Signs.isDigit(reader.nextSign) {
      reader.advance()
      let fraction = readDigits()
      scale = fraction.count
      digits += fraction
    }
    let (power, isMoney) = readUnit()
    let range = start..<reader.offset
    guard let value = Self.decimal(digits: digits, scale: scale, timesPowerOfTen: power) else {
      report(.numberTooLong, range)
      append(.number(.zero, isMoney: isMoney), range)
      return
    }
    append(.number(value, isMoney: isMoney), range)
    rejectUnknownUnit()
  }

  /// The digits here, folded to ASCII.
  private mutating func readDigits() -> [UInt8] {
    var digits: [UInt8] = []
    while !reader.isAtEnd, Signs.isDigit(reader.sign) {
      digits.append(UInt8(reader.sign))
      reader.advance()
    }
    return digits
  }

  /// `,000`: only a half-width comma between digits groups thousands; the comma between
  /// arguments is full-width, has a blank after it, or stands before other than three digits.
  private mutating func readThousands(_ digits: inout [UInt8]) {
    guard (1...3).contains(digits.count), digits.first != 0x30 else { return }
    while reader.offset < reader.end, reader.bytes[reader.offset] == 0x2C {
      var ahead = self
      ahead.reader.advance()
      let group = ahead.readDigits()
      guard group.count == 3 else { return }
      reader = ahead.reader
      digits += group
    }
  }

  /// 万 亿 千 with or without 元, 元 alone, %.
  private mutating func readUnit() -> (powerOfTen: Int, isMoney: Bool) {
    if reader.sign == 0x25 {
      reader.advance()
      return (-2, false)
    }
    var power = 0
    while let step = [0x4E07: 4, 0x4EBF: 8, 0x5343: 3][reader.sign] {
      power += step
      reader.advance()
    }
    guard reader.sign == 0x5143 else { return (power, false) }  // 元
    reader.advance()
    return (power, true)
  }

  private mutating func rejectUnknownUnit() {
    guard !reader.isAtEnd, Signs.isWord(reader.sign) else { return }
    var ahead = reader
    while !ahead.isAtEnd, Signs.isWord(ahead.sign) { ahead.advance() }
    let range = reader.offset..<ahead.offset
    let text = file.foldedText(range)
    if ["且", "或", "为空", "不为空", "属于"].contains(where: text.hasPrefix) { return }
    report(.unknownUnit(text), range)
    reader = ahead
  }

  static func decimal(digits: [UInt8], scale: Int, timesPowerOfTen power: Int) -> ExactDecimal? {
    guard scale <= 18, (-2...16).contains(power) else { return nil }
    var significand: Int128 = 0
    for digit in digits {
      guard let next = Arithmetic.appending(digit - 0x30, to: significand) else { return nil }
      significand = next
    }
    var scale = scale - power
    while scale < 0 {
      guard let next = Arithmetic.appending(0, to: significand) else { return nil }
      significand = next
      scale += 1
    }
    while scale > 18, significand % 10 == 0 {
      significand /= 10
      scale -= 1
    }
    return scale <= 18 ? ExactDecimal(significand: significand, scale: scale) : nil
  }

  // MARK: dates

  /// `2024-01-01`: four, two and two digits with half-width hyphens and no blanks between.
  private mutating func readDashedDate() -> Bool {
    var ahead = self
    let start = reader.offset
    let year = ahead.readDigits()
    guard year.count == 4, ahead.takeHyphen() else { return false }
    let month = ahead.readDigits()
    guard month.count == 2, ahead.takeHyphen() else { return false }
    let day = ahead.readDigits()
    guard day.count == 2 else { return false }
    reader = ahead.reader
    appendDate(year, month, day, start..<reader.offset)
    return true
  }

  private mutating func takeHyphen() -> Bool {
    guard reader.offset < reader.end, reader.bytes[reader.offset] == 0x2D else { return false }
    reader.advance()
    return true
  }

  /// `2024年1月1日`, `2024年1月`, `2024年`; blanks inside are no part of it.
  private mutating func readChineseDate() -> Bool {
    var ahead = self
    let start = reader.offset
    let year = ahead.readDigits()
    guard year.count <= 4, ahead.reader.sign == 0x5E74 else { return false }  // 年
    ahead.reader.advance()
    let month = ahead.readDigits(before: 0x6708)  // 月
    let day = month == nil ? nil : ahead.readDigits(before: 0x65E5)  // 日
    reader = ahead.reader
    appendDate(year, month, day, start..<reader.offset)
    return true
  }

  private mutating func readDigits(before unit: UInt32) -> [UInt8]? {
    var ahead = self
    let digits = ahead.readDigits()
    guard !digits.isEmpty, ahead.reader.sign == unit else { return nil }
    ahead.reader.advance()
    reader = ahead.reader
    return digits
  }

  private mutating func appendDate(
    _ year: [UInt8], _ month: [UInt8]?, _ day: [UInt8]?, _ range: Range<Int>
  ) {
    func number(_ digits: [UInt8]) -> Int {
      digits.prefix(5).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    let precision: CalendarDate.Precision = month == nil ? .year : day == nil ? .month : .day
    let date = CalendarDate(
      year: number(year), month: month.map(number) ?? 1, day: day.map(number) ?? 1,
      precision: precision)
    if let date {
      append(.date(date), range)
    } else {
      report(.impossibleDate(file.text(range)), range)
      append(.number(.zero, isMoney: false), range)
    }
  }
}
