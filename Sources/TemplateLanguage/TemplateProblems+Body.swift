import Diagnostics

private typealias Words = ProblemWords

private func meant(_ nearest: String?) -> (String, String)? {
  nearest.map { ("是否想写“\($0)”？", "did you mean “\($0)”?") }
}

private func list(_ names: [String]) -> String { names.map { "“\($0)”" }.joined(separator: "、") }

extension BodyProblem: Problem {
  package var code: String { words.code }
  package var severity: Severity { words.severity }
  package func message(in language: MessageLanguage) -> String { words.message(in: language) }
  package func remedy(in language: MessageLanguage) -> String? { words.remedy(in: language) }

  private var words: Words {
    switch self {
    case .unclosedPlaceholder, .strayClose, .unclosedEmphasis, .unknownControl, .unknownFilter,
      .emptyTitle, .singleBraces, .filterDoesNotFit, .ticksWithoutOptions:
      textWords
    case .loneEnd, .missingEnd, .misplacedControl, .branchWithoutIf, .branchAfterOtherwise,
      .tooDeep, .missingArgument, .badMeasure, .unknownOption, .notAList, .notATruth,
      .evaluationTooLong:
      controlWords
    case .wrongCellCount, .widthsDoNotAddUp, .widthsTooWide, .lineInTable, .lineInList,
      .unknownListRow, .listWithoutWidths, .rowOutsideTable, .joinWithoutNeighbour:
      tableWords
    case .secondGrouping, .subtotalWithoutGroup, .unknownGroup, .scatteredGroup, .badPageNumber,
      .officialLineWithoutColon, .unknownOfficialKey, .noOfficialHead, .officialHeadInStyle:
      listWords
    default: fileWords
    }
  }

  private var textWords: Words {
    switch self {
    case .unclosedPlaceholder:
      return Words(
        "T300", "这里的“{{”没有写完，后面少了“}}”", "this “{{” is never closed by “}}”",
        "在字段名后面补上“}}”；要印出“{{”本身就写成“\\{{”",
        "add “}}” after the name, or write “\\{{” for the sign itself")
    case .strayClose:
      return Words(
        "T301", "这里的“}}”前面没有对应的“{{”", "this “}}” has no “{{” before it",
        "在字段名前面补上“{{”；要印出“}}”本身就写成“\\}}”", "add “{{” before the name, or write “\\}}”")
    case .unclosedEmphasis:
      return Words(
        "T302", "这里的“**”没有成对，看不出强调到哪里为止", "this “**” has no partner on the line",
        "在要强调的文字后面补上“**”；要印出星号就写成“\\**”", "add “**” after the words, or write “\\**”")
    case .unknownControl(let word, let nearest):
      let hint = meant(nearest)
      return Words(
        "T303", "没有“@\(word)”这个控制词", "there is no control word “@\(word)”",
        hint.map { $0.0 } ?? "以“@”开头的行是控制行；要印出“@”就写成“\\@”",
        hint.map { $0.1 } ?? "write “\\@” for the sign itself")
    case .unknownFilter(let word, let nearest):
      let hint = meant(nearest)
      return Words(
        "T304", "没有“\(word)”这个过滤，或者它后面的内容不对",
        "there is no filter “\(word)”, or its argument does not fit",
        hint.map { $0.0 } ?? "过滤有：大写、金额、日期的样子（如2024年12月31日）、勾选、方格、顿号、空则“无”等",
        hint.map { $0.1 } ?? "see the template manual for the filters")
    case .emptyTitle:
      return Words(
        "T305", "“#”后面没有标题", "“#” has no title after it", "在“#”后面写标题", "write the title after “#”")
    case .singleBraces(let name):
      return Words(
        "T306", .warning, "“{\(name)}”只有一层括号，会照原样印出",
        "“{\(name)}” has single braces and prints as it stands",
        "要填入字段就写成“{{\(name)}}”", "write “{{\(name)}}” for the field")
    case .filterDoesNotFit(let filter, let kind):
      return Words(
        "T307", "“\(filter)”不能用在\(kind)上", "“\(filter)” does not fit a value of kind \(kind)",
        "去掉这个过滤，或者换成合适的", "remove the filter or choose another")
    default:
      return Words(
        "T308", "“勾选”不知道有哪些选项：这个值不是单选、多选或者是否", "“勾选” has no options: the value is no choice",
        "写明选项，如“勾选（是，否）”，或者在字段.wen里把它声明为单选", "list the options, or declare the field as a choice")
    }
  }

