import Diagnostics
import Typography

/// What can go wrong between a document and its pages (L100–L299).
public enum LayoutProblem: Problem, Hashable {
  /// A keep rule yielded; page numbers count from 1.
  case keepRuleYielded(KeepRule, page: Int)
  /// Something higher than a whole page.
  case tallerThanPage(page: Int, millimetres: Double)
  /// Page numbers in the text did not settle within the given rounds.
  case unstableReferences(rounds: Int)
  /// A reference to an anchor that is nowhere.
  case unknownAnchor(String)
  /// A paper that must not be longer than `limit` pages needs more even when set tighter.
  case tooManyPages(limit: Int, needed: Int, isProvisional: Bool)
  /// It fits, but only when set tighter than the standard row pitch and size (in points).
  case setTighter(pitch: Double, size: Double)
  /// A character of the head, of a cover's label or of the page furniture that no font has.
  case noGlyph(Unicode.Scalar, where: String)
  /// 主送机关 moved to the 版记, since page one would show no text otherwise (7.3.2).
  case addresseesMoved
  /// The agencies' names leave no room for text on page one even at the least size.
  case headLeavesNoText(agencies: Int)
  /// A seal of this diameter does not leave the seals of one row apart within the 版心.
  case sealTooLarge(millimetres: Double)
  /// A seal's upper edge cannot be brought within one line of the text.
  case sealFarFromText(millimetres: Double)
  /// A 公文 without 版头 data.
  case noOfficialElements
  /// A name or label that is wider than the room it has.
  case tooWide(String, millimetres: Double)
  /// A footnote that could not begin on the page of its mark, which is full of others.
  case noteMovedOn(page: Int)
  /// A page has more or fewer rows than usual, so that seal and date find room (7.3.5.5).
  case rowsAdjusted(page: Int, rows: Int, pitch: Double, for: SignatureKind)
  /// The signature went to the next page and left empty rows that no change of the pitch within
  /// its bounds avoids.
  case signatureLeavesGap(page: Int, rows: Int, SignatureKind)
  /// A 页眉 that needs more than one line.
  case headerTooLong

  public var code: String {
    switch self {
    case .keepRuleYielded: "L101"
    case .tallerThanPage: "L102"
    case .unstableReferences: "L103"
    case .unknownAnchor: "L104"
    case .tooManyPages: "L105"
    case .setTighter: "L106"
    case .noGlyph: "L107"
    case .addresseesMoved: "L108"
    case .headLeavesNoText: "L109"
    case .sealTooLarge: "L110"
    case .sealFarFromText: "L111"
    case .noOfficialElements: "L112"
    case .tooWide: "L113"
    case .noteMovedOn: "L120"
    case .rowsAdjusted: "L114"
    case .signatureLeavesGap: "L115"
    case .headerTooLong: "L121"
    }
  }

  public var severity: Severity {
    switch self {
    case .tooManyPages(_, _, isProvisional: true): .warning
    case .keepRuleYielded, .headLeavesNoText, .sealFarFromText, .tooWide, .noteMovedOn:
      .warning
    case .setTighter, .addresseesMoved, .rowsAdjusted, .signatureLeavesGap: .note
    case .tallerThanPage, .unstableReferences, .unknownAnchor, .tooManyPages, .noGlyph,
      .sealTooLarge, .noOfficialElements, .headerTooLong:
      .error
    }
  }

  public func message(in language: MessageLanguage) -> String {
    language == .chinese ? chinese : english
  }

  private var chinese: String {
    switch self {
    case .keepRuleYielded(let rule, let page):
      "第\(page)页末：\(rule.chinese)，此处无法做到"
    case .tallerThanPage(let page, let millimetres):
      "第\(page)页：有一块内容高 \(oneDecimal(millimetres)) 毫米，一页放不下"
    case .unstableReferences(let rounds):
      "文中的页码排了 \(rounds) 遍仍不稳定"
    case .unknownAnchor(let name):
      "引用了不存在的位置“\(name)”"
    case .tooManyPages(let limit, let needed, _):
      "应排在 \(limit) 页以内，压缩行距、缩小字号后仍需 \(needed) 页"
    case .setTighter(let pitch, let size):
      "为排在规定页数内，行距缩为 \(oneDecimal(pitch)) 磅，字号为 \(oneDecimal(size)) 磅"
    case .noGlyph(let scalar, let place):
      "\(place)中的“\(String(scalar))”（\(codePoint(scalar))）没有字体可用"
    case .addresseesMoved:
      "主送机关过多，首页将无正文，已移至版记"
    case .headLeavesNoText(let agencies):
      "发文机关标志有 \(agencies) 行，缩到最小仍使首页无正文"
    case .sealTooLarge(let millimetres):
      "印章直径 \(oneDecimal(millimetres)) 毫米，同一行的印章会相交或超出版心"
    case .sealFarFromText(let millimetres):
      "印章顶端距正文 \(oneDecimal(millimetres)) 毫米，超过一行"
    case .noOfficialElements:
      "版式为公文，但没有版头、版记的内容"
    case .tooWide(let text, let millimetres):
      "“\(text)”比所给的 \(oneDecimal(millimetres)) 毫米宽"
    case .noteMovedOn(let page):
      "第\(page)页的脚注太多，这一条脚注只能排到下一页"
    case .rowsAdjusted(let page, let rows, let pitch, let kind):
      "为容下\(kind.chinese)，第\(page)页的行距调为 \(oneDecimal(pitch)) 磅（\(rows) 行）"
    case .signatureLeavesGap(let page, let rows, let kind):
      "\(kind.chinese)移到下一页，第\(page)页末空出 \(rows) 行，调整行距也避不开"
    case .headerTooLong: "页眉一行放不下"
    }
  }

