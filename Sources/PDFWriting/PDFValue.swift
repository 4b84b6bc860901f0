/// The number of an indirect object. The generation is always 0.
package struct ObjectID: Hashable, Sendable {
  package let number: Int
}

/// A PDF object (ISO 32000-1, 7.3) before it is written. Dictionaries keep the order in which
/// their keys were given, so the same document gives the same bytes.
package indirect enum PDFValue: Sendable {
  case bool(Bool)
  case int(Int)
  /// A number in thousandths.
  case milli(Int)
  case name(String)
  /// A text string: ASCII as it is, anything else as UTF-16BE with a byte order mark.
  case text(String)
  /// A byte string, written in hexadecimal.
  case bytes([UInt8])
  case array([PDFValue])
  case dictionary(PDFDictionary)
  case reference(ObjectID)
  /// Bytes that are one object already (long arrays of widths).
  case written([UInt8])
}

package struct PDFDictionary: Sendable, ExpressibleByDictionaryLiteral {
  package private(set) var entries: [(key: String, value: PDFValue)] = []
  package init() {}
  package init(dictionaryLiteral elements: (String, PDFValue)...) {
    entries = elements.map { (key: $0.0, value: $0.1) }
  }
  /// Adds an entry; keys are unique by construction.
  package mutating func add(_ key: String, _ value: PDFValue) { entries.append((key, value)) }
  /// Adds an entry where there is a value.
  package mutating func add(_ key: String, _ value: PDFValue?) {
    if let value { entries.append((key, value)) }
  }
}

/// What the serialiser met that ISO 19005-2, 6.1.13 forbids (std:P-3); recorded while writing, so
/// that no second pass is needed.
package struct LimitRecord: Sendable {
  package init() {}
  package private(set) var problems: [PDFProblem] = []
  package static let longestString = 32_767
  package static let longestName = 127
  package static let deepestNesting = 64

  package mutating func add(_ problem: PDFProblem) { problems.append(problem) }
}

extension ByteBuffer {
  /// Writes an object. `depth` counts the arrays and dictionaries around it.
  package mutating func write(_ value: PDFValue, limits: inout LimitRecord, depth: Int = 0) {
    switch value {
    case .bool(let flag): flag ? write("true") : write("false")
    case .int(let number): writeChecked(number, limits: &limits)
    case .milli(let number): write(number, decimals: 3)
    case .name(let name): write(name: name, limits: &limits)
    case .text(let text): write(text: text, limits: &limits)
    case .bytes(let bytes): write(hexString: bytes, limits: &limits)
    case .reference(let id):
      write(id.number)
      write(" 0 R")
    case .written(let bytes): write(bytes)
    case .array(let values):
      guard depth < LimitRecord.deepestNesting else { return limits.add(.nestedTooDeep(depth)) }
      write("[")
      for (index, value) in values.enumerated() {
        if index > 0 { write(byte: 0x20) }
        write(value, limits: &limits, depth: depth + 1)
      }
      write("]")
    case .dictionary(let dictionary):
      guard depth < LimitRecord.deepestNesting else { return limits.add(.nestedTooDeep(depth)) }
      write(dictionary, limits: &limits, depth: depth)
    }
  }

  package mutating func write(
    _ dictionary: PDFDictionary, limits: inout LimitRecord, depth: Int = 0
  ) {
    write("<<")
    for (index, entry) in dictionary.entries.enumerated() {
      if index > 0 { write(byte: 0x0A) }
      write(name: entry.key, limits: &limits)
      write(byte: 0x20)
      write(entry.value, limits: &limits, depth: depth + 1)
    }
    write(">>")
  }

  private mutating func writeChecked(_ number: Int, limits: inout LimitRecord) {
    if number > Int(Int32.max) || number < -Int(Int32.max) { limits.add(.numberOutOfRange(number)) }
    write(number)
  }

  package mutating func write(name: String, limits: inout LimitRecord) {
    if name.utf8.count > LimitRecord.longestName { limits.add(.nameTooLong(name)) }
    write("/")
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "#"), UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"),
        UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "%"):
        write("#")
        writeHex(byte)
      case 0x21...0x7E: write(byte: byte)
      default:
        write("#")
        writeHex(byte)
      }
    }
  }

  private mutating func write(text: String, limits: inout LimitRecord) {
    guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
      let length = text.utf16.count * 2 + 2
      if length > LimitRecord.longestString { limits.add(.stringTooLong(text, bytes: length)) }
      write("<FEFF")
      writeHexUTF16(text)
      return write(">")
    }
    let length = text.utf8.count
    if length > LimitRecord.longestString { limits.add(.stringTooLong(text, bytes: length)) }
    write("(")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
        write("\\")
        write(byte: byte)
      default: write(byte: byte)
      }
    }
    write(")")
  }

  private mutating func write(hexString bytes: [UInt8], limits: inout LimitRecord) {
    if bytes.count > LimitRecord.longestString {
      limits.add(.stringTooLong("", bytes: bytes.count))
    }
    write("<")
    for byte in bytes { writeHex(byte) }
    write(">")
  }
}
