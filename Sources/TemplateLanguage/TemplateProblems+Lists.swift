import Diagnostics

private typealias Words = ProblemWords

/// Words for what can be wrong with groups, page numbers and the head of a 公文 (T370–T379).
extension BodyProblem {
  var listWords: ProblemWords {
    switch self {
    case .secondGrouping:
      return Words(
        "T370", "一个清单只能写一行“组 按”", "a list has one line “组 按”",
        "几层分组用“、”隔开写在一行：组 按 所属区县、项目类别", "part several levels by 、 on one line")
    case .subtotalWithoutGroup:
      return Words(
        "T371", "清单没有“组 按”，不知道“小计”算到哪里", "“小计” needs a line “组 按” in its list",
        "在“头”行后面加一行“组 按 字段”", "add a line “组 按 字段” below the head")
    case .unknownGroup(let name, let nearest, let known):
      return Words(
        "T372", "“小计 按 \(name)”：清单不是按“\(name)”分组的", "the list has no group “\(name)”",
        nearest.map { "是否想写“\($0)”？" } ?? "可以写：\(known.joined(separator: "、"))",
        nearest.map { "did you mean “\($0)”?" } ?? "known: \(known.joined(separator: ", "))")
    case .scatteredGroup(let value, let first, let again):
      return Words(
        "T373", .warning, "“\(value)”的各行不相邻：第\(first)条之后隔了别的组，第\(again)条又是它，小计分成了几处",
        "the rows of “\(value)” are no neighbours: items \(first) and \(again) stand in two groups",
        "先排好序，或者写成“@清单 排序（列表，字段）”", "sort the rows, or write “@清单 排序（…）”")
    case .badPageNumber(let text):
      return Words(
        "T374", "看不出“\(text)”里哪个数是页码", "“\(text)” does not show where the page number stands",
        "写成例子的样子：@页码 第1页　共9页（第一个数是页码，第二个数是总页数），不印写“无”",
        "write it by example: @页码 第1页　共9页, or 无")
    case .officialLineWithoutColon:
      return Words(
        "T375", "“@公文”里的行要写成“键：值”", "lines of “@公文” are “key：value”",
        "补上冒号；正文写在“@完”后面", "add the colon; the text stands below “@完”")
    case .unknownOfficialKey(let key, let nearest):
      return Words(
        "T376", "“@公文”不认识“\(key)”", "“@公文” does not know “\(key)”",
        nearest.map { "是否想写“\($0)”？" } ?? "可以写稿件开头的各个键，如发文机关、发文字号、标题、主送",
        nearest.map { "did you mean “\($0)”?" } ?? "the keys are those of a manuscript's head")
    case .noOfficialHead(let style):
      return Words(
        "T377", "版式是\(style)，正文.wen开头要有“@公文 … @完”",
        "a template of style \(style) begins with “@公文”",
        "写上发文机关、发文字号、标题、主送、成文日期等", "give 发文机关, 发文字号, 标题, 主送, 成文日期 and so on")
    default:
      guard case .officialHeadInStyle(let style) = self else {
        return Words("T379", "模板有错", "the template is wrong")
      }
      return Words(
        "T378", "“@公文”不能用在版式“\(style)”里", "“@公文” cannot be used in style \(style)",
        "在字段.wen里把版式改成公文、信函、命令、纪要或者公示", "set 版式 to 公文, 信函, 命令, 纪要 or 公示")
    }
  }
}
