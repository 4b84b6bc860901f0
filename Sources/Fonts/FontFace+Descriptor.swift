import CHarfBuzz

extension FontFace {
  /// What a PDF's font descriptor says of the face, in thousandths of an em.
  var descriptor: FontSubset.Descriptor {
    let head = source.table(tag("head"))
    let os2 = source.table(tag("OS/2"))
    let post = source.table(tag("post"))
    let box = [36, 38, 40, 42].map { thousandths(head.i16($0) ?? 0) }
    let angle = (post.i32(4) ?? 0) >> 16
    return FontSubset.Descriptor(
      postScriptName: postScriptName, ascent: thousandths(ascent),
      descent: thousandths(descent), capHeight: thousandths(capHeight(os2)),
      italicAngle: angle, stemV: Self.stem(weight: os2.u16(4) ?? 400), boundingBox: box,
      isSerif: isSerif(os2))
  }

  private func thousandths(_ units: Int) -> Int {
    let product = units * 2000
    let half = product >= 0 ? unitsPerEm : -unitsPerEm
    return (product + half) / (2 * unitsPerEm)
  }

  private func capHeight(_ os2: BigEndianBytes) -> Int {
    // Version 2 and later state it; Fandol states 0.
    if let version = os2.u16(0), version >= 2, let height = os2.i16(88), height > 0 {
      return height
    }
    return glyph(for: "H").flatMap { inkBox(of: $0) }?.maxY ?? ascent
  }

  /// A stem width from the weight class: fonts do not state it, and viewers use it only when they
  /// replace a font. 400 gives 88, 700 gives 166.
  private static func stem(weight: Int) -> Int {
    let weight = min(max(weight, 100), 1000)
    return 50 + weight * weight / 4225
  }

  private func isSerif(_ os2: BigEndianBytes) -> Bool {
    let familyClass = (os2.i16(30) ?? 0) >> 8
    if familyClass == 8 { return false }
    if (1...7).contains(familyClass) { return true }
    // PANOSE: Latin text with a sans style.
    if os2.u8(32) == 2, let style = os2.u8(33), style > 1 { return style < 11 }
    let name = postScriptName.lowercased()
    return !["sans", "hei", "gothic"].contains { name.contains($0) }
  }
}
