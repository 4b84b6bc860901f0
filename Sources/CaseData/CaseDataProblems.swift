import Diagnostics

// The words of CaseProblem, with their codes: D001 to D063 here, the rest in …+Values. A code is
// never given to another problem.

/// One problem in words.
struct ProblemWords {
  var code: String
  var severity: Severity
  var chinese: String
  var english: String
  var remedy: (chinese: String, english: String)?

  init(
    _ code: String, _ severity: Severity, _ chinese: String, _ english: String,
    fix: (chinese: String, english: String)? = nil
  ) {
    self.code = code
    self.severity = severity
    self.chinese = chinese
    self.english = english
    remedy = fix
  }

  /// An error.
  init(
    _ code: String, _ chinese: String, _ english: String,
    fix: (chinese: String, english: String)? = nil
  ) {
    self.init(code, .error, chinese, english, fix: fix)
  }
}

extension CaseProblem {
  public var code: String { words.code }
  public var severity: Severity { words.severity }
  public func message(in language: MessageLanguage) -> String {
    language == .chinese ? words.chinese : words.english
  }
  public func remedy(in language: MessageLanguage) -> String? {
    language == .chinese ? words.remedy?.chinese : words.remedy?.english
  }

  private var words: ProblemWords {
    fileWords ?? jsonWords ?? yamlWords ?? fieldWords ?? textWords ?? numberWords ?? codeWords
      ?? ProblemWords("D000", "案卷数据有误", "the case data are wrong")
  }

  private var fileWords: ProblemWords? {
    switch self {
    case .fileTooLarge(let name, let bytes, let limit):
      ProblemWords(
        "D001", "文件“\(name)”有 \(bytes) 字节，超过上限 \(Self.size(limit))",
        "“\(name)” has \(bytes) bytes, more than \(Self.size(limit))",
        fix: ("拆成几个文件；大的案卷用 JSON", "split it; use JSON for large cases"))
    case .malformedText(let byte):
      ProblemWords(
        "D002", "此处的字节 \(Self.hex(byte)) 不是 UTF-8，整个文件也不是 GB18030",
        "byte \(Self.hex(byte)) is no UTF-8 here, and the file is no GB18030 either",
        fix: ("用记事本另存为 UTF-8", "save the file as UTF-8"))
    case .nul(let isLikelyUTF16):
      ProblemWords(
        "D003", "文件里有空字节（NUL）", "the file holds a NUL byte",
        fix: isLikelyUTF16
          ? ("像是没有标记的 UTF-16：另存为 UTF-8", "it looks like UTF-16 without a mark: save it as UTF-8")
          : ("这不是文本文件，或文件已损坏", "this is no text file, or it is damaged"))
    case .decodedFromGB18030:
      ProblemWords(
        "D004", .note, "文件按 GB18030 读取", "the file was read as GB18030",
        fix: ("另存为 UTF-8 可保全生僻字", "save it as UTF-8 to keep rare characters safe"))
    case .brokenUTF16:
      ProblemWords(
        "D005", "此处的 UTF-16 编码不完整", "the UTF-16 text is broken here",
        fix: ("用记事本另存为 UTF-8", "save the file as UTF-8"))
    default: nil
    }
  }

