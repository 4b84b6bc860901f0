import Typography

/// Titles break for balance, at words; the stack is a trapezoid or a diamond (std:G-40).
///
/// `／` breaks always. What is still too long is cut into as few lines as read well; all ways are
/// weighed.
struct TitleBreaker {
  struct Breaks {
    var lines: [Range<Int>] = []
    /// Units before which a line begins although no word or rule vouches for it.
    var doubts: [(unit: Int, tornWord: Range<Int>?)] = []
  }

  let text: LineText
  let setting: ParagraphSetting
  /// Nobody writes such titles; beyond it the ordinary breaker does.
  private static let longest = 160
  /// Another line is dearer than an unhandsome shape, cheaper than a torn word.
  private static let lineCost = 1_500

  func breakLines() -> Breaks {
    var breaks = Breaks()
    var start = 0
    while start < text.units.count {
      var end = start + 1
      while end < text.units.count, text.units[end].breakBefore > .wanted { end += 1 }
      breakSegment(start..<end, &breaks)
      start = end
    }
    return breaks
  }

  private func breakSegment(_ segment: Range<Int>, _ breaks: inout Breaks) {
    let measurer = LineMeasurer(
      text, setting, from: segment.lowerBound, to: segment.upperBound, count: 6_000)
    let room = max(1, setting.measure.emu - max(setting.firstIndent, setting.hangingIndent).emu)
    let whole = measurer.line(segment.lowerBound, segment.upperBound).width
    if whole <= room + LineBreaker.tolerance {
      breaks.lines.append(segment)
      return
    }
    guard segment.count <= Self.longest else {
      breaks.lines += LineBreaker(text: text, setting: setting).breakLines(in: segment)
      return
    }
    let ruler = TitleJoints(text, segment) {
      measurer.line($0.lowerBound, $0.upperBound).width <= room + LineBreaker.tolerance
    }
    let joints = ruler.joints()
    let shape = TitleShape(total: whole, room: room, em: max(1, setting.size.emu))
    // Words are torn only where there is no other way.
    for tears in [false, true] {
      let ends = segment.dropFirst().filter {
        joints[$0 - segment.lowerBound].map { tears || !$0.tearsWord } ?? false
      }
      let search = TitleSearch(
        nodes: [segment.lowerBound] + ends + [segment.upperBound],
        costs: [0] + ends.map { joints[$0 - segment.lowerBound]?.cost ?? 0 } + [0],
        measurer: measurer, shape: shape)
      guard let lines = search.best(lineCost: Self.lineCost) else { continue }
      breaks.lines += lines
      for line in lines.dropFirst() {
        guard let joint = joints[line.lowerBound - segment.lowerBound], joint.isDoubtful else {
          continue
        }
        let word = ruler.words.first { $0.units.contains(line.lowerBound) }?.units
        breaks.doubts.append((line.lowerBound, joint.tearsWord ? word : nil))
      }
      return
    }
    breaks.lines += LineBreaker(text: text, setting: setting).breakLines(in: segment)
  }
}

/// How a stack of centred lines looks. Lengths in tenths of an em.
struct TitleShape {
  let total: Int
  let room: Int
  let em: Int

  func tenths(_ width: Int) -> Int { width * 10 / em }

  /// One line of a stack of `count`.
  func cost(_ width: Int, isLast: Bool, of count: Int) -> Int {
    let mean = tenths(total) / count
    let length = tenths(width)
    var cost = (length - mean) * (length - mean) * 6 / 100
    // A last line of two or three characters looks dropped.
    if isLast, length * 5 < mean * 2 { cost += 300 }
    return cost
  }

  /// Two lines of one length: a rectangle, where they are all.
  func cost(_ first: Int, _ second: Int, of count: Int) -> Int {
    abs(tenths(first) - tenths(second)) < 5 ? (count == 2 ? 260 : 110) : 0
  }

  /// Three lines with a waist. Half an em is not seen as one.
  func cost(_ first: Int, _ second: Int, _ third: Int) -> Int {
    let waist = min(tenths(first), tenths(third)) - tenths(second)
    return waist > 5 ? 200 + min(900, waist * waist * 2) : 0
  }
}

