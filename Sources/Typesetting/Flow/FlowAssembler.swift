import Diagnostics
import Document
import Fonts
import Pages
import Typography

/// Turns the blocks of a document into a flow, in one page style. The parts that only some styles
/// have (版头, 签章, 封面) are extensions of their own.
package struct FlowAssembler {
  let composer: LineComposer
  let exact: ExactSetter
  /// The measures of the pages in hand; landscape pages have their own.
  var sheet: StyleSheet
  let deferred: DeferredValues
  package var items: [FlowItem] = []
  /// The long lists that items of the flow stand for.
  package var longLists: [LongListFlow] = []
  /// The boxes whose text goes on on an extra page that is still to come.
  var continuations: [ContinuationBox] = []
  /// What a 目录 lists.
  var contents: [ContentsEntry] = []
  package var structure = StructureTree()
  package var findings = Findings()
  /// The element that blocks are children of: the document, or an annex.
  var parent = StructureTree.root
  /// Levels of the headings that are open, so that tags and outline never skip one.
  var openLevels: [Int] = []
  /// The number of the document's block in hand.
  var source: Int?
  /// The page numbers of the blocks in the round before, for page numbers in the text.
  var pagesOfBlocks: [Int: Int] = [:]
  /// Whether the agency's name of a 文书 has just been set, which the title continues.
  var isAfterAgency = false
  /// Where the text of a 公文 begins in the flow, which page one has to show.
  var firstTextItem: Int?
  /// Where 署名, 成文日期 and seals of a 公文 stand in the flow.
  var signature: SignatureInFlow?
  /// Where annexes begin that are not bound with the text.
  var separateAnnexes: Int?
  /// What stands before 附件n on such an annex: the document's 发文字号.
  var numberOnAnnexes: [Inline] = []
  /// How far the seals lie below the text above them, if there are any.
  var sealGap: Length?
  /// The line at the end of the type area, which a seal must not cover.
  var foot = Foot()
  /// Whether the document has any.
  var hasFootnotes = true
  /// The footnotes as set, by identifier.
  package var notes: [Int: FlowNote] = [:]
  /// What the break before the next text line is to be, e.g. after a heading.
  private var pendingKeep: KeepRule?

  init(fonts: FontLibrary, memory: SettingMemory, sheet: StyleSheet, deferred: DeferredValues) {
    self.composer = LineComposer(fonts: fonts, cache: memory.lines, short: memory.short)
    self.exact = ExactSetter(fonts: fonts, cache: memory.words)
    self.sheet = sheet
    self.deferred = deferred
  }

  /// The document's own blocks, whose numbers page numbers in the text refer to.
  mutating func addNumbered(_ blocks: [Block]) { add(blocks, isNumbered: true) }

  package mutating func add(_ blocks: [Block]) { add(blocks, isNumbered: false) }

  private mutating func add(_ blocks: [Block], isNumbered: Bool) {
    foot.exists = foot.exists || blocks.contains(where: \.isFootLine)
    for (index, block) in blocks.enumerated() {
      if isNumbered { source = index }
      add(block)
      if index + 1 < blocks.count, block.names(blocks[index + 1]) { keepNext() }
    }
  }

  package mutating func add(_ block: Block) {
    switch block.content {
    case .title(let title): add(title, place: block.place)
    case .heading(let heading): add(heading, place: block.place)
    case .paragraph(let paragraph): add(paragraph, place: block.place)
    case .table(let table): add(table, place: block.place)
    case .signature(let signature): add(signature, place: block.place)
    case .cover(let cover): add(cover, mark: nil, place: block.place)
    case .annex(let annex): add(annex, isEnacted: false, place: block.place)
    case .enacted(let annex): add(annex, isEnacted: true, place: block.place)
    case .space(let rows): addEmptyRows(rows, breakBefore: .allowed)
    case .pageBreak: append(.pageBreak)
    case .contents(let contents): add(contents, place: block.place)
    case .pages(let settings): add(settings)
    case .landscape(let blocks): onLandscapePages { $0.add(blocks) }
    }
    setNotes(of: block)
  }

  /// Runs `body` for pages of their own whose measures are the landscape ones.
  mutating func onLandscapePages(_ body: (inout FlowAssembler) -> Void) {
    let portrait = sheet
    sheet = portrait.landscape
    addContinuationPages()
    append(.section(sheet.section))
    body(&self)
    addContinuationPages()
    sheet = portrait
    var section = portrait.section
    section.firstNumber = nil
    append(.section(section))
  }

  /// What is known of a foot line while the signature above it is set.
  struct Foot {
    var exists = false
    /// Whether it may stand at the left of the seal instead of below it, for want of room.
    var goesBesideSeal = false
    /// The room at the left of the seal.
    var room: Length?
  }

  /// Whether places to write on are held short, for want of room.
  var narrowsBlanks = false

  // MARK: Pieces that every block is made of

  mutating func append(
    _ kind: FlowItem.Kind, breakBefore: FlowItem.Break = .allowed, isFlush: Bool = false,
    place: Place = .nowhere
  ) {
    var item = FlowItem(kind, breakBefore: breakBefore, isFlush: isFlush, place: place)
    item.source = source
    // What follows a heading is kept with it by the first box, and by blanks before that box.
    if let keep = pendingKeep {
      switch kind {
      case .box, .footed, .longRows:
        item.breakBefore = item.breakBefore.stronger(.kept(keep))
        pendingKeep = nil
      case .rows: item.breakBefore = item.breakBefore.stronger(.kept(keep))
      case .space, .listEnd: break
      case .pageBreak, .section: pendingKeep = nil
      }
    }
    items.append(item)
  }

  mutating func keepNext(_ rule: KeepRule = .withNext) { pendingKeep = rule }

  /// Rows that stay empty, at a page's top too.
  mutating func addEmptyRows(_ rows: Int, breakBefore: FlowItem.Break) {
    guard rows > 0 else { return }
    if sheet.isGridded {
      append(.rows(rows), breakBefore: breakBefore)
    } else {
      append(.box(FlowBox(height: sheet.pitch * rows, items: [])), breakBefore: breakBefore)
    }
  }

  /// A blank that vanishes at a page's top.
  mutating func addBlank(rows: Int) { append(.space(sheet.pitch * rows)) }

  /// A paragraph's setting in the style, before its own wishes.
  func setting(
    font: FontRole? = nil, size: Length? = nil, ink: Ink = .black,
    alignment: ParagraphSetting.Alignment = .justified, first: Length = .zero,
    hanging: Length = .zero, measure: Length? = nil
  ) -> ParagraphSetting {
    let size = size ?? sheet.bodySize
    let isBodySize = size == sheet.bodySize
    var setting = ParagraphSetting(
      mode: isBodySize ? sheet.mode : .running, measure: measure ?? sheet.measure,
      font: font ?? sheet.bodyFont, size: size, ink: ink, alignment: alignment,
      firstIndent: first, hangingIndent: hanging,
      pitch: isBodySize ? sheet.pitch : pitch(forSize: size))
    setting.narrowsBlanks = narrowsBlanks
    if sheet.latinFollowsText { setting.latinFont = setting.font }
    return setting
  }

  /// std:G-13 on the grid; elsewhere in proportion to the body's leading.
  func pitch(forSize size: Length) -> Length {
    sheet.isGridded
      ? size + sheet.bodySize.scaled(7, 8)
      : size.scaled(max(1, sheet.pitch.emu / 100), max(1, sheet.bodySize.emu / 100))
  }

  /// Lines for measuring only: whatever is wrong is reported when they are set.
  func measured(_ inlines: [Inline], _ setting: ParagraphSetting) -> [ComposedLine] {
    var ignored = Findings()
    return composer.compose(inlines, setting, deferred: deferred, findings: &ignored)
  }

  mutating func compose(_ inlines: [Inline], _ setting: ParagraphSetting) -> [ComposedLine] {
    var values = deferred
    if let source, let page = pagesOfBlocks[source] { values.values[.pageNumber] = "\(page)" }
    return composer.compose(inlines, setting, deferred: values, findings: &findings)
  }

  /// A line as a box whose top is the em-box's top (or the row's, in Word's grid).
  func box(
    _ line: ComposedLine, x: Length = .zero, size: Length, pitch: Length, element: ElementID
  ) -> FlowBox {
    let lead = pitch == sheet.pitch ? sheet.lead : .zero
    let ascent = size.scaled(88, 100)
    // A line with larger type on it needs the room above, where lines are set free.
    let more = sheet.isGridded ? .zero : max(.zero, line.ascent - ascent)
    let baseline = lead + ascent + more
    return FlowBox(
      height: pitch + more, extent: sheet.extent(ofSize: size, pitch: pitch) + more,
      items: [
        PlacedItem(
          origin: Point(x: x, y: baseline), fragment: line.fragment, role: .element(element))
      ],
      anchors: line.anchors.map { anchor, anchorX in
        AnchorPlacement(
          name: anchor.name, kind: anchor.kind.rawValue, page: 0,
          position: Point(x: x + anchorX, y: baseline))
      })
  }

  /// The lines of a paragraph, with the rule against lone lines between them: a page never begins
  /// with a paragraph's last line (std:T-26). On the row grid a first line may stand at the foot,
  /// since pages are to be filled (std:G-6); where lines are set free it may not.
  mutating func addLines(
    _ lines: [ComposedLine], size: Length, pitch: Length, element: ElementID,
    outline: OutlineEntry? = nil, whole: KeepRule? = nil, isFlush: Bool = false, place: Place
  ) {
    for (index, line) in lines.enumerated() {
      var box = box(line, size: size, pitch: pitch, element: element)
      if index == 0, let outline { box.outline = [outline] }
      var keep = FlowItem.Break.allowed
      let isLoneFirst = index == 1 && !sheet.isGridded
      if isLoneFirst || (index > 0 && index == lines.count - 1) {
        let isStranded = index == lines.count - 1 && line.text.unicodeScalars.count <= 2
        keep = .kept(isStranded ? .strandedCharacter : .loneLine)
      }
      if index > 0, let whole { keep = .kept(whole) }
      // Lines of a size that is not the body's make one block, rounded up to whole rows at its end.
      let flush = index > 0 ? pitch != sheet.pitch : isFlush
      append(.box(box), breakBefore: keep, isFlush: flush, place: place)
    }
  }
}

extension Block {
  fileprivate var isFootLine: Bool {
    if case .paragraph(let paragraph) = content { return paragraph.role == .footLine }
    return false
  }
  /// Whether this is a line that names the table below it and must not be parted from it.
  fileprivate func names(_ next: Block) -> Bool {
    guard case .paragraph(let paragraph) = content, case .table = next.content else { return false }
    return paragraph.role == .left || paragraph.role == .centred
  }
}

extension FlowItem.Break {
  /// The one that yields later.
  func stronger(_ other: FlowItem.Break) -> FlowItem.Break {
    switch (self, other) {
    case (.allowed, _): other
    case (_, .allowed): self
    case (.kept(let a), .kept(let b)): .kept(max(a, b))
    }
  }
}
