import CaseData
import Diagnostics

/// Goes through a tree before there is a case: names, types, filters. What it finds out about a
/// placeholder (type, declaration) stays in the tree for evaluation.
struct BodyChecker {
  private(set) var findings = Findings()
  /// The names that the body asks for.
  private(set) var usedNames: Set<String> = []
  private var scope: SchemaScope
  /// The declared fields visible at each level, the case's own first; parallel to `scope`.
  private var fields: [[FieldDeclaration]]

  init(_ declarations: Declarations) {
    scope = declarations.schemaScope
    let constants = declarations.constants.map {
      FieldDeclaration(
        name: $0.name, kind: $0.kind, isRequiredForIssue: $0.isRequiredForIssue, place: $0.place)
    }
    fields = [declarations.schema.fields + constants]
  }

  /// The tree ready for evaluation, what is wrong with it, and the names that it asks for.
  static func check(
    _ tree: BodyTree, against declarations: Declarations
  ) -> (tree: BodyTree, findings: Findings, usedNames: Set<String>) {
    var checker = BodyChecker(declarations)
    let nodes = checker.check(tree.nodes)
    return (BodyTree(nodes: nodes), checker.findings, checker.usedNames)
  }

  private mutating func report(_ problem: BodyProblem, at span: Span) {
    findings.add(problem, at: Label(.template, .text(span)))
  }

  // MARK: nodes

  private mutating func check(_ nodes: [BodyNode]) -> [BodyNode] { nodes.map { check($0) } }

  private mutating func check(_ node: BodyNode) -> BodyNode {
    switch node {
    case .title(let line): return .title(check(line))
    case .line(let line): return .line(check(line))
    case .annex(let line, let span): return .annex(check(line), span)
    case .coverFoot(let lines): return .coverFoot(lines.map { check($0) })
    case .band, .space, .pageBreak, .opinionFoot, .contents: return node
    case .pages(var pages):
      pages.header = pages.header.map { check($0) }
      return .pages(pages)
    case .official(var group):
      group.nodes = check(group.nodes)
      return .official(group)
    case .signature(var group):
      group.nodes = check(group.nodes)
      return .signature(group)
    case .table(var group):
      group.nodes = check(group.nodes)
      return .table(group)
    case .landscape(var group):
      group.nodes = check(group.nodes)
      return .landscape(group)
    case .cover(var cover):
      cover.nodes = check(cover.nodes)
      return .cover(cover)
    case .coverField(var field):
      field.value = check(field.value)
      field.suffix = check(field.suffix)
      return .coverField(field)
    case .opinion(var opinion):
      opinion.caption = check(opinion.caption)
      opinion.nodes = check(opinion.nodes)
      return .opinion(opinion)
    case .row(var row):
      row.cells = row.cells.map { check($0) }
      return .row(row)
    case .choice(let choice): return .choice(check(choice))
    case .each(var each):
      each.list = checkList(each.list)
      each.nodes = inside(each.list, named: each.itemName) { $0.check(each.nodes) }
      return .each(each)
    case .list(var list):
      list.list = checkList(list.list)
      list.groups = list.groups.map { group in
        inside(list.list, named: nil) { $0.check(group) }
      }
      list.nodes = check(list)
      return .list(list)
    }
  }

  private mutating func check(_ line: BodyLine) -> BodyLine {
    var line = line
    line.inlines = check(line.inlines)
    return line
  }

  private mutating func check(_ cell: BodyCell) -> BodyCell {
    guard case .content(let inlines, let span) = cell else { return cell }
    return .content(check(inlines), span)
  }

  private mutating func check(_ choice: BodyChoice) -> BodyChoice {
    var choice = choice
    for index in choice.branches.indices {
      if let condition = choice.branches[index].condition {
        let checked = check(condition)
        switch checked.type {
        case .truth, .any: break
        default: report(.notATruth(kind: checked.type.kindName), at: checked.span)
        }
        choice.branches[index].condition = checked
      }
      choice.branches[index].nodes = check(choice.branches[index].nodes)
    }
    return choice
  }

  /// 行 and 组 see the item, 小计 the last one of its group and 本组; 页计 sees 本页 and 累计; 头 and 计
  /// see what is around the list only.
  private mutating func check(_ list: BodyList) -> [BodyNode] {
    list.nodes.map { node in
      guard case .row(let row) = node else {
        return inside(list.list, named: nil) { $0.check(node) }
      }
      switch row.kind {
      case .body: return inside(list.list, named: nil) { $0.check(node) }
      case .subtotal:
        return inside(list.list, named: nil) { checker in
          checker.beside(list.list, as: [ListPart.group]) { $0.check(node) }
        }
      case .pageTotal:
        return beside(list.list, as: [ListPart.page, ListPart.running]) { $0.check(node) }
      case .head, .total: return check(node)
      }
    }
  }

