import Fonts
import Pages
import Typography

/// Writes a file of any length page by page: the pages are shown twice, and none of them is kept.
///
///     var job = PDFJob(exporter, to: sink)
///     job.collect(page) …            every page, in order: which glyphs the fonts must have
///     try job.begin(metadata)        the fonts are made; nothing was written before
///     job.write(page) …              the same pages in the same order
///     try job.finish(outline: …, anchors: …)
///
/// The bytes are those of `PDFExporter.export` on the same pages. Memory grows by the size and
/// label of each page, its two objects' places, and the fonts; the file itself goes to the sink.
public struct PDFJob: ~Copyable {
  private let exporter: PDFExporter
  private let base: EmbeddedFonts?
  private var file: FileWriter
  private var plan = FontPlan()
  private var notes: [PageNote] = []
  private var sizeProblems: [PDFProblem] = []
  private var found = ProblemCollector()
  private var stage: Stage?
  private var written = 0

  /// What there is from `begin` on.
  private struct Stage {
    var fonts: EmbeddedFonts
    var fontIDs: [Int: ObjectID] = [:]
    var tree: PageTree
    var metadata: DocumentMetadata
  }

  /// - Parameters:
  ///   - embedded: fonts made before, by `PDFExporter.embed`; only what they lack is subset anew.
  ///   - sink: gets nothing before `begin` has found the pages sound.
  public init(
    _ exporter: PDFExporter, reusing embedded: EmbeddedFonts? = nil, to sink: any ByteSink
  ) {
    self.exporter = exporter
    base = embedded
    file = FileWriter(
      isPretty: exporter.options.isPretty, level: exporter.options.compressionLevel, to: sink)
  }

  // MARK: First time

  /// Notes what a page needs. The pages come in order, before `begin`.
  public mutating func collect(_ page: Page) {
    notes.append(PageNote(size: page.size, label: page.label))
    let sides = [page.size.width.milliPoints, page.size.height.milliPoints]
    if sides.contains(where: { $0 < 3_000 || $0 > 14_400_000 }) {
      sizeProblems.append(.pageSize(page: notes.count, width: sides[0], height: sides[1]))
    }
    plan.collect(page, number: notes.count, library: exporter.fonts, beyond: base)
  }

  /// Notes the glyphs of items that are not on the page as it is collected, though they will be when
  /// it is written: where a page's text is set before the page is complete. `number` is the page's,
  /// from 1.
  public mutating func collect(_ items: [PlacedItem], onPage number: Int) {
    plan.collect(Page(items: items), number: number, library: exporter.fonts, beyond: base)
  }

  /// Makes the fonts. Throws everything about the pages and their description that breaks a rule;
  /// the sink has got nothing then.
  public mutating func begin(_ metadata: DocumentMetadata) throws(PDFViolations) {
    open(metadata)
    if !found.problems.isEmpty { throw PDFViolations(violations: found.problems) }
  }

  /// `begin` without a stop: what is wrong is told at the end, with what writing finds.
  mutating func open(_ metadata: DocumentMetadata) {
    if notes.isEmpty { found.add([.noPages]) }
    found.add(sizeProblems + Metadata(metadata).problems)
    let (fonts, problems) = exporter.embed(plan, base: base)
    found.add(problems)
    // What the plan knew is in the fonts now.
    plan = FontPlan()
    stage = Stage(
      fonts: fonts, tree: PageTree(count: notes.count, file: &file), metadata: metadata)
  }

  // MARK: Second time

