import Diagnostics

extension SourceDecoder {
  /// A file's text as UTF-8, to be read in pieces. A file in UTF-8 is looked through once and stays
  /// where it is; one in GB18030 or UTF-16 is converted and held in memory.
  ///
  /// nil where the bytes are no text; the findings say why. Throws what the world throws.
  public static func open(
    _ path: String, world: any World
  ) throws -> (text: (any ByteReader)?, findings: Findings) {
    let source = try world.open(path)
    let head = try source.read(from: 0, count: 3)
    let isSixteenBit = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
    if !isSixteenBit, try isSound(source) {
      let mark = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      return (mark > 0 ? ShiftedReader(source, by: mark) : source, Findings())
    }
    let (file, findings) = decode(bytes: try world.read(path), name: path)
    return (file.map { BytesInMemory($0.bytes) }, findings)
  }

  /// Whether all of a file is UTF-8 without NUL.
  private static func isSound(_ source: any ByteReader) throws -> Bool {
    var rest: [UInt8] = []
    var offset = 0
    while true {
      let piece = try source.read(from: offset, count: 1 << 16)
      if piece.isEmpty { return rest.isEmpty }
      offset += piece.count
      let bytes = rest.isEmpty ? piece : rest + piece
      rest = []
      if bytes.contains(0) { return false }
      guard let fault = UTF8Check.firstFault(in: bytes) else { continue }
      // A character that the piece's end cuts has at most three bytes there.
      guard bytes.count - fault < 4 else { return false }
      rest = Array(bytes[fault...])
    }
  }
}

/// A file from behind its byte order mark on.
private final class ShiftedReader: ByteReader {
  private let source: any ByteReader
  private let shift: Int
  init(_ source: any ByteReader, by shift: Int) {
    self.source = source
    self.shift = shift
  }
  func read(from offset: Int, count: Int) throws -> [UInt8] {
    try source.read(from: offset + shift, count: count)
  }
}
