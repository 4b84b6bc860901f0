import CHarfBuzz
import Synchronization

/// HarfBuzz buffers that are used again: a paragraph is shaped in many short runs, and making a
/// buffer costs as much as shaping ten characters.
final class ShapingBuffers: Sendable {
  static let shared = ShapingBuffers()

  /// HarfBuzz's languages live as long as the process.
  nonisolated(unsafe) static let chinese = hb_language_from_string("zh-Hans", -1)
  nonisolated(unsafe) static let english = hb_language_from_string("en", -1)

  /// More than there are threads at work; beyond it buffers are thrown away.
  private static let most = 64
  /// A buffer that has held a very long text keeps its memory; such a one is thrown away.
  private static let longest: UInt32 = 10_000

  private struct Pool: @unchecked Sendable {
    var buffers: [OpaquePointer] = []
  }
  private let pool = Mutex(Pool())

  /// An empty buffer, or nil where memory is short.
  func take() -> OpaquePointer? {
    let known = pool.withLock { $0.buffers.popLast() }
    if let known { return known }
    guard let buffer = hb_buffer_create(), hb_buffer_allocation_successful(buffer) != 0 else {
      return nil
    }
    return buffer
  }

  func putBack(_ buffer: OpaquePointer) {
    guard hb_buffer_get_length(buffer) <= Self.longest else {
      hb_buffer_destroy(buffer)
      return
    }
    hb_buffer_reset(buffer)
    let isKept = pool.withLock {
      guard $0.buffers.count < Self.most else { return false }
      $0.buffers.append(buffer)
      return true
    }
    if !isKept { hb_buffer_destroy(buffer) }
  }
}
