import Diagnostics

/// The fields of a template with those of its programme, in declared order.
public struct Schema: Sendable {
  public var fields: [FieldDeclaration]
  public init(fields: [FieldDeclaration] = []) { self.fields = fields }
  public func field(_ name: String) -> FieldDeclaration? { fields.first { $0.name == name } }
}

/// 字段：name kind conditions.
public struct FieldDeclaration: Sendable {
  /// The Chinese label, which is the key in case files.
  public var name: String
  public var kind: FieldKind
  /// 必填.
  public var isRequired: Bool
  /// 仅签发必填: required with `--issue` only; prints as a blank before (文号, 成文日期, 签发人).
  public var isRequiredForIssue: Bool
  /// 声明事项: a fact that the signer declares; has no default, an absent list is an error.
  public var isDeclaration: Bool
  /// 不超过n字, counted in Unicode scalars; variation selectors do not count.
  public var maximumLength: Int?
  /// 不少于n（条/字).
  public var minimumCount: Int?
  /// 常量 or 默认 of the programme or template: used where the case has nothing.
  public var defaultValue: RawNode?
  /// 空则：无.
  public var emptyText: String?
  /// 说明 for `new`, and an example.
  public var explanation: String?
  public var example: String?
  /// 主管部门填写: refuses an applicant's data.
  public var isOfficeUse: Bool
  /// 可为负: an amount or number may be negative (only then, for 金额).
  public var allowsNegative: Bool
  public var place: Place

  public init(
    name: String, kind: FieldKind, isRequired: Bool = false, isRequiredForIssue: Bool = false,
    isDeclaration: Bool = false, maximumLength: Int? = nil, minimumCount: Int? = nil,
    defaultValue: RawNode? = nil, emptyText: String? = nil, explanation: String? = nil,
    example: String? = nil, isOfficeUse: Bool = false,
    allowsNegative: Bool = false, place: Place = .nowhere
  ) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
    self.isRequiredForIssue = isRequiredForIssue
    self.isDeclaration = isDeclaration
    self.maximumLength = maximumLength
    self.minimumCount = minimumCount
    self.defaultValue = defaultValue
    self.emptyText = emptyText
    self.explanation = explanation
    self.example = example
    self.isOfficeUse = isOfficeUse
    self.allowsNegative = allowsNegative
    self.place = place
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
