import CaseData
import TemplateLanguage

/// A line with something on it, as the steps on characters and blanks left it, and what it looks
/// like.
struct TextLine {
  /// The index among the draft's lines.
  var index: Int
  var glyphs: [Glyph]
  /// The text with the half-width marks of Chinese prose in full width, to be compared with.
  var text: String
  /// In half cells.
  var width: Int

  init?(_ index: Int, _ draft: Draft) {
    var glyphs = draft.glyphs(draft.lines[index])
    while let last = glyphs.last, last.scalar.isBlank { glyphs.removeLast() }
    guard let first = glyphs.firstIndex(where: { !$0.scalar.isBlank }) else { return nil }
    // A date for the hand keeps its leading blanks; nothing else has any by now.
    let whole = Array(glyphs[first...])
    self.index = index
    self.glyphs = whole
    let full = whole.map(\.scalar.fullForm)
    text = full.string
    // Type sets a quarter em between Chinese and digits or Latin.
    let borders = zip(full, full.dropFirst()).count {
      $0.isHan && $1.isWestern || $0.isWestern && $1.isHan
    }
    width = full.reduce(0) { $0 + $1.halfCells } + borders / 2
  }

  var scalars: [Unicode.Scalar] { Array(text.unicodeScalars) }
  /// The width where every mark is compressed to half a cell.
  var leastWidth: Int { text.unicodeScalars.reduce(width) { $0 - ($1.isChineseMark ? 1 : 0) } }
  /// The raw scalars from the first visible one to the last.
  var range: Range<Int> {
    (glyphs.first?.index ?? 0)..<(glyphs.last?.index ?? -1) + 1
  }

  var hasColumns: Bool { text.unicodeScalars.contains("\u{3000}") }

  /// The pieces between blanks.
  var pieces: [ArraySlice<Glyph>] { glyphs.split { $0.scalar.isBlank } }

  // MARK: what it looks like

  /// Ends a sentence or an item, closing quotes and brackets left aside.
  var isFinal: Bool {
    text.unicodeScalars.reversed().first { !$0.isClosing }?.isFinal ?? false
  }

  /// The level of the number that it begins with, 1…4, or 0 for 第一条 and its like.
  var numberLevel: Int? {
    if let number = NumberMark.read(text.unicodeScalars.prefix(12).string) {
      return number.mark.level
    }
    return isArticle ? 0 : nil
  }

  private var isArticle: Bool {
    let head = Array(text.unicodeScalars.prefix(9))
    guard head.first == "第", let end = head.firstIndex(where: { "条章节".unicodeScalars.contains($0) })
    else { return false }
    return end > 1
      && head[1..<end].allSatisfy { $0.isFigure || "一二三四五六七八九十百零〇".unicodeScalars.contains($0) }
  }

  /// A heading of its own: 一、 or （一） and no sentence after it.
  var isHeading: Bool {
    guard let level = numberLevel, level == 1 || level == 2 else { return false }
    return !text.unicodeScalars.contains { "。；：".unicodeScalars.contains($0) }
  }

  /// 发文字号 and nothing else, save 签发人 after it.
  var documentNumber: Range<Int>? {
    let scalars = scalars
    guard let open = scalars.firstIndex(where: { "〔［[【（﹝".unicodeScalars.contains($0) }),
      (2...14).contains(open), open + 5 < scalars.count,
      scalars[..<open].allSatisfy({ $0.isHan || $0.isLatin || $0.isBlank }),
      scalars[(open + 1)...(open + 4)].allSatisfy(\.isFigure),
      "〕］]】）﹞".unicodeScalars.contains(scalars[open + 5])
    else { return nil }
    var index = open + 6
    while index < scalars.count, scalars[index].isBlank || scalars[index] == "第" { index += 1 }
    let digits = index
    while index < scalars.count, scalars[index].isFigure { index += 1 }
    guard index > digits, index - digits <= 5 else { return nil }
    while index < scalars.count, scalars[index].isBlank { index += 1 }
    guard index < scalars.count, scalars[index] == "号" else { return nil }
    let rest = scalars[(index + 1)...].filter { !$0.isBlank }
    guard rest.isEmpty || rest.starts(with: "签发人".unicodeScalars) else { return nil }
    return 0..<index + 1
  }

