import CaseData
import Diagnostics
import Document
import Typography

/// The head of a 公文 that a template fills: the lines of `@公文` with their values, read by the same
/// rules as a manuscript's head. Values are never read as markup.
struct OfficialHead {
  var elements: OfficialElements
  /// nil for the formats that have no 标题.
  var title: Block?
  /// What the PDF is called.
  var name: String
  var findings: Findings

  init(
    _ lines: [DocumentBuilder.OfficialLine], style: PageStyle, layout: LayoutSettings,
    options: EvaluationOptions
  ) {
    // A text of the lines as they came out, for the reader of heads; line n of it is `lines[n]`.
    let named = Set(lines.compactMap { ManuscriptKey.named($0.key) })
    let lines = lines.filter { !$0.value.isEmpty }
    let text = lines.map { $0.key + "：" + $0.value.oneLine + "\n" }.joined()
    let file = SourceFile(name: Self.fileName, text: text)
    var options = options
    // A blank form prints what is to be filled in, as a draft does.
    let isBlank = options.mode == .blank
    if isBlank { options.mode = .draft }
    var reading = ManuscriptReading(file: file, options: options, style: style)
    reading.useLayout(of: layout)
    reading.namedKeys = named
    reading.builtTitle = lines.first { ManuscriptKey.named($0.key) == .title }?.value
    reading.checkFormat()
    var elements = reading.officialElements()
    name = reading.nameWithoutTitle(elements)
    if reading.format.style.needsTitle || reading.head[.title] != nil,
      reading.format.style != .order
    {
      let title = reading.title()
      self.title = Block(.title(Title(title.inlines)), place: Self.place(title.place, lines))
      name = title.inlines.plainText
    }
    elements.replacePlaces { Self.place($0, lines) }
    if isBlank, named.contains(.addressees), elements.addressees.isEmpty {
      elements.addressees = [.blank(Blank(minimumWidth: TypeSize.three * 12))]
    }
    self.elements = elements
    findings = Findings(
      reading.findings.all.map { finding in
        var finding = finding
        for index in finding.labels.indices {
          finding.labels[index].place = Self.place(finding.labels[index].place, lines)
        }
        return finding
      })
  }

  private static let fileName = "@公文"

  /// The template's line for a place in the text of the head.
  private static func place(
    _ place: Place, _ lines: [DocumentBuilder.OfficialLine]
  ) -> Place {
    guard let span = place.span, span.file.name == fileName else { return place }
    let line = span.line - 1
    if lines.indices.contains(line) { return .text(lines[line].span) }
    return lines.first.map { .text($0.span) } ?? .nowhere
  }
}

extension [Inline] {
  /// The text without breaks.
  fileprivate var oneLine: String {
    plainText.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

extension OfficialElements {
  fileprivate mutating func replacePlaces(_ place: (Place) -> Place) {
    func moved(_ inlines: [Inline]) -> [Inline] {
      inlines.mapping { inline in
        guard case .text(var run) = inline else { return [inline] }
        run.place = place(run.place)
        return [.text(run)]
      }
    }
    number = moved(number)
    addressees = moved(addressees)
    date = moved(date)
    note = moved(note)
    copies = moved(copies)
    printer = moved(printer)
    printDate = moved(printDate)
    approversPlace = place(approversPlace)
    for index in meeting.indices { meeting[index].entries = meeting[index].entries.map(moved) }
    for index in attendance.indices {
      attendance[index].entries = attendance[index].entries.map(moved)
    }
  }
}
