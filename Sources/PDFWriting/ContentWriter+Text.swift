import Pages
import Typography

/// What a content stream's text operators have set so far. Font, scale and spacing outlive a text
/// object; position and matrix do not.
struct TextState {
  var font: Int?
  /// Thousandths of a point.
  var size = 0
  /// Thousandths; `Tz` is a tenth of it.
  var scale = 1000
  /// `Tc` in units of 10⁻⁵ pt before scaling.
  var spacing = 0
  var isOpen = false
  var turn = Turn.none
  /// The line's start as `Td` counts from it, in thousandths of a point.
  var x = 0
  var y = 0
}

/// How a line of text stands on the sheet.
enum Turn {
  case none
  /// A mark of vertical text.
  case clockwise
  /// A line of a landscape page.
  case counterclockwise

  init(_ run: GlyphRun, of item: PlacedItem) {
    switch (run.isRotated, item.isTurned) {
    case (false, true): self = .counterclockwise
    case (true, false): self = .clockwise
    default: self = .none
    }
  }

  /// The first four numbers of a text matrix.
  var matrix: String {
    switch self {
    case .none: "1 0 0 1 "
    case .clockwise: "0 -1 1 0 "
    case .counterclockwise: "0 1 -1 0 "
    }
  }
}

/// Where each glyph is to stand and what the pen does after it, in points from the line's start.
struct Placement {
  var code: UInt16
  var x: Double
  /// The advance without character spacing.
  var advance: Double
}

/// A glyph with its code, before it is known where its line begins.
struct CodedGlyph {
  var code: GlyphTable.Code
  var at: Point
}

/// Arrays that keep their room from run to run.
struct TextScratch {
  var glyphs: [CodedGlyph] = []
  var placements: [Placement] = []
  var gaps: [Double] = []
  var line = ByteBuffer()
}

extension ContentWriter {
  /// Positions are right to less than 0.001 pt: where chaining by advance and character spacing
  /// does not lead there, `TJ` moves the pen by the difference to the true place, so that errors
  /// never add up.
  private static let tolerance = 0.0006

  mutating func endText() {
    guard text.isOpen else { return }
    out.write("ET\n")
    text.isOpen = false
  }

  private mutating func beginText() {
    guard !text.isOpen else { return }
    out.write("BT\n")
    text.isOpen = true
    text.turn = .none
    text.x = 0
    text.y = 0
  }

  mutating func show(_ run: GlyphRun, of item: PlacedItem) {
    let turn = Turn(run, of: item)
    let size = max(1, run.size.milliPoints)
    let scale = max(1, run.widthScale)
    encode(run)
    guard !scratch.glyphs.isEmpty else { return }
    beginText()
    set(scale: scale)
    let em = Double(size) / 1000 * Double(scale) / 1000
    var start = 0
    while start < scratch.glyphs.count {
      let first = scratch.glyphs[start]
      var end = start + 1
      // Turned glyphs have a matrix each.
      while !run.isRotated, end < scratch.glyphs.count,
        scratch.glyphs[end].code.font == first.code.font, scratch.glyphs[end].at.y == first.at.y
      { end += 1 }
      set(font: first.code.font, size: size)
      move(to: item.onSheet(first.at), turn)
      let lineStart = Double(turn == .counterclockwise ? text.y : text.x) / 1000
      scratch.placements.removeAll(keepingCapacity: true)
      for glyph in scratch.glyphs[start..<end] {
        scratch.placements.append(
          Placement(
            code: glyph.code.code, x: along(item.onSheet(glyph.at), turn) - lineStart,
            advance: Double(glyph.code.width) / 1_000_000 * em))
      }
      showPlaced(em: em, scale: scale)
      start = end
    }
  }

  /// The codes of a run's glyphs, into the scratch room.
  private mutating func encode(_ run: GlyphRun) {
    scratch.glyphs.removeAll(keepingCapacity: true)
    let texts = run.isPlain ? nil : run.clusterTexts().texts
    for (index, glyph) in run.glyphs.enumerated() {
      let glyphText = texts?[index] ?? glyph.text
      // What is not there was reported when the fonts were planned.
      guard let code = fonts.find(face: run.face, glyph: glyph.id, text: glyphText) else {
        continue
      }
      scratch.glyphs.append(CodedGlyph(code: code, at: run.origin + glyph.offset))
    }
  }

  // MARK: State

