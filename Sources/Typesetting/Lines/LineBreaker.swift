import Typography

/// Step 6: where lines end, chosen for the paragraph as a whole.
///
/// Every legal break is a node; an edge is a line. A forward pass finds the nodes that can be
/// reached and a few candidate lines from each (the fullest first); a backward pass finds the
/// cheapest way, ties taking the fuller earlier line. Long paragraphs are broken in windows, so
/// time is proportional to length.
struct LineBreaker {
  let text: LineText
  let setting: ParagraphSetting
  /// Units that are looked at together; far more than any paragraph of a document has.
  static let windowSize = 6_000
  /// Candidate lines from one node, besides those that split something.
  private static let candidates = 4
  /// Lengths that differ by less are equal: 28 cells of 156/28 mm are 12 EMU short of 156 mm.
  static let tolerance = 64

  private struct Edge {
    var end: Int
    var cost: Int
  }

  func breakLines() -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    while start < text.units.count {
      var end = start + 1
      while end < text.units.count, text.units[end].breakBefore != .mandatory { end += 1 }
      breakSegment(start..<end, &lines)
      start = end
    }
    return lines
  }

  /// The lines of a stretch without mandatory breaks inside.
  func breakLines(in segment: Range<Int>) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    breakSegment(segment, &lines)
    return lines
  }

  /// What a line from each unit to each later one costs by the measure that chooses lines; nil
  /// where it is too wide.
  func lineCosts() -> [[Int?]] {
    let count = text.units.count
    let measurer = LineMeasurer(text, setting, from: 0, to: count, count: count)
    return (0..<count).map { start in
      (start + 1..<count + 1).map { end in
        cost(measurer, start, end, count)
          ?? (end == singleEnd(start, count) ? LineCost.overfull : nil)
      }
    }
  }

  /// The room of a line that starts at a unit.
  static func room(_ setting: ParagraphSetting, _ start: Int) -> Int {
    max(0, setting.measure.emu - indent(setting, start))
  }
  /// The indent of a line that starts at a unit (std:T-27).
  static func indent(_ setting: ParagraphSetting, _ start: Int) -> Int {
    guard setting.rules.contains(.firstIndent) || start > 0 else { return 0 }
    return (start == 0 ? setting.firstIndent : setting.hangingIndent).emu
  }

  private func breakSegment(_ segment: Range<Int>, _ lines: inout [Range<Int>]) {
    var start = segment.lowerBound
    while start < segment.upperBound {
      let measurer = LineMeasurer(
        text, setting, from: start, to: segment.upperBound, count: Self.windowSize)
      let isLast =
        measurer.window.upperBound == segment.upperBound
        && segment.upperBound - start <= Self.windowSize
      let limit = isLast ? segment.upperBound : start + Self.windowSize
      var way = solve(measurer, start, segment.upperBound, limit, triesAll: false)
      // A number torn, a line blown apart: perhaps a line that was left out could have spared it.
      if way.cost >= LineCost.tornApart {
        way = solve(measurer, start, segment.upperBound, limit, triesAll: true)
      }
      // The window's last quarter saw too little of what follows; it is chosen again.
      let keep = isLast ? segment.upperBound : start + Self.windowSize * 3 / 4
      for end in way.ends {
        lines.append(start..<end)
        start = end
        if start > keep { break }
      }
    }
  }

  /// The cheapest line ends from `start` to the segment's end, or past `limit`, and their cost.
  private func solve(
    _ measurer: LineMeasurer, _ start: Int, _ segmentEnd: Int, _ limit: Int, triesAll: Bool
  ) -> (ends: [Int], cost: Int) {
    let count = limit - start
    let quick = quickWay(measurer, start, segmentEnd, limit, triesAll: triesAll)
    // The edges of the nodes that are reached, in one row; `from` says where a node's begin.
    var edges: [Edge] = []
    edges.reserveCapacity(4 * quick.edges.count)
    var from = [Int32](repeating: 0, count: count)
    /// What the cheapest way to a node costs.
    var spent = [Int](repeating: .max, count: count)
    spent[0] = 0
    var nodes: [Int] = []
    var nextQuick = 0
    for node in 0..<count where spent[node] <= quick.cost {
      from[node] = Int32(edges.count)
      nodes.append(node)
      if nextQuick < quick.nodes.count, quick.nodes[nextQuick].node == node {
        edges.append(contentsOf: quick.edges[quick.nodes[nextQuick].edges])
        nextQuick += 1
      } else {
        addCandidates(measurer, start + node, segmentEnd, triesAll: triesAll, to: &edges)
      }
      for edge in edges[Int(from[node])...] where edge.end - start < count {
        spent[edge.end - start] = min(spent[edge.end - start], spent[node] + edge.cost)
      }
    }
    // What the rest costs from a node; a node that was too dear to look at leads nowhere.
    var best = [Int](repeating: .max / 4, count: count)
    var choice = [Int](repeating: 0, count: count)
    var edgesEnd = edges.count
    for node in nodes.reversed() {
      var cheapest: (cost: Int, end: Int)?
      let first = Int(from[node])
      defer { edgesEnd = first }
      for edge in edges[first..<edgesEnd] {
        let tail = edge.end - start < count ? best[edge.end - start] : 0
        let cost = edge.cost + tail
        guard let known = cheapest else {
          cheapest = (cost, edge.end)
          continue
        }
        if cost < known.cost || (cost == known.cost && edge.end > known.end) {
          cheapest = (cost, edge.end)
        }
      }
      best[node] = cheapest?.cost ?? 0
      choice[node] = cheapest?.end ?? start + node + 1
    }
    var ends: [Int] = []
    var node = start
    while node < limit {
      node = choice[node - start]
      ends.append(node)
    }
    return (ends, best[0])
  }

  /// A way that is found at once, and the edges of its nodes: no way that costs more up to some node
  /// can be the cheapest.
  private struct QuickWay {
    var cost = 0
    var edges: [Edge] = []
    var nodes: [(node: Int, edges: Range<Int>)] = []
  }

  /// From each line's end the cheapest line, of equal ones the fullest.
  private func quickWay(
    _ measurer: LineMeasurer, _ start: Int, _ segmentEnd: Int, _ limit: Int, triesAll: Bool
  ) -> QuickWay {
    var way = QuickWay()
    way.edges.reserveCapacity(32)
    var node = start
    while node < limit {
      let before = way.edges.count
      addCandidates(measurer, node, segmentEnd, triesAll: triesAll, to: &way.edges)
      way.nodes.append((node - start, before..<way.edges.count))
      guard var cheapest = way.edges[before...].first else { break }
      for edge in way.edges[before...] where edge.cost < cheapest.cost { cheapest = edge }
      way.cost += cheapest.cost
      node = cheapest.end
    }
    return way
  }

  // MARK: Candidate lines

  private func addCandidates(
    _ measurer: LineMeasurer, _ start: Int, _ segmentEnd: Int, triesAll: Bool,
    to edges: inout [Edge]
  ) {
    let furthest = measurer.furthest(start, Self.room(setting, start))
    let before = edges.count
    if triesAll {
      addAllCandidates(measurer, start, furthest, segmentEnd, to: &edges)
    } else {
      addCandidates(measurer, start, furthest, segmentEnd, .forced, to: &edges)
      if edges.count > before { return }
      addCandidates(measurer, start, furthest, segmentEnd, .hard, to: &edges)
      if edges.count > before { return }
      if setting.rules.contains(.markRemedy) {
        addCandidates(measurer, start, furthest, segmentEnd, .forbidden, to: &edges)
      }
    }
    if edges.count > before { return }
    // Not even one character fits: it stands alone and sticks out, and is reported.
    edges.append(Edge(end: singleEnd(start, segmentEnd), cost: LineCost.overfull))
  }

  /// The least that a line can hold.
  private func singleEnd(_ start: Int, _ segmentEnd: Int) -> Int {
    let worst = setting.rules.contains(.markRemedy) ? BreakKind.forbidden : .hard
    var end = start + 1
    while end < segmentEnd, text.units[end].breakBefore > worst { end += 1 }
    return end
  }

  /// The fullest lines without anything torn, and a few that tear a token that no line holds.
  private func addCandidates(
    _ measurer: LineMeasurer, _ start: Int, _ furthest: Int, _ segmentEnd: Int,
    _ worst: BreakKind, to edges: inout [Edge]
  ) {
    let half = Self.room(setting, start) / 2
    var clean = 0
    var joints = 0
    var torn = 0
    var end = furthest
    while end > start, clean < Self.candidates {
      defer { end -= 1 }
      let kind = end == segmentEnd ? BreakKind.mandatory : text.units[end].breakBefore
      guard kind <= worst, kind != .forced || torn < 2, kind != .joint || joints < 4 else {
        continue
      }
      let isLast = end == segmentEnd
      let line = measurer.line(start, end, isLast: isLast)
      guard let cost = cost(line, start, kind, isLast: isLast, isGrid: measurer.elasticity.isGrid)
      else { continue }
      edges.append(Edge(end: end, cost: cost))
      if kind < .soft { clean += 1 }
      if kind == .joint { joints += 1 }
      if kind == .forced { torn += 1 }
      // A line that is less than half full is a candidate only where nothing fuller is.
      if clean > 0, line.width < half { break }
      if worst > .forced { break }
    }
  }

  private func addAllCandidates(
    _ measurer: LineMeasurer, _ start: Int, _ furthest: Int, _ segmentEnd: Int,
    to edges: inout [Edge]
  ) {
    let worst = setting.rules.contains(.markRemedy) ? BreakKind.forbidden : .hard
    for end in stride(from: furthest, to: start, by: -1)
    where end == segmentEnd || text.units[end].breakBefore <= worst {
      if let cost = cost(measurer, start, end, segmentEnd) {
        edges.append(Edge(end: end, cost: cost))
      }
    }
  }

  /// What a line costs; nil where it is too wide.
  private func cost(
    _ measurer: LineMeasurer, _ start: Int, _ end: Int, _ segmentEnd: Int
  ) -> Int? {
    let isLast = end == segmentEnd
    let kind = isLast ? BreakKind.mandatory : text.units[end].breakBefore
    let line = measurer.line(start, end, isLast: isLast)
    return cost(line, start, kind, isLast: isLast, isGrid: measurer.elasticity.isGrid)
  }

  private func cost(
    _ line: Elastic, _ start: Int, _ kind: BreakKind, isLast: Bool, isGrid: Bool
  ) -> Int? {
    let isNatural = isLast && setting.rules.contains(.naturalLastLine)
    let room = Self.room(setting, start)
    var cost = LineCost.ofBreak(kind, isGrid: isGrid)
    let excess = line.width - room
    if excess > Self.tolerance {
      guard let compressing = LineCost.compressing(line, by: excess) else { return nil }
      cost += compressing
      if !setting.rules.contains(.pushInFirst) { cost += LineCost.lateCompressing }
    } else if excess < -Self.tolerance, !isNatural, setting.alignment == .justified,
      line.fills == 0
    {
      if line.growing > 0 { return cost + LineCost.grown }
      cost += LineCost.stretching(line, by: -excess, em: setting.size.emu, isTorn: kind > .soft)
      if isGrid { cost += LineCost.leftColumns }
    }
    if isLast, start > 0, line.characters <= 1, text.units[start].breakBefore != .mandatory,
      setting.rules.contains(.noLoneCharacter)
    {
      cost += LineCost.loneCharacter
    }
    return cost
  }
}
