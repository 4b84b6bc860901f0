import CaseData
import Diagnostics
import Document
import Typography

/// Where a value is printed, which decides what stands for a missing one.
enum InlineSite: Hashable {
  /// Running text: a line to write on.
  case text
  /// On a rule that is drawn anyway (a cover's fill-in line): nothing.
  case ruled
  /// In a form's cell: nothing where the value stands alone, else room to write before the words
  /// that follow; a cell needs no rule.
  case formCell(isAlone: Bool)
  /// In a list's cell of a blank form: nothing, not even the words of a date.
  case listCell
}

extension DocumentBuilder {
  /// The em of running text in the page style, for the width of ＿＿.
  var em: Length {
    if setting.style.isGridded { return TypeSize.three }
    return setting.style == .report ? TypeSize.four : TypeSize.smallFour
  }

  mutating func inlines(_ source: [BodyInline], onRule: Bool) -> [Inline] {
    inlines(source, at: onRule ? .ruled : .text)
  }

  mutating func inlines(
    _ source: [BodyInline], at site: InlineSite = .text, style: TextStyle = .plain
  ) -> [Inline] {
    var result: [Inline] = []
    for inline in source {
      switch inline {
      case .text(let text, let span):
        result.append(.text(TextRun(text, style: style, place: .text(span))))
      case .placeholder(let placeholder):
        result += print(placeholder, at: site, style)
      case .blank(let width, let inner, _):
        let content = inlines(inner, at: .ruled, style: style)
        var isExact = false
        if case .fixed = width { isExact = true }
        result.append(
          .blank(Blank(minimumWidth: self.width(width), inlines: content, isExact: isExact)))
      case .emphasis(let inner, let dotted):
        var emphasised = style
        if dotted { emphasised.isDotted = true } else { emphasised.font = .hei }
        result += inlines(inner, at: site, style: emphasised)
      case .wantedBreak: result.append(.wantedBreak)
      case .lineBreak: result.append(.lineBreak)
      case .anchor(let kind): result.append(.anchor(anchor(kind)))
      case .footnote(let inner, let span):
        result.append(.footnote(footnote(inlines(inner), at: span)))
      case .bookmark(let name, let span):
        if let anchor = bookmark(name, at: span) { result.append(.anchor(anchor)) }
      case .reference(let form, let name, let span):
        result.append(.reference(reference(form, to: name, style, at: span)))
      }
    }
    return result
  }

  private func width(_ width: BlankWidth) -> Length {
    switch width {
    case .cells(let cells): em * cells
    case .fixed(let length): length
    }
  }

  // MARK: placeholders

  private mutating func print(
    _ source: BodyPlaceholder, at site: InlineSite, _ style: TextStyle
  ) -> [Inline] {
    let datum = value(of: source.placeholder.expression, at: source.span)
    let field = fieldPath(of: source)
    var style = style
    for filter in source.filters {
      if case .unbreakable = filter { style.isUnbreakable = true }
      if case .spread(let cells) = filter { style.spreadCells = cells }
    }
    let site = Site(site: site, field: field, datum: datum, style: style)
    if setting.mode == .blank, case .number = datum.value, dependsOnCase(source) {
      // A sum of nothing is no 0 to be printed.
      return blank(source, site)
    }
    switch datum.value {
    case .faulty: return faulty(source, site)
    case .absent: return absent(source, site)
    case .handwritten: return blank(source, site)
    case .list(let items) where items.isEmpty && !source.hasTicks:
      return emptyText(of: source).map { [run($0, site, isOwn: true)] } ?? []
    default: return printed(source, site)
    }
  }

  /// A value on its way to the page.
  struct Site {
    var site: InlineSite
    var field: String?
    var datum: Datum
    var style: TextStyle
  }

  /// 合同[2].签订日期
  func fieldPath(of source: BodyPlaceholder) -> String? {
    guard !source.path.isEmpty else { return nil }
    let base = paths.indices.contains(source.level) ? paths[source.level] : ""
    let name = source.path.joined(separator: ".")
    return base.isEmpty ? name : "\(base).\(name)"
  }

