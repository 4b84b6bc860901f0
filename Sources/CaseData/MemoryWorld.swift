/// A world in memory, for tests: files by path, and a day that stands still.
public struct MemoryWorld: World {
  public var files: [String: [UInt8]]
  public var today: CalendarDate
  public var now: TimeOfDay?

  public init(
    _ files: [String: String] = [:], today: CalendarDate, now: TimeOfDay? = nil
  ) {
    self.files = files.mapValues { Array($0.utf8) }
    self.today = today
    self.now = now
  }

  /// Files by their bytes, for what is no UTF-8.
  public init(files: [String: [UInt8]], today: CalendarDate, now: TimeOfDay? = nil) {
    self.files = files
    self.today = today
    self.now = now
  }

  public func read(_ path: String) throws -> [UInt8] {
    guard let bytes = files[Self.clean(path)] ?? files[path] else {
      throw WorldError.notFound(path: path)
    }
    return bytes
  }

  public func list(_ folder: String) throws -> [String] {
    let clean = Self.clean(folder)
    let prefix = clean.isEmpty ? "" : clean + "/"
    var names: Set<String> = []
    for path in files.keys where path.hasPrefix(prefix) && path != prefix {
      let rest = path.dropFirst(prefix.count)
      let name = rest.prefix { $0 != "/" }
      names.insert(name.count < rest.count ? name + "/" : String(name))
    }
    guard !names.isEmpty else { throw WorldError.notFound(path: folder) }
    return names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
  }

  /// Without "./" in front, "/" at the end and doubled slashes.
  private static func clean(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
