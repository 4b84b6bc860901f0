import Diagnostics

/// Reads a 字段.wen.
public enum DeclarationParser {
  /// What the file declares, and everything that is wrong with it.
  public static func parse(file: SourceFile) -> (declarations: Declarations, findings: Findings) {
    (Declarations(), Findings())
  }
}

extension Declarations {
  /// The programme's declarations with the template's after them; names declared twice are
  /// reported. Expressions are checked against all of them and cycles among 算出 are found.
  public static func merged(
    programme: Declarations?, template: Declarations
  ) -> (declarations: Declarations, findings: Findings) {
    (template, Findings())
  }

  /// The names that expressions of the body may use, with their types.
  public var schemaScope: SchemaScope { SchemaScope(root: RecordType()) }
}
