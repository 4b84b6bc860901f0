import Diagnostics
import Fonts
import TestSupport
import Testing
import Typography

@Suite("字面高低")
struct CentringTests {
  @Test("按 centringRise 抬高之后，各字体的汉字都在 0.88/0.12 的字框正中")
  func centredInTheEmBox() throws {
    for face in FreeFonts.library.allFaces {
      let rise = face.centringRise
      guard let glyph = face.glyph(for: "国"), let box = face.inkBox(of: glyph) else { continue }
      let centre = Double(box.minY + box.maxY + 2 * rise) / 2 / Double(face.unitsPerEm)
      #expect(abs(centre - 0.38) < 0.02, "\(face.postScriptName)")
    }
  }

  @Test("Fandol 的字面偏低，要抬；思源不用抬；西文和勾选不动")
  func knownFaces() throws {
    #expect(try FreeFonts.face("FandolFang-Regular").centringRise > 40)
    #expect(abs(try FreeFonts.face("NotoSansCJKsc-Regular").centringRise) < 25)
    #expect(try FreeFonts.face("LiberationSerif").centringRise == 0)
    #expect(try FreeFonts.face("ChengwenSymbols").centringRise == 0)
  }
}
