import CaseData
import Diagnostics
import Document
import Typography

extension DocumentBuilder {
  // MARK: form tables

  /// nil where nothing of the table is left.
  mutating func table(_ group: BodyTable) -> Table? {
    var bands: [(band: BodyBand, rows: [PlacedRow])] = []
    expand(group.nodes) { builder, node in
      switch node {
      case .band(let band): bands.append((band, []))
      case .row(let row):
        guard let last = bands.indices.last else { return }
        bands[last].rows.append(builder.place(row, bands[last].band, at: .text))
      default: break
      }
    }
    let built = bands.filter { !$0.rows.isEmpty }.map { self.band($0.band, $0.rows) }
    guard !built.isEmpty else { return nil }
    var table = Table(bands: built)
    apply(group.options, unit: nil, at: group.span, to: &table)
    return table
  }

  /// 续表 with the unit note, and 外框.
  func apply(_ options: TableOptions, unit: String?, at span: Span, to table: inout Table) {
    table.outerRule = options.outerRule
    if let unit { table.unitNote = [.text(TextRun("单位：" + unit, place: .text(span)))] }
    if let note = options.continuedNote {
      let words = unit.map { "\(note)　单位：\($0)" } ?? note
      table.continuedNote = [.text(TextRun(words, place: .text(span)))]
    }
  }

  /// A row with its cells' contents, before joins are resolved.
  struct PlacedRow {
    enum Slot {
      case content(Table.Cell)
      case left(Span)
      case above(Span)
    }
    var source: BodyRow
    var slots: [Slot]
    var keepsWithNext = false
    /// The list's item that it begins, from 0.
    var item: Int?
  }

  mutating func place(
    _ row: BodyRow, _ band: BodyBand, at site: InlineSite
  ) -> PlacedRow {
    var slots: [PlacedRow.Slot] = []
    for (index, cell) in row.cells.enumerated() {
      switch cell {
      case .left(let span): slots.append(.left(span))
      case .above(let span): slots.append(.above(span))
      case .content(let inlines, let span):
        let column = band.columns.indices.contains(index) ? band.columns[index] : nil
        slots.append(
          .content(
            self.cell(inlines, span, column?.alignment, at: site, kind: row.kind)))
      }
    }
    return PlacedRow(source: row, slots: slots)
  }

  private mutating func cell(
    _ source: [BodyInline], _ span: Span, _ alignment: Table.Cell.Alignment?, at site: InlineSite,
    kind: Table.Row.Kind
  ) -> Table.Cell {
    let placeholders = Self.placeholders(in: source)
    let isAlone = source.count == 1 && placeholders.count == 1
    let built = inlines(source, at: site == .text ? .formCell(isAlone: isAlone) : site)
    var cell = Table.Cell(
      role: placeholders.isEmpty && !source.isEmpty ? .label : .value, blocks: [],
      alignment: alignment, place: .text(span))
    if kind == .body, site == .listCell, alignment == nil {
      cell.alignment = Self.listAlignment(placeholders, isAlone: isAlone)
    }
    for placeholder in placeholders {
      for filter in placeholder.filters {
        if case .overflow(let overflow) = filter { cell.overflow = overflow }
        if case .alignment(let wanted) = filter { cell.alignment = wanted }
      }
    }
    let isLong = isAlone && placeholders[0].field.map(\.isLongText) ?? false
    for part in Self.paragraphs(of: built, when: isLong) where !part.isEmpty {
      let role: Paragraph.Role = isLong ? .body : .left
      cell.blocks.append(Block(.paragraph(Paragraph(role, part)), place: .text(span)))
    }
    return cell
  }

  static func placeholders(in source: [BodyInline]) -> [BodyPlaceholder] {
    source.flatMap { inline -> [BodyPlaceholder] in
      switch inline {
      case .placeholder(let placeholder): [placeholder]
      case .blank(_, let inner, _), .emphasis(let inner, _): placeholders(in: inner)
      default: []
      }
    }
  }

