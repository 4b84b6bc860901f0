import Diagnostics
import Document
import Fonts
import Pages
import Typography

/// Sets documents: blocks in, pages out. One per run; holds what does not change between
/// documents (fonts, shaped words, line breaks of the template's own paragraphs).
public struct Typesetter: Sendable {
  public let fonts: FontLibrary
  public private(set) var profile: LayoutProfile
  private let memory = SettingMemory()

  public init(fonts: FontLibrary, profile: LayoutProfile = LayoutProfile()) {
    self.fonts = fonts
    self.profile = profile
  }

  /// Sets a document. Errors (a character in no font, a table wider than its page, a one-page
  /// paper that does not fit) are collected; with any error there are no pages.
  public func typeset(_ document: Document) -> (pages: PageSequence?, findings: Findings) {
    let setter = applying(document.layout)
    let document = document.readyToSet
    let attempt =
      document.pageLimit.map { setter.fitted(document, limit: $0) } ?? setter.set(document, nil)
    let findings = attempt.findings.namingCharactersOnce
    return (findings.hasErrors ? nil : attempt.pages, findings)
  }

  func applying(_ layout: LayoutSettings) -> Typesetter {
    var setter = self
    setter.profile = profile.applying(layout)
    return setter
  }

  /// What one way of setting gives; the pages are nil where references did not settle.
  private struct Attempt {
    var pages: PageSequence?
    var findings: Findings
    var count: Int { pages?.pages.count ?? .max }
  }

  /// Row pitch and type size of a tighter setting.
  struct Tightness {
    var pitch: Length
    var size: Length
    /// The foot line stands at the left of the seal, over as many lines as it needs there.
    var footBesideSeal = false
    /// Places to write on are no wider than 8 字.
    var narrowsBlanks = false
  }

  /// As set, then with less leading down to 25 pt, then with 15 pt type; design section 4 and
  /// forms:B9.
  private func fitted(_ document: Document, limit: Int) -> Attempt {
    let plain = set(document, nil)
    guard plain.count > limit, plain.pages != nil else { return plain }
    var last = plain
    var steps = tighterSettings(document.style)
    // The tightest setting holds less than twice as much as the plain one: what is longer than that
    // is tried once, so that the message says how far it comes.
    if plain.count > 2 * limit { steps = Array(steps.suffix(1)) }
    for step in steps {
      last = set(document, step)
      guard last.pages != nil else { return last }
      if last.count <= limit {
        last.findings.add(
          LayoutProblem.setTighter(pitch: step.pitch.points, size: step.size.points))
        return last
      }
    }
    if document.isProvisional { last = plain }
    last.findings.add(
      LayoutProblem.tooManyPages(
        limit: limit, needed: last.count, isProvisional: document.isProvisional))
    return last
  }

  private func tighterSettings(_ style: PageStyle) -> [Tightness] {
    guard style.isGridded else { return [] }
    let pitches = [29.0, 28.0, 27.0, 26.0, 25.0]
    return pitches.map { Tightness(pitch: .pt($0), size: profile.bodySize) } + [
      Tightness(pitch: .pt(25), size: profile.bodySize, footBesideSeal: true),
      Tightness(pitch: .pt(25), size: TypeSize.smallThree),
      Tightness(pitch: .pt(25), size: TypeSize.smallThree, footBesideSeal: true),
      Tightness(
        pitch: .pt(25), size: TypeSize.smallThree, footBesideSeal: true, narrowsBlanks: true),
    ]
  }

  /// The most rounds for values that only layout knows.
  private static let mostRounds = 4

  /// Sets a document, again until page numbers in the text are the ones that come out.
  private func set(_ document: Document, _ tightness: Tightness?) -> Attempt {
    var pages: PageSequence?
    let (round, findings) = settle(document, tightness) { laid, _ in
      let round = self.round(laid, document) { $0 }
      pages = round.pages
      return round
    }
    return Attempt(pages: round == nil ? nil : pages, findings: findings)
  }

  /// Lays and builds a document until the values that only layout knows are stable; nil where they
  /// never are.
  func settle(
    _ document: Document, _ tightness: Tightness?,
    build: (LaidDocument, DeferredValues) -> Round
  ) -> (round: Round?, findings: Findings) {
    let wanted = document.wantedValues
    var values = DeferredValues()
    // A number of the usual width is reserved in the first round.
    for value in wanted { values.values[value] = value.firstGuess }
    var pagesOfBlocks: [Int: Int] = [:]
    for _ in 0..<Self.mostRounds {
      let round = build(lay(document, tightness, values, pagesOfBlocks), values)
      guard !wanted.isEmpty else { return (round, round.findings) }
      var findings = round.findings
      let next = resolve(wanted, in: round, findings: &findings)
      let isStable =
        next.values == values.values
        && (!wanted.contains(.pageNumber) || round.pagesOfBlocks == pagesOfBlocks)
      if isStable || findings.hasErrors { return (round, findings) }
      values = next
      pagesOfBlocks = round.pagesOfBlocks
    }
    var findings = Findings()
    findings.add(LayoutProblem.unstableReferences(rounds: Self.mostRounds))
    return (nil, findings)
  }

