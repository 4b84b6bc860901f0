import Cleaning
import Diagnostics
import TestSupport
import Testing

@Suite("整理原文：消息和改动清单")
struct MessageTests {
  /// Every problem with its code and the words of both languages.
  private static let problems:
    [(problem: CleaningProblem, code: String, chinese: String, english: String)] = [
      (.nothingToRead, "R001", "文件里没有文字", "there is no text in the file"),
      (.noTitle, "R002", "找不到标题，不能整理成稿件", "no title is found, so no manuscript can be made"),
      (
        .secondDocument(line: 9, last: 20), "R003", "从第9行起是另一份文件：前一份到此为止，第9到20行没有采用",
        "another document begins at line 9: lines 9 to 20 were left out"
      ),
      (
        .outsideRange(first: 2, last: 8, lines: 5), "R004", "按 --from、--to 只整理第2到8行，其余5行没有采用",
        "only lines 2 to 8 were cleaned; 5 others were left out"
      ),
      (
        .alreadyManuscript, "R005", "这已经是稿件：只整理字符和空格，不动分段和结构",
        "this is a manuscript already: only characters and blanks are cleaned"
      ),
      (
        .missingKeys(["署名", "成文日期"]), "R006", "文中没有：署名、成文日期；稿件里没有写",
        "the text lacks 署名, 成文日期: left out of the manuscript"
      ),
      (
        .unsupportedKind("某某指南"), "R007", "从标题看不出是哪一种公文：“某某指南”",
        "the title does not say which kind of document this is: “某某指南”"
      ),
      (
        .lineOutsideText(first: 90, last: 99, count: 10), "R008", "第90到99行不在文件里：文件有10行",
        "lines 90 to 99 are not in the file, which has 10"
      ),
      (
        .doubtfulCharacter("\u{FFFD}", .lost, count: 1), "R010", "存疑：原来的字已经丢失，只剩替代符 U+FFFD",
        "doubtful: the character itself was lost, U+FFFD stands for it"
      ),
      (
        .doubtfulCharacter("\u{E123}", .privateUse, count: 2), "R011",
        "存疑：自造字 U+E123，只有原来的字体认得（共2处）",
        "doubtful: the private-use code U+E123 is known to its own font only (2 places)"
      ),
      (
        .doubtfulCharacter("⼾", .lookalike, count: 1), "R012", "存疑：“⼾”（U+2F3E）是兼容字形，没有改",
        "doubtful: “⼾” (U+2F3E) is a compatibility form and was left"
      ),
      (
        .doubtfulCharacter("ꎬ", .yiText, count: 1), "R013", "存疑：“ꎬ”（U+A3AC）可能是错码的标点，可文中有彝文，没有改",
        "doubtful: “ꎬ” (U+A3AC) may be a mark, but the text has Yi letters"
      ),
      (.unpairedBracket, "R014", "存疑：这个括号没有配对", "doubtful: this bracket has no partner"),
      (
        .straightQuotes(count: 2), "R015", "存疑：这一段有2个直引号，分不出前后，照原样留下",
        "doubtful: 2 straight quotation marks were left as they are"
      ),
      (
        .bareNumber(7), "R020", "存疑：这一行只有数字 7，可能是页码，留在正文里",
        "doubtful: the line holds only the number 7, maybe a page number; it was kept"
      ),
      (
        .keptBlanks(count: 1), "R021", "两个字之间的空格留下了：可能隔开两个名称",
        "a blank between two characters kept: names may part there"
      ),
      (
        .keptColumns(count: 2), "R022", "分栏的空格留下一个全角空格（2处）",
        "2 blanks of columns kept as one full-width blank"
      ),
      (
        .doubtfulJoin(.length), "R023", "这一行接在上一行后面：上一行很长，又没有句末标点",
        "joined to the line above, which is long and does not end a sentence"
      ),
      (
        .doubtfulJoin(.fullAfterSentence), "R024", "这一行接在上一段后面：它是满行，没有段首缩进的位置",
        "joined to the paragraph above: the line is full and has no room for an indent"
      ),
      (
        .doubledCharacter("业", isRemoved: true), "R025", "断行处的“业”印了两次，删去一个",
        "“业” stood twice at a line break; one was removed"
      ),
      (
        .doubledCharacter("年", isRemoved: false), "R026", "存疑：断行处有两个“年”，没有改",
        "doubtful: “年” stands twice at a line break; both were kept"
      ),
      (
        .figuresJoined, "R027", "存疑：断行处前后都是数字，接成了一个数",
        "doubtful: figures on both sides of a line break were joined to one number"
      ),
      (
        .unknownHeadLine, "R030", "存疑：标题以上的这一行认不出是什么，留作正文的第一段",
        "doubtful: this line above the title is not understood and was kept as text"
      ),
      (
        .annexAlone, "R031", "这是单独的一份附件，没有它所属的公文；“附件”二字没有写进稿件",
        "this is an annex without its document; the word 附件 was left out"
      ),
      (
        .doubtfulTitle, "R032", "存疑：把这一行当作标题，别的行看不出是不是标题",
        "doubtful: this line was taken for the title"
      ),
      (
        .textAfterDate, "R033", "存疑：成文日期下面的这一行认不出是什么，留在正文末尾",
        "doubtful: this line below the date is not understood and was kept as text"
      ),
      (
        .signatureBracket("（甲）"), "R034", "存疑：“（甲）”看不出属于哪个署名，接在它前面的名称后面",
        "doubtful: “（甲）” was put to the name before it"
      ),
      (
        .coverLines, "R035", "存疑：标题下面的制作机关、日期像是封面上的，留作正文开头的几段",
        "doubtful: the maker and date below the title look like a cover's; they were kept as text"
      ),
      (
        .annexNoteWithoutAnnex, "R040", "有附件说明，后面没有附件：附件说明留在正文里",
        "there is an annex note but no annex; the note was kept as text"
      ),
      (
        .annexNameDiffers(noted: "甲", titled: "乙"), "R041", "附件说明写“甲”，附件的标题是“乙”：稿件用附件的标题",
        "the annex note says “甲”, the annex is titled “乙”, which was used"
      ),
      (
        .annexCountDiffers(noted: 2, found: 3), "R042", "附件说明有2个附件，后面找到3个",
        "the annex note names 2, the text has 3"
      ),
      (
        .annexNumber(found: "三", expected: 2), "R043", "这里应当是附件2，文中写“三”",
        "this should be annex 2, the text says “三”"
      ),
      (.annexWithoutTitle, "R044", "附件没有标题", "the annex has no title"),
    ]

