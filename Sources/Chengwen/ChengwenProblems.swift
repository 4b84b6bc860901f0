/// What goes wrong around a run: files, names, output. Codes C001…
public enum RunProblem: Problem {
  case unknownTemplate(name: String, nearest: [String])
  case ambiguousTemplate(name: String, folders: [String])
  case noTemplates(folder: String)
  case notFound(path: String)
  case unreadable(path: String, reason: String)
  case caseRequired(template: String)
  case caseNotWanted(template: String)
  case manuscriptRequired(template: String)
  case kindMismatch(template: String, kind: String)
  case outputExists(path: String)
  case outputFailed(path: String, reason: String)
  case outputKind(path: String)
  case pdfRefused(reason: String)
  case issueRefusedForRulings(count: Int)
  case standing(template: String, standing: String)

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
    case .issueRefusedForRulings: return "C014"
    case .standing: return "C015"
    }
  }

  public var severity: Severity {
    switch self {
    case .standing: return .warning
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
    case .unreadable(let path, let reason): return "读不了“\(path)”：\(reason)"
    case .caseRequired(let name): return "填写“\(name)”要有案卷"
    case .caseNotWanted(let name): return "空白的“\(name)”不用案卷"
    case .manuscriptRequired(let name): return "“\(name)”由稿件（.txt）填写"
    case .kindMismatch(let name, let kind): return "稿件的文种是“\(kind)”，模板是“\(name)”"
    case .outputExists(let path): return "“\(path)”已经存在，没有改动它"
    case .outputFailed(let path, let reason): return "写不了“\(path)”：\(reason)"
    case .outputKind(let path): return "不知道“\(path)”是什么格式"
    case .pdfRefused(let reason): return "不能写成合格的 PDF：\(reason)"
    case .issueRefusedForRulings(let count): return "有\(count)处需裁定，不能签发"
    case .standing(let name, let standing): return "“\(name)”是\(standing)，不是官方原件"
    }
  }

  private var english: String {
    switch self {
    case .unknownTemplate(let name, _): return "no template is called “\(name)”"
    case .ambiguousTemplate(let name, _): return "more than one template is called “\(name)”"
    case .noTemplates(let folder): return "there are no templates in “\(folder)”"
    case .notFound(let path): return "no such file: “\(path)”"
    case .unreadable(let path, let reason): return "cannot read “\(path)”: \(reason)"
    case .caseRequired(let name): return "filling “\(name)” needs a case"
    case .caseNotWanted(let name): return "a blank “\(name)” takes no case"
    case .manuscriptRequired(let name): return "“\(name)” is filled from a manuscript (.txt)"
    case .kindMismatch(let name, let kind):
      return "the manuscript's 文种 is “\(kind)”, the template is “\(name)”"
    case .outputExists(let path): return "“\(path)” exists and was left alone"
    case .outputFailed(let path, let reason): return "cannot write “\(path)”: \(reason)"
    case .outputKind(let path): return "unknown kind of output: “\(path)”"
    case .pdfRefused(let reason): return "no conforming PDF can be written: \(reason)"
    case .issueRefusedForRulings(let count): return "\(count) open rulings, cannot issue"
    case .standing(let name, let standing): return "“\(name)” is \(standing), no official original"
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
        ? "先运行 chengwen new \(name) -o 案卷.yaml；要空白表用 --blank"
        : "run chengwen new \(name) -o case.yaml, or use --blank"
    case .manuscriptRequired:
      return isChinese ? "写法见 docs/template-language.md 第8节" : "see docs/template-language.md, 8"
    case .outputExists:
      return isChinese ? "要替换它，加 --overwrite" : "add --overwrite to replace it"
    case .outputKind:
      return isChinese ? "文件名用 .pdf 或 .png 结尾" : "end the name with .pdf or .png"
    case .issueRefusedForRulings:
      return isChinese
        ? "由主管部门在项目的字段.wen里写“裁定：…”" : "answer them with 裁定 in the programme"
    case .standing:
      return isChinese ? "正式使用前请与发布机关的原件核对" : "compare with the issuer's original before use"
    default: return nil
    }
  }
}
