import CaseData
import Diagnostics

/// What can be wrong in expressions (T100…T149), in declarations (T150…T199) and when values are
/// computed and rules run (T200…T299).
package enum DeclarationProblem: Problem {
  // The writing of an expression.
  case unknownCharacter(String)
  case unclosedQuote
  case unclosedPlaceholder
  case emptyFilter
  case emptyExpression
  case expressionTooLong
  case nestedTooDeep
  case numberTooLong
  case unknownUnit(String)
  case impossibleDate(String)
  case operandExpected(found: String?)
  case operatorExpected(found: String)
  case memberExpected(found: String?)
  case listExpected(found: String?)
  case closeExpected(found: String?, opened: Span)
  case unexpectedClose
  case chainedComparison

  // The names and types in it, before or while it is evaluated.
  case unknownName(String, nearest: String?)
  case unknownMember(String, of: String, nearest: String?)
  case unknownFunction(String, nearest: String?)
  case wrongArgumentCount(Function, given: Int)
  case noMembers(String, kind: String)
  case conditionExpected(kind: String)
  case numberExpected(kind: String)
  case textExpected(kind: String)
  case dateExpected(kind: String)
  case listNeeded(kind: String)
  /// A list in a file that is too long to be held.
  case listTooLong(rows: Int)
  case rowsUnreadable(String)
  case notContainer(kind: String)
  case kindsClash(String, String, String)
  case unknownOption(String, options: [String])

  // The lines of a 字段.wen.
  case keyMissing(nearest: String?)
  case unknownKey(String, nearest: String?)
  case valueMissing(String)
  case declaredTwice(String)
  case fieldNameMissing
  case badName(String)
  case kindMissing(String)
  case unknownKind(String, nearest: String?)
  case kindTakesNoOptions(String)
  case moneyUnitMissing
  case optionsMissing(String)
  case unknownCondition(String, nearest: String?)
  case wrongIndentation
  case notAGroup(String)
  case emptyGroup(String)
  case constantKind
  case equalsMissing(String)
  case otherwiseMissing
  case messageMissing
  case sourceExpected
  case rulingKeyMissing
  case unknownRuling(String, nearest: String?)
  case holidayDateExpected
  case holidayRange
  case notAListOrRecord(String, nearest: String?)
  case cycle([String])
  case dependencyTooDeep(String)

  // Values and rules.
  case unroundedQuotient
  case budgetSpent
  case numberTooBig
  case absentOperand(String)
  case wholeNumberExpected
  case dayExpected(String)
  case keyExpected
  case divisionByZero(String)
  case noSuchItem(Int, count: Int)
  case placesOutOfRange
  case dateOutOfRange
  case notAnAmount
  case noTimeGiven
  case holidaysUnknown(year: Int)
  case openConstant(String)
  case rule(Severity, message: String, source: String?)
  case ruling(key: String, message: String, source: String?)

  package var code: String { words.code }

  package var severity: Severity {
    switch self {
    case .rule(let severity, _, _): severity
    case .ruling, .holidaysUnknown: .ruling
    default: .error
    }
  }

  package func message(in language: MessageLanguage) -> String {
    language == .chinese ? words.chinese : words.english
  }

  package func remedy(in language: MessageLanguage) -> String? {
    language == .chinese ? words.remedy : words.englishRemedy
  }

  private var words: Words {
    switch self {
    case .unknownCharacter, .unclosedQuote, .unclosedPlaceholder, .emptyFilter, .emptyExpression,
      .expressionTooLong, .nestedTooDeep, .numberTooLong, .unknownUnit, .impossibleDate,
      .operandExpected, .operatorExpected, .memberExpected, .listExpected, .closeExpected,
      .unexpectedClose, .chainedComparison:
      writingWords
    case .unknownName, .unknownMember, .unknownFunction, .wrongArgumentCount, .noMembers,
      .conditionExpected, .numberExpected, .textExpected, .dateExpected, .listNeeded,
      .listTooLong, .rowsUnreadable,
      .notContainer, .kindsClash, .unknownOption:
      typeWords
    case .unroundedQuotient, .budgetSpent, .numberTooBig, .absentOperand, .wholeNumberExpected,
      .dayExpected, .keyExpected, .divisionByZero, .noSuchItem, .placesOutOfRange,
      .dateOutOfRange, .notAnAmount, .noTimeGiven, .holidaysUnknown, .openConstant, .rule,
      .ruling:
      valueWords
    default: lineWords
    }
  }
}

/// A problem in both languages.
private struct Words {
  var code: String
  var chinese: String
  var english: String
  var remedy: String?
  var englishRemedy: String?

