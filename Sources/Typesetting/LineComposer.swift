import Diagnostics
import Document
import Fonts
import Pages
import Typography

/// Turns the inlines of a paragraph into lines.
public struct LineComposer: Sendable {
  public let fonts: FontLibrary
  public init(fonts: FontLibrary) { self.fonts = fonts }

  /// Composes a paragraph. Always returns at least one line for text that is not empty; what
  /// cannot be set as it should (a character in no font, a token broken by force) is reported.
  public func compose(
    _ inlines: [Inline], _ setting: ParagraphSetting, deferred: DeferredValues = DeferredValues(),
    findings: inout Findings
  ) -> [ComposedLine] { [] }
}
