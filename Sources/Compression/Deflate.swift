import CDeflate

/// zlib streams and checksums by libdeflate.
public enum Deflate {
  /// A zlib stream (RFC 1950). `level` is 1…12; the same input and level give the same bytes.
  public static func zlib(_ bytes: [UInt8], level: Int32 = 9) -> [UInt8] {
    Deflater(level: level).zlib(bytes)
  }
  public static func crc32(_ bytes: [UInt8], seed: UInt32 = 0) -> UInt32 {
    libdeflate_crc32(seed, bytes, bytes.count)
  }
}

/// A compressor that is kept for many streams: making one costs more than a small stream does.
/// One owner at a time; not shared between threads.
public struct Deflater: ~Copyable {
  private let compressor: OpaquePointer?

  /// `level` is 1…12, from fast to small.
  public init(level: Int32 = 9) {
    compressor = libdeflate_alloc_compressor(min(12, max(1, level)))
  }

  deinit {
    if let compressor { libdeflate_free_compressor(compressor) }
  }

  /// A zlib stream (RFC 1950) of `bytes`; without memory for a compressor the bytes are stored.
  public borrowing func zlib(_ bytes: [UInt8]) -> [UInt8] {
    guard let compressor else { return Deflater.stored(bytes) }
    let bound = libdeflate_zlib_compress_bound(compressor, bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      count = libdeflate_zlib_compress(
        compressor, bytes, bytes.count, buffer.baseAddress, buffer.count)
    }
  }

  /// A zlib stream of stored blocks, which every reader accepts.
  package static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let end = min(start + 65_535, bytes.count)
      let length = end - start
      out.append(end == bytes.count ? 1 : 0)
      out += [UInt8(length & 0xFF), UInt8(length >> 8)]
      out += [UInt8(~length & 0xFF), UInt8((~length >> 8) & 0xFF)]
      out += bytes[start..<end]
      start = end
    } while start < bytes.count
    let sum = libdeflate_adler32(1, bytes, bytes.count)
    for shift in [24, 16, 8, 0] as [UInt32] { out.append(UInt8((sum >> shift) & 0xFF)) }
    return out
  }
}
