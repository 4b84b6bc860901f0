import Document
import Typography

/// The measures of tables on a page style (forms:B0.2, B0.3).
public struct TableSetting: Hashable, Sendable {
  /// The width of the type area, which every table fills.
  public var width: Length
  /// The height of the type area, for what must fit one page.
  public var pageHeight: Length
  /// Sizes of forms (小四) and of lists (五号), unless the table states its own.
  public var formSize = TypeSize.smallFour
  public var listSize = TypeSize.five
  public var labelFont = FontRole.song
  public var valueFont = FontRole.fangsong
  /// Values in lists, where 仿宋 is too light.
  public var listFont = FontRole.song
  public var headFont = FontRole.hei
  /// Between a cell's edge and its text, at the sides and above and below.
  public var sidePadding = Length.mm(1.9)
  public var topPadding = Length.mm(1)
  /// Beside text in columns under 13 mm (序号, group labels).
  public var narrowPadding = Length.mm(0.9)
  /// The least height of a row.
  public var leastRow = Length.mm(8)
  public var innerRule = Length.pt(0.5)
  public var outerRule = Length.pt(0.75)
  /// Rows and groups of rows up to this height are never split.
  public var wholeHeight = Length.mm(60)
  /// The distance of lines that are signed by hand.
  public var signaturePitch = Length.mm(9)

  public init(width: Length, pageHeight: Length) {
    self.width = width
    self.pageHeight = pageHeight
  }

  func padding(ofWidth width: Length) -> Length {
    width < .mm(13) ? narrowPadding : sidePadding
  }
}
