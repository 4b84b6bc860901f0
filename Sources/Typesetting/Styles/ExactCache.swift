import Fonts
import Synchronization
import Typography

/// Words of display type as their glyphs: 发文机关标志, page numbers, labels. They are set at one size
/// after another until they fit, and the same ones in each document of a run.
final class ExactCache: Sendable {
  /// What one character needs to be placed.
  struct Piece {
    var face: FaceID
    var glyphs: [ShapedGlyph]
    var text: String
    /// In thousandths of an em.
    var advance: Int
    var unitsPerEm: Int
    var ink: (top: Int, bottom: Int)?
    var isDigit: Bool
  }

  struct Word {
    var pieces: [Piece] = []
    /// What is to be said of it, wherever it stands.
    var missing: [Unicode.Scalar] = []
    var remarks: [FontProblem] = []
  }

  private struct Key: Hashable {
    /// Bytes, since equal strings may differ in code points.
    var text: [UInt8]
    var role: FontRole
  }

  /// The most words that are kept; a run over ten thousand cases must not keep each of theirs.
  private static let capacity = 2_000
  private let words = Mutex<[Key: Word]>([:])

  func word(_ text: String, _ role: FontRole, make: () -> Word) -> Word {
    let key = Key(text: Array(text.utf8), role: role)
    if let known = words.withLock({ $0[key] }) { return known }
    let word = make()
    words.withLock {
      if $0.count >= Self.capacity { $0 = [:] }
      $0[key] = word
    }
    return word
  }
}

extension ExactCache.Word {
  init(_ text: String, _ role: FontRole, _ fonts: FontLibrary) {
    for character in text {
      let scalars = Array(character.unicodeScalars)
      guard let first = scalars.first else { continue }
      guard let id = fonts.face(for: scalars, role: role) else {
        missing.append(first)
        continue
      }
      let remark = LibraryGlyphs(fonts: fonts).remark(on: scalars[...], by: id, role: role)
      if let remark { remarks.append(remark) }
      let face = fonts.face(id)
      let glyphs = face.shape(scalars, ShapingOptions())
      let em = max(1, face.unitsPerEm)
      let boxes = glyphs.compactMap { face.inkBox(of: $0.glyph) }
      let ink =
        boxes.isEmpty
        ? nil : (top: boxes.map(\.maxY).max() ?? 0, bottom: boxes.map(\.minY).min() ?? 0)
      pieces.append(
        ExactCache.Piece(
          face: id, glyphs: glyphs, text: String(character),
          advance: glyphs.reduce(0) { $0 + $1.xAdvance } * 1000 / em, unitsPerEm: em, ink: ink,
          isDigit: first.value >= 0x30 && first.value <= 0x39))
    }
  }
}
