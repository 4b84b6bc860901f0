import Document
import Fonts
import Pages
import Typography

/// Step 8: fitted boxes become marks: glyph runs, rules, dots, comb boxes.
struct LineSetter {
  let text: LineText
  let setting: ParagraphSetting
  let glyphs: any GlyphSource
  let range: Range<Int>
  let continues: Bool

  private var marks: [Mark] = []
  private var run = OpenRun()
  /// Where a reader expects the next glyph, and how wide its em is.
  private var expected: (x: Int, em: Int)?
  private var hasGaps = false
  private var inkEnd = 0
  private var rightEdge = 0

  init(
    _ text: LineText, _ setting: ParagraphSetting, _ glyphs: any GlyphSource, _ range: Range<Int>,
    continues: Bool
  ) {
    self.text = text
    self.setting = setting
    self.glyphs = glyphs
    self.range = range
    self.continues = continues
  }

  static func set(
    _ text: LineText, _ setting: ParagraphSetting, _ glyphs: any GlyphSource, _ range: Range<Int>,
    room: Int, isLast: Bool
  ) -> ComposedLine {
    var setter = LineSetter(
      text, setting, glyphs, range, continues: range.upperBound < text.units.count)
    let fitter = LineFitter(text, setting, range, room: room, isLast: isLast)
    return setter.line(fitter, room)
  }

  private mutating func line(_ fitter: LineFitter, _ room: Int) -> ComposedLine {
    let indent = LineBreaker.indent(setting, range.lowerBound)
    rightEdge = indent + room
    let width = fitter.width
    let offset =
      switch setting.alignment {
      case .justified: setting.isTitle ? (room - width) / 2 : 0
      case .left: 0
      case .centre: (room - width) / 2
      case .right: room - width
      }
    let left = indent + offset
    let edges = place(fitter, left)
    closeRun()
    drawUnderlines(edges, fitter)
    drawDots(edges, fitter)
    drawCombs(edges)
    let size = largestSize
    let string = text.text(range)
    let fragment = Fragment(
      marks, actualText: hasGaps && !string.isEmpty ? string : nil, continues: continues)
    return ComposedLine(
      fragment: fragment, ascent: size.scaled(88, 100), descent: size.scaled(12, 100),
      width: Length(emu: max(inkEnd, left)), indent: Length(emu: left),
      anchors: anchors(edges), text: string)
  }

  private var largestSize: Length {
    guard text.styles.count > 1 else { return text.styles.first?.size ?? setting.size }
    return range.map { text.style($0).size }.max() ?? setting.size
  }

  /// Sets the glyphs; returns the left edge of each unit and the line's right end.
  private mutating func place(_ fitter: LineFitter, _ left: Int) -> [Int] {
    var edges: [Int] = []
    edges.reserveCapacity(range.count + 1)
    run.glyphs.reserveCapacity(range.count + 8)
    run.scalars.reserveCapacity(range.count + 8)
    var x = left
    for (number, box) in fitter.boxes.enumerated() {
      x += box.gap
      edges.append(x)
      setGlyphs(range.lowerBound + number, at: x + box.lead)
      x += box.lead + box.body + box.trail
      if text.units[range.lowerBound + number].kind != .space, box.width > 0 { inkEnd = x }
    }
    edges.append(x)
    return edges
  }

