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
  /// 版面: what is set otherwise than the default.
  public var layout = LayoutSettings()
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
  /// 信函: GB/T 9704-2012, 10.1; red double lines, no page number on page one.
  case letter = "信函"
  /// 命令: GB/T 9704-2012, 10.2; 令号 and 签名章.
  case order = "命令"
  /// 纪要: GB/T 9704-2012, 10.3; 出席, 请假, 列席, no seal.
  case minutes = "纪要"
  /// 公示: grid, fonts and 署名 of GB/T 9704, without red head, 发文字号 and 版记.
  case publicNotice = "公示"
  /// 文书: type area and fonts of GB/T 9704, one-page papers (承诺书, 通知书, 决定书), no red head.
  case paper = "文书"
  /// 表格: forms; margins T 25.4, B 25.4, L 30, R 24 mm, running mode.
  case form = "表格"
  /// 报告: reports; margins as 表格, running mode.
  case report = "报告"
}

extension PageStyle {
  /// Whether it is set in the 版心, grid and fonts of GB/T 9704-2012.
  public var isGridded: Bool {
    switch self {
    case .official, .letter, .order, .minutes, .publicNotice, .paper: true
    case .form, .report: false
    }
  }
  /// Whether a manuscript can be set in it: it has `OfficialElements`.
  public var takesManuscript: Bool {
    switch self {
    case .official, .letter, .order, .minutes, .publicNotice: true
    case .paper, .form, .report: false
    }
  }
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
  /// 标志 of a 纪要 as one text: 示例市人民政府专题会议纪要.
  public var minutesSign: String?
  /// What follows the agency's name in the 标志 of an order: 令 or 命令.
  public var orderWord = "令"
  /// 份号 (six digits), 密级和保密期限, 紧急程度.
  public var copyNumber: String?
  public var secrecy: String?
  public var urgency: String?
  /// 发文字号: 并市监〔2022〕72号; 令号 of an order: 第12号; number or issue of 纪要: 第3期. A blank to
  /// be filled in when not yet given: `[.blank(…)]`.
  public var number: [Inline] = []
  /// 签发人: names in order; only upward documents have them.
  public var approvers: [String] = []
  /// Where the signers were written.
  public var approversPlace = Place.nowhere
  /// 主送机关 as one text without the colon, e.g. 各县（市、区）人民政府、各有关单位.
  public var addressees: [Inline] = []
  /// 署名 in order, 成文日期, and whether seals are to be pressed (用印).
  public var signatories: [String] = []
  public var date: [Inline] = []
  public var isSealed = true
  /// Seal diameter (章径); 45 mm unless given.
  public var sealDiameter: Length = .mm(45)
  /// 签名章 (7.3.5.3): one signer an agency, in the order of the agencies. Where there is one, no
  /// names are printed and no seals are pressed.
  public var signers: [StampedSigner] = []
  /// The size of a 签名章, the same for all of a document.
  public var stampSize = StampedSigner.usualSize
  /// 会议时间, 会议地点, 主持人 before the text of 纪要; 出席, 请假, 列席 after it (10.3).
  public var meeting: [MeetingLine] = []
  public var attendance: [MeetingLine] = []
  /// 装订：附件分开: annexes are not bound with the text (7.3.7; std:G-55).
  public var separatesAnnexes = false
  /// 装订：骑马订: pages are a multiple of four (std:G-65).
  public var isSaddleStitched = false
  /// 附注, without its brackets.
  public var note: [Inline] = []
  /// 抄送机关.
  public var copies: [Inline] = []
  /// 印发机关 and 印发日期 (without the word 印发).
  public var printer: [Inline] = []
  public var printDate: [Inline] = []
  public init() {}
}
