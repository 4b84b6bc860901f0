/// 引用公文: title first, then number, both given once (惯例).
enum CitationCheck {
  static func run(_ text: WrittenText, _ report: inout WritingReport) {
    let own = WrittenAnnex.plain(text.title?.scalars[...] ?? [])
    var known = Set(text.annexes.map(\.plainName))
    known.insert(own)
    var numbered: Set<String> = []
    var numbers: Set<String> = []
    var bare: [(Passage, CitedNumber)] = []
    var unnumbered: [(Passage, Range<Int>, String)] = []
    for passage in text.passages where passage.kind != .number && passage.kind != .title {
      let scalars = passage.scalars
      for number in CitedNumber.all(in: scalars) {
        // A list may hold licences and the like, which have zeros of their own.
        if !number.isRegular, passage.kind != .cell {
          irregular(number, passage, &report)
        }
        if scalars.has("《", at: afterDocumentWord(scalars, number.range.upperBound)) {
          report.add(.numberBeforeTitle, passage, number.range, wanted: number.text)
          numbers.insert(number.text)
        } else if ["（", "("].contains(scalars.at(number.range.lowerBound - 1)) {
          numbers.insert(number.text)
        } else {
          bare.append((passage, number))
        }
      }
      guard passage.content.contains(.bracket) else { continue }
      for title in titles(in: scalars) {
        let name = WrittenAnnex.plain(scalars[title])
        if hasNumber(scalars, title) {
          numbered.insert(name)
        } else {
          unnumbered.append((passage, title, name))
        }
      }
    }
    guard text.isOfficial else { return }
    for (passage, number) in bare where passage.kind == .body || passage.kind == .heading {
      guard numbers.insert(number.text).inserted else { continue }
      report.add(.numberWithoutTitle, passage, number.range, wanted: number.text)
    }
    for (passage, title, name) in unnumbered {
      guard passage.kind == .body, isOfficialTitle(name), !known.contains(name),
        numbered.insert(name).inserted
      else { continue }
      report.add(WritingProblem(.titleWithoutNumber, name), passage, title)
    }
  }

  private static func irregular(
    _ number: CitedNumber, _ passage: Passage, _ report: inout WritingReport
  ) {
    // Without a code before it this is no document's number: （2024）3号.
    guard number.range.lowerBound < number.open else { return }
    let code = passage.text(number.range.lowerBound..<number.open)
    report.add(.citedNumber, passage, number.range, wanted: code + number.regularTail)
  }

  private static func afterDocumentWord(_ scalars: [Unicode.Scalar], _ index: Int) -> Int {
    scalars.has("文件", at: index) ? index + 2 : scalars.has("文", at: index) ? index + 1 : index
  }

  /// The outermost 《…》 with their marks.
  private static func titles(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var titles: [Range<Int>] = []
    var open: Int?
    var depth = 0
    for (index, scalar) in scalars.enumerated() {
      if scalar == "《" {
        if depth == 0 { open = index }
        depth += 1
      } else if scalar == "》", depth > 0 {
        depth -= 1
        if depth == 0, let begin = open { titles.append(begin..<(index + 1)) }
      }
    }
    return titles
  }

  private static func hasNumber(_ scalars: [Unicode.Scalar], _ title: Range<Int>) -> Bool {
    guard let open = scalars.at(title.upperBound), open == "（" || open == "(" else {
      return scalars.at(title.lowerBound - 1) == "号" || scalars.has("号文件", before: title.lowerBound)
    }
    for index in title.upperBound..<min(scalars.count, title.upperBound + 40) {
      if scalars[index] == "号" { return true }
      if scalars[index] == "）" || scalars[index] == ")" { return false }
    }
    return false
  }

  /// Laws and plans have no 文号; what a department issues by 关于…的通知 has one.
  private static func isOfficialTitle(_ name: String) -> Bool {
    name.contains("关于")
      && ["的通知", "的意见", "的决定", "的批复", "的通报"].contains { name.hasSuffix($0) }
  }
}