  private mutating func setGlyphs(_ index: Int, at x: Int) {
    let unit = text.units[index]
    guard unit.face >= 0 else {
      if unit.width > 0 { hasGaps = true }
      return
    }
    let style = text.style(index)
    let metrics = text.metrics(of: unit.face)
    let upem = metrics.unitsPerEm
    let em = style.size.emu
    var pen = x + Int(unit.shift)
    openRun(
      FaceID(index: Int(unit.face)), style, Int(unit.scale), at: pen,
      raised: metrics.rise * em / upem + style.raise.emu)
    if unit.scale != 1000 { hasGaps = true }
    let scalars = text.scalars[unit.scalarRange]
    if unit.glyphCount > 0 { run.scalars.append(contentsOf: scalars) }
    var shown = String(scalars: scalars)
    for index in unit.glyphRange {
      let glyph = text.glyphs[index]
      let advance = glyph.xAdvance * em / upem
      let origin = pen + glyph.xOffset * em / upem
      note(origin, em)
      run.glyphs.append(
        Glyph(
          id: glyph.glyph,
          offset: Point(
            x: Length(emu: origin) - run.origin.x, y: Length(emu: -glyph.yOffset * em / upem)),
          advance: Length(emu: advance), text: shown))
      // The second and later glyphs of a cluster stand for nothing of their own.
      shown = ""
      pen += advance
      expected = (pen, em)
    }
  }

  /// Readers take a gap of about an eighth of an em for a blank, and an overlap for disorder.
  private mutating func note(_ x: Int, _ em: Int) {
    guard let expected else { return }
    let gap = x - expected.x
    if gap > expected.em / 10 || gap < -expected.em / 10 { hasGaps = true }
  }

  /// Glyphs that go into one `GlyphRun`, gathered before it is made.
  private struct OpenRun {
    var face = FaceID(index: -1)
    var size = Length.zero
    var ink = Ink.black
    var widthScale = 1000
    var origin = Point.zero
    var glyphs: [Glyph] = []
    var scalars: [Unicode.Scalar] = []
  }

  private mutating func openRun(
    _ face: FaceID, _ style: LineStyle, _ scale: Int, at x: Int, raised: Int
  ) {
    if run.face == face, run.size == style.size, run.ink == style.ink, run.widthScale == scale {
      return
    }
    closeRun()
    run.face = face
    run.size = style.size
    run.ink = style.ink
    run.widthScale = scale
    run.origin = Point(x: Length(emu: x), y: Length(emu: -raised))
  }

  private mutating func closeRun() {
    guard !run.glyphs.isEmpty else { return }
    marks.append(
      .glyphs(
        GlyphRun(
          face: run.face, size: run.size, ink: run.ink, origin: run.origin,
          widthScale: run.widthScale, glyphs: run.glyphs.map { $0 },
          text: String(scalars: run.scalars[...]))))
    run.face = FaceID(index: -1)
    run.glyphs.removeAll(keepingCapacity: true)
    run.scalars.removeAll(keepingCapacity: true)
  }

