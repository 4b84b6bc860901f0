import Chengwen
import Foundation
import TestSupport
import Testing

@Suite("命令行：新案卷填好就能用")
struct CommandLineNewTests {
  /// Templates that are filled from a case, each with one example.
  static let examples = Repository.chengwen.catalogue.entries.compactMap { entry in
    entry.examples.first { $0.hasSuffix(".yaml") }.map { Example(template: entry.name, path: $0) }
  }

  /// What an empty case may be told: a required value, a declaration, an entry of a list is missing.
  private static let missing: Set<String> = ["D040", "D041", "D052"]

  @Test("new 的案卷读得进，只报缺的；填好以后 check 是 0，fill 写成", arguments: examples)
  func roundTrip(_ example: Example) throws {
    let source = try Repository.world.read(example.path)
    let (node, _) = CaseReader.read(bytes: source, name: example.path)
    let filled = try #require(node)
    try Program.withDesk { desk in
      for ending in ["yaml", "json"] {
        let name = "案卷." + ending
        let new = try desk.run(["new", example.template, "-o", name])
        #expect(new.status == 0 && new.output == "已写成 \(name)\n")
        try onlyMissing(try desk.run(["check", example.template, name, "--json"]))
        let text = String(decoding: try desk.bytes(name), as: UTF8.self)
        try desk.write(
          name, ending == "yaml" ? FilledYAML.text(text, filled) : try json(text, filled))
        let check = try desk.run(["check", example.template, name])
        #expect(check.status == 0, "\(check.messages)")
        let fill = try desk.run(["fill", example.template, name, "-o", ending + ".pdf"])
        #expect(fill.status == 0, "\(fill.messages)")
      }
      // The same data give the same document, whatever they are written in.
      #expect(try desk.bytes("yaml.pdf") == desk.bytes("json.pdf"))
    }
  }

  private func onlyMissing(_ check: Program.Run) throws {
    #expect(check.status == 1)
    let value = try JSONSerialization.jsonObject(with: Data(check.output.utf8))
    let errors = try #require(value as? [[String: Any]])
      .filter { $0["severity"] as? String == "error" }
    #expect(!errors.isEmpty)
    for error in errors {
      #expect(Self.missing.contains(error["code"] as? String ?? ""), "\(error)")
      #expect(error["file"] is String && error["field"] is String)
    }
  }

  /// Every 文种 of the library that a manuscript fills.
  private static let manuscriptKinds = Repository.chengwen.catalogue.entries
    .compactMap(\.documentKind)

  @Test("new 的稿件读得进，排得成", arguments: manuscriptKinds)
  func manuscript(kind: String) throws {
    try Program.withDesk { desk in
      #expect(try desk.run(["new", kind, "-o", "稿件.txt"]).status == 0)
      let check = try desk.run(["check", kind, "稿件.txt"])
      #expect(check.status == 0, "\(check.messages)")
      let fill = try desk.run(["fill", kind, "稿件.txt", "-o", "甲.pdf"])
      #expect(fill.status == 0, "\(fill.messages)")
    }
  }

  // MARK: filling in

  /// The generated JSON with the example's values under the generated names. A name of the example
  /// that was not generated is a fault.
  private func json(_ text: String, _ filled: RawNode) throws -> String {
    let skeleton = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let value = try fill(skeleton, filled, path: "")
    return String(
      decoding: try JSONSerialization.data(withJSONObject: value), as: UTF8.self)
  }

  private func fill(_ skeleton: Any, _ node: RawNode, path: String) throws -> Any {
    switch (skeleton, node.content) {
    case (let members as [String: Any], .object(let given)):
      var result = members
      for (key, _, value) in given {
        let inner = try #require(members[key], "new leaves out \(path).\(key)")
        result[key] = try fill(inner, value, path: path + "." + key)
      }
      return result
    case (let items as [Any], .list(let given)):
      let pattern = try #require(items.first)
      return try given.map { try fill(pattern, $0, path: path + "[]") }
    case (_, .list(let given)):
      return try given.map { try fill("", $0, path: path + "[]") }
    case (_, .scalar(let text, _)): return text
    default: return NSNull()
    }
  }
}

/// The YAML of `chengwen new` with the values of an example written after its names, as a clerk
/// does it: the lines stay, an entry of a list is copied for every further one.
enum FilledYAML {
  static func text(_ skeleton: String, _ values: RawNode) -> String {
    let lines = skeleton.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return block(lines[...], values).joined(separator: "\n") + "\n"
  }

  private static func block(_ lines: ArraySlice<String>, _ node: RawNode) -> [String] {
    var result: [String] = []
    var rest = lines
    while let line = rest.popFirst() {
      let indent = line.prefix { $0 == " " }.count
      guard let colon = line.firstIndex(of: ":"), !line.dropFirst(indent).hasPrefix("#") else {
        result.append(line)
        continue
      }
      let start = line.index(line.startIndex, offsetBy: indent)
      // The first member of an entry stands after “- ”.
      let isFirst = line[start...].hasPrefix("- ")
      let name = String(line[start..<colon].drop { $0 == "-" || $0 == " " })
      let depth = indent + (isFirst ? 2 : 0)
      var inner: [String] = []
      while let next = rest.first, next.isEmpty || next.prefix(while: { $0 == " " }).count > depth {
        inner.append(next)
        rest.removeFirst()
      }
      let head = String(line[...colon])
      guard let value = member(name, of: node) else {
        result += [line] + inner
        continue
      }
      switch value.content {
      case .scalar(let text, _) where text.contains("\n"):
        result.append(head + " |")
        let blanks = String(repeating: " ", count: depth + 2)
        result += text.split(separator: "\n").map { blanks + $0 }
      case .scalar(let text, _):
        result.append(head + " " + (line.hasSuffix("\"\"") ? "\"\(text)\"" : text))
      case .list(let items) where inner.contains { $0.contains("- ") }:
        result.append(items.isEmpty ? head + " []" : head)
        for item in items { result += block(inner[...], item) }
      case .list(let items):
        let texts = items.compactMap { item -> String? in
          if case .scalar(let text, _) = item.content { text } else { nil }
        }
        result.append(head + " [" + texts.joined(separator: ", ") + "]")
      default:
        result.append(head)
        result += block(inner[...], value)
      }
    }
    return result
  }

  private static func member(_ name: String, of node: RawNode) -> RawNode? {
    guard case .object(let members) = node.content else { return nil }
    return members.first { $0.key == name }?.value
  }
}
