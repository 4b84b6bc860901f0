/// What of a document only layout can settle. Found in one walk, so that a list of thousands of plain
/// cells is not walked again for each kind.
public struct LayoutNeeds: Hashable, Sendable {
  public var hasFootnotes = false
  /// Values that only layout knows, references included.
  public var hasDeferred = false
  /// Cells with `：续页`.
  public var continuations = 0

  public init(_ blocks: [Block]) { visit(blocks) }

  private mutating func visit(_ blocks: [Block]) {
    for block in blocks { visit(block) }
  }

  private mutating func visit(_ block: Block) {
    switch block.content {
    case .paragraph(let paragraph): visit(paragraph.inlines)
    case .table(let table): visit(table)
    case .title(let title): visit(title.inlines)
    case .heading(let heading):
      visit(heading.inlines)
      visit(heading.runIn)
    case .signature(let signature): for line in signature.lines { visit(line.inlines) }
    case .cover(let cover):
      visit(cover.title)
      for line in cover.head + cover.foot { visit(line) }
      for field in cover.fields {
        visit(field.value)
        visit(field.suffix)
      }
    case .annex(let annex), .enacted(let annex):
      visit(annex.title)
      visit(annex.blocks)
    case .landscape(let inner): visit(inner)
    case .pages(let settings): visit(settings.header ?? [])
    case .space, .pageBreak, .contents: break
    }
  }

  private mutating func visit(_ table: Table) {
    visit(table.unitNote)
    for band in table.bands {
      for row in band.rows {
        for slot in row.cells {
          guard case .cell(let cell) = slot else { continue }
          if cell.overflow == .continuation { continuations += 1 }
          visit(cell.blocks)
          visit(cell.foot)
        }
      }
    }
  }

  private mutating func visit(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .text, .wantedBreak, .lineBreak, .comb, .anchor: break
      case .deferred: hasDeferred = true
      case .blank(let blank): visit(blank.inlines)
      case .reference(let reference):
        hasDeferred = true
        visit(reference.inlines)
      case .footnote(let note):
        hasFootnotes = true
        hasDeferred = true
        visit(note.inlines)
      }
    }
  }
}
