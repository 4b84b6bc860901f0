import CaseData
import Glibc

/// An open file, read in pieces. What is read twice must be the same both times: a file that was
/// written to in between is an error.
final class FileReader: ByteReader {
  private let path: String
  private let descriptor: Int32
  private let stamp: Stamp

  /// What changes when a file is written to.
  private struct Stamp: Equatable, Sendable {
    var size: Int
    var seconds: Int
    var nanoseconds: Int

    init?(_ descriptor: Int32) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { return nil }
      size = Int(status.st_size)
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }

  /// Throws `WorldError`: also for a pipe, which cannot be read twice.
  init(_ path: String) throws {
    self.path = path
    descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw WorldError.notFound(path: path) }
      throw WorldError.unreadable(path: path, reason: .last)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, let stamp = Stamp(descriptor) else {
      let reason = FileFault.last
      close(descriptor)
      throw WorldError.unreadable(path: path, reason: reason)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw WorldError.unreadable(
        path: path, reason: isFolder ? .isFolder : .system(String(cString: strerror(ESPIPE))))
    }
    self.stamp = stamp
  }

  deinit { close(descriptor) }

  func read(from offset: Int, count: Int) throws -> [UInt8] {
    guard let now = Stamp(descriptor), now == stamp else {
      throw WorldError.unreadable(path: path, reason: .changed)
    }
    var result = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, filled in
      while filled < buffer.count {
        result = pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled,
          off_t(offset + filled))
        if result < 0, errno == EINTR { continue }
        if result <= 0 { break }
        filled += result
      }
    }
    if result < 0 { throw WorldError.unreadable(path: path, reason: .last) }
    return bytes
  }
}
