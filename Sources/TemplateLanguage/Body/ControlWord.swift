/// The words that may follow `@` (design section 3).
enum ControlWord: String, CaseIterable {
  case ifTrue = "如果"
  case elseIf = "否则如果"
  case otherwise = "否则"
  case each = "每项"
  case include = "引入"
  case end = "完"
  case signature = "签章"
  case cover = "封面"
  case foot = "底"
  case table = "表"
  case band = "栏"
  case list = "清单"
  case opinion = "意见栏"
  case opinionFoot = "栏底"
  case addressee = "抬头"
  case number = "编号"
  case agency = "机关名"
  case centred = "居中"
  case right = "居右"
  case left = "居左"
  case footLine = "脚注行"
  case space = "空行"
  case pageBreak = "换页"
  case landscape = "横页"
  case annex = "附件"
  case guidance = "说明"
  case contents = "目录"
  case pageNumber = "页码"
  case header = "页眉"
  case official = "公文"

  /// Whether it opens a block that `@完` closes.
  var opensBlock: Bool {
    switch self {
    case .ifTrue, .each, .signature, .cover, .table, .list, .opinion, .landscape, .official:
      true
    default: false
    }
  }

  /// What depends on data, which a manuscript has not.
  var needsData: Bool {
    switch self {
    case .ifTrue, .elseIf, .otherwise, .each, .include, .list, .official: true
    default: false
    }
  }

  /// How it is written, for messages.
  var usage: String {
    switch self {
    case .ifTrue: "@如果 条件"
    case .elseIf: "@否则如果 条件"
    case .each: "@每项 列表"
    case .include: "@引入 文件名.wen"
    case .table: "@表 28 50 28 50"
    case .band: "@栏 28 128"
    case .list: "@清单 列表　空则：无　单位：件"
    case .opinion: "@意见栏 标题　左24　高41"
    case .cover: "@封面 标签6字 填空95"
    case .space: "@空行 1"
    case .annex: "@附件 名称"
    case .contents: "@目录 两级"
    case .pageNumber: "@页码 第1页　共9页"
    case .header: "@页眉 文字"
    case .otherwise, .end, .signature, .opinionFoot, .pageBreak, .landscape, .official:
      "@" + rawValue
    default: "@\(rawValue) 文字"
    }
  }

  /// The word at the head of a control line and what follows it; nil for a word that is none.
  static func read(_ line: SourceLine) -> (word: ControlWord, rest: SourceLine)? {
    let (name, rest) = split(line)
    if let word = ControlWord(rawValue: name.text) { return (word, rest) }
    // A forgotten blank before a condition or a list.
    for word in [ControlWord.elseIf, .ifTrue, .each] {
      if let index = name.index(after: word.rawValue) {
        return (word, line.part(from: index))
      }
    }
    return nil
  }

  /// `@` cut off: the word up to a blank or a bracket, and the rest.
  static func split(_ line: SourceLine) -> (word: SourceLine, rest: SourceLine) {
    let begin = line.part(from: line.marks.startIndex + 1)
    var index = begin.marks.startIndex
    while index < begin.marks.endIndex, !begin.marks[index].isBlank,
      begin.marks[index].sign != "("
    {
      index += 1
    }
    return (begin.exact(begin.marks.startIndex, index), begin.part(from: index))
  }
}