  private var controlWords: Words {
    switch self {
    case .loneEnd:
      return Words(
        "T310", "这个“@完”前面没有要结束的内容", "this “@完” closes nothing",
        "删去这一行，或者检查前面是不是多了一个“@完”", "remove it, or look for an “@完” too many above")
    case .missingEnd(let opener, let line):
      return Words(
        "T311", "第\(line)行的“\(opener)”没有“@完”", "“\(opener)” on line \(line) has no “@完”",
        "在它的内容后面单独写一行“@完”", "add a line “@完” after its contents")
    case .misplacedControl(let word, let inside):
      let place = inside.map { "“\($0)”里" } ?? "这里"
      return Words(
        "T312", "\(place)不能写“@\(word)”",
        "“@\(word)” cannot stand \(inside.map { "inside “\($0)”" } ?? "here")",
        inside.map { "检查“\($0)”是不是少了“@完”" } ?? Self.home(of: word),
        inside.map { "check whether “\($0)” lacks its “@完”" } ?? "move it into its block")
    case .branchWithoutIf(let word, let open):
      return Words(
        "T313", "“@\(word)”不在“@如果”里", "“@\(word)” is not inside “@如果”",
        open.map { "先用“@完”结束“\($0)”，或者检查前面是不是少了“@如果”" } ?? "检查前面是不是少了“@如果”，或者多了“@完”",
        "check the “@如果” and “@完” above")
    case .branchAfterOtherwise(let word):
      return Words(
        "T314", "“@否则”后面不能再写“@\(word)”", "“@\(word)” cannot follow “@否则”",
        "“@否则”放在最后，每个“@如果”只写一个", "put the one “@否则” last")
    case .tooDeep(let limit):
      return Words(
        "T315", "一层套一层超过了\(limit)层", "blocks are nested more than \(limit) deep",
        "检查是不是少了“@完”", "check for missing “@完”")
    case .missingArgument(let usage):
      return Words(
        "T316", "这一行没有写完，应当写成“\(usage)”", "this line is incomplete; it is written “\(usage)”",
        "照“\(usage)”补全", "complete it as “\(usage)”")
    case .badMeasure(let text, let usage):
      return Words(
        "T317", "“\(text)”不是能用的尺寸或者行数", "“\(text)” is no measure that can be used",
        "照“\(usage)”写，单位是毫米", "write it as “\(usage)”, in millimetres")
    case .unknownOption(let text, let control, let known):
      return Words(
        "T318", "“\(control)”后面不认识“\(text)”", "“\(control)” does not know “\(text)”",
        known.isEmpty ? "删去后面的字" : "可以写：\(list(known))",
        known.isEmpty ? "write the word alone" : "known: \(list(known))")
    case .notAList(let source, let kind):
      return Words(
        "T319", "“\(source)”不是列表，是\(kind)，不能逐项重复", "“\(source)” is no list but \(kind)",
        "“@每项”和“@清单”后面写列表字段的名称", "name a field of kind 列表")
    case .evaluationTooLong:
      return Words(
        "T321", "这份文书要算的步数太多，已经停下", "the document takes too many steps and was stopped",
        "减少重复的项数，或者检查“@每项”是不是套错了", "reduce what is repeated")
    default:
      guard case .notATruth(let kind) = self else { return fileWords }
      return Words(
        "T320", "条件应当成立或者不成立，这里得到的是\(kind)", "a condition must be true or false; this is \(kind)",
        "写成比较（如“金额 > 0”）或者“…… 不为空”", "write a comparison or “… 不为空”")
    }
  }

