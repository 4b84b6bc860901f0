import Chengwen
import TestSupport
import Testing

/// Lists from a second source: held up to 5,000 rows, read again and again beyond.
@Suite("清单来自另一个文件")
struct LongListTests {
  private static let declarations = """
    名称：拨付　版式：表格　性质：自拟示范
    字段：年度　文本　必填
    字段：拨付清单　列表　空则：无
    　　单位　文本　必填
    　　区县　文本　必填
    　　金额　金额（元）　必填
    """
  private static let body = """
    # 拨付清单
    共{{计数（拨付清单）}}户，{{合计（拨付清单，金额）：金额}}元，最多{{最大（拨付清单，金额）：金额}}元。
    @清单 拨付清单　空则：无　单位：元　续表
    宽 | 20 | 30 | 60 | 46 |
    头 | 序号 | 区县 | 单位 | 金额 |
    组 按 区县
    行 | {{序号}} | {{区县}} | {{单位}} | {{金额：金额}} |
    小计 | 小计 | ← | {{计数（本组）}}户 | {{合计（本组，金额）：金额}} |
    页计 | 本页小计 | ← | {{计数（本页）}}户 | {{合计（本页，金额）：金额}} |
    累计 | 累计 | ← | {{计数（累计）}}户 | {{合计（累计，金额）：金额}} |
    计 | 合计 | ← | ← | {{合计（拨付清单，金额）：金额}} |
    @完
    以上。
    """

  private static func amount(_ row: Int) -> String { "\(row % 97).\(row % 10)5" }
  private static func csv(_ count: Int) -> String {
    "单位,区县,金额\n" + (1...count).map { "示例\($0)厂,区\($0 / 40),\(amount($0))\n" }.joined()
  }
  private static func yaml(_ count: Int) -> String {
    "年度: 示例\n拨付清单:\n"
      + (1...count).map { "  - {单位: 示例\($0)厂, 区县: 区\($0 / 40), 金额: \(amount($0))}\n" }
      .joined()
  }

  private func fill(
    _ data: String, files: [String: String] = [:], lists: [ListSource] = [],
    body: String = body, as format: OutputFormat = .pdf
  ) -> FillResult {
    let template = MemoryTemplate(
      declarations: Self.declarations, body: body, data: data)
    var world = template.world
    for (name, text) in files { world.files[name] = Array(text.utf8) }
    let chengwen = Chengwen.open(templates: "templates", fonts: Repository.fonts, world: world)
    let request = FillRequest(template: "拨付", casePath: "案卷.yaml", lists: lists)
    return chengwen.fill(request, as: format)
  }

  private func picture(_ result: FillResult) throws -> [String] {
    let bytes = try #require(
      result.files.first, "\(DiagnosticRenderer().render(result.findings))")
    return try PDFReader.read(bytes).pages.map { page in
      page.lines.map { line in
        "\((line.y * 100).rounded()) \((line.x * 100).rounded()) \(line.text)"
      }.joined(separator: "\n")
    }
  }

  @Test("5,000行以内的 .csv 与写在案卷里的，印出来一样", arguments: [1, 30, 400])
  func heldSource(count: Int) throws {
    let held = try picture(fill(Self.yaml(count)))
    let named = try picture(
      fill("年度: 示例\n拨付清单: {来源: 表.csv}\n", files: ["表.csv": Self.csv(count)]))
    let given = try picture(
      fill(
        "年度: 示例\n", files: ["别处/表.csv": Self.csv(count)],
        lists: [ListSource(field: "拨付清单", path: "别处/表.csv")]))
    #expect(held == named && held == given)
  }

  #if DEBUG
    private static let longCount = 5_040
  #else
    private static let longCount = 12_345
  #endif

  @Test("5,000行以上读一行印一行，每页与写在案卷里的一样，文件合格")
  func longSource() throws {
    let count = Self.longCount
    let long = fill("年度: 示例\n拨付清单: {来源: 表.csv}\n", files: ["表.csv": Self.csv(count)])
    try PDFChecks.isAccepted(try #require(long.files.first))
    let (a, b) = (try picture(long), try picture(fill(Self.yaml(count))))
    #expect(a.count == b.count && a.count > 100)
    let different = zip(a, b).enumerated().first { $1.0 != $1.1 }
    #expect(different == nil, "第\((different?.offset ?? 0) + 1)页不一样")
  }

  @Test("来源写错了各有各的话")
  func wrongSources() {
    func message(_ result: FillResult, _ code: String) -> String? {
      result.findings.all.first { $0.code == code }?.problem.message(in: .chinese)
    }
    let files = ["表.csv": Self.csv(3)]
    let unknown = fill(
      "年度: 示例\n", files: files, lists: [ListSource(field: "拨付", path: "表.csv")])
    #expect(message(unknown, "C030") == "“拨付”不是列表字段")
    let twice = fill(
      Self.yaml(2), files: files, lists: [ListSource(field: "拨付清单", path: "表.csv")])
    #expect(message(twice, "C031") == "“拨付清单”在案卷里已经写了")
    let outside = fill("年度: 示例\n拨付清单: {来源: ../表.csv}\n", files: files)
    #expect(message(outside, "C032") == "来源“../表.csv”不在案卷所在的文件夹里")
    for result in [unknown, twice, outside] { #expect(result.files.isEmpty) }
  }

  @Test("一格错了说出文件、行、列；错得太多只列前面的")
  func wrongCells() throws {
    let bad = "单位,区县,金额\n甲,一区,1\n乙,一区,十元\n"
    let result = fill("年度: 示例\n拨付清单: {来源: 表.csv}\n", files: ["表.csv": bad])
    let error = try #require(result.findings.all.first { $0.severity == .error })
    let span = try #require(error.labels.first?.place.span)
    #expect(span.file.name.hasSuffix("表.csv") && span.line == 3)
    #expect(result.files.isEmpty)
    let many = "单位,区县,金额\n" + String(repeating: "甲,一区\n", count: 300)
    let found = fill("年度: 示例\n拨付清单: {来源: 表.csv}\n", files: ["表.csv": many]).findings
    #expect(found.all.count < 110)
    #expect(
      found.all.last { $0.code == "C033" }?.problem.message(in: .chinese) == "清单里还有200处问题没有列出")
  }

  @Test("太长的清单不排序，也不出图")
  func notHeld() {
    let files = ["表.csv": Self.csv(5_001)]
    let data = "年度: 示例\n拨付清单: {来源: 表.csv}\n"
    let sorted = Self.body.replacing(
      "@清单 拨付清单　", with: "@清单 排序（拨付清单，区县）　标题：表　")
    let refused = fill(data, files: files, body: sorted)
    #expect(
      refused.findings.all.first { $0.code == "T138" }?.problem.message(in: .chinese)
        == "这个清单有5001行，读一行印一行，不能排序、分组、筛选成新的列表或者取其中一条")
    #expect(refused.files.isEmpty)
    let picture = fill(data, files: files, as: .png(resolution: 72))
    #expect(picture.findings.all.contains { $0.code == "C018" } && picture.files.isEmpty)
  }
}
