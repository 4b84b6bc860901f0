import Diagnostics
import Document
import Fonts
import Pages
import Typography

/// A footnote as set: its lines, the upper left corner of each at the origin.
package struct FlowNote: Sendable {
  package var lines: [[PlacedItem]]
  package var place: Place
  package init(lines: [[PlacedItem]], place: Place = .nowhere) {
    self.lines = lines
    self.place = place
  }
}

/// The measures of the notes at a page's foot: 小五, a thin rule of a quarter of the measure above
/// them (customary; no standard binds a report).
package enum NoteMeasures {
  static let size = TypeSize.smallFive
  /// From baseline to baseline; the em-box stands at the lower edge of its line, so that the last
  /// line ends with the type area.
  package static let pitch = Length.pt(13)
  /// From the text's lower edge to the first line's upper edge, the rule included.
  package static let head = Length.pt(9)
  static let ruleTop = Length.pt(6)
  static let ruleThickness = Length.pt(0.5)

  /// The height of so many lines with the rule above them; nothing for none.
  package static func height(lines: Int) -> Length {
    lines > 0 ? head + pitch * lines : .zero
  }
}

/// The printed number of a note.
package enum NoteMark {
  /// ① to ㊿, where `hasCharacter` says that the type has them, else [51].
  package static func text(_ number: Int, hasCharacter: (Unicode.Scalar) -> Bool) -> String {
    let value: Int
    switch number {
    case 1...20: value = 0x2460 + number - 1
    case 21...35: value = 0x3251 + number - 21
    case 36...50: value = 0x32B1 + number - 36
    default: value = 0
    }
    if let scalar = Unicode.Scalar(UInt32(value)), value > 0, hasCharacter(scalar) {
      return String(scalar)
    }
    return "[\(number)]"
  }

  /// The marks of notes in the order in which they stand on pages.
  package static func marks(
    of notes: [(identifier: Int, page: Int)], _ numbering: FootnoteNumbering,
    hasCharacter: (Unicode.Scalar) -> Bool
  ) -> [Int: String] {
    var marks: [Int: String] = [:]
    var page: Int?
    var number = 0
    for note in notes where marks[note.identifier] == nil {
      if numbering == .eachPage, note.page != page { number = 0 }
      page = note.page
      number += 1
      marks[note.identifier] = text(number, hasCharacter: hasCharacter)
    }
    return marks
  }
}

extension FlowAssembler {
  /// Sets the notes of a block behind it in the structure. Annexes are blocks of blocks, which come
  /// by themselves.
  mutating func setNotes(of block: Block) {
    guard hasFootnotes else { return }
    switch block.content {
    case .annex, .enacted, .landscape, .space, .pageBreak: return
    default: break
    }
    var found: [Footnote] = []
    block.forEachInlines { inlines in
      inlines.forEachDeep { if case .footnote(let note) = $0 { found.append(note) } }
    }
    for note in found { set(note) }
  }

  /// The number hangs at the left; the text stands half an em behind it.
  mutating func set(_ note: Footnote) {
    guard notes[note.identifier] == nil else { return }
    let element = structure.add(.note, in: parent)
    let size = NoteMeasures.size
    var setting = ParagraphSetting(
      mode: .running, measure: sheet.measure, font: .song, size: size, alignment: .left,
      pitch: NoteMeasures.pitch)
    let value = DeferredValue.noteMark(note.identifier)
    let mark = compose([.deferred(value, TextStyle(font: .song))], setting).first
    let indent = max(size.scaled(3, 2), (mark?.width ?? .zero) + size / 2)
    setting.measure = sheet.measure - indent
    setting.alignment = .justified
    let baseline = NoteMeasures.pitch - size.scaled(12, 100)
    func placed(_ line: ComposedLine, x: Length) -> PlacedItem {
      PlacedItem(
        origin: Point(x: x, y: baseline), fragment: line.fragment, role: .element(element))
    }
    // A note in a note would have nowhere to stand.
    let text = note.inlines.mapping { if case .footnote = $0 { [] } else { [$0] } }
    var lines = compose(text, setting).map { [placed($0, x: indent)] }
    if lines.isEmpty { lines = [[]] }
    if let mark { lines[0].insert(placed(mark, x: .zero), at: 0) }
    notes[note.identifier] = FlowNote(lines: lines, place: note.place)
  }
}

/// A note of which the lines before `from` stand on earlier pages.
struct NotePart: Hashable {
  var identifier: Int
  var from = 0
}

/// What the notes of a page need, as boxes are added to it.
struct NoteLoad {
  let notes: [Int: FlowNote]
  private(set) var parts: [NotePart]
  /// Lines of all parts but the last, and of the last.
  private var earlierLines = 0
  private var lastLines = 0
  /// Notes of earlier pages that are longer than half a page take half of this one, and no other
  /// note may begin here.
  private(set) var isBlocked = false
  private var blockedHeight = Length.zero

