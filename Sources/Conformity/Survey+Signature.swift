import Pages
import Typography

/// 发文机关署名, 成文日期, 印章, 附注 (7.3.5, 7.3.6).
extension Survey {
  mutating func signature() {
    guard form.isGridded else { return }
    let date = reading.lines(.date).last
    if let date { dateForm(date) }
    if reading.seals.isEmpty {
      let isUnsealed = document.official?.isSealed == false && form != .minutes
      if isUnsealed, document.official?.signers.isEmpty == true { unsealed(date) }
    } else if form != .order {
      sealed(date)
    }
    note(date)
    stamp()
  }

  private mutating func dateForm(_ date: SeenLine) {
    let conforms = WrittenDate.conforms(date.text)
    guard let conforms else {
      add(
        .dateForm, Words("2025年7月8日", "2025年7月8日"), verdict: .notApplicable,
        note: Words("日期留待手写", "left to be written by hand"))
      return
    }
    let text = date.text.shortened
    add(
      .dateForm, .words(Words("2025年7月8日", "2025年7月8日")),
      .words(Words(text, text), conforms: conforms), page: date.page)
  }

  // MARK: With seals

  /// A name under its seal: its lines, and the date under the last one.
  private struct Sealed {
    var seal: SeenSeal
    var name: [SeenLine]
    var date: SeenLine?

    var texts: [SeenLine] { name + (date.map { [$0] } ?? []) }
    var nameCentre: Double {
      ((name.map(\.left).min() ?? 0) + (name.map(\.right).max() ?? 0)) / 2
    }
  }

  private var sealRadius: Double {
    (document.official?.sealDiameter ?? .mm(45)).millimetres / 2
  }

  private mutating func sealed(_ date: SeenLine?) {
    let names = reading.elements(.signatory)
    let last = reading.seals.indices.last
    var groups: [Sealed] = []
    for (index, seal) in reading.seals.enumerated() {
      // The name nearest to the seal's centre is the one that it belongs to.
      func distance(_ element: SeenElement) -> Double {
        guard let line = element.lines.first else { return .infinity }
        return abs(line.centre - seal.x) + abs(line.baseline - seal.y)
      }
      let own = names.filter { $0.page == seal.page }.min { distance($0) < distance($1) }
      let isOnPage = date?.page == seal.page
      groups.append(
        Sealed(seal: seal, name: own?.lines ?? [], date: index == last && isOnPage ? date : nil))
    }
    guard let final = groups.last else { return }
    if let date { datePlace(date, final) }
    centredSeals(groups)
    pressed(groups)
    sealPlaces(groups)
    sealRows()
  }

  /// 4 字 from the right, which seals standing three in a row leave no room for.
  private mutating func datePlace(_ date: SeenLine, _ final: Sealed) {
    guard WrittenDate.conforms(date.text) != nil else { return }
    let seals = reading.seals.filter { abs($0.y - final.seal.y) < sealRadius }
    let indent = areaRight(date.page) - date.right
    if seals.count < 3, reading.seals.count < 3 {
      add(
        .dateIndent,
        .length(Standard.cell * 4, tolerance: Standard.faceTolerance, meaning: .cells(4)),
        .length(indent), page: date.page)
    } else {
      add(
        .dateIndent,
        .range(
          0...Standard.width, meaning: Words("一般4字；多排印章时在末枚之下", "4 字 as a rule")),
        .length(indent), page: date.page)
    }
    guard reading.seals.count == 1, !final.name.isEmpty else { return }
    add(
      .nameOnDate, .length(0, tolerance: Standard.faceTolerance, meaning: .centred),
      .length(final.nameCentre - date.centre), page: date.page)
  }

  private mutating func centredSeals(_ groups: [Sealed]) {
    addWorst(
      .sealCentred, 0, within: Standard.faceTolerance, meaning: .centred,
      groups.filter { !$0.name.isEmpty }.map { ($0.seal.x - $0.nameCentre, $0.seal.page) },
      unit: Unit.seals)
    // Names of a row end on one baseline: the highest of them, and the date, are what is centred.
    guard let final = groups.last, !final.name.isEmpty else { return }
    let row = groups.filter {
      $0.seal.page == final.seal.page && abs($0.seal.y - final.seal.y) < sealRadius
    }
    let texts = row.flatMap(\.texts)
    let middle = ((texts.map(\.top).min() ?? 0) + (texts.map(\.bottom).max() ?? 0)) / 2
    add(
      .sealOffset, .range(0.01...4, meaning: Words("稍低于中心", "a little below")),
      .length(middle - final.seal.y), page: final.seal.page)
  }

  /// Each seal covers its name, the last one the date as well, and nothing else.
  private mutating func pressed(_ groups: [Sealed]) {
    var unpressed: [Int] = []
    var total = 0
    var covered: [Int] = []
    for group in groups {
      let seal = group.seal
      total += group.texts.count
      for line in group.texts {
        let isMet = line.ink?.meets(x: seal.x, y: seal.y, radius: sealRadius) ?? false
        if !isMet { unpressed.append(seal.page) }
      }
      let others = reading.elements.filter { $0.part != .signatory && $0.part != .date }
        .flatMap(\.lines).filter { $0.page == seal.page }
      for line in others where line.ink?.meets(x: seal.x, y: seal.y, radius: sealRadius) ?? false {
        covered.append(line.page)
      }
    }
    addCount(.sealPresses, wrong: unpressed, of: total, unit: Unit.lines)
    addCount(.sealClear, wrong: covered, of: groups.count, unit: Unit.seals)
    guard let first = groups.min(by: { $0.seal.y < $1.seal.y }) else { return }
    let top = first.seal.y - sealRadius
    let above = reading.elements.filter {
      $0.part != .signatory && $0.part != .date && $0.part != .note
    }.flatMap(\.lines).filter { $0.page == first.seal.page && $0.bottom < first.seal.y }
    if let line = above.max(by: { $0.bottom < $1.bottom }) {
      add(
        .sealGap, .range(0...rowPitch, meaning: Words("一行之内", "within one row")),
        .length(top - line.bottom), page: line.page)
    } else {
      add(
        .sealGap, .words(Words("与正文同面", "on a page with text")),
        .words(Words("同面没有正文", "no text on the page"), conforms: false),
        page: first.seal.page)
    }
  }

