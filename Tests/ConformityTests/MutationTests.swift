import Chengwen
import TestSupport
import Testing

/// One damage to finished pages, and what the report has to say of it.
struct Damage: Sendable, CustomTestStringConvertible {
  var item: ConformityItem
  var example: Example
  var what: String
  /// As measured, in the report's own words.
  var measured: String
  var apply: @Sendable (inout Finished) -> Void

  init(
    _ item: ConformityItem, _ example: Example, _ what: String, _ measured: String,
    _ apply: @escaping @Sendable (inout Finished) -> Void
  ) {
    self.item = item
    self.example = example
    self.what = what
    self.measured = measured
    self.apply = apply
  }
  var testDescription: String { "\(item.rawValue)：\(what)" }
}

@Suite("版式核对：版面损坏一处，报告就有一处不符合")
struct MutationTests {
  @Test("损坏的一项报不符合，实测的数字正确；未损坏时这一项符合", arguments: Damage.all)
  func detects(_ damage: Damage) throws {
    var finished = try #require(damage.example.finished)
    let before = finished.report.rows.filter { $0.item == damage.item }
    #expect(!before.isEmpty || damage.item == .requiredElements, "没有这一项")
    #expect(!before.contains { $0.verdict == .violates }, "未损坏就不符合")
    damage.apply(&finished)
    let report = finished.report
    let wrong = report.rows.filter { $0.item == damage.item && $0.verdict == .violates }
    let texts = wrong.map { $0.measuredText(in: .chinese) }
    #expect(texts.contains(damage.measured), "\(texts)")
    // What does not conform is said without a report as well.
    #expect(report.findings.all.count == report.count(of: .violates))
    #expect(report.findings.all.allSatisfy { $0.severity == .warning })
  }

  @Test("每一项都有一种损坏能使它不符合")
  func complete() {
    // Not measured (wording, paper), or reported as a figure alone.
    let never: Set<ConformityItem> = [.numberWording, .wording, .printing, .fallbackFonts]
    let covered = Set(Damage.all.map(\.item)).union(FormatDamage.items)
    for item in ConformityItem.allCases where !never.contains(item) {
      #expect(covered.contains(item), "\(item.rawValue)")
    }
    #expect(covered.isDisjoint(with: never))
  }
}

/// 10.445 mm.
let row = (225 - 16 * 25.4 / 72) / 21

extension Damage {
  static let all = paper + head + text + annexNote + signature + annexes + imprint + numbers + lines

  private static let paper: [Damage] = [
    Damage(.paperSize, .notice, "一面宽了5毫米", "215 mm × 297 mm") {
      $0.pages.pages[2].size.width = .mm(215)
    },
    Damage(.topEdge, .notice, "第5面上移2毫米", "35.00 mm") {
      $0.editPage(4) { $0.moved(0, -2) }
    },
    Damage(.leftEdge, .notice, "第5面右移2毫米", "29.96 mm") {
      $0.editPage(4) { $0.moved(2) }
    },
    Damage(.areaWidth, .notice, "回行的行末右移1毫米", "157.07 mm") {
      $0.edit(.body) { item in
        let last = item.glyphCount - 1
        return item.glyphs { index, glyph in
          var glyph = glyph
          if index == last { glyph.offset.x += .mm(1) }
          return glyph
        }
      }
    },
    Damage(.areaHeight, .notice, "满面的末行下移1毫米", "226.00 mm") {
      $0.editLastRow { $0.moved(0, 1) }
    },
    Damage(.insideArea, .notice, "一行左移10毫米", "1处") {
      $0.edit(.body, element: 3, line: 0) { $0.moved(-30) }
    },
    Damage(.bodyType, .single, "正文一行用了黑体", "“为”等26字：3号黑体") {
      $0.edit(.body, element: 0, line: 0) { $0.inFont(.hei) }
    },
    Damage(.rowsPerPage, .notice, "末行下面又排了一行", "23行") {
      $0.editLastRow { $0.moved(0, row) }
    },
    Damage(.rowPitch, .notice, "行距大了十分之一", "11.49 mm") { finished in
      for page in finished.pages.pages.indices {
        finished.editPage(page) { $0.moved(0, ($0.baseline - 37) * 0.1) }
      }
    },
    Damage(.rowsInGrid, .notice, "一行下移0.5毫米", "0.50 mm") {
      $0.edit(.body, element: 5, line: 0) { $0.moved(0, 0.5) }
    },
    Damage(.cellPitch, .notice, "字距大了二十分之一", "5.85 mm") {
      $0.edit(.body) { $0.stretched(1.05) }
    },
    Damage(.cellsPerLine, .upward, "一行排密了", "25字") {
      $0.edit(.body, element: 0, line: 1) { $0.stretched(0.9) }
    },
    Damage(.textColour, .single, "一行红字", "26字") {
      $0.edit(.body, element: 0, line: 0) { $0.inInk(.red) }
    },
    Damage(.pageLimit, .pledge, "多了一面", "2面") {
      $0.pages.pages.append(Page())
    },
  ]

