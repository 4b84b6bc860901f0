import Typography

/// Step 7: a chosen line gets its widths: edges trimmed, then shrunk or stretched step by step
/// (std:T-20, T-21), alike at all places of a step (std:T-22).
struct LineFitter {
  let text: LineText
  let setting: ParagraphSetting
  let range: Range<Int>
  let room: Int
  let isLast: Bool

  /// The present widths of the line's units, in order.
  struct Box {
    var gap: Int
    var lead: Int
    var body: Int
    var trail: Int
    var width: Int { gap + lead + body + trail }
  }
  private(set) var boxes: [Box] = []
  private let elasticity: LineElasticity
  private let contentEnd: Int

  init(_ text: LineText, _ setting: ParagraphSetting, _ range: Range<Int>, room: Int, isLast: Bool)
  {
    self.text = text
    self.setting = setting
    self.range = range
    self.room = room
    self.isLast = isLast && setting.rules.contains(.naturalLastLine)
    elasticity = LineElasticity(setting)
    contentEnd = LineMeasurer.contentEnd(text, range.lowerBound, range.upperBound)
    boxes = text.units[range].map {
      Box(gap: Int($0.gap), lead: Int($0.lead), body: Int($0.body), trail: Int($0.trail))
    }
    trimEdges()
    fit()
  }

  var width: Int { boxes.reduce(0) { $0 + $1.width } }

  private mutating func trimEdges() {
    let count = contentEnd - range.lowerBound
    for index in count..<boxes.count { boxes[index] = Box(gap: 0, lead: 0, body: 0, trail: 0) }
    guard count > 0 else { return }
    boxes[0].gap = 0
    if elasticity.isGrid {
      let pads = LineMeasurer.edgePads(
        text, text.latinRuns, LineShaper.cell(setting, setting.size), range.lowerBound, contentEnd,
        isLast: isLast)
      for pad in pads { boxes[pad.boundary - range.lowerBound].gap = pad.width }
    } else if elasticity.rules.contains(.lineEdges) {
      if text.units[range.lowerBound].kind.hasLeadingBlank { boxes[0].lead = 0 }
      if text.units[contentEnd - 1].kind.hasTrailingBlank { boxes[count - 1].trail = 0 }
    }
  }

  private mutating func fit() {
    let excess = width - room
    if excess > LineBreaker.tolerance || (excess > 0 && setting.alignment == .justified) {
      shrink(by: excess)
    } else if excess < 0 {
      stretch(by: -excess)
    }
  }

  // MARK: Shrinking

  private mutating func shrink(by excess: Int) {
    var rest = excess
    for step in 1...7 where rest > 0 {
      let places = shrinkPlaces(step)
      rest -= take(rest, from: places)
    }
    // A few EMU of rounding: from anywhere but the faces of characters.
    if rest > 0 {
      let places = boxes.indices.map { Place(index: $0, part: \.gap, amount: boxes[$0].gap) }
      rest -= take(rest, from: places)
    }
    if rest > 0, rest <= LineBreaker.tolerance { spread(-rest, openings()) }
  }

  private struct Place {
    var index: Int
    var part: WritableKeyPath<Box, Int>
    var amount: Int
  }

  private func shrinkPlaces(_ step: Int) -> [Place] {
    var places: [Place] = []
    let last = contentEnd - range.lowerBound - 1
    for index in boxes.indices where index <= last {
      let unit = text.units[range.lowerBound + index]
      let em = text.style(range.lowerBound + index).size.emu
      let isEnd = index == last && unit.kind.hasTrailingBlank
      let keepsCell = index == 0 && elasticity.isGrid
      if boxes[index].lead > 0, !keepsCell, elasticity.leadStep(unit.kind) == step {
        places.append(Place(index: index, part: \.lead, amount: boxes[index].lead))
      }
      let trailStep =
        isEnd && elasticity.isGrid ? elasticity.step(1) : elasticity.trailStep(unit.kind)
      if boxes[index].trail > 0, trailStep == step {
        places.append(Place(index: index, part: \.trail, amount: boxes[index].trail))
      }
      if step == elasticity.step(2), elasticity.spaceShrink(unit, em) > 0 {
        places.append(Place(index: index, part: \.body, amount: elasticity.spaceShrink(unit, em)))
      }
      guard boxes[index].gap > 0, index > 0 else { continue }
      let given = elasticity.gapShrink(
        boxes[index].gap, between: text.units[range.lowerBound + index - 1], and: unit, em)
      if step == elasticity.step(2), given.padding > 0 {
        places.append(Place(index: index, part: \.gap, amount: given.padding))
      }
      if step == elasticity.step(6), given.gap > 0 {
        places.append(Place(index: index, part: \.gap, amount: given.gap))
      }
    }
    return places
  }

