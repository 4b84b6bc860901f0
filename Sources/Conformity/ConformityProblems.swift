import Diagnostics

/// What a measurement finds wrong. Codes G001…
public enum ConformityProblem: Problem {
  /// A figure that is not as the clause requires.
  case violation(ConformityReport.Row)
  /// An element that a 公文 has to have is not on its pages.
  case missing(element: Words)

  public var code: String {
    switch self {
    case .violation: "G001"
    case .missing: "G002"
    }
  }

  /// The document is what its author made of it: measuring never refuses it.
  public var severity: Severity { .warning }

  public var clause: String? {
    switch self {
    case .violation(let row): row.item.source
    case .missing: ConformityItem.requiredElements.source
    }
  }

  public func message(in language: MessageLanguage) -> String {
    switch (self, language) {
    case (.violation(let row), .chinese):
      return row.place(in: language) + row.fullName(in: language)
        + "应为\(row.required.text(in: language))，实为\(row.measuredText(in: language))"
    case (.violation(let row), .english):
      return row.place(in: language) + row.fullName(in: language)
        + ": \(row.required.text(in: language)) required, \(row.measuredText(in: language)) measured"
    case (.missing(let element), .chinese): return "版面上没有“\(element.chinese)”"
    case (.missing(let element), .english): return "there is no “\(element.english)” on the pages"
    }
  }

  public func remedy(in language: MessageLanguage) -> String? {
    switch (self, language) {
    case (.violation, .chinese): "用尺在这一处核对；稿件的写法和本单位的版式设置都可能是原因"
    case (.violation, .english):
      "check the place with a ruler; the manuscript's wording or the layout profile may cause it"
    case (.missing, .chinese): "稿件的头部写上它；没有的不会代为编造"
    case (.missing, .english): "write it in the manuscript's head; nothing is made up"
    }
  }
}

extension ConformityReport {
  /// A warning for everything that is not as required, so that no report is needed to hear of it.
  public var findings: Findings {
    var findings = Findings()
    for row in rows where row.verdict == .violates {
      if case .missing = row.measured {
        findings.add(ConformityProblem.missing(element: row.subject ?? row.item.name))
      } else {
        findings.add(ConformityProblem.violation(row))
      }
    }
    return findings
  }
}

// MARK: Words of a row

extension Words {
  public func text(in language: MessageLanguage) -> String {
    language == .chinese ? chinese : english
  }
}

extension ConformityItem {
  /// The clause with the name of its standard: GB/T 9704-2012 7.2.7; 惯例 where there is none.
  public var source: String {
    clause == "惯例" || clause.hasPrefix("GB") ? clause : "GB/T 9704-2012 " + clause
  }
}

extension ConformityReport.Verdict {
  public func text(in language: MessageLanguage) -> String {
    switch (self, language) {
    case (.conforms, .chinese): "符合"
    case (.violates, .chinese): "不符合"
    case (.notApplicable, .chinese): "不适用"
    case (.template, .chinese): "由模板负责"
    case (.convention, .chinese): "标准未规定·惯例"
    case (.conforms, .english): "conforms"
    case (.violates, .english): "violates"
    case (.notApplicable, .english): "not applicable"
    case (.template, .english): "template's duty"
    case (.convention, .english): "left open"
    }
  }
}

extension ConformityReport.Row {
  /// 第3页：, or nothing.
  fileprivate func place(in language: MessageLanguage) -> String {
    guard let page else { return "" }
    return language == .chinese ? "第\(page)面：" : "page \(page): "
  }

  public func fullName(in language: MessageLanguage) -> String {
    let name = item.name.text(in: language)
    guard let subject else { return name }
    let text = subject.text(in: language)
    return language == .chinese ? "\(name)（\(text)）" : "\(name) (\(text))"
  }

  public func measuredText(in language: MessageLanguage) -> String {
    measured?.text(in: language) ?? (language == .chinese ? "未量" : "not measured")
  }

  /// With its sign; nil where there is none to speak of.
  public var differenceText: String? {
    guard let difference else { return nil }
    if case .count = required { return difference == 0 ? "0" : signed(Figures.plain(difference)) }
    return signed(Figures.fixed(difference))
  }
  private func signed(_ text: String) -> String {
    text.hasPrefix("-") || text == "0.00" ? text : "+" + text
  }
}

extension ConformityReport.Requirement {
  public func text(in language: MessageLanguage) -> String {
    func with(_ meaning: Words?, _ text: String) -> String {
      guard let meaning else { return text }
      let words = meaning.text(in: language)
      return language == .chinese ? "\(words)（\(text)）" : "\(words) (\(text))"
    }
    func counted(_ word: Words, _ count: Int, _ unit: Words) -> String {
      let text =
        language == .chinese ? "\(count)\(unit.chinese)" : "\(count) \(unit.english)"
      return word.text(in: language) + text
    }
    switch self {
    case .length(let value, let tolerance, let meaning):
      return with(meaning, "\(Figures.plain(value))±\(Figures.plain(tolerance)) mm")
    case .range(let range, let meaning):
      return with(
        meaning, "\(Figures.plain(range.lowerBound))—\(Figures.plain(range.upperBound)) mm")
    case .count(let count, let unit): return counted(Words("", ""), count, unit)
    case .atMost(let count, let unit): return counted(Words("不多于", "at most "), count, unit)
    case .atLeast(let count, let unit): return counted(Words("不少于", "at least "), count, unit)
    case .words(let words): return words.text(in: language)
    }
  }
}

extension ConformityReport.Measurement {
  public func text(in language: MessageLanguage) -> String {
    switch self {
    case .length(let value): "\(Figures.fixed(value)) mm"
    case .count(let count, let unit):
      language == .chinese ? "\(count)\(unit.chinese)" : "\(count) \(unit.english)"
    case .words(let words, _): words.text(in: language)
    case .missing: language == .chinese ? "没有" : "missing"
    }
  }
}
