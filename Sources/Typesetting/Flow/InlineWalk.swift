import Document
import Typography

extension [Inline] {
  /// The plain text, without marks; blanks to write on and deferred values give nothing.
  package var plainText: String {
    var text = ""
    for inline in self {
      switch inline {
      case .text(let run): text += run.text
      case .blank(let blank): text += blank.inlines.plainText
      case .comb(let comb): text += comb.units.joined()
      case .lineBreak: text += " "
      case .reference(let reference): text += reference.inlines.plainText
      case .deferred, .wantedBreak, .anchor, .footnote: break
      }
    }
    return text
  }

  /// The same inlines with a font where they name none of their own.
  func inFont(_ font: FontRole) -> [Inline] {
    map { inline in
      switch inline {
      case .text(var run):
        if run.style.font == nil { run.style.font = font }
        return .text(run)
      case .deferred(let value, var style):
        if style.font == nil { style.font = font }
        return .deferred(value, style)
      case .blank(var blank):
        blank.inlines = blank.inlines.inFont(font)
        return .blank(blank)
      case .reference(var reference):
        reference.inlines = reference.inlines.inFont(font)
        return .reference(reference)
      case .wantedBreak, .lineBreak, .comb, .anchor, .footnote: return inline
      }
    }
  }

  /// Wanted breaks of a title, which mean nothing outside of it, left out.
  var withoutWantedBreaks: [Inline] {
    filter { if case .wantedBreak = $0 { false } else { true } }
  }

  func collectDeferred(into values: inout Set<DeferredValue>) {
    for inline in self {
      switch inline {
      case .deferred(let value, _): values.insert(value)
      case .blank(let blank): blank.inlines.collectDeferred(into: &values)
      case .reference(let reference): reference.inlines.collectDeferred(into: &values)
      case .footnote(let note):
        values.insert(.noteMark(note.identifier))
        note.inlines.collectDeferred(into: &values)
      case .text, .wantedBreak, .lineBreak, .comb, .anchor: break
      }
    }
  }
}

extension [Block] {
  /// All deferred values that the blocks ask for.
  func collectDeferred(into values: inout Set<DeferredValue>) {
    for block in self {
      switch block.content {
      case .title(let title): title.inlines.collectDeferred(into: &values)
      case .heading(let heading):
        heading.inlines.collectDeferred(into: &values)
        heading.runIn.collectDeferred(into: &values)
      case .paragraph(let paragraph): paragraph.inlines.collectDeferred(into: &values)
      case .signature(let signature):
        for line in signature.lines { line.inlines.collectDeferred(into: &values) }
      case .cover(let cover):
        cover.title.collectDeferred(into: &values)
        for lines in cover.head + cover.foot { lines.collectDeferred(into: &values) }
        for field in cover.fields { (field.value + field.suffix).collectDeferred(into: &values) }
      case .annex(let annex), .enacted(let annex): annex.blocks.collectDeferred(into: &values)
      case .table(let table):
        for row in table.bands.flatMap(\.rows) {
          for case .cell(let cell) in row.cells {
            (cell.blocks + cell.foot).collectDeferred(into: &values)
          }
        }
      case .landscape(let blocks): blocks.collectDeferred(into: &values)
      case .space, .pageBreak, .contents, .pages: break
      }
    }
  }
}
