import Pages
import Typography

/// The rows of one page. Usually those of its section; where a seal or a date would not fit, a page
/// is divided into a row or two more or fewer (GB/T 9704-2012, 7.3.5.5; std:G-53), which fill the
/// type area just as exactly.
package struct RowGrid: Hashable, Sendable {
  /// nil where lines are set free.
  package var pitch: Length?
  /// Where the first row begins, from the type area's upper edge: below the 版头.
  package var origin = Length.zero
  /// The section's own pitch; heights that are whole multiples of it are counted in rows.
  private var usual = Length.zero
  /// How many rows there are from `origin` on.
  package var rows = 0

  init() {}

  /// - Parameters:
  ///   - first: the page's first item; a box that starts the grid keeps its height.
  ///   - extent: how much of the last row must lie inside the type area.
  ///   - change: rows more or fewer than usual.
  init(_ section: PageSection, _ first: FlowItem?, extent: Length, change: Int) {
    guard let pitch = section.pitch, pitch > .zero else { return }
    self.pitch = pitch
    usual = pitch
    if case .box(let box)? = first?.kind, box.startsGrid { origin = box.height }
    let room = section.room.height - origin - extent
    rows = max(0, room.emu) / pitch.emu + 1
    if change != 0 { self = changed(by: change, on: section, extent: extent) ?? self }
  }

  /// The grid of the same page with rows more or fewer; nil where too few would be left.
  func changed(by change: Int, on section: PageSection, extent: Length) -> RowGrid? {
    guard pitch != nil, rows + change >= 2 else { return nil }
    var result = self
    result.rows = rows + change
    result.pitch = (section.room.height - origin - extent) / (result.rows - 1)
    return result
  }

  /// How much wider than usual the rows are, in thousandths.
  var thousandths: Int {
    guard let pitch, usual > .zero else { return 1000 }
    return (pitch.emu * 1000 + usual.emu / 2) / usual.emu
  }

  /// The next row, or the height itself on a page without rows.
  func onRow(_ y: Length) -> Length {
    guard let pitch, pitch.emu > 0, y > origin else { return pitch == nil ? y : max(y, .zero) }
    let rows = ((y - origin).emu + pitch.emu - 1) / pitch.emu
    return origin + pitch * rows
  }

  /// A height of whole rows in this page's rows; any other as it is.
  func scaled(_ height: Length) -> Length {
    guard let pitch, pitch != usual, usual.emu > 0, height.emu % usual.emu == 0 else {
      return height
    }
    return pitch * (height.emu / usual.emu)
  }
}
