import Diagnostics
import Document
import Fonts
import Pages
import TestSupport
import Typesetting
import Typography

/// The free fonts as `script/fonts` puts them in place.
var pageFonts: FontLibrary { Repository.fonts }

/// A document as set.
struct SetDocument {
  var sequence: PageSequence
  var findings: Findings
  var pages: [Page] { sequence.pages }
}

func typeset(_ document: Document, profile: LayoutProfile = LayoutProfile()) -> (
  pages: PageSequence?, findings: Findings
) {
  Typesetter(fonts: pageFonts, profile: profile).typeset(document)
}

func codes(_ findings: Findings) -> [String] { findings.all.map(\.code) }

/// A piece of text as placed: its first glyph's left end, its baseline, its size.
struct PlacedText {
  var text: String
  var x: Double
  var baseline: Double
  var size: Double
  var ink: Ink
  var face: FaceID
  var isArtifact: Bool
  /// The right end of the last glyph's advance.
  var right: Double
  /// The em-box by the convention of 0.88 em above the baseline.
  var top: Double { baseline - size * 0.88 * 25.4 / 72 }
  var bottom: Double { baseline + size * 0.12 * 25.4 / 72 }
}

extension Page {
  /// One entry an item, in millimetres from the sheet's upper left corner.
  var texts: [PlacedText] {
    items.compactMap { item in
      var text = ""
      var first: GlyphRun?
      var right = Length.zero
      for case .glyphs(let run) in item.fragment.marks {
        if first == nil { first = run }
        text += run.text
        if let glyph = run.glyphs.last {
          right = max(right, run.origin.x + glyph.offset.x + glyph.advance)
        }
      }
      guard let run = first, !text.isEmpty else { return nil }
      let isArtifact = if case .artifact = item.role { true } else { false }
      let x = item.origin.x + run.origin.x + (run.glyphs.first?.offset.x ?? .zero)
      return PlacedText(
        text: text, x: x.millimetres, baseline: (item.origin.y + run.origin.y).millimetres,
        size: run.size.points, ink: run.ink, face: run.face, isArtifact: isArtifact,
        right: (item.origin.x + right).millimetres)
    }
  }

  /// Rules, in millimetres.
  var rules: [(x: Double, y: Double, width: Double, height: Double, ink: Ink)] {
    items.flatMap { item in
      item.fragment.marks.compactMap { mark in
        guard case .rule(let rect, let ink) = mark else { return nil }
        return (
          (item.origin.x + rect.minX).millimetres, (item.origin.y + rect.minY).millimetres,
          rect.size.width.millimetres, rect.size.height.millimetres, ink
        )
      }
    }
  }

  /// The places of every glyph that stands for `text`, from the left, in millimetres.
  func glyphs(_ text: String) -> [Double] {
    items.flatMap { item in
      item.fragment.marks.flatMap { mark -> [Double] in
        guard case .glyphs(let run) = mark else { return [] }
        return run.glyphs.filter { $0.text == text }.map {
          (item.origin.x + run.origin.x + $0.offset.x).millimetres
        }
      }
    }
  }

  func text(_ start: String) -> PlacedText? { texts.first { $0.text.hasPrefix(start) } }
}

extension Double {
  /// What the standard gives in millimetres holds within 0.2 mm; layout itself is far closer.
  func isNear(_ other: Double, within tolerance: Double = 0.02) -> Bool {
    abs(self - other) <= tolerance
  }
}

func paragraph(_ text: String, _ role: Paragraph.Role = .body) -> Block {
  Block(.paragraph(Paragraph(role, [.text(text)])))
}
func heading(_ level: Int, _ number: String, _ text: String) -> Block {
  Block(.heading(Heading(level: level, number: number, inlines: [.text(text)])))
}
/// Full-width text of exactly this many characters.
func han(_ count: Int) -> String {
  let unit = Array("山高水长天地人和")
  return String((0..<count).map { unit[$0 % unit.count] })
}
