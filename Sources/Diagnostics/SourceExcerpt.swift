/// One source line around a span, ready to print: tabs expanded, invisible characters escaped, and
/// a window of it where the line is long.
struct SourceExcerpt {
  var line: Int
  var text: String
  /// Cells before the caret, and carets, in terminal cells.
  var indent: Int
  var carets: Int

  /// A character as printed.
  private struct Unit {
    var text: String
    var width: Int
    var offset: Int
  }

  /// - Parameters:
  ///   - width: the most cells that `text` takes, ellipses included; at least 20.
  ///   - concealsPersonalData: for lines of a case.
  init(_ span: Span, width: Int, concealsPersonalData: Bool = false) {
    let file = span.file
    let (line, _) = file.position(of: span.lower)
    self.line = line
    let index = line - file.firstLine
    let start = file.lineStarts[index]
    var end = index + 1 < file.lineStarts.count ? file.lineStarts[index + 1] : file.bytes.count
    while end > start, file.bytes[end - 1] == 0x0A || file.bytes[end - 1] == 0x0D { end -= 1 }

    // A line may hold megabytes: only the bytes that could show are decoded.
    let reach = max(20, width) * 4
    var low = max(start, min(span.lower, end) - reach)
    while low > start, file.bytes[low] & 0xC0 == 0x80 { low -= 1 }
    var high = min(end, span.lower + reach)
    while high < end, file.bytes[high] & 0xC0 == 0x80 { high += 1 }

    let quoted = file.text(low..<max(low, high))
    let units = Self.units(
      of: concealsPersonalData ? PersonalText.concealed(quoted) : quoted, from: low)
    let first = units.firstIndex { $0.offset >= span.lower } ?? units.count
    let last = units.firstIndex { $0.offset >= max(span.upper, span.lower + 1) } ?? units.count
    let window = Self.window(units, around: first, width: max(20, width))

    let cutsStart = low > start || window.lowerBound > 0
    let cutsEnd = high < end || window.upperBound < units.count
    text =
      (cutsStart ? "…" : "") + units[window].map(\.text).joined() + (cutsEnd ? "…" : "")
    let before = window.lowerBound..<max(window.lowerBound, min(first, window.upperBound))
    indent = (cutsStart ? 1 : 0) + units[before].reduce(0) { $0 + $1.width }
    let marked = before.upperBound..<max(before.upperBound, min(last, window.upperBound))
    carets = max(1, units[marked].reduce(0) { $0 + $1.width })
  }

  private static func units(of text: String, from offset: Int) -> [Unit] {
    var units: [Unit] = []
    var offset = offset
    var column = 0
    for scalar in text.unicodeScalars {
      var unit = Unit(text: String(scalar), width: DisplayWidth.of(scalar), offset: offset)
      if scalar == "\t" {
        unit.width = 4 - column % 4
        unit.text = String(repeating: " ", count: unit.width)
      } else if let escaped = VisibleText.escape(scalar) {
        unit.text = escaped
        unit.width = escaped.utf8.count
      }
      column += unit.width
      offset += UTF8.width(scalar)
      units.append(unit)
    }
    return units
  }

  /// The units to show: all of them, or as many as fit, a third of them before the caret.
  private static func window(_ units: [Unit], around caret: Int, width: Int) -> Range<Int> {
    guard units.reduce(0, { $0 + $1.width }) > width else { return 0..<units.count }
    var low = min(caret, units.count)
    var used = 2  // the ellipses
    while low > 0, used + units[low - 1].width <= width / 3 {
      low -= 1
      used += units[low].width
    }
    var high = min(caret, units.count)
    while high < units.count, used + units[high].width <= width {
      used += units[high].width
      high += 1
    }
    while low > 0, used + units[low - 1].width <= width {
      low -= 1
      used += units[low].width
    }
    return low..<high
  }
}
