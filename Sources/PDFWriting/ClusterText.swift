import Pages

extension GlyphRun {
  /// The text of each glyph as a ToUnicode entry needs it, where none may be empty (std:P-11).
  ///
  /// A cluster of as many glyphs as scalars gives each glyph its own; in any other cluster the
  /// first glyph stands for the whole text and the others for U+200B, and the run needs
  /// replacement text (`needsActualText`).
  package func clusterTexts() -> (texts: [String], needsActualText: Bool) {
    var texts: [String] = []
    texts.reserveCapacity(glyphs.count)
    var needsActualText = false
    var start = 0
    while start < glyphs.count {
      var end = start + 1
      while end < glyphs.count, glyphs[end].text.isEmpty { end += 1 }
      let text = glyphs[start].text
      if end == start + 1 {
        texts.append(text)
      } else if text.unicodeScalars.count == end - start {
        texts += text.unicodeScalars.map { String($0) }
      } else {
        texts.append(text)
        texts += Array(repeating: "\u{200B}", count: end - start - 1)
        needsActualText = true
      }
      start = end
    }
    return (texts, needsActualText)
  }

  /// Whether every glyph has a text of its own, which is nearly always so.
  package var isPlain: Bool { glyphs.allSatisfy { !$0.text.isEmpty } }
}

extension Fragment {
  /// The replacement text of the fragment: the one that layout set, or one that a cluster needs.
  package var replacementText: String? {
    if let actualText { return actualText }
    let isNeeded = marks.contains {
      if case .glyphs(let run) = $0, !run.isPlain { return run.clusterTexts().needsActualText }
      return false
    }
    guard isNeeded else { return nil }
    var text = ""
    for case .glyphs(let run) in marks {
      for glyph in run.glyphs { text += glyph.text }
    }
    return text
  }
}
