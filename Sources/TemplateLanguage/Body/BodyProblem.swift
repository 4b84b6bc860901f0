import CaseData
import Diagnostics

/// What can be wrong in a 正文.wen. The words are in `TemplateProblems+Body.swift`.
package enum BodyProblem: Error, Sendable {
  case unclosedPlaceholder
  case strayClose
  case unclosedEmphasis
  case unknownControl(String, nearest: String?)
  case unknownFilter(String, nearest: String?)
  case loneEnd
  case missingEnd(String, line: Int)
  case misplacedControl(String, inside: String?)
  case branchWithoutIf(String, openBlock: String?)
  case branchAfterOtherwise(String)
  case tooDeep(limit: Int)
  case missingArgument(String)
  case badMeasure(String, usage: String)
  case unknownOption(String, control: String, known: [String])
  case wrongCellCount(row: Int, found: Int, expected: Int)
  case widthsDoNotAddUp(String, expected: Int)
  case widthsTooWide(String)
  case lineInTable(openLine: Int)
  case lineInList(openLine: Int)
  case unknownListRow(String)
  case listWithoutWidths
  case secondGrouping
  case subtotalWithoutGroup
  case unknownGroup(String, nearest: String?, known: [String])
  /// Items of one group that are no neighbours; numbers from 1.
  case scatteredGroup(String, first: Int, again: Int)
  case badPageNumber(String)
  case officialLineWithoutColon
  case unknownOfficialKey(String, nearest: String?)
  /// A 正文.wen of a 公文 without `@公文`, and `@公文` in another style.
  case noOfficialHead(style: String)
  case officialHeadInStyle(String)
  case rowOutsideTable
  case joinWithoutNeighbour(above: Bool)
  case emptyTitle
  case coverWithoutTitle
  case coverLineWithoutColon
  case includeNotFound(String)
  case includeOutside(String)
  case includeUnreadable(String, reason: String)
  case includeCycle([String])
  case includeTooDeep(limit: Int)
  case tooLarge(limit: Int)
  /// `@每项` or `@清单` over what is no list.
  case notAList(String, kind: String)
  case notATruth(kind: String)
  case filterDoesNotFit(String, kind: String)
  case ticksWithoutOptions
  case singleBraces(String)
  /// The step budget of a document is spent.
  case evaluationTooLong
}

/// What can be wrong with a template as a whole, and with filling it.
package enum TemplateProblem: Error, Sendable {
  case noBody(folder: String)
  case unreadable(path: String, reason: FileFault)
  case unknownStyle(String, nearest: String?)
  case unknownStanding(String)
  /// 版面 of a template or a manuscript.
  case unknownLayoutWord(String)
  case badLayoutValue(word: String, String, allowed: String)
  case noName(folder: String)
  case sameNameAndVersion(String, other: String)
  /// `--draft`: a field that is still to be filled in.
  case missingInDraft(String)
  /// 自拟示范.
  case ourOwnDesign(String)
  case takesManuscript(String)
  case notAListInCase(String)
  case notATruthInCase
  case valueDoesNotFit(filter: String, value: String)
  case officeUseFilled(String)
  case required(String)
}

/// What can be wrong in a manuscript.
package enum ManuscriptProblem: Error, Sendable {
  case unknownKey(String, nearest: String?)
  case duplicateKey(String, line: Int)
  case missingKey(String)
  case missingForIssue(String)
  case emptyValue(String)
  case headLineWithoutColon
  case noBody
  case placeholder
  case controlFlow(String)
  case annexNumber(found: Int?, expected: Int)
  case annexWithoutName
  case emptyAnnex(String)
  case numberNormalised(key: String, from: String, to: String)
  case badNumber(String)
  case badDate(key: String, String)
  case badCopyNumber(String)
  case badUrgency(String)
  case badChoice(key: String, String, known: [String])
  case badSealDiameter(String)
  case secrecy(String)
  case unknownStyle(String, known: [String])
  /// The format does not print what the head says.
  case keyNotPrinted(key: String, style: String, UnprintedKey, isDraft: Bool)
  case badOrderNumber(String)
  case badIssueNumber(String)
  case badStampSize(String)
  /// 标志 of 纪要 does not end in 纪要.
  case badMinutesSign(String)
  case postCount(found: Int, expected: Int)
  /// The post of a joint document is not given in full (7.3.5.3).
  case postNotInFull(String, agency: String)
  case badSecrecy(String)
  case secretWithoutCopyNumber
  case copyNumberPadded(from: String, to: String)
  /// What the manuscript does not have and the document therefore neither.
  case leftOut(String)
  case enactedNameDiffers(head: String, mark: String)
  case enactedMissing(String)
}
