import CaseData
import Diagnostics

/// The templates below a folder.
public struct TemplateCatalogue: Sendable {
  /// In the order of their folders.
  public var entries: [Template.Header]

  /// Folders within each other that are looked through.
  private static let maximumDepth = 6

  /// Lists the templates below `root` by their declarations alone; bodies are not read. A folder is
  /// a template when it has a 正文.wen, or a 字段.wen that names a 文种 (a manuscript fills it).
  public static func open(
    root: String, world: any World
  ) -> (catalogue: TemplateCatalogue, findings: Findings) {
    var findings = Findings()
    var catalogue = TemplateCatalogue(entries: [])
    catalogue.collect(root, world, depth: 0, into: &findings)
    catalogue.reportDoubles(into: &findings)
    return (catalogue, findings)
  }

  private mutating func collect(
    _ folder: String, _ world: any World, depth: Int, into findings: inout Findings
  ) {
    let names: [String]
    do {
      names = try world.list(folder)
    } catch {
      let problem = TemplateProblem.unreadable(
        path: folder, reason: TemplateFolder.reason(error))
      findings.add(problem)
      return
    }
    let hasBody = names.contains(TemplateFolder.bodyName)
    if hasBody || names.contains(TemplateFolder.declarationsName) {
      add(TemplateFolder(world: world, folder: folder), hasBody: hasBody, into: &findings)
    }
    guard depth < Self.maximumDepth else { return }
    for name in names where name.hasSuffix("/") && !name.hasPrefix(".") {
      let inner = TemplatePath.join(folder, TemplatePath.trimmed(name))
      collect(inner, world, depth: depth + 1, into: &findings)
    }
  }

  private mutating func add(
    _ source: TemplateFolder, hasBody: Bool, into findings: inout Findings
  ) {
    var found = Findings()
    var declarations = Declarations()
    if let file = source.file(TemplateFolder.declarationsName, into: &found) {
      declarations = DeclarationParser.parse(file: file).declarations
    }
    // A programme's own folder is no template.
    let isTemplate = hasBody || declarations.attribute("文种") != nil
    guard isTemplate, hasBody || declarations.attribute("项目") == nil else { return }
    findings.add(contentsOf: found)
    // What is wrong inside is told when the template is compiled.
    var ignored = Findings()
    let programme = source.programme(into: &ignored)
    entries.append(source.header(declarations, programme: programme, into: &findings))
  }

  private func reportDoubles(into findings: inout Findings) {
    for (index, entry) in entries.enumerated() {
      let other = entries[..<index].first {
        $0.name == entry.name && $0.version == entry.version && $0.programme == entry.programme
      }
      if let other {
        findings.add(TemplateProblem.sameNameAndVersion(entry.name, other: other.folder))
      }
    }
  }

  /// What a NAME stands for.
  public enum Match: Sendable {
    case found(Template.Header)
    /// Several templates have the name.
    case several([Template.Header])
    /// None; the nearest names, best first.
    case none(nearest: [String])
  }

  /// Finds by 名称, by folder (its path or its last components), or by NAME@版本 or NAME@年度. NAME
  /// alone is the newest.
  public func find(_ name: String) -> Match {
    let parts = name.split(separator: "@", maxSplits: 1).map(String.init)
    let base = TemplatePath.trimmed(parts.first ?? name)
    var matches = entries.filter { $0.name == base }
    if matches.isEmpty {
      matches = entries.filter { $0.folder == base || $0.folder.hasSuffix("/" + base) }
    }
    if parts.count == 2 {
      let version = parts[1]
      matches = matches.filter { $0.version == version || $0.year == version }
    }
    if matches.isEmpty { return .none(nearest: nearest(base)) }
    if matches.count == 1 { return .found(matches[0]) }
    let newest = matches.sorted { Self.isOlder($0, $1) }
    guard let last = newest.last, Self.isOlder(newest[newest.count - 2], last) else {
      return .several(matches)
    }
    return .found(last)
  }

  private func nearest(_ name: String) -> [String] {
    let names = entries.map(\.name)
    let near = NearestName.ranked(name, among: names)
    if !near.isEmpty { return near }
    let folders = entries.map { TemplatePath.lastComponent($0.folder) }
    return NearestName.ranked(name, among: folders)
  }

  /// By year, then by the numbers of the version.
  private static func isOlder(_ a: Template.Header, _ b: Template.Header) -> Bool {
    let left = numbers(a.year ?? "") + numbers(a.version)
    let right = numbers(b.year ?? "") + numbers(b.version)
    return left.lexicographicallyPrecedes(right)
  }

  private static func numbers(_ version: String) -> [Int] {
    version.split { !("0"..."9").contains($0) }.map { Int($0) ?? 0 }
  }
}
