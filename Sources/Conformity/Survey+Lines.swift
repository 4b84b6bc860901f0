import Pages
import Typography

/// What holds of every line: marks at its ends, pairs of marks, numbers, lone characters, fonts.
extension Survey {
  mutating func lines() {
    lineEdges()
    breaks()
    loneCharacters()
    fallbacks()
  }

  private mutating func lineEdges() {
    var starts: [Int] = []
    var ends: [Int] = []
    var total = 0
    for element in reading.elements {
      for (index, line) in element.lines.enumerated() {
        guard let first = line.glyphs.first, let last = line.glyphs.last else { continue }
        total += 1
        let goesOn = index > 0 && element.lines[index - 1].continues
        if Marks.neverFirst.contains(first.scalar)
          || (goesOn && (Marks.neverContinued.contains(first.scalar) || isConnector(line)))
        {
          starts.append(line.page)
        }
        if Marks.opening.contains(last.scalar)
          || (line.continues && Marks.neverLast.contains(last.scalar))
        {
          ends.append(line.page)
        }
      }
    }
    addCount(.lineStarts, wrong: starts, of: total, unit: Unit.lines)
    addCount(.lineEnds, wrong: ends, of: total, unit: Unit.lines)
  }

  /// A single — is a connector; two are a 破折号, which may begin a line.
  private func isConnector(_ line: SeenLine) -> Bool {
    line.glyphs.first?.scalar == Marks.dash && line.glyphs.dropFirst().first?.scalar != Marks.dash
  }

  /// Pairs and numbers that a line's end parts.
  private mutating func breaks() {
    var torn: [Int] = []
    var split: [Int] = []
    var total = 0
    // A narrow cell has no room for a long number.
    for element in reading.elements where !element.isInTable {
      for (above, below) in zip(element.lines, element.lines.dropFirst()) where above.continues {
        guard let last = above.glyphs.last?.scalar, let first = below.glyphs.first?.scalar else {
          continue
        }
        total += 1
        if Marks.paired.contains(last), last == first { torn.append(below.page) }
        if Marks.isDigit(last), Marks.isDigit(first) { split.append(below.page) }
      }
    }
    addCount(.tornMarks, wrong: torn, of: total, unit: Words("处回行", "line breaks"))
    addCount(.numbersWhole, wrong: split, of: total, unit: Words("处回行", "line breaks"))
  }

  /// A paragraph's last line with one character, marks not counted.
  private mutating func loneCharacters() {
    var lone: [Int] = []
    var total = 0
    for element in reading.elements where !element.isInTable {
      let lines = element.lines
      guard lines.count > 1, lines[lines.count - 2].continues, let last = lines.last else {
        continue
      }
      total += 1
      let characters = last.glyphs.filter {
        !Marks.closing.contains($0.scalar) && !Marks.opening.contains($0.scalar)
          && !$0.text.isEmpty
      }
      if characters.count == 1 { lone.append(last.page) }
    }
    addCount(.loneCharacters, wrong: lone, of: total, unit: Unit.paragraphs)
  }

  /// Characters in no font of any role's own: allowed, and worth knowing before printing.
  private mutating func fallbacks() {
    var known: [FaceText: Bool] = [:]
    var total = 0
    var count = 0
    var page: Int?
    for element in reading.elements {
      let role = self.role(of: element)
      for line in element.lines {
        for glyph in line.glyphs where !glyph.text.isEmpty {
          total += 1
          let key = FaceText(face: glyph.face, text: glyph.text, role: role)
          let isFallback = known[key] ?? self.isFallback(glyph, for: role)
          known[key] = isFallback
          guard isFallback else { continue }
          count += 1
          page = page ?? line.page
        }
      }
    }
    guard total > 0 else { return }
    let words = Words("\(count)字", "\(count) characters")
    add(
      .fallbackFonts, .words(Words("计数", "counted")), .words(words, conforms: true), page: page,
      note: .counted(total, Unit.characters))
  }

  private struct FaceText: Hashable {
    var face: FaceID
    var text: String
    var role: FontRole
  }

  /// The font that an element's clause asks for; for all others that of the text.
  private func role(of element: SeenElement) -> FontRole {
    switch element.part {
    case .sign, .signWord, .title, .annexTitle, .enactedTitle: return .title
    case .secrecy, .urgency, .annexMark: return .hei
    case .approver: return .kai
    default: break
    }
    guard element.isHeading else { return form.isGridded ? .fangsong : .song }
    switch LevelMark.level(of: element.text) {
    case 1: return .hei
    case 2: return .kai
    default: return .fangsong
    }
  }

  /// What no ruler finds.
  mutating func duties() {
    guard form.isOfficial else { return }
    if !reading.elements(.documentNumber).isEmpty {
      add(
        .numberWording,
        Words("年份、发文顺序号用阿拉伯数字，〔〕，不编虚位", "Arabic year and number, 〔〕, no leading zeros"),
        verdict: .template)
    }
    add(
      .wording,
      Words("按 GB 3100—3102、GB/T 15834、GB/T 15835", "as GB 3100–3102, GB/T 15834, GB/T 15835"),
      verdict: .template)
    add(
      .printing, Words("纸张、制版、印刷、装订", "paper, plates, print, binding"), verdict: .notApplicable)
  }
}
