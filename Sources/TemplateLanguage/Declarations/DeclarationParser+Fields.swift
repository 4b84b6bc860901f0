import CaseData
import Diagnostics

/// A field while its indented fields are being read.
final class FieldNode {
  var declaration: FieldDeclaration
  var isGroup: Bool
  var isList: Bool
  var children: [FieldNode] = []
  let kindRange: Range<Int>

  init(_ declaration: FieldDeclaration, kind: FieldKind, kindRange: Range<Int>) {
    self.declaration = declaration
    self.kindRange = kindRange
    if case .list = kind { isList = true } else { isList = false }
    if case .record = kind { isGroup = true } else { isGroup = isList }
  }

  /// The declaration with those below it.
  var finished: FieldDeclaration {
    guard isGroup else { return declaration }
    var result = declaration
    let fields = children.map(\.finished)
    result.kind = isList ? .list(fields) : .record(fields)
    return result
  }
}

extension DeclarationFileParser {
  static let maximumFieldDepth = 16

  mutating func readField(_ range: Range<Int>, indent: Int) {
    guard let node = fieldNode(range) else {
      open = []
      return
    }
    fields.append(node)
    open = [(indent, node)]
  }

  mutating func readNestedField(_ range: Range<Int>, indent: Int) {
    while open.count > 1, let last = open.last, indent < last.indent { open.removeLast() }
    guard let last = open.last else {
      // Below a field that could not be read everything would be wrong again.
      if !fields.isEmpty || !findings.hasErrors { report(.wrongIndentation, firstWord(range)) }
      return
    }
    var parent = last.node
    if indent == last.indent, open.count > 1 {
      open.removeLast()
      parent = open[open.count - 1].node
    } else if indent < last.indent || indent == last.indent {
      return report(.wrongIndentation, firstWord(range))
    } else if let child = parent.children.last, !child.isGroup, open.count > 1 {
      return report(.wrongIndentation, firstWord(range))
    }
    guard parent.isGroup else {
      return report(.notAGroup(parent.declaration.name), firstWord(range))
    }
    guard open.count < Self.maximumFieldDepth else {
      return report(.nestedTooDeep, firstWord(range))
    }
    if let first = firstIndent(of: parent), first != indent {
      return report(.wrongIndentation, firstWord(range))
    }
    guard let node = fieldNode(range) else { return }
    if let twin = parent.children.first(where: {
      $0.declaration.name == node.declaration.name
    }) {
      findings.add(
        DeclarationProblem.declaredTwice(node.declaration.name),
        at: Label(.template, node.declaration.place), Label(.related, twin.declaration.place))
      return
    }
    parent.children.append(node)
    childIndents[ObjectIdentifier(parent)] = indent
    open.append((indent, node))
  }

  private func firstIndent(of parent: FieldNode) -> Int? { childIndents[ObjectIdentifier(parent)] }

  /// Ends the indented fields; lists and records without any are reported.
  mutating func closeFields() {
    open = []
    for node in fields[closedFields...] { closeField(node) }
    closedFields = fields.count
  }

  private mutating func closeField(_ node: FieldNode) {
    if node.isGroup, node.children.isEmpty {
      report(.emptyGroup(node.declaration.name), node.kindRange)
    }
    for child in node.children { closeField(child) }
  }

  // MARK: one field

  private mutating func fieldNode(_ range: Range<Int>) -> FieldNode? {
    var tokens = self.tokens(range)[...]
    guard let nameRange = tokens.popFirst() else {
      report(.fieldNameMissing, range)
      return nil
    }
    guard let name = checkedName(nameRange) else { return nil }
    guard let kindRange = tokens.popFirst() else {
      report(.kindMissing(name), nameRange)
      return nil
    }
    guard let kind = fieldKind(kindRange) else { return nil }
    var declaration = FieldDeclaration(
      name: name, kind: kind, place: .text(span(nameRange)))
    for token in tokens { readCondition(token, &declaration) }
    return FieldNode(declaration, kind: kind, kindRange: kindRange)
  }

