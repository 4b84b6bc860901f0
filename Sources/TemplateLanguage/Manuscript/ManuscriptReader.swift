import CaseData
import Diagnostics
import Document
import Typography

/// Reads a manuscript (稿件): the plain text file that a clerk writes for a 公文.
///
/// `键：值` lines whose keys are the labels of std:G-16, an empty line, then text in the template
/// language without placeholders and control flow. `=== 附件1　名` begins an annex, `=== 名` a
/// 被印发件.
public struct ManuscriptReader: Sendable {
  public init() {}

  /// The document, or nil where the manuscript has errors. `options.mode` `.issue` requires
  /// 发文字号, 成文日期 and 签发人 (upward documents); else they print as blanks. In `.draft` what is
  /// missing is a warning and prints as 【待填：…】.
  ///
  /// - Parameter style: the format of the 文种, where the manuscript names no 版式.
  public func read(
    file: SourceFile, options: EvaluationOptions, style: PageStyle = .official,
    layout: LayoutSettings = LayoutSettings()
  ) -> (document: Document?, findings: Findings) {
    var reading = ManuscriptReading(file: file, options: options, style: style)
    reading.useLayout(of: layout)
    let document = reading.document()
    return (reading.findings.hasErrors ? nil : document, reading.findings)
  }
}

/// One manuscript being read.
struct ManuscriptReading {
  let file: SourceFile
  let options: EvaluationOptions
  let lines: [SourceLine]
  let head: ManuscriptHead
  let format: ManuscriptFormat
  var findings = Findings()
  private var builder: DocumentBuilder

  /// The title as a template builds it, whose values are no markup; nil for a manuscript's own.
  var builtTitle: [Inline]?
  /// The keys that a template's head names, also where the case gives them no value yet.
  var namedKeys: Set<ManuscriptKey> = []

  init(file: SourceFile, options: EvaluationOptions, style: PageStyle) {
    self.file = file
    self.options = options
    lines = file.sourceLines
    var found = Findings()
    head = ManuscriptHead(lines, into: &found)
    format = ManuscriptFormat(of: head, usual: style)
    findings = found
    let environment = EvaluationEnvironment(today: options.today, now: options.now)
    builder = DocumentBuilder(
      setting: .init(
        mode: options.mode, style: format.style, standing: nil, isForApplicant: false),
      scope: Scope(root: Record(), environment: environment),
      budget: EvaluationBudget(steps: options.stepBudget))
  }

  /// 版面 of the manuscript before its template's.
  private(set) var layout = LayoutSettings()

  mutating func useLayout(of template: LayoutSettings) {
    layout = template
    guard let line = head[.layout] else { return }
    let own = LayoutNotation.settings(
      of: line.text, at: Label(.data, line.place), field: ManuscriptKey.layout.rawValue,
      into: &findings)
    layout = own.over(template)
  }

  var isDraft: Bool { options.mode == .draft }

  mutating func document() -> Document {
    checkFormat()
    let elements = officialElements()
    var blocks: [Block] = []
    var name = nameWithoutTitle(elements)
    if format.style.needsTitle || head[.title] != nil, format.style != .order {
      let title = self.title()
      blocks.append(Block(.title(Title(title.inlines)), place: title.place))
      name = title.inlines.plainText
    }
    blocks += text()
    blocks = builder.resolvingReferences(in: blocks, of: nil)
    let numbering = footnoteNumbering()
    findings.add(contentsOf: builder.findings)
    var document = Document(
      title: name, style: format.style, blocks: blocks, official: elements,
      stamp: isDraft ? .draft : .none,
      author: elements.issuers.isEmpty ? nil : elements.issuers.joined(separator: "、"),
      origin: DocumentOrigin(template: head[.kind]?.text ?? ""))
    document.footnoteNumbering = numbering
    document.layout = layout
    return document
  }

  private mutating func footnoteNumbering() -> FootnoteNumbering {
    guard let line = head[.footnoteNumbering] else { return .eachPage }
    if let numbering = FootnoteNumbering(rawValue: line.text) { return numbering }
    findings.add(
      ReferenceProblem.badNumbering(line.text), at: Label(.data, line.place),
      field: ManuscriptKey.footnoteNumbering.rawValue)
    return .eachPage
  }

  // MARK: the head

