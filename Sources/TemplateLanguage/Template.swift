import CaseData
import Diagnostics
import Document

/// A template after checking: its declarations, its tree, and what its programme adds.
public struct Template: Sendable {
  public init() {}
}
