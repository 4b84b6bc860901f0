import Diagnostics

/// Case data as read, before the declared kinds give it meaning: JSON, YAML or a sheet.
public struct RawNode: Sendable {
  public indirect enum Content: Sendable {
    case null
    /// The text of a scalar as it was written: `0012`, `no`, `1.50` stay what they are.
    /// `isQuoted` tells a JSON string or a quoted YAML scalar from a bare word or number.
    case scalar(String, isQuoted: Bool)
    case list([RawNode])
    case object([(key: String, keyPlace: Place, value: RawNode)])
    /// The items of a list in a file of their own, too many to be held.
    case rows(any RowReading)
  }
  public var content: Content
  public var place: Place
  public init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }
}
