import Chengwen
import Foundation
import TestSupport
import Testing

/// A row of the tables of docs/composition.md and docs/gbt9704.md that say what becomes of a rule.
struct RuleRow: CustomTestStringConvertible, Sendable {
  let document: String
  let rules: [String]
  let cells: [String]
  var testDescription: String { rules.joined(separator: ", ") }

  /// The rows whose first cell begins with a rule's id.
  static func all(of document: String) -> [RuleRow] {
    let text = (try? Repository.text("docs/\(document).md")) ?? ""
    return text.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("| G-") || line.hasPrefix("| T-") else { return nil }
      let cells = line.dropFirst().dropLast().split(separator: "|").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      return RuleRow(document: document, rules: ids(in: cells[0]), cells: cells)
    }
  }

  static func ids(in text: String) -> [String] {
    text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")) }.map(String.init)
      .filter {
        ($0.hasPrefix("T-") || $0.hasPrefix("G-")) && Int($0.dropFirst(2)) != nil
      }
  }

  /// What stands between two marks: `…` or «…».
  static func quoted(_ text: String, _ open: Character, _ close: Character) -> [String] {
    var found: [String] = []
    var rest = Substring(text)
    while let start = rest.firstIndex(of: open) {
      let inner = rest[rest.index(after: start)...]
      guard let end = inner.firstIndex(of: close) else { break }
      found.append(String(inner[..<end]))
      rest = inner[inner.index(after: end)...]
    }
    return found
  }
}

/// Every word of the code, and the names that its tests and types have.
struct CodeWords: Sendable {
  var words: Set<String> = []
  var functions: Set<String> = []
  var types: Set<String> = []
  var files: Set<String> = []
  /// The lines with the names of tests and suites.
  var titles: [String] = []

  static let tests = CodeWords(folder: "Tests")
  static let sources = CodeWords(folder: "Sources")

  init(folder: String) {
    let root = Repository.root + "/" + folder
    for case let path as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      guard path.hasSuffix(".swift"), let bytes = try? Repository.bytes(folder + "/" + path) else {
        continue
      }
      files.insert(path.split(separator: "/").last.map(String.init) ?? path)
      add(bytes)
      var isOpened = false
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        let text = String(decoding: line, as: UTF8.self)
        if isOpened || text.contains("@Test(\"") || text.contains("@Suite(\"") {
          titles.append(text)
        }
        isOpened = text.hasSuffix("@Test(")
      }
    }
  }

  private mutating func add(_ bytes: [UInt8]) {
    var before = ""
    let words = bytes.split { byte in
      let letter = byte | 0x20
      return !(letter >= 0x61 && letter <= 0x7A) && !(byte >= 0x30 && byte <= 0x39) && byte != 0x5F
    }
    for bytes in words {
      let word = String(decoding: bytes, as: UTF8.self)
      self.words.insert(word)
      if before == "func" { functions.insert(word) }
      if ["struct", "enum", "class", "protocol"].contains(before) { types.insert(word) }
      before = word
    }
  }
}

@Suite("规则表：docs/composition.md 与 docs/gbt9704.md")
struct RuleTableTests {
  static let composition = RuleRow.all(of: "composition")
  static let format = RuleRow.all(of: "gbt9704")

  @Test("T-1 至 T-56 每条都有一行")
  func everyCompositionRule() {
    let listed = Set(Self.composition.flatMap(\.rules))
    let rules = [1...14, 20...28, 30...34, 40...47, 50...56].joined()
    for rule in rules { #expect(listed.contains("T-\(rule)"), "T-\(rule) has no row") }
  }

  @Test("G-1 至 G-81 每条都有一行")
  func everyFormatRule() {
    let listed = Set(Self.format.flatMap(\.rules))
    let rules = [1...16, 20...31, 40...78, 80...81].joined()
    for rule in rules { #expect(listed.contains("G-\(rule)"), "G-\(rule) has no row") }
  }

  @Test("每行写明状态：执行、归模板、不适用、未做", arguments: composition + format)
  func state(_ row: RuleRow) throws {
    try #require(row.cells.count >= 2)
    let states =
      row.document == "gbt9704"
      ? ["Test ", "Template", "Not applicable", "Not yet"]
      : ["enforced", "duty", "not applicable", "not done", "as T-"]
    let cell = row.cells[1]
    let found =
      row.document == "gbt9704"
      ? states.contains(where: cell.hasPrefix) : states.contains(where: cell.contains)
    #expect(found, "\(cell)")
  }

  @Test("所引的测试、类型和文件都在", arguments: composition + format)
  func names(_ row: RuleRow) {
    let tests = CodeWords.tests
    let sources = CodeWords.sources
    for name in row.cells.dropFirst().flatMap({ RuleRow.quoted($0, "`", "`") }) {
      guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") }),
        let first = name.first, first.isLetter
      else { continue }
      if name.hasSuffix(".swift") {
        #expect(tests.files.contains(name) || sources.files.contains(name), "no file \(name)")
      } else if first.isUppercase {
        let isThere =
          tests.types.contains(name) || sources.types.contains(name)
          || tests.files.contains(name + ".swift")
        #expect(isThere, "no type \(name)")
      } else if row.document == "gbt9704" {
        #expect(tests.functions.contains(name), "no test \(name)")
      } else {
        #expect(tests.functions.contains(name) || sources.words.contains(name), "no \(name)")
      }
    }
    for title in row.cells.flatMap({ RuleRow.quoted($0, "«", "»") }) {
      #expect(tests.titles.contains { $0.contains(title) }, "no test «\(title)»")
    }
  }

  @Test("所引的各例都在例表里", arguments: composition)
  func cases(_ row: RuleRow) throws {
    try #require(row.cells.count == 3)
    let held = row.cells[2]
    guard held.contains("cases") else { return }
    let text = try Repository.text("Tests/Expected/composition-cases.txt")
    let listed = Set(text.split(separator: "\n").compactMap { $0.split(separator: ";").first })
    for part in held.split(separator: ";") where part.contains("cases") {
      let named = part.contains("cases of") ? RuleRow.ids(in: String(part)) : row.rules
      #expect(!named.isEmpty)
      for rule in named { #expect(listed.contains(Substring(rule)), "\(rule) has no case") }
    }
  }
}
