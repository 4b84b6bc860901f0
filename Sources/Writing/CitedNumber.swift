/// A 发文字号 in a text: 示政发〔2024〕18号, and the forms in which it is written wrongly
/// (std:N-28).
struct CitedNumber {
  /// From the agency's code to 号.
  var range: Range<Int>
  /// The index of the opening bracket.
  var open: Int
  /// In 〔 〕, with a year of four figures, a serial without 第 and leading zeros.
  var isRegular: Bool
  /// 〔2024〕18号 as it should be.
  var regularTail: String
  /// The code and the tail as written, for comparing.
  var text: String

  /// All numbers of a text, in order.
  static func all(in scalars: [Unicode.Scalar]) -> [CitedNumber] {
    var numbers: [CitedNumber] = []
    for open in scalars.indices {
      guard let close = closers[scalars[open]],
        let number = read(scalars, open: open, close, after: numbers.last?.range.upperBound ?? 0)
      else { continue }
      numbers.append(number)
    }
    return numbers
  }

  private static let closers: [Unicode.Scalar: Unicode.Scalar] = [
    "〔": "〕", "（": "）", "(": ")", "[": "]", "［": "］", "【": "】", "﹝": "﹞",
  ]

  private static func read(
    _ scalars: [Unicode.Scalar], open: Int, _ closer: Unicode.Scalar, after begin: Int
  ) -> CitedNumber? {
    let yearEnd = scalars.endOfFigures(from: open + 1)
    let years = yearEnd - open - 1
    guard years == 4 || years == 2, scalars.at(yearEnd) == closer else { return nil }
    let year = String(String.UnicodeScalarView(scalars[(open + 1)..<yearEnd]))
    if years == 4, !year.hasPrefix("19"), !year.hasPrefix("20") { return nil }
    let hasOrdinal = scalars.at(yearEnd + 1) == "第"
    let serial = yearEnd + (hasOrdinal ? 2 : 1)
    let serialEnd = scalars.endOfFigures(from: serial)
    guard serialEnd > serial, scalars.at(serialEnd) == "号" else { return nil }
    // 第一届（2024）3号楼, 3号线 are no documents.
    if let next = scalars.at(serialEnd + 1), noDocument.contains(next) { return nil }
    let start = codeStart(scalars, before: open, notBefore: begin)
    let digits = scalars[serial..<serialEnd].drop { $0 == "0" }
    let number = String(String.UnicodeScalarView(digits))
    let isRegular =
      closer == "〕" && years == 4 && !hasOrdinal && digits.count == serialEnd - serial
    let fullYear = years == 4 ? year : "20" + year
    let range = start..<(serialEnd + 1)
    return CitedNumber(
      range: range, open: open, isRegular: isRegular, regularTail: "〔\(fullYear)〕\(number)号",
      text: String(String.UnicodeScalarView(scalars[range])))
  }

  private static let noDocument: [Unicode.Scalar] = ["楼", "线", "厅", "馆", "门", "院", "井", "车"]

  /// Words that come before a code and are no part of it.
  private static let leading = [
    "根据", "依据", "按照", "参照", "依照", "执行", "落实", "贯彻", "印发", "转发", "关于", "以及",
  ]
  /// The same of one character, which a code may hold further on (晋经信).
  private static let leadingCharacters: [Unicode.Scalar] = [
    "经", "按", "据", "以", "和", "与", "及", "由", "在", "见", "将", "对", "即", "为",
  ]

  private static func codeStart(
    _ scalars: [Unicode.Scalar], before open: Int, notBefore begin: Int
  ) -> Int {
    var start = open
    while start > begin, open - start < 12, scalars[start - 1].isHan || scalars[start - 1].isLatin {
      start -= 1
    }
    // What stands after the last of those words is the code.
    var result = start
    var index = start
    while index < open {
      let word = scalars.first(leading, at: index)
      guard let word, index + word.unicodeScalars.count < open else {
        index += 1
        continue
      }
      index += word.unicodeScalars.count
      result = index
    }
    if result + 1 < open, leadingCharacters.contains(scalars[result]) { result += 1 }
    return result
  }
}
