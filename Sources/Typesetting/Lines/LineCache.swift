import Diagnostics
import Document
import Synchronization
import Typography

/// Lines that have been composed before, for the text that stands in every document of a run: the
/// template's own paragraphs, labels, heads. The same text in the same setting is composed once.
///
/// Transparent: what it gives is what composing would give. Paragraphs of which there is something
/// to report are not kept, since a report names places; nor are those with values that only layout
/// knows.
final class LineCache: Sendable {
  /// What lines depend on. Text is compared by its bytes: equal strings may differ in code points.
  struct Key: Hashable {
    fileprivate var bytes: [UInt8]
    fileprivate var styles: [TextStyle]
    fileprivate var setting: ParagraphSetting

    func hash(into hasher: inout Hasher) {
      bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
      hasher.combine(setting.measure.emu)
      hasher.combine(setting.size.emu)
    }
  }

  /// The most that is kept for good, in bytes of text; beyond it the cache starts anew.
  private static let capacity = 4 << 20
  /// So many paragraphs wait to be asked for again, and are let go together. Text of one case alone
  /// passes through here: a run over ten thousand cases must not keep each of them.
  private static let waiting = 200
  /// Longer paragraphs are a case's own.
  private static let longest = 16 << 10

  private struct Contents {
    var kept: [Key: [ComposedLine]] = [:]
    var size = 0
    var new: [Key: [ComposedLine]] = [:]
  }
  private let contents = Mutex(Contents())

  func lines(_ key: Key) -> [ComposedLine]? {
    contents.withLock {
      if let lines = $0.kept[key] { return lines }
      guard let lines = $0.new.removeValue(forKey: key) else { return nil }
      if $0.size + key.bytes.count > Self.capacity { $0 = Contents() }
      $0.size += key.bytes.count
      $0.kept[key] = lines
      return lines
    }
  }

  func keep(_ lines: [ComposedLine], for key: Key) {
    guard key.bytes.count <= Self.longest else { return }
    contents.withLock {
      if $0.new.count >= Self.waiting { $0.new.removeAll(keepingCapacity: true) }
      $0.new[key] = lines
    }
  }
}

extension LineCache.Key {
  /// nil for inlines whose lines are not kept.
  init?(_ inlines: [Inline], _ setting: ParagraphSetting) {
    bytes = []
    styles = []
    self.setting = setting
    guard inlines.allSatisfy({ add($0, depth: 0) }) else { return nil }
  }

  private enum Tag: UInt8 {
    case text, blank, endOfBlank, wantedBreak, lineBreak, anchor
  }

  private mutating func add(_ inline: Inline, depth: Int) -> Bool {
    switch inline {
    case .text(let run):
      add(.text, run.text)
      styles.append(run.style)
    case .wantedBreak: bytes.append(Tag.wantedBreak.rawValue)
    case .lineBreak: bytes.append(Tag.lineBreak.rawValue)
    case .anchor(let anchor):
      add(.anchor, anchor.name)
      add(.anchor, anchor.kind.rawValue)
    case .blank(let blank):
      guard depth < 4 else { return false }
      add(.blank, "\(blank.minimumWidth.emu) \(blank.fills) \(blank.isExact)")
      guard blank.inlines.allSatisfy({ add($0, depth: depth + 1) }) else { return false }
      bytes.append(Tag.endOfBlank.rawValue)
    case .deferred, .comb, .footnote, .reference: return false
    }
    return true
  }

  private mutating func add(_ tag: Tag, _ text: String) {
    let utf8 = text.utf8
    bytes.append(tag.rawValue)
    // The length first, so that no text can be taken for the tags that follow it.
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: utf8.count).littleEndian) {
      bytes.append(contentsOf: $0)
    }
    bytes.append(contentsOf: utf8)
  }
}
