import Fonts
import Pages
import Typography

/// What stands on the pages, in millimetres from each sheet's upper left corner, y downwards.
struct PageReading {
  var pages: [SeenPage] = []
  /// Everything that is text of the document, by element, in reading order.
  var elements: [SeenElement] = []
  var seals: [SeenSeal] = []

  /// The upright elements of a part.
  func elements(_ part: StructureTree.Part) -> [SeenElement] {
    elements.filter { $0.part == part && !$0.isTurned }
  }
  func lines(_ parts: StructureTree.Part...) -> [SeenLine] {
    elements.filter { element in
      !element.isTurned && (element.part.map(parts.contains) ?? false)
    }.flatMap(\.lines)
  }
}

struct SeenPage {
  var width: Double
  var height: Double
  var label: String?
  var lines: [SeenLine] = []
  var rules: [SeenRule] = []
  /// Whether the page holds anything but its number, a stamp and the printed grid.
  var isBlank: Bool { !lines.contains { $0.artifact == nil } && !rules.contains(where: \.isText) }
}

struct SeenElement {
  var id: Int
  var part: StructureTree.Part?
  var kind: StructureTree.Kind
  /// Whether it belongs to an annex or a 被印发件.
  var isInAnnex: Bool
  /// In a table, or on a page that is turned as a whole (std:G-68): indents, rows and cells of the
  /// text do not apply.
  var isInTable: Bool
  var lines: [SeenLine]

  var text: String { lines.map(\.text).joined() }
  var page: Int { lines.first?.page ?? 0 }
  var isTurned: Bool { lines.first?.isTurned ?? false }
  var isHeading: Bool { if case .heading(let level) = kind { level > 0 } else { false } }
}

/// One fragment with glyphs: most often a line of text.
struct SeenLine {
  /// From 0.
  var page: Int
  var element: Int?
  var artifact: ItemRole.Artifact?
  /// Whether the text goes on in the next line, so that the line's end is a break.
  var continues: Bool
  /// Turned counter-clockwise: only its ink is measured.
  var isTurned: Bool
  var glyphs: [SeenGlyph]
  /// The baseline and the size of most of its glyphs.
  var baseline: Double
  var size: Double

  /// Tells one line from another.
  var key: Key { Key(page: page, element: element ?? -1, baseline: baseline) }
  struct Key: Hashable {
    var page: Int
    var element: Int
    var baseline: Double
  }

  var text: String { glyphs.map(\.text).joined() }
  /// The em-box: 0.88 em above the baseline, 0.12 em below it.
  var top: Double { baseline - 0.88 * em }
  var bottom: Double { baseline + 0.12 * em }
  /// In millimetres.
  var em: Double { size * 25.4 / 72 }
  var left: Double { glyphs.map(\.x).min() ?? 0 }
  var right: Double { glyphs.map(\.right).max() ?? 0 }
  var centre: Double { (left + right) / 2 }
  var ink: InkArea? { InkArea.around(glyphs.compactMap(\.ink)) }

  /// The left end of the first character's box nearest to `wanted`: an opening mark that begins a
  /// line may stand there with its blank half cut off.
  func left(near wanted: Double) -> Double {
    guard let first = glyphs.first, Marks.opening.contains(first.scalar) else { return left }
    return nearest(wanted, left, left + em / 2)
  }
  /// The right end of the last character's box nearest to `wanted`, likewise.
  func right(near wanted: Double) -> Double {
    guard let last = glyphs.last, Marks.closing.contains(last.scalar) else { return right }
    return nearest(wanted, right, right - em / 2)
  }
  private func nearest(_ wanted: Double, _ a: Double, _ b: Double) -> Double {
    abs(a - wanted) <= abs(b - wanted) ? a : b
  }
}

struct SeenGlyph {
  var text: String
  var x: Double
  var right: Double
  var baseline: Double
  /// In points.
  var size: Double
  var face: FaceID
  var colour: Ink
  var ink: InkArea?

  var scalar: Unicode.Scalar { text.unicodeScalars.first ?? " " }
  var isHan: Bool { scalar.properties.isIdeographic }
}

struct SeenRule {
  var page: Int
  var x: Double
  var y: Double
  var width: Double
  var height: Double
  var colour: Ink
  var artifact: ItemRole.Artifact?

  var right: Double { x + width }
  var bottom: Double { y + height }
  /// Whether it is printed for the reader, and not a grid or a frame of it.
  var isText: Bool { artifact != .guide }
}

struct SeenSeal {
  var name: String
  var page: Int
  var x: Double
  var y: Double
}

struct InkArea: Hashable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  static func around(_ areas: [InkArea]) -> InkArea? {
    guard var all = areas.first else { return nil }
    for area in areas.dropFirst() {
      all = InkArea(
        left: min(all.left, area.left), top: min(all.top, area.top),
        right: max(all.right, area.right), bottom: max(all.bottom, area.bottom))
    }
    return all
  }

  /// Whether a disc covers any of it.
  func meets(x: Double, y: Double, radius: Double) -> Bool {
    let dx = max(left - x, 0, x - right)
    let dy = max(top - y, 0, y - bottom)
    return dx * dx + dy * dy < radius * radius
  }
}

