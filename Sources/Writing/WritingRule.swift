import Diagnostics

/// The rules of official prose that `check --writing` knows. The raw value is the stable code;
/// `docs/writing.md` has each with a wrong and a right example, and a test reads them there.
public enum WritingRule: String, CaseIterable, Sendable {
  // What makes a document wrong, whatever its words are.
  case documentNumber = "W001"
  case printedBeforeDated = "W002"
  case amountInWords = "W003"
  case annexTitle = "W004"
  case annexCitedOtherwise = "W005"
  case annexMissing = "W006"
  case requestToSeveral = "W007"
  case requestWithoutContact = "W008"
  case signerOfDownward = "W009"
  case upwardWithoutSigner = "W010"
  case annexNeverCited = "W011"
  case requestInReport = "W012"
  case twoRequests = "W013"
  // 层次序数
  case commaAfterDigit = "W020"
  case markAfterBrackets = "W021"
  case numberSequence = "W022"
  case numberStyle = "W023"
  case numbersRunOn = "W024"
  // 标点
  case halfWidthMark = "W030"
  case fullWidthLatin = "W031"
  case rangeConnector = "W032"
  case commaBetweenTitles = "W033"
  case stopAfterHeading = "W034"
  case missingStop = "W035"
  case unpaired = "W036"
  case nestedTitleMark = "W037"
  case repeatedMark = "W038"
  case blankInText = "W039"
  // 数字、日期、金额
  case percentOnce = "W040"
  case mixedMagnitudes = "W041"
  case doubledApproximation = "W042"
  case zeroInYear = "W043"
  case shortYear = "W044"
  case leadingZero = "W045"
  case impossibleDate = "W046"
  case yearRange = "W047"
  case amountWithoutUnit = "W048"
  case mixedMoneyUnits = "W049"
  // 用字、引文、标题
  case easilyConfused = "W050"
  case numberBeforeTitle = "W051"
  case numberWithoutTitle = "W052"
  case titleWithoutNumber = "W053"
  case citedNumber = "W054"
  case titleWithoutKind = "W055"
  case titleOfNotice = "W056"
  case titleMark = "W057"
  case annexName = "W058"
  case noTextOnPage = "W059"

  /// Errors make `check --writing` end with 1; all else is a hint.
  public var severity: Severity {
    switch self {
    case .documentNumber, .printedBeforeDated, .amountInWords, .annexTitle, .annexCitedOtherwise,
      .annexMissing, .requestToSeveral, .requestWithoutContact, .signerOfDownward:
      return .error
    default: return .warning
    }
  }

  /// The clause that the rule rests on, or 惯例 where it is usage alone. 条例 is 党政机关公文处理工作条例.
  public var clause: String {
    switch self {
    case .documentNumber, .citedNumber: return "GB/T 9704-2012 7.2.5"
    case .printedBeforeDated: return "惯例（GB/T 9704-2012 7.4.3 的印发日期）"
    case .amountInWords: return "《正确填写票据和结算凭证的基本规定》"
    case .annexTitle: return "GB/T 9704-2012 7.3.7"
    case .annexCitedOtherwise, .annexMissing: return "GB/T 9704-2012 7.3.4、7.3.7"
    case .requestToSeveral, .requestInReport, .twoRequests: return "条例第十五条"
    case .requestWithoutContact: return "惯例（GB/T 9704-2012 7.3.6 的附注）"
    case .signerOfDownward, .upwardWithoutSigner: return "GB/T 9704-2012 7.2.6"
    case .commaAfterDigit, .numberStyle: return "GB/T 9704-2012 7.3.3、GB/T 15834-2011 附录B"
    case .markAfterBrackets: return "GB/T 15834-2011 附录B"
    case .numbersRunOn: return "惯例（GB/T 9704-2012 7.3.3 的层次）"
    case .numberSequence: return "GB/T 9704-2012 7.3.3"
    case .halfWidthMark: return "GB/T 15834-2011"
    case .commaBetweenTitles: return "GB/T 15834-2011 4.5"
    case .unpaired: return "GB/T 15834-2011 4.8、4.9"
    case .nestedTitleMark: return "GB/T 15834-2011 4.15"
    case .stopAfterHeading, .missingStop, .repeatedMark: return "GB/T 15834-2011"
    case .rangeConnector: return "GB/T 15834-2011 4.13"
    case .percentOnce: return "GB/T 15835-2011 5.1.3"
    case .zeroInYear: return "GB/T 15835-2011 5.2"
    case .shortYear: return "GB/T 15835-2011 5.1.4"
    case .leadingZero: return "GB/T 9704-2012 7.3.5.4"
    case .annexName: return "GB/T 9704-2012 7.3.4"
    case .titleWithoutKind, .titleOfNotice: return "条例第九条"
    case .annexNeverCited, .fullWidthLatin, .blankInText, .mixedMagnitudes, .doubledApproximation,
      .impossibleDate, .yearRange, .amountWithoutUnit, .mixedMoneyUnits, .easilyConfused,
      .numberBeforeTitle, .numberWithoutTitle, .titleWithoutNumber, .titleMark, .noTextOnPage:
      return "惯例"
    }
  }
}

/// One finding of `check --writing`.
public struct WritingProblem: Problem, Hashable {
  public var rule: WritingRule
  /// What stands there.
  public var found: String
  /// What should stand there; empty where that is the author's to say.
  public var wanted: String
  /// The clause or source of this very word, where the rule's own is not it.
  public var source: String?
  /// How many places a folded finding stands for.
  public var count = 1

  public init(_ rule: WritingRule, _ found: String, wanted: String = "", source: String? = nil) {
    self.rule = rule
    self.found = found
    self.wanted = wanted
    self.source = source
  }

  public var code: String { rule.rawValue }
  public var severity: Severity { rule.severity }
  public var clause: String? { source ?? rule.clause }
}
