import Chengwen
import TestSupport
import Testing

@Suite("版式核对：报告")
struct ReportTests {
  private func report(_ example: Example) throws -> ConformityReport {
    try #require(example.finished).report
  }

  @Test("完好的版面没有一项不符合", arguments: Example.allCases)
  func conforms(_ example: Example) throws {
    let wrong = try report(example).rows.filter { $0.verdict == .violates }
    #expect(
      wrong.isEmpty,
      "\(wrong.map { "\($0.item.rawValue) \($0.measuredText(in: .chinese))" })")
  }

  private static let permitted: [(String, LayoutProfile)] = {
    var word = LayoutProfile()
    word.grid = .wordGrid
    var mirrored = LayoutProfile()
    mirrored.mirrorsMargins = true
    var cast = LayoutProfile()
    cast.bodySize = .pt(15.75)
    return [("Word 的行格", word), ("双面镜像", mirrored), ("三号 15.75 磅", cast)]
  }()

  @Test("std:G-12、G-14、B-2 标准容许的版面设置都符合", arguments: permitted)
  func profiles(_ name: String, _ profile: LayoutProfile) throws {
    for example in [Example.notice, .single] {
      let document = try #require(example.finished).document
      let wrong = try #require(Finished(document, profile: profile)).report.rows
        .filter { $0.verdict == .violates }
      #expect(
        wrong.isEmpty,
        "\(wrong.map { "\($0.item.rawValue) \($0.page ?? 0) \($0.measuredText(in: .chinese))" })")
    }
  }

  @Test("各例合起来，每一项都量到过")
  func everyItem() throws {
    var seen = Set(try Example.allCases.flatMap { try report($0).rows.map(\.item) })
    for finished in [Finished.letter, .order, .minutes] {
      seen.formUnion(finished.report.rows.map(\.item))
    }
    for item in ConformityItem.allCases { #expect(seen.contains(item), "\(item.rawValue)") }
  }

  @Test("docs/gbt9704.md 列出每一项")
  func documented() throws {
    let text = try Repository.text("docs/gbt9704.md")
    for item in ConformityItem.allCases {
      #expect(text.contains(item.name.chinese), "\(item.rawValue)")
    }
  }

  @Test("缺的要素逐个报告，不会代为编造")
  func missing() throws {
    var document = try #require(Example.single.finished).document
    document.official?.signatories = []
    document.official?.date = []
    document.official?.printer = []
    document.official?.printDate = []
    let report = try #require(Finished(document)).report
    let missing = report.findings.all.filter { $0.code == "G002" }
    #expect(
      missing.map { $0.problem.message(in: .chinese) }
        == ["版面上没有“发文机关署名”", "版面上没有“成文日期”", "版面上没有“版记”"])
    #expect(missing.allSatisfy { $0.problem.remedy(in: .chinese)?.contains("稿件") == true })
    #expect(missing.first?.problem.message(in: .english) == "there is no “发文机关署名” on the pages")
  }

  @Test("G001 的消息有面、项目、条款、应为和实为，中英文都有")
  func message() throws {
    var finished = try #require(Example.single.finished)
    finished.edit(.redRule) { $0.moved(0, 1) }
    let found = try #require(finished.report.findings.all.first { $0.code == "G001" })
    #expect(
      found.problem.message(in: .chinese)
        == "第1面：红色分隔线距发文字号应为4±0.2 mm，实为5.00 mm")
    #expect(
      found.problem.message(in: .english)
        == "page 1: red rule below 发文字号: 4±0.2 mm required, 5.00 mm measured")
    #expect(found.problem.clause == "GB/T 9704-2012 7.2.7")
    #expect(found.problem.remedy(in: .english)?.contains("ruler") == true)
  }

  @Test("首行是各判定的计数，表的各列按显示宽度对齐", arguments: [MessageLanguage.chinese, .english])
  func table(_ language: MessageLanguage) throws {
    let report = try report(.notice)
    let lines = report.table(in: language).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(String(lines[0]) == report.summary(in: language))
    let counted = ConformityReport.Verdict.allCases.reduce(0) { $0 + report.count(of: $1) }
    #expect(counted == report.rows.count)
    // Columns begin below the groups of dashes.
    let bars = lines[3]
    var starts: [Int] = []
    for (index, character) in bars.enumerated() where character == "-" {
      if index == 0 || bars[bars.index(bars.startIndex, offsetBy: index - 1)] == " " {
        starts.append(index)
      }
    }
    #expect(starts.count == 9)
    for line in lines.dropFirst(4) where !line.isEmpty {
      for start in starts.dropFirst() {
        #expect(Self.isColumnStart(String(line), start), "\(line)")
      }
    }
  }

  /// Whether two blanks stand before a column, counted in cells of a terminal.
  private static func isColumnStart(_ line: String, _ column: Int) -> Bool {
    var width = 0
    var before: [Character] = []
    for character in line {
      if width == column { return before.suffix(2) == [" ", " "] }
      if width > column { return false }
      width += character.unicodeScalars.reduce(0) { $0 + DisplayWidth.of($1) }
      before.append(character)
    }
    return true
  }

  @Test("Markdown 的表每行的竖线一样多")
  func markdown() throws {
    let rows = try report(.notice).table(in: .chinese, isMarkdown: true)
      .split(separator: "\n").dropFirst()
    #expect(rows.count > 50)
    #expect(rows.allSatisfy { $0.count { $0 == "|" } == 10 })
  }

  @Test("std:G-80 备用字体画的字数是报告里的一项")
  func fallbacks() throws {
    let row = try #require(try report(.notice).rows.first { $0.item == .fallbackFonts })
    #expect(row.verdict == .convention)
    #expect(row.measuredText(in: .chinese) == "1字", "珺")
    let none = try #require(try report(.single).rows.first { $0.item == .fallbackFonts })
    #expect(none.measuredText(in: .chinese) == "0字")
  }

  @Test("没有版面、没有页、没有字的页：不崩溃，也不说符合")
  func empty() throws {
    let document = try #require(Example.single.finished).document
    for pages in [PageSequence(), PageSequence(pages: [Page()])] {
      let report = Finished(document: document, pages: pages).report
      #expect(report.count(of: .violates) >= 7)
      #expect(report.rows.contains { $0.measured == .missing })
    }
    let plain = Document(title: "", style: .form)
    let none = Finished(document: plain, pages: PageSequence()).report
    #expect(none.count(of: .violates) == 0)
  }

  @Test("位置和字号荒唐的版面：不崩溃")
  func hostile() throws {
    var far = try #require(Example.single.finished)
    far.edit(.body) { $0.moved(1e9, -1e9) }
    far.edit(.title) { $0.inSize(0) }
    far.edit(.documentNumber) { $0.inSize(1e6) }
    far.pages.anchors = far.pages.anchors.map { anchor in
      var anchor = anchor
      anchor.page = -3
      return anchor
    }
    #expect(far.report.count(of: .violates) > 3)
    var flat = try #require(Example.single.finished)
    flat.edit(.body) { $0.inSize(0) }
    #expect(flat.report.count(of: .violates) > 0)
    var broad = try #require(Example.single.finished)
    broad.edit(.body) { $0.inSize(1e5) }
    #expect(broad.report.count(of: .violates) > 0)
    #expect(broad.report.table(in: .chinese).contains("不符合"))
  }

  @Test("同一版面，报告逐字节相同")
  func deterministic() throws {
    let finished = try #require(Example.notice.finished)
    let first = finished.report.json(in: .chinese).serialized()
    for _ in 0..<3 { #expect(finished.report.json(in: .chinese).serialized() == first) }
  }
}
