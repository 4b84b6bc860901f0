import Pages
import Typography

/// Paper, type area, rows and cells (5.1 to 5.2.4).
extension Survey {
  mutating func paper() {
    paperSize()
    if form.isGridded {
      edges()
      grid()
      cells()
      addType(.bodyType, .fangsong, .three, plainBody.map(withoutArticleNumber))
    }
    insideArea()
    colours()
    if let limit = document.pageLimit {
      add(
        .pageLimit, .atMost(limit, unit: Unit.pages),
        .count(reading.pages.count, unit: Unit.pages))
    }
  }

  /// Lines of ordinary paragraphs.
  var plainBody: [SeenLine] { reading.elements(.body).filter { !$0.isInTable }.flatMap(\.lines) }

  /// A line without the words 第一条 at its beginning where they are in 黑体, as a 被印发件 prints them.
  private func withoutArticleNumber(_ line: SeenLine) -> SeenLine {
    guard line.glyphs.first?.text == "第",
      let end = line.glyphs.prefix(8).firstIndex(where: { $0.text == "条" }),
      line.glyphs[...end].allSatisfy({ !$0.isHan || isIn(.hei, $0) })
    else { return line }
    var line = line
    line.glyphs.removeFirst(end + 1)
    return line
  }

  /// Lines that stand on the rows of the grid: of the text's own size, not in a table, not placed
  /// by a seal or by the 版记.
  private var griddedLines: [SeenLine] {
    reading.elements.filter { element in
      switch element.part {
      case .body, .addressees, .annexNote, .annexMark, .attendance:
        return !element.isInTable
      case .documentNumber, .copyNumber, .secrecy, .urgency:
        // Those of a 信函 have their place by the double line (10.1).
        return form != .letter
      default: return element.isHeading && !element.isInTable
      }
    }.flatMap(\.lines).filter { $0.size == bodySize }
  }

  private mutating func paperSize() {
    let sizes = reading.pages.enumerated().map { ($1.width, $1.height, $0) }
    func distance(_ size: (Double, Double, Int)) -> Double {
      let upright = abs(size.0 - 210) + abs(size.1 - 297)
      return min(upright, abs(size.0 - 297) + abs(size.1 - 210))
    }
    guard let worst = sizes.max(by: { distance($0) < distance($1) }) else { return }
    let isA4 = distance(worst) <= Standard.tolerance
    let text = "\(Figures.plain(worst.0)) mm × \(Figures.plain(worst.1)) mm"
    add(
      .paperSize, .words(Words("210 mm × 297 mm", "210 mm × 297 mm")),
      .words(Words(text, text), conforms: isA4), page: isA4 ? nil : worst.2,
      note: .counted(sizes.count, Unit.pages))
  }

  /// The 版心's edges, by the lines that touch them.
  private mutating func edges() {
    let lines = griddedLines
    let further = Set(reading.elements.flatMap { $0.lines.dropFirst().map(\.key) })
    var tops: [(value: Double, page: Int)] = []
    var lefts: [(value: Double, page: Int)] = []
    var rights: [(value: Double, page: Int)] = []
    var heights: [(value: Double, page: Int)] = []
    for page in reading.pages.indices {
      let all = reading.pages[page].lines.filter { $0.artifact == nil }
      let own = lines.filter { $0.page == page }
      guard let first = own.min(by: { $0.top < $1.top }),
        let last = own.max(by: { $0.top < $1.top })
      else { continue }
      // A page that begins with a 标志 or a title says nothing of the upper edge.
      if !all.contains(where: { $0.top < first.top - 0.01 && $0.element != first.element }) {
        tops.append((first.top - halfLead, page))
        if rowNumber(of: last, under: first) == Standard.rows - 1 {
          heights.append((last.bottom - first.top + halfLead * 2, page))
        }
      }
      // Full lines: those that were broken, so that both ends touch the edges.
      let full = own.filter(\.continues)
      // The first line of a paragraph is indented; the one below it is not.
      let flush = full.filter { $0.glyphs.first?.isHan == true && further.contains($0.key) }
      if let left = flush.map(\.left).min() {
        // On a mirrored even page the binding edge is the right one.
        lefts.append((left - areaLeft(page) + Standard.left, page))
        let right = full.filter { $0.glyphs.last?.isHan == true }.map(\.right).max()
        if let right { rights.append((right - left, page)) }
      }
    }
    addWorst(.topEdge, Standard.top, within: Standard.edgeTolerance, tops, unit: Unit.pages)
    addWorst(.leftEdge, Standard.left, within: Standard.edgeTolerance, lefts, unit: Unit.pages)
    addWorst(.areaWidth, Standard.width, rights, unit: Unit.pages)
    if heights.isEmpty {
      add(
        .areaHeight, Words("225 mm", "225 mm"), verdict: .notApplicable,
        note: Words("没有满面", "no page is full"))
    } else {
      addWorst(.areaHeight, Standard.height, heights, unit: Unit.pages)
    }
  }

