import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

@Suite("行内成分") struct LinesInlineTests {
  private func lines(
    _ inlines: [Inline], _ mode: CompositionMode = .running, width: Double,
    alignment: ParagraphSetting.Alignment = .left
  ) -> [ComposedLine] {
    var findings = Findings()
    return compose(inlines, mode, width: width, alignment: alignment, findings: &findings)
  }
  private func near(_ value: Length, _ cells: Double) -> Bool {
    abs(Double(value.emu) - cells * 200_000) < 2
  }

  @Test("空白处画线，短内容居中在线上")
  func blank() {
    let empty = lines([.text("签字："), .blank(Blank(minimumWidth: testCell * 6))], width: 20)[0]
    #expect(empty.rules.count == 1)
    #expect(near(empty.rules[0].size.width, 6) && near(empty.rules[0].origin.x, 3))
    let filled = lines(
      [.text("签字："), .blank(Blank(minimumWidth: testCell * 6, inlines: [.text("张三")]))],
      width: 20)[0]
    #expect(near(filled.rules[0].size.width, 6))
    #expect(filled.x("张") == 5)
    #expect(filled.text == "签字：张三")
  }

  @Test("要填的空白加长来凑满一行，字距不拉开；末行不加长")
  func growingBlank() {
    let inlines: [Inline] = [
      .text("联系方式"), .blank(Blank(minimumWidth: testCell * 6)), .text("，电话"),
      .blank(Blank(minimumWidth: testCell * 6)),
    ]
    let set = lines(inlines, gridMode, width: 14, alignment: .justified)
    #expect(set.count == 2)
    #expect(set[0].x("系") == 1 && near(set[0].width, 14))
    #expect(set[0].rules[0].size.width > testCell * 6)
    #expect(near(set[1].rules[0].size.width, 6))
  }

  @Test("线上内容长则转行，每行都有线；占满的一直画到右边")
  func longBlank() {
    let text = String(repeating: "字", count: 15)
    let all = lines(
      [
        .text("址："), .blank(Blank(minimumWidth: testCell * 4, inlines: [.text(text)], fills: true)),
      ],
      width: 8)
    #expect(all.count == 3)
    #expect(all.allSatisfy { $0.rules.count == 1 })
    #expect(all.allSatisfy { near($0.rules[0].maxX, 8) })
    #expect(near(all[1].rules[0].origin.x, 0))
  }

  @Test("方格每格一字，空格也画")
  func comb() {
    let line = lines([.comb(Comb(units: ["1", "2"], count: 4))], width: 30)[0]
    // Four boxes: two long rules and five uprights.
    #expect(line.rules.count == 7)
    #expect(line.text == "12")
    #expect(line.fragment.actualText == "12")
  }

  @Test("分散对齐到规定字数")
  func spread() {
    let run = TextRun("联系人", style: TextStyle(spreadCells: 6))
    let line = lines([.text(run), .text("：")], width: 20)[0]
    #expect(line.x("联") == 0 && line.x("系") == 2.5 && line.x("人") == 5 && line.x("：") == 6)
    #expect(line.fragment.actualText == "联系人：")
  }

  @Test("着重号在每个字下，标点下没有")
  func dots() {
    let line = lines([.text(TextRun("甲，乙", style: TextStyle(isDotted: true)))], width: 20)[0]
    let dots = line.fragment.marks.filter { if case .path = $0 { true } else { false } }
    #expect(dots.count == 2)
  }

  @Test("换行与空行照排；锚点不占宽度")
  func breaksAndAnchors() {
    let anchor = Anchor(name: "签字", kind: .signature)
    let all = lines(
      [.text("甲\n\n乙"), .anchor(anchor), .text("丙"), .lineBreak, .text("丁")], width: 9)
    #expect(all.dump == "甲⏎⏎乙丙⏎丁")
    #expect(all[2].anchors.map(\.x) == [testCell])
  }

  @Test("不可拆的一段整个移到下一行")
  func unbreakable() {
    let run = TextRun("壹佰万元整", style: TextStyle(isUnbreakable: true))
    #expect(lines([.text("人民币大写"), .text(run)], width: 8).dump == "人民币大写⏎壹佰万元整")
  }

  @Test("已知的版面值照印，未知的留宽")
  func deferred() {
    var values = DeferredValues()
    values.values[.totalPages] = "12"
    var findings = Findings()
    let setting = ParagraphSetting(
      mode: .running, measure: testCell * 20, font: .song, size: testCell, pitch: testCell)
    let line = LineComposer(glyphs: CellGlyphs()).compose(
      [.text("共"), .deferred(.totalPages, .plain), .text("页")], setting, deferred: values,
      findings: &findings)
    #expect(line.dump == "共12页")
  }

  @Test("居中、居右")
  func alignment() {
    #expect(lines([.text("天地")], width: 8, alignment: .centre)[0].x("天") == 3)
    #expect(lines([.text("天地")], width: 8, alignment: .right)[0].x("天") == 6)
  }

  @Test("竖排：从上到下，括号用竖排字形，破折号转向，数字并排")
  func vertical() {
    var findings = Findings()
    let label = LineComposer(glyphs: CellGlyphs()).composeVertical(
      [.text("意见12——")], font: .song, size: testCell, height: testCell * 20,
      findings: &findings)
    #expect(label.height == testCell * 5)
    #expect(label.width == testCell)
    let runs = label.fragment.marks.compactMap { mark -> GlyphRun? in
      if case .glyphs(let run) = mark { run } else { nil }
    }
    #expect(runs.map(\.text) == ["意", "见", "12", "——"])
    #expect(runs.map(\.isRotated) == [false, false, false, true])
    let two = LineComposer(glyphs: CellGlyphs()).composeVertical(
      [.text("主管部门审核意见")], font: .song, size: testCell, height: testCell * 4,
      findings: &findings)
    #expect(two.height == testCell * 4 && two.width == Length(emu: 450_000))
  }
}
