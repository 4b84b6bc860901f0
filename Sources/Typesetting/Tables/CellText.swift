import Diagnostics
import Document
import Pages
import Typography

/// A line within a cell; heights are from the upper edge of the cell's text.
struct CellLine {
  var fragment: Fragment
  var x: Length
  /// Of the em-box.
  var top: Length
  var bottom: Length
  var baseline: Length
  var anchors: [(anchor: Anchor, x: Length)]
  var text: String
}

/// The text of a cell, set.
struct CellText {
  var lines: [CellLine] = []
  /// 栏底: stands at the cell's foot; heights are from the foot's own upper edge.
  var foot: [CellLine] = []
  /// Between the text and the foot.
  static let footGap = Length.mm(2)

  var bodyHeight: Length { lines.last?.bottom ?? .zero }
  var footHeight: Length { foot.last?.bottom ?? .zero }
  var height: Length {
    foot.isEmpty ? bodyHeight : bodyHeight + (lines.isEmpty ? .zero : Self.footGap) + footHeight
  }
  var characterCount: Int { lines.reduce(0) { $0 + $1.text.unicodeScalars.count } }
}

/// How the text of one cell is to be set.
struct CellStyle: Hashable {
  var measure: Length
  var size: Length
  var font: FontRole
  var alignment: ParagraphSetting.Alignment
  /// Long text in a wide value cell: paragraphs are indented by two 字.
  var mayIndent: Bool
  /// Labels break for balance and at words: 统一社会／信用代码.
  var isLabel: Bool
  var signaturePitch: Length
}

/// The texts of one table's simple cells (a paragraph of one run), by what they depend on.
final class KnownCells {
  struct Key: Hashable {
    var text: String
    var textStyle: TextStyle
    var role: Paragraph.Role
    var size: Length?
    var font: FontRole?
    var style: CellStyle

    init?(_ cell: Table.Cell, _ style: CellStyle) {
      guard cell.blocks.count == 1, cell.foot.isEmpty,
        case .paragraph(let paragraph) = cell.blocks[0].content, paragraph.inlines.count == 1,
        case .text(let run) = paragraph.inlines[0], run.text.utf8.count < 200
      else { return nil }
      text = run.text
      textStyle = run.style
      role = paragraph.role
      size = paragraph.size
      font = paragraph.font
      self.style = style
    }
  }
  var texts: [Key: CellText] = [:]
}

/// Sets the blocks of a cell as lines.
struct CellSetter {
  let composer: LineComposer
  let deferred: DeferredValues

  /// Cells that were set before: lists say 发明 and the same agency's name a thousand times.
  private let known = KnownCells()
  private static let mostKnown = 2_000

  init(composer: LineComposer, deferred: DeferredValues) {
    self.composer = composer
    self.deferred = deferred
  }

  func set(_ cell: Table.Cell, _ style: CellStyle, findings: inout Findings) -> CellText {
    if let text = shortText(cell, style) { return text }
    let key = KnownCells.Key(cell, style)
    if let key, let text = known.texts[key] { return text }
    var own = Findings()
    var text = CellText()
    text.lines = set(cell.blocks, style, findings: &own)
    text.foot = setFoot(cell.foot, style, findings: &own)
    // What is wrong with a text is told for each cell, with its own place.
    if let key, own.isEmpty {
      if known.texts.count >= Self.mostKnown { known.texts.removeAll(keepingCapacity: true) }
      known.texts[key] = text
    }
    findings.add(contentsOf: own)
    return text
  }

  /// A cell of one short line, which nothing has to be decided about; nil for every other.
  private func shortText(_ cell: Table.Cell, _ style: CellStyle) -> CellText? {
    guard cell.blocks.count == 1, cell.foot.isEmpty, !style.isLabel,
      case .paragraph(let paragraph) = cell.blocks[0].content, paragraph.inlines.count == 1,
      paragraph.size == nil, paragraph.font == nil
    else { return nil }
    var setting = setting(style, alignment: style.alignment)
    switch paragraph.role {
    case .left, .body: break
    case .centred: setting.alignment = .centre
    default: return nil
    }
    guard let line = composer.shortLine(paragraph.inlines, setting) else { return nil }
    var text = CellText()
    text.lines = [
      CellLine(
        fragment: line.fragment, x: .zero, top: .zero, bottom: line.ascent + line.descent,
        baseline: line.ascent, anchors: [], text: line.text)
    ]
    return text
  }

