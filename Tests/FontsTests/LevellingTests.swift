import Diagnostics
import Fonts
import TestSupport
import Testing
import Typography

@Suite("字面高低")
struct LevellingTests {
  @Test("放平之后，各字体的“国”与本行字体的“国”同高")
  func level() throws {
    let library = FreeFonts.opened
    func middle(_ face: FontFace) -> Double? {
      face.glyph(for: "国").flatMap { face.inkBox(of: $0) }.map {
        Double($0.minY + $0.maxY) / 2 / Double(face.unitsPerEm)
      }
    }
    for main in library.allFaces {
      guard let target = middle(main) else { continue }
      for face in library.allFaces {
        guard let own = middle(face) else { continue }
        let rise = Double(library.levelling(of: face.id, with: main.id)) / 1000
        let pair = "\(face.postScriptName), \(main.postScriptName)"
        #expect(abs(own + rise - target) < 0.025, "\(pair)")
      }
    }
  }

  @Test("本行字体和西文不动；勾选框随仿宋降下来")
  func knownFaces() throws {
    let library = FreeFonts.opened
    let fang = try FreeFonts.face("FandolFang-Regular").id
    let latin = try FreeFonts.face("LiberationSerif").id
    let boxes = try FreeFonts.face("ChengwenSymbols").id
    let sans = try FreeFonts.face("NotoSansCJKsc-Regular").id
    #expect(library.levelling(of: fang, with: fang) == 0)
    #expect(library.levelling(of: latin, with: fang) == 0)
    #expect(library.levelling(of: fang, with: latin) == 0)
    #expect((-110 ... -80).contains(library.levelling(of: boxes, with: fang)))
    #expect((-90 ... -60).contains(library.levelling(of: sans, with: fang)))
    #expect(library.levelling(of: sans, with: fang) == -library.levelling(of: fang, with: sans))
  }
}
