import CaseData
import Diagnostics
import Document
import Typography

/// `版面：网格 Word　三号 15.75磅　红线 0.8毫米　页码 居中　镜像页边`, in a 字段.wen or at the head of a
/// manuscript.
enum LayoutNotation {
  /// A part that is not understood.
  enum Mistake: Hashable, Sendable {
    case unknownWord(String)
    /// A word whose value is missing or none of the allowed ones.
    case badValue(word: String, String, allowed: String)
  }

  /// The words in the order of the manual, each with what may follow it.
  static let words: [(word: String, allowed: String)] = [
    ("网格", "标准、Word"), ("三号", "16磅、15.75磅"), ("红线", "0.35毫米至2毫米"),
    ("页码", "外侧、居中、一字线、无线"), ("镜像页边", ""), ("不镜像", ""), ("版记粗线", "0.1毫米至1毫米"),
    ("版记细线", "0.1毫米至1毫米"), ("用印", "是、否"), ("西文", "随正文、单独"),
  ]

  static func parse(_ text: String) -> (settings: LayoutSettings, mistakes: [Mistake]) {
    var settings = LayoutSettings()
    var mistakes: [Mistake] = []
    let tokens = text.unicodeScalars.split { " \u{3000}\t，、；".unicodeScalars.contains($0) }
      .map(String.init)
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      index += 1
      guard let known = words.first(where: { $0.word == token }) else {
        mistakes.append(.unknownWord(token))
        continue
      }
      if known.allowed.isEmpty {
        settings.mirrorsMargins = token == "镜像页边"
        continue
      }
      var isGiven = false
      // 页码 takes two values: where, and with or without 一字线.
      while index < tokens.count, !isGiven || token == "页码",
        !words.contains(where: { $0.word == tokens[index] })
      {
        guard set(token, tokens[index], in: &settings) else { break }
        isGiven = true
        index += 1
      }
      guard !isGiven else { continue }
      let isValue = index < tokens.count && !words.contains { $0.word == tokens[index] }
      mistakes.append(
        .badValue(word: token, isValue ? tokens[index] : "", allowed: known.allowed))
      if isValue { index += 1 }
    }
    return (settings, mistakes)
  }

  /// False for a value that the word does not take.
  private static func set(_ word: String, _ value: String, in settings: inout LayoutSettings)
    -> Bool
  {
    switch word {
    case "网格":
      settings.grid = LayoutSettings.GridModel.allCases.first {
        $0.rawValue.lowercased() == value.lowercased()
      }
      return settings.grid != nil
    case "三号":
      guard let points = number(value, "磅", thousandths: 15_000...17_000),
        points == 16_000 || points == 15_750
      else { return false }
      settings.bodySize = .pt(Double(points) / 1000)
    case "红线":
      guard let width = number(value, "毫米", thousandths: 350...2000) else { return false }
      settings.redRule = .mm(Double(width) / 1000)
    case "版记粗线":
      guard let width = number(value, "毫米", thousandths: 100...1000) else { return false }
      settings.imprintOuterRule = .mm(Double(width) / 1000)
    case "版记细线":
      guard let width = number(value, "毫米", thousandths: 100...1000) else { return false }
      settings.imprintInnerRule = .mm(Double(width) / 1000)
    case "页码":
      switch value {
      case "居中": settings.centresPageNumber = true
      case "外侧": settings.centresPageNumber = false
      case "一字线": settings.dashesPageNumber = true
      case "无线": settings.dashesPageNumber = false
      default: return false
      }
    case "用印":
      guard value == "是" || value == "否" else { return false }
      settings.isSealed = value == "是"
    default:
      guard value == "随正文" || value == "单独" else { return false }
      settings.latinFollowsText = value == "随正文"
    }
    return true
  }

  /// A decimal with its unit, in thousandths; nil for anything else or beyond the range.
  private static func number(
    _ text: String, _ unit: String, thousandths range: ClosedRange<Int>
  ) -> Int? {
    var digits = text.unicodeScalars.map { Mark.halfWidth($0) }[...]
    let end = unit.unicodeScalars.map { $0 }
    guard digits.count > end.count, digits.count <= end.count + 8,
      digits.suffix(end.count).elementsEqual(end)
    else { return nil }
    digits = digits.dropLast(end.count)
    var value = 0
    var decimals: Int?
    for scalar in digits {
      if scalar == ".", decimals == nil {
        decimals = 0
        continue
      }
      guard (0x30...0x39).contains(scalar.value), decimals ?? 0 < 3 else { return nil }
      value = value * 10 + Int(scalar.value - 0x30)
      decimals = decimals.map { $0 + 1 }
    }
    for _ in (decimals ?? 0)..<3 { value *= 10 }
    return range.contains(value) ? value : nil
  }
}

extension LayoutNotation {
  /// The settings of a line, and a finding for each part that is not understood.
  static func settings(
    of text: String, at label: Label, field: String? = nil, into findings: inout Findings
  ) -> LayoutSettings {
    let (settings, mistakes) = parse(text)
    for mistake in mistakes {
      switch mistake {
      case .unknownWord(let word):
        findings.add(TemplateProblem.unknownLayoutWord(word), at: label, field: field)
      case .badValue(let word, let value, let allowed):
        findings.add(
          TemplateProblem.badLayoutValue(word: word, value, allowed: allowed), at: label,
          field: field)
      }
    }
    return settings
  }
}
