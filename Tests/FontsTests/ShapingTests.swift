import Diagnostics
import Fonts
import TestSupport
import Testing
import Typography

@Suite("排字形")
struct ShapingTests {
  @Test("全角字符各占一字，与进程的语言环境无关（T-54、T-55）")
  func fullWidth() throws {
    let noto = try FreeFonts.face("NotoSerifCJKsc-Regular")
    let shaped = noto.shape(scalars("中国，。"), ShapingOptions())
    #expect(shaped.map(\.xAdvance) == [1000, 1000, 1000, 1000])
    #expect(shaped.map(\.cluster) == [0, 1, 2, 3])
    // zh-Hans: the comma sits in the lower left quarter of its cell, also when shaped alone.
    let comma = try #require(noto.shape(scalars("，"), ShapingOptions()).first)
    let box = try #require(noto.inkBox(of: comma.glyph))
    #expect(box.maxX < 500 && box.maxY < 400)
    #expect(comma.glyph == shaped[2].glyph)
  }

  @Test("西文有字偶距，无连字")
  func latin() throws {
    let serif = try FreeFonts.face("LiberationSerif")
    let pair = serif.shape(scalars("AV"), ShapingOptions(script: .latin))
    let sum = serif.advance(of: pair[0].glyph) + serif.advance(of: pair[1].glyph)
    #expect(pair.map(\.xAdvance).reduce(0, +) < sum)
    #expect(serif.shape(scalars("fi"), ShapingOptions(script: .latin)).count == 2)
  }

  @Test("直排取 vert 字形，向下走一字（T-50）")
  func vertical() throws {
    let noto = try FreeFonts.face("NotoSerifCJKsc-Regular")
    let across = noto.shape(scalars("（"), ShapingOptions())
    let down = noto.shape(scalars("（"), ShapingOptions(isVertical: true))
    #expect(down.count == 1 && down[0].glyph != across[0].glyph)
    #expect(down[0].yAdvance == -1000 && down[0].xAdvance == 0)
  }

  @Test("墨迹框与轮廓一致，y 向上")
  func inkBoxes() throws {
    for name in ["FandolFang-Regular", "LXGWWenKai-Regular"] {
      let face = try FreeFonts.face(name)
      for scalar in scalars("一国口永，“") {
        let glyph = try #require(face.glyph(for: scalar))
        let box = try #require(face.inkBox(of: glyph))
        #expect(box == face.inkBox(of: glyph), "the cached box is the measured one")
        let ends = face.outline(of: glyph).steps.compactMap { step -> (Double, Double)? in
          switch step {
          case .move(let x, let y), .line(let x, let y), .curve(_, _, _, _, let x, let y): (x, y)
          case .close: nil
          }
        }
        #expect(ends.count > 3)
        // End points lie in the box; it is rounded outwards by at most a unit.
        for (x, y) in ends {
          #expect(x >= Double(box.minX) - 1 && x <= Double(box.maxX) + 1)
          #expect(y >= Double(box.minY) - 1 && y <= Double(box.maxY) + 1)
        }
      }
      let yi = try #require(face.glyph(for: "一").flatMap { face.inkBox(of: $0) })
      #expect(yi.minY > 200 && yi.maxY < 600 && yi.maxX - yi.minX > 700)
      let space = try #require(face.glyph(for: " "))
      #expect(face.inkBox(of: space) == nil)
      #expect(face.inkBox(of: UInt32.max) == nil)
    }
  }

  @Test("多线程同时查询，结果与单线程相同")
  func concurrentLookups() async throws {
    let face = try FreeFonts.face("NotoSerifCJKsc-Regular")
    @Sendable func boxes() -> [InkBox?] {
      (0x4E00..<0x5000).map { value in
        Unicode.Scalar(UInt32(value)).flatMap { face.glyph(for: $0) }.flatMap(face.inkBox)
      }
    }
    let results = await withTaskGroup(of: [InkBox?].self) { group in
      for _ in 0..<8 { group.addTask { boxes() } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.allSatisfy { $0 == boxes() })
  }
}
