import Document
import Pages
import Testing
import Typesetting
import Typography

/// The rules on agencies, signers and seals, measured for every number of them that occurs.

private let agencies = [
  "山西省知识产权局", "山西省教育厅", "山西省科学技术厅", "山西省工业和信息化厅", "山西省农业农村厅", "山西省卫生健康委员会",
  "山西省人民政府国有资产监督管理委员会",
]
private let longAgencies = [
  "太原市市场监督管理局（知识产权局）", "太原市人民政府国有资产监督管理委员会", "山西转型综合改革示范区管理委员会", "太原市规划和自然资源局（林业局）",
  "太原市人民政府地方金融监督管理办公室", "太原市行政审批服务管理局（政务服务局）", "太原市人力资源和社会保障事业发展中心",
]
private let rowPitch = rowTop(1) - rowTop(0)

extension PlacedItem {
  /// The box of the ink, in millimetres.
  fileprivate var ink: (left: Double, right: Double, top: Double, bottom: Double) {
    var box = (left: Double.infinity, right: 0.0, top: Double.infinity, bottom: 0.0)
    for case .glyphs(let run) in fragment.marks {
      let face = pageFonts.face(run.face)
      for glyph in run.glyphs {
        guard let ink = face.inkBox(of: glyph.id) else { continue }
        let unit = run.size.millimetres / Double(face.unitsPerEm)
        let x = (origin.x + run.origin.x + glyph.offset.x).millimetres
        let y = (origin.y + run.origin.y + glyph.offset.y).millimetres
        let narrowing = Double(run.widthScale) / 1000
        box.left = min(box.left, x + Double(ink.minX) * unit * narrowing)
        box.right = max(box.right, x + Double(ink.maxX) * unit * narrowing)
        box.top = min(box.top, y - Double(ink.maxY) * unit)
        box.bottom = max(box.bottom, y - Double(ink.minY) * unit)
      }
    }
    return box
  }
}

@Suite("公文：二至七个机关的标志，一至六个签发人")
struct OfficialHeadCountTests {
  @Test(
    "std:G-23、G-24、G-25、G-42 联合行文的标志：各机关等宽、等距，文件上下居中，墨迹上缘35毫米，首页有正文",
    arguments: 2...7, [true, false])
  func stack(count: Int, hasWord: Bool) throws {
    let set = try pagesOf(
      official(issuers: Array(agencies.prefix(count)), signatories: [agencies[0]]) {
        $0.hasDocumentWord = hasWord
      })
    let page = try #require(set.pages.first)
    let red = page.texts.filter { $0.ink == .red }
    let names = Array(red.prefix(count))
    #expect(red.map(\.text) == agencies.prefix(count) + (hasWord ? ["文件"] : []))
    // One width: G-25.
    for name in names {
      #expect(name.x.isNear(names[0].x) && name.right.isNear(names[0].right, within: 0.05))
    }
    // From the first down, evenly, none in the other.
    let items = page.items.filter(isRed)
    for (a, b) in zip(names, names.dropFirst()) {
      let step = names[1].baseline - names[0].baseline
      #expect((b.baseline - a.baseline).isNear(step, within: 0.02))
    }
    for (a, b) in zip(items.prefix(count), items.prefix(count).dropFirst()) {
      #expect(a.ink.bottom < b.ink.top)
    }
    // 35 mm from the 版心's upper edge: G-23.
    let top = try #require(items.prefix(count).map(\.ink.top).min())
    #expect(top.isNear(72) && items.map(\.ink.top).min()?.isNear(72) == true)
    let bottom = try #require(items.prefix(count).map(\.ink.bottom).max())
    let end = try #require(red.last)
    if hasWord {
      let word = try #require(items.last).ink
      #expect(((word.top + word.bottom) / 2).isNear((items[0].ink.top + bottom) / 2, within: 0.3))
      #expect(end.x > names[0].right)
    }
    #expect(((names[0].x + end.right) / 2).isNear(106, within: 0.05))
    #expect(names[0].x >= 28 && end.right <= 184)
    // Two empty rows, then the number; text below: G-27, G-42.
    let number = try #require(page.text("并市监"))
    #expect(number.top - bottom >= 2 * rowPitch && number.top - bottom < 3 * rowPitch + 0.01)
    #expect(page.texts.contains { $0.text.hasPrefix("山高水长") })
  }

