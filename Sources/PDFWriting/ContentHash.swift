/// A 128-bit fingerprint of bytes, for the file's `/ID` and for subset tags. Not cryptographic:
/// it keeps different documents apart and depends on nothing but their content.
package struct ContentHash: Sendable {
  private var high: UInt64 = 0x6C62_272E_07BB_0142
  private var low: UInt64 = 0x62B8_2175_6295_C58D
  private var length: UInt64 = 0

  package init() {}

  /// Takes in eight bytes at a time: a multiplication to full width, folded, for each lane.
  package mutating func combine(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { raw in
      let whole = raw.count & ~7
      var offset = 0
      while offset < whole {
        let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        mix(word)
        offset += 8
      }
      var rest: UInt64 = 0
      while offset < raw.count {
        rest = rest << 8 | UInt64(raw[offset])
        offset += 1
      }
      mix(rest)
    }
    length &+= UInt64(bytes.count)
    mix(length)
  }

  /// Takes in the beginning of a longer stretch: as many whole words as there are. What is left
  /// over comes again in front of the next piece, so that a stretch gives the same in any pieces;
  /// the last piece goes to `close`.
  ///
  /// - Returns: how many bytes were taken in.
  package mutating func absorb(_ bytes: [UInt8]) -> Int {
    let whole = bytes.count & ~7
    bytes.withUnsafeBytes { raw in
      for offset in stride(from: 0, to: whole, by: 8) {
        mix(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      }
    }
    length &+= UInt64(whole)
    return whole
  }

  /// The end of a stretch that began with `absorb`.
  package mutating func close(_ bytes: [UInt8]) { combine(bytes) }

  package mutating func combine(_ text: String) { combine(Array(text.utf8)) }
  package mutating func combine(_ number: UInt64) { mix(number) }

  private mutating func mix(_ word: UInt64) {
    let a = (high ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    let b = (low ^ (word &* 0xFF51_AFD7_ED55_8CCD)).multipliedFullWidth(by: 0xC2B2_AE3D_27D4_EB4F)
    high = a.high ^ a.low ^ b.low &+ 0x1000_0000_01B3
    low = b.high &+ (b.low ^ a.low) ^ word
  }

  /// The sixteen bytes.
  package var bytes: [UInt8] {
    var last = self
    last.mix(0)
    last.mix(length)
    var out: [UInt8] = []
    out.reserveCapacity(16)
    for lane in [last.high, last.low] {
      for shift in stride(from: 56, through: 0, by: -8) {
        out.append(UInt8(truncatingIfNeeded: lane >> UInt64(shift)))
      }
    }
    return out
  }

  /// Six capital letters, as a subset's tag wants (ISO 32000-1, 9.6.4).
  package var tag: String {
    var value = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    var letters: [UInt8] = []
    for _ in 0..<6 {
      letters.append(UInt8(ascii: "A") + UInt8(value % 26))
      value /= 26
    }
    return String(decoding: letters, as: UTF8.self)
  }
}
