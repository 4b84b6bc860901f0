import Diagnostics

/// One run over a case.
struct Conversion {
  typealias Member = (key: String, keyPlace: Place, value: RawNode)

  /// After this many findings the rest is only counted.
  static let findingLimit = 500

  let options: ConversionOptions
  private(set) var findings = Findings()
  private var suppressed = 0

  init(options: ConversionOptions) { self.options = options }

  // MARK: Records

  /// The members of an object; nil, reported, for anything else.
  mutating func members(
    of node: RawNode, path: FieldPath, declaration: FieldDeclaration?
  ) -> [Member]? {
    if case .object(let members) = node.content { return members }
    if let declaration {
      report(.wrongShape(.of(node), wanted: .object), node.place, declaration, path)
    } else {
      add(.caseIsNoObject(found: .of(node)), [Label(.data, node.place)], nil)
    }
    return nil
  }

  /// `isGiven` is false where the fields' absence is reported already.
  mutating func record(
    _ members: [Member], at place: Place, fields: [FieldDeclaration], path: FieldPath,
    isGiven: Bool = true
  ) -> Record {
    if isGiven, Self.areInOrder(members, fields) {
      return orderedRecord(members, at: place, fields: fields, path: path)
    }
    let (given, misspelt) = match(members, fields, path)
    var record = Record(minimumCapacity: fields.count)
    for field in fields {
      let fieldPath = path.appending(field.name)
      if let member = given[field.name] {
        record[field.name] = value(member.value, field, path: fieldPath)
      } else {
        let isSilent = !isGiven || misspelt.contains(field.name)
        record[field.name] = missing(field, in: place, path: fieldPath, isSilent: isSilent)
      }
    }
    return record
  }

  /// Whether the members are fields, each once and in declared order: so come the rows of a sheet
  /// and what programs write.
  private static func areInOrder(_ members: [Member], _ fields: [FieldDeclaration]) -> Bool {
    var next = 0
    for member in members {
      while next < fields.count, fields[next].name != member.key { next += 1 }
      guard next < fields.count else { return false }
      next += 1
    }
    return true
  }

  private mutating func orderedRecord(
    _ members: [Member], at place: Place, fields: [FieldDeclaration], path: FieldPath
  ) -> Record {
    var record = Record(minimumCapacity: fields.count)
    var next = 0
    for field in fields {
      let fieldPath = path.appending(field.name)
      if next < members.count, members[next].key == field.name {
        record[field.name] = value(members[next].value, field, path: fieldPath)
        next += 1
      } else {
        record[field.name] = missing(field, in: place, path: fieldPath, isSilent: false)
      }
    }
    return record
  }

  /// The members by field name, and the fields that a misspelt key most likely means.
  private mutating func match(
    _ members: [Member], _ fields: [FieldDeclaration], _ path: FieldPath
  ) -> (given: [String: Member], misspelt: Set<String>) {
    var given: [String: Member] = [:]
    var unknown: [Member] = []
    let names = Set(fields.map(\.name))
    for member in members {
      if names.contains(member.key), given[member.key] == nil {
        given[member.key] = member
      } else {
        unknown.append(member)
      }
    }
    var misspelt: Set<String> = []
    for member in unknown {
      let tidy = FullWidth.halved(member.key.trimmed).text
      let free = fields.filter { given[$0.name] == nil }
      if let field = free.first(where: { FullWidth.halved($0.name).text == tidy }) {
        given[field.name] = member
        add(
          .keyNormalised(member.key, field: field.name),
          [Label(.data, member.keyPlace), Label(.declaration, field.place)],
          path.appending(field.name))
      } else {
        reportUnknown(member, free: free, all: fields, path: path, &misspelt)
      }
    }
    return (given, misspelt)
  }

