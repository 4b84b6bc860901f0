import Diagnostics
import Fonts
import Pages
import Typography

/// A line of display type whose ink edges are known: 发文机关标志, labels spread to one width,
/// page numbers. Running text goes through `LineComposer`.
package struct ExactText: Sendable {
  /// Its origin is the left end on the baseline.
  package var fragment: Fragment
  package var width: Length
  /// The highest ink above the baseline, and the lowest below it (positive downwards).
  package var inkTop: Length
  package var inkBottom: Length
}

package struct ExactSetter: Sendable {
  let fonts: FontLibrary
  private let cache: ExactCache
  package init(fonts: FontLibrary) { self.init(fonts: fonts, cache: ExactCache()) }
  init(fonts: FontLibrary, cache: ExactCache) {
    self.fonts = fonts
    self.cache = cache
  }

  /// Sets text on one line.
  ///
  /// - Parameters:
  ///   - widthScale: horizontal scaling in thousandths.
  ///   - spread: the width to which the units are spread evenly (分散对齐), if it is larger than
  ///     the natural one.
  ///   - digitWidth: the advance of digits in thousandths of an em (500 for half-width digits);
  ///     nil takes the font's.
  package func set(
    _ text: String, role: FontRole, size: Length, ink: Ink = .black, widthScale: Int = 1000,
    spread: Length? = nil, digitWidth: Int? = nil, purpose: String, findings: inout Findings
  ) -> ExactText {
    let units = pieces(of: text, role: role, purpose: purpose, findings: &findings)
    var advances = units.map { unit -> Length in
      let thousandths = digitWidth.flatMap { unit.isDigit ? $0 : nil } ?? unit.advance
      return size.scaled(thousandths, 1000).scaled(widthScale, 1000)
    }
    let natural = advances.reduce(.zero, +)
    let isSpread = spread.map { $0 > natural && units.count > 1 } ?? false
    if let spread, isSpread {
      // The remainder of the division goes to the first gaps, so that the last unit ends exactly.
      let gaps = units.count - 1
      let extra = (spread - natural).emu
      for index in 0..<gaps {
        advances[index] += Length(emu: extra / gaps + (index < extra % gaps ? 1 : 0))
      }
    }
    return assemble(
      units, advances, size: size, ink: ink, widthScale: widthScale,
      actualText: isSpread ? text : nil)
  }

  private typealias Piece = ExactCache.Piece

  /// The units of a text, in any size: display type is set several times while it is fitted.
  private func pieces(
    of text: String, role: FontRole, purpose: String, findings: inout Findings
  ) -> [Piece] {
    let word = cache.word(text, role) { Word(text, role, fonts) }
    for scalar in word.missing { findings.add(LayoutProblem.noGlyph(scalar, where: purpose)) }
    for remark in word.remarks { note(remark, purpose, &findings) }
    return word.pieces
  }

  private typealias Word = ExactCache.Word

  /// Reports a fallback once for each purpose.
  private func note(_ remark: FontProblem, _ purpose: String, _ findings: inout Findings) {
    let words = remark.message(in: .chinese)
    let isKnown = findings.all.contains {
      $0.code == remark.code && $0.field == purpose && $0.problem.message(in: .chinese) == words
    }
    if !isKnown { findings.add(remark, field: purpose) }
  }

  private func assemble(
    _ units: [Piece], _ advances: [Length], size: Length, ink: Ink, widthScale: Int,
    actualText: String?
  ) -> ExactText {
    var runs: [GlyphRun] = []
    var x = Length.zero
    var inkTop = Length.zero
    var inkBottom = Length.zero
    for (piece, advance) in zip(units, advances) {
      if runs.last?.face != piece.face {
        runs.append(
          GlyphRun(
            face: piece.face, size: size, ink: ink, origin: Point(x: x, y: .zero),
            widthScale: widthScale, glyphs: [], text: ""))
      }
      let last = runs.count - 1
      var glyphX = x - runs[last].origin.x
      for (index, glyph) in piece.glyphs.enumerated() {
        let width = size.scaled(glyph.xAdvance, piece.unitsPerEm).scaled(widthScale, 1000)
        runs[last].glyphs.append(
          Glyph(
            id: glyph.glyph,
            offset: Point(
              x: glyphX + size.scaled(glyph.xOffset, piece.unitsPerEm),
              y: -size.scaled(glyph.yOffset, piece.unitsPerEm)),
            advance: width, text: index == 0 ? piece.text : ""))
        glyphX += width
      }
      runs[last].text += piece.text
      if let box = piece.ink {
        inkTop = max(inkTop, size.scaled(box.top, piece.unitsPerEm))
        inkBottom = max(inkBottom, -size.scaled(box.bottom, piece.unitsPerEm))
      }
      x += advance
    }
    return ExactText(
      fragment: Fragment(runs.map(Mark.glyphs), actualText: actualText), width: x,
      inkTop: inkTop, inkBottom: inkBottom)
  }
}