  /// In a list amounts stand at the right, other numbers and dates in the middle.
  private static func listAlignment(
    _ placeholders: [BodyPlaceholder], isAlone: Bool
  ) -> Table.Cell.Alignment? {
    guard isAlone, let only = placeholders.first else { return nil }
    switch only.type {
    case .number(.money): return .right
    case .number, .date, .truth: return .centre
    default:
      return only.filters.contains { if case .amount = $0 { true } else { false } } ? .right : nil
    }
  }

  // MARK: labels

  /// 散: the one-line labels of a column spread to the longest of them, or to the stated number of
  /// 字, as far as the column is wide enough (分散对齐; std:T-28).
  private func spreadingLabels(_ rows: [PlacedRow], _ band: BodyBand) -> [PlacedRow] {
    var rows = rows
    for (column, measures) in band.columns.enumerated() {
      guard let stated = measures.spread else { continue }
      let labels = rows.indices.filter { rows[$0].label(in: column) != nil }
      let longest = labels.compactMap { rows[$0].label(in: column)?.text.unicodeScalars.count }
        .max()
      let room = measures.width.map { ($0 - .mm(3.8)).emu / TypeSize.smallFour.emu } ?? 40
      let cells = min(stated > 0 ? stated : longest ?? 0, max(1, room))
      for row in labels {
        guard var run = rows[row].label(in: column), run.text.unicodeScalars.count < cells else {
          continue
        }
        run.style.spreadCells = cells
        rows[row].setLabel(run, in: column)
      }
    }
    return rows
  }

  // MARK: joins

  mutating func band(_ source: BodyBand, _ rows: [PlacedRow]) -> Table.Band {
    let count = source.columns.count
    let rows = spreadingLabels(rows, source)
    var grid: [[Table.Slot?]] = rows.map { row in
      (0..<count).map { column in
        guard row.slots.indices.contains(column), case .content(let cell) = row.slots[column]
        else { return nil }
        return .cell(cell)
      }
    }
    for (row, placed) in rows.enumerated() {
      for column in 0..<min(count, placed.slots.count) {
        guard case .content(var cell) = placed.slots[column] else { continue }
        cell.columnSpan = Self.width(of: placed, from: column)
        cell.rowSpan = Self.height(of: rows, row, column, width: cell.columnSpan)
        for covered in row..<(row + cell.rowSpan) {
          for other in column..<(column + cell.columnSpan) { grid[covered][other] = .covered }
        }
        grid[row][column] = .cell(cell)
      }
    }
    return Table.Band(
      columns: source.columns.map {
        Table.Column($0.width.map { .fixed($0) } ?? .rest, isVertical: $0.isVertical)
      },
      rows: zip(rows, grid).map { self.row($0, $1) }, place: .text(source.span))
  }

  private mutating func row(_ placed: PlacedRow, _ slots: [Table.Slot?]) -> Table.Row {
    var cells: [Table.Slot] = []
    for (index, slot) in slots.enumerated() {
      if let slot {
        cells.append(slot)
        continue
      }
      // A join that found no cell to join.
      switch placed.slots.indices.contains(index) ? placed.slots[index] : nil {
      case .above(let span)?: report(BodyProblem.joinWithoutNeighbour(above: true), at: span)
      case .left(let span)?: report(BodyProblem.joinWithoutNeighbour(above: false), at: span)
      default: break
      }
      cells.append(.cell(Table.Cell(role: .value, blocks: [])))
    }
    var row = Table.Row(
      kind: placed.source.kind, cells: cells, minimumHeight: placed.source.minimumHeight,
      place: .text(placed.source.span), keepsWithNext: placed.keepsWithNext)
    row.item = placed.item
    return row
  }

  private static func width(of row: PlacedRow, from column: Int) -> Int {
    var width = 1
    while column + width < row.slots.count, case .left = row.slots[column + width] { width += 1 }
    return width
  }

