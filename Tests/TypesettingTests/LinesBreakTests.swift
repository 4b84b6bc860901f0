import Diagnostics
import Document
import Testing
import Typesetting

@Suite("断行") struct LinesBreakTests {
  @Test("整行按格排满，末行自然")
  func fills() {
    let lines = compose("天地玄黄宇宙洪荒日月盈昃辰宿列张", gridMode, width: 5, indent: 2)
    #expect(lines.dump == "天地玄⏎黄宇宙洪荒⏎日月盈昃辰⏎宿列张")
    #expect(lines[0].x("天") == 2)
    #expect(lines[1].x("荒") == 4)
  }

  @Test("先挤进：行末标点半宽，再挤行中的标点 (std:T-4, T-20)")
  func pushIn() {
    let lines = compose("天地，玄黄宇宙。洪荒日月", gridMode, width: 7)
    #expect(lines.dump == "天地，玄黄宇宙。⏎洪荒日月")
    #expect(abs(lines[0].end - 7) < 0.001)
  }

  @Test("挤不进则推出，行内字距拉匀 (std:T-4, T-21)")
  func pushOut() {
    let lines = compose("天地玄黄宇宙洪。荒日月盈", gridMode, width: 7)
    #expect(lines.dump == "天地玄黄宇宙⏎洪。荒日月盈")
    #expect(abs(lines[0].end - 7) < 0.001)
  }
}

@Suite("标题") struct LinesTitleTests {
  static func title(_ text: String, width: Double = 19.7) -> String {
    var findings = Findings()
    let inlines = text.split(separator: "／").map { Inline.text(String($0)) }
    let joined = inlines.dropFirst().reduce(into: Array(inlines.prefix(1))) {
      $0 += [.wantedBreak, $1]
    }
    return compose(joined, width: width, alignment: .centre, isTitle: true, findings: &findings)
      .dump
  }

  @Test(
    "词不拆，行均衡 (std:G-40)",
    arguments: [
      ("关于下达2026年度企业知识产权质押融资补助资金的通知", "关于下达2026年度企业⏎知识产权质押融资补助资金的通知"),
      ("材料真实性承诺书", "材料真实性承诺书"),
      ("太原市产业知识产权运营中心建设／项目申报书", "太原市产业知识产权运营中心建设⏎项目申报书"),
      // A blank is the best place, even where that makes a slight waist.
      (
        "示例省财政厅 示例省教育厅关于印发《示例省高校专利转化专项计划 助力中小企业实施方案》的通知",
        "示例省财政厅 示例省教育厅关于印发⏎《示例省高校专利转化专项计划 ⏎助力中小企业实施方案》的通知"
      ),
      // No rectangle where words allow another shape.
      ("关于组织开展示例市产业知识产权运营中心建设项目申报工作的通知", "关于组织开展示例市产业⏎知识产权运营中心建设项目申报工作的通知"),
      ("示例市知识产权公共服务站建设可行性报告的提纲", "示例市知识产权公共服务站建设⏎可行性报告的提纲"),
    ])
  func balances(text: String, expected: String) {
    #expect(Self.title(text) == expected)
  }
}
