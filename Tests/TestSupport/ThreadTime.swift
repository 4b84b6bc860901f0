import Glibc
import Testing

/// Processor time of the present thread: what a limit is held against while other tests run.
public enum ThreadTime {
  public static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The time that a body takes of this thread.
  public static func measure(_ body: () throws -> Void) rethrows -> Duration {
    let start = seconds
    try body()
    return .seconds(seconds - start)
  }
}

/// A long text as an argument of a test, which shows its beginning only.
public struct LongText: CustomTestStringConvertible, Sendable {
  public let text: String
  public init(_ text: String) { self.text = text }
  public var testDescription: String {
    String(text.prefix(24)).replacing("\n", with: "⏎") + "… (\(text.utf8.count))"
  }
}
