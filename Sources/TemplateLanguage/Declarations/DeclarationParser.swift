import CaseData
import Diagnostics

/// Reads a 字段.wen.
public enum DeclarationParser {
  /// What the file declares, and everything that is wrong with it. Names in expressions are looked
  /// at by `Declarations.merged`, which knows the programme's too.
  public static func parse(file: SourceFile) -> (declarations: Declarations, findings: Findings) {
    var parser = DeclarationFileParser(file: file)
    parser.run()
    return (parser.declarations, parser.findings)
  }

  /// The declarations by their key, in the order of the manual.
  static let declarationKeys = [
    "字段", "常量", "算出", "校验", "提示", "需裁定", "裁定", "放假", "调休上班",
  ]
  static let attributeKeys = [
    "名称", "版式", "年度", "版本", "性质", "面向", "出处", "文种", "项目", "页数", "版面", "编制", "说明",
    "脚注编号",
  ]
}

/// Goes through the lines, with the lists and records that are open for indented fields.
struct DeclarationFileParser {
  let file: SourceFile
  var declarations = Declarations()
  var findings = Findings()
  /// The fields read so far, as a tree that is still growing.
  var fields: [FieldNode] = []
  /// From the outermost open field to the innermost.
  var open: [(indent: Int, node: FieldNode)] = []

  /// The indentation of the fields below each list and record.
  var childIndents: [ObjectIdentifier: Int] = [:]
  /// How many of `fields` are complete.
  var closedFields = 0

  init(file: SourceFile) { self.file = file }

  mutating func report(_ problem: DeclarationProblem, _ range: Range<Int>) {
    findings.add(problem, at: Label(.template, .text(span(range))))
  }

  func span(_ range: Range<Int>) -> Span { Span(file, range) }

  mutating func run() {
    for (number, start) in file.lineStarts.enumerated() {
      let next =
        number + 1 < file.lineStarts.count ? file.lineStarts[number + 1] : file.bytes.count
      let line = file.trimmed(start..<next)
      if line.isEmpty { continue }
      readLine(line, indent: indent(start..<line.lowerBound))
    }
    closeFields()
    declarations.schema.fields = fields.map(\.finished)
    findings.add(contentsOf: declarations.duplicates(after: nil))
  }

  /// The width of the blanks before a line: a full-width blank is two, a tab too.
  private func indent(_ range: Range<Int>) -> Int {
    var reader = SignReader(file, range)
    var width = 0
    while let scalar = reader.scalar(at: reader.offset) {
      width += scalar.value == 0x3000 || scalar.value == 0x09 ? 2 : scalar.value == 0xFEFF ? 0 : 1
      reader.advance()
    }
    return width
  }

  private mutating func readLine(_ line: Range<Int>, indent: Int) {
    var reader = SignReader(file, line)
    if reader.sign == 0x23 { return }  // # comment
    let key = self.key(&reader)
    guard let key else {
      if indent > 0 { return readNestedField(line, indent: indent) }
      return report(.keyMissing(nearest: keyWithoutColon(line)), firstWord(line))
    }
    let rest = file.trimmed(reader.offset..<line.upperBound)
    let name = file.foldedText(key)
    if name == "注" { return }
    if indent > 0, name == "字段", !open.isEmpty {
      return readNestedField(rest, indent: indent)
    }
    if indent > 0, !isDeclarationKey(name), !open.isEmpty {
      return readNestedField(line, indent: indent)
    }
    closeFields()
    read(name, key, rest, line)
  }

  private func isDeclarationKey(_ name: String) -> Bool {
    DeclarationParser.declarationKeys.contains(name) || name.hasPrefix("需裁定")
      || DeclarationParser.attributeKeys.contains(name)
  }

