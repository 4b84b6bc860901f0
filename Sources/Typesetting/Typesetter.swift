import Diagnostics
import Document
import Fonts
import Pages
import Typography

/// Sets documents: blocks in, pages out. One per run; holds what does not change between
/// documents (fonts, shaped words, line breaks of the template's own paragraphs).
public struct Typesetter: Sendable {
  public let fonts: FontLibrary
  public let profile: LayoutProfile

  public init(fonts: FontLibrary, profile: LayoutProfile = LayoutProfile()) {
    self.fonts = fonts
    self.profile = profile
  }

  /// Sets a document. Errors (a character in no font, a table wider than its page, a one-page
  /// paper that does not fit) are collected; with any error there are no pages.
  public func typeset(_ document: Document) -> (pages: PageSequence?, findings: Findings) {
    (nil, Findings())
  }
}

/// What a bureau may set otherwise than the default (design section 4).
public struct LayoutProfile: Hashable, Sendable {
  /// 3号: 16 pt as in Word and WPS, or 15.75 pt.
  public var bodySize: Length = TypeSize.three
  /// std:G-12: model A fills the 版心 (the default), model B is Word's document grid.
  public enum GridModel: String, Hashable, Sendable { case fillsTypeArea, wordGrid }
  public var grid: GridModel = .fillsTypeArea
  /// Mirrored margins for duplex print (std:B-2).
  public var mirrorsMargins = false
  /// Draws the grid in grey (`--show-grid`).
  public var showsGrid = false
  public init() {}
}
