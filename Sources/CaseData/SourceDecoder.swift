import Diagnostics

/// Bytes of a file → UTF-8 text.
public enum SourceDecoder {
  /// A case may have 64 MB, a template 1 MB (design section 11).
  public static let caseLimit = 64 << 20
  public static let templateLimit = 1 << 20

  /// nil where the bytes are no text; the findings say why. `limit` is in bytes.
  public static func decode(
    bytes: [UInt8], name: String, limit: Int = caseLimit
  ) -> (SourceFile?, Findings) {
    (SourceFile(name: name, bytes: bytes), Findings())
  }
}
