import Diagnostics

// The main text with its annex note and signature, and what follows it.
extension LayoutReader {
  // MARK: the main text

  mutating func mainText() {
    let begin = min(next, end)
    let stop = attachmentStart(from: begin) ?? end
    var content = begin..<stop
    if let signature = signature(in: content) {
      set(.signature, signature.names)
      set(.date, signature.date)
      // 附注 stands below the date; anything else there stays in the text.
      for index in (signature.date + 1)..<max(stop, signature.date + 1) where index < stop {
        if TextLine.isBracketed(lines[index].scalars) {
          set(.note, index)
        } else if lines[index].publicity != nil {
          set(.publicity, index)
        } else {
          findings.add(CleaningProblem.textAfterDate, at: draft.place(lines[index].range))
        }
      }
      content = begin..<signature.names.lowerBound
    }
    annexNote(in: content, hasAnnexes: stop < end)
    layout.sections.append(
      Section(kind: .main, mark: nil, titles: begin..<begin, content: begin..<stop))
    next = stop
  }

  /// The names above the last date that stands below names, and the date's line.
  private func signature(in content: Range<Int>) -> (names: Range<Int>, date: Int)? {
    for index in content.reversed() {
      let line = lines[index]
      guard line.isSignature || line.date != nil, hasDate(line) else { continue }
      var begin = index
      while begin > content.lowerBound, index - begin < 20, lines[begin - 1].isSignature,
        !lines[begin - 1].isFinal
      {
        begin -= 1
      }
      let hasName = lines[begin...index].contains { line in
        line.pieces.contains { TextLine.isAgency($0.map(\.scalar.fullForm)) }
      }
      if hasName || index + 1 == content.upperBound { return (begin..<index, index) }
    }
    return nil
  }

  private func hasDate(_ line: TextLine) -> Bool {
    line.pieces.contains { TextLine.date($0.map(\.scalar.fullForm).string) != nil }
  }

  /// 附件：1.… with the lines that belong to it. Without annexes it stays in the text, since the
  /// layout makes the note from the annexes.
  private mutating func annexNote(in content: Range<Int>, hasAnnexes: Bool) {
    guard let first = content.last(where: { lines[$0].isAnnexNote }) else { return }
    let rest = (first + 1)..<content.upperBound
    let isNote = rest.allSatisfy { !lines[$0].text.contains("。") && lines[$0].numberLevel != 1 }
    guard isNote else { return }
    guard hasAnnexes else {
      findings.add(CleaningProblem.annexNoteWithoutAnnex, at: draft.place(lines[first].range))
      return
    }
    set(.annexNote, first..<content.upperBound)
  }

  // MARK: annexes and 被印发件

  /// The first line after `begin` that opens an annex's page or the 被印发件.
  private mutating func attachmentStart(from begin: Int) -> Int? {
    let enacted = enactedTitle(from: begin)
    let annex = lines[begin..<end].indices.first { isAnnexPage($0) }
    return [enacted?.lowerBound, annex].compactMap { $0 }.min()
  }

  /// 附件1 alone on a line; or with its title, where text follows and no list of annexes.
  private func isAnnexPage(_ index: Int) -> Bool {
    guard let mark = lines[index].annexMark else { return false }
    if mark.title >= lines[index].scalars.count { return index + 1 < end }
    guard index + 1 < end, lines[index + 1].annexMark == nil else { return false }
    return index == 0 || lines[index - 1].annexMark == nil && !lines[index - 1].isAnnexNote
  }

  /// The lines that give the name in 印发《…》 once more, as the title of its text.
  private mutating func enactedTitle(from begin: Int) -> Range<Int>? {
    let titles = layout.roles.indices.filter { layout.roles[$0] == .title }
    let title = titles.map { lines[$0].text }.joined()
    guard let name = Self.enactedName(title) else { return nil }
    let wanted = name.letters
    for first in begin..<end {
      var letters: [Unicode.Scalar] = []
      for last in first..<min(end, first + 4) {
        letters += lines[last].text.letters
        guard wanted.starts(with: letters) else { break }
        if letters.count == wanted.count, last + 1 < end {
          layout.enactedName = name
          return first..<last + 1
        }
      }
    }
    return nil
  }

