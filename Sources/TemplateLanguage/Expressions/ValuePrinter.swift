import CaseData

/// The words of a value by its filters and type. Amounts are never rounded: what the value has is
/// printed, with at least two places where it is money.
package struct ValuePrinter {
  var filters: [Filter] = []
  var type = ValueType.any
  /// The declared kind, which decides what 掩码 keeps.
  var kind: FieldKind?

  /// A value without filters: amounts without grouping, since nothing is known of them.
  package static func words(_ value: Value) -> String { ValuePrinter().text(of: value) ?? "" }

  /// nil where a filter does not fit the value (大写 of a negative amount).
  func text(of value: Value) -> String? {
    var text: String?
    for filter in filters {
      switch filter {
      case .mask: text = (text ?? plain(value)).map { Masking.mask($0, as: kind) }
      case .lastFour: text = (text ?? plain(value)).map(Self.lastFour)
      case .wideBlanks: text = (text ?? plain(value)).map(Self.wideBlanks)
      default: break
      }
    }
    return text ?? plain(value)
  }

  /// 序列的每一项 for 顿号, and any other value as its kind is printed.
  private func plain(_ value: Value) -> String? {
    switch value {
    case .text(let text), .file(let text): return text
    case .number(let number): return self.number(number)
    case .date(let date): return date.formatted(dateForm)
    case .period(let from, let to):
      return "\(from.formatted(dateForm))至\(to.formatted(dateForm))"
    case .time(let time): return time.description
    case .truth(let truth): return truth ? "是" : "否"
    case .choice(let options, let statement):
      let joined = options.joined(separator: "、")
      guard let statement, !statement.isEmpty else { return joined }
      return "\(joined)（\(statement)）"
    case .list(let items):
      let inner = ValuePrinter(filters: filters, type: itemType)
      return items.compactMap { inner.plain($0.value) }.filter { !$0.isEmpty }
        .joined(separator: "、")
    case .record(let record):
      // A record in a sentence is its first field: its name.
      return record.values.first.flatMap {
        ValuePrinter(filters: filters, type: .any).plain($0.value)
      }
    case .rows: return nil
    case .handwritten, .absent, .faulty: return ""
    }
  }

  private var itemType: ValueType {
    if case .list(let item) = type { return item }
    return .any
  }

  private var dateForm: DateForm {
    for filter in filters {
      if case .date(let form) = filter { return form }
    }
    return .document
  }

  /// The unit of an amount; 元 where it is no declared money.
  private var unit: FieldKind.MoneyUnit? {
    if case .number(.money(let unit, _)) = type { return unit }
    return nil
  }

  private func number(_ number: ExactDecimal) -> String? {
    for filter in filters {
      switch filter {
      case .capitalAmount:
        guard let yuan = number.yuan(from: unit ?? .yuan) else { return nil }
        return RenminbiWords.words(yuan, hasPrefix: true)
      case .amount(let wanted):
        return amount(number, in: wanted)
      case .number: return number.formatted()
      case .percentage:
        return number.shifted(by: 2).map { $0.formatted() + "%" }
      case .chineseNumber:
        return number.integer.map { ChineseNumerals.counting($0) }
      default: break
      }
    }
    return unit == nil ? number.formatted() : amount(number, in: nil)
  }

  private func amount(_ number: ExactDecimal, in wanted: FieldKind.MoneyUnit?) -> String? {
    var number = number
    if let wanted, wanted != unit ?? .yuan {
      guard let yuan = number.yuan(from: unit ?? .yuan), let other = yuan.amount(in: wanted)
      else { return nil }
      number = other
    }
    return number.formatted(places: max(2, number.scale), isGrouped: true)
  }

  private static func lastFour(_ text: String) -> String {
    TextUnits.units(text).suffix(4).joined()
  }

  private static func wideBlanks(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(scalar == " " ? "\u{3000}" : scalar) }
    return String(result)
  }
}
