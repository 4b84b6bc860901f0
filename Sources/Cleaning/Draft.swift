import Diagnostics
import TemplateLanguage

/// What becomes of a piece of the raw text. Indices count its Unicode scalars.
struct Edit {
  var range: Range<Int>
  var text: String
  var kind: ChangeKind

  static func delete(_ range: Range<Int>, _ kind: ChangeKind) -> Edit {
    Edit(range: range, text: "", kind: kind)
  }
}

/// One visible scalar of the text as edited so far, and the raw scalar that it comes from.
struct Glyph {
  var scalar: Unicode.Scalar
  var index: Int
}

/// A line of the raw text.
struct RawLine {
  /// 1-based, as an editor counts.
  var number: Int
  /// The scalars without the line's end.
  var content: Range<Int>
  /// The line feed; empty for a last line without one.
  var terminator: Range<Int>
  /// A form feed stands before the line: pdftotext marks page breaks so.
  var opensPage: Bool
}

/// The raw text and what was decided about each of its scalars. Every step looks at the text as the
/// steps before it left it, and returns edits on the raw text; a later edit of the same scalar
/// takes the place of an earlier one. The list of changes is made from the decisions alone, which
/// is why it is exact.
struct Draft {
  let file: SourceFile
  let scalars: [Unicode.Scalar]
  /// The UTF-8 offset of each scalar, and the text's length.
  let offsets: [Int]
  let lines: [RawLine]
  /// The first scalar of each line as an editor counts lines.
  private let lineBegins: [Int]
  /// The text has a manuscript's head already.
  let isManuscript: Bool

  /// 0 keeps a scalar; else 1 + the index of its kind.
  private var fates: [UInt8]
  /// The texts of replaced scalars; a scalar with a fate and no text is deleted.
  private var texts: [Int: String] = [:]
  private var insertions: [Int: [(text: String, kind: ChangeKind)]] = [:]
  private var head: [ManuscriptKey: [HeadPiece]] = [:]

  private enum HeadPiece {
    case moved(Range<Int>)
    case written(String, ChangeKind, at: Int)
  }

