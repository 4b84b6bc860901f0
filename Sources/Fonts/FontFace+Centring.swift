extension FontFace {
  /// How far, in font units, the face's glyphs are to be raised (lowered where negative) so that
  /// its Chinese characters stand in the middle of the em-box that layout assumes: 0.88 em above
  /// the baseline and 0.12 em below it.
  ///
  /// Fonts differ in this by up to 0.09 em, which shows when they meet on one line: Fandol's
  /// characters sit lower than Noto's and than what other fonts draw in its place. Measured on
  /// characters that fill their frame, so that it needs no trust in what the font says of itself.
  /// 0 for a face without Chinese characters, whose baseline is the line's.
  public var centringRise: Int {
    var doubledCentres = 0
    var count = 0
    for scalar in Self.frames {
      guard let glyph = glyph(for: scalar), let box = inkBox(of: glyph) else { continue }
      doubledCentres += box.minY + box.maxY
      count += 1
    }
    if count == 0 {
      // A font of rare characters alone: what it says of itself has to do.
      guard glyph(for: "\u{20000}") != nil else { return 0 }
      (doubledCentres, count) = (ascent + descent, 1)
    }
    return (unitsPerEm * 76 / 100 - doubledCentres / count) / 2
  }

  /// Enclosures: their ink is a frame, as high above the middle as below.
  private static let frames: [Unicode.Scalar] = ["国", "围", "固", "因", "团", "圆"]
}
