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

  package mutating func write(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    writeDigits(number.magnitude)
  }

  /// A decimal number given as a whole number of 10^-`digits`; trailing zeros are left out.
  package mutating func write(_ number: Int, decimals digits: Int) {
    var magnitude = number.magnitude
    var digits = digits
    while digits > 0, magnitude % 10 == 0 {
      magnitude /= 10
      digits -= 1
    }
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    guard digits > 0 else { return writeDigits(magnitude) }
    var power: UInt = 1
    for _ in 0..<digits { power *= 10 }
    // PDF allows a number to begin with its point: .5
    if magnitude >= power { writeDigits(magnitude / power) }
    bytes.append(UInt8(ascii: "."))
    var rest = magnitude % power
    while power > 1 {
      power /= 10
      bytes.append(UInt8(ascii: "0") + UInt8(rest / power))
      rest %= power
    }
  }

  private mutating func writeDigits(_ magnitude: UInt) {
    if magnitude >= 10 { writeDigits(magnitude / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(magnitude % 10))
  }

  package mutating func writeHex(_ byte: UInt8) {
    bytes.append(ByteBuffer.hexDigit(byte >> 4))
    bytes.append(ByteBuffer.hexDigit(byte & 15))
  }
  package mutating func writeHex(_ unit: UInt16) {
    writeHex(UInt8(unit >> 8))
    writeHex(UInt8(unit & 0xFF))
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
