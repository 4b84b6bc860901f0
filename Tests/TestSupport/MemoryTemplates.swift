import Chengwen

/// A template and its case in memory, for tests that read like the pages of the manual.
public struct MemoryTemplate: Sendable {
  public var declarations: String
  public var body: String
  public var data: String
  public var programme: String?

  public init(declarations: String, body: String, data: String = "", programme: String? = nil) {
    self.declarations = declarations
    self.body = body
    self.data = data
    self.programme = programme
  }

  /// A world that holds these files only.
  public var world: MemoryWorld {
    var files: [String: [UInt8]] = [
      "templates/项目/模板/正文.wen": Array(body.utf8),
      "templates/项目/模板/字段.wen": Array(declarations.utf8),
      "案卷.yaml": Array(data.utf8),
    ]
    files["templates/项目/字段.wen"] = programme.map { Array($0.utf8) }
    return MemoryWorld(files: files, today: Repository.world.today)
  }

  public var chengwen: Chengwen {
    Chengwen.open(templates: "templates", fonts: Repository.fonts, world: world)
  }

  /// The name that the declarations give.
  public var name: String {
    let start = declarations.range(of: "名称：")?.upperBound ?? declarations.startIndex
    return String(declarations[start...].prefix { !$0.isWhitespace })
  }

  public func request(_ mode: FillMode = .normal) -> FillRequest {
    FillRequest(template: name, casePath: mode == .blank ? nil : "案卷.yaml", mode: mode)
  }
}
