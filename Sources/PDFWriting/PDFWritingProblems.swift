import Diagnostics

/// Everything that the writer refused, in the order in which it was met; there are no bytes then.
public struct PDFViolations: Error, Sendable {
  public var violations: [any Problem]
  public init(violations: [any Problem]) { self.violations = violations }

  /// As findings, for a report beside those of other stages.
  public var findings: Findings { Findings(violations.map { Diagnostic($0) }) }
}

/// A rule of PDF or PDF/A-2u that the document would break. Pages are counted from 1.
public enum PDFProblem: Problem, Hashable {
  /// `.notdef` (std:P-10): no glyph for this text.
  case missingGlyph(text: String, font: String, page: Int)
  /// A glyph that stands for no text (std:P-11).
  case glyphWithoutText(glyph: UInt32, font: String, page: Int)
  /// U+0000, U+FEFF or U+FFFE as the text of a glyph (std:P-11).
  case forbiddenUnicode(scalar: UInt32, font: String, page: Int)
  /// The font has no such glyph, or its subset no code for it up to 65535 (std:P-3).
  case glyphNotInSubset(glyph: UInt32, font: String)
  /// The font's licence bits forbid embedding (std:P-7).
  case embeddingNotAllowed(font: String)
  case subsettingFailed(font: String)
  /// More than 32,767 bytes (std:P-3).
  case stringTooLong(String, bytes: Int)
  /// More than 127 bytes (std:P-3).
  case nameTooLong(String)
  case nestedTooDeep(Int)
  case numberOutOfRange(Int)
  /// More than 8,388,607 objects (std:P-3).
  case tooManyObjects(Int)
  /// A side below 3 pt or above 14,400 pt (std:P-3). In thousandths of a point.
  case pageSize(page: Int, width: Int, height: Int)
  case noPages
  /// A bookmark that leads to a page that does not exist (0-based, as it was given).
  case noSuchPage(title: String, page: Int)
  /// A character that XML cannot hold, in title, author, subject or language.
  case metadataCharacter(field: String, scalar: UInt32)

  public var severity: Severity { .error }

  public var code: String {
    switch self {
    case .missingGlyph: "P001"
    case .glyphWithoutText: "P002"
    case .forbiddenUnicode: "P003"
    case .glyphNotInSubset: "P004"
    case .embeddingNotAllowed: "P005"
    case .subsettingFailed: "P006"
    case .stringTooLong: "P007"
    case .nameTooLong: "P008"
    case .nestedTooDeep: "P009"
    case .numberOutOfRange: "P010"
    case .tooManyObjects: "P011"
    case .pageSize: "P012"
    case .noPages: "P013"
    case .noSuchPage: "P014"
    case .metadataCharacter: "P015"
    }
  }

  public func message(in language: MessageLanguage) -> String {
    language == .chinese ? chinese : english
  }

  private var chinese: String {
    switch self {
    case .missingGlyph(let text, let font, let page):
      "第 \(page) 页的“\(shown(text))”在字体 \(font) 中没有字形"
    case .glyphWithoutText(let glyph, let font, let page):
      "第 \(page) 页有一个字形（\(font) 第 \(glyph) 号）不代表任何文字，复制时会丢失"
    case .forbiddenUnicode(let scalar, let font, let page):
      "第 \(page) 页（\(font)）的文字含有 PDF/A 不允许的码位 \(codePoint(scalar))"
    case .glyphNotInSubset(let glyph, let font):
      "字体 \(font) 中没有第 \(glyph) 号字形"
    case .embeddingNotAllowed(let font): "字体 \(font) 的许可不允许嵌入"
    case .subsettingFailed(let font): "字体 \(font) 无法取子集"
    case .stringTooLong(let text, let bytes):
      "字符串“\(shown(text))”有 \(bytes) 字节，PDF/A 最多 32767 字节"
    case .nameTooLong(let name): "名称“\(shown(name))”超过 127 字节"
    case .nestedTooDeep(let depth): "嵌套 \(depth) 层，超过上限"
    case .numberOutOfRange(let number): "整数 \(number) 超出 PDF 的范围"
    case .tooManyObjects(let count): "文件有 \(count) 个对象，PDF/A 最多 8388607 个"
    case .pageSize(let page, let width, let height):
      "第 \(page) 页的尺寸 \(points(width)) × \(points(height)) 磅，每边须在 3 至 14400 磅之间"
    case .noPages: "没有任何一页可写"
    case .noSuchPage(let title, let page): "书签“\(shown(title))”指向不存在的第 \(page + 1) 页"
    case .metadataCharacter(let field, let scalar):
      "文件属性（\(field)）含有不能写入的字符 \(codePoint(scalar))"
    }
  }

  private var english: String {
    switch self {
    case .missingGlyph(let text, let font, let page):
      "page \(page): the font \(font) has no glyph for “\(shown(text))”"
    case .glyphWithoutText(let glyph, let font, let page):
      "page \(page): glyph \(glyph) of \(font) stands for no text and would be lost in copying"
    case .forbiddenUnicode(let scalar, let font, let page):
      "page \(page) (\(font)): the text holds \(codePoint(scalar)), which PDF/A forbids"
    case .glyphNotInSubset(let glyph, let font):
      "the font \(font) has no glyph \(glyph)"
    case .embeddingNotAllowed(let font): "the licence of the font \(font) forbids embedding"
    case .subsettingFailed(let font): "the font \(font) cannot be subset"
    case .stringTooLong(let text, let bytes):
      "the string “\(shown(text))” has \(bytes) bytes; PDF/A allows 32767"
    case .nameTooLong(let name): "the name “\(shown(name))” is longer than 127 bytes"
    case .nestedTooDeep(let depth): "\(depth) levels of nesting are too many"
    case .numberOutOfRange(let number): "the integer \(number) is out of PDF's range"
    case .tooManyObjects(let count): "the file has \(count) objects; PDF/A allows 8388607"
    case .pageSize(let page, let width, let height):
      "page \(page) is \(points(width)) × \(points(height)) pt; a side has 3 to 14400 pt"
    case .noPages: "there is no page to write"
    case .noSuchPage(let title, let page):
      "the bookmark “\(shown(title))” leads to page \(page + 1), which does not exist"
    case .metadataCharacter(let field, let scalar):
      "the metadata (\(field)) holds \(codePoint(scalar)), which cannot be written"
    }
  }

  public func remedy(in language: MessageLanguage) -> String? {
    let isChinese = language == .chinese
    switch self {
    case .missingGlyph:
      return isChinese
        ? "换用有此字的字体，或核对此字是否有误" : "use a font that has the character, or check it"
    case .embeddingNotAllowed:
      return isChinese ? "换用允许嵌入的字体" : "use a font that may be embedded"
    case .stringTooLong:
      return isChinese ? "缩短此段文字" : "make the text shorter"
    case .metadataCharacter, .forbiddenUnicode:
      return isChinese ? "删去该字符" : "remove the character"
    default: return nil
    }
  }

  /// At most twenty characters of a text that may be long.
  private func shown(_ text: String) -> String {
    let head = text.unicodeScalars.prefix(20)
    var out = String(String.UnicodeScalarView(head))
    if head.endIndex != text.unicodeScalars.endIndex { out += "…" }
    return out
  }

  private func codePoint(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  private func points(_ milli: Int) -> String {
    var out = ByteBuffer()
    out.write(milli, decimals: 3)
    return String(decoding: out.bytes, as: UTF8.self)
  }
}
