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

  /// The room of a line that starts at a unit.
  func room(_ start: Int) -> Int {
    max(0, setting.measure.emu - (start == 0 ? setting.firstIndent : setting.hangingIndent).emu)
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
      let ends = solve(measurer, start, segment.upperBound, limit)
      // The window's last quarter saw too little of what follows; it is chosen again.
      let keep = isLast ? segment.upperBound : start + Self.windowSize * 3 / 4
      for end in ends {
        lines.append(start..<end)
        start = end
        if start > keep { break }
      }
    }
  }

  /// The cheapest line ends from `start` to the segment's end, or past `limit`.
  private func solve(
    _ measurer: LineMeasurer, _ start: Int, _ segmentEnd: Int, _ limit: Int
  ) -> [Int] {
    let count = limit - start
    // The edges of the nodes that are reached, in one row; `from` says where a node's begin.
    var edges: [Edge] = []
    var from = [Int32](repeating: -1, count: count + 1)
    from[0] = 0
    var nodes: [Int] = []
    for node in 0..<count where from[node] >= 0 {
      from[node] = Int32(edges.count)
      nodes.append(node)
      addCandidates(measurer, start + node, segmentEnd, to: &edges)
      for edge in edges[Int(from[node])...] where edge.end - start < count {
        from[edge.end - start] = 0
      }
    }
    var best = [Int](repeating: 0, count: count + 1)
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
    return ends
  }

  // MARK: Candidate lines

  private func addCandidates(
    _ measurer: LineMeasurer, _ start: Int, _ segmentEnd: Int, to edges: inout [Edge]
  ) {
    let room = room(start)
    let furthest = measurer.furthest(start, room)
    let before = edges.count
    addCandidates(measurer, start, furthest, segmentEnd, .soft, room, to: &edges)
    if edges.count > before { return }
    addCandidates(measurer, start, furthest, segmentEnd, .hard, room, to: &edges)
    if edges.count > before { return }
    addCandidates(measurer, start, furthest, segmentEnd, .forbidden, room, to: &edges)
    if edges.count > before { return }
    // Not even one character fits: it stands alone and sticks out, and is reported.
    var end = start + 1
    while end < segmentEnd, text.units[end].breakBefore == .impossible { end += 1 }
    edges.append(Edge(end: end, cost: LineCost.overfull))
  }

  private func addCandidates(
    _ measurer: LineMeasurer, _ start: Int, _ furthest: Int, _ segmentEnd: Int,
    _ worst: BreakKind, _ room: Int, to edges: inout [Edge]
  ) {
    var clean = 0
    var end = furthest
    while end > start, clean < Self.candidates {
      defer { end -= 1 }
      let kind = end == segmentEnd ? BreakKind.mandatory : text.units[end].breakBefore
      guard kind <= worst else { continue }
      let line = measurer.line(start, end, isLast: end == segmentEnd)
      guard let cost = cost(line, room, kind, isLast: end == segmentEnd, start: start) else {
        continue
      }
      edges.append(Edge(end: end, cost: cost))
      if kind < .soft { clean += 1 }
      // A line that is less than half full is a candidate only where nothing fuller is.
      if line.width < room / 2, clean > 0 { break }
      if worst > .soft { break }
    }
  }

  private func cost(
    _ line: Elastic, _ room: Int, _ kind: BreakKind, isLast: Bool, start: Int
  ) -> Int? {
    let isGrid = if case .grid = setting.mode { true } else { false }
    var cost = LineCost.ofBreak(kind, isGrid: isGrid)
    let excess = line.width - room
    if excess > Self.tolerance {
      guard let compressing = LineCost.compressing(line, by: excess) else { return nil }
      cost += compressing
    } else if excess < -Self.tolerance, !isLast, setting.alignment == .justified, line.fills == 0 {
      if line.growing > 0 { return cost + LineCost.grown }
      cost += LineCost.stretching(line, by: -excess, em: setting.size.emu)
      if isGrid { cost += LineCost.leftColumns }
    }
    if isLast, start > 0, line.characters <= 1, text.units[start].breakBefore != .mandatory {
      cost += LineCost.loneCharacter
    }
    return cost
  }
}
