import CaseData
import Diagnostics

/// Finds the field that each header of a .csv stands for.
struct HeaderMatcher {
  private let paths: [String: [String]]
  /// What the headers may be, in declared order.
  let known: [String]
  private let takesAnything: Bool
  private var seen: Set<String> = []
  private(set) var hasMatched = false

  /// The running number of the list, which sheets often have and no case gives.
  private static let rowNumber = "序号"

  init(fields: [FieldDeclaration]) {
    var paths: [String: [String]] = [:]
    var known: [String] = []
    Self.collect(fields, [], &paths, &known)
    self.paths = paths
    self.known = known
    takesAnything = fields.isEmpty
  }

  /// 编号, or 合同.编号 where 合同 is a record.
  private static func collect(
    _ fields: [FieldDeclaration], _ prefix: [String], _ paths: inout [String: [String]],
    _ known: inout [String]
  ) {
    for field in fields {
      let path = prefix + [field.name]
      if case .record(let inner) = field.kind {
        collect(inner, path, &paths, &known)
      } else {
        let name = path.joined(separator: ".")
        paths[name] = path
        known.append(name)
      }
    }
  }

  /// The path of names that a header stands for; empty where its column is left out.
  mutating func match(
    _ header: String, column: Int
  ) -> (path: [String], problem: SheetProblem?) {
    let name = Self.trimmed(header)
    if name.isEmpty { return ([], .emptyHeader(column: column)) }
    guard seen.insert(name).inserted else { return ([], .duplicateHeader(name)) }
    if let path = paths[name] {
      hasMatched = true
      return (path, nil)
    }
    if takesAnything, column == 1 {
      hasMatched = true
      return ([name], nil)
    }
    if name == Self.rowNumber { return ([], nil) }
    return (
      [],
      .unknownHeader(name, nearest: NearestName.of(name, among: known), known: known)
    )
  }

  private static func trimmed(_ text: String) -> String {
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars))
  }
}
