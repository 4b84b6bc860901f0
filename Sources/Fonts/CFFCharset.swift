/// Which CID each glyph of a bare CFF font program has (Adobe Technical Note 5176).
///
/// hb-subset keeps the CIDs of a CID-keyed font, so that in the subset the code to write is the
/// charset's CID and not the glyph index.
struct CFFCharset {
  /// The CID per glyph; for a font that is not CID-keyed the glyph index itself, which is what
  /// PDF takes a CID for there (ISO 32000-1, 9.7.4.2).
  let cids: [UInt16]

  /// nil where the bytes are no CFF.
  init?(_ program: [UInt8]) {
    let data = BigEndianBytes(program)
    guard let headerSize = data.u8(2),
      let names = Index(data, at: headerSize),
      let tops = Index(data, at: names.end),
      let top = tops.range(of: 0, in: data),
      let dictionary = Dictionary(data, top),
      let charStrings = dictionary.charStrings,
      let glyphs = Index(data, at: charStrings)
    else { return nil }
    let count = glyphs.count
    guard dictionary.isCIDKeyed else {
      cids = (0..<count).map { UInt16(truncatingIfNeeded: $0) }
      return
    }
    guard let charset = dictionary.charset, charset > 2,
      let read = Self.read(data, at: charset, count: count)
    else { return nil }
    cids = read
  }

  private static func read(_ data: BigEndianBytes, at start: Int, count: Int) -> [UInt16]? {
    guard let format = data.u8(start), format <= 2 else { return nil }
    var cids: [UInt16] = [0]
    var offset = start + 1
    while cids.count < count {
      guard let first = data.u16(offset) else { return nil }
      offset += 2
      var left = 0
      if format > 0 {
        guard let more = format == 1 ? data.u8(offset) : data.u16(offset) else { return nil }
        left = more
        offset += format
      }
      guard first + left <= 0xFFFF else { return nil }
      for cid in first...(first + left) where cids.count < count { cids.append(UInt16(cid)) }
    }
    return cids
  }

  /// An INDEX: a count, offsets, data.
  private struct Index {
    let count: Int
    /// Where the next structure begins.
    let end: Int
    private let offsetSize: Int
    private let offsets: Int
    private let base: Int

    init?(_ data: BigEndianBytes, at start: Int) {
      guard let count = data.u16(start) else { return nil }
      self.count = count
      if count == 0 {
        (offsetSize, offsets, base, end) = (1, start + 2, start + 2, start + 2)
        return
      }
      guard let size = data.u8(start + 2), (1...4).contains(size) else { return nil }
      offsetSize = size
      offsets = start + 3
      base = offsets + (count + 1) * size - 1
      guard let last = Self.number(data, offsets + count * size, size), last >= 1,
        base + last <= data.count
      else { return nil }
      end = base + last
    }

    func range(of index: Int, in data: BigEndianBytes) -> Range<Int>? {
      guard index < count,
        let from = Self.number(data, offsets + index * offsetSize, offsetSize),
        let to = Self.number(data, offsets + (index + 1) * offsetSize, offsetSize),
        from >= 1, from <= to, base + to <= end
      else { return nil }
      return (base + from)..<(base + to)
    }

    private static func number(_ data: BigEndianBytes, _ offset: Int, _ size: Int) -> Int? {
      var value = 0
      for i in 0..<size {
        guard let byte = data.u8(offset + i) else { return nil }
        value = value << 8 | byte
      }
      return value
    }
  }

  /// The three entries of a Top DICT that matter here.
  private struct Dictionary {
    var charset: Int?
    var charStrings: Int?
    var isCIDKeyed = false

    init?(_ data: BigEndianBytes, _ range: Range<Int>) {
      var operand: Int?
      var offset = range.lowerBound
      while offset < range.upperBound {
        guard let byte = data.u8(offset) else { return nil }
        offset += 1
        switch byte {
        case 12:
          // 12 30 is ROS, which only a CID-keyed font has.
          if data.u8(offset) == 30 { isCIDKeyed = true }
          offset += 1
        case 15: charset = operand
        case 17: charStrings = operand
        case 0...21: break
        case 28:
          operand = data.i16(offset)
          offset += 2
        case 29:
          operand = data.i32(offset)
          offset += 4
        case 30:
          // A real number: nibbles up to 0xF.
          while let pair = data.u8(offset), offset < range.upperBound {
            offset += 1
            if pair & 0xF == 0xF || pair >> 4 == 0xF { break }
          }
        case 32...246: operand = byte - 139
        case 247...254:
          guard let next = data.u8(offset) else { return nil }
          operand = byte < 251 ? (byte - 247) * 256 + next + 108 : -(byte - 251) * 256 - next - 108
          offset += 1
        default: return nil
        }
      }
    }
  }
}
