import Diagnostics
import Document
import Pages
import Typography

/// How a cell is tightened so that a word, number or code of it stays on one line: less air beside
/// the text, then type smaller by half points, never below 9 pt (forms:B0.2). In a list all cells of
/// a column are set alike.
struct CellFit: Hashable {
  var padding: Length
  var size: Length

  /// Never smaller than this.
  private static let least = Length.pt(9)

  /// From the mildest to the tightest.
  static func steps(size: Length, padding: Length, _ setting: TableSetting) -> [CellFit] {
    var steps: [CellFit] = []
    let narrow = min(padding, setting.narrowPadding)
    if narrow < padding { steps.append(CellFit(padding: narrow, size: size)) }
    var smaller = size - .pt(0.5)
    while smaller >= least {
      steps.append(CellFit(padding: narrow, size: smaller))
      smaller -= .pt(0.5)
    }
    return steps
  }

  func isTighter(than other: CellFit) -> Bool {
    (size, padding) < (other.size, other.padding)
  }
}

/// Sets the cells of a table, or of a stretch of one.
struct CellsInColumns {
  let layout: TableLayout
  let grid: TableGrid
  let table: Table
  let setting: TableSetting
  let setter: CellSetter
  let alignments: ColumnAlignments
  /// What the columns of a list have been tightened to, by band and column.
  private(set) var fits: [Column: CellFit] = [:]

  struct Column: Hashable {
    var band: Int
    var column: Int
  }

  init(
    layout: TableLayout, grid: TableGrid, table: Table, setting: TableSetting,
    setter: CellSetter, alignments: ColumnAlignments
  ) {
    self.layout = layout
    self.grid = grid
    self.table = table
    self.setting = setting
    self.setter = setter
    self.alignments = alignments
  }

  private var size: Length {
    table.size ?? (table.isList ? setting.listSize : setting.formSize)
  }

  mutating func set(findings: inout Findings) -> [SetCell] {
    var cells: [SetCell] = []
    cells.reserveCapacity(grid.cells.count)
    var own = [CellFit?](repeating: nil, count: grid.cells.count)
    for (index, placed) in grid.cells.enumerated() {
      var plain = CellFit(padding: setting.padding(ofWidth: placed.width), size: size)
      // What another cell of the column needed, this one gets as well.
      if table.isList, !fits.isEmpty, let column = column(of: placed), let known = fits[column],
        placed.cell.overflow == .grow
      {
        plain = known
        own[index] = known
      }
      var found = Findings()
      var cell = set(placed, plain, findings: &found)
      if found.all.contains(where: \.saysTokenBroken), placed.cell.overflow == .grow,
        let (tight, fit) = tightened(placed, plain)
      {
        cell = tight
        own[index] = fit
        found = Findings(found.all.filter { !$0.saysTokenBroken })
        if let column = column(of: placed), fits[column].map({ fit.isTighter(than: $0) }) ?? true {
          fits[column] = fit
        }
      }
      findings.add(contentsOf: found)
      cells.append(cell)
    }
    if table.isList, !fits.isEmpty { level(&cells, own) }
    return cells
  }

  /// The column whose cells are set alike; nil for what is no single cell of a row.
  private func column(of placed: TableGrid.PlacedCell) -> Column? {
    let row = grid.rows[placed.row]
    guard row.row.kind == .body, placed.columnCount == 1 else { return nil }
    return Column(band: row.band, column: placed.column)
  }

  /// All cells of a tightened column as the tightest of them; what is wrong with them was told.
  private func level(_ cells: inout [SetCell], _ own: [CellFit?]) {
    for (index, placed) in grid.cells.enumerated() {
      guard let column = column(of: placed), let fit = fits[column], own[index] != fit,
        placed.cell.overflow == .grow
      else { continue }
      var silent = Findings()
      cells[index] = set(placed, fit, findings: &silent)
    }
  }

  private func tightened(
    _ placed: TableGrid.PlacedCell, _ plain: CellFit
  ) -> (cell: SetCell, fit: CellFit)? {
    for fit in CellFit.steps(size: plain.size, padding: plain.padding, setting) {
      var silent = Findings()
      let cell = set(placed, fit, findings: &silent)
      if !silent.all.contains(where: \.saysTokenBroken) { return (cell, fit) }
    }
    return nil
  }

  private func set(
    _ placed: TableGrid.PlacedCell, _ fit: CellFit, findings: inout Findings
  ) -> SetCell {
    let style = CellStyle(
      measure: max(TypeSize.six, placed.width - fit.padding * 2), size: fit.size,
      font: layout.font(of: placed, in: grid, setting, isList: table.isList),
      alignment: alignments.alignment(
        of: placed, in: grid, size: fit.size, padding: fit.padding),
      mayIndent: placed.cell.role == .value && !table.isList && placed.width >= .mm(80),
      isLabel: placed.cell.role == .label && !placed.cell.isLongText,
      signaturePitch: setting.signaturePitch)
    return SetCell(
      placed, style, padding: fit.padding, grid: grid, isList: table.isList, setter: setter,
      setting: setting, findings: &findings)
  }
}

extension Table.Cell {
  /// Fixed text too long for a label: it is set as text, not broken for balance like a title.
  var isLongText: Bool {
    role == .label && blocks.map(plainText).joined().unicodeScalars.count > 20
  }
}

extension Diagnostic {
  /// Whether a word, number or code was broken inside.
  fileprivate var saysTokenBroken: Bool {
    switch problem {
    case LineProblem.tokenBroken, LineProblem.tooNarrow: true
    default: false
    }
  }
}
