import Diagnostics
import Fonts
import Typography

/// Step 4: faces, glyphs, and the box of every unit.
struct LineShaper {
  let glyphs: any GlyphSource
  let setting: ParagraphSetting
  private var mains: [Main] = []
  private var faces: [FaceKey: Choice] = [:]
  /// What has been said, by what is said and field: one cause, one finding.
  private var reported: Set<String> = []

  /// The face for a unit, and what is to be said of it.
  private struct Choice {
    var face: FaceID?
    var remark: FontProblem?
  }

  private struct Main {
    var role: FontRole
    var face: FaceID?
  }

  private struct FaceKey: Hashable {
    var scalar: Unicode.Scalar
    var role: FontRole
  }

  init(_ glyphs: any GlyphSource, _ setting: ParagraphSetting) {
    self.glyphs = glyphs
    self.setting = setting
  }

  mutating func shape(_ text: inout LineText, _ findings: inout Findings) {
    text.glyphs.reserveCapacity(text.units.count)
    for index in text.units.indices { chooseFace(index, &text, &findings) }
    var start = 0
    while start < text.units.count {
      let end = runEnd(start, text)
      if text.units[start].face >= 0 {
        noteMetrics(text.units[start].face, &text)
        shapeRun(start..<end, &text)
      }
      start = end
    }
    for index in text.units.indices { measure(index, &text) }
  }

  private func noteMetrics(_ face: Int32, _ text: inout LineText) {
    guard !text.faces.contains(where: { $0.face == face }) else { return }
    let id = FaceID(index: Int(face))
    text.faces.append(
      LineText.FaceMetrics(
        face: face, rise: glyphs.rise(of: id, beside: setting.font),
        unitsPerEm: glyphs.unitsPerEm(of: id)))
  }

  private mutating func chooseFace(
    _ index: Int, _ text: inout LineText, _ findings: inout Findings
  ) {
    let unit = text.units[index]
    guard unit.count > 0, unit.kind != .newline, unit.kind != .ideographicSpace else { return }
    let style = text.style(index)
    let first = text.scalars[Int(unit.first)]
    let role: FontRole =
      switch unit.kind {
      case .checkBox where first.value >= 0x2610: .symbols
      default: unit.isLatin ? style.latinRole : style.role
      }
    let isPair = unit.kind == .dash || unit.kind == .ellipsis
    let length = isPair ? 1 : Int(unit.count)
    let choice = choice(text.scalars[Int(unit.first)..<Int(unit.first) + length], role)
    if let face = choice.face {
      text.units[index].face = Int32(face.index)
      if let remark = choice.remark { report(remark, unit, text, &findings) }
      return
    }
    guard unit.kind != .space, unit.kind != .noBreakSpace else { return }
    report(index, text, role, &findings)
  }

  private mutating func choice(_ unit: ArraySlice<Unicode.Scalar>, _ role: FontRole) -> Choice {
    guard unit.count == 1, let scalar = unit.first else { return choose(unit, role) }
    if let face = mainFace(of: role), glyphs.draws(scalar, face: face) {
      return Choice(face: face)
    }
    let key = FaceKey(scalar: scalar, role: role)
    if let known = faces[key] { return known }
    let choice = choose(unit, role)
    faces[key] = choice
    return choice
  }

  /// A paragraph has two or three roles: they are found by looking, not by hashing.
  private mutating func mainFace(of role: FontRole) -> FaceID? {
    for main in mains where main.role == role { return main.face }
    let face = glyphs.mainFace(of: role)
    mains.append(Main(role: role, face: face))
    return face
  }

  private func choose(_ unit: ArraySlice<Unicode.Scalar>, _ role: FontRole) -> Choice {
    guard let face = glyphs.face(for: unit, role: role) else { return Choice() }
    return Choice(face: face, remark: glyphs.remark(on: unit, by: face, role: role))
  }

  private mutating func report(
    _ index: Int, _ text: LineText, _ role: FontRole, _ findings: inout Findings
  ) {
    let unit = text.units[index]
    let source = text.sources[Int(unit.source)]
    let scalars = text.scalars[unit.scalarRange]
    let code = scalars.map { "U+" + hexadecimal($0.value) }.joined(separator: " ")
    let problem = LineProblem.missingCharacter(
      text: text.text(index..<index + 1), codePoints: code, role: role.rawValue)
    report(problem, key: code, source, &findings)
  }

  private mutating func report(
    _ remark: FontProblem, _ unit: LineUnit, _ text: LineText, _ findings: inout Findings
  ) {
    let key = remark.code + String(scalars: text.scalars[unit.scalarRange])
    report(remark, key: key, text.sources[Int(unit.source)], &findings)
  }

  private mutating func report(
    _ problem: any Problem, key: String, _ source: LineSource, _ findings: inout Findings
  ) {
    guard reported.insert(key + "\u{0}" + (source.field ?? "")).inserted else { return }
    findings.add(
      problem, at: Label(source.field == nil ? .template : .data, source.place),
      field: source.field)
  }

