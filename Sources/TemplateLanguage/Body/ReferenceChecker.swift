import Diagnostics
import Document

/// A place of a template that can be referred to: a bookmark, or an item or annex by its words.
struct DeclaredPlace {
  /// What a place is inside of, the outermost first.
  enum Step: Hashable {
    case branch(choice: Int, branch: Int)
    case loop(Int)
  }
  var names: [String]
  var isBookmark: Bool
  var span: Span
  var path: [Step]
  /// The line of the `@如果` or `@每项` around it.
  var control: Span?
}

/// Looks at bookmarks and references before there is a case: unknown and doubled names, and
/// bookmarks that nothing refers to.
struct ReferenceChecker {
  private var places: [DeclaredPlace] = []
  private var wanted: [(name: String, span: Span)] = []
  /// Whether the words of some item or annex come from the case, so that any name may be its.
  private var hasOpenNames = false
  private var path: [DeclaredPlace.Step] = []
  private var controls: [Span] = []
  private var count = 0

  static func places(of tree: BodyTree) -> [DeclaredPlace] {
    var checker = ReferenceChecker()
    checker.visit(tree.nodes)
    return checker.places
  }

  static func check(_ tree: BodyTree) -> Findings {
    var checker = ReferenceChecker()
    checker.visit(tree.nodes)
    return checker.findings
  }

  private var findings: Findings {
    var findings = Findings()
    let bookmarks = places.filter(\.isBookmark)
    for (index, place) in bookmarks.enumerated() {
      let name = place.names[0]
      if let first = bookmarks[..<index].first(where: { $0.names[0] == name && $0.meets(place) }) {
        findings.add(
          ReferenceProblem.doubled(name, line: first.span.line),
          at: Label(.template, .text(place.span)), Label(.related, .text(first.span)))
      } else if !wanted.contains(where: { $0.name == name }) {
        findings.add(ReferenceProblem.unused(name), at: Label(.template, .text(place.span)))
      }
    }
    let known = places.flatMap(\.names)
    let names = Set(known)
    for reference in wanted where !names.contains(reference.name) && !hasOpenNames {
      findings.add(
        ReferenceProblem.unknown(
          reference.name, nearest: NearestName.of(reference.name, among: known)),
        at: Label(.template, .text(reference.span)))
    }
    return findings
  }

  // MARK: the tree

  private mutating func visit(_ nodes: [BodyNode]) { for node in nodes { visit(node) } }

  private mutating func visit(_ node: BodyNode) {
    switch node {
    case .title(let line): visit(line.inlines)
    case .line(let line):
      if line.number != nil { addItem(line) }
      visit(line.inlines)
    case .annex(let line, _):
      addItem(line)
      visit(line.inlines)
    case .coverFoot(let lines): for line in lines { visit(line.inlines) }
    case .coverField(let field): visit(field.value + field.suffix)
    case .signature(let group), .landscape(let group), .official(let group): visit(group.nodes)
    case .table(let table): visit(table.nodes)
    case .cover(let cover): visit(cover.nodes)
    case .opinion(let opinion):
      visit(opinion.caption)
      visit(opinion.nodes)
    case .row(let row):
      for case .content(let inlines, _) in row.cells { visit(inlines) }
    case .choice(let choice): visit(choice)
    case .each(let each): visitLoop(each.nodes, each.span)
    case .list(let list): visitLoop(list.nodes, list.span)
    case .pages(let pages): visit(pages.header ?? [])
    case .band, .opinionFoot, .space, .pageBreak, .contents: break
    }
  }

  private mutating func visit(_ choice: BodyChoice) {
    count += 1
    let number = count
    controls.append(choice.span)
    for (index, branch) in choice.branches.enumerated() {
      path.append(.branch(choice: number, branch: index))
      visit(branch.nodes)
      path.removeLast()
    }
    controls.removeLast()
  }

  private mutating func visitLoop(_ nodes: [BodyNode], _ span: Span) {
    count += 1
    path.append(.loop(count))
    controls.append(span)
    visit(nodes)
    controls.removeLast()
    path.removeLast()
  }

  private mutating func addItem(_ line: BodyLine) {
    guard let text = Self.words(of: line.inlines) else {
      hasOpenNames = true
      return
    }
    add(ItemName.names(of: text), isBookmark: false, line.span)
  }

  private mutating func add(_ names: [String], isBookmark: Bool, _ span: Span) {
    guard !names.isEmpty else { return }
    places.append(
      DeclaredPlace(
        names: names, isBookmark: isBookmark, span: span, path: path, control: controls.last))
  }

  private mutating func visit(_ inlines: [BodyInline]) {
    for inline in inlines {
      switch inline {
      case .bookmark(let name, let span): add([name], isBookmark: true, span)
      case .reference(_, let name, let span): wanted.append((name, span))
      case .blank(_, let inner, _), .emphasis(let inner, _), .footnote(let inner, _): visit(inner)
      case .text, .placeholder, .wantedBreak, .lineBreak, .anchor: break
      }
    }
  }

  /// The words of a line, or nil where a value stands among them.
  private static func words(of inlines: [BodyInline]) -> String? {
    var text = ""
    for inline in inlines {
      switch inline {
      case .text(let part, _): text += part
      case .emphasis(let inner, _):
        guard let words = words(of: inner) else { return nil }
        text += words
      case .placeholder: return nil
      case .blank(_, let inner, _):
        if !inner.isEmpty { return nil }
      case .footnote, .bookmark, .reference, .wantedBreak, .lineBreak, .anchor: break
      }
    }
    return text
  }
}

extension DeclaredPlace {
  /// Whether both stand in one document whenever the deeper one does. Items of a list are told
  /// apart, so a loop between them is no meeting.
  fileprivate func meets(_ other: DeclaredPlace) -> Bool {
    let shared = min(path.count, other.path.count)
    guard path.prefix(shared) == other.path.prefix(shared) else { return false }
    return (path.dropFirst(shared) + other.path.dropFirst(shared)).allSatisfy {
      if case .loop = $0 { false } else { true }
    }
  }
}
