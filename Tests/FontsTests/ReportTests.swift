import Diagnostics
import Fonts
import TestSupport
import Testing
import Typography

@Suite("字体报告")
struct ReportTests {
  @Test("每个角色列出想要的、找到的和各区汉字数；FandolFang 收全 GB 2312")
  func coverage() throws {
    let report = FreeFonts.opened.report()
    #expect(report.map(\.role) == FontRole.allCases)
    let fangsong = try #require(report.first { $0.role == .fangsong })
    #expect(fangsong.wanted.contains { $0.name == "仿宋_GB2312" && $0.isLicensed })
    let fang = try #require(fangsong.faces.first)
    #expect(fang.postScriptName == "FandolFang-Regular" && !fang.isFallback, "run script/fonts")
    #expect(fang.embeddingAllowed && fang.subsettingAllowed)
    #expect(fang.coverage.first == .init(name: "GB 2312", has: 6763, of: 6763))
    #expect(fang.path.hasSuffix("fonts/FandolFang-Regular.otf"))

    // The rare characters have somewhere to go.
    let wide = fangsong.faces.dropFirst()
    #expect(!wide.isEmpty && wide.allSatisfy(\.isFallback))
    let best = Dictionary(
      wide.flatMap { $0.coverage }.map { ($0.name, $0.has) }, uniquingKeysWith: max)
    #expect(best["基本区"] ?? 0 > 20_900)
    #expect(best["扩展B"] ?? 0 > 42_000)
    for face in report.flatMap(\.faces) {
      #expect(face.coverage.allSatisfy { $0.has <= $0.of }, "\(face.postScriptName)")
    }
  }

  @Test("问题的措辞有中英两种，代码不重复，带码点")
  func words() {
    let problems: [FontProblem] = [
      .catalogueLine("什么"), .unknownRole("行书"),
      .roleNotFound(.kai, wanted: ["楷体_GB2312"], instead: nil),
      .unreadable(path: "a.ttf", .truncated), .embeddingForbidden(font: "A", path: "a.ttf"),
      .noFonts(folders: ["fonts"]), .noGlyph(unit: "\u{30EDE}", role: .fangsong),
      .substituted(
        unit: "堃", role: .fangsong, wanted: "FandolFang-Regular", font: "LXGWWenKai-Regular"),
      .variationLost(unit: "邉\u{E0100}", font: "A"), .subset(.failed(font: "A")),
    ]
    #expect(problems.map(\.code) == (1...10).map { $0 < 10 ? "F00\($0)" : "F0\($0)" })
    for problem in problems {
      #expect(problem.message(in: .chinese) != problem.message(in: .english))
      #expect(problem.message(in: .chinese).hasSuffix("。"))
      #expect((problem.remedy(in: .chinese) == nil) == (problem.remedy(in: .english) == nil))
    }
    #expect(problems[6].message(in: .chinese).contains("U+30EDE"))
    #expect(problems[8].message(in: .english).contains("U+9089 U+E0100"))
    #expect(problems[6].severity == .error && problems[7].severity == .note)
  }
}
