import Chengwen
import TestSupport
import Testing

/// Every page of every example, as MuPDF sees it: borders, and the text between them.
@Suite("表格的边框和文字，在 PDF 上用独立的阅读器量")
struct FormBorderTests {
  /// A drawn rule is no wider than 1 pt; 0.1 mm more for the reader's rounding.
  private static let widestRule = 1 * 25.4 / 72 + 0.1
  /// Ink of a character may come this near to a rule before it counts as crossing it, in mm.
  private static let overlap = 0.15

  /// What a page's table consists of.
  private struct Borders {
    var upright: [SeenRule]
    var level: [SeenRule]

    init(_ page: SeenPage) {
      let black = page.rules.filter(\.color.isBlack)
      upright = black.filter { $0.width < widestRule && $0.height > 2 }
      level = black.filter { $0.height < widestRule && $0.width > 2 }
    }

    private func touches(_ a: SeenRule, _ b: SeenRule) -> Bool {
      let slack = 0.02
      return a.x <= b.maxX + slack && b.x <= a.maxX + slack && a.y <= b.maxY + slack
        && b.y <= a.maxY + slack
    }

    /// Upright rules with an end that meets no level rule, and level rules that meet an upright one
    /// at one end only. Fill-in rules meet none.
    var open: [SeenRule] {
      func end(_ rule: SeenRule, x: Double, y: Double) -> SeenRule {
        SeenRule(x: x, y: y, width: 0, height: 0, color: rule.color)
      }
      let loose = upright.filter { rule in
        let middle = rule.x + rule.width / 2
        let top = end(rule, x: middle, y: rule.y)
        let foot = end(rule, x: middle, y: rule.maxY)
        return ![top, foot].allSatisfy { place in
          level.contains { touches($0, place) }
            || upright.contains { $0 != rule && touches($0, place) }
        }
      }
      let half = level.filter { rule in
        let middle = rule.y + rule.height / 2
        let meets = [rule.x, rule.maxX].map { x in
          let place = end(rule, x: x, y: middle)
          return upright.contains { touches($0, place) }
            || level.contains { $0 != rule && touches($0, place) }
        }
        return meets[0] != meets[1]
      }
      return loose + half
    }
  }

  /// The box of a character's body, smaller than its em-box by what no ink fills.
  private static func body(_ glyph: SeenGlyph) -> SeenRule {
    let em = glyph.size * 25.4 / 72
    let (ascent, descent) = (0.72 * em, 0.06 * em)
    if abs(glyph.rotation) < 1 {
      return SeenRule(
        x: glyph.x, y: glyph.y - ascent, width: glyph.advance, height: ascent + descent,
        color: glyph.color)
    }
    // Turned by a quarter: what was upwards now lies to the side.
    let isClockwise = glyph.rotation > 0
    return SeenRule(
      x: isClockwise ? glyph.x - descent : glyph.x - ascent,
      y: isClockwise ? glyph.y : glyph.y - glyph.advance, width: ascent + descent,
      height: glyph.advance, color: glyph.color)
  }

  private static func crosses(_ body: SeenRule, _ rule: SeenRule) -> Bool {
    let width = min(body.maxX, rule.maxX) - max(body.x, rule.x)
    let height = min(body.maxY, rule.maxY) - max(body.y, rule.y)
    guard width > 0, height > 0 else { return false }
    return rule.width < widestRule
      ? min(body.maxX - rule.x, rule.maxX - body.x) > overlap
      : min(body.maxY - rule.y, rule.maxY - body.y) > overlap
  }

  private func faults(_ pdf: [UInt8]) throws -> (faults: [String], uprights: Int) {
    var faults: [String] = []
    var uprights = 0
    for (index, page) in try PDFReader.read(pdf).pages.enumerated() {
      let borders = Borders(page)
      uprights += borders.upright.count
      for rule in borders.open {
        faults.append(
          "第\(index + 1)页 边框不相接 \(rule.x),\(rule.y) \(rule.width)×\(rule.height)")
      }
      for glyph in page.glyphs where !glyph.text.allSatisfy(\.isWhitespace) {
        let body = Self.body(glyph)
        if body.x < 15 || body.maxX > page.width - 15 || body.y < 15 || body.maxY > page.height - 15 {
          faults.append("第\(index + 1)页 “\(glyph.text)”出了版心 \(glyph.x),\(glyph.y)")
        }
        for rule in borders.upright + borders.level where Self.crosses(body, rule) {
          faults.append("第\(index + 1)页 “\(glyph.text)”压在边框上 \(glyph.x),\(glyph.y)")
        }
      }
    }
    return (faults, uprights)
  }

  @Test("std:G-3 文字不压边框，不出版心，边框处处相接", arguments: Example.all)
  func examples(_ example: Example) throws {
    let request = FillRequest(template: example.template, casePath: example.path)
    let bytes = try #require(Repository.chengwen.fill(request, as: .pdf).files.first)
    let (faults, _) = try faults(bytes)
    #expect(faults.isEmpty, "\(faults.count)处：\(faults.prefix(5))")
  }

  @Test("空白表也一样", arguments: Set(Example.all.map(\.template)).sorted())
  func blank(_ template: String) throws {
    let request = FillRequest(template: template, casePath: nil, mode: .blank)
    let bytes = try #require(Repository.chengwen.fill(request, as: .pdf).files.first)
    let (faults, _) = try faults(bytes)
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
    #expect(Borders(page).open.isEmpty)
    page.rules[3].x += 0.5
    #expect(Borders(page).open.count == 3)
    page.rules[3].x -= 0.5
    page.rules[2].height -= 0.5
    #expect(!Borders(page).open.isEmpty)
    let glyph = SeenGlyph(
      text: "字", x: 125, y: 50, advance: 4, size: 12, widthScale: 1, rotation: 0, font: "",
      color: SeenColor(components: [0]))
    #expect(Self.crosses(Self.body(glyph), page.rules[3]))
    #expect(!Self.crosses(Self.body(glyph), page.rules[0]))
  }
}
