import Diagnostics
import Document
import Typography

/// `@清单` and its rows.
extension BodyParser {
  mutating func openList(_ line: SourceLine, _ rest: SourceLine) {
    let words = rest.words
    guard let name = words.first else {
      report(.missingArgument(ControlWord.list.usage), at: line.span)
      let empty = BodyExpression(expression: nil, span: line.span)
      return open(
        .list(BodyList(list: empty, caption: "", nodes: [], span: line.span)), .list, line)
    }
    var list = BodyList(list: expression(name), caption: name.text, nodes: [], span: line.span)
    for word in words.dropFirst() {
      if let index = word.index(after: "空则:") {
        list.emptyText = Filter.unquoted(word.part(from: index))
      } else if let index = word.index(after: "单位:") {
        list.unit = word.part(from: index).text
      } else if let index = word.index(after: "标题:") {
        list.caption = Filter.unquoted(word.part(from: index))
      } else if !tableOption(word, &list.options) {
        report(
          .unknownOption(
            word.text, control: "@清单",
            known: ["空则：无", "单位：件", "标题：名称", "续表", "外框1磅"]),
          at: word.span)
      }
    }
    open(.list(list), .list, line)
  }

  /// `宽| 头| 行| 组| 小计| 页计| 累计| 计|` of a list, and `组 按 字段`.
  mutating func listLine(_ line: SourceLine) {
    if isGrouping(line) { return grouping(line) }
    guard let index = tableIndex, let (prefix, cells) = split(line),
      let name = prefix.words.first
    else { return misfit(.lineInList(openLine: openLine), at: line.span) }
    if name.text == "宽" {
      let words = cells.filter { !$0.isEmpty }
      guard let columns = columns(words) else {
        blocks[index].hasMisfit = true
        return
      }
      checkSum(columns, line.span)
      blocks[index].columnCount = columns.count
      return append(.band(BodyBand(columns: columns, span: line.span)))
    }
    var row = BodyRow(kind: .body, cells: [], span: line.span)
    var options = prefix.words.dropFirst()
    switch name.text {
    case "头": row.kind = .head
    case "行": row.kind = .body
    case "计": row.kind = .total
    case "组": row.isGroupHead = true
    case "小计":
      row.kind = .subtotal
      if options.first?.text == "按" {
        row.subtotalOf = options.dropFirst().first?.text ?? ""
        options = options.dropFirst(2)
      }
    case "页计": row.kind = .pageTotal
    case "累计":
      row.kind = .pageTotal
      row.isRunning = true
    default: return report(.unknownListRow(name.text), at: name.span)
    }
    for word in options { rowOption(word, &row) }
    row.cells = read(cells)
    add(row)
  }

  private func isGrouping(_ line: SourceLine) -> Bool {
    let words = line.words
    return words.count >= 2 && words[0].text == "组" && words[1].text == "按"
      && line.firstIndex(of: "|") == nil
  }

  /// `组 按 所属区县、项目类别`: the outermost first.
  private mutating func grouping(_ line: SourceLine) {
    guard let index = blocks.lastIndex(where: { $0.word == .list }),
      case .list(var list) = blocks[index].kind
    else { return }
    guard list.groups.isEmpty else { return report(.secondGrouping, at: line.span) }
    let words = line.words
    let rest = words.count > 2 ? line.part(from: words[2].marks.startIndex) : nil
    guard let rest else {
      return report(.missingArgument("组 按 所属区县"), at: line.span)
    }
    var begin = rest.marks.startIndex
    var depth = 0
    for index in rest.marks.indices {
      switch rest.marks[index].sign {
      case "(": depth += 1
      case ")": depth = max(0, depth - 1)
      case "、" where depth == 0:
        list.groups.append(expression(rest.part(begin, index)))
        begin = index + 1
      default: break
      }
    }
    list.groups.append(expression(rest.part(from: begin)))
    blocks[index].kind = .list(list)
  }

  /// 小计 needs a group, and the one that it names has to be one.
  mutating func checkSubtotals(of list: BodyList) {
    let names = list.groups.map { $0.span.text }
    for case .row(let row) in list.nodes where row.kind == .subtotal {
      if names.isEmpty {
        report(.subtotalWithoutGroup, at: row.span)
      } else if let name = row.subtotalOf, !names.contains(name) {
        report(
          .unknownGroup(name, nearest: NearestName.of(name, among: names), known: names),
          at: row.span)
      }
    }
  }
}
