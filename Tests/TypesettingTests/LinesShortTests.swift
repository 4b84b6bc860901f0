import Diagnostics
import Document
import Pages
import TestSupport
import Testing
import Typesetting
import Typography

@Suite("断行：短行")
struct LinesShortTests {
  private func picture(_ lines: [ComposedLine]) -> [String] {
    lines.map { line in
      let marks = line.fragment.marks.map { mark -> String in
        guard case .glyphs(let run) = mark else { return "\(mark)" }
        let glyphs = run.glyphs.map {
          "\($0.id) \($0.offset.x.emu) \($0.offset.y.emu) \($0.advance.emu) \($0.text)"
        }
        return
          "\(run.face.index) \(run.size.emu) \(run.origin.x.emu) \(run.origin.y.emu) \(run.widthScale) \(run.text) "
          + glyphs.joined(separator: ",")
      }
      return
        "\(line.ascent.emu) \(line.descent.emu) \(line.width.emu) \(line.indent.emu) \(line.text) "
        + "\(line.fragment.actualText ?? "–") \(line.fragment.continues) "
        + marks.joined(separator: "|")
    }
  }

  @Test("A short line is what composing gives, to the EMU, in every role, size and alignment")
  func same() {
    var random = SeededDice(state: 7)
    let fast = LineComposer(fonts: pageFonts, short: true)
    let slow = LineComposer(fonts: pageFonts, short: false)
    let latin = Array("0123456789ABCDEFGHJKLMNPQRTUWXYabcxyz.,-")
    let han = Array("太原市云岭智能装备有限公司引进专利技术促进项目开放许可欧阳堃喆䶮一二三〇")
    var fastCount = 0
    for round in 0..<3_000 {
      let source = [latin, han, latin + han, han + Array("0123456789")][round % 4]
      let count = 1 + Int(random.next() % 24)
      let text = String((0..<count).map { _ in source[Int(random.next() % UInt64(source.count))] })
      let roles: [FontRole] = [.song, .fangsong, .hei, .kai]
      let alignments: [ParagraphSetting.Alignment] = [.left, .centre, .right, .justified]
      let size = [TypeSize.five, .pt(9), .pt(9.5), TypeSize.smallFour, TypeSize.three][
        Int(random.next() % 5)]
      let setting = ParagraphSetting(
        mode: .running, measure: .mm(Double(10 + random.next() % 90)),
        font: roles[Int(random.next() % 4)], size: size,
        alignment: alignments[Int(random.next() % 4)], pitch: size.scaled(7, 5))
      let style = round % 5 == 0 ? TextStyle(font: .song, isUnbreakable: true) : .plain
      let inlines: [Inline] = [.text(TextRun(text, style: style))]
      var (a, b) = (Findings(), Findings())
      let quick = fast.compose(inlines, setting, findings: &a)
      let full = slow.compose(inlines, setting, findings: &b)
      #expect(picture(quick) == picture(full), "\(text) \(setting.measure.millimetres)")
      #expect(a.all.map(\.code) == b.all.map(\.code))
      if quick.count == 1 { fastCount += 1 }
    }
    #expect(fastCount > 800)
  }
}