  private mutating func sealPlaces(_ groups: [Sealed]) {
    let outside = groups.filter { group in
      let seal = group.seal
      return seal.x - sealRadius < areaLeft(seal.page) - 0.01
        || seal.x + sealRadius > areaRight(seal.page) + 0.01
    }
    addCount(
      .sealInside, wrong: outside.map(\.seal.page), of: groups.count, unit: Unit.seals)
    guard groups.count > 1 else { return }
    var nearest = Double.infinity
    for (index, a) in groups.enumerated() {
      for b in groups[(index + 1)...] where a.seal.page == b.seal.page {
        let (dx, dy) = (a.seal.x - b.seal.x, a.seal.y - b.seal.y)
        nearest = min(nearest, (dx * dx + dy * dy).squareRoot() - sealRadius * 2)
      }
    }
    if nearest.isFinite {
      add(
        .sealsApart,
        .range(0.01...Standard.width, meaning: Words("不相交、不相切", "neither crossing nor touching")),
        .length(nearest), page: groups[0].seal.page, note: .counted(groups.count, Unit.seals))
    }
  }

  /// Rows of seals: level, three at most.
  private mutating func sealRows() {
    guard reading.seals.count > 1 else { return }
    var rows: [[SeenSeal]] = []
    for seal in reading.seals {
      if let last = rows.last?.last, last.page == seal.page, abs(last.y - seal.y) < sealRadius {
        rows[rows.count - 1].append(seal)
      } else {
        rows.append([seal])
      }
    }
    let offsets = rows.flatMap { row in
      row.map { (value: $0.y - (row.first?.y ?? 0), page: $0.page) }
    }
    addWorst(.sealsAligned, 0, meaning: Words("齐平", "level"), offsets, unit: Unit.seals)
    let most = rows.map(\.count).max() ?? 0
    add(
      .sealsInRow, .atMost(3, unit: Unit.seals), .count(most, unit: Unit.seals),
      page: reading.seals[0].page)
  }

  // MARK: Without seals

  private mutating func unsealed(_ date: SeenLine?) {
    let names = reading.lines(.signatory)
    guard let first = names.first, let last = names.last else { return }
    if let above = textAbove(first) {
      add(
        .unsealedRows, .count(1, unit: Unit.rows),
        .count(emptyRows(from: above.bottom, to: first.top), unit: Unit.rows), page: first.page)
    }
    let two = Standard.cell * 2
    guard let date, date.page == last.page else { return }
    // The longer of the two keeps 2 字 from the right; the other follows it.
    let isDateLonger = date.right - date.left > last.right - last.left
    let longer = isDateLonger ? date : last
    add(
      .unsealedIndent, .length(two, tolerance: Standard.faceTolerance, meaning: .cells(2)),
      .length(areaRight(longer.page) - longer.right(near: areaRight(longer.page) - two)),
      page: longer.page,
      subject: isDateLonger ? Words("成文日期", "成文日期") : Words("署名", "署名"))
    add(
      .unsealedDate,
      .length(
        two, tolerance: Standard.faceTolerance,
        meaning: Words("首字比署名首字右移2字", "2 字 right of the name's first character")),
      .length(date.left - last.left), page: date.page)
  }

  // MARK: 附注

  private mutating func note(_ date: SeenLine?) {
    guard form.isOfficial, let element = reading.elements(.note).first,
      let first = element.lines.first
    else { return }
    if let date, date.page == first.page {
      let rows = emptyRows(from: date.bottom, to: first.top)
      let isDodging = rows > 0 && wouldMeetSeal(element, below: date)
      add(
        .noteRow, .count(0, unit: Unit.rows), .count(rows, unit: Unit.rows), page: first.page,
        note: isDodging ? Words("让开印章", "clear of the seal") : nil,
        verdict: isDodging ? .convention : nil)
    }
    let edge = areaLeft(first.page)
    let two = Standard.cell * 2
    add(
      .noteIndent, .length(two, tolerance: Standard.tolerance, meaning: .cells(2)),
      .length(first.left(near: edge + two) - edge), page: first.page)
    let text = element.text
    let isBracketed = text.hasPrefix("（") && text.hasSuffix("）")
    add(
      .noteBrackets, .words(Words("（……）", "（……）")),
      .words(Words(text.shortened, text.shortened), conforms: isBracketed), page: first.page)
  }

  /// Whether a 附注 on the row below the date would lie under a seal.
  private func wouldMeetSeal(_ note: SeenElement, below date: SeenLine) -> Bool {
    guard let first = note.lines.first else { return false }
    let shift = date.baseline + rowPitch - first.baseline
    return note.lines.contains { line in
      guard var ink = line.ink else { return false }
      ink.top += shift
      ink.bottom += shift
      // A little air beside the seal, or it touches.
      ink.right += 2
      return reading.seals.contains {
        $0.page == line.page && ink.meets(x: $0.x, y: $0.y, radius: sealRadius)
      }
    }
  }
}
