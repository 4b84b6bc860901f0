/// Full-width forms in codes, numbers and dates. Texts and names are never passed through here.
enum FullWidth {
  /// The text with full-width Latin, figures, signs and blanks (U+FF01…U+FF5E, U+3000) as
  /// half-width ones, and whether anything worth telling changed (￥ and blanks are not).
  static func halved(_ text: some StringProtocol) -> (text: String, isChanged: Bool) {
    // Nearly all of what is read has none: their first bytes in UTF-8 are E3 and EF.
    if text.utf8.allSatisfy({ $0 != 0xE3 && $0 != 0xEF }) { return (String(text), false) }
    var result = ""
    var isChanged = false
    for scalar in text.unicodeScalars {
      if let half = half(scalar) {
        result.unicodeScalars.append(half)
        isChanged = isChanged || (scalar != "￥" && scalar != "\u{3000}")
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return (result, isChanged)
  }

  static func half(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
    case 0x3000: " "
    case 0xFFE5: "¥"
    default: nil
    }
  }
}
