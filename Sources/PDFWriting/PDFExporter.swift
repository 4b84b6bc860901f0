import Fonts
import Pages
import Typography

/// Writes pages as PDF/A-2u (ISO 19005-2 on ISO 32000-1). The same pages, fonts and libraries give
/// the same bytes; nothing reads a clock.
public struct PDFExporter: Sendable {
  public let fonts: FontLibrary
  public var options: PDFOptions
  /// Faces reduced to the characters of a run, by face: subsets come out of them in a fraction of
  /// the time. A face that is not here, or lacks a glyph there, is read whole.
  public var subsetSources: [FaceID: SubsetSource] = [:]
  public init(fonts: FontLibrary, options: PDFOptions = PDFOptions()) {
    self.fonts = fonts
    self.options = options
  }

  /// The file's bytes. Throws everything that breaks a rule at once, and then there are no bytes.
  ///
  /// - Parameter embedded: fonts made before, by `embed`; only what they lack is subset anew.
  public func export(
    _ pages: PageSequence, reusing embedded: EmbeddedFonts? = nil
  ) throws(PDFViolations) -> [UInt8] {
    var found = ProblemCollector()
    found.add(checks(pages))
    let embedded = makeFonts(pages.pages, base: embedded, found: &found)
    let (bytes, problems) = write(pages, embedded)
    found.add(problems)
    if !found.problems.isEmpty { throw PDFViolations(violations: found.problems) }
    return bytes
  }

  /// Subsets and deflates the fonts of these pages, to be reused for many files: first those of
  /// the template's own text, then, on top of them, those of a case.
  public func embed(
    _ pages: [Page], beyond base: EmbeddedFonts? = nil
  ) throws(PDFViolations) -> EmbeddedFonts {
    var found = ProblemCollector()
    let embedded = makeFonts(pages, base: base, found: &found)
    if !found.problems.isEmpty { throw PDFViolations(violations: found.problems) }
    return embedded
  }

  private func makeFonts(
    _ pages: [Page], base: EmbeddedFonts?, found: inout ProblemCollector
  ) -> EmbeddedFonts {
    let plan = FontPlan(pages, library: fonts, beyond: base)
    found.add(plan.problems)
    var embedder = FontEmbedder(
      library: fonts, sources: subsetSources, isPretty: options.isPretty,
      level: options.compressionLevel)
    let embedded = embedder.embed(plan, base: base)
    found.add(embedder.problems)
    return embedded
  }

  /// What is known before anything is written.
  private func checks(_ pages: PageSequence) -> [PDFProblem] {
    var problems: [PDFProblem] = []
    if pages.pages.isEmpty { problems.append(.noPages) }
    for (index, page) in pages.pages.enumerated() {
      let sides = [page.size.width.milliPoints, page.size.height.milliPoints]
      if sides.contains(where: { $0 < 3_000 || $0 > 14_400_000 }) {
        problems.append(.pageSize(page: index + 1, width: sides[0], height: sides[1]))
      }
    }
    return problems + Metadata(pages.metadata).problems
  }

  // MARK: Writing

  private func write(
    _ pages: PageSequence, _ embedded: EmbeddedFonts
  ) -> (bytes: [UInt8], problems: [PDFProblem]) {
    var file = FileWriter(isPretty: options.isPretty, level: options.compressionLevel)
    var fontIDs: [Int: ObjectID] = [:]
    let tree = PageTree(count: pages.pages.count, file: &file)
    for (index, page) in pages.pages.enumerated() {
      write(page, index, in: tree, embedded, fontIDs: &fontIDs, to: &file)
    }
    tree.write(to: &file)
    for (number, id) in fontIDs.sorted(by: { $0.key < $1.key }) {
      embedded.font(number)?.write(as: id, to: &file)
    }
    let metadata = Metadata(pages.metadata)
    let root = writeCatalog(pages, tree, metadata, to: &file)
    let info = file.add(metadata.info)
    let (bytes, limits) = file.finish(root: root, info: info)
    return (bytes, limits.problems)
  }

  private func write(
    _ page: Page, _ index: Int, in tree: PageTree, _ embedded: EmbeddedFonts,
    fontIDs: inout [Int: ObjectID], to file: inout FileWriter
  ) {
    var content = ContentWriter(page: page, fonts: embedded, red: options.red)
    content.write(page.items)
    for problem in content.limits.problems { file.limits.add(problem) }
    let contentID = file.addStream([:], .raw(content.out.bytes))
    var fonts = PDFDictionary()
    for number in content.usedFonts.sorted() {
      let id = fontIDs[number] ?? file.reserve()
      fontIDs[number] = id
      fonts.add("F" + String(number + 1), .reference(id))
    }
    var resources = PDFDictionary()
    if !fonts.entries.isEmpty { resources.add("Font", .dictionary(fonts)) }
    file.write(
      .dictionary([
        "Type": .name("Page"), "Parent": .reference(tree.parent(of: index)),
        "MediaBox": .array([
          .int(0), .int(0), .milli(page.size.width.milliPoints),
          .milli(page.size.height.milliPoints),
        ]),
        "Resources": .dictionary(resources), "Contents": .reference(contentID),
      ]), as: tree.pages[index])
  }

  private func writeCatalog(
    _ pages: PageSequence, _ tree: PageTree, _ metadata: Metadata, to file: inout FileWriter
  ) -> ObjectID {
    let navigation = Navigation(pages: pages.pages, ids: tree.pages)
    let profile = file.addStream(["N": .int(3)], .raw(ColorProfile.bytes))
    let xmp = file.addStream(
      ["Type": .name("Metadata"), "Subtype": .name("XML")], .plain(metadata.xmp))
    let outline = navigation.writeOutline(pages.outline, to: &file)
    let names = navigation.writeDestinations(pages.anchors, to: &file)
    var preferences: PDFDictionary = [
      "DisplayDocTitle": .bool(true), "PrintScaling": .name("None"),
    ]
    if let duplex = options.duplex { preferences.add("Duplex", .name(duplex.rawValue)) }
    var catalog: PDFDictionary = [
      "Type": .name("Catalog"), "Pages": .reference(tree.root),
      "Lang": .text(pages.metadata.language), "Metadata": .reference(xmp),
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
    catalog.add("Outlines", outline.map(PDFValue.reference))
    catalog.add("Names", names.map(PDFValue.reference))
    return file.add(catalog)
  }
}

public struct PDFOptions: Hashable, Sendable {
  /// Readable output for tests: no object streams, no compression.
  public var isPretty = false
  /// 1…12 of libdeflate. By measurement (docs/pdf.md) the higher levels gain little and cost much.
  public var compressionLevel: Int32 = 6
  /// The RGB colour that stands for Y 80 % + M 80 %.
  public var red = PDFRed.screen
  /// The way to print both sides, as a hint to the print dialogue (std:B-13); nil says nothing.
  public var duplex: Duplex?

  public enum Duplex: String, Hashable, Sendable {
    case simplex = "Simplex"
    case longEdge = "DuplexFlipLongEdge"
    case shortEdge = "DuplexFlipShortEdge"
  }
  public init() {}
}

/// Problems in the order in which they were met, each once.
private struct ProblemCollector {
  private(set) var problems: [PDFProblem] = []
  private var seen: Set<PDFProblem> = []
  mutating func add(_ more: [PDFProblem]) {
    for problem in more where seen.insert(problem).inserted { problems.append(problem) }
  }
}
