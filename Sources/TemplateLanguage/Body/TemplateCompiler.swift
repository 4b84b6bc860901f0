import CaseData
import Diagnostics
import Document

/// Reads a template's folder: 正文.wen, 字段.wen and the programme's 字段.wen one folder up.
public struct TemplateCompiler: Sendable {
  public let world: any World
  public init(world: any World) { self.world = world }

  /// The template, or nil where it has errors; all of them are in the findings.
  public func compile(folder: String) -> (template: Template?, findings: Findings) {
    let source = TemplateFolder(world: world, folder: folder)
    var findings = Findings()
    var declarations = Declarations()
    if let file = source.file(TemplateFolder.declarationsName, into: &findings) {
      let parsed = DeclarationParser.parse(file: file)
      declarations = parsed.declarations
      findings.add(contentsOf: parsed.findings)
    }
    let programme = source.programme(into: &findings)
    let header = source.header(declarations, programme: programme, into: &findings)
    let merged = Declarations.merged(programme: programme, template: declarations)
    findings.add(contentsOf: merged.findings)
    var usedNames: Set<String> = []
    let body = self.body(
      source, header, merged.declarations, hasProgramme: programme != nil, &usedNames,
      into: &findings)
    guard !findings.hasErrors else { return (nil, findings) }
    let shared = Set(programme?.schema.fields.map(\.name) ?? [])
    let used = Self.easingUnused(merged.declarations, usedNames, shared: shared)
    return (Template(header: header, declarations: used, body: body), findings)
  }

  /// An open constant of the programme (签发必填 without a value) stops only the papers that print
  /// or compute with it, and a field that the programme's papers share is asked of those alone: a
  /// notice to all units has no 单位名称.
  private static func easingUnused(
    _ declarations: Declarations, _ usedNames: Set<String>, shared: Set<String>
  ) -> Declarations {
    var names = usedNames
    for computed in declarations.computed { computed.expression?.collectNames(into: &names) }
    for rule in declarations.rules { rule.condition.collectNames(into: &names) }
    var result = declarations
    for index in result.constants.indices
    where result.constants[index].value == nil && !names.contains(result.constants[index].name) {
      result.constants[index].isRequiredForIssue = false
    }
    var fields = result.schema.fields
    for index in fields.indices
    where shared.contains(fields[index].name) && !names.contains(fields[index].name) {
      fields[index].isRequired = false
      fields[index].isDeclaration = false
    }
    result.schema = Schema(fields: fields)
    return result
  }

  /// A 公文 has its head, and no other style has one; a 公示 may be a text alone.
  private func checkHead(
    _ tree: BodyTree, _ file: SourceFile, _ style: PageStyle, into findings: inout Findings
  ) {
    if let span = tree.officialHead, !style.takesManuscript {
      findings.add(
        BodyProblem.officialHeadInStyle(style.rawValue), at: Label(.template, .text(span)))
    }
    if tree.officialHead == nil, style.takesManuscript, style != .publicNotice {
      let start = Span(file, 0..<min(1, file.bytes.count))
      findings.add(
        BodyProblem.noOfficialHead(style: style.rawValue), at: Label(.template, .text(start)))
    }
  }

  /// nil for a template without 正文.wen, which a manuscript fills.
  private func body(
    _ source: TemplateFolder, _ header: Template.Header, _ declarations: Declarations,
    hasProgramme: Bool, _ usedNames: inout Set<String>, into findings: inout Findings
  ) -> BodyTree? {
    var found = Findings()
    guard let file = source.file(TemplateFolder.bodyName, into: &found) else {
      if found.isEmpty, !header.style.takesManuscript {
        found.add(TemplateProblem.noBody(folder: source.folder))
      }
      findings.add(contentsOf: found)
      return nil
    }
    findings.add(contentsOf: found)
    let parsed = BodyParser.parse(file: file) {
      source.include($0, hasProgramme: hasProgramme)
    }
    findings.add(contentsOf: parsed.findings)
    checkHead(parsed.tree, file, header.style, into: &findings)
    let checked = BodyChecker.check(parsed.tree, against: declarations)
    findings.add(contentsOf: checked.findings)
    findings.add(contentsOf: ReferenceChecker.check(parsed.tree))
    usedNames = checked.usedNames
    return checked.tree
  }
}