  private func rowNumber(of line: SeenLine, under first: SeenLine) -> Int {
    Figures.whole((line.top - first.top) / rowPitch)
  }

  /// Rows: how many, how far apart, and whether every line stands on one.
  private mutating func grid() {
    let lines = griddedLines
    guard let pitch else { return }
    var most = (count: 0, page: 0)
    var full = 0
    var worst = (value: 0.0, page: 0)
    let texts = Set(
      reading.elements.filter { $0.part == .body || $0.isHeading || $0.part == .addressees }
        .map(\.id))
    for (page, pitch) in pagePitches.sorted(by: { $0.key < $1.key }) {
      let isUsual = pitch >= 8.8 && pitch <= 12.4
      add(
        .rowPitch, .range(8.8...12.4, meaning: Words("为容下印章调整", "changed for the seal")),
        .length(pitch), page: page, note: Words("7.3.5.5", "7.3.5.5"),
        verdict: isUsual ? .convention : nil)
    }
    for page in reading.pages.indices {
      let own = lines.filter { $0.page == page }
      // The head of page one keeps the usual rows, whatever those of the text are.
      let isOwn = pagePitches[page] != nil
      let rest = isOwn ? own.filter { $0.element.map(texts.contains) ?? false } : own
      guard let first = rest.min(by: { $0.baseline < $1.baseline }) ?? own.first else { continue }
      let pitch = pagePitches[page] ?? pitch
      for line in rest {
        let rows = (line.baseline - first.baseline) / pitch
        let distance = abs(rows - rows.rounded()) * pitch
        if distance > worst.value { worst = (distance, page) }
        // Row 1 is the one whose line touches the upper edge.
        let row = Figures.whole((line.top - Standard.top) / pitch) + 1
        if row > most.count { most = (row, page) }
        full += row == Standard.rows ? 1 : 0
      }
    }
    // 5.2.3 and 5.2.2 allow adjustments in special cases: a paper that is to stay on one page. 25 pt
    // of leading is what still reads well.
    let isTightened = document.pageLimit != nil && pitch < 10.22 && pitch >= 8.8
    let tightened: ConformityReport.Verdict? = isTightened ? .convention : nil
    // What the 版心 holds at this pitch, to within half a row.
    let capacity = 1 + Figures.whole(((Standard.height - bodyEm) / pitch + 0.02).rounded(.down))
    let isTooDeep = most.count > capacity
    add(
      .rowsPerPage, .count(Standard.rows, unit: Unit.rows),
      .count(isTooDeep ? most.count : capacity, unit: Unit.rows), page: isTooDeep ? most.page : nil,
      note: Words("排到末行的\(full)面", "\(full) pages filled to the last row"),
      verdict: tightened)
    // 225 mm for 22 rows, with or without leading below the last; 3.2 itself gives 15/8 of a
    // character of 三号.
    add(
      .rowPitch, .range(10.22...10.6, meaning: Words("22行占满225 mm", "22 rows fill 225 mm")),
      .length(pitch), note: .counted(lines.count, Unit.lines), verdict: tightened)
    add(
      .rowsInGrid, .length(0, tolerance: Standard.tolerance, meaning: nil), .length(worst.value),
      page: worst.value > Standard.tolerance ? worst.page : nil,
      note: .counted(lines.count, Unit.lines))
  }

