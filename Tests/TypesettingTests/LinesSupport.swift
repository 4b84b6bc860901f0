import Diagnostics
import Document
import Pages
import Typesetting
import Typography

/// A cell of a round number of EMU, so that tests count in cells.
let testCell = Length(emu: 200_000)

/// Composes text with cells instead of fonts. `width` and `indent` are in cells.
func compose(
  _ inlines: [Inline], _ mode: CompositionMode = .running, width: Double, indent: Double = 0,
  alignment: ParagraphSetting.Alignment = .justified, isTitle: Bool = false,
  findings: inout Findings
) -> [ComposedLine] {
  let setting = ParagraphSetting(
    mode: mode, measure: Length(emu: Int(width * 200_000)), font: .fangsong, size: testCell,
    alignment: alignment, firstIndent: Length(emu: Int(indent * 200_000)), pitch: testCell * 2,
    isTitle: isTitle)
  return LineComposer(glyphs: CellGlyphs()).compose(inlines, setting, findings: &findings)
}

func compose(
  _ text: String, _ mode: CompositionMode = .running, width: Double, indent: Double = 0,
  alignment: ParagraphSetting.Alignment = .justified
) -> [ComposedLine] {
  var findings = Findings()
  return compose(
    [.text(text)], mode, width: width, indent: indent, alignment: alignment, findings: &findings)
}

let gridMode = CompositionMode.grid(cell: testCell)

extension [ComposedLine] {
  /// The lines' texts, joined by ⏎.
  var dump: String { map(\.text).joined(separator: "⏎") }
}

extension ComposedLine {
  /// Every glyph with its origin from the measure's left edge, in cells.
  var glyphs: [(text: String, x: Double)] {
    fragment.marks.flatMap { mark -> [(text: String, x: Double)] in
      guard case .glyphs(let run) = mark else { return [] }
      return run.glyphs.map {
        ($0.text, Double((run.origin.x + $0.offset.x).emu) / 200_000)
      }
    }
  }
  var rules: [Rect] {
    fragment.marks.compactMap { if case .rule(let rect, _) = $0 { rect } else { nil } }
  }
  /// The line's right end, in cells.
  var end: Double { Double(width.emu) / 200_000 }
  /// Where a character stands, in cells.
  func x(_ text: String) -> Double? { glyphs.first { $0.text == text }?.x }
}
