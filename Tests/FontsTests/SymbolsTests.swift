import Diagnostics
import Fonts
import TestSupport
import Testing
import Typography

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("勾选字体")
struct SymbolsTests {
  @Test("☐ ☑ ☒ 由本程序的字体画，一字宽，框约 0.82 字")
  func boxes() throws {
    let library = FreeFonts.opened
    let symbols = try FreeFonts.face("ChengwenSymbols")
    for scalar in scalars("☐☑☒") {
      #expect(library.face(for: [scalar], role: .symbols) == symbols.id)
      let glyph = try #require(symbols.glyph(for: scalar))
      #expect(symbols.advance(of: glyph) == symbols.unitsPerEm)
      let box = try #require(symbols.inkBox(of: glyph))
      #expect(box.maxX - box.minX == 820 && box.maxY - box.minY == 820)
      // Centred in the em-box, which is 0.88 em above the baseline and 0.12 em below it.
      #expect(box.minX == 1000 - box.maxX && box.minY + 120 == 880 - box.maxY)
    }
    // A typed □ or √ is another character and keeps its code point: not from this font.
    #expect(symbols.glyph(for: "□") == nil && symbols.glyph(for: "√") == nil)
  }

  @Test("fonts/make-symbols 再画一次，字节与仓库里的相同")
  func regenerated() throws {
    let folder = try TestFolder([], "empty")
    defer { withExtendedLifetime(folder) {} }
    let output = folder.file("symbols.ttf")
    let status = system("python3 '\(repository)/fonts/make-symbols' '\(output)'")
    #expect(status == 0, "python3 is needed: script/test installs it")
    let drawn = readFile(output)
    #expect(!drawn.isEmpty && drawn == readFile("\(repository)/fonts/ChengwenSymbols.ttf"))
  }
}
