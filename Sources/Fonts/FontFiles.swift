import CHarfBuzz

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The font files below some folders, found by file name or by the names inside them.
///
/// Listing is cheap (names only); the names inside the files are read when a catalogue first asks
/// for a font by name.
struct FontFiles {
  static let extensions = [".ttf", ".otf", ".ttc", ".otc"]
  /// Symbolic links may form circles; font folders are not deeper than this.
  private static let greatestDepth = 8

  /// Full paths in the order of the folders, and sorted within each.
  let paths: [String]
  private let byFileName: [String: String]
  private var byFontName: [String: (path: String, index: Int)]?

  init(folders: [String]) {
    var paths: [String] = []
    for folder in folders { Self.list(folder, depth: 0, into: &paths) }
    var seen: [String: String] = [:]
    for path in paths {
      let name = Self.fileName(path).lowercased()
      if seen[name] == nil { seen[name] = path }
    }
    self.paths = paths
    byFileName = seen
  }

  /// The file that a reference names, and the index of the face in it.
  mutating func find(_ reference: FontReference) -> (path: String, index: Int)? {
    switch reference {
    case .file(let name, let index):
      if name.utf8.contains(UInt8(ascii: "/")) {
        return access(name, R_OK) == 0 ? (name, index) : nil
      }
      return byFileName[name.lowercased()].map { ($0, index) }
    case .name(let name):
      let names = byFontName ?? readNames()
      byFontName = names
      return names[Self.key(name)]
    }
  }

  /// A file's name without its folders.
  static func fileName(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  private static func list(_ folder: String, depth: Int, into paths: inout [String]) {
    guard depth <= greatestDepth, let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.utf8.starts(with: [UInt8(ascii: ".")]) { names.append(name) }
    }
    for name in names.sorted() {
      let path = "\(folder)/\(name)"
      let lowered = name.lowercased()
      if extensions.contains(where: { lowered.hasSuffix($0) }) {
        paths.append(path)
      } else if !lowered.utf8.contains(UInt8(ascii: ".")) || isFolder(path) {
        list(path, depth: depth + 1, into: &paths)
      }
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// PostScript names, full names and (of upright regular faces) family names of all files.
  private func readNames() -> [String: (path: String, index: Int)] {
    var result: [String: (path: String, index: Int)] = [:]
    for path in paths {
      guard let blob = hb_blob_create_from_file_or_fail(path) else { continue }
      defer { hb_blob_destroy(blob) }
      for index in 0..<min(hb_face_count(blob), 64) {
        guard let face = hb_face_create(blob, index) else { continue }
        defer { hb_face_destroy(face) }
        for name in FaceNames(face).keys where result[Self.key(name)] == nil {
          result[Self.key(name)] = (path, Int(index))
        }
      }
    }
    return result
  }

  /// Names are compared without case, blanks and the hyphens that some systems put in.
  private static func key(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.lowercased().unicodeScalars.filter { $0 != " " && $0 != "-" }))
  }
}

/// The names inside a font file, in all languages that it has them in.
struct FaceNames {
  private(set) var postScript = ""
  private(set) var family = ""
  private(set) var subfamily = ""
  /// Everything that a catalogue may call this face.
  private(set) var keys: [String] = []

  init(_ face: OpaquePointer) {
    var count: UInt32 = 0
    guard let list = hb_ot_name_list_names(face, &count) else { return }
    var families: [String] = []
    var typographicFamilies: [String] = []
    var typographicSubfamily = ""
    var fulls: [String] = []
    func prefer(_ text: String, _ entry: hb_ot_name_entry_t, over old: inout String) {
      if old.isEmpty || Self.isEnglish(entry.language) { old = text }
    }
    for i in 0..<Int(count) {
      let entry = list[i]
      guard [1, 2, 4, 6, 16, 17].contains(entry.name_id) else { continue }
      let text = Self.text(face, entry.name_id, entry.language)
      guard !text.isEmpty else { continue }
      switch entry.name_id {
      case 1:
        families.append(text)
        prefer(text, entry, over: &family)
      case 2: prefer(text, entry, over: &subfamily)
      case 4: fulls.append(text)
      case 6: prefer(text, entry, over: &postScript)
      case 16: typographicFamilies.append(text)
      default: prefer(text, entry, over: &typographicSubfamily)
      }
    }
    keys = [postScript] + fulls
    // A family name alone means its regular face, not the bold one. Names 16 and 17 take all
    // weights for one family; 1 and 2 take each weight for a family with a regular face.
    if Self.isRegular(subfamily) { keys += families }
    if Self.isRegular(typographicSubfamily) { keys += typographicFamilies }
    keys.removeAll(where: \.isEmpty)
  }

  private static func isRegular(_ subfamily: String) -> Bool {
    ["", "regular", "normal", "常规", "标准"].contains(subfamily.lowercased())
  }

  private static func isEnglish(_ language: hb_language_t?) -> Bool {
    guard let language, let text = hb_language_to_string(language) else { return false }
    return String(cString: text).hasPrefix("en")
  }

  private static func text(
    _ face: OpaquePointer, _ id: hb_ot_name_id_t, _ language: hb_language_t?
  ) -> String {
    var buffer = [CChar](repeating: 0, count: 512)
    var size = UInt32(buffer.count)
    hb_ot_name_get_utf8(face, id, language, &size, &buffer)
    return String(
      decoding: buffer.prefix(Int(min(size, 511))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
