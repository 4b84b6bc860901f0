import Diagnostics
import OrderedCollections

/// A value with the place that it came from.
public struct Datum: Sendable {
  public var value: Value
  public var place: Place
  public init(_ value: Value, at place: Place = .nowhere) {
    self.value = value
    self.place = place
  }
}

/// A value of a case after conversion by the declared field kind, or of an expression.
public indirect enum Value: Sendable {
  case text(String)
  /// 整数, 数字, 金额 (in the unit of its declaration; see `FieldKind.money`), 百分比 (12% is 0.12).
  case number(ExactDecimal)
  /// 日期, 年月, 年度: see `CalendarDate.precision`.
  case date(CalendarDate)
  /// 起止日期, both ends included.
  case period(CalendarDate, CalendarDate)
  case time(TimeOfDay)
  case truth(Bool)
  /// 单选 has one, 多选 any number of the declared options, in declared order, with the statement
  /// that follows 其他.
  case choice([String], statement: String?)
  /// 图片, 附件: the path as given, below the case's folder.
  case file(String)
  case list([Datum])
  case record(Record)
  /// A list whose items stand in a file and are read when they are needed.
  case rows(RowStream)
  /// 手填: leaves a line to write on.
  case handwritten
  /// Optional and not given, or given as an empty text.
  case absent
  /// Was given but is wrong, or is required and missing: the error is reported already, and what
  /// depends on it stays silent (design section 9).
  case faulty
}

public typealias Record = OrderedDictionary<String, Datum>
