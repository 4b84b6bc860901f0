import Fonts
import PDFWriting
import Pages
import Testing
import Typography

@Test("A page of text, rules and paths is written, compact and readable") func aPage() throws {
  let song = try TestFonts.face("NotoSerifCJKsc-Regular")
  let kai = try TestFonts.face("LXGWWenKai-Regular")
  var lines = [
    Fragment([.glyphs(GlyphRun("关于开展专利技术引进补贴申报工作的通知", song, extra: Length.mm(156) / 28 - .pt(16)))]
    ),
    Fragment([
      .glyphs(GlyphRun("楷体标题：一、总体要求", kai, ink: .red)),
      .rule(Rect(x: .zero, y: .mm(2), width: .mm(156), height: .mm(0.35)), .red),
    ]),
    Fragment([.glyphs(GlyphRun("标　题", song, size: .pt(22), extra: .mm(12)))], actualText: "标题"),
    Fragment([.glyphs(GlyphRun("转——动", song, isRotated: true))]),
    Fragment([.glyphs(GlyphRun("Affine Office 2022", song, widthScale: 800, script: .latin))]),
  ]
  lines.append(
    Fragment([
      .path(
        Path([
          .move(.zero), .line(Point(x: .mm(3), y: .zero)),
          .curve(
            Point(x: .mm(3), y: .mm(3)), Point(x: .mm(2), y: .mm(3)), Point(x: .zero, y: .mm(3))),
          .close,
        ]), .grey)
    ]))
  for pretty in [false, true] {
    let bytes = try export(PageSequence(lines: lines), pretty: pretty)
    #expect(bytes.starts(with: Array("%PDF-1.7".utf8)))
  }
}
