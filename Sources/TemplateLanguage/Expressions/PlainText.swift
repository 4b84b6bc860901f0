import CaseData

/// Values as plain words, for the messages of rules and for texts put together in expressions.
package enum PlainText {
  /// The value after its filters. Filters that concern layout only change nothing here.
  package static func text(of value: Value, filters: [FilterCall]) -> String {
    var value = value
    for filter in filters {
      switch (filter.name, value) {
      case ("大写", .number(let number)):
        value = .text(
          RenminbiWords.words(number, hasPrefix: true) ?? number.formatted(isGrouped: true))
      case ("金额", .number(let number)):
        let inWan = filter.arguments.first == "万元"
        let amount = inWan ? number.shifted(by: -4) ?? number : number
        value = .text(amount.formatted(places: max(2, amount.scale), isGrouped: true))
      case ("百分比", .number(let number)):
        value = .text((number.shifted(by: 2) ?? number).formatted() + "%")
      case ("数字", .number(let number)): value = .text(number.formatted())
      case ("中文数字", .number(let number)):
        if let whole = number.integer { value = .text(ChineseNumerals.counting(whole)) }
      case ("掩码", _): value = .text(Masking.mask(text(of: value, filters: [])))
      case ("后四位", _):
        value = .text(TextUnits.units(text(of: value, filters: [])).suffix(4).joined())
      case ("默认", .absent), ("空则", .absent):
        value = .text(filter.arguments.first ?? "")
      case (_, .date(let date)):
        if let form = CaseData.DateForm(example: filter.name) {
          value = .text(date.formatted(form))
        }
      default: break
      }
    }
    return words(value)
  }

  private static func words(_ value: Value) -> String {
    switch value {
    case .text(let text), .file(let text): text
    case .number(let number): number.formatted()
    case .date(let date): date.formatted()
    case .period(let from, let to): "\(from.formatted())—\(to.formatted())"
    case .time(let time): time.description
    case .truth(let truth): truth ? "是" : "否"
    case .choice(let options, let statement):
      options.joined(separator: "、") + (statement.map { "（\($0)）" } ?? "")
    case .list(let items): items.map { words($0.value) }.joined(separator: "、")
    case .record(let record):
      record.values.map { words($0.value) }.filter { !$0.isEmpty }.joined(separator: "　")
    case .handwritten, .absent, .faulty: ""
    }
  }
}