  /// Whether a value comes from the case, directly or by computation.
  private func dependsOnCase(_ source: BodyPlaceholder) -> Bool {
    var names: Set<String> = []
    source.placeholder.expression.collectNames(into: &names)
    return names.contains { $0 != "序号" && !setting.constants.contains($0) }
  }

  /// A run of the value; `isOwn`: of the template's own words.
  private func run(_ text: String, _ site: Site, isOwn: Bool = false) -> Inline {
    .text(
      TextRun(
        text, style: site.style, field: isOwn ? nil : site.field,
        place: isOwn ? .nowhere : site.datum.place))
  }

  private func emptyText(of source: BodyPlaceholder) -> String? {
    for filter in source.filters {
      switch filter {
      case .emptyText(let text), .fallback(let text): return text
      default: break
      }
    }
    return source.field?.emptyText
  }

  /// Wrong or missing though required. The error is reported already.
  private mutating func faulty(_ source: BodyPlaceholder, _ site: Site) -> [Inline] {
    switch setting.mode {
    case .draft: return pending(source, site)
    case .blank: return blank(source, site)
    case .normal, .issue: return []
    }
  }

  private mutating func absent(_ source: BodyPlaceholder, _ site: Site) -> [Inline] {
    if setting.mode == .blank { return blank(source, site) }
    if source.hasTicks { return ticks(source, site, chosen: [], statement: nil) }
    for filter in source.filters {
      switch filter {
      case .handwritten: return blank(source, site)
      case .comb: return blank(source, site)
      default: break
      }
    }
    if let text = emptyText(of: source) { return [run(text, site, isOwn: true)] }
    if let field = source.field {
      // 文号, 成文日期 and 签发人 print as blanks until the document is issued.
      if field.isRequiredForIssue { return blank(source, site) }
      if field.isOfficeUse { return blank(source, site) }
      if field.isRequired, setting.mode == .draft { return pending(source, site) }
    }
    return []
  }

  private mutating func pending(_ source: BodyPlaceholder, _ site: Site) -> [Inline] {
    let label =
      source.path.isEmpty
      ? source.placeholder.expression.span.text : source.path.joined(separator: ".")
    note(missing: label, at: source.span, field: site.field)
    return [run("【待填：\(label)】", site)]
  }

  /// What a pen fills in: a line, empty boxes, the words of a date.
  private mutating func blank(_ source: BodyPlaceholder, _ site: Site) -> [Inline] {
    if source.hasTicks { return ticks(source, site, chosen: [], statement: nil) }
    for filter in source.filters {
      if case .comb(let count) = filter {
        return [comb("", count: count ?? Self.combCount(of: source.field?.kind), site)]
      }
    }
    if site.site == .listCell { return [] }
    if case .date = source.type {
      var isCell = false
      if case .formCell = site.site { isCell = true }
      return [run(source.dateForm.handwritten(isNarrow: isCell), site, isOwn: true)]
    }
    if case .documentNumber? = source.field?.kind {
      return [run("　　〔　　　　〕　　号", site, isOwn: true)]
    }
    switch site.site {
    case .ruled, .listCell, .formCell(isAlone: true): return []
    case .formCell(isAlone: false):
      // Half of what running text leaves: a cell's words must stay on its lines.
      let room = String(repeating: "　", count: Self.blankCells(of: source) / 2 + 1)
      return [run(room, site, isOwn: true)]
    case .text: break
    }
    return [.blank(Blank(minimumWidth: em * Self.blankCells(of: source)))]
  }

  private static func blankCells(of source: BodyPlaceholder) -> Int {
    switch source.type {
    case .number, .truth, .time: 5
    case .choice, .date: 8
    default: 12
    }
  }

  private static func combCount(of kind: FieldKind?) -> Int {
    switch kind {
    case .creditCode, .identityNumber: 18
    case .mobile: 11
    case .organisationCode: 9
    case .postcode: 6
    case .bankAccount: 19
    default: 0
    }
  }

  private func comb(_ text: String, count: Int, _ site: Site) -> Inline {
    .comb(
      Comb(
        units: TextUnits.units(text), count: count, field: site.field, place: site.datum.place))
  }

  // MARK: values