  private static let head: [Damage] = [
    Damage(.requiredElements, .notice, "没有成文日期", "没有") { $0.edit(.date) { _ in nil } },
    Damage(.copyNumberPlace, .upward, "份号下移一行", "第2行，顶格") {
      $0.edit(.copyNumber) { $0.moved(0, row) }
    },
    Damage(.markingPlace, .upward, "密级右移3毫米", "第2行，空 2.96 mm") {
      $0.edit(.secrecy) { $0.moved(3) }
    },
    Damage(.markingType, .upward, "紧急程度用了仿宋", "“特”等2字：3号仿宋") {
      $0.edit(.urgency) { $0.inFont(.fangsong) }
    },
    Damage(.signTop, .notice, "标志下移1毫米", "36.00 mm") {
      $0.edit(.sign) { $0.moved(0, 1) }
      $0.edit(.signWord) { $0.moved(0, 1) }
    },
    Damage(.signCentred, .notice, "标志右移2毫米", "2.00 mm") {
      $0.edit(.sign) { $0.moved(2) }
      $0.edit(.signWord) { $0.moved(2) }
    },
    Damage(.signType, .single, "标志印成黑色", "“示”等12字：51 pt小标宋") {
      $0.edit(.sign) { $0.inInk(.black) }
    },
    Damage(.signWidths, .notice, "第二个机关名称右移1毫米", "1.00 mm") {
      $0.edit(.sign, element: 1) { $0.moved(1) }
    },
    Damage(.signWordCentred, .notice, "“文件”下移2毫米", "2.00 mm") {
      $0.edit(.signWord) { $0.moved(0, 2) }
    },
    Damage(.numberRows, .notice, "发文字号上移一行", "1行") {
      $0.edit(.documentNumber) { $0.moved(0, -row) }
    },
    Damage(.numberPlace, .notice, "发文字号右移3毫米", "3.00 mm") {
      $0.edit(.documentNumber) { $0.moved(3) }
    },
    Damage(.numberPlace, .upward, "发文字号不与末行签发人同行", "不与末行签发人同行") {
      $0.edit(.documentNumber) { $0.moved(0, -row) }
    },
    Damage(.numberType, .notice, "发文字号用四号", "“示”等4字：4号仿宋") {
      $0.edit(.documentNumber) { $0.inSize(14) }
    },
    Damage(.approverPlace, .upward, "签发人左移2毫米", "7.53 mm") {
      $0.edit(.approver) { $0.moved(-2) }
    },
    Damage(.approverType, .upward, "签发人姓名用仿宋", "“王”等3字：3号仿宋") {
      $0.edit(.approver, element: 0) { $0.inFont(.fangsong) }
    },
    Damage(.approverColumns, .upward, "第三个签发人右移1毫米", "1.00 mm") {
      $0.edit(.approver, element: 2) { $0.moved(1) }
    },
    Damage(.redRuleDistance, .notice, "红线下移1毫米", "5.00 mm") {
      $0.edit(.redRule) { $0.moved(0, 1) }
    },
    Damage(.redRuleWidth, .notice, "红线短了6毫米", "150.00 mm") {
      $0.edit(.redRule) { $0.withRule { rect, _ in rect.size.width = .mm(150) } }
    },
    Damage(.redRuleCentred, .notice, "红线右移1毫米", "1.00 mm") {
      $0.edit(.redRule) { $0.moved(1) }
    },
    Damage(.redRuleColour, .notice, "红线印成黑色", "黑色") {
      $0.edit(.redRule) { $0.withRule { _, ink in ink = .black } }
    },
    Damage(.redRuleThickness, .notice, "红线粗2毫米", "2.00 mm") {
      $0.edit(.redRule) { $0.withRule { rect, _ in rect.size.height = .mm(2) } }
    },
  ]

