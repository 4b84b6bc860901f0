/// The outside world as the program sees it. Tests bring their own; nothing in the middle reads a
/// clock, a file or the environment.
public protocol World: Sendable {
  /// The bytes of a file. Throws `WorldError`.
  func read(_ path: String) throws -> [UInt8]
  /// A file to be read in pieces, so that one of any size can be. Throws `WorldError`.
  func open(_ path: String) throws -> any ByteReader
  /// The names in a folder, sorted by code point; folders end with "/".
  func list(_ folder: String) throws -> [String]
  /// Today in Asia/Shanghai, or what `--date` gave.
  var today: CalendarDate { get }
  /// 此刻, when `--date` gave a time of day; rules that need it otherwise fail.
  var now: TimeOfDay? { get }
}

extension World {
  /// The whole file, read at once.
  public func open(_ path: String) throws -> any ByteReader { BytesInMemory(try read(path)) }
}

/// A file that is read in pieces.
public protocol ByteReader: AnyObject, Sendable {
  /// Up to `count` bytes from an offset on, fewer only before the end; none at the end. Throws
  /// `WorldError`.
  func read(from offset: Int, count: Int) throws -> [UInt8]
}

/// Bytes in memory, read like a file.
public final class BytesInMemory: ByteReader {
  private let bytes: [UInt8]
  public init(_ bytes: [UInt8]) { self.bytes = bytes }
  public func read(from offset: Int, count: Int) throws -> [UInt8] {
    let start = min(max(0, offset), bytes.count)
    return Array(bytes[start..<min(bytes.count, start + max(0, count))])
  }
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
  /// Not the file any more that it was when it was opened.
  case changed
  case readOnly
  case noFolder
  case noSpace
  case nameTooLong
  /// What the operating system says.
  case system(String)
}
