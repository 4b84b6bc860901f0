import Diagnostics
import Fonts
import TestSupport
import Testing
import Typography

@Suite("字体子集")
struct SubsetTests {
  private static let text = "关于申报中小微企业引进专利技术促进项目的通知，年月日。"

  private func glyphs(_ face: FontFace, _ text: String) throws -> Set<UInt32> {
    Set(try text.unicodeScalars.map { try #require(face.glyph(for: $0)) })
  }

  @Test(
    "裸 CFF 里每个代码是字符集的 CID，画出来与原字形相同（P-34）",
    arguments: ["FandolFang-Regular", "NotoSerifCJKsc-Regular", "NotoSansCJKsc-Regular"])
  func bareCFF(name: String) throws {
    let face = try FreeFonts.face(name)
    let wanted = try glyphs(face, Self.text)
    let subset = try face.subset(glyphs: wanted)
    #expect(subset.program == .cff)
    #expect(subset.bytes.starts(with: [1, 0]), "a CFF header, not an OpenType wrapper")
    #expect(Set(subset.code.keys) == wanted)
    #expect(Set(subset.code.values).count == wanted.count)
    #expect(!subset.code.values.contains(0), "0 is .notdef")
    #expect(subset.bytes.count < 40_000)
  }

  @Test("Fandol 是 Adobe-GB1：子集保留原来的 CID，不是字形序号")
  func originalCIDs() throws {
    let face = try FreeFonts.face("FandolFang-Regular")
    let glyph = try #require(face.glyph(for: "中"))
    // Adobe-GB1 puts 中 at CID 4559 (GB 2312 row 54, cell 48); alone in a subset it is glyph 1.
    #expect(try face.subset(glyphs: [glyph]).code[glyph] == 4559)
  }

  @Test("TrueType 子集只有画字要用的表，代码是子集里的字形序号")
  func trueType() throws {
    for name in ["LXGWWenKai-Regular", "LiberationSerif", "ChengwenSymbols", "HanaMinA"] {
      let face = try FreeFonts.face(name)
      let wanted = try glyphs(face, name == "ChengwenSymbols" ? "☐☑☒" : "2024")
      let subset = try face.subset(glyphs: wanted)
      #expect(subset.program == .trueType)
      let tables = try tableTags(subset.bytes)
      let allowed: Set = ["glyf", "loca", "head", "hhea", "hmtx", "maxp", "cvt ", "fpgm", "prep"]
      #expect(tables.isSubset(of: allowed), "\(name): \(tables)")
      #expect(tables.isSuperset(of: ["glyf", "loca", "head", "hhea", "hmtx", "maxp"]))
      #expect(Set(subset.code.values) == Set((1...wanted.count).map { UInt16($0) }))
    }
  }

  @Test("缩减过的字体再取子集，字节与直接取的相同；重复也相同")
  func reducedSource() throws {
    for name in ["FandolFang-Regular", "NotoSerifCJKsc-Regular", "LXGWWenKai-Regular"] {
      let face = try FreeFonts.face(name)
      let all = try glyphs(face, Self.text + "太原市市场监督管理局知识产权局文件")
      let few = try glyphs(face, "太原市知识产权")
      let source = try face.subsetSource(glyphs: all)
      let direct = try face.subset(glyphs: few)
      let small = try source.subset(glyphs: few)
      #expect(small.bytes == direct.bytes, "\(name)")
      #expect(small.code == direct.code)
      #expect(try face.subset(glyphs: few).bytes == direct.bytes)
      let foreign = try #require(face.glyph(for: "鑫"))
      #expect(throws: SubsetError.failed(font: name)) { try source.subset(glyphs: [foreign]) }
    }
  }

  @Test("字体没有的字形号是错误，不是空白（P-10）")
  func glyphOutOfRange() throws {
    let face = try FreeFonts.face("FandolFang-Regular")
    #expect(throws: SubsetError.self) { try face.subset(glyphs: [60_000]) }
  }

  @Test("没有字形时也有 .notdef，程序仍是完整的")
  func emptySubset() throws {
    for name in ["FandolFang-Regular", "LiberationSerif"] {
      let subset = try FreeFonts.face(name).subset(glyphs: [])
      #expect(subset.code.isEmpty && !subset.bytes.isEmpty)
    }
  }

  @Test("字体描述符以千分之一字为单位")
  func descriptor() throws {
    let fang = try FreeFonts.face("FandolFang-Regular").subset(glyphs: []).descriptor
    #expect(fang.ascent == 880 && fang.descent == -120)
    #expect(fang.capHeight > 600 && fang.capHeight < 800, "Fandol states 0; H is measured")
    #expect(fang.isSerif && fang.italicAngle == 0 && fang.stemV == 87)
    let sans = try FreeFonts.face("NotoSansCJKsc-Regular").subset(glyphs: []).descriptor
    #expect(!sans.isSerif)
    let serif = try FreeFonts.face("LiberationSerif").subset(glyphs: []).descriptor
    // 2048 units an em become thousandths.
    #expect(serif.ascent == 693 && serif.descent == -216 && serif.isSerif)
    #expect(serif.boundingBox.allSatisfy { abs($0) < 2500 })
    for face in FreeFonts.opened.allFaces {
      let name = face.postScriptName
      let isFit = name.utf8.allSatisfy {
        $0 > 0x20 && $0 < 0x7F && !"()<>[]{}/%#".utf8.contains($0)
      }
      #expect(isFit && !name.isEmpty, "\(name)")
    }
  }

  private func tableTags(_ bytes: [UInt8]) throws -> Set<String> {
    try #require(bytes.count > 12)
    let count = Int(bytes[4]) << 8 | Int(bytes[5])
    try #require(bytes.count >= 12 + 16 * count)
    return Set(
      (0..<count).map {
        String(decoding: bytes[(12 + 16 * $0)..<(16 + 16 * $0)], as: UTF8.self)
      })
  }
}