  private static func home(of word: String) -> String {
    switch word {
    case "底": "“@底”写在“@封面”里"
    case "栏": "“@栏”写在“@表”里"
    case "栏底": "“@栏底”写在“@意见栏”里"
    default: "把它移到外面单独写"
    }
  }

  private var tableWords: Words {
    switch self {
    case .wrongCellCount(let row, let found, let expected):
      let difference = abs(found - expected)
      let change = found > expected ? "多了\(difference)格" : "少了\(difference)格"
      return Words(
        "T330", "表的第\(row)行有\(found)格，应当是\(expected)格，\(change)",
        "row \(row) of the table has \(found) cells where \(expected) are expected",
        "每列一格；并入左边的格写“←”，并入上边的格写“↑”", "one cell a column; “←” and “↑” join cells")
    case .widthsDoNotAddUp(let sum, let expected):
      return Words(
        "T331", "列宽加起来是\(sum)毫米，版心宽\(expected)毫米",
        "the widths add up to \(sum) mm; the type area is \(expected) mm wide",
        "改到合计\(expected)，或者把一列写成“*”占其余的宽",
        "make them add up to \(expected), or write “*” for one column")
    case .widthsTooWide(let sum):
      return Words(
        "T332", "列宽加起来已有\(sum)毫米，没有给“*”留下宽度",
        "the widths are \(sum) mm already; nothing is left for “*”",
        "减小列宽", "make the columns narrower")
    case .lineInTable(let line):
      return Words(
        "T333", "表里的每一行要用“|”隔开各格（表从第\(line)行开始）",
        "a row of the table that begins on line \(line) needs “|” between its cells",
        "是表里的行就写成“| 栏目 | 内容 |”；表已经写完，就在这一行前面写“@完”",
        "write “| label | value |”, or end the table with “@完”")
    case .lineInList(let line):
      return Words(
        "T334", "清单里的行以“宽|”“头|”“行|”“小计|”“计|”开头（清单从第\(line)行开始）",
        "lines of the list that begins on line \(line) begin with “宽|” “头|” “行|” “小计|” “计|”",
        "补上开头的字；清单已经写完，就在这一行前面写“@完”", "add the word, or end the list with “@完”")
    case .unknownListRow(let word):
      return Words(
        "T335", "清单里没有“\(word)”这种行", "a list has no row “\(word)”",
        "可以写：“宽”“头”“组”“行”“小计”“页计”“累计”“计”",
        "known: “宽” “头” “组” “行” “小计” “页计” “累计” “计”")
    case .listWithoutWidths:
      return Words(
        "T336", "清单没有写列宽", "the list has no widths", "第一行写“宽 | 10 | 34 | … |”",
        "begin with “宽 | 10 | 34 | … |”")
    case .rowOutsideTable:
      return Words(
        "T337", "表的行要写在“@表 列宽”和“@完”之间", "a row stands outside “@表 …” and “@完”",
        "在前面写“@表 28 50 28 50”；要印出“|”开头的文字就写成“\\|”", "open a table before it, or write “\\|”")
    default:
      guard case .joinWithoutNeighbour(let above) = self else { return fileWords }
      return Words(
        "T338", above ? "“↑”上边没有可以并入的格" : "“←”左边没有可以并入的格",
        above ? "“↑” has no cell above it" : "“←” has no cell to its left",
        above ? "并入的两格要在同一栏里，宽度相同" : "把“←”写在要并入的格的右边", "put it beside the cell that it joins")
    }
  }

