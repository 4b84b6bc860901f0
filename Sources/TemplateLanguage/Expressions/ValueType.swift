import CaseData

/// What is known of a value before there is a case. The checker finds misspelt names, wrong
/// types and the unit of money with it.
public indirect enum ValueType: Sendable {
  /// Nothing is known; fits everywhere.
  case any
  case text
  case number(NumberUnit)
  case date
  case period
  case time
  case truth
  /// 单选 and 多选 with their options.
  case choice([String], isMultiple: Bool)
  case file
  case list(ValueType)
  case record(RecordType)
}

/// Plain numbers fit any unit; 元 and 万元 are never mixed up.
public enum NumberUnit: Hashable, Sendable {
  case plain
  /// `isLiteral`: a number such as 20万元 in the template, which takes the unit of the field it
  /// meets.
  case money(FieldKind.MoneyUnit, isLiteral: Bool)
}

/// The fields of a record.
public struct RecordType: Sendable {
  public struct Field: Sendable {
    public var name: String
    public var type: ValueType
    /// The full name of the 算出 that gives it (合同.是否计入), where one does.
    public var computedName: String?
    public init(name: String, type: ValueType, computedName: String? = nil) {
      self.name = name
      self.type = type
      self.computedName = computedName
    }
  }
  /// In the order of declaration.
  public var fields: [Field]
  public init(fields: [Field] = []) { self.fields = fields }
  public func field(_ name: String) -> Field? { fields.first { $0.name == name } }
}

/// `Scope` before there is a case: the types of the names that are visible.
public struct SchemaScope: Sendable {
  package struct Frame: Sendable {
    var record: RecordType
    var item: ValueType?
    var itemName: String?
  }
  package var frames: [Frame]

  public init(root: RecordType) {
    frames = [Frame(record: root, item: nil, itemName: nil)]
  }

  /// The scope inside an item of a list of this type.
  public func entering(itemOf list: ValueType, named name: String? = nil) -> SchemaScope {
    var item = ValueType.any
    if case .list(let type) = list { item = type }
    var record = RecordType()
    if case .record(let type) = item { record = type }
    var result = self
    result.frames.append(Frame(record: record, item: item, itemName: name))
    return result
  }
}