  /// What a head must have. In a draft its absence is a warning.
  mutating func require(_ key: ManuscriptKey, forIssue: Bool = false) {
    let problem: any Problem
    if isDraft {
      problem = TemplateProblem.missingInDraft(key.rawValue)
    } else if forIssue {
      problem = ManuscriptProblem.missingForIssue(key.rawValue)
    } else {
      problem = ManuscriptProblem.missingKey(key.rawValue)
    }
    let place = Place.text(Span(file, 0..<min(1, file.bytes.count)))
    findings.add(problem, at: Label(.data, place), field: key.rawValue)
  }

  func pending(_ key: ManuscriptKey) -> Inline {
    .text(TextRun("【待填：\(key.rawValue)】", field: key.rawValue))
  }

  func run(_ text: String, _ key: ManuscriptKey) -> [Inline] {
    [.text(TextRun(text, field: key.rawValue, place: head[key]?.place ?? .nowhere))]
  }

  /// The value of a key as one text, or nothing.
  func inlines(_ key: ManuscriptKey, without ending: String = "") -> [Inline] {
    guard var text = head[key]?.text else { return [] }
    if !ending.isEmpty {
      while let last = text.unicodeScalars.last, ending.unicodeScalars.contains(last) {
        text.unicodeScalars.removeLast()
      }
    }
    return run(text, key)
  }

  mutating func title() -> (inlines: [Inline], place: Place) {
    guard let line = head[.title] else {
      require(.title)
      return ([pending(.title)], .nowhere)
    }
    if let builtTitle { return (builtTitle, line.place) }
    var rules = InlineRules.title
    rules.allowsPlaceholders = false
    let source = InlineParser.parse(line, rules, into: &findings)
    return (builder.inlines(source), line.place)
  }

  mutating func officialElements() -> OfficialElements {
    var elements = OfficialElements()
    elements.issuers = head.names(.issuers)
    if elements.issuers.isEmpty {
      require(.issuers)
      if isDraft { elements.issuers = ["【待填：发文机关】"] }
    }
    let named = head.names(.signatories)
    elements.signatories = named.isEmpty ? elements.issuers : named
    readSign(into: &elements)
    elements.isSealed =
      choice(.isSealed, yes: ["是", "有"], no: ManuscriptFormat.refusals)
      ?? layout.isSealed ?? true
    elements.addressees = inlines(.addressees, without: "：:")
    elements.copies = inlines(.copies, without: "。")
    elements.number = formatNumber() ?? number()
    elements.date = date(.date, isNeeded: true)
    elements.approvers = approvers()
    elements.approversPlace = head[.approvers]?.place ?? .nowhere
    elements.note = note()
    elements.printer = inlines(.printer)
    if head[.printDate] != nil || head[.printer] != nil {
      elements.printDate = date(.printDate, isNeeded: false)
    }
    if let diameter = sealDiameter() { elements.sealDiameter = diameter }
    marks(&elements)
    readFormat(into: &elements)
    binding(&elements)
    reportWhatIsLeftOut(&elements)
    return elements
  }

  mutating func choice(_ key: ManuscriptKey, yes: [String], no: [String]) -> Bool? {
    guard let line = head[key] else { return nil }
    if yes.contains(line.text) { return true }
    if no.contains(line.text) { return false }
    let problem = ManuscriptProblem.badChoice(
      key: key.rawValue, line.text, known: Array(yes.prefix(1) + no.prefix(1)))
    findings.add(problem, at: Label(.data, line.place), field: key.rawValue)
    return nil
  }

  private mutating func number() -> [Inline] {
    guard let line = head[.number] else {
      if options.mode == .issue || isDraft { require(.number, forIssue: true) }
      return [.text(TextRun("　　〔　　　　〕　　号", field: ManuscriptKey.number.rawValue))]
    }
    let label = Label(.data, line.place)
    let field = ManuscriptKey.number.rawValue
    guard let number = DocumentNumber.normalised(line) else {
      findings.add(ManuscriptProblem.badNumber(line.text), at: label, field: field)
      return []
    }
    if number != line.text {
      findings.add(
        ManuscriptProblem.numberNormalised(key: field, from: line.text, to: number), at: label,
        field: field)
    }
    return run(number, .number)
  }

  mutating func date(_ key: ManuscriptKey, isNeeded: Bool) -> [Inline] {
    guard let line = head[key] else {
      if isNeeded, options.mode == .issue || isDraft { require(key, forIssue: true) }
      return [.text(TextRun(DateForm.document.handwritten(), field: key.rawValue))]
    }
    var marks = line
    // 印发日期：2022年8月18日印发
    if key == .printDate, line.text.hasSuffix("印发") {
      marks = line.part(line.marks.startIndex, line.marks.endIndex - 2)
    }
    guard let date = ManuscriptDate.read(marks) else {
      findings.add(
        ManuscriptProblem.badDate(key: key.rawValue, line.text), at: Label(.data, line.place),
        field: key.rawValue)
      return []
    }
    return run(date.formatted(.document), key)
  }

