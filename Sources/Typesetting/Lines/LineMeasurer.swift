import Typography

/// Measures candidate lines of a window of units in constant time by prefix sums.
struct LineMeasurer {
  let text: LineText
  let elasticity: LineElasticity
  let cell: Int
  /// `sums[k]`: units `window.lowerBound ..< window.lowerBound + k`.
  private let sums: [Elastic]
  let window: Range<Int>
  /// Index into `text.latinRuns` of the first run that ends after a unit, for grid mode.
  private let runs: [LatinRun]

  /// Covers `start..<hi` up to `count` units and as many more as a line of `reach` EMU needs.
  init(_ text: LineText, _ setting: ParagraphSetting, from start: Int, to hi: Int, count: Int) {
    self.text = text
    elasticity = LineElasticity(setting)
    cell = LineShaper.cell(setting, setting.size)
    runs = text.latinRuns
    let reach = 2 * max(0, setting.measure.emu) + 4 * cell
    var sums: [Elastic] = []
    sums.reserveCapacity(min(hi - start, count + 256) + 1)
    sums.append(Elastic())
    var index = start
    var beyond: Int?
    while index < hi {
      var sum = sums[sums.count - 1]
      elasticity.add(index, of: text, to: &sum)
      sums.append(sum)
      index += 1
      if index - start >= count {
        let from = beyond ?? sum.width
        beyond = from
        if sum.width - from > reach { break }
      }
    }
    self.sums = sums
    window = start..<index
  }

  /// The least width of `i..<j` without its edges' rules, monotone in `j`.
  private func leastWidth(_ i: Int, _ j: Int) -> Int {
    sums[j - window.lowerBound].leastWidth - sums[i - window.lowerBound].leastWidth
  }

  /// The last end that a line from `i` may have if it fits `room` at all.
  func furthest(_ i: Int, _ room: Int) -> Int {
    var low = i + 1
    var high = window.upperBound
    let slack = room + 2 * cell
    while low < high {
      let middle = (low + high + 1) / 2
      if leastWidth(i, middle) <= slack { low = middle } else { high = middle - 1 }
    }
    return min(max(low, i + 1), window.upperBound)
  }

  /// `j` without the blanks that end the line.
  func contentEnd(_ i: Int, _ j: Int) -> Int { Self.contentEnd(text, i, j) }
  static func contentEnd(_ text: LineText, _ i: Int, _ j: Int) -> Int {
    var end = j
    while end > i, text.units[end - 1].kind == .space || text.units[end - 1].kind == .newline {
      end -= 1
    }
    return end
  }

  /// The line `i..<j` as set: edges without gaps, marks at edges halved where the mode says so.
  func line(_ i: Int, _ j: Int, isLast: Bool = false) -> Elastic {
    let end = contentEnd(i, j)
    var sum = sums[end - window.lowerBound] - sums[i - window.lowerBound]
    guard end > i else { return sum }
    let first = text.units[i]
    sum.width -= Int(first.gap)
    elasticity.addBoundary(i, text, text.style(i).size.emu, -1, to: &sum)
    let last = text.units[end - 1]
    if elasticity.isGrid {
      correctPads(i, end, isLast, &sum)
      // Every line starts on a cell edge: the first mark keeps its cell.
      let step = elasticity.leadStep(first.kind)
      if first.lead > 0, step > 0 { sum.shrink[step] &-= first.lead }
      if last.kind.hasTrailingBlank {
        sum.shrink[elasticity.trailStep(last.kind)] &-= last.trail
        sum.shrink[elasticity.step(1)] &+= last.trail
      }
    } else if elasticity.rules.contains(.lineEdges) {
      if first.kind.hasLeadingBlank {
        sum.width -= Int(first.lead)
        sum.shrink[elasticity.leadStep(first.kind)] &-= first.lead
      }
      if last.kind.hasTrailingBlank {
        sum.width -= Int(last.trail)
        sum.shrink[elasticity.trailStep(last.kind)] &-= last.trail
      }
    }
    return sum
  }

  /// The padding of a Latin run at a line's edge, or of the part of it that a break leaves there,
  /// lies wholly on its inner side.
  private func correctPads(_ i: Int, _ end: Int, _ isLast: Bool, _ sum: inout Elastic) {
    for pad in Self.edgePads(text, runs, cell, i, end, isLast: isLast) {
      let unit = text.units[pad.boundary]
      sum.width += pad.width - Int(unit.gap)
      // What the padding gives changes with it.
      guard pad.boundary > 0 else { continue }
      let em = text.style(pad.boundary).size.emu
      let before = text.units[pad.boundary - 1]
      var padded = unit
      padded.gap = Int32(clamping: pad.width)
      elasticity.addGap(Int(unit.gap), before, unit, em, -1, to: &sum)
      elasticity.addGap(pad.width, before, padded, em, 1, to: &sum)
      sum.gapStretch +=
        elasticity.gapStretch(before, padded, em) - elasticity.gapStretch(before, unit, em)
    }
  }

  /// The boundaries inside `i..<end` whose padding differs from the run's own, and their padding.
  ///
  /// A run that opens a line takes the mark behind it along (1、), so that the padding follows the
  /// mark; one that ends a line with a mark behind it has all of it before the run. A run that ends
  /// a paragraph keeps half of its padding, as inside a line: nothing stands behind it that had to
  /// stay on the columns.
  static func edgePads(
    _ text: LineText, _ runs: [LatinRun], _ cell: Int, _ i: Int, _ end: Int, isLast: Bool
  ) -> [(boundary: Int, width: Int)] {
    var pads: [(boundary: Int, width: Int)] = []
    /// Two runs may meet at a boundary (1，2), where both corrections count.
    func set(_ boundary: Int, _ width: Int) {
      if let known = pads.firstIndex(where: { $0.boundary == boundary }) {
        pads[known].width = max(0, pads[known].width + width - Int(text.units[boundary].gap))
      } else {
        pads.append((boundary, width))
      }
    }
    if text.units[i].isPadded, let run = run(containing: i, runs), run.units.upperBound < end {
      let upper = run.units.upperBound
      let width = text.units[i..<upper].reduce(0) { $0 + $1.width }
      let pad = LineSpacer.pad(width, cell)
      let behind = text.behindMarks(upper)
      if behind > upper {
        set(upper, 0)
        if behind < end { set(behind, max(0, pad + Int(text.units[behind].gap) - run.rest)) }
      } else {
        set(upper, pad)
      }
    }
    guard !isLast, end > i else { return pads }
    var last = end
    while last > i + 1, text.units[last - 1].kind.hasTrailingBlank { last -= 1 }
    guard text.units[last - 1].isPadded, let run = run(containing: last - 1, runs),
      run.units.lowerBound > i
    else { return pads }
    let lower = run.units.lowerBound
    if last < end {
      if run.rest > 0 { set(lower, Int(text.units[lower].gap) + run.rest) }
    } else {
      // A break inside the run leaves a part of it.
      let width = text.units[lower..<end].reduce(0) { $0 + $1.width }
      set(lower, LineSpacer.pad(width, cell))
    }
    return pads
  }

  private static func run(containing index: Int, _ runs: [LatinRun]) -> LatinRun? {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].units.upperBound <= index { low = middle + 1 } else { high = middle }
    }
    return low < runs.count && runs[low].units.contains(index) ? runs[low] : nil
  }
}
