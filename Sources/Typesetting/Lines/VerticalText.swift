import Diagnostics
import Document
import Fonts
import Pages
import Typography

/// A label set vertically: its fragment's origin is the upper left corner of its box.
public struct VerticalLabel: Sendable {
  public var fragment: Fragment
  /// One em for each column.
  public var width: Length
  public var height: Length
  public var text: String
}

extension LineComposer {
  /// Sets a short text from top to bottom, columns from right to left (std:T-33): `vert` forms of
  /// marks, or the marks turned where a font has none; curly quotes as ﹃﹄ ﹁﹂ (GB/T 15834-2011,
  /// 5.2); dashes and ellipses turned; up to three digits side by side in one 字; single letters
  /// upright, words turned.
  ///
  /// - Parameters:
  ///   - advance: from one character to the next, normally the type's size or a little more.
  ///   - height: the room; a longer text is divided evenly into columns.
  public func composeVertical(
    _ inlines: [Inline], font: FontRole, size: Length, ink: Ink = .black, advance: Length? = nil,
    height: Length, findings: inout Findings
  ) -> VerticalLabel {
    let setting = ParagraphSetting(
      mode: .running, measure: max(height, size), font: font, size: size, ink: ink, pitch: size)
    var text = LineCollector.collect(inlines, setting, DeferredValues())
    text.resolveContext()
    text.resolveBreaks()
    var shaper = LineShaper(glyphs, setting)
    shaper.shape(&text, &findings)
    let step = max(Length(emu: 1), advance ?? size)
    let setter = VerticalSetter(text: text, glyphs: glyphs, size: size, ink: ink, step: step)
    return setter.set(height: height)
  }
}

private struct VerticalSetter {
  let text: LineText
  let glyphs: any GlyphSource
  let size: Length
  let ink: Ink
  let step: Length

  /// What stands in one 字 of the column, and how many 字 it takes.
  private struct Stop {
    var units: Range<Int>
    var cells: Int
  }

  func set(height: Length) -> VerticalLabel {
    let columns = columns(stops(), room: max(1, (height - size).whole(step) + 1))
    let gap = size / 4
    let width = size * columns.count + gap * max(0, columns.count - 1)
    var marks: [Mark] = []
    var tallest = Length.zero
    for (number, column) in columns.enumerated() {
      let x = width - size * (number + 1) - gap * number
      var y = Length.zero
      for stop in column {
        set(stop, at: Point(x: x, y: y), &marks)
        y += step * stop.cells
      }
      tallest = max(tallest, y - step + size)
    }
    let string = text.text(text.units.indices.lowerBound..<text.units.count)
    return VerticalLabel(
      fragment: Fragment(marks, actualText: string.isEmpty ? nil : string), width: width,
      height: max(.zero, tallest), text: string)
  }

  private func stops() -> [Stop] {
    var stops: [Stop] = []
    var index = 0
    while index < text.units.count {
      var end = index + 1
      let kind = text.units[index].kind
      if kind == .digit {
        while end < text.units.count, text.units[end].kind == .digit { end += 1 }
        if end - index > 3 {
          stops += (index..<end).map { Stop(units: $0..<$0 + 1, cells: 1) }
          index = end
          continue
        }
      }
      end = max(end, wordEnd(index))
      let isPair = (kind == .dash || kind == .ellipsis) && text.units[index].count > 1
      let cells = isWord(index..<end) ? (width(index..<end) + step.emu - 1) / step.emu : 1
      if kind != .newline, kind != .space, text.units[index].count > 0 {
        stops.append(Stop(units: index..<end, cells: isPair ? 2 : max(1, cells)))
      }
      index = end
    }
    return stops
  }

  /// The end of a Latin word of two letters or more; digits inside a word go with it.
  private func wordEnd(_ start: Int) -> Int {
    guard text.units[start].kind == .letter else { return start + 1 }
    var end = start + 1
    while end < text.units.count {
      switch text.units[end].kind {
      case .letter, .digit, .hyphen: end += 1
      default: return end
      }
    }
    return end
  }
  private func isWord(_ units: Range<Int>) -> Bool {
    units.count > 1 && text.units[units.lowerBound].kind == .letter
  }
  private func width(_ units: Range<Int>) -> Int {
    text.units[units].reduce(0) { $0 + Int($1.body) }
  }

  /// Divided evenly, no closing mark at a column's head (std:T-1).
  private func columns(_ stops: [Stop], room: Int) -> [[Stop]] {
    let count = max(1, (stops.count + room - 1) / room)
    let share = (stops.count + count - 1) / max(1, count)
    var columns: [[Stop]] = []
    var column: [Stop] = []
    for stop in stops {
      let kind = text.units[stop.units.lowerBound].kind
      if column.count >= share, !kind.isForbiddenAtStart,
        !continuesNumber(column.last, stop)
      {
        var carried: [Stop] = []
        while let last = column.last, column.count > 1,
          text.units[last.units.lowerBound].kind.isForbiddenAtEnd
        {
          carried.insert(last, at: 0)
          column.removeLast()
        }
        columns.append(column)
        column = carried
      }
      column.append(stop)
    }
    if !column.isEmpty { columns.append(column) }
    return columns
  }

