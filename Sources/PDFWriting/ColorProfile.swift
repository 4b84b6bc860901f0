import Pages
import Typography

/// An ICC profile of our own making that describes the sRGB colours of IEC 61966-2-1: version 4,
/// class display, three primaries and one parametric curve. It is the destination profile of the
/// PDF/A output intent (std:P-4).
///
/// The primaries are those of sRGB (x, y: 0.64, 0.33; 0.30, 0.60; 0.15, 0.06; white 0.3127,
/// 0.3290), adapted to D50 by the Bradford matrix; the green column's Z is raised by one unit in
/// the sixteenth binary place, so that the columns add up to the white point exactly.
package enum ColorProfile {
  package static let name = "sRGB (Chengwen)"
  package static let identifier = "sRGB IEC61966-2.1"

  /// The profile's bytes; always the same.
  package static let bytes = build()

  private static let whitePoint: [Int32] = [0xF6D6, 0x10000, 0xD32D]
  private static let red: [Int32] = [0x6FA0, 0x38F5, 0x0390]
  private static let green: [Int32] = [0x6297, 0xB787, 0x18DA]
  private static let blue: [Int32] = [0x249F, 0x0F84, 0xB6C3]
  /// The adaptation from D65 to D50, row by row.
  private static let adaptation: [Int32] = [
    68_674, 1_502, -3_291, 1_939, 64_912, -1_119, -606, 988, 49_262,
  ]
  /// Y = (aX + b)^g from X = d on, cX below: g, a, b, c, d (ICC.1:2010, 10.16, type 3).
  private static let curve: [Int32] = [157_286, 62_119, 3_417, 5_072, 2_651]

  private static func build() -> [UInt8] {
    let curve = tagged("para", [0, 3, 0, 0]) + fixed(curve)
    let parts: [(signatures: [String], data: [UInt8])] = [
      (["desc"], unicodeText(name)),
      (["cprt"], unicodeText("CC0: no rights reserved")),
      (["wtpt"], tagged("XYZ ") + fixed(whitePoint)),
      (["chad"], tagged("sf32") + fixed(adaptation)),
      (["rXYZ"], tagged("XYZ ") + fixed(red)),
      (["gXYZ"], tagged("XYZ ") + fixed(green)),
      (["bXYZ"], tagged("XYZ ") + fixed(blue)),
      (["rTRC", "gTRC", "bTRC"], curve),
    ]
    let tagCount = parts.reduce(0) { $0 + $1.signatures.count }
    let dataStart = 128 + 4 + 12 * tagCount
    var table = big(UInt32(tagCount))
    var data: [UInt8] = []
    for part in parts {
      for signature in part.signatures {
        table += Array(signature.utf8) + big(UInt32(dataStart + data.count))
        table += big(UInt32(part.data.count))
      }
      data += part.data
      while data.count % 4 != 0 { data.append(0) }
    }
    return header(size: dataStart + data.count) + table + data
  }

  /// ICC.1:2010, 7.2. No profile creator, platform or identifier; the date is a constant.
  private static func header(size: Int) -> [UInt8] {
    var out = big(UInt32(size)) + big(0) + big(0x0420_0000)
    out += Array("mntrRGB XYZ ".utf8)
    for part in [2025, 1, 1, 0, 0, 0] as [UInt16] { out += [UInt8(part >> 8), UInt8(part & 0xFF)] }
    out += Array("acsp".utf8)
    out += [UInt8](repeating: 0, count: 24)
    // Rendering intent 1: media-relative colorimetric, the only one a matrix profile has.
    out += big(1) + fixed(whitePoint)
    return out + [UInt8](repeating: 0, count: 128 - 80)
  }

  private static func tagged(_ type: String, _ more: [UInt8] = []) -> [UInt8] {
    Array(type.utf8) + big(0) + more
  }

  /// A multiLocalizedUnicode tag with one record, English of the United States.
  private static func unicodeText(_ text: String) -> [UInt8] {
    let units = Array(text.utf16)
    var out = tagged("mluc") + big(1) + big(12) + Array("enUS".utf8)
    out += big(UInt32(units.count * 2)) + big(28)
    for unit in units { out += [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
    return out
  }

  private static func fixed(_ numbers: [Int32]) -> [UInt8] {
    numbers.flatMap { big(UInt32(bitPattern: $0)) }
  }
  private static func big(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}

/// How an ink is painted with the sRGB output intent (std:P-4, P-5): black and grey in DeviceGray,
/// red in DeviceRGB.
///
/// GB/T 9704-2012, 6.2 defines red as Y 80 % + M 80 %. `PDFRed` says which RGB colour stands for
/// it; there is no single right value, since it depends on the press.
public enum PDFRed: String, Hashable, Sendable, CaseIterable {
  /// The plain complement of 0, 80, 80, 0 %: RGB 255, 51, 51.
  case screen
  /// About what M 80 + Y 80 on coated paper looks like: RGB 234, 85, 50.
  case press

  /// In thousandths of full intensity.
  package var components: (red: Int, green: Int, blue: Int) {
    switch self {
    case .screen: (1000, 200, 200)
    case .press: (918, 333, 196)
    }
  }
}

extension ByteBuffer {
  /// The operator that makes `ink` the colour for filling and for text.
  package mutating func writeFill(_ ink: Ink, red: PDFRed) {
    switch ink {
    case .black: write("0 g\n")
    case .grey: write(".5 g\n")
    case .red:
      let color = red.components
      for part in [color.red, color.green, color.blue] {
        write(part, decimals: 3)
        write(" ")
      }
      write("rg\n")
    }
  }
}
