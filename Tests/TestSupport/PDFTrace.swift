import Foundation

/// Reads the output of `mutool trace`: one element a line, with its attributes.
struct TraceReader {
  private static let millimetre = 72 / 25.4

  var pages: [SeenPage] = []
  private var transform = [1.0, 0, 0, 1, 0, 0]
  private var color = SeenColor(components: [])
  private var font = ""
  private var matrix = [1.0, 0, 0, 1]
  private var isFilling = false
  private var subpath: [(x: Double, y: Double)] = []
  private var hasCurve = false

  mutating func read(_ line: Substring) {
    let line = line.drop { $0 == " " }
    guard line.first == "<" else { return }
    let name = line.dropFirst().prefix { $0 != " " && $0 != ">" && $0 != "/" }
    switch name {
    case "page": startPage(line)
    case "fill_text":
      isFilling = true
      readPaint(line)
    case "stroke_text", "ignore_text", "clip_text", "clip_path", "stroke_path": isFilling = false
    case "span":
      font = plainName(attribute("font", line))
      matrix = numbers("trm", line)
    case "g": readGlyph(line)
    case "fill_path":
      isFilling = true
      readPaint(line)
    case "moveto":
      endSubpath()
      subpath = [point("x", "y", line)]
    case "lineto": subpath.append(point("x", "y", line))
    case "curveto":
      hasCurve = true
      for (x, y) in [("x1", "y1"), ("x2", "y2"), ("x3", "y3")] { subpath.append(point(x, y, line)) }
    case "": if line.hasPrefix("</fill_path") { endSubpath() }
    default: break
    }
  }

  private mutating func startPage(_ line: Substring) {
    let box = numbers("mediabox", line)
    guard box.count == 4 else { return }
    pages.append(
      SeenPage(
        width: (box[2] - box[0]) / TraceReader.millimetre,
        height: (box[3] - box[1]) / TraceReader.millimetre))
  }

  private mutating func readPaint(_ line: Substring) {
    transform = numbers("transform", line)
    if transform.count != 6 { transform = [1, 0, 0, 1, 0, 0] }
    color = SeenColor(components: numbers("color", line))
  }

  private mutating func readGlyph(_ line: Substring) {
    guard isFilling, !pages.isEmpty, matrix.count == 4 else { return }
    let page = pages.count - 1
    let text = unescaped(attribute("unicode", line))
    // A glyph of several characters is one entry with a glyph and further ones without.
    if attribute("glyph", line).isEmpty, !pages[page].glyphs.isEmpty {
      pages[page].glyphs[pages[page].glyphs.count - 1].text += text
      return
    }
    let place = point("x", "y", line)
    let size = (matrix[2] * matrix[2] + matrix[3] * matrix[3]).squareRoot()
    let width = (matrix[0] * matrix[0] + matrix[1] * matrix[1]).squareRoot()
    let advance = (numbers("adv", line).first ?? 0) * width / TraceReader.millimetre
    let turned = -atan2(matrix[1], matrix[0]) * 180 / .pi
    pages[page].glyphs.append(
      SeenGlyph(
        text: text, x: place.x, y: place.y, advance: advance, size: size,
        widthScale: size > 0 ? width / size : 1, rotation: turned, font: font, color: color))
  }

  private mutating func endSubpath() {
    defer {
      subpath = []
      hasCurve = false
    }
    guard isFilling, let first = subpath.first, !pages.isEmpty else { return }
    var (minX, minY, maxX, maxY) = (first.x, first.y, first.x, first.y)
    for point in subpath {
      (minX, maxX) = (min(minX, point.x), max(maxX, point.x))
      (minY, maxY) = (min(minY, point.y), max(maxY, point.y))
    }
    let seen = SeenRule(x: minX, y: minY, width: maxX - minX, height: maxY - minY, color: color)
    let atCorners = subpath.allSatisfy {
      ($0.x == minX || $0.x == maxX) && ($0.y == minY || $0.y == maxY)
    }
    if subpath.count == 4, atCorners, !hasCurve {
      pages[pages.count - 1].rules.append(seen)
    } else {
      pages[pages.count - 1].shapes.append(seen)
    }
  }

  // MARK: Attributes

  private func attribute(_ name: String, _ line: Substring) -> Substring {
    guard let start = line.range(of: " " + name + "=\"") else { return "" }
    return line[start.upperBound...].prefix { $0 != "\"" }
  }

  private func numbers(_ name: String, _ line: Substring) -> [Double] {
    attribute(name, line).split(separator: " ").compactMap { Double($0) }
  }

  /// A point on the page in millimetres.
  private func point(_ x: String, _ y: String, _ line: Substring) -> (x: Double, y: Double) {
    let x = Double(attribute(x, line)) ?? .infinity
    let y = Double(attribute(y, line)) ?? .infinity
    let t = transform
    return (
      (t[0] * x + t[2] * y + t[4]) / TraceReader.millimetre,
      (t[1] * x + t[3] * y + t[5]) / TraceReader.millimetre
    )
  }

  private func plainName(_ name: Substring) -> String {
    guard let plus = name.firstIndex(of: "+") else { return String(name) }
    return String(name[name.index(after: plus)...])
  }

  private func unescaped(_ text: Substring) -> String {
    guard text.first == "&" else { return String(text) }
    switch text {
    case "&amp;": return "&"
    case "&lt;": return "<"
    case "&gt;": return ">"
    case "&quot;": return "\""
    case "&apos;": return "'"
    default:
      let digits = text.dropFirst(3).dropLast()
      let value = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
      return value.map { String($0) } ?? String(text)
    }
  }
}
