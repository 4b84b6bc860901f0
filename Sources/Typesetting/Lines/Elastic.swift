import Typography

/// What a stretch of units measures and how it gives: natural width, what each shrinking step
/// (std:T-20, index 1…7) yields, what each stretching step (std:T-21) takes.
struct Elastic {
  var width = 0
  /// The width with everything given up that may be.
  var leastWidth = 0
  /// Wraps around over a window's thousands of units; over a line the difference is right.
  var shrink = SIMD8<Int32>.zero
  var spaceStretch = 0
  var gapStretch = 0
  /// Places where any two characters may be set apart.
  var openings = 0
  var fills = 0
  /// Places to write on.
  var growing = 0
  /// Characters that are no marks and no blanks, for 孤字 (std:T-26).
  var characters = 0

  static func - (a: Elastic, b: Elastic) -> Elastic {
    var result = a
    result.width -= b.width
    result.leastWidth -= b.leastWidth
    result.shrink = a.shrink &- b.shrink
    result.spaceStretch -= b.spaceStretch
    result.gapStretch -= b.gapStretch
    result.openings -= b.openings
    result.fills -= b.fills
    result.growing -= b.growing
    result.characters -= b.characters
    return result
  }
}

/// The elastic parts of single units, in one place for the choice of breaks and for the setting
/// of the chosen lines.
struct LineElasticity {
  let isGrid: Bool
  let rules: CompositionRules

  init(_ setting: ParagraphSetting) {
    isGrid = if case .grid = setting.mode { true } else { false }
    rules = setting.rules
  }

  /// The step at which a mark's trailing blank gives.
  func trailStep(_ kind: CharacterClass) -> Int {
    switch kind {
    case .closer, .quoteCloser: step(4)
    case .comma, .colon: step(5)
    case .stop, .question: step(7)
    case .interpunct: step(3)
    default: 0
    }
  }
  func leadStep(_ kind: CharacterClass) -> Int {
    switch kind {
    case .opener, .quoteOpener: step(4)
    case .interpunct: step(3)
    default: 0
    }
  }
  /// The place of a step in the order (std:T-20); without the order all are one.
  func step(_ number: Int) -> Int { rules.contains(.shrinkOrder) ? number : 4 }

  /// What the boundary before a unit gives: at the second step, with the blanks, the padding that
  /// only serves the columns, since a line that is compressed has left them (all of it inside
  /// brackets and quotes, elsewhere what is over ¼ em); at the sixth the Han–Latin gap, to ⅛ em.
  func gapShrink(
    _ gap: Int, between before: LineUnit, and unit: LineUnit, _ em: Int
  ) -> (padding: Int, gap: Int) {
    let isHugged = before.kind.hasLeadingBlank || unit.kind.hasTrailingBlank
    let proper = isHugged ? 0 : min(gap, em / 4)
    return (max(0, gap - proper), max(0, proper - em / 8))
  }
  /// Only where Han and Latin meet, never beside a mark (std:T-24).
  func gapStretch(_ before: LineUnit, _ unit: LineUnit, _ em: Int) -> Int {
    guard rules.contains(.stretchOrder), rules.contains(.latinGap),
      (before.isHan && unit.takesGap) || (before.takesGap && unit.isHan)
    else { return 0 }
    return max(0, em / 2 - Int(unit.gap))
  }
  func spaceShrink(_ unit: LineUnit, _ em: Int) -> Int {
    unit.kind == .space ? max(0, Int(unit.body) - em / 4) : 0
  }
  func spaceStretch(_ unit: LineUnit, _ em: Int) -> Int {
    unit.kind == .space && rules.contains(.stretchOrder) ? max(0, em / 2 - Int(unit.body)) : 0
  }

  /// Whether stretching may open the boundary between two units: never inside a unit that stays
  /// together, not around connectors and slashes (std:T-21).
  func opens(_ before: LineUnit, _ after: LineUnit) -> Bool {
    if before.isLatin, after.isLatin { return false }
    switch after.breakBefore {
    case .joint, .forced, .hard, .impossible: return false
    default: break
    }
    return !rules.contains(.fixedWidths) || (!before.kind.isFixed && !after.kind.isFixed)
  }

  /// Adds a unit and the boundary before it.
  func add(_ index: Int, of text: LineText, to sum: inout Elastic) {
    let unit = text.units[index]
    let em = text.style(index).size.emu
    let width = Int(unit.gap) + unit.width
    sum.width += width
    sum.leastWidth += width
    if unit.gap > 0, index > 0 {
      let given = gapShrink(Int(unit.gap), between: text.units[index - 1], and: unit, em)
      sum.leastWidth -= given.padding + given.gap
    }
    addBoundary(index, text, em, 1, to: &sum)
    if unit.lead > 0 { give(unit.lead, at: leadStep(unit.kind), to: &sum) }
    if unit.trail > 0 { give(unit.trail, at: trailStep(unit.kind), to: &sum) }
    if unit.kind == .space {
      give(Int32(clamping: spaceShrink(unit, em)), at: step(2), to: &sum)
    }
    sum.spaceStretch += spaceStretch(unit, em)
    if unit.fills { sum.fills += 1 }
    if unit.grows { sum.growing += 1 }
    sum.characters += Self.weight(unit)
  }

  /// Step 0 is of what never gives: the spreading of labels.
  private func give(_ amount: Int32, at step: Int, to sum: inout Elastic) {
    guard step > 0 else { return }
    sum.shrink[step] &+= amount
    sum.leastWidth -= Int(amount)
  }

  /// Adds (or with −1 takes away) how the boundary before a unit gives.
  func addBoundary(_ index: Int, _ text: LineText, _ em: Int, _ sign: Int, to sum: inout Elastic) {
    guard index > 0 else { return }
    let unit = text.units[index]
    addGap(Int(unit.gap), text.units[index - 1], unit, em, sign, to: &sum)
    sum.gapStretch += sign * gapStretch(text.units[index - 1], unit, em)
    if opens(text.units[index - 1], unit) { sum.openings += sign }
  }

  /// Adds (or with −1 takes away) what a gap of that width before a unit gives.
  func addGap(
    _ gap: Int, _ before: LineUnit, _ unit: LineUnit, _ em: Int, _ sign: Int,
    to sum: inout Elastic
  ) {
    guard gap > 0 else { return }
    let given = gapShrink(gap, between: before, and: unit, em)
    sum.shrink[step(2)] &+= Int32(truncatingIfNeeded: sign * given.padding)
    sum.shrink[step(6)] &+= Int32(truncatingIfNeeded: sign * given.gap)
  }

  private static func weight(_ unit: LineUnit) -> Int {
    switch unit.kind {
    case .space, .noBreakSpace, .ideographicSpace, .newline, .control, .combining: 0
    case .object: unit.body > 0 ? 2 : 0
    case .dash, .ellipsis: 0
    default: unit.kind.isMark ? 0 : 1
    }
  }
}

extension CharacterClass {
  /// Fixed on both sides (std:T-10, T-21).
  var isFixed: Bool {
    switch self {
    case .connector, .shortConnector, .slash, .wideSlash, .interpunct, .hyphen, .newline: true
    default: false
    }
  }
}