  private static let text: [Damage] = [
    Damage(.titleType, .notice, "标题用三号", "“关”等29字：3号小标宋") {
      $0.edit(.title) { $0.inSize(16) }
    },
    Damage(.titleRows, .notice, "标题上移一行", "1行") { $0.edit(.title) { $0.moved(0, -row) } },
    Damage(.titleCentred, .notice, "标题右移3毫米", "2.98 mm") {
      $0.edit(.title) { $0.moved(3) }
    },
    Damage(.titleShape, .notice, "标题两行一样长", "长方形") {
      $0.edit(.title) { item in item.dropping(last: max(0, item.glyphCount - 10)) }
    },
    Damage(.addresseeRows, .notice, "主送下移一行", "2行") {
      $0.edit(.addressees) { $0.moved(0, row) }
    },
    Damage(.addresseePlace, .notice, "主送空一字", "5.53 mm") {
      $0.edit(.addressees) { $0.moved(156.0 / 28) }
    },
    Damage(.addresseeEnd, .single, "主送后没有冒号", "“局”") {
      $0.edit(.addressees) { $0.dropping(last: 1) }
    },
    Damage(.firstPageText, .single, "首页没有正文", "0行") { $0.edit(.body) { _ in nil } },
    Damage(.bodyStart, .single, "正文下移一行", "1行") { $0.edit(.body) { $0.moved(0, row) } },
    Damage(.paragraphIndent, .single, "段首只空一字半", "8.32 mm") {
      $0.edit(.body, element: 0, line: 0) { $0.moved(-156.0 / 56) }
    },
    Damage(.continuedIndent, .single, "回行空了2毫米", "1.96 mm") {
      $0.edit(.body, element: 0, line: 1) { $0.moved(2) }
    },
    Damage(.level1Type, .upward, "一级标题用仿宋", "“一”等5字：3号仿宋") {
      $0.editHeading("一、") { $0.inFont(.fangsong) }
    },
    Damage(.level2Type, .upward, "二级标题用黑体", "“一”等5字：3号黑体") {
      $0.editHeading("（一）") { $0.inFont(.hei) }
    },
    Damage(.level3Type, .upward, "三级标题用四号", "“就”等7字：4号仿宋") {
      $0.editHeading("1.") { $0.inSize(14) }
    },
    Damage(.level4Type, .upward, "四级标题用楷体", "“园”等6字：3号楷体") {
      $0.editHeading("（1）") { $0.inFont(.kai) }
    },
  ]

  private static let annexNote: [Damage] = [
    Damage(.annexNoteRows, .upward, "附件说明下移一行", "2行") {
      $0.edit(.annexNote) { $0.moved(0, row) }
    },
    Damage(.annexNoteIndent, .notice, "附件说明左移2毫米", "9.11 mm") {
      $0.edit(.annexNote) { $0.moved(-2) }
    },
    Damage(.annexNoteHanging, .notice, "第二个附件右移3毫米", "3.00 mm") {
      $0.edit(.annexNote, element: 1) { $0.moved(3) }
    },
    Damage(.annexNoteNumbers, .notice, "第二个附件编成4", "1.、4.、3.") {
      $0.edit(.annexNote, element: 1) { $0.reading(0, as: "4") }
    },
    Damage(.annexNoteEnd, .notice, "附件名称后加分号", "1处") {
      $0.edit(.annexNote, element: 0) { $0.reading(-1, as: "；") }
    },
  ]