  @Test(
    "std:G-27、G-29、G-30、G-31 一至六个签发人：每行两个，上下对齐，右空一字，发文字号与末行同行，红线在其下4毫米",
    arguments: 1...6)
  func approvers(count: Int) throws {
    let names = Array(["王建国", "李卫", "赵和平", "孙一鸣", "周平", "吴学文"].prefix(count))
    let set = try pagesOf(official { $0.approvers = names })
    let page = try #require(set.pages.first)
    let label = try #require(page.text("签发人："))
    let placed = try names.map { name in
      try #require(page.texts.first { $0.text == name && $0.size == 16 }, "\(name)")
    }
    #expect(label.baseline.isNear(placed[0].baseline))
    #expect(label.right.isNear(placed[0].x, within: 0.4))
    #expect(label.face == pageFonts.face(for: "签".unicodeScalars, role: .fangsong))
    let sign = try #require(page.items.filter(isRed).map(\.ink.bottom).max())
    #expect(label.top - sign >= 2 * rowPitch && label.top - sign < 3 * rowPitch + 0.01)
    for (index, name) in placed.enumerated() {
      #expect(name.x.isNear(placed[index % 2].x, within: 0.02))
      #expect((name.top - placed[0].top).isNear(Double(index / 2) * rowPitch))
      #expect(name.face == pageFonts.face(for: "王".unicodeScalars, role: .kai))
      if index % 2 == min(1, count - 1) {
        // Names of two characters as well.
        #expect(name.right.isNear(184 - cellWidth, within: 0.4), "\(names[index])")
      }
    }
    let number = try #require(page.text("并市监"))
    let last = try #require(placed.last)
    #expect(number.baseline.isNear(last.baseline))
    #expect(number.x.isNear(28 + cellWidth, within: 0.1))
    #expect(number.right < label.x)
    let rule = try #require(page.rules.first { $0.ink == .red })
    #expect(rule.y.isNear(number.top + em + 4))
  }
}

@Suite("公文：一至七个机关的署名、印章和附注")
struct OfficialSignatureCountTests {
  /// 一枚印章和它的署名、日期所在的各行。
  private struct Seal {
    var name: String
    var page: Int
    var x: Double
    var y: Double
  }
  private func seals(_ set: SetDocument) -> [Seal] {
    set.sequence.anchors.filter { $0.kind == "seal" }.map {
      Seal(
        name: $0.name, page: $0.page, x: $0.position.x.millimetres, y: $0.position.y.millimetres)
    }
  }
  private func texts(_ part: StructureTree.Part, _ set: SetDocument, page: Int) -> [PlacedText] {
    var one = set.pages[page]
    one.items = one.items.filter { item in
      guard case .element(let id) = item.role else { return false }
      return set.sequence.structure.elements[id.index].part == part
    }
    return one.texts
  }
  /// Whether a line's em-box and a disc have a point in common.
  private func touches(_ text: PlacedText, _ seal: Seal, radius: Double = 22.5) -> Bool {
    let dx = max(0, text.x - seal.x, seal.x - text.right)
    let dy = max(0, text.top - seal.y, seal.y - text.bottom)
    return dx * dx + dy * dy < radius * radius
  }

