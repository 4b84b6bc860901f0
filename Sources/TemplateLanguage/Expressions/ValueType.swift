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

  /// The type of a field of this kind.
  public init(_ kind: FieldKind) {
    switch kind {
    case .text, .longText, .creditCode, .organisationCode, .identityNumber, .patentNumber,
      .mobile, .telephone, .postcode, .email, .bankAccount, .documentNumber, .district:
      self = .text
    case .integer, .number, .percentage: self = .number(.plain)
    case .money(let unit): self = .number(.money(unit, isLiteral: false))
    case .date, .yearMonth, .year: self = .date
    case .period: self = .period
    case .time: self = .time
    case .truth: self = .truth
    case .choice(let options): self = .choice(options, isMultiple: false)
    case .choices(let options): self = .choice(options, isMultiple: true)
    case .image, .attachment: self = .file
    case .list(let fields): self = .list(.record(RecordType(fields)))
    case .record(let fields): self = .record(RecordType(fields))
    }
  }

  /// The kind in Chinese, for messages; the same words as `Value.kindName`.
  var kindName: String {
    switch self {
    case .any: "值"
    case .text: "文字"
    case .number: "数"
    case .date: "日期"
    case .period: "起止日期"
    case .time: "时刻"
    case .truth: "是否"
    case .choice: "选项"
    case .file: "文件"
    case .list: "列表"
    case .record: "记录"
    }
  }

  var isAny: Bool { if case .any = self { true } else { false } }
  var isTextual: Bool {
    switch self {
    case .text, .file, .choice(_, isMultiple: false): true
    default: false
    }
  }
  var unit: NumberUnit? { if case .number(let unit) = self { unit } else { nil } }
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
    /// The full name of the 算出 that gives it (合同.是否计入), where one does; its type is then in
    /// `SchemaScope.computedTypes`.
    public var computedName: String?
    public init(name: String, type: ValueType, computedName: String? = nil) {
      self.name = name
      self.type = type
      self.computedName = computedName
    }
  }
  /// In the order of declaration.
  public private(set) var fields: [Field] = []
  /// Where each name stands in `fields`; the first one of a name.
  private var indices: [String: Int] = [:]

  public init(fields: [Field] = []) {
    for field in fields { append(field) }
  }
  public init(_ declarations: [FieldDeclaration]) {
    for field in declarations { append(Field(name: field.name, type: ValueType(field.kind))) }
  }

  public mutating func append(_ field: Field) {
    if indices[field.name] == nil { indices[field.name] = fields.count }
    fields.append(field)
  }
  public func field(_ name: String) -> Field? { indices[name].map { fields[$0] } }

  /// Adds a computed field below a path of lists and records; false where the path leads nowhere.
  mutating func insert(_ field: Field, below path: ArraySlice<String>) -> Bool {
    guard let head = path.first else {
      append(field)
      return true
    }
    guard let index = indices[head] else { return false }
    switch fields[index].type {
    case .list(.record(var inner)):
      guard inner.insert(field, below: path.dropFirst()) else { return false }
      fields[index].type = .list(.record(inner))
    case .record(var inner):
      guard inner.insert(field, below: path.dropFirst()) else { return false }
      fields[index].type = .record(inner)
    default: return false
    }
    return true
  }
}

/// `Scope` before there is a case: the types of the names that are visible.
public struct SchemaScope: Sendable {
  package struct Frame: Sendable {
    var record: RecordType
    var item: ValueType?
    var itemName: String?
    var hasNumber: Bool
  }
  package var frames: [Frame]
  /// The types of computed values by their full names.
  public var computedTypes: [String: ValueType]

  public init(root: RecordType, computedTypes: [String: ValueType] = [:]) {
    frames = [Frame(record: root, item: nil, itemName: nil, hasNumber: false)]
    self.computedTypes = computedTypes
  }

  /// The scope inside an item of a list of this type.
  public func entering(itemOf list: ValueType, named name: String? = nil) -> SchemaScope {
    var item = ValueType.any
    if case .list(let type) = list { item = type }
    return entering(item, isItem: true, named: name)
  }

  func entering(_ type: ValueType, isItem: Bool, named name: String? = nil) -> SchemaScope {
    var record = RecordType()
    if case .record(let inner) = type { record = inner }
    var result = self
    result.frames.append(
      Frame(record: record, item: type, itemName: name, hasNumber: isItem))
    return result
  }

  enum Resolution {
    case field(RecordType.Field)
    case type(ValueType)
    case unknown
  }

  func resolve(_ name: String) -> Resolution {
    for frame in frames.reversed() {
      if let item = frame.item {
        if name == "本条" || name == frame.itemName { return .type(item) }
      }
      if let field = frame.record.field(name) { return .field(field) }
      if frame.hasNumber, name == "序号" { return .type(.number(.plain)) }
      // In an item of which nothing is known every name may be a field.
      if let item = frame.item, item.isAny { return .type(.any) }
    }
    return .unknown
  }

  /// All names that are visible, the innermost first.
  var visibleNames: [String] {
    var names: [String] = []
    for frame in frames.reversed() {
      if frame.item != nil { names.append("本条") }
      if let name = frame.itemName { names.append(name) }
      if frame.hasNumber { names.append("序号") }
      names += frame.record.fields.map(\.name)
    }
    return names
  }
}