  /// Writes the next page: the same as was collected at its place.
  public mutating func write(_ page: Page) {
    guard let tree = stage?.tree, let fonts = stage?.fonts, written < notes.count else {
      return file.limits.add(.noSuchPage(title: "", page: written))
    }
    var content = ContentWriter(page: page, fonts: fonts, red: exporter.options.red)
    content.write(page.items)
    for problem in content.limits.problems { file.limits.add(problem) }
    let contentID = file.addStream([:], .raw(content.out.bytes))
    var resources = PDFDictionary()
    let fontEntries = self.fontEntries(content.usedFonts)
    if !fontEntries.entries.isEmpty { resources.add("Font", .dictionary(fontEntries)) }
    file.write(
      .dictionary([
        "Type": .name("Page"), "Parent": .reference(tree.parent(of: written)),
        "MediaBox": .array([
          .int(0), .int(0), .milli(page.size.width.milliPoints),
          .milli(page.size.height.milliPoints),
        ]),
        "Resources": .dictionary(resources), "Contents": .reference(contentID),
      ]), as: tree.pages[written])
    written += 1
  }

  private mutating func fontEntries(_ used: [Int]) -> PDFDictionary {
    var fonts = PDFDictionary()
    for number in used.sorted() {
      let id = stage?.fontIDs[number] ?? file.reserve()
      stage?.fontIDs[number] = id
      fonts.add("F" + String(number + 1), .reference(id))
    }
    return fonts
  }

  /// Writes what stands behind the pages and closes the file. Throws what writing found; what the
  /// sink has got by then is no file and must be thrown away.
  public consuming func finish(
    outline: [OutlineEntry] = [], anchors: [AnchorPlacement] = []
  ) throws(PDFViolations) {
    guard let stage else { throw PDFViolations(violations: [PDFProblem.noPages]) }
    if written < notes.count { file.limits.add(.noSuchPage(title: "", page: written)) }
    stage.tree.write(to: &file)
    for (number, id) in stage.fontIDs.sorted(by: { $0.key < $1.key }) {
      stage.fonts.font(number)?.write(as: id, to: &file)
    }
    let root = writeCatalog(stage, outline, anchors)
    let info = file.add(Metadata(stage.metadata).info)
    var found = self.found
    found.add(file.finish(root: root, info: info).problems)
    if !found.problems.isEmpty { throw PDFViolations(violations: found.problems) }
  }

  private mutating func writeCatalog(
    _ stage: Stage, _ outline: [OutlineEntry], _ anchors: [AnchorPlacement]
  ) -> ObjectID {
    let navigation = Navigation(pages: notes, ids: stage.tree.pages)
    let profile = file.addStream(["N": .int(3)], .raw(ColorProfile.bytes))
    let xmp = file.addStream(
      ["Type": .name("Metadata"), "Subtype": .name("XML")], .plain(Metadata(stage.metadata).xmp))
    let bookmarks = navigation.writeOutline(outline, to: &file)
    let names = navigation.writeDestinations(anchors, to: &file)
    var preferences: PDFDictionary = [
      "DisplayDocTitle": .bool(true), "PrintScaling": .name("None"),
    ]
    if let duplex = exporter.options.duplex { preferences.add("Duplex", .name(duplex.rawValue)) }
    var catalog: PDFDictionary = [
      "Type": .name("Catalog"), "Pages": .reference(stage.tree.root),
      "Lang": .text(stage.metadata.language), "Metadata": .reference(xmp),
      "OutputIntents": .array([
        .dictionary([
          "Type": .name("OutputIntent"), "S": .name("GTS_PDFA1"),
          "OutputConditionIdentifier": .text(ColorProfile.identifier),
          "Info": .text(ColorProfile.name), "DestOutputProfile": .reference(profile),
        ])
      ]),
      "ViewerPreferences": .dictionary(preferences),
    ]
    catalog.add("PageLabels", navigation.pageLabels)
    catalog.add("Outlines", bookmarks.map(PDFValue.reference))
    catalog.add("Names", names.map(PDFValue.reference))
    return file.add(catalog)
  }
}

/// What is kept of a page for bookmarks, labels and destinations.
package struct PageNote: Sendable {
  package var size: Size
  package var label: String?
}

/// Problems in the order in which they were met, each once.
struct ProblemCollector {
  private(set) var problems: [PDFProblem] = []
  private var seen: Set<PDFProblem> = []
  mutating func add(_ more: [PDFProblem]) {
    for problem in more where seen.insert(problem).inserted { problems.append(problem) }
  }
}
