import Diagnostics
import Document
import Pages
import TestSupport
import Testing
import Typesetting
import Typography

/// A part of a form that shows one policy, join or break.
private struct Part: Sendable {
  let name: String
  let source: String
  var overflow = Table.Cell.Overflow.grow
  var isList = false

  var block: Block {
    var table = table(source, isList: isList)
    guard overflow != .grow else { return Block(.table(table)) }
    for row in table.bands[0].rows.indices {
      for column in table.bands[0].rows[row].cells.indices {
        guard case .cell(var cell) = table.bands[0].rows[row].cells[column], cell.role == .value
        else { continue }
        cell.overflow = overflow
        table.bands[0].rows[row].cells[column] = .cell(cell)
      }
    }
    return Block(.table(table))
  }

  static let all: [Part] = [
    Part(name: "短行", source: "栏 28 50 28 50\n| 甲 | {乙} | 丙 | {丁} |"),
    Part(name: "并右", source: "栏 28 50 28 50\n| 甲 | {乙丙丁} | ← | ← |\n| 戊 | {己} | 庚 | {辛} |"),
    Part(
      name: "并下",
      source: "栏 12竖 28 *\n"
        + (1...9).map { "| \($0 == 1 ? "组标" : "↑") | 栏\($0) | {值} |" }
        .joined(separator: "\n")),
    Part(name: "并块", source: "栏 40 40 *\n| 甲 | ← | {乙} |\n| ↑ | ← | {丙} |\n| 丁 | 戊 | {己} |"),
    Part(name: "长格", source: "栏 28 *\n| 简介 | {\(han(700))} |"),
    Part(name: "竖标长格", source: "栏 12竖 *\n| 实施情况 | {\(han(900))} |"),
    Part(name: "栏底", source: "栏 28 *\n高60 | 意见 | {\(han(40))§签字⏎日期} |"),
    Part(name: "缩小", source: "栏 28 *\n高20 | 说明 | {\(han(120))} |", overflow: .shrink(to: .pt(9))),
    Part(name: "续页", source: "栏 28 *\n高40 | 说明 | {\(han(500))} |", overflow: .continuation),
    Part(name: "报错", source: "栏 28 *\n高20 | 说明 | {\(han(60))} |", overflow: .refuse),
    Part(
      name: "清单",
      source: "栏 16 100 40\n头 | 序号 | 名称 | 金额 |\n"
        + (1...24).map { "| {\($0)} | {项} | {1.00} |" }.joined(separator: "\n")
        + "\n计 | 合计 | ← | {24.00} |", isList: true),
  ]
}

/// A page as lines: left end, first and last baseline, number of lines, text; lines of one cell that
/// follow one another are one entry. The last entry is the frame of all rules.
private func dump(_ page: Page) -> [String] {
  var result: [String] = []
  var open: (x: Double, first: Double, last: Double, count: Int, text: String, isArtifact: Bool)?
  func shown(_ value: Double) -> String { String((value * 10).rounded() / 10) }
  func close() {
    guard let run = open else { return }
    let mark = run.isArtifact ? "*" : ""
    let places = run.count > 1 ? "–\(shown(run.last)) \(run.count)行" : ""
    let text = run.text.count > 8 ? run.text.prefix(6) + "…\(run.text.count)字" : run.text[...]
    result.append("  \(shown(run.x)) \(shown(run.first))\(places) \(mark)\(text)")
    open = nil
  }
  for text in page.texts {
    if let run = open, abs(run.x - text.x) < 0.06, text.baseline > run.last,
      text.baseline - run.last < 7, run.isArtifact == text.isArtifact, text.text.count > 8
    {
      open = (run.x, run.first, text.baseline, run.count + 1, run.text + text.text, run.isArtifact)
      continue
    }
    close()
    open = (text.x, text.baseline, text.baseline, 1, text.text, text.isArtifact)
  }
  close()
  let rules = page.items.rules
  if let left = rules.map(\.minX).min(), let right = rules.map(\.maxX).max(),
    let top = rules.map(\.minY).min(), let bottom = rules.map(\.maxY).max()
  {
    let ends = [left, right, top, bottom].map { shown($0.millimetres) }
    result.append("  框 \(ends[0])–\(ends[1])×\(ends[2])–\(ends[3])，\(rules.count)线")
  }
  return result
}

@Test("every policy, join and break, alone and beside every other, as page dumps, issue 4")
func tablePairs() {
  var lines: [String] = []
  func add(_ parts: [Part]) {
    let document = Document(title: "申报书", style: .form, blocks: parts.map(\.block))
    let (pages, findings) = typeset(document)
    lines.append("== " + parts.map(\.name).joined(separator: "＋"))
    lines += findings.all.map { "  \($0.code) \($0.problem.message(in: .chinese))" }
    var characters: [String] = []
    for (index, page) in (pages?.pages ?? []).enumerated() {
      lines.append(" 第\(index + 1)页")
      lines += dump(page)
      characters += page.texts.filter { !$0.isArtifact }.map(\.text)
    }
    // Whatever breaks where, no character is lost.
    let wanted = parts.reduce(0) { sum, part in
      // 高20 is a mark of a row and no text.
      sum + part.source.filter { "山高水长天地人和".contains($0) }.count
        - part.source.split(separator: "\n").filter { $0.hasPrefix("高") }.count
    }
    let found = characters.joined().filter { "山高水长天地人和".contains($0) }.count
    #expect(found == wanted, "\(parts.map(\.name))")
  }
  for part in Part.all { add([part]) }
  for first in Part.all { for second in Part.all { add([first, second]) } }
  Expected.matches(lines.joined(separator: "\n") + "\n", path: "Tests/Expected/table-pairs.txt")
}