  private var jsonWords: ProblemWords? {
    switch self {
    case .emptyFile: ProblemWords("D010", "文件是空的", "the file is empty")
    case .unexpectedEnd:
      ProblemWords(
        "D011", "文件在这里突然结束，还有括号没有关上", "the file ends here with brackets open",
        fix: ("补上缺的 } 或 ]", "add the missing } or ]"))
    case .unexpectedSign(let sign, .key):
      ProblemWords("D012", "这里应是字段名，却是“\(sign)”", "a field name is expected, not “\(sign)”")
    case .unexpectedSign(let sign, .value):
      ProblemWords("D012", "这里应是值，却是“\(sign)”", "a value is expected, not “\(sign)”")
    case .textAfterEnd(let sign):
      ProblemWords("D013", "数据已经结束，后面还有“\(sign)”", "“\(sign)” follows the end of the data")
    case .trailingComma:
      ProblemWords(
        "D014", "最后一项后面多了逗号", "a comma follows the last entry",
        fix: ("删去这个逗号", "delete the comma"))
    case .missingComma:
      ProblemWords(
        "D015", "前一项后面缺逗号", "a comma is missing before this", fix: ("加上 ,", "add a ,"))
    case .extraComma: ProblemWords("D016", "这里多了逗号", "there is a comma too many")
    case .missingColon(let key):
      ProblemWords("D017", "字段名“\(key)”后面缺冒号", "no colon follows the name “\(key)”")
    case .wrongClosing(let sign, let expected):
      ProblemWords("D018", "这里应是 \(expected)，却是 \(sign)", "\(expected) is expected, not \(sign)")
    case .fullWidthSign(let sign, let wanted):
      ProblemWords(
        "D019", "这里用了全角的“\(sign)”，JSON 只认半角", "full-width “\(sign)” where JSON wants “\(wanted)”",
        fix: ("改成半角的“\(wanted)”", "write “\(wanted)”"))
    case .unquotedKey(let text), .unquotedValue(let text):
      ProblemWords(
        "D020", "“\(text)”没有引号", "“\(text)” has no quotes",
        fix: ("写成 \"\(text)\"", "write \"\(text)\""))
    case .wrongQuotes(let text):
      ProblemWords(
        "D021", "JSON 的引号应是半角双引号", "JSON wants straight double quotes",
        fix: ("写成 \"\(text)\"", "write \"\(text)\""))
    case .unterminatedString:
      ProblemWords(
        "D022", "这里开始的文字没有用引号结束", "the text that begins here has no closing quote",
        fix: ("补上引号；文字中间换行写成 \\n", "add the quote; a line break is written \\n"))
    case .badEscape(let text):
      ProblemWords(
        "D023", "“\(text)”不是 JSON 的转义写法", "“\(text)” is no escape of JSON",
        fix: ("反斜杠本身写成 \\\\", "a backslash is written \\\\"))
    case .loneSurrogate(let unit):
      ProblemWords(
        "D024", "\\u\(Self.hex(unit)) 是半个字符（孤立代理项），字已经丢失",
        "\\u\(Self.hex(unit)) is half a character (a lone surrogate)",
        fix: ("重新输入这个字", "type the character again"))
    case .controlInString(let unit):
      ProblemWords(
        "D025", "文字里有控制字符 U+\(Self.hex(unit))", "the text holds the control U+\(Self.hex(unit))",
        fix: ("删去它；制表符写成 \\t", "delete it; a tab is written \\t"))
    case .badJSONNumber(let text):
      ProblemWords(
        "D026", "“\(text)”不是 JSON 的数", "“\(text)” is no number of JSON",
        fix: ("加上引号：\"\(text)\"", "quote it: \"\(text)\""))
    case .comment: ProblemWords("D027", "JSON 里不能写注释", "JSON has no comments")
    case .duplicateKey(let key):
      ProblemWords(
        "D028", "“\(key)”写了两次", "“\(key)” is given twice",
        fix: ("只留一个", "keep one of them"))
    case .tooDeep(let limit):
      ProblemWords("D029", "嵌套超过 \(limit) 层", "nested more than \(limit) levels deep")
    default: nil
    }
  }

