import Diagnostics

/// A case file → raw nodes with their places.
public enum CaseReader {
  /// JSON where the name ends in .json or the first sign is `{` or `[`; YAML otherwise (but a
  /// .yaml that begins with a bracket is YAML). A case may have 64 MB, a YAML case 8 MB.
  ///
  /// The node may be there beside errors: what could be read is, so that one run shows all.
  public static func read(bytes: [UInt8], name: String) -> (RawNode?, Findings) {
    let (file, decoding) = SourceDecoder.decode(bytes: bytes, name: name)
    guard let file else { return (nil, decoding) }
    var findings = decoding
    let (node, reading) = isJSON(file) ? JSONReader.read(file) : yaml(file)
    findings.add(contentsOf: reading)
    guard let node else { return (nil, findings) }
    if case .object = node.content { return (node, findings) }
    if !reading.hasErrors {
      findings.add(CaseProblem.caseIsNoObject(found: .of(node)), at: Label(.data, node.place))
    }
    return (nil, findings)
  }

  /// Any JSON value, for readers of other files (one record a line).
  public static func readJSON(_ file: SourceFile) -> (RawNode?, Findings) { JSONReader.read(file) }

  /// Yams needs long for large files; JSON is for them.
  private static let yamlLimit = 8 << 20

  private static func yaml(_ file: SourceFile) -> (RawNode?, Findings) {
    guard file.bytes.count <= yamlLimit else {
      let problem = CaseProblem.fileTooLarge(
        name: file.name, bytes: file.bytes.count, limit: yamlLimit)
      return (nil, Findings([Diagnostic(problem)]))
    }
    return YAMLReader.read(file)
  }

  private static func isJSON(_ file: SourceFile) -> Bool {
    let name = file.name.lowercased()
    if name.hasSuffix(".json") { return true }
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return false }
    let first = file.bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }
}
