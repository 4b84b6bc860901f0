/// The outside world as the program sees it. Tests bring their own; nothing in the middle reads a
/// clock, a file or the environment.
public protocol World: Sendable {
  /// The bytes of a file. Throws `WorldError`.
  func read(_ path: String) throws -> [UInt8]
  /// The names in a folder, sorted by code point; folders end with "/".
  func list(_ folder: String) throws -> [String]
  /// Today in Asia/Shanghai, or what `--date` gave.
  var today: CalendarDate { get }
  /// 此刻, when `--date` gave a time of day; rules that need it otherwise fail.
  var now: TimeOfDay? { get }
}

public enum WorldError: Error, Sendable {
  case notFound(path: String)
  case unreadable(path: String, reason: FileFault)
}

/// Why a file cannot be read or written.
public enum FileFault: Hashable, Sendable {
  case missing
  case isFolder
  case tooLarge(megabytes: Int)
  case notPermitted
  case readOnly
  case noFolder
  case noSpace
  case nameTooLong
  /// What the operating system says.
  case system(String)
}
