/// What a character is to line composition. The table is `CharacterClasses.tsv`: own data at GB
/// strictness (std:T-3), each row with its clause, because UAX #14 falls short for Chinese
/// (std:T-40 to T-47).
package enum CharacterClass: UInt8, CaseIterable, Sendable {
  /// Han and whatever else fills a cell and breaks on both sides.
  case han
  /// （ 《 〔: not at a line's end; blank half before the face.
  case opener
  /// ） 》 〕: not at a line's start; blank half after the face.
  case closer
  /// “ ‘ and ” ’: brackets beside Han, Latin signs within Latin text (std:T-40).
  case quoteOpener, quoteCloser
  /// 。
  case stop
  /// ， 、
  case comma
  /// ： ；
  case colon
  /// ？ ！
  case question
  /// — as 一字线, ～ －: one cell, not at a line's start (std:T-8).
  case connector
  /// –: half a cell.
  case shortConnector
  /// One half of ——, or ⸺; a pair becomes one unit of two cells (std:T-6, T-9).
  case dash
  case ellipsis
  /// ·
  case interpunct
  case slash, wideSlash
  case letter, digit
  /// Half-width signs: open, close, others.
  case latinOpener, latinCloser, latinSign
  case hyphen
  /// ０–９
  case wideDigit
  /// ￥ № before, % ℃ after their number (std:T-7, T-43).
  case prefix, suffix
  /// ① ★ ×: like Han (std:T-45), but no gap is set beside them.
  case symbol
  /// □ ☑ ☒: stay with their label.
  case checkBox
  case iteration
  /// ＿
  case rule
  case space, noBreakSpace, ideographicSpace
  case newline
  /// Joins the character before it.
  case combining
  case control
  /// Things that are no characters: a comb box, an empty rule.
  case object
}

extension CharacterClass {
  private static let names: [String: CharacterClass] = Dictionary(
    uniqueKeysWithValues: allCases.map { ("\($0)", $0) })

  /// Classes of U+0000 to U+FFFF, one byte each; what lies above is looked up in `astral`.
  private static let table:
    (plane: [CharacterClass], astral: [(ClosedRange<UInt32>, CharacterClass)]) =
      parse(PackageResources.CharacterClasses_tsv)

  /// Rows of the table as they stand in the file; tests check each of them.
  package static let rows: [(codePoints: ClosedRange<UInt32>, name: String, clause: String)] =
    readRows(PackageResources.CharacterClasses_tsv)

  package static func of(_ scalar: Unicode.Scalar) -> CharacterClass {
    let value = scalar.value
    if value < 0x10000 { return table.plane[Int(value)] }
    for (range, name) in table.astral.reversed() where range.contains(value) { return name }
    return .symbol
  }

  private static func parse(
    _ bytes: [UInt8]
  ) -> (plane: [CharacterClass], astral: [(ClosedRange<UInt32>, CharacterClass)]) {
    var plane = [CharacterClass](repeating: .symbol, count: 0x10000)
    var astral: [(ClosedRange<UInt32>, CharacterClass)] = []
    for row in readRows(bytes) {
      guard let name = names[row.name] else { continue }
      if row.codePoints.upperBound < 0x10000 {
        for value in row.codePoints { plane[Int(value)] = name }
      } else {
        astral.append((row.codePoints, name))
      }
    }
    return (plane, astral)
  }

  private static func readRows(
    _ bytes: [UInt8]
  ) -> [(codePoints: ClosedRange<UInt32>, name: String, clause: String)] {
    bytes.split(separator: 0x0A).compactMap { line in
      guard line.first != 0x23 else { return nil }
      let fields = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
      guard fields.count >= 3, fields[0].hasPrefix("U+") else { return nil }
      let ends = fields[0].dropFirst(2).split(separator: ".", omittingEmptySubsequences: true)
      guard let first = ends.first.flatMap({ UInt32($0, radix: 16) }),
        let last = ends.last.flatMap({ UInt32($0, radix: 16) }), first <= last
      else { return nil }
      return (first...last, fields[1], fields[2])
    }
  }
}

extension CharacterClass {
  var isSlash: Bool { self == .slash || self == .wideSlash }
  /// Not at a line's start (std:T-1).
  package var isForbiddenAtStart: Bool {
    switch self {
    case .closer, .quoteCloser, .stop, .comma, .colon, .question, .connector, .shortConnector,
      .interpunct, .slash, .wideSlash, .latinCloser, .iteration, .hyphen, .suffix, .combining:
      true
    default: false
    }
  }
  /// Not at a line's end (std:T-2, slash at GB level).
  package var isForbiddenAtEnd: Bool {
    switch self {
    case .opener, .quoteOpener, .latinOpener, .slash, .wideSlash, .prefix: true
    default: false
    }
  }
  /// Half-width text that is set in the Latin face and padded as one run (std:T-25).
  var isLatin: Bool {
    switch self {
    case .letter, .digit, .latinOpener, .latinCloser, .latinSign, .hyphen, .space, .noBreakSpace:
      true
    default: false
    }
  }
  /// Brackets in the sense of std:T-12.
  var isBracket: Bool {
    switch self {
    case .opener, .closer, .quoteOpener, .quoteCloser: true
    default: false
    }
  }
  /// A mark with half a cell of blank after its face.
  var hasTrailingBlank: Bool {
    switch self {
    case .closer, .quoteCloser, .stop, .comma, .colon, .question: true
    default: false
    }
  }
  var hasLeadingBlank: Bool { self == .opener || self == .quoteOpener }
  /// Marks do not count as characters of a last line (孤字, std:T-26).
  var isMark: Bool { hasTrailingBlank || hasLeadingBlank || self == .latinCloser }
}
