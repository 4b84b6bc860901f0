import CaseData
import Diagnostics
import Testing

@Suite("解码")
struct SourceDecoderTests {
  private func decode(_ bytes: [UInt8], limit: Int = 1000) -> (text: String?, codes: [String]) {
    let (file, findings) = SourceDecoder.decode(bytes: bytes, name: "甲.txt", limit: limit)
    return (file.map { String(decoding: $0.bytes, as: UTF8.self) }, findings.all.map(\.code))
  }

  private func utf16(_ text: String, isBig: Bool) -> [UInt8] {
    let mark: [UInt8] = isBig ? [0xFE, 0xFF] : [0xFF, 0xFE]
    return mark
      + text.utf16.flatMap { unit -> [UInt8] in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
        return isBig ? [high, low] : [low, high]
      }
  }

  @Test("UTF-8 with and without a mark, UTF-16 in both orders, rare characters included")
  func unicode() {
    let text = "单位：令狐𬭎\n第二行"
    #expect(decode(Array(text.utf8)) == (text, []))
    #expect(decode([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == (text, []))
    #expect(decode(utf16(text, isBig: true)) == (text, []))
    #expect(decode(utf16(text, isBig: false)) == (text, []))
    #expect(decode([]) == ("", []))
  }

  @Test("CR LF and single CR become line feeds, in every encoding")
  func lineFeeds() {
    #expect(decode(Array("a\r\nb\rc\n\r\nd".utf8)) == ("a\nb\nc\n\nd", []))
    #expect(decode(utf16("一\r\n二", isBig: false)) == ("一\n二", []))
  }

  @Test("GB18030 is read and noted; four-byte characters too")
  func gb18030() {
    // 单位名称: 太原
    let bytes: [UInt8] = [
      0xB5, 0xA5, 0xCE, 0xBB, 0xC3, 0xFB, 0xB3, 0xC6, 0x3A, 0x20, 0xCC, 0xAB, 0xD4, 0xAD, 0x0D,
      0x0A,
    ]
    #expect(decode(bytes) == ("单位名称: 太原\n", ["D004"]))
    // 㐀 U+3400 is 81 39 EE 39.
    #expect(decode([0xD5, 0xC5, 0x81, 0x39, 0xEE, 0x39]) == ("张㐀", ["D004"]))
  }

  @Test("malformed UTF-8 that is no GB18030 is refused at its line and column")
  func malformed() {
    let bytes = Array("第一行是好的\n第二".utf8) + [0xFF] + Array("行也是好的文字".utf8)
    let (file, findings) = SourceDecoder.decode(bytes: bytes, name: "甲")
    #expect(file == nil)
    #expect(findings.all.map(\.code) == ["D002"])
    let span = findings.all.first?.labels.first?.place.span
    #expect(span?.line == 2 && span?.column == 3)
  }

  @Test("UTF-8 with one broken character is not taken for GB18030")
  func mostlyUTF8() {
    // The third byte of 欧 is lost; pairs of bytes would make sense as GB18030.
    let bytes = Array("单位名称：太原某某公司；法定代表人：".utf8) + [0xE6, 0xAC] + Array("阳某".utf8)
    #expect(decode(bytes).codes == ["D002"])
  }

  @Test(
    "overlong forms, surrogates and what lies beyond U+10FFFF are malformed",
    arguments: [
      [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88],
      [0x80], [0xE4, 0xB8],
    ] as [[UInt8]])
  func forms(_ bytes: [UInt8]) {
    let text = Array("好文字好文字好文字好文字".utf8)
    #expect(decode(text + bytes).codes == ["D002"])
  }

  @Test("NUL is refused at its place; UTF-16 without a mark is named")
  func nul() {
    let (_, findings) = SourceDecoder.decode(bytes: Array("ab\nc".utf8) + [0], name: "甲")
    #expect(findings.all.map(\.code) == ["D003"])
    let span = findings.all.first?.labels.first?.place.span
    #expect(span?.line == 2 && span?.column == 2)
    let bare = Array(utf16("abc: def", isBig: false).dropFirst(2))
    let (_, sixteen) = SourceDecoder.decode(bytes: bare, name: "甲")
    #expect(sixteen.all.first?.problem.remedy(in: .chinese)?.contains("UTF-16") == true)
  }

  @Test("broken UTF-16 is refused: a lone surrogate, an odd byte")
  func brokenUTF16() {
    #expect(decode([0xFF, 0xFE, 0x72, 0xD8, 0x41, 0x00]).codes == ["D005"])
    #expect(decode([0xFF, 0xFE, 0x41]).codes == ["D005"])
  }

  @Test("a file beyond its limit is refused")
  func limits() {
    #expect(decode(Array(repeating: 0x61, count: 1001)).codes == ["D001"])
    #expect(decode(Array(repeating: 0x61, count: 1000)).codes.isEmpty)
  }
}
