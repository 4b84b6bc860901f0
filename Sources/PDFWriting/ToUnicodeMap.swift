/// The CMap that gives each code of a font its text (ISO 32000-1, 9.10.3; std:P-11): UTF-16BE,
/// one or more scalars, supplementary ones as surrogate pairs.
package struct ToUnicodeMap: Sendable {
  private let pairs: [(code: UInt16, text: String)]

  /// - Parameter pairs: in ascending order of their codes.
  package init(_ pairs: [(UInt16, String)]) { self.pairs = pairs.map { (code: $0.0, text: $0.1) } }

  /// A section of a CMap holds at most 100 lines.
  private static let linesPerSection = 100

  package var bytes: [UInt8] {
    var out = ByteBuffer(capacity: 400 + pairs.count * 16)
    out.write("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n")
    out.write("/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n")
    out.write("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n")
    out.write("1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
    var start = 0
    while start < pairs.count {
      let end = min(start + ToUnicodeMap.linesPerSection, pairs.count)
      out.write(end - start)
      out.write(" beginbfchar\n")
      for pair in pairs[start..<end] {
        out.write("<")
        out.writeHex(pair.code)
        out.write("> <")
        out.writeHexUTF16(pair.text)
        out.write(">\n")
      }
      out.write("endbfchar\n")
      start = end
    }
    out.write("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
    return out.bytes
  }
}
