/// 整数, 数字, 金额, 百分比, and the dates.
extension ScalarReader {
  func readNumber() -> ScalarReading {
    let figures: NumberText
    do {
      // A minus sign may be the typographic one; the full-width comma is a separator here.
      figures = try NumberText.read(text)
    } catch {
      return ScalarReading(.badNumber(error, shown, kind: declaration.kind.name))
    }
    let reading: ScalarReading
    switch declaration.kind {
    case .integer: reading = integer(figures)
    case .money(let unit): reading = money(figures, unit)
    case .percentage: reading = percentage(figures)
    default: reading = number(figures)
    }
    guard case .number(let number) = reading.value else { return reading }
    var result = reading
    if number.isNegative, !declaration.allowsNegative, isNeverNegative {
      result = ScalarReading(.negative(shown))
    } else if wasFullWidth {
      result.remarks += widthNotes(text).map { ScalarReading.Remark(problem: $0) }
    }
    return result
  }

  /// 金额 and 百分比 are not negative unless declared so; 整数 and 数字 may be.
  private var isNeverNegative: Bool {
    switch declaration.kind {
    case .money, .percentage: true
    default: false
    }
  }

  private var notNumber: ScalarReading {
    ScalarReading(.badNumber(.notNumber, shown, kind: declaration.kind.name))
  }

  private func integer(_ figures: NumberText) -> ScalarReading {
    guard figures.unit.isEmpty || figures.unit == "万" || figures.unit == "亿" else {
      return notNumber
    }
    guard let value = figures.value else { return tooLong }
    guard value.isInteger else { return ScalarReading(.notInteger(shown)) }
    return ScalarReading(.number(value))
  }

  private func number(_ figures: NumberText) -> ScalarReading {
    if figures.unit == "%", let value = figures.number.shifted(by: -2) {
      return ScalarReading(.number(value))
    }
    guard figures.unit.isEmpty || figures.unit == "万" || figures.unit == "亿" else {
      return notNumber
    }
    guard let value = figures.value else { return tooLong }
    return ScalarReading(.number(value))
  }

  private func percentage(_ figures: NumberText) -> ScalarReading {
    // 12 may mean 12% or 1200%: never guessed.
    guard figures.unit == "%" else {
      return figures.unit.isEmpty ? ScalarReading(.percentSignMissing(shown)) : notNumber
    }
    guard let value = figures.number.shifted(by: -2) else { return tooLong }
    return ScalarReading(.number(value))
  }

  /// The amount in the declared unit. A unit of its own (`20万元` in a field of 元) is converted
  /// exactly (std:N-11).
  private func money(_ figures: NumberText, _ unit: FieldKind.MoneyUnit) -> ScalarReading {
    let yuan: ExactDecimal?
    switch figures.unit {
    case "": yuan = figures.number.yuan(from: unit)
    case "元", "元整", "元正", "万", "万元", "万元整", "亿", "亿元", "亿元整": yuan = figures.value
    default: return notNumber
    }
    guard let yuan, let amount = yuan.amount(in: unit) else { return tooLong }
    guard yuan.scale <= 2 else { return ScalarReading(.finerThanCent(shown)) }
    return ScalarReading(.number(amount))
  }

  private var tooLong: ScalarReading {
    ScalarReading(.badNumber(.tooLong, shown, kind: declaration.kind.name))
  }

  // MARK: Dates

  func readDate() -> ScalarReading {
    switch declaration.kind {
    case .time:
      guard let time = DateText.readTime(text) else { return ScalarReading(.badTime(shown)) }
      return ScalarReading(.time(time), notes: widthNotes(time.description))
    case .period: return readPeriod()
    case .yearMonth: return readDate(.month)
    case .year: return readDate(.year)
    default: return readDate(.day)
    }
  }

  private func readDate(_ precision: CalendarDate.Precision) -> ScalarReading {
    // 2024年度
    let text = precision == .year && text.hasSuffix("年度") ? String(text.dropLast()) : text
    do {
      let date = try DateText.read(text)
      guard date.precision == precision else {
        return ScalarReading(.wrongPrecision(shown, wanted: precision))
      }
      return ScalarReading(.date(date), notes: widthNotes(date.description))
    } catch {
      return ScalarReading(.badDate(error, shown, wanted: precision))
    }
  }

  private func readPeriod() -> ScalarReading {
    do {
      let (start, end) = try DateText.readPeriod(text)
      guard start <= end else { return ScalarReading(.periodReversed(shown)) }
      let normal = "\(start)—\(end)"
      // ～ is a full-width form of ~ and an ordinary sign of a period: no note for it alone.
      let onlyTilde = original.unicodeScalars.allSatisfy {
        FullWidth.half($0) == nil || $0 == "～" || $0 == "　" || $0 == "－"
      }
      return ScalarReading(.period(start, end), notes: onlyTilde ? [] : widthNotes(normal))
    } catch {
      return ScalarReading(
        error == .form ? .badPeriod(shown) : .badDate(error, shown, wanted: .day))
    }
  }
}
