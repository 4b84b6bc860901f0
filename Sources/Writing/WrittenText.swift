import Diagnostics
import Document

/// The texts of a document in reading order, and what the checks of the whole need to know.
struct WrittenText {
  let document: Document
  /// Everything that has words.
  private(set) var passages: [Passage] = []
  /// The blocks of each part as passages, in order: what numbering and paragraphs are judged by.
  private(set) var flow: [Passage] = []
  /// Main title; nil where there is none.
  private(set) var title: Passage?
  private(set) var annexes: [WrittenAnnex] = []
  private var part = 0

  init(_ document: Document) {
    self.document = document
    if let official = document.official {
      for inlines in [
        official.addressees, official.note, official.copies, official.printer,
      ] where !inlines.isEmpty {
        passages.append(Passage(.other, inlines))
      }
    }
    for line in (document.official?.meeting ?? []) + (document.official?.attendance ?? []) {
      for entry in line.entries { passages.append(Passage(.other, entry)) }
    }
    for block in document.blocks { add(block) }
  }

  /// 文种 of a 公文: the manuscript's, else what the title ends with; nil in other documents.
  var kind: String? {
    guard document.official != nil else { return nil }
    switch document.style {
    case .order: return "命令"
    case .minutes: return "纪要"
    default: break
    }
    let named = document.origin.template
    if OfficialKind.all.contains(named) { return named }
    return OfficialKind.ending(document.title)
  }

  var isOfficial: Bool { document.official != nil }

  private mutating func add(_ block: Block) {
    switch block.content {
    case .title(let title):
      let passage = Passage(.title, title.inlines, part: part)
      passages.append(passage)
      if self.title == nil, part == 0 { self.title = passage }
      flow.append(passage)
    case .heading(let heading):
      let passage = Passage(heading, place: block.place, part: part)
      passages.append(passage)
      flow.append(passage)
      addNotes(heading.inlines + heading.runIn)
    case .paragraph(let paragraph): add(paragraph)
    case .table(let table): add(table)
    case .signature(let signature):
      for line in signature.lines { passages.append(Passage(.other, line.inlines, part: part)) }
    case .cover(let cover): add(cover)
    case .annex(let annex): add(annex, block.place, isEnacted: false)
    case .enacted(let annex): add(annex, block.place, isEnacted: true)
    case .landscape(let blocks): for inner in blocks { add(inner) }
    case .space, .pageBreak, .contents, .pages: break
    }
  }

  private mutating func add(_ paragraph: Paragraph) {
    let kind: Passage.Kind
    switch paragraph.role {
    case .body: kind = .body
    case .number: kind = .number
    default: kind = .other
    }
    let passage = Passage(kind, paragraph.inlines, part: part)
    passages.append(passage)
    flow.append(passage)
    addNotes(paragraph.inlines)
  }

  private mutating func addNotes(_ inlines: [Inline]) {
    inlines.forEachDeep { inline in
      guard case .footnote(let note) = inline else { return }
      passages.append(Passage(.other, note.inlines, part: part))
    }
  }

  private mutating func add(_ table: Table) {
    if !table.unitNote.isEmpty { passages.append(Passage(.cell, table.unitNote, part: part)) }
    for band in table.bands {
      for row in band.rows {
        for case .cell(let cell) in row.cells {
          for block in cell.blocks + cell.foot { addCell(block) }
        }
      }
    }
    // A table parts what stands above it from what stands below.
    flow.append(Passage(.cell, [], part: part))
  }

  private mutating func addCell(_ block: Block) {
    switch block.content {
    case .paragraph(let paragraph):
      passages.append(Passage(.cell, paragraph.inlines, part: part))
    case .heading(let heading):
      passages.append(Passage(heading, place: block.place, part: part))
    case .signature(let signature):
      for line in signature.lines { passages.append(Passage(.cell, line.inlines, part: part)) }
    case .table(let table): add(table)
    default: break
    }
  }

  private mutating func add(_ cover: Cover) {
    for line in cover.head + [cover.title] + cover.foot where !line.isEmpty {
      passages.append(Passage(.other, line, part: part))
    }
    for field in cover.fields {
      passages.append(Passage(.other, field.label, place: field.place, part: part))
      passages.append(Passage(.cell, field.value + field.suffix, part: part))
    }
  }

  private mutating func add(_ annex: Annex, _ place: Place, isEnacted: Bool) {
    part = annexes.count + 1
    let name = Passage(.annexTitle, annex.title, part: part)
    annexes.append(
      WrittenAnnex(
        name: name, number: annex.number, isEnacted: isEnacted, ownTitle: Self.ownTitle(annex),
        place: place))
    passages.append(name)
    for block in annex.blocks { add(block) }
  }

  /// The title that an annex's page gives itself.
  private static func ownTitle(_ annex: Annex) -> Passage? {
    switch annex.blocks.first?.content {
    case .title(let title): return Passage(.title, title.inlines)
    case .cover(let cover): return Passage(.title, cover.title)
    default: return nil
    }
  }
}

/// An annex or 被印发件 as the checks see it.
struct WrittenAnnex {
  /// Its name in the 附件说明.
  var name: Passage
  var number: Int?
  var isEnacted: Bool
  var ownTitle: Passage?
  var place: Place

  /// The name without blanks and 《 》 around it.
  var plainName: String { Self.plain(name.scalars[...]) }

  static func plain(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars where !(scalar == " " || scalar == "\u{3000}" || scalar == "\n") {
      view.append(scalar)
    }
    if view.first == "《", view.last == "》", !view.dropFirst().contains("《") {
      view.removeFirst()
      view.removeLast()
    }
    return String(view)
  }
}

/// 文种 (条例第八条).
enum OfficialKind {
  static let all = [
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要",
    "令",
  ]
  /// Those that never go upward.
  static let downward = [
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "通知", "通报", "批复", "函", "纪要",
  ]

  /// The 文种 that a title ends with; what stands in round brackets at its end (试行) is passed over.
  static func ending(_ title: String) -> String? {
    var scalars = title.unicodeScalars.filter { $0 != " " && $0 != "\u{3000}" }
    // A mark at the end has a rule of its own.
    while let last = scalars.last, "。，；：！".unicodeScalars.contains(last) { scalars.removeLast() }
    if scalars.last == "）", let open = scalars.lastIndex(of: "（") {
      scalars.removeSubrange(open...)
    }
    let text = String(scalars)
    return (all + ["公示"]).first { text.hasSuffix($0) }
  }
}
