/// 标题: 文种, 关于…的, marks (std:G-40, G-78; 条例第九条).
enum TitleCheck {
  static func run(_ text: WrittenText, _ report: inout WritingReport) {
    for passage in text.passages where passage.kind == .title || passage.kind == .annexTitle {
      if text.isOfficial { marks(passage, &report) }
    }
    for annex in text.annexes where !annex.isEnacted { name(annex.name, &report) }
    guard text.isOfficial, let title = text.title, !title.scalars.contains("【") else { return }
    doubled(title, &report)
    kind(title, text, &report)
  }

  private static let stops: [Unicode.Scalar] = ["，", "。", "；", "：", "！", "？"]

  private static func marks(_ title: Passage, _ report: inout WritingReport) {
    var depth = 0
    for (index, scalar) in title.scalars.enumerated() {
      switch scalar {
      case "《", "“", "（": depth += 1
      case "》", "”", "）": depth -= 1
      default:
        // A name that is quoted keeps its marks.
        if depth <= 0, stops.contains(scalar), !endsName(title, index) {
          report.add(.titleMark, title, index..<(index + 1))
        }
      }
    }
  }

  /// The mark at the end of an annex's name has a rule of its own.
  private static func endsName(_ title: Passage, _ index: Int) -> Bool {
    title.kind == .annexTitle && index == title.scalars.count - 1
  }

  // MARK: 附件名称 (std:G-45)

  private static func name(_ name: Passage, _ report: inout WritingReport) {
    let scalars = name.scalars
    guard let last = scalars.last else { return }
    if stops.contains(last) || last == "、" || last == "." {
      report.add(
        WritingProblem(
          .annexName, name.text(0..<scalars.count), wanted: name.text(0..<(scalars.count - 1))),
        name, (scalars.count - 1)..<scalars.count)
    } else if scalars.first == "《", last == "》", scalars.firstIndex(of: "》") == scalars.count - 1 {
      report.add(.annexName, name, 0..<scalars.count, wanted: name.text(1..<(scalars.count - 1)))
    }
  }

  // MARK: 文种

  private static func doubled(_ title: Passage, _ report: inout WritingReport) {
    for kind in OfficialKind.all {
      let word = kind + "的" + kind
      // 函的函 is too short to be sure of.
      guard kind.unicodeScalars.count > 1, let index = title.scalars.firstIndex(of: word) else {
        continue
      }
      report.add(
        .titleOfNotice, title, index..<(index + word.unicodeScalars.count), wanted: kind)
    }
    if let index = title.scalars.firstIndex(of: "关于关于") {
      report.add(.titleOfNotice, title, index..<(index + 4), wanted: "关于")
    }
  }

  /// Those whose titles say 关于…的 as a rule; 公告, 令 and 纪要 need not.
  private static let kindsWithMatter = ["通知", "请示", "意见", "批复", "决定", "函", "通报"]

  private static func kind(_ title: Passage, _ text: WrittenText, _ report: inout WritingReport) {
    let scalars = title.scalars
    guard !scalars.isEmpty else { return }
    guard let kind = OfficialKind.ending(title.text(0..<scalars.count)) else {
      if text.kind != "纪要", text.kind != "命令", text.kind != "令" {
        report.add(.titleWithoutKind, title, 0..<scalars.count)
      }
      return
    }
    guard kindsWithMatter.contains(kind), let end = lastIndex(of: kind, in: scalars) else { return }
    let word = end..<(end + kind.unicodeScalars.count)
    let about = scalars.firstIndex(of: "关于")
    let isForwarded = scalars.firstIndex(of: "转发") != nil || scalars.firstIndex(of: "批转") != nil
    if about == nil {
      // 通知 alone is the title of a short notice; 转发××的通知 does without 关于.
      guard end > 0, !isForwarded else { return }
      let before = title.text(0..<end)
      let matter = before.hasSuffix("的") ? before : before + "的"
      report.add(.titleOfNotice, title, word, wanted: "关于…" + matter.suffix(4) + kind)
    } else if kind != "函", scalars.at(end - 1) != "的", scalars.at(end - 1) != "》" {
      report.add(.titleOfNotice, title, word, wanted: "的" + kind)
    }
  }

  private static func lastIndex(of word: String, in scalars: [Unicode.Scalar]) -> Int? {
    scalars.indices.last { scalars.has(word, at: $0) }
  }
}
