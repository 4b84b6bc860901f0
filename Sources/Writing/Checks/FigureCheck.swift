/// 3亿4500万, 约…左右: quantities (std:N-17).
enum FigureCheck {
  static func run(_ passage: Passage, _ report: inout WritingReport) {
    if passage.content.contains(.digit) { magnitudes(passage, &report) }
    approximations(passage, &report)
  }

  private static func magnitudes(_ passage: Passage, _ report: inout WritingReport) {
    let scalars = passage.scalars
    for run in scalars.figureRuns where scalars.at(run.upperBound) == "亿" {
      let low = (run.upperBound + 1)..<scalars.endOfFigures(from: run.upperBound + 1)
      guard !low.isEmpty, scalars.at(low.upperBound) == "万", scalars.at(run.lowerBound - 1) != "."
      else { continue }
      var wanted = ""
      if let high = scalars.number(run), let rest = scalars.number(low), rest < 10_000 {
        var decimals = String(10_000 + rest).dropFirst()
        while decimals.last == "0" { decimals.removeLast() }
        wanted = decimals.isEmpty ? "\(high)亿" : "\(high).\(decimals)亿"
      }
      report.add(.mixedMagnitudes, passage, run.lowerBound..<(low.upperBound + 1), wanted: wanted)
    }
  }

  // MARK: 约…左右

  /// What makes a number approximate before it, and what must not stand after it too.
  private static let openings: [(word: String, endings: [String])] = [
    ("大约", ["左右", "上下", "余", "多"]), ("大概", ["左右", "上下", "余", "多"]),
    ("约", ["左右", "上下", "余", "多"]), ("将近", ["左右", "上下", "余", "多"]),
    ("近", ["左右", "上下", "余", "多"]), ("超过", ["以上", "余", "多"]), ("至少", ["以上"]),
    ("不少于", ["以上"]), ("不低于", ["以上"]), ("不超过", ["以下", "以内"]), ("不多于", ["以下", "以内"]),
  ]

  /// 预约, 节约, 最近 … are other words.
  private static let compounds: [Unicode.Scalar] = [
    "预", "节", "合", "签", "履", "违", "公", "条", "邀", "特", "制", "契", "失", "毁", "爽", "如", "相", "大", "最",
    "附",
    "接", "临", "靠", "就", "远", "邻", "亲", "新", "将", "隐", "简", "集", "不",
  ]

  private static func approximations(_ passage: Passage, _ report: inout WritingReport) {
    let scalars = passage.scalars
    for index in scalars.indices {
      guard let opening = openings.first(where: { scalars.has($0.word, at: index) }) else {
        continue
      }
      let length = opening.word.unicodeScalars.count
      if let before = scalars.at(index - 1), compounds.contains(before),
        length == 1 || opening.word == "超过"
      {
        continue
      }
      guard let end = endOfNumber(scalars, from: index + length),
        let ending = ending(scalars, from: end, of: opening.endings)
      else { continue }
      report.add(
        WritingProblem(
          .doubledApproximation, passage.text(index..<ending.upperBound),
          wanted: "\(opening.word)…\(passage.text(ending))"),
        passage, index..<ending.upperBound)
    }
  }

  /// The index after a number in figures or words with its magnitude; nil where there is none.
  private static func endOfNumber(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
    var end = start
    while let next = scalars.at(end), next.isFigure || ".,".unicodeScalars.contains(next) {
      end += 1
    }
    if end == start {
      while let next = scalars.at(end),
        SmallNumeral.isNumeral(next) || "千万亿两".unicodeScalars.contains(next)
      {
        end += 1
      }
    } else {
      while let next = scalars.at(end), "百千万亿%".unicodeScalars.contains(next) { end += 1 }
    }
    return end > start ? end : nil
  }

  /// 余 and 多 directly after the number, 左右 and the like after a unit of up to four characters.
  private static func ending(
    _ scalars: [Unicode.Scalar], from start: Int, of endings: [String]
  ) -> Range<Int>? {
    for ending in endings {
      let length = ending.unicodeScalars.count
      for index in start...(start + (length == 1 ? 0 : 4)) {
        guard index <= scalars.count else { break }
        if scalars.has(ending, at: index) { return index..<(index + length) }
        guard let next = scalars.at(index), next.isHan || next.isLatin || next == "%" else { break }
      }
    }
    return nil
  }
}