  private mutating func set(font: Int, size: Int) {
    guard text.font != font || text.size != size else { return }
    text.font = font
    text.size = size
    use(font: font)
    out.write("/F")
    out.write(font + 1)
    out.write(" ")
    writeNumber(size)
    out.write("Tf\n")
  }

  private mutating func set(scale: Int) {
    guard text.scale != scale else { return }
    text.scale = scale
    out.write(scale, decimals: 1)
    out.write(" Tz\n")
  }

  /// How far a place lies along a line, in points: to the right, or up the sheet.
  private func along(_ point: Point, _ turn: Turn) -> Double {
    turn == .counterclockwise ? (pageHeight - point.y).points : point.x.points
  }

  /// `Td` adds to the line's start, whose rounded place is known: rounding never adds up.
  private mutating func move(to point: Point, _ turn: Turn) {
    let x = point.x.milliPoints
    let y = up(point.y)
    if turn != .none || text.turn != .none {
      out.write(turn.matrix)
      writeNumber(x)
      writeNumber(y)
      out.write("Tm\n")
    } else {
      writeNumber(x - text.x)
      writeNumber(y - text.y)
      out.write("Td\n")
    }
    text.turn = turn
    text.x = x
    text.y = y
  }

  // MARK: Strings

  private mutating func showPlaced(em: Double, scale: Int) {
    chooseSpacing(scale: scale)
    let spacing = Double(text.spacing) / 100_000 * Double(scale) / 1000
    // One unit of an adjustment is em / 1000; the last digit is worth less than 0.001 pt.
    let digits = em <= 20 ? 1 : 2
    let unit = em / (digits == 1 ? 10_000 : 100_000)
    var pen = 0.0
    var isArray = false
    scratch.line.removeAll()
    scratch.line.write("<")
    for (index, glyph) in scratch.placements.enumerated() {
      if index > 0, abs(glyph.x - pen) > ContentWriter.tolerance {
        let step = ((pen - glyph.x) / unit).rounded()
        if step != 0, abs(step) < 1e12 {
          scratch.line.write(">")
          scratch.line.write(Int(step), decimals: digits)
          scratch.line.write("<")
          pen -= step * unit
          isArray = true
        }
      }
      scratch.line.writeHex(glyph.code)
      pen += glyph.advance + spacing
    }
    scratch.line.write(">")
    if isArray { out.write("[") }
    out.write(scratch.line)
    out.write(isArray ? "]TJ\n" : "Tj\n")
  }

  /// On a grid nearly every gap is the same: one `Tc` says it once instead of a number between
  /// each two glyphs. It changes only where at least half of the gaps of a line gain by it.
  private mutating func chooseSpacing(scale: Int) {
    guard scratch.placements.count >= 4 else { return }
    measureGaps()
    let gaps = scratch.gaps
    // The longest stretch of gaps that differ by less than the tolerance.
    var best = 0..<0
    var low = 0
    for high in gaps.indices {
      while gaps[high] - gaps[low] > ContentWriter.tolerance { low += 1 }
      if high + 1 - low > best.count { best = low..<(high + 1) }
    }
    guard best.count * 2 >= gaps.count, let least = gaps[best].first, let most = gaps[best].last
    else { return }
    let mean = gaps[best].reduce(0, +) / Double(best.count)
    let wanted = mean / (Double(scale) / 1000) * 100_000
    guard abs(wanted) < 1e9 else { return }
    var spacing = Int(wanted.rounded())
    // Zero where that is as good: most runs of Latin text.
    if least <= 0, most >= 0 { spacing = 0 }
    guard abs(spacing - text.spacing) > 1 else { return }
    text.spacing = spacing
    out.write(spacing, decimals: 5)
    out.write(" Tc\n")
  }

  /// The gaps between the glyphs, sorted. Most of them are alike, so that they are in order nearly
  /// as they come.
  private mutating func measureGaps() {
    scratch.gaps.removeAll(keepingCapacity: true)
    for index in 1..<scratch.placements.count {
      let before = scratch.placements[index - 1]
      scratch.gaps.append(scratch.placements[index].x - before.x - before.advance)
    }
    guard scratch.gaps.count <= 24 else { return scratch.gaps.sort() }
    for index in scratch.gaps.indices.dropFirst() {
      let gap = scratch.gaps[index]
      var place = index
      while place > 0, scratch.gaps[place - 1] > gap {
        scratch.gaps[place] = scratch.gaps[place - 1]
        place -= 1
      }
      scratch.gaps[place] = gap
    }
  }
}
