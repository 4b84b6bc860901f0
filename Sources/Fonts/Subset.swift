import Typography

/// A font program that holds only the glyphs asked for, ready to be embedded.
public struct FontSubset: Sendable {
  public enum Program: Hashable, Sendable {
    /// Bare CFF for `/FontFile3` with `/Subtype /CIDFontType0C`.
    case cff
    /// `/FontFile2`.
    case trueType
  }
  public var program: Program
  public var bytes: [UInt8]
  /// The code that selects a glyph of the whole font: for CFF the CID in the subset's charset
  /// (which is what a Type0 font with Identity-H writes), for TrueType the glyph index in the
  /// subset.
  public var code: [UInt32: UInt16]
  /// Values for the font descriptor, in thousandths of an em.
  public var descriptor: Descriptor

  public struct Descriptor: Hashable, Sendable {
    public var postScriptName: String
    public var ascent: Int
    public var descent: Int
    public var capHeight: Int
    public var italicAngle: Int
    public var stemV: Int
    public var boundingBox: [Int]
    public var isSerif: Bool
    public init(
      postScriptName: String, ascent: Int, descent: Int, capHeight: Int, italicAngle: Int,
      stemV: Int, boundingBox: [Int], isSerif: Bool
    ) {
      self.postScriptName = postScriptName
      self.ascent = ascent
      self.descent = descent
      self.capHeight = capHeight
      self.italicAngle = italicAngle
      self.stemV = stemV
      self.boundingBox = boundingBox
      self.isSerif = isSerif
    }
  }
  public init(program: Program, bytes: [UInt8], code: [UInt32: UInt16], descriptor: Descriptor) {
    self.program = program
    self.bytes = bytes
    self.code = code
    self.descriptor = descriptor
  }
}

public enum SubsetError: Error, Hashable, Sendable {
  case embeddingNotAllowed(font: String)
  case failed(font: String)
}

extension FontFace {
  /// The subset with these glyphs (.notdef is always in it). Deterministic; layout tables are
  /// dropped first, so that the closure pulls nothing in.
  public func subset(glyphs: Set<UInt32>) throws(SubsetError) -> FontSubset {
    throw .failed(font: postScriptName)
  }
}
