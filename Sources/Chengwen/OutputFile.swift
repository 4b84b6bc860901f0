import CaseData
import Glibc
import PDFWriting

/// Writes files whole or not at all: the bytes go to new files beside the targets, which take the
/// targets' names only when all are complete (design section 9).
public enum OutputFile {
  public enum Failure: Error, Equatable, Sendable {
    /// The target exists and overwriting was not asked for.
    case exists(path: String)
    case failed(path: String, reason: FileFault)
  }

  public static func write(_ bytes: [UInt8], to path: String, overwriting: Bool) throws(Failure) {
    try write([(path, bytes)], overwriting: overwriting)
  }

  /// Writes files that belong together: all of them or none. SIGINT, SIGTERM and SIGHUP wait until
  /// no partial file is left.
  public static func write(
    _ files: [(path: String, bytes: [UInt8])], overwriting: Bool
  ) throws(Failure) {
    let signals = HeldSignals()
    defer { signals.release() }
    var targets: [Target] = []
    for file in files { targets.append(try Target(file.path, overwriting: overwriting)) }
    do throws(Failure) {
      for (target, file) in zip(targets, files) { try target.fill(file.bytes) }
    } catch {
      for target in targets { target.discard() }
      throw error
    }
    for (index, target) in targets.enumerated() {
      do throws(Failure) {
        try target.publish(overwriting: overwriting)
      } catch {
        for later in targets[index...] { later.discard() }
        if !overwriting { for earlier in targets[..<index] { earlier.withdraw() } }
        throw error
      }
    }
  }
}

extension OutputFile {
  /// Writes a file piece by piece, for one that is never whole in memory. The bytes go to a new file
  /// beside the target, which takes its name only when all of them are there. SIGINT, SIGTERM and
  /// SIGHUP that come meanwhile take effect between two pieces, when no partial file is left.
  ///
  /// - Parameter body: writes into the sink; nil where it refused, and then there is no file.
  /// - Returns: what `body` returned.
  public static func stream<Result>(
    to path: String, overwriting: Bool, _ body: (any ByteSink) -> Result?
  ) throws(Failure) -> Result? {
    let signals = HeldSignals()
    defer { signals.release() }
    let target = try Target(path, overwriting: overwriting)
    let sink = FileSink(try target.open()) {
      target.discard()
      signals.release()
    }
    let result = body(sink)
    do throws(Failure) {
      try target.finish(sink.descriptor, failure: sink.failure)
      guard result != nil else {
        target.discard()
        return nil
      }
      try target.publish(overwriting: overwriting)
    } catch {
      target.discard()
      throw error
    }
    return result
  }
}

/// Bytes to an open file. After a failure it takes nothing more.
private final class FileSink: ByteSink {
  let descriptor: Int32
  private(set) var failure: FileFault?
  /// Removes what is there and lets a waiting signal do its work.
  private let giveWay: () -> Void

  init(_ descriptor: Int32, givingWay: @escaping () -> Void) {
    self.descriptor = descriptor
    giveWay = givingWay
  }

  func write(_ bytes: [UInt8]) {
    if HeldSignals.isWaiting { giveWay() }
    guard failure == nil else { return }
    if !RawOutput.write(bytes, to: descriptor) { failure = .last }
  }
}

/// One name to be written.
private struct Target {
  /// As the user gave it, for messages.
  let path: String
  /// Where the bytes end up: links are followed, so that a link stays one.
  let real: String
  /// The file that grows beside it; nil for a device or a pipe, which is written to as it is.
  let temporary: String?

  init(_ path: String, overwriting: Bool) throws(OutputFile.Failure) {
    self.path = path
    var status = stat()
    guard stat(path, &status) == 0 else {
      real = path
      temporary = Self.temporary(beside: path)
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw .failed(path: path, reason: .isFolder)
    case S_IFREG:
      guard overwriting else { throw .exists(path: path) }
      real = Self.resolved(path)
      temporary = Self.temporary(beside: real)
    default:
      real = path
      temporary = nil
    }
  }

  private static func temporary(beside path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return ".\(path).\(getpid()).part" }
    return "\(path[...slash]).\(path[path.index(after: slash)...]).\(getpid()).part"
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  func fill(_ bytes: [UInt8]) throws(OutputFile.Failure) {
    let descriptor = try open()
    let isWritten = RawOutput.write(bytes, to: descriptor)
    try finish(descriptor, failure: isWritten ? nil : .last)
  }

  /// The new file beside the target, or the device itself.
  func open() throws(OutputFile.Failure) -> Int32 {
    let flags = temporary == nil ? O_WRONLY : O_WRONLY | O_CREAT | O_TRUNC
    let descriptor = Glibc.open(temporary ?? real, flags | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure() }
    return descriptor
  }

  /// Sees to it that what was written is on the disk, and closes. `failure` is that of writing.
  func finish(_ descriptor: Int32, failure known: FileFault?) throws(OutputFile.Failure) {
    var reason = known
    // A device or pipe cannot be synced, which is no failure.
    if reason == nil, fsync(descriptor) != 0, errno != EINVAL, errno != EROFS { reason = .last }
    let isClosed = close(descriptor) == 0
    if let reason { throw .failed(path: path, reason: reason) }
    if !isClosed { throw failure() }
  }

  func publish(overwriting: Bool) throws(OutputFile.Failure) {
    guard let temporary else { return }
    if overwriting {
      guard rename(temporary, real) == 0 else { throw failure() }
      return
    }
    // A link fails where the name exists by now, which a rename would not.
    if link(temporary, real) == 0 {
      unlink(temporary)
      return
    }
    if errno == EEXIST { throw .exists(path: path) }
    // Some file systems (FAT, network shares) have no links.
    guard errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS, access(real, F_OK) != 0,
      rename(temporary, real) == 0
    else { throw failure() }
  }

  /// Removes what was not published.
  func discard() { if let temporary { unlink(temporary) } }

  /// Takes back a name that was new.
  func withdraw() { if temporary != nil { unlink(real) } }

  private func failure() -> OutputFile.Failure { .failed(path: path, reason: .last) }
}

/// Bytes to a descriptor, all of them.
public enum RawOutput {
  /// False where the write failed; `errno` says why.
  public static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

/// Keeps the signals that stop a program back while files are half-written.
private struct HeldSignals {
  private var before = sigset_t()

  init() {
    var held = sigset_t()
    sigemptyset(&held)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&held, number) }
    pthread_sigmask(SIG_BLOCK, &held, &before)
  }

  /// Whether one of them has come.
  static var isWaiting: Bool {
    var pending = sigset_t()
    guard sigpending(&pending) == 0 else { return false }
    return [SIGINT, SIGTERM, SIGHUP].contains { sigismember(&pending, $0) == 1 }
  }

  func release() {
    var mask = before
    pthread_sigmask(SIG_SETMASK, &mask, nil)
  }
}

extension FileFault {
  /// What `errno` says.
  static var last: FileFault {
    switch errno {
    case ENOENT, ENOTDIR: .noFolder
    case EISDIR: .isFolder
    case EACCES, EPERM: .notPermitted
    case EROFS: .readOnly
    case ENOSPC, EDQUOT: .noSpace
    case ENAMETOOLONG: .nameTooLong
    default: .system(String(cString: strerror(errno)))
    }
  }
}
