import Diagnostics
import Typography

/// The fonts of a run: which faces serve each role, in order, and what each face can draw.
///
/// Immutable after opening and shared by all threads; faces are mapped and parsed when first
/// asked for.
public final class FontLibrary: Sendable {
  /// Opens the fonts that a catalogue names. Roles that found nothing are reported; a role falls
  /// back to the wide fonts of the catalogue.
  ///
  /// - Parameters:
  ///   - catalogue: the text of `fonts/catalogue.yaml` or its like (see docs of the format there).
  ///   - folders: where font files are looked for, in order.
  public static func open(catalogue: SourceFile, folders: [String]) -> (FontLibrary, Findings) {
    (FontLibrary(), Findings())
  }
  init() {}

  /// The faces of a role in the order of preference, wide fallbacks last.
  public func faces(for role: FontRole) -> [FaceID] { [] }
  public func face(_ id: FaceID) -> FontFace { fatalError("replaced by the module's owner") }

  /// The first face of the role's chain that can draw a unit: a base scalar with the variation
  /// selectors or combining marks that follow it. nil where no font has it.
  public func face(for unit: some Sequence<Unicode.Scalar>, role: FontRole) -> FaceID? { nil }
}

/// One face of a font file. Immutable; all lengths are in font units (`unitsPerEm`).
public final class FontFace: Sendable {
  public let id: FaceID
  public let postScriptName: String
  public let unitsPerEm: Int
  /// Above the baseline (positive) and below it (negative).
  public let ascent: Int
  public let descent: Int
  init(id: FaceID, postScriptName: String, unitsPerEm: Int, ascent: Int, descent: Int) {
    self.id = id
    self.postScriptName = postScriptName
    self.unitsPerEm = unitsPerEm
    self.ascent = ascent
    self.descent = descent
  }

  /// Shapes text of one script run: script Hani and language zh-Hans for Chinese, Latn for
  /// Latin; direction left to right, or top to bottom with the font's `vert` glyphs.
  public func shape(_ text: [Unicode.Scalar], _ options: ShapingOptions) -> [ShapedGlyph] { [] }
  public func advance(of glyph: UInt32) -> Int { 0 }
  /// The box of a glyph's ink: minX, minY, maxX, maxY with y **upwards** from the baseline; nil
  /// for an empty glyph.
  public func inkBox(of glyph: UInt32) -> InkBox? { nil }
  /// The outline with y upwards, in font units, as PostScript-style steps.
  public func outline(of glyph: UInt32) -> GlyphOutline { GlyphOutline() }
}

public struct ShapingOptions: Hashable, Sendable {
  public enum Script: Hashable, Sendable { case han, latin }
  public var script: Script
  public var isVertical: Bool
  public init(script: Script = .han, isVertical: Bool = false) {
    self.script = script
    self.isVertical = isVertical
  }
}

public struct ShapedGlyph: Hashable, Sendable {
  public var glyph: UInt32
  /// Index of the first scalar of its cluster.
  public var cluster: Int
  public var xAdvance: Int
  public var yAdvance: Int
  public var xOffset: Int
  public var yOffset: Int
  public init(
    glyph: UInt32, cluster: Int, xAdvance: Int, yAdvance: Int = 0, xOffset: Int = 0,
    yOffset: Int = 0
  ) {
    self.glyph = glyph
    self.cluster = cluster
    self.xAdvance = xAdvance
    self.yAdvance = yAdvance
    self.xOffset = xOffset
    self.yOffset = yOffset
  }
}

public struct InkBox: Hashable, Sendable {
  public var minX: Int
  public var minY: Int
  public var maxX: Int
  public var maxY: Int
  public init(minX: Int, minY: Int, maxX: Int, maxY: Int) {
    self.minX = minX
    self.minY = minY
    self.maxX = maxX
    self.maxY = maxY
  }
}

/// Straight lines and cubic curves in font units; quadratic curves are raised to cubic ones.
public struct GlyphOutline: Hashable, Sendable {
  public enum Step: Hashable, Sendable {
    case move(Double, Double)
    case line(Double, Double)
    case curve(Double, Double, Double, Double, Double, Double)
    case close
  }
  public var steps: [Step]
  public init(steps: [Step] = []) { self.steps = steps }
}
