import Document
import Typography

/// The measures of a page style: type area, grid, fonts and sizes.
package struct StyleSheet: Sendable {
  package var section: PageSection
  package var bodyFont = FontRole.fangsong
  package var bodySize: Length
  /// The distance between the baselines of body lines.
  package var pitch: Length
  /// From the top of a row to the em-box of its line: zero where the first line touches the type
  /// area's edge, half the leading in Word's grid (std:G-12 model B).
  package var lead: Length = .zero
  package var titleSize = TypeSize.two
  /// std:G-13: a line of another size takes its height and 7/8 of 三号.
  package var titlePitch: Length
  /// Levels 1…4; GB/T 9704-2012, 7.3.3.
  package var levelFonts: [FontRole] = [.hei, .kai, .fangsong, .fangsong]
  package var levelSizes: [Length]
  package var style: PageStyle
  package var redRule = Length.mm(0.5)
  package var imprintOuterRule = Length.mm(0.35)
  package var imprintInnerRule = Length.mm(0.25)
  package var latinFollowsText = false

  package var measure: Length { section.room.width }
  package var isGridded: Bool { section.pitch != nil }
  /// The width of one 字: the type area divided into whole cells in grid mode, else the size.
  package var cell: Length {
    isGridded ? measure / max(1, cellCount) : bodySize
  }
  private var cellCount: Int {
    Int((Double(measure.emu) / Double(max(1, bodySize.emu))).rounded())
  }
  package var mode: CompositionMode { isGridded ? .grid(cell: cell) : .running }

  /// The same style on landscape pages (横页): in a 公文 the portrait sheet with a type area of
  /// 225 mm × 156 mm that is turned (std:G-68), elsewhere landscape sheets whose upper margin is
  /// the binding edge's 30 mm.
  package var landscape: StyleSheet {
    var turned = self
    turned.section.firstNumber = nil
    if isGridded {
      turned.section.isTurned = true
    } else {
      let page = section.page
      turned.section.page = Size(width: page.height, height: page.width)
      turned.section.area = Rect(x: .mm(25.5), y: .mm(30), width: .mm(246), height: .mm(156))
    }
    return turned
  }

  /// What must lie inside the type area of a line of this size.
  package func extent(ofSize size: Length, pitch: Length) -> Length {
    lead > .zero ? pitch : size
  }
}

extension StyleSheet {
  /// The measures of a style under a profile. `pitch` and `size` stand for tighter settings of a
  /// paper that has to fit one page.
  package static func of(
    _ style: PageStyle, profile: LayoutProfile, pitch: Length? = nil, size: Length? = nil
  ) -> StyleSheet {
    var sheet =
      switch style {
      case .official, .letter, .order, .minutes, .publicNotice, .paper:
        standard(style, profile, pitch: pitch, size: size)
      case .form: free(style, size: TypeSize.smallFour, pitch: .pt(20), title: TypeSize.smallTwo)
      case .report: free(style, size: TypeSize.four, pitch: .pt(26), title: TypeSize.two)
      }
    sheet.redRule = profile.redRule
    sheet.imprintOuterRule = profile.imprintOuterRule
    sheet.imprintInnerRule = profile.imprintInnerRule
    sheet.latinFollowsText = profile.latinFollowsText
    return sheet
  }

  /// The 版心 of GB/T 9704-2012, 5.2.1: 156 mm × 225 mm, 37 mm from the top, 28 mm from the left.
  private static func standard(
    _ style: PageStyle, _ profile: LayoutProfile, pitch: Length?, size: Length?
  ) -> StyleSheet {
    let area = Rect(x: .mm(28), y: .mm(37), width: .mm(156), height: .mm(225))
    let body = size ?? profile.bodySize
    let isWord = profile.grid == .wordGrid
    let rows =
      pitch ?? (isWord ? area.size.height / 22 : (area.size.height - profile.bodySize) / 21)
    let section = PageSection(
      page: .a4, area: area, pitch: rows, numbering: style == .paper ? .none : .official)
    return StyleSheet(
      section: section, bodySize: body, pitch: rows, lead: isWord ? (rows - body) / 2 : .zero,
      titlePitch: TypeSize.two + profile.bodySize.scaled(7, 8),
      levelSizes: Array(repeating: body, count: 4), style: style)
  }

  /// Forms and reports: margins 25.4, 25.4, 30, 24 mm; lines set free.
  private static func free(_ style: PageStyle, size: Length, pitch: Length, title: Length)
    -> StyleSheet
  {
    let area = Rect(x: .mm(30), y: .mm(25.4), width: .mm(156), height: .mm(246.2))
    let section = PageSection(page: .a4, area: area, pitch: nil, numbering: .centred)
    let first = style == .form ? TypeSize.four : size
    return StyleSheet(
      section: section, bodySize: size, pitch: pitch, titleSize: title,
      titlePitch: title.scaled(3, 2), levelSizes: [first, size, size, size], style: style)
  }
}
