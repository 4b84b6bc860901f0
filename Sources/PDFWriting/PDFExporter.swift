import Fonts
import Pages

/// Writes pages as PDF/A-2u.
public struct PDFExporter: Sendable {
  public let fonts: FontLibrary
  public var options: PDFOptions
  public init(fonts: FontLibrary, options: PDFOptions = PDFOptions()) {
    self.fonts = fonts
    self.options = options
  }

  /// The file's bytes. Throws everything that breaks a rule at once, and then there are no bytes.
  public func export(_ pages: PageSequence) throws(PDFViolations) -> [UInt8] { [] }
}

public struct PDFOptions: Hashable, Sendable {
  /// Readable output for tests: no object streams, no compression.
  public var isPretty = false
  public init() {}
}

/// What the writer refused, with page and reason.
public struct PDFViolations: Error, Sendable {
  public var violations: [String]
  public init(violations: [String]) { self.violations = violations }
}
