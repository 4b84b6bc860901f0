import Diagnostics

/// 脚注: a note whose mark stands in the running text and whose text stands at the foot of the page
/// on which the mark comes to lie.
public struct Footnote: Sendable {
  /// Which note of the document it is, from 1 in reading order; not what is printed, which layout
  /// alone knows (①②③ begin anew on each page). Layout counts again before it starts.
  public var identifier: Int
  /// The note's text, without its mark. Notes in notes mean nothing.
  public var inlines: [Inline]
  public var place: Place
  public init(identifier: Int = 0, inlines: [Inline], place: Place = .nowhere) {
    self.identifier = identifier
    self.inlines = inlines
    self.place = place
  }
}

/// 脚注编号: where the numbers of notes begin at ① again.
public enum FootnoteNumbering: String, Hashable, Sendable, CaseIterable {
  case eachPage = "每页"
  case throughout = "连续"
}

/// 引用: what stands in the text for an item, an annex or a page that is somewhere else.
public struct Reference: Sendable {
  /// What of the place is printed.
  public enum Form: String, Hashable, Sendable {
    /// 三、（二） or 附件2, known when conditions and lists are decided.
    case number = "编号"
    /// The page on which it begins, known in layout only.
    case page = "页码"
  }
  public var form: Form
  /// The anchor that it points to: `Anchor.name` of a target, or `Heading.anchor`.
  public var anchor: String
  /// What is printed: text, or the deferred page.
  public var inlines: [Inline]
  public var place: Place
  public init(_ form: Form, anchor: String, inlines: [Inline] = [], place: Place = .nowhere) {
    self.form = form
    self.anchor = anchor
    self.inlines = inlines
    self.place = place
  }
}
