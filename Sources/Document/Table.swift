import Diagnostics
import Typography

/// A form table: a stack of bands over one width, each with its own columns (forms:B0.3), or a
/// list (清单) with head, body and total rows. Joins are resolved: a joined cell spans.
public struct Table: Sendable {
  public var bands: [Band]
  /// 单位：万元, printed above the table at the right.
  public var unitNote: [Inline]
  /// Text size of its cells; nil takes the page style's (小四 in forms, 五号 in lists).
  public var size: Length?
  /// A name for outline and tags.
  public var caption: String?
  /// Whether the table is a list (清单) or a form.
  public var isList: Bool
  /// 外框: the outer border's thickness; nil takes 0.75 pt (forms:B0.3).
  public var outerRule: Length?
  /// 续表: printed at the right above the table on the pages on which it goes on; empty prints
  /// nothing.
  public var continuedNote: [Inline] = []
  /// 页计 and 累计, for a list that takes more than one page; nil where it has none.
  public var pageTotals: (any PageTotals)?
  /// The rows of a list too long to be held, between the head and the totals of its last band; nil
  /// where all rows stand in `bands`.
  public var longRows: (any LongRows)?
  public init(
    bands: [Band], unitNote: [Inline] = [], size: Length? = nil, caption: String? = nil,
    isList: Bool = false
  ) {
    self.bands = bands
    self.unitNote = unitNote
    self.size = size
    self.caption = caption
    self.isList = isList
  }

  /// Rows with the same columns.
  public struct Band: Sendable {
    public var columns: [Column]
    public var rows: [Row]
    public var place: Place
    public init(columns: [Column], rows: [Row], place: Place = .nowhere) {
      self.columns = columns
      self.rows = rows
      self.place = place
    }
  }

  public struct Column: Hashable, Sendable {
    public enum Width: Hashable, Sendable {
      case fixed(Length)
      /// `*`: a share of what the fixed columns leave.
      case rest
    }
    public var width: Width
    /// 竖: text of the column is set vertically.
    public var isVertical: Bool
    public init(_ width: Width, isVertical: Bool = false) {
      self.width = width
      self.isVertical = isVertical
    }
  }

  public struct Row: Sendable {
    public enum Kind: String, Hashable, Sendable {
      case body
      /// 头: printed again on each page.
      case head
      /// 小计 of a group; kept with the row above it.
      case subtotal
      /// 页计, 累计: stands where a page ends.
      case pageTotal
      /// 计: 合计; kept with the two rows above it.
      case total
    }
    public var kind: Kind
    /// The number from 0 of the list's item that the row begins; nil for any other row.
    public var item: Int?
    /// One entry per column; a column that a cell to its left or above covers has `.covered`.
    public var cells: [Slot]
    /// 高: the least height.
    public var minimumHeight: Length?
    public var place: Place
    /// Kept on one page with the next row (the lines of one contract).
    public var keepsWithNext: Bool
    public init(
      kind: Kind = .body, cells: [Slot], minimumHeight: Length? = nil, place: Place = .nowhere,
      keepsWithNext: Bool = false
    ) {
      self.kind = kind
      self.cells = cells
      self.minimumHeight = minimumHeight
      self.place = place
      self.keepsWithNext = keepsWithNext
    }
  }

  public indirect enum Slot: Sendable {
    case cell(Cell)
    case covered
  }

  public struct Cell: Sendable {
    public enum Role: String, Hashable, Sendable {
      /// A cell without a placeholder: names what stands beside or below it.
      case label
      case value
    }
    public enum Alignment: String, Hashable, Sendable { case left, centre, right, justified }
    public enum Overflow: Hashable, Sendable {
      case grow
      /// `：缩到9磅`
      case shrink(to: Length)
      /// `：续页`
      case continuation
      /// `：超出报错`
      case refuse
    }
    public var role: Role
    public var columnSpan: Int
    public var rowSpan: Int
    /// Its paragraphs; most cells have one.
    public var blocks: [Block]
    /// nil: labels centred, values left, amounts right.
    public var alignment: Alignment?
    public var overflow: Overflow
    /// Content that stays at the cell's foot (`@栏底`): signatures and date.
    public var foot: [Block]
    /// Set with several lines of a signature at the right.
    public var isOfficeUse: Bool
    /// Which of the document's cells with `：续页` it is, from 1; layout counts before it starts.
    public var continuation: Int?
    /// The cell of a group (组) goes on from the stretch of a long list before this row, into the
    /// one below the last row.
    public var continuesAbove = false
    public var continuesBelow = false
    public var place: Place
    public init(
      role: Role, blocks: [Block], columnSpan: Int = 1, rowSpan: Int = 1,
      alignment: Alignment? = nil, overflow: Overflow = .grow, foot: [Block] = [],
      isOfficeUse: Bool = false, place: Place = .nowhere
    ) {
      self.role = role
      self.blocks = blocks
      self.columnSpan = columnSpan
      self.rowSpan = rowSpan
      self.alignment = alignment
      self.overflow = overflow
      self.foot = foot
      self.isOfficeUse = isOfficeUse
      self.place = place
    }
  }
}

/// Rows whose values depend on where pages end: 页计 (本页小计) and 累计 (forms:B0.3).
public protocol PageTotals: Sendable {
  /// The rows printed below the last row of a page, in order; each has as many cells as the list
  /// has columns and kind `.pageTotal`.
  ///
  /// - Parameters:
  ///   - items: the items, numbered from 0, that begin on the page.
  ///   - isLast: the list ends on the page, so that 累计 would repeat 合计.
  func rows(showing items: Range<Int>, isLast: Bool) -> [Table.Row]
}

/// The rows of a list that is read again from its source whenever they are needed, so that a list
/// of any length takes little memory (design section 2).
public protocol LongRows: Sendable {
  /// How many items the list has.
  var itemCount: Int { get }
  /// The rows of `count` items from `first` on, subtotals included, joins resolved within them; up
  /// to twice as many where a group ends by then, so that what is left of a group is never short.
  /// `next` is the item to go on with.
  ///
  /// - Throws: what went wrong with the source (changed or gone since it was checked).
  func rows(from first: Int, count: Int) throws -> (rows: [Table.Row], next: Int)
}
