import Fonts
import Pages

/// Draws pages as pictures through FreeType.
public struct Rasterizer: Sendable {
  public let fonts: FontLibrary
  /// Dots per inch, 36…600.
  public let resolution: Int
  public init(fonts: FontLibrary, resolution: Int = 150) {
    self.fonts = fonts
    self.resolution = resolution
  }
  /// An 8-bit RGB PNG of one page. Deterministic.
  public func png(_ page: Page) -> [UInt8] { [] }
}
