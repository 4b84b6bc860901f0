/// What texts and names may hold (design section 5; std:C-10, C-11). Nothing is ever changed: a
/// character is kept, kept with a warning, or refused.
public enum TextPolicy {
  /// Why a character is refused.
  public enum Refusal: Hashable, Sendable {
    case control
    case bidirectional
    case zeroWidth
    /// U+FFFD: the character was lost before.
    case replacement
    case noncharacter
    /// A private-use code, from a font of a bank or the police (std:C-11).
    case privateUse
    /// A line break in a field of one line.
    case lineBreak
    /// A variation selector without a character before it.
    case strayVariation
  }
  public enum Concern: Hashable, Sendable {
    case refused(Refusal)
    /// A radical or compatibility form, with the ordinary character where it is known.
    case lookalike(Unicode.Scalar?)
    /// A half-width `?` beside Chinese: what is left of a character that did not survive.
    case questionMark
  }
  public struct Finding: Hashable, Sendable {
    public var concern: Concern
    public var scalar: Unicode.Scalar
    /// The first one's 0-based position in scalars.
    public var position: Int
    /// How many of the same character have the same concern.
    public var count: Int
  }

  /// The concerns, each character once, in order of appearance; at most 20.
  public static func findings(in text: String, allowsLineBreaks: Bool) -> [Finding] {
    if isPlainlySound(text) { return [] }
    var findings: [Finding] = []
    var previous: Unicode.Scalar?
    let scalars = Array(text.unicodeScalars)
    for (position, scalar) in scalars.enumerated() {
      let next = position + 1 < scalars.count ? scalars[position + 1] : nil
      defer { previous = scalar }
      guard let concern = concern(scalar, previous, next, allowsLineBreaks) else { continue }
      if let known = findings.firstIndex(where: { $0.scalar == scalar && $0.concern == concern }) {
        findings[known].count += 1
      } else if findings.count < 20 {
        findings.append(Finding(concern: concern, scalar: scalar, position: position, count: 1))
      }
    }
    return findings
  }

  /// A quick look for the ordinary text of ASCII, Han and full-width signs.
  private static func isPlainlySound(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x3F: false
      case 0x20...0x7E, 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3000...0x303E, 0xFF01...0xFF5E: true
      default: false
      }
    }
  }

  private static func concern(
    _ scalar: Unicode.Scalar, _ previous: Unicode.Scalar?, _ next: Unicode.Scalar?,
    _ allowsLineBreaks: Bool
  ) -> Concern? {
    if let refusal = refusal(scalar, previous, allowsLineBreaks) { return .refused(refusal) }
    if scalar == "?" {
      let isBeside = previous.map(isHan) ?? false || next.map(isHan) ?? false
      return isBeside || previous == "?" || next == "?" ? .questionMark : nil
    }
    return isLookalike(scalar) ? .lookalike(OrdinaryCharacters.twin(of: scalar)) : nil
  }

  private static func refusal(
    _ scalar: Unicode.Scalar, _ previous: Unicode.Scalar?, _ allowsLineBreaks: Bool
  ) -> Refusal? {
    switch scalar.value {
    case 0x0A: return allowsLineBreaks ? nil : .lineBreak
    case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
      return .control
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: return .bidirectional
    case 0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200D,
      0x2060...0x2065, 0x206A...0x206F, 0x3164, 0xFEFF, 0xFFA0:
      return .zeroWidth
    case 0xFFFD: return .replacement
    case 0xFDD0...0xFDEF: return .noncharacter
    case _ where scalar.value & 0xFFFE == 0xFFFE: return .noncharacter
    case 0xE000...0xF8FF, 0xF0000...0x10FFFF: return .privateUse
    case _ where isVariationSelector(scalar):
      return previous.map { isVariationSelector($0) || $0.value <= 0x20 } ?? true
        ? .strayVariation : nil
    default: return nil
    }
  }

  static func isVariationSelector(_ scalar: Unicode.Scalar) -> Bool {
    (0xFE00...0xFE0F).contains(scalar.value) || (0xE0100...0xE01EF).contains(scalar.value)
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    (0x4E00...0x9FFF).contains(scalar.value) || (0x3400...0x4DBF).contains(scalar.value)
      || (0x20000...0x3FFFF).contains(scalar.value)
  }

  /// Radicals, compatibility ideographs (not the twelve that are unified; std:C-1), vertical and
  /// small forms, half-width Japanese forms, squared words, mis-mapped marks.
  private static func isLookalike(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x2EF3, 0x2F00...0x2FD5: true
    case 0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28,
      0xFA29:
      false
    case 0xF900...0xFAD9, 0x2F800...0x2FA1D: true
    case 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF61...0xFF9F: true
    default: OrdinaryCharacters.twin(of: scalar) != nil
    }
  }

  /// 字数: Unicode scalars without variation selectors and line breaks.
  public static func length(of text: String) -> Int {
    text.unicodeScalars.count { !isVariationSelector($0) && $0 != "\n" }
  }
}
