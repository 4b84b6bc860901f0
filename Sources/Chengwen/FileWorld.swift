import Glibc

/// The real outside: the file system, and today in Asia/Shanghai unless a date was given.
public struct FileWorld: World {
  public let today: CalendarDate
  public let now: TimeOfDay?
  /// No file larger than this is read (design: 64 MB for a case; templates are held to 1 MB).
  public let maximumBytes: Int

  /// - Parameters:
  ///   - date: what `--date` gave; nil reads the clock once, here.
  ///   - time: the time of day that `--date` gave; rules that need 此刻 fail without it.
  public init(date: CalendarDate? = nil, time: TimeOfDay? = nil, maximumBytes: Int = 64 << 20) {
    today = date ?? Self.todayInShanghai()
    now = time
    self.maximumBytes = maximumBytes
  }

  public func read(_ path: String) throws -> [UInt8] {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw WorldError.notFound(path: path) }
      throw WorldError.unreadable(path: path, reason: .last)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw WorldError.unreadable(path: path, reason: .last)
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw WorldError.unreadable(path: path, reason: .isFolder)
    }
    guard status.st_size <= maximumBytes else {
      throw WorldError.unreadable(path: path, reason: .tooLarge(megabytes: maximumBytes >> 20))
    }
    return try Self.readAll(descriptor, path: path, limit: maximumBytes)
  }

  public func open(_ path: String) throws -> any ByteReader { try FileReader(path) }

  private static func readAll(_ descriptor: Int32, path: String, limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw WorldError.unreadable(path: path, reason: .last)
      }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      // A pipe has no size to ask for beforehand.
      if bytes.count > limit {
        throw WorldError.unreadable(path: path, reason: .tooLarge(megabytes: limit >> 20))
      }
    }
  }

  public func list(_ folder: String) throws -> [String] {
    guard let directory = opendir(folder) else {
      if errno == ENOENT || errno == ENOTDIR { throw WorldError.notFound(path: folder) }
      throw WorldError.unreadable(path: folder, reason: .last)
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      var status = stat()
      let isFolder =
        stat(folder + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      names.append(isFolder ? name + "/" : name)
    }
    return names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
  }

  /// China has kept UTC+8 without summer time since 1991.
  private static func todayInShanghai() -> CalendarDate {
    var moment = time(nil) + 8 * 3600
    var parts = tm()
    gmtime_r(&moment, &parts)
    let date = CalendarDate(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    // A clock beyond the years 1…9999 is no clock; `--date` does without it.
    guard let date else { preconditionFailure("the machine's clock is beyond the year 9999") }
    return date
  }
}
