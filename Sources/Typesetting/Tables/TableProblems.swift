import Diagnostics
import Typography

/// What can be wrong with a table (L300–L399).
public enum TableProblem: Problem, Hashable {
  /// The widths of a band do not add up to the table's width; both in hundredths of a millimetre.
  case widthsDoNotAddUp(sum: Int, width: Int)
  /// A column that leaves no room for one character; number from 1, width in hundredths of a mm.
  case columnTooNarrow(column: Int, width: Int)
  /// A row that has another number of cells than its band has columns.
  case wrongCellCount(cells: Int, columns: Int)
  /// `：超出报错`: the text is longer than its box.
  case textTooLong(excess: Int)
  /// `：缩到n磅`: the text does not fit even at that size; the box grew.
  case shrunkAndGrown(points: Int)
  /// `：续页`: the box is too low for two lines and the reference to the extra page; it grew.
  case continuationGrown
  /// A joined cell whose text is taller than a page cannot be split.
  case joinedCellTooTall
  /// The labels of a diagonal head meet the line.
  case diagonalHeadTooNarrow
  /// A block that cannot stand in a cell.
  case blockNotInCell
  /// The file of a long list could not be read again.
  case sourceFailed(String)

  public var code: String {
    switch self {
    case .widthsDoNotAddUp: "L301"
    case .columnTooNarrow: "L302"
    case .wrongCellCount: "L303"
    case .textTooLong: "L304"
    case .shrunkAndGrown: "L305"
    case .continuationGrown: "L306"
    case .joinedCellTooTall: "L307"
    case .diagonalHeadTooNarrow: "L308"
    case .blockNotInCell: "L309"
    case .sourceFailed: "L310"
    }
  }

  public var severity: Severity {
    switch self {
    case .widthsDoNotAddUp, .columnTooNarrow, .wrongCellCount, .textTooLong, .joinedCellTooTall,
      .blockNotInCell, .sourceFailed:
      .error
    case .shrunkAndGrown, .diagonalHeadTooNarrow, .continuationGrown: .warning
    }
  }

  public func message(in language: MessageLanguage) -> String {
    language == .chinese ? chinese : english
  }

  private var chinese: String {
    switch self {
    case .widthsDoNotAddUp(let sum, let width):
      "各栏宽度合计 \(millimetres(sum)) 毫米，表宽应为 \(millimetres(width)) 毫米"
    case .columnTooNarrow(let column, let width):
      "第 \(column) 栏宽 \(millimetres(width)) 毫米，放不下一个字"
    case .wrongCellCount(let cells, let columns): "这一行有 \(cells) 格，本栏应为 \(columns) 格"
    case .textTooLong(let excess): "文字超出本格 \(excess) 个字"
    case .shrunkAndGrown(let points): "文字缩到 \(points) 磅仍放不下，本格已加高"
    case .continuationGrown: "本格太矮，放不下两行文字和“余文见第×页”，不能续页，已加高"
    case .joinedCellTooTall: "合并的格内文字高于一页，无法跨页"
    case .diagonalHeadTooNarrow: "斜线表头太窄，文字与斜线相碰"
    case .blockNotInCell: "表格的格内不能放这种内容"
    case .sourceFailed(let reason): "清单的来源读第二遍时出错：\(reason)"
    }
  }

  private var english: String {
    switch self {
    case .widthsDoNotAddUp(let sum, let width):
      "the columns are \(millimetres(sum)) mm wide together, the table is \(millimetres(width)) mm"
    case .columnTooNarrow(let column, let width):
      "column \(column) of \(millimetres(width)) mm has no room for one character"
    case .wrongCellCount(let cells, let columns):
      "this row has \(cells) cells, its band has \(columns) columns"
    case .textTooLong(let excess): "the text is \(excess) character(s) too long for its box"
    case .shrunkAndGrown(let points):
      "the text does not fit even at \(points) pt; the box was made higher"
    case .continuationGrown:
      "the text does not fit, and the box is too low to break off in; it was made higher"
    case .joinedCellTooTall: "the text of a joined cell is taller than a page and cannot be split"
    case .diagonalHeadTooNarrow: "the diagonal head is too narrow for its labels"
    case .blockNotInCell: "a block of this kind cannot stand in a table's cell"
    case .sourceFailed(let reason):
      "the source of the list failed when it was read a second time: \(reason)"
    }
  }

  public func remedy(in language: MessageLanguage) -> String? {
    let chinese = language == .chinese
    switch self {
    case .widthsDoNotAddUp(let sum, let width):
      let off = millimetres(abs(sum - width))
      if chinese {
        return sum > width ? "减去 \(off) 毫米" : "补足 \(off) 毫米，或把一栏写作 *"
      }
      return sum > width ? "take away \(off) mm" : "add \(off) mm, or write * for one column"
    case .columnTooNarrow: return chinese ? "加宽该栏" : "make it wider"
    case .wrongCellCount:
      return chinese ? "用 ← 或 ↑ 补足被合并的格" : "write ← or ↑ for joined cells"
    case .continuationGrown:
      return chinese ? "给这一行写上高度，如“高60”" : "give the row a height, such as 高60"
    case .textTooLong: return chinese ? "缩短文字" : "shorten the text"
    case .joinedCellTooTall: return chinese ? "不合并该格，或缩短文字" : "do not join the cell"
    case .diagonalHeadTooNarrow: return chinese ? "加宽第一栏" : "make the column wider"
    default: return nil
    }
  }

  /// 2805 is 28.05, 2800 is 28.
  private func millimetres(_ hundredths: Int) -> String {
    let rest = abs(hundredths) % 100
    let sign = hundredths < 0 ? "-" : ""
    guard rest != 0 else { return "\(sign)\(abs(hundredths) / 100)" }
    let digits = rest % 10 == 0 ? "\(rest / 10)" : (rest < 10 ? "0\(rest)" : "\(rest)")
    return "\(sign)\(abs(hundredths) / 100).\(digits)"
  }
}

extension Length {
  /// Hundredths of a millimetre, for messages.
  var hundredths: Int { Int((millimetres * 100).rounded()) }
}
