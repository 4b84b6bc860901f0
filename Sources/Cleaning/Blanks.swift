import Diagnostics
import TemplateLanguage

/// Blanks, line by line: those of letter-spacing and of the edges go, those beside digits, Latin
/// letters and punctuation go, those to write on become ＿＿, and those that part names or columns
/// stay and are reported.
struct Blanks {
  static func edits(_ draft: Draft, _ findings: inout Findings) -> [Edit] {
    var blanks = Blanks(draft: draft)
    for line in draft.lines {
      let glyphs = draft.glyphs(line)
      if draft.isManuscript, isNotation(glyphs) { continue }
      if glyphs.contains(where: { $0.scalar.isBlank }) { blanks.read(glyphs) }
      blanks.underscores(glyphs)
    }
    return blanks.edits
  }

  /// Control lines, table rows, titles and `===` of a manuscript need their blanks.
  private static func isNotation(_ glyphs: [Glyph]) -> Bool {
    guard let first = glyphs.first(where: { !$0.scalar.isBlank })?.scalar.halfForm else {
      return false
    }
    return "@#=|\\".unicodeScalars.contains(first) || glyphs.contains { $0.scalar == "|" }
  }

  private let draft: Draft
  private var edits: [Edit] = []
  private lazy var words = KnownWords(draft)

  private init(draft: Draft) { self.draft = draft }

  /// A run of blanks inside a line.
  private struct Gap {
    /// Positions in the line's glyphs.
    var range: Range<Int>
    /// A full-width blank, a tab or several blanks: made for layout.
    var isWide: Bool
    /// In half cells.
    var width: Int
  }

  private mutating func read(_ glyphs: [Glyph]) {
    guard let first = glyphs.firstIndex(where: { !$0.scalar.isBlank }),
      let last = glyphs.lastIndex(where: { !$0.scalar.isBlank })
    else {
      delete(glyphs[...], .edgeBlank)
      return
    }
    let body = Array(glyphs[first...last])
    if isDateToWrite(body) {
      dateToWrite(glyphs)
      return
    }
    delete(glyphs[..<first], .edgeBlank)
    let tail = glyphs[(last + 1)...]
    if body[body.count - 1].scalar.fullForm == "：", Self.width(tail) >= 6 {
      replace(tail, "＿＿", .writingBlank)
    } else {
      delete(tail, .edgeBlank)
    }
    let gaps = self.gaps(body)
    guard !gaps.isEmpty else { return }
    let spaced = LetterSpacing.gaps(body, gaps.map(\.range))
    for (gap, isSpacing) in zip(gaps, spaced) {
      if isSpacing {
        delete(body[gap.range], .letterSpacing)
      } else if !decide(gap, body) {
        keep(gap, body)
      }
    }
  }

  private func gaps(_ body: [Glyph]) -> [Gap] {
    var gaps: [Gap] = []
    var index = 0
    while index < body.count {
      let begin = index
      while index < body.count, body[index].scalar.isBlank { index += 1 }
      if index > begin {
        let blanks = body[begin..<index]
        let isWide =
          blanks.count > 1 || blanks.contains { $0.scalar == "\u{3000}" || $0.scalar == "\t" }
        gaps.append(Gap(range: begin..<index, isWide: isWide, width: Self.width(blanks)))
      }
      index += 1
    }
    return gaps
  }

  private static func width(_ blanks: ArraySlice<Glyph>) -> Int {
    blanks.reduce(0) { $0 + ($1.scalar == "\t" ? 4 : $1.scalar.value >= 0x2000 ? 2 : 1) }
  }

  // MARK: one gap

  /// False where the gap stays.
  private mutating func decide(_ gap: Gap, _ body: [Glyph]) -> Bool {
    let left = body[gap.range.lowerBound - 1].scalar.fullForm
    let right = body[gap.range.upperBound].scalar.fullForm
    let blanks = body[gap.range]
    if left == "：", gap.width >= 6 {
      replace(blanks, "＿＿", .writingBlank)
    } else if gap.range.lowerBound <= 12,
      NumberMark.read(body[..<gap.range.lowerBound].string)?.length == gap.range.lowerBound
    {
      delete(blanks, .itemBlank)
    } else if isAnnexMark(body[..<gap.range.lowerBound]) {
      if blanks.string != "\u{3000}" { replace(blanks, "\u{3000}", .columnBlank) }
    } else if isWestern(left), isWestern(right) {
      return isAtSign(gap, body) ? remove(blanks, .latinBlank) : !gap.isWide && isPlain(blanks)
    } else if "，。；：、！？".unicodeScalars.contains(left)
      || "，。；：、！？".unicodeScalars.contains(right) || left.isOpening || right.isClosing
    {
      delete(blanks, .markBlank)
    } else if gap.isWide {
      return false
    } else if isWestern(left) && isChinese(right) || isChinese(left) && isWestern(right) {
      // “PDF (version)” is Latin text.
      if right == "（", left.isLatin, !hasHan(after: gap, body) { return true }
      delete(blanks, .latinBlank)
    } else if left.isChineseMark || right.isChineseMark || left == "×" || right == "×" {
      delete(blanks, .markBlank)
    } else if left.isHan, right.isHan, words.stands(around: gap.range, of: body) {
      delete(blanks, .strayBlank)
    } else {
      return false
    }
    return true
  }

