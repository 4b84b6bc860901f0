import CaseData
import Diagnostics

/// Where names are looked up while a document is evaluated: the item's fields first, then those
/// of the records around it, then fields, constants and computed values of the case.
public struct Scope: Sendable {
  package struct Frame: Sendable {
    var fields: Record
    var item: Datum?
    var number: Int?
    /// The name given by `@每项 列表 为 名`.
    var itemName: String?
  }
  package var frames: [Frame]
  public var environment: EvaluationEnvironment

  public init(root: Record, environment: EvaluationEnvironment) {
    frames = [Frame(fields: root, item: nil, number: nil, itemName: nil)]
    self.environment = environment
  }

  /// The scope inside an item of a list: its fields, 本条, and its 1-based 序号.
  public func entering(_ item: Datum, number: Int, named name: String? = nil) -> Scope {
    var fields = Record()
    if case .record(let record) = item.value { fields = record }
    var result = self
    result.frames.append(Frame(fields: fields, item: item, number: number, itemName: name))
    return result
  }

  /// The value of a name, the innermost first; nil where nothing has it.
  public func lookup(_ name: String) -> Datum? { lookupWithDepth(name)?.datum }

  /// The value, and how many frames stand around the one that has it (0 for the case itself).
  package func lookupWithDepth(_ name: String) -> (datum: Datum, depth: Int)? {
    for depth in frames.indices.reversed() {
      let frame = frames[depth]
      if let item = frame.item, name == "本条" || name == frame.itemName { return (item, depth) }
      if let number = frame.number, name == "序号", frame.fields["序号"] == nil {
        return (Datum(.number(ExactDecimal(number))), depth)
      }
      if let datum = frame.fields[name] { return (datum, depth) }
    }
    return nil
  }
}

/// What expressions know of the world.
public struct EvaluationEnvironment: Sendable {
  /// 今日: a day, in Asia/Shanghai.
  public var today: CalendarDate
  /// 此刻, when a time of day was given.
  public var now: TimeOfDay?
  /// The holiday tables of the declarations.
  public var calendar: WorkingCalendar
  /// What 算出 gives the items of lists in files, which are not held: by the list's name, in order.
  package var computedOfItems: [String: [ComputedValue]] = [:]

  public init(
    today: CalendarDate, now: TimeOfDay? = nil, calendar: WorkingCalendar = WorkingCalendar()
  ) {
    self.today = today
    self.now = now
    self.calendar = calendar
  }
}

/// The steps that evaluation may still take (design section 11), shared by all expressions of a
/// document.
public struct EvaluationBudget: Sendable {
  public private(set) var remaining: Int
  public init(steps: Int = 10_000_000) { remaining = steps }

  /// False where nothing is left.
  package mutating func spend(_ steps: Int = 1) -> Bool {
    guard remaining >= steps else {
      remaining = 0
      return false
    }
    remaining -= steps
    return true
  }
}

/// Why an expression has no value; `diagnostic` is ready to be reported.
public struct EvaluationFailure: Error, Sendable {
  public var diagnostic: Diagnostic
  public init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}
