import Diagnostics

/// What can be wrong with case data. The words stand in CaseDataProblems.swift; texts in the cases
/// are ready to be shown (personal data masked).
public enum CaseProblem: Problem, Hashable {
  // Reading bytes
  case fileTooLarge(name: String, bytes: Int, limit: Int)
  case malformedText(byte: UInt8)
  case nul(isLikelyUTF16: Bool)
  case decodedFromGB18030
  case brokenUTF16

  // JSON
  public enum Expectation: Hashable, Sendable { case key, value }
  case emptyFile
  case unexpectedEnd
  case unexpectedSign(String, expected: Expectation)
  case textAfterEnd(String)
  case trailingComma
  case missingComma
  case extraComma
  case missingColon(key: String)
  case wrongClosing(String, expected: String)
  case fullWidthSign(String, wanted: String)
  case unquotedKey(String)
  case unquotedValue(String)
  case wrongQuotes(String)
  case unterminatedString
  case badEscape(String)
  case loneSurrogate(UInt32)
  case controlInString(UInt32)
  case badJSONNumber(String)
  case comment
  case duplicateKey(String)
  case tooDeep(limit: Int)

  // YAML
  public enum YAMLFeature: Hashable, Sendable { case anchor, tag, compositeKey }
  case refusedYAML(YAMLFeature, text: String)
  case tooManyValues(limit: Int)
  case tabIndentation
  case fullWidthColon
  case noBlankAfterColon
  case severalDocuments
  case badYAML(detail: String)
  case caseIsNoObject(found: Shape)

  // Fields
  /// What stands in the case.
  public enum Shape: Hashable, Sendable {
    case scalar, list, object
    static func of(_ node: RawNode) -> Shape {
      switch node.content {
      case .list, .rows: .list
      case .object: .object
      case .null, .scalar: .scalar
      }
    }
  }
  case missing(String, isForIssue: Bool, example: String?)
  case missingDeclaration(String, isList: Bool)
  case unknownField(String, nearest: String?, known: [String])
  case reservedName(String, reason: ReservedName.Reason)
  case officeUse(String)
  case wrongShape(Shape, wanted: Shape)
  case normalised(from: String, to: String)
  case keyNormalised(String, field: String)
  case tooManyFindings(limit: Int)

  // Texts and choices
  case tooLong(count: Int, limit: Int)
  /// More than any document of this kind holds, whatever the declaration says or omits.
  case huge(count: Int, limit: Int)
  case tooShort(count: Int, minimum: Int)
  case tooFewItems(count: Int, minimum: Int)
  /// The file of a long list could not be read through.
  case rowsUnreadable(String)
  case character(TextPolicyConcern, code: UInt32, position: Int, count: Int)
  case badPath(String)
  case notTruth(String)
  case notAnOption(String, options: [String])
  case optionTwice(String)

  // Numbers and dates
  case badNumber(NumberFault, String, kind: String)
  case notInteger(String)
  case negative(String)
  case percentSignMissing(String)
  case finerThanCent(String)
  case badDate(DateFault, String, wanted: CalendarDate.Precision)
  case wrongPrecision(String, wanted: CalendarDate.Precision)
  case badPeriod(String)
  case periodReversed(String)
  case badTime(String)

  // Codes
  public enum DocumentNumberFault: Hashable, Sendable { case form, year, ordinal, leadingZero }
  case codeLength(String, kind: String, count: Int, wanted: Int)
  case codeSign(String, kind: String)
  case wrongCheck(String, kind: String, expected: String?)
  case creditCodeSign(String, String)
  case creditCodeRegion(String)
  case creditCodeCheck(String, expected: String)
  case identityDate(String)
  case badPatentNumber(String)
  case publicationNumber(String)
  case patentWithoutCheck(String, complete: String)
  case badMobile(String)
  case badTelephone(String)
  case noAreaCode(String)
  case badPostcode(String)
  case badDistrict(String)
  case badEmail(String)
  case badBankAccount(String, count: Int?)
  case damagedNumber(String)
  case suspectNumber(String)
  case badDocumentNumber(DocumentNumberFault, String)
}

public typealias NumberFault = NumberText.Fault
public typealias DateFault = DateText.Fault
public typealias TextPolicyConcern = TextPolicy.Concern

/// A fault in a draft, which fills all the same.
public struct DraftProblem: Problem {
  public let problem: CaseProblem
  init(_ problem: CaseProblem) { self.problem = problem }
  public var code: String { problem.code }
  public var severity: Severity { .warning }
  public func message(in language: MessageLanguage) -> String { problem.message(in: language) }
  public func remedy(in language: MessageLanguage) -> String? { problem.remedy(in: language) }
}
