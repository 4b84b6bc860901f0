import Diagnostics
import Glibc

/// Bytes of a file → UTF-8 text with line feeds.
///
/// Read are UTF-8 with or without a byte order mark, UTF-16 with one, and GB18030 (what Excel in
/// China saves), which is noted. CR LF and single CR become line feeds.
public enum SourceDecoder {
  /// A case may have 64 MB, a template 1 MB (design section 11).
  public static let caseLimit = 64 << 20
  public static let templateLimit = 1 << 20

  /// nil where the bytes are no text; the findings say why and where. `limit` is in bytes.
  public static func decode(
    bytes: [UInt8], name: String, limit: Int = caseLimit
  ) -> (SourceFile?, Findings) {
    var findings = Findings()
    guard bytes.count <= limit else {
      findings.add(CaseProblem.fileTooLarge(name: name, bytes: bytes.count, limit: limit))
      return (nil, findings)
    }
    var isGB18030 = false
    guard let text = text(of: bytes, name: name, &isGB18030, &findings) else {
      return (nil, findings)
    }
    let file = SourceFile(name: name, bytes: withLineFeeds(text))
    let offset = ByteSearch.first(in: file.bytes) { $0 == 0 }
    if offset < file.bytes.count {
      // Every other byte of UTF-16 Latin text is a NUL: the likely cause is worth naming.
      let isSixteenBit = file.bytes.count { $0 == 0 } > file.bytes.count / 8
      findings.add(
        CaseProblem.nul(isLikelyUTF16: isSixteenBit),
        at: Label(.data, .text(Span(file, offset..<offset + 1))))
      return (nil, findings)
    }
    if isGB18030 {
      findings.add(CaseProblem.decodedFromGB18030, at: Label(.data, .text(Span(file, 0..<0))))
    }
    return (file, findings)
  }

  private static func text(
    of bytes: [UInt8], name: String, _ isGB18030: inout Bool, _ findings: inout Findings
  ) -> [UInt8]? {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return utf16(bytes, isBig: bytes[0] == 0xFE, name: name, findings: &findings)
    }
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard let fault = UTF8Check.firstFault(in: body) else { return body }
    if body.count == bytes.count, !UTF8Check.isMostlyUTF8(body), let text = GB18030.decode(body) {
      isGB18030 = true
      return text
    }
    let file = SourceFile(name: name, bytes: body)
    findings.add(
      CaseProblem.malformedText(byte: body[fault]),
      at: Label(.data, .text(Span(file, fault..<fault + 1))))
    return nil
  }

  private static func utf16(
    _ bytes: [UInt8], isBig: Bool, name: String, findings: inout Findings
  ) -> [UInt8]? {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: 2, to: bytes.count - 1, by: 2) {
      let (a, b) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isBig ? a << 8 | b : b << 8 | a)
    }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 3 / 2)
    let isWhole = bytes.count % 2 == 0
    let isBroken = transcode(
      units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true
    ) { text.append($0) }
    guard !isBroken, isWhole else {
      // What came before the fault gives its line and column.
      let file = SourceFile(name: name, bytes: withLineFeeds(text))
      findings.add(
        CaseProblem.brokenUTF16,
        at: Label(.data, .text(Span(file, file.bytes.count..<file.bytes.count))))
      return nil
    }
    return text
  }

  private static func withLineFeeds(_ bytes: [UInt8]) -> [UInt8] {
    guard ByteSearch.first(in: bytes, where: { $0 == 0x0D }) < bytes.count else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var wasReturn = false
    for byte in bytes {
      if byte == 0x0D {
        result.append(0x0A)
      } else if byte != 0x0A || !wasReturn {
        result.append(byte)
      }
      wasReturn = byte == 0x0D
    }
    return result
  }
}

/// Well-formedness of UTF-8 (Unicode, table 3-7), byte by byte.
enum UTF8Check {
  /// The offset of the first byte that belongs to no well-formed character.
  static func firstFault(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        if buffer[index] < 0x80 {
          index += 1
          continue
        }
        let length = sequenceLength(buffer, index)
        if length == 0 { return index }
        index += length
      }
      return nil
    }
  }

  /// A UTF-8 file with a few broken bytes, as against a file in another encoding: characters of
  /// three bytes that are well-formed by chance are rare in GB18030 text.
  static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
    var sound = 0
    var broken = 0
    bytes.withUnsafeBufferPointer { buffer in
      var index = 0
      while index < buffer.count {
        guard buffer[index] >= 0x80 else {
          index += 1
          continue
        }
        let length = sequenceLength(buffer, index)
        if length >= 3 { sound += 1 } else if length == 0 { broken += 1 }
        index += max(1, length)
      }
    }
    return sound > broken * 2
  }

  /// 0 where no well-formed character begins at the index.
  private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    func isTail(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index + offset < bytes.count && range.contains(bytes[index + offset])
    }
    switch bytes[index] {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: return isTail(1) ? 2 : 0
    case 0xE0: return isTail(1, 0xA0...0xBF) && isTail(2) ? 3 : 0
    case 0xED: return isTail(1, 0x80...0x9F) && isTail(2) ? 3 : 0
    case 0xE1...0xEF: return isTail(1) && isTail(2) ? 3 : 0
    case 0xF0: return isTail(1, 0x90...0xBF) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF4: return isTail(1, 0x80...0x8F) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF1...0xF3: return isTail(1) && isTail(2) && isTail(3) ? 4 : 0
    default: return 0
    }
  }
}

/// GB18030 through the C library's converter; it does not depend on the locale.
enum GB18030 {
  /// UTF-8, or nil where the bytes are no GB18030 text.
  static func decode(_ bytes: [UInt8]) -> [UInt8]? {
    guard let converter = iconv_open("UTF-8", "GB18030"), Int(bitPattern: converter) != -1 else {
      return nil
    }
    defer { iconv_close(converter) }
    // Two bytes become at most three, four at most four.
    var output = [UInt8](repeating: 0, count: bytes.count * 2 + 16)
    var input = bytes
    let written: Int? = input.withUnsafeMutableBytes { source in
      output.withUnsafeMutableBytes { target in
        var from = source.baseAddress?.assumingMemoryBound(to: CChar.self)
        var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        var fromLeft = source.count
        var toLeft = target.count
        let result = iconv(converter, &from, &fromLeft, &to, &toLeft)
        return result == -1 || fromLeft > 0 ? nil : target.count - toLeft
      }
    }
    return written.map { Array(output.prefix($0)) }
  }
}
