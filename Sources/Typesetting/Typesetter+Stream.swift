import Diagnostics
import Document
import Fonts
import Pages
import Typography

/// The pages of a document with long lists: they are set anew each time they are asked for, one
/// after another, so that no more than a few of them are held (design section 2).
public struct PageStream: Sendable {
  public let pageCount: Int
  public let outline: [OutlineEntry]
  public let anchors: [AnchorPlacement]
  public let metadata: DocumentMetadata
  private let frame: @Sendable (_ body: (Page) -> Void) -> Void
  private let visit: @Sendable (_ body: (Page) -> Void) -> Findings

  init(
    _ sequence: PageSequence, frame: @escaping @Sendable (_ body: (Page) -> Void) -> Void,
    visit: @escaping @Sendable (_ body: (Page) -> Void) -> Findings
  ) {
    self.frame = frame
    pageCount = sequence.pages.count
    outline = sequence.outline
    anchors = sequence.anchors
    metadata = sequence.metadata
    self.visit = visit
  }

  /// Runs `body` with every page in order as it is without its text: size, label, notes, numbers.
  public func forEachFrame(_ body: (Page) -> Void) { frame(body) }

  /// Runs `body` with every page in order, the same pages each time. Gives what went wrong with the
  /// source of a list; the pages are then not those that were counted.
  public func forEachPage(_ body: (Page) -> Void) -> Findings { visit(body) }
}

extension Document {
  /// Whether a list of it is too long to be held, so that its pages are to be set by `stream`.
  public var hasLongLists: Bool { blocks.contains { $0.hasLongList } }
}

extension Block {
  fileprivate var hasLongList: Bool {
    switch content {
    case .table(let table): table.longRows != nil
    case .annex(let annex), .enacted(let annex): annex.blocks.contains { $0.hasLongList }
    case .landscape(let blocks): blocks.contains { $0.hasLongList }
    default: false
    }
  }
}

extension Typesetter {
  /// Sets a document with long lists. What the first pass finds wrong comes with it; with an error
  /// there are no pages. A limit of pages (`pageLimit`) is for short papers and not looked at.
  ///
  /// - Parameter seeing: is shown the text of each page, numbered from 1, while it is set for the
  ///   first time, so that its glyphs are known without setting it once more. Where a document has
  ///   to be set several times, it is shown each time.
  public func stream(
    _ document: Document, seeing: (_ text: [PlacedItem], _ number: Int) -> Void = { _, _ in }
  ) -> (pages: PageStream?, findings: Findings) {
    let setter = applying(document.layout)
    let document = document.readyToSet
    var last: (laid: LaidDocument, built: BuiltPages)?
    let (round, found) = setter.settle(document, nil) { laid, _ in
      var findings = laid.findings
      var number = 0
      let (built, structure) = setter.build(
        laid, document, keepsStructure: false, findings: &findings
      ) { page in
        number += 1
        seeing(page.items, number)
        return page.withoutItems
      }
      last = (laid, built)
      return setter.round(laid, document, built, structure, findings)
    }
    let findings = found.namingCharactersOnce
    guard let round, let last, !findings.hasErrors else { return (nil, findings) }
    let stream = PageStream(round.pages) { body in
      setter.visitFrames(document, last.laid, last.built, body)
    } visit: { body in
      setter.visit(document, last.laid, last.built, body)
    }
    return (stream, findings)
  }

  /// What stands on each page besides the text.
  private func visitFrames(
    _ document: Document, _ laid: LaidDocument, _ light: BuiltPages, _ body: (Page) -> Void
  ) {
    var silent = Findings()
    let furniture = furniture(laid, document)
    for (page, total) in zip(light.pages, PageFurniture.totals(of: light.pages)) {
      body(furniture.finish(page, total: total, findings: &silent))
    }
  }

  /// Sets the pages once more and hands each on with what the first pass put on it besides: 版记,
  /// notes, numbers.
  private func visit(
    _ document: Document, _ laid: LaidDocument, _ light: BuiltPages, _ body: (Page) -> Void
  ) -> Findings {
    var findings = Findings()
    var silent = Findings()
    let totals = PageFurniture.totals(of: light.pages)
    let furniture = furniture(laid, document)
    var index = 0
    func hand(_ items: [PlacedItem]) {
      guard light.pages.indices.contains(index) else { return }
      var page = light.pages[index]
      page.items = items + page.items
      body(furniture.finish(page, total: totals[index], findings: &silent))
      index += 1
    }
    // Pages behind the text that carry nothing of the flow (blank ones, the 版记's own).
    func handLight(upTo end: Int) { while index < min(end, light.pages.count) { hand([]) } }
    let separate = laid.end < laid.assembler.items.count
    _ = build(laid, document, keepsStructure: false, findings: &findings) { page in
      if separate, page.isFirstOfPart, index > 0 { handLight(upTo: light.separateFrom ?? index) }
      hand(page.items)
      return page.withoutItems
    }
    handLight(upTo: light.pages.count)
    return findings
  }
}

extension BuiltPage {
  /// What a long document keeps of a page that was handed on.
  var withoutItems: BuiltPage {
    var page = self
    page.items = []
    return page
  }
}
