import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

/// What stands below a line and how wide blanks are, in both modes (issue 3: emphasis dots, fill-in
/// lines that break over lines).
@Suite("行里的写法")
struct InlineNotationTests {
  private func lines(_ inlines: [Inline], _ mode: CompositionMode, width: Double) -> [ComposedLine]
  {
    var findings = Findings()
    return compose(inlines, mode, width: width, findings: &findings)
  }

  private func dotCentres(_ line: ComposedLine) -> [(x: Double, y: Length)] {
    line.fragment.marks.compactMap { mark in
      guard case .path(let path, _) = mark else { return nil }
      let points = path.steps.flatMap { step -> [Point] in
        switch step {
        case .move(let point), .line(let point): [point]
        case .curve(_, _, let point): [point]
        case .close: []
        }
      }
      let xs = points.map(\.x.emu)
      let ys = points.map(\.y)
      guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max()
      else { return nil }
      return (Double(left + right) / 400_000, (top + bottom) / 2)
    }
  }

  @Test("着重号：点在字的正中，标点下没有，同一行高度一样（std:T-30）", arguments: [true, false])
  func dotsAreCentred(isGrid: Bool) throws {
    let run = TextRun("不得、拖延。", style: TextStyle(isDotted: true))
    let line = try #require(
      lines([.text("凡"), .text(run), .text("办")], isGrid ? gridMode : .running, width: 30).first)
    let centres = dotCentres(line)
    let expected = try ["不", "得", "拖", "延"].map { try #require(line.x($0)) + 0.5 }
    #expect(centres.count == expected.count)
    for (centre, wanted) in zip(centres, expected) { #expect(centre.x.isNear(wanted)) }
    #expect(Set(centres.map(\.y)).count == 1)
  }

  @Test("着重号不加大行距（std:T-30）")
  func dotsKeepPitch() throws {
    func baselines(_ isDotted: Bool) throws -> [Double] {
      let run = TextRun(han(80), style: TextStyle(isDotted: isDotted))
      let block = Block(.paragraph(Paragraph(.body, [.text(run)])))
      let set = try pagesOf(Document(title: "题", style: .report, blocks: [block]))
      return set.pages[0].texts.filter { !$0.isArtifact }.map(\.baseline)
    }
    #expect(try baselines(true) == (try baselines(false)))
  }

  @Test("填空线跨行：每行一条，粗细高低一样，换字体不断，线只到文字为止", arguments: [true, false])
  func ruleOverLines(isGrid: Bool) throws {
    let bold = TextRun(han(9), style: TextStyle(font: .hei))
    let value: [Inline] = [.text(han(10)), .text(bold), .text(han(8))]
    let inlines: [Inline] = [
      .text("住所"), .blank(Blank(minimumWidth: testCell, inlines: value)), .text("，电话。"),
    ]
    let all = lines(inlines, isGrid ? gridMode : .running, width: 12)
    let ruled = all.filter { !$0.rules.isEmpty }
    #expect(ruled.count == 3)
    #expect(ruled.allSatisfy { $0.rules.count == 1 })
    #expect(Set(ruled.map { $0.rules[0].minY }).count == 1)
    #expect(Set(ruled.map { $0.rules[0].size.height }).count == 1)
    // From the first character of the value to its last, on every line.
    for (index, line) in ruled.enumerated() {
      let left = Double(line.rules[0].minX.emu) / 200_000
      let right = Double(line.rules[0].maxX.emu) / 200_000
      #expect(left.isNear(index == 0 ? 2 : 0))
      if index < 2 { #expect(right.isNear(12)) }
    }
    let last = try #require(ruled.last)
    let comma = try #require(last.x("，"))
    #expect((Double(last.rules[0].maxX.emu) / 200_000).isNear(comma))
  }

  @Test("写明毫米的填空线不多不少：不凑整格，两端对齐时也不加长", arguments: [true, false])
  func exactBlank(isGrid: Bool) throws {
    let width = testCell.scaled(43, 10)
    let inlines: [Inline] = [
      .text("电话"), .blank(Blank(minimumWidth: width, isExact: true)), .text(han(20)),
    ]
    let all = lines(inlines, isGrid ? gridMode : .running, width: 12.5)
    #expect(all.count > 1)
    #expect(all[0].rules.first?.size.width == width)
    // Without the wish it takes what its line leaves.
    let free: [Inline] = [
      .text("电话"), .blank(Blank(minimumWidth: width)), .text(han(20)),
    ]
    let grown = lines(free, isGrid ? gridMode : .running, width: 12.5)
    #expect(try #require(grown[0].rules.first?.size.width) > width)
  }
}
