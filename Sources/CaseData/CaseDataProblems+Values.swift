import Diagnostics

// The words for numbers, dates and codes: D070 to D109.

extension CaseProblem {
  var numberWords: ProblemWords? {
    switch self {
    case .badNumber(.notNumber, let text, let kind):
      ProblemWords(
        "D070", "“\(text)”不是\(kind)", "“\(text)” is no number (\(kind))", fix: Self.numberFix)
    case .badNumber(.scientific, let text, _):
      ProblemWords(
        "D071", "“\(text)”是科学计数法", "“\(text)” is in scientific notation",
        fix: ("写出全部数字", "write all figures"))
    case .badNumber(.grouping, let text, _):
      ProblemWords(
        "D072", "“\(text)”里的逗号位置不对", "the commas of “\(text)” are misplaced",
        fix: ("三位一节，如 1,000,000，或不用逗号", "group by three, or use none"))
    case .badNumber(.tooLong, let text, _):
      ProblemWords("D073", "“\(text)”位数太多", "“\(text)” has too many figures")
    case .notInteger(let text): ProblemWords("D074", "“\(text)”不是整数", "“\(text)” is not whole")
    case .negative(let text): ProblemWords("D075", "“\(text)”不能为负", "“\(text)” cannot be negative")
    case .percentSignMissing(let text):
      ProblemWords(
        "D076", "“\(text)”缺百分号", "“\(text)” has no percent sign",
        fix: ("写成 \(text)%", "write \(text)%"))
    case .finerThanCent(let text):
      ProblemWords(
        "D077", "“\(text)”比分还细", "“\(text)” is finer than 分", fix: ("金额只到分", "stop at 分"))
    case .badDate(.form, let text, let wanted):
      ProblemWords(
        "D080", "“\(text)”不是\(wanted.chinese)", "“\(text)” is no \(wanted.english)",
        fix: ("写成 \(wanted.example)", "write \(wanted.example)"))
    case .badDate(.shortYear, let text, let wanted):
      ProblemWords(
        "D081", "“\(text)”的年份要写四位", "the year of “\(text)” needs four figures",
        fix: ("写成 \(wanted.example)", "write \(wanted.example)"))
    case .badDate(.notReal(let year, let month, let day), let text, _):
      ProblemWords(
        "D082", "“\(text)”没有这一天（\(year)年\(month)月\(day)日）",
        "“\(text)” does not exist (\(year)-\(month)-\(day))")
    case .badDate(.yearLast, let text, let wanted):
      ProblemWords(
        "D083", "“\(text)”分不清月和日", "the day and month of “\(text)” cannot be told apart",
        fix: ("写成 \(wanted.example)", "write \(wanted.example)"))
    case .wrongPrecision(let text, let wanted):
      ProblemWords(
        "D084", "“\(text)”应写到\(wanted.unit)", "“\(text)” should be a \(wanted.english)",
        fix: ("写成 \(wanted.example)", "write \(wanted.example)"))
    case .badPeriod(let text):
      ProblemWords(
        "D085", "“\(text)”不是起止日期", "“\(text)” is no period",
        fix: ("写成 2024年1月1日—2024年12月31日", "write 2024-01-01～2024-12-31"))
    case .periodReversed(let text):
      ProblemWords("D086", "“\(text)”的止期早于起期", "“\(text)” ends before it begins")
    case .badTime(let text):
      ProblemWords(
        "D087", "“\(text)”不是时刻", "“\(text)” is no time", fix: ("写成 17:29", "write 17:29"))
    default: nil
    }
  }

  var codeWords: ProblemWords? {
    switch self {
    case .codeLength(let text, let kind, let count, let wanted):
      ProblemWords(
        "D090", "\(kind)“\(text)”有 \(count) 位，应为 \(wanted) 位",
        "\(kind) “\(text)” has \(count) signs, not \(wanted)")
    case .codeSign(let text, let kind):
      ProblemWords("D091", "\(kind)“\(text)”里有不该有的字符", "\(kind) “\(text)” holds a wrong sign")
    case .wrongCheck(let text, let kind, let expected):
      ProblemWords(
        "D092", "\(kind)“\(text)”的校验位不对", "the check digit of \(kind) “\(text)” is wrong",
        fix: expected.map {
          ("对照证件核对；若前面无误，最后一位应为 \($0)", "compare with the paper; if the rest is right it is \($0)")
        }
          ?? ("对照证件核对", "compare with the paper"))
    case .creditCodeSign(let sign, let text):
      ProblemWords(
        "D093", "信用代码“\(text)”里不会有“\(sign)”", "no credit code holds “\(sign)” (“\(text)”)",
        fix: Self.creditTwin(sign).map { ("多半是“\($0)”", "probably “\($0)”") })
    case .creditCodeRegion(let text):
      ProblemWords(
        "D094", "信用代码“\(text)”的第 3 至 8 位应是数字", "signs 3 to 8 of “\(text)” should be figures")
    case .creditCodeCheck(let text, let expected):
      ProblemWords(
        "D095", .warning, "信用代码“\(text)”的校验位不符（按规则应为 \(expected)）",
        "the check digit of “\(text)” should be \(expected)",
        fix: ("对照营业执照核对；个别早期代码确实不符", "compare with the licence; some early codes do differ"))
    case .identityDate(let text):
      ProblemWords(
        "D096", "身份证号“\(text)”里的出生日期或地区不存在", "“\(text)” has no real birth date or region")
    case .badPatentNumber(let text):
      ProblemWords(
        "D097", "“\(text)”不是专利号", "“\(text)” is no patent number",
        fix: ("写成 ZL201710601862.3（2003年10月以前：ZL95115608.X）", "write ZL201710601862.3"))
    case .publicationNumber(let text):
      ProblemWords(
        "D098", "“\(text)”是公布号或公告号，不是专利号", "“\(text)” is a publication number, not the patent's",
        fix: ("填专利证书上以 ZL 开头的号", "use the number on the certificate that begins with ZL"))
    case .patentWithoutCheck(let text, let complete):
      ProblemWords(
        "D099", "专利号“\(text)”缺校验位", "“\(text)” has no check digit",
        fix: ("若数字无误，应为 \(complete)", "if the figures are right: \(complete)"))
    default: contactWords
    }
  }