  private mutating func reportUnknown(
    _ member: Member, free: [FieldDeclaration], all: [FieldDeclaration], path: FieldPath,
    _ misspelt: inout Set<String>
  ) {
    let full = path.appending(member.key)
    if let reserved = options.reserved.first(where: { $0.path == full.plain }) {
      add(
        .reservedName(member.key, reason: reserved.reason),
        [Label(.data, member.keyPlace), Label(.declaration, reserved.place)], full)
      return
    }
    let near =
      NearestName.of(member.key, among: free.map(\.name))
      ?? NearestName.of(member.key, among: all.map(\.name))
    let field = near.flatMap { name in all.first { $0.name == name } }
    if let near { misspelt.insert(near) }
    add(
      .unknownField(member.key, nearest: near, known: Array(all.prefix(12).map(\.name))),
      [Label(.data, member.keyPlace), Label(.declaration, field?.place ?? .nowhere)], full)
  }

  // MARK: Missing values

  private mutating func missing(
    _ field: FieldDeclaration, in place: Place, path: FieldPath, isSilent: Bool
  ) -> Datum {
    if let standard = field.defaultValue { return value(standard, field, path: path) }
    if options.mode == .blank {
      guard case .record(let fields) = field.kind else { return Datum(.absent, at: place) }
      return Datum(.record(record([], at: place, fields: fields, path: path)), at: place)
    }
    let isNeeded =
      field.isRequired || field.isDeclaration
      || (field.isRequiredForIssue && options.mode == .issue)
    let isOffice = field.isOfficeUse && !options.acceptsOfficeUse
    guard isNeeded, !isOffice else { return absent(field, in: place, path: path) }
    if !isSilent { report(missingProblem(field), place, field, path) }
    return Datum(.faulty, at: place)
  }

  /// An optional record that was not given still has what its fields are by default; one with
  /// fields that must be filled is absent as a whole.
  private mutating func absent(
    _ field: FieldDeclaration, in place: Place, path: FieldPath
  ) -> Datum {
    guard case .record(let fields) = field.kind, !fields.contains(where: \.isRequired),
      fields.contains(where: { $0.defaultValue != nil })
    else { return Datum(.absent, at: place) }
    return Datum(.record(record([], at: place, fields: fields, path: path)), at: place)
  }

  private func missingProblem(_ field: FieldDeclaration) -> CaseProblem {
    if field.isDeclaration {
      if case .list = field.kind { return .missingDeclaration(field.name, isList: true) }
      return .missingDeclaration(field.name, isList: false)
    }
    return .missing(field.name, isForIssue: !field.isRequired, example: field.example)
  }

  // MARK: Values

  mutating func value(_ node: RawNode, _ field: FieldDeclaration, path: FieldPath) -> Datum {
    if isEmpty(node) { return missingValue(node, field, path) }
    if field.isOfficeUse, !options.acceptsOfficeUse {
      report(.officeUse(field.name), node.place, field, path)
      return Datum(.faulty, at: node.place)
    }
    switch field.kind {
    case .list(let fields): return list(node, fields, field, path)
    case .record(let fields):
      guard let members = members(of: node, path: path, declaration: field) else {
        return Datum(.faulty, at: node.place)
      }
      let inner = record(members, at: node.place, fields: fields, path: path)
      return Datum(.record(inner), at: node.place)
    default: return scalar(node, field, path)
    }
  }

  /// `null` and an empty text are as good as nothing. An empty list is an answer.
  private func isEmpty(_ node: RawNode) -> Bool {
    switch node.content {
    case .null: true
    case .scalar(let text, _): text.trimmed.isEmpty
    case .list, .object, .rows: false
    }
  }

  private mutating func missingValue(
    _ node: RawNode, _ field: FieldDeclaration, _ path: FieldPath
  ) -> Datum {
    // A default that is itself empty must not be asked for again.
    var field = field
    if let standard = field.defaultValue, isEmpty(standard) { field.defaultValue = nil }
    return missing(field, in: node.place, path: path, isSilent: false)
  }

