import TestSupport

/// Measures the tables of a PDF as MuPDF sees them, in millimetres.
enum FormRuler {
  /// A drawn rule is no wider than 1 pt; 0.1 mm more for the reader's rounding.
  static let widestRule = 1 * 25.4 / 72 + 0.1
  /// Ink of a character may come this near to a rule before it counts as crossing it, in mm.
  static let overlap = 0.15

  /// What a page's table consists of.
  struct Borders {
    var upright: [SeenRule]
    var level: [SeenRule]

    init(_ page: SeenPage) {
      let black = page.rules.filter(\.color.isBlack)
      upright = black.filter { $0.width < widestRule && $0.height > $0.width }
      level = black.filter { $0.height < widestRule && $0.width > $0.height }
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
  static func body(_ glyph: SeenGlyph) -> SeenRule {
    var glyph = glyph
    // Of a mark that may be set at half its width only the half with ink counts.
    if let mark = glyph.text.first, abs(glyph.rotation) < 1 {
      if "，。；：、）】》”’！？〉」』〕".contains(mark) { glyph.advance /= 2 }
      if "（《“‘【〈「『〔".contains(mark) {
        glyph.x += glyph.advance / 2
        glyph.advance /= 2
      }
    }
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

  static func crosses(_ body: SeenRule, _ rule: SeenRule) -> Bool {
    let width = min(body.maxX, rule.maxX) - max(body.x, rule.x)
    let height = min(body.maxY, rule.maxY) - max(body.y, rule.y)
    guard width > 0, height > 0 else { return false }
    return rule.width < widestRule
      ? min(body.maxX - rule.x, rule.maxX - body.x) > overlap
      : min(body.maxY - rule.y, rule.maxY - body.y) > overlap
  }

  static func faults(_ pdf: [UInt8]) throws -> (faults: [String], uprights: Int) {
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
        let body = body(glyph)
        let isUpright = page.width < page.height
        let (left, right) = isUpright ? (27.5, page.width - 23.5) : (15, page.width - 15)
        if body.x < left || body.maxX > right || body.y < 15 || body.maxY > page.height - 12 {
          faults.append("第\(index + 1)页 “\(glyph.text)”出了版心 \(glyph.x),\(glyph.y)")
        }
        for rule in borders.upright + borders.level where crosses(body, rule) {
          faults.append("第\(index + 1)页 “\(glyph.text)”压在边框上 \(glyph.x),\(glyph.y)")
        }
      }
    }
    return (faults, uprights)
  }
}