  @Test("每条消息的代码和中英文")
  func words() {
    for (problem, code, chinese, english) in Self.problems {
      #expect(problem.code == code)
      #expect(problem.message(in: .chinese) == chinese)
      #expect(problem.message(in: .english) == english)
      let remedies = (problem.remedy(in: .chinese), problem.remedy(in: .english))
      #expect((remedies.0 == nil) == (remedies.1 == nil))
      if problem.severity != .note { #expect(remedies.0 != nil, "\(code)") }
    }
    #expect(Set(Self.problems.map(\.code)).count == Self.problems.count)
  }

  @Test("每种改动有中英文名称，各不相同")
  func kinds() {
    for language in [MessageLanguage.chinese, .english] {
      let names = ChangeKind.allCases.map { $0.name(in: language) }
      #expect(Set(names).count == names.count && !names.contains(""))
    }
  }

  @Test("清单先列合计，再逐条列出位置、改前、改后；空行只列位置")
  func report() {
    let cleaned = Cleaned("关于示例的通知\n各县:\n\n请于 3 月底前报送ꎮ\n\n")
    let text = ChangeReport(cleaned.result.changes).text
    #expect(text.hasPrefix("错码的标点　1 处，1 字\n"))
    #expect(text.contains("\n错码的标点\n  4:11  “ꎮ” → “。”\n"))
    #expect(text.contains("\n数字、西文旁边的空格\n  4:3  “␣” → 删去\n  4:5  “␣” → 删去\n"))
    #expect(text.contains("主送 ← “各县”") && text.contains("文种 ← “通知”"))
    #expect(text.contains("\n空行和移走文字的行\n  1:8、2:4、3:1、5:1\n"))
    let english = ChangeReport(cleaned.result.changes, language: .english).text
    #expect(english.contains("\nmis-mapped marks\n  4:11  “ꎮ” → “。”\n"))
    #expect(english.contains("mis-mapped marks: 1 place, 1 character\n"))
    #expect(ChangeReport(ChangeList(changes: [])).text == "没有改动\n")
  }
}
