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
    var text = "# \(template)\n"
    text += "# 在冒号和空格后面填写；写了引号的，填在引号里面。标“必填”的都要填，其余没有的就空着。\n"
    text += "# 要由单位手写的填“手填”。随时可用 chengwen check 看还缺什么、哪里不对。\n"
    for field in schema.fields where !field.isOfficeUse { append(field, indent: "", to: &text) }
    return text
  }

  private func append(_ field: FieldDeclaration, indent: String, to text: inout String) {
    text += "\n\(indent)# \(Self.explain(field))\n"
    switch field.kind {
    case .record(let fields):
      text += "\(indent)\(field.name):\n"
      for inner in fields where !inner.isOfficeUse {
        append(inner, indent: indent + "  ", to: &text)
      }
    case .list(let fields):
      let none = field.minimumCount == nil && !field.isRequired
      text += "\(indent)# 每条从“- ”写起，有几条就照抄几遍"
      text += none || field.isDeclaration ? "；一条也没有就写成“\(field.name): 无”\n" : "\n"
      text += "\(indent)\(field.name):\n"
      appendItem(fields.filter { !$0.isOfficeUse }, indent: indent + "  ", to: &text)
    default: appendScalar(field, indent: indent, to: &text)
    }
  }

  /// One item of a list, its first member after “- ”.
  private func appendItem(_ fields: [FieldDeclaration], indent: String, to text: inout String) {
    if fields.isEmpty { text += "\(indent)- \n" }
    for (index, field) in fields.enumerated() {
      text += "\(indent)\(index == 0 ? "" : "  ")# \(Self.explain(field))\n"
      text += index == 0 ? indent + "- " : indent + "  "
      switch field.kind {
      case .record(let inner):
        text += "\(field.name):\n"
        for part in inner { append(part, indent: indent + "    ", to: &text) }
      case .list(let inner):
        text += "\(field.name):\n"
        appendItem(inner, indent: indent + "    ", to: &text)
      default: appendScalar(field, indent: "", below: indent + "  ", to: &text)
      }
    }
  }

  /// - Parameter below: the indent of the field where it is not that of its line.
  private func appendScalar(
    _ field: FieldDeclaration, indent: String, below: String? = nil, to text: inout String
  ) {
    text += "\(indent)\(field.name): "
    if case .longText = field.kind {
      text += "|\n\(below ?? indent)  \n"
    } else {
      text += Self.blank(field) + "\n"
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
  public static func explain(
    _ field: FieldDeclaration, in language: MessageLanguage = .chinese
  ) -> String {
    let isChinese = language == .chinese
    var words: [String] = []
    if field.isRequired { words.append(isChinese ? "必填" : "required") }
    if field.isRequiredForIssue { words.append(isChinese ? "签发时必填" : "required for issue") }
    if field.isDeclaration {
      words.append(isChinese ? "声明事项，必须回答，没有就写“无”" : "a declaration: answer, 无 for none")
    }
    if field.isOfficeUse { words.append(isChinese ? "由主管部门填写" : "for office use") }
    words.append(isChinese ? Self.shape(field.kind) : field.kind.chineseName)
    if let maximum = field.maximumLength {
      words.append(isChinese ? "不超过\(maximum)字" : "at most \(maximum) characters")
    }
    if let minimum = field.minimumCount { words.append(least(minimum, field.kind, language)) }
    var text = words.joined(separator: "　")
    if let explanation = field.explanation { text += (isChinese ? "：" : ": ") + explanation }
    if let example = field.example { text += (isChinese ? "　例：" : "　e.g. ") + example }
    return text
  }

  /// A record is no more than its members.
  private static func shape(_ kind: FieldKind) -> String {
    if case .record = kind { return "以下各项" }
    return kind.chineseName
  }

  private static func least(
    _ minimum: Int, _ kind: FieldKind, _ language: MessageLanguage
  ) -> String {
    let isChinese = language == .chinese
    if case .list = kind { return isChinese ? "至少\(minimum)条" : "at least \(minimum)" }
    return isChinese ? "不少于\(minimum)字" : "at least \(minimum) characters"
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