  init(
    _ code: String, _ chinese: String, _ english: String, _ remedy: String? = nil,
    _ englishRemedy: String? = nil
  ) {
    self.code = code
    self.chinese = chinese
    self.english = english
    self.remedy = remedy
    self.englishRemedy = englishRemedy
  }

  /// With the nearest known name as the remedy.
  init(_ code: String, _ chinese: String, _ english: String, nearest: String?) {
    self.init(
      code, chinese, english, nearest.map { "是否想写“\($0)”？" },
      nearest.map { "Did you mean “\($0)”?" })
  }
}

private func here(_ found: String?) -> String { found.map { "“\($0)”" } ?? "式子的结尾" }
private func hereEnglish(_ found: String?) -> String { found.map { "“\($0)”" } ?? "the end" }

extension DeclarationProblem {
  private var writingWords: Words {
    switch self {
    case .unknownCharacter(let text):
      Words(
        "T100", "式子里认不出“\(text)”", "“\(text)” means nothing in an expression",
        "去掉它；文字要放在引号“”里", "Remove it; texts stand in quotes “”.")
    case .unclosedQuote:
      Words(
        "T101", "引号没有合上", "This quote is never closed", "在文字末尾加上”", "Add ” after the text.")
    case .unclosedPlaceholder:
      Words(
        "T102", "占位“{{”没有合上", "This placeholder is never closed", "在它的末尾加上“}}”",
        "Add “}}” at its end.")
    case .emptyFilter:
      Words(
        "T103", "冒号后面没有过滤", "Nothing follows the colon", "写上过滤名，或者去掉冒号",
        "Name a filter, or remove the colon.")
    case .emptyExpression:
      Words(
        "T104", "这里应当有一个式子", "An expression is missing here", "写上字段名、数、日期或者“文字”",
        "Write a field, a number, a date or a “text”.")
    case .expressionTooLong:
      Words(
        "T105", "式子太长，最多\(Expression.maximumLength)字节",
        "The expression is longer than \(Expression.maximumLength) bytes", "拆成几个“算出”",
        "Divide it among several 算出.")
    case .nestedTooDeep:
      Words(
        "T106", "一层套一层太深", "This is nested too deep",
        "最多\(Expression.maximumNesting)层；拆成几个“算出”",
        "At most \(Expression.maximumNesting) levels; divide it among several 算出.")
    case .numberTooLong:
      Words("T107", "这个数太长，算不准", "This number has too many digits")
    case .unknownUnit(let text):
      Words(
        "T108", "数后面认不出“\(text)”", "“\(text)” is no unit of a number",
        "单位只有 万、亿、元、万元、%；日期写全，如2024年1月1日",
        "Units are 万, 亿, 元, 万元 and %; write dates in full, as in 2024年1月1日.")
    case .impossibleDate(let text):
      Words("T109", "没有“\(text)”这一天", "There is no such day as “\(text)”")
    case .operandExpected(let found):
      Words(
        "T110", "这里应当是一个值，写的是\(here(found))",
        "A value is expected here, but there is \(hereEnglish(found))",
        "值可以是字段名、数、日期、“文字”、函数或者括号", "Values are fields, numbers, dates, “texts”, calls, brackets.")
    case .operatorExpected(let found):
      Words(
        "T111", "这里应当是运算符或者式子的结尾，写的是“\(found)”",
        "An operator or the end is expected here, but there is “\(found)”",
        "两个值之间要有 ＋ － × ÷ ＝ 且 或 等；名称里不能有空格",
        "Put an operator between two values; names hold no blanks.")
    case .memberExpected(let found):
      Words(
        "T112", "点后面应当是字段名，写的是\(here(found))",
        "A field name is expected after the dot, but there is \(hereEnglish(found))")
    case .listExpected(let found):
      Words(
        "T113", "“属于”后面应当是括号里的几个值，写的是\(here(found))",
        "属于 needs values in brackets, but there is \(hereEnglish(found))", "写成 属于（甲，乙）",
        "Write 属于（甲，乙）.")
    case .closeExpected(let found, let opened):
      Words(
        "T114", "第\(opened.column)列的左括号没有合上，这里应当是右括号，写的是\(here(found))",
        "The bracket at column \(opened.column) is not closed; there is \(hereEnglish(found))",
        "加上“）”；几个值之间用逗号", "Add “）”; separate values by commas.")
    case .unexpectedClose:
      Words("T115", "多了一个右括号", "This closing bracket has no opening one", "去掉它", "Remove it.")
    default:
      Words(
        "T116", "比较不能连着写", "Comparisons cannot be chained",
        "分成两个比较，中间用“且”：甲 <= 乙 且 乙 <= 丙", "Write two, joined by 且.")
    }
  }

