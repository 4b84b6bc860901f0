/// Where the bytes of a file go, piece by piece and in order.
///
/// A sink that cannot take any more keeps its reason and takes nothing from then on; whoever made
/// it asks it at the end. So a writer need not stop in the middle of a page.
public protocol ByteSink: AnyObject {
  func write(_ bytes: [UInt8])
}

/// Gathers the bytes in memory.
public final class ArraySink: ByteSink {
  public private(set) var bytes: [UInt8] = []
  public init() {}
  public func write(_ more: [UInt8]) {
    // The first piece is often the whole file.
    if bytes.isEmpty { bytes = more } else { bytes += more }
  }
}
