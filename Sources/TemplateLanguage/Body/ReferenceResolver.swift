import Diagnostics
import Document

/// Puts the numbers of items and annexes where they are referred to, and a deferred page where the
/// page is. Runs when conditions and lists are decided, so numbers are those that are printed.
struct ReferenceResolver {
  /// A place that can be referred to.
  private struct Target {
    /// 三、（二）; nil where it has none.
    var number: String?
    /// nil: the main text.
    var container: String?
    var anchor: String
    /// The names that it has by itself; empty for a bookmark.
    var names: [String] = []
    /// The annex itself rather than something in it.
    var isContainer = false
  }

  private let table: ReferenceTable
  private let places: [DeclaredPlace]
  private var bookmarks: [String: Target] = [:]
  private var named: [String: [Target]] = [:]
  private var usedBookmarks: Set<String> = []
  /// Anchors that a page is asked of; only items and annexes need one put in.
  private var neededAnchors: Set<String> = []
  private(set) var findings = Findings()

  /// Where a walk through the blocks stands; both walks go the same way and count alike.
  private struct Position {
    var container: String?
    var numbers: [(level: Int, text: String)] = []
    var count = 0

    mutating func open(_ level: Int, _ number: String) -> String {
      numbers.removeAll { $0.level >= level }
      numbers.append((level, number))
      return path ?? number
    }

    /// The numbers of the open items, without the mark behind the last one: 三、（二）, 三.
    var path: String? {
      guard !numbers.isEmpty else { return nil }
      var text = numbers.map(\.text).joined()
      while let last = text.unicodeScalars.last, "、.．".unicodeScalars.contains(last) {
        text.unicodeScalars.removeLast()
      }
      return text
    }

    mutating func next(_ word: String) -> String {
      count += 1
      return word + String(count)
    }
  }

  init(_ table: ReferenceTable, places: [DeclaredPlace]) {
    self.table = table
    self.places = places
  }

  mutating func resolve(_ blocks: [Block]) -> [Block] {
    var position = Position()
    collect(blocks, &position)
    let targets = table.wanted.map { target(of: $0) }
    position = Position()
    return rewrite(blocks, &position, targets)
  }

  /// Bookmarks to which nothing refers, in the order of writing.
  var unusedBookmarks: Findings {
    var result = Findings()
    let unused = table.bookmarks.filter { !usedBookmarks.contains($0.key) }
    for (name, span) in unused.sorted(by: { $0.value.range.lowerBound < $1.value.range.lowerBound })
    {
      result.add(ReferenceProblem.unused(name), at: Label(.template, .text(span)))
    }
    return result
  }

  // MARK: what can be referred to

  private mutating func collect(_ blocks: [Block], _ position: inout Position) {
    for block in blocks {
      switch block.content {
      case .annex(let annex): collect(annex, isEnacted: false, &position)
      case .enacted(let annex): collect(annex, isEnacted: true, &position)
      case .landscape(let inner): collect(inner, &position)
      case .title:
        position.numbers = []
        addBookmarks(block, number: nil, position)
      case .heading(let heading):
        let number = position.open(heading.level, heading.number)
        let names = ItemName.names(of: heading.inlines.plainText)
        add(
          Target(
            number: number, container: position.container, anchor: position.next("标题"),
            names: names))
        addBookmarks(block, number: number, position)
      case .paragraph(let paragraph):
        guard let item = paragraph.item else {
          let number = position.path ?? Self.typedNumber(paragraph.inlines.plainText)
          addBookmarks(block, number: number, position)
          continue
        }
        let number = position.open(item.level, item.number)
        let text = paragraph.inlines.dropFirst().map { $0 }.plainText
        add(
          Target(
            number: number, container: position.container, anchor: position.next("条目"),
            names: ItemName.names(of: text)))
        addBookmarks(block, number: number, position)
      default: addBookmarks(block, number: position.path, position)
      }
    }
  }

  private mutating func collect(_ annex: Annex, isEnacted: Bool, _ position: inout Position) {
    let outer = (position.container, position.numbers)
    let label = Self.label(of: annex, isEnacted: isEnacted)
    let target = Target(
      number: isEnacted ? nil : label, container: label, anchor: position.next("附件"),
      names: ItemName.names(of: annex.name), isContainer: true)
    add(target)
    var own = target
    for case .anchor(let anchor) in annex.title where anchor.kind == .target {
      own.anchor = anchor.name
      bookmarks[anchor.name] = own
    }
    (position.container, position.numbers) = (label, [])
    collect(annex.blocks, &position)
    (position.container, position.numbers) = outer
  }

  /// 附件2, 附件, or 《…》 for a 被印发件, which has no number.
  private static func label(of annex: Annex, isEnacted: Bool) -> String {
    if isEnacted { return annex.name.contains("《") ? annex.name : "《\(annex.name)》" }
    return "附件" + (annex.number.map(String.init) ?? "")
  }

  /// 表1 and 图2 at the head of a line: a number that its author gave.
  private static func typedNumber(_ text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first, first == "表" || first == "图" else { return nil }
    let digits = scalars.dropFirst().prefix { (0x30...0x39).contains($0.value) }
    guard !digits.isEmpty, digits.count <= 3 else { return nil }
    var view = String.UnicodeScalarView([first])
    view.append(contentsOf: digits)
    return String(view)
  }

  private mutating func add(_ target: Target) {
    for name in target.names { named[name, default: []].append(target) }
  }