  private mutating func read(
    _ name: String, _ key: Range<Int>, _ rest: Range<Int>, _ line: Range<Int>
  ) {
    switch name {
    case "字段": readField(rest, indent: 0)
    case "常量": readConstant(rest)
    case "算出": readComputed(rest)
    case "校验": readRule(.check, rest, line)
    case "提示": readRule(.hint, rest, line)
    case "裁定": readRuling(rest)
    case "放假", "调休上班": readHolidays(line)
    case _ where name.hasPrefix("需裁定"):
      let ruling = file.trimmed(key.lowerBound + "需裁定".utf8.count..<key.upperBound)
      if ruling.isEmpty {
        report(.rulingKeyMissing, key)
      } else {
        readRule(.ruling(key: file.foldedText(ruling)), rest, line)
      }
    default:
      readAttributes(line)
    }
  }

  /// The range before the first colon, where it can be a key: one word, or 需裁定 and its number.
  private func key(_ reader: inout SignReader) -> Range<Int>? {
    let start = reader.offset
    while !reader.isAtEnd {
      let sign = reader.sign
      if sign == 0x3A {
        let range = file.trimmed(start..<reader.offset)
        reader.advance()
        return range.isEmpty ? nil : range
      }
      let isRuling = file.foldedText(start..<reader.offset).hasPrefix("需裁定")
      guard Signs.isWord(sign) || isRuling, reader.offset - start < 120 else { return nil }
      reader.advance()
    }
    return nil
  }

  /// The key that a line without a colon seems to begin with.
  private func keyWithoutColon(_ line: Range<Int>) -> String? {
    let word = file.foldedText(firstWord(line))
    let keys = DeclarationParser.declarationKeys + DeclarationParser.attributeKeys
    return keys.first { word.hasPrefix($0) } ?? NearestName.of(word, among: keys)
  }

  func firstWord(_ line: Range<Int>) -> Range<Int> {
    var reader = SignReader(file, line)
    while !reader.isAtEnd, Signs.isWord(reader.sign) { reader.advance() }
    if reader.offset == line.lowerBound { reader.advance() }
    return line.lowerBound..<reader.offset
  }

  // MARK: attributes

  /// `键：值　键：值`. A value goes on to the next key; 说明 and 出处 take the rest of the line.
  private mutating func readAttributes(_ line: Range<Int>) {
    var starts: [(key: Range<Int>, value: Int)] = []
    var reader = SignReader(file, line)
    var isWordStart = true
    while !reader.isAtEnd {
      if isWordStart, let found = attributeKey(reader, isFirst: starts.isEmpty) {
        starts.append((found.key, found.value))
        reader.offset = found.value
        if file.text(found.key) == "说明" { break }
        isWordStart = true
        continue
      }
      isWordStart = Signs.isBlank(reader.sign)
      reader.advance()
    }
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1].key.lowerBound : line.upperBound
      addAttribute(start.key, file.trimmed(start.value..<end))
    }
  }

  private func attributeKey(
    _ reader: SignReader, isFirst: Bool
  ) -> (key: Range<Int>, value: Int)? {
    var reader = reader
    let start = reader.offset
    while !reader.isAtEnd, Signs.isWord(reader.sign) { reader.advance() }
    let key = start..<reader.offset
    guard !key.isEmpty, reader.sign == 0x3A else { return nil }
    reader.advance()
    let name = file.foldedText(key)
    let keys = DeclarationParser.attributeKeys
    let isNear = name.count <= 4 && NearestName.of(name, among: keys) != nil
    return isFirst || isNear ? (key, reader.offset) : nil
  }

  private mutating func addAttribute(_ key: Range<Int>, _ value: Range<Int>) {
    let name = file.foldedText(key)
    guard DeclarationParser.attributeKeys.contains(name) else {
      let keys = DeclarationParser.declarationKeys + DeclarationParser.attributeKeys
      return report(.unknownKey(name, nearest: NearestName.of(name, among: keys)), key)
    }
    if let earlier = declarations.attributes.first(where: { $0.key == name }) {
      findings.add(
        DeclarationProblem.declaredTwice(name), at: Label(.template, .text(span(key))),
        Label(.related, earlier.place))
      return
    }
    if value.isEmpty { return report(.valueMissing(name), key) }
    declarations.attributes.append(
      Attribute(
        key: name, value: file.text(value), place: .text(span(key.lowerBound..<value.upperBound))))
  }
}
