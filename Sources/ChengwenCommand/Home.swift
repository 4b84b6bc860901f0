import Chengwen
import Glibc

/// Where templates and fonts are when no option says so: `CHENGWEN_HOME`, the present folder, or
/// the nearest folder above the program that has both `templates` and `fonts` (a checkout, or
/// `share/chengwen` beside `bin`).
struct Home {
  let templates: String
  let fonts: String

  init(templates: String?, fonts: String?) {
    let home = Self.candidates().first { Self.isHome($0) }
    self.templates = templates ?? home.map { $0 + "/templates" } ?? "templates"
    self.fonts = fonts ?? home.map { $0 + "/fonts" } ?? "fonts"
  }

  private static func candidates() -> [String] {
    var folders: [String] = []
    if let home = getenv("CHENGWEN_HOME") { folders.append(String(cString: home)) }
    folders.append(".")
    var folder = programPath()
    while let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
      folder = String(folder[..<slash])
      folders.append(folder)
      folders.append(folder + "/share/chengwen")
    }
    return folders
  }

  private static func isHome(_ folder: String) -> Bool {
    access(folder + "/templates", R_OK) == 0 && access(folder + "/fonts", R_OK) == 0
  }

  private static func programPath() -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard count > 0 else { return "" }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Opens the catalogue of the fonts folder.
  func openFonts(freeOnly: Bool, world: any World) -> (FontLibrary, Findings) {
    FontHome.open(folder: fonts, freeOnly: freeOnly, world: world)
  }
}
