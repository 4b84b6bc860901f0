import CaseData
import Diagnostics
import Document
import Typography

/// Turns a checked tree and a case's values into blocks. Values are put in as text runs with their
/// field and place; nothing of them is parsed.
struct DocumentBuilder {
  /// What does not change while a document is built.
  struct Setting {
    var mode: FillMode
    var style: PageStyle
    /// 性质 of the template; nil for a manuscript, whose words are its author's.
    var standing: String?
    /// 主管部门填写 refuses data in an applicant's document only.
    var isForApplicant: Bool
    /// The names whose values no case gives: a blank form prints them.
    var constants: Set<String> = []
  }

  /// A block, or what becomes one when all of the document is known.
  enum Piece {
    case block(Block)
    case numbered(NumberMark, [Inline], Place)
    case annex(title: [Inline], Place)
  }

  /// A line of `@公文` with its value.
  struct OfficialLine {
    var key: String
    var value: [Inline]
    var span: Span
  }

  /// The running number of a `@每项`: the level and value of the first number inside it.
  private struct LoopCounter {
    var pattern: NumberMark?
    var count = 0
  }

  let setting: Setting
  var scope: Scope
  var budget: EvaluationBudget
  var findings = Findings()
  /// Where each level of the scope stands in the case: empty, then 合同[2] …
  var paths: [String] = [""]
  /// What `--draft` printed as 【待填：…】.
  private(set) var missing: [String] = []
  private var anchorCounts: [Anchor.Kind: Int] = [:]
  /// 书签 and references met so far; `ReferenceResolver` joins them when all blocks are known.
  var references = ReferenceTable()
  private var counters: [LoopCounter] = []
  private var pieces: [Piece] = []
  /// What `@公文` said.
  private(set) var officialLines: [OfficialLine] = []
  /// Nothing but head lines since the title: a line that ends in ： is the addressee.
  private var isAfterTitle = false
  private var hasSpentBudget = false

  init(setting: Setting, scope: Scope, budget: EvaluationBudget) {
    self.setting = setting
    self.scope = scope
    self.budget = budget
  }

  /// The blocks of a tree.
  mutating func build(_ tree: BodyTree) -> [Block] {
    pieces = []
    isAfterTitle = false
    expand(tree.nodes) { $0.documentNode($1) }
    return HeadingResolver.blocks(of: pieces)
  }

  // MARK: control flow

  /// Visits the nodes that are left when conditions are decided and lists repeated.
  mutating func expand(
    _ nodes: [BodyNode], _ visit: (inout DocumentBuilder, BodyNode) -> Void
  ) {
    for node in nodes {
      switch node {
      case .choice(let choice): expand(choice, visit)
      case .each(let each):
        counters.append(LoopCounter())
        forEachItem(of: each.list, named: each.itemName) { builder in
          builder.expand(each.nodes, visit)
        }
        counters.removeLast()
      default: visit(&self, node)
      }
    }
  }

  private mutating func expand(
    _ choice: BodyChoice, _ visit: (inout DocumentBuilder, BodyNode) -> Void
  ) {
    for branch in choice.branches {
      if branch.condition.map({ holds($0) }) ?? true { return expand(branch.nodes, visit) }
    }
  }

  private mutating func holds(_ condition: BodyExpression) -> Bool {
    switch value(of: condition.expression, at: condition.span).value {
    case .truth(let truth): return truth
    case .faulty, .absent, .handwritten: return false
    default:
      report(TemplateProblem.notATruthInCase, at: condition.span)
      return false
    }
  }

  /// Runs `body` in the scope of each item. A blank form has no items: its list is run `blankRows`
  /// times with nothing in it.
  mutating func forEachItem(
    of list: BodyExpression, named name: String?, blankRows: Int = 1,
    _ body: (inout DocumentBuilder) -> Void
  ) {
    for (index, item) in items(of: list, blankRows: blankRows).enumerated() {
      guard budget.spend() else { return budgetSpent(at: list.span) }
      inItem(item, index, of: list, named: name, body)
    }
  }

