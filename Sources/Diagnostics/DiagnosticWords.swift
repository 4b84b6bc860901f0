/// The words that stand around a problem's own message, in both languages.
enum Words {
  static func severity(_ severity: Severity, _ language: MessageLanguage) -> String {
    switch (severity, language) {
    case (.error, .chinese): "错误"
    case (.ruling, .chinese): "需裁定"
    case (.warning, .chinese): "提示"
    case (.note, .chinese): "说明"
    case (.error, .english): "error"
    case (.ruling, .english): "ruling"
    case (.warning, .english): "warning"
    case (.note, .english): "note"
    }
  }

  static func role(_ role: Label.Role, _ language: MessageLanguage) -> String {
    switch (role, language) {
    case (.template, .chinese): "模板"
    case (.data, .chinese): "数据"
    case (.declaration, .chinese): "声明"
    case (.related, .chinese): "另见"
    case (.template, .english): "template"
    case (.data, .english): "data"
    case (.declaration, .english): "declaration"
    case (.related, .english): "see"
    }
  }

  static func remedy(_ language: MessageLanguage) -> String {
    language == .chinese ? "建议：" : "help: "
  }

  static func clause(_ language: MessageLanguage) -> String {
    language == .chinese ? "依据：" : "rule: "
  }

  /// `案卷.yaml:12:7`, or `案卷.xlsx 合同!B7`; nil where there is no place.
  static func place(_ place: Place) -> String? {
    switch place {
    case .nowhere: return nil
    case .text(let span):
      let (line, column) = span.file.position(of: span.lower)
      return "\(VisibleText.of(span.file.name)):\(line):\(column)"
    case .cell(let file, let sheet, let reference):
      return "\(VisibleText.of(file)) \(VisibleText.of(sheet))!\(VisibleText.of(reference))"
    }
  }

  static func summary(_ findings: Findings, _ language: MessageLanguage) -> String {
    let counts = Severity.allCases.map { ($0, findings.count(of: $0)) }.filter { $0.1 > 0 }
    switch language {
    case .chinese:
      if counts.isEmpty { return "没有发现问题" }
      let parts = counts.map { severity, count in
        severity == .ruling ? "\(count) 处需裁定" : "\(count) 处\(self.severity(severity, language))"
      }
      return "共 " + parts.joined(separator: "、")
    case .english:
      if counts.isEmpty { return "nothing found" }
      let parts = counts.map { severity, count in
        "\(count) \(self.severity(severity, language))\(count == 1 ? "" : "s")"
      }
      return parts.joined(separator: ", ")
    }
  }
}