  private var fileWords: Words {
    switch self {
    case .coverWithoutTitle:
      return Words(
        "T340", "封面没有标题", "the cover has no title", "写一行“# 标题”", "add a line “# title”")
    case .coverLineWithoutColon:
      return Words(
        "T341", "封面标题下面的行要写成“标签：＿内容＿”", "lines below a cover's title are “label：＿value＿”",
        "补上冒号；封面底部的字写在“@底”后面", "add the colon; the maker's line goes after “@底”")
    case .includeNotFound(let name):
      return Words(
        "T342", "找不到要引入的“\(name)”", "“\(name)” is not found",
        "文件放在模板的文件夹、项目的文件夹或者项目的“共用”文件夹里", "put it into the template's or the programme's folder")
    case .includeOutside(let name):
      return Words(
        "T343", "“\(name)”在项目的文件夹外面，不能引入", "“\(name)” lies outside the programme's folder",
        "把文件复制到项目的文件夹里，只写文件名", "copy it into the programme's folder")
    case .includeUnreadable(let name, let reason):
      return Words("T344", "读不出“\(name)”：\(reason)", "“\(name)” cannot be read: \(reason)")
    case .includeCycle(let path):
      let names = path.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
      return Words(
        "T345", "引入绕成了圈：\(names.joined(separator: " → "))",
        "files include each other: \(names.joined(separator: " → "))",
        "去掉其中一个“@引入”", "remove one “@引入”")
    case .includeTooDeep(let limit):
      return Words(
        "T346", "引入套引入超过了\(limit)层", "files are included more than \(limit) deep",
        "减少层数", "include fewer levels")
    default:
      guard case .tooLarge(let limit) = self else {
        return Words("T349", "模板有错", "the template is wrong")
      }
      return Words(
        "T347", "模板文件超过了\(limit / 1_048_576) MB",
        "the template is larger than \(limit / 1_048_576) MB",
        "把内容分到几个文件里", "split it")
    }
  }
}

extension TemplateProblem: Problem {
  package var code: String { words.code }
  package var severity: Severity { words.severity }
  package func message(in language: MessageLanguage) -> String { words.message(in: language) }
  package func remedy(in language: MessageLanguage) -> String? { words.remedy(in: language) }

  private var words: Words {
    switch self {
    case .noBody(let folder):
      return Words(
        "T400", "“\(folder)”里没有正文.wen", "“\(folder)” has no 正文.wen",
        "模板的文件夹里要有正文.wen和字段.wen", "a template's folder has 正文.wen and 字段.wen")
    case .unreadable(let path, let reason):
      return Words(
        "T401", "读不出“\(path)”：\(reason.message(in: .chinese))",
        "“\(path)” cannot be read: \(reason.message(in: .english))")
    case .unknownStyle(let style, let nearest):
      let hint = meant(nearest)
      return Words(
        "T402", "没有“\(style)”这种版式", "there is no page style “\(style)”",
        hint?.0 ?? "版式有：公文、文书、表格、报告", hint?.1 ?? "known: 公文, 文书, 表格, 报告")
    case .unknownLayoutWord, .badLayoutValue: return layoutWords
    case .unknownStanding(let text):
      return Words(
        "T403", "没有“\(text)”这种性质", "there is no 性质 “\(text)”",
        "性质有：官方原件、官方文字重排、自拟示范", "known: 官方原件, 官方文字重排, 自拟示范")
    case .noName(let folder):
      return Words(
        "T404", "“\(folder)”的字段.wen没有写名称", "字段.wen of “\(folder)” has no 名称",
        "加一行“名称：……”", "add “名称：…”")
    case .sameNameAndVersion(let name, let other):
      return Words(
        "T405", .warning, "“\(name)”与“\(other)”同名同版本",
        "“\(name)” has the same name and version as “\(other)”",
        "给其中一个改名，或者写明版本", "rename one or give it a version")
    case .missingInDraft(let field):
      return Words(
        "T410", .warning, "“\(field)”还没有填", "“\(field)” is still missing",
        "草稿里印作【待填：\(field)】，定稿前要补上", "fill it in before the final version")
    case .ourOwnDesign(let name):
      return Words(
        "T411", .warning, "“\(name)”是自拟示范，不是主管部门发布的文本",
        "“\(name)” is our own example, not an official text",
        "正式报送前请与主管部门发布的表样核对", "compare it with the authority's own form before use")
    case .takesManuscript(let name):
      return Words(
        "T412", "“\(name)”要用稿件（.txt）填写，不用案卷", "“\(name)” is filled from a manuscript (.txt)",
        "把文件写成稿件：先写“键：值”各行，空一行，再写正文", "write a manuscript")
    case .notAListInCase(let name):
      return Words("T413", "“\(name)”不是列表，不能逐项重复", "“\(name)” is no list")
    case .notATruthInCase:
      return Words("T414", "条件没有得出是或者否", "the condition is neither true nor false")
    case .valueDoesNotFit(let filter, let value):
      return Words(
        "T415", "“\(value)”不能按“\(filter)”印出", "“\(value)” cannot be printed as “\(filter)”",
        "改正数据，或者换一个过滤", "mend the value or choose another filter")
    case .officeUseFilled(let name):
      return Words(
        "T416", "“\(name)”由主管部门填写，申报时要空着", "“\(name)” is for office use and must be left empty",
        "删去这一项", "remove it")
    case .required(let name):
      return Words(
        "T417", "“\(name)”没有填，模板这里要用", "“\(name)” is missing and the template needs it here",
        "填上“\(name)”，或者在模板里写明“空则“无””", "fill it in")
    }
  }
}

