import Diagnostics
import Pages
import Typography

/// 所剩空白处不能容下印章或成文日期时，调整行距 (GB/T 9704-2012, 7.3.5.5; std:G-53).
///
/// Where 署名, date and seals do not fit below the last lines of text, they would take two of these
/// lines to the next page and leave a gap. Before that, pages of the main text are divided into
/// more rows, so that all of it stays on the page, or into fewer, so that lines enough are carried
/// over and the page before is full nevertheless. Of all ways within the bounds the one is taken
/// that changes the rows least; it prefers a little on several pages to much on one.
extension PageBuilder {
  /// Rows are set no closer than 87 % and no wider than 117 % of the usual pitch: 25.9 to 34.5 pt,
  /// that is 19 to 25 rows on a full page.
  static let closest = 870
  static let widest = 1170
  /// The pages before the signature whose rows may change.
  private static let mostPages = 4
  /// A page that ends one row early is no gap.
  private static let allowedGap = 1
  private static let mostTrials = 200

  /// What has to change by page so that the signature block stands well; empty where nothing has to
  /// or nothing helps.
  func rowChanges(
    for flow: [FlowItem], signature: Int?, sealGap: Length?, findings: inout Findings
  ) -> [Int] {
    guard let signature, first.pitch != nil else { return [] }
    let main = Array(flow[...signature])
    var found = Findings()
    let plain = build(main, findings: &found)
    let last = plain.pages.count - 1
    guard last >= 1, flows(main, overEndOf: plain.pages[last - 1]) else { return [] }
    let gap = plain.pages[last - 1].emptyRows
    guard gap > Self.allowedGap || !found.isEmpty else { return [] }
    for trial in trials(plain.pages, sealGap: sealGap) {
      var problems = Findings()
      let built = build(main, rowChanges: trial.changes, findings: &problems)
      guard problems.all.count <= found.all.count, problems.isEmpty || trial.isCloser else {
        continue
      }
      let isGood =
        trial.isCloser
        ? built.pages.count == last
        : built.pages.count == last + 1
          && zip(built.pages, plain.pages).prefix(last).enumerated().allSatisfy {
            $1.0.emptyRows <= max(Self.allowedGap, $0 == last - 1 ? 0 : $1.1.emptyRows)
          }
      guard isGood else { continue }
      report(built, trial.changes, &findings)
      return trial.changes
    }
    if gap > Self.allowedGap {
      findings.add(LayoutProblem.signatureLeavesGap(page: last, rows: gap))
    }
    return []
  }

  /// Whether text goes on from a page to the next, rather than being told to.
  private func flows(_ flow: [FlowItem], overEndOf page: BuiltPage) -> Bool {
    guard flow.indices.contains(page.end) else { return false }
    switch flow[page.end].kind {
    case .pageBreak, .section: return false
    case .box, .space, .rows, .footed: return true
    }
  }

  private struct Trial {
    var changes: [Int]
    var isCloser: Bool
    var cost: Int
  }

  /// All ways to divide the pages before the signature, the mildest first.
  private func trials(_ pages: [BuiltPage], sealGap: Length?) -> [Trial] {
    let last = pages.count - 1
    let from = max(0, last - Self.mostPages)
    var result: [Trial] = []
    for direction in [1, -1] {
      var trials = [
        Trial(changes: Array(repeating: 0, count: last), isCloser: direction > 0, cost: 0)
      ]
      for index in from..<last {
        let steps = (0...3).compactMap { step in cost(of: step * direction, on: pages[index]) }
        trials = trials.flatMap { trial in
          steps.enumerated().map { step, cost in
            var next = trial
            next.changes[index] = step * direction
            next.cost += cost
            return next
          }
        }
      }
      result += trials.filter { $0.cost > 0 && leavesSealClear($0, pages[last - 1], sealGap) }
    }
    // Of the same cost, what changes later pages comes first: the order of the enumeration.
    return result.enumerated()
      .sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }
      .prefix(Self.mostTrials).map(\.element)
  }

  /// The square of the change of the pitch in thousandths; nil beyond the bounds.
  private func cost(of change: Int, on page: BuiltPage) -> Int? {
    guard change != 0 else { return 0 }
    guard let grid = page.grid.changed(by: change, on: page.section, extent: rowExtent) else {
      return nil
    }
    let thousandths = grid.thousandths
    guard (Self.closest...Self.widest).contains(thousandths) else { return nil }
    return (thousandths - 1000) * (thousandths - 1000)
  }

  /// Closer rows bring the text nearer to the seal, which must not touch it.
  private func leavesSealClear(_ trial: Trial, _ page: BuiltPage, _ gap: Length?) -> Bool {
    guard let gap, let change = trial.changes.last, change > 0, let pitch = page.grid.pitch else {
      return true
    }
    guard let grid = page.grid.changed(by: change, on: page.section, extent: rowExtent),
      let closer = grid.pitch
    else { return false }
    return gap - (pitch - closer) > .zero
  }

  private func report(_ built: BuiltPages, _ changes: [Int], _ findings: inout Findings) {
    for (index, page) in built.pages.enumerated()
    where changes.indices.contains(index) && changes[index] != 0 {
      findings.add(
        LayoutProblem.rowsAdjusted(
          page: index + 1, rows: page.grid.rows, pitch: page.grid.pitch?.points ?? 0))
    }
  }
}

extension BuiltPage {
  /// How many rows at the foot of the page are empty.
  var emptyRows: Int {
    guard let pitch = grid.pitch, pitch.emu > 0 else { return 0 }
    return max(0, (section.room.height - depth - noteHeight).emu / pitch.emu)
  }
}