  private var typeWords: Words {
    switch self {
    case .unknownName(let name, let nearest):
      Words("T120", "没有名为“\(name)”的字段", "There is no field named “\(name)”", nearest: nearest)
    case .unknownMember(let name, let owner, let nearest):
      Words(
        "T121", "“\(owner)”里没有“\(name)”", "“\(owner)” has no field “\(name)”", nearest: nearest)
    case .unknownFunction(let name, let nearest):
      Words("T122", "没有名为“\(name)”的函数", "There is no function “\(name)”", nearest: nearest)
    case .wrongArgumentCount(let function, let given):
      Words(
        "T123", "函数“\(function.rawValue)”写了\(given)个值，个数不对",
        "“\(function.rawValue)” does not take \(given) values", "写成 \(function.usage)",
        "Write \(function.usage).")
    case .noMembers(let name, let kind):
      Words(
        "T124", "“\(name)”是\(kind)，下面没有字段", "“\(name)” is \(kind) and has no fields")
    case .conditionExpected(let kind):
      Words(
        "T125", "这里应当是条件（是或否），得到的是\(kind)", "A condition is needed, but this is \(kind)",
        "用 ＝、＞、不为空 等写成条件", "Make it a condition with ＝, ＞, 不为空 …")
    case .numberExpected(let kind):
      Words("T126", "这里应当是数，得到的是\(kind)", "A number is needed, but this is \(kind)")
    case .textExpected(let kind):
      Words("T127", "这里应当是文字，得到的是\(kind)", "A text is needed, but this is \(kind)")
    case .dateExpected(let kind):
      Words("T128", "这里应当是日期，得到的是\(kind)", "A date is needed, but this is \(kind)")
    case .listNeeded(let kind):
      Words("T129", "这里应当是列表，得到的是\(kind)", "A list is needed, but this is \(kind)")
    case .listTooLong(let rows):
      Words(
        "T138", "这个清单有\(rows)行，读一行印一行，不能排序、分组、筛选成新的列表或者取其中一条",
        "the list has \(rows) rows and is not held: it cannot be sorted, grouped, filtered or indexed",
        "在来源里先排好；合计、计数、最大、最小、平均、任一、全部都可以用",
        "sort it at its source; sums, counts, extremes, 任一 and 全部 can be used")
    case .rowsUnreadable(let reason):
      Words("T139", "清单的来源读不下去：\(reason)", "the source of the list cannot be read: \(reason)")
    case .notContainer(let kind):
      Words(
        "T130", "“包含”前面应当是文字、列表或者多选，得到的是\(kind)",
        "包含 needs a text, a list or a choice, but this is \(kind)")
    case .kindsClash(let sign, let left, let right):
      Words(
        "T131", "\(left)和\(right)不能用“\(sign)”", "“\(sign)” does not join \(left) and \(right)",
        clashRemedy(sign, left, right).chinese, clashRemedy(sign, left, right).english)
    case .unknownOption(let text, let options):
      Words(
        "T132", "选项里没有“\(text)”", "“\(text)” is none of the options",
        "可选的有：" + options.joined(separator: "、"),
        "Options: " + options.joined(separator: ", "))
    default: lineWords
    }
  }

  private func clashRemedy(
    _ sign: String, _ left: String, _ right: String
  ) -> (chinese: String?, english: String?) {
    let kinds = [left, right]
    if sign == "－", kinds.allSatisfy({ $0 == "日期" }) {
      return ("两个日期相差的天数用 相差天数（起，止）", "For days between dates use 相差天数（起，止）.")
    }
    if kinds.contains("日期"), kinds.contains("数"), sign == "＋" || sign == "－" {
      return ("日期加天数用 加天（日期，天数），加年月用 加年月（日期，年，月）", "Use 加天 or 加年月 to move a date.")
    }
    if kinds.contains("日期"), kinds.contains("数") {
      return ("日期写成2024年1月1日的样子", "Write dates as 2024年1月1日.")
    }
    if kinds.contains("文字"), kinds.contains("数"), sign == "＋" {
      return ("把数放进文字：“共{{计数（合同）}}份”", "Put the number into the text: “共{{计数（合同）}}份”.")
    }
    if kinds.contains("文字"), kinds.contains("数") {
      return ("数不要加引号", "Write the number without quotes.")
    }
    return (nil, nil)
  }

