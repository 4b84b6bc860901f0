import CHarfBuzz
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
  /// The code that selects a glyph of the whole font in a Type0 font with Identity-H: for a
  /// CID-keyed CFF the CID in the subset's charset, for a CFF without CIDs the glyph index in the
  /// subset (ISO 32000-1, 9.7.4.2), for TrueType the glyph index in the subset (with
  /// `/CIDToGIDMap /Identity`).
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
  ///
  /// Of a face with tens of thousands of glyphs this takes some 10 ms, nearly all of it reading
  /// the face; where many subsets are made, make them from a `SubsetSource`.
  public func subset(glyphs: Set<UInt32>) throws(SubsetError) -> FontSubset {
    let result = try Subsetter.run(source.face, glyphs: glyphs, hasCFF: hasCFF, of: self)
    return try FontSubset(result, face: self, glyphs: glyphs) { $0 }
  }

  /// A copy of the face reduced to these glyphs, from which small subsets are quickly made.
  public func subsetSource(glyphs: Set<UInt32>) throws(SubsetError) -> SubsetSource {
    try SubsetSource(self, glyphs: glyphs)
  }

  var hasCFF: Bool { source.hasCFF }
}

/// A face reduced to the glyphs of a run and prepared for subsetting. Its subsets have the same
/// bytes as those of the whole face.
///
/// Sendable although it holds a pointer: the face is immutable once it is here.
public final class SubsetSource: @unchecked Sendable {
  public let face: FontFace
  private let reduced: OpaquePointer
  /// From the whole face's glyphs to the reduced one's.
  private let newGlyph: [UInt32: UInt32]

  init(_ face: FontFace, glyphs: Set<UInt32>) throws(SubsetError) {
    let result = try Subsetter.run(
      face.source.face, glyphs: glyphs, hasCFF: face.hasCFF, of: face)
    // The preprocessed face holds what subsetting otherwise works out each time. Never done to a
    // whole CJK face: it would take a second and half a gigabyte.
    guard let prepared = hb_subset_preprocess(result.face) else {
      throw .failed(font: face.postScriptName)
    }
    hb_face_make_immutable(prepared)
    self.face = face
    reduced = prepared
    newGlyph = result.newGlyph
  }

  deinit { hb_face_destroy(reduced) }

  /// The subset with these glyphs, which are ids of the whole face and all in this source.
  public func subset(glyphs: Set<UInt32>) throws(SubsetError) -> FontSubset {
    var own: Set<UInt32> = []
    for glyph in glyphs {
      guard let new = newGlyph[glyph] else { throw .failed(font: face.postScriptName) }
      own.insert(new)
    }
    let result = try Subsetter.run(reduced, glyphs: own, hasCFF: face.hasCFF, of: face)
    return try FontSubset(result, face: face, glyphs: glyphs) { newGlyph[$0] ?? 0 }
  }
}

extension FontSubset {
  /// Takes the font program out of the subset face. `translate` leads from the glyphs asked for to
  /// those of the face that was subset.
  fileprivate init(
    _ result: Subsetter.Result, face: FontFace, glyphs: Set<UInt32>,
    translate: (UInt32) -> UInt32
  ) throws(SubsetError) {
    let bytes: [UInt8]
    var cids: [UInt16]?
    if face.hasCFF {
      bytes = BigEndianBytes(face: result.face, table: tag("CFF ")).bytes
      guard let charset = CFFCharset(bytes) else { throw .failed(font: face.postScriptName) }
      cids = charset.cids
    } else {
      bytes = result.fileBytes
    }
    guard !bytes.isEmpty else { throw .failed(font: face.postScriptName) }
    var code: [UInt32: UInt16] = [:]
    for glyph in glyphs {
      guard let new = result.newGlyph[translate(glyph)], let short = UInt16(exactly: new) else {
        throw .failed(font: face.postScriptName)
      }
      if let cids {
        guard Int(short) < cids.count else { throw .failed(font: face.postScriptName) }
        code[glyph] = cids[Int(short)]
      } else {
        code[glyph] = short
      }
    }
    self.init(
      program: face.hasCFF ? .cff : .trueType, bytes: bytes, code: code,
      descriptor: face.descriptor)
  }
}

/// hb-subset, called with what a PDF needs and no more.
private enum Subsetter {
  /// The face that came out; destroyed with this value's last copy.
  final class Result {
    let face: OpaquePointer
    let newGlyph: [UInt32: UInt32]
    init(face: OpaquePointer, newGlyph: [UInt32: UInt32]) {
      self.face = face
      self.newGlyph = newGlyph
    }
    deinit { hb_face_destroy(face) }

    /// The face as a font file.
    var fileBytes: [UInt8] {
      let blob = hb_face_reference_blob(face)
      defer { hb_blob_destroy(blob) }
      var length: UInt32 = 0
      guard let data = hb_blob_get_data(blob, &length) else { return [] }
      return [UInt8](UnsafeRawBufferPointer(start: data, count: Int(length)))
    }
  }

  /// What an embedded program needs; everything else is dropped before the closure is computed,
  /// or GSUB would pull variants in.
  private static let cffTables = ["CFF ", "head", "hhea", "hmtx", "maxp"]
  private static let trueTypeTables = [
    "glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep",
  ]

  static func run(
    _ face: OpaquePointer, glyphs: Set<UInt32>, hasCFF: Bool, of font: FontFace
  ) throws(SubsetError) -> Result {
    guard font.embeddingAllowed, font.subsettingAllowed else {
      throw .embeddingNotAllowed(font: font.postScriptName)
    }
    guard let input = hb_subset_input_create_or_fail() else {
      throw .failed(font: font.postScriptName)
    }
    defer { hb_subset_input_destroy(input) }
    let wanted = hb_subset_input_glyph_set(input)
    for glyph in glyphs { hb_set_add(wanted, glyph) }
    dropTables(of: face, input, keep: hasCFF ? cffTables : trueTypeTables)

    guard let plan = hb_subset_plan_create_or_fail(face, input) else {
      throw .failed(font: font.postScriptName)
    }
    defer { hb_subset_plan_destroy(plan) }
    guard let subset = hb_subset_plan_execute_or_fail(plan) else {
      throw .failed(font: font.postScriptName)
    }
    let map = hb_subset_plan_old_to_new_glyph_mapping(plan)
    var newGlyph: [UInt32: UInt32] = [:]
    for glyph in glyphs {
      let new = hb_map_get(map, glyph)
      if new != hb_codepoint_t.max { newGlyph[glyph] = new }
    }
    return Result(face: subset, newGlyph: newGlyph)
  }

  private static func dropTables(of face: OpaquePointer, _ input: OpaquePointer, keep: [String]) {
    let kept = Set(
      keep.map { $0.utf8.reduce(0) { (tag: hb_tag_t, byte) in tag << 8 | hb_tag_t(byte) } })
    let dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
    var tags = [hb_tag_t](repeating: 0, count: 128)
    var count = UInt32(tags.count)
    hb_face_get_table_tags(face, 0, &count, &tags)
    for tag in tags.prefix(Int(count)) where !kept.contains(tag) { hb_set_add(dropped, tag) }
  }
}