  private func anchors(_ edges: [Int]) -> [(anchor: Anchor, x: Length)] {
    let isEnd = range.upperBound == text.units.count
    var low = 0
    var high = text.anchors.count
    while low < high {
      let middle = (low + high) / 2
      if text.anchors[middle].before < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return text.anchors[low...].prefix {
      $0.before < range.upperBound || (isEnd && $0.before == range.upperBound)
    }.map { ($0.anchor, Length(emu: edges[$0.before - range.lowerBound])) }
  }

  /// The spans that touch the line; spans stand in the order of their ends.
  private func overlapping<Span>(
    _ spans: [Span], _ units: KeyPath<Span, Range<Int>>
  ) -> [Span] {
    var low = 0
    var high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if spans[middle][keyPath: units].upperBound <= range.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return Array(spans[low...].prefix { $0[keyPath: units].lowerBound < range.upperBound })
  }

  // MARK: Below the line

  /// Underlines and the rules of blanks, unbroken over all that stands on them.
  private mutating func drawUnderlines(_ edges: [Int], _ fitter: LineFitter) {
    if text.styles.contains(where: \.isUnderlined) { underlineText(edges, fitter) }
    for blank in overlapping(text.blanks, \.units) {
      let part = blank.units.clamped(to: range)
      var end = rightEnd(before: part.upperBound - range.lowerBound, edges, fitter)
      // A blank that takes the line's rest does so on every line that it runs over.
      if blank.fills, blank.units.upperBound > range.upperBound { end = max(end, rightEdge) }
      drawRule(edges[part.lowerBound - range.lowerBound], end, part.lowerBound)
    }
  }

  private mutating func underlineText(_ edges: [Int], _ fitter: LineFitter) {
    let styled = range.map { text.style($0).isUnderlined }
    var start = 0
    while start < styled.count {
      var end = start + 1
      while end < styled.count, styled[end] == styled[start] { end += 1 }
      if styled[start] {
        drawRule(edges[start], rightEnd(before: end, edges, fitter), range.lowerBound + start)
      }
      start = end
    }
  }

  /// The right edge of the box before a place on the line, without the gap that follows it.
  private func rightEnd(before number: Int, _ edges: [Int], _ fitter: LineFitter) -> Int {
    edges[number] - (number < fitter.boxes.count ? fitter.boxes[number].gap : 0)
  }

  /// Half a point thick, its upper edge 0.16 em below the baseline, clear of the em-box.
  private mutating func drawRule(_ from: Int, _ to: Int, _ index: Int) {
    guard to > from else { return }
    let style = text.style(index)
    inkEnd = max(inkEnd, to)
    marks.append(
      .rule(
        Rect(
          x: Length(emu: from), y: style.size.scaled(16, 100), width: Length(emu: to - from),
          height: .pt(0.5)), style.ink))
  }

  /// 着重号: below each character, none below marks (std:T-30); below an underline, if any.
  private mutating func drawDots(_ edges: [Int], _ fitter: LineFitter) {
    guard text.styles.contains(where: \.isDotted) else { return }
    for (number, box) in fitter.boxes.enumerated() {
      let index = range.lowerBound + number
      let unit = text.units[index]
      let style = text.style(index)
      guard style.isDotted, unit.isHan || unit.kind == .letter || unit.kind == .digit,
        box.body > 0
      else { continue }
      let radius = style.size.scaled(7, 100)
      let y = style.size.scaled(style.isUnderlined ? 32 : 26, 100)
      let x = edges[number] + box.lead + box.body / 2
      marks.append(.path(.circle(Point(x: Length(emu: x), y: y), radius), style.ink))
    }
  }

  private mutating func drawCombs(_ edges: [Int]) {
    for comb in overlapping(text.combs, \.units) {
      let part = comb.units.clamped(to: range)
      let style = text.style(part.lowerBound)
      let height = min(comb.box, max(style.size.scaled(11, 10), setting.pitch - .pt(1)))
      // The box's middle is the em-box's middle, 0.38 em above the baseline.
      let top = -style.size.scaled(38, 100) - height / 2
      let left = Length(emu: edges[part.lowerBound - range.lowerBound])
      let right = Length(emu: edges[part.upperBound - range.lowerBound])
      let line = Length.pt(0.5)
      for y in [top, top + height - line] {
        marks.append(
          .rule(Rect(x: left, y: y, width: right - left, height: line), style.ink))
      }
      for unit in part.lowerBound...part.upperBound {
        let x = Length(emu: edges[unit - range.lowerBound]) - line / 2
        marks.append(.rule(Rect(x: x, y: top, width: line, height: height), style.ink))
      }
      hasGaps = true
      inkEnd = max(inkEnd, right.emu)
    }
  }
}

extension Path {
  /// A circle of four cubic curves.
  static func circle(_ centre: Point, _ radius: Length) -> Path {
    let k = radius.scaled(5523, 10_000)
    func at(_ x: Length, _ y: Length) -> Point { centre + Point(x: x, y: y) }
    return Path([
      .move(at(radius, .zero)),
      .curve(at(radius, k), at(k, radius), at(.zero, radius)),
      .curve(at(-k, radius), at(-radius, k), at(-radius, .zero)),
      .curve(at(-radius, -k), at(-k, -radius), at(.zero, -radius)),
      .curve(at(k, -radius), at(radius, -k), at(radius, .zero)),
      .close,
    ])
  }
}