  private mutating func list(
    _ node: RawNode, _ fields: [FieldDeclaration], _ field: FieldDeclaration, _ path: FieldPath
  ) -> Datum {
    let items: [RawNode]
    switch node.content {
    case .list(let nodes): items = nodes
    case .rows(let source): return rows(source, node, fields, field, path)
    case .scalar(let text, _) where text.trimmed == "无": items = []
    default:
      report(.wrongShape(.of(node), wanted: .list), node.place, field, path)
      return Datum(.faulty, at: node.place)
    }
    let least = field.minimumCount ?? (field.isRequired && !field.isDeclaration ? 1 : 0)
    if items.count < least {
      report(.tooFewItems(count: items.count, minimum: least), node.place, field, path)
      return Datum(.faulty, at: node.place)
    }
    var data: [Datum] = []
    data.reserveCapacity(items.count)
    for (index, item) in items.enumerated() {
      data.append(listItem(item, fields, field, path.item(index + 1)))
    }
    return Datum(.list(data), at: node.place)
  }

  /// Every row is converted once, to find what is wrong with it; none is held.
  private mutating func rows(
    _ source: any RowReading, _ node: RawNode, _ fields: [FieldDeclaration],
    _ field: FieldDeclaration, _ path: FieldPath
  ) -> Datum {
    if let least = field.minimumCount, source.rowCount < least {
      report(.tooFewItems(count: source.rowCount, minimum: least), node.place, field, path)
      return Datum(.faulty, at: node.place)
    }
    var start = 0
    while start < source.rowCount {
      let end = min(source.rowCount, start + RowStream.stretch)
      do throws(RowFault) {
        for (offset, row) in try source.rows(start..<end).enumerated() {
          _ = listItem(row, fields, field, path.item(start + offset + 1))
        }
      } catch {
        report(.rowsUnreadable(error.description), node.place, field, path)
        return Datum(.faulty, at: node.place)
      }
      start = end
    }
    if findings.hasErrors, options.mode != .draft { return Datum(.faulty, at: node.place) }
    return Datum(
      .rows(RowStream(source, field, fields: fields, options: options)), at: node.place)
  }

  mutating func listItem(
    _ node: RawNode, _ fields: [FieldDeclaration], _ field: FieldDeclaration, _ path: FieldPath
  ) -> Datum {
    if case .object(let members) = node.content, !fields.isEmpty {
      let inner = record(members, at: node.place, fields: fields, path: path)
      return Datum(.record(inner), at: node.place)
    }
    // A list of one column may be written as a list of plain values.
    if case .scalar = node.content {
      if fields.isEmpty {
        return value(
          node, FieldDeclaration(name: field.name, kind: .text, place: field.place), path: path)
      }
      if fields.count == 1 {
        let only = value(node, fields[0], path: path.appending(fields[0].name))
        return Datum(.record([fields[0].name: only]), at: node.place)
      }
    }
    report(
      .wrongShape(.of(node), wanted: fields.isEmpty ? .scalar : .object), node.place, field, path)
    return Datum(.faulty, at: node.place)
  }

  // MARK: Scalars

  private mutating func scalar(
    _ node: RawNode, _ field: FieldDeclaration, _ path: FieldPath
  ) -> Datum {
    switch node.content {
    case .scalar(let text, _):
      if text.trimmed == "手填" { return Datum(.handwritten, at: node.place) }
      if text.trimmed == "无", let nothing = nothing(node, field, path) { return nothing }
      return scalar(text, node.place, field, path)
    case .list(let nodes):
      switch field.kind {
      case .choices: return choices(nodes, node.place, field, path)
      case .period where nodes.count == 2:
        let ends = nodes.compactMap { node -> String? in
          if case .scalar(let text, _) = node.content { return text }
          return nil
        }
        if ends.count == 2 { return scalar(ends.joined(separator: "～"), node.place, field, path) }
      default: break
      }
      report(.wrongShape(.list, wanted: .scalar), node.place, field, path)
    default: report(.wrongShape(.of(node), wanted: .scalar), node.place, field, path)
    }
    return Datum(.faulty, at: node.place)
  }

