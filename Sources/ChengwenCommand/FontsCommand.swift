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
    _ = library
    common.report(findings)
    if let code = common.exitCode(for: findings) { throw code }
  }
}
