import Document
import Pages
import Typography

/// The borders of a table. Every piece of a row draws its own upper rule inside its box, the last
/// one the lower rule too, so that neighbours never draw the same line twice; rules down the sides
/// run through the whole height, so corners are closed.
struct TableRules {
  let grid: TableGrid
  let setting: TableSetting
  /// Whether the first row is the table's first, so that its upper border is the outer one.
  var startsTable = true
  private var cache: [Shape: Fragment] = [:]

  /// What the rules of a piece depend on; rows of a list share one fragment.
  private struct Shape: Hashable {
    var verticals: [Length]
    var tops: [Stretch]
    var top: Length
    var height: Length
    var closes: Bool
  }
  private struct Stretch: Hashable {
    var from: Length
    var to: Length
  }

  init(grid: TableGrid, setting: TableSetting) {
    self.grid = grid
    self.setting = setting
  }

  /// The rules of a piece.
  ///
  /// - Parameters:
  ///   - opens: the piece is the first of its row and has a rule above it.
  ///   - closes: the piece is the last of the table.
  mutating func fragment(row: Int, height: Length, opens: Bool, closes: Bool) -> Fragment {
    let owners = grid.rows[row].owners
    let edges = grid.edges[grid.rows[row].band]
    let verticals = (1..<max(1, owners.count)).filter { owners[$0] != owners[$0 - 1] }
      .map { edges[$0] }
    var tops: [Stretch] = []
    if opens {
      for column in owners.indices
      where grid.cells[owners[column]].row == row
        && !grid.cells[owners[column]].cell.continuesAbove
      {
        if let last = tops.last, last.to == edges[column] {
          tops[tops.count - 1].to = edges[column + 1]
        } else {
          tops.append(Stretch(from: edges[column], to: edges[column + 1]))
        }
      }
    }
    let shape = Shape(
      verticals: verticals, tops: tops,
      top: row == 0 && startsTable ? setting.outerRule : setting.innerRule,
      height: height, closes: closes)
    if let known = cache[shape] { return known }
    let fragment = draw(shape)
    cache[shape] = fragment
    return fragment
  }

  private func draw(_ shape: Shape) -> Fragment {
    let (outer, inner) = (setting.outerRule, setting.innerRule)
    var marks: [Mark] = []
    func rule(_ x: Length, _ y: Length, _ width: Length, _ height: Length) {
      marks.append(.rule(Rect(x: x, y: y, width: width, height: height), .black))
    }
    rule(.zero, .zero, outer, shape.height)
    for x in shape.verticals { rule(x - inner / 2, .zero, inner, shape.height) }
    rule(setting.width - outer, .zero, outer, shape.height)
    for stretch in shape.tops {
      // Reaches to the middle of the rules that it meets, so that the corner is one black square.
      rule(stretch.from, .zero, stretch.to - stretch.from, shape.top)
    }
    if shape.closes { rule(.zero, shape.height - outer, setting.width, outer) }
    return Fragment(marks)
  }

  /// The border above a piece that begins a page, or below one that ends it.
  func edge(atHeight y: Length, isOuter: Bool = true) -> PlacedItem {
    let thickness = isOuter ? setting.outerRule : setting.innerRule
    let rect = Rect(x: .zero, y: .zero, width: setting.width, height: thickness)
    return PlacedItem(
      origin: Point(x: .zero, y: y), fragment: Fragment([.rule(rect, .black)]),
      role: .artifact(.border))
  }
}
