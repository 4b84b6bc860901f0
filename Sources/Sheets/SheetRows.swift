import CaseData
import Diagnostics

/// The rows of a file that are read again whenever they are needed: where each begins is known, 12
/// bytes a row, and nothing else is held (design section 2).
public struct SheetRows: RowReading {
  public let name: String
  private let source: any ByteReader
  private let kind: SheetReader.Kind
  private let fields: [FieldDeclaration]
  private var offsets: [UInt64] = []
  private var lines: [UInt32] = []

  /// - Parameters: as those of `SheetReader`, whose rows these are.
  public init(
    _ source: any ByteReader, name: String, kind: SheetReader.Kind, fields: [FieldDeclaration]
  ) {
    self.source = source
    self.name = name
    self.kind = kind
    self.fields = fields
  }

  public var rowCount: Int { offsets.count }

  /// Takes note of the next row.
  public mutating func append(_ mark: SheetReader.Mark) {
    offsets.append(UInt64(mark.offset))
    lines.append(UInt32(clamping: mark.line))
  }

  public func rows(_ range: Range<Int>) throws(RowFault) -> [RawNode] {
    let range = range.clamped(to: 0..<rowCount)
    guard let first = range.first else { return [] }
    var reader = SheetReader(source, name: name, kind: kind, fields: fields)
    var findings = Findings()
    var nodes: [RawNode] = []
    nodes.reserveCapacity(range.count)
    do {
      guard try reader.begin(&findings) else { throw RowFault("“\(name)”不再是原来的样子") }
      reader.seek(to: SheetReader.Mark(offset: Int(offsets[first]), line: Int(lines[first])))
      while nodes.count < range.count, let row = try reader.next(&findings), let node = row.node {
        nodes.append(node)
      }
    } catch let fault as RowFault {
      throw fault
    } catch {
      throw RowFault("读不出“\(name)”")
    }
    guard nodes.count == range.count, !findings.hasErrors else {
      throw RowFault("“\(name)”读到一半变了")
    }
    return nodes
  }
}
