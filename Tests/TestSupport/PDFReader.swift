/// What MuPDF sees on the pages of a PDF: where every glyph and rule is, in millimetres from the
/// sheet's upper left corner. It shares nothing with the program's own writer.
///
///     let seen = try PDFReader.read(bytes)
///     #expect(abs(seen.page(1).glyph("标").x - 28) < 0.2)
public enum PDFReader {
  public static func read(_ pdf: [UInt8]) throws -> SeenDocument {
    let output = try PDFTool.mutool.run(on: pdf) { ["trace", $0] }
    guard output.status == 0 else { throw UnreadablePDF(reason: output.complaints) }
    var trace = TraceReader()
    for line in output.text.split(separator: "\n") { trace.read(line) }
    return SeenDocument(pages: trace.pages)
  }
}

public struct UnreadablePDF: Error { public let reason: String }

public struct SeenDocument: Sendable {
  public var pages: [SeenPage]
  public init(pages: [SeenPage]) { self.pages = pages }
  /// A page by its number, from 1; an empty one where there is none.
  public func page(_ number: Int) -> SeenPage {
    pages.indices.contains(number - 1) ? pages[number - 1] : SeenPage(width: 0, height: 0)
  }
}

public struct SeenPage: Sendable {
  /// In millimetres.
  public var width: Double
  public var height: Double
  /// In painting order.
  public var glyphs: [SeenGlyph] = []
  /// Filled rectangles.
  public var rules: [SeenRule] = []
  /// The bounding boxes of all other filled paths.
  public var shapes: [SeenRule] = []

  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// The first glyph that stands for `text`; one far off the page where there is none.
  public func glyph(_ text: String) -> SeenGlyph {
    glyphs.first { $0.text == text } ?? SeenGlyph.missing
  }

  /// The glyphs by baseline, from top to bottom, each line from left to right. Baselines within
  /// 0.05 mm are one.
  public var lines: [SeenLine] {
    var lines: [SeenLine] = []
    for glyph in glyphs.sorted(by: { ($0.y, $0.x) < ($1.y, $1.x) }) {
      if let last = lines.last, abs(last.y - glyph.y) < 0.05 {
        lines[lines.count - 1].glyphs.append(glyph)
      } else {
        lines.append(SeenLine(y: glyph.y, glyphs: [glyph]))
      }
    }
    for index in lines.indices { lines[index].glyphs.sort { $0.x < $1.x } }
    return lines
  }

  /// The line that holds `text`.
  public func line(_ text: String) -> SeenLine? { lines.first { $0.text.contains(text) } }
}

public struct SeenLine: Sendable {
  public var y: Double
  public var glyphs: [SeenGlyph]
  public var text: String { glyphs.map(\.text).joined() }
  public var x: Double { glyphs.first?.x ?? .infinity }
  /// Where the last glyph's advance ends.
  public var maxX: Double { glyphs.last.map { $0.x + $0.advance } ?? .infinity }
}

public struct SeenGlyph: Hashable, Sendable {
  public var text: String
  /// The glyph's origin: left end of its advance, on the baseline.
  public var x: Double
  public var y: Double
  /// The advance in millimetres, without character spacing.
  public var advance: Double
  /// Type size in points.
  public var size: Double
  /// Horizontal scale; 1 as designed.
  public var widthScale: Double
  /// Clockwise, in degrees.
  public var rotation: Double
  /// Without the subset's tag.
  public var font: String
  public var color: SeenColor

  public init(
    text: String, x: Double, y: Double, advance: Double, size: Double, widthScale: Double = 1,
    rotation: Double = 0, font: String = "", color: SeenColor = SeenColor(components: [])
  ) {
    self.text = text
    self.x = x
    self.y = y
    self.advance = advance
    self.size = size
    self.widthScale = widthScale
    self.rotation = rotation
    self.font = font
    self.color = color
  }

  static let missing = SeenGlyph(text: "", x: .infinity, y: .infinity, advance: 0, size: 0)
}

public struct SeenRule: Hashable, Sendable {
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double
  public var color: SeenColor
  public init(x: Double, y: Double, width: Double, height: Double, color: SeenColor) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
    self.color = color
  }
  public var maxX: Double { x + width }
  public var maxY: Double { y + height }
}

public struct SeenColor: Hashable, Sendable {
  /// One for grey, three for RGB; 0 is dark.
  public var components: [Double]
  public init(components: [Double]) { self.components = components }
  public var isBlack: Bool { !components.isEmpty && components.allSatisfy { $0 == 0 } }
  public var isRed: Bool {
    components.count == 3 && components[0] > 0.8 && components[1] < 0.4 && components[2] < 0.4
  }
}