/// The best way to cut a title at its joints.
struct TitleSearch {
  /// Where lines may begin and end: the segment's start, its joints, its end.
  let nodes: [Int]
  let costs: [Int]
  let measurer: LineMeasurer
  let shape: TitleShape

  /// The lines of the cheapest way, each line beyond the fewest that can hold the title paid for;
  /// nil where no way fits.
  func best(lineCost: Int) -> [Range<Int>]? {
    let widths = lineWidths()
    let fewest = max(1, (shape.total + shape.room - 1) / shape.room)
    var best: (cost: Int, lines: [Range<Int>])?
    // A few more lines than the fewest, unless there is nothing that fits.
    for count in fewest...max(fewest, nodes.count - 1) {
      let extra = (count - fewest) * lineCost
      if let best, best.cost <= extra || count > fewest + 4 { break }
      if best == nil, count > 3 * fewest + 4 { break }
      guard let found = cheapest(count, widths) else { continue }
      if found.cost + extra < best?.cost ?? .max { best = (found.cost + extra, found.lines) }
    }
    return best?.lines
  }

  /// `widths[i][k]`: the line from node `i` to node `i + 1 + k`, as far as it fits.
  private func lineWidths() -> [[Int]] {
    nodes.indices.dropLast().map { start in
      var widths: [Int] = []
      for end in start + 1..<nodes.count {
        let width = measurer.line(nodes[start], nodes[end]).width
        if width > shape.room + LineBreaker.tolerance { break }
        widths.append(width)
      }
      return widths
    }
  }

  /// A stack of lines so far, by its last line.
  private struct State {
    var cost: Int
    /// The last line's start, and the start of the one before it.
    var previous: Int
  }

  /// The cheapest way with a number of lines. A state is a last line; a line's cost depends on
  /// the two before it.
  private func cheapest(
    _ count: Int, _ widths: [[Int]]
  ) -> (cost: Int, lines: [Range<Int>])? {
    let last = nodes.count - 1
    // layers[n][i][k]: n + 1 lines, the last of them from node i to node i + 1 + k.
    var layers: [[[State?]]] = []
    for number in 0..<count {
      var layer = widths.map { [State?](repeating: nil, count: $0.count) }
      for start in widths.indices where number == 0 ? start == 0 : start > 0 {
        for k in widths[start].indices where (start + 1 + k == last) == (number == count - 1) {
          let own =
            costs[start + 1 + k]
            + shape.cost(widths[start][k], isLast: number == count - 1, of: count)
          if number == 0 {
            layer[start][k] = State(cost: own, previous: -1)
          } else {
            layer[start][k] = reached(start, k, own, layers, widths, count)
          }
        }
      }
      layers.append(layer)
    }
    return path(layers, widths, last)
  }

  /// The cheapest stack that ends with a line from node `start`, behind a line that ends there.
  private func reached(
    _ start: Int, _ k: Int, _ own: Int, _ layers: [[[State?]]], _ widths: [[Int]], _ count: Int
  ) -> State? {
    let width = widths[start][k]
    var best: State?
    for before in 0..<start {
      let end = start - before - 1
      guard end < widths[before].count, let state = layers[layers.count - 1][before][end] else {
        continue
      }
      var cost = state.cost + own + shape.cost(widths[before][end], width, of: count)
      if state.previous >= 0 {
        let first = widths[state.previous][before - state.previous - 1]
        cost += shape.cost(first, widths[before][end], width)
      }
      if cost < best?.cost ?? .max { best = State(cost: cost, previous: before) }
    }
    return best
  }

  private func path(
    _ layers: [[[State?]]], _ widths: [[Int]], _ last: Int
  ) -> (cost: Int, lines: [Range<Int>])? {
    guard let final = layers.last else { return nil }
    var best: (cost: Int, start: Int)?
    for start in widths.indices {
      let k = last - start - 1
      guard k < final[start].count, let state = final[start][k] else { continue }
      if state.cost < best?.cost ?? .max { best = (state.cost, start) }
    }
    guard var start = best?.start, let cost = best?.cost else { return nil }
    var lines: [Range<Int>] = []
    var end = last
    for layer in layers.reversed() {
      lines.append(nodes[start]..<nodes[end])
      guard let state = layer[start][end - start - 1], state.previous >= 0 else { break }
      end = start
      start = state.previous
    }
    return (cost, lines.reversed())
  }
}
