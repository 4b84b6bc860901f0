import Chengwen
import TestSupport
import Testing

/// Pages put together by hand, glyph by glyph, as the clauses on the special formats describe them,
/// so that the report is tested without the layout that it checks.
struct HandmadePage {
  var items: [PlacedItem] = []
  var structure = StructureTree()
  static let em = 16 * 25.4 / 72
  static let cell = 156.0 / 28

  /// - Parameters:
  ///   - x: the first character's left edge; nil centres the line on the 版心.
  ///   - top: the em-box's upper edge, in millimetres.
  mutating func add(
    _ text: String, _ part: StructureTree.Part, x: Double? = nil, top: Double,
    role: FontRole = .fangsong, labelled label: Int = 0, size: Double = 16, ink: Ink = .black,
    element: ElementID? = nil
  ) {
    let id = element ?? structure.add(.paragraph, part: part)
    let advance = size == 16 ? Self.cell : size * 25.4 / 72
    let count = Double(text.unicodeScalars.count)
    let start = x ?? 106 - advance * count / 2
    let baseline = top + 0.88 * size * 25.4 / 72
    var runs: [Mark] = []
    for (index, scalar) in text.unicodeScalars.enumerated() {
      let font = index < label ? FontRole.hei : role
      guard let id = Repository.fonts.face(for: [scalar], role: font),
        let glyph = Repository.fonts.face(id).glyph(for: scalar)
      else { continue }
      runs.append(
        .glyphs(
          GlyphRun(
            face: id, size: .pt(size), ink: ink,
            origin: Point(x: .mm(Double(index) * advance), y: .zero),
            glyphs: [
              Glyph(id: glyph, offset: .zero, advance: .mm(advance), text: String(scalar))
            ], text: String(scalar))))
    }
    items.append(
      PlacedItem(
        origin: Point(x: .mm(start), y: .mm(baseline)), fragment: Fragment(runs),
        role: .element(id)))
  }

  mutating func rule(_ kind: ItemRole.Artifact, y: Double, height: Double, width: Double = 170) {
    let rect = Rect(x: .zero, y: .zero, width: .mm(width), height: .mm(height))
    items.append(
      PlacedItem(
        origin: Point(x: .mm(105 - width / 2), y: .mm(y)), fragment: Fragment([.rule(rect, .red)]),
        role: .artifact(kind)))
  }

  /// Red display type, its upper ink edge at `top`; gives the lower one.
  mutating func sign(_ text: String, inkTop top: Double, size: Double = 40) -> Double {
    add(text, .sign, top: 0, role: .title, size: size, ink: .red)
    let index = items.count - 1
    let (upper, lower) = items[index].inkEdges
    items[index] = items[index].moved(0, top - upper)
    return lower - upper + top
  }

  func finished(_ document: Document) -> Finished {
    Finished(
      document: document, pages: PageSequence(pages: [Page(items: items)], structure: structure))
  }
}

extension PlacedItem {
  fileprivate var inkEdges: (upper: Double, lower: Double) {
    var upper = Double.infinity
    var lower = -Double.infinity
    for run in runs {
      let face = Repository.fonts.face(run.face)
      for glyph in run.glyphs {
        guard let box = face.inkBox(of: glyph.id) else { continue }
        let unit = run.size.millimetres / Double(face.unitsPerEm)
        upper = min(upper, baseline - Double(box.maxY) * unit)
        lower = max(lower, baseline - Double(box.minY) * unit)
      }
    }
    return (upper, lower)
  }
}

extension Finished {
  init(document: Document, pages: PageSequence) {
    self.document = document
    self.pages = pages
  }

  private static func document(_ style: PageStyle) -> Document {
    Document(title: "关于报送材料的函", style: style, official: OfficialElements())
  }
  private static let body = "请于十月底以前把有关材料报送我局知识产权促进科"

  /// 10.1.
  static var letter: Finished {
    var page = HandmadePage()
    let foot = page.sign("示例市市场监督管理局", inkTop: 30)
    page.rule(.redRule, y: foot + 4, height: 0.7)
    page.rule(.redRule, y: foot + 4.9, height: 0.35)
    page.rule(.redRule, y: 275.5, height: 0.35)
    page.rule(.redRule, y: 276.3, height: 0.7)
    let below = foot + 5.25 + HandmadePage.em * 7 / 8
    let number = "示市监函第三号"
    page.add(number, .documentNumber, x: 184 - HandmadePage.cell * 7, top: below)
    let title = below + HandmadePage.em + row * 3 - HandmadePage.em
    page.add("关于报送材料的函", .title, top: title, role: .title, size: 22)
    page.add(
      body, .body, x: 28 + HandmadePage.cell * 2, top: title + row * 3)
    return page.finished(document(.letter))
  }

  /// 10.2, with one signer's stamp.
  static var order: Finished {
    var page = HandmadePage()
    let foot = page.sign("示例市人民政府令", inkTop: 57)
    let number = foot + row * 2 + 2
    page.add("第十二号", .orderNumber, top: number)
    let text = number + row * 3
    page.add(body, .body, x: 28 + HandmadePage.cell * 2, top: text)
    // The post is level with the stamp's middle; the stamp is 20 mm high.
    let stamp = text + HandmadePage.em + row * 2 + 1
    page.add("市长", .signerPost, x: 100, top: stamp + 10 - HandmadePage.em / 2)
    var document = document(.order)
    document.official?.signers = [StampedSigner(post: "市长")]
    return page.finished(document)
  }

