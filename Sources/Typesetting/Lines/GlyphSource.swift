import Fonts
import Typography

/// What line composition asks of fonts. Tests bring cells of known width; a run brings the
/// font library.
package protocol GlyphSource: Sendable {
  /// The first face of a role that has the whole unit: a base and what joins it.
  func face(for unit: ArraySlice<Unicode.Scalar>, role: FontRole) -> FaceID?
  /// The face that a role is meant to be set in, and whether it has a character by itself: what
  /// nearly every character comes to, asked without a look at the fallbacks.
  func mainFace(of role: FontRole) -> FaceID?
  func draws(_ scalar: Unicode.Scalar, face: FaceID) -> Bool
  func unitsPerEm(of face: FaceID) -> Int
  func shape(_ text: [Unicode.Scalar], face: FaceID, _ options: ShapingOptions) -> [ShapedGlyph]
  func inkBox(of glyph: UInt32, face: FaceID) -> InkBox?
  /// How far, in font units, to raise a face's glyphs so that they stand level with the first
  /// face of the paragraph's role, whose baseline stays on the row grid.
  func rise(of face: FaceID, beside role: FontRole) -> Int
  /// What is to be said where a face draws a unit that is not the role's own, or draws it plain.
  func remark(on unit: ArraySlice<Unicode.Scalar>, by face: FaceID, role: FontRole) -> FontProblem?
}

extension GlyphSource {
  package func remark(
    on unit: ArraySlice<Unicode.Scalar>, by face: FaceID, role: FontRole
  ) -> FontProblem? { nil }
}

/// The faces of a font library.
struct LibraryGlyphs: GlyphSource {
  let fonts: FontLibrary
  func face(for unit: ArraySlice<Unicode.Scalar>, role: FontRole) -> FaceID? {
    fonts.face(for: unit, role: role)
  }
  func mainFace(of role: FontRole) -> FaceID? { fonts.faces(for: role).first }
  func draws(_ scalar: Unicode.Scalar, face: FaceID) -> Bool {
    fonts.face(face).glyph(for: scalar) != nil
  }
  func unitsPerEm(of face: FaceID) -> Int { max(1, fonts.face(face).unitsPerEm) }
  func shape(_ text: [Unicode.Scalar], face: FaceID, _ options: ShapingOptions) -> [ShapedGlyph] {
    fonts.face(face).shape(text, options)
  }
  func inkBox(of glyph: UInt32, face: FaceID) -> InkBox? { fonts.face(face).inkBox(of: glyph) }
  func rise(of face: FaceID, beside role: FontRole) -> Int {
    guard let main = fonts.faces(for: role).first else { return 0 }
    return fonts.levelling(of: face, with: main) * unitsPerEm(of: face) / 1000
  }
  func remark(
    on unit: ArraySlice<Unicode.Scalar>, by face: FaceID, role: FontRole
  ) -> FontProblem? {
    let text = String(scalars: unit)
    let name = fonts.face(face).postScriptName
    if unit.count > 1, fonts.resolve(unit, role: role)?.isVariationLost == true {
      return .variationLost(unit: text, font: name)
    }
    guard let main = fonts.faces(for: role).first, main != face else { return nil }
    let wanted = fonts.face(main).postScriptName
    return .substituted(unit: text, role: role, wanted: wanted, font: name)
  }
}

/// Every character a cell, every half-width one half a cell: composition without fonts, for
/// tests of where lines break.
package struct CellGlyphs: GlyphSource {
  package init() {}
  package func face(for unit: ArraySlice<Unicode.Scalar>, role: FontRole) -> FaceID? {
    unit.first.map { $0.value == 0x10FFFD } == true ? nil : FaceID(index: role == .latin ? 1 : 0)
  }
  package func mainFace(of role: FontRole) -> FaceID? {
    FaceID(index: role == .latin ? 1 : 0)
  }
  package func draws(_ scalar: Unicode.Scalar, face: FaceID) -> Bool { scalar.value != 0x10FFFD }
  package func unitsPerEm(of face: FaceID) -> Int { 1000 }
  package func shape(
    _ text: [Unicode.Scalar], face: FaceID, _ options: ShapingOptions
  ) -> [ShapedGlyph] {
    text.enumerated().filter { CharacterClass.of($0.element) != .combining }.map {
      ShapedGlyph(
        glyph: $0.element.value, cluster: $0.offset,
        xAdvance: face.index == 1 ? ($0.element == " " ? 250 : 500) : 1000)
    }
  }
  package func inkBox(of glyph: UInt32, face: FaceID) -> InkBox? { nil }
  package func rise(of face: FaceID, beside role: FontRole) -> Int { 0 }
}
