import Compression

/// Writes pictures as PNG (ISO/IEC 15948): 8-bit RGB, one filter, no optional dates.
enum PNG {
  /// - Parameters:
  ///   - pixels: rows from the top, three bytes a pixel; `width * height * 3` bytes.
  ///   - resolution: dots per inch, written so that a print has the page's size.
  static func encode(_ pixels: [UInt8], width: Int, height: Int, resolution: Int) -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    // 8 bits, RGB, deflate, adaptive filters, not interlaced.
    append("IHDR", number(width) + number(height) + [8, 2, 0, 0, 0], to: &file)
    append("sRGB", [0], to: &file)
    let perMetre = (resolution * 10_000 + 127) / 254
    append("pHYs", number(perMetre) + number(perMetre) + [1], to: &file)
    append(
      "IDAT", Deflate.zlib(filtered(pixels, width: width, height: height), level: 6), to: &file)
    append("IEND", [], to: &file)
    return file
  }

  /// Each row as its difference from the one above (filter 2): what repeats downwards, as white
  /// paper and upright strokes do, becomes zeros.
  private static func filtered(_ pixels: [UInt8], width: Int, height: Int) -> [UInt8] {
    let stride = width * 3
    return [UInt8](unsafeUninitializedCapacity: (stride + 1) * height) { buffer, count in
      count = 0
      for row in 0..<height {
        buffer[count] = 2
        count += 1
        let start = row * stride
        for i in start..<(start + stride) {
          buffer[count] = row == 0 ? pixels[i] : pixels[i] &- pixels[i - stride]
          count += 1
        }
      }
    }
  }

  private static func append(_ type: StaticString, _ data: [UInt8], to file: inout [UInt8]) {
    let typed = type.withUTF8Buffer { Array($0) } + data
    file += number(data.count)
    file += typed
    file += number(Int(Deflate.crc32(typed)))
  }

  /// Four bytes, the highest first.
  private static func number(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
