/// Why something in the raw text was changed. The list of changes names one for every change; the
/// names in words stand in CleaningProblems.swift.
public enum ChangeKind: String, Hashable, Sendable, CaseIterable {
  // The file
  /// Encoding, byte order mark and line ends; concerns the file, not a place in its text.
  case encoding

  // Characters
  /// A mark that the PDF's tables map to another code point.
  case misreading
  /// A Kangxi or CJK radical in place of the ordinary character.
  case radical
  /// A character that shows nothing: zero width, control, soft hyphen.
  case invisible
  /// « » for 《 》.
  case titleMark
  case fullWidthDigit
  case fullWidthLetter
  /// A full-width sign inside a number, an e-mail or web address.
  case fullWidthSign
  /// ( ) , ; : ? ! in Chinese text.
  case halfWidthMark
  /// —— or ——— in a range.
  case rangeDash

  // Lines
  case pageNumber
  case emptyLine
  /// A line break inside a sentence or title.
  case lineJoin
  /// A character set twice, at the end of a line and at the beginning of the next.
  case doubledCharacter
  /// The last line's missing line feed, or a form feed.
  case lineEnd

  // Blanks
  case edgeBlank
  case letterSpacing
  /// Beside digits, Latin letters, %, ×.
  case latinBlank
  /// Beside Chinese punctuation.
  case markBlank
  /// After an item's number.
  case itemBlank
  /// Between two characters of words that stand elsewhere in the text without it.
  case strayBlank
  /// Several blanks between columns become one U+3000.
  case columnBlank
  /// Blanks to write on become ＿＿.
  case writingBlank

  // Structure
  /// Moved into the head of the manuscript.
  case toHead
  /// Written into the head: a key and what follows from the text.
  case headWord
  /// 文件 beside the issuers, which the page's head makes by itself.
  case documentWord
  /// The brackets of 发文字号.
  case numberBracket
  /// A date in Chinese figures (GB/T 9704-2012, 7.3.5.4).
  case dateFigures
  /// What the notation of the manuscript says by itself: 附件说明, colons, 印发.
  case takenOver
  /// Notation put in: `===`, `@封面`, `@底`, `@完`, `／`.
  case notation
  /// Text that the manuscript needs in a second place.
  case repeated
  /// A `\` before what the manuscript would take for notation.
  case escape
  /// Lines that belong to another document, or were not asked for.
  case leftOut
}
