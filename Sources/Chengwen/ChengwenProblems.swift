/// What goes wrong around a run: files, names, output. Codes C001…; C015 is no longer used.
public enum RunProblem: Problem {
  case unknownTemplate(name: String, nearest: [String])
  case ambiguousTemplate(name: String, folders: [String])
  case noTemplates(folder: String)
  case notFound(path: String)
  case unreadable(path: String, reason: FileFault)
  case caseRequired(template: String)
  case caseNotWanted(template: String)
  case manuscriptRequired(template: String)
  case kindMismatch(template: String, kind: String)
  case outputExists(path: String)
  case outputFailed(path: String, reason: FileFault)
  case outputKind(path: String)
  case pdfRefused(reason: String)
  /// A bureau's decision with open rulings.
  case refusedForRulings(count: Int)
  /// Characters that another font drew: one line in place of a note each.
  case substitutedCharacters(count: Int, option: String)
  /// A file that no case is read from: a manuscript, a sheet, a Word document.
  case caseFormat(path: String, kind: CaseFileKind)
  /// Pictures of a document whose list is too long to be held.
  case longDocument

  public enum CaseFileKind: Hashable, Sendable { case manuscript, sheet, document }

  public var code: String {
    switch self {
    case .unknownTemplate: return "C001"
    case .ambiguousTemplate: return "C002"
    case .noTemplates: return "C003"
    case .notFound: return "C004"
    case .unreadable: return "C005"
    case .caseRequired: return "C006"
    case .caseNotWanted: return "C007"
    case .manuscriptRequired: return "C008"
    case .kindMismatch: return "C009"
    case .outputExists: return "C010"
    case .outputFailed: return "C011"
    case .outputKind: return "C012"
    case .pdfRefused: return "C013"
    case .refusedForRulings: return "C014"
    case .substitutedCharacters: return "C016"
    case .caseFormat: return "C017"
    case .longDocument: return "C018"
    }
  }

  public var severity: Severity {
    switch self {
    case .substitutedCharacters: return .note
    default: return .error
    }
  }

  /// Whether the run failed at input or output (exit code 74) and not at the data (1).
  public var isInputOutput: Bool {
    switch self {
    case .notFound, .unreadable, .outputExists, .outputFailed, .noTemplates: return true
    default: return false
    }
  }

  public func message(in language: MessageLanguage) -> String {
    language == .chinese ? chinese : english
  }

  private var chinese: String {
    switch self {
    case .unknownTemplate(let name, _): return "没有叫“\(name)”的模板"
    case .ambiguousTemplate(let name, _): return "叫“\(name)”的模板不止一个"
    case .noTemplates(let folder): return "“\(folder)”里没有模板"
    case .notFound(let path): return "没有文件“\(path)”"
    case .unreadable(let path, let reason):
      return "读不了“\(path)”：\(reason.message(in: .chinese))"
    case .caseRequired(let name): return "填写“\(name)”要有案卷"
    case .caseNotWanted(let name): return "空白的“\(name)”不用案卷"
    case .manuscriptRequired(let name): return "“\(name)”由稿件（.txt）填写"
    case .kindMismatch(let name, let kind): return "稿件的文种是“\(kind)”，模板是“\(name)”"
    case .outputExists(let path): return "“\(path)”已经存在，没有改动它"
    case .outputFailed(let path, let reason):
      return "写不了“\(path)”：\(reason.message(in: .chinese))"
    case .outputKind(let path): return "不知道“\(path)”是什么格式"
    case .pdfRefused(let reason): return "不能写成合格的 PDF：\(reason)"
    case .refusedForRulings(let count): return "有\(count)处需裁定，裁定以前主管部门的文书不能印"
    case .substitutedCharacters(let count, let option):
      let place = option.hasPrefix("“") ? option : " " + option
      return "有\(count)个字用了备用字体，详见\(place)"
    case .caseFormat(let path, .manuscript): return "“\(path)”是稿件，这个模板要用案卷填写"
    case .caseFormat(let path, .sheet): return "“\(path)”是电子表格，这一版还不能读"
    case .caseFormat(let path, .document): return "“\(path)”是排好版的文档，不是案卷"
    case .longDocument: return "清单太长，不能写成图片"
    }
  }

