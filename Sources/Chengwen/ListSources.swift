import CaseData
import Diagnostics
import Sheets

/// A list field whose rows stand in a file of their own: `拨付清单: {来源: 拨付.csv}` in the case, or
/// `--list 拨付清单=拨付.csv`.
public struct ListSource: Hashable, Sendable {
  public var field: String
  /// As a path of the world.
  public var path: String
  public init(field: String, path: String) {
    self.field = field
    self.path = path
  }
}

/// Puts the rows of second sources into a case.
struct ListSources {
  /// The key that names a list's file in a case.
  private static let key = "来源"
  /// Longer lists are not held: their rows are read again when they are printed.
  static let mostHeldRows = 5_000
  /// So many findings of a sheet are told one by one.
  private static let mostFindings = 100

  let schema: Schema
  let world: any World
  let casePath: String?

  /// The case with the rows of its second sources in their places; nil where it could not be made,
  /// with the reasons.
  func resolve(
    _ node: RawNode?, _ given: [ListSource], findings: inout Findings
  ) -> RawNode? {
    var members: [(key: String, keyPlace: Place, value: RawNode)] = []
    if let node {
      guard case .object(let own) = node.content else { return node }
      members = own
    }
    let errors = findings.count(of: .error)
    for index in members.indices {
      guard let source = source(in: members[index].value, findings: &findings),
        let fields = fields(of: members[index].key)
      else { continue }
      let path = below(source.path, source.place, findings: &findings)
      guard let path, !given.contains(where: { $0.field == members[index].key }) else { continue }
      members[index].value.content = read(path, fields, at: source.place, findings: &findings)
    }
    for source in given { put(source, into: &members, findings: &findings) }
    guard findings.count(of: .error) == errors else { return nil }
    return RawNode(.object(members), at: node?.place ?? .nowhere)
  }

  private func put(
    _ source: ListSource, into members: inout [(key: String, keyPlace: Place, value: RawNode)],
    findings: inout Findings
  ) {
    guard let fields = fields(of: source.field) else {
      let lists = schema.fields.filter { fields(of: $0.name) != nil }.map(\.name)
      findings.add(
        ListSourceProblem.noList(
          source.field, nearest: NearestName.of(source.field, among: lists), known: lists))
      return
    }
    let rows = read(source.path, fields, at: .nowhere, findings: &findings)
    let node = RawNode(rows, at: .nowhere)
    if let index = members.firstIndex(where: { $0.key == source.field }) {
      // What the case gives by a file of its own is replaced; rows that it holds itself are not.
      if case .object = members[index].value.content {
        members[index].value = node
      } else {
        findings.add(
          ListSourceProblem.givenTwice(source.field),
          at: Label(.data, members[index].keyPlace), field: source.field)
      }
      return
    }
    members.append((source.field, .nowhere, node))
  }

  /// The fields of a list; nil for any other field.
  private func fields(of name: String) -> [FieldDeclaration]? {
    if case .list(let fields)? = schema.field(name)?.kind { return fields }
    return nil
  }

  /// The file that a value names: an object whose one member is 来源.
  private func source(
    in node: RawNode, findings: inout Findings
  ) -> (path: String, place: Place)? {
    guard case .object(let members) = node.content, members.count == 1,
      members[0].key == Self.key, case .scalar(let path, _) = members[0].value.content
    else { return nil }
    return (path, members[0].value.place)
  }

  /// A case may name files below its own folder only.
  private func below(_ path: String, _ place: Place, findings: inout Findings) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isInside =
      !path.isEmpty && !path.contains("\\") && !path.contains(":")
      && !parts.contains { $0.isEmpty || $0 == ".." || $0 == "." }
    guard isInside else {
      findings.add(ListSourceProblem.outside(path), at: Label(.data, place))
      return nil
    }
    guard let casePath, let slash = casePath.lastIndex(of: "/") else { return path }
    return casePath[...slash] + path
  }

  // MARK: Rows

  private func read(
    _ path: String, _ fields: [FieldDeclaration], at place: Place, findings: inout Findings
  ) -> RawNode.Content {
    guard let kind = SheetReader.Kind(path: path) else {
      findings.add(SheetProblem.unknownFormat(name: path), at: Label(.data, place))
      return .list([])
    }
    var own = Findings()
    defer { findings.add(contentsOf: bounded(own)) }
    do {
      let (text, decoding) = try SourceDecoder.open(path, world: world)
      own.add(contentsOf: decoding)
      guard let text else { return .list([]) }
      var reader = SheetReader(text, name: path, kind: kind, fields: fields)
      guard try reader.begin(&own) else { return .list([]) }
      var held: [RawNode] = []
      var rows = SheetRows(text, name: path, kind: kind, fields: fields)
      while let row = try reader.next(&own) {
        rows.append(row.mark)
        if rows.rowCount <= Self.mostHeldRows, let node = row.node {
          held.append(node)
        } else if !held.isEmpty {
          held = []
        }
      }
      return rows.rowCount > Self.mostHeldRows ? .rows(rows) : .list(held)
    } catch WorldError.notFound {
      own.add(RunProblem.notFound(path: path), at: Label(.data, place))
    } catch WorldError.unreadable(_, let reason) {
      own.add(RunProblem.unreadable(path: path, reason: reason), at: Label(.data, place))
    } catch {
      own.add(
        RunProblem.unreadable(path: path, reason: .system("\(error)")), at: Label(.data, place))
    }
    return .list([])
  }

  private func bounded(_ findings: Findings) -> Findings {
    guard findings.all.count > Self.mostFindings else { return findings }
    var result = Findings(Array(findings.all.prefix(Self.mostFindings)))
    result.add(ListSourceProblem.more(findings.all.count - Self.mostFindings))
    return result
  }
}

/// What goes wrong with the second source of a list.
enum ListSourceProblem: Problem, Hashable {
  case noList(String, nearest: String?, known: [String])
  case givenTwice(String)
  case outside(String)
  case more(Int)

  var code: String {
    switch self {
    case .noList: "C030"
    case .givenTwice: "C031"
    case .outside: "C032"
    case .more: "C033"
    }
  }
  var severity: Severity { .error }

  func message(in language: MessageLanguage) -> String {
    let isChinese = language == .chinese
    switch self {
    case .noList(let name, _, _):
      return isChinese ? "“\(name)”不是列表字段" : "“\(name)” is no list field"
    case .givenTwice(let name):
      return isChinese
        ? "“\(name)”在案卷里已经写了" : "“\(name)” is given in the case already"
    case .outside(let path):
      return isChinese
        ? "来源“\(path)”不在案卷所在的文件夹里" : "“\(path)” is not below the case's folder"
    case .more(let count):
      return isChinese ? "清单里还有\(count)处问题没有列出" : "the list has \(count) more findings"
    }
  }

  func remedy(in language: MessageLanguage) -> String? {
    let isChinese = language == .chinese
    switch self {
    case .noList(_, let nearest?, _):
      return isChinese ? "是不是“\(nearest)”？" : "did you mean “\(nearest)”?"
    case .noList(_, nil, let known):
      if known.isEmpty {
        return isChinese ? "这个模板没有列表字段" : "this template has no list field"
      }
      return (isChinese ? "列表字段：" : "the list fields: ")
        + known.joined(separator: isChinese ? "、" : ", ")
    case .givenTwice:
      return isChinese ? "两处只留一处" : "leave one of the two"
    case .outside:
      return isChinese
        ? "把文件放到案卷旁边，写它的名字；别处的文件用 --list 指明"
        : "put the file beside the case, or name it with --list"
    case .more: return nil
    }
  }
}
