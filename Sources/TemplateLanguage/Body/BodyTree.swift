import CaseData
import Diagnostics
import Document
import Typography

/// The tree of a 正文.wen: what the author wrote, before any value is known. Texts in it came from
/// the template alone; values are put in by evaluation and are never parsed.
package struct BodyTree: Sendable {
  package var nodes: [BodyNode] = []
}

package indirect enum BodyNode: Sendable {
  /// `# …`
  case title(BodyLine)
  /// A paragraph, a numbered line or a line with a role of its own.
  case line(BodyLine)
  case choice(BodyChoice)
  case each(BodyEach)
  case signature(BodyGroup)
  case cover(BodyCover)
  case coverField(BodyCoverField)
  case coverFoot([BodyLine])
  case table(BodyTable)
  case band(BodyBand)
  case row(BodyRow)
  case list(BodyList)
  case opinion(BodyOpinion)
  case opinionFoot(Span)
  case space(rows: Int, Span)
  case pageBreak(Span)
  /// `@横页`
  case landscape(BodyGroup)
  /// `@目录 两级`
  case contents(depth: Int, Span)
  /// `@页码 …` or `@页眉 …`
  case pages(BodyPages)
  /// `@公文`: `键：值` lines of a document's head.
  case official(BodyGroup)
  /// `@附件 名` and what follows it.
  case annex(BodyLine, Span)
}

/// One source line of running text.
package struct BodyLine: Sendable {
  /// nil: 正文, whose role its place in the document decides.
  var role: Paragraph.Role?
  var number: NumberMark?
  var inlines: [BodyInline]
  var span: Span
}

package indirect enum BodyInline: Sendable {
  case text(String, Span)
  case placeholder(BodyPlaceholder)
  /// ＿＿; the inlines stand on it.
  case blank(BlankWidth, [BodyInline], Span)
  /// `**…**` and `..…..`
  case emphasis([BodyInline], dotted: Bool)
  /// ／ where the place allows it.
  case wantedBreak
  /// ⏎
  case lineBreak
  case anchor(Anchor.Kind)
  /// `〔注：…〕`
  case footnote([BodyInline], Span)
  /// `〔书签：名〕`
  case bookmark(String, Span)
  /// `〔编号：名〕` and `〔页码：名〕`
  case reference(Reference.Form, String, Span)
}

/// How wide a place to write on is at least.
package enum BlankWidth: Hashable, Sendable {
  /// In 字 of the page style's text.
  case cells(Int)
  case fixed(Length)
}

/// A placeholder of the body, with what the checker found out about it.
package struct BodyPlaceholder: Sendable {
  var placeholder: Placeholder
  /// The declaration that it prints, where it is a plain name or a chain of members.
  var field: FieldDeclaration?
  /// Its names, and the level of the scope at which the first one was found.
  var path: [String] = []
  var level = 0
  var span: Span { placeholder.span }
  var type: ValueType { placeholder.type }
  var filters: [Filter] { placeholder.filters.map(\.filter) }
}

/// An expression of a control line; nil where it could not be read (reported already).
package struct BodyExpression: Sendable {
  var expression: Expression?
  var type: ValueType = .any
  var span: Span
  /// As written, for the paths of items.
  let name: String

  init(expression: Expression?, span: Span) {
    self.expression = expression
    self.span = span
    name = span.text
  }
}

/// `@如果 … @否则如果 … @否则 … @完`
package struct BodyChoice: Sendable {
  struct Branch: Sendable {
    /// nil for 否则.
    var condition: BodyExpression?
    var nodes: [BodyNode]
  }
  var branches: [Branch]
  var span: Span
}

/// `@每项 列表 为 名`
package struct BodyEach: Sendable {
  var list: BodyExpression
  var itemName: String?
  var nodes: [BodyNode]
  var span: Span
}

package struct BodyGroup: Sendable {
  var nodes: [BodyNode]
  var span: Span
}

package struct BodyCover: Sendable {
  var labelCells: Int?
  var blankWidth: Length?
  /// 性质 of this part, where it differs from the template's.
  var standing: String?
  var nodes: [BodyNode]
  var span: Span
}

/// `标签：＿{{…}}＿（公章）`
package struct BodyCoverField: Sendable {
  var label: String
  var value: [BodyInline]
  var suffix: [BodyInline]
  var span: Span
}

/// `@表 28 50 28 50 续表 外框1磅`
package struct BodyTable: Sendable {
  var options = TableOptions()
  var nodes: [BodyNode]
  var span: Span
}

/// What a table or list says of itself besides its columns.
package struct TableOptions: Sendable {
  /// 续表, or the words that stand for it.
  var continuedNote: String?
  /// 外框n磅
  var outerRule: Length?
}

/// `@页码 第1页　共9页 居右 从1起` and `@页眉 文字`
package struct BodyPages: Sendable {
  var number: PageNumberForm?
  var firstNumber: Int?
  /// nil leaves it; empty (`@页眉 无`) ends it.
  var header: [BodyInline]?
  var span: Span
}

/// `@表 28 50 28 50` and `@栏 …`
package struct BodyBand: Sendable {
  struct Column: Sendable {
    /// nil for `*`.
    var width: Length?
    var isVertical = false
    var alignment: Table.Cell.Alignment?
    /// 散: labels are spread to so many 字; 0 takes the longest label.
    var spread: Int?
  }
  var columns: [Column]
  var span: Span
}

package struct BodyRow: Sendable {
  var kind: Table.Row.Kind
  var minimumHeight: Length?
  var cells: [BodyCell]
  /// Repeated head of a group (组): its cells span the row.
  var isGroupHead = false
  /// 小计 按 X: the group that it closes; nil the innermost.
  var subtotalOf: String?
  /// 累计, of the rows whose kind is `.pageTotal`.
  var isRunning = false
  var span: Span
}

package enum BodyCell: Sendable {
  case content([BodyInline], Span)
  /// `←`
  case left(Span)
  /// `↑`
  case above(Span)

  var span: Span {
    switch self {
    case .content(_, let span), .left(let span), .above(let span): return span
    }
  }
}

/// `@清单 列表　空则：无　单位：件`
package struct BodyList: Sendable {
  var list: BodyExpression
  var caption: String
  var emptyText: String?
  var unit: String?
  var options = TableOptions()
  /// 组 按: what makes neighbouring items a group, the outermost first.
  var groups: [BodyExpression] = []
  var nodes: [BodyNode]
  var span: Span
}

/// `@意见栏 标题　左24　高41　主管部门填写`
package struct BodyOpinion: Sendable {
  var caption: [BodyInline]
  var labelWidth: Length
  var minimumHeight: Length?
  var isOfficeUse: Bool
  var nodes: [BodyNode]
  var span: Span
}