  private var lineWords: Words {
    switch self {
    case .keyMissing(let nearest):
      Words(
        "T150", "这一行不是“键：…”的样子", "This line is not of the form “键：…”",
        nearest.map { "是否想写“\($0)：”？" } ?? "说明文字前加“#”", "Begin comments with “#”.")
    case .unknownKey(let key, let nearest):
      Words("T151", "认不出“\(key)：”", "“\(key)：” is no declaration", nearest: nearest)
    case .valueMissing(let key):
      Words("T152", "“\(key)”没有写值", "“\(key)” has no value")
    case .declaredTwice(let name):
      Words(
        "T153", "“\(name)”已经有了", "“\(name)” is declared already", "改一个名称，或者去掉一处",
        "Rename it, or remove one.")
    case .fieldNameMissing: Words("T154", "没有写名称", "A name is missing")
    case .badName(let text):
      Words(
        "T155", "名称不能是“\(text)”，也不能含有它", "A name cannot be or hold “\(text)”",
        "名称只用汉字、字母、数字，不以数字开头", "Use Han characters, letters and digits, no digit first.")
    case .kindMissing(let name):
      Words(
        "T156", "“\(name)”没有写类型", "“\(name)” has no kind", "名称后面空一格写类型，如 文本、日期、金额（元）",
        "Write the kind after the name: 文本, 日期, 金额（元） …")
    case .unknownKind(let name, let nearest):
      Words(
        "T157", "没有“\(name)”这种类型", "There is no kind “\(name)”",
        nearest.map { "是否想写“\($0)”？" }
          ?? "类型有：" + DeclarationFileParser.kindNames.joined(separator: "、"),
        nearest.map { "Did you mean “\($0)”?" }
          ?? "Kinds: " + DeclarationFileParser.kindNames.joined(separator: ", "))
    case .kindTakesNoOptions(let name):
      Words("T158", "类型“\(name)”后面不写括号", "The kind “\(name)” takes no brackets", "去掉括号", nil)
    case .moneyUnitMissing:
      Words(
        "T159", "金额没有写单位", "The amount has no unit", "写成 金额（元） 或者 金额（万元）",
        "Write 金额（元） or 金额（万元）.")
    case .optionsMissing(let name):
      Words(
        "T160", "“\(name)”没有写选项", "“\(name)” has no options", "写成 \(name)（甲，乙）",
        "Write \(name)（甲，乙）.")
    case .unknownCondition(let text, let nearest):
      Words("T161", "认不出条件“\(text)”", "“\(text)” is no condition", nearest: nearest)
    case .wrongIndentation:
      Words(
        "T162", "缩进不对，看不出它属于哪个字段", "The indentation does not say to which field this belongs",
        "同一层的字段缩进要一样宽，写在“列表”或者“记录”的下面", "Indent fields of a level alike, below their 列表 or 记录.")
    case .notAGroup(let name):
      Words(
        "T163", "“\(name)”不是列表或者记录，下面不能再有字段", "“\(name)” is no 列表 or 记录 and has no fields",
        "把它的类型改成列表或者记录，或者去掉缩进", "Make it a 列表 or 记录, or remove the indentation.")
    case .emptyGroup(let name):
      Words(
        "T164", "“\(name)”下面没有字段", "“\(name)” has no fields", "在下一行缩进写出它的字段",
        "Write its fields on the next lines, indented.")
    case .constantKind:
      Words("T165", "常量不能是列表或者记录", "A constant cannot be a 列表 or 记录")
    case .equalsMissing(let usage):
      Words("T166", "这一行缺等号", "The equals sign is missing", "写成 \(usage)", "Write \(usage).")
    case .otherwiseMissing:
      Words(
        "T167", "条件后面没有“，否则“…””", "“，否则“…”” is missing after the condition",
        "写成 条件，否则“不符合时说的话”（出处）", "Write 条件，否则“message”（source）.")
    case .messageMissing:
      Words(
        "T168", "“否则”后面应当是引号里的话", "A text in quotes is expected after 否则", "写成 否则“…”",
        "Write 否则“…”.")
    case .sourceExpected:
      Words(
        "T169", "引号后面只能是括号里的出处", "Only the source in brackets may follow the message",
        "写成 否则“…”（出处）", "Write 否则“…”（source）.")
    case .rulingKeyMissing:
      Words(
        "T170", "需裁定的事项没有编号", "The ruling has no number", "写成 需裁定 A4-1：条件，否则“…”",
        "Write 需裁定 A4-1：….")
    case .unknownRuling(let key, let nearest):
      Words("T171", "没有编号为“\(key)”的需裁定事项", "Nothing asks for the ruling “\(key)”", nearest: nearest)
    case .holidayDateExpected:
      Words(
        "T172", "这里应当是日期", "A date is expected here",
        "写成 放假：2025年10月1日—2025年10月8日　调休上班：2025年9月28日",
        "Write 放假：2025年10月1日—2025年10月8日　调休上班：2025年9月28日.")
    case .holidayRange:
      Words(
        "T173", "放假的起止不对", "The holiday's ends are wrong", "止日不早于起日，一段不超过62天；调休上班一天一天地写",
        "At most 62 days, the end not before the start; write working weekend days one by one.")
    case .notAListOrRecord(let name, let nearest):
      Words("T174", "没有名为“\(name)”的列表", "There is no list “\(name)”", nearest: nearest)
    case .cycle(let names):
      Words(
        "T175", "算出绕了圈：\((names + names.prefix(1)).joined(separator: " → "))",
        "算出 go round in a circle: \((names + names.prefix(1)).joined(separator: " → "))",
        "其中一个不能再用到另一个", "One of them must not use the other.")
    default:
      Words(
        "T176", "算出层层相依，超过\(ComputedResolver.maximumDepth)层", "算出 depend on each other too deep")
    }
  }

