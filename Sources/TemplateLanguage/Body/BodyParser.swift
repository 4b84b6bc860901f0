import Diagnostics
import Document
import Typography

/// Where a line stands, which decides how it is read.
enum BodyContext: Sendable {
  case document, signature, cover, table, list, opinion, landscape, official

  func allows(_ word: ControlWord) -> Bool {
    switch word {
    case .ifTrue, .elseIf, .otherwise, .each, .include, .end: true
    case .foot: self == .cover
    case .band: self == .table
    case .opinionFoot: self == .opinion
    // What takes pages of its own, or ends one, has no place on a landscape page.
    case .landscape, .annex, .cover, .signature, .footLine, .contents, .official:
      self == .document
    default: self == .document || self == .landscape
    }
  }
}

/// A block whose `@完` has not come yet.
struct OpenBlock {
  enum Kind {
    case choice(closed: [BodyChoice.Branch], condition: BodyExpression?, hasOtherwise: Bool)
    case each(list: BodyExpression, itemName: String?)
    case signature
    case cover(BodyCover)
    case table(TableOptions)
    case list(BodyList)
    case official
    case opinion(BodyOpinion)
    case landscape
  }
  var kind: Kind
  var word: ControlWord
  /// The control line.
  var span: Span
  var context: BodyContext
  var nodes: [BodyNode] = []
  /// How many cells a row has: the columns of the last band. nil before one, or after a faulty one.
  var columnCount: Int?
  var rowCount = 0
  /// A line that does not belong in the block was reported; what follows from it is silent.
  var hasMisfit = false
}

