import Diagnostics
import Document
import Pages
import Testing
import Typesetting
import Typography

/// A 通知 as short as most are: its text ends anywhere on page one, and then on page two.
@Suite("公文：正文不论在哪一行结束")
struct OfficialShortTextTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var isSealed: Bool
    var agencies: Int
    var testDescription: String { "\(isSealed ? "用印" : "不用印")，\(agencies) 个机关" }
  }
  static let cases = [true, false].flatMap { isSealed in
    (1...3).map { Case(isSealed: isSealed, agencies: $0) }
  }
  private static let names = ["示例省财政厅", "示例省知识产权局", "示例省工业和信息化厅"]
  private static let rowPitch = rowTop(1) - rowTop(0)

  /// Paragraphs of three lines, the last as long as is left.
  private func set(lines: Int, _ one: Case) throws -> SetDocument {
    var rest = lines
    var body: [Block] = []
    while rest > 0 {
      let count = min(3, rest)
      body.append(paragraph(han(28 * count - 5) + "。"))
      rest -= count
    }
    let names = Array(Self.names.prefix(one.agencies))
    return try pagesOf(
      official(issuers: names, signatories: names, body: body) { $0.isSealed = one.isSealed })
  }

  /// 正文各行的顶边，依次各页。
  private func text(_ set: SetDocument) -> [[Double]] {
    set.pages.map { page in
      page.texts.filter {
        $0.size == 16 && !$0.isArtifact && ($0.text.hasSuffix("。") || $0.text.contains("山高水长"))
      }.map(\.top).sorted()
    }
  }

  @Test(
    "std:G-42、G-46、G-50、G-53 正文 1 至 22 行：该留在首页的留在首页，落款上有正文，空得多的才说，话说得对",
    arguments: cases)
  func everyEnd(_ one: Case) throws {
    // Of four lines, since a 标志 over fewer may be smaller.
    let first = try #require(text(try set(lines: 4, one)).first?.first)
    // Rows of text that page one has.
    let room = Int(((262 - em - first) / Self.rowPitch).rounded()) + 1
    var onPageOne: Set<Bool> = []
    for lines in 1...22 {
      let set = try set(lines: lines, one)
      let rows = text(set)
      let found = codes(set.findings)
      let pages = rows.map(\.count)
      let label = Comment(rawValue: "\(lines) 行，首页 \(room) 行：\(pages) \(found)")
      #expect(rows.map(\.count).reduce(0, +) == lines, label)
      #expect(rows[0].count > 0, label)
      #expect(!found.contains("L101") && !found.contains("L111"), label)
      #expect(set.pages.count <= 2 + lines / 22, label)
      let date = try #require(set.pages.firstIndex { $0.text("2025年7") != nil }, label)
      onPageOne.insert(date == 0)
      #expect(rows[date].count >= min(2, lines - (date > 0 ? 1 : 0)), label)
      if !one.isSealed {
        // One empty row, a row for each agency, the date.
        let needed = lines + 2 + one.agencies
        if needed <= room { #expect(set.pages.count == 1 && !found.contains("L114"), label) }
        if needed == room + 1, room >= 7 { #expect(set.pages.count == 1, label) }
        if needed > room + 3, lines > 3 { #expect(set.pages.count > 1, label) }
        try expectRows(set, date, one, label)
      }
      try expectGap(set, rows, date, one, label)
    }
    #expect(onPageOne == [true, false])
  }

  /// 不用印：空一行，各行等距，跟着本页的行距走。
  private func expectRows(_ set: SetDocument, _ date: Int, _ one: Case, _ label: Comment) throws {
    let page = set.pages[date]
    let names = Self.names.prefix(one.agencies)
    let lines = try names.map { name in
      try #require(page.texts.last { $0.text == name && $0.ink == .black }, label).top
    }
    let end = try #require(page.text("2025年7"), label).top
    let last = try #require(text(set)[date].last, label)
    let tops = [last] + lines + [end]
    let pitch = tops[tops.count - 1] - tops[tops.count - 2]
    #expect(pitch >= 25.75 * 25.4 / 72 && pitch <= 34.7 * 25.4 / 72, label)
    #expect((tops[1] - tops[0]).isNear(2 * pitch, within: 0.03), label)
    for (a, b) in zip(tops.dropFirst(), tops.dropFirst(2)) {
      #expect((b - a).isNear(pitch, within: 0.03), label)
    }
  }

  /// 落款移到下一页而本页空出两行以上的，说一次，说对是印章还是署名；没有空的不说。
  private func expectGap(
    _ set: SetDocument, _ rows: [[Double]], _ date: Int, _ one: Case, _ label: Comment
  ) throws {
    let notes = set.findings.all.filter { $0.code == "L115" }
    guard date > 0, let bottom = rows[date - 1].last.map({ $0 + em }) else {
      #expect(notes.isEmpty, label)
      return
    }
    let pitch = rows[date - 1].count > 1 ? rows[date - 1][1] - rows[date - 1][0] : Self.rowPitch
    let empty = Int(((262 - bottom) / pitch + 0.02).rounded(.down))
    #expect(notes.isEmpty == (empty <= 1), label)
    for finding in set.findings.all where ["L114", "L115"].contains(finding.code) {
      let words = finding.problem.message(in: .chinese)
      #expect(words.contains("印章") == one.isSealed && words.contains("署名") != one.isSealed)
      let english = finding.problem.message(in: .english)
      #expect(english.contains("seal") == one.isSealed)
      guard case .signatureLeavesGap(_, let said, let kind)? = finding.problem as? LayoutProblem
      else { continue }
      #expect(said == empty && kind == (one.isSealed ? .seals : .names), label)
    }
  }

  @Test("std:G-42 只有两行正文、首页放不下印章：首页一行，落款上一行，没有别的办法，不作提示")
  func twoLines() throws {
    let names = (1...7).map { "示例省第\($0)个部门委员会" }
    let set = try pagesOf(
      official(issuers: names, signatories: names, body: [paragraph(han(40) + "。")]))
    let rows = text(set)
    #expect(rows.map(\.count) == [1, 1])
    #expect(!codes(set.findings).contains("L101") && !codes(set.findings).contains("L115"))
  }

  @Test("std:G-42、G-25 只有一行正文的，标志缩小些，让落款留在首页，小不过标题的字", arguments: [true, false])
  func smallerHead(isSealed: Bool) throws {
    let one = Case(isSealed: isSealed, agencies: 3)
    let set = try set(lines: 1, one)
    let page = try #require(set.pages.first)
    #expect(set.pages.count == 1)
    #expect(page.text("2025年7") != nil)
    let sizes = page.texts.filter { $0.ink == .red }.map(\.size)
    #expect(sizes.allSatisfy { $0 >= 22 && $0 < 40 })
    #expect(page.items.filter(isRed).map(inkTop).min()?.isNear(72) == true)
    #expect(codes(set.findings).allSatisfy { $0 == "L114" })
    // Over four lines it has its usual size.
    let usual = try self.set(lines: 4, one).pages[0].texts.filter { $0.ink == .red }
    #expect(usual.allSatisfy { $0.size == 40 })
  }

  @Test("std:G-42、G-25 两三行正文的，标志缩到不小于30磅而落款放得下首页，就都排在首页", arguments: [2, 3], [true, false])
  func shortText(lines: Int, isSealed: Bool) throws {
    let one = Case(isSealed: isSealed, agencies: 2)
    let set = try set(lines: lines, one)
    #expect(set.pages.count == 1)
    #expect(set.pages[0].text("2025年7") != nil)
    let red = set.pages[0].texts.filter { $0.ink == .red }
    #expect(red.allSatisfy { $0.size >= 30 })
    #expect(codes(set.findings).allSatisfy { $0 == "L114" })
  }

  @Test("std:G-42 只有一行正文、首页怎么也放不下七枚印章的，落款只好独占一页：说明")
  func oneLine() throws {
    let names = (1...7).map { "示例省第\($0)个部门委员会" }
    let set = try pagesOf(
      official(issuers: names, signatories: names, body: [paragraph(han(20) + "。")]))
    #expect(text(set).map(\.count) == [1, 0])
    #expect(codes(set.findings).contains("L101"))
  }

  @Test("L114、L115 按落款的种类说话")
  func words() {
    let kinds: [(SignatureKind, String)] = [
      (.seals, "印章和成文日期"), (.stamps, "签名章和成文日期"), (.names, "署名和成文日期"), (.date, "成文日期"),
    ]
    for (kind, words) in kinds {
      let gap = LayoutProblem.signatureLeavesGap(page: 1, rows: 3, kind)
      #expect(gap.message(in: .chinese).hasPrefix(words + "移到下一页"))
      let rows = LayoutProblem.rowsAdjusted(page: 1, rows: 12, pitch: 26.9, for: kind)
      #expect(rows.message(in: .chinese).hasPrefix("为容下" + words + "，"))
    }
  }
}