  private mutating func printed(_ source: BodyPlaceholder, _ site: Site) -> [Inline] {
    if source.hasTicks {
      switch site.datum.value {
      case .choice(let chosen, let statement):
        return ticks(source, site, chosen: chosen, statement: statement)
      case .truth(let truth):
        return ticks(source, site, chosen: [truth ? "是" : "否"], statement: nil)
      case .text(let text):
        return ticks(source, site, chosen: [text], statement: nil)
      default: break
      }
    }
    let printer = ValuePrinter(
      filters: source.filters, type: source.type, kind: source.field?.kind)
    guard let text = printer.text(of: site.datum.value) else {
      let shown = ValuePrinter(filters: [], type: source.type).text(of: site.datum.value) ?? ""
      let filter = source.placeholder.filters.first?.span.text ?? ""
      let problem = TemplateProblem.valueDoesNotFit(filter: filter, value: shown)
      report(problem, at: source.span, data: site.datum.place)
      return []
    }
    for filter in source.filters {
      if case .comb(let count) = filter { return [comb(text, count: count ?? 0, site)] }
    }
    return lines(of: text, site)
  }

  /// Line feeds of a 长文本 become breaks; empty lines and the carriage return go.
  private func lines(of text: String, _ site: Site) -> [Inline] {
    guard text.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\r" }) else {
      return text.isEmpty ? [] : [run(text, site)]
    }
    var result: [Inline] = []
    for line in text.unicodeScalars.split(whereSeparator: { $0 == "\n" || $0 == "\r" }) {
      if !result.isEmpty { result.append(.lineBreak) }
      result.append(run(String(line), site))
    }
    return result
  }

  // MARK: ticks

  /// Room for the statement after 其他, in 字.
  private static let statementCells = 4

  /// Every option with its box, □ or ☑ (forms:B0.5); the statement follows 其他.
  private func ticks(
    _ source: BodyPlaceholder, _ site: Site, chosen: [String], statement: String?
  ) -> [Inline] {
    var options: [String] = []
    for filter in source.filters {
      if case .ticks(let given) = filter { options = given }
    }
    if options.isEmpty {
      switch source.type {
      case .choice(let declared, _): options = declared
      case .truth: options = ["是", "否"]
      default: options = chosen
      }
    }
    var box = site.style
    box.font = .symbols
    box.isUnbreakable = true
    var label = site.style
    label.isUnbreakable = true
    var result: [Inline] = []
    for (index, option) in options.enumerated() {
      if index > 0 { result.append(.text(TextRun("\u{3000}", style: site.style))) }
      let isChosen = chosen.contains(option)
      let sign = isChosen ? "\u{2611}" : "\u{2610}"
      result.append(
        .text(TextRun(sign, style: box, field: site.field, place: site.datum.place)))
      result.append(
        .text(TextRun(option, style: label, field: site.field, place: site.datum.place)))
      if isChosen, option == "其他", let statement, !statement.isEmpty {
        result.append(
          .text(
            TextRun(
              "：" + statement, style: site.style, field: site.field, place: site.datum.place)))
      } else if option == "其他", setting.mode == .blank {
        // Who ticks it by hand has to state what it is (forms:B0.5).
        result.append(run("：", site, isOwn: true))
        if case .text = site.site {
          result.append(.blank(Blank(minimumWidth: em * Self.statementCells)))
        } else {
          result.append(
            run(String(repeating: "　", count: Self.statementCells), site, isOwn: true))
        }
      }
    }
    return result
  }
}

extension BodyPlaceholder {
  var hasTicks: Bool { filters.contains { if case .ticks = $0 { true } else { false } } }

  /// The form that a filter gives, else the one that fits the kind.
  var dateForm: DateForm {
    for filter in filters {
      if case .date(let form) = filter { return form }
    }
    switch field?.kind {
    case .yearMonth: return DateForm(example: "2024年12月") ?? .document
    case .year: return DateForm(example: "2024年") ?? .document
    default: return .document
    }
  }
}

extension DateForm {
  /// What stands for a date that is written by hand; its blanks are kept.
  func handwritten(isNarrow: Bool = false) -> String {
    let parts = [isNarrow ? "　　年" : "　　　　年", "　　月", "　　日"]
    switch precision {
    case .year: return parts[0]
    case .month: return parts[0] + parts[1]
    case .day: return parts.joined()
    }
  }
}
