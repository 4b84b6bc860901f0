import Diagnostics
import Document
import Pages
import Typography

/// Turns a table into flow items: one box a row, flush under one another.
package struct TableLayout: Sendable {
  let composer: LineComposer
  let deferred: DeferredValues
  package init(composer: LineComposer, deferred: DeferredValues = DeferredValues()) {
    self.composer = composer
    self.deferred = deferred
  }

  /// - Parameters:
  ///   - parent: the element of the structure tree that the table belongs to.
  package func flow(
    _ table: Table, width: Length, style: PageStyle, parent: ElementID,
    structure: inout StructureTree, findings: inout Findings
  ) -> [FlowItem] { [] }
}
