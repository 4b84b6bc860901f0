import Document
import Typography

/// The measures of tables on a page style (forms:B0.2, B0.3).
package struct TableSetting: Hashable, Sendable {
  /// The width of the type area, which every table fills.
  package var width: Length
  /// The height of the type area, for what must fit one page.
  package var pageHeight: Length
  /// Sizes of forms (小四) and of lists (五号), unless the table states its own.
  package var formSize = TypeSize.smallFour
  package var listSize = TypeSize.five
  package var labelFont = FontRole.song
  package var valueFont = FontRole.fangsong
  /// Values in lists, where 仿宋 is too light.
  package var listFont = FontRole.song
  package var headFont = FontRole.hei
  /// Between a cell's edge and its text, at the sides and above and below.
  package var sidePadding = Length.mm(1.9)
  package var topPadding = Length.mm(1.2)
  /// Beside text in columns under 13 mm (序号, group labels).
  package var narrowPadding = Length.mm(0.9)
  /// The least height of a row.
  package var leastRow = Length.mm(8)
  package var innerRule = Length.pt(0.5)
  package var outerRule = Length.pt(0.75)
  /// Rows and groups of rows up to this height are never split.
  package var wholeHeight = Length.mm(60)
  /// The distance of lines that are signed by hand.
  package var signaturePitch = Length.mm(9)

  /// Between the table and what follows.
  package var spaceBelow = Length.mm(2)

  package init(width: Length, pageHeight: Length) {
    self.width = width
    self.pageHeight = pageHeight
  }

  /// The measures on the pages of a style: portrait ones of 156 mm, landscape ones of 225 and 246.
  package init(width: Length, style: PageStyle) {
    let isLandscape = width > .mm(180)
    let standing: Length = style == .form || style == .report ? .mm(246.2) : .mm(225)
    self.init(width: width, pageHeight: isLandscape ? .mm(156) : standing)
  }

  func padding(ofWidth width: Length) -> Length {
    width < .mm(13) ? narrowPadding : sidePadding
  }
}
