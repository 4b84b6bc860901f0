import CaseData
import Diagnostics
import TemplateLanguage

/// Makes the manuscript of the parts that were found: joins lines, puts the head's values where its
/// keys are, and marks annexes, 被印发件 and covers. Every step is an edit of the draft.
struct ManuscriptWriter {
  var draft: Draft
  let layout: Layout
  var findings = Findings()
  let joiner: ParagraphJoiner
  let words: KnownWords
  /// The text without line ends and without its signature, to see what stands elsewhere in it.
  let wholeText: String

  /// The lines that open an annex, and how many annexes are written.
  let annexMarks: Set<Int>
  var annexCount = 0
  /// How many doubled characters were looked up in the whole text, which takes its time.
  private var lookups = 0

  init(_ draft: Draft, _ layout: Layout) {
    annexMarks = Set(layout.sections.compactMap(\.mark))
    self.draft = draft
    self.layout = layout
    joiner = ParagraphJoiner(layout)
    words = KnownWords(draft)
    wholeText = zip(layout.lines, layout.roles)
      .map { $1 == .signature || $1 == .date ? "\n" : $0.text }.joined()
  }

  var lines: [TextLine] { layout.lines }

  mutating func write() {
    removeEmptyLines()
    body()
    title()
    addressees()
    aboveTitle()
    number()
    signature()
    imprint()
    annexNote()
    for section in layout.sections { mark(section) }
    for index in indices(.annexMark) where !annexMarks.contains(index) {
      clear(index, .takenOver)
    }
    enactedKey()
    endLastLine()
    reportMissing()
  }

  func raw(_ index: Int) -> RawLine { draft.lines[lines[index].index] }
  func indices(_ role: LineRole) -> [Int] {
    layout.roles.indices.filter { layout.roles[$0] == role }
  }

  // MARK: lines

  /// Lines without anything on them, and those that page numbers stood on.
  private mutating func removeEmptyLines() {
    var next = 0
    for (index, line) in draft.lines.enumerated() {
      if next < lines.count, lines[next].index == index {
        next += 1
      } else if !line.terminator.isEmpty, !draft.isLeftOut(line) {
        draft.apply(.delete(line.terminator, .emptyLine))
      }
    }
  }

  /// Nothing of the line stays where it was, save what is moved from it.
  mutating func clear(_ index: Int, keeping: [Range<Int>] = [], _ kind: ChangeKind) {
    for glyph in lines[index].glyphs where !keeping.contains(where: { $0.contains(glyph.index) }) {
      draft.apply(.delete(glyph.index..<glyph.index + 1, kind))
    }
    draft.apply(.delete(raw(index).terminator, .emptyLine))
  }

  /// The line end between two lines that belong together.
  mutating func join(_ first: Int, _ text: String, _ kind: ChangeKind = .lineJoin) {
    draft.apply(Edit(range: raw(first).terminator, text: text, kind: kind))
  }

  /// The line ends the paragraph: with one line feed.
  mutating func endParagraph(_ index: Int) {
    let end = raw(index).terminator
    guard let first = end.first, draft.scalars[first] != "\n" else { return }
    draft.apply(Edit(range: end, text: "\n", kind: .lineEnd))
  }

  private mutating func endLastLine() {
    guard let last = lines.indices.last(where: { staysInText($0) }),
      raw(last).terminator.isEmpty
    else { return }
    draft.insert("\n", before: draft.scalars.count, .lineEnd)
  }

  private func staysInText(_ index: Int) -> Bool {
    switch layout.roles[index] {
    case .body, .sectionTitle, .coverLabel, .coverFoot: true
    case .annexMark: annexMarks.contains(index)
    case .note: indices(.note).first != index
    default: false
    }
  }

  // MARK: paragraphs

  private mutating func body() {
    var borders = Set(layout.sections.map(\.content.lowerBound))
    borders.formUnion(layout.sections.map(\.content.upperBound))
    var begin = 0
    while begin < lines.count {
      guard layout.roles[begin] == .body else {
        begin += 1
        continue
      }
      var end = begin + 1
      while end < lines.count, layout.roles[end] == .body, !borders.contains(end) { end += 1 }
      paragraphs(begin..<end)
      begin = end
    }
  }

