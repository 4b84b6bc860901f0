import Diagnostics

/// What is said of a manuscript in one of the special formats (信函, 命令, 纪要, 公示).
extension ManuscriptProblem {
  private typealias Words = ProblemWords

  var formatWords: ProblemWords {
    switch self {
    case .keyNotPrinted(let key, let style, let reason, let isDraft):
      let (chinese, english) = reason.words
      return Words(
        "T530", isDraft ? .warning : .error, "版式“\(style)”不印“\(key)”：\(chinese)",
        "the format “\(style)” does not print “\(key)”: \(english)",
        reason.remedy?.0 ?? "删去这一行", reason.remedy?.1 ?? "remove the line")
    case .badOrderNumber(let text):
      return Words(
        "T531", "“\(text)”不是令号", "“\(text)” is no 令号",
        "写成“第12号”：令号连续编，不写年份", "write it like 第12号, without a year")
    case .badIssueNumber(let text):
      return Words(
        "T532", "“\(text)”不是期号", "“\(text)” is no 期号",
        "写成“第12期”或者“2025年第12期”；有发文字号的写在“发文字号”", "write it like 第12期 or 2025年第12期")
    case .badStampSize(let text):
      return Words(
        "T533", "签名章“\(text)”没有写成“宽×高毫米”，或者宽不在15至80毫米、高不在8至50毫米之间",
        "签名章 “\(text)” is no width (15 to 80 mm) and height (8 to 50 mm)",
        "写成“40×20毫米”，或者写“是”，按40×20毫米留位置", "write 40×20毫米, or 是 for that size")
    case .badMinutesSign(let text):
      return Words(
        "T534", "纪要的发文机关标志“\(text)”没有以“纪要”结尾",
        "the 标志 of 纪要 “\(text)” does not end in 纪要",
        "写成“××市人民政府专题会议纪要”", "write it like ××市人民政府专题会议纪要")
    case .postCount(let found, let expected):
      return Words(
        "T535", "有\(expected)个发文机关，写了\(found)个职务：每个机关由一个人签发",
        "\(found) post(s) for \(expected) agencies", "按机关的次序写全，用“、”隔开",
        "give one post for each agency, in their order")
    default:
      guard case .postNotInFull(let post, let agency) = self else {
        return Words("T529", "稿件有错", "the manuscript is wrong")
      }
      return Words(
        "T536", .warning, "联合行文时职务要写全称，“\(post)”没有以“\(agency)”开头",
        "in a joint document the post is given in full; “\(post)” does not begin with “\(agency)”",
        "写成“\(agency)\(post)”", "write “\(agency)\(post)”")
    }
  }
}

extension UnprintedKey {
  fileprivate var words: (String, String) {
    switch self {
    case .onlyIn(let styles):
      let names = styles.map(\.rawValue).joined(separator: "、")
      return ("它只用于\(names)", "it belongs to \(names)")
    case .letterWithoutPrinter:
      return ("信函的版记没有印发机关和印发日期（10.1）", "the 版记 of a letter has none (10.1)")
    case .letterWithoutApprovers:
      return ("信函的版头没有签发人的位置（10.1）", "the head of a letter has no place for it (10.1)")
    case .orderHasOwnNumber: return ("命令用令号（10.2）", "an order has a 令号 (10.2)")
    case .orderWithoutTitle:
      return ("标志和令号就是命令的标题（10.2）", "标志 and 令号 are the title of an order (10.2)")
    case .withoutAddressees:
      return ("命令和纪要没有主送机关（10.2、10.3）", "orders and 纪要 have no 主送 (10.2, 10.3)")
    case .orderWithoutApprovers:
      return ("签发人由签名章表示（10.2）", "the 签名章 names who signs (10.2)")
    case .stampedInstead:
      return (
        "用签名章的公文不印署名，也不盖印章（7.3.5.3）", "a 签名章 stands in place of names and seal (7.3.5.3)"
      )
    case .stampDeclined: return ("“签名章”写了“否”", "签名章 says 否")
    case .minutesUnsigned:
      return ("纪要不署名，也不盖印章（10.3）", "纪要 are neither signed nor sealed (10.3)")
    case .numberedTwice:
      return ("已经写了发文字号，纪要只有一个编号", "发文字号 is given, and 纪要 have one number")
    case .publicNoticeBare:
      return ("公示没有版头和版记", "a 公示 has neither head nor 版记")
    }
  }

  fileprivate var remedy: (String, String)? {
    switch self {
    case .letterWithoutApprovers:
      return ("删去这一行；上行文用“版式：公文”", "remove the line; an upward document is a 公文")
    case .orderHasOwnNumber: return ("写成“令号：第12号”", "write “令号：第12号”")
    case .withoutAddressees:
      return ("删去这一行，发给哪些机关写在“抄送”", "remove the line and name the agencies in 抄送")
    case .orderWithoutApprovers: return ("写“职务：市长”", "give the post: “职务：市长”")
    case .stampedInstead:
      return ("删去这一行；盖机关印章就写“签名章：否”", "remove the line, or write “签名章：否” for a seal")
    default: return nil
    }
  }
}
