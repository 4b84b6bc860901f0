/// The functions of the expression language by their Chinese names.
public enum Function: String, Sendable, CaseIterable {
  case choose = "如果"
  // lists
  case sum = "合计"
  case count = "计数"
  case minimum = "最小"
  case maximum = "最大"
  case average = "平均"
  case any = "任一"
  case all = "全部"
  case filter = "筛选"
  case sorted = "排序"
  case grouped = "分组"
  case distinct = "去重"
  case element = "第"
  // numbers
  case rounded = "四舍五入"
  case truncated = "去尾"
  case raised = "进位"
  case absolute = "绝对值"
  // dates
  case addingMonths = "加年月"
  case addingDays = "加天"
  case addingWorkingDays = "工作日后"
  case workingDays = "工作日数"
  case age = "年龄"
  case year = "年份"
  case month = "月份"
  case daysBetween = "相差天数"
  case today = "今日"
  case now = "此刻"
  // texts
  case length = "长度"
  case joined = "连接"
  case prefix = "前几字"
  case suffix = "后几字"
  case masked = "掩码"
  case capitals = "大写"
  case numeral = "中文数字"

  /// How many arguments it takes; `最大` and its kind take any number.
  public var arity: ClosedRange<Int> {
    switch self {
    case .today, .now: 0...0
    case .absolute, .year, .month, .length, .masked, .capitals, .numeral: 1...1
    case .sum, .count, .rounded, .truncated, .raised, .distinct, .sorted, .joined: 1...2
    case .any, .all, .filter, .grouped, .element, .addingDays, .addingWorkingDays, .workingDays,
      .age, .daysBetween, .prefix, .suffix:
      2...2
    case .choose, .addingMonths: 3...3
    case .minimum, .maximum, .average: 1...64
    }
  }

  /// How it is written, for messages.
  public var usage: String {
    switch self {
    case .choose: "如果（条件，是的值，否的值）"
    case .sum: "合计（列表，式）"
    case .count: "计数（列表，条件）"
    case .minimum: "最小（甲，乙）"
    case .maximum: "最大（甲，乙）"
    case .average: "平均（列表，式）"
    case .any: "任一（列表，条件）"
    case .all: "全部（列表，条件）"
    case .filter: "筛选（列表，条件）"
    case .sorted: "排序（列表，式）"
    case .grouped: "分组（列表，键）"
    case .distinct: "去重（列表，式）"
    case .element: "第（列表，序数）"
    case .rounded: "四舍五入（数，小数位）"
    case .truncated: "去尾（数，小数位）"
    case .raised: "进位（数，小数位）"
    case .absolute: "绝对值（数）"
    case .addingMonths: "加年月（日期，年，月）"
    case .addingDays: "加天（日期，天数）"
    case .addingWorkingDays: "工作日后（日期，天数）"
    case .workingDays: "工作日数（起，止）"
    case .age: "年龄（生日，日期）"
    case .year: "年份（日期）"
    case .month: "月份（日期）"
    case .daysBetween: "相差天数（起，止）"
    case .today: "今日（）"
    case .now: "此刻（）"
    case .length: "长度（文字）"
    case .joined: "连接（列表，“、”）"
    case .prefix: "前几字（文字，字数）"
    case .suffix: "后几字（文字，字数）"
    case .masked: "掩码（文字）"
    case .capitals: "大写（金额）"
    case .numeral: "中文数字（数）"
    }
  }
}