  /// One setting of all pages.
  struct Round {
    var pages: PageSequence
    var findings: Findings
    var pagesOfBlocks: [Int: Int]
    /// The printed numbers of footnotes, by identifier.
    var marks: [Int: String]

    /// The printed number of the page on which a box with `：续页` breaks off or goes on; such
    /// boxes whose text fits have none.
    func page(of name: String) -> String {
      let kind = Anchor.Kind.continuation.rawValue
      let anchor = pages.anchors.first { $0.name == name && $0.kind == kind }
      guard let anchor, pages.pages.indices.contains(anchor.page) else { return "1" }
      return pages.pages[anchor.page].label ?? "\(anchor.page + 1)"
    }
  }

  /// The document as a flow, with all that its pages need.
  struct LaidDocument {
    var assembler: FlowAssembler
    var sheet: StyleSheet
    var imprint: FlowBox?
    var builder: PageBuilder
    var rowChanges: [Int]
    var findings: Findings
    /// Where the flow of the text ends: behind it are annexes that are bound by themselves.
    var end: Int
  }

  private func lay(
    _ document: Document, _ tightness: Tightness?, _ values: DeferredValues,
    _ pagesOfBlocks: [Int: Int]
  ) -> LaidDocument {
    let sheet = StyleSheet.of(
      document.style, profile: profile, pitch: tightness?.pitch, size: tightness?.size)
    var assembler = FlowAssembler(
      fonts: fonts, memory: memory, sheet: sheet, deferred: values)
    assembler.pagesOfBlocks = pagesOfBlocks
    assembler.narrowsBlanks = tightness?.narrowsBlanks ?? false
    assembler.foot.goesBesideSeal = tightness?.footBesideSeal ?? false
    let (document, entries) = document.anchoringContents()
    assembler.contents = entries
    assembler.hasFootnotes = LayoutNeeds(document.blocks).hasFootnotes
    var imprint: FlowBox?
    // A 公示 may also be a template of its own, with a text and no manuscript.
    let isText = document.style == .publicNotice && document.official == nil
    if document.style.takesManuscript, !isText {
      imprint = assembler.addOfficial(document)
    } else {
      assembler.addNumbered(document.blocks)
    }
    assembler.addContinuationPages()
    // Notes of parts that are no blocks of their own, such as an annex's title.
    if assembler.hasFootnotes { for note in document.footnotes { assembler.set(note) } }
    var findings = assembler.findings
    let builder = PageBuilder(
      first: sheet.section, mirrorsMargins: profile.mirrorsMargins, notes: assembler.notes,
      rowExtent: sheet.extent(ofSize: sheet.bodySize, pitch: sheet.pitch))
    let changes = builder.rowChanges(
      for: assembler.items, signature: assembler.signature, findings: &findings)
    return LaidDocument(
      assembler: assembler, sheet: sheet, imprint: imprint, builder: builder,
      rowChanges: changes, findings: findings,
      end: assembler.separateAnnexes ?? assembler.items.count)
  }

  /// The pages of a document before their furniture, and the structure that their items belong to.
  ///
  /// - Parameter keep: sees each page and gives what is kept of it; see `PageBuilder.build`.
  func build(
    _ laid: LaidDocument, _ document: Document, keepsStructure: Bool = true,
    findings: inout Findings, keep: (BuiltPage) -> BuiltPage
  ) -> (built: BuiltPages, structure: StructureTree) {
    let (assembler, builder, sheet) = (laid.assembler, laid.builder, laid.sheet)
    var structure = assembler.structure
    structure.keepsElements = keepsStructure
    // Annexes that are bound by themselves stand behind the 版记 of the text.
    var built = builder.build(
      FlowWindow(Array(assembler.items[..<laid.end]), lists: assembler.longLists),
      rowChanges: laid.rowChanges, structure: &structure, findings: &findings, keep: keep)
    let clearance = sheet.pitch - sheet.bodySize
    let sheets = document.official?.isSaddleStitched == true ? 4 : 2
    if document.style == .letter {
      builder.finishLetter(laid.imprint, clearance: clearance, on: &built)
    } else if let imprint = laid.imprint {
      builder.placeImprint(imprint, clearance: clearance, multiple: sheets, on: &built)
    } else if sheets == 4 {
      builder.pad(toMultipleOf: sheets, &built)
    }
    if laid.end < assembler.items.count {
      built.separateFrom = built.pages.count
      built.append(
        builder.build(
          FlowWindow(Array(assembler.items[laid.end...]), lists: assembler.longLists),
          structure: &structure, findings: &findings, keep: keep))
    }
    if document.style == .paper || document.style == .publicNotice { numberLongPaper(&built) }
    return (built, structure)
  }

  func round(
    _ laid: LaidDocument, _ document: Document, keep: (BuiltPage) -> BuiltPage
  ) -> Round {
    var findings = laid.findings
    let (built, structure) = build(laid, document, findings: &findings, keep: keep)
    return round(laid, document, built, structure, findings)
  }

