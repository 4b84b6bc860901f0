import Diagnostics
import Typography

/// A document as evaluation leaves it: what stands in it and what each part is, but not where it
/// goes. A plain value; no layout decision, no font file, no template text is in it.
public struct Document: Sendable {
  /// The title for metadata and bookmarks, without breaks: 材料真实性承诺书.
  public var title: String
  /// The page style it is set in.
  public var style: PageStyle
  /// The main text, annexes included, in reading order.
  public var blocks: [Block]
  /// 版头 and 版记 of a 公文; nil in every other style.
  public var official: OfficialElements?
  /// What is printed across every page: 草稿, or nothing.
  public var stamp: PageStamp
  /// Unit or agency that the document comes from, for the PDF's author; never a person.
  public var author: String?
  /// 页数: the document must not be longer (a pledge that has to stay one page); layout shrinks
  /// leading, then type, and otherwise refuses.
  public var pageLimit: Int?
  /// Where the numbers of footnotes begin anew.
  public var footnoteNumbering = FootnoteNumbering.eachPage
  /// A draft or a blank form: what would refuse a finished document is a warning.
  public var isProvisional = false
  /// 性质 and version of the template, for the PDF's metadata and the report.
  public var origin: DocumentOrigin

  public init(
    title: String, style: PageStyle, blocks: [Block] = [], official: OfficialElements? = nil,
    stamp: PageStamp = .none, author: String? = nil, origin: DocumentOrigin = DocumentOrigin()
  ) {
    self.title = title
    self.style = style
    self.blocks = blocks
    self.official = official
    self.stamp = stamp
    self.author = author
    self.origin = origin
  }
}

/// 版式: which of the page designs a document is set in.
public enum PageStyle: String, Hashable, Sendable, CaseIterable {
  /// 公文: GB/T 9704-2012, grid mode, red head, 版记.
  case official = "公文"
  /// 文书: type area and fonts of GB/T 9704, one-page papers (承诺书, 通知书, 决定书), no red head.
  case paper = "文书"
  /// 表格: forms; margins T 25.4, B 25.4, L 30, R 24 mm, running mode.
  case form = "表格"
  /// 报告: reports; margins as 表格, running mode.
  case report = "报告"
}

public enum PageStamp: String, Hashable, Sendable {
  case none
  case draft = "草稿"
}

public struct DocumentOrigin: Hashable, Sendable {
  public var template: String
  public var version: String
  /// 性质: 官方原件, 官方文字重排, 自拟示范.
  public var standing: String
  public init(template: String = "", version: String = "", standing: String = "") {
    self.template = template
    self.version = version
    self.standing = standing
  }
}

/// 版头 and 版记 (GB/T 9704-2012, 7.2 and 7.4). What is nil or empty is not printed.
public struct OfficialElements: Sendable {
  /// 发文机关标志: the names in order, the lead agency first. 文件 is set by the layout when
  /// `hasDocumentWord` is true.
  public var issuers: [String] = []
  public var hasDocumentWord = true
  /// 份号 (six digits), 密级和保密期限, 紧急程度.
  public var copyNumber: String?
  public var secrecy: String?
  public var urgency: String?
  /// 发文字号: 并市监〔2022〕72号. A blank to be filled in when not yet given: `[.blank(…)]`.
  public var number: [Inline] = []
  /// 签发人: names in order; only upward documents have them.
  public var approvers: [String] = []
  /// 主送机关 as one text without the colon, e.g. 各县（市、区）人民政府、各有关单位.
  public var addressees: [Inline] = []
  /// 署名 in order, 成文日期, and whether seals are to be pressed (用印).
  public var signatories: [String] = []
  public var date: [Inline] = []
  public var isSealed = true
  /// Seal diameter (章径); 45 mm unless given.
  public var sealDiameter: Length = .mm(45)
  /// 附注, without its brackets.
  public var note: [Inline] = []
  /// 抄送机关.
  public var copies: [Inline] = []
  /// 印发机关 and 印发日期 (without the word 印发).
  public var printer: [Inline] = []
  public var printDate: [Inline] = []
  public init() {}
}
