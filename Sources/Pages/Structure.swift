import Typography

/// The number of an element within one structure tree.
public struct ElementID: Hashable, Sendable, Comparable {
  public let index: Int
  public init(index: Int) { self.index = index }
  public static func < (a: ElementID, b: ElementID) -> Bool { a.index < b.index }
}

/// The logical structure: what each item on the pages is, in reading order. Elements are stored
/// in the order in which they were opened, so a parent stands before its children.
public struct StructureTree: Sendable {
  public enum Kind: Hashable, Sendable {
    case document
    case section
    /// 0 is the title, 1…4 the levels 一、 （一） 1. （1）.
    case heading(level: Int)
    case paragraph
    case list, listItem
    case table(caption: String?)
    case tableHead, tableBody, row
    case headerCell(columnSpan: Int, rowSpan: Int)
    case dataCell(columnSpan: Int, rowSpan: Int)
    case figure(alternative: String)
    /// A footnote's text, its mark included.
    case note
  }
  /// Which part of a document (GB/T 9704-2012, 7.1, and the special formats of 10) an element is.
  /// Exporters need none of it; it says what to measure (`ConformityReport`).
  public enum Part: String, Hashable, Sendable, CaseIterable {
    // 版头
    case copyNumber = "份号"
    case secrecy = "密级和保密期限"
    case urgency = "紧急程度"
    /// One element for each name of the 发文机关标志, and one for 文件 where it stands beside them.
    case sign = "发文机关标志"
    case signWord = "文件"
    case documentNumber = "发文字号"
    case approverLabel = "签发人"
    case approver = "签发人姓名"
    // 主体
    case title = "标题"
    case addressees = "主送机关"
    /// A paragraph of 正文 with its 2 字 indent; headings are told by their kind.
    case body = "正文"
    case annexNote = "附件说明"
    case signatory = "发文机关署名"
    case date = "成文日期"
    case note = "附注"
    case annexMark = "附件"
    case annexTitle = "附件标题"
    /// 被印发件
    case enactedTitle = "被印发件标题"
    // 版记
    /// 主送 that moved to the 版记 (7.3.2).
    case movedAddressees = "版记中的主送机关"
    case copies = "抄送机关"
    case printer = "印发机关"
    case printDate = "印发日期"
    // 命令(令) and 纪要 (10.2, 10.3)
    case orderNumber = "令号"
    /// 签发人职务 beside a 签名章 (7.3.5.3).
    case signerPost = "签发人职务"
    /// 出席, 请假 and 列席.
    case attendance = "出席人员"
  }
  public struct Element: Sendable {
    public var kind: Kind
    public var parent: ElementID?
    public var part: Part?
  }
  public private(set) var elements: [Element] = [Element(kind: .document, parent: nil)]
  public init() {}

  public static let root = ElementID(index: 0)

  /// Opens an element as the last child of `parent`.
  public mutating func add(
    _ kind: Kind, in parent: ElementID = root, part: Part? = nil
  ) -> ElementID {
    elements.append(Element(kind: kind, parent: parent, part: part))
    return ElementID(index: elements.count - 1)
  }
}
