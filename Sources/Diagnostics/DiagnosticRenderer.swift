/// Turns findings into text for a terminal or a log, as a careful compiler does:
///
///     错误[D012] 合同[2].签订日期：“2024年13月1日”不是日期
///       --> 案卷.yaml:12:11
///        |
///     12 |     签订日期: 2024年13月1日
///        |               ^^^^^^^^^^^^^
///       «模板» 正文.wen:3:5 | 签订于{{签订日期：2024年12月31日}}
///       建议：日期写作 2024年1月31日
public struct DiagnosticRenderer: Sendable {
  public var language: MessageLanguage
  /// ANSI colours; the caller asks whether the output is a terminal.
  public var usesColour: Bool
  /// The most terminal cells that a source line takes.
  public var width: Int

  public init(language: MessageLanguage = .chinese, usesColour: Bool = false, width: Int = 92) {
    self.language = language
    self.usesColour = usesColour
    self.width = width
  }

  /// All findings in the order of file and position, an empty line between two, then the summary.
  /// Empty where there is nothing to say.
  public func render(_ findings: Findings) -> String {
    guard !findings.isEmpty else { return "" }
    let parts = findings.sorted.map(render)
    return parts.joined(separator: "\n") + "\n" + summary(findings) + "\n"
  }

  /// One finding; ends with a line feed.
  public func render(_ diagnostic: Diagnostic) -> String {
    var text = headline(diagnostic) + "\n"
    let excerpts = diagnostic.labels.map { label in
      label.place.span.map {
        SourceExcerpt($0, width: width, concealsPersonalData: label.role == .data)
      }
    }
    let lineNumber = excerpts.first.flatMap { $0?.line }
    let gutter = String(lineNumber ?? 0).utf8.count
    if let first = diagnostic.labels.first, let place = Words.place(first.place) {
      text += " " + pad(gutter) + blue("--> ") + place + "\n"
      if let excerpt = excerpts[0] { text += quoted(excerpt, gutter, diagnostic.severity) }
    }
    for (label, excerpt) in zip(diagnostic.labels, excerpts).dropFirst() {
      guard let place = Words.place(label.place) else { continue }
      text += " " + pad(gutter) + blue("«\(Words.role(label.role, language))»") + " " + place
      if let excerpt { text += blue(" | ") + excerpt.text.trimmedOfBlanks }
      text += "\n"
    }
    if let remedy = diagnostic.problem.remedy(in: language) {
      text += " " + pad(gutter) + Words.remedy(language) + VisibleText.of(remedy) + "\n"
    }
    if let clause = diagnostic.problem.clause {
      text += " " + pad(gutter) + Words.clause(language) + VisibleText.of(clause) + "\n"
    }
    return text
  }

  /// 共 3 处错误、1 处提示
  public func summary(_ findings: Findings) -> String {
    Words.summary(findings, language)
  }

  private func headline(_ diagnostic: Diagnostic) -> String {
    let word = Words.severity(diagnostic.severity, language)
    var text = coloured("\(word)[\(diagnostic.code)]", diagnostic.severity) + " "
    if let record = diagnostic.record { text += "【\(VisibleText.of(record))】" }
    if let field = diagnostic.field {
      text += VisibleText.of(field) + (language == .chinese ? "：" : ": ")
    }
    return text + VisibleText.of(diagnostic.problem.message(in: language))
  }

  private func quoted(_ excerpt: SourceExcerpt, _ gutter: Int, _ severity: Severity) -> String {
    let bar = blue(" " + pad(gutter) + "|")
    let number = blue(String(excerpt.line) + " |")
    return bar + "\n" + number + " " + excerpt.text + "\n" + bar + " "
      + String(repeating: " ", count: excerpt.indent)
      + coloured(String(repeating: "^", count: excerpt.carets), severity) + "\n"
  }

  private func pad(_ count: Int) -> String { String(repeating: " ", count: count) }

  private func blue(_ text: String) -> String {
    usesColour ? "\u{1B}[34m\(text)\u{1B}[0m" : text
  }

  private func coloured(_ text: String, _ severity: Severity) -> String {
    guard usesColour else { return text }
    let code: String
    switch severity {
    case .error: code = "1;31"
    case .ruling: code = "1;35"
    case .warning: code = "1;33"
    case .note: code = "1;36"
    }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}

extension String {
  /// Without blanks, full-width blanks included, at its start.
  fileprivate var trimmedOfBlanks: String {
    String(String.UnicodeScalarView(unicodeScalars.drop { $0 == " " || $0 == "\u{3000}" }))
  }
}

extension Findings {
  /// In the order of file and position; findings without a place come last, equals keep the order
  /// in which they were found.
  public var sorted: [Diagnostic] {
    let keys = all.map { SortKey($0.labels.first?.place ?? .nowhere) }
    let order = all.indices.sorted { a, b in
      keys[a] == keys[b] ? a < b : keys[a] < keys[b]
    }
    return order.map { all[$0] }
  }

  /// How many findings of a severity there are.
  public func count(of severity: Severity) -> Int {
    all.reduce(0) { $0 + ($1.severity == severity ? 1 : 0) }
  }
}

/// Where a place stands among others: file, then sheet, then row, then column. The offset serves
/// as the row of a text.
private struct SortKey: Comparable {
  var isNowhere = false
  var file = ""
  var sheet = ""
  var row = 0
  var column = 0

  init(_ place: Place) {
    switch place {
    case .nowhere: isNowhere = true
    case .text(let span):
      file = span.file.name
      row = span.file.firstOffset + span.lower
    case .cell(let file, let sheet, let reference):
      self.file = file
      self.sheet = sheet
      for byte in reference.utf8.prefix(12) {
        switch byte {
        case 0x30...0x39: row = row * 10 + Int(byte - 0x30)
        case 0x41...0x5A: column = column * 26 + Int(byte - 0x40)
        default: continue
        }
      }
    }
  }

  static func < (a: SortKey, b: SortKey) -> Bool {
    if a.isNowhere != b.isNowhere { return b.isNowhere }
    if a.file != b.file {
      return a.file.unicodeScalars.lexicographicallyPrecedes(b.file.unicodeScalars)
    }
    if a.sheet != b.sheet {
      return a.sheet.unicodeScalars.lexicographicallyPrecedes(b.sheet.unicodeScalars)
    }
    return (a.row, a.column) < (b.row, b.column)
  }
}
