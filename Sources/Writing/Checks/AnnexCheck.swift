import Diagnostics

/// 附件: what the text cites, what is listed and what the pages are called must be one (std:G-45,
/// G-55).
enum AnnexCheck {
  static func run(_ text: WrittenText, _ report: inout WritingReport) {
    let annexes = text.annexes.filter { !$0.isEnacted }
    guard text.isOfficial || !annexes.isEmpty else { return }
    for annex in annexes {
      guard let own = annex.ownTitle else { continue }
      let title = WrittenAnnex.plain(own.scalars[...])
      guard title != annex.plainName, !title.isEmpty else { continue }
      report.add(
        WritingProblem(.annexTitle, title, wanted: annex.plainName), own, 0..<own.scalars.count)
    }
    var cited: Set<Int> = []
    for passage in text.passages where passage.kind != .annexTitle {
      citations(in: passage, annexes, &cited, &report)
    }
    neverCited(annexes, cited, text, &report)
  }

  // MARK: 附件2《…》

  private static func citations(
    in passage: Passage, _ annexes: [WrittenAnnex], _ cited: inout Set<Int>,
    _ report: inout WritingReport
  ) {
    let scalars = passage.scalars
    var index = 0
    while let found = scalars.firstIndex(of: "附件", from: index) {
      index = found + 2
      // 《…》附件2 and 通知附件2 are another document's.
      if let before = scalars.at(found - 1), before == "》" || before == "知" { continue }
      let (numbers, end) = numbers(in: scalars, from: index)
      if numbers.isEmpty {
        if isWhole(scalars, found) { cited.formUnion(annexes.indices) }
        if annexes.count == 1 {
          compare(passage, found..<end, annexes[0], &report)
        }
        continue
      }
      index = end
      for number in numbers {
        // A single annex has no number; 附件1 still means it.
        if number >= 1, number <= annexes.count {
          cited.insert(number - 1)
        } else {
          report.add(
            WritingProblem(.annexMissing, "附件\(number)"), passage, found..<end)
        }
      }
      if numbers.count == 1, annexes.indices.contains(numbers[0] - 1) {
        compare(passage, found..<end, annexes[numbers[0] - 1], &report)
      }
    }
  }

  /// 附件 means all of them, and not a word such as 附件材料.
  private static func isWhole(_ scalars: [Unicode.Scalar], _ found: Int) -> Bool {
    let words = ["见", "按", "照", "详", "（", "及", "和", "据", "《", "发", "送", "将", "以", "各"]
    return words.contains { scalars.has($0, before: found) } || found == 0
  }

  /// 2, 1、2, 1—3, 1至3 after 附件, and where they end.
  private static func numbers(
    in scalars: [Unicode.Scalar], from start: Int
  ) -> (numbers: [Int], end: Int) {
    var numbers: [Int] = []
    var index = start
    while true {
      let end = scalars.endOfFigures(from: index)
      guard let number = scalars.number(index..<end), number < 1000 else { break }
      // 附件2024年 is no number of an annex.
      if scalars.at(end) == "年" { break }
      let isRange = numbers.last != nil && ["—", "至", "-", "～", "－"].contains(scalars[index - 1])
      if isRange, let last = numbers.last, last < number, number - last < 100 {
        numbers += (last + 1)...number
      } else {
        numbers.append(number)
      }
      index = end
      guard let next = scalars.at(index), ["、", "—", "至", "-", "～", "－", "和"].contains(next),
        scalars.at(index + 1)?.isFigure == true
      else { return (numbers, index) }
      index += 1
    }
    return (numbers, numbers.isEmpty ? start : index - 1)
  }

  /// 附件2《…》, or 《…》（附件2）, 《…》（见附件2）.
  private static func compare(
    _ passage: Passage, _ citation: Range<Int>, _ annex: WrittenAnnex,
    _ report: inout WritingReport
  ) {
    let scalars = passage.scalars
    var title: Range<Int>?
    if scalars.at(citation.upperBound) == "《",
      let close = scalars[citation.upperBound...].firstIndex(of: "》")
    {
      title = citation.upperBound..<(close + 1)
    } else {
      var before = citation.lowerBound - 1
      while let word = scalars.at(before), word == "见" || word == "详" { before -= 1 }
      if scalars.at(before) == "（", scalars.at(before - 1) == "》",
        let open = scalars[..<before].lastIndex(of: "《")
      {
        title = open..<before
      }
    }
    guard let title else { return }
    let name = WrittenAnnex.plain(scalars[title])
    guard name != annex.plainName else { return }
    report.add(
      WritingProblem(.annexCitedOtherwise, "《\(name)》", wanted: annex.plainName), passage, title)
  }

  // MARK: never cited

  private static func neverCited(
    _ annexes: [WrittenAnnex], _ cited: Set<Int>, _ text: WrittenText,
    _ report: inout WritingReport
  ) {
    for (index, annex) in annexes.enumerated() where !cited.contains(index) {
      let name = annex.plainName
      guard !name.isEmpty else { continue }
      // 按照申报指南 means 示例项目申报指南: a text may use the end of a long name.
      let scalars = Array(name.unicodeScalars)
      let spoken = scalars.count > 6 ? Array(scalars.suffix(4)) : scalars
      let isNamed = text.flow.contains { passage in
        guard passage.part != annex.name.part, passage.kind != .title else { return false }
        return passage.scalars.firstIndex(of: String(String.UnicodeScalarView(spoken))) != nil
      }
      if !isNamed {
        let found = annexes.count > 1 ? "附件\(index + 1)　\(name)" : "附件　\(name)"
        report.add(
          WritingProblem(.annexNeverCited, found), annex.name, 0..<annex.name.scalars.count)
      }
    }
  }
}