  private var english: String {
    switch self {
    case .keepRuleYielded(let rule, let page):
      "end of page \(page): the rule “\(rule.english)” could not be kept here"
    case .tallerThanPage(let page, let millimetres):
      "page \(page): a block of \(oneDecimal(millimetres)) mm is higher than a page"
    case .unstableReferences(let rounds):
      "page numbers in the text did not settle in \(rounds) rounds"
    case .unknownAnchor(let name):
      "a reference to “\(name)”, which is nowhere"
    case .tooManyPages(let limit, let needed, _):
      "must fit \(limit) page(s), but needs \(needed) even with less leading and smaller type"
    case .setTighter(let pitch, let size):
      "set with rows of \(oneDecimal(pitch)) pt and type of \(oneDecimal(size)) pt to fit"
    case .noGlyph(let scalar, let place):
      "no font has “\(String(scalar))” (\(codePoint(scalar))) in \(place)"
    case .addresseesMoved:
      "主送机关 moved to the 版记, since page one would show no text"
    case .headLeavesNoText(let agencies):
      "\(agencies) agencies in the 标志 leave no room for text on page one"
    case .sealTooLarge(let millimetres):
      "seals of \(oneDecimal(millimetres)) mm would touch each other or leave the 版心"
    case .sealFarFromText(let millimetres):
      "a seal's upper edge is \(oneDecimal(millimetres)) mm below the text, more than a line"
    case .noOfficialElements:
      "a document of style 公文 without 版头 and 版记"
    case .tooWide(let text, let millimetres):
      "“\(text)” is wider than its \(oneDecimal(millimetres)) mm"
    case .noteMovedOn(let page):
      "page \(page) has more footnotes than it can take; this one stands on the next page"
    case .rowsAdjusted(let page, let rows, let pitch, let kind):
      "page \(page) has \(rows) rows of \(oneDecimal(pitch)) pt to make room for \(kind.english)"
    case .signatureLeavesGap(let page, let rows, let kind):
      "\(kind.english) went to the next page; \(rows) rows at the end of page \(page) stay empty"
    case .headerTooLong: "the page header does not fit one line"
    }
  }

  public func remedy(in language: MessageLanguage) -> String? {
    let chinese = language == .chinese
    switch self {
    case .tooManyPages: return chinese ? "请压缩文字" : "shorten the text"
    case .tallerThanPage:
      return chinese ? "请允许该块跨页，或减少内容" : "let it break over pages, or shorten it"
    case .noGlyph:
      return chinese ? "请在 fonts/ 放入含有该字的字体" : "put a font that has it into fonts/"
    case .headLeavesNoText:
      return chinese ? "可只用主办机关标志" : "show the lead agency's name alone"
    case .signatureLeavesGap:
      return chinese ? "可增删几行正文" : "add or cut a few lines of text"
    case .headerTooLong: return chinese ? "请缩短页眉" : "shorten the header"
    case .sealTooLarge: return chinese ? "请核对“章径”" : "check the seal's diameter (章径)"
    case .noteMovedOn:
      return chinese ? "请缩短脚注，或把其中一些写进正文" : "shorten the notes, or move some into the text"
    default: return nil
    }
  }

  private func oneDecimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
  private func codePoint(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }
}

extension SignatureKind {
  var chinese: String {
    switch self {
    case .seals: "印章和成文日期"
    case .stamps: "签名章和成文日期"
    case .names: "署名和成文日期"
    case .date: "成文日期"
    }
  }
  var english: String {
    switch self {
    case .seals: "seal and date"
    case .stamps: "signature stamp and date"
    case .names: "name and date"
    case .date: "the date"
    }
  }
}

extension KeepRule {
  var chinese: String {
    switch self {
    case .strandedCharacter: "孤字不成行"
    case .loneLine: "孤行不成页"
    case .shortRow: "一行表格不拆开"
    case .withNext: "标题与下文同页"
    case .signatureText: "落款之上至少有两行正文"
    case .signature: "落款不拆开、不独占一页"
    case .firstPageText: "首页须有正文"
    }
  }
  var english: String {
    switch self {
    case .strandedCharacter: "no page begins with a line of one character"
    case .loneLine: "no single line of a paragraph at a page's edge"
    case .shortRow: "a short row stays whole"
    case .withNext: "a heading stays with what follows"
    case .signatureText: "two lines of text stand above a signature block"
    case .signature: "a signature block is whole and not alone"
    case .firstPageText: "page one shows text"
    }
  }
}
