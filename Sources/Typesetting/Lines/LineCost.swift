import Typography

/// What a line costs, in the order of size that the design states: an illegal break, a split unit
/// that should stay together, 孤字, stretching, compressing (each step dearer), as set.
enum LineCost {
  static let overfull = 1_000_000_000_000_000
  static let illegal = 10_000_000_000_000
  static let hardSplit = 5_000_000_000
  /// Stretching beyond what reads as a line; splitting a date is better, tearing a code is not.
  static let tornApart = 1_000_000_000
  /// Tearing a token that no line holds: where it may be, else anywhere. Dearer than a short line
  /// before the token, cheaper than one blown apart.
  static let forcedSplit = 600_000_000
  static let jointSplit = 550_000_000
  /// What a line of a torn token may leave empty at its end, as a share of its width.
  static let ragged = 100_000_000
  static let softSplit = 500_000_000
  static let loneCharacter = 5_000_000
  static let weakSplit = 60_000
  static let stretched = 30_000
  /// On top, where a line is stretched by more than ¼ em an opening and begins to look torn: the
  /// number of a document parts before its year rather than cost that (std:T-31).
  static let wideOpen = 60_000
  static let compressed = 100
  /// Compressing where stretching is preferred (std:T-4 switched off).
  static let lateCompressing = 1_000_000
  /// A place to write on takes the line's rest: dearer than compressing, so that no more lines
  /// come of it than are needed.
  static let grown = 1_000
  /// In grid mode, on top of stretching: one line blown up a little more reads better than two or
  /// three that have all left the columns.
  static let leftColumns = 30_000

  /// Beyond this many em per opening a justified line stays as it is.
  static let widestOpening = 1.0

  static func ofBreak(_ kind: BreakKind, isGrid: Bool) -> Int {
    switch kind {
    case .mandatory, .wanted, .allowed: 0
    case .weak: weakSplit + (isGrid ? leftColumns : 0)
    case .soft: softSplit
    case .joint: jointSplit
    case .forced: forcedSplit
    case .hard: hardSplit
    case .forbidden: illegal
    case .impossible: overfull
    }
  }

  /// The cost of compressing by `excess`, or nil where the line does not yield that much.
  static func compressing(_ line: Elastic, by excess: Int) -> Int? {
    var rest = excess
    for step in 1...7 {
      let available = Int(line.shrink[step])
      if available <= 0 { continue }
      if rest <= available { return compressed * step + 99 * rest / available }
      rest -= available
    }
    return nil
  }

  /// The cost of stretching by `slack`. A line that ends inside a torn token and has no openings
  /// stays as it is.
  static func stretching(_ line: Elastic, by slack: Int, em: Int, isTorn: Bool) -> Int {
    let rest = slack - line.spaceStretch - line.gapStretch
    guard rest > 0 else {
      return stretched * 2 / 3 + (stretched / 3 - 1) * slack
        / max(1, line.spaceStretch + line.gapStretch)
    }
    guard line.openings > 0 else {
      return isTorn ? ragged * slack / max(1, slack + line.width) : tornApart * 2
    }
    // In thousandths of an em per opening; capped so that the square cannot overflow.
    let opening = min(rest / line.openings * 1000 / max(1, em), 100_000)
    let square = opening * opening * 6 / 10
    switch opening {
    case ...250: return stretched + square
    case ...750: return stretched + wideOpen + square
    default: return tornApart + square
    }
  }
}
