import Diagnostics

/// What cleaning reports: what is doubtful and was left as it stands, what the text lacks, and what
/// cannot be done. Codes R001…
public enum CleaningProblem: Problem, Hashable {
  public enum DoubtfulCharacter: Hashable, Sendable {
    /// The character itself was lost (U+FFFD).
    case lost
    /// A code that only one font or program understands.
    case privateUse
    /// A look-alike whose ordinary character is not certain.
    case lookalike
    /// The signs that mis-mapped marks become are letters in this text.
    case yiText
  }
  /// Why lines were put together.
  public enum Join: Hashable, Sendable { case length, fullAfterSentence }

  case nothingToRead
  case noTitle
  case doubtfulCharacter(Unicode.Scalar, DoubtfulCharacter, count: Int)
  case bareNumber(Int)
  case keptBlanks(count: Int)
  case keptColumns(count: Int)
  case unpairedBracket
  case straightQuotes(count: Int)
  case doubtfulJoin(Join)
  case doubledCharacter(String, isRemoved: Bool)
  case figuresJoined
  case secondDocument(line: Int, last: Int)
  case outsideRange(first: Int, last: Int, lines: Int)
  case unknownHeadLine
  case annexAlone
  case doubtfulTitle
  case textAfterDate
  case annexNoteWithoutAnnex
  case annexNameDiffers(noted: String, titled: String)
  case annexCountDiffers(noted: Int, found: Int)
  case annexNumber(found: String, expected: Int)
  case annexWithoutTitle
  case signatureBracket(String)
  case coverLines
  case unsupportedKind(String)
  case missingKeys([String])
  case alreadyManuscript
  case lineOutsideText(first: Int, last: Int, count: Int)

  public var code: String { words.code }
  public var severity: Severity { words.severity }
  public func message(in language: MessageLanguage) -> String {
    language == .chinese ? words.chinese : words.english
  }
  public func remedy(in language: MessageLanguage) -> String? {
    language == .chinese ? words.fix?.chinese : words.fix?.english
  }
}

private struct Wording {
  var code: String
  var severity: Severity
  var chinese: String
  var english: String
  var fix: (chinese: String, english: String)?

  init(
    _ code: String, _ severity: Severity, _ chinese: String, _ english: String,
    fix: (chinese: String, english: String)? = nil
  ) {
    self.code = code
    self.severity = severity
    self.chinese = chinese
    self.english = english
    self.fix = fix
  }
}

extension CleaningProblem {
  private var words: Wording {
    wholeTextWords ?? characterWords ?? lineWords ?? partWords ?? annexWords
      ?? Wording("R000", .error, "文本有误", "the text is wrong")
  }

  private var wholeTextWords: Wording? {
    switch self {
    case .nothingToRead:
      Wording(
        "R001", .error, "文件里没有文字", "there is no text in the file",
        fix: ("把公文的文字复制进来，存成 .txt 文件", "copy the document's text into a .txt file"))
    case .noTitle:
      Wording(
        "R002", .error, "找不到标题，不能整理成稿件", "no title is found, so no manuscript can be made",
        fix: (
          "标题单独成行，放在主送和正文的前面；前面有别的文字时用 --from 指明从哪一行起",
          "put the title on lines of its own before the text, or name the first line with --from"
        ))
    case .secondDocument(let line, let last):
      Wording(
        "R003", .warning, "从第\(line)行起是另一份文件：前一份到此为止，第\(line)到\(last)行没有采用",
        "another document begins at line \(line): lines \(line) to \(last) were left out",
        fix: (
          "后一份用 --from \(line) 另外整理；接缝不对时用 --from、--to 指明行号",
          "clean the second one with --from \(line); name the lines where the seam is wrong"
        ))
    case .outsideRange(let first, let last, let lines):
      Wording(
        "R004", .note, "按 --from、--to 只整理第\(first)到\(last)行，其余\(lines)行没有采用",
        "only lines \(first) to \(last) were cleaned; \(lines) others were left out")
    case .alreadyManuscript:
      Wording(
        "R005", .note, "这已经是稿件：只整理字符和空格，不动分段和结构",
        "this is a manuscript already: only characters and blanks are cleaned")
    case .missingKeys(let keys):
      Wording(
        "R006", .warning, "文中没有：\(keys.joined(separator: "、"))；稿件里没有写",
        "the text lacks \(keys.joined(separator: ", ")): left out of the manuscript",
        fix: ("原件上有的，自己补进稿件开头", "add what the original has to the manuscript's head"))
    case .unsupportedKind(let title):
      Wording(
        "R007", .warning, "从标题看不出是哪一种公文：“\(title)”",
        "the title does not say which kind of document this is: “\(title)”",
        fix: ("在稿件开头补“文种：…”", "add 文种 to the manuscript's head"))
    case .lineOutsideText(let first, let last, let count):
      Wording(
        "R008", .error, "第\(first)到\(last)行不在文件里：文件有\(count)行",
        "lines \(first) to \(last) are not in the file, which has \(count)",
        fix: ("核对 --from 和 --to 的行号", "check the numbers of --from and --to"))
    default: nil
    }
  }

