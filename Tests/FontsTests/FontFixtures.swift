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

/// The repository's own folder.
let repository = Repository.root

/// The free fonts as `script/fonts` puts them in place.
enum FreeFonts {
  static var opened: FontLibrary { Repository.fonts }
  static let catalogue = SourceFile(
    name: "fonts/catalogue.txt", bytes: readFile("\(repository)/fonts/catalogue.txt"))

  static func face(_ postScriptName: String) throws -> FontFace {
    try Repository.face(postScriptName)
  }
}

/// A file's bytes; empty where it cannot be read.
func readFile(_ path: String) -> [UInt8] { (try? Repository.world.read(path)) ?? [] }

/// A folder of a test's own below the system's temporary one; it goes with its last reference.
final class TestFolder {
  let path: String
  private var names: [String] = []

  init(_ bytes: [UInt8], _ name: String) throws {
    // mkdtemp replaces the six X at the end.
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