  private static let signature: [Damage] = [
    Damage(.dateIndent, .single, "日期右移5毫米", "17.25 mm") { $0.edit(.date) { $0.moved(5) } },
    Damage(.nameOnDate, .single, "署名左移3毫米", "-3.01 mm") {
      $0.edit(.signatory) { $0.moved(-3) }
    },
    Damage(.sealCentred, .notice, "第二枚印章右移2毫米", "2.00 mm") { $0.editSeal(1, dx: 2) },
    Damage(.sealPresses, .single, "印章没有压住署名", "2行") { $0.editSeal(0, dy: -30) },
    Damage(.sealOffset, .single, "印章下移6毫米", "-3.50 mm") { $0.editSeal(0, dy: 6) },
    Damage(.sealGap, .single, "印章下移8毫米", "16.74 mm") { $0.editSeal(0, dy: 8) },
    Damage(.sealClear, .single, "印章压住正文", "1枚") { $0.editSeal(0, dy: -10) },
    Damage(.sealInside, .single, "印章右移30毫米", "1枚") { $0.editSeal(0, dx: 30) },
    Damage(.sealsApart, .notice, "两枚印章相交", "-2.57 mm") { $0.editSeal(1, dx: -30) },
    Damage(.sealsAligned, .notice, "第二枚印章下移2毫米", "2.00 mm") { $0.editSeal(1, dy: 2) },
    Damage(.sealsInRow, .notice, "一排四枚印章", "4枚") { finished in
      let names = Set(finished.document.official?.signatories ?? [])
      finished.pages.anchors += finished.pages.anchors.filter { names.contains($0.name) }
    },
    Damage(.unsealedRows, .upward, "署名下移一行", "2行") {
      $0.edit(.signatory) { $0.moved(0, row) }
    },
    Damage(.unsealedIndent, .upward, "署名右移3毫米", "8.11 mm") {
      $0.edit(.signatory) { $0.moved(3) }
    },
    Damage(.unsealedDate, .upward, "日期左移3毫米", "8.16 mm") {
      $0.edit(.date) { $0.moved(-3) }
    },
    Damage(.dateForm, .single, "日期编了虚位", "2025年07月18日") {
      $0.edit(.date) { $0.reading(5, as: "07") }
    },
    Damage(.noteRow, .single, "附注下移一行", "1行") { $0.edit(.note) { $0.moved(0, row) } },
    Damage(.noteIndent, .single, "附注右移5毫米", "16.11 mm") { $0.edit(.note) { $0.moved(5) } },
    Damage(.noteBrackets, .single, "附注少了括号", "（此件公开发布") {
      $0.edit(.note) { $0.dropping(last: 1) }
    },
  ]

  private static let annexes: [Damage] = [
    Damage(.annexPage, .notice, "附件上面还有正文", "上面还有1行") { finished in
      let line = finished.pages.pages[1].items.first { !$0.text.isEmpty }
      guard var line else { return }
      line.origin.y = .mm(34)
      let elements = finished.pages.structure.elements
      let page = finished.pages.pages.firstIndex { page in
        page.items.contains { item in
          guard case .element(let id) = item.role else { return false }
          return elements[id.index].part == .annexMark
        }
      }
      guard let page else { return }
      finished.pages.pages[page].items.append(line)
    },
    Damage(.annexMarkPlace, .notice, "“附件”空一字", "第1行，空 5.53 mm") {
      $0.edit(.annexMark, element: 0) { $0.moved(156.0 / 28) }
    },
    Damage(.annexMarkType, .notice, "“附件”用仿宋", "“附”等3字：3号仿宋") {
      $0.edit(.annexMark, element: 0) { $0.inFont(.fangsong) }
    },
    Damage(.annexTitleRow, .notice, "附件标题下移一行", "第4行") {
      $0.edit(.annexTitle, element: 0) { $0.moved(0, row) }
    },
    Damage(.annexNames, .notice, "附件标题与说明不同", "“甲例市知识产权公共服务…”与说明不同") {
      $0.edit(.annexTitle, element: 0) { $0.reading(0, as: "甲") }
    },
    Damage(.readingOrder, .notice, "附注排到第一面", "“附注”提前") { finished in
      var moved: [PlacedItem] = []
      finished.edit(.note) { item in
        moved.append(item)
        return nil
      }
      finished.pages.pages[0].items += moved
    },
  ]

