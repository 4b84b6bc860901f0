import Document
import Typography

/// The texts of one table's simple cells (a paragraph of one run) that were set last, by what they
/// depend on: lists say 发明 and the same agency's name a thousand times.
///
/// Each text has one place, where the next one of the same place takes it over: so the table never
/// grows, whatever the list's length, and nothing is looked for.
final class KnownCells {
  /// What the lines of a text depend on besides the text.
  private struct Style: Equatable {
    var cell: CellStyle
    var text: TextStyle
    var role: Paragraph.Role
    var size: Length?
    var font: FontRole?
  }

  /// Where the text of a cell is to be looked for.
  struct Place {
    fileprivate var style: Int
    fileprivate var hash: UInt64
  }

  private struct Entry {
    var style: Int
    var hash: UInt64
    var text: String
    var set: CellText
  }

  /// A power of two.
  private static let count = 1_024
  /// Columns and kinds of rows give a dozen styles; a table with more begins anew.
  private static let mostStyles = 256
  private var styles: [Style] = []
  private var entries: [Entry?] = []

  func place(of run: TextRun, in paragraph: Paragraph, _ style: CellStyle) -> Place {
    let wanted = Style(
      cell: style, text: run.style, role: paragraph.role, size: paragraph.size,
      font: paragraph.font)
    // FNV-1a: the same in every run, and cheap for a few characters.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in run.text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Place(style: number(of: wanted), hash: hash)
  }

  private func number(of style: Style) -> Int {
    if let known = styles.firstIndex(of: style) { return known }
    if styles.count >= Self.mostStyles {
      styles.removeAll()
      entries.removeAll()
    }
    styles.append(style)
    return styles.count - 1
  }

  private func index(_ place: Place) -> Int {
    let mixed = place.hash ^ place.hash >> 29 &+ UInt64(place.style) &* 0x9E37_79B9
    return Int(mixed & UInt64(Self.count - 1))
  }

  subscript(_ place: Place, _ text: String) -> CellText? {
    get {
      guard !entries.isEmpty, let entry = entries[index(place)], entry.hash == place.hash,
        entry.style == place.style, entry.text.utf8.elementsEqual(text.utf8)
      else { return nil }
      return entry.set
    }
    set {
      if entries.isEmpty { entries = Array(repeating: nil, count: Self.count) }
      entries[index(place)] = newValue.map {
        Entry(style: place.style, hash: place.hash, text: text, set: $0)
      }
    }
  }
}