  private var characterWords: Wording? {
    switch self {
    case .doubtfulCharacter(let scalar, let reason, let count):
      doubtful(scalar, reason, count)
    case .unpairedBracket:
      Wording(
        "R014", .warning, "存疑：这个括号没有配对", "doubtful: this bracket has no partner",
        fix: ("核对原件", "check the original"))
    case .straightQuotes(let count):
      Wording(
        "R015", .warning, "存疑：这一段有\(count)个直引号，分不出前后，照原样留下",
        "doubtful: \(count) straight quotation marks were left as they are",
        fix: ("改成“ ”", "make them “ ”"))
    default: nil
    }
  }

  private func doubtful(
    _ scalar: Unicode.Scalar, _ reason: DoubtfulCharacter, _ count: Int
  ) -> Wording {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let times = count > 1 ? "（共\(count)处）" : ""
    let number = count > 1 ? " (\(count) places)" : ""
    switch reason {
    case .lost:
      return Wording(
        "R010", .warning, "存疑：原来的字已经丢失，只剩替代符 \(code)\(times)",
        "doubtful: the character itself was lost, \(code) stands for it\(number)",
        fix: ("对照原件补上", "restore it from the original"))
    case .privateUse:
      return Wording(
        "R011", .warning, "存疑：自造字 \(code)，只有原来的字体认得\(times)",
        "doubtful: the private-use code \(code) is known to its own font only\(number)",
        fix: ("对照原件改成标准的字", "replace it after the original"))
    case .lookalike:
      return Wording(
        "R012", .warning, "存疑：“\(scalar)”（\(code)）是兼容字形，没有改\(times)",
        "doubtful: “\(scalar)” (\(code)) is a compatibility form and was left\(number)",
        fix: ("人名、地名照原件；其余改成常用的字", "keep it in names; else use the ordinary character"))
    case .yiText:
      return Wording(
        "R013", .warning, "存疑：“\(scalar)”（\(code)）可能是错码的标点，可文中有彝文，没有改\(times)",
        "doubtful: “\(scalar)” (\(code)) may be a mark, but the text has Yi letters\(number)",
        fix: ("对照原件改", "correct it after the original"))
    }
  }