  private var yamlWords: ProblemWords? {
    switch self {
    case .refusedYAML(.anchor, let text):
      ProblemWords(
        "D030", "不接受 YAML 的锚点和引用“\(text)”", "anchors and aliases (“\(text)”) are not accepted",
        fix: ("把内容写全；文字以 * 或 & 开头时加引号", "write it out; quote a text that begins with * or &"))
    case .refusedYAML(.tag, let text):
      ProblemWords(
        "D031", "不接受 YAML 的标签“\(text)”", "tags (“\(text)”) are not accepted",
        fix: ("删去它；文字以 ! 开头时加引号", "delete it; quote a text that begins with !"))
    case .refusedYAML(.compositeKey, _):
      ProblemWords("D032", "字段名必须是文字", "a field's name must be a text")
    case .tooManyValues(let limit):
      ProblemWords(
        "D033", "YAML 里的值超过 \(limit) 个", "more than \(limit) values in YAML",
        fix: ("大的案卷用 JSON", "use JSON for large cases"))
    case .tabIndentation:
      ProblemWords("D034", "行首用了制表符", "a tab indents this line", fix: ("改用空格", "use blanks"))
    case .fullWidthColon:
      ProblemWords(
        "D035", "字段名后面是全角冒号“：”", "a full-width colon follows the name",
        fix: ("改成半角冒号加一个空格，如“单位名称: …”", "write a colon and a blank"))
    case .noBlankAfterColon:
      ProblemWords(
        "D036", "冒号后面缺一个空格", "a blank is missing behind the colon",
        fix: ("写成“单位名称: …”；文字里的冒号要加引号", "write “name: …”; quote a text with colons"))
    case .severalDocuments:
      ProblemWords("D037", "一个文件只能有一个案卷，这里又开始了一个（---）", "a second document begins here (---)")
    case .badYAML(let detail):
      ProblemWords(
        "D038", "这里不合 YAML 的格式：\(Self.yamlReason(detail))", "this is no YAML: \(detail)",
        fix: ("值里有 : # [ ] { } , 等符号时给整个值加双引号", "quote values with : # [ ] { } or ,"))
    case .caseIsNoObject(let found):
      ProblemWords(
        "D039", "案卷应由“字段名: 值”组成，这里却是\(found.chinese)",
        "a case has names and values, not \(found.english)")
    default: nil
    }
  }

  private var fieldWords: ProblemWords? {
    switch self {
    case .missing(let name, let isForIssue, let example):
      ProblemWords(
        "D040", isForIssue ? "签发时必须有“\(name)”" : "缺“\(name)”，此项必填",
        isForIssue ? "“\(name)” is required for issue" : "“\(name)” is missing and required",
        fix: example.map { ("如“\($0)”", "such as “\($0)”") })
    case .missingDeclaration(let name, let isList):
      ProblemWords(
        "D041", "缺“\(name)”：这是由填报人声明的事实，不能省略",
        "“\(name)” is missing: a fact that the signer declares",
        fix: isList
          ? ("没有就写“\(name): 无”或 []", "if there is none, write 无 or []")
          : ("如实填写，没有就写“无”", "state it; write 无 if there is none"))
    case .unknownField(let name, let nearest, let known):
      ProblemWords(
        "D042", "没有“\(name)”这个字段", "there is no field “\(name)”",
        fix: nearest.map { ("是否想写“\($0)”？", "did you mean “\($0)”?") }
          ?? (
            "这里可写的有：\(known.joined(separator: "、"))", "known here: \(known.joined(separator: ", "))"
          ))
    case .reservedName(let name, .constant):
      ProblemWords(
        "D043", "“\(name)”是项目规定的常量，案卷不能改", "“\(name)” is a constant; a case cannot change it",
        fix: ("从案卷里删去", "delete it from the case"))
    case .reservedName(let name, .computed):
      ProblemWords(
        "D044", "“\(name)”由程序算出，案卷不能给", "“\(name)” is computed; a case cannot give it",
        fix: ("从案卷里删去", "delete it from the case"))
    case .officeUse(let name):
      ProblemWords(
        "D045", "“\(name)”由主管部门填写", "“\(name)” is for the office to fill in",
        fix: ("从案卷里删去", "delete it from the case"))
    case .wrongShape(let found, let wanted):
      ProblemWords(
        "D046", "这里应是\(wanted.chinese)，却是\(found.chinese)",
        "\(wanted.english) is expected, not \(found.english)", fix: wanted.howTo)
    case .normalised(let from, let to):
      ProblemWords("D047", .note, "“\(from)”按“\(to)”处理", "“\(from)” was read as “\(to)”")
    case .keyNormalised(let key, let field):
      ProblemWords(
        "D048", .note, "“\(key)”按字段“\(field)”处理", "“\(key)” was read as the field “\(field)”")
    case .tooManyFindings(let limit):
      ProblemWords(
        "D049", "问题超过 \(limit) 处，其余未列出", "more than \(limit) findings; the rest is not listed")
    default: nil
    }
  }