  /// 10.3.
  static var minutes: Finished {
    var page = HandmadePage()
    _ = page.sign("示例市人民政府会议纪要", inkTop: 72, size: 36)
    page.add(body, .body, x: 28 + HandmadePage.cell * 2, top: 150)
    let first = page.structure.add(.paragraph, part: .attendance)
    page.add(
      "出席：王建国　李卫东", .attendance, x: 28 + HandmadePage.cell * 2, top: 150 + row * 2,
      labelled: 3, element: first)
    page.add(
      "赵明华", .attendance, x: 28 + HandmadePage.cell * 5, top: 150 + row * 3, element: first)
    page.add(
      "列席：孙立平", .attendance, x: 28 + HandmadePage.cell * 2, top: 150 + row * 4, labelled: 3)
    return page.finished(document(.minutes))
  }
}

struct FormatDamage: Sendable, CustomTestStringConvertible {
  var item: ConformityItem
  var style: PageStyle
  var measured: String
  var apply: @Sendable (inout Finished) -> Void
  var testDescription: String { "\(style.rawValue) \(item.rawValue)" }

  init(
    _ item: ConformityItem, _ style: PageStyle, _ measured: String,
    _ apply: @escaping @Sendable (inout Finished) -> Void
  ) {
    self.item = item
    self.style = style
    self.measured = measured
    self.apply = apply
  }

  var finished: Finished {
    switch style {
    case .letter: .letter
    case .order: .order
    default: .minutes
    }
  }

  static var items: Set<ConformityItem> { Set(all.map(\.item)) }

  static let all: [FormatDamage] = [
    FormatDamage(.signTop, .letter, "31.00 mm") { $0.edit(.sign) { $0.moved(0, 1) } },
    FormatDamage(.signTop, .order, "21.00 mm") { $0.edit(.sign) { $0.moved(0, 1) } },
    FormatDamage(.signTop, .minutes, "36.00 mm") { $0.edit(.sign) { $0.moved(0, 1) } },
    FormatDamage(.letterRuleUpper, .letter, "5.00 mm") {
      $0.edit(.redRule, number: 0) { $0.moved(0, 1) }
      $0.edit(.redRule, number: 1) { $0.moved(0, 1) }
    },
    FormatDamage(.letterRuleLower, .letter, "19.00 mm") {
      $0.edit(.redRule, number: 3) { $0.moved(0, 1) }
    },
    FormatDamage(.letterRuleWidth, .letter, "156.00 mm") {
      $0.edit(.redRule, number: 1) { $0.withRule { rect, _ in rect.size.width = .mm(156) } }
    },
    FormatDamage(.letterNumber, .letter, "5.57 mm") {
      $0.edit(.documentNumber) { $0.moved(-HandmadePage.cell) }
    },
    FormatDamage(.letterNumber, .letter, "6.94 mm") {
      $0.edit(.documentNumber) { $0.moved(0, 2) }
    },
    FormatDamage(.letterTitleRows, .letter, "1行") { $0.edit(.title) { $0.moved(0, -row) } },
    FormatDamage(.letterFirstPage, .letter, "显示") { finished in
      let line = finished.pages.pages[0].items.first { !$0.text.isEmpty }
      guard var line else { return }
      line.role = .artifact(.pageNumber)
      finished.pages.pages[0].items.append(line)
    },
    FormatDamage(.letterImprint, .letter, "1条") { finished in
      guard
        var rule = finished.pages.pages[0].items.first(where: { $0.role == .artifact(.redRule) })
      else { return }
      rule.role = .artifact(.imprintRule)
      finished.pages.pages[0].items.append(rule)
    },
    FormatDamage(.orderNumberRows, .order, "1行") {
      $0.edit(.orderNumber) { $0.moved(0, -row) }
    },
    FormatDamage(.orderNumberCentred, .order, "3.00 mm") {
      $0.edit(.orderNumber) { $0.moved(3) }
    },
    FormatDamage(.orderTextRows, .order, "3行") { $0.edit(.body) { $0.moved(0, row) } },
    FormatDamage(.stampRows, .order, "3行") { $0.edit(.signerPost) { $0.moved(0, row) } },
    FormatDamage(.attendanceRows, .minutes, "2行") {
      $0.edit(.attendance) { $0.moved(0, row) }
    },
    FormatDamage(.attendanceIndent, .minutes, "16.14 mm") {
      $0.edit(.attendance, element: 1) { $0.moved(5) }
    },
    FormatDamage(.attendanceIndent, .minutes, "14.14 mm") {
      $0.edit(.attendance, element: 0, line: 1) { $0.moved(3) }
    },
    FormatDamage(.attendanceType, .minutes, "“出”等2字：3号仿宋") {
      $0.edit(.attendance, element: 0, line: 0) { $0.inFont(.fangsong) }
    },
  ]
}

@Suite("版式核对：信函、命令、纪要（GB/T 9704 10.1—10.3），用手工排出的版面")
struct FormatTests {
  @Test("std:G-70—G-76 损坏的一项报不符合，未损坏时符合", arguments: FormatDamage.all)
  func detects(_ damage: FormatDamage) {
    var finished = damage.finished
    let before = finished.report.rows.filter { $0.item == damage.item }
    #expect(!before.isEmpty, "没有这一项")
    #expect(
      before.allSatisfy { $0.verdict == .conforms },
      "\(before.map { $0.measuredText(in: .chinese) })")
    damage.apply(&finished)
    let texts = finished.report.rows
      .filter { $0.item == damage.item && $0.verdict == .violates }
      .map { $0.measuredText(in: .chinese) }
    #expect(texts.contains(damage.measured), "\(texts)")
  }
}
