/// A case file to fill in: every field in declared order, each explained (`chengwen new`).
public struct CaseSkeleton: Sendable {
  public let template: String
  public let schema: Schema

  public init(template: String, schema: Schema) {
    self.template = template
    self.schema = schema
  }

  // MARK: YAML

  /// YAML with a comment above each field: kind, conditions, explanation, example.
  public func yaml() -> String {
    var text = "# \(template)\n# 冒号后填写内容；没有的可选项留空。号码、代码、日期照原样写，不必加引号以外的符号。\n"
    text += "# 长文本写在竖线（|）下面，每行前面空两格。不知道的先留空，用 chengwen check 查看还缺什么。\n"
    for field in schema.fields where !field.isOfficeUse { append(field, indent: "", to: &text) }
    return text
  }

  private func append(_ field: FieldDeclaration, indent: String, to text: inout String) {
    text += "\n\(indent)# \(Self.explain(field))\n"
    switch field.kind {
    case .record(let fields):
      text += "\(indent)\(field.name):\n"
      for inner in fields { append(inner, indent: indent + "  ", to: &text) }
    case .list(let fields):
      text += "\(indent)\(field.name):\n"
      for (index, inner) in fields.enumerated() {
        text += "\(indent)  # \(Self.explain(inner))\n"
        text += "\(indent)  \(index == 0 ? "- " : "  ")\(inner.name): \(Self.blank(inner))\n"
      }
    case .longText:
      text += "\(indent)\(field.name): |\n\(indent)  \n"
    default:
      text += "\(indent)\(field.name): \(Self.blank(field))\n"
    }
  }

  /// Codes are quoted, so that no editor takes them for numbers.
  private static func blank(_ field: FieldDeclaration) -> String {
    switch field.kind {
    case .creditCode, .organisationCode, .identityNumber, .patentNumber, .mobile, .telephone,
      .postcode, .bankAccount, .district:
      return "\"\""
    default: return ""
    }
  }

  // MARK: JSON

  /// JSON without comments (the format has none): every field with an empty value.
  public func json() -> String {
    "{\n" + Self.members(schema.fields.filter { !$0.isOfficeUse }, indent: "  ") + "\n}\n"
  }

  private static func members(_ fields: [FieldDeclaration], indent: String) -> String {
    fields.map { field in
      let key = "\(indent)\"\(escape(field.name))\": "
      switch field.kind {
      case .record(let inner):
        return key + "{\n" + members(inner, indent: indent + "  ") + "\n\(indent)}"
      case .list(let inner):
        let item = "\(indent)  {\n" + members(inner, indent: indent + "    ") + "\n\(indent)  }"
        return key + "[\n" + item + "\n\(indent)]"
      default: return key + "\"\""
      }
    }.joined(separator: ",\n")
  }

  private static func escape(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  // MARK: Words

  /// 必填　金额（元）：经审核计入的实际支付额　例：1,000.00
  public static func explain(_ field: FieldDeclaration) -> String {
    var words: [String] = []
    if field.isRequired { words.append("必填") }
    if field.isRequiredForIssue { words.append("签发时必填") }
    if field.isDeclaration { words.append("声明事项，必须回答，没有写“无”") }
    words.append(field.kind.chineseName)
    if let maximum = field.maximumLength { words.append("不超过\(maximum)字") }
    if let minimum = field.minimumCount { words.append("至少\(minimum)条") }
    var text = words.joined(separator: "　")
    if let explanation = field.explanation { text += "：" + explanation }
    if let example = field.example { text += "　例：" + example }
    return text
  }
}

extension FieldKind {
  /// The kind as 字段.wen writes it.
  public var chineseName: String {
    switch self {
    case .text: return "文本"
    case .longText: return "长文本"
    case .integer: return "整数"
    case .number: return "数字"
    case .money(let unit): return "金额（\(unit.rawValue)）"
    case .percentage: return "百分比"
    case .date: return "日期"
    case .yearMonth: return "年月"
    case .year: return "年度"
    case .period: return "起止日期"
    case .time: return "时刻"
    case .truth: return "是否"
    case .choice(let options): return "单选（\(options.joined(separator: "，"))）"
    case .choices(let options): return "多选（\(options.joined(separator: "，"))）"
    case .creditCode: return "信用代码"
    case .organisationCode: return "组织机构代码"
    case .identityNumber: return "身份证号"
    case .patentNumber: return "专利号"
    case .mobile: return "手机"
    case .telephone: return "电话"
    case .postcode: return "邮编"
    case .email: return "邮箱"
    case .bankAccount: return "银行账号"
    case .documentNumber: return "发文字号"
    case .district: return "行政区划"
    case .image: return "图片"
    case .attachment: return "附件"
    case .list: return "列表"
    case .record: return "记录"
    }
  }
}
