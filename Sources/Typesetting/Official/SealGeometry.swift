import Typography

/// Where seals go (GB/T 9704-2012, 7.3.5.1; std:G-46 to G-49, G-57 to G-61). Pure arithmetic.
package struct SealGeometry: Sendable {
  package var measure: Length
  package var cell: Length
  package var pitch: Length
  package var bodySize: Length
  package var diameter: Length
  /// Between two seals of a row, and between two rows.
  package static let gap = Length.mm(3)
  /// How far the text lies below the seal's centre: more than nothing and at most this.
  static let deepest = Length.mm(4)
  static let usual = Length.mm(2.5)

  package init(
    measure: Length, cell: Length, pitch: Length, bodySize: Length, diameter: Length
  ) {
    self.measure = measure
    self.cell = cell
    self.pitch = pitch
    self.bodySize = bodySize
    self.diameter = diameter
  }

  /// How many seals stand apart within the 版心: three at most, none where a single one does not.
  package var seatsInRow: Int {
    (1...3).last { count in
      diameter * count + SealGeometry.gap * (count - 1) <= measure
    } ?? 0
  }

  /// The centres of a row's seals from the left edge, the date being `dateWidth` wide. One or two
  /// stand symmetrically about the middle with the last over a date that ends 4 字 from the right;
  /// a single one in a further row, and rows of three, are centred.
  package func centres(_ count: Int, dateWidth: Length, isFurtherRow: Bool) -> [Length] {
    let middle = measure / 2
    let overDate = measure - cell * 4 - dateWidth / 2
    switch count {
    case 1: return [isFurtherRow ? middle : overDate]
    case 2:
      let apart = max(overDate - middle, (diameter + SealGeometry.gap + Length(emu: 1)) / 2)
      return [middle - apart, middle + apart]
    default:
      let apart = max(measure / 3, diameter + SealGeometry.gap)
      return [middle - apart, middle, middle + apart]
    }
  }

  /// The room of one name: its lines stay a 字 apart from the neighbour's and within the 版心.
  package func nameWidth(_ count: Int, dateWidth: Length, isFurtherRow: Bool) -> Length {
    let centres = centres(count, dateWidth: dateWidth, isFurtherRow: isFurtherRow)
    let toEdge = centres.map { min($0, measure - $0) }.min() ?? .zero
    let apart = zip(centres, centres.dropFirst()).map { $1 - $0 }.min()
    return min(toEdge * 2, apart.map { $0 - cell } ?? measure)
  }

  /// What the solver std:G-59 finds for the first row of seals.
  package struct Solution: Hashable, Sendable {
    /// Empty rows between the text and the names.
    package var blankRows: Int
    /// From the top of the first of these rows to the seal's centre.
    package var centre: Length
    /// How far the centre of names and date lies below the seal's centre.
    package var offset: Length
    /// From the text to the seal's upper edge.
    package var gap: Length
  }

  /// The rows between text and names so that the seal's upper edge comes within one line of the
  /// text and the names a little below its centre: two, if that works.
  ///
  /// - Parameter textRows: rows of names and date under one seal.
  package func solve(textRows: Int) -> Solution {
    let text = pitch * (max(1, textRows) - 1) + bodySize
    let lead = pitch - bodySize
    func solution(_ rows: Int, _ offset: Length) -> Solution {
      let centre = pitch * rows + text / 2 - offset
      return Solution(
        blankRows: rows, centre: centre, offset: offset, gap: lead + centre - diameter / 2)
    }
    for rows in [2, 1, 3, 0, 4, 5, 6] {
      let concentric = solution(rows, .zero).gap
      let least = max(Length.mm(0.1), concentric - pitch)
      let most = min(SealGeometry.deepest, concentric)
      if least <= most { return solution(rows, min(max(SealGeometry.usual, least), most)) }
    }
    // Larger than any seal there is: as near to the text as it can be without touching it.
    var rows = 0
    while solution(rows, SealGeometry.usual).gap < .zero, rows < 40 { rows += 1 }
    return solution(rows, SealGeometry.usual)
  }
}
