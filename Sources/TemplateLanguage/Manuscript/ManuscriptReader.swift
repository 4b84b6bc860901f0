import CaseData
import Diagnostics
import Document

/// Reads a manuscript (稿件): the plain text file that a clerk writes for a 公文.
public struct ManuscriptReader: Sendable {
  public init() {}

  /// The document, or nil where the manuscript has errors. `options.mode` `.issue` requires
  /// 发文字号, 成文日期 and 签发人 (upward documents); else they print as blanks.
  public func read(
    file: SourceFile, options: EvaluationOptions
  ) -> (document: Document?, findings: Findings) {
    (nil, Findings())
  }
}