  /// How many rows a cell covers: while the row below has ↑ under its first column, and ↑ or ←
  /// under the rest.
  private static func height(
    of rows: [PlacedRow], _ row: Int, _ column: Int, width: Int
  ) -> Int {
    var height = 1
    while row + height < rows.count {
      let slots = rows[row + height].slots
      guard slots.count >= column + width, case .above = slots[column] else { break }
      let isCovered = slots[column..<(column + width)].allSatisfy {
        if case .content = $0 { false } else { true }
      }
      guard isCovered else { break }
      height += 1
    }
    return height
  }

  // MARK: opinions

  /// A label at the left and a box whose foot keeps signatures and date (forms:B0.7 M11, M12).
  mutating func opinion(_ source: BodyOpinion) -> Table {
    if source.isOfficeUse { refuseData(source) }
    var blocks: [Block] = []
    var foot: [Block] = []
    var isFoot = false
    expand(source.nodes) { builder, node in
      switch node {
      case .opinionFoot: isFoot = true
      case .line(let line):
        let built = builder.inlines(line.inlines)
        let isDate = DateLine.isDate(built.plainText)
        let role: Paragraph.Role = isFoot && isDate ? .right : isFoot ? .left : .body
        let block = Block(.paragraph(Paragraph(role, built)), place: .text(line.span))
        if isFoot { foot.append(block) } else { blocks.append(block) }
      default: break
      }
    }
    let caption = inlines(source.caption)
    let label = Table.Cell(
      role: .label, blocks: [Block(.paragraph(Paragraph(.centred, caption)))],
      isOfficeUse: source.isOfficeUse, place: .text(source.span))
    let box = Table.Cell(
      role: .value, blocks: blocks, foot: foot, isOfficeUse: source.isOfficeUse,
      place: .text(source.span))
    let row = Table.Row(
      cells: [.cell(label), .cell(box)], minimumHeight: source.minimumHeight,
      place: .text(source.span))
    let columns = [Table.Column(.fixed(source.labelWidth)), Table.Column(.rest)]
    return Table(
      bands: [Table.Band(columns: columns, rows: [row], place: .text(source.span))],
      caption: caption.plainText)
  }

  /// 主管部门填写 prints empty; an applicant who fills it in is told so. A field that is declared
  /// 主管部门填写 was refused by conversion already.
  private mutating func refuseData(_ source: BodyOpinion) {
    guard setting.isForApplicant else { return }
    expand(source.nodes) { builder, node in
      guard case .line(let line) = node else { return }
      for placeholder in Self.placeholders(in: line.inlines) {
        guard let field = placeholder.field, !field.isOfficeUse,
          !builder.setting.constants.contains(field.name)
        else { continue }
        let datum = builder.value(of: placeholder.placeholder.expression, at: placeholder.span)
        switch datum.value {
        case .absent, .handwritten, .faulty: break
        default:
          builder.report(
            TemplateProblem.officeUseFilled(field.name), at: placeholder.span, data: datum.place)
        }
      }
    }
  }
}

extension FieldDeclaration {
  var isLongText: Bool { if case .longText = kind { true } else { false } }
}

extension DocumentBuilder.PlacedRow {
  /// The one run of Han characters that a label cell consists of.
  fileprivate func label(in column: Int) -> TextRun? {
    guard slots.indices.contains(column), case .content(let cell) = slots[column],
      cell.role == .label, cell.blocks.count == 1,
      case .paragraph(let paragraph) = cell.blocks[0].content, paragraph.inlines.count == 1,
      case .text(let run) = paragraph.inlines[0], run.text.unicodeScalars.count > 1,
      run.text.unicodeScalars.allSatisfy({ $0.properties.isIdeographic })
    else { return nil }
    return run
  }

  fileprivate mutating func setLabel(_ run: TextRun, in column: Int) {
    guard case .content(var cell) = slots[column], !cell.blocks.isEmpty,
      case .paragraph(var paragraph) = cell.blocks[0].content
    else { return }
    paragraph.inlines = [.text(run)]
    cell.blocks[0].content = .paragraph(paragraph)
    slots[column] = .content(cell)
  }
}
