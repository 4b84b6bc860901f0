import Pages

/// The one place that decides what stands between `BDC` and `EMC`: artefacts, replacement text,
/// and later the structure tree's marks (std:P-20, P-24).
///
/// A layer opens as many sequences as it needs before an item and closes as many after it; text
/// objects lie inside of it, so `BT … ET` and `BDC … EMC` nest properly.
package struct MarkedContentLayer: Sendable {
  private var depth = 0
  /// ISO 19005-2 limits `q` to 28; marked content has no limit there, ours is a safeguard.
  package static let deepest = 28

  package init() {}

  /// Opens the sequences of an item and returns how many there are.
  package mutating func open(
    _ role: ItemRole, actualText: String?, in out: inout ByteBuffer, limits: inout LimitRecord
  ) -> Int {
    var opened = 0
    switch role {
    case .element:
      // Tagging will write the element's type and its MCID here.
      break
    case .artifact(let artifact):
      out.write(MarkedContentLayer.operatorFor(artifact))
      opened += 1
    }
    if let actualText {
      out.write("/Span <</ActualText ")
      // Always with a byte order mark: some readers take PDFDocEncoding here for Latin-1.
      let length = actualText.utf16.count * 2 + 2
      if length > LimitRecord.longestString {
        limits.add(.stringTooLong(actualText, bytes: length))
      }
      out.write("<FEFF")
      out.writeHexUTF16(actualText)
      out.write(">>> BDC\n")
      opened += 1
    }
    depth += opened
    if depth > MarkedContentLayer.deepest { limits.add(.nestedTooDeep(depth)) }
    return opened
  }

  package mutating func close(_ count: Int, in out: inout ByteBuffer) {
    for _ in 0..<count { out.write("EMC\n") }
    depth -= count
  }

  /// ISO 32000-1, 14.8.2.2: what kind of furniture it is.
  private static func operatorFor(_ artifact: ItemRole.Artifact) -> StaticString {
    switch artifact {
    case .pageNumber: "/Artifact <</Type/Pagination/Subtype/Footer>> BDC\n"
    case .repeatedHead, .header: "/Artifact <</Type/Pagination/Subtype/Header>> BDC\n"
    case .continuedMark, .pageTotal: "/Artifact <</Type/Pagination>> BDC\n"
    case .stamp: "/Artifact <</Type/Pagination/Subtype/Watermark>> BDC\n"
    case .rule, .redRule, .imprintRule, .border, .leader: "/Artifact <</Type/Layout>> BDC\n"
    case .background: "/Artifact <</Type/Background>> BDC\n"
    case .guide: "/Artifact <</Type/Page>> BDC\n"
    }
  }
}