  /// Only upward documents name who signs (std:G-29).
  private mutating func approvers() -> [String] {
    let names = head.names(.approvers)
    let isUpward = ["请示", "报告"].contains(head[.kind]?.text ?? "")
    guard names.isEmpty, isUpward else { return names }
    if options.mode == .issue || isDraft { require(.approvers, forIssue: true) }
    return ["　　　"]
  }

  private mutating func note() -> [Inline] {
    if let line = head[.note] {
      var text = line
      // The brackets belong to the layout.
      if line.marks.first?.sign == "(", line.marks.last?.sign == ")" {
        text = line.part(line.marks.startIndex + 1, line.marks.endIndex - 1)
      }
      return run(text.text, .note)
    }
    guard let line = head[.publicity] else { return [] }
    let notes = [
      "主动公开": "此件主动公开", "公开": "此件公开发布", "依申请公开": "此件依申请公开",
      "不予公开": "此件不予公开",
    ]
    guard let text = notes[line.text] else {
      let problem = ManuscriptProblem.badChoice(
        key: ManuscriptKey.publicity.rawValue, line.text, known: ["主动公开", "依申请公开", "不予公开"])
      findings.add(
        problem, at: Label(.data, line.place), field: ManuscriptKey.publicity.rawValue)
      return []
    }
    return run(text, .publicity)
  }

  private mutating func sealDiameter() -> Length? {
    guard let line = head[.sealDiameter] else { return nil }
    let number =
      Filter.measure(line, "", "毫米") ?? Filter.measure(line, "", "mm") ?? Filter.decimal(line)
    guard let number, number >= 35, number <= 60 else {
      findings.add(
        ManuscriptProblem.badSealDiameter(line.text), at: Label(.data, line.place),
        field: ManuscriptKey.sealDiameter.rawValue)
      return nil
    }
    return .mm(number)
  }

  /// 份号, 密级 and 紧急程度 (std:G-20 to G-22).
  private mutating func marks(_ elements: inout OfficialElements) {
    if let line = head[.copyNumber] {
      if let number = Filter.number(line, upTo: 999_999) {
        let digits = String(number)
        let six = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        elements.copyNumber = six
        if six != line.text {
          findings.add(
            ManuscriptProblem.copyNumberPadded(from: line.text, to: six),
            at: Label(.data, line.place), field: ManuscriptKey.copyNumber.rawValue)
        }
      } else {
        findings.add(
          ManuscriptProblem.badCopyNumber(line.text), at: Label(.data, line.place),
          field: ManuscriptKey.copyNumber.rawValue)
      }
    }
    if let line = head[.secrecy] {
      elements.secrecy = line.text
      findings.add(
        ManuscriptProblem.secrecy(line.text), at: Label(.data, line.place),
        field: ManuscriptKey.secrecy.rawValue)
      checkSecrecy(line)
    }
    if let line = head[.urgency] {
      elements.urgency = line.text
      if !["特急", "加急"].contains(line.text) {
        findings.add(
          ManuscriptProblem.badUrgency(line.text), at: Label(.data, line.place),
          field: ManuscriptKey.urgency.rawValue)
      }
    }
  }

  // MARK: the text

  private mutating func text() -> [Block] {
    let parts = ManuscriptPart.parts(of: lines[head.bodyStart...])
    guard let body = parts.first else { return [] }
    let hasText = body.lines.contains { !$0.isEmpty }
    if !hasText {
      let place = lines.last?.place ?? .nowhere
      findings.add(ManuscriptProblem.noBody, at: Label(.data, place))
    }
    var blocks = build(body.lines)
    let attachments = parts.dropFirst()
    ManuscriptPart.checkNumbers(of: attachments, into: &findings)
    checkEnacted(attachments)
    let annexCount = attachments.count { $0.isAnnex }
    var number = 0
    for part in attachments {
      if part.isAnnex { number += 1 }
      blocks.append(attachment(part, number: annexCount > 1 ? number : nil))
    }
    return blocks
  }

  private mutating func build(_ lines: ArraySlice<SourceLine>) -> [Block] {
    let tree = BodyParser.parseManuscript(lines, into: &findings)
    return builder.build(tree)
  }