extension ManuscriptProblem: Problem {
  package var code: String { words.code }
  package var severity: Severity { words.severity }
  package func message(in language: MessageLanguage) -> String { words.message(in: language) }
  package func remedy(in language: MessageLanguage) -> String? { words.remedy(in: language) }

  private var words: Words {
    switch self {
    case .unknownKey, .duplicateKey, .missingKey, .missingForIssue, .emptyValue,
      .headLineWithoutColon, .noBody:
      headWords
    case .placeholder, .controlFlow, .annexNumber, .annexWithoutName, .emptyAnnex,
      .enactedNameDiffers, .enactedMissing:
      bodyWords
    case .keyNotPrinted, .badOrderNumber, .badIssueNumber, .badStampSize, .badMinutesSign,
      .postCount, .postNotInFull:
      formatWords
    case .badSecrecy, .secretWithoutCopyNumber, .copyNumberPadded, .leftOut: elementWords
    default: valueWords
    }
  }

  private var headWords: Words {
    switch self {
    case .unknownKey(let key, let nearest):
      let hint = meant(nearest)
      return Words(
        "T500", "稿件开头不认识“\(key)”", "the manuscript's head does not know “\(key)”",
        hint?.0 ?? "这一行如果是正文，前面空一行", hint?.1 ?? "leave an empty line before the text")
    case .duplicateKey(let key, let line):
      return Words(
        "T501", "“\(key)”写了两次，第\(line)行已经写过", "“\(key)” is given twice; see line \(line)",
        "只留一行；几个机关用“、”隔开写在一行里", "keep one line")
    case .missingKey(let key):
      return Words(
        "T502", "稿件没有写“\(key)”", "the manuscript has no “\(key)”",
        "在开头加一行“\(key)：……”", "add a line “\(key)：…”")
    case .missingForIssue(let key):
      return Words(
        "T503", "正式签发要写“\(key)”", "“\(key)” is required for issue",
        "在开头加一行“\(key)：……”，或者去掉 --issue", "add a line “\(key)：…”, or leave out --issue")
    case .emptyValue(let key):
      return Words(
        "T504", .warning, "“\(key)”后面是空的，当作没有写", "“\(key)” is empty and is taken as not given",
        "填上内容，或者删去这一行", "fill it in or remove the line")
    case .headLineWithoutColon:
      return Words(
        "T505", "这一行不是“键：值”", "this line is no “key：value”",
        "正文和开头的各行之间要空一行；这一行如果属于上一行，就接在上一行后面", "leave an empty line before the text")
    default:
      return Words(
        "T506", "稿件没有正文", "the manuscript has no text", "开头各行之后空一行，再写正文",
        "write the text after an empty line")
    }
  }

