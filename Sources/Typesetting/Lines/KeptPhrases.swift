/// Numbers with what they count (std:T-7, T-44), and phrases that read as one: dates, document
/// numbers, articles, telephone numbers (std:T-31, N-18).
extension LineText {
  /// 12件, 第3: a number and its counter.
  mutating func keepNumbers() {
    for index in units.indices.dropFirst() where units[index].breakBefore == .allowed {
      guard let scalar = scalar(index) else { continue }
      if units[index - 1].kind == .digit, units[index].kind == .han,
        KeptWords.counters.contains(scalar)
      {
        units[index].breakBefore = .hard
      } else if units[index].kind == .digit, self.scalar(index - 1) == "第" {
        units[index].breakBefore = .hard
      }
    }
  }

  mutating func keepPhrases() {
    for index in units.indices.dropFirst() { keepJoint(index) }
    // Most paragraphs have none of these: one look at the text says so.
    if scalars.contains("第") { keepOrdinals() }
    if scalars.contains("年") { keepWrittenDates() }
    if scalars.contains("〔") { keepDocumentNumbers() }
  }

  /// 2025年|3月, 3—|5个, 100万|元, 138 |0000, （0351）|422.
  private mutating func keepJoint(_ index: Int) {
    let isDigit = units[index].kind == .digit
    let before = units[index - 1].kind
    guard isDigit || isKind(index - 2, .digit) else { return }
    guard let scalar = scalar(index), let last = self.scalar(index - 1) else { return }
    if isDigit, isDateWord(index - 1), isKind(index - 2, .digit) {
      soften(index)
    } else if isDigit, before == .connector || before == .shortConnector || before == .dash {
      soften(index)
    } else if isDigit, before == .space, isKind(index - 2, .digit) {
      soften(index)
    } else if isDigit, last == "）" || last == ")", isKind(index - 2, .digit) {
      soften(index)
    } else if units[index].kind == .han, isKind(index - 2, .digit),
      KeptWords.magnitudes.contains(last), KeptWords.measures.contains(scalar)
    {
      soften(index)
    }
  }

  /// 第十二条, 第（三）项: 第, Chinese numerals, and what they count.
  private mutating func keepOrdinals() {
    var index = 0
    while index < units.count {
      defer { index += 1 }
      guard scalar(index) == "第" else { continue }
      let bracket = scalar(index + 1) == "（" ? 1 : 0
      var end = index + 1 + bracket
      while let numeral = scalar(end), KeptWords.numerals.contains(numeral), end - index < 10 {
        end += 1
      }
      guard end > index + 1 + bracket else { continue }
      if bracket == 1 {
        guard scalar(end) == "）" else { continue }
        end += 1
      }
      guard let word = scalar(end), KeptWords.ordinalWords.contains(word) else { continue }
      for place in index + 1...end where units[place].breakBefore == .allowed {
        units[place].breakBefore = .hard
      }
      index = end
    }
  }

  /// 二〇二五年三月十日.
  private mutating func keepWrittenDates() {
    for index in units.indices where scalar(index) == "年" {
      var start = index
      while start > 0, index - start < 5, isDateNumeral(start - 1) { start -= 1 }
      guard index - start == 4 else { continue }
      var end = index
      for word: Unicode.Scalar in ["月", "日"] {
        var next = end + 1
        while isDateNumeral(next), next - end < 4 { next += 1 }
        guard next > end + 1, scalar(next) == word else { break }
        end = next
      }
      for place in start + 1...end { soften(place) }
    }
  }
  private func isDateNumeral(_ index: Int) -> Bool {
    scalar(index).map { KeptWords.dateNumerals.contains($0) } ?? false
  }

  /// 并政发〔2020〕16号: the agency's code (at most four Han back to a mark or a verb), the year
  /// and the number.
  private mutating func keepDocumentNumbers() {
    for index in units.indices where scalar(index) == "〔" {
      guard isKind(index + 1, .digit) else { continue }
      var start = index
      while start > 0, index - start < 4, units[start - 1].kind == .han,
        let scalar = scalar(start - 1), !KeptWords.beforeDocumentNumber.contains(scalar)
      { start -= 1 }
      for place in start + 1..<max(start + 1, index) { soften(place) }
      // Before the year the number may part rather than leave a line blown apart.
      if start < index, units[index].breakBefore == .allowed { units[index].breakBefore = .weak }
      var end = index + 1
      while isKind(end, .digit), end - index < 6 { end += 1 }
      if scalar(end) == "〕", isKind(end + 1, .digit) { soften(end + 1) }
    }
  }

  private mutating func soften(_ index: Int) {
    if units[index].breakBefore == .allowed { units[index].breakBefore = .soft }
  }
}

/// Words that the rules of keeping together look for.
enum KeptWords {
  static let counters = set(
    "年月日时分秒号元角分万亿千百件家个人名次份天岁页项条款章节届期批栋间室楼层路户台套辆吨斤克米里亩倍折点周季级位类种字度版卷篇艘架座所处起宗笔卡集册本张份只头株幢门只股组队场年")
  static let magnitudes = set("万亿千百")
  static let measures = set("元件家人户亩吨平公个份次美")
  static let numerals = set("〇零一二三四五六七八九十百千0123456789")
  static let ordinalWords = set("条款项章节届次期批号编部分季年册卷位名")
  static let beforeDocumentNumber = set("据照依按见以和与及的将对印了在由根《》为如")
  static let dateWords = set("年月日")
  static let dateNumerals = set("〇○零一二三四五六七八九十")
  private static func set(_ text: String) -> Set<Unicode.Scalar> { Set(text.unicodeScalars) }
}
