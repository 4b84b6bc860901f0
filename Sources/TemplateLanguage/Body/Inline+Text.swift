import Document

extension [Inline] {
  var plainText: String { readingText }
}

extension Inline {
  /// Whether nothing of it is seen: a text without characters. An anchor alone is nothing either.
  var isEmptyText: Bool {
    switch self {
    case .text(let run): run.text.unicodeScalars.allSatisfy { $0 == " " || $0 == "\u{3000}" }
    case .anchor: true
    case .reference, .footnote: false
    default: false
    }
  }
}