  init(_ notes: [Int: FlowNote], carried: [NotePart], area: Length) {
    self.notes = notes
    parts = []
    for part in carried { append(part) }
    if fullHeight > area / 2 {
      isBlocked = true
      blockedHeight = area / 2
    }
  }

  mutating func add(_ identifiers: [Int]) {
    for identifier in identifiers where notes[identifier] != nil {
      append(NotePart(identifier: identifier))
    }
  }

  private mutating func append(_ part: NotePart) {
    parts.append(part)
    earlierLines += lastLines
    lastLines = lineCount(part)
  }

  func lineCount(_ part: NotePart) -> Int {
    max(0, (notes[part.identifier]?.lines.count ?? 0) - part.from)
  }

  /// All of it on this page.
  var fullHeight: Length {
    isBlocked ? blockedHeight : NoteMeasures.height(lines: earlierLines + lastLines)
  }
  /// Only the last note may go on overleaf, with two lines on either side.
  var leastHeight: Length {
    if isBlocked { return blockedHeight }
    return NoteMeasures.height(lines: earlierLines + (lastLines > 3 ? 2 : lastLines))
  }

  /// Which lines of each part stand in a height, and what goes on overleaf. `mustAdvance`: nothing
  /// else stands on the page, so at least a line has to.
  func divided(
    in room: Length, mustAdvance: Bool
  ) -> (placed: [(identifier: Int, lines: Range<Int>)], rest: [NotePart]) {
    var placed: [(identifier: Int, lines: Range<Int>)] = []
    var left = max(0, (room - NoteMeasures.head).emu) / NoteMeasures.pitch.emu
    for (index, part) in parts.enumerated() {
      let count = lineCount(part)
      var here = min(left, count)
      if here < count {
        here = min(here, count - 2)
        if here < 2 { here = mustAdvance && placed.isEmpty ? min(max(1, left), count) : 0 }
      }
      if here > 0 { placed.append((part.identifier, part.from..<part.from + here)) }
      left -= here
      guard here < count else { continue }
      var rest = Array(parts[index...])
      rest[0].from += here
      return (placed, rest)
    }
    return (placed, [])
  }
}

extension FlowBox {
  /// The notes whose marks stand in the box, in their order.
  var noteIdentifiers: [Int] {
    anchors.compactMap { $0.kind == Anchor.Kind.footnote.rawValue ? Int($0.name) : nil }
  }
}

extension PageBuilder {
  /// Puts the notes at the foot of a page, above its foot lines, and says what goes on overleaf.
  func placeNotes(
    _ load: NoteLoad, on page: inout BuiltPage, footed: Length, hasText: Bool
  ) -> [NotePart] {
    guard !load.parts.isEmpty else { return [] }
    let frame = page.section.room
    let room = frame.height - footed - page.textDepth
    let (placed, rest) = load.divided(in: room, mustAdvance: !hasText)
    let count = placed.reduce(0) { $0 + $1.lines.count }
    guard count > 0 else { return rest }
    let height = NoteMeasures.height(lines: count)
    var y = frame.height - footed - height
    func place(_ item: PlacedItem) {
      var item = item
      item.origin = page.onSheet(item.origin + Point(x: .zero, y: y))
      item.isTurned = page.section.isTurned
      page.notes.append(item)
    }
    let rule = Rect(
      x: .zero, y: NoteMeasures.ruleTop, width: frame.width / 4,
      height: NoteMeasures.ruleThickness)
    place(
      PlacedItem(
        origin: .zero, fragment: Fragment([.rule(rule, .black)]), role: .artifact(.rule)))
    y += NoteMeasures.head
    for (identifier, lines) in placed {
      for line in notes[identifier]?.lines[lines] ?? [] {
        for item in line { place(item) }
        y += NoteMeasures.pitch
      }
    }
    page.noteHeight = height
    return rest
  }

  /// A note all of which had to leave the page of its mark.
  func reportMovedNotes(
    _ rest: [NotePart], of identifiers: [Int], page: Int, findings: inout Findings
  ) {
    for part in rest where part.from == 0 && identifiers.contains(part.identifier) {
      findings.add(
        LayoutProblem.noteMovedOn(page: page),
        at: Label(.template, notes[part.identifier]?.place ?? .nowhere))
    }
  }
}

extension BuiltPages {
  /// Moves a page's notes up by the height of what comes to stand below them.
  mutating func raiseNotes(by height: Length, onPage index: Int) {
    for note in pages[index].notes.indices { pages[index].notes[note].origin.y -= height }
  }
}
