/// What can be wrong with footnotes, bookmarks and references, in templates and manuscripts. The
/// words are in `TemplateProblems+References.swift`.
package enum ReferenceProblem: Error, Sendable {
  /// 〔注： without its closing bracket; the word after the bracket.
  case unclosed(String)
  case empty(String)
  case misplaced(String, in: String)
  case nameWithPlaceholder(String)
  case unknown(String, nearest: String?)
  case doubled(String, line: Int)
  case unused(String)
  /// Several places have the name, and none of them is nearer than the others.
  case ambiguous(String, count: Int)
  /// Neither an item nor an annex: only its page can be given.
  case noNumber(String)
  /// It is in the template, but a condition or an empty list left it out; the line of that.
  case leftOut(String, line: Int)
  case badNumbering(String)
}
