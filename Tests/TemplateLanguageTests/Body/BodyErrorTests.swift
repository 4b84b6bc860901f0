import Diagnostics
import Testing

/// Everything that can be wrong in a 正文.wen: where the caret stands, and what it says.
@Suite("正文的错误")
struct BodyErrorTests {
  private static let fields = """
    字段：名称　文本
    字段：金额　金额（元）
    字段：合同　列表
    　　编号　文本
    """

  /// The places of all findings.
  private func places(_ body: String) throws -> [String] {
    try TemplateBench(body, fields: Self.fields).compile().findings.places
  }

  @Test(
    "每种写错的地方都指到那一行那一个字",
    arguments: [
      ("# 题\n甲{{名称乙", ["T300 2:2"]),
      ("# 题\n甲{{名称}乙", ["T300 2:2"]),
      ("# 题\n甲{{名称和{{名称}}", ["T300 2:2"]),
      ("# 题\n甲名称}}乙", ["T301 2:4"]),
      ("# 题\n甲**要点乙", ["T302 2:2"]),
      ("# 题\n@如过 名称 不为空\n甲\n", ["T303 2:2"]),
      ("# 题\n甲{{名称：大小写}}", ["T304 2:7"]),
      ("#\n正文", ["T305 1:1"]),
      ("# 题\n{名称}", ["T306 2:1"]),
      ("# 题\n{{名称：金额}}", ["T307 2:6"]),
      ("# 题\n{{名称：勾选}}", ["T308 2:6"]),
      ("# 题\n@完", ["T310 2:1"]),
      ("# 题\n@签章\n甲", ["T311 2:1"]),
      ("# 题\n@底 甲", ["T312 2:1"]),
      ("# 题\n@栏 28 128", ["T312 2:1"]),
      ("# 题\n@否则", ["T313 2:1"]),
      ("# 题\n@每项 合同\n@否则\n@完", ["T313 3:1"]),
      ("# 题\n@如果 名称 = “甲”\n@否则\n@否则\n@完", ["T314 4:1"]),
      ("# 题\n@如果\n甲\n@完", ["T316 2:1"]),
      ("# 题\n@表\n| 甲 |\n@完", ["T316 2:1"]),
      ("# 题\n@空行 甲", ["T317 2:5"]),
      ("# 题\n@表 28 甲\n| 甲 | 乙 |\n@完", ["T317 2:7"]),
      ("@封面 标签6字 居中\n# 题\n甲：＿＿\n@完", ["T318 1:10"]),
      ("# 题\n@每项 名称\n甲\n@完", ["T319 2:5"]),
      ("# 题\n@如果 金额\n甲\n@完", ["T320 2:5"]),
      ("# 题\n@表 28 128\n| 甲 | 乙 | 丙 |\n@完", ["T330 3:11"]),
      ("# 题\n@表 28 128\n| 甲 | 乙 |\n| 甲 |\n@完", ["T330 4:1"]),
      ("# 题\n@表 28 100\n| 甲 | 乙 |\n@完", ["T331 2:4"]),
      ("# 题\n@表 200 45 *\n| 甲 | 乙 | 丙 |\n@完", ["T332 2:4"]),
      ("# 题\n@表 28 128\n| 甲 | 乙 |\n后面的正文\n又一行", ["T333 4:1"]),
      ("# 题\n@清单 合同\n宽 | 156 |\n甲\n@完", ["T334 4:1"]),
      ("# 题\n@清单 合同\n宽 | 156 |\n脚 | 甲 |\n@完", ["T335 4:1"]),
      ("# 题\n@清单 合同\n头 | 甲 |\n@完", ["T336 3:1"]),
      ("# 题\n| 甲 | 乙 |", ["T337 2:1"]),
      ("@封面\n甲：＿＿\n@完", ["T340 1:1"]),
      ("@封面\n# 题\n申报单位\n@完", ["T341 3:1"]),
      ("# 题\n@引入 没有.wen", ["T342 2:5"]),
      ("# 题\n@引入 ../别处/甲.wen", ["T343 2:5"]),
    ] as [(String, [String])])
  func eachMistakeIsPointedAt(body: String, expected: [String]) throws {
    let found = try places(body)
    #expect(found == expected)
  }

  @Test("一次报出全部错误，一个原因只报一条")
  func allAtOnce() throws {
    let body = """
      # 题
      甲{{名称
      @表 28 128
      | 甲 |
      @完
      @如过 名称
      {{名秤}}
      """
    let findings = try TemplateBench(body, fields: Self.fields).compile().findings
    #expect(findings.places == ["T300 2:2", "T330 4:1", "T303 6:2", "T120 7:3"])
  }

  @Test("缺“@完”说出是哪一行的哪个词")
  func missingEndNamesItsOpener() throws {
    let findings = try TemplateBench("# 题\n甲\n@如果 名称 = “甲”\n乙", fields: Self.fields)
      .compile().findings
    #expect(findings.message("T311") == "第3行的“@如果”没有“@完”")
  }

  @Test("多一格、少一格说出是第几行、应当几格")
  func cellCountNamesRowAndNumber() throws {
    let more = try TemplateBench("# 题\n@表 28 128\n| 甲 | 乙 |\n| 甲 | 乙 | 丙 |\n@完").compile()
    #expect(more.findings.message("T330") == "表的第2行有3格，应当是2格，多了1格")
    let less = try TemplateBench("# 题\n@表 28 128\n| 甲 |\n@完").compile()
    #expect(less.findings.message("T330") == "表的第1行有1格，应当是2格，少了1格")
  }

  @Test("写错的控制词、过滤和字段名给出最像的一个")
  func nearestNames() throws {
    let findings = try TemplateBench(
      "# 题\n@清但 合同\n{{金额：大泻}}", fields: Self.fields
    ).compile().findings
    #expect(findings.remedy("T303") == "是否想写“清单”？")
    #expect(findings.remedy("T304") == "是否想写“大写”？")
  }

  @Test("每条消息都有中文、英文和要做的事")
  func everyMessageHasWords() throws {
    let bodies = [
      "甲{{名称", "甲}}", "**甲", "@如过", "{{名称：大小写}}", "#", "{名称}", "@完", "@签章", "@底 甲",
      "@否则", "@如果", "@空行 甲", "@表 28 100\n| 甲 | 乙 |\n@完", "| 甲 |", "@封面\n@完",
    ]
    for body in bodies {
      for finding in try TemplateBench(body, fields: Self.fields).compile().findings.all {
        let chinese = finding.problem.message(in: .chinese)
        let english = finding.problem.message(in: .english)
        #expect(!chinese.isEmpty && !english.isEmpty && chinese != english)
        #expect(finding.problem.remedy(in: .chinese)?.isEmpty == false, "\(finding.code)")
      }
    }
  }

  @Test("引入绕成圈、套得太深都报告，不会停不下来")
  func includesThatNeverEnd() throws {
    let folder = TemplateBench.folder
    let cycle = TemplateBench(
      "# 题\n@引入 甲.wen",
      others: ["\(folder)/甲.wen": "@引入 乙.wen", "\(folder)/乙.wen": "@引入 甲.wen"])
    let (_, findings) = try cycle.compile()
    #expect(findings.codes == ["T345"])
    #expect(findings.message("T345")?.contains("甲.wen → 乙.wen → 甲.wen") == true)

    var deep: [String: String] = [:]
    for level in 0..<20 { deep["\(folder)/\(level).wen"] = "@引入 \(level + 1).wen" }
    #expect(
      try TemplateBench("# 题\n@引入 0.wen", others: deep).compile().findings.codes == ["T346"])
  }
}
