import Chengwen
import TestSupport
import Testing

/// Every page of every example, as MuPDF sees it: borders, and the text between them.
@Suite("表格的边框和文字，在 PDF 上用独立的阅读器量")
struct FormBorderTests {
  @Test("std:G-3 文字不压边框，不出版心，边框处处相接", arguments: Example.all)
  func examples(_ example: Example) throws {
    let request = FillRequest(template: example.template, casePath: example.path)
    let bytes = try #require(Repository.chengwen.fill(request, as: .pdf).files.first)
    let (faults, _) = try FormRuler.faults(bytes)
    #expect(faults.isEmpty, "\(faults.count)处：\(faults.prefix(5))")
  }

  /// Manuscripts have no blank form.
  private static let forms = Set(
    Example.all.filter { !$0.path.hasSuffix(".txt") }.map(\.template)
  ).sorted()

  @Test("空白表也一样", arguments: forms)
  func blank(_ template: String) throws {
    let request = FillRequest(template: template, casePath: nil, mode: .blank)
    let bytes = try #require(Repository.chengwen.fill(request, as: .pdf).files.first)
    let (faults, _) = try FormRuler.faults(bytes)
    #expect(faults.isEmpty, "\(faults.count)处：\(faults.prefix(5))")
  }

  @Test("这把尺量得出错：移动一条边框、一个字就有话说")
  func ruler() {
    func rule(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> SeenRule {
      SeenRule(
        x: x, y: y, width: width, height: height, color: SeenColor(components: [0]))
    }
    var page = SeenPage(width: 210, height: 297)
    page.rules = [
      rule(28, 40, 100, 0.2), rule(28, 60, 100, 0.2), rule(28, 40, 0.2, 20.2),
      rule(127.8, 40, 0.2, 20.2),
    ]
    #expect(FormRuler.Borders(page).open.isEmpty)
    page.rules[3].x += 0.5
    #expect(FormRuler.Borders(page).open.count == 3)
    page.rules[3].x -= 0.5
    page.rules[2].height -= 0.5
    #expect(!FormRuler.Borders(page).open.isEmpty)
    let glyph = SeenGlyph(
      text: "字", x: 125, y: 50, advance: 4, size: 12, widthScale: 1, rotation: 0, font: "",
      color: SeenColor(components: [0]))
    #expect(FormRuler.crosses(FormRuler.body(glyph), page.rules[3]))
    #expect(!FormRuler.crosses(FormRuler.body(glyph), page.rules[0]))
  }
}
