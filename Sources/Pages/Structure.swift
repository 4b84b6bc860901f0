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
  public private(set) var elements = Elements()
  /// False where further elements are numbered but not kept: the rows of a list that is set page by
  /// page, whose structure nobody asks for afterwards.
  public var keepsElements = true
  private var forgotten = 0
  public init() {}

  public static let root = ElementID(index: 0)

  /// Opens an element as the last child of `parent`.
  public mutating func add(
    _ kind: Kind, in parent: ElementID = root, part: Part? = nil
  ) -> ElementID {
    if keepsElements {
      elements.append(Element(kind: kind, parent: parent, part: part))
    } else {
      forgotten += 1
    }
    return ElementID(index: elements.count - 1 + forgotten)
  }
}

extension StructureTree {
  /// The elements by their numbers. A list of 100,000 rows has 700,000 of them, so each takes twelve
  /// bytes; the few texts (captions, alternatives) stand beside them.
  public struct Elements: Sendable, RandomAccessCollection {
    private var packed: [Packed] = [Packed(code: .document)]
    private var texts: [String] = []

    public var startIndex: Int { 0 }
    public var endIndex: Int { packed.count }

    public subscript(index: Int) -> Element {
      let element = packed[index]
      return Element(
        kind: kind(element),
        parent: element.parent == Packed.none ? nil : ElementID(index: Int(element.parent)),
        part: element.part == 0 ? nil : Part.allCases[Int(element.part) - 1])
    }

    fileprivate mutating func append(_ element: Element) {
      var new = pack(element.kind)
      if let parent = element.parent { new.parent = UInt32(clamping: parent.index) }
      if let part = element.part, let place = Part.allCases.firstIndex(of: part) {
        new.part = UInt8(place + 1)
      }
      packed.append(new)
    }

    private mutating func pack(_ kind: Kind) -> Packed {
      switch kind {
      case .document: Packed(code: .document)
      case .section: Packed(code: .section)
      case .heading(let level): Packed(code: .heading, level)
      case .paragraph: Packed(code: .paragraph)
      case .list: Packed(code: .list)
      case .listItem: Packed(code: .listItem)
      case .table(nil): Packed(code: .table)
      case .table(let caption?): packText(.captionedTable, caption)
      case .tableHead: Packed(code: .tableHead)
      case .tableBody: Packed(code: .tableBody)
      case .row: Packed(code: .row)
      case .headerCell(let columns, let rows): Packed(code: .headerCell, columns, rows)
      case .dataCell(let columns, let rows): Packed(code: .dataCell, columns, rows)
      case .figure(let alternative): packText(.figure, alternative)
      case .note: Packed(code: .note)
      }
    }

    private mutating func packText(_ code: Packed.Code, _ text: String) -> Packed {
      texts.append(text)
      let number = texts.count - 1
      return Packed(code: code, number & 0xFFFF, number >> 16)
    }

    private func kind(_ element: Packed) -> Kind {
      let (first, second) = (Int(element.first), Int(element.second))
      switch element.code {
      case .document: return .document
      case .section: return .section
      case .heading: return .heading(level: first)
      case .paragraph: return .paragraph
      case .list: return .list
      case .listItem: return .listItem
      case .table: return .table(caption: nil)
      case .captionedTable: return .table(caption: texts[second << 16 | first])
      case .tableHead: return .tableHead
      case .tableBody: return .tableBody
      case .row: return .row
      case .headerCell: return .headerCell(columnSpan: first, rowSpan: second)
      case .dataCell: return .dataCell(columnSpan: first, rowSpan: second)
      case .figure: return .figure(alternative: texts[second << 16 | first])
      case .note: return .note
      }
    }
  }

  /// An element in twelve bytes.
  private struct Packed: Sendable {
    enum Code: UInt8 {
      case document, section, heading, paragraph, list, listItem, table, captionedTable, tableHead
      case tableBody, row, headerCell, dataCell, figure, note
    }
    static let none = UInt32.max
    var parent = none
    /// A heading's level, a cell's columns, or the lower half of a text's number.
    var first: UInt16
    /// A cell's rows, or the upper half of a text's number.
    var second: UInt16
    var code: Code
    /// 0 for none.
    var part: UInt8 = 0

    init(code: Code, _ first: Int = 0, _ second: Int = 0) {
      self.code = code
      self.first = UInt16(clamping: first)
      self.second = UInt16(clamping: second)
    }
  }
}