  /// 无 for a value that is no text: nothing to fill in, or nothing to declare (0).
  private mutating func nothing(
    _ node: RawNode, _ field: FieldDeclaration, _ path: FieldPath
  ) -> Datum? {
    switch field.kind {
    case .text, .longText, .choice, .choices, .truth: return nil
    case .money, .integer, .number:
      guard field.isDeclaration else { break }
      report(.normalised(from: "无", to: "0"), node.place, field, path)
      return Datum(.number(.zero), at: node.place)
    default: break
    }
    return field.isRequired ? nil : Datum(.absent, at: node.place)
  }

  private mutating func scalar(
    _ text: String, _ place: Place, _ field: FieldDeclaration, _ path: FieldPath
  ) -> Datum {
    let reading = ScalarReader(text, field).read()
    return Datum(report(reading, text, place, field, path), at: place)
  }

  private mutating func choices(
    _ nodes: [RawNode], _ place: Place, _ field: FieldDeclaration, _ path: FieldPath
  ) -> Datum {
    guard case .choices(let options) = field.kind else { return Datum(.faulty, at: place) }
    var chosen: Set<String> = []
    var statement: String?
    var isFaulty = false
    for (index, node) in nodes.enumerated() {
      guard case .scalar(let text, _) = node.content else {
        report(.wrongShape(.of(node), wanted: .scalar), node.place, field, path.item(index + 1))
        isFaulty = true
        continue
      }
      guard let (option, said) = ScalarReader.match(text, options) else {
        report(
          .notAnOption(ScalarReader.shown(text.trimmed, field.kind), options: options), node.place,
          field, path.item(index + 1))
        isFaulty = true
        continue
      }
      if !chosen.insert(option).inserted {
        report(.optionTwice(option), node.place, field, path.item(index + 1))
      }
      statement = said ?? statement
    }
    if isFaulty { return Datum(.faulty, at: place) }
    let ordered = options.filter { chosen.contains($0) }
    return Datum(.choice(ordered, statement: statement), at: place)
  }

  // MARK: Findings

  /// Reports a reading's remarks; its value, or `.faulty` where one of them is an error.
  private mutating func report(
    _ reading: ScalarReading, _ text: String, _ place: Place, _ field: FieldDeclaration,
    _ path: FieldPath
  ) -> Value {
    var value = reading.value
    for remark in reading.remarks {
      if remark.problem.severity == .error { value = .faulty }
      let exact = remark.scalar.map {
        TextPlace.locate($0.value, number: $0.position, in: text, at: place)
      }
      report(remark.problem, exact ?? place, field, path)
    }
    return value
  }

  private mutating func report(
    _ problem: CaseProblem, _ place: Place, _ field: FieldDeclaration, _ path: FieldPath
  ) {
    add(problem, [Label(.data, place), Label(.declaration, field.place)], path)
  }

  private mutating func add(_ problem: CaseProblem, _ labels: [Label], _ path: FieldPath?) {
    guard findings.all.count < Self.findingLimit else {
      // Once more, to say that there are more.
      if suppressed == 0 { findings.add(CaseProblem.tooManyFindings(limit: Self.findingLimit)) }
      suppressed += 1
      return
    }
    let said: any Problem =
      options.mode == .draft && problem.severity == .error ? DraftProblem(problem) : problem
    findings.add(Diagnostic(said, at: labels, field: path?.shown))
  }
}

/// Where a character of a value stands in its source.
enum TextPlace {
  /// The place of the character itself where the source shows it as it is; else the value's.
  static func locate(
    _ scalar: Unicode.Scalar, number: Int, in text: String, at place: Place
  ) -> Place {
    guard let span = place.span else { return place }
    let wanted = Array(String(scalar).utf8)
    // The same character before it in the value: so many occurrences are passed over.
    let before = text.unicodeScalars.prefix(number).count { $0 == scalar }
    let limit = min(span.file.bytes.count, span.lower + text.utf8.count * 8 + 64)
    var index = span.lower
    var left = before
    while index + wanted.count <= limit {
      if span.file.bytes[index..<index + wanted.count].elementsEqual(wanted) {
        if left == 0 { return .text(Span(span.file, index..<index + wanted.count)) }
        left -= 1
        index += wanted.count
      } else {
        index += 1
      }
    }
    return place
  }
}
