import Diagnostics

/// What can be wrong with a sheet that holds the rows of a list.
public enum SheetProblem: Problem, Hashable {
  /// Neither .csv nor .jsonl.
  case unknownFormat(name: String)
  case empty
  case emptyHeader(column: Int)
  case duplicateHeader(String)
  case unknownHeader(String, nearest: String?, known: [String])
  /// None of the headers is a field: the file begins with data.
  case noHeader(first: String, known: [String])
  case tooFewCells(count: Int, wanted: Int)
  case tooManyCells(count: Int, wanted: Int)
  case unclosedQuote
  case textBehindQuote
  /// A line of a .jsonl that is no object.
  case noObject
}

extension SheetProblem {
  public var code: String { words.code }
  public var severity: Severity { .error }
  public func message(in language: MessageLanguage) -> String {
    language == .chinese ? words.chinese : words.english
  }
  public func remedy(in language: MessageLanguage) -> String? {
    language == .chinese ? words.remedy?.chinese : words.remedy?.english
  }

  private struct Words {
    var code: String
    var chinese: String
    var english: String
    var remedy: (chinese: String, english: String)?
    init(
      _ code: String, _ chinese: String, _ english: String,
      _ remedy: (chinese: String, english: String)? = nil
    ) {
      self.code = code
      self.chinese = chinese
      self.english = english
      self.remedy = remedy
    }
  }

  private var words: Words {
    switch self {
    case .unknownFormat(let name):
      Words(
        "D120", "“\(name)”不是能读的清单", "“\(name)” is no list that can be read",
        ("清单用 .csv 或 .jsonl 文件；Excel 里另存为“CSV UTF-8”", "give a .csv or .jsonl file"))
    case .empty:
      Words(
        "D121", "清单文件是空的", "the list's file is empty",
        ("第一行写表头，以下每行一条", "the first line holds the headers, each further line a row"))
    case .emptyHeader(let column):
      Words(
        "D122", "第 \(column) 列没有表头", "column \(column) has no header",
        ("写上字段名，或删去这一列", "name the field, or delete the column"))
    case .duplicateHeader(let name):
      Words(
        "D123", "表头“\(name)”出现了两次", "the header “\(name)” stands twice",
        ("删去或改名其中一列", "delete or rename one of the columns"))
    case .unknownHeader(let name, let nearest, let known):
      Words(
        "D124", "表头“\(name)”不是清单的字段", "the header “\(name)” is no field of the list",
        Self.advice(nearest, known))
    case .noHeader(let first, let known):
      Words(
        "D125", "第一行不是表头（以“\(first)”开头）",
        "the first line holds no headers (it begins with “\(first)”)", Self.advice(nil, known))
    case .tooFewCells(let count, let wanted):
      Words(
        "D126", "这一行只有 \(count) 格，表头有 \(wanted) 格",
        "this row has \(count) cells, the header \(wanted)",
        ("空着的格也要有分隔符", "empty cells need their separators too"))
    case .tooManyCells(let count, let wanted):
      Words(
        "D127", "这一行有 \(count) 格，表头只有 \(wanted) 格",
        "this row has \(count) cells, the header only \(wanted)",
        ("含有逗号的文字用双引号括起来", "put a text that holds the separator in quotes"))
    case .unclosedQuote:
      Words(
        "D128", "双引号没有闭合", "a quote is not closed",
        ("在格的末尾补上双引号；文字里的双引号写两个", "close it; write a quote within a text twice"))
    case .textBehindQuote:
      Words(
        "D129", "双引号后面还有文字", "there is text behind a closing quote",
        ("文字里的双引号写两个", "write a quote within a text twice"))
    case .noObject:
      Words(
        "D130", "这一行不是 JSON 对象", "this line is no JSON object",
        ("每行写一个 {…}", "write one {…} a line"))
    }
  }

  private static func advice(
    _ nearest: String?, _ known: [String]
  ) -> (chinese: String, english: String) {
    if let nearest { return ("是不是“\(nearest)”？", "did you mean “\(nearest)”?") }
    return (
      "表头写字段名：\(known.joined(separator: "、"))",
      "the headers are the names of fields: \(known.joined(separator: ", "))"
    )
  }
}
