import Diagnostics
import Typography

/// Which fonts are wanted for each role, in order: `fonts/catalogue.txt`, or a bureau's own
/// additions in the same format.
///
/// The format is line by line: `角色：仿宋` opens a role, `授权：…` and `自由：…` name one wanted
/// font each by alternatives (file names, family, full or PostScript names) of which any will do.
/// Lines that begin with `#` are remarks.
package struct FontCatalogue: Sendable {
  /// One wanted font.
  package struct Entry: Hashable, Sendable {
    /// Whether the font must be licensed by its user; free ones come with the system.
    package var isLicensed: Bool
    package var alternatives: [FontReference]
  }

  /// The wanted fonts of each role, and the fallbacks that serve all roles.
  package private(set) var entries: [FontRole: [Entry]] = [:]
  package private(set) var fallbacks: [Entry] = []

  package init() {}

  /// Reads a catalogue. Lines that cannot be read are reported and left out.
  package static func read(_ source: SourceFile) -> (FontCatalogue, Findings) {
    var catalogue = FontCatalogue()
    var findings = Findings()
    var section: Section?
    for number in source.lineStarts.indices {
      let line = trim(source.line(number + 1))
      if line.isEmpty || line.unicodeScalars.first == "#" { continue }
      let start = source.lineStarts[number]
      let span = Span(source, start..<(start + source.line(number + 1).utf8.count))
      guard let (key, value) = keyAndValue(line) else {
        findings.add(FontProblem.catalogueLine(line), at: Label(.declaration, .text(span)))
        continue
      }
      switch key {
      case "角色":
        section = Section(value)
        if section == nil {
          findings.add(FontProblem.unknownRole(value), at: Label(.declaration, .text(span)))
        }
      case "授权", "自由":
        let entry = Entry(
          isLicensed: key == "授权", alternatives: alternatives(value).map(FontReference.init))
        catalogue.append(entry, to: section)
      default:
        findings.add(FontProblem.catalogueLine(line), at: Label(.declaration, .text(span)))
      }
    }
    return (catalogue, findings)
  }

  /// This catalogue with another one's fonts put before its own.
  package func preceded(by other: FontCatalogue) -> FontCatalogue {
    var result = self
    for role in FontRole.allCases {
      result.entries[role] = (other.entries[role] ?? []) + (entries[role] ?? [])
    }
    result.fallbacks = other.fallbacks + fallbacks
    return result
  }

  private enum Section {
    case role(FontRole)
    case fallbacks
    init?(_ name: String) {
      if name == "备用" {
        self = .fallbacks
      } else if let role = FontRole(rawValue: name) {
        self = .role(role)
      } else {
        return nil
      }
    }
  }

  private mutating func append(_ entry: Entry, to section: Section?) {
    guard !entry.alternatives.isEmpty else { return }
    switch section {
    case .role(let role): entries[role, default: []].append(entry)
    case .fallbacks: fallbacks.append(entry)
    case nil: break  // the unknown role above it has been reported
    }
  }

  private static func keyAndValue(_ line: String) -> (String, String)? {
    let scalars = line.unicodeScalars
    guard let colon = scalars.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return nil }
    let value = trim(String(scalars[scalars.index(after: colon)...]))
    return value.isEmpty ? nil : (trim(String(scalars[..<colon])), value)
  }

  private static func alternatives(_ value: String) -> [String] {
    value.unicodeScalars.split { $0 == "，" || $0 == "," || $0 == "、" }
      .map { trim(String($0)) }.filter { !$0.isEmpty }
  }

  private static func trim(_ text: String) -> String {
    func isBlank(_ s: Unicode.Scalar) -> Bool {
      s == " " || s == "\t" || s == "\r" || s == "\u{3000}" || s == "\u{FEFF}"
    }
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    return String(scalars)
  }
}

/// How a catalogue names a font: by its file, with the index of the face in a collection, or by
/// one of the names inside the file.
package enum FontReference: Hashable, Sendable {
  case file(name: String, index: Int)
  case name(String)

  package init(_ text: String) {
    var file = text
    var index = 0
    let scalars = text.unicodeScalars
    if let mark = scalars.lastIndex(where: { $0 == "#" || $0 == "＃" }),
      let number = Int(String(scalars[scalars.index(after: mark)...])), (0..<256).contains(number)
    {
      file = String(scalars[..<mark])
      index = number
    }
    let lowered = file.lowercased()
    let isFile = FontFiles.extensions.contains { lowered.hasSuffix($0) }
    self = isFile ? .file(name: file, index: index) : .name(text)
  }

  /// The reference as the catalogue writes it.
  package var text: String {
    switch self {
    case .file(let name, let index): index == 0 ? name : "\(name)#\(index)"
    case .name(let name): name
    }
  }
}