  init(file: SourceFile) {
    self.file = file
    let scalars = Array(String(decoding: file.bytes, as: UTF8.self).unicodeScalars)
    var offsets: [Int] = []
    offsets.reserveCapacity(scalars.count + 1)
    var offset = 0
    for scalar in scalars {
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
    self.scalars = scalars
    self.offsets = offsets
    fates = [UInt8](repeating: 0, count: scalars.count)
    lines = Self.lines(of: scalars)
    lineBegins = [0] + scalars.indices.filter { scalars[$0] == "\n" }.map { $0 + 1 }
    isManuscript = Self.isManuscript(scalars, lines)
  }

  /// The first line that is not empty gives a key of the head, and so do all up to an empty line.
  private static func isManuscript(_ scalars: [Unicode.Scalar], _ lines: [RawLine]) -> Bool {
    var keys = 0
    for line in lines {
      let text = scalars[line.content].filter { !$0.isBlank }
      if text.isEmpty, keys == 0 { continue }
      if text.isEmpty { return true }
      guard let colon = text.firstIndex(where: { $0.fullForm == "：" }), colon <= 12,
        ManuscriptKey.named(text[..<colon].string) != nil
      else { return keys > 1 && text.starts(with: "===".unicodeScalars) }
      keys += 1
    }
    return keys > 0
  }

  private static func lines(of scalars: [Unicode.Scalar]) -> [RawLine] {
    var lines: [RawLine] = []
    var begin = 0
    var number = 1
    var opensPage = false
    func close(at end: Int, terminator: Range<Int>) {
      lines.append(
        RawLine(
          number: number, content: begin..<end, terminator: terminator, opensPage: opensPage))
      begin = terminator.upperBound
    }
    for (index, scalar) in scalars.enumerated() {
      switch scalar.value {
      case 0x0A:
        close(at: index, terminator: index..<index + 1)
        number += 1
        opensPage = false
      case 0x0B, 0x0C, 0x85, 0x2028, 0x2029:
        // These end a line too, though an editor counts none.
        close(at: index, terminator: index..<index + 1)
        opensPage = scalar.value == 0x0C
      default: continue
      }
    }
    if begin < scalars.count { close(at: scalars.count, terminator: scalars.count..<scalars.count) }
    return lines
  }

  // MARK: looking

  /// The visible scalars of a range.
  func glyphs(_ range: Range<Int>) -> [Glyph] {
    var result: [Glyph] = []
    result.reserveCapacity(range.count)
    for index in range {
      if fates[index] == 0 {
        result.append(Glyph(scalar: scalars[index], index: index))
      } else if let text = texts[index] {
        for scalar in text.unicodeScalars { result.append(Glyph(scalar: scalar, index: index)) }
      }
    }
    return result
  }

  func glyphs(_ line: RawLine) -> [Glyph] { glyphs(line.content) }

  func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(glyphs(range).map(\.scalar)))
  }

  func place(_ range: Range<Int>) -> Label {
    Label(.data, .text(Span(file, offsets[range.lowerBound]..<offsets[range.upperBound])))
  }

  func place(at index: Int) -> Label {
    place(min(index, scalars.count)..<min(index + 1, scalars.count))
  }

  /// The line was left out as a whole.
  func isLeftOut(_ line: RawLine) -> Bool {
    line.terminator.first.map { fates[$0] == Self.code(.leftOut) } ?? false
  }

  // MARK: deciding

  mutating func apply(_ edits: [Edit]) {
    for edit in edits { apply(edit) }
  }

  mutating func apply(_ edit: Edit) {
    let kind = Self.code(edit.kind)
    // What is left out stays out.
    if let first = edit.range.first, fates[first] == Self.code(.leftOut) { return }
    for index in edit.range {
      fates[index] = kind
      texts[index] = nil
    }
    guard !edit.text.isEmpty else { return }
    // A scalar that becomes itself again is no change.
    if edit.range.count == 1, let only = edit.range.first,
      edit.text.unicodeScalars.elementsEqual([scalars[only]])
    {
      fates[only] = 0
    } else if let first = edit.range.first {
      texts[first] = edit.text
    }
  }

  /// Puts text before a scalar.
  mutating func insert(_ text: String, before index: Int, _ kind: ChangeKind) {
    insertions[index, default: []].append((text, kind))
  }

  /// Takes a range out of the text and puts it, as it is edited, into the head.
  mutating func move(_ range: Range<Int>, to key: ManuscriptKey) {
    head[key, default: []].append(.moved(range))
  }

  /// Puts words into the head that follow from what stands at `index`.
  mutating func write(_ text: String, to key: ManuscriptKey, at index: Int, _ kind: ChangeKind) {
    head[key, default: []].append(.written(text, kind, at: index))
  }

  func hasHead(_ key: ManuscriptKey) -> Bool { head[key] != nil }

  private static let kinds = ChangeKind.allCases
  private static func code(_ kind: ChangeKind) -> UInt8 {
    UInt8(truncatingIfNeeded: (kinds.firstIndex(of: kind) ?? 0) + 1)
  }

  // MARK: the manuscript

  /// The manuscript as the decisions give it. The list of changes gives the same by another way
  /// (`ChangeList.replayed`); tests compare the two.
  func rendered() -> String {
    var heads: [ManuscriptKey: String] = [:]
    var isMoved = [Bool](repeating: false, count: scalars.count + 1)
    for (key, pieces) in head {
      for piece in pieces {
        switch piece {
        case .moved(let range):
          heads[key, default: ""] += rendered(range)
          for index in range { isMoved[index] = true }
        case .written(let words, _, _): heads[key, default: ""] += words
        }
      }
    }
    var text = ManuscriptKey.allCases.compactMap { key in
      heads[key].map { "\(key.rawValue)：\($0)\n" }
    }.joined()
    if !text.isEmpty { text += "\n" }
    for index in 0...scalars.count where !isMoved[index] {
      text += rendered(index..<min(index + 1, scalars.count))
      if index == scalars.count { text += insertions[index]?.map(\.text).joined() ?? "" }
    }
    return text
  }

  private func rendered(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    for index in range {
      for insertion in insertions[index] ?? [] {
        text.append(contentsOf: insertion.text.unicodeScalars)
      }
      if fates[index] == 0 {
        text.append(scalars[index])
      } else if let replaced = texts[index] {
        text.append(contentsOf: replaced.unicodeScalars)
      }
    }
    return String(text)
  }

  // MARK: the list

  /// The changes: what goes into the head, key by key, then the edits by place; at one place
  /// insertions come first.
  func changes() -> [CleaningChange] {
    var result: [CleaningChange] = []
    var borders: Set<Int> = []
    for key in ManuscriptKey.allCases {
      for piece in head[key] ?? [] {
        switch piece {
        case .moved(let range):
          borders.formUnion([range.lowerBound, range.upperBound])
          result.append(change(.toHead, .moved(key: key.rawValue), range, text(range)))
        case .written(let words, let kind, let index):
          result.append(change(kind, .written(key: key.rawValue), index..<index, words))
        }
      }
    }
    var index = 0
    while index <= scalars.count {
      for insertion in insertions[index] ?? [] {
        result.append(change(insertion.kind, .inPlace, index..<index, insertion.text))
      }
      guard index < scalars.count else { break }
      guard fates[index] != 0 else {
        index += 1
        continue
      }
      let range = run(from: index, borders: borders)
      let kind = Self.kinds[Int(fates[index]) - 1]
      result.append(change(kind, .inPlace, range, text(range)))
      index = range.upperBound
    }
    return result
  }

  /// Neighbours of the same kind make one change, save across lines, insertions and the borders of
  /// what moves.
  private func run(from index: Int, borders: Set<Int>) -> Range<Int> {
    var end = index + 1
    while end < scalars.count, fates[end] == fates[index], insertions[end] == nil,
      !borders.contains(end), scalars[end - 1] != "\n"
    {
      end += 1
    }
    return index..<end
  }

  /// As `SourceFile.position`, which counts through the line each time.
  private func position(of index: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = lineBegins.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if lineBegins[middle] <= index { low = middle } else { high = middle }
    }
    return (low + 1, index - lineBegins[low] + 1)
  }

  private func change(
    _ kind: ChangeKind, _ effect: CleaningChange.Effect, _ range: Range<Int>, _ after: String
  ) -> CleaningChange {
    let bytes = offsets[range.lowerBound]..<offsets[range.upperBound]
    let (line, column) = position(of: range.lowerBound)
    return CleaningChange(
      kind: kind, effect: effect, range: bytes, before: file.text(bytes), after: after,
      line: line, column: column)
  }
}
