import Pages
import Typography

/// Writes a page's content stream (ISO 32000-1, 7.8.2). It keeps the graphics state itself and
/// writes only what changes, so it needs no `q` and `Q` at all and cannot leak state.
package struct ContentWriter {
  package var out = ByteBuffer(capacity: 32_768)
  package var limits = LimitRecord()
  /// Numbers of the fonts that the page uses, in the order of their first use.
  package private(set) var usedFonts: [Int] = []

  let fonts: EmbeddedFonts
  private let red: PDFRed
  let pageHeight: Length
  private var layer = MarkedContentLayer()
  private var ink = Ink.black
  var text = TextState()
  /// Room that is used again for each run.
  var scratch = TextScratch()

  package init(page: Page, fonts: EmbeddedFonts, red: PDFRed) {
    self.fonts = fonts
    self.red = red
    pageHeight = page.size.height
  }

  package mutating func write(_ items: [PlacedItem]) {
    for item in items where !item.fragment.marks.isEmpty { write(item) }
  }

  private mutating func write(_ item: PlacedItem) {
    let fragment = item.fragment
    let opened = layer.open(
      item.role, actualText: fragment.replacementText, in: &out, limits: &limits)
    var index = 0
    while index < fragment.marks.count {
      switch fragment.marks[index] {
      case .glyphs(let run):
        setInk(run.ink)
        show(run, of: item)
        index += 1
      case .rule(_, let ink):
        endText()
        setInk(ink)
        index = writeRules(fragment.marks, from: index, ink: ink, of: item)
      case .path(let path, let ink):
        endText()
        setInk(ink)
        write(path, of: item)
        index += 1
      }
    }
    endText()
    layer.close(opened, in: &out)
  }

  // MARK: State

  private mutating func setInk(_ wanted: Ink) {
    guard wanted != ink else { return }
    ink = wanted
    out.writeFill(wanted, red: red)
  }

  mutating func use(font: Int) {
    if !usedFonts.contains(font) { usedFonts.append(font) }
  }

  /// The height above the page's lower edge, in thousandths of a point.
  func up(_ y: Length) -> Int { (pageHeight - y).milliPoints }

  // MARK: Rules and paths

  /// Fills all rules of one ink that follow each other at once.
  private mutating func writeRules(
    _ marks: [Mark], from start: Int, ink: Ink, of item: PlacedItem
  ) -> Int {
    var index = start
    while index < marks.count, case .rule(let local, let other) = marks[index], other == ink {
      let rect = item.onSheet(local)
      // Always with positive sides, so that rules of one fill never cut each other out.
      let left = min(rect.minX, rect.maxX)
      let bottom = max(rect.minY, rect.maxY)
      writeNumber(left.milliPoints)
      writeNumber(up(bottom))
      writeNumber(abs(rect.size.width.milliPoints))
      writeNumber(abs(rect.size.height.milliPoints))
      out.write("re\n")
      index += 1
    }
    out.write("f\n")
    return index
  }

  private mutating func write(_ path: Path, of item: PlacedItem) {
    var isOpen = false
    for step in path.steps {
      switch step {
      case .move(let point):
        write(point, of: item)
        out.write("m\n")
        isOpen = true
      // A path begins with a move; what stands before the first one has no place.
      case .line where !isOpen, .curve where !isOpen, .close where !isOpen: continue
      case .line(let point):
        write(point, of: item)
        out.write("l\n")
      case .curve(let a, let b, let c):
        write(a, of: item)
        write(b, of: item)
        write(c, of: item)
        out.write("c\n")
      case .close: out.write("h\n")
      }
    }
    if isOpen { out.write("f\n") }
  }

  private mutating func write(_ point: Point, of item: PlacedItem) {
    let place = item.onSheet(point)
    writeNumber(place.x.milliPoints)
    writeNumber(up(place.y))
  }

  mutating func writeNumber(_ milli: Int) {
    out.write(milli, decimals: 3)
    out.write(" ")
  }
}