  /// Takes `wanted` from the places in proportion to what each yields; returns what was taken.
  private mutating func take(_ wanted: Int, from places: [Place]) -> Int {
    let total = places.reduce(0) { $0 + $1.amount }
    guard total > 0 else { return 0 }
    let taken = min(wanted, total)
    if !setting.rules.contains(.alikeWithinStep) {
      var rest = taken
      for place in places {
        let part = min(rest, place.amount)
        boxes[place.index][keyPath: place.part] -= part
        rest -= part
      }
      return taken
    }
    var seen = 0
    for place in places {
      let before = taken * seen / total
      seen += place.amount
      boxes[place.index][keyPath: place.part] -= taken * seen / total - before
    }
    return taken
  }

  // MARK: Stretching

  private mutating func stretch(by slack: Int) {
    let isJustified = setting.alignment == .justified && !isLast
    var fillers = boxes.indices.filter { text.units[range.lowerBound + $0].fills }
    if fillers.isEmpty, isJustified {
      fillers = boxes.indices.filter { text.units[range.lowerBound + $0].grows }
    }
    if !fillers.isEmpty {
      for (number, index) in fillers.enumerated() {
        boxes[index].body += slack * (number + 1) / fillers.count - slack * number / fillers.count
      }
      return
    }
    guard isJustified else { return }
    var rest = slack
    var places: [Place] = []
    var gaps: [Place] = []
    for index in boxes.indices where range.lowerBound + index < contentEnd {
      let unit = text.units[range.lowerBound + index]
      let em = text.style(range.lowerBound + index).size.emu
      let space = elasticity.spaceStretch(unit, em)
      if space > 0 { places.append(Place(index: index, part: \.body, amount: -space)) }
      let gap = boxes[index].gap
      let before = text.units[max(0, range.lowerBound + index - 1)]
      if index > 0, gap < em / 2, elasticity.gapStretch(before, unit, em) > 0 {
        gaps.append(Place(index: index, part: \.gap, amount: -(em / 2 - gap)))
      }
    }
    let available = -(places + gaps).reduce(0) { $0 + $1.amount }
    let openings = openings()
    let widest = Int(Double(setting.size.emu) * LineCost.widestOpening)
    // A line torn wider than this reads worse than one that ends early.
    if slack - available > widest * openings.count, slack > LineBreaker.tolerance { return }
    rest -= give(rest, to: places)
    rest -= give(rest, to: gaps)
    spread(rest, openings)
  }

  private mutating func give(_ wanted: Int, to places: [Place]) -> Int {
    let total = -places.reduce(0) { $0 + $1.amount }
    guard total > 0, wanted > 0 else { return 0 }
    let given = min(wanted, total)
    var seen = 0
    for place in places {
      let before = given * seen / total
      seen -= place.amount
      boxes[place.index][keyPath: place.part] += given * seen / total - before
    }
    return given
  }

  /// The boundaries that may be opened, as indices of the boxes behind them.
  private func openings() -> [Int] {
    boxes.indices.dropFirst().filter {
      let index = range.lowerBound + $0
      return index < contentEnd && elasticity.opens(text.units[index - 1], text.units[index])
    }
  }

  private mutating func spread(_ amount: Int, _ places: [Int]) {
    guard let first = places.first else { return }
    guard setting.rules.contains(.alikeWithinStep) else {
      boxes[first].gap += amount
      return
    }
    for (number, index) in places.enumerated() {
      boxes[index].gap += amount * (number + 1) / places.count - amount * number / places.count
    }
  }
}