  private var textWords: ProblemWords? {
    switch self {
    case .tooLong(let count, let limit):
      ProblemWords(
        "D050", "有 \(count) 字，超过 \(limit) 字", "\(count) characters, more than \(limit)",
        fix: ("删去 \(count - limit) 字", "cut \(count - limit) characters"))
    case .tooShort(let count, let minimum):
      ProblemWords(
        "D051", "只有 \(count) 字，不足 \(minimum) 字", "\(count) characters, fewer than \(minimum)")
    case .tooFewItems(let count, let minimum):
      ProblemWords(
        "D052", "只有 \(count) 条，至少要 \(minimum) 条", "\(count) entries, fewer than \(minimum)")
    case .rowsUnreadable(let reason):
      ProblemWords(
        "D065", "清单的来源读不下去：\(reason)", "the source of the list cannot be read through: \(reason)")
    case .character(let concern, let code, let position, let count):
      characterWords(concern, code, position, count)
    case .huge(let count, let limit):
      ProblemWords(
        "D064", "有 \(count) 字，超过程序的上限 \(limit) 字",
        "\(count) characters, more than the program's limit of \(limit)",
        fix: ("核对是否粘错了内容；过长的材料作为附件另交", "check what was pasted; hand in longer material apart"))
    case .badPath(let path):
      ProblemWords(
        "D060", "“\(path)”不是案卷文件夹里的文件路径", "“\(path)” is no path below the case's folder",
        fix: ("写相对路径，用 / 分隔，不用 ..", "write a relative path with / and without .."))
    case .notTruth(let text):
      ProblemWords("D061", "“\(text)”应是“是”或“否”", "“\(text)” should be 是 or 否")
    case .notAnOption(let text, let options):
      ProblemWords(
        "D062", "“\(text)”不在选项里", "“\(text)” is none of the options",
        fix: NearestName.of(text, among: options).map { ("是否想写“\($0)”？", "did you mean “\($0)”?") }
          ?? (
            "可选：\(options.joined(separator: "、"))", "options: \(options.joined(separator: ", "))"
          ))
    case .optionTwice(let option):
      ProblemWords("D063", .warning, "“\(option)”选了两次", "“\(option)” is chosen twice")
    default: nil
    }
  }

  private func characterWords(
    _ concern: TextPolicyConcern, _ code: UInt32, _ position: Int, _ count: Int
  ) -> ProblemWords {
    let sign = "U+\(Self.hex(code))"
    let times = count > 1 ? "，共 \(count) 处" : ""
    let many = count > 1 ? " (\(count) times)" : ""
    let at = "第 \(position) 个字符"
    func refused(
      _ number: String, _ what: String, _ english: String, _ fix: (String, String)
    ) -> ProblemWords {
      ProblemWords(
        number, "\(at)是\(what) \(sign)\(times)",
        "character \(position) is \(english) \(sign)\(many)", fix: fix)
    }
    let delete = ("删去它，重新输入前后的文字", "delete it, and type the text around it again")
    switch concern {
    case .refused(.lineBreak):
      return ProblemWords(
        "D053", "这一项只能有一行，第 \(position) 个字符处换了行\(times)",
        "this field has one line; it breaks at character \(position)\(many)",
        fix: ("合成一行", "make it one line"))
    case .refused(.control): return refused("D054", "控制字符", "a control character", delete)
    case .refused(.bidirectional):
      return refused("D054", "看不见的方向控制符", "a direction control", delete)
    case .refused(.zeroWidth): return refused("D054", "看不见的零宽字符", "a zero-width character", delete)
    case .refused(.strayVariation):
      return refused("D054", "没有基字的异体选择符", "a stray variation selector", delete)
    case .refused(.noncharacter): return refused("D054", "非字符", "a noncharacter", delete)
    case .refused(.replacement):
      return refused(
        "D055", "替代符", "the replacement character",
        ("这个字在此前已丢失，请重新输入", "the character was lost before: type it again"))
    case .refused(.privateUse):
      return refused(
        "D056", "专用区字符", "a private-use character",
        ("换成标准汉字，或用图片", "use the standard character, or a picture"))
    case .lookalike(let twin):
      let shown = Unicode.Scalar(code).map(String.init) ?? ""
      return ProblemWords(
        "D057", .warning, "\(at)“\(shown)”（\(sign)）是部首或兼容字符\(times)",
        "character \(position), “\(shown)” (\(sign)), is a radical or compatibility form\(many)",
        fix: twin.map {
          (
            "通常应为“\($0)”（U+\(Self.hex($0.value))）；未作改动",
            "usually “\($0)” (U+\(Self.hex($0.value))); nothing was changed"
          )
        })
    case .questionMark:
      return ProblemWords(
        "D058", .warning, "\(at)是半角问号“?”\(times)，可能是丢失的字",
        "character \(position) is “?”\(many): a lost character?",
        fix: ("核对原文；问句用全角“？”", "compare with the original; a question takes ？"))
    }
  }