  /// A name that expressions can use; nil where it is none, which is reported.
  mutating func checkedName(_ range: Range<Int>) -> String? {
    var reader = SignReader(file, range)
    while !reader.isAtEnd {
      let start = reader.offset
      let isWord = Signs.isWord(reader.sign)
      reader.advance()
      if !isWord {
        report(.badName(file.text(range)), start..<reader.offset)
        return nil
      }
    }
    let name = file.foldedText(range)
    let reserved = ["本条", "序号", "裁定", "是", "否", "且", "或", "非", "为空", "不为空"]
    if reserved.contains(name) || name.unicodeScalars.first.map({ Signs.isDigit($0.value) }) == true
    {
      report(.badName(name), range)
      return nil
    }
    return name
  }

  /// The words of a range; blanks inside brackets and quotes do not separate.
  func tokens(_ range: Range<Int>) -> [Range<Int>] {
    var reader = SignReader(file, range)
    var result: [Range<Int>] = []
    var start: Int?
    var depth = 0
    while !reader.isAtEnd {
      let sign = reader.sign
      if Signs.isBlank(sign), depth == 0 {
        if let begin = start { result.append(begin..<reader.offset) }
        start = nil
        reader.advance()
        continue
      }
      start = start ?? reader.offset
      if sign == 0x28 { depth += 1 } else if sign == 0x29 { depth = max(0, depth - 1) }
      reader.advance()
      if Signs.isQuote(sign),
        let close = ExpressionLexer.closingQuote(in: reader, isCurly: sign == 0x201C)
      {
        reader.offset = close
        reader.advance()
      }
    }
    if let start { result.append(start..<range.upperBound) }
    return result
  }

  // MARK: kinds

  static let plainKinds: [(String, FieldKind)] = [
    ("文本", .text), ("长文本", .longText), ("整数", .integer), ("数字", .number),
    ("百分比", .percentage), ("日期", .date), ("年月", .yearMonth), ("年度", .year),
    ("起止日期", .period), ("时刻", .time), ("是否", .truth), ("信用代码", .creditCode),
    ("组织机构代码", .organisationCode), ("身份证号", .identityNumber), ("专利号", .patentNumber),
    ("手机", .mobile), ("电话", .telephone), ("邮编", .postcode), ("邮箱", .email),
    ("银行账号", .bankAccount), ("发文字号", .documentNumber), ("行政区划", .district),
    ("图片", .image), ("附件", .attachment), ("列表", .list([])), ("记录", .record([])),
  ]
  static let kindNames =
    plainKinds.map(\.0) + ["金额（元）", "金额（万元）", "单选", "多选"]

  mutating func fieldKind(_ range: Range<Int>) -> FieldKind? {
    var reader = SignReader(file, range)
    while !reader.isAtEnd, reader.sign != 0x28 { reader.advance() }
    let nameRange = range.lowerBound..<reader.offset
    let name = file.foldedText(nameRange)
    let arguments = options(reader.offset..<range.upperBound)
    switch name {
    case "金额":
      if arguments == ["元"] { return .money(.yuan) }
      if arguments == ["万元"] { return .money(.tenThousandYuan) }
      report(.moneyUnitMissing, range)
      return nil
    case "单选", "多选":
      guard !arguments.isEmpty, !arguments.contains("") else {
        report(.optionsMissing(name), range)
        return nil
      }
      if let twin = arguments.first(where: { word in arguments.filter { $0 == word }.count > 1 }) {
        report(.declaredTwice(twin), range)
        return nil
      }
      return name == "单选" ? .choice(arguments) : .choices(arguments)
    default: break
    }
    guard let kind = Self.plainKinds.first(where: { $0.0 == name })?.1 else {
      report(
        .unknownKind(name, nearest: NearestName.of(name, among: Self.kindNames)), nameRange)
      return nil
    }
    if !arguments.isEmpty {
      report(.kindTakesNoOptions(name), reader.offset..<range.upperBound)
      return nil
    }
    return kind
  }