  /// A whole date: 2022年8月18日, 二〇二二年八月十八日.
  var date: CalendarDate? { Self.date(text) }

  static func date(_ text: String) -> CalendarDate? {
    guard text.contains("年"), text.contains("日"), text.unicodeScalars.count <= 16,
      let date = try? DateText.read(text), date.precision == .day
    else { return nil }
    return date
  }

  /// A date or only its year and month.
  var isDateOrMonth: Bool {
    guard text.contains("年"), text.unicodeScalars.count <= 16 else { return false }
    return (try? DateText.read(text)) != nil
  }

  /// The name of an agency and nothing else.
  static func isAgency(_ scalars: some Collection<Unicode.Scalar>) -> Bool {
    var name = Array(scalars)
    if name.last == "）", let open = name.lastIndex(of: "（") { name = Array(name[..<open]) }
    guard (3...30).contains(name.count), name.allSatisfy({ $0.isHan }), let last = name.last else {
      return false
    }
    return "局厅委会府部室院所心处署行社办司站团校学组".unicodeScalars.contains(last)
  }

  static func isBracketed(_ scalars: some Collection<Unicode.Scalar>) -> Bool {
    let all = Array(scalars)
    return all.first == "（" && all.last == "）" && all.count > 2
  }

  /// Every piece of it names an agency, gives a bracketed second name or a date.
  var isSignature: Bool {
    let pieces = pieces.map { $0.map(\.scalar.fullForm) }
    guard pieces.contains(where: { Self.isAgency($0) || Self.isBracketed($0) }) else {
      return false
    }
    return pieces.allSatisfy {
      Self.isAgency($0) || Self.isBracketed($0) || Self.date($0.string) != nil
    }
  }

  /// 附件, 附件1, 附件一： alone on the line, or with a title after it.
  var annexMark: (digits: Range<Int>, title: Int)? {
    let scalars = scalars
    guard scalars.starts(with: "附件".unicodeScalars) else { return nil }
    var index = 2
    while index < scalars.count, scalars[index].isBlank { index += 1 }
    let begin = index
    while index < scalars.count,
      scalars[index].isFigure || "一二三四五六七八九十".unicodeScalars.contains(scalars[index])
    {
      index += 1
    }
    let digits = begin..<index
    guard digits.count <= 3 else { return nil }
    while index < scalars.count,
      scalars[index].isBlank || "：．.、".unicodeScalars.contains(scalars[index])
    {
      index += 1
    }
    // 附件说明 is “附件：…”; a page is marked by 附件 alone or by its number.
    if index < scalars.count, digits.isEmpty || index == digits.upperBound { return nil }
    return (digits, index)
  }

  /// 附件：…
  var isAnnexNote: Bool { text.hasPrefix("附件：") || text.hasPrefix("附：") }

  /// The agency and date of printing: …2022年8月18日印发.
  var isPrinting: Bool { printingDate != nil }

  /// Where the date before 印发 begins.
  var printingDate: Int? {
    let scalars = scalars
    guard scalars.count > 6, scalars.suffix(2).elementsEqual("印发".unicodeScalars) else {
      return nil
    }
    let end = scalars.count - 2
    for begin in stride(from: end - 6, through: max(0, end - 14), by: -1) {
      guard begin >= 0, Self.date(scalars[begin..<end].filter { !$0.isBlank }.string) != nil,
        begin == 0
          || !scalars[begin - 1].isFigure
            && !"一二三四五六七八九十〇○零".unicodeScalars.contains(scalars[begin - 1]),
        !scalars[begin].isBlank
      else { continue }
      return begin
    }
    return nil
  }

  /// 信息公开选项：主动公开 and its like.
  var publicity: Range<Int>? {
    let scalars = scalars
    guard let colon = scalars.firstIndex(of: "："), colon <= 8 else { return nil }
    let key = scalars[..<colon].string
    let value = scalars[(colon + 1)...].string
    guard ["信息公开选项", "公开属性", "公开方式", "信息公开属性", "信息公开方式", "公开类型"].contains(key),
      ["主动公开", "依申请公开", "不予公开"].contains(value)
    else { return nil }
    return (colon + 1)..<scalars.count
  }

  /// The line is a blank form's: a label and a line to write on.
  var isLabel: Bool { text.contains("：＿") }
}
