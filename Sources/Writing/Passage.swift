import Diagnostics
import Document

/// One text of a document as a reader sees it: a paragraph, a heading, a cell, with the place of
/// each of its characters.
struct Passage {
  enum Kind: Hashable {
    case title, annexTitle, heading, body, number, cell, other
  }

  /// A stretch of characters that were written in one place.
  private struct Segment {
    var start: Int
    var place: Place
    var field: String?
  }

  /// Stands for what is no text: an empty blank, a page number.
  static let object: Unicode.Scalar = "\u{FFFC}"

  let kind: Kind
  /// 0 for the text itself, then one number for each annex and 被印发件.
  let part: Int
  private(set) var scalars: [Unicode.Scalar] = []
  /// Which characters occur, so that a rule passes over the texts that cannot concern it.
  private(set) var content: CharacterKinds = []
  private var segments: [Segment] = []

  init(_ kind: Kind, _ inlines: [Inline], part: Int = 0) {
    self.kind = kind
    self.part = part
    append(inlines)
  }

  /// A heading: its number stands in the model without a place of its own.
  init(_ heading: Heading, place: Place, part: Int) {
    kind = .heading
    self.part = part
    add(heading.number, place, nil)
    append(heading.inlines + heading.runIn)
  }

  init(_ kind: Kind, _ text: String, place: Place, part: Int = 0) {
    self.kind = kind
    self.part = part
    add(text, place, nil)
  }

  private mutating func append(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .text(let run): add(run.text, run.place, run.field)
      case .reference(let reference): append(reference.inlines)
      case .blank(let blank) where !blank.inlines.isEmpty: append(blank.inlines)
      case .lineBreak: add("\n", .nowhere, nil)
      case .blank, .comb, .deferred: add(String(Self.object), .nowhere, nil)
      case .wantedBreak, .anchor, .footnote: break
      }
    }
  }

  private mutating func add(_ text: String, _ place: Place, _ field: String?) {
    segments.append(Segment(start: scalars.count, place: place, field: field))
    for scalar in text.unicodeScalars {
      scalars.append(scalar)
      content.formUnion(CharacterKinds(scalar))
    }
  }

  /// What stands in a range.
  func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range.clamped(to: 0..<scalars.count)]))
  }

  private func segment(at index: Int) -> Int? { segments.lastIndex { $0.start <= index } }

  /// The field that a character came from; nil for the template's own words.
  func field(at index: Int) -> String? { segment(at: index).flatMap { segments[$0].field } }

  /// Where a range was written: exact where the text is found in its source, else the whole of the
  /// value or line that it came from (a date or amount that was formatted).
  func place(of range: Range<Int>) -> Place {
    guard let number = segment(at: range.lowerBound) else { return .nowhere }
    let segment = segments[number]
    guard case .text(let span) = segment.place else { return segment.place }
    let end = number + 1 < segments.count ? segments[number + 1].start : scalars.count
    let text = Array(scalars[segment.start..<end])
    let lower = range.lowerBound - segment.start
    let upper = max(lower + 1, min(range.upperBound, end) - segment.start)
    guard let source = SourceText(span).range(lower..<upper, of: text) else { return segment.place }
    return .text(Span(span.file, source))
  }
}

/// The text of a span with the offset of each character: finds where a run's characters stand in
/// what was written, although escapes were taken out or a run was divided.
private struct SourceText {
  var scalars: [Unicode.Scalar] = []
  var offsets: [Int] = []

  init(_ span: Span) {
    var offset = span.lower
    for scalar in span.text.unicodeScalars {
      scalars.append(scalar)
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
  }

  /// The offsets of a range of a run's text; nil where the text is not what was written.
  func range(_ range: Range<Int>, of text: [Unicode.Scalar]) -> Range<Int>? {
    guard range.upperBound <= text.count, !text.isEmpty else { return nil }
    if let start = start(of: text) {
      return offsets[start + range.lowerBound]..<offsets[start + range.upperBound]
    }
    guard let map = aligned(text) else { return nil }
    return offsets[map[range.lowerBound]]..<offsets[map[range.upperBound - 1] + 1]
  }

  /// A divided run is the beginning or the end of its source.
  private func start(of text: [Unicode.Scalar]) -> Int? {
    let last = scalars.count - text.count
    guard last >= 0 else { return nil }
    if scalars[..<text.count].elementsEqual(text) { return 0 }
    if scalars[last...].elementsEqual(text) { return last }
    guard last > 1 else { return nil }
    return (1..<last).first { scalars[$0..<$0 + text.count].elementsEqual(text) }
  }

  /// For each character the index in the source, signs that were left out passed over.
  private func aligned(_ text: [Unicode.Scalar]) -> [Int]? {
    var map: [Int] = []
    var next = 0
    for scalar in text {
      let limit = min(scalars.count, next + 64)
      guard next < limit, let found = (next..<limit).first(where: { scalars[$0] == scalar }) else {
        return nil
      }
      map.append(found)
      next = found + 1
    }
    return map
  }
}
