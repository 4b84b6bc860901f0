import Typography

extension FontLibrary {
  /// How far the glyphs of `face` are to be raised on a line whose text is set in `main`, so that
  /// their characters stand level: in thousandths of an em, lowered where negative.
  ///
  /// Fonts differ in how high their characters sit by up to 0.09 em, which shows where they meet on
  /// one line: Fandol's sit lower than Noto's, and lower than what other fonts draw in its place.
  /// `main` is the first face of the paragraph's own role and always gets 0, so the baselines of
  /// ordinary lines stay exactly on the row grid, from which the em-box is measured (0.88 em
  /// above the baseline). 0 also for Latin faces, whose baseline is the line's.
  public func levelling(of face: FaceID, with main: FaceID) -> Int {
    guard face != main, let own = self.face(face).middle, let other = self.face(main).middle else {
      return 0
    }
    return other - own
  }
}

extension FontFace {
  /// The middle of the face's Chinese characters above the baseline, in thousandths of an em, from
  /// characters that fill their frame; nil for a face without any.
  var middle: Int? {
    var doubled = 0
    var count = 0
    for scalar in Self.frames {
      guard let glyph = glyph(for: scalar), let box = inkBox(of: glyph) else { continue }
      doubled += box.minY + box.maxY
      count += 1
    }
    if count > 0 { return doubled * 500 / (count * unitsPerEm) }
    if let box = glyph(for: "\u{2610}").flatMap({ inkBox(of: $0) }) {
      return (box.minY + box.maxY) * 500 / unitsPerEm
    }
    // A font of rare characters alone: what it says of itself has to do.
    return glyph(for: "\u{20000}") == nil ? nil : (ascent + descent) * 500 / unitsPerEm
  }

  /// Enclosures: their ink is a frame, as high above the middle as below.
  private static let frames: [Unicode.Scalar] = ["国", "围", "固", "因", "团", "圆"]
}
