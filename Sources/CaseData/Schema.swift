import Diagnostics

/// The fields of a template with those of its programme, in declared order.
public struct Schema: Sendable {
  public var fields: [FieldDeclaration]
  public init(fields: [FieldDeclaration] = []) { self.fields = fields }
  public func field(_ name: String) -> FieldDeclaration? { fields.first { $0.name == name } }
}

/// 字段：name kind conditions.
///
/// A declaration is handed to every reader of every value; copying one costs a reference.
public struct FieldDeclaration: Sendable {
  private struct Contents: Sendable {
    var name: String
    var kind: FieldKind
    var isRequired: Bool
    var isRequiredForIssue: Bool
    var isDeclaration: Bool
    var maximumLength: Int?
    var minimumCount: Int?
    var defaultValue: RawNode?
    var emptyText: String?
    var explanation: String?
    var example: String?
    var isOfficeUse: Bool
    var allowsNegative: Bool
    var place: Place
  }
  /// Never changed: a change makes a new one.
  private final class Storage: Sendable {
    let contents: Contents
    init(_ contents: Contents) { self.contents = contents }
  }
  private var storage: Storage

  private mutating func change(_ body: (inout Contents) -> Void) {
    var contents = storage.contents
    body(&contents)
    storage = Storage(contents)
  }

  /// The Chinese label, which is the key in case files.
  public var name: String {
    get { storage.contents.name }
    set { change { $0.name = newValue } }
  }
  /// Its kind.
  public var kind: FieldKind {
    get { storage.contents.kind }
    set { change { $0.kind = newValue } }
  }
  /// 必填.
  public var isRequired: Bool {
    get { storage.contents.isRequired }
    set { change { $0.isRequired = newValue } }
  }
  /// 仅签发必填: required with `--issue` only; prints as a blank before (文号, 成文日期, 签发人).
  public var isRequiredForIssue: Bool {
    get { storage.contents.isRequiredForIssue }
    set { change { $0.isRequiredForIssue = newValue } }
  }
  /// 声明事项: a fact that the signer declares; has no default, an absent list is an error.
  public var isDeclaration: Bool {
    get { storage.contents.isDeclaration }
    set { change { $0.isDeclaration = newValue } }
  }
  /// 不超过n字, counted in Unicode scalars; variation selectors do not count.
  public var maximumLength: Int? {
    get { storage.contents.maximumLength }
    set { change { $0.maximumLength = newValue } }
  }
  /// 不少于n（条/字).
  public var minimumCount: Int? {
    get { storage.contents.minimumCount }
    set { change { $0.minimumCount = newValue } }
  }
  /// 常量 or 默认 of the programme or template: used where the case has nothing.
  public var defaultValue: RawNode? {
    get { storage.contents.defaultValue }
    set { change { $0.defaultValue = newValue } }
  }
  /// 空则：无.
  public var emptyText: String? {
    get { storage.contents.emptyText }
    set { change { $0.emptyText = newValue } }
  }
  /// 说明 for `new`.
  public var explanation: String? {
    get { storage.contents.explanation }
    set { change { $0.explanation = newValue } }
  }
  /// An example for `new`.
  public var example: String? {
    get { storage.contents.example }
    set { change { $0.example = newValue } }
  }
  /// 主管部门填写: refuses an applicant's data.
  public var isOfficeUse: Bool {
    get { storage.contents.isOfficeUse }
    set { change { $0.isOfficeUse = newValue } }
  }
  /// 可为负: an amount or number may be negative (only then, for 金额).
  public var allowsNegative: Bool {
    get { storage.contents.allowsNegative }
    set { change { $0.allowsNegative = newValue } }
  }
  /// Where it is declared.
  public var place: Place {
    get { storage.contents.place }
    set { change { $0.place = newValue } }
  }

  public init(
    name: String, kind: FieldKind, isRequired: Bool = false, isRequiredForIssue: Bool = false,
    isDeclaration: Bool = false, maximumLength: Int? = nil, minimumCount: Int? = nil,
    defaultValue: RawNode? = nil, emptyText: String? = nil, explanation: String? = nil,
    example: String? = nil, isOfficeUse: Bool = false,
    allowsNegative: Bool = false, place: Place = .nowhere
  ) {
    storage = Storage(
      Contents(
        name: name, kind: kind, isRequired: isRequired, isRequiredForIssue: isRequiredForIssue,
        isDeclaration: isDeclaration, maximumLength: maximumLength, minimumCount: minimumCount,
        defaultValue: defaultValue, emptyText: emptyText, explanation: explanation,
        example: example, isOfficeUse: isOfficeUse, allowsNegative: allowsNegative, place: place))
  }
}

/// The kinds of field. The Chinese names are those of 字段.wen.
public indirect enum FieldKind: Sendable {
  case text  // 文本: one line
  case longText  // 长文本: may hold line breaks
  case integer  // 整数
  case number  // 数字
  case money(MoneyUnit)  // 金额（元） 金额（万元）
  case percentage  // 百分比
  case date  // 日期
  case yearMonth  // 年月
  case year  // 年度
  case period  // 起止日期
  case time  // 时刻
  case truth  // 是否
  case choice([String])  // 单选（a，b）
  case choices([String])  // 多选（a，b）
  case creditCode  // 信用代码
  case organisationCode  // 组织机构代码
  case identityNumber  // 身份证号
  case patentNumber  // 专利号
  case mobile  // 手机
  case telephone  // 电话
  case postcode  // 邮编
  case email  // 邮箱
  case bankAccount  // 银行账号
  case documentNumber  // 发文字号
  case district  // 行政区划
  case image  // 图片
  case attachment  // 附件
  case list([FieldDeclaration])  // 列表
  case record([FieldDeclaration])  // 记录

  public enum MoneyUnit: String, Hashable, Sendable {
    case yuan = "元"
    case tenThousandYuan = "万元"
  }
}