  func round(
    _ laid: LaidDocument, _ document: Document, _ built: BuiltPages, _ structure: StructureTree,
    _ found: Findings
  ) -> Round {
    var findings = found
    let pages = furniture(laid, document).finish(built.pages, findings: &findings)
    let sequence = PageSequence(
      pages: pages, structure: structure, outline: built.outline,
      anchors: built.anchors,
      metadata: DocumentMetadata(title: document.title, author: document.author))
    let marks = NoteMark.marks(of: built.notes, document.footnoteNumbering) {
      fonts.face(for: CollectionOfOne($0), role: .song) == fonts.faces(for: .song).first
    }
    return Round(
      pages: sequence, findings: findings, pagesOfBlocks: built.numberOfBlock, marks: marks)
  }

  func furniture(_ laid: LaidDocument, _ document: Document) -> PageFurniture {
    PageFurniture(
      exact: laid.assembler.exact, sheet: laid.sheet, profile: profile, stamp: document.stamp)
  }

  /// A 文书 or 公示 of one page carries no number; a longer one is numbered like a 公文.
  private func numberLongPaper(_ built: inout BuiltPages) {
    guard built.pages.count > 1 else {
      for index in built.pages.indices { built.pages[index].isNumbered = false }
      return
    }
    for index in built.pages.indices {
      built.pages[index].section.numbering = .official
      built.pages[index].isNumbered = true
    }
  }

  /// The values as this round's pages have them.
  private func resolve(
    _ wanted: Set<DeferredValue>, in round: Round, findings: inout Findings
  ) -> DeferredValues {
    var result = DeferredValues()
    // Sorted, so that findings never follow hash order.
    for value in wanted.sorted(by: { "\($0)" < "\($1)" }) {
      switch value {
      case .totalPages: result.values[value] = "\(round.pages.pages.count)"
      case .page(let name):
        let anchor = round.pages.anchors.first { $0.name == name && $0.kind == "target" }
        if let anchor, round.pages.pages.indices.contains(anchor.page) {
          result.values[value] = round.pages.pages[anchor.page].label ?? "\(anchor.page + 1)"
        } else {
          findings.add(LayoutProblem.unknownAnchor(name))
        }
      case .continuationPage(let number):
        result.values[value] = round.page(of: ContinuationBox.anchorName(number))
      case .continuedPage(let number):
        result.values[value] = round.page(of: ContinuationBox.originName(number))
      case .noteMark(let identifier):
        result.values[value] = round.marks[identifier] ?? value.firstGuess
      case .pageNumber:
        result.values[value] = value.firstGuess
      }
    }
    return result
  }
}

extension Findings {
  /// What is said of a character (missing, replaced) is said once for each field, in however many
  /// paragraphs and cells it stands; what is wrong with a template's own words once for their place,
  /// however often they are repeated.
  var namingCharactersOnce: Findings {
    struct Key: Hashable {
      var message: String
      var field: String?
      var place: String?
    }
    var seen: Set<Key> = []
    return Findings(
      all.filter { finding in
        let message = finding.problem.message(in: .english)
        switch finding.problem {
        case is FontProblem, LineProblem.missingCharacter:
          return seen.insert(Key(message: message, field: finding.field)).inserted
        case is LineProblem, is TableProblem:
          guard finding.field == nil, let span = finding.labels.first?.place.span else {
            return true
          }
          let place = "\(span.file.name):\(span.lower)"
          return seen.insert(Key(message: message, place: place)).inserted
        default: return true
        }
      })
  }
}

extension Document {
  /// The values in it that only layout knows.
  fileprivate var wantedValues: Set<DeferredValue> {
    var wanted: Set<DeferredValue> = []
    let needs = LayoutNeeds(blocks)
    if needs.hasDeferred { blocks.collectDeferred(into: &wanted) }
    for number in 0..<needs.continuations {
      wanted.insert(.continuationPage(number + 1))
      wanted.insert(.continuedPage(number + 1))
    }
    for entry in anchoringContents().entries { wanted.insert(.page(ofAnchor: entry.anchor)) }
    return wanted
  }

  /// The document as it is set: notes and boxes counted, neighbouring forms stacked.
  var readyToSet: Document {
    let needs = LayoutNeeds(blocks)
    var document = needs.hasFootnotes ? identifyingFootnotes() : self
    document.blocks = document.blocks.stackingTables
    var continuations = 0
    if needs.continuations > 0 {
      document.blocks = document.blocks.numberingContinuations(&continuations)
    }
    return document
  }
}

extension DeferredValue {
  /// What stands for the value before any page is known.
  fileprivate var firstGuess: String {
    switch self {
    case .pageNumber, .totalPages, .page, .continuationPage, .continuedPage: "1"
    case .noteMark: "①"
    }
  }
}

/// What a typesetter has set before and need not set again.
struct SettingMemory: Sendable {
  let lines = LineCache()
  let short = ShortLines()
  let words = ExactCache()
}
