import Diagnostics

/// The report as text and as JSON.
extension ConformityReport {
  /// `58 项符合，1 项不符合，…`
  public func summary(in language: MessageLanguage) -> String {
    let counts = Verdict.allCases.map { ($0, count(of: $0)) }
    switch language {
    case .chinese:
      return counts.map { "\($0.1)项\($0.0.text(in: language))" }.joined(separator: "，")
    case .english:
      return counts.map { "\($0.1) \($0.0.text(in: language))" }.joined(separator: ", ")
    }
  }

  /// A summary line, then a table whose columns line up in a fixed-width font where a Chinese
  /// character takes two cells.
  ///
  /// - Parameter isMarkdown: with the bars of a Markdown table.
  public func table(in language: MessageLanguage, isMarkdown: Bool = false) -> String {
    let head = Self.head(language)
    let cells = [head] + rows.map { $0.cells(in: language) }
    var widths = [Int](repeating: 0, count: head.count)
    for row in cells {
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column], DisplayWidth.of(cell))
      }
    }
    var lines = [summary(in: language), ""]
    for (index, row) in cells.enumerated() {
      let padded = row.enumerated().map { column, cell in
        cell + String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
      }
      lines.append(
        isMarkdown
          ? "| " + padded.joined(separator: " | ") + " |" : trimmed(padded.joined(separator: "  ")))
      if index == 0 {
        let bars = widths.map { String(repeating: "-", count: $0) }
        lines.append(
          isMarkdown ? "|-" + bars.joined(separator: "-|-") + "-|" : bars.joined(separator: "  "))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  private static func head(_ language: MessageLanguage) -> [String] {
    language == .chinese
      ? ["判定", "条款", "规则", "项目", "面", "要求", "实测", "差", "说明"]
      : ["verdict", "clause", "rule", "item", "page", "required", "measured", "difference", "note"]
  }

  /// An array of objects: `item`, `clause`, `rule`, `name`, `verdict`, `required`, `measured` and,
  /// where there are any, `subject`, `page`, `difference`, `note`, and the figures `requiredValue`,
  /// `tolerance`, `measuredValue` in hundredths of a millimetre or as counts, with their `unit`.
  public func json(in language: MessageLanguage) -> JSONValue {
    .array(rows.map { $0.json(in: language) })
  }

  /// How many rows have each verdict.
  public var summaryJSON: JSONValue {
    .object(
      Dictionary(
        uniqueKeysWithValues: Verdict.allCases.map { ($0.rawValue, .integer(count(of: $0))) }))
  }
}

extension ConformityReport.Row {
  fileprivate func cells(in language: MessageLanguage) -> [String] {
    [
      verdict.text(in: language), item.clause, item.rule, fullName(in: language),
      page.map(String.init) ?? "", required.text(in: language),
      measured?.text(in: language) ?? "—", differenceText ?? "", note?.text(in: language) ?? "",
    ].map { $0.replacing("|", with: "¦").replacing("\n", with: " ") }
  }

  fileprivate func json(in language: MessageLanguage) -> JSONValue {
    var object: [String: JSONValue] = [
      "item": .text(item.rawValue), "clause": .text(item.clause), "rule": .text(item.rule),
      "name": .text(item.name.text(in: language)), "verdict": .text(verdict.rawValue),
      "required": .text(required.text(in: language)),
    ]
    object["measured"] = measured.map { .text($0.text(in: language)) }
    object["subject"] = subject.map { .text($0.text(in: language)) }
    object["page"] = page.map { .integer($0) }
    object["note"] = note.map { .text($0.text(in: language)) }
    object["difference"] = differenceText.map { .text($0) }
    switch required {
    case .length(let value, let tolerance, _):
      object["requiredValue"] = .integer(hundredths(value))
      object["tolerance"] = .integer(hundredths(tolerance))
    case .range(let range, _):
      object["requiredLeast"] = .integer(hundredths(range.lowerBound))
      object["requiredMost"] = .integer(hundredths(range.upperBound))
    case .count(let count, _): object["requiredValue"] = .integer(count)
    case .atMost(let count, _): object["requiredMost"] = .integer(count)
    case .atLeast(let count, _): object["requiredLeast"] = .integer(count)
    case .words: break
    }
    switch measured {
    case .length(let value):
      object["measuredValue"] = .integer(hundredths(value))
      object["unit"] = .text("0.01 mm")
    case .count(let count, let unit):
      object["measuredValue"] = .integer(count)
      object["unit"] = .text(unit.text(in: language))
    default: break
    }
    return .object(object)
  }

  private func hundredths(_ value: Double) -> Int {
    guard value.isFinite, abs(value) < 1e9 else { return 0 }
    return Int((value * 100).rounded())
  }
}
