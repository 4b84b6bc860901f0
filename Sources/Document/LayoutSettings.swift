import Typography

/// 版面: what a bureau sets otherwise than the default, as a template, a programme or a manuscript
/// declares it. nil leaves it as it is.
public struct LayoutSettings: Hashable, Sendable {
  /// std:G-12: rows that fill the 版心, or Word's document grid.
  public enum GridModel: String, Hashable, Sendable, CaseIterable {
    case fillsTypeArea = "标准"
    case wordGrid = "Word"
  }
  public var grid: GridModel?
  /// 3号: 16 pt, or 15.75 pt.
  public var bodySize: Length?
  /// Thickness of the red rule, which the standard leaves open (7.2.7; std:G-31).
  public var redRule: Length?
  /// Page numbers in the middle instead of outside (7.5).
  public var centresPageNumber: Bool?
  /// Page numbers between two 一字线.
  public var dashesPageNumber: Bool?
  /// Exchanged margins on even pages, for duplex print (std:B-2).
  public var mirrorsMargins: Bool?
  /// First and last rule of the 版记, and the rules between (7.4.1 recommends 0.35 and 0.25 mm).
  public var imprintOuterRule: Length?
  public var imprintInnerRule: Length?
  /// 用印, where a manuscript does not say.
  public var isSealed: Bool?
  /// Latin letters and digits from the font of the text around them instead of 西文 (std:G-81).
  public var latinFollowsText: Bool?

  public init() {}

  /// These settings where they say something, else the other ones.
  public func over(_ other: LayoutSettings) -> LayoutSettings {
    var result = self
    result.grid = grid ?? other.grid
    result.bodySize = bodySize ?? other.bodySize
    result.redRule = redRule ?? other.redRule
    result.centresPageNumber = centresPageNumber ?? other.centresPageNumber
    result.dashesPageNumber = dashesPageNumber ?? other.dashesPageNumber
    result.mirrorsMargins = mirrorsMargins ?? other.mirrorsMargins
    result.imprintOuterRule = imprintOuterRule ?? other.imprintOuterRule
    result.imprintInnerRule = imprintInnerRule ?? other.imprintInnerRule
    result.isSealed = isSealed ?? other.isSealed
    result.latinFollowsText = latinFollowsText ?? other.latinFollowsText
    return result
  }
}
