import CaseData
import Diagnostics

/// Characters that copying from a PDF or a web page brings in for others: mis-mapped marks (the
/// table `Misreadings.tsv`), radicals, guillemets, and what shows nothing.
package enum Misreadings {
  private enum Group: String { case yi, form, symbol }

  /// The rows of the table.
  package static let rows: [(code: UInt32, replacement: String, group: String)] =
    readRows(PackageResources.Misreadings_tsv)

  private static let table: [UInt32: (text: String, group: Group)] = {
    var table: [UInt32: (text: String, group: Group)] = [:]
    for row in rows { table[row.code] = Group(rawValue: row.group).map { (row.replacement, $0) } }
    return table
  }()

  private static func readRows(
    _ bytes: [UInt8]
  ) -> [(code: UInt32, replacement: String, group: String)] {
    bytes.split(separator: 0x0A).compactMap { line in
      let cells = line.split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
      guard cells.count >= 3, cells[0].hasPrefix("U+"),
        let code = UInt32(cells[0].dropFirst(2), radix: 16)
      else { return nil }
      return (code, cells[1], cells[2])
    }
  }

  static func edits(_ draft: Draft, _ findings: inout Findings) -> [Edit] {
    let hasYi = draft.scalars.contains { isYi($0) && table[$0.value] == nil }
    var edits: [Edit] = []
    var doubts = Doubts()
    for line in draft.lines {
      let hasHan = draft.scalars[line.content].contains(where: \.isHan)
      for index in line.content {
        let scalar = draft.scalars[index]
        // Most of a text is ordinary.
        if scalar.value < 0x7F && scalar.value >= 0x20 || (0x3001...0x9FFF).contains(scalar.value) {
          continue
        }
        if let entry = table[scalar.value] {
          if entry.group == .yi, hasYi {
            doubts.note(.yiText, scalar, index)
          } else {
            edits.append(Edit(range: index..<index + 1, text: entry.text, kind: .misreading))
          }
        } else if isInvisible(scalar) {
          edits.append(.delete(index..<index + 1, .invisible))
        } else if let text = guillemets[scalar] {
          if hasHan { edits.append(Edit(range: index..<index + 1, text: text, kind: .titleMark)) }
        } else {
          radical(scalar, index, &edits, &doubts)
        }
      }
    }
    doubts.report(draft, &findings)
    return edits
  }

  private static func radical(
    _ scalar: Unicode.Scalar, _ index: Int, _ edits: inout [Edit], _ doubts: inout Doubts
  ) {
    switch scalar.value {
    // ⼾ stands for 戶 by the book and for 户 in files from the mainland.
    case 0x2F3E: doubts.note(.lookalike, scalar, index)
    case 0x2E80...0x2EF3, 0x2F00...0x2FD5:
      if let twin = OrdinaryCharacters.twin(of: scalar) {
        edits.append(Edit(range: index..<index + 1, text: String(twin), kind: .radical))
      } else {
        doubts.note(.lookalike, scalar, index)
      }
    case 0xFFFD: doubts.note(.lost, scalar, index)
    case 0xE000...0xF8FF, 0xF0000...0x10FFFF: doubts.note(.privateUse, scalar, index)
    case 0xF900...0xFAFF, 0x2F800...0x2FA1F: doubts.note(.lookalike, scalar, index)
    default: break
    }
  }

  private static let guillemets: [Unicode.Scalar: String] = [
    "«": "《", "»": "》", "‹": "〈", "›": "〉", "≪": "《", "≫": "》",
  ]

  private static func isYi(_ scalar: Unicode.Scalar) -> Bool {
    (0xA000...0xA48C).contains(scalar.value)
  }

  /// Tab is a blank, not one of these.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x08, 0x0E...0x1F, 0x7F...0x84, 0x86...0x9F: true
    case 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF: true
    default: false
    }
  }

  /// Each doubtful character once, with how often it stands in the text.
  private struct Doubts {
    var all:
      [(reason: CleaningProblem.DoubtfulCharacter, scalar: Unicode.Scalar, index: Int, count: Int)] =
        []

    mutating func note(
      _ reason: CleaningProblem.DoubtfulCharacter, _ scalar: Unicode.Scalar, _ index: Int
    ) {
      if let known = all.firstIndex(where: { $0.scalar == scalar }) {
        all[known].count += 1
      } else if all.count < 40 {
        all.append((reason, scalar, index, 1))
      }
    }

    func report(_ draft: Draft, _ findings: inout Findings) {
      for doubt in all {
        findings.add(
          CleaningProblem.doubtfulCharacter(doubt.scalar, doubt.reason, count: doubt.count),
          at: draft.place(at: doubt.index))
      }
    }
  }
}

