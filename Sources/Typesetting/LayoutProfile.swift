import Document
import Typography

/// What a bureau may set otherwise than the default (design section 4).
public struct LayoutProfile: Hashable, Sendable {
  public typealias GridModel = LayoutSettings.GridModel
  /// 3号: 16 pt as in Word and WPS, or 15.75 pt.
  public var bodySize: Length = TypeSize.three
  /// std:G-12: model A fills the 版心 (the default), model B is Word's document grid.
  public var grid: GridModel = .fillsTypeArea
  /// Mirrored margins for duplex print (std:B-2).
  public var mirrorsMargins = false
  public var redRule = Length.mm(0.5)
  /// Page numbers of a 公文 in the middle instead of outside.
  public var centresPageNumber = false
  /// Page numbers of a 公文 between two 一字线.
  public var dashesPageNumber = true
  public var imprintOuterRule = Length.mm(0.35)
  public var imprintInnerRule = Length.mm(0.25)
  /// Latin letters and digits from the font of the text around them.
  public var latinFollowsText = false
  /// Draws the grid in grey (`--show-grid`).
  public var showsGrid = false
  public init() {}

  /// The profile with what a document's 版面 says.
  public func applying(_ settings: LayoutSettings) -> LayoutProfile {
    var result = self
    result.grid = settings.grid ?? grid
    result.bodySize = settings.bodySize ?? bodySize
    result.redRule = settings.redRule ?? redRule
    result.centresPageNumber = settings.centresPageNumber ?? centresPageNumber
    result.dashesPageNumber = settings.dashesPageNumber ?? dashesPageNumber
    result.mirrorsMargins = settings.mirrorsMargins ?? mirrorsMargins
    result.imprintOuterRule = settings.imprintOuterRule ?? imprintOuterRule
    result.imprintInnerRule = settings.imprintInnerRule ?? imprintInnerRule
    result.latinFollowsText = settings.latinFollowsText ?? latinFollowsText
    return result
  }
}