  private var lineWords: Wording? {
    switch self {
    case .bareNumber(let number):
      Wording(
        "R020", .warning, "存疑：这一行只有数字 \(number)，可能是页码，留在正文里",
        "doubtful: the line holds only the number \(number), maybe a page number; it was kept",
        fix: ("是页码就删掉这一行", "delete the line if it is one"))
    case .keptBlanks(let count):
      Wording(
        "R021", .note, "两个字之间的空格留下了\(count == 1 ? "" : "（\(count)处）")：可能隔开两个名称",
        "\(count == 1 ? "a blank" : "\(count) blanks") between two characters kept: names may part there",
        fix: ("不是隔开名称的，删掉", "delete it where it parts no names"))
    case .keptColumns(let count):
      Wording(
        "R022", .note, "分栏的空格留下一个全角空格\(count == 1 ? "" : "（\(count)处）")",
        "\(count == 1 ? "a column's blank" : "\(count) blanks of columns") kept as one full-width blank"
      )
    case .doubtfulJoin(.length):
      Wording(
        "R023", .note, "这一行接在上一行后面：上一行很长，又没有句末标点",
        "joined to the line above, which is long and does not end a sentence",
        fix: ("应当另起一段的，在稿件里分开", "part them in the manuscript if they are two paragraphs"))
    case .doubtfulJoin(.fullAfterSentence):
      Wording(
        "R024", .note, "这一行接在上一段后面：它是满行，没有段首缩进的位置",
        "joined to the paragraph above: the line is full and has no room for an indent",
        fix: ("应当另起一段的，在稿件里分开", "part them in the manuscript if they are two paragraphs"))
    case .doubledCharacter(let character, isRemoved: true):
      Wording(
        "R025", .warning, "断行处的“\(character)”印了两次，删去一个",
        "“\(character)” stood twice at a line break; one was removed",
        fix: ("核对原件", "check the original"))
    case .doubledCharacter(let character, isRemoved: false):
      Wording(
        "R026", .warning, "存疑：断行处有两个“\(character)”，没有改",
        "doubtful: “\(character)” stands twice at a line break; both were kept",
        fix: ("多出来的，在稿件里删掉一个", "delete one if it is a slip"))
    case .figuresJoined:
      Wording(
        "R027", .warning, "存疑：断行处前后都是数字，接成了一个数",
        "doubtful: figures on both sides of a line break were joined to one number",
        fix: ("核对原件", "check the original"))
    default: nil
    }
  }

  private var partWords: Wording? {
    switch self {
    case .unknownHeadLine:
      Wording(
        "R030", .warning, "存疑：标题以上的这一行认不出是什么，留作正文的第一段",
        "doubtful: this line above the title is not understood and was kept as text",
        fix: ("用不着的，在稿件里删掉", "delete it in the manuscript if it is not needed"))
    case .annexAlone:
      Wording(
        "R031", .warning, "这是单独的一份附件，没有它所属的公文；“附件”二字没有写进稿件",
        "this is an annex without its document; the word 附件 was left out",
        fix: ("连同公文一起整理，或者把它放到公文稿件的 === 附件 下面", "clean it with its document"))
    case .doubtfulTitle:
      Wording(
        "R032", .warning, "存疑：把这一行当作标题，别的行看不出是不是标题",
        "doubtful: this line was taken for the title",
        fix: ("核对稿件里的“标题：”", "check the title in the manuscript"))
    case .textAfterDate:
      Wording(
        "R033", .warning, "存疑：成文日期下面的这一行认不出是什么，留在正文末尾",
        "doubtful: this line below the date is not understood and was kept as text",
        fix: ("核对原件", "check the original"))
    case .signatureBracket(let bracket):
      Wording(
        "R034", .warning, "存疑：“\(bracket)”看不出属于哪个署名，接在它前面的名称后面",
        "doubtful: “\(bracket)” was put to the name before it",
        fix: ("核对稿件里的“署名：”", "check 署名 in the manuscript"))
    case .coverLines:
      Wording(
        "R035", .warning, "存疑：标题下面的制作机关、日期像是封面上的，留作正文开头的几段",
        "doubtful: the maker and date below the title look like a cover's; they were kept as text",
        fix: ("在稿件里放到该放的地方", "put them where they belong in the manuscript"))
    default: nil
    }
  }

