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
    common.tell(findings)
    let roles = library.report()
    if common.json {
      try Terminal.output(JSONValue.array(roles.map(Self.json)).serialized(isPretty: true))
    } else {
      try Terminal.output(roles.map(described).joined(separator: "\n"))
    }
    try common.finish(findings)
  }

  private func described(_ role: RoleReport) -> String {
    let isChinese = common.language == .chinese
    var lines = [role.role.rawValue]
    if role.faces.isEmpty { lines.append(isChinese ? "  没有找到字体" : "  no font found") }
    for face in role.faces {
      let coverage = face.coverage.filter { $0.has > 0 }
        .map { "\($0.name) \($0.has)/\($0.of)" }.joined(separator: isChinese ? "，" : ", ")
      let fallback = face.isFallback ? isChinese ? "　备用" : ", fallback" : ""
      lines.append("  \(face.familyName)\(isChinese ? "　" : ": ")\(rights(face))\(fallback)")
      if !coverage.isEmpty { lines.append("    " + coverage) }
      lines.append("    " + face.path)
    }
    return lines.joined(separator: "\n")
  }

  private func rights(_ face: FaceReport) -> String {
    switch (face.embeddingAllowed, face.subsettingAllowed, common.language) {
    case (false, _, .chinese): "不许嵌入"
    case (true, true, .chinese): "可嵌入"
    case (true, false, .chinese): "只许整体嵌入"
    case (false, _, .english): "must not be embedded"
    case (true, true, .english): "may be embedded"
    case (true, false, .english): "may be embedded whole only"
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
          face.coverage.map { ($0.name, JSONValue.integer($0.has)) },
          uniquingKeysWith: { first, _ in first })),
    ])
  }
}
