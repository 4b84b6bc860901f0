import Glibc

/// Writes files whole or not at all: the bytes go to a new file beside the target, which takes
/// the target's name only when it is complete (design section 9).
public enum OutputFile {
  public enum Failure: Error, Equatable, Sendable {
    /// The target exists and overwriting was not asked for.
    case exists(path: String)
    case failed(path: String, reason: String)
  }

  public static func write(_ bytes: [UInt8], to path: String, overwriting: Bool) throws(Failure) {
    if !overwriting, access(path, F_OK) == 0 { throw .exists(path: path) }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let name = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    let temporary = "\(folder).\(name).\(getpid()).part"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    guard writeAll(bytes, to: descriptor), fsync(descriptor) == 0 || errno == EINVAL else {
      let problem = failure(path)
      close(descriptor)
      unlink(temporary)
      throw problem
    }
    guard close(descriptor) == 0 else {
      let problem = failure(path)
      unlink(temporary)
      throw problem
    }
    try move(temporary, to: path, overwriting: overwriting)
  }

  private static func move(
    _ temporary: String, to path: String, overwriting: Bool
  ) throws(Failure) {
    if overwriting {
      guard rename(temporary, path) == 0 else {
        let problem = failure(path)
        unlink(temporary)
        throw problem
      }
      return
    }
    // A link fails where the name exists by now, which a rename would not.
    let linked = link(temporary, path)
    let problem = errno
    unlink(temporary)
    guard linked == 0 else {
      throw problem == EEXIST
        ? .exists(path: path) : .failed(path: path, reason: String(cString: strerror(problem)))
    }
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let count = Glibc.write(descriptor, buffer.baseAddress! + offset, buffer.count - offset)
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        offset += count
      }
      return true
    }
  }

  private static func failure(_ path: String) -> Failure {
    .failed(path: path, reason: String(cString: strerror(errno)))
  }
}