  private var english: String {
    switch self {
    case .unknownTemplate(let name, _): return "no template is called “\(name)”"
    case .ambiguousTemplate(let name, _): return "more than one template is called “\(name)”"
    case .noTemplates(let folder): return "there are no templates in “\(folder)”"
    case .notFound(let path): return "no such file: “\(path)”"
    case .unreadable(let path, let reason):
      return "cannot read “\(path)”: \(reason.message(in: .english))"
    case .caseRequired(let name): return "filling “\(name)” needs a case"
    case .caseNotWanted(let name): return "a blank “\(name)” takes no case"
    case .manuscriptRequired(let name): return "“\(name)” is filled from a manuscript (.txt)"
    case .kindMismatch(let name, let kind):
      return "the manuscript's 文种 is “\(kind)”, the template is “\(name)”"
    case .outputExists(let path): return "“\(path)” exists and was left alone"
    case .outputFailed(let path, let reason):
      return "cannot write “\(path)”: \(reason.message(in: .english))"
    case .outputKind(let path): return "unknown kind of output: “\(path)”"
    case .pdfRefused(let reason): return "no conforming PDF can be written: \(reason)"
    case .refusedForRulings(let count):
      return count == 1
        ? "a ruling is open; a bureau's paper is not printed before it"
        : "\(count) rulings are open; a bureau's paper is not printed before them"
    case .substitutedCharacters(let count, let option):
      return count == 1
        ? "a fallback font drew 1 character: see \(option)"
        : "fallback fonts drew \(count) characters: see \(option)"
    case .caseFormat(let path, .manuscript):
      return "“\(path)” is a manuscript; this template is filled from a case"
    case .caseFormat(let path, .sheet):
      return "“\(path)” is a spreadsheet, which this version cannot read"
    case .caseFormat(let path, .document): return "“\(path)” is a laid-out document, no case"
    case .longDocument: return "the list is too long for pictures"
    }
  }

  public func remedy(in language: MessageLanguage) -> String? {
    let isChinese = language == .chinese
    switch self {
    case .unknownTemplate(_, let nearest):
      if nearest.isEmpty {
        return isChinese ? "用 chengwen templates 看有哪些模板" : "see chengwen templates"
      }
      let names = nearest.map { "“\($0)”" }.joined(separator: isChinese ? "、" : ", ")
      return isChinese ? "是否想写\(names)？" : "did you mean \(names)?"
    case .ambiguousTemplate(_, let folders):
      let names = folders.joined(separator: isChinese ? "、" : ", ")
      return isChinese ? "用文件夹指明：\(names)" : "name the folder: \(names)"
    case .noTemplates:
      return isChinese ? "用 --templates 指明模板所在的文件夹" : "name the folder with --templates"
    case .caseRequired(let name):
      return isChinese
        ? "用 chengwen new \(name) -o 案卷.yaml 新建一个；要空白表用 --blank"
        : "run chengwen new \(name) -o case.yaml, or use --blank"
    case .manuscriptRequired(let name):
      return isChinese
        ? "用 chengwen new \(name) -o 稿件.txt 新建一个；写法见 docs/template-language.md 第8节"
        : "run chengwen new \(name) -o draft.txt; see docs/template-language.md, 8"
    case .outputExists:
      return isChinese ? "要替换它，加 --overwrite" : "add --overwrite to replace it"
    case .outputKind:
      return isChinese ? "文件名用 .pdf 或 .png 结尾" : "end the name with .pdf or .png"
    case .refusedForRulings:
      return isChinese
        ? "由主管部门在项目的字段.wen里写“裁定：…”" : "answer them with 裁定 in the programme"
    case .caseFormat:
      return isChinese ? "案卷是 .yaml 或 .json 文件" : "a case is a .yaml or .json file"
    case .notFound:
      return isChinese ? "核对文件名和所在的文件夹" : "check the name and the folder"
    case .outputFailed(_, .noFolder):
      return isChinese ? "先新建这个文件夹" : "make the folder first"
    default: return nil
    }
  }
}