/// Full-width digits and Latin letters become half-width, by this list and never by a normal form
/// of Unicode, which would take the Chinese brackets and colons along (forms:A5).
enum FullWidthForms {
  static func edits(_ draft: Draft, _ findings: inout Findings) -> [Edit] {
    var edits: [Edit] = []
    for line in draft.lines {
      let glyphs = draft.glyphs(line)
      var index = 0
      while index < glyphs.count {
        guard isTokenSign(glyphs, index) else {
          index += 1
          continue
        }
        let begin = index
        while index < glyphs.count, isTokenSign(glyphs, index) { index += 1 }
        token(glyphs[begin..<index], &edits)
      }
    }
    return edits
  }

  /// Of the colons only the one of `://` and a port's belong to an address.
  private static func isTokenSign(_ glyphs: [Glyph], _ index: Int) -> Bool {
    let scalar = glyphs[index].scalar
    if scalar.halfForm == ":" {
      guard index + 1 < glyphs.count else { return false }
      return glyphs[index + 1].scalar.halfForm == "/"
    }
    return (0x21...0x7E).contains(scalar.value) || scalar.isFigure || scalar.isLatin
      || "．＠－＿／？＝＆＃％～".unicodeScalars.contains(scalar)
  }

  private static func token(_ glyphs: ArraySlice<Glyph>, _ edits: inout [Edit]) {
    let isAddress = isAddress(glyphs.map(\.scalar.halfForm))
    for position in glyphs.indices {
      let glyph = glyphs[position]
      let range = glyph.index..<glyph.index + 1
      let half = String(glyph.scalar.halfForm)
      guard (0xFF01...0xFF5E).contains(glyph.scalar.value) else { continue }
      if glyph.scalar.isFigure {
        edits.append(Edit(range: range, text: half, kind: .fullWidthDigit))
      } else if glyph.scalar.isLatin {
        edits.append(Edit(range: range, text: half, kind: .fullWidthLetter))
      } else if isAddress && position + 1 < glyphs.endIndex || glyph.scalar == "＠" && isAddress {
        edits.append(Edit(range: range, text: half, kind: .fullWidthSign))
      } else if glyph.scalar == "．", isBetweenWestern(glyphs, position) {
        edits.append(Edit(range: range, text: half, kind: .fullWidthSign))
      }
    }
  }

  /// 1.5, the dot after an item's number, and dots between Latin letters.
  private static func isBetweenWestern(_ glyphs: ArraySlice<Glyph>, _ position: Int) -> Bool {
    guard position > glyphs.startIndex else { return false }
    let before = glyphs[position - 1].scalar
    let after = position + 1 < glyphs.endIndex ? glyphs[position + 1].scalar : " "
    return before.isFigure || before.isLatin && (after.isLatin || after.isFigure)
  }

  private static func isAddress(_ scalars: [Unicode.Scalar]) -> Bool {
    let text = scalars.string
    let hasName = zip(scalars, scalars.dropFirst()).contains {
      $1 == "@" && ($0.isLatin || $0.isFigure)
    }
    return hasName || text.contains("://") || text.hasPrefix("www.")
  }
}
