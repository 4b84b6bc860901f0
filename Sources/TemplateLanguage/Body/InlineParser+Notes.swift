import Diagnostics
import Document

/// The notations in brackets: `〔注：…〕` `〔书签：…〕` `〔编号：…〕` `〔页码：…〕`.
///
/// 六角括号 also hold the year of a 发文字号, which never has a word and a colon after the bracket.
/// Input methods give 【】 or ［］ for the same key, so those count as well.
enum BracketNotation: String, CaseIterable {
  /// A footnote with its text.
  case note = "注"
  /// Names the place, so that it can be referred to.
  case bookmark = "书签"
  /// The number of what is named: 三、（二）, 附件2.
  case number = "编号"
  /// The page of what is named.
  case page = "页码"

  static func closer(of opener: Unicode.Scalar) -> Unicode.Scalar {
    switch opener {
    case "〔": "〕"
    case "【": "】"
    default: "]"
    }
  }
}

extension InlineParser {
  mutating func bracketed() -> Bool {
    guard let (word, begin) = notation(after: index) else { return false }
    let open = line.exact(index, begin)
    guard !hasUnclosedBracket, let end = closer(from: begin, of: line.marks[index].sign) else {
      if !hasUnclosedBracket {
        findings.add(
          ReferenceProblem.unclosed(word.rawValue), at: Label(.template, open.place))
      }
      hasUnclosedBracket = true
      index = begin
      return true
    }
    let content = line.part(begin, end)
    let whole = line.exact(index, end + 1)
    guard !content.isEmpty else {
      findings.add(ReferenceProblem.empty(word.rawValue), at: Label(.template, whole.place))
      return skip(to: end + 1)
    }
    let name = content.signs.contains("{{") ? nil : content.text
    switch word {
    case .note: return note(content, whole, upTo: end + 1)
    case .bookmark where rules.refusesNotesIn == Self.inNote:
      findings.add(
        ReferenceProblem.misplaced(word.rawValue, in: Self.inNote),
        at: Label(.template, whole.place))
      return skip(to: end + 1)
    case .bookmark, .number, .page:
      guard let name else {
        findings.add(
          ReferenceProblem.nameWithPlaceholder(word.rawValue), at: Label(.template, content.place))
        return skip(to: end + 1)
      }
      if word == .bookmark {
        append(.bookmark(name, content.span), upTo: end + 1)
      } else {
        let form: Reference.Form = word == .number ? .number : .page
        append(.reference(form, name, content.span), upTo: end + 1)
      }
    }
    return true
  }

  private static let inNote = "脚注"

  private mutating func note(_ content: SourceLine, _ whole: SourceLine, upTo next: Int) -> Bool {
    if let place = rules.refusesNotesIn {
      findings.add(
        ReferenceProblem.misplaced(BracketNotation.note.rawValue, in: place),
        at: Label(.template, whole.place))
      return skip(to: next)
    }
    var inside = rules
    inside.refusesNotesIn = Self.inNote
    let inlines = InlineParser.parse(content, inside, into: &findings)
    append(.footnote(inlines, whole.span), upTo: next)
    return true
  }

  /// What is wrong prints nothing.
  private mutating func skip(to next: Int) -> Bool {
    append(.text("", line.exact(index, next).span), upTo: next)
    return true
  }

  /// The word after an opening bracket, and where its contents begin.
  private func notation(after open: Int) -> (word: BracketNotation, begin: Int)? {
    let rest = line.part(from: open + 1)
    for word in BracketNotation.allCases {
      guard var next = rest.index(after: word.rawValue) else { continue }
      while next < line.marks.endIndex, line.marks[next].isBlank { next += 1 }
      if next < line.marks.endIndex, line.marks[next].sign == ":" { return (word, next + 1) }
    }
    return nil
  }

  /// The bracket that closes; brackets of the same kind within (a 发文字号 in a note) are skipped.
  private func closer(from begin: Int, of opener: Unicode.Scalar) -> Int? {
    let end = BracketNotation.closer(of: opener)
    var depth = 0
    for position in begin..<max(begin, line.marks.endIndex) {
      let sign = line.marks[position].sign
      if sign == opener { depth += 1 }
      guard sign == end else { continue }
      if depth == 0 { return position }
      depth -= 1
    }
    return nil
  }
}