  private func set(_ blocks: [Block], _ style: CellStyle, findings: inout Findings) -> [CellLine] {
    var lines: [CellLine] = []
    for block in blocks {
      switch block.content {
      case .paragraph(let paragraph):
        append(
          paragraph.inlines, paragraphSetting(paragraph, blocks.count, style, &findings),
          to: &lines, findings: &findings)
      case .heading(let heading):
        append(
          [.text(heading.number)] + heading.inlines + heading.runIn,
          setting(style, alignment: style.alignment), to: &lines, findings: &findings)
      case .title(let title):
        var setting = setting(style, alignment: .centre)
        setting.isTitle = true
        setting.reportsDoubtfulBreaks = true
        append(title.inlines, setting, to: &lines, findings: &findings)
      case .signature(let signature):
        append(signature, style, to: &lines, findings: &findings)
      case .space(let rows): appendSpace(rows, style, to: &lines)
      case .table, .cover, .annex, .enacted, .pageBreak, .landscape, .contents, .pages:
        findings.add(TableProblem.blockNotInCell, at: Label(.template, block.place))
      }
    }
    return lines
  }

  private func setting(_ style: CellStyle, alignment: ParagraphSetting.Alignment)
    -> ParagraphSetting
  {
    var setting = ParagraphSetting(
      mode: .running, measure: style.measure, font: style.font, size: style.size,
      alignment: alignment, pitch: style.size.scaled(7, 5), isTitle: style.isLabel)
    setting.reportsDoubtfulBreaks = false
    return setting
  }

  private func paragraphSetting(
    _ paragraph: Paragraph, _ count: Int, _ style: CellStyle, _ findings: inout Findings
  ) -> ParagraphSetting {
    var result = setting(style, alignment: style.alignment)
    if let size = paragraph.size {
      result.size = size
      result.pitch = size.scaled(7, 5)
    }
    if let font = paragraph.font { result.font = font }
    switch paragraph.role {
    case .centred, .agency: result.alignment = .centre
    case .right, .number, .unitNote: result.alignment = .right
    case .left, .addressee, .footLine: break
    case .guidance: result.ink = .grey
    case .body:
      guard style.mayIndent else { break }
      // One line of text is an entry, several are prose.
      var silent = Findings()
      let isProse =
        count > 1
        || composer.compose(paragraph.inlines, result, deferred: deferred, findings: &silent).count
          > 2
      if isProse { result.firstIndent = result.size * 2 }
    }
    return result
  }

  private func append(
    _ inlines: [Inline], _ setting: ParagraphSetting, to lines: inout [CellLine],
    x: Length = .zero, leastPitch: Length = .zero, findings: inout Findings
  ) {
    let composed = composer.compose(inlines, setting, deferred: deferred, findings: &findings)
    for line in composed {
      let height = line.ascent + line.descent
      var top = Length.zero
      if let last = lines.last {
        // The distance of baselines, but never so small that lines of larger type touch.
        let pitch = max(setting.pitch, leastPitch)
        let distance = last.baseline + pitch - line.ascent
        top = max(distance, last.bottom + setting.size / 8)
      } else if leastPitch > .zero {
        top = max(.zero, leastPitch - height)
      }
      lines.append(
        CellLine(
          fragment: line.fragment, x: x, top: top, bottom: top + height,
          baseline: top + line.ascent, anchors: line.anchors.map { ($0.anchor, $0.x + x) },
          text: line.text))
    }
  }