/// Reads a 正文.wen, line by line, into its tree. Everything that is wrong is collected; the open
/// blocks are a stack on the heap, so that no nesting can exhaust the program's own stack.
package struct BodyParser {
  /// Blocks within each other (design section 11).
  static let maximumNesting = 64
  static let maximumIncludes = 8

  /// Finds the file that `@引入` names, or says why not.
  package typealias Includer = (_ name: String) -> Result<SourceFile, BodyProblem>

  var findings = Findings()
  var blocks: [OpenBlock] = []
  var nodes: [BodyNode] = []
  let rootContext: BodyContext
  let isManuscript: Bool
  let includer: Includer?
  /// The files being read, the outermost first.
  let includePath: [String]
  /// Blocks below the deepest level allowed: skipped, but counted so that `@完` finds its own.
  private var skippedDepth = 0

  init(
    context: BodyContext = .document, isManuscript: Bool = false, includePath: [String] = [],
    includer: Includer? = nil
  ) {
    rootContext = context
    self.isManuscript = isManuscript
    self.includePath = includePath
    self.includer = includer
  }

  /// The tree of a whole file and everything that is wrong with it.
  package static func parse(
    file: SourceFile, includer: Includer? = nil
  ) -> (tree: BodyTree, findings: Findings) {
    var parser = BodyParser(includePath: [file.name], includer: includer)
    for line in file.sourceLines { parser.read(line) }
    parser.finish()
    return (BodyTree(nodes: parser.nodes), parser.findings)
  }

  /// The tree of some lines of a manuscript: no placeholders, no control flow.
  static func parseManuscript(
    _ lines: ArraySlice<SourceLine>, into findings: inout Findings
  ) -> BodyTree {
    var parser = BodyParser(isManuscript: true)
    for line in lines { parser.read(line) }
    parser.finish()
    findings.add(contentsOf: parser.findings)
    return BodyTree(nodes: parser.nodes)
  }

  var context: BodyContext { blocks.last?.context ?? rootContext }

  // MARK: lines

  mutating func read(_ line: SourceLine) {
    guard let first = line.marks.first else { return }
    if first.sign == "@" {
      control(line)
    } else if skippedDepth > 0 {
      return
    } else {
      content(line)
    }
  }

  private mutating func content(_ line: SourceLine) {
    switch context {
    case .document, .landscape: documentLine(line)
    case .signature:
      append(.line(BodyLine(inlines: inlines(line, .form), span: line.span)))
    case .opinion:
      append(.line(BodyLine(role: .left, inlines: inlines(line, .form), span: line.span)))
    case .cover: coverLine(line)
    case .table: tableLine(line)
    case .list: listLine(line)
    case .official: officialLine(line)
    }
  }

  private mutating func documentLine(_ line: SourceLine) {
    guard let first = line.marks.first else { return }
    switch first.sign {
    case "#":
      append(.title(titleLine(line)))
    case "|":
      report(.rowOutsideTable, at: line.span)
    default:
      append(.line(paragraph(line)))
    }
  }

  func isTitle(_ line: SourceLine) -> Bool { line.marks.first?.sign == "#" }

  mutating func titleLine(_ line: SourceLine) -> BodyLine {
    var index = line.marks.startIndex
    while index < line.marks.endIndex, line.marks[index].sign == "#" { index += 1 }
    let text = line.part(from: index)
    if text.isEmpty { report(.emptyTitle, at: line.span) }
    return BodyLine(inlines: inlines(text, .title), span: text.isEmpty ? line.span : text.span)
  }

  /// A paragraph with its number, if it begins with one. `\` before the number makes it text.
  private mutating func paragraph(_ line: SourceLine) -> BodyLine {
    var text = line
    var number: NumberMark?
    if line.marks.first?.scalar == "\\" {
      let rest = line.part(from: line.marks.startIndex + 1)
      if NumberMark.read(rest) != nil { text = rest }
    } else if let (mark, length) = NumberMark.read(line) {
      let rest = line.part(from: line.marks.startIndex + length)
      if !rest.isEmpty {
        number = mark
        text = rest
      }
    }
    return BodyLine(number: number, inlines: inlines(text, .body), span: line.span)
  }

  mutating func inlines(_ line: SourceLine, _ rules: InlineRules) -> [BodyInline] {
    // Blanks at a line's start mean nothing, but for a date to be filled in by hand.
    if DateLine.isHandwritten(line) {
      return [.text("\u{3000}\u{3000}\u{3000}\u{3000}" + line.text, line.span)]
    }
    var rules = rules
    rules.allowsPlaceholders = !isManuscript
    return InlineParser.parse(line, rules, into: &findings)
  }

  mutating func expression(_ line: SourceLine) -> BodyExpression {
    let (expression, problems) = ExpressionParser.parse(line.span)
    findings.add(contentsOf: problems)
    return BodyExpression(expression: expression, span: line.span)
  }

  // MARK: the stack of blocks

  mutating func append(_ node: BodyNode) {
    if blocks.isEmpty {
      nodes.append(node)
    } else {
      blocks[blocks.count - 1].nodes.append(node)
    }
  }

  /// A line that does not belong where it stands; reported once a block.
  mutating func misfit(_ problem: BodyProblem, at span: Span) {
    guard let last = blocks.indices.last else { return report(problem, at: span) }
    if !blocks[last].hasMisfit { report(problem, at: span) }
    blocks[last].hasMisfit = true
  }

  mutating func report(_ problem: BodyProblem, at span: Span) {
    findings.add(problem, at: Label(.template, .text(span)))
  }

  /// The innermost open table or list, past the `@如果` and `@每项` inside it.
  var tableIndex: Int? {
    blocks.lastIndex { $0.word == .table || $0.word == .list }
  }

  private mutating func control(_ line: SourceLine) {
    guard let (word, rest) = ControlWord.read(line) else {
      let name = ControlWord.split(line).word
      let nearest = NearestName.of(name.text, among: ControlWord.allCases.map(\.rawValue))
      if skippedDepth == 0 {
        report(
          .unknownControl(name.text, nearest: nearest), at: name.isEmpty ? line.span : name.span)
      }
      return
    }
    if skippedDepth > 0 {
      if word.opensBlock { skippedDepth += 1 }
      if word == .end { skippedDepth -= 1 }
      return
    }
    if isManuscript, word.needsData {
      findings.add(
        ManuscriptProblem.controlFlow(word.rawValue), at: Label(.template, line.place))
      if word.opensBlock { open(.signature, .signature, line) }
      return
    }
    guard context.allows(word) else { return misplaced(word, line) }
    if word.opensBlock, blocks.count >= Self.maximumNesting {
      report(.tooDeep(limit: Self.maximumNesting), at: line.span)
      skippedDepth = 1
      return
    }
    perform(word, line, rest)
  }

  /// A control word in a block that has no place for it. A block is opened nevertheless, so that
  /// its `@完` is not taken for another's.
  private mutating func misplaced(_ word: ControlWord, _ line: SourceLine) {
    let outer = blocks.last { $0.context == context && $0.word.opensBlock }
    misfit(
      .misplacedControl(word.rawValue, inside: outer.map { "@" + $0.word.rawValue }), at: line.span)
    if word.opensBlock { skippedDepth = 1 }
  }

  mutating func open(_ kind: OpenBlock.Kind, _ word: ControlWord, _ line: SourceLine) {
    let inner: BodyContext
    switch kind {
    case .choice, .each: inner = context
    case .signature: inner = .signature
    case .cover: inner = .cover
    case .table: inner = .table
    case .list: inner = .list
    case .opinion: inner = .opinion
    case .landscape: inner = .landscape
    case .official: inner = .official
    }
    blocks.append(OpenBlock(kind: kind, word: word, span: line.span, context: inner))
  }

  mutating func close(_ line: SourceLine) {
    guard let block = blocks.popLast() else {
      return report(.loneEnd, at: line.span)
    }
    append(node(of: block))
  }

  private mutating func node(of block: OpenBlock) -> BodyNode {
    switch block.kind {
    case .choice(var branches, let condition, _):
      branches.append(BodyChoice.Branch(condition: condition, nodes: block.nodes))
      return .choice(BodyChoice(branches: branches, span: block.span))
    case .each(let list, let name):
      return .each(BodyEach(list: list, itemName: name, nodes: block.nodes, span: block.span))
    case .signature: return .signature(BodyGroup(nodes: block.nodes, span: block.span))
    case .cover(var cover):
      cover.nodes = block.nodes
      if !block.hasMisfit, !contains(title: block.nodes) {
        report(.coverWithoutTitle, at: block.span)
      }
      return .cover(cover)
    case .landscape: return .landscape(BodyGroup(nodes: block.nodes, span: block.span))
    case .official: return .official(BodyGroup(nodes: block.nodes, span: block.span))
    case .table(let options):
      return .table(BodyTable(options: options, nodes: block.nodes, span: block.span))
    case .list(var list):
      list.nodes = block.nodes
      checkSubtotals(of: list)
      if block.columnCount == nil, !block.hasMisfit { report(.listWithoutWidths, at: block.span) }
      return .list(list)
    case .opinion(var opinion):
      opinion.nodes = block.nodes
      return .opinion(opinion)
    }
  }

  private func contains(title nodes: [BodyNode]) -> Bool {
    nodes.contains { node in
      switch node {
      case .title: true
      case .choice(let choice): choice.branches.contains { contains(title: $0.nodes) }
      default: false
      }
    }
  }

  /// At the file's end every block has to be closed; a block in which a stray line was reported
  /// already has its cause named.
  mutating func finish() {
    while let block = blocks.popLast() {
      if !block.hasMisfit {
        report(.missingEnd("@" + block.word.rawValue, line: block.span.line), at: block.span)
      }
      // Kept, so that what stands in it is checked as well.
      append(node(of: block))
    }
  }
}