  private var annexWords: Wording? {
    switch self {
    case .annexNoteWithoutAnnex:
      Wording(
        "R040", .warning, "有附件说明，后面没有附件：附件说明留在正文里",
        "there is an annex note but no annex; the note was kept as text",
        fix: ("把附件的文字补在稿件后面，写“=== 附件1　名称”", "add the annex after a line === 附件1"))
    case .annexNameDiffers(let noted, let titled):
      Wording(
        "R041", .warning, "附件说明写“\(noted)”，附件的标题是“\(titled)”：稿件用附件的标题",
        "the annex note says “\(noted)”, the annex is titled “\(titled)”, which was used",
        fix: ("核对原件，两处应当一致", "check the original: the two should agree"))
    case .annexCountDiffers(let noted, let found):
      Wording(
        "R042", .warning, "附件说明有\(noted)个附件，后面找到\(found)个",
        "the annex note names \(noted), the text has \(found)",
        fix: ("核对有没有漏掉附件", "check whether an annex is missing"))
    case .annexNumber(let found, let expected):
      Wording(
        "R043", .warning, "这里应当是附件\(expected)，文中写“\(found)”",
        "this should be annex \(expected), the text says “\(found)”",
        fix: ("附件按顺序编号", "annexes are numbered in order"))
    case .annexWithoutTitle:
      Wording(
        "R044", .warning, "附件没有标题", "the annex has no title",
        fix: ("在稿件的 === 行补上名称", "add its name to the line ==="))
    default: nil
    }
  }
}

extension ChangeKind {
  /// What the kind is called in the list of changes.
  public func name(in language: MessageLanguage) -> String {
    language == .chinese ? names.chinese : names.english
  }

  private var names: (chinese: String, english: String) {
    switch self {
    case .encoding: ("编码、换行符", "encoding, line ends")
    case .misreading: ("错码的标点", "mis-mapped marks")
    case .radical: ("部首码位改成常用字", "radicals for characters")
    case .invisible: ("看不见的字符", "invisible characters")
    case .titleMark: ("« » 改成《 》", "« » to 《 》")
    case .fullWidthDigit: ("全角数字改半角", "full-width digits")
    case .fullWidthLetter: ("全角字母改半角", "full-width letters")
    case .fullWidthSign: ("数字、网址里的全角符号改半角", "full-width signs in numbers and addresses")
    case .halfWidthMark: ("中文里的半角标点改全角", "half-width marks in Chinese text")
    case .rangeDash: ("起止号 ——— 改成 —", "dashes of ranges")
    case .pageNumber: ("页码行", "page-number lines")
    case .emptyLine: ("空行和移走文字的行", "empty lines")
    case .lineJoin: ("断行相接", "line breaks joined")
    case .doubledCharacter: ("断行处印重的字", "characters set twice")
    case .lineEnd: ("行末的换行", "line ends")
    case .edgeBlank: ("行首、行末的空格", "blanks at line edges")
    case .letterSpacing: ("字与字之间拉开的空格", "letter-spacing")
    case .latinBlank: ("数字、西文旁边的空格", "blanks beside digits and Latin letters")
    case .markBlank: ("标点旁边的空格", "blanks beside punctuation")
    case .itemBlank: ("序号后面的空格", "blanks after item numbers")
    case .strayBlank: ("词语中间的空格", "blanks inside words")
    case .columnBlank: ("分栏的空格", "blanks between columns")
    case .writingBlank: ("填写用的空白改成 ＿＿", "blanks to write on")
    case .toHead: ("移到稿件开头", "moved into the head")
    case .headWord: ("写入稿件开头", "written into the head")
    case .documentWord: ("发文机关旁边的“文件”", "文件 beside the issuers")
    case .numberBracket: ("发文字号的括号", "brackets of the document number")
    case .dateFigures: ("日期改用阿拉伯数字", "dates in Arabic figures")
    case .takenOver: ("由稿件的写法代替的文字", "taken over by the notation")
    case .notation: ("加上的稿件记号", "notation put in")
    case .repeated: ("再写一次的名称", "names written again")
    case .escape: ("加 \\ 的字符", "characters escaped")
    case .leftOut: ("没有采用的行", "lines left out")
    }
  }
}
