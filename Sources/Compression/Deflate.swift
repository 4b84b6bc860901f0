import CDeflate

/// zlib streams and checksums by libdeflate.
public enum Deflate {
  /// A zlib stream (RFC 1950). `level` is 1…12; the same input and level give the same bytes.
  public static func zlib(_ bytes: [UInt8], level: Int32 = 9) -> [UInt8] {
    guard let compressor = libdeflate_alloc_compressor(level) else { return [] }
    defer { libdeflate_free_compressor(compressor) }
    let bound = libdeflate_zlib_compress_bound(compressor, bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      count = libdeflate_zlib_compress(
        compressor, bytes, bytes.count, buffer.baseAddress, buffer.count)
    }
  }
  public static func crc32(_ bytes: [UInt8], seed: UInt32 = 0) -> UInt32 {
    libdeflate_crc32(seed, bytes, bytes.count)
  }
}