  private mutating func addBookmarks(_ block: Block, number: String?, _ position: Position) {
    guard !table.bookmarks.isEmpty else { return }
    var found: [String] = []
    block.forEachInlines { inlines in
      inlines.forEachDeep {
        if case .anchor(let anchor) = $0, anchor.kind == .target { found.append(anchor.name) }
      }
    }
    for name in found {
      bookmarks[name] = Target(
        number: number, container: position.container, anchor: name,
        isContainer: number == nil && position.container?.hasPrefix("附件") == true)
      if number == nil, position.container?.hasPrefix("附件") == true {
        bookmarks[name]?.number = position.container
      }
    }
  }

  // MARK: what is referred to

  private mutating func target(of wanted: ReferenceTable.Wanted) -> Target? {
    for name in wanted.candidates {
      guard let target = bookmarks[name] else { continue }
      usedBookmarks.insert(name)
      return checked(target, wanted)
    }
    let ending = "/" + wanted.name
    let inside = bookmarks.keys.filter { $0.hasSuffix(ending) }.sorted()
    usedBookmarks.formUnion(inside)
    let found =
      inside.compactMap { bookmarks[$0] } + (inside.isEmpty ? named[wanted.name] ?? [] : [])
    if found.count == 1 { return checked(found[0], wanted) }
    if found.count > 1 {
      report(.ambiguous(wanted.name, count: found.count), wanted)
    } else if let place = places.first(where: { $0.names.contains(wanted.name) }) {
      let line = place.control?.line ?? place.span.line
      findings.add(
        ReferenceProblem.leftOut(wanted.name, line: line),
        at: Label(.template, .text(wanted.span)),
        Label(.related, .text(place.control ?? place.span)))
    } else {
      let known = bookmarks.keys.sorted() + named.keys.sorted()
      report(
        .unknown(wanted.name, nearest: NearestName.of(wanted.name, among: known)), wanted)
    }
    return nil
  }

  private mutating func checked(_ target: Target, _ wanted: ReferenceTable.Wanted) -> Target? {
    if wanted.form == .number, target.number == nil {
      report(.noNumber(wanted.name), wanted)
      return nil
    }
    if wanted.form == .page { neededAnchors.insert(target.anchor) }
    return target
  }

  private mutating func report(_ problem: ReferenceProblem, _ wanted: ReferenceTable.Wanted) {
    findings.add(problem, at: Label(.template, .text(wanted.span)))
  }

  // MARK: putting it in

  private func rewrite(
    _ blocks: [Block], _ position: inout Position, _ targets: [Target?]
  ) -> [Block] {
    blocks.map { block in
      var block = block
      switch block.content {
      case .annex(let annex):
        block.content = .annex(rewrite(annex, isEnacted: false, &position, targets))
        return block
      case .enacted(let annex):
        block.content = .enacted(rewrite(annex, isEnacted: true, &position, targets))
        return block
      case .landscape(let inner):
        block.content = .landscape(rewrite(inner, &position, targets))
        return block
      case .heading(var heading):
        heading.anchor = position.next("标题")
        block.content = .heading(heading)
      case .paragraph(var paragraph) where paragraph.item != nil:
        paragraph.inlines = anchored(paragraph.inlines, position.next("条目"))
        block.content = .paragraph(paragraph)
      default: break
      }
      guard !table.wanted.isEmpty else { return block }
      let container = position.container
      return block.mappingInlines { filled($0, in: container, targets) }
    }
  }

  private func rewrite(
    _ annex: Annex, isEnacted: Bool, _ position: inout Position, _ targets: [Target?]
  ) -> Annex {
    var annex = annex
    let outer = position.container
    annex.title = anchored(filled(annex.title, in: outer, targets), position.next("附件"))
    position.container = Self.label(of: annex, isEnacted: isEnacted)
    annex.blocks = rewrite(annex.blocks, &position, targets)
    position.container = outer
    return annex
  }

  private func anchored(_ inlines: [Inline], _ name: String) -> [Inline] {
    neededAnchors.contains(name)
      ? [.anchor(Anchor(name: name, kind: .target))] + inlines : inlines
  }

  private func filled(
    _ inlines: [Inline], in container: String?, _ targets: [Target?]
  ) -> [Inline] {
    inlines.mapping { inline in
      guard case .reference(var reference) = inline, let index = Int(reference.anchor),
        targets.indices.contains(index)
      else { return [inline] }
      let wanted = table.wanted[index]
      guard let target = targets[index] else {
        // Reported; drafts and blank forms are printed nevertheless.
        return [.text(TextRun("【未定：\(wanted.name)】", style: wanted.style))]
      }
      reference.anchor = target.anchor
      switch reference.form {
      case .page:
        reference.inlines = [.deferred(.page(ofAnchor: target.anchor), wanted.style)]
      case .number:
        reference.inlines = [
          .text(TextRun(text(of: target, from: container), style: wanted.style))
        ]
      }
      return [.reference(reference)]
    }
  }

  /// What stands in another annex is named with it: 附件2的三、（二）.
  private func text(of target: Target, from container: String?) -> String {
    let number = target.number ?? ""
    guard !target.isContainer, let place = target.container, place != container else {
      return number
    }
    return place + "的" + number
  }
}

/// The names that an item has by its own words.
enum ItemName {
  /// The whole text without its last mark, and its first clause: 申报条件 of 申报条件。企业应当…
  static func names(of text: String) -> [String] {
    let scalars = Array(text.unicodeScalars.filter { $0 != "\u{3000}" && $0 != " " })
    var whole = scalars[...]
    while let last = whole.last, marks.contains(last) { whole = whole.dropLast() }
    let clause = scalars.prefix { !marks.contains($0) }
    var names: [String] = []
    for part in [whole, clause] where !part.isEmpty && part.count <= 60 {
      let name = String(String.UnicodeScalarView(part))
      if !names.contains(name) { names.append(name) }
    }
    return names
  }
  private static let marks: [Unicode.Scalar] = ["。", "；", "：", ":", ";"]
}
