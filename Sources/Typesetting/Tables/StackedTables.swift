import Document

extension [Block] {
  /// Forms that follow one another without a word between them are one stack of bands, so that
  /// neighbours share a border: the boxes of M12, one below the other (forms:B0.7). Lists, tables
  /// with a unit note and tables in other type stay by themselves.
  package var stackingTables: [Block] {
    var result: [Block] = []
    for block in self {
      switch block.content {
      case .table(let table):
        if case .table(var above)? = result.last?.content, above.stacks(table) {
          above.bands += table.bands
          result[result.count - 1].content = .table(above)
        } else {
          result.append(block)
        }
      case .annex(var annex):
        annex.blocks = annex.blocks.stackingTables
        result.append(Block(.annex(annex), place: block.place))
      case .enacted(var annex):
        annex.blocks = annex.blocks.stackingTables
        result.append(Block(.enacted(annex), place: block.place))
      case .landscape(let blocks):
        result.append(Block(.landscape(blocks.stackingTables), place: block.place))
      default: result.append(block)
      }
    }
    return result
  }
}

extension Table {
  fileprivate func stacks(_ next: Table) -> Bool {
    !isList && !next.isList && next.unitNote.isEmpty && size == next.size
      && outerRule == next.outerRule && continuedNote.plainText == next.continuedNote.plainText
  }
}