  /// 关于印发《X》的通知: X. Its own 《》 are kept.
  static func enactedName(_ title: String) -> String? {
    let scalars = Array(title.unicodeScalars)
    guard let verb = title.firstRange(of: "印发") else { return nil }
    let from = title.unicodeScalars.distance(from: title.startIndex, to: verb.upperBound)
    guard let open = scalars[from...].firstIndex(of: "《") else { return nil }
    var depth = 0
    for index in open..<scalars.count {
      if scalars[index] == "《" { depth += 1 }
      if scalars[index] == "》" { depth -= 1 }
      if depth == 0 { return scalars[(open + 1)..<index].string }
    }
    return nil
  }

  mutating func attachments() {
    let enacted = enactedTitle(from: min(next, end))
    let marks = (next..<max(next, end)).filter { isAnnexPage($0) }
    let starts = ([enacted?.lowerBound].compactMap { $0 } + marks).sorted()
    let names = AnnexNote.names(layout)
    var number = 0
    for (position, start) in starts.enumerated() {
      let stop = position + 1 < starts.count ? starts[position + 1] : end
      if let enacted, start == enacted.lowerBound {
        set(.sectionTitle, enacted)
        append(
          Section(kind: .enacted, mark: nil, titles: enacted, content: enacted.upperBound..<stop))
      } else {
        annex(start, stop, name: number < names.count ? names[number] : nil)
        number += 1
      }
    }
    for index in next..<min(starts.first ?? end, end) where index >= next { set(.body, index) }
  }

  private mutating func annex(_ start: Int, _ stop: Int, name: String?) {
    set(.annexMark, start)
    let first = start + 1
    let onMark = lines[start].annexMark.map { $0.title < lines[start].scalars.count } ?? false
    let after = onMark ? first : annexTitleEnd(first, stop, name)
    set(.sectionTitle, first..<after)
    if after == first, !onMark {
      findings.add(CleaningProblem.annexWithoutTitle, at: draft.place(lines[start].range))
    }
    append(Section(kind: .annex, mark: start, titles: first..<after, content: after..<stop))
  }

  /// After the lines of an annex's title: as 附件说明 names it, or as far as lines look like one.
  private func annexTitleEnd(_ first: Int, _ stop: Int, _ name: String?) -> Int {
    if let name {
      let wanted = name.letters
      var letters: [Unicode.Scalar] = []
      for index in first..<min(stop, first + 5) {
        letters += lines[index].text.letters
        if letters == wanted { return index + 1 }
        guard wanted.starts(with: letters) else { break }
      }
    }
    var index = first
    while index < min(stop, first + 4) {
      let line = lines[index]
      if line.isFinal || line.numberLevel != nil || line.width > 60 || line.isLabel { break }
      index += 1
      if Self.isComplete(line.text) {
        let isBracket = index < stop && TextLine.isBracketed(lines[index].scalars)
        return isBracket && lines[index].width <= 24 ? index + 1 : index
      }
    }
    // No line ends as titles do: only the first is taken for one.
    return min(index, first + 1)
  }

  private mutating func append(_ section: Section) {
    var section = section
    cover(&section)
    layout.sections.append(section)
  }

  /// At least two lines to fill in, then at most three lines of maker and date.
  private mutating func cover(_ section: inout Section) {
    let content = section.content
    let after = content.first { !lines[$0].isLabel } ?? content.upperBound
    guard after - content.lowerBound >= 2 else { return }
    section.labels = content.lowerBound..<after
    set(.coverLabel, section.labels)
    var foot = after
    while foot < content.upperBound, foot - after < 3, lines[foot].numberLevel == nil,
      !lines[foot].isFinal, lines[foot].width <= 60
    {
      foot += 1
    }
    section.foot = after..<foot
    set(.coverFoot, section.foot)
  }
}

/// 附件说明: the names that it gives.
enum AnnexNote {
  static func names(_ layout: Layout) -> [String] {
    let lines = layout.roles.indices.filter { layout.roles[$0] == .annexNote }
      .map { layout.lines[$0].text }
    var names: [String] = []
    for (position, line) in lines.enumerated() {
      var text = line
      if position == 0, let colon = text.firstIndex(of: "：") {
        text = String(text[text.index(after: colon)...])
      }
      if let rest = unnumbered(text) {
        names.append(rest)
      } else if position == 0 || names.isEmpty {
        names.append(text)
      } else {
        names[names.count - 1] += text
      }
    }
    return names.filter { !$0.letters.isEmpty }
  }

  /// The text after 1. or nil where it has no number.
  private static func unnumbered(_ text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    let digits = scalars.prefix { $0.isFigure }.count
    guard (1...2).contains(digits), digits < scalars.count,
      ".．、".unicodeScalars.contains(scalars[digits])
    else { return nil }
    return scalars[(digits + 1)...].string
  }
}
