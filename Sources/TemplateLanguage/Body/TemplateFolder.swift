import CaseData
import Diagnostics
import Document

/// Paths inside a template library. Only `/` divides them; nothing is resolved against a disk.
enum TemplatePath {
  static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty || folder == "." ? name : trimmed(folder) + "/" + name
  }

  static func trimmed(_ folder: String) -> String {
    var text = folder
    while text.count > 1, text.hasSuffix("/") { text.removeLast() }
    return text
  }

  static func lastComponent(_ folder: String) -> String {
    trimmed(folder).split(separator: "/").last.map(String.init) ?? folder
  }

  /// The folder around a folder; nil where the text does not say.
  static func parent(of folder: String) -> String? {
    let text = trimmed(folder)
    guard text != ".", text != "..", text != "/", !text.hasSuffix("/..") else { return nil }
    guard let slash = text.lastIndex(of: "/") else { return "." }
    return slash == text.startIndex ? "/" : String(text[..<slash])
  }
}

/// The files of one template, read through the world.
struct TemplateFolder {
  let world: any World
  let folder: String

  static let bodyName = "正文.wen"
  static let declarationsName = "字段.wen"

  /// A file of the folder (or another one); nil where there is none. What cannot be read or decoded
  /// is reported.
  func file(
    _ name: String, in other: String? = nil, into findings: inout Findings
  ) -> SourceFile? {
    let path = TemplatePath.join(other ?? folder, name)
    let bytes: [UInt8]
    do {
      bytes = try world.read(path)
    } catch WorldError.notFound {
      return nil
    } catch {
      findings.add(TemplateProblem.unreadable(path: path, reason: Self.reason(error)))
      return nil
    }
    let (file, problems) = SourceDecoder.decode(
      bytes: bytes, name: path, limit: SourceDecoder.templateLimit)
    findings.add(contentsOf: problems)
    return file
  }

  static func reason(_ error: any Error) -> FileFault {
    guard let error = error as? WorldError else { return .system("\(error)") }
    switch error {
    case .notFound: return .missing
    case .unreadable(_, let reason): return reason
    }
  }

  /// The programme's declarations, one folder up, if that folder is a programme (`项目：`).
  func programme(into findings: inout Findings) -> Declarations? {
    guard let parent = TemplatePath.parent(of: folder) else { return nil }
    var found = Findings()
    guard let file = file(Self.declarationsName, in: parent, into: &found) else { return nil }
    let (declarations, problems) = DeclarationParser.parse(file: file)
    guard declarations.attribute("项目") != nil else { return nil }
    findings.add(contentsOf: found)
    findings.add(contentsOf: problems)
    return declarations
  }

  /// 示例.yaml, 示例A.json, 示例.txt …; expected texts (示例.预期.txt) are none.
  var examples: [String] {
    let names = (try? world.list(folder)) ?? []
    let endings = [".yaml", ".yml", ".json", ".xlsx", ".txt"]
    return names.filter { name in
      name.hasPrefix("示例") && !name.hasSuffix(".预期.txt") && endings.contains { name.hasSuffix($0) }
    }.map { TemplatePath.join(folder, $0) }
  }

  /// What `@引入` finds: a file of the template's folder, of the programme's, or of its 共用 folder.
  /// A name that leads out of them is refused before anything is read.
  func include(_ name: String, hasProgramme: Bool) -> Result<SourceFile, BodyProblem> {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isOutside =
      name.hasPrefix("/") || name.unicodeScalars.contains { $0 == "\\" || $0 == ":" || $0 == "\0" }
      || parts.contains { $0 == ".." || $0 == "." || $0.isEmpty }
    if isOutside { return .failure(.includeOutside(name)) }
    var folders = [folder]
    if hasProgramme, let parent = TemplatePath.parent(of: folder) {
      folders += [parent, TemplatePath.join(parent, "共用")]
    }
    for place in folders {
      var found = Findings()
      if let file = file(name, in: place, into: &found) { return .success(file) }
      if let first = found.all.first(where: { $0.severity == .error }) {
        let reason = first.problem.message(in: .chinese)
        return .failure(.includeUnreadable(name, reason: reason))
      }
    }
    return .failure(.includeNotFound(name))
  }

  /// What the declarations say about the template.
  func header(
    _ declarations: Declarations, programme: Declarations?, into findings: inout Findings
  ) -> Template.Header {
    func own(_ key: String) -> Attribute? { declarations.attributes.last { $0.key == key } }
    func value(_ key: String) -> String? { own(key)?.value ?? programme?.attribute(key) }
    var header = Template.Header(
      name: value("名称") ?? TemplatePath.lastComponent(folder), folder: folder,
      programme: programme?.attribute("项目"), examples: examples)
    if let style = own("版式") ?? programme?.attributes.last(where: { $0.key == "版式" }) {
      if let known = PageStyleName.style(style.value) {
        header.style = known
      } else {
        let nearest = NearestName.of(style.value, among: PageStyleName.names)
        findings.add(
          TemplateProblem.unknownStyle(style.value, nearest: nearest),
          at: Label(.declaration, style.place))
      }
    }
    if let standing = own("性质") ?? programme?.attributes.last(where: { $0.key == "性质" }) {
      header.standing = standing.value
      if Standing(rawValue: standing.value) == nil {
        findings.add(
          TemplateProblem.unknownStanding(standing.value), at: Label(.declaration, standing.place))
      }
    }
    for attribute in [own("版面"), programme?.attributes.last(where: { $0.key == "版面" })] {
      guard let attribute else { continue }
      let settings = LayoutNotation.settings(
        of: attribute.value, at: Label(.declaration, attribute.place), into: &findings)
      header.layout = header.layout.over(settings)
    }
    if let numbering = own("脚注编号"), FootnoteNumbering(rawValue: numbering.value) == nil {
      findings.add(
        ReferenceProblem.badNumbering(numbering.value), at: Label(.declaration, numbering.place))
    }
    header.year = value("年度")
    header.version = value("版本") ?? ""
    header.audience = value("面向")
    header.source = value("出处")
    header.documentKind = own("文种")?.value
    return header
  }
}
