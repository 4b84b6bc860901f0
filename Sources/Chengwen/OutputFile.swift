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

  /// The descriptor of the new file, or of the device.
  func open() throws(OutputFile.Failure) -> Int32 {
    let flags = temporary == nil ? O_WRONLY : O_WRONLY | O_CREAT | O_TRUNC
    let descriptor = Glibc.open(temporary ?? real, flags | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure() }
    return descriptor
  }

  func fill(_ bytes: [UInt8]) throws(OutputFile.Failure) {
    let descriptor = try open()
    // A device or pipe cannot be synced, which is no failure.
    let isWritten =
      RawOutput.write(bytes, to: descriptor)
      && (fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS)
    let reason = FileFault.last
    let isClosed = close(descriptor) == 0
    if !isWritten { throw .failed(path: path, reason: reason) }
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

/// A file that is written piece by piece, whole or not at all: the bytes go to a new file beside the
/// target, which takes the target's name only in `finish`. Nothing is touched before the first bytes
/// come; from then on SIGINT, SIGTERM and SIGHUP wait until no partial file is left.
public final class OutputSink: ByteSink {
  private let path: String
  private let overwriting: Bool
  private var target: Target?
  private var descriptor: Int32 = -1
  private var failure: OutputFile.Failure?
  private var signals: HeldSignals?
  private var buffer: [UInt8] = []

  public init(_ path: String, overwriting: Bool) {
    self.path = path
    self.overwriting = overwriting
  }

  public func write(_ bytes: [UInt8]) {
    guard failure == nil else { return }
    if target == nil { begin() }
    buffer += bytes
    if buffer.count >= 1 << 18 { flush() }
  }

  private func begin() {
    signals = HeldSignals()
    do throws(OutputFile.Failure) {
      let target = try Target(path, overwriting: overwriting)
      descriptor = try target.open()
      self.target = target
    } catch {
      failure = error
    }
  }

  private func flush() {
    guard failure == nil, descriptor >= 0 else { return }
    if !RawOutput.write(buffer, to: descriptor) { failure = .failed(path: path, reason: .last) }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Gives the file its name, or leaves nothing of it.
  ///
  /// - Parameter isComplete: all bytes came and are a file.
  public func finish(isComplete: Bool) throws(OutputFile.Failure) {
    defer {
      signals?.release()
      signals = nil
    }
    flush()
    if descriptor >= 0 {
      let isSynced = fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS
      let isClosed = close(descriptor) == 0
      descriptor = -1
      if failure == nil, !isSynced || !isClosed { failure = .failed(path: path, reason: .last) }
    }
    guard let target, isComplete, failure == nil else {
      target?.discard()
      if let failure { throw failure }
      return
    }
    do throws(OutputFile.Failure) {
      try target.publish(overwriting: overwriting)
    } catch {
      target.discard()
      throw error
    }
  }
}
