import Document

/// 。 at the ends of paragraphs and headings (std:N-21).
enum SentenceCheck {
  static func run(_ text: WrittenText, _ report: inout WritingReport) {
    let style = text.document.style
    guard text.isOfficial || style == .paper else { return }
    for (index, passage) in text.flow.enumerated() {
      let next = text.flow.indices.contains(index + 1) ? text.flow[index + 1] : nil
      let isListed = index > 0 && isItem(text.flow[index - 1], besides: passage)
      if passage.kind == .heading || passage.kind == .body, !isListed {
        heading(passage, next, &report)
      }
      if passage.kind == .body { paragraph(passage, next, &report) }
    }
  }

  private static let marks: [Unicode.Scalar] = ["，", "；", "：", "。", "？", "！", "、"]

  /// Whether the paragraph before is an item of the same list: those are sentences.
  private static func isItem(_ before: Passage, besides passage: Passage) -> Bool {
    guard let first = ItemNumber.read(before.scalars), let second = ItemNumber.read(passage.scalars)
    else { return false }
    return first.level == second.level && before.part == passage.part
  }

  /// 一、申报时间。 on a line of its own, with what it heads below it.
  private static func heading(
    _ passage: Passage, _ next: Passage?, _ report: inout WritingReport
  ) {
    let scalars = passage.scalars
    guard scalars.last == "。", scalars.count <= 16,
      let mark = ItemNumber.read(scalars, isHeading: passage.kind == .heading), mark.level <= 2,
      !scalars[mark.length...].dropLast().contains(where: { marks.contains($0) }),
      let next, next.part == passage.part, next.kind == .body || next.kind == .heading
    else { return }
    // A sentence that is an item is followed by the next one or by none.
    if let following = ItemNumber.read(next.scalars), following.level <= mark.level { return }
    let end = scalars.count
    report.add(
      WritingProblem(.stopAfterHeading, passage.text(0..<end)), passage, (end - 1)..<end)
  }

  /// A sentence with a comma in it that just stops. Contacts, times and addresses are no sentences:
  /// they are set in columns or have no comma.
  private static func paragraph(
    _ passage: Passage, _ next: Passage?, _ report: inout WritingReport
  ) {
    let scalars = passage.scalars
    guard scalars.count >= 20, let last = scalars.last, !scalars.contains("\u{3000}"),
      scalars.contains("，") || scalars.contains("。"),
      last.isHan || last.isFigure || "）”》%".unicodeScalars.contains(last)
    else { return }
    // 地址：…，邮政编码：… is no sentence either.
    if scalars.prefix(8).contains("："), !scalars.contains("。") { return }
    // 一式两份（另附电子版。） ends inside its bracket.
    if scalars.count > 1, "）”".unicodeScalars.contains(last),
      "。？！".unicodeScalars.contains(scalars[scalars.count - 2])
    {
      return
    }
    // Items of a list may do without marks all alike; only the last or a lone paragraph is judged.
    if let next, ItemNumber.read(scalars) != nil, ItemNumber.read(next.scalars) != nil,
      next.scalars.last.map({ !marks.contains($0) }) == true
    {
      return
    }
    let count = scalars.count
    let tail = passage.text(max(0, count - 4)..<count)
    report.add(WritingProblem(.missingStop, tail), passage, (count - 1)..<count)
  }
}