  private mutating func paragraphs(_ range: Range<Int>) {
    let (paragraphs, doubts) = joiner.paragraphs(range)
    for doubt in doubts {
      let problem = CleaningProblem.doubtfulJoin(
        doubt.reason == .length ? .length : .fullAfterSentence)
      findings.add(problem, at: draft.place(lines[doubt.line].range))
    }
    for paragraph in paragraphs {
      for (first, second) in zip(paragraph, paragraph.dropFirst()) { joinLines(first, second) }
      if let last = paragraph.last { endParagraph(last) }
      marks(paragraph)
      escape(paragraph)
    }
  }

  private mutating func joinLines(_ first: Int, _ second: Int) {
    join(first, joint(first, second))
    guard let left = lines[first].glyphs.last, let right = lines[second].glyphs.first else {
      return
    }
    if left.scalar.isFigure, right.scalar.isFigure {
      findings.add(CleaningProblem.figuresJoined, at: draft.place(at: right.index))
    }
    guard left.scalar == right.scalar, left.scalar.isHan else { return }
    lookups += 1
    let isRemoved = lookups <= 100 && Doubling.isPlain(lines[first], lines[second], wholeText)
    if isRemoved { draft.apply(.delete(right.index..<right.index + 1, .doubledCharacter)) }
    findings.add(
      CleaningProblem.doubledCharacter(String(left.scalar), isRemoved: isRemoved),
      at: draft.place(at: right.index))
  }

  /// What stands where two lines are joined: a blank between Latin words, and where the text has
  /// these words with a blank elsewhere.
  func joint(_ first: Int, _ second: Int) -> String {
    let left = lines[first].glyphs.map(\.scalar)
    let right = lines[second].glyphs.map(\.scalar)
    if let a = left.last, let b = right.first, a.isLatin, b.isLatin || b.isFigure { return " " }
    return words.standApart(left.suffix(4), right.prefix(4)) ? " " : ""
  }

  /// Half-width marks of a paragraph, whose brackets may open on one line and close on another.
  mutating func marks(_ paragraph: [Int]) {
    let glyphs = paragraph.flatMap { draft.glyphs(lines[$0].range) }
    draft.apply(ChineseMarks.edits(glyphs, draft, &findings))
    let quotes = glyphs.count { $0.scalar == "\"" }
    if quotes > 0, glyphs.contains(where: \.scalar.isHan), let first = paragraph.first {
      findings.add(
        CleaningProblem.straightQuotes(count: quotes), at: draft.place(lines[first].range))
    }
  }

  /// A `\` before what the manuscript's notation would take for its own.
  private mutating func escape(_ paragraph: [Int]) {
    for (position, index) in paragraph.enumerated() {
      let glyphs = lines[index].glyphs
      let signs = glyphs.map(\.scalar.halfForm)
      if position == 0, let first = signs.first,
        "@#|\\".unicodeScalars.contains(first) || signs.starts(with: "===".unicodeScalars)
      {
        draft.insert("\\", before: glyphs[0].index, .escape)
      }
      for next in signs.indices.dropFirst()
      where signs[next] == signs[next - 1] && (signs[next] == "{" || signs[next] == "*") {
        draft.insert("\\", before: glyphs[next - 1].index, .escape)
      }
    }
  }
}

/// A character that stands at the end of a line and again at the beginning of the next.
enum Doubling {
  /// Words that repeat a character.
  private static let repeating = "人天年月日家户事处层种个步时分常多大小高好快慢仅刚渐往每样代声句字条件"

  /// Only where the word before the break stands elsewhere at least three times, never with the
  /// character doubled, and a mark follows the second one, so that no word can begin with it.
  static func isPlain(_ first: TextLine, _ second: TextLine, _ text: String) -> Bool {
    guard let doubled = first.scalars.last, !repeating.unicodeScalars.contains(doubled),
      second.scalars.count > 1, "，、；。".unicodeScalars.contains(second.scalars[1])
    else { return false }
    let word = Array(first.scalars.suffix(4))
    guard word.count == 4, word.allSatisfy(\.isHan) else { return false }
    let whole = Array(text.unicodeScalars)
    var count = 0
    var isDoubled = 0
    var index = 0
    while index + 4 < whole.count {
      if whole[index] == word[0], whole[index + 1] == word[1], whole[index + 2] == word[2],
        whole[index + 3] == word[3]
      {
        count += 1
        if whole[index + 4] == doubled { isDoubled += 1 }
      }
      index += 1
    }
    // The place itself is the one doubling.
    return count >= 4 && isDoubled <= 1
  }
}
