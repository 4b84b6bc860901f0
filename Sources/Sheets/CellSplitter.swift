import Diagnostics

/// Cuts a row into its cells (RFC 4180): a cell may stand in quotes, inside of which a quote is
/// written twice and separators and line feeds are text.
enum CellSplitter {
  struct Cell {
    var text: String
    /// In the row's own text, quotes included.
    var range: Range<Int>
    var isQuoted: Bool
  }

  /// The cells of a row; nil, with the offset, where something stands behind a closing quote.
  static func cells(of row: SourceFile, separator: UInt8) -> (cells: [Cell], fault: Int?) {
    row.bytes.withUnsafeBufferPointer { bytes in
      var cells: [Cell] = []
      cells.reserveCapacity(8)
      var index = 0
      while true {
        let start = index
        if index < bytes.count, bytes[index] == 0x22 {
          let (text, end) = quoted(bytes, index + 1)
          cells.append(Cell(text: text, range: start..<end, isQuoted: true))
          index = end
          if index < bytes.count, bytes[index] != separator { return (cells, index) }
        } else {
          while index < bytes.count, bytes[index] != separator { index += 1 }
          let text = String(decoding: bytes[start..<index], as: UTF8.self)
          cells.append(Cell(text: text, range: start..<index, isQuoted: false))
        }
        guard index < bytes.count else { return (cells, nil) }
        index += 1
      }
    }
  }

  /// The text from behind an opening quote, and where the cell ends.
  private static func quoted(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int
  ) -> (text: String, end: Int) {
    var text: [UInt8] = []
    var index = start
    while index < bytes.count {
      if bytes[index] == 0x22 {
        guard index + 1 < bytes.count, bytes[index + 1] == 0x22 else {
          return (String(decoding: text, as: UTF8.self), index + 1)
        }
        index += 1
      }
      // CR LF and single CR inside of a cell are line feeds.
      if bytes[index] == 0x0D {
        if index + 1 >= bytes.count || bytes[index + 1] != 0x0A { text.append(0x0A) }
      } else {
        text.append(bytes[index])
      }
      index += 1
    }
    return (String(decoding: text, as: UTF8.self), index)
  }

  /// What parts the cells of a header line: the sign of , ; and tab that stands most often outside
  /// of quotes; the comma where there is none.
  static func separator(of header: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in header {
      switch byte {
      case 0x22: isQuoted.toggle()
      case 0x2C, 0x3B, 0x09: if !isQuoted { counts[byte, default: 0] += 1 }
      default: break
      }
    }
    let candidates: [UInt8] = [0x2C, 0x3B, 0x09]
    var best: UInt8 = 0x2C
    for byte in candidates where counts[byte, default: 0] > counts[best, default: 0] { best = byte }
    return best
  }
}