  private var contactWords: ProblemWords? {
    switch self {
    case .badMobile(let text):
      ProblemWords(
        "D100", "“\(text)”不是手机号", "“\(text)” is no mobile number", fix: ("11 位，1 开头", "11 figures"))
    case .badTelephone(let text):
      ProblemWords(
        "D101", "“\(text)”不是电话号码", "“\(text)” is no telephone number",
        fix: ("写成 0351-1234567 或手机号", "write 0351-1234567"))
    case .noAreaCode(let text):
      ProblemWords("D102", .warning, "电话“\(text)”没有区号", "“\(text)” has no area code")
    case .badPostcode(let text):
      ProblemWords("D103", "邮编“\(text)”应是 6 位数字", "“\(text)” should have 6 figures")
    case .badDistrict(let text):
      ProblemWords("D104", "行政区划“\(text)”应是 6 位数字", "“\(text)” should have 6 figures")
    case .badEmail(let text):
      ProblemWords(
        "D105", "“\(text)”不是邮箱地址", "“\(text)” is no mail address",
        fix: ("如 name@example.com", "such as name@example.com"))
    case .badBankAccount(let text, let count):
      ProblemWords(
        "D106", count.map { "银行账号“\(text)”有 \($0) 位，应为 9 至 30 位" } ?? "银行账号“\(text)”里有不是数字的字符",
        count.map { "“\(text)” has \($0) figures, not 9 to 30" }
          ?? "“\(text)” holds other signs than figures")
    case .damagedNumber(let text):
      ProblemWords(
        "D107", "“\(text)”已被电子表格改成科学计数法，后面的数字丢失了",
        "a spreadsheet turned “\(text)” into a rounded number",
        fix: ("重新按文本输入完整号码", "enter the whole number as text"))
    case .suspectNumber(let text):
      ProblemWords(
        "D108", .warning, "“\(text)”第 15 位以后全是 0，可能被电子表格改过",
        "“\(text)” is all 0 after figure 15: a spreadsheet may have rounded it",
        fix: ("对照原件核对", "compare with the original"))
    case .badDocumentNumber(let fault, let text):
      ProblemWords(
        "D109", "发文字号“\(text)”\(fault.chinese)",
        "“\(text)” is no document number: \(fault.english)",
        fix: ("写成 并市监〔2022〕72号", "write 并市监〔2022〕72号"))
    default: nil
    }
  }

  private static var numberFix: (chinese: String, english: String) {
    ("用阿拉伯数字，如 1000.50 或 1,000.50", "use figures: 1000.50 or 1,000.50")
  }

  private static func creditTwin(_ sign: String) -> String? {
    ["I": "1", "O": "0", "Z": "2", "S": "5"][sign]
  }
}

extension CalendarDate.Precision {
  fileprivate var chinese: String { ["年度", "年月", "日期"][rawValue] }
  fileprivate var english: String { ["year", "month", "day"][rawValue] }
  fileprivate var unit: String { ["年", "月", "日"][rawValue] }
  fileprivate var example: String { ["2024年", "2024年3月", "2024年3月8日"][rawValue] }
}

extension CaseProblem.DocumentNumberFault {
  fileprivate var chinese: String {
    switch self {
    case .form: "的格式不对"
    case .year: "的年份应是四位"
    case .ordinal: "不写“第”"
    case .leadingZero: "的序号前面不写 0"
    }
  }
  fileprivate var english: String {
    switch self {
    case .form: "its form is wrong"
    case .year: "its year needs four figures"
    case .ordinal: "it takes no 第"
    case .leadingZero: "its number has no leading zeros"
    }
  }
}