  @Test(
    "std:G-46 至 G-49、G-58 至 G-60 一至七枚印章：在版心内，相距3毫米以上，各压各的署名，末一枚压日期，不压正文，每排至多三枚，末排居中",
    arguments: 1...7, [false, true])
  func sealed(count: Int, isLong: Bool) throws {
    let names = Array((isLong ? longAgencies : agencies).prefix(count))
    let set = try pagesOf(
      official(
        issuers: [agencies[0]], signatories: names, body: [paragraph(han(400) + "。")]))
    let found = seals(set)
    #expect(found.map(\.name) == names)
    let number = try #require(found.first).page
    #expect(found.allSatisfy { $0.page == number })
    for (index, seal) in found.enumerated() {
      #expect(seal.x - 22.5 >= 28 - 0.01 && seal.x + 22.5 <= 184.01)
      #expect(seal.y + 22.5 <= 262 + 6.01)
      for other in found[(index + 1)...] {
        let (dx, dy) = (seal.x - other.x, seal.y - other.y)
        #expect((dx * dx + dy * dy).squareRoot() >= 48 - 0.01, "\(index)")
      }
    }
    // Rows in the agencies' order, from the left, the last one centred.
    let rows = Dictionary(grouping: found) { ($0.y * 100).rounded() }.sorted { $0.key < $1.key }
      .map(\.value)
    #expect(rows.flatMap { $0 }.map(\.name) == names)
    if !isLong { #expect(rows.count == (count + 2) / 3) }
    for row in rows {
      #expect(row.count <= 3 && row.map(\.x) == row.map(\.x).sorted())
      if count > 1 {
        let middle = row.map(\.x).reduce(0, +) / Double(row.count)
        #expect(row.count == 1 && row[0].y == rows[0][0].y || middle.isNear(106, within: 0.05))
      }
    }
    let lines = texts(.signatory, set, page: number)
    #expect(lines.map(\.text).joined() == names.joined())
    let date = try #require(texts(.date, set, page: number).first)
    let last = try #require(found.last)
    #expect(((date.x + date.right) / 2).isNear(last.x, within: 0.5) && touches(date, last))
    // Over the third of three seals the date cannot end 4 字 from the right.
    if count < 3 { #expect(date.right.isNear(184 - 4 * cellWidth, within: 0.5)) }
    #expect(date.right <= 184)
    expectPressed(lines, date, found)
    try expectClear(set, page: number, found)
  }

  /// 每个署名居中压在自己的印章下，在圆心以下不超过 4 毫米；不碰别的印章。
  private func expectPressed(_ lines: [PlacedText], _ date: PlacedText, _ found: [Seal]) {
    var rest = lines[...]
    for seal in found {
      var own: [PlacedText] = []
      while own.map(\.text).joined() != seal.name, let next = rest.popFirst() { own.append(next) }
      #expect((1...2).contains(own.count), "\(seal.name)")
      for line in own {
        #expect(((line.x + line.right) / 2).isNear(seal.x, within: 0.6), "\(line.text)")
        #expect(touches(line, seal))
        #expect(line.x >= 28 - 0.01 && line.right <= 184.01)
        for other in found where other.name != seal.name {
          #expect(!touches(line, other, radius: 22.4) || line.right - line.x > 45, "\(line.text)")
        }
      }
    }
    guard let last = found.last, let name = lines.last else { return }
    #expect((date.top - name.top).isNear(rowPitch))
    if found.count == 1 {
      let middle = ((lines.first?.top ?? 0) + date.bottom) / 2
      #expect(middle > last.y && middle - last.y <= 4)
    }
  }

  /// 首排印章顶端距正文在一行之内；印章不碰署名、日期以外的任何字。
  private func expectClear(_ set: SetDocument, page: Int, _ found: [Seal]) throws {
    let signature = texts(.signatory, set, page: page) + texts(.date, set, page: page)
    let others = set.pages[page].texts.filter { text in
      !signature.contains { $0.text == text.text && $0.baseline == text.baseline }
    }
    for seal in found { #expect(others.allSatisfy { !touches($0, seal) }) }
    let bottom = try #require(others.filter { !$0.isArtifact }.map(\.bottom).max())
    let top = try #require(found.map(\.y).min()) - 22.5
    #expect(top > bottom && top - bottom <= 10.45)
  }

  @Test(
    "std:G-50 不用印的一至七个机关：空一行，主办机关在前，依次向下，右空二字，日期右空二字或比署名退二字",
    arguments: 1...7, [false, true])
  func unsealed(count: Int, isLong: Bool) throws {
    let names = Array((isLong ? longAgencies : agencies).prefix(count))
    let set = try pagesOf(
      official(issuers: [agencies[0]], signatories: names, body: [paragraph(han(400) + "。")]) {
        $0.isSealed = false
      })
    #expect(seals(set).isEmpty)
    let page = try #require(set.pages.indices.last)
    let lines = texts(.signatory, set, page: page)
    #expect(lines.map(\.text) == names)
    let date = try #require(texts(.date, set, page: page).first)
    let body = try #require(set.pages[page].texts.first { $0.text.hasSuffix("。") })
    for (index, line) in lines.enumerated() {
      #expect((line.top - body.top).isNear(Double(index + 2) * rowPitch))
      if index < count - 1 || line.right - line.x >= date.right - date.x {
        #expect(line.right.isNear(184 - 2 * cellWidth, within: 0.4), "\(line.text)")
      }
    }
    let name = try #require(lines.last)
    #expect((date.top - name.top).isNear(rowPitch))
    #expect(date.x.isNear(name.x + 2 * cellWidth, within: 0.1))
    if date.right - date.x > name.right - name.x {
      #expect(date.right.isNear(184 - 2 * cellWidth, within: 0.4))
    }
  }

  @Test(
    "std:G-54 一至七个机关的附注：左空二字，加圆括号，在日期之下；用印的不碰印章", arguments: 1...7, [true, false])
  func note(count: Int, isSealed: Bool) throws {
    let set = try pagesOf(
      official(
        issuers: [agencies[0]], signatories: Array(agencies.prefix(count)),
        body: [paragraph(han(400) + "。")]
      ) {
        $0.isSealed = isSealed
        $0.note = [.text("联系人：王建国，电话：0351—1234567")]
      })
    let page = try #require(set.pages.indices.last { !texts(.date, set, page: $0).isEmpty })
    let date = try #require(texts(.date, set, page: page).first)
    let note = try #require(texts(.note, set, page: page).first)
    #expect(note.text == "（联系人：王建国，电话：0351—1234567）")
    // The bracket's blank half lies in the indent.
    #expect(note.x.isNear(28 + 2 * cellWidth, within: 3))
    for seal in seals(set) { #expect(!touches(note, seal)) }
    let rows = (note.top - date.top) / rowPitch
    if isSealed {
      #expect(rows > 0.99 && rows.isNear(rows.rounded(), within: 0.01))
      let isBelow = seals(set).allSatisfy { note.top >= $0.y + 22.5 }
      #expect(rows.isNear(1, within: 0.01) || isBelow, "不在下一行的，是为了让开印章")
    } else {
      #expect(rows.isNear(1, within: 0.01))
    }
  }
}
