import Chengwen
import TestSupport

/// A document as set, to be measured as it is or with something damaged on its pages.
struct Finished: Sendable {
  var document: Document
  var pages: PageSequence

  init?(_ document: Document?, profile: LayoutProfile = LayoutProfile()) {
    guard let document else { return nil }
    let set = Typesetter(fonts: Repository.fonts, profile: profile).typeset(document)
    guard let pages = set.pages else { return nil }
    self.document = document
    self.pages = pages
  }

  var report: ConformityReport {
    ConformityReport.measure(document, pages: pages, fonts: Repository.fonts)
  }
}

/// The documents that the damage is done to.
enum Example: String, CaseIterable, Sendable {
  /// The example of a joint notice: two agencies, sealed, three annexes, twelve pages.
  case notice
  /// An upward 公文: 份号, 密级, 紧急程度, three 签发人, no seal, one annex, four levels.
  case upward
  /// One agency with a seal.
  case single
  /// A landscape table on a page of its own.
  case landscape
  /// The special formats of clause 10, as layout sets them.
  case letter, order, minutes
  /// A 文书 of one page.
  case pledge

  var finished: Finished? { Self.all[self] ?? nil }
  private static let all: [Example: Finished?] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, Finished($0.document)) })

  private var document: Document? {
    let chengwen = Repository.chengwen
    switch self {
    case .notice:
      let path = Repository.templates + "/official/notice/示例.txt"
      return chengwen.evaluate(FillRequest(template: "通知", casePath: path, mode: .issue)).document
    case .pledge:
      let folder = Repository.templates + "/taiyuan-ip-2025/no-violation-statement"
      return chengwen.evaluate(FillRequest(template: folder, casePath: folder + "/示例.yaml"))
        .document
    case .upward: return Self.upwardDocument
    case .single: return Self.singleDocument
    case .letter, .order, .minutes: return Self.special(self)
    case .landscape:
      var document = Self.singleDocument
      document.blocks += [
        Block(.landscape([Self.wideTable])), Self.body("以上安排请各单位遵照执行，并于月底以前报告进展情况。"),
      ]
      return document
    }
  }

  private static func title(_ text: String) -> Block { Block(.title(Title([.text(text)]))) }
  private static func body(_ text: String) -> Block {
    Block(.paragraph(Paragraph(.body, [.text(text)])))
  }
  private static var wideTable: Block {
    let cells: (String) -> [Table.Slot] = { text in
      (0..<3).map { .cell(Table.Cell(role: .label, blocks: [body("\(text)\($0)")])) }
    }
    let columns = [Table.Column(.fixed(.mm(40))), .init(.fixed(.mm(60))), .init(.rest)]
    let rows =
      [Table.Row(kind: .head, cells: cells("表头"))]
      + (0..<5).map { Table.Row(cells: cells("内容\($0)")) }
    return Block(.table(Table(bands: [.init(columns: columns, rows: rows)], isList: true)))
  }
  private static func heading(_ level: Int, _ number: String, _ text: String) -> Block {
    Block(.heading(Heading(level: level, number: number, inlines: [.text(text)])))
  }

  private static var upwardDocument: Document {
    var elements = OfficialElements()
    elements.issuers = ["示例市市场监督管理局"]
    elements.copyNumber = "000001"
    elements.secrecy = "秘密★1年"
    elements.urgency = "特急"
    elements.number = [.text("示市监〔2025〕12号")]
    elements.approvers = ["王建国", "李卫东", "赵明华"]
    elements.addressees = [.text("示例市人民政府")]
    elements.signatories = ["示例市市场监督管理局"]
    elements.date = [.text("2025年7月8日")]
    elements.isSealed = false
    elements.note = [.text("联系人：王小明，电话：0351-0000012")]
    elements.copies = [
      .text("示例市财政局，示例市科学技术局，示例市人力资源和社会保障局，示例市工业和信息化局，示例市教育局，示例市农业农村局")
    ]
    elements.printer = [.text("示例市市场监督管理局办公室")]
    elements.printDate = [.text("2025年7月8日")]
    let long = "为了把知识产权服务送到产业园区和企业身边，我局研究提出了公共服务站的布局方案并且征求了各方面的意见现将有关情况报告并请示如下。"
    let annex = Annex(
      number: nil, title: [.text("公共服务站布局方案")], name: "公共服务站布局方案", blocks: [body(long)])
    return Document(
      title: "关于建设知识产权公共服务站的请示", style: .official,
      blocks: [
        title("关于建设知识产权公共服务站的请示"), body(long), heading(1, "一、", "建设目标"), body(long),
        heading(2, "（一）", "布局原则"), heading(3, "1.", "就近服务的原则"),
        heading(4, "（1）", "园区优先设站"), body(long), Block(.annex(annex)),
      ], official: elements)
  }

  private static func special(_ example: Example) -> Document {
    var document = singleDocument
    document.official?.note = []
    switch example {
    case .letter:
      document.style = .letter
      document.official?.printer = []
      document.official?.printDate = []
    case .order:
      document.style = .order
      document.blocks.removeFirst()
      document.official?.issuers = ["示例市人民政府"]
      document.official?.number = [.text("第12号")]
      document.official?.addressees = []
      document.official?.signers = [StampedSigner(post: "市长")]
      document.official?.signatories = []
      document.official?.printer = []
      document.official?.printDate = []
    default:
      document.style = .minutes
      document.official?.minutesSign = "示例市人民政府专题会议纪要"
      document.official?.number = [.text("第3期")]
      document.official?.addressees = []
      document.official?.attendance = [
        MeetingLine(label: "出席", entries: [[.text("王建国")], [.text("李卫东")]]),
        MeetingLine(label: "列席", entries: [[.text("孙立平")]]),
      ]
    }
    return document
  }

  private static var singleDocument: Document {
    var elements = OfficialElements()
    elements.issuers = ["示例市市场监督管理局"]
    elements.number = [.text("示市监〔2025〕13号")]
    elements.addressees = [.text("各县（市、区）市场监督管理局")]
    elements.signatories = ["示例市市场监督管理局"]
    elements.date = [.text("2025年7月18日")]
    elements.note = [.text("此件公开发布")]
    elements.printer = [.text("示例市市场监督管理局办公室")]
    elements.printDate = [.text("2025年7月18日")]
    let text = "为了规范市场秩序维护消费者的合法权益决定在全市范围内组织开展价格专项检查现将有关事项通知如下请认真贯彻执行。"
    return Document(
      title: "关于开展价格专项检查的通知", style: .official,
      blocks: [title("关于开展价格专项检查的通知"), body(text)], official: elements)
  }
}

