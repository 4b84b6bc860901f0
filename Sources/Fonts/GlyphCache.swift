import CHarfBuzz
import Synchronization

/// What line composition asks thousands of times a page: the glyph of a character, and the box of
/// its ink. Filled on first use, read without locks.
///
/// Sendable although it holds pointers: pages of the tables are published by one compare-exchange
/// and never change or move afterwards, except for ink boxes, which are single atomic words.
final class GlyphCache: @unchecked Sendable {
  private typealias GlyphPage = UnsafeMutablePointer<UInt32>
  private typealias InkPage = UnsafeMutablePointer<Atomic<UInt64>>
  private static let pageSize = 256
  private static let scalarPages = 0x11_0000 / pageSize
  /// Encodes “looked up, has no ink”: a box that no glyph can have, since minX > maxX.
  private static let noInk = GlyphCache.pack(InkBox(minX: 1, minY: 0, maxX: 0, maxY: 0)) ?? 1

  private let source: HarfBuzzFace
  private let wrong: Set<UInt32>
  private let glyphPages: UnsafeMutablePointer<Atomic<UnsafeMutablePointer<UInt32>?>>
  private let inkPages: UnsafeMutablePointer<Atomic<UnsafeMutableRawPointer?>>
  private let inkPageCount: Int

  /// - Parameter wrong: characters for which the face draws something else; it counts as not
  ///   having them.
  init(_ source: HarfBuzzFace, without wrong: Set<UInt32> = []) {
    self.source = source
    self.wrong = wrong
    inkPageCount = (max(1, source.glyphCount) + Self.pageSize - 1) / Self.pageSize
    glyphPages = .allocate(capacity: Self.scalarPages)
    for i in 0..<Self.scalarPages { (glyphPages + i).initialize(to: Atomic(nil)) }
    inkPages = .allocate(capacity: inkPageCount)
    for i in 0..<inkPageCount { (inkPages + i).initialize(to: Atomic(nil)) }
  }

  deinit {
    for i in 0..<Self.scalarPages { glyphPages[i].load(ordering: .acquiring)?.deallocate() }
    glyphPages.deinitialize(count: Self.scalarPages).deallocate()
    for i in 0..<inkPageCount { inkPages[i].load(ordering: .acquiring)?.deallocate() }
    inkPages.deinitialize(count: inkPageCount).deallocate()
  }

  /// The glyph that the face's character map gives a scalar; 0 where it has none.
  func glyph(_ scalar: Unicode.Scalar) -> UInt32 {
    let value = Int(scalar.value)
    let slot = value / Self.pageSize
    let page = glyphPages[slot].load(ordering: .acquiring) ?? fillPage(slot)
    return page[value % Self.pageSize]
  }

  private func fillPage(_ slot: Int) -> UnsafeMutablePointer<UInt32> {
    let page = UnsafeMutablePointer<UInt32>.allocate(capacity: Self.pageSize)
    for i in 0..<Self.pageSize {
      var glyph: hb_codepoint_t = 0
      let scalar = hb_codepoint_t(slot * Self.pageSize + i)
      let isFound = hb_font_get_nominal_glyph(source.font, scalar, &glyph) != 0
      (page + i).initialize(to: isFound && !wrong.contains(scalar) ? glyph : 0)
    }
    let (exchanged, original) = glyphPages[slot].compareExchange(
      expected: nil, desired: page, ordering: .acquiringAndReleasing)
    if exchanged { return page }
    page.deallocate()
    // The other thread's page: the exchange fails only where there is one.
    return original ?? page
  }

  /// The box of a glyph's ink, in font units; nil for an empty glyph or one out of range.
  func inkBox(_ glyph: UInt32) -> InkBox? {
    guard glyph < source.glyphCount else { return nil }
    let page = inkPage(Int(glyph) / Self.pageSize)
    let i = Int(glyph) % Self.pageSize
    let known = page[i].load(ordering: .relaxed)
    if known == Self.noInk { return nil }
    if known != 0 { return Self.unpack(known) }
    let box = measure(glyph)
    if let word = box.map({ Self.pack($0) }) ?? Self.noInk {
      page[i].store(word, ordering: .relaxed)
    }
    return box
  }

  private func inkPage(_ slot: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
    if let raw = inkPages[slot].load(ordering: .acquiring) {
      return raw.assumingMemoryBound(to: Atomic<UInt64>.self)
    }
    let page = InkPage.allocate(capacity: Self.pageSize)
    for i in 0..<Self.pageSize { (page + i).initialize(to: Atomic(0)) }
    let (exchanged, original) = inkPages[slot].compareExchange(
      expected: nil, desired: UnsafeMutableRawPointer(page), ordering: .acquiringAndReleasing)
    guard !exchanged, let original else { return page }
    page.deallocate()
    return original.assumingMemoryBound(to: Atomic<UInt64>.self)
  }

  private func measure(_ glyph: UInt32) -> InkBox? {
    var extents = hb_glyph_extents_t()
    guard hb_font_get_glyph_extents(source.font, glyph, &extents) != 0,
      extents.width != 0 || extents.height != 0
    else { return nil }
    let (x, y) = (Int(extents.x_bearing), Int(extents.y_bearing))
    return InkBox(
      minX: x, minY: y + Int(extents.height), maxX: x + Int(extents.width), maxY: y)
  }

  /// Four 16-bit numbers in a word; nil where a damaged font has wilder ones, which are then
  /// measured anew each time. A box that would be the word 0 is drawn by no glyph.
  private static func pack(_ box: InkBox) -> UInt64? {
    var word: UInt64 = 0
    for part in [box.minX, box.minY, box.maxX, box.maxY] {
      guard let short = Int16(exactly: part) else { return nil }
      word = word << 16 | UInt64(UInt16(bitPattern: short))
    }
    return word
  }

  private static func unpack(_ word: UInt64) -> InkBox {
    func part(_ shift: UInt64) -> Int { Int(Int16(truncatingIfNeeded: word >> shift)) }
    return InkBox(minX: part(48), minY: part(32), maxX: part(16), maxY: part(0))
  }
}