  private static let imprint: [Damage] = [
    Damage(.imprintRules, .notice, "少了中间的分隔线", "2条") {
      $0.edit(.imprintRule, number: 1) { _ in nil }
    },
    Damage(.imprintOuter, .notice, "首条分隔线细了", "0.25 mm") {
      $0.edit(.imprintRule, number: 0) { $0.withRule { rect, _ in rect.size.height = .mm(0.25) } }
    },
    Damage(.imprintInner, .notice, "中间的分隔线粗了", "0.35 mm") {
      $0.edit(.imprintRule, number: 1) { $0.withRule { rect, _ in rect.size.height = .mm(0.35) } }
    },
    Damage(.imprintWidth, .notice, "末条分隔线短了", "150.00 mm") {
      $0.edit(.imprintRule, number: 2) { $0.withRule { rect, _ in rect.size.width = .mm(150) } }
    },
    Damage(.imprintFoot, .notice, "末条分隔线上移1毫米", "261.00 mm") {
      $0.edit(.imprintRule, number: 2) { $0.moved(0, -1) }
    },
    Damage(.imprintType, .notice, "印发机关用三号", "“示”等13字：3号仿宋") {
      $0.edit(.printer) { $0.inSize(16) }
    },
    Damage(.copiesIndent, .notice, "抄送顶格", "0.00 mm") {
      $0.edit(.copies) { $0.moved(-14 * 25.4 / 72) }
    },
    Damage(.copiesIndent, .upward, "抄送右边不空字", "1行") {
      $0.edit(.copies, line: 0) { $0.moved(4) }
    },
    Damage(.copiesHanging, .upward, "抄送回行不对齐", "2.00 mm") {
      $0.edit(.copies, line: 1) { $0.moved(2) }
    },
    Damage(.copiesMarks, .notice, "抄送后没有句号", "“：”，末尾“局”") {
      $0.edit(.copies) { $0.dropping(last: 1) }
    },
    Damage(.printerIndent, .notice, "印发机关顶格", "0.00 mm") {
      $0.edit(.printer) { $0.moved(-14 * 25.4 / 72) }
    },
    Damage(.printDateIndent, .notice, "印发日期顶格", "0.00 mm") {
      $0.edit(.printDate) { $0.moved(14 * 25.4 / 72) }
    },
    Damage(.printDateForm, .notice, "印发日期没有“印发”", "2025年9月8日") {
      $0.edit(.printDate) { $0.dropping(last: 2) }
    },
    Damage(.printerRow, .single, "印发机关上移一行", "12.57 mm") {
      $0.edit(.printer) { $0.moved(0, -row) }
      $0.edit(.printDate) { $0.moved(0, -row) }
    },
    Damage(.printerRow, .notice, "印发日期另起一行", "不在末条分隔线之上同一行") {
      $0.edit(.printer) { $0.moved(0, -5) }
    },
    Damage(.turnedTables, .landscape, "横排表格的表头到了右边", "表头不在左") { finished in
      let elements = finished.pages.structure.elements
      for page in finished.pages.pages.indices {
        finished.editPage(page) { item in
          guard case .element(let id) = item.role,
            case .headerCell = elements[id.index].kind
          else { return item }
          return item.moved(120)
        }
      }
    },
    Damage(.imprintPage, .notice, "版记后又有一面", "第12面，共13面") {
      $0.pages.pages.append(Page())
    },
  ]

  private static let numbers: [Damage] = [
    Damage(.numberHeight, .notice, "一个页码下移1毫米", "8.00 mm") {
      $0.edit(.pageNumber, number: 2) { $0.moved(0, 1) }
    },
    Damage(.numberSide, .notice, "单页的页码排到左边", "1面") {
      $0.edit(.pageNumber, number: 2) { $0.moved(-120) }
    },
    Damage(.numberIndent, .notice, "页码左移3毫米", "7.94 mm") {
      $0.edit(.pageNumber, number: 2) { $0.moved(-3) }
    },
    Damage(.numberFont, .notice, "页码用三号", "“3”等1字：3号宋体") {
      $0.edit(.pageNumber, number: 2) { $0.inSize(16) }
    },
    Damage(.numberSequence, .notice, "第三面编成9", "出现 9") {
      $0.edit(.pageNumber, number: 2) { $0.reading(1, as: "9") }
    },
    Damage(.blankPages, .notice, "第三面没有页码", "1面") {
      $0.edit(.pageNumber, number: 2) { _ in nil }
    },
  ]

  private static let lines: [Damage] = [
    Damage(.lineStarts, .single, "句号到了行首", "1行") {
      $0.edit(.body, element: 0, line: 1) { $0.reading(0, as: "。") }
    },
    Damage(.lineStarts, .single, "连接号到了行首", "1行") {
      $0.edit(.body, element: 0, line: 1) { $0.reading(0, as: "—") }
    },
    Damage(.lineEnds, .single, "左括号到了行末", "1行") {
      $0.edit(.body, element: 0, line: 0) { $0.reading(-1, as: "（") }
    },
    Damage(.tornMarks, .single, "破折号断开", "1处回行") {
      $0.edit(.body, element: 0, line: 0) { $0.reading(-1, as: "—") }
      $0.edit(.body, element: 0, line: 1) { $0.reading(0, as: "—") }
    },
    Damage(.numbersWhole, .single, "年份断开", "1处回行") {
      $0.edit(.body, element: 0, line: 0) { $0.reading(-1, as: "2") }
      $0.edit(.body, element: 0, line: 1) { $0.reading(0, as: "0") }
    },
    Damage(.loneCharacters, .single, "末行只剩一个字", "1段") {
      $0.edit(.body, element: 0, line: 1) { $0.dropping(last: $0.glyphCount - 1) }
    },
  ]
}

extension PlacedItem {
  /// The baseline of the first run, in millimetres.
  var baseline: Double { (origin.y + (runs.first?.origin.y ?? .zero)).millimetres }
}
