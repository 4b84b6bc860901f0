import Diagnostics
import Document
import Pages
import Typography

/// 斜线表头: `指标＼年度` in one label cell: the part before ＼ names the rows and stands below the
/// line, the part after it names the columns and stands above. With three parts, `指标＼数量＼年度`,
/// two lines part the cell, and the middle one names what the cells hold.
struct DiagonalHead {
  var below: ComposedLine
  var middle: ComposedLine?
  var above: ComposedLine
  /// The least height at which no label meets a line.
  var height: Length
  var fits: Bool

  /// Between a label and the cell's lower and upper edges.
  private static let bottomAir = Length.mm(0.8)
  private static let topAir = Length.mm(1)

  static func parts(of cell: Table.Cell) -> (labels: [String], run: TextRun)? {
    guard cell.role == .label, cell.blocks.count == 1, let block = cell.blocks.first,
      case .paragraph(let paragraph) = block.content,
      plainText(paragraph.inlines).unicodeScalars.contains("＼")
    else { return nil }
    let parts = plainText(paragraph.inlines).split(
      separator: "＼", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3 else { return nil }
    for case .text(let run) in paragraph.inlines { return (parts.map { String($0) }, run) }
    return nil
  }

  init?(
    _ cell: Table.Cell, width: Length, style: CellStyle, setter: CellSetter, padding: Length,
    findings: inout Findings
  ) {
    guard let (labels, run) = Self.parts(of: cell) else { return nil }
    let setting = ParagraphSetting(
      mode: .running, measure: style.measure, font: style.font, size: style.size,
      alignment: .left, pitch: style.size.scaled(7, 5))
    var lines: [ComposedLine] = []
    for label in labels {
      var part = run
      part.text = label
      let composed = setter.composer.compose(
        [.text(part)], setting, deferred: setter.deferred, findings: &findings)
      guard let line = composed.first else { return nil }
      lines.append(line)
    }
    below = lines[0]
    above = lines[lines.count - 1]
    middle = lines.count == 3 ? lines[1] : nil
    (height, fits) = (.zero, true)
    (height, fits) =
      middle == nil
      ? forOneLine(width, size: style.size, padding: padding)
      : forTwoLines(width, size: style.size, padding: padding)
  }

  /// A label of width w leaves the line at the height that is cut off at padding + w.
  private func forOneLine(
    _ width: Length, size: Length, padding: Length
  ) -> (height: Length, fits: Bool) {
    let widest = max(below.width, above.width) + padding
    let em = size + .mm(1)
    let free = max(width - widest, width / 4)
    let height = max(
      size * 2 + .mm(2), em.scaled(width.emu / 1000, max(1, free.emu / 1000)))
    return (height, widest.scaled(4, 3) <= width)
  }

  /// The lines run from the upper left corner to the middles of the right and the lower edge. The
  /// upper label ends above the first line where it begins, the lower one left of the second where
  /// it is highest, the middle one stands in the lower right corner between them.
  private func forTwoLines(
    _ width: Length, size: Length, padding: Length
  ) -> (height: Length, fits: Bool) {
    let air = Length.mm(0.6)
    let upper = (size + Self.topAir + air) * 2
    let upperRoom = width - padding - above.width - air
    let lower = size + Self.bottomAir + air
    let lowerRoom = width - (padding + below.width + air) * 2
    let middleWidth = (middle?.width ?? .zero) + padding + air
    let fits =
      upperRoom > width / 6 && lowerRoom > width / 8 && middleWidth <= width / 2
    func scaled(_ length: Length, _ whole: Length, _ part: Length) -> Length {
      length.scaled(whole.emu / 1000, max(1, part.emu / 1000))
    }
    let height = max(
      scaled(upper, width, max(upperRoom, width / 6)),
      scaled(lower, width, max(lowerRoom, width / 8)),
      // The middle label lies below the first line over all of its width.
      lower * 2)
    return (height, fits)
  }

  /// The lines and the labels in a cell of this size, relative to the cell's upper left corner.
  func items(
    width: Length, height: Length, padding: Length, rule: Length, role: ItemRole
  ) -> [PlacedItem] {
    let ends: [(Point, Side)] =
      middle == nil
      ? [(Point(x: width, y: height), .corner)]
      : [
        (Point(x: width, y: height / 2), .right), (Point(x: width / 2, y: height), .bottom),
      ]
    var items = ends.map { end, side in
      PlacedItem(
        origin: .zero,
        fragment: Fragment([.path(Self.line(to: end, at: side, rule: rule), .black)]),
        role: .artifact(.border))
    }
    let foot = height - Self.bottomAir
    items.append(
      PlacedItem(
        origin: Point(x: padding, y: foot - below.descent), fragment: below.fragment, role: role))
    if let middle {
      items.append(
        PlacedItem(
          origin: Point(x: width - padding - middle.width, y: foot - middle.descent),
          fragment: middle.fragment, role: role))
    }
    items.append(
      PlacedItem(
        origin: Point(x: width - padding - above.width, y: Self.topAir + above.ascent),
        fragment: above.fragment, role: role))
    return items
  }

  /// Where a line ends.
  private enum Side { case corner, right, bottom }

  /// A band from the upper left corner to `end`, cut off at the cell's edges; `down` and `along` are
  /// half its thickness measured down and across.
  private static func line(to end: Point, at side: Side, rule: Length) -> Path {
    let (w, h) = (max(1, end.x.points), max(1, end.y.points))
    let length = (w * w + h * h).squareRoot()
    let down = Length.pt(rule.points * length / w / 2)
    let along = Length.pt(rule.points * length / h / 2)
    let far: [Point] =
      switch side {
      case .corner:
        [Point(x: end.x, y: end.y - down), end, Point(x: end.x - along, y: end.y)]
      case .right: [Point(x: end.x, y: end.y - down), Point(x: end.x, y: end.y + down)]
      case .bottom: [Point(x: end.x + along, y: end.y), Point(x: end.x - along, y: end.y)]
      }
    return Path(
      [.move(.zero), .line(Point(x: along, y: .zero))] + far.map { .line($0) }
        + [.line(Point(x: .zero, y: down)), .close])
  }
}
