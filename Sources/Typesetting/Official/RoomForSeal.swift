import Diagnostics
import Pages
import Typography

/// What a 公文 ends with.
public enum SignatureKind: Hashable, Sendable {
  /// 署名 with 印章.
  case seals
  /// 签名章.
  case stamps
  /// 署名 without 印章.
  case names
  /// 成文日期 alone.
  case date
}

/// Where 署名, 成文日期 and 印章 of a 公文 stand in the flow.
package struct SignatureInFlow: Hashable, Sendable {
  /// The last item of theirs.
  var lastItem: Int
  var kind: SignatureKind
  /// From the text to the upper edge of the first seals, if there are any.
  var sealGap: Length?
}

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
  /// What remains at most where rows are changed although no change avoids a gap.
  private static let leastGap = 2
  private static let mostTrials = 200

  /// What has to change by page so that the signature block stands well; empty where nothing has to
  /// or nothing helps.
  func rowChanges(
    for flow: [FlowItem], signature: SignatureInFlow?, findings: inout Findings
  ) -> [Int] {
    guard let signature, first.pitch != nil else { return [] }
    let main = Array(flow[...signature.lastItem])
    var found = Findings()
    let plain = build(main, findings: &found)
    let last = plain.pages.count - 1
    guard last >= 1, flows(main, overEndOf: plain.pages[last - 1]) else { return [] }
    var gap = plain.pages[last - 1].emptyRows
    guard gap > Self.allowedGap || !found.isEmpty else { return [] }
    var best: (built: BuiltPages, changes: [Int])?
    for trial in trials(plain.pages, sealGap: signature.sealGap) {
      var problems = Findings()
      let built = build(main, rowChanges: trial.changes, findings: &problems)
      guard problems.all.count <= found.all.count, problems.isEmpty || trial.isCloser else {
        continue
      }
      if trial.isCloser {
        guard built.pages.count == last else { continue }
        return report(built, trial.changes, signature.kind, &findings)
      }
      guard built.pages.count == last + 1, isFilled(built, as: plain, upTo: last - 1) else {
        continue
      }
      let left = built.pages[last - 1].emptyRows
      if left <= Self.allowedGap {
        return report(built, trial.changes, signature.kind, &findings)
      }
      if left < gap, left <= Self.leastGap { (gap, best) = (left, (built, trial.changes)) }
    }
    if gap > Self.allowedGap {
      findings.add(LayoutProblem.signatureLeavesGap(page: last, rows: gap, signature.kind))
    }
    return best.map { report($0.built, $0.changes, signature.kind, &findings) } ?? []
  }

  /// Whether the pages before one are as full as they were, or lack one row at most.
  private func isFilled(_ built: BuiltPages, as plain: BuiltPages, upTo end: Int) -> Bool {
    zip(built.pages, plain.pages).prefix(end).allSatisfy {
      $0.emptyRows <= max(Self.allowedGap, $1.emptyRows)
    }
  }

  /// Whether text goes on from a page to the next, rather than being told to.
  private func flows(_ flow: [FlowItem], overEndOf page: BuiltPage) -> Bool {
    guard flow.indices.contains(page.end) else { return false }
    switch flow[page.end].kind {
    case .pageBreak, .section: return false
    case .box, .space, .rows, .footed, .listEnd, .longRows: return true
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

  /// Says which pages are set closer or wider; gives the changes back.
  private func report(
    _ built: BuiltPages, _ changes: [Int], _ kind: SignatureKind, _ findings: inout Findings
  ) -> [Int] {
    for (index, page) in built.pages.enumerated()
    where changes.indices.contains(index) && changes[index] != 0 {
      findings.add(
        LayoutProblem.rowsAdjusted(
          page: index + 1, rows: page.grid.rows, pitch: page.grid.pitch?.points ?? 0, for: kind))
    }
    return changes
  }
}

extension BuiltPage {
  /// How many rows at the foot of the page are empty.
  var emptyRows: Int {
    guard let pitch = grid.pitch, pitch.emu > 0 else { return 0 }
    return max(0, (section.room.height - depth - noteHeight).emu / pitch.emu)
  }
}