  /// The items of a list; those of a blank form have nothing in them.
  mutating func items(of list: BodyExpression, blankRows: Int) -> [Datum] {
    let datum = value(of: list.expression, at: list.span)
    var items: [Datum] = []
    switch datum.value {
    case .list(let found): items = found
    case .absent, .handwritten, .faulty: break
    case .rows(let stream):
      report(DeclarationProblem.listTooLong(rows: stream.count), at: list.span)
    default: report(TemplateProblem.notAListInCase(list.span.text), at: list.span)
    }
    if items.isEmpty, setting.mode == .blank {
      items = Array(repeating: Self.blankItem(of: list.type), count: blankRows)
    }
    return items
  }

  /// Runs `body` in the scope of an item, whose number counts from 0.
  mutating func inItem<Result>(
    _ item: Datum, _ index: Int, of list: BodyExpression, named name: String?,
    _ body: (inout DocumentBuilder) -> Result
  ) -> Result {
    let outer = scope
    scope = outer.entering(item, number: index + 1, named: name)
    paths.append("\(list.name)[\(index + 1)]")
    defer {
      paths.removeLast()
      scope = outer
    }
    return body(&self)
  }

  /// An item in which nothing is given.
  private static func blankItem(of list: ValueType) -> Datum {
    guard case .list(.record(let type)) = list else { return Datum(.absent) }
    var record = Record()
    for field in type.fields { record[field.name] = Datum(.absent) }
    return Datum(.record(record))
  }

  private mutating func budgetSpent(at span: Span) {
    if !hasSpentBudget { report(BodyProblem.evaluationTooLong, at: span) }
    hasSpentBudget = true
  }

  mutating func value(of expression: Expression?, at span: Span) -> Datum {
    guard let expression else { return Datum(.faulty) }
    // Most placeholders are a name, which needs no evaluator.
    if case .name(let name) = expression.kind, let datum = scope.lookup(name), budget.spend() {
      return datum
    }
    do {
      return try expression.evaluate(in: scope, budget: &budget)
    } catch {
      // A blank form has nothing to compute with.
      if setting.mode != .blank { findings.add(error.diagnostic) }
      return Datum(.faulty)
    }
  }

  mutating func report(_ problem: any Problem, at span: Span, data: Place = .nowhere) {
    findings.add(
      problem, at: Label(.template, .text(span)), Label(.data, data))
  }

  // MARK: the document's own lines

  private mutating func documentNode(_ node: BodyNode) {
    switch node {
    case .title(let line):
      emit(.block(Block(.title(Title(inlines(line.inlines))), place: .text(line.span))))
      isAfterTitle = true
      return
    case .line(let line):
      return documentLine(line)
    case .signature(let group):
      emit(.block(Block(.signature(signature(group)), place: .text(group.span))))
    case .cover(let cover):
      emit(.block(Block(.cover(self.cover(cover)), place: .text(cover.span))))
    case .table(let group):
      if let table = table(group) {
        emit(.block(Block(.table(table), place: .text(group.span))))
      }
    case .list(let list):
      if let table = self.list(list) {
        emit(.block(Block(.table(table), place: .text(list.span))))
      }
    case .opinion(let opinion):
      emit(.block(Block(.table(self.opinion(opinion)), place: .text(opinion.span))))
    case .space(let rows, let span):
      emit(.block(Block(.space(rows: rows), place: .text(span))))
    case .pageBreak(let span): emit(.block(Block(.pageBreak, place: .text(span))))
    case .landscape(let group): landscape(group)
    case .annex(let line, let span):
      emit(.annex(title: inlines(line.inlines), .text(span)))
    case .contents(let depth, let span):
      emit(.block(Block(.contents(Contents(depth: depth)), place: .text(span))))
    case .pages(let pages): emit(pages)
    case .official(let group):
      officialLines = official(group)
      return
    case .choice, .each, .band, .row, .coverField, .coverFoot, .opinionFoot: break
    }
    isAfterTitle = false
  }