  private var valueWords: Words {
    switch self {
    case .unroundedQuotient:
      Words(
        "T200", "除不尽，没有说明怎样取舍", "This quotient does not end and is not rounded",
        "写成 四舍五入（…，2）", "Write 四舍五入（…，2）.")
    case .budgetSpent:
      Words("T201", "计算步数太多，已停止", "The calculation takes too many steps and was stopped")
    case .numberTooBig:
      Words("T202", "数太大，算不下去", "The number is too big to calculate with")
    case .absentOperand(let name):
      Words(
        "T203", "“\(name)”没有填，不能计算", "“\(name)” was not given and cannot be calculated with",
        "填上它，或者在模板里用 如果（\(name) 不为空，…，…）", "Give it, or use 如果（\(name) 不为空，…，…）.")
    case .wholeNumberExpected:
      Words("T204", "这里应当是整数", "A whole number is needed here")
    case .dayExpected(let name):
      Words("T205", "“\(name)”没有到日，不能数日子", "“\(name)” has no day to count from")
    case .keyExpected:
      Words("T206", "不能用它来分组", "Items cannot be grouped by this")
    case .divisionByZero(let name):
      Words(
        "T207", "除数“\(name)”是零", "The divisor “\(name)” is zero", "先用 如果 判断它不是零",
        "Test it with 如果 first.")
    case .noSuchItem(let index, let count):
      Words("T208", "没有第\(index)条，一共\(count)条", "There is no item \(index) of \(count)")
    case .placesOutOfRange:
      Words("T209", "小数位应当在-12到12之间", "Places must lie between -12 and 12")
    case .dateOutOfRange:
      Words("T210", "日期超出了公元1年到9999年", "The date lies outside the years 1 to 9999")
    case .notAnAmount:
      Words(
        "T211", "不能写成大写金额", "This amount has no words", "大写的金额不为负，最多两位小数",
        "Amounts in words are not negative and have at most two places.")
    case .noTimeGiven:
      Words(
        "T212", "规则用到“此刻”，但是没有给出时刻", "The rule needs 此刻, and no time was given",
        "用 --date 2025-07-15T17:29 给出时刻", "Give it with --date 2025-07-15T17:29.")
    case .holidaysUnknown(let year):
      Words(
        "T213", "没有\(year)年的放假安排，工作日算不出来", "The holidays of \(year) are not known",
        "在项目的字段.wen里加上 放假：… 调休上班：…", "Add 放假：… to the programme's 字段.wen.")
    case .openConstant(let name):
      Words(
        "T214", "常量“\(name)”还没有值，不能签发",
        "The constant “\(name)” has no value yet; it cannot be issued",
        "在项目的字段.wen里写上 ＝ 值", "Set it in the programme's 字段.wen.")
    case .rule(_, let message, let source):
      Words("T220", message + cited(source), message + cited(source))
    case .ruling(let key, let message, let source):
      Words(
        "T221", "需裁定 \(key)：\(message)" + cited(source),
        "Ruling \(key) needed: \(message)" + cited(source),
        "裁定后在项目的字段.wen里写 裁定：\(key) = “…”", "Answer with 裁定：\(key) = “…”.")
    default: lineWords
    }
  }

  private func cited(_ source: String?) -> String { source.map { "（\($0)）" } ?? "" }
}
