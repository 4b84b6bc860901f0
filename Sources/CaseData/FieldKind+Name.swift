extension FieldKind {
  /// The kind as 字段.wen and messages call it.
  public var name: String {
    switch self {
    case .text: "文本"
    case .longText: "长文本"
    case .integer: "整数"
    case .number: "数字"
    case .money(let unit): "金额（\(unit.rawValue)）"
    case .percentage: "百分比"
    case .date: "日期"
    case .yearMonth: "年月"
    case .year: "年度"
    case .period: "起止日期"
    case .time: "时刻"
    case .truth: "是否"
    case .choice: "单选"
    case .choices: "多选"
    case .creditCode: "信用代码"
    case .organisationCode: "组织机构代码"
    case .identityNumber: "身份证号"
    case .patentNumber: "专利号"
    case .mobile: "手机"
    case .telephone: "电话"
    case .postcode: "邮编"
    case .email: "邮箱"
    case .bankAccount: "银行账号"
    case .documentNumber: "发文字号"
    case .district: "行政区划"
    case .image: "图片"
    case .attachment: "附件"
    case .list: "列表"
    case .record: "记录"
    }
  }
}
