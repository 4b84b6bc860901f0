import Typography

/// The bytes of a file or of a stream while they are written: one growing array, no intermediate
/// strings. Numbers are printed without exponents and with no digit more than needed.
package struct ByteBuffer: Sendable {
  package private(set) var bytes: [UInt8] = []
  package init() {}
  package init(capacity: Int) { bytes.reserveCapacity(capacity) }

  package var count: Int { bytes.count }

  package mutating func write(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
  package mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }
  package mutating func write(_ more: [UInt8]) { bytes.append(contentsOf: more) }
  package mutating func write(_ more: ByteBuffer) { bytes.append(contentsOf: more.bytes) }
  package mutating func write(byte: UInt8) { bytes.append(byte) }

  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
  package mutating func removeLast(_ count: Int) { bytes.removeLast(count) }

  package mutating func write(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    writeDigits(number.magnitude)
  }

  /// A decimal number given as a whole number of 10^-`digits`; trailing zeros are left out.
  package mutating func write(_ number: Int, decimals digits: Int) {
    var magnitude = number.magnitude
    var digits = digits
    while digits > 0 {
      let (quotient, rest) = magnitude.quotientAndRemainder(dividingBy: 10)
      if rest != 0 { break }
      magnitude = quotient
      digits -= 1
    }
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    writeDigits(magnitude, decimals: digits)
  }

  /// From the last digit to the first, so that one pass does and the bytes are appended at once.
  private mutating func writeDigits(_ magnitude: UInt, decimals: Int = 0) {
    // Twenty digits and a point; leading zeros behind the point come on top.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24 + decimals) { buffer in
      var start = buffer.count
      func put(_ byte: UInt8) {
        start -= 1
        buffer[start] = byte
      }
      var rest = magnitude
      for _ in 0..<decimals {
        put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
      }
      if decimals > 0 { put(UInt8(ascii: ".")) }
      // PDF allows a number to begin with its point: .5
      if rest > 0 || decimals == 0 {
        repeat {
          put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
          rest /= 10
        } while rest > 0
      }
      bytes.append(contentsOf: UnsafeMutableBufferPointer(rebasing: buffer[start...]))
    }
  }

  package mutating func writeHex(_ byte: UInt8) {
    bytes.append(ByteBuffer.hexDigit(byte >> 4))
    bytes.append(ByteBuffer.hexDigit(byte & 15))
  }
  package mutating func writeHex(_ unit: UInt16) {
    var digits: UInt32 = 0
    for shift: UInt16 in [12, 8, 4, 0] {
      digits = digits << 8 | UInt32(ByteBuffer.hexDigit(UInt8(unit >> shift & 15)))
    }
    withUnsafeBytes(of: digits.bigEndian) { bytes.append(contentsOf: $0) }
  }
  /// The text as UTF-16BE in hexadecimal, without angle brackets and without a byte order mark.
  package mutating func writeHexUTF16(_ text: String) {
    for unit in text.utf16 { writeHex(unit) }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}

extension Length {
  /// The length in thousandths of a point, rounded to the nearest: what the writer prints.
  /// Lengths beyond ±1,000,000 pt, which no page can show, are cut to that.
  package var milliPoints: Int {
    let bound = 12_700_000_000
    let emu = min(bound, max(-bound, self.emu))
    return (emu * 10 + (emu >= 0 ? 63 : -63)) / 127
  }
}