  /// The distance between neighbouring characters, and how many of them a full line holds.
  private mutating func cells() {
    var steps: [(value: Double, page: Int)] = []
    var widths: [(value: Double, page: Int)] = []
    for element in reading.elements where !element.isInTable && element.part == .body {
      for (index, line) in element.lines.enumerated() where line.continues && line.size == bodySize
      {
        for (left, right) in zip(line.glyphs, line.glyphs.dropFirst()) {
          if left.isHan, right.isHan { steps.append((right.x - left.x, line.page)) }
        }
        guard index > 0, let first = line.glyphs.first, let last = line.glyphs.last,
          first.isHan, last.isHan
        else { continue }
        widths.append((last.x - first.x, line.page))
      }
    }
    guard !steps.isEmpty else { return }
    // Beside Latin letters and compressed marks a line may give way; most of its characters do not.
    let usual = SeenLine.most(steps.map { ($0.value * 1000).rounded() }) / 1000
    add(
      .cellPitch,
      .length(Standard.cell, tolerance: 0.05, meaning: Words("156 mm÷28", "156 mm ÷ 28")),
      .length(usual), note: .counted(steps.count, Unit.places))
    guard usual > 0, !widths.isEmpty else {
      add(
        .cellsPerLine, Words("28字", "28 characters"), verdict: .notApplicable,
        note: Words("没有两端都是汉字的满行", "no full line with Chinese characters at both ends"))
      return
    }
    let counts = widths.map { (count: Figures.whole($0.value / usual) + 1, page: $0.page) }
    let worst = counts.max { abs($0.count - 28) < abs($1.count - 28) } ?? counts[0]
    add(
      .cellsPerLine, .count(Standard.cells, unit: Unit.characters),
      .count(worst.count, unit: Unit.characters), page: worst.count == 28 ? nil : worst.page,
      note: .counted(counts.count, Unit.lines))
  }

  /// Nothing but the page number, a stamp and the 信函's double lines lies outside.
  private mutating func insideArea() {
    var outside: [Int] = []
    var total = 0
    for (index, page) in reading.pages.enumerated() {
      let area = page.width > page.height ? landscapeMargins : margins
      let shift = form.isGridded ? areaLeft(index) - Standard.left : 0
      for line in page.lines where isText(line.artifact) {
        guard let ink = line.ink else { continue }
        total += 1
        if !area.holds(ink, shift) { outside.append(index) }
      }
      for rule in page.rules where isText(rule.artifact) && !isLetterRule(rule) {
        total += 1
        let ink = InkArea(left: rule.x, top: rule.y, right: rule.right, bottom: rule.bottom)
        if !area.holds(ink, shift) { outside.append(index) }
      }
    }
    addCount(.insideArea, wrong: outside, of: total, unit: Unit.places)
  }

  private func isText(_ artifact: ItemRole.Artifact?) -> Bool {
    switch artifact {
    case .pageNumber, .stamp, .guide: false
    default: true
    }
  }

  private func isLetterRule(_ rule: SeenRule) -> Bool {
    form == .letter && rule.artifact == .redRule
  }

  /// What text must stay in, from the sheet's corner: the 版心, or the margins of forms and reports
  /// (25.4, 25.4, 30 and 24 mm).
  private var margins: TextArea {
    form.isGridded
      ? TextArea(left: 28, top: letterTop, right: 184, bottom: 262)
      : TextArea(left: 30, top: 25.4, right: 186, bottom: 271.6)
  }
  private var landscapeMargins: TextArea {
    TextArea(left: 25.4, top: 30, right: 271.6, bottom: 186)
  }
  /// A 信函's 标志 stands 30 mm below the sheet's upper edge, in the white edge (10.1).
  private var letterTop: Double { form == .letter ? 30 : Standard.top }

  private struct TextArea {
    var left, top, right, bottom: Double
    func holds(_ ink: InkArea, _ shift: Double) -> Bool {
      let slack = Standard.faceTolerance
      return ink.left >= left + shift - slack && ink.right <= right + shift + slack
        && ink.top >= top - slack && ink.bottom <= bottom + slack
    }
  }

  /// 5.2.4: black, save the 标志 and the red rules.
  private mutating func colours() {
    var wrong: [Int] = []
    var total = 0
    for element in reading.elements where element.part != .sign && element.part != .signWord {
      for line in element.lines {
        total += line.glyphs.count
        wrong += line.glyphs.filter { $0.colour != .black }.map { _ in line.page }
      }
    }
    guard form.isOfficial else { return }
    addCount(.textColour, wrong: wrong, of: total, unit: Unit.characters)
  }
}