  /// 附件1, with a title after it.
  private func isAnnexMark(_ glyphs: ArraySlice<Glyph>) -> Bool {
    guard glyphs.count <= 8 else { return false }
    let scalars = glyphs.map(\.scalar).filter { !$0.isBlank }
    return (3...4).contains(scalars.count) && scalars.starts(with: "附件".unicodeScalars)
      && scalars.dropFirst(2).allSatisfy(\.isFigure)
  }

  private func isWestern(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isWestern || (0x21...0x7E).contains(scalar.value)
  }

  private func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isHan || scalar.isChineseMark || scalar == "×"
  }

  private mutating func remove(_ blanks: ArraySlice<Glyph>, _ kind: ChangeKind) -> Bool {
    delete(blanks, kind)
    return true
  }

  private func isPlain(_ blanks: ArraySlice<Glyph>) -> Bool {
    blanks.allSatisfy { $0.scalar == " " }
  }

  /// A blank beside the @ of an e-mail address.
  private func isAtSign(_ gap: Gap, _ body: [Glyph]) -> Bool {
    body[gap.range.lowerBound - 1].scalar == "@" || body[gap.range.upperBound].scalar == "@"
  }

  private func hasHan(after gap: Gap, _ body: [Glyph]) -> Bool {
    for glyph in body[gap.range.upperBound...].prefix(60) {
      if glyph.scalar.isHan { return true }
      if glyph.scalar.isClosing { return false }
    }
    return false
  }

  /// What stays: one U+3000 between columns, one U+0020 between names.
  private mutating func keep(_ gap: Gap, _ body: [Glyph]) {
    let text = gap.isWide ? "\u{3000}" : " "
    if body[gap.range].string != text { replace(body[gap.range], text, .columnBlank) }
  }

  /// ____ and ＿＿＿ to write on: full-width lines of the same length.
  private mutating func underscores(_ glyphs: [Glyph]) {
    var index = 0
    while index < glyphs.count {
      let begin = index
      while index < glyphs.count, glyphs[index].scalar == "_" { index += 1 }
      if index - begin >= 3 {
        let text = String(repeating: "＿", count: (index - begin + 1) / 2)
        replace(glyphs[begin..<index], text, .writingBlank)
      }
      index += 1
    }
  }

  // MARK: a date for the hand

  /// `　　年　　月　　日`: its blanks are to write on.
  private func isDateToWrite(_ body: [Glyph]) -> Bool {
    body.map(\.scalar).filter { !$0.isBlank }.string == "年月日"
      && body.contains { $0.scalar.isBlank }
  }

  private mutating func dateToWrite(_ glyphs: [Glyph]) {
    let wanted = "　　年　　月　　日"
    guard glyphs.string != wanted, let first = glyphs.first, let last = glyphs.last else { return }
    edits.append(Edit(range: first.index..<last.index + 1, text: wanted, kind: .writingBlank))
  }

  private mutating func delete(_ glyphs: ArraySlice<Glyph>, _ kind: ChangeKind) {
    replace(glyphs, "", kind)
  }

  private mutating func replace(_ glyphs: ArraySlice<Glyph>, _ text: String, _ kind: ChangeKind) {
    guard let first = glyphs.first, let last = glyphs.last else { return }
    edits.append(Edit(range: first.index..<last.index + 1, text: text, kind: kind))
  }
}

/// 联 系 人, 太 原 市: characters set apart one by one.
enum LetterSpacing {
  /// Words of two characters that are often set apart; any other pair may be a name (王　强).
  private static let pairs: Set<String> = [
    "附件", "抄送", "抄报", "通知", "通告", "公告", "决定", "命令", "目录", "文件", "报告", "纪要", "主送", "姓名", "单位", "地址",
    "电话", "手机", "邮箱", "传真", "备注", "日期", "性别", "职务", "职称",
  ]

  /// Which of the gaps are letter-spacing.
  static func gaps(_ body: [Glyph], _ gaps: [Range<Int>]) -> [Bool] {
    var result = [Bool](repeating: false, count: gaps.count)
    var index = 0
    while index < gaps.count {
      // A chain of single characters: each gap but the last is followed by one character.
      var end = index
      while end + 1 < gaps.count, gaps[end + 1].lowerBound == gaps[end].upperBound + 1,
        body[gaps[end].upperBound].scalar.isHan
      {
        end += 1
      }
      if isSpaced(body, gaps, index...end) {
        for position in index...end { result[position] = true }
      }
      index = end + 1
    }
    return isWholeLine(body, gaps) ? result.map { _ in true } : result
  }

