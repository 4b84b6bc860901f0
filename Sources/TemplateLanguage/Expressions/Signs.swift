import Diagnostics

/// Reads Unicode scalars from the UTF-8 of a source file, with full-width signs folded to their
/// half-width form for comparison. Malformed bytes read as U+FFFD, one byte at a time.
package struct SignReader: Sendable {
  package let bytes: [UInt8]
  package let end: Int
  package var offset: Int

  package init(_ file: SourceFile, _ range: Range<Int>) {
    bytes = file.bytes
    let range = range.clamped(to: 0..<file.bytes.count)
    offset = range.lowerBound
    end = range.upperBound
  }

  /// The scalar at an offset and its length in bytes; nil at the end.
  package func scalar(at offset: Int) -> (value: UInt32, length: Int)? {
    guard offset < end else { return nil }
    let first = bytes[offset]
    let length: Int
    var value: UInt32
    switch first {
    case 0..<0x80: return (UInt32(first), 1)
    case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
    case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
    default: return (0xFFFD, 1)
    }
    guard offset + length <= end else { return (0xFFFD, 1) }
    for index in offset + 1..<offset + length {
      guard bytes[index] & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      value = value << 6 | UInt32(bytes[index] & 0x3F)
    }
    return (value, length)
  }

  /// The scalar here, folded; 0 at the end.
  package var sign: UInt32 { scalar(at: offset).map { Signs.folded($0.value) } ?? 0 }

  /// The folded scalar after the one here; 0 at the end.
  package var nextSign: UInt32 {
    guard let here = scalar(at: offset) else { return 0 }
    return scalar(at: offset + here.length).map { Signs.folded($0.value) } ?? 0
  }

  package var isAtEnd: Bool { offset >= end }

  package mutating func advance() {
    if let here = scalar(at: offset) { offset += here.length }
  }

  package mutating func skipBlanks() {
    while !isAtEnd, Signs.isBlank(sign) { advance() }
  }

  /// Advances over an ASCII text, full-width or half-width; false and no movement where another
  /// text stands here.
  package mutating func take(_ text: StaticString) -> Bool {
    let start = offset
    for index in 0..<text.utf8CodeUnitCount {
      guard sign == UInt32(text.utf8Start[index]) else {
        offset = start
        return false
      }
      advance()
    }
    return true
  }
}

/// Which signs are equal, and which belong to words.
package enum Signs {
  /// Full-width ASCII to half-width, U+3000 to a space, arithmetic and comparison signs to one
  /// form each, corner and German quotes left as they are.
  package static func folded(_ value: UInt32) -> UInt32 {
    switch value {
    case 0xFF01...0xFF5E: value - 0xFEE0
    case 0x3000, 0xA0, 0x09: 0x20
    case 0xD7, 0x2217, 0x2715: 0x2A  // × ∗ ✕
    case 0xF7, 0x2215: 0x2F  // ÷ ∕
    case 0x2212, 0x2013: 0x2D  // − –
    case 0x2A7D, 0x2266: 0x2264  // ⩽ ≦
    case 0x2A7E, 0x2267: 0x2265  // ⩾ ≧
    case 0x3001: 0x2C  // 、 separates names as a comma does
    default: value
    }
  }

  package static func isBlank(_ folded: UInt32) -> Bool {
    folded == 0x20 || folded == 0x0A || folded == 0x0D || folded == 0xFEFF
  }

  package static func isDigit(_ folded: UInt32) -> Bool { (0x30...0x39).contains(folded) }

  package static func isASCIILetter(_ folded: UInt32) -> Bool {
    (0x41...0x5A).contains(folded) || (0x61...0x7A).contains(folded)
  }

  /// “ ” " and their full-width form.
  package static func isQuote(_ folded: UInt32) -> Bool {
    folded == 0x22 || folded == 0x201C || folded == 0x201D
  }

  /// Whether a scalar can stand in a name: letters, digits, Han, the middle dot of names; no
  /// punctuation, sign or control character.
  package static func isWord(_ folded: UInt32) -> Bool {
    switch folded {
    case 0...0x7F: isDigit(folded) || isASCIILetter(folded) || folded == 0x5F
    case 0x80...0xBF: folded == 0xB7
    case 0xD7, 0xF7: false
    case 0x2000...0x206F, 0x2190...0x23FF, 0x2500...0x2BFF: false
    case 0x3005, 0x3006, 0x3007: true
    case 0x3000...0x303F, 0xFE10...0xFE6F, 0xFF00...0xFFEF, 0xFFF0...0xFFFF: false
    case 0xE000...0xF8FF, 0xD800...0xDFFF: false
    default: true
    }
  }
}

extension SourceFile {
  /// The text of a range with full-width letters, digits and signs folded (`Signs.folded`).
  package func foldedText(_ range: Range<Int>) -> String {
    var reader = SignReader(self, range)
    var text = String.UnicodeScalarView()
    while !reader.isAtEnd {
      text.append(Unicode.Scalar(reader.sign) ?? "\u{FFFD}")
      reader.advance()
    }
    return String(text)
  }

  /// The range without the blanks at its ends.
  package func trimmed(_ range: Range<Int>) -> Range<Int> {
    var reader = SignReader(self, range)
    reader.skipBlanks()
    var last = reader.offset
    let first = reader.offset
    while !reader.isAtEnd {
      let isBlank = Signs.isBlank(reader.sign)
      reader.advance()
      if !isBlank { last = reader.offset }
    }
    return first..<last
  }
}
