import Diagnostics
import Document

/// The bookmarks and references that were met while a document was built.
struct ReferenceTable {
  struct Wanted {
    var form: Reference.Form
    var name: String
    /// The names under which a bookmark is looked for, the innermost item of a `@每项` first.
    var candidates: [String]
    var style: TextStyle
    var span: Span
  }
  var wanted: [Wanted] = []
  /// Where each bookmark was set, by its name with the item of the list around it.
  var bookmarks: [String: Span] = [:]
}

extension DocumentBuilder {
  /// The name of a place, told apart by the item of each `@每项` around it: 合同[2]/交付.
  private func scoped(_ name: String, depth: Int) -> String {
    (paths.dropFirst().prefix(depth) + [name]).joined(separator: "/")
  }

  mutating func bookmark(_ name: String, at span: Span) -> Anchor? {
    let full = scoped(name, depth: paths.count - 1)
    if let first = references.bookmarks[full] {
      findings.add(
        ReferenceProblem.doubled(name, line: first.line), at: Label(.template, .text(span)),
        Label(.related, .text(first)))
      return nil
    }
    references.bookmarks[full] = span
    return Anchor(name: full, kind: .target)
  }

  /// A reference whose `anchor` is its place in the table until all blocks are known.
  mutating func reference(
    _ form: Reference.Form, to name: String, _ style: TextStyle, at span: Span
  ) -> Reference {
    let candidates = (0..<paths.count).reversed().map { scoped(name, depth: $0) }
    references.wanted.append(
      ReferenceTable.Wanted(
        form: form, name: name, candidates: candidates, style: style, span: span))
    return Reference(form, anchor: "\(references.wanted.count - 1)", place: .text(span))
  }

  mutating func footnote(_ inlines: [Inline], at span: Span) -> Footnote {
    Footnote(inlines: inlines, place: .text(span))
  }

  /// The blocks with every reference resolved; what is wrong is reported. `tree` says what a
  /// condition left out; nil for a manuscript, where bookmarks that nobody uses are reported here.
  mutating func resolvingReferences(in blocks: [Block], of tree: BodyTree?) -> [Block] {
    let places = tree.map { ReferenceChecker.places(of: $0) } ?? []
    var resolver = ReferenceResolver(references, places: places)
    let resolved = resolver.resolve(blocks)
    findings.add(contentsOf: resolver.findings)
    if tree == nil { findings.add(contentsOf: resolver.unusedBookmarks) }
    return resolved
  }
}