  private static func isSpaced(
    _ body: [Glyph], _ gaps: [Range<Int>], _ chain: ClosedRange<Int>
  ) -> Bool {
    let begin = gaps[chain.lowerBound].lowerBound
    let end = gaps[chain.upperBound].upperBound
    // One character before the first gap and one after the last, at a word's edge on both sides.
    guard begin >= 1, body[begin - 1].scalar.isHan, body[end].scalar.isHan else { return false }
    let opens = begin == 1 || isEdge(body[begin - 2].scalar)
    let closes = end + 1 == body.count || isEdge(body[end + 1].scalar)
    guard opens, closes else { return false }
    let letters =
      [body[begin - 1].scalar] + chain.map { body[gaps[$0].upperBound].scalar }
    return letters.count >= 3 || pairs.contains(letters.string)
  }

  private static func isEdge(_ scalar: Unicode.Scalar) -> Bool {
    "：（）〔〕".unicodeScalars.contains(scalar.fullForm) || scalar.isFigure || scalar == "＿"
  }

  /// A line whose every piece is one character, with the mark after it, or one number.
  private static func isWholeLine(_ body: [Glyph], _ gaps: [Range<Int>]) -> Bool {
    guard gaps.count >= 5 else { return false }
    var begin = 0
    for end in gaps.map(\.lowerBound) + [body.count] {
      let piece = body[begin..<end].map(\.scalar)
      let characters = piece.count { !$0.isChineseMark && !($0.fullForm.isChineseMark) }
      guard characters <= 1 || piece.allSatisfy({ $0.isFigure }) else { return false }
      begin = end
      while begin < body.count, body[begin].scalar.isBlank { begin += 1 }
    }
    return true
  }
}

/// The words of the text, to see whether two characters that a blank parts stand together elsewhere.
struct KnownWords {
  /// Runs of eight Chinese characters or marks without a blank between.
  private var runs: Set<UInt64> = []
  /// Runs of four, a blank, and four more.
  private var apart: Set<UInt64> = []
  private static let half = 4

  init(_ draft: Draft) {
    for line in draft.lines {
      let scalars = draft.glyphs(line).map(\.scalar)
      guard scalars.count >= 2 * Self.half else { continue }
      for begin in 0...(scalars.count - 2 * Self.half) {
        let run = scalars[begin..<begin + 2 * Self.half]
        if !run.contains(where: \.isBlank) { runs.insert(Self.hash(run)) }
        if scalars[begin + Self.half].isBlank, begin + 2 * Self.half < scalars.count {
          let spaced = scalars[begin...begin + 2 * Self.half].filter { !$0.isBlank }
          if spaced.count == 2 * Self.half { apart.insert(Self.hash(spaced[...])) }
        }
      }
    }
  }

  /// Whether the four characters before the gap and the four after it stand together elsewhere.
  func stands(around gap: Range<Int>, of body: [Glyph]) -> Bool {
    guard gap.lowerBound >= Self.half, gap.upperBound + Self.half <= body.count else {
      return false
    }
    let left = body[(gap.lowerBound - Self.half)..<gap.lowerBound].map(\.scalar)
    let right = body[gap.upperBound..<(gap.upperBound + Self.half)].map(\.scalar)
    return stand(left + right)
  }

  /// Whether a run of eight stands in the text.
  func stand(_ run: [Unicode.Scalar]) -> Bool {
    run.count == 2 * Self.half && runs.contains(Self.hash(run[...]))
  }

  /// Whether the text has these eight with a blank in the middle, and never without.
  func standApart(
    _ left: some Collection<Unicode.Scalar>, _ right: some Collection<Unicode.Scalar>
  ) -> Bool {
    let run = Array(left) + Array(right)
    guard run.count == 2 * Self.half else { return false }
    let hash = Self.hash(run[...])
    return apart.contains(hash) && !runs.contains(hash)
  }

  /// FNV-1a over the code points.
  private static func hash(_ scalars: ArraySlice<Unicode.Scalar>) -> UInt64 {
    scalars.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1.value)) &* 0x100_0000_01B3 }
  }
}

/// The blanks that stayed inside lines: told line by line, since they may be right or wrong.
enum KeptBlanks {
  static func report(_ draft: Draft, _ findings: inout Findings) {
    for line in draft.lines {
      let glyphs = draft.glyphs(line)
      let kept = glyphs.indices.filter { isKept(glyphs, $0) }
      guard let first = kept.first, let last = kept.last else { continue }
      let count = kept.count
      let isColumns = glyphs[first...last].contains { $0.scalar == "\u{3000}" }
      findings.add(
        isColumns ? CleaningProblem.keptColumns(count: count) : .keptBlanks(count: count),
        at: draft.place(glyphs[first].index..<glyphs[last].index + 1))
    }
  }

  /// Inside the line, and not between two Latin words.
  private static func isKept(_ glyphs: [Glyph], _ position: Int) -> Bool {
    guard glyphs[position].scalar.isBlank, position > 0, position + 1 < glyphs.count else {
      return false
    }
    if glyphs[position - 1].scalar.isBlank { return false }
    return glyphs[position].scalar == "\u{3000}"
      || !(glyphs[position - 1].scalar.value < 0x2000 && glyphs[position + 1].scalar.value < 0x2000)
  }
}
