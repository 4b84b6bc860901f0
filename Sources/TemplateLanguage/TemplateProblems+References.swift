import Diagnostics

extension ReferenceProblem: Problem {
  package var code: String {
    switch self {
    case .unclosed: "T350"
    case .empty: "T351"
    case .misplaced: "T352"
    case .nameWithPlaceholder: "T353"
    case .unknown: "T354"
    case .doubled: "T355"
    case .unused: "T356"
    case .ambiguous: "T357"
    case .noNumber: "T358"
    case .leftOut: "T359"
    case .badNumbering: "T360"
    }
  }

  package var severity: Severity {
    if case .unused = self { .warning } else { .error }
  }

  package func message(in language: MessageLanguage) -> String {
    language == .chinese ? chinese : english
  }

  private var chinese: String {
    switch self {
    case .unclosed(let word): "这里的“〔\(word)：”没有写完，后面少了“〕”"
    case .empty(let word): "“〔\(word)：〕”里是空的"
    case .misplaced(let word, let place): "\(place)里不能写“〔\(word)：…〕”"
    case .nameWithPlaceholder(let word): "“〔\(word)：…〕”里是一个固定的名称，不能用“{{”"
    case .unknown(let name, _): "没有叫“\(name)”的书签、标题、条目或者附件"
    case .doubled(let name, let line): "书签“\(name)”写了两次，第\(line)行已经写过"
    case .unused(let name): "书签“\(name)”没有用到"
    case .ambiguous(let name, let count): "叫“\(name)”的地方有\(count)处，不知道引用哪一处"
    case .noNumber(let name): "“\(name)”没有编号：它不是条目，也不是附件"
    case .leftOut(let name, let line): "“\(name)”这次没有印出来（见第\(line)行），不能引用"
    case .badNumbering(let text): "脚注编号不能是“\(text)”"
    }
  }

  private var english: String {
    switch self {
    case .unclosed(let word): "this “〔\(word)：” is never closed by “〕”"
    case .empty(let word): "“〔\(word)：〕” is empty"
    case .misplaced(let word, let place): "“〔\(word)：…〕” cannot stand in \(place)"
    case .nameWithPlaceholder(let word): "“〔\(word)：…〕” holds a fixed name, without “{{”"
    case .unknown(let name, _): "no bookmark, heading, item or annex is called “\(name)”"
    case .doubled(let name, let line): "the bookmark “\(name)” is set twice; see line \(line)"
    case .unused(let name): "the bookmark “\(name)” is never used"
    case .ambiguous(let name, let count): "“\(name)” names \(count) places"
    case .noNumber(let name): "“\(name)” has no number: it is neither an item nor an annex"
    case .leftOut(let name, let line):
      "“\(name)” was left out of this document (see line \(line)) and cannot be referred to"
    case .badNumbering(let text): "脚注编号 cannot be “\(text)”"
    }
  }

  package func remedy(in language: MessageLanguage) -> String? {
    let words = remedyWords
    return language == .chinese ? words?.chinese : words?.english
  }

  private var remedyWords: (chinese: String, english: String)? {
    switch self {
    case .unclosed(let word):
      return (
        "在后面补上“〕”；要照原样印出就写成“\\〔\(word)：”",
        "add “〕”, or write “\\〔\(word)：” for the words themselves"
      )
    case .empty(let word):
      return word == BracketNotation.note.rawValue
        ? ("写上脚注的文字", "write the note's text") : ("写上名称", "write the name")
    case .misplaced(_, let place):
      return place == "标题"
        ? ("把脚注写在正文第一次说到它的地方", "put the note where the text first speaks of it")
        : ("写到脚注外面的正文里", "put it into the text outside the note")
    case .nameWithPlaceholder: return ("用〔书签：…〕起一个名称，引用这个名称", "set a 书签 and refer to it by name")
    case .unknown(_, let nearest):
      return nearest.map { ("是否想写“\($0)”？", "did you mean “\($0)”?") }
        ?? ("在要引用的那一行末尾写“〔书签：名称〕”", "end the line referred to with “〔书签：name〕”")
    case .doubled: return ("给其中一个改名", "rename one of them")
    case .unused: return ("删去它，或者用“〔编号：…〕”“〔页码：…〕”引用它", "remove it, or refer to it")
    case .ambiguous:
      return ("在要引用的那一行末尾写“〔书签：…〕”，引用这个书签", "set a 书签 on the line meant and refer to that")
    case .noNumber: return ("用“〔页码：…〕”引用它的页码", "refer to its page with “〔页码：…〕”")
    case .leftOut:
      return ("把引用的话也放进同样的“@如果”里", "put the sentence that refers to it under the same condition")
    case .badNumbering: return ("写“每页”或者“连续”", "write 每页 or 连续")
    }
  }
}