  /// The pieces of a 横页 become one block; numbers count on, headings are told by their own kind.
  private mutating func landscape(_ group: BodyGroup) {
    let outer = pieces
    pieces = []
    expand(group.nodes) { $0.documentNode($1) }
    let inner = HeadingResolver.blocks(of: pieces)
    pieces = outer
    if !inner.isEmpty { emit(.block(Block(.landscape(inner), place: .text(group.span)))) }
  }

  private mutating func emit(_ piece: Piece) { pieces.append(piece) }

  /// Whether a line is a placeholder alone whose value is not given: a head leaves room for it.
  private mutating func isAbsent(_ source: [BodyInline]) -> Bool {
    guard source.count == 1, case .placeholder(let placeholder) = source[0] else { return false }
    switch value(of: placeholder.placeholder.expression, at: placeholder.span).value {
    case .absent, .handwritten, .faulty: return true
    case .list(let items): return items.isEmpty
    default: return false
    }
  }

  /// 页码 and 页眉 that stand one after the other are one change of the pages.
  private mutating func emit(_ pages: BodyPages) {
    var settings = PageSettings(number: pages.number, firstNumber: pages.firstNumber)
    settings.header = pages.header.map { inlines($0, at: .text) }
    if case .block(let last)? = pieces.last, case .pages(let before) = last.content {
      settings.number = settings.number ?? before.number
      settings.firstNumber = settings.firstNumber ?? before.firstNumber
      settings.header = settings.header ?? before.header
      pieces.removeLast()
    }
    emit(.block(Block(.pages(settings), place: .text(pages.span))))
  }

  /// The lines of `@公文` as they come out; those without a value are empty.
  private mutating func official(_ group: BodyGroup) -> [OfficialLine] {
    var lines: [OfficialLine] = []
    expand(group.nodes) { builder, node in
      guard case .coverField(let field) = node else { return }
      var inlines: [Inline] = []
      if !builder.isAbsent(field.value) { inlines = builder.inlines(field.value, at: .ruled) }
      if inlines.allSatisfy(\.isEmptyText) { inlines = [] }
      lines.append(OfficialLine(key: field.label, value: inlines, span: field.span))
    }
    return lines
  }

  private mutating func documentLine(_ line: BodyLine) {
    let place = Place.text(line.span)
    let built = inlines(line.inlines)
    if let mark = line.number {
      isAfterTitle = false
      return emit(.numbered(counted(mark), built, place))
    }
    if let role = line.role {
      if role == .guidance, setting.mode != .blank, setting.mode != .draft { return }
      if role == .body || role == .addressee { isAfterTitle = false }
      return emit(.block(Block(.paragraph(Paragraph(role, built)), place: place)))
    }
    // A line that came out empty (an optional value alone on it) is no paragraph.
    if built.allSatisfy(\.isEmptyText), !line.inlines.isEmpty { return }
    let isAddressee = isAfterTitle && built.plainText.hasSuffix("：")
    isAfterTitle = false
    let role: Paragraph.Role = isAddressee ? .addressee : .body
    for part in Self.paragraphs(of: built, when: line.inlines.count == 1) {
      emit(.block(Block(.paragraph(Paragraph(role, part)), place: place)))
    }
  }

  /// A long text that fills a line alone is as many paragraphs as it has lines.
  static func paragraphs(of inlines: [Inline], when isAlone: Bool) -> [[Inline]] {
    guard isAlone else { return [inlines] }
    var parts: [[Inline]] = [[]]
    for inline in inlines {
      if case .lineBreak = inline {
        parts.append([])
      } else {
        parts[parts.count - 1].append(inline)
      }
    }
    let filled = parts.filter { !$0.isEmpty }
    return filled.isEmpty ? [inlines] : filled
  }

  /// The number as it is printed: inside `@每项` the first number is the pattern and counts on.
  private mutating func counted(_ mark: NumberMark) -> NumberMark {
    guard let last = counters.indices.last else { return mark }
    guard let pattern = counters[last].pattern else {
      counters[last].pattern = mark
      counters[last].count = 1
      return mark
    }
    guard pattern.level == mark.level else { return mark }
    defer { counters[last].count += 1 }
    return mark.counted(to: pattern.value + counters[last].count)
  }