  private func continuesNumber(_ last: Stop?, _ stop: Stop) -> Bool {
    guard let last else { return false }
    return text.units[last.units.lowerBound].kind == .digit
      && text.units[stop.units.lowerBound].kind == .digit
  }

  private func set(_ stop: Stop, at corner: Point, _ marks: inout [Mark]) {
    let unit = text.units[stop.units.lowerBound]
    guard unit.face >= 0 else { return }
    let shown = stop.units.flatMap { Array(text.scalars[text.units[$0].scalarRange]) }
    let form = form(of: stop, shown)
    let upem = glyphs.unitsPerEm(of: form.face)
    let isWord = isWord(stop.units)
    let natural = form.glyphs.reduce(0) { $0 + $1.xAdvance } * size.emu / upem
    // Digits side by side are narrowed into one 字.
    let scale = natural > size.emu && !form.isTurned ? max(1, 1000 * size.emu / natural) : 1000
    let rise = text.metrics(of: unit.face).rise
    let baseline = size.scaled(88, 100) - Length(emu: rise * size.emu / upem)
    var origin = Point(x: corner.x, y: corner.y + baseline)
    if form.isTurned {
      // Turned about its origin: the glyph's middle line falls on the column's.
      origin = Point(
        x: corner.x + size.scaled(12, 100) + Length(emu: rise * size.emu / upem), y: corner.y)
      if isWord { origin.y += (step * stop.cells - Length(emu: natural)) / 2 }
    } else if unit.isLatin {
      origin.x += (size - Length(emu: natural * scale / 1000)) / 2
    }
    var run = GlyphRun(
      face: form.face, size: size, ink: text.style(stop.units.lowerBound).ink, origin: origin,
      widthScale: scale, isRotated: form.isTurned, glyphs: [],
      text: String(String.UnicodeScalarView(shown)))
    var pen = Length.zero
    for (number, glyph) in form.glyphs.enumerated() {
      let advance = Length(emu: glyph.xAdvance * size.emu / upem * scale / 1000)
      let turned = Point(x: .zero, y: isWord ? pen : step * number)
      run.glyphs.append(
        Glyph(
          id: glyph.glyph, offset: form.isTurned ? turned : Point(x: pen, y: .zero),
          advance: advance, text: number == 0 ? run.text : ""))
      pen += advance
    }
    marks.append(.glyphs(run))
  }

  /// The glyphs of a stop and whether they are turned.
  private struct Form {
    var face: FaceID
    var glyphs: [ShapedGlyph]
    var isTurned: Bool
  }

  private func form(of stop: Stop, _ shown: [Unicode.Scalar]) -> Form {
    let unit = text.units[stop.units.lowerBound]
    var face = FaceID(index: Int(unit.face))
    var scalars = shown
    if unit.kind == .quoteOpener || unit.kind == .quoteCloser {
      scalars = shown.map { Self.verticalQuotes[$0] ?? $0 }
      let role = text.style(stop.units.lowerBound).role
      face = glyphs.face(for: scalars[...], role: role) ?? face
    }
    var shaped = glyphs.shape(
      scalars, face: face, ShapingOptions(script: unit.isLatin ? .latin : .han))
    switch unit.kind {
    case .dash, .ellipsis, .connector, .shortConnector:
      return Form(face: face, glyphs: shaped, isTurned: true)
    case _ where unit.isLatin:
      return Form(face: face, glyphs: shaped, isTurned: isWord(stop.units))
    default:
      let horizontal = shaped.first?.glyph
      if shaped.count == 1, let form = verticalForm(scalars, face) { shaped[0].glyph = form }
      // A bracket that has no form of its own for vertical text is turned.
      let isTurned = unit.kind.isBracket && shaped.first?.glyph == horizontal
      return Form(face: face, glyphs: shaped, isTurned: isTurned)
    }
  }

  private static let verticalQuotes: [Unicode.Scalar: Unicode.Scalar] = [
    "“": "『", "”": "』", "‘": "「", "’": "」",
  ]

  /// The font's `vert` form of a mark, where it has one of its own.
  private func verticalForm(_ scalars: [Unicode.Scalar], _ face: FaceID) -> UInt32? {
    let shaped = glyphs.shape(scalars, face: face, ShapingOptions(script: .han, isVertical: true))
    return shaped.count == 1 ? shaped.first?.glyph : nil
  }
}