  // MARK: Parts

  private static func hex(_ number: some BinaryInteger) -> String {
    let text = String(number, radix: 16, uppercase: true)
    let width = number is UInt8 ? 2 : 4
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  private static func size(_ bytes: Int) -> String { "\(bytes >> 20) MB" }

  /// What libyaml says, in Chinese.
  private static func yamlReason(_ detail: String) -> String {
    let reasons = [
      ("mapping values are not allowed", "这里不该再有“: ”，多半是值里有冒号"),
      ("could not find expected ':'", "缺冒号，或上一行没有写完"),
      ("did not find expected key", "缩进与前面的行不一致，或引号后还有文字"),
      ("did not find expected '-'", "缩进与前面的“-”不一致"),
      ("did not find expected ',' or", "方括号或花括号没有关上"),
      ("unexpected end of stream", "引号没有关上"),
      ("cannot start any token", "值不能以这个符号开头"),
      ("unknown escape", "反斜杠的写法不对，改用单引号"),
      ("block sequence entries", "“-”不能写在这里，另起一行"),
      ("not allowed in this context", "这个符号不能用在这里"),
    ]
    return reasons.first { detail.contains($0.0) }?.1 ?? detail
  }
}

extension CaseProblem.Shape {
  fileprivate var chinese: String {
    switch self {
    case .scalar: "单个值"
    case .list: "列表"
    case .object: "一组“字段名: 值”"
    }
  }
  fileprivate var english: String {
    switch self {
    case .scalar: "a single value"
    case .list: "a list"
    case .object: "a group of names and values"
    }
  }
  fileprivate var howTo: (chinese: String, english: String)? {
    switch self {
    case .scalar: nil
    case .list: ("每条前面写“- ”（JSON 用 [ ]），没有就写“无”", "begin each entry with “- ” (JSON: [ ])")
    case .object: ("下一行缩进后写“字段名: 值”（JSON 用 { }）", "write “name: value” below, indented (JSON: { })")
    }
  }
}

extension FileFault {
  public func message(in language: MessageLanguage) -> String {
    let words: (chinese: String, english: String) =
      switch self {
      case .missing: ("文件不存在", "there is no such file")
      case .isFolder: ("它是文件夹，不是文件", "it is a folder")
      case .tooLarge(let megabytes):
        ("超过 \(megabytes) MB", "it is larger than \(megabytes) MB")
      case .notPermitted: ("没有权限", "permission denied")
      case .changed: ("读的时候文件被改动了", "it was changed while it was read")
      case .readOnly: ("所在的磁盘只读", "its disk is read-only")
      case .noFolder: ("没有这个文件夹", "its folder does not exist")
      case .noSpace: ("磁盘已满", "the disk is full")
      case .nameTooLong: ("名称太长", "its name is too long")
      case .system(let text): ("系统报告 \(text)", text)
      }
    return language == .chinese ? words.chinese : words.english
  }
}
