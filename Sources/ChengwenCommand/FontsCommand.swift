import ArgumentParser
import Chengwen

struct FontsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fonts", abstract: "各字体角色找到了哪些字体，覆盖多少字，许可是否允许嵌入。")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let world = common.world()
    let home = Home(templates: common.templates, fonts: common.fonts)
    let (library, findings) = home.openFonts(freeOnly: common.freeFonts, world: world)
    if common.json, !findings.hasErrors {
      print(JSONValue.array(library.report().map(Self.json)).serialized(isPretty: true))
    } else {
      common.report(findings)
      for role in library.report() { Self.list(role) }
    }
    if let code = common.exitCode(for: findings) { throw code }
  }

  private static func list(_ role: RoleReport) {
    print(role.role.rawValue)
    if role.faces.isEmpty { print("  没有找到字体") }
    for face in role.faces {
      let rights =
        !face.embeddingAllowed ? "不许嵌入" : face.subsettingAllowed ? "可嵌入" : "只许整体嵌入"
      let coverage = face.coverage.filter { $0.has > 0 }
        .map { "\($0.name) \($0.has)/\($0.of)" }.joined(separator: "，")
      print("  \(face.familyName)　\(rights)\(face.isFallback ? "　备用" : "")")
      print("    \(coverage)")
      print("    \(face.path)")
    }
  }

  private static func json(_ role: RoleReport) -> JSONValue {
    .object([
      "role": .text(role.role.rawValue),
      "wanted": .array(role.wanted.map { .text($0.name) }),
      "faces": .array(role.faces.map(json)),
    ])
  }

  private static func json(_ face: FaceReport) -> JSONValue {
    .object([
      "family": .text(face.familyName), "postScriptName": .text(face.postScriptName),
      "path": .text(face.path), "fallback": .bool(face.isFallback),
      "embedding": .bool(face.embeddingAllowed), "subsetting": .bool(face.subsettingAllowed),
      "coverage": .object(
        Dictionary(
          face.coverage.map { ($0.name, JSONValue.integer($0.has)) }, uniquingKeysWith: { first, _ in first })),
    ])
  }
}
