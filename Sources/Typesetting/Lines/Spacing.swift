import Document
import Typography

/// Step 5: what stands between units and can give: Han–Latin gaps (std:T-24), padding of Latin
/// runs (std:T-25), adjacent marks (std:T-12), blanks, comb boxes and spread labels.
struct LineSpacer {
  let setting: ParagraphSetting
  var isGrid: Bool { if case .grid = setting.mode { true } else { false } }

  func space(_ text: inout LineText) {
    setCombs(&text)
    if setting.rules.contains(.evenSpacing) { spreadLabels(&text) }
    if setting.rules.contains(.standardWidths) { pairQuestionMarks(&text) }
    tuckRaisedMarks(&text)
    if !isGrid {
      setGaps(&text)
    } else if setting.rules.contains(.gridPadding) {
      padLatinRuns(&text)
    }
    setBlanks(&text)
  }

  /// ？！ side by side share a cell, three take two (std:T-8; GB/T 15834, 5.1.2).
  private func pairQuestionMarks(_ text: inout LineText) {
    var start = 0
    while start < text.units.count {
      var end = start + 1
      guard text.units[start].kind == .question else {
        start = end
        continue
      }
      while end < text.units.count, text.units[end].kind == .question { end += 1 }
      let isEven = (end - start).isMultiple(of: 2)
      if end - start > 1 {
        for index in start..<(isEven ? end : end - 1) { text.units[index].trail = 0 }
      }
      start = end
    }
  }

  /// A footnote's mark behind 。 or ） stands over the blank half of that mark.
  private func tuckRaisedMarks(_ text: inout LineText) {
    for index in text.units.indices.dropFirst()
    where text.style(index).isRaised && text.units[index - 1].kind.hasTrailingBlank {
      text.units[index - 1].trail = 0
    }
  }

  // MARK: Latin beside Han

  private func setGaps(_ text: inout LineText) {
    for index in text.units.indices.dropFirst() {
      let before = text.units[index - 1]
      let after = text.units[index]
      if text.units[index].breakBefore == .impossible || after.breakBefore == .mandatory {
        continue
      }
      let em = min(text.style(index - 1).size, text.style(index).size).emu
      if setting.rules.contains(.latinGap),
        (before.isHan && after.takesGap) || (before.takesGap && after.isHan)
      {
        text.units[index].gap = Int32(em / 4)
      }
      // Of two adjacent marks, one a bracket, the blank away from the enclosed text goes.
      guard setting.rules.contains(.adjacentMarks),
        before.kind.isBracket || after.kind.isBracket
      else { continue }
      if after.kind.hasLeadingBlank, before.kind.hasTrailingBlank || before.kind.hasLeadingBlank {
        text.units[index].lead = 0
      } else if before.kind.hasTrailingBlank, after.kind.hasTrailingBlank {
        text.units[index - 1].trail = 0
      }
    }
  }

  private func padLatinRuns(_ text: inout LineText) {
    let cell = LineShaper.cell(setting, setting.size)
    for index in text.units.indices where joinsRun(index, text) {
      text.units[index].isPadded = true
    }
    var start = 0
    while start < text.units.count {
      guard text.units[start].isPadded else {
        start += 1
        continue
      }
      var end = start + 1
      var width = text.units[start].width
      while end < text.units.count, text.units[end].isPadded,
        text.units[end].breakBefore != .mandatory
      {
        width += text.units[end].width
        end += 1
      }
      let pad = Self.pad(width, cell)
      let left = leftShare(of: pad, start..<end, text)
      // A run before it may have left its rest there.
      text.units[start].gap += Int32(clamping: left)
      var run = LatinRun(units: start..<end)
      var behind = end
      if isHugged(start..<end, text) {
        behind = text.behindMarks(end)
        run.rest = pad - left
      }
      if behind < text.units.count { text.units[behind].gap += Int32(clamping: pad - left) }
      text.latinRuns.append(run)
      start = end
    }
  }

  /// Half of a run's padding stands on each side. Behind a mark whose own blank is already a gap
  /// (，3年; 附件：1.) all of it stands on the other side, so that both gaps look alike. Before a
  /// mark that has no blank of its own there (2026。) none does, as beside marks in running text
  /// (std:T-24): up to half a cell stands before the run, the rest behind the mark, for no gap
  /// inside a line should look like a blank. Between brackets both sides have their half.
  private func leftShare(of pad: Int, _ run: Range<Int>, _ text: LineText) -> Int {
    guard run.lowerBound > 0 else { return pad / 2 }
    let isHugged = isHugged(run, text)
    switch text.units[run.lowerBound - 1].kind {
    case .comma, .stop, .colon, .question: return isHugged ? pad / 2 : 0
    default: return isHugged ? min(pad, LineShaper.cell(setting, setting.size) / 2) : pad / 2
    }
  }

