import Diagnostics

private typealias Words = ProblemWords

extension TemplateProblem {
  /// T418 and T419, of 版面 in a template or a manuscript.
  var layoutWords: ProblemWords {
    switch self {
    case .unknownLayoutWord(let text):
      let known = LayoutNotation.words.map(\.word).joined(separator: "、")
      return Words(
        "T418", "版面里不认识“\(text)”", "版面 does not know “\(text)”",
        "可以写：\(known)", "known: \(known)")
    case .badLayoutValue(let word, let value, let allowed):
      return Words(
        "T419", value.isEmpty ? "版面的“\(word)”后面没有写值" : "版面的“\(word)”不能是“\(value)”",
        value.isEmpty ? "“\(word)” of 版面 has no value" : "“\(word)” of 版面 cannot be “\(value)”",
        "可以写：\(allowed)", "known: \(allowed)")
    default: return Words("T349", "模板有错", "the template is wrong")
    }
  }
}

extension ManuscriptProblem {
  /// T540 to T543: markings, and what a manuscript does not have.
  var elementWords: ProblemWords {
    switch self {
    case .badSecrecy(let text):
      return Words(
        "T540", "“\(text)”不是密级和保密期限的写法", "“\(text)” is no 密级 with its period",
        "写成“绝密”“机密”“秘密”，期限写在★后面，数字用阿拉伯数字：“机密★1年”",
        "write 绝密, 机密 or 秘密, a period after ★: 机密★1年")
    case .secretWithoutCopyNumber:
      return Words(
        "T541", .warning, "标了密级，没有写份号：涉密公文应当标注份号",
        "a classified document needs its 份号", "在开头加一行“份号：000001”", "add a line “份号：000001”")
    case .copyNumberPadded(let from, let to):
      return Words(
        "T542", .note, "份号“\(from)”补足六位，印作“\(to)”", "份号 “\(from)” is printed as “\(to)”")
    case .leftOut(let key):
      return Words(
        "T543", .note, "稿件没有写\(key)，没有排", "the manuscript has no \(key); none is printed",
        "正式印发前在开头补上", "add it before the document is issued")
    default: return Words("T529", "稿件有错", "the manuscript is wrong")
    }
  }
}

/// 密级和保密期限 (GB/T 9704-2012, 7.2.2; std:G-21).
enum SecrecyMark {
  /// 绝密, 机密 or 秘密, alone or with ★ and a period in Arabic digits, or 长期.
  static func isWellFormed(_ text: String) -> Bool {
    guard let level = ["绝密", "机密", "秘密"].first(where: { text.hasPrefix($0) }) else {
      return false
    }
    let rest = text.dropFirst(level.count)
    guard let star = rest.first else { return true }
    let period = rest.dropFirst()
    guard star == "★", !period.isEmpty, period.count <= 20 else { return false }
    if period == "长期" { return true }
    let digits = period.prefix { ("0"..."9").contains($0) }
    let unit = period.dropFirst(digits.count)
    if !digits.isEmpty, digits.first != "0" { return ["年", "个月", "月", "日", "天"].contains(unit) }
    // A day on which it ends: 至2030年12月31日.
    return period.hasPrefix("至") && period.hasSuffix("日") && period.contains("年")
      && period.contains("月")
  }
}