  private func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The end of the run that is shaped together: one face, one style, one script.
  private func runEnd(_ start: Int, _ text: LineText) -> Int {
    let unit = text.units[start]
    var end = start + 1
    while end < text.units.count {
      let next = text.units[end]
      guard next.face == unit.face, next.style == unit.style, next.isLatin == unit.isLatin,
        next.kind != .object || next.source == unit.source, unit.kind != .dash, next.kind != .dash
      else { break }
      end += 1
    }
    return end
  }

  private func shapeRun(_ range: Range<Int>, _ text: inout LineText) {
    let unit = text.units[range.lowerBound]
    let face = FaceID(index: Int(unit.face))
    let first = Int(unit.first)
    let last = text.units[range.upperBound - 1].scalarRange.upperBound
    let shaped = glyphs.shape(
      Array(text.scalars[first..<last]), face: face,
      ShapingOptions(script: unit.isLatin ? .latin : .han))
    var next = 0
    for index in range {
      let end = text.units[index].scalarRange.upperBound - first
      text.units[index].firstGlyph = Int32(text.glyphs.count)
      while next < shaped.count, shaped[next].cluster < end {
        text.glyphs.append(shaped[next])
        next += 1
      }
      text.units[index].glyphCount = Int32(text.glyphs.count) - text.units[index].firstGlyph
    }
  }

  // MARK: Boxes

  /// The width of one 字 at a style's size: the cell in grid mode, else the em.
  static func cell(_ setting: ParagraphSetting, _ size: Length) -> Int {
    switch setting.mode {
    case .running: size.emu
    case .grid(let cell):
      size == setting.size ? cell.emu : cell.scaled(size.emu, max(1, setting.size.emu)).emu
    }
  }

  private func measure(_ index: Int, _ text: inout LineText) {
    var unit = text.units[index]
    let size = text.style(index).size
    let em = size.emu
    let cell = Self.cell(setting, size)
    let isGrid = if case .grid = setting.mode { true } else { false }
    let natural = advance(unit, text, em)
    switch unit.kind {
    case .newline, .object, .combining, .control:
      unit.body = unit.kind == .object ? Int32(clamping: natural) : 0
    case _ where fillsCell(unit):
      unit.body = Int32(cell)
      unit.shift = centred(unit, text, em, cell)
    case .opener, .quoteOpener:
      unit.lead = Int32(cell / 2)
      unit.body = Int32(cell - cell / 2)
      unit.shift = place(unit, text, em, cell, half: 1) - unit.lead
    case .closer, .quoteCloser, .stop, .comma, .colon, .question:
      unit.body = Int32(cell - cell / 2)
      unit.trail = Int32(cell / 2)
      unit.shift = place(unit, text, em, cell, half: -1)
    case .interpunct:
      let blank = Int32(isGrid ? cell / 4 : 0)
      unit.lead = blank
      unit.trail = blank
      unit.body = Int32(isGrid ? cell - 2 * (cell / 4) : cell / 2)
      unit.shift = centred(unit, text, em, Int(unit.body))
    case .shortConnector:
      unit.body = Int32(cell / 2)
      unit.shift = centred(unit, text, em, Int(unit.body))
    case .slash where !unit.isLatin:
      unit.body = Int32(cell / 2)
      unit.shift = centred(unit, text, em, Int(unit.body))
    case .dash: measureDash(&unit, &text, em, cell)
    case .ellipsis:
      unit.body = Int32(cell * Int(unit.count))
      spreadPair(unit, &text, em, cell)
    case .space, .noBreakSpace, .letter, .digit, .latinOpener, .latinCloser, .latinSign, .hyphen,
      .prefix, .suffix, .slash:
      measureLatin(&unit, natural, em, cell)
    case .han, .connector, .wideSlash, .wideDigit, .symbol, .checkBox, .iteration, .rule,
      .ideographicSpace:
      unit.body = Int32(cell)
      unit.shift = Int32((cell - (natural == 0 ? cell : natural)) / 2)
    }
    text.units[index] = unit
  }

  /// What a mark is without the rules of widths: a cell like any other.
  private func fillsCell(_ unit: LineUnit) -> Bool {
    switch unit.kind {
    case .shortConnector, .interpunct: !setting.rules.contains(.standardWidths)
    case .slash: !unit.isLatin && !setting.rules.contains(.standardWidths)
    default:
      (unit.kind.hasLeadingBlank || unit.kind.hasTrailingBlank)
        && !setting.rules.contains(.adjustableBlanks)
    }
  }

  /// Latin text keeps the font's advances; on the grid they follow the pitch of the cells, so that
  /// two half-width digits fill one cell.
  private func measureLatin(_ unit: inout LineUnit, _ natural: Int, _ em: Int, _ cell: Int) {
    if !unit.isLatin, unit.kind == .prefix || unit.kind == .suffix {
      unit.body = Int32(cell)
      unit.shift = Int32((cell - (natural == 0 ? cell : natural)) / 2)
      return
    }
    var width = natural
    if unit.face < 0 { width = unit.kind == .space || unit.kind == .noBreakSpace ? em / 4 : em / 2 }
    unit.body = Int32(clamping: width * cell / max(1, em))
    unit.shift = Int32(clamping: (Int(unit.body) - width) / 2)
  }