  /// 空行: nothing to print, but room as high as so many lines.
  private func appendSpace(_ rows: Int, _ style: CellStyle, to lines: inout [CellLine]) {
    let top = lines.last?.bottom ?? .zero
    let below = top + style.size.scaled(7, 5) * max(0, min(rows, 100))
    lines.append(
      CellLine(
        fragment: Fragment([]), x: .zero, top: top, bottom: below, baseline: below,
        anchors: [], text: ""))
  }

  /// 签字、盖章 lines begin at one x in the cell's right half; the date is flush right.
  private func append(
    _ signature: SignatureBlock, _ style: CellStyle, to lines: inout [CellLine],
    findings: inout Findings
  ) {
    let start = style.measure.scaled(2, 5)
    for line in signature.lines {
      var setting = setting(style, alignment: .left)
      var x = Length.zero
      switch line.kind {
      case .date:
        setting.alignment = .right
        setting.measure = style.measure - min(style.size, style.measure / 8)
      case .seal, .signature, .plain:
        x = start
        setting.measure = style.measure - start
      }
      append(
        line.inlines, setting, to: &lines, x: x, leastPitch: style.signaturePitch,
        findings: &findings)
    }
  }

  /// 栏底: what stays at the cell's foot.
  private func setFoot(_ blocks: [Block], _ style: CellStyle, findings: inout Findings)
    -> [CellLine]
  {
    var lines: [CellLine] = []
    for block in blocks {
      switch block.content {
      case .paragraph(let paragraph):
        appendFoot(paragraph, style, to: &lines, findings: &findings)
      case .signature(let signature):
        append(signature, style, to: &lines, findings: &findings)
      case .space(let rows): appendSpace(rows, style, to: &lines)
      default:
        findings.add(TableProblem.blockNotInCell, at: Label(.template, block.place))
      }
    }
    return lines
  }

  /// Signatures and date stand at the right, one 字 from the cell's text edge (forms:B0.7, M11).
  private func appendFoot(
    _ paragraph: Paragraph, _ style: CellStyle, to lines: inout [CellLine],
    findings: inout Findings
  ) {
    var setting = setting(style, alignment: .right)
    setting.measure = style.measure - min(style.size, style.measure / 8)
    if paragraph.role == .centred { setting.alignment = .centre }
    for part in footLines(paragraph.inlines, setting) {
      append(part, setting, to: &lines, leastPitch: style.signaturePitch, findings: &findings)
    }
  }

  /// Signatures that do not fit one line are broken at the wide blanks between them.
  private func footLines(_ inlines: [Inline], _ setting: ParagraphSetting) -> [[Inline]] {
    func isOneLine(_ inlines: [Inline]) -> Bool {
      var silent = Findings()
      return composer.compose(inlines, setting, deferred: deferred, findings: &silent).count < 2
    }
    if isOneLine(inlines) { return [inlines] }
    var result: [[Inline]] = []
    var line: [Inline] = []
    for part in inlines.partedAtWideBlanks {
      if line.isEmpty || isOneLine(line + [.text("\u{3000}")] + part) {
        line += line.isEmpty ? part : [.text("\u{3000}")] + part
      } else {
        result.append(line)
        line = part
      }
    }
    return result + [line]
  }
}

extension [Inline] {
  /// The stretches between runs of full-width blanks. Blanks of a date (　　年　　月　　日) part it
  /// too, but a date fits its line and is never parted.
  fileprivate var partedAtWideBlanks: [[Inline]] {
    var parts: [[Inline]] = [[]]
    for inline in self {
      guard case .text(let run) = inline else {
        parts[parts.count - 1].append(inline)
        continue
      }
      let pieces = run.text.split(separator: "\u{3000}", omittingEmptySubsequences: false)
      for (index, piece) in pieces.enumerated() {
        if index > 0, !parts[parts.count - 1].isEmpty { parts.append([]) }
        guard !piece.isEmpty else { continue }
        var part = run
        part.text = String(piece)
        parts[parts.count - 1].append(.text(part))
      }
    }
    return parts.filter { !$0.isEmpty }
  }
}
