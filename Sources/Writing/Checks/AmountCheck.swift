import CaseData

/// Amounts: 大写 and 小写, units (std:N-1 to N-8).
enum AmountCheck {
  static func run(_ passage: Passage, _ report: inout WritingReport) {
    if passage.content.contains(.capital) { words(passage, &report) }
    guard passage.content.contains(.digit), passage.kind == .body || passage.kind == .heading
    else { return }
    withoutUnit(passage, &report)
    mixedUnits(passage, &report)
  }

  // MARK: 大写 and 小写

  private static func words(_ passage: Passage, _ report: inout WritingReport) {
    let scalars = passage.scalars
    var index = 0
    while index < scalars.count {
      var end = index
      while end < scalars.count, RenminbiWords.isWord(scalars[end]) { end += 1 }
      let range = index..<end
      index = max(index + 1, end)
      // 伍家 and 拾 alone are names and verbs.
      guard range.count >= 2,
        scalars[range].contains(where: { "元圆圓角分".unicodeScalars.contains($0) }),
        CharacterKinds(scalars[range.lowerBound]) == .capital || scalars[range.lowerBound] == "零",
        let figures = FiguredAmount.beside(range, in: scalars)
      else { continue }
      let read = RenminbiWords.amount(of: passage.text(range))
      guard read != figures else { continue }
      let wanted = RenminbiWords.words(figures) ?? ""
      report.add(.amountInWords, passage, range, wanted: wanted)
    }
  }

  // MARK: units

  private static let moneyWords = ["资金", "经费", "金额", "补助", "奖励", "投资", "费用", "贷款", "预算"]

  private static func withoutUnit(_ passage: Passage, _ report: inout WritingReport) {
    let scalars = passage.scalars
    for run in scalars.figureRuns {
      guard let after = scalars.at(run.upperBound), "，。；".unicodeScalars.contains(after) else {
        continue
      }
      let number = FiguredAmount.start(of: run, in: scalars)
      var start = number
      for word in ["共计", "合计", "总计", "达到", "不超过", "不少于", "不低于", "约", "共", "达", "为"]
      where scalars.has(word, before: start) {
        start -= word.unicodeScalars.count
      }
      guard moneyWords.contains(where: { scalars.has($0, before: start) }) else { continue }
      report.add(.amountWithoutUnit, passage, number..<run.upperBound)
    }
  }

  /// 3万元 and 20000元 in one sentence.
  private static func mixedUnits(_ passage: Passage, _ report: inout WritingReport) {
    let scalars = passage.scalars
    var hasTenThousands = false
    var plain: [Range<Int>] = []
    func flush() {
      for range in plain where hasTenThousands {
        guard let amount = FiguredAmount.value(of: range, in: scalars), amount.isInteger,
          let units = amount.integer, units >= 10_000, units % 1_000 == 0
        else { continue }
        let thousands = units / 1_000 % 10
        let short = thousands == 0 ? "\(units / 10_000)" : "\(units / 10_000).\(thousands)"
        report.add(
          .mixedMoneyUnits, passage, range.lowerBound..<(range.upperBound + 1), wanted: short + "万元"
        )
      }
      hasTenThousands = false
      plain = []
    }
    var sentence = 0
    for run in scalars.figureRuns {
      if scalars[sentence..<run.lowerBound].contains("。") { flush() }
      sentence = run.lowerBound
      if scalars.has("万元", at: run.upperBound) { hasTenThousands = true }
      if scalars.at(run.upperBound) == "元" {
        plain.append(FiguredAmount.start(of: run, in: scalars)..<run.upperBound)
      }
    }
    flush()
  }
}

/// An amount in figures: 100,000.00, 12.5万元, ￥10.
enum FiguredAmount {
  /// Where the number begins that ends with these figures: commas and a point belong to it.
  static func start(of run: Range<Int>, in scalars: [Unicode.Scalar]) -> Int {
    var start = run.lowerBound
    while let mark = scalars.at(start - 1), mark == "," || mark == ".",
      scalars.at(start - 2)?.isFigure == true
    {
      start = scalars.startOfFigures(before: start - 1)
    }
    return start
  }

  /// The value of a number with commas.
  static func value(of range: Range<Int>, in scalars: [Unicode.Scalar]) -> ExactDecimal? {
    var text = String.UnicodeScalarView()
    for scalar in scalars[range] where scalar != "," { text.append(scalar) }
    return ExactDecimal(parsing: String(text))
  }

  /// The same amount in figures, in 元, directly before or behind an amount in words.
  static func beside(_ words: Range<Int>, in scalars: [Unicode.Scalar]) -> ExactDecimal? {
    after(words.upperBound, in: scalars) ?? before(words.lowerBound, in: scalars)
  }

  private static let links = [
    "人民币", "小写", "大写", "金额", "RMB", "即", "（", "(", "）", ")", "：", ":", "￥", "¥", "，", " ",
  ]

  private static func after(_ index: Int, in scalars: [Unicode.Scalar]) -> ExactDecimal? {
    var index = index
    var isLinked = false
    while let link = scalars.first(links, at: index) {
      if !["，", " ", "人民币", "金额"].contains(link) { isLinked = true }
      index += link.unicodeScalars.count
    }
    guard isLinked, scalars.at(index)?.isFigure == true else { return nil }
    var end = index
    while let next = scalars.at(end),
      next.isFigure || next == "," || next == "." && scalars.at(end + 1)?.isFigure == true
    {
      end += 1
    }
    return scaled(value(of: index..<end, in: scalars), unitAt: end, in: scalars)
  }

  /// 100,000.00元（大写：人民币壹拾万元整）
  private static func before(_ index: Int, in scalars: [Unicode.Scalar]) -> ExactDecimal? {
    var index = index
    var isLinked = false
    while let link = links.first(where: { scalars.has($0, before: index) }) {
      if link == "（" || link == "(" || link == "大写" || link == "即" { isLinked = true }
      index -= link.unicodeScalars.count
    }
    guard isLinked else { return nil }
    if scalars.at(index - 1) == "整" { index -= 1 }
    guard scalars.at(index - 1) == "元" else { return nil }
    var end = index - 1
    let unit = end - 1
    if let scale = scalars.at(unit), scale == "万" || scale == "亿" { end = unit }
    let run = scalars.startOfFigures(before: end)..<end
    guard !run.isEmpty else { return nil }
    return scaled(
      value(of: start(of: run, in: scalars)..<end, in: scalars), unitAt: end, in: scalars)
  }

  private static func scaled(
    _ value: ExactDecimal?, unitAt index: Int, in scalars: [Unicode.Scalar]
  ) -> ExactDecimal? {
    guard let value else { return nil }
    let factor: Int128
    switch scalars.at(index) {
    case "万": factor = 10_000
    case "亿": factor = 100_000_000
    default: factor = 1
    }
    let (product, overflow) = value.significand.multipliedReportingOverflow(by: factor)
    return overflow ? nil : ExactDecimal(significand: product, scale: value.scale)
  }
}
