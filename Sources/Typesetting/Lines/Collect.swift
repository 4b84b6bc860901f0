import Document
import Typography

/// Step 1 of composition: inlines become units, each with its class and style.
struct LineCollector {
  let setting: ParagraphSetting
  let deferred: DeferredValues
  private(set) var text = LineText()
  private var styleNumbers: [LineStyle: Int32] = [:]
  private var breaksNext: BreakKind?

  init(_ setting: ParagraphSetting, _ deferred: DeferredValues) {
    self.setting = setting
    self.deferred = deferred
    text.rules = setting.rules
  }

  static func collect(
    _ inlines: [Inline], _ setting: ParagraphSetting, _ deferred: DeferredValues
  ) -> LineText {
    var collector = LineCollector(setting, deferred)
    collector.append(inlines, depth: 0)
    return collector.text
  }

  private mutating func append(_ inlines: [Inline], depth: Int) {
    for inline in inlines { append(inline, depth: depth) }
  }

  private mutating func append(_ inline: Inline, depth: Int) {
    switch inline {
    case .text(let run):
      text.sources.append(
        LineSource(
          field: run.field, place: run.place, isUnbreakable: run.style.isUnbreakable,
          spreadCells: run.style.spreadCells))
      append(run.text, run.style)
    case .deferred(let value, let style):
      text.sources.append(LineSource(field: nil, place: .nowhere, isUnbreakable: true))
      append(deferred.values[value] ?? value.reserve, style)
    case .blank(let blank):
      append(blank, depth: depth)
    case .wantedBreak:
      // Only titles break where their author wants; elsewhere the sign means nothing.
      if setting.isTitle { breaksNext = .wanted }
    case .lineBreak:
      text.sources.append(LineSource(field: nil, place: .nowhere))
      append("\n", .plain)
    case .comb(let comb):
      append(comb)
    case .anchor(let anchor):
      text.anchors.append((text.units.count, anchor))
    case .reference(let reference):
      if depth < 8 { append(reference.inlines, depth: depth + 1) }
    case .footnote(let note):
      append(note)
    }
  }

  private mutating func append(_ string: String, _ style: TextStyle) {
    let number = styleNumber(style)
    if text.units.isEmpty {
      // Chinese text has three bytes a character.
      let count = min(4_000, string.utf8.count / 2)
      text.units.reserveCapacity(count)
      text.scalars.reserveCapacity(count)
    }
    var last: Unicode.Scalar?
    for scalar in string.unicodeScalars {
      defer { last = scalar }
      if scalar == "\n", last == "\r" { continue }
      add(scalar, CharacterClass.of(scalar), number)
    }
  }

  private mutating func add(_ scalar: Unicode.Scalar, _ kind: CharacterClass, _ style: Int32) {
    let source = Int32(text.sources.count - 1)
    text.scalars.append(scalar)
    if let last = text.units.indices.last, text.units[last].kind != .newline, breaksNext == nil {
      let unit = text.units[last]
      let joinsPair =
        text.rules.contains(.pairs)
        && (kind == .dash || kind == .ellipsis) && unit.kind == kind && unit.count == 1
        && unit.style == style && scalar.value != 0x2E3A && scalar.value != 0x2E3B
        && text.scalars[Int(unit.first)] == scalar
      if joinsPair || (kind == .combining && unit.count > 0) {
        text.units[last].count += 1
        return
      }
    }
    append(kind, scalars: 1, style: style, source: source)
  }

  private mutating func append(
    _ kind: CharacterClass, scalars count: Int, style: Int32, source: Int32
  ) {
    var unit = LineUnit(
      first: Int32(text.scalars.count - count), count: Int32(count), kind: kind, style: style,
      source: source)
    if let kind = breaksNext {
      unit.breakBefore = kind
      breaksNext = nil
    }
    text.units.append(unit)
  }

  private mutating func append(_ blank: Blank, depth: Int) {
    text.sources.append(LineSource(field: nil, place: .nowhere))
    let style = styleNumber(.plain)
    let start = text.units.count
    append(.object, scalars: 0, style: style, source: Int32(text.sources.count - 1))
    // Blanks on blanks mean nothing; a hostile nesting is cut where it stops to be a document.
    if !blank.inlines.isEmpty, depth < 8 {
      append(blank.inlines, depth: depth + 1)
      text.sources.append(LineSource(field: nil, place: .nowhere))
      append(.object, scalars: 0, style: style, source: Int32(text.sources.count - 1))
    }
    text.blanks.append(
      LineText.BlankSpan(
        units: start..<text.units.count, minimumWidth: max(.zero, blank.minimumWidth),
        fills: blank.fills, isEmpty: text.units.count == start + 1, isExact: blank.isExact))
  }

  /// The mark alone: its text is set at the foot of the page.
  private mutating func append(_ note: Footnote) {
    let value = DeferredValue.noteMark(note.identifier)
    text.anchors.append((text.units.count, Anchor(name: "\(note.identifier)", kind: .footnote)))
    text.sources.append(LineSource(field: nil, place: note.place, isUnbreakable: true))
    append(deferred.values[value] ?? value.reserve, TextStyle(font: .song, isRaised: true))
  }

  private mutating func append(_ comb: Comb) {
    text.sources.append(LineSource(field: comb.field, place: comb.place))
    let style = styleNumber(.plain)
    let start = text.units.count
    let count = min(max(comb.count, comb.units.count), 10_000)
    for index in 0..<count {
      let scalars = index < comb.units.count ? Array(comb.units[index].unicodeScalars) : []
      text.scalars += scalars
      append(
        .object, scalars: scalars.count, style: style, source: Int32(text.sources.count - 1))
    }
    guard count > 0 else { return }
    text.combs.append(LineText.CombSpan(units: start..<text.units.count, box: .zero))
  }

  private mutating func styleNumber(_ style: TextStyle) -> Int32 {
    let whole = max(Length(emu: 1), style.size ?? setting.size)
    let size = style.isRaised ? max(Length(emu: 1), whole.scaled(3, 5)) : whole
    let resolved = LineStyle(
      role: style.font ?? setting.font, latinRole: latinRole(style), size: size,
      ink: style.ink ?? setting.ink, isDotted: style.isDotted, isUnderlined: style.isUnderlined,
      // The tops of both em-boxes are level.
      raise: (whole - size).scaled(88, 100))
    if let number = styleNumbers[resolved] { return number }
    let number = Int32(text.styles.count)
    text.styles.append(resolved)
    styleNumbers[resolved] = number
    return number
  }

  /// Headings in 黑体 or 楷体 keep 西文 for their digits; 宋体 asked for by name also sets digits
  /// (page numbers, GB/T 9704-2012, 7.5).
  private func latinRole(_ style: TextStyle) -> FontRole {
    switch style.font {
    case .song: .song
    case .symbols: .symbols
    default: setting.latinFont
    }
  }
}

extension DeferredValue {
  /// What stands for the value while it is unknown: text of about its width.
  var reserve: String {
    switch self {
    case .pageNumber, .totalPages, .page, .continuationPage, .continuedPage: "00"
    case .noteMark: "①"
    }
  }
}
