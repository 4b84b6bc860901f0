import CHarfBuzz

/// One face of a mapped font file, with its HarfBuzz objects.
///
/// Sendable although it holds pointers: both objects are made immutable before anyone else sees
/// them, and HarfBuzz guards the lazy tables of immutable objects with atomics.
final class HarfBuzzFace: @unchecked Sendable {
  let face: OpaquePointer
  let font: OpaquePointer
  /// The number of glyphs; at least 1.
  let glyphCount: Int
  let hasCFF: Bool

  /// Maps the file and checks that the face is whole. HarfBuzz itself never fails but hands out an
  /// inert face, which draws nothing.
  init(path: String, index: Int) throws(FontFault) {
    guard let blob = hb_blob_create_from_file_or_fail(path) else { throw .notAFont }
    defer { hb_blob_destroy(blob) }
    let directory = try SFNTDirectory(blob, index: index)
    guard directory.has("maxp"), directory.has("head") else { throw .notAFont }
    guard directory.has("cmap") else { throw .noCharacters }
    hasCFF = directory.has("CFF ")
    guard hasCFF || (directory.has("glyf") && directory.has("loca")) else { throw .noOutlines }

    guard let face = hb_face_create(blob, UInt32(index)) else { throw .notAFont }
    let count = Int(hb_face_get_glyph_count(face))
    guard count > 0, hb_face_get_upem(face) >= 16, let font = hb_font_create(face) else {
      hb_face_destroy(face)
      throw .noGlyphs
    }
    hb_face_make_immutable(face)
    hb_font_make_immutable(font)
    self.face = face
    self.font = font
    glyphCount = count
  }

  /// The empty face, which stands in where there is none.
  init() {
    face = hb_face_get_empty()
    font = hb_font_get_empty()
    glyphCount = 0
    hasCFF = false
  }

  deinit {
    hb_font_destroy(font)
    hb_face_destroy(face)
  }

  /// A copy of a small table (head, OS/2, post); empty where the face has none.
  func table(_ tag: hb_tag_t) -> BigEndianBytes { BigEndianBytes(face: face, table: tag) }
}

/// Big-endian numbers out of untrusted bytes: everything outside is nil.
struct BigEndianBytes {
  let bytes: [UInt8]
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  init(face: OpaquePointer, table: hb_tag_t) {
    let blob = hb_face_reference_table(face, table)
    defer { hb_blob_destroy(blob) }
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(blob, &length) else {
      bytes = []
      return
    }
    bytes = [UInt8](UnsafeRawBufferPointer(start: data, count: Int(length)))
  }

  var count: Int { bytes.count }

  func u8(_ offset: Int) -> Int? {
    offset >= 0 && offset < bytes.count ? Int(bytes[offset]) : nil
  }
  func u16(_ offset: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - 2 else { return nil }
    return Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
  }
  func i16(_ offset: Int) -> Int? { u16(offset).map { Int(Int16(truncatingIfNeeded: $0)) } }
  func u32(_ offset: Int) -> Int? {
    guard let high = u16(offset), let low = u16(offset + 2) else { return nil }
    return high << 16 | low
  }
  func i32(_ offset: Int) -> Int? { u32(offset).map { Int(Int32(truncatingIfNeeded: $0)) } }
}

/// The table directory of a font file, read to know that the file is whole before it is trusted.
struct SFNTDirectory {
  private var tags: Set<String> = []

  init(_ blob: OpaquePointer, index: Int) throws(FontFault) {
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(blob, &length) else { throw .notAFont }
    // Only the directory is looked at, through the map: fonts are as large as 30 MB.
    let file = UnsafeRawBufferPointer(start: data, count: Int(length))
    func u32(_ offset: Int) -> Int? {
      guard offset >= 0, offset <= file.count - 4 else { return nil }
      return (0..<4).reduce(0) { $0 << 8 | Int(file[offset + $1]) }
    }

    guard let magic = u32(0) else { throw .notAFont }
    var start = 0
    if magic == 0x7474_6366 {  // ttcf
      guard let faces = u32(8), index < faces, let offset = u32(12 + 4 * index) else {
        throw .noSuchFace(index: index)
      }
      start = offset
    } else if index != 0 {
      throw .noSuchFace(index: index)
    }
    guard let version = u32(start) else { throw .truncated }
    // 1.0, OTTO, true
    guard [0x0001_0000, 0x4F54_544F, 0x7472_7565].contains(version) else { throw .notAFont }
    guard let header = u32(start + 4) else { throw .truncated }
    for i in 0..<(header >> 16) {
      let record = start + 12 + 16 * i
      guard let tag = u32(record), let offset = u32(record + 8), let size = u32(record + 12),
        offset + size <= file.count
      else { throw .truncated }
      let letters = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: tag >> $0) }
      if size > 0 { tags.insert(String(decoding: letters, as: UTF8.self)) }
    }
  }

  func has(_ tag: String) -> Bool { tags.contains(tag) }
}

/// The tag of a table, feature or script from its four letters.
func tag(_ letters: StaticString) -> hb_tag_t {
  letters.withUTF8Buffer { $0.prefix(4).reduce(0) { $0 << 8 | hb_tag_t($1) } }
}
