import Diagnostics
import Document
import Pages
import Typography

/// 斜线表头: `指标＼年度` in one label cell; the part before ＼ names the rows and stands below
/// the line, the part after it names the columns and stands above.
struct DiagonalHead {
  var below: ComposedLine
  var above: ComposedLine
  /// The least height at which no label meets the line.
  var height: Length
  var fits: Bool

  static func parts(of cell: Table.Cell) -> (below: String, above: String, run: TextRun)? {
    guard cell.role == .label, cell.blocks.count == 1, let block = cell.blocks.first,
      case .paragraph(let paragraph) = block.content
    else { return nil }
    let parts = plainText(paragraph.inlines).split(
      separator: "＼", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    for case .text(let run) in paragraph.inlines {
      return (String(parts[0]), String(parts[1]), run)
    }
    return nil
  }

  init?(
    _ cell: Table.Cell, width: Length, style: CellStyle, setter: CellSetter, padding: Length,
    findings: inout Findings
  ) {
    guard let (below, above, run) = Self.parts(of: cell) else { return nil }
    let setting = ParagraphSetting(
      mode: .running, measure: style.measure, font: style.font, size: style.size,
      alignment: .left, pitch: style.size.scaled(7, 5))
    func line(_ text: String, _ findings: inout Findings) -> ComposedLine? {
      var part = run
      part.text = text
      return setter.composer.compose(
        [.text(part)], setting, deferred: setter.deferred, findings: &findings
      ).first
    }
    guard let first = line(below, &findings), let second = line(above, &findings) else {
      return nil
    }
    self.below = first
    self.above = second
    // A label of width w leaves the line at the height that is cut off at padding + w.
    let widest = max(first.width, second.width) + padding
    let em = style.size + .mm(1)
    fits = widest.scaled(4, 3) <= width
    let free = max(width - widest, width / 4)
    height = max(style.size * 2 + .mm(2), em.scaled(width.emu / 1000, max(1, free.emu / 1000)))
  }

  /// The line and the labels in a cell of this size, relative to the cell's upper left corner.
  func items(
    width: Length, height: Length, padding: Length, rule: Length, element: ElementID
  ) -> [PlacedItem] {
    // A band along the diagonal, cut off at the cell's edges; `down` and `along` are half its
    // thickness measured down and across.
    let (w, h) = (max(1, width.points), max(1, height.points))
    let length = (w * w + h * h).squareRoot()
    let down = Length.pt(rule.points * length / w / 2)
    let along = Length.pt(rule.points * length / h / 2)
    let path = Path([
      .move(.zero), .line(Point(x: along, y: .zero)),
      .line(Point(x: width, y: height - down)), .line(Point(x: width, y: height)),
      .line(Point(x: width - along, y: height)), .line(Point(x: .zero, y: down)), .close,
    ])
    let border = PlacedItem(
      origin: .zero, fragment: Fragment([.path(path, .black)]), role: .artifact(.border))
    let lower = PlacedItem(
      origin: Point(x: padding, y: height - .mm(0.8) - below.descent),
      fragment: below.fragment, role: .element(element))
    let upper = PlacedItem(
      origin: Point(x: width - padding - above.width, y: .mm(1) + above.ascent),
      fragment: above.fragment, role: .element(element))
    return [border, lower, upper]
  }
}
