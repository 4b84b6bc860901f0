import Diagnostics
import TemplateLanguage

/// One change between the raw text and the manuscript. The list of all changes, applied to the raw
/// text, gives the manuscript (`ChangeList.replayed`); nothing is changed that it does not name.
public struct CleaningChange: Hashable, Sendable {
  /// Where a change takes effect.
  public enum Effect: Hashable, Sendable {
    /// `after` takes the place of `range`; an empty range is an insertion before its offset.
    case inPlace
    /// The range, as the other changes leave it, goes to the end of the head's line of this key.
    case moved(key: String)
    /// `after` goes to the end of the head's line of this key; `range` is what it follows from.
    case written(key: String)
    /// The file as a whole: the text was decoded and its line ends made line feeds.
    case file
  }

  public var kind: ChangeKind
  public var effect: Effect
  /// UTF-8 offsets in the decoded raw text.
  public var range: Range<Int>
  /// The raw text of the range.
  public var before: String
  /// What stands in the manuscript for it; empty for a deletion.
  public var after: String
  /// 1-based line and column (in characters) of the range's beginning in the raw text.
  public var line: Int
  public var column: Int
}

/// The changes of one cleaning, in the order in which they apply.
public struct ChangeList: Sendable {
  public let changes: [CleaningChange]

  public init(changes: [CleaningChange]) { self.changes = changes }

  /// How many changes of each kind there are, and how many characters of the raw text (for an
  /// insertion, of the manuscript) they concern. Kinds that do not occur are left out.
  public var counts: [(kind: ChangeKind, places: Int, characters: Int)] {
    ChangeKind.allCases.compactMap { kind in
      let all = changes.filter { $0.kind == kind }
      guard !all.isEmpty else { return nil }
      let characters = all.reduce(0) {
        $0 + ($1.before.isEmpty ? $1.after : $1.before).unicodeScalars.count
      }
      return (kind, all.count, characters)
    }
  }

  public var isEmpty: Bool { changes.isEmpty }

  /// The manuscript, made from the raw text by this list alone: the head in the order of its keys,
  /// an empty line, and what the edits in place leave of the text outside the moved ranges.
  public func replayed(on file: SourceFile) -> String {
    let edits = changes.filter { $0.effect == .inPlace }
    func edited(_ range: Range<Int>) -> [UInt8] {
      var bytes: [UInt8] = []
      var offset = range.lowerBound
      for edit in edits
      where edit.range.lowerBound >= offset && edit.range.lowerBound < range.upperBound {
        bytes += file.bytes[offset..<edit.range.lowerBound] + Array(edit.after.utf8)
        offset = edit.range.upperBound
      }
      return bytes + file.bytes[offset..<max(offset, range.upperBound)]
    }
    var heads: [String: [UInt8]] = [:]
    var moved: [Range<Int>] = []
    for change in changes {
      switch change.effect {
      case .file, .inPlace: continue
      case .moved(let key):
        heads[key, default: []] += edited(change.range)
        moved.append(change.range)
      case .written(let key): heads[key, default: []] += Array(change.after.utf8)
      }
    }
    var body: [UInt8] = []
    var offset = 0
    for range in moved.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      body += edited(offset..<range.lowerBound)
      offset = range.upperBound
    }
    body += edited(offset..<file.bytes.count)
    // An insertion at the text's end lies in no range.
    for edit in edits where edit.range.lowerBound == file.bytes.count {
      body += Array(edit.after.utf8)
    }
    return Self.assembled(heads, body)
  }

  private static func assembled(_ heads: [String: [UInt8]], _ body: [UInt8]) -> String {
    var text: [UInt8] = []
    for key in ManuscriptKey.allCases {
      guard let value = heads[key.rawValue] else { continue }
      text += Array("\(key.rawValue)：".utf8) + value + [0x0A]
    }
    if !text.isEmpty { text.append(0x0A) }
    return String(decoding: text + body, as: UTF8.self)
  }
}
