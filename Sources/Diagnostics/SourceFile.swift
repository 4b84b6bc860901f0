/// A text that was read: a template, a declaration file, a case, a manuscript. Immutable, shared
/// by every span that points into it.
public final class SourceFile: Sendable, Hashable {
  /// The name shown in messages: the path as the user gave it.
  public let name: String
  /// The text as UTF-8, after decoding; spans are offsets into it.
  public let bytes: [UInt8]
  /// The offset at which each line starts; the first line is element 0.
  public let lineStarts: [Int]
  /// The number of the first line, and the offset of the first byte: more than 1 and 0 where this
  /// is a part of a file (a row of a long list), whose places are those in the whole.
  public let firstLine: Int
  public let firstOffset: Int

  public init(name: String, bytes: [UInt8], firstLine: Int = 1, firstOffset: Int = 0) {
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
    self.firstOffset = firstOffset
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    self.lineStarts = starts
  }

  public convenience init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The text of a range of offsets, repaired where it cuts a character.
  public func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// The 1-based line and the 1-based column, in characters (Unicode scalars), of an offset.
  public func position(of offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(0, offset), bytes.count)
    var low = 0
    var high = lineStarts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    var column = 1
    for byte in bytes[lineStarts[low]..<offset] where byte & 0xC0 != 0x80 { column += 1 }
    return (firstLine + low, column)
  }

  /// The text of a line without its line break, by its number.
  public func line(_ number: Int) -> String {
    let index = number - firstLine
    guard lineStarts.indices.contains(index) else { return "" }
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return text(start..<end)
  }

  public static func == (a: SourceFile, b: SourceFile) -> Bool { a === b }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// A range of UTF-8 offsets in a source file.
public struct Span: Hashable, Sendable {
  public let file: SourceFile
  public let lower: Int
  public let upper: Int

  public init(_ file: SourceFile, _ range: Range<Int>) {
    self.file = file
    lower = range.lowerBound
    upper = range.upperBound
  }
  public var range: Range<Int> { lower..<upper }
  public var text: String { file.text(range) }
  public var line: Int { file.position(of: lower).line }
  public var column: Int { file.position(of: lower).column }

  /// The smallest span that holds both; `other` lies in the same file.
  public func joined(_ other: Span) -> Span {
    Span(file, min(lower, other.lower)..<max(upper, other.upper))
  }
}

/// Where something stands: in a text, in a sheet's cell, or nowhere that can be pointed at (a
/// value from the command line, a programme's default).
public enum Place: Hashable, Sendable {
  case text(Span)
  /// `reference` is the cell as Excel shows it: B7.
  case cell(file: String, sheet: String, reference: String)
  case nowhere

  public var span: Span? {
    if case .text(let span) = self { return span }
    return nil
  }
}
