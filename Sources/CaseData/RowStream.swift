import Diagnostics

/// Rows of a file that are read again whenever they are needed: a list too long to be held (design
/// section 2).
public protocol RowReading: Sendable {
  /// The file as the user gave it.
  var name: String { get }
  var rowCount: Int { get }
  /// The rows of a range, each an object with the places of its keys and values.
  ///
  /// - Throws: `RowFault` where the file is no longer what it was.
  func rows(_ range: Range<Int>) throws(RowFault) -> [RawNode]
}

/// Why rows cannot be read again.
public struct RowFault: Error, Hashable, Sendable, CustomStringConvertible {
  public var description: String
  public init(_ description: String) { self.description = description }
}

/// The value of a list field whose items stand in a file.
public final class RowStream: Sendable {
  /// The field's name: 拨付清单.
  public let name: String
  public let source: any RowReading
  let fields: [FieldDeclaration]
  let declaration: FieldDeclaration
  let options: ConversionOptions
  /// The rows of the file that it consists of.
  let range: Range<Int>

  /// So many rows are converted at a time.
  public static let stretch = 512

  init(
    _ source: any RowReading, _ declaration: FieldDeclaration, fields: [FieldDeclaration],
    options: ConversionOptions, range: Range<Int>? = nil
  ) {
    self.range = range ?? 0..<source.rowCount
    name = declaration.name
    self.source = source
    self.declaration = declaration
    self.fields = fields
    self.options = options
  }

  public var count: Int { range.count }

  /// A part of the list, as a list of its own.
  public func part(_ part: Range<Int>) -> RowStream {
    let lower = min(range.upperBound, range.lowerBound + part.lowerBound)
    return RowStream(
      source, declaration, fields: fields, options: options,
      range: lower..<min(range.upperBound, lower + part.count))
  }

  /// The items of a range. What is wrong with them was told when the case was read.
  public func items(_ range: Range<Int>) throws(RowFault) -> [Datum] {
    var conversion = Conversion(options: options)
    let path = FieldPath().appending(name)
    let first = self.range.lowerBound + range.lowerBound
    return try source.rows(first..<first + range.count).enumerated().map { offset, node in
      conversion.listItem(node, fields, declaration, path.item(first + offset + 1))
    }
  }

  /// Runs `body` with each item in order, its number from 0. Stops where `body` gives false.
  public func forEach(_ body: (Datum, Int) -> Bool) throws(RowFault) {
    var start = 0
    while start < count {
      let end = min(count, start + Self.stretch)
      for (offset, item) in try items(start..<end).enumerated() {
        guard body(item, start + offset) else { return }
      }
      start = end
    }
  }
}
