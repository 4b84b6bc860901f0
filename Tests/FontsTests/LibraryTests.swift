import Diagnostics
import Fonts
import TestSupport
import Testing
import Typography

@Suite("字体库")
struct LibraryTests {
  @Test(
    "每个角色找到目录里首选的自由字体",
    arguments: [
      (FontRole.title, "NotoSerifCJKsc-Bold"), (.fangsong, "FandolFang-Regular"),
      (.kai, "LXGWWenKai-Regular"), (.hei, "NotoSansCJKsc-Regular"),
      (.song, "NotoSerifCJKsc-Regular"), (.latin, "LiberationSerif"),
    ])
  func firstFaceOfARole(role: FontRole, name: String) throws {
    let first = try #require(
      FreeFonts.opened.faces(for: role).first, "no font at all: run script/fonts")
    #expect(FreeFonts.opened.face(first).postScriptName == name, "run script/fonts")
    #expect(Repository.openedFonts.findings.all.map(\.code) == [])
  }

  @Test("本字体没有的字逐字回退；有的字留在本字体")
  func fallbackPerCharacter() throws {
    let library = FreeFonts.opened
    let fang = try FreeFonts.face("FandolFang-Regular")
    for character in "中国知识产权局" {
      #expect(library.face(for: character.unicodeScalars, role: .fangsong) == fang.id)
    }
    // FandolFang has GB 2312 only; these are ordinary names and one word of a real document.
    for character in "蹚堃喆垚璟珺㛃䶮𬭎𬎆" {
      let found = try #require(library.resolve(character.unicodeScalars, role: .fangsong))
      #expect(found.isFallback && !found.isVariationLost)
      let base = try #require(character.unicodeScalars.first)
      #expect(library.face(found.face).glyph(for: base) != nil)
    }
  }

  @Test("哪个字体都没有的字没有着落，不得默默印成空框（P-10）")
  func characterInNoFont() {
    #expect(FreeFonts.opened.resolve(scalars("\u{10FFFD}"), role: .fangsong) == nil)
    #expect(FreeFonts.opened.resolve(scalars(""), role: .fangsong) == nil)
  }

  @Test("异体字序列作为一个单位回退；没有异体时用通用字形并说明（T-56）")
  func variationSequences() throws {
    let library = FreeFonts.opened
    // U+9089 U+E0100 is a registered sequence that Noto Serif CJK has and FandolFang has not.
    let known = try #require(library.resolve(scalars("邉\u{E0100}"), role: .fangsong))
    #expect(!known.isVariationLost)
    let face = library.face(known.face)
    #expect(face.glyph(for: "邉", variation: "\u{E0100}") != nil)
    let shaped = face.shape(scalars("邉\u{E0100}"), ShapingOptions())
    #expect(shaped.count == 1 && shaped.first?.glyph != 0)

    let lost = try #require(library.resolve(scalars("中\u{E01EF}"), role: .fangsong))
    #expect(lost.isVariationLost)
    #expect(library.face(lost.face).postScriptName == "FandolFang-Regular")
    // The selector leaves no glyph of its own behind.
    #expect(library.face(lost.face).shape(scalars("中\u{E01EF}"), ShapingOptions()).count == 1)
  }

  @Test("基字加组合符号是一个单位，落在能画全它的字体上")
  func combiningMarks() throws {
    let unit = scalars("e\u{301}")
    let found = try #require(FreeFonts.opened.resolve(unit, role: .latin))
    let shaped = FreeFonts.opened.face(found.face).shape(unit, ShapingOptions(script: .latin))
    #expect(shaped.allSatisfy { $0.glyph != 0 && $0.cluster == 0 })
  }

  @Test("同一目录两次打开，字体编号相同")
  func stableIdentifiers() {
    let again = FontLibrary.open(
      catalogue: FreeFonts.catalogue,
      folders: ["\(repository)/fonts"] + FontLibrary.systemFolders, freeOnly: true
    ).0
    #expect(
      again.allFaces.map(\.postScriptName) == FreeFonts.opened.allFaces.map(\.postScriptName))
    #expect(again.allFaces.map(\.id.index) == Array(again.allFaces.indices))
  }

  @Test("不属于本库的编号得到没有字形的空字体")
  func foreignIdentifier() {
    let face = FreeFonts.opened.face(FaceID(index: 9999))
    #expect(face.glyph(for: "中") == nil && face.inkBox(of: 1) == nil)
    #expect(face.shape(scalars("中"), ShapingOptions()).allSatisfy { $0.glyph == 0 })
    #expect(face.outline(of: 5).steps.isEmpty)
  }
}