  /// Whether the mark behind a run stands close to it.
  private func isHugged(_ run: Range<Int>, _ text: LineText) -> Bool {
    run.lowerBound > 0 && run.upperBound < text.units.count
      && text.units[run.upperBound].kind.hasTrailingBlank
      && !text.units[run.lowerBound - 1].kind.hasLeadingBlank
  }

  /// 9:00—11:30, ￥5 and 25℃ are one run each, though a sign in them is full-width.
  private func joinsRun(_ index: Int, _ text: LineText) -> Bool {
    let unit = text.units[index]
    func isLatin(_ place: Int) -> Bool {
      text.units.indices.contains(place) && text.units[place].isLatin
    }
    if unit.isLatin { return true }
    switch unit.kind {
    case .connector, .shortConnector: return isLatin(index - 1) && isLatin(index + 1)
    case .prefix: return isLatin(index + 1)
    case .suffix: return isLatin(index - 1)
    default: return false
    }
  }

  /// What fills a width up to whole cells; a hair too much counts as nothing.
  static func pad(_ width: Int, _ cell: Int) -> Int {
    guard cell > 0 else { return 0 }
    let hair = cell / 400
    let over = width % cell
    return over <= hair ? 0 : cell - over
  }

  // MARK: Things that are no text

  private func setCombs(_ text: inout LineText) {
    for number in text.combs.indices {
      let units = text.combs[number].units
      let em = text.style(units.lowerBound).size
      // 5.2 mm a box where the measure has room, never less than the type needs.
      let fitting = setting.measure / max(1, units.count)
      let box = max(em.scaled(11, 10), min(.mm(5.2), fitting))
      text.combs[number].box = box
      for index in units {
        let natural = Int(text.units[index].body)
        text.units[index].body = Int32(clamping: box.emu)
        text.units[index].shift = Int32(clamping: (box.emu - natural) / 2)
      }
    }
  }

  /// 分散对齐 (std:T-28): a label is spread to a number of 字.
  private func spreadLabels(_ text: inout LineText) {
    var start = 0
    while start < text.units.count {
      let source = text.units[start].source
      var end = start + 1
      while end < text.units.count, text.units[end].source == source { end += 1 }
      defer { start = end }
      guard let cells = text.sources[Int(source)].spreadCells else { continue }
      let cell = LineShaper.cell(setting, text.style(start).size)
      let natural = text.units[start..<end].reduce(0) { $0 + $1.width }
      let slack = min(max(0, cells), 1000) * cell - natural
      guard slack > 0 else { continue }
      let gaps = end - start - 1
      if gaps == 0 {
        text.units[start].lead += Int32(clamping: slack / 2)
        text.units[start].trail += Int32(clamping: slack - slack / 2)
      }
      for place in 0..<gaps {
        let share = slack * (place + 1) / gaps - slack * place / gaps
        text.units[start + place].trail += Int32(clamping: share)
      }
    }
  }

  private func setBlanks(_ text: inout LineText) {
    let room = setting.measure - max(setting.firstIndent, setting.hangingIndent)
    for blank in text.blanks {
      let inner = blank.units.dropFirst().dropLast()
      var content = 0
      if !blank.isEmpty {
        for index in inner { content += text.units[index].width + Int(text.units[index].gap) }
        content += Int(text.units[blank.units.upperBound - 1].gap)
      }
      var width = min(blank.minimumWidth.emu, max(0, room.emu))
      if setting.narrowsBlanks { width = min(width, setting.size.emu * 8) }
      if isGrid, !blank.isExact {
        width += LineSpacer.pad(width, LineShaper.cell(setting, setting.size))
      }
      var filler = max(0, width - content)
      if isGrid, content > width {
        filler = LineSpacer.pad(content, LineShaper.cell(setting, setting.size))
      }
      let first = blank.units.lowerBound
      let last = blank.units.upperBound - 1
      text.units[first].grows = blank.isEmpty && !blank.isExact
      text.units[first].fills = blank.fills
      text.units[last].fills = blank.fills
      if blank.isEmpty {
        text.units[first].body = Int32(clamping: width)
      } else {
        text.units[first].body = Int32(clamping: filler / 2)
        text.units[last].body = Int32(clamping: filler - filler / 2)
      }
    }
  }
}

extension LineText {
  /// The first unit from `index` on that is no mark with a blank behind it.
  func behindMarks(_ index: Int) -> Int {
    var behind = index
    while behind < units.count, units[behind].kind.hasTrailingBlank { behind += 1 }
    return behind
  }
}

extension LineUnit {
  var isHan: Bool { kind == .han || kind == .iteration }
  /// Whether a Han beside it stands off (std:T-24).
  var takesGap: Bool {
    guard isLatin else { return false }
    switch kind {
    case .letter, .digit, .prefix, .suffix: return true
    default: return false
    }
  }
}
