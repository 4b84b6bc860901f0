import Document
import Fonts
import Pages
import Typography

/// 版式核对: for each clause of GB/T 9704-2012 that a document uses, what is required and what was
/// measured on its finished pages.
///
/// Nothing is taken over from layout: the figures come from the positions of glyphs, their ink and
/// the rules as the exporters get them, the requirements from the standard's text. Pages only say
/// which element each line is (`StructureTree.Part`).
public struct ConformityReport: Sendable {
  /// In the order of the standard's clauses.
  public var rows: [Row]

  public init(rows: [Row] = []) { self.rows = rows }

  /// Measures finished pages.
  ///
  /// - Parameters:
  ///   - document: says which page style is wanted, which elements there are to be, and how large
  ///     the seals are, which no page shows.
  ///   - fonts: the library that the pages were set with, for ink and for the faces of each role.
  public static func measure(
    _ document: Document, pages: PageSequence, fonts: FontLibrary
  ) -> ConformityReport {
    var survey = Survey(document: document, pages: pages, fonts: fonts)
    survey.run()
    return ConformityReport(rows: survey.rows)
  }

  public func count(of verdict: Verdict) -> Int { rows.count { $0.verdict == verdict } }

  /// One requirement and what was found.
  public struct Row: Sendable {
    public var item: ConformityItem
    /// What of several the row is about: the second title, 密级 among the elements.
    public var subject: Words?
    /// The page measured, from 1; nil where the figure is about all of them.
    public var page: Int?
    public var required: Requirement
    /// nil where nothing was measured.
    public var measured: Measurement?
    /// How much was looked at, or how a figure is meant.
    public var note: Words?
    public var verdict: Verdict

    /// Measured less required, in the unit of the requirement; nil where that says nothing.
    public var difference: Double? {
      switch (required, measured) {
      case (.length(let wanted, _, _), .length(let found)): found - wanted
      case (.count(let wanted, _), .count(let found, _)): Double(found - wanted)
      default: nil
      }
    }
  }

  /// 判定.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// 符合
    case conforms
    /// 不符合
    case violates
    /// 不适用: the document has nothing that the clause could be measured on.
    case notApplicable
    /// 由模板负责: a matter of wording.
    case template
    /// 标准未规定·惯例: the standard leaves it open; the figure is within usual practice.
    case convention
  }

  /// What a clause asks for. Lengths are millimetres.
  public enum Requirement: Hashable, Sendable {
    /// - Parameter meaning: the clause's own words for the length, such as 2 字.
    case length(Double, tolerance: Double, meaning: Words?)
    case range(ClosedRange<Double>, meaning: Words?)
    case count(Int, unit: Words)
    case atMost(Int, unit: Words)
    case atLeast(Int, unit: Words)
    case words(Words)
  }

  public enum Measurement: Hashable, Sendable {
    /// Millimetres.
    case length(Double)
    case count(Int, unit: Words)
    /// - Parameter conforms: whether what the words say is what is asked for.
    case words(Words, conforms: Bool)
    /// The element is not there.
    case missing
  }
}

/// A phrase of the report in both languages.
public struct Words: Hashable, Sendable {
  public var chinese: String
  public var english: String
  public init(_ chinese: String, _ english: String) {
    self.chinese = chinese
    self.english = english
  }
}

extension ConformityReport.Requirement {
  /// Whether a measurement is as required.
  func accepts(_ measured: ConformityReport.Measurement) -> Bool {
    // Rounding of EMU to millimetres never decides.
    let grain = 0.000_5
    switch (self, measured) {
    case (_, .missing): return false
    case (_, .words(_, let conforms)): return conforms
    case (.length(let wanted, let tolerance, _), .length(let found)):
      return abs(found - wanted) <= tolerance + grain
    case (.range(let range, _), .length(let found)):
      return found >= range.lowerBound - grain && found <= range.upperBound + grain
    case (.count(let wanted, _), .count(let found, _)): return found == wanted
    case (.atMost(let most, _), .count(let found, _)): return found <= most
    case (.atLeast(let least, _), .count(let found, _)): return found >= least
    case (.count, .length), (.atMost, .length), (.atLeast, .length), (.length, .count),
      (.range, .count), (.words, .length), (.words, .count):
      return false
    }
  }
}
