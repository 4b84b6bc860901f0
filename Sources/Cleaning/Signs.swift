/// What a scalar is to the cleaning of Chinese prose.
extension Unicode.Scalar {
  /// A Chinese character; × and similar place holders are none.
  var isHan: Bool {
    switch value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x3005, 0x3007: true
    default: false
    }
  }

  /// 0-9 in half or full width.
  var isFigure: Bool { (0x30...0x39).contains(value) || (0xFF10...0xFF19).contains(value) }

  var isLatin: Bool {
    switch value {
    case 0x41...0x5A, 0x61...0x7A, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xC0...0x24F:
      value != 0xD7 && value != 0xF7
    default: false
    }
  }

  /// Digits, Latin letters and the signs that stand with them.
  var isWestern: Bool {
    isFigure || isLatin || "%％+＋/@#&_＠‰℃°~".unicodeScalars.contains(self)
  }

  /// U+0020, U+3000, tab, and the typographic blanks of PDF and HTML.
  var isBlank: Bool {
    switch value {
    case 0x20, 0x09, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }

  /// Chinese punctuation.
  var isChineseMark: Bool {
    "，。、；：？！“”‘’（）〔〕【】《》〈〉「」『』…—～·".unicodeScalars.contains(self)
  }

  /// The half-width signs that Chinese text should have in full width, and those.
  var fullForm: Unicode.Scalar {
    switch self {
    case "(": "（"
    case ")": "）"
    case ",": "，"
    case ";": "；"
    case ":": "："
    case "?": "？"
    case "!": "！"
    default: self
    }
  }

  var isOpening: Bool { "（〔【《〈“‘「『([".unicodeScalars.contains(self) }
  var isClosing: Bool { "）〕】》〉”’」』)]".unicodeScalars.contains(self) }
  /// What ends a sentence or an item.
  var isFinal: Bool { "。！？；：!?;:…".unicodeScalars.contains(self) }

  /// The half-width form of a full-width digit, letter or sign (U+FF01…U+FF5E).
  var halfForm: Unicode.Scalar {
    (0xFF01...0xFF5E).contains(value) ? Unicode.Scalar(value - 0xFEE0) ?? self : self
  }

  /// Its width in half cells, as Chinese type sets it.
  var halfCells: Int { value < 0x2000 && value != 0xD7 ? 1 : 2 }
}

extension Sequence where Element == Glyph {
  var string: String { String(String.UnicodeScalarView(map(\.scalar))) }
}

extension Sequence where Element == Unicode.Scalar {
  var string: String { String(String.UnicodeScalarView(self)) }
}

extension String {
  /// Only letters and digits: what two writings of one name have in common.
  var letters: [Unicode.Scalar] {
    unicodeScalars.filter { $0.isHan || $0.isFigure || $0.isLatin || $0 == "×" }.map(\.halfForm)
  }
}
