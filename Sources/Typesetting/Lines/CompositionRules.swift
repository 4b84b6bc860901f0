/// Which rules of composition hold: all of them. A test switches one off to prove that its cases
/// depend on it; the bit of rule T-n is n.
package struct CompositionRules: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Rule T-n of Chinese composition.
  package static func rule(_ number: Int) -> CompositionRules {
    CompositionRules(rawValue: 1 << UInt32(min(max(0, number), 31)))
  }

  /// 行首禁则.
  package static let notAtLineStart = rule(1)
  /// 行末禁则.
  package static let notAtLineEnd = rule(2)
  /// GB strictness: a slash does not end a line either.
  package static let slashNotAtEnd = rule(3)
  /// 先挤进，后推出. Off: out first.
  package static let pushInFirst = rule(4)
  /// Marks that cannot be placed may stand at an edge. Off: they stick out.
  package static let markRemedy = rule(5)
  /// —— and …… are one, two ellipses a line.
  package static let pairs = rule(6)
  /// Numbers keep to signs and units.
  package static let numberAndUnit = rule(7)
  /// Widths of GB/T 15834, 5.1. Off: every mark has a cell.
  package static let standardWidths = rule(8)
  /// — alone is 一字线. Off: it is half a dash and may start a line.
  package static let dashIdentity = rule(9)
  /// Nothing opens beside – · /.
  package static let fixedWidths = rule(10)
  /// The blank half of a mark is apart from its face.
  package static let adjustableBlanks = rule(11)
  /// Adjacent marks share their blanks.
  package static let adjacentMarks = rule(12)
  /// Marks at a line's edges are half wide.
  package static let lineEdges = rule(13)
  /// Shrinking step by step. Off: everything yields at once.
  package static let shrinkOrder = rule(20)
  /// Stretching step by step. Off: every opening alike.
  package static let stretchOrder = rule(21)
  /// All places of a step alike. Off: the first place first.
  package static let alikeWithinStep = rule(22)
  /// The last line keeps its natural width.
  package static let naturalLastLine = rule(23)
  /// A quarter em between Han and Latin.
  package static let latinGap = rule(24)
  /// Latin runs are padded to whole cells.
  package static let gridPadding = rule(25)
  /// 孤字不成行.
  package static let noLoneCharacter = rule(26)
  /// The first line's indent.
  package static let firstIndent = rule(27)
  /// 均排.
  package static let evenSpacing = rule(28)
  /// Dates, document numbers and their like.
  package static let keptTogether = rule(31)

  package static let all: CompositionRules = [
    .notAtLineStart, .notAtLineEnd, .slashNotAtEnd, .pushInFirst, .markRemedy, .pairs,
    .numberAndUnit, .standardWidths, .dashIdentity, .fixedWidths, .adjustableBlanks,
    .adjacentMarks, .lineEdges, .shrinkOrder, .stretchOrder, .alikeWithinStep, .naturalLastLine,
    .latinGap, .gridPadding, .noLoneCharacter, .firstIndent, .evenSpacing, .keptTogether,
  ]
}
