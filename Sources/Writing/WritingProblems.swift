import Diagnostics

/// The words of the writing rules in both languages. `@` stands for what was found, `%` for what
/// should stand there.
extension WritingProblem {
  public func message(in language: MessageLanguage) -> String {
    let text = filled(language == .chinese ? words.chinese : words.english)
    guard count > 1 else { return text }
    return text + (language == .chinese ? "（共 \(count) 处）" : " (\(count) places)")
  }

  public func remedy(in language: MessageLanguage) -> String? {
    let text = language == .chinese ? words.remedy : words.help
    return text.isEmpty || text.contains("%") && wanted.isEmpty ? nil : filled(text)
  }

  private func filled(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "@": result += found
      case "%": result += wanted
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private struct Words {
    var chinese: String
    var english: String
    var remedy: String
    var help: String
    init(_ chinese: String, _ english: String, _ remedy: String, _ help: String) {
      self.chinese = chinese
      self.english = english
      self.remedy = remedy
      self.help = help
    }
  }

  private var words: Words { headWords ?? numberingWords ?? markWords ?? figureWords ?? textWords }

  private var headWords: Words? {
    switch rule {
    case .documentNumber:
      return Words(
        "发文字号“@”不合规范", "the document number “@” breaks the form",
        "写作“%”：六角括号里是四位年份，序号不加“第”、不补零",
        "write “%”: a year of four figures in 〔〕, a serial without 第 and without zeros")
    case .printedBeforeDated:
      return Words(
        "印发日期“@”早于成文日期“%”", "printed on “@”, before the date “%” of the document",
        "核对两个日期", "check both dates")
    case .amountInWords:
      return Words(
        "大写金额“@”与小写不一致", "the amount in words “@” is not the amount in figures",
        "小写的数写作“%”", "the figures read “%”")
    case .annexTitle:
      return Words(
        "附件的标题“@”与附件说明的名称“%”不一致",
        "the annex is titled “@” but listed as “%”",
        "两处写同一个名称", "give both the same name")
    case .annexCitedOtherwise:
      return Words(
        "正文引作“@”，附件的名称是“%”", "cited as “@”, but the annex is called “%”",
        "两处写同一个名称", "give both the same name")
    case .annexMissing:
      return Words(
        "正文提到“@”，但没有这个附件", "“@” is cited, but there is no such annex",
        "补上附件，或者改正序号", "add the annex, or correct its number")
    case .requestToSeveral:
      return Words(
        "请示主送了不止一个机关：“@”", "a 请示 is addressed to several agencies: “@”",
        "主送一个上级机关，其他机关用抄送", "address one agency and list the others under 抄送")
    case .requestWithoutContact:
      return Words(
        "请示的附注没有联系人和电话", "the 附注 of the 请示 gives no person and telephone",
        "附注写“联系人：姓名，电话：号码”", "give “联系人：…，电话：…” as 附注")
    case .signerOfDownward:
      return Words(
        "“@”不是上行文，不标签发人", "a “@” does not go upward and names no 签发人",
        "去掉“签发人”", "leave out 签发人")
    case .upwardWithoutSigner:
      return Words(
        "“@”是上行文，要标签发人", "a “@” goes upward and names its 签发人",
        "写上“签发人”", "add 签发人")
    case .annexNeverCited:
      return Words(
        "正文没有提到“@”", "the text never mentions “@”",
        "在正文相关处写明“见附件”或者附件的名称", "mention the annex or its name where it matters")
    case .requestInReport:
      return Words(
        "报告里有请示的话“@”", "a report that asks for a decision: “@”",
        "请示事项另行文", "ask in a 请示 of its own")
    case .twoRequests:
      return Words(
        "请示的标题说了不止一件事：“@”", "the title of the 请示 has more than one matter: “@”",
        "一文一事，分开行文", "write one 请示 for each matter")
    default: return nil
    }
  }

  private var numberingWords: Words? {
    switch rule {
    case .commaAfterDigit:
      return Words(
        "序号“@”后面用了顿号", "a 、 after the number “@”", "写作“%”", "write “%”")
    case .markAfterBrackets:
      return Words(
        "带括号的序号后面多了“@”", "“@” after a number in brackets",
        "去掉“@”", "take out “@”")
    case .numberSequence:
      return Words(
        "序号“@”不连续", "the number “@” breaks the sequence", "这里应是“%”", "it should be “%”")
    case .numbersRunOn:
      return Words(
        "序号“@”接着前一个标题下面的编，没有从头起",
        "“@” runs on from the heading before instead of beginning anew",
        "每个标题下面从“%”起", "begin with “%” under each heading")
    case .numberStyle:
      return Words(
        "序号“@”的写法与规范或者前文不一致", "the number “@” is written otherwise than the rest",
        "写作“%”", "write “%”")
    default: return nil
    }
  }

  private var markWords: Words? {
    switch rule {
    case .halfWidthMark:
      return Words(
        "中文里用了半角的“@”", "a half-width “@” in Chinese text", "写作“%”", "write “%”")
    case .fullWidthLatin:
      return Words(
        "“@”是全角的数字或者字母", "“@” is in full-width figures or letters",
        "写作“%”", "write “%”")
    case .rangeConnector:
      return Words(
        "起止之间用了“@”", "“@” between the ends of a range",
        "用一字线“—”或者“～”", "use — or ～")
    case .commaBetweenTitles:
      return Words(
        "“@”中间不用顿号", "no 、 is needed in “@”", "写作“%”", "write “%”")
    case .stopAfterHeading:
      return Words(
        "独占一行的标题“@”末尾有句号", "a full stop after the heading “@”",
        "去掉句号", "take it out")
    case .missingStop:
      return Words(
        "段末的“@”后面没有句号", "the paragraph ends in “@” without a full stop",
        "补上句号", "add 。")
    case .unpaired:
      return Words(
        "“@”不成对，或者套错了", "“@” is unpaired or wrongly nested",
        "补上另一半；引号里再用引号，里面用单引号", "add its other half; use ‘ ’ within “ ”")
    case .nestedTitleMark:
      return Words(
        "书名号里又用了“@”", "“@” within 《 》", "里面一层用单书名号“〈 〉”", "use 〈 〉 for the inner one")
    case .repeatedMark:
      return Words("标点“@”重复了", "the marks “@” are doubled", "写作“%”", "write “%”")
    case .blankInText:
      return Words("“@”中间有空格", "a blank within “@”", "去掉空格", "take it out")
    default: return nil
    }
  }

  private var figureWords: Words? {
    switch rule {
    case .percentOnce:
      return Words("“@”只写了一个百分号", "“@” has one per cent sign only", "写作“%”", "write “%”")
    case .mixedMagnitudes:
      return Words("“@”里混用了两个数量级", "“@” mixes 亿 and 万", "写作“%”", "write “%”")
    case .doubledApproximation:
      return Words(
        "“@”重复表示约数", "“@” says twice that the number is approximate",
        "“%”只留一处", "keep one of “%”")
    case .zeroInYear:
      return Words("年份“@”里的零写错了", "the zero in the year “@” is wrong", "写作“%”", "write “%”")
    case .shortYear:
      return Words("年份“@”只写了两位", "the year “@” has two figures", "年份写四位", "write all four")
    case .leadingZero:
      return Words("日期“@”的写法不合规范", "the date “@” breaks the form", "写作“%”", "write “%”")
    case .impossibleDate:
      return Words("没有“@”这一天", "there is no day “@”", "核对日期", "check the date")
    case .yearRange:
      return Words("起止年份“@”后面没有“年”", "no 年 after the years “@”", "写作“%”", "write “%”")
    case .amountWithoutUnit:
      return Words("金额“@”没有单位", "the amount “@” has no unit", "写明“元”或者“万元”", "add 元 or 万元")
    case .mixedMoneyUnits:
      return Words(
        "一句话里金额的单位不一致：“@”", "units of money differ within a sentence: “@”",
        "写作“%”", "write “%”")
    default: return nil
    }
  }

  private var textWords: Words {
    switch rule {
    case .easilyConfused:
      return Words("“@”用字不当", "“@” is not the word meant", "写作“%”", "write “%”")
    case .numberBeforeTitle:
      return Words(
        "引用公文时文号“@”写在了标题前面", "the number “@” stands before the title",
        "先引标题，后引文号：《…》（%）", "title first, then the number: 《…》（%）")
    case .numberWithoutTitle:
      return Words(
        "引用公文“@”只有文号没有标题", "“@” is cited by its number alone",
        "先引标题，后引文号：《…》（%）", "title first, then the number: 《…》（%）")
    case .titleWithoutNumber:
      return Words(
        "引用公文《@》没有文号", "《@》 is cited without its number",
        "标题后面用圆括号注明文号", "add its number in round brackets")
    case .citedNumber:
      return Words(
        "文号“@”不合规范", "the document number “@” breaks the form", "写作“%”", "write “%”")
    case .titleWithoutKind:
      return Words(
        "标题“@”没有文种", "the title “@” does not say what kind of document it is",
        "标题由发文机关名称、事由和文种组成", "a title has the agency, the matter and the kind")
    case .titleOfNotice:
      return Words("标题里的“@”不妥", "“@” in the title is wrong", "写作“%”", "write “%”")
    case .titleMark:
      return Words(
        "标题里用了“@”", "“@” in a title",
        "标题除书名号、引号、括号、顿号等以外不用标点", "a title has no stops but 、")
    case .annexName:
      return Words("附件名称“@”的写法不合规范", "the annex's name “@” breaks the form", "写作“%”", "write “%”")
    default:
      return Words(
        "有“@”的字样", "the words “@”", "版面不够时调整行距、字距，不写这句话",
        "change the spacing instead (GB/T 9704-2012, 7.3.5.5)")
    }
  }
}
