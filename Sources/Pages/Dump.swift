import Typography

extension PageSequence {
  /// The pages as readable text: one line an item, in painting order, with positions in millimetres
  /// from the sheet's upper left corner (two decimals), size in points, ink where it is not black,
  /// role and text. What most tests of layout compare.
  ///
  ///     第1页 210.00×297.00 页码1
  ///       28.00 84.35 16 段落3 市监督管理局
  public func dump() -> String {
    var lines: [String] = []
    for (index, page) in pages.enumerated() {
      let label = page.label.map { " 页码\($0)" } ?? ""
      lines.append(
        "第\(index + 1)页 \(fixed(page.size.width))×\(fixed(page.size.height))\(label)")
      for item in page.items { lines += item.dumpLines(structure) }
    }
    for anchor in anchors {
      lines.append(
        "位置 \(anchor.kind) 第\(anchor.page + 1)页 \(fixed(anchor.position.x)) "
          + "\(fixed(anchor.position.y)) \(anchor.name)")
    }
    for entry in outline {
      lines.append(
        "书签\(entry.level) 第\(entry.page + 1)页 \(fixed(entry.y)) \(entry.title)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension PlacedItem {
  fileprivate func dumpLines(_ structure: StructureTree) -> [String] {
    var lines: [String] = []
    let role = name(in: structure)
    let runs = fragment.marks.compactMap { mark -> GlyphRun? in
      if case .glyphs(let run) = mark { return run }
      return nil
    }
    if let first = runs.first {
      let start = onSheet(first.origin + (first.glyphs.first?.offset ?? .zero))
      let text = fragment.actualText ?? runs.map(\.text).joined()
      let turn = isTurned ? " 左转" : ""
      let ink = first.ink == .black ? "" : " " + first.ink.rawValue
      lines.append(
        "  \(fixed(start.x)) \(fixed(start.y)) \(points(first.size))\(ink)\(turn) \(role) \(text)")
    }
    for mark in fragment.marks {
      switch mark {
      case .glyphs: break
      case .rule(let local, let ink):
        let rect = onSheet(local)
        lines.append(
          "  \(fixed(rect.minX)) \(fixed(rect.minY)) 线"
            + "\(fixed(rect.size.width))×\(fixed(rect.size.height)) \(ink.rawValue) \(role)")
      case .path(let path, let ink):
        lines.append(
          "  \(fixed(origin.x)) \(fixed(origin.y)) 形\(path.steps.count) \(ink.rawValue) \(role)")
      }
    }
    return lines
  }

  private func name(in structure: StructureTree) -> String {
    switch role {
    case .artifact(let artifact): return artifact.rawValue
    case .element(let id):
      guard structure.elements.indices.contains(id.index) else { return "?\(id.index)" }
      return structure.elements[id.index].kind.dumpName + "\(id.index)"
    }
  }
}

extension StructureTree.Kind {
  fileprivate var dumpName: String {
    switch self {
    case .document: "文件"
    case .section: "部分"
    case .heading(let level): level == 0 ? "标题" : "\(level)级标题"
    case .paragraph: "段落"
    case .list: "列表"
    case .listItem: "列表项"
    case .table: "表"
    case .tableHead: "表头"
    case .tableBody: "表体"
    case .row: "行"
    case .headerCell: "表头格"
    case .dataCell: "格"
    case .figure: "图"
    case .note: "脚注"
    }
  }
}

/// Millimetres with two decimals, rounded half away from zero, without a formatter.
private func fixed(_ length: Length) -> String {
  let hundredths = length.scaled(100, 36_000).emu
  let magnitude = abs(hundredths)
  let rest = magnitude % 100
  let sign = hundredths < 0 ? "-" : ""
  return "\(sign)\(magnitude / 100).\(rest < 10 ? "0" : "")\(rest)"
}

/// Points with as many decimals as a type size has, two at most.
private func points(_ length: Length) -> String {
  let hundredths = length.scaled(100, 12_700).emu
  guard hundredths % 100 != 0 else { return "\(hundredths / 100)" }
  let rest = hundredths % 100
  let digits = rest % 10 == 0 ? "\(rest / 10)" : (rest < 10 ? "0\(rest)" : "\(rest)")
  return "\(hundredths / 100).\(digits)"
}
