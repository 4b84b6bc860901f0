import Diagnostics
import Fonts
import TestSupport
import Testing
import Typography

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The repository's own folder, from this file's place in it.
let repository = String(#filePath.dropLast("/Tests/FontsTests/FontFixtures.swift".count))

/// The free fonts as `script/fonts` puts them in place.
enum FreeFonts {
  static let opened = FontLibrary.open(
    catalogue: catalogue, folders: ["\(repository)/fonts"] + FontLibrary.systemFolders,
    freeOnly: true)
  static var library: FontLibrary { opened.0 }
  static let catalogue = SourceFile(
    name: "fonts/catalogue.txt", bytes: readFile("\(repository)/fonts/catalogue.txt"))

  /// The face with a PostScript name, or a failed test that says how to get it.
  static func face(_ postScriptName: String) throws -> FontFace {
    let face = library.allFaces.first { $0.postScriptName == postScriptName }
    return try #require(face, "\(postScriptName) is not installed: run script/fonts")
  }
}

/// A file's bytes; empty where it cannot be read.
func readFile(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "rb") else { return [] }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    if count == 0 { return bytes }
    bytes += chunk[..<count]
  }
}

/// A folder of a test's own below the system's temporary one; it goes with its last reference.
final class TestFolder {
  let path: String
  private var names: [String] = []

  init(_ bytes: [UInt8], _ name: String) throws {
    var template = Array("/tmp/chengwen-fonts-XXXXXX".utf8CString)
    path = try #require(mkdtemp(&template).map { String(cString: $0) })
    try write(bytes, name)
  }

  func write(_ bytes: [UInt8], _ name: String) throws {
    let file = try #require(fopen("\(path)/\(name)", "wb"))
    defer { fclose(file) }
    names.append(name)
    try #require(fwrite(bytes, 1, bytes.count, file) == bytes.count)
  }

  /// A file that something else will write here.
  func file(_ name: String) -> String {
    names.append(name)
    return "\(path)/\(name)"
  }

  deinit {
    for name in names { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}

/// The scalars of a text.
func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }
