import CaseData
import Diagnostics

/// Reads the rows of a list from a .csv or a .jsonl, one at a time: raw nodes, as a case file
/// would give them, with the places where they stand.
///
/// A row's text is a source file of its own that knows its line, so a place keeps one row in memory
/// and not the whole file.
public struct SheetReader {
  public enum Kind: Hashable, Sendable {
    case csv, jsonl

    /// By the ending of a name; nil for any other file.
    public init?(path: String) {
      let name = path.lowercased()
      if name.hasSuffix(".csv") {
        self = .csv
      } else if name.hasSuffix(".jsonl") {
        self = .jsonl
      } else {
        return nil
      }
    }
  }

  /// A row that was read.
  public struct Row: Sendable {
    /// nil where the row is no record; what is wrong with it was reported.
    public var node: RawNode?
    /// Where it begins, to read it again.
    public var mark: Mark
  }

  /// A place in the decoded text from which reading can go on.
  public struct Mark: Hashable, Sendable {
    public var offset: Int
    public var line: Int
  }

  private let name: String
  private let source: any ByteReader
  private let kind: Kind
  private let fields: [FieldDeclaration]
  private var records: RecordReader
  private var columns: [Column] = []
  private var separator: UInt8 = 0x2C

  /// A column of a .csv.
  private struct Column {
    /// 合同.编号 is 合同, 编号; empty where the column is left out.
    var path: [String]
    var place: Place
  }

  /// - Parameters:
  ///   - name: of the file, for messages.
  ///   - source: the decoded text, UTF-8 (`SourceDecoder.open`).
  ///   - fields: those of a row; empty for a list of plain texts, whose one column may have any
  ///     header.
  public init(_ source: any ByteReader, name: String, kind: Kind, fields: [FieldDeclaration]) {
    self.name = name
    self.source = source
    self.kind = kind
    self.fields = fields
    records = RecordReader(source, format: kind == .csv ? .cells(separator: 0x2C) : .lines)
  }

  /// Reads the header of a .csv. False, with the reasons, where no row can be read.
  public mutating func begin(_ findings: inout Findings) throws -> Bool {
    guard kind == .csv else {
      if try source.read(from: 0, count: 1).isEmpty {
        findings.add(SheetProblem.empty, at: Label(.data, .text(Span(file([]), 0..<0))))
        return false
      }
      return true
    }
    // The header is looked at as a line first: what parts its cells is not known yet.
    var lines = RecordReader(source, format: .lines)
    guard let first = try lines.next(), !first.bytes.isEmpty else {
      findings.add(SheetProblem.empty, at: Label(.data, .text(Span(file([]), 0..<0))))
      return false
    }
    separator = CellSplitter.separator(of: first.bytes)
    records.change(to: .cells(separator: separator))
    guard let record = try records.next(), !report(open: record, &findings) else { return false }
    return readHeader(record, &findings)
  }

  /// Goes on at a row that was read before.
  public mutating func seek(to mark: Mark) {
    records = RecordReader(source, format: records.format, offset: mark.offset, line: mark.line)
  }

  /// The next row; nil at the end. Throws what the source throws.
  public mutating func next(_ findings: inout Findings) throws -> Row? {
    while let record = try records.next() {
      let mark = Mark(offset: record.offset, line: record.line)
      if report(open: record, &findings) { return nil }
      if record.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      let file = SourceFile(
        name: name, bytes: Array(record.bytes), firstLine: record.line,
        firstOffset: record.offset)
      switch kind {
      case .jsonl: return Row(node: readObject(file, &findings), mark: mark)
      case .csv:
        guard let row = readRow(file, &findings) else { continue }
        return Row(node: row.node, mark: mark)
      }
    }
    return nil
  }

  private func file(_ bytes: [UInt8]) -> SourceFile { SourceFile(name: name, bytes: bytes) }

  private func report(open record: RecordReader.Record, _ findings: inout Findings) -> Bool {
    guard record.isOpen else { return false }
    let file = SourceFile(
      name: name, bytes: Array(record.bytes.prefix(400)), firstLine: record.line,
      firstOffset: record.offset)
    let quote = file.bytes.firstIndex(of: 0x22) ?? 0
    findings.add(
      SheetProblem.unclosedQuote, at: Label(.data, .text(Span(file, quote..<quote + 1))))
    return true
  }

  // MARK: .jsonl

  private func readObject(_ file: SourceFile, _ findings: inout Findings) -> RawNode? {
    let (node, reading) = CaseReader.readJSON(file)
    findings.add(contentsOf: reading)
    guard let node else { return nil }
    if case .object = node.content { return node }
    if fields.isEmpty, case .scalar = node.content { return node }
    findings.add(SheetProblem.noObject, at: Label(.data, node.place))
    return nil
  }

  // MARK: .csv

  private mutating func readHeader(
    _ record: RecordReader.Record, _ findings: inout Findings
  ) -> Bool {
    let file = SourceFile(name: name, bytes: Array(record.bytes), firstLine: record.line)
    let (cells, fault) = CellSplitter.cells(of: file, separator: separator)
    if let fault {
      findings.add(
        SheetProblem.textBehindQuote, at: Label(.data, .text(Span(file, fault..<fault + 1))))
      return false
    }
    var matcher = HeaderMatcher(fields: fields)
    var problems = Findings()
    for (index, cell) in cells.enumerated() {
      let place = Place.text(Span(file, cell.range))
      let outcome = matcher.match(cell.text, column: index + 1)
      if let problem = outcome.problem { problems.add(problem, at: Label(.data, place)) }
      columns.append(Column(path: outcome.path, place: place))
    }
    if !matcher.hasMatched, let first = cells.first {
      // One message instead of one a column.
      problems = Findings()
      problems.add(
        SheetProblem.noHeader(first: first.text, known: matcher.known),
        at: Label(.data, .text(Span(file, 0..<file.bytes.count))))
    }
    findings.add(contentsOf: problems)
    return !problems.hasErrors
  }

  /// nil for a row without any content; its node is nil where the row is wrong as a whole.
  private func readRow(_ file: SourceFile, _ findings: inout Findings) -> (node: RawNode?, Void)? {
    let (cells, fault) = CellSplitter.cells(of: file, separator: separator)
    if let fault {
      findings.add(
        SheetProblem.textBehindQuote, at: Label(.data, .text(Span(file, fault..<fault + 1))))
      return (nil, ())
    }
    if cells.allSatisfy({ $0.text.isEmpty }) { return nil }
    let whole = Place.text(Span(file, 0..<file.bytes.count))
    guard cells.count == columns.count else {
      let problem: SheetProblem =
        cells.count < columns.count
        ? .tooFewCells(count: cells.count, wanted: columns.count)
        : .tooManyCells(count: cells.count, wanted: columns.count)
      findings.add(problem, at: Label(.data, whole))
      return (nil, ())
    }
    if fields.isEmpty, let only = cells.first {
      return (node(only, file), ())
    }
    var members: [(key: String, keyPlace: Place, value: RawNode)] = []
    members.reserveCapacity(columns.count)
    for (column, cell) in zip(columns, cells) where !column.path.isEmpty {
      Self.add(node(cell, file), column.path[...], column.place, to: &members)
    }
    return (RawNode(.object(members), at: whole), ())
  }

  private func node(_ cell: CellSplitter.Cell, _ file: SourceFile) -> RawNode {
    RawNode(
      .scalar(cell.text, isQuoted: cell.isQuoted), at: .text(Span(file, cell.range)))
  }

  /// Adds a value at a path of names; 合同.编号 and 合同.金额 go into one record.
  private static func add(
    _ value: RawNode, _ path: ArraySlice<String>, _ keyPlace: Place,
    to members: inout [(key: String, keyPlace: Place, value: RawNode)]
  ) {
    guard let name = path.first else { return }
    guard path.count > 1 else { return members.append((name, keyPlace, value)) }
    let index = members.firstIndex { $0.key == name }
    var inner: [(key: String, keyPlace: Place, value: RawNode)] = []
    if let index, case .object(let known) = members[index].value.content { inner = known }
    add(value, path.dropFirst(), keyPlace, to: &inner)
    let record = RawNode(.object(inner), at: value.place)
    if let index { members[index].value = record } else { members.append((name, keyPlace, record)) }
  }
}
