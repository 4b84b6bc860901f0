import CaseData
import Diagnostics

/// Cuts a stream of UTF-8 into records: the lines of a .jsonl, or the rows of a .csv, whose quoted
/// cells may hold line feeds (RFC 4180). Only the record at hand and a chunk are in memory.
struct RecordReader {
  enum Format: Hashable {
    case lines
    /// Cells parted by the byte.
    case cells(separator: UInt8)
  }

  /// The bytes of a record without the line break that ends it.
  struct Record {
    var bytes: ArraySlice<UInt8>
    /// Of its first byte in the decoded text.
    var offset: Int
    /// 1-based.
    var line: Int
    /// A quoted cell goes on beyond the record's longest length or the end of the text.
    var isOpen = false
  }

  /// No row of a form is longer; a quote that nobody closes must not swallow the file.
  static let longest = 1 << 20
  private static let chunk = 1 << 16

  private let source: any ByteReader
  private(set) var format: Format
  private var buffer: [UInt8] = []
  /// Where the unread part of the buffer begins, and the offset of its first byte in the text.
  private var start = 0
  private var offset: Int
  private var line: Int
  private var isAtEnd = false

  /// - Parameters:
  ///   - offset: where to begin, which is the beginning of a record.
  ///   - line: the line of that record, 1-based.
  init(_ source: any ByteReader, format: Format, offset: Int = 0, line: Int = 1) {
    self.source = source
    self.format = format
    self.offset = offset
    self.line = line
  }

  /// Goes on in another format.
  mutating func change(to format: Format) { self.format = format }

  /// The next record, or nil at the end. Throws what the source throws.
  mutating func next() throws -> Record? {
    while true {
      if start < buffer.count || isAtEnd {
        let found = end()
        if let found { return take(found) }
        if isAtEnd || buffer.count - start > Self.longest { return rest() }
      }
      try fill()
    }
  }

  private mutating func fill() throws {
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    let more = try source.read(from: offset + buffer.count, count: Self.chunk)
    if more.isEmpty { isAtEnd = true } else { buffer += more }
  }

  /// Where a record ends: behind its last byte, and behind its line break.
  private struct End {
    var content: Int
    var next: Int
    /// Line feeds inside of quoted cells.
    var inner: Int
  }

  /// nil where more bytes are needed.
  private func end() -> End? {
    let separator: UInt8? = if case .cells(let byte) = format { byte } else { nil }
    return buffer.withUnsafeBufferPointer { bytes in
      var index = start
      var inner = 0
      var isCellStart = true
      while index < bytes.count {
        let byte = bytes[index]
        if byte == 0x0A { return End(content: index, next: index + 1, inner: inner) }
        if byte == 0x0D {
          // Whether a line feed follows is seen only when the next byte is there.
          guard index + 1 < bytes.count || isAtEnd else { return nil }
          let isPair = index + 1 < bytes.count && bytes[index + 1] == 0x0A
          return End(content: index, next: index + (isPair ? 2 : 1), inner: inner)
        }
        if byte == 0x22, isCellStart, separator != nil {
          guard let closing = Self.closingQuote(bytes, index + 1, &inner) else { return nil }
          // A quote at the chunk's end may be the first of two.
          guard closing + 1 < bytes.count || isAtEnd else { return nil }
          index = closing + 1
          isCellStart = false
          continue
        }
        isCellStart = byte == separator
        index += 1
      }
      guard isAtEnd, start < bytes.count else { return nil }
      return End(content: bytes.count, next: bytes.count, inner: inner)
    }
  }

  private static func closingQuote(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ inner: inout Int
  ) -> Int? {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case 0x22:
        guard index + 1 < bytes.count, bytes[index + 1] == 0x22 else { return index }
        index += 2
      case 0x0A:
        inner += 1
        index += 1
      default: index += 1
      }
    }
    return nil
  }

  private mutating func take(_ end: End) -> Record {
    let record = Record(bytes: buffer[start..<end.content], offset: offset, line: line)
    offset += end.next - start
    line += 1 + end.inner
    start = end.next
    return record
  }

  /// What is left where a quoted cell has no end; nil where nothing is left.
  private mutating func rest() -> Record? {
    guard start < buffer.count else { return nil }
    let record = Record(bytes: buffer[start...], offset: offset, line: line, isOpen: true)
    offset += buffer.count - start
    start = buffer.count
    isAtEnd = true
    return record
  }
}
