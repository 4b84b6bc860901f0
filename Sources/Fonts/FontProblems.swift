import Diagnostics
import Typography

/// What can be wrong with fonts. The codes are F001…F010; never reused.
public enum FontProblem: Problem, Hashable {
  /// A line of a catalogue that is neither 角色 nor a font.
  case catalogueLine(String)
  /// A role that the program does not have.
  case unknownRole(String)
  /// None of the fonts wanted for a role was found; the fallbacks serve it, or nothing does.
  case roleNotFound(FontRole, wanted: [String], instead: String?)
  /// A font file that is broken, truncated or of a kind that cannot be embedded.
  case unreadable(path: String, FontFault)
  /// The font's own licence bits (OS/2 fsType) forbid embedding, so it is passed over.
  case embeddingForbidden(font: String, path: String)
  /// No font at all.
  case noFonts(folders: [String])
  /// A unit of text that no font of the catalogue can draw.
  case noGlyph(unit: String, role: FontRole)
  /// A unit was drawn by another font than the role's first one (`wanted`), which lacks it.
  case substituted(unit: String, role: FontRole, wanted: String, font: String)
  /// A variation sequence that no font has; the plain form was drawn.
  case variationLost(unit: String, font: String)
  /// A subset could not be made.
  case subset(SubsetError)

  public var code: String {
    switch self {
    case .catalogueLine: "F001"
    case .unknownRole: "F002"
    case .roleNotFound: "F003"
    case .unreadable: "F004"
    case .embeddingForbidden: "F005"
    case .noFonts: "F006"
    case .noGlyph: "F007"
    case .substituted: "F008"
    case .variationLost: "F009"
    case .subset: "F010"
    }
  }

  public var severity: Severity {
    switch self {
    case .catalogueLine, .unknownRole, .noFonts, .noGlyph, .subset: .error
    case .roleNotFound(_, _, let instead): instead == nil ? .error : .warning
    case .unreadable, .embeddingForbidden, .variationLost: .warning
    case .substituted: .note
    }
  }

  public func message(in language: MessageLanguage) -> String {
    switch language {
    case .chinese: chinese
    case .english: english
    }
  }

  public func remedy(in language: MessageLanguage) -> String? {
    let isChinese = language == .chinese
    switch self {
    case .catalogueLine:
      return isChinese
        ? "每行写“角色：名称”“授权：字体”或“自由：字体”。"
        : "Write 角色：…, 授权：… or 自由：… on each line."
    case .unknownRole:
      let roles = (FontRole.allCases.map(\.rawValue) + ["备用"]).joined(separator: "、")
      return isChinese ? "可用的角色：\(roles)。" : "The roles are \(roles)."
    case .roleNotFound(_, let wanted, _):
      let names = wanted.joined(separator: "、")
      return isChinese
        ? "把下列任一字体放进 fonts 文件夹：\(names)；自由字体可用 script/fonts 安装。"
        : "Put one of these into the folder fonts: \(names); script/fonts installs the free ones."
    case .noFonts:
      return isChinese ? "运行 script/fonts 安装自由字体。" : "Run script/fonts to install the free fonts."
    case .noGlyph:
      return isChinese
        ? "核对这个字是否写错；确需使用的，把有此字的字体写进 fonts/本地.txt 的“备用”。"
        : "Check the character; if it is right, name a font that has it under 备用 in fonts/本地.txt."
    case .embeddingForbidden:
      return isChinese
        ? "请向字体厂商取得可嵌入的版本。" : "Ask the font's maker for a version that may be embedded."
    case .unreadable, .substituted, .variationLost, .subset: return nil
    }
  }