  private var bodyWords: Words {
    switch self {
    case .placeholder:
      return Words(
        "T510", "稿件里不能用“{{”：稿件没有字段", "“{{” cannot be used in a manuscript",
        "直接写要印的文字；要印出“{{”本身就写成“\\{{”", "write the words themselves, or “\\{{” for the sign")
    case .controlFlow(let word):
      return Words(
        "T511", "稿件里不能用“@\(word)”：稿件没有数据", "“@\(word)” cannot be used in a manuscript",
        "直接写要印的文字", "write the words themselves")
    case .annexNumber(let found, let expected):
      let isMissing = found == nil
      return Words(
        "T512", isMissing ? "有几个附件时每个都要编号，这里应当是附件\(expected)" : "附件\(found ?? 0)应当是附件\(expected)",
        "this annex should be number \(expected)",
        "附件从1起连续编号；只有一个附件时不编号", "number annexes 1, 2, 3…")
    case .annexWithoutName:
      return Words(
        "T513", "“===”后面没有写名称", "“===” has no name after it",
        "写成“=== 附件1　名称”", "write “=== 附件1　name”")
    case .emptyAnnex(let name):
      return Words(
        "T514", "“\(name)”下面没有内容", "“\(name)” has no contents", "写上内容，或者删去这个附件",
        "add its text or remove it")
    case .enactedNameDiffers(let head, let mark):
      return Words(
        "T515", .warning, "开头的被印发件是“\(head)”，“===”后面是“\(mark)”，两处不一样",
        "被印发件is “\(head)” in the head and “\(mark)” after “===”", "改成一样", "make them equal")
    default:
      guard case .enactedMissing(let name) = self else {
        return Words("T519", "稿件有错", "the manuscript is wrong")
      }
      return Words(
        "T516", "开头写了被印发件“\(name)”，后面没有“=== 被印发件　\(name)”", "the text of 被印发件 “\(name)” is missing",
        "在正文后面写“=== 被印发件　\(name)”和它的内容", "add it after the text")
    }
  }

  private var valueWords: Words {
    switch self {
    case .numberNormalised(let key, let from, let to):
      return Words(
        "T520", .note, "\(key)“\(from)”按规范写作“\(to)”", "\(key) “\(from)” is written “\(to)”")
    case .badNumber(let text):
      return Words(
        "T521", "“\(text)”不是发文字号", "“\(text)” is no document number",
        "写成“并市监〔2022〕72号”", "write it like 并市监〔2022〕72号")
    case .badDate(let key, let text):
      return Words(
        "T522", "“\(key)”的“\(text)”不是日期", "“\(text)” for “\(key)” is no date",
        "写成“2022年8月18日”", "write it like 2022年8月18日")
    case .badCopyNumber(let text):
      return Words(
        "T523", "份号“\(text)”不是六位以内的数字", "份号 “\(text)” is no number of up to six digits",
        "写成“000001”", "write it like 000001")
    case .badUrgency(let text):
      return Words(
        "T524", .warning, "紧急程度一般是“特急”或者“加急”，这里是“\(text)”", "紧急程度 is usually 特急 or 加急",
        "核对后再用", "check it")
    case .badChoice(let key, let text, let known):
      return Words(
        "T525", "“\(key)”不能是“\(text)”", "“\(key)” cannot be “\(text)”",
        "可以写：\(list(known))", "known: \(list(known))")
    case .badSealDiameter(let text):
      return Words(
        "T526", "章径“\(text)”不是35至60毫米之间的数", "章径 “\(text)” is not between 35 and 60 mm",
        "写成“45”或者“45毫米”", "write 45")
    case .secrecy(let text):
      return Words(
        "T527", .warning, "稿件标了密级“\(text)”：涉密公文应当在涉密计算机上处理",
        "“\(text)”: classified documents belong on a classified machine",
        "确认不涉密再用这台计算机", "make sure that it is not classified")
    default:
      guard case .unknownStyle(let text, let known) = self else {
        return Words("T529", "稿件有错", "the manuscript is wrong")
      }
      return Words(
        "T528", "稿件的版式不能是“\(text)”", "a manuscript cannot have the format “\(text)”",
        "可以写：\(list(known))；不写就按文种的版式", "known: \(list(known))")
    }
  }
}
