import Typography

/// One agency's signer where the signer's stamp (签名章) is used instead of a seal: orders (10.2),
/// and 公文 such as 议案 (GB/T 9704-2012, 7.3.5.3; std:G-51). The stamp itself is a place.
public struct StampedSigner: Hashable, Sendable {
  /// 职务: 市长; in a joint document in full, 示例市人民政府市长.
  public var post: String
  public init(post: String) { self.post = post }

  /// The standard gives no size; 40 mm × 20 mm is what holds a name written with a brush.
  public static let usualSize = Size(width: .mm(40), height: .mm(20))
}

/// A line of 纪要 with a label in 黑体 and what belongs to it in 仿宋: 出席：王建国　李卫东
/// (GB/T 9704-2012, 10.3; std:G-76).
public struct MeetingLine: Sendable {
  /// Without the colon: 出席, 请假, 列席, 会议时间.
  public var label: String
  /// The names, evenly separated; or one text.
  public var entries: [[Inline]]
  public init(label: String, entries: [[Inline]]) {
    self.label = label
    self.entries = entries
  }

  /// The longest entry that still is a person's name alone; longer ones name the unit too.
  private static let longestName = 4
  /// The longest entry that is not broken over lines.
  private static let longestWhole = 16

  /// Whether all entries are names alone. They are then set apart by one 字; a list with units keeps
  /// the marks of the manuscript, 市财政局王建国、市审计局李卫东, or it would be hard to read.
  public var holdsNamesOnly: Bool {
    entries.count > 1
      && entries.allSatisfy { (1...Self.longestName).contains($0.readingText.unicodeScalars.count) }
  }

  /// The entries with what stands between them. Among names of three characters those of two are
  /// spread to the same width (std:T-28). Nobody's name is torn.
  public var inlines: [Inline] {
    let width = entries.map { $0.readingText.unicodeScalars.count }.max() ?? 0
    let isSpread = holdsNamesOnly && width >= 3
    let names = entries.map { entry in entry.map { Self.whole($0, isSpread: isSpread) } }
    return Array(names.joined(separator: [.text(holdsNamesOnly ? "\u{3000}" : "、")]))
  }

  private static func whole(_ inline: Inline, isSpread: Bool) -> Inline {
    guard case .text(var run) = inline else { return inline }
    let length = run.text.unicodeScalars.count
    run.style.isUnbreakable = length > 1 && length <= longestWhole
    if length == 2, isSpread { run.style.spreadCells = 3 }
    return .text(run)
  }
}
