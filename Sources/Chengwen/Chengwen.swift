@_exported import CaseData
@_exported import Cleaning
@_exported import Conformity
@_exported import Diagnostics
@_exported import Document
@_exported import Fonts
@_exported import PDFWriting
@_exported import Pages
@_exported import Raster
@_exported import Sheets
@_exported import TemplateLanguage
@_exported import Typesetting
@_exported import Typography
@_exported import Writing

/// The library's face: a template library and the fonts, opened once; then check and fill.
///
///     let chengwen = Chengwen.open(templates: "templates", fonts: fonts, world: FileWorld())
///     let result = chengwen.fill(FillRequest(template: "通知", casePath: "稿件.txt"))
public struct Chengwen: Sendable {
  public let catalogue: TemplateCatalogue
  public let fonts: FontLibrary
  public let world: any World
  /// Keeps what every document of a run has in common: one for all fills.
  let typesetter: Typesetter
  /// What opening found: templates that cannot be read, roles without a font.
  public let findings: Findings

  /// Opens the templates below a folder.
  public static func open(
    templates folder: String, fonts: FontLibrary, fontFindings: Findings = Findings(),
    world: any World, profile: LayoutProfile = LayoutProfile()
  ) -> Chengwen {
    let (catalogue, catalogueFindings) = TemplateCatalogue.open(root: folder, world: world)
    var findings = fontFindings
    findings.add(contentsOf: catalogueFindings)
    // A folder that cannot be read has been reported.
    if catalogue.entries.isEmpty, !catalogueFindings.hasErrors {
      findings.add(RunProblem.noTemplates(folder: folder))
    }
    return Chengwen(
      catalogue: catalogue, fonts: fonts, world: world,
      typesetter: Typesetter(fonts: fonts, profile: profile), findings: findings)
  }

  /// The compiled template that a NAME stands for.
  public func template(_ name: String) -> (template: Template?, findings: Findings) {
    catalogue.template(name, world: world)
  }

  /// Everything that is wrong with a case, layout included, without writing anything.
  ///
  /// - Parameter writing: also judges the words by the style of official prose, as far as there is
  ///   a document to judge.
  public func check(_ request: FillRequest, writing: Bool = false) -> Findings {
    let (_, document, found) = layOut(request)
    guard writing, let document else { return found }
    let words = WritingChecker.check(document)
    var findings = found.withoutNotes(that: words)
    findings.add(contentsOf: words)
    return findings
  }

  /// Fills one document and exports it in the formats asked for.
  ///
  /// A document with a list too long to be held is written to `sink` page by page, and the result
  /// has no files; without a sink, its bytes are gathered.
  public func fill(
    _ request: FillRequest, as format: OutputFormat, to sink: (any ByteSink)? = nil
  ) -> FillResult {
    let (evaluated, found) = evaluate(request)
    if let evaluated, evaluated.hasLongLists, !found.hasErrors {
      return fillLong(evaluated, found, request, as: format, to: sink)
    }
    var (pages, document, findings) = layOut(evaluated, found)
    refuseOpenRulings(request, &findings)
    guard let pages, !findings.hasErrors else {
      return FillResult(files: [], document: document, findings: findings)
    }
    let files = export(pages, as: format, findings: &findings)
    var result = FillResult(
      files: files, pageCount: pages.pages.count, document: document, findings: findings)
    if request.measuresConformity, let document {
      let report = ConformityReport.measure(document, pages: pages, fonts: fonts)
      result.findings.add(contentsOf: report.findings)
      result.conformity = report
    }
    return result
  }
}

extension TemplateCatalogue {
  /// The compiled template that a NAME stands for.
  public func template(
    _ name: String, world: any World
  ) -> (template: Template?, findings: Findings) {
    var findings = Findings()
    switch find(name) {
    case .found(let header):
      return TemplateCompiler(world: world).compile(folder: header.folder)
    case .several(let headers):
      findings.add(RunProblem.ambiguousTemplate(name: name, folders: headers.map(\.folder)))
    case .none(let nearest):
      findings.add(RunProblem.unknownTemplate(name: name, nearest: nearest))
    }
    return (nil, findings)
  }
}

/// One document to fill.
public struct FillRequest: Sendable {
  public var template: String
  /// nil with `.blank` only.
  public var casePath: String?
  public var mode: FillMode
  /// Whether the finished pages are measured against GB/T 9704-2012.
  public var measuresConformity: Bool
  /// Lists whose rows stand in files of their own, besides those that the case names.
  public var lists: [ListSource]
  public init(
    template: String, casePath: String?, mode: FillMode = .normal,
    measuresConformity: Bool = false, lists: [ListSource] = []
  ) {
    self.template = template
    self.casePath = casePath
    self.mode = mode
    self.measuresConformity = measuresConformity
    self.lists = lists
  }
}

public enum OutputFormat: Hashable, Sendable {
  case pdf
  /// One picture a page, at so many dots per inch.
  case png(resolution: Int)
}

public struct FillResult: Sendable {
  /// The finished files in order: one PDF, or one picture a page. Empty where there are errors.
  public var files: [[UInt8]]
  public var pageCount = 0
  /// The file went to the sink.
  public var isStreamed = false
  public var document: Document?
  public var findings: Findings
  /// nil where it was not asked for, or where there are no pages.
  public var conformity: ConformityReport?
}

extension Findings {
  /// Without notes of places at which the words are found wrong: the number that was corrected for
  /// the page is one mistake, not two.
  fileprivate func withoutNotes(that words: Findings) -> Findings {
    let wrong = Set(
      words.all.filter { $0.severity == .error }.compactMap {
        $0.labels.first?.place.span.map(Self.start)
      })
    return Findings(
      all.filter { finding in
        guard finding.severity == .note, let span = finding.labels.first?.place.span else {
          return true
        }
        return !wrong.contains(Self.start(span))
      })
  }

  private static func start(_ span: Span) -> String { "\(span.file.name):\(span.lower)" }
}
