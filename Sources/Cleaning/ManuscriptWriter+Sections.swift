import Diagnostics
import TemplateLanguage

// Annexes, 被印发件 and covers: the lines `=== …` and `@封面`.
extension ManuscriptWriter {
  /// 附件说明 is made from the annexes; its names are compared with their titles.
  mutating func annexNote() {
    let note = indices(.annexNote)
    guard let first = note.first else { return }
    let noted = AnnexNote.names(layout)
    let annexes = layout.sections.filter { $0.kind == .annex }
    for (name, annex) in zip(noted, annexes) {
      let title = titleText(annex)
      if title.letters != name.letters {
        findings.add(
          CleaningProblem.annexNameDiffers(noted: name, titled: title),
          at: draft.place(lines[first].range))
      }
    }
    if noted.count != annexes.count {
      findings.add(
        CleaningProblem.annexCountDiffers(noted: noted.count, found: annexes.count),
        at: draft.place(lines[first].range))
    }
    for index in note { clear(index, .takenOver) }
  }

  private func titleText(_ section: Section) -> String {
    let onMark = section.mark.flatMap { index in
      lines[index].annexMark.map { lines[index].scalars[$0.title...].string }
    }
    return (onMark ?? "") + section.titles.map { lines[$0].text }.joined()
  }

  /// The line `=== …` of a section, and its cover.
  mutating func mark(_ section: Section) {
    switch section.kind {
    case .main: return
    case .annex: annexMark(section)
    case .enacted:
      draft.insert(
        "=== 被印发件\u{3000}", before: lines[section.titles.lowerBound].range.lowerBound, .notation)
    }
    let titles = Array(section.titles)
    for (a, b) in zip(titles, titles.dropFirst()) { join(a, joint(a, b)) }
    if let last = titles.last {
      marks(titles)
      endParagraph(last)
    }
    cover(section)
  }

  private mutating func annexMark(_ section: Section) {
    guard let index = section.mark, let mark = lines[index].annexMark else { return }
    let line = lines[index]
    draft.insert("=== ", before: line.range.lowerBound, .notation)
    annexCount += 1
    let expected = annexCount
    let digits = line.glyphs[mark.digits]
    let written = digits.string
    if let range = Self.range(digits) {
      if written != String(expected) {
        let isChinese = !written.unicodeScalars.contains(where: \.isFigure)
        if isChinese { draft.apply(Edit(range: range, text: String(expected), kind: .notation)) }
        if !isChinese || NumberMark.read(written + "、")?.mark.value != expected {
          findings.add(
            CleaningProblem.annexNumber(found: written, expected: expected),
            at: draft.place(line.range))
        }
      }
    } else if annexMarks.count > 1 {
      draft.insert(String(expected), before: line.glyphs[1].index + 1, .notation)
    }
    let end = mark.digits.isEmpty ? 2 : mark.digits.upperBound
    let between = line.glyphs[end..<mark.title]
    if mark.title < line.glyphs.count {
      // The title stands on the same line.
      if let range = Self.range(between) {
        draft.apply(Edit(range: range, text: "\u{3000}", kind: .notation))
      }
    } else {
      for glyph in between { draft.apply(.delete(glyph.index..<glyph.index + 1, .takenOver)) }
    }
    if section.titles.isEmpty {
      endParagraph(index)
    } else {
      join(index, mark.title < line.glyphs.count ? "" : "\u{3000}", .notation)
    }
  }

  /// `@封面`, the title with its wanted breaks, the lines to fill in, `@底` and `@完`.
  private mutating func cover(_ section: Section) {
    guard let cover = section.cover else { return }
    let title =
      section.titles.map { draft.text(lines[$0].range) }.joined(separator: "／")
    let onMark = section.mark.flatMap { index in
      lines[index].annexMark.map { draft.glyphs(lines[index].range).dropFirst($0.title).string }
    }
    let first = lines[cover.labels.lowerBound].range.lowerBound
    draft.insert("@封面\n# ", before: first, .notation)
    draft.insert(title.isEmpty ? onMark ?? "" : title, before: first, .repeated)
    draft.insert("\n", before: first, .notation)
    for index in cover.labels {
      marks([index])
      endParagraph(index)
    }
    if let foot = cover.foot.first, let last = cover.foot.last {
      draft.insert("@底 ", before: lines[foot].range.lowerBound, .notation)
      for index in cover.foot {
        marks([index])
        if index < last { join(index, "／", .notation) }
      }
    }
    let end = raw((cover.foot.last ?? cover.labels.last) ?? cover.labels.lowerBound)
    if end.terminator.isEmpty {
      draft.insert("\n@完", before: draft.scalars.count, .notation)
    } else {
      if let last = cover.foot.last { endParagraph(last) }
      draft.insert("@完\n", before: end.terminator.upperBound, .notation)
    }
  }

  /// 被印发件 of the head: the title of its text.
  mutating func enactedKey() {
    guard let section = layout.sections.first(where: { $0.kind == .enacted }),
      let first = section.titles.first, let last = section.titles.last
    else { return }
    let text = draft.text(lines[first].range.lowerBound..<lines[last].range.upperBound)
    draft.write(text, to: .enacted, at: lines[first].range.lowerBound, .repeated)
  }

  /// The keys that a complete 公文 has and this text does not give.
  mutating func reportMissing() {
    let place = draft.scalars.startIndex
    // 函, 令 and 纪要 may have formats of their own, which the text does not tell.
    let kind = Self.kind(of: indices(.title).map { lines[$0].text }.joined())
    let isPlain = !["函", "令", "命令", "纪要"].contains(kind)
    if isPlain, draft.hasHead(.issuers) || draft.hasHead(.number) {
      let at = indices(.number).first ?? indices(.issuer).first ?? 0
      draft.write("公文", to: .style, at: lines[at].range.lowerBound, .headWord)
    }
    let wanted: [ManuscriptKey] = [
      .issuers, .number, .addressees, .signatories, .date, .printer, .printDate,
    ]
    let missing = wanted.filter { !draft.hasHead($0) }.map(\.rawValue)
    if !missing.isEmpty {
      findings.add(CleaningProblem.missingKeys(missing), at: draft.place(place..<place))
    }
  }
}