  /// `（a，b）` as its parts; empty where there is no bracket.
  private func options(_ range: Range<Int>) -> [String] {
    var reader = SignReader(file, range)
    guard reader.sign == 0x28 else { return [] }
    reader.advance()
    var start = reader.offset
    var result: [String] = []
    var depth = 1
    while !reader.isAtEnd {
      let sign = reader.sign
      if sign == 0x28 { depth += 1 }
      if sign == 0x29 { depth -= 1 }
      if depth == 0 || (sign == 0x2C && depth == 1) {
        result.append(file.text(file.trimmed(start..<reader.offset)))
        reader.advance()
        start = reader.offset
        if depth == 0 { break }
        continue
      }
      reader.advance()
    }
    if depth > 0 { result.append(file.text(file.trimmed(start..<range.upperBound))) }
    return result
  }

  // MARK: conditions

  static let conditionNames = [
    "必填", "签发必填", "声明", "可为负", "主管部门填写", "不超过60字", "至少1条", "不少于10字", "空则：无",
    "默认：0", "说明“…”", "示例“…”",
  ]

  private mutating func readCondition(_ range: Range<Int>, _ field: inout FieldDeclaration) {
    let text = file.foldedText(range)
    switch text {
    case "必填": field.isRequired = true
    case "签发必填": field.isRequiredForIssue = true
    case "声明": field.isDeclaration = true
    case "可为负": field.allowsNegative = true
    case "主管部门填写": field.isOfficeUse = true
    default:
      if readCount(range, &field) || readText(range, &field) { return }
      report(
        .unknownCondition(text, nearest: nearestCondition(text)), range)
    }
  }

  private func nearestCondition(_ text: String) -> String? {
    // What is quoted or counted says nothing of the name.
    let name = String(text.prefix { !$0.isASCII && $0 != "“" && $0 != "：" })
    let names = [
      "必填", "签发必填", "声明", "可为负", "主管部门填写", "不超过", "至少", "不少于", "空则", "默认", "说明",
      "示例",
    ]
    guard let nearest = NearestName.of(name, among: names) else { return nil }
    return Self.conditionNames.first { $0.hasPrefix(nearest) }
  }

  /// 不超过n字, 不少于n字, 至少n条.
  private func readCount(_ range: Range<Int>, _ field: inout FieldDeclaration) -> Bool {
    let text = file.foldedText(range)
    for (before, after) in [("不超过", "字"), ("不少于", "字"), ("不少于", "条"), ("至少", "条")]
    where text.hasPrefix(before) && text.hasSuffix(after) {
      let digits = text.dropFirst(before.count).dropLast(after.count).filter { $0 != " " }
      guard let count = Int(digits), (0...1_000_000).contains(count) else { continue }
      if before == "不超过" { field.maximumLength = count } else { field.minimumCount = count }
      return true
    }
    return false
  }

  /// 空则：…, 默认：…, 说明“…”, 示例“…”.
  private func readText(_ range: Range<Int>, _ field: inout FieldDeclaration) -> Bool {
    for name in ["空则", "默认", "说明", "示例"] {
      guard file.text(range).hasPrefix(name) else { continue }
      var start = range.lowerBound + name.utf8.count
      var reader = SignReader(file, start..<range.upperBound)
      let hasColon = reader.sign == 0x3A
      if hasColon {
        reader.advance()
        start = reader.offset
      }
      let isQuoted = Signs.isQuote(reader.sign)
      guard hasColon || isQuoted else { return false }
      let value = unquoted(start..<range.upperBound)
      let text = file.text(value)
      switch name {
      case "空则": field.emptyText = text
      case "说明": field.explanation = text
      case "示例": field.example = text
      default:
        field.defaultValue = RawNode(
          .scalar(text, isQuoted: isQuoted), at: .text(span(value)))
      }
      return true
    }
    return false
  }

  /// The range without the quotes around it, where it has them.
  func unquoted(_ range: Range<Int>) -> Range<Int> {
    let range = file.trimmed(range)
    var reader = SignReader(file, range)
    guard Signs.isQuote(reader.sign) else { return range }
    let isCurly = reader.sign == 0x201C
    reader.advance()
    guard let close = ExpressionLexer.closingQuote(in: reader, isCurly: isCurly) else {
      return range
    }
    var after = reader
    after.offset = close
    after.advance()
    return after.isAtEnd ? reader.offset..<close : range
  }
}
