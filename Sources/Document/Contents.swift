import Diagnostics

/// A line of a 目录.
public struct ContentsEntry: Hashable, Sendable {
  /// 1 for 一、 and annexes, 2 for （一）, and so on.
  public var level: Int
  /// Number and words as the document has them, without wanted breaks.
  public var text: String
  /// Where it leads: the anchor whose page is printed.
  public var anchor: String
}

extension Document {
  /// The document with an anchor on everything that its 目录 lists, and what that is: the headings
  /// behind the 目录 down to its depth, and the annexes. Nothing where there is no 目录.
  ///
  /// Headings within annexes and titles are not listed, as in bound reports.
  public func anchoringContents() -> (document: Document, entries: [ContentsEntry]) {
    guard let depth = blocks.contentsDepth else { return (self, []) }
    var document = self
    var lister = ContentsLister(depth: depth)
    document.blocks = lister.list(blocks)
    return (document, lister.entries)
  }
}

extension [Block] {
  /// The depth of the first 目录 among the blocks.
  fileprivate var contentsDepth: Int? {
    for block in self {
      switch block.content {
      case .contents(let contents): return contents.depth
      case .landscape(let inner): if let depth = inner.contentsDepth { return depth }
      default: break
      }
    }
    return nil
  }
}

private struct ContentsLister {
  let depth: Int
  var entries: [ContentsEntry] = []
  /// Only what stands behind the 目录 is listed.
  private var hasBegun = false

  init(depth: Int) { self.depth = depth }

  mutating func list(_ blocks: [Block]) -> [Block] {
    blocks.map { block in
      var block = block
      switch block.content {
      case .contents: hasBegun = true
      case .landscape(let inner): block.content = .landscape(list(inner))
      case .heading(var heading) where hasBegun && heading.level <= depth:
        let anchor = heading.anchor ?? nextAnchor
        heading.anchor = anchor
        add(heading.level, heading.number + heading.inlines.readingText, anchor)
        block.content = .heading(heading)
      case .annex(var annex) where hasBegun:
        let anchor = nextAnchor
        annex.title.insert(.anchor(Anchor(name: anchor, kind: .target)), at: 0)
        let mark = "附件" + (annex.number.map(String.init) ?? "")
        add(1, mark + "\u{3000}" + annex.name, anchor)
        block.content = .annex(annex)
      default: break
      }
      return block
    }
  }

  private var nextAnchor: String { "目录\(entries.count + 1)" }

  private mutating func add(_ level: Int, _ text: String, _ anchor: String) {
    let line = text.split(separator: "\n").joined(separator: " ")
    entries.append(ContentsEntry(level: level, text: line, anchor: anchor))
  }
}
