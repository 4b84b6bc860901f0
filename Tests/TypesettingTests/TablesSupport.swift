import Diagnostics
import Document
import Pages
import Typesetting
import Typography

/// A table from a notation near to the template language: `栏 28 50竖 *` begins a band, rows are
/// `| 标签 | {值} | ← | ↑ |`, with 头, 计, 高40 or 连 (kept with the next) before the first bar.
/// `⏎` is a break within a cell, `§` begins its foot.
func table(_ source: String, isList: Bool = false, unitNote: String = "") -> Table {
  var bands: [Table.Band] = []
  for line in source.split(separator: "\n") {
    let words = line.split(separator: " ")
    if words.first == "栏" {
      bands.append(Table.Band(columns: words.dropFirst().map { column($0) }, rows: []))
    } else {
      bands[bands.count - 1].rows.append(row(line))
    }
  }
  for band in bands.indices { bands[band].rows = resolved(bands[band].rows) }
  return Table(bands: bands, unitNote: unitNote.isEmpty ? [] : [.text(unitNote)], isList: isList)
}

private func column(_ word: Substring) -> Table.Column {
  if word == "*" { return Table.Column(.rest) }
  let digits = word.prefix { $0.isNumber || $0 == "." }
  return Table.Column(.fixed(.mm(Double(digits) ?? 0)), isVertical: word.hasSuffix("竖"))
}

private func row(_ line: Substring) -> Table.Row {
  let parts = line.split(separator: "|", omittingEmptySubsequences: false)
    .map { trimmed($0) }
  let mark = parts[0]
  var row = Table.Row(cells: parts.dropFirst().dropLast().map { .cell(cell($0)) })
  if mark.hasPrefix("头") { row.kind = .head }
  if mark.hasPrefix("计") { row.kind = .total }
  if mark.hasPrefix("连") { row.keepsWithNext = true }
  if mark.hasPrefix("高") { row.minimumHeight = .mm(Double(mark.dropFirst()) ?? 0) }
  return row
}

func cell(_ text: String) -> Table.Cell {
  let isValue = text.hasPrefix("{")
  let words = isValue ? String(text.dropFirst().dropLast()) : text
  let parts = words.split(separator: "§", omittingEmptySubsequences: false)
  func blocks(_ part: Substring) -> [Block] {
    part.split(separator: "⏎").map {
      Block(.paragraph(Paragraph(.body, [.text(String($0))])))
    }
  }
  return Table.Cell(
    role: isValue ? .value : .label, blocks: blocks(parts[0]),
    foot: parts.count > 1 ? blocks(parts[1]) : [])
}

private func resolved(_ rows: [Table.Row]) -> [Table.Row] {
  var rows = rows
  func word(_ row: Int, _ column: Int) -> String {
    guard rows.indices.contains(row), rows[row].cells.indices.contains(column),
      case .cell(let cell) = rows[row].cells[column],
      case .paragraph(let paragraph)? = cell.blocks.first?.content,
      case .text(let run)? = paragraph.inlines.first
    else { return "" }
    return run.text
  }
  let words = rows.indices.map { row in rows[row].cells.indices.map { word(row, $0) } }
  for row in rows.indices {
    for column in rows[row].cells.indices {
      guard case .cell(var cell) = rows[row].cells[column] else { continue }
      if ["←", "↑"].contains(words[row][column]) {
        rows[row].cells[column] = .covered
        continue
      }
      var next = column + 1
      while next < words[row].count, words[row][next] == "←" { next += 1 }
      cell.columnSpan = next - column
      var below = row + 1
      while below < words.count, column < words[below].count, words[below][column] == "↑" {
        below += 1
      }
      cell.rowSpan = below - row
      rows[row].cells[column] = .cell(cell)
    }
  }
  return rows
}

private func trimmed(_ text: Substring) -> String {
  var text = text
  while text.first == " " { text.removeFirst() }
  while text.last == " " { text.removeLast() }
  return String(text)
}

/// A table as laid out, with cells instead of fonts.
struct LaidTable {
  var items: [FlowItem]
  var findings: Findings
  var structure: StructureTree
  static let width = Length.mm(156)

  init(
    _ table: Table, style: PageStyle = .form, width: Length = width,
    composer: LineComposer = LineComposer(glyphs: CellGlyphs())
  ) {
    var findings = Findings()
    var structure = StructureTree()
    items = TableLayout(composer: composer).flow(
      table, width: width, style: style, parent: StructureTree.root, structure: &structure,
      findings: &findings)
    self.findings = findings
    self.structure = structure
  }

  var boxes: [FlowBox] {
    items.compactMap { if case .box(let box) = $0.kind { box } else { nil } }
  }
  var height: Length { boxes.reduce(.zero) { $0 + $1.height } }

  /// All items as if the table stood on one endless page, spans included.
  var placed: [PlacedItem] {
    var result: [PlacedItem] = []
    var begun: [FlowSpan] = []
    var y = Length.zero
    for (box, items) in zip(boxes, FlowSpan.contents(ofPage: boxes, begun: &begun)) {
      for var item in items {
        item.origin.y += y
        result.append(item)
      }
      y += box.height
    }
    return result
  }

  /// The pages that a form's type area of this height makes of it.
  func pages(height: Length) -> BuiltPages {
    var findings = Findings()
    return pages(height: height, findings: &findings)
  }

  func pages(height: Length, findings: inout Findings) -> BuiltPages {
    let area = Rect(x: .zero, y: .zero, width: Self.width, height: height)
    let section = PageSection(page: .a4, area: area, pitch: nil, numbering: .centred)
    return PageBuilder(first: section).build(items, findings: &findings)
  }
}

extension [PlacedItem] {
  /// The rules, where they lie.
  var rules: [Rect] {
    flatMap { item in
      item.fragment.marks.compactMap { mark -> Rect? in
        guard case .rule(let rect, _) = mark, case .artifact(.border) = item.role else {
          return nil
        }
        return Rect(origin: rect.origin + item.origin, size: rect.size)
      }
    }
  }

  /// The em-boxes of all glyphs with their text.
  var glyphBoxes: [(text: String, box: Rect, role: ItemRole)] {
    flatMap { item in
      item.fragment.marks.flatMap { mark -> [(String, Rect, ItemRole)] in
        guard case .glyphs(let run) = mark else { return [] }
        return run.glyphs.map { glyph in
          let origin = item.origin + run.origin + glyph.offset
          let box = Rect(
            x: origin.x, y: origin.y - run.size.scaled(88, 100), width: glyph.advance,
            height: run.size)
          return (glyph.text, box, item.role)
        }
      }
    }
  }

  /// The text of the items that belong to the document, in order, one item after another.
  var words: [String] {
    compactMap { item in
      guard case .element = item.role else { return nil }
      return text(of: item)
    }
  }
  var artifactWords: [String] {
    compactMap { item in
      guard case .artifact = item.role else { return nil }
      let words = text(of: item)
      return words.isEmpty ? nil : words
    }
  }
  private func text(of item: PlacedItem) -> String {
    item.fragment.actualText
      ?? item.fragment.marks.map { mark -> String in
        if case .glyphs(let run) = mark { return run.text }
        return ""
      }.joined()
  }
}