  private var chinese: String {
    switch self {
    case .catalogueLine(let line): "字体目录里看不懂这一行：“\(line)”。"
    case .unknownRole(let name): "字体目录里没有“\(name)”这个角色。"
    case .roleNotFound(let role, _, let instead?):
      "没有找到“\(role.rawValue)”要用的字体，暂用 \(instead)。"
    case .roleNotFound(let role, _, nil): "没有找到“\(role.rawValue)”要用的字体，也没有可以代替的。"
    case .unreadable(let path, let fault): "字体文件“\(path)”不能用：\(fault.chinese)。"
    case .embeddingForbidden(let font, let path):
      "字体 \(font)（\(path)）的授权位禁止嵌入，没有使用。"
    case .noFonts(let folders): "一个字体也没有找到，找过：\(folders.joined(separator: "、"))。"
    case .noGlyph(let unit, let role):
      "“\(unit)”（\(FontProblem.codePoints(unit))）在“\(role.rawValue)”和所有备用字体里都没有。"
    case .substituted(let unit, let role, let wanted, let font):
      "“\(unit)”（\(FontProblem.codePoints(unit))）在“\(role.rawValue)”所用的 \(wanted) 里没有，换用了 \(font)。"
    case .variationLost(let unit, let font):
      "没有字体有异体“\(unit)”（\(FontProblem.codePoints(unit))），按 \(font) 的通用字形排印。"
    case .subset(let error): error.chinese
    }
  }

  private var english: String {
    switch self {
    case .catalogueLine(let line): "The font catalogue has a line that says nothing: “\(line)”."
    case .unknownRole(let name): "The font catalogue has no role “\(name)”."
    case .roleNotFound(let role, _, let instead?):
      "No font wanted for “\(role.rawValue)” was found; \(instead) serves for now."
    case .roleNotFound(let role, _, nil):
      "No font wanted for “\(role.rawValue)” was found, and nothing can take its place."
    case .unreadable(let path, let fault): "The font file “\(path)” is no use: \(fault.english)."
    case .embeddingForbidden(let font, let path):
      "The licence bits of \(font) (\(path)) forbid embedding; it was passed over."
    case .noFonts(let folders): "No font was found in \(folders.joined(separator: ", "))."
    case .noGlyph(let unit, let role):
      "“\(unit)” (\(FontProblem.codePoints(unit))) is in no font of “\(role.rawValue)”."
    case .substituted(let unit, let role, let wanted, let font):
      "“\(unit)” (\(FontProblem.codePoints(unit))) is not in \(wanted), the font of “\(role.rawValue)”; \(font) drew it."
    case .variationLost(let unit, let font):
      "No font has the variant “\(unit)” (\(FontProblem.codePoints(unit))); \(font) drew it plain."
    case .subset(let error): error.english
    }
  }

  /// `U+4E00 U+E0100` for the scalars of a unit.
  static func codePoints(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      let hex = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: max(0, 4 - hex.utf8.count)) + hex
    }.joined(separator: " ")
  }
}

/// Why a font file cannot be used.
public enum FontFault: Error, Hashable, Sendable {
  case notAFont
  case truncated
  case noSuchFace(index: Int)
  case noGlyphs
  case noCharacters
  case noOutlines

  var chinese: String {
    switch self {
    case .notAFont: "不是 TrueType 或 OpenType 字体"
    case .truncated: "文件不完整"
    case .noSuchFace(let index): "没有第 \(index) 个字体（从 0 数起）"
    case .noGlyphs: "里面没有字形"
    case .noCharacters: "里面没有字符对照表"
    case .noOutlines: "里面没有可嵌入的轮廓"
    }
  }

  var english: String {
    switch self {
    case .notAFont: "it is no TrueType or OpenType font"
    case .truncated: "it is incomplete"
    case .noSuchFace(let index): "it has no face number \(index), counted from 0"
    case .noGlyphs: "it has no glyphs"
    case .noCharacters: "it has no character map"
    case .noOutlines: "it has no outlines that can be embedded"
    }
  }
}

extension SubsetError {
  var chinese: String {
    switch self {
    case .embeddingNotAllowed(let font): "字体 \(font) 的授权位禁止嵌入或取子集。"
    case .failed(let font): "字体 \(font) 取子集失败。"
    }
  }
  var english: String {
    switch self {
    case .embeddingNotAllowed(let font): "The licence bits of \(font) forbid embedding a subset."
    case .failed(let font): "No subset of \(font) could be made."
    }
  }
}
