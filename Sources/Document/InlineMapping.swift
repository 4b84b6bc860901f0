extension [Inline] {
  /// Every inline, those on blanks, in references and in notes before what holds them, replaced by
  /// what `transform` makes of it.
  public func mapping(_ transform: (Inline) -> [Inline]) -> [Inline] {
    flatMap { inline in
      switch inline {
      case .blank(var blank):
        blank.inlines = blank.inlines.mapping(transform)
        return transform(.blank(blank))
      case .reference(var reference):
        reference.inlines = reference.inlines.mapping(transform)
        return transform(.reference(reference))
      case .footnote(var note):
        note.inlines = note.inlines.mapping(transform)
        return transform(.footnote(note))
      case .text, .deferred, .wantedBreak, .lineBreak, .comb, .anchor: return transform(inline)
      }
    }
  }

  /// Visits every inline, what holds others before those.
  public func forEachDeep(_ visit: (Inline) -> Void) {
    for inline in self {
      visit(inline)
      switch inline {
      case .blank(let blank): blank.inlines.forEachDeep(visit)
      case .reference(let reference): reference.inlines.forEachDeep(visit)
      case .footnote(let note): note.inlines.forEachDeep(visit)
      case .text, .deferred, .wantedBreak, .lineBreak, .comb, .anchor: break
      }
    }
  }
}

extension Block {
  /// The block with every list of inlines in it replaced, in reading order; annexes included.
  public func mappingInlines(_ transform: ([Inline]) -> [Inline]) -> Block {
    var result = self
    result.content = content.mappingInlines(transform)
    return result
  }

  /// Every list of inlines in reading order; annexes included.
  public func forEachInlines(_ visit: ([Inline]) -> Void) {
    switch content {
    case .title(let title): visit(title.inlines)
    case .heading(let heading):
      visit(heading.inlines)
      visit(heading.runIn)
    case .paragraph(let paragraph): visit(paragraph.inlines)
    case .table(let table):
      visit(table.unitNote)
      for row in table.bands.lazy.flatMap(\.rows) {
        for case .cell(let cell) in row.cells {
          for block in cell.blocks { block.forEachInlines(visit) }
          for block in cell.foot { block.forEachInlines(visit) }
        }
      }
    case .signature(let signature): for line in signature.lines { visit(line.inlines) }
    case .cover(let cover):
      for line in cover.head { visit(line) }
      visit(cover.title)
      for field in cover.fields {
        visit(field.value)
        visit(field.suffix)
      }
      for line in cover.foot { visit(line) }
    case .annex(let annex), .enacted(let annex):
      visit(annex.title)
      for block in annex.blocks { block.forEachInlines(visit) }
    case .landscape(let blocks): for block in blocks { block.forEachInlines(visit) }
    case .pages(let settings): if let header = settings.header { visit(header) }
    case .space, .pageBreak, .contents: break
    }
  }
}

extension Block.Content {
  fileprivate func mappingInlines(_ transform: ([Inline]) -> [Inline]) -> Block.Content {
    switch self {
    case .title(var title):
      title.inlines = transform(title.inlines)
      return .title(title)
    case .heading(var heading):
      heading.inlines = transform(heading.inlines)
      heading.runIn = transform(heading.runIn)
      return .heading(heading)
    case .paragraph(var paragraph):
      paragraph.inlines = transform(paragraph.inlines)
      return .paragraph(paragraph)
    case .table(let table): return .table(table.mappingInlines(transform))
    case .signature(var signature):
      for index in signature.lines.indices {
        signature.lines[index].inlines = transform(signature.lines[index].inlines)
      }
      return .signature(signature)
    case .cover(let cover): return .cover(cover.mappingInlines(transform))
    case .annex(let annex): return .annex(annex.mappingInlines(transform))
    case .enacted(let annex): return .enacted(annex.mappingInlines(transform))
    case .landscape(let blocks):
      return .landscape(blocks.map { $0.mappingInlines(transform) })
    case .pages(var settings):
      settings.header = settings.header.map(transform)
      return .pages(settings)
    case .space, .pageBreak, .contents: return self
    }
  }
}

extension Table {
  fileprivate func mappingInlines(_ transform: ([Inline]) -> [Inline]) -> Table {
    var table = self
    table.unitNote = transform(unitNote)
    for band in table.bands.indices {
      for row in table.bands[band].rows.indices {
        table.bands[band].rows[row].cells = table.bands[band].rows[row].cells.map { slot in
          guard case .cell(var cell) = slot else { return slot }
          cell.blocks = cell.blocks.map { $0.mappingInlines(transform) }
          cell.foot = cell.foot.map { $0.mappingInlines(transform) }
          return .cell(cell)
        }
      }
    }
    return table
  }
}

extension Cover {
  fileprivate func mappingInlines(_ transform: ([Inline]) -> [Inline]) -> Cover {
    var cover = self
    cover.head = head.map(transform)
    cover.title = transform(title)
    for index in cover.fields.indices {
      cover.fields[index].value = transform(cover.fields[index].value)
      cover.fields[index].suffix = transform(cover.fields[index].suffix)
    }
    cover.foot = foot.map(transform)
    return cover
  }
}

extension Annex {
  fileprivate func mappingInlines(_ transform: ([Inline]) -> [Inline]) -> Annex {
    var annex = self
    annex.title = transform(title)
    annex.blocks = blocks.map { $0.mappingInlines(transform) }
    return annex
  }
}

extension Document {
  /// Gives every note its identifier, 1, 2, 3 … in reading order.
  public func identifyingFootnotes() -> Document {
    guard !footnotes.isEmpty else { return self }
    var document = self
    var count = 0
    document.blocks = blocks.map { block in
      block.mappingInlines { inlines in
        inlines.mapping { inline in
          guard case .footnote(var note) = inline else { return [inline] }
          count += 1
          note.identifier = count
          return [.footnote(note)]
        }
      }
    }
    return document
  }

  /// The notes in reading order.
  public var footnotes: [Footnote] {
    var notes: [Footnote] = []
    for block in blocks {
      block.forEachInlines { inlines in
        inlines.forEachDeep { if case .footnote(let note) = $0 { notes.append(note) } }
      }
    }
    return notes
  }
}