  /// —— is two cells of one unbroken line (std:T-6): the font's glyphs are widened where they
  /// would leave a gap between them.
  private func measureDash(
    _ unit: inout LineUnit, _ text: inout LineText, _ em: Int, _ cell: Int
  ) {
    let isTwoCells = unit.count > 1 || text.scalars[Int(unit.first)].value >= 0x2E3A
    let width = isTwoCells ? 2 * cell : cell
    unit.body = Int32(width)
    guard unit.face >= 0, unit.glyphCount > 0 else { return }
    let face = FaceID(index: Int(unit.face))
    let upem = glyphs.unitsPerEm(of: face)
    let range = unit.glyphRange
    let box = glyphs.inkBox(of: text.glyphs[range.lowerBound].glyph, face: face)
    let left = (box?.minX ?? 0) * em / upem
    let ink = max(1, ((box?.maxX ?? upem) - (box?.minX ?? 0)) * em / upem)
    let count = range.count
    // A hair's overlap keeps renderers from showing a seam.
    let overlap = count > 1 ? em / 50 : 0
    let wanted = (width + overlap * (count - 1)) / count
    if wanted > ink || wanted < ink * 9 / 10 {
      unit.scale = Int16(clamping: (wanted * 1000 + ink - 1) / ink)
    }
    let scale = Int(unit.scale)
    unit.shift = Int32(clamping: -left * scale / 1000)
    for (number, glyph) in range.enumerated() {
      text.glyphs[glyph].xAdvance = (wanted - overlap) * upem / em
      if number == count - 1 { text.glyphs[glyph].xAdvance = wanted * upem / em }
      text.glyphs[glyph].xOffset = 0
    }
  }

  /// The two groups of dots of …… stand each in the middle of its cell.
  private func spreadPair(_ unit: LineUnit, _ text: inout LineText, _ em: Int, _ cell: Int) {
    guard unit.face >= 0, unit.glyphCount > 0 else { return }
    let upem = glyphs.unitsPerEm(of: FaceID(index: Int(unit.face)))
    let share = cell * Int(unit.count) / Int(unit.glyphCount)
    for index in unit.glyphRange {
      let advance = text.glyphs[index].xAdvance
      let wanted = share * upem / em
      text.glyphs[index].xOffset += (wanted - advance) / 2
      text.glyphs[index].xAdvance = wanted
    }
  }

  private func advance(_ unit: LineUnit, _ text: LineText, _ em: Int) -> Int {
    guard unit.face >= 0 else { return 0 }
    let upem = text.metrics(of: unit.face).unitsPerEm
    var sum = 0
    for index in unit.glyphRange { sum += text.glyphs[index].xAdvance }
    return sum * em / upem
  }

  /// Where a mark's origin lies from its cell's left edge, so that its face stands in its half:
  /// −1 left, 1 right. A glyph drawn on the em that keeps to its half stays as drawn; any other
  /// (quotes of 0.35 em) is centred in the half by its ink.
  private func place(_ unit: LineUnit, _ text: LineText, _ em: Int, _ cell: Int, half: Int) -> Int32
  {
    guard unit.face >= 0, unit.glyphCount > 0 else { return 0 }
    let face = FaceID(index: Int(unit.face))
    let upem = glyphs.unitsPerEm(of: face)
    let glyph = text.glyphs[Int(unit.firstGlyph)]
    guard let box = glyphs.inkBox(of: glyph.glyph, face: face) else { return 0 }
    let slack = upem * 6 / 100
    let keepsHalf =
      half < 0
      ? box.maxX <= upem / 2 + slack && box.minX >= -slack
      : box.minX >= upem / 2 - slack && box.maxX <= upem + slack
    if abs(glyph.xAdvance - upem) <= slack, keepsHalf { return Int32((cell - em) / 2) }
    let ink = (box.maxX - box.minX) * em / upem
    let start = half < 0 ? 0 : cell / 2
    return Int32(clamping: start + (cell / 2 - ink) / 2 - box.minX * em / upem)
  }

  /// The origin that centres a glyph's ink in a width.
  private func centred(_ unit: LineUnit, _ text: LineText, _ em: Int, _ width: Int) -> Int32 {
    guard unit.face >= 0, unit.glyphCount > 0 else { return 0 }
    let face = FaceID(index: Int(unit.face))
    let upem = glyphs.unitsPerEm(of: face)
    guard let box = glyphs.inkBox(of: text.glyphs[Int(unit.firstGlyph)].glyph, face: face) else {
      return 0
    }
    return Int32(clamping: width / 2 - (box.minX + box.maxX) * em / upem / 2)
  }
}
