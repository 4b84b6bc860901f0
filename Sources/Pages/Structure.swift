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
  }
  public struct Element: Sendable {
    public var kind: Kind
    public var parent: ElementID?
  }
  public private(set) var elements: [Element] = [Element(kind: .document, parent: nil)]
  public init() {}

  public static let root = ElementID(index: 0)

  /// Opens an element as the last child of `parent`.
  public mutating func add(_ kind: Kind, in parent: ElementID = root) -> ElementID {
    elements.append(Element(kind: kind, parent: parent))
    return ElementID(index: elements.count - 1)
  }
}
