import Diagnostics

/// What can be wrong with a paragraph's lines.
public enum LineProblem: Problem, Hashable {
  /// No font of the role's chain has the character.
  case missingCharacter(text: String, codePoints: String, role: String)
  /// A word, number or code is wider than the line and was broken inside.
  case tokenBroken(text: String)
  /// A single character or box is wider than its line.
  case tooNarrow(text: String)
  /// A mark stands where it must not, because no other break was possible.
  case markAtEdge(text: String)
  /// A title's line ends where neither the word list nor a rule says that a word ends (std:G-40).
  case doubtfulTitleBreak(before: String, after: String)
  /// A word of a title is wider than the line and was broken inside (std:G-40).
  case titleWordTorn(word: String)

  public var code: String {
    switch self {
    case .missingCharacter: "L001"
    case .tokenBroken: "L010"
    case .tooNarrow: "L011"
    case .markAtEdge: "L012"
    case .doubtfulTitleBreak: "L013"
    case .titleWordTorn: "L014"
    }
  }

  public var severity: Severity {
    switch self {
    case .missingCharacter: .error
    case .tokenBroken, .tooNarrow, .markAtEdge, .doubtfulTitleBreak, .titleWordTorn: .warning
    }
  }

  public func message(in language: MessageLanguage) -> String {
    switch (self, language) {
    case (.missingCharacter(let text, let code, let role), .chinese):
      "“\(text)”（\(code)）在“\(role)”所用的任何字体里都没有"
    case (.missingCharacter(let text, let code, let role), .english):
      "“\(text)” (\(code)) is in none of the fonts that serve the role “\(role)”"
    case (.tokenBroken(let text), .chinese): "“\(text)”比一行还宽，只好从中间断开"
    case (.tokenBroken(let text), .english): "“\(text)” is wider than its line and was broken"
    case (.tooNarrow(let text), .chinese): "这一行窄得放不下“\(text)”"
    case (.tooNarrow(let text), .english): "the line is too narrow for “\(text)”"
    case (.markAtEdge(let text), .chinese): "此处太窄，标点只好放在行首或行末：“\(text)”"
    case (.markAtEdge(let text), .english):
      "too narrow: a mark stands at a line's edge where it should not: “\(text)”"
    case (.doubtfulTitleBreak(let before, let after), .chinese):
      "标题在“\(before)”与“\(after)”之间换行，这里有不认识的词，可能拆断了"
    case (.doubtfulTitleBreak(let before, let after), .english):
      "the title breaks between “\(before)” and “\(after)”, where an unknown word may be torn"
    case (.titleWordTorn(let word), .chinese): "“\(word)”比一行还宽，标题只好在词中换行"
    case (.titleWordTorn(let word), .english):
      "“\(word)” is wider than its line, so the title breaks inside it"
    }
  }

  public func remedy(in language: MessageLanguage) -> String? {
    switch (self, language) {
    case (.missingCharacter, .chinese): "把有这个字的字体放进 fonts 文件夹，或改用规范的字"
    case (.missingCharacter, .english): "put a font that has it into the fonts folder"
    case (.doubtfulTitleBreak(let before, let after), .chinese):
      "看一下此处是否拆开了词；要在别处换行，请在那里写“／”，同意在此换行就写“\(before)／\(after)”"
    case (.doubtfulTitleBreak(let before, let after), .english):
      "write ／ where the line should end; “\(before)／\(after)” keeps this break"
    case (.titleWordTorn, .chinese): "改用较小的字号，或在合适的地方写“／”"
    case (.titleWordTorn, .english): "use a smaller size, or write ／ where the line should end"
    case (_, .chinese): "放宽这一栏，或减少文字"
    case (_, .english): "widen the column or shorten the text"
    }
  }
}
