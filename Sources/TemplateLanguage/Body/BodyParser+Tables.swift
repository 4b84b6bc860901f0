import Diagnostics
import Document
import Typography

extension BodyParser {
  // MARK: widths

  /// `@表 28 50 28 50 续表 外框1磅`
  mutating func openTable(_ line: SourceLine, _ rest: SourceLine) {
    var options = TableOptions()
    var widths: [SourceLine] = []
    for word in rest.words where !tableOption(word, &options) { widths.append(word) }
    open(.table(options), .table, line)
    band(widths, rest, line)
  }

  /// 续表, 续表：续表2, 外框1磅; false for a word that is none of them.
  mutating func tableOption(_ word: SourceLine, _ options: inout TableOptions) -> Bool {
    if word.text == "续表" {
      options.continuedNote = "续表"
    } else if let index = word.index(after: "续表:") {
      options.continuedNote = Filter.unquoted(word.part(from: index))
    } else if let points = Filter.measure(word, "外框", "磅") {
      if points < 0.5 || points > 3 {
        report(.badMeasure(word.text, usage: "外框1磅"), at: word.span)
      } else {
        options.outerRule = .pt(points)
      }
    } else {
      return false
    }
    return true
  }

  /// `28 50 12竖 *右` after `@表` or `@栏`.
  mutating func band(_ widths: [SourceLine], _ rest: SourceLine, _ line: SourceLine) {
    guard let index = tableIndex else { return }
    if widths.isEmpty {
      report(.missingArgument(ControlWord.band.usage), at: line.span)
      blocks[index].columnCount = nil
      return
    }
    guard let columns = columns(widths) else {
      blocks[index].columnCount = nil
      return
    }
    checkSum(columns, rest.span)
    blocks[index].columnCount = columns.count
    append(.band(BodyBand(columns: columns, span: line.span)))
  }

  mutating func columns(_ words: [SourceLine]) -> [BodyBand.Column]? {
    var columns: [BodyBand.Column] = []
    var isRight = true
    for word in words {
      if let column = Self.column(word) {
        columns.append(column)
      } else {
        report(.badMeasure(word.text, usage: ControlWord.table.usage), at: word.span)
        isRight = false
      }
    }
    return isRight ? columns : nil
  }

  private static func column(_ word: SourceLine) -> BodyBand.Column? {
    var column = BodyBand.Column(width: nil)
    let first = word.marks.firstIndex { "竖右中左散".unicodeScalars.contains($0.scalar) }
    let upper = first ?? word.marks.endIndex
    var index = upper
    while index < word.marks.endIndex {
      let scalar = word.marks[index].scalar
      index += 1
      switch scalar {
      case "竖": column.isVertical = true
      case "右": column.alignment = .right
      case "中": column.alignment = .centre
      case "左": column.alignment = .left
      case "散":
        let begin = index
        while index < word.marks.endIndex, (0x30...0x39).contains(word.marks[index].sign.value) {
          index += 1
        }
        let cells = Filter.number(word.exact(begin, index), upTo: 20)
        if index > begin, cells == nil { return nil }
        column.spread = cells ?? 0
      default: return nil
      }
    }
    let number = word.part(word.marks.startIndex, upper)
    if number.signs == "*" { return column }
    guard let width = Filter.decimal(number), width >= 3, width <= 300 else { return nil }
    column.width = .mm(width)
    return column
  }

  /// The widths have to fill one of the type areas: 156 mm, or landscape 246 mm (表格, 报告) and
  /// 225 mm (公文); forms:B0.1.
  mutating func checkSum(_ columns: [BodyBand.Column], _ span: Span) {
    let fixed = columns.reduce(Length.zero) { $0 + ($1.width ?? .zero) }
    let hasRest = columns.contains { $0.width == nil }
    let widths = [Length.mm(156), .mm(225), .mm(246)]
    let tolerance = Length.mm(0.05)
    if hasRest {
      // At least 5 mm for each column that shares the rest.
      let needed = fixed + .mm(5) * columns.count { $0.width == nil }
      if needed > .mm(246) { report(.widthsTooWide(Self.millimetres(fixed)), at: span) }
      return
    }
    let fits = widths.contains { fixed >= $0 - tolerance && fixed <= $0 + tolerance }
    if !fits { report(.widthsDoNotAddUp(Self.millimetres(fixed), expected: 156), at: span) }
  }

  /// A length as a clerk writes it: 156 or 155.5.
  static func millimetres(_ length: Length) -> String {
    let tenths = Int((length.millimetres * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }

  // MARK: rows

  mutating func tableLine(_ line: SourceLine) {
    guard let (prefix, cells) = split(line) else {
      return misfit(.lineInTable(openLine: openLine), at: line.span)
    }
    var row = BodyRow(kind: .body, cells: [], span: line.span)
    for word in prefix.words { rowOption(word, &row) }
    row.cells = read(cells)
    add(row)
  }

  mutating func rowOption(_ word: SourceLine, _ row: inout BodyRow) {
    if let height = Filter.measure(word, "高", ""), height >= 3, height <= 250 {
      row.minimumHeight = .mm(height)
    } else if word.text == "头" {
      row.kind = .head
    } else {
      report(.unknownOption(word.text, control: "行", known: ["高40", "头"]), at: word.span)
    }
  }

  var openLine: Int { blocks.last?.span.line ?? 1 }

  mutating func add(_ row: BodyRow) {
    guard let index = tableIndex else { return }
    blocks[index].rowCount += 1
    if let expected = blocks[index].columnCount {
      if row.cells.count != expected {
        let span = row.cells.count > expected ? row.cells[expected].span : row.span
        return report(
          .wrongCellCount(
            row: blocks[index].rowCount, found: row.cells.count, expected: expected), at: span)
      }
    } else if blocks[index].word == .list {
      return misfit(.listWithoutWidths, at: row.span)
    }
    append(.row(row))
  }

  /// What stands before the first bar, and the cells between bars. nil for a line without a bar.
  func split(_ line: SourceLine) -> (prefix: SourceLine, cells: [SourceLine])? {
    var bars: [Int] = []
    var index = line.marks.startIndex
    var isInside = false
    while index < line.marks.endIndex {
      let sign = line.marks[index].sign
      let isPair = index + 1 < line.marks.endIndex && line.marks[index + 1].sign == sign
      if line.marks[index].scalar == "\\" {
        index += 1
      } else if sign == "{", isPair {
        isInside = true
        index += 1
      } else if sign == "}", isPair {
        isInside = false
        index += 1
      } else if sign == "|", !isInside {
        bars.append(index)
      }
      index += 1
    }
    if isInside {
      // A lost }}: bars divide cells again, and the cell's own reader names the fault.
      bars = line.marks.indices.filter {
        line.marks[$0].sign == "|"
          && ($0 == line.marks.startIndex || line.marks[$0 - 1].scalar != "\\")
      }
    }
    guard let first = bars.first else { return nil }
    var cells: [SourceLine] = []
    for (bar, next) in zip(bars, bars.dropFirst()) { cells.append(line.part(bar + 1, next)) }
    if let last = bars.last {
      let tail = line.part(from: last + 1)
      if !tail.isEmpty { cells.append(tail) }
    }
    return (line.part(line.marks.startIndex, first), cells)
  }

  mutating func read(_ cells: [SourceLine]) -> [BodyCell] {
    cells.map { cell in
      switch cell.signs {
      case "←", "<": .left(cell.span)
      case "↑", "^": .above(cell.span)
      default: .content(inlines(cell, .form), cell.span)
      }
    }
  }
}