  /// Where parts of a list have names of their own: 本组, 本页, 累计.
  private mutating func beside<Result>(
    _ list: BodyExpression, as names: [String], _ body: (inout Self) -> Result
  ) -> Result {
    let outer = (scope, fields)
    let type = RecordType(fields: names.map { RecordType.Field(name: $0, type: list.type) })
    scope = scope.entering(.record(type), isItem: false)
    let items = list.expression.map { itemFields(of: $0) } ?? []
    fields.append(names.map { FieldDeclaration(name: $0, kind: .list(items), place: .nowhere) })
    defer { (scope, fields) = outer }
    return body(&self)
  }

  // MARK: expressions

  private mutating func check(_ source: BodyExpression) -> BodyExpression {
    guard let expression = source.expression else { return source }
    expression.collectNames(into: &usedNames)
    var result = source
    let checked = ExpressionChecker.check(expression, against: scope)
    findings.add(contentsOf: checked.findings)
    result.expression = checked.expression
    result.type = checked.findings.hasErrors ? .any : checked.type
    return result
  }

  private mutating func checkList(_ source: BodyExpression) -> BodyExpression {
    let checked = check(source)
    switch checked.type {
    case .list, .any: break
    default:
      report(.notAList(checked.span.text, kind: checked.type.kindName), at: checked.span)
    }
    return checked
  }

  private mutating func inside<Result>(
    _ list: BodyExpression, named name: String?, _ body: (inout Self) -> Result
  ) -> Result {
    let outer = (scope, fields)
    var items: [FieldDeclaration] = []
    if let expression = list.expression { items = itemFields(of: expression) }
    scope = scope.entering(itemOf: list.type, named: name)
    fields.append(items)
    defer { (scope, fields) = outer }
    return body(&self)
  }

  /// The declared fields of an item of a list: of the field itself, or of the list that a function
  /// was given (筛选, 排序, 去重).
  private func itemFields(of expression: Expression) -> [FieldDeclaration] {
    switch expression.kind {
    case .call(let function, _, let arguments):
      switch function {
      case .filter, .sorted, .distinct: return arguments.first.map(itemFields) ?? []
      default: return []
      }
    default:
      guard let field = field(of: expression)?.field else { return [] }
      if case .list(let items) = field.kind { return items }
      return []
    }
  }

  /// The declaration that a name or a chain of members stands for, with its path and the level at
  /// which it was found.
  private func field(
    of expression: Expression
  ) -> (field: FieldDeclaration, path: [String], level: Int)? {
    switch expression.kind {
    case .name(let name):
      for level in fields.indices.reversed() {
        if let field = fields[level].first(where: { $0.name == name }) {
          return (field, [name], level)
        }
      }
      return nil
    case .member(let base, let name, _):
      guard let (outer, path, level) = field(of: base) else { return nil }
      switch outer.kind {
      case .record(let inner), .list(let inner):
        guard let found = inner.first(where: { $0.name == name }) else { return nil }
        return (found, path + [name], level)
      default: return nil
      }
    case .rescaled(let inner, _): return field(of: inner)
    default: return nil
    }
  }

  // MARK: inlines

  private mutating func check(_ inlines: [BodyInline]) -> [BodyInline] {
    inlines.map { inline in
      switch inline {
      case .placeholder(let placeholder): return .placeholder(check(placeholder))
      case .blank(let width, let inner, let span):
        return .blank(width, check(inner), span)
      case .footnote(let inner, let span): return .footnote(check(inner), span)
      case .emphasis(let inner, let dotted): return .emphasis(check(inner), dotted: dotted)
      case .text(let text, let span):
        warnOfSingleBraces(text, span)
        return inline
      default: return inline
      }
    }
  }

  private mutating func check(_ source: BodyPlaceholder) -> BodyPlaceholder {
    var result = source
    source.placeholder.expression.collectNames(into: &usedNames)
    let checked = ExpressionChecker.check(source.placeholder, against: scope)
    findings.add(contentsOf: checked.findings)
    result.placeholder = checked.placeholder
    guard !checked.findings.hasErrors else { return result }
    if let found = field(of: checked.placeholder.expression) {
      result.field = found.field
      result.path = found.path
      result.level = found.level
    }
    return result
  }

  /// `{单位名称}`: one brace was forgotten on both sides.
  private mutating func warnOfSingleBraces(_ text: String, _ span: Span) {
    guard text.utf8.count < 2000 else { return }
    var name = ""
    var isInside = false
    var wasOpening = false
    for scalar in text.unicodeScalars {
      defer { wasOpening = Mark.halfWidth(scalar) == "{" }
      switch Mark.halfWidth(scalar) {
      case "{":
        // Two of them are a placeholder that lost its end, which is reported already.
        isInside = !wasOpening
        name = ""
      case "}":
        if isInside, fields.contains(where: { $0.contains { $0.name == name } }) {
          report(.singleBraces(name), at: span)
        }
        isInside = false
      default: if isInside { name.unicodeScalars.append(scalar) }
      }
    }
  }
}