// MARK: Damage

extension Finished {
  /// Changes the placed items of a part; nil where a line is to vanish.
  ///
  /// - Parameters:
  ///   - element: which element of that part, from 0; nil for all.
  ///   - line: which line of each element; nil for all.
  mutating func edit(
    _ part: StructureTree.Part, element wanted: Int? = nil, line wantedLine: Int? = nil,
    page wantedPage: Int? = nil, _ change: (PlacedItem) -> PlacedItem?
  ) {
    let elements = pages.structure.elements
    let ids = elements.indices.filter { elements[$0].part == part }
    edit(
      ids: wanted.map { ids.indices.contains($0) ? [ids[$0]] : [] } ?? ids, line: wantedLine,
      page: wantedPage, change)
  }

  /// Changes the lines of headings that begin with a number.
  mutating func editHeading(_ start: String, _ change: (PlacedItem) -> PlacedItem?) {
    let elements = pages.structure.elements
    var ids: [Int] = []
    for item in pages.pages.flatMap(\.items) {
      guard case .element(let id) = item.role, case .heading(let level) = elements[id.index].kind,
        level > 0, item.text.hasPrefix(start)
      else { continue }
      ids.append(id.index)
    }
    edit(ids: Array(ids.prefix(1)), line: nil, page: nil, change)
  }

  private mutating func edit(
    ids: [Int], line wantedLine: Int?, page wantedPage: Int?,
    _ change: (PlacedItem) -> PlacedItem?
  ) {
    var seen: [Int: Int] = [:]
    for page in pages.pages.indices {
      pages.pages[page].items = pages.pages[page].items.compactMap { item in
        guard case .element(let id) = item.role, ids.contains(id.index), !item.text.isEmpty else {
          return item
        }
        let number = seen[id.index, default: 0]
        seen[id.index] = number + 1
        guard wantedLine == nil || wantedLine == number, wantedPage == nil || wantedPage == page
        else { return item }
        return change(item)
      }
    }
  }

  /// Changes the artefacts of a kind, in their order; nil where one is to vanish.
  mutating func edit(
    _ kind: ItemRole.Artifact, number wanted: Int? = nil, _ change: (PlacedItem) -> PlacedItem?
  ) {
    var number = 0
    for page in pages.pages.indices {
      pages.pages[page].items = pages.pages[page].items.compactMap { item in
        guard item.role == .artifact(kind) else { return item }
        defer { number += 1 }
        return wanted == nil || wanted == number ? change(item) : item
      }
    }
  }

