import Pages
import Typography

/// 页码 (7.5).
extension Survey {
  /// The number of a page as printed.
  private struct PrintedNumber {
    var line: SeenLine
    var value: Int
  }

  mutating func pageNumbers() {
    let numbers = reading.pages.flatMap(\.lines).filter { $0.artifact == .pageNumber }
      .map { line in
        let digits = line.glyphs.map(\.text).joined().unicodeScalars.filter(Marks.isDigit)
        return PrintedNumber(
          line: line, value: Int(String(String.UnicodeScalarView(digits))) ?? 0)
      }
    // A 文书 of several pages is numbered like a 公文; forms and reports follow no clause.
    if form.isGridded, !numbers.isEmpty { places(numbers) }
    if form.isOfficial { blankPages(numbers) }
  }

  private mutating func places(_ numbers: [PrintedNumber]) {
    var heights: [(value: Double, page: Int)] = []
    var indents: [(value: Double, page: Int)] = []
    var wrongSides: [Int] = []
    for number in numbers {
      let line = number.line
      let dashes = line.glyphs.filter { $0.scalar == Marks.dash }
      if let top = dashes.compactMap({ $0.ink?.top }).min() {
        heights.append((top - areaBottom, line.page))
      }
      let isRight = line.centre > Standard.paper.width / 2
      if isRight != (number.value % 2 == 1) { wrongSides.append(line.page) }
      indents.append(
        (isRight ? areaRight(line.page) - line.right : line.left - areaLeft(line.page), line.page))
    }
    if heights.count == numbers.count {
      addWorst(.numberHeight, 7, heights, unit: Unit.pages)
    } else {
      add(
        .numberHeight, .words(Words("有一字线", "between dashes")),
        .words(Words("没有一字线", "no dashes"), conforms: false), page: numbers[0].line.page)
    }
    addCount(.numberSide, wrong: wrongSides, of: numbers.count, unit: Unit.pages)
    // Whether this 字 is one of 四号 or of 三号 the standard leaves open.
    let range = Standard.millimetres(14)...Standard.cell
    let worst = indents.max { distance($0.value, range) < distance($1.value, range) }
    if let worst {
      add(
        .numberIndent,
        .range((range.lowerBound - 0.1)...(range.upperBound + 0.2), meaning: .cells(1)),
        .length(worst.value), page: worst.page, note: .counted(indents.count, Unit.pages))
    }
    numberType(numbers)
    let first = numbers[0]
    let wrong = numbers.filter { $0.value - first.value != $0.line.page - first.line.page }
    let start = wrong.first.map { "\($0.value)" } ?? "\(first.value)—\(numbers.last?.value ?? 0)"
    add(
      .numberSequence, .words(Words("连续", "running on")),
      .words(
        wrong.isEmpty
          ? Words("\(start)，连续", "\(start), running on") : Words("出现 \(start)", "\(start) found"),
        conforms: wrong.isEmpty && (form != .normal || first.value == first.line.page + 1)),
      page: wrong.first?.line.page)
  }

  private func distance(_ value: Double, _ range: ClosedRange<Double>) -> Double {
    max(range.lowerBound - value, 0, value - range.upperBound)
  }

  /// 四号 half-width 宋体 digits.
  private mutating func numberType(_ numbers: [PrintedNumber]) {
    let digits = numbers.flatMap { number in
      number.line.glyphs.filter { Marks.isDigit($0.scalar) }.map { ($0, number.line.page) }
    }
    addType(.numberFont, .song, .four, glyphs: digits, digits: true)
  }

  /// Blank pages, and the page of the 版记 behind one, carry no number; all others do.
  private mutating func blankPages(_ numbers: [PrintedNumber]) {
    guard form == .normal || form == .minutes else { return }
    let numbered = Set(numbers.map(\.line.page))
    let blank = reading.pages.indices.filter { reading.pages[$0].isBlank }
    var wrong = blank.filter(numbered.contains)
    var unnumbered = Set(blank)
    if let first = blank.first {
      // Behind a blank page stands the 版记 alone.
      unnumbered.formUnion(first..<reading.pages.count)
      wrong += (first..<reading.pages.count).filter { numbered.contains($0) && !blank.contains($0) }
    }
    let lacking = reading.pages.indices.filter {
      !unnumbered.contains($0) && !numbered.contains($0)
    }
    addCount(
      .blankPages, wrong: (wrong + lacking).sorted(), of: reading.pages.count, unit: Unit.pages)
  }
}
