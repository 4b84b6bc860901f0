import CaseData
import Diagnostics
import Document

extension Template {
  /// Fills the template: case → rules → blocks. With any error (in a mode that refuses them) there
  /// is no document; warnings and rulings travel beside it. A paper of the bureau's own is refused
  /// as long as a ruling is open (design section 3).
  public func evaluate(
    case data: RawNode?, options: EvaluationOptions
  ) -> (document: Document?, findings: Findings) {
    guard let body else {
      return (nil, Findings([Diagnostic(TemplateProblem.takesManuscript(header.name))]))
    }
    let evaluated = CaseEvaluator.evaluate(
      case: data, declarations: declarations, options: options)
    var builder = DocumentBuilder(
      setting: DocumentBuilder.Setting(
        mode: options.mode, style: header.style, standing: header.standing,
        isForApplicant: !isForBureau,
        constants: declarations.namesWithoutCase),
      scope: evaluated.scope, budget: evaluated.budget)
    builder.findings = evaluated.findings
    var blocks = builder.build(body)
    let head = officialHead(builder.officialLines, options)
    if let title = head?.title { blocks.insert(title, at: 0) }
    blocks = builder.resolvingReferences(in: blocks, of: body)
    var findings = builder.findings
    if let head {
      // What is missing in the case was told where the case lacks it.
      let isKnown = findings.hasErrors
      findings.add(
        contentsOf: Findings(head.findings.all.filter { !isKnown || !$0.saysWhatIsMissing }))
    }
    if options.mode == .draft || options.mode == .blank { findings = Self.eased(findings) }
    if header.standing == Standing.ours.rawValue {
      findings.add(TemplateProblem.ourOwnDesign(header.name))
    }
    let isRefused =
      findings.hasErrors
      || (isForBureau && findings.hasRulings && options.mode != .draft && options.mode != .blank)
    guard !isRefused else { return (nil, findings) }
    var document = Document(
      title: head?.name ?? Self.title(of: blocks) ?? header.name, style: header.style,
      blocks: blocks,
      stamp: options.mode == .draft ? .draft : .none, author: author(evaluated.root),
      origin: DocumentOrigin(
        template: header.name, version: header.version, standing: header.standing))
    document.official = head?.elements
    document.pageLimit = pageLimit
    document.layout = header.layout
    document.footnoteNumbering =
      declarations.attribute("脚注编号").flatMap { FootnoteNumbering(rawValue: $0) } ?? .eachPage
    document.isProvisional = options.mode == .draft || options.mode == .blank
    return (document, findings)
  }

  /// The head that `@公文` gives; nil for every style but those of a manuscript, and for a 公示 that
  /// is only a text.
  private func officialHead(
    _ lines: [DocumentBuilder.OfficialLine], _ options: EvaluationOptions
  ) -> OfficialHead? {
    guard header.style.takesManuscript, body?.officialHead != nil else { return nil }
    return OfficialHead(lines, style: header.style, layout: header.layout, options: options)
  }

  private var isForBureau: Bool { header.audience == "主管部门" }

  /// 页数：1.
  private var pageLimit: Int? {
    declarations.attribute("页数").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  /// The unit that the document comes from: the bureau of its own paper, else who applies.
  private func author(_ root: Record) -> String? {
    let names = isForBureau ? ["发文机关", "受理机关"] : ["单位名称", "申报单位"]
    for name in names {
      if case .text(let text)? = root[name]?.value { return text }
    }
    return nil
  }

  private static func title(of blocks: [Block]) -> String? {
    for block in blocks {
      switch block.content {
      case .title(let title): return title.inlines.plainText
      case .cover(let cover): return cover.title.plainText
      default: break
      }
    }
    return nil
  }

  /// `--draft` accepts faults and `--blank` asks for nothing: errors become warnings.
  private static func eased(_ findings: Findings) -> Findings {
    Findings(
      findings.all.map { finding in
        guard finding.severity == .error else { return finding }
        var eased = finding
        eased.problem = EasedProblem(base: finding.problem)
        return eased
      })
  }
}

/// An error that the mode accepts, as a warning with the same code and words.
private struct EasedProblem: Problem {
  let base: any Problem
  var code: String { base.code }
  var severity: Severity { .warning }
  func message(in language: MessageLanguage) -> String { base.message(in: language) }
  func remedy(in language: MessageLanguage) -> String? { base.remedy(in: language) }
}

extension BodyTree {
  /// Where `@公文` stands.
  var officialHead: Span? {
    for case .official(let group) in nodes { return group.span }
    return nil
  }
}

extension Diagnostic {
  /// Whether it says that a key of the head is missing.
  fileprivate var saysWhatIsMissing: Bool {
    switch problem {
    case ManuscriptProblem.missingKey, ManuscriptProblem.missingForIssue,
      TemplateProblem.missingInDraft:
      true
    default: false
    }
  }
}

extension Declarations {
  /// Constants, and what is computed from constants alone: a blank form prints them.
  var namesWithoutCase: Set<String> {
    var known = Set(constants.map(\.name))
    for value in computed where value.path.isEmpty {
      var names: Set<String> = []
      value.expression?.collectNames(into: &names)
      if value.expression != nil, names.isSubset(of: known) { known.insert(value.name) }
    }
    return known
  }
}