// MARK: Reading

extension PageReading {
  init(_ sequence: PageSequence, fonts: FontLibrary) {
    var lines: [Int: [SeenLine]] = [:]
    for (index, page) in sequence.pages.enumerated() {
      var seen = SeenPage(
        width: page.size.width.millimetres, height: page.size.height.millimetres,
        label: page.label)
      for item in page.items {
        if let line = SeenLine(item, page: index, fonts: fonts) {
          seen.lines.append(line)
          if let element = line.element { lines[element, default: []].append(line) }
        }
        seen.rules += SeenRule.all(item, page: index)
      }
      pages.append(seen)
    }
    let tree = sequence.structure.elements
    for id in lines.keys.sorted() where tree.indices.contains(id) {
      var isInAnnex = false
      var isInTable = false
      var next: Int? = id
      // Parents stand before their children, so the way up ends.
      while let current = next, tree.indices.contains(current) {
        switch tree[current].kind {
        case .section: isInAnnex = true
        case .table: isInTable = true
        default: break
        }
        next = tree[current].parent.flatMap { $0.index < current ? $0.index : nil }
      }
      elements.append(
        SeenElement(
          id: id, part: tree[id].part, kind: tree[id].kind, isInAnnex: isInAnnex,
          isInTable: isInTable || lines[id]?.first?.isTurned == true, lines: lines[id] ?? []))
    }
    // The places of （公章） on a cover or in a form are no seals of a 署名.
    let signed = Set(elements.filter { $0.part == .signatory }.map(\.text))
    seals = sequence.anchors.filter { $0.kind == "seal" && signed.contains($0.name) }.map {
      SeenSeal(
        name: $0.name, page: $0.page, x: $0.position.x.millimetres,
        y: $0.position.y.millimetres)
    }
  }
}

extension SeenLine {
  init?(_ item: PlacedItem, page: Int, fonts: FontLibrary) {
    var glyphs: [SeenGlyph] = []
    for case .glyphs(let run) in item.fragment.marks {
      let face = fonts.face(run.face)
      for glyph in run.glyphs {
        glyphs.append(
          SeenGlyph(glyph, of: run, at: run.origin + glyph.offset, item: item, face: face))
      }
    }
    guard !glyphs.isEmpty else { return nil }
    self.page = page
    continues = item.fragment.continues
    isTurned = item.isTurned
    switch item.role {
    case .element(let id): element = id.index
    case .artifact(let kind): artifact = kind
    }
    self.glyphs = glyphs
    baseline = Self.most(glyphs.map { ($0.baseline * 1000).rounded() }) / 1000
    size = Self.most(glyphs.map { ($0.size * 100).rounded() }) / 100
  }

  /// The most frequent value; the smaller one of two.
  static func most(_ values: [Double]) -> Double {
    var counts: [Double: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? 0
  }
}

extension SeenGlyph {
  /// - Parameter local: the glyph's origin in the fragment.
  init(_ glyph: Glyph, of run: GlyphRun, at local: Point, item: PlacedItem, face: FontFace) {
    let origin = item.onSheet(local)
    text = glyph.text
    x = origin.x.millimetres
    right = x + glyph.advance.millimetres
    baseline = origin.y.millimetres
    size = run.size.points
    self.face = run.face
    colour = run.ink
    guard !run.isRotated, let box = face.inkBox(of: glyph.id), face.unitsPerEm > 0 else { return }
    let unit = run.size.millimetres / Double(face.unitsPerEm)
    let across = unit * Double(run.widthScale) / 1000
    let (left, right) = (Double(box.minX) * across, Double(box.maxX) * across)
    let (top, bottom) = (-Double(box.maxY) * unit, -Double(box.minY) * unit)
    // Turned, what points right in the fragment points up on the sheet.
    ink =
      item.isTurned
      ? InkArea(left: x + top, top: baseline - right, right: x + bottom, bottom: baseline - left)
      : InkArea(left: x + left, top: baseline + top, right: x + right, bottom: baseline + bottom)
  }
}

extension SeenRule {
  static func all(_ item: PlacedItem, page: Int) -> [SeenRule] {
    item.fragment.marks.compactMap { mark in
      guard case .rule(let local, let ink) = mark else { return nil }
      let rect = item.onSheet(local)
      let artifact: ItemRole.Artifact? =
        if case .artifact(let kind) = item.role { kind } else { nil }
      return SeenRule(
        page: page, x: rect.minX.millimetres, y: rect.minY.millimetres,
        width: rect.size.width.millimetres,
        height: rect.size.height.millimetres, colour: ink, artifact: artifact)
    }
  }
}
