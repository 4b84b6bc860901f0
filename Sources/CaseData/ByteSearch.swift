/// Loops over bytes that stay quick in debug builds too.
enum ByteSearch {
  /// The offset of the first byte from `start` on that fulfils the condition; the count without
  /// one.
  static func first(
    in bytes: [UInt8], from start: Int = 0, where isWanted: (UInt8) -> Bool
  ) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      var index = start
      let end = buffer.count
      while index < end, !isWanted(buffer[index]) { index += 1 }
      return index
    }
  }
}