  /// Changes the last row of the first page on which text stands there.
  mutating func editLastRow(_ change: (PlacedItem) -> PlacedItem?) {
    let elements = pages.structure.elements
    func isThere(_ item: PlacedItem) -> Bool {
      guard case .element(let id) = item.role, elements[id.index].part == .body else {
        return false
      }
      return item.baseline > 258 && item.baseline < 262
    }
    guard let page = pages.pages.firstIndex(where: { $0.items.contains(where: isThere) }) else {
      return
    }
    editPage(page) { isThere($0) ? change($0) : $0 }
  }

  /// Changes everything on a page.
  mutating func editPage(_ page: Int, _ change: (PlacedItem) -> PlacedItem?) {
    guard pages.pages.indices.contains(page) else { return }
    pages.pages[page].items = pages.pages[page].items.compactMap(change)
  }

  mutating func editSeal(_ number: Int, dx: Double = 0, dy: Double = 0) {
    let names = Set(document.official?.signatories ?? [])
    let seals = pages.anchors.indices.filter {
      pages.anchors[$0].kind == "seal" && names.contains(pages.anchors[$0].name)
    }
    guard seals.indices.contains(number) else { return }
    pages.anchors[seals[number]].position.x += .mm(dx)
    pages.anchors[seals[number]].position.y += .mm(dy)
  }
}

extension PlacedItem {
  var runs: [GlyphRun] {
    fragment.marks.compactMap { if case .glyphs(let run) = $0 { run } else { nil } }
  }
  var text: String { runs.flatMap(\.glyphs).map(\.text).joined() }

  func moved(_ dx: Double = 0, _ dy: Double = 0) -> PlacedItem {
    var item = self
    item.origin = item.origin + Point(x: .mm(dx), y: .mm(dy))
    return item
  }

  private func withMarks(_ marks: [Mark]) -> PlacedItem {
    PlacedItem(
      origin: origin,
      fragment: Fragment(marks, actualText: fragment.actualText, continues: fragment.continues),
      role: role)
  }

  func withRuns(_ change: (inout GlyphRun) -> Void) -> PlacedItem {
    withMarks(
      fragment.marks.map { mark in
        guard case .glyphs(var run) = mark else { return mark }
        change(&run)
        return .glyphs(run)
      })
  }

  func withRule(_ change: (inout Rect, inout Ink) -> Void) -> PlacedItem {
    withMarks(
      fragment.marks.map { mark in
        guard case .rule(var rect, var ink) = mark else { return mark }
        change(&rect, &ink)
        return .rule(rect, ink)
      })
  }

  /// Drawn in the first face of another role.
  func inFont(_ role: FontRole) -> PlacedItem {
    withRuns { run in
      if let face = Repository.fonts.faces(for: role).first { run.face = face }
    }
  }
  func inSize(_ points: Double) -> PlacedItem { withRuns { $0.size = .pt(points) } }
  func inInk(_ ink: Ink) -> PlacedItem { withRuns { $0.ink = ink } }

  /// Glyph by glyph, the number counted over the whole line.
  func glyphs(_ change: (Int, Glyph) -> Glyph?) -> PlacedItem {
    var number = 0
    return withRuns { run in
      run.glyphs = run.glyphs.compactMap { glyph in
        defer { number += 1 }
        return change(number, glyph)
      }
    }
  }
  var glyphCount: Int { runs.reduce(0) { $0 + $1.glyphs.count } }

  /// What a glyph stands for is another character.
  func reading(_ number: Int, as text: String) -> PlacedItem {
    let wanted = number < 0 ? glyphCount + number : number
    return glyphs { index, glyph in
      var glyph = glyph
      if index == wanted { glyph.text = text }
      return glyph
    }
  }
  func dropping(last count: Int) -> PlacedItem {
    let keep = glyphCount - count
    return glyphs { index, glyph in index < keep ? glyph : nil }
  }
  /// Glyphs further apart, or closer together.
  func stretched(_ factor: Double) -> PlacedItem {
    withRuns { run in
      func scaled(_ length: Length) -> Length { Length(emu: Int(Double(length.emu) * factor)) }
      run.origin.x = scaled(run.origin.x)
      for index in run.glyphs.indices {
        run.glyphs[index].offset.x = scaled(run.glyphs[index].offset.x)
      }
    }
  }
  func continuing(_ continues: Bool) -> PlacedItem {
    PlacedItem(
      origin: origin,
      fragment: Fragment(fragment.marks, actualText: fragment.actualText, continues: continues),
      role: role)
  }
}