  // MARK: signatures and covers

  private mutating func signature(_ group: BodyGroup) -> SignatureBlock {
    var lines: [SignatureBlock.Line] = []
    expand(group.nodes) { builder, node in
      guard case .line(let line) = node else { return }
      let built = builder.inlines(line.inlines)
      if built.allSatisfy(\.isEmptyText) { return }
      lines.append(SignatureBlock.Line(Self.kind(of: line, built), built))
    }
    return SignatureBlock(lines: lines)
  }

  private static func kind(
    of line: BodyLine, _ built: [Inline]
  ) -> SignatureBlock.Line.Kind {
    for inline in built {
      if case .anchor(let anchor) = inline, anchor.kind != .target {
        return anchor.kind == .seal ? .seal : .signature
      }
    }
    if line.inlines.count == 1, case .placeholder(let placeholder) = line.inlines[0],
      case .date = placeholder.type
    {
      return .date
    }
    return DateLine.isDate(built.plainText) ? .date : .plain
  }

  private mutating func cover(_ source: BodyCover) -> Cover {
    var cover = Cover(
      title: [], fields: [], labelCells: source.labelCells, blankWidth: source.blankWidth)
    let standing = source.standing ?? setting.standing
    expand(source.nodes) { builder, node in
      switch node {
      case .title(let line):
        if !cover.title.isEmpty { cover.title.append(.wantedBreak) }
        cover.title += builder.inlines(line.inlines)
      case .line(let line): cover.head.append(builder.inlines(line.inlines))
      case .coverField(let field):
        cover.fields.append(
          Cover.Field(
            label: field.label, value: builder.inlines(field.value, onRule: true),
            suffix: builder.inlines(field.suffix), place: .text(field.span)))
      case .coverFoot(let lines):
        for line in lines {
          let built = builder.inlines(line.inlines)
          if Self.isMakerLine(built), standing == Standing.ours.rawValue { continue }
          cover.foot.append(built)
        }
      default: break
      }
    }
    return cover
  }

  /// ××局制, ××局编制: only an official form names its maker.
  private static func isMakerLine(_ inlines: [Inline]) -> Bool {
    inlines.plainText.hasSuffix("制")
  }

  // MARK: what evaluation of inlines notes

  mutating func anchor(_ kind: Anchor.Kind) -> Anchor {
    let number = (anchorCounts[kind] ?? 0) + 1
    anchorCounts[kind] = number
    return Anchor(name: (kind == .seal ? "公章" : "签字") + String(number), kind: kind)
  }

  mutating func note(missing label: String, at span: Span, field: String?) {
    guard !missing.contains(label) else { return }
    missing.append(label)
    let isKnown = findings.all.contains { $0.field == field && field != nil }
    if !isKnown {
      findings.add(
        TemplateProblem.missingInDraft(label), at: Label(.template, .text(span)), field: field)
    }
  }
}

/// `　　　　年　　月　　日`: a date for the hand.
enum DateLine {
  /// Whether a line is a date and nothing else, with or without its numbers.
  static func isDate(_ text: String) -> Bool {
    var words = ""
    for scalar in text.unicodeScalars {
      if scalar == "年" || scalar == "月" || scalar == "日" {
        words.unicodeScalars.append(scalar)
      } else if !(scalar == " " || scalar == "\u{3000}" || scalar == "〇"
        || (0x30...0x39).contains(scalar.value) || NumberMark.chineseDigits.contains(scalar))
      {
        return false
      }
    }
    return words == "年月日" || words == "年月"
  }

  /// Whether a line has only the words of a date: blanks before 年 are kept then, four of them.
  static func isHandwritten(_ line: SourceLine) -> Bool {
    guard line.marks.count <= 60 else { return false }
    let words = line.marks.filter { !$0.isBlank }.map(\.scalar)
    return words == ["年", "月", "日"] || words == ["年", "月"]
  }
}