  private mutating func attachment(_ part: ManuscriptPart, number: Int?) -> Block {
    let place = part.mark?.place ?? .nowhere
    var rules = InlineRules.title
    rules.allowsPlaceholders = false
    var title: [Inline] = []
    if let name = part.name, !name.isEmpty {
      title = builder.inlines(InlineParser.parse(name, rules, into: &findings))
    } else {
      findings.add(ManuscriptProblem.annexWithoutName, at: Label(.data, place))
    }
    let name = title.plainText
    let built = build(part.lines)
    let blocks = part.isAnnex ? built : RegulationText.styled(built)
    if blocks.isEmpty {
      findings.add(ManuscriptProblem.emptyAnnex(name), at: Label(.data, place))
    }
    let annex = Annex(
      number: part.isAnnex ? number : nil, title: title, name: name, blocks: blocks)
    return Block(part.isAnnex ? .annex(annex) : .enacted(annex), place: place)
  }

  /// 被印发件 of the head has its text below, under the same name.
  private mutating func checkEnacted(_ parts: ArraySlice<ManuscriptPart>) {
    guard let line = head[.enacted] else { return }
    let label = Label(.data, line.place)
    let field = ManuscriptKey.enacted.rawValue
    guard let part = parts.first(where: { !$0.isAnnex }) else {
      findings.add(ManuscriptProblem.enactedMissing(line.text), at: label, field: field)
      return
    }
    let name = part.name?.text ?? ""
    if name != line.text, !name.isEmpty {
      findings.add(
        ManuscriptProblem.enactedNameDiffers(head: line.text, mark: name), at: label,
        Label(.related, part.mark?.place ?? .nowhere), field: field)
    }
  }
}

/// The text itself, or what follows a line `=== …`.
private struct ManuscriptPart {
  /// The line `=== …`; nil for the text itself.
  var mark: SourceLine?
  var isAnnex = false
  var number: Int?
  var name: SourceLine?
  var lines: ArraySlice<SourceLine>

  static func parts(of lines: ArraySlice<SourceLine>) -> [ManuscriptPart] {
    var parts = [ManuscriptPart(lines: lines[lines.startIndex..<lines.startIndex])]
    var begin = lines.startIndex
    for index in lines.indices {
      guard let after = lines[index].index(after: "===") else { continue }
      parts[parts.count - 1].lines = lines[begin..<index]
      parts.append(part(lines[index], from: after))
      begin = index + 1
    }
    parts[parts.count - 1].lines = lines[begin...]
    return parts
  }

  /// `=== 附件1　名`, `=== 附件　名`, `=== 被印发件　名`, `=== 名`.
  private static func part(_ line: SourceLine, from after: Int) -> ManuscriptPart {
    var begin = after
    while begin < line.marks.endIndex, line.marks[begin].sign == "=" { begin += 1 }
    let rest = line.part(from: begin)
    var part = ManuscriptPart(mark: line, name: rest, lines: [])
    if let next = rest.index(after: "被印发件"), isEnd(rest, next) {
      part.name = name(rest, from: next)
      return part
    }
    guard var next = rest.index(after: "附件") else { return part }
    let digits = next
    while next < rest.marks.endIndex, (0x30...0x39).contains(rest.marks[next].sign.value) {
      next += 1
    }
    // 附件管理办法 is a name that begins with these words.
    guard next > digits || isEnd(rest, next) else { return part }
    part.isAnnex = true
    part.number = Filter.number(rest.exact(digits, next), upTo: 999)
    part.name = name(rest, from: next)
    return part
  }

  private static func isEnd(_ line: SourceLine, _ index: Int) -> Bool {
    index >= line.marks.endIndex || line.marks[index].isBlank || line.marks[index].sign == ":"
  }

  private static func name(_ line: SourceLine, from index: Int) -> SourceLine {
    let isColon = index < line.marks.endIndex && [":", "."].contains(line.marks[index].sign)
    return line.part(from: isColon ? index + 1 : index)
  }

  /// Annexes run 1, 2, 3; a single one has no number or 1.
  static func checkNumbers(
    of parts: ArraySlice<ManuscriptPart>, into findings: inout Findings
  ) {
    let annexes = parts.filter(\.isAnnex)
    for (index, annex) in annexes.enumerated() {
      if annexes.count == 1, annex.number == nil { continue }
      guard annex.number != index + 1 else { continue }
      findings.add(
        ManuscriptProblem.annexNumber(found: annex.number, expected: index + 1),
        at: Label(.data, annex.mark?.place ?? .nowhere))
      // One gap shifts all that follow; it is one mistake.
      return
    }
  }
}
