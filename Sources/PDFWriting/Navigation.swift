import Pages
import Typography

/// What leads a reader through the file: bookmarks, page labels, named destinations.
package struct Navigation {
  private let pages: [PageNote]
  private let pageIDs: [ObjectID]

  package init(pages: [PageNote], ids: [ObjectID]) {
    self.pages = pages
    pageIDs = ids
  }

  /// `/XYZ` with the height measured from below and the zoom left as it is.
  private func destination(page: Int, x: Length?, y: Length) -> PDFValue {
    let top = (pages[page].size.height - y).milliPoints
    return .array([
      .reference(pageIDs[page]), .name("XYZ"), .milli(x?.milliPoints ?? 0), .milli(top), .int(0),
    ])
  }

  // MARK: Bookmarks (ISO 32000-1, 12.3.3)

  private struct Node {
    var entry: OutlineEntry
    var id: ObjectID
    var parent: Int?
    var children: [Int] = []
  }

  /// Writes the tree of bookmarks and gives its root; nil where there are none. Entries of the
  /// first level are open, deeper ones closed.
  package func writeOutline(_ outline: [OutlineEntry], to file: inout FileWriter) -> ObjectID? {
    guard !outline.isEmpty else { return nil }
    let root = file.reserve()
    var nodes: [Node] = []
    var top: [Int] = []
    var path: [Int] = []
    for entry in outline {
      guard pageIDs.indices.contains(entry.page) else {
        file.limits.add(.noSuchPage(title: entry.title, page: entry.page))
        continue
      }
      while let last = path.last, nodes[last].entry.level >= entry.level { path.removeLast() }
      let index = nodes.count
      nodes.append(Node(entry: entry, id: file.reserve(), parent: path.last))
      if let parent = path.last { nodes[parent].children.append(index) } else { top.append(index) }
      path.append(index)
    }
    for index in nodes.indices { write(nodes[index], in: nodes, top: top, root: root, to: &file) }
    let visible = top.reduce(top.count) { $0 + nodes[$1].children.count }
    var dictionary: PDFDictionary = ["Type": .name("Outlines")]
    addEnds(of: top, nodes, count: visible, to: &dictionary)
    file.write(.dictionary(dictionary), as: root)
    return root
  }

  private func write(
    _ node: Node, in nodes: [Node], top: [Int], root: ObjectID, to file: inout FileWriter
  ) {
    let siblings = node.parent.map { nodes[$0].children } ?? top
    var dictionary: PDFDictionary = [
      "Title": .text(node.entry.title),
      "Parent": .reference(node.parent.map { nodes[$0].id } ?? root),
      "Dest": destination(page: node.entry.page, x: nil, y: node.entry.y),
    ]
    // Siblings are in ascending order, so the place is found without a walk through all of them.
    let place = lowerBound(of: node.id, in: siblings, nodes)
    if place > 0 { dictionary.add("Prev", .reference(nodes[siblings[place - 1]].id)) }
    if place + 1 < siblings.count {
      dictionary.add("Next", .reference(nodes[siblings[place + 1]].id))
    }
    let count = node.children.count
    addEnds(of: node.children, nodes, count: node.parent == nil ? count : -count, to: &dictionary)
    file.write(.dictionary(dictionary), as: node.id)
  }

  private func addEnds(
    of children: [Int], _ nodes: [Node], count: Int, to dictionary: inout PDFDictionary
  ) {
    guard let first = children.first, let last = children.last else { return }
    dictionary.add("First", .reference(nodes[first].id))
    dictionary.add("Last", .reference(nodes[last].id))
    dictionary.add("Count", .int(count))
  }

  private func lowerBound(of id: ObjectID, in siblings: [Int], _ nodes: [Node]) -> Int {
    var low = 0
    var high = siblings.count
    while low < high {
      let middle = (low + high) / 2
      if nodes[siblings[middle]].id.number < id.number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // MARK: Page labels (ISO 32000-1, 12.4.2)

  /// The number tree of labels: one entry for each run of pages counted on; nil where no page has
  /// a label. A page without a printed number gets an empty label.
  package var pageLabels: PDFValue? {
    guard pages.contains(where: { $0.label != nil }) else { return nil }
    var numbers: [PDFValue] = []
    var expected: Int?
    var isInBlankRun = false
    for (index, page) in pages.enumerated() {
      guard let label = page.label else {
        if !isInBlankRun { numbers += [.int(index), .dictionary([:])] }
        isInBlankRun = true
        expected = nil
        continue
      }
      isInBlankRun = false
      // Only plain digits count on by themselves; anything else is a label of its own.
      if let number = Int(label), number > 0, number < 1 << 30, String(number) == label {
        if number != expected {
          numbers.append(.int(index))
          numbers.append(.dictionary(["S": .name("D"), "St": .int(number)]))
        }
        expected = number + 1
      } else {
        numbers += [.int(index), .dictionary(["P": .text(label)])]
        expected = nil
      }
    }
    return .dictionary(["Nums": .array(numbers)])
  }

  // MARK: Named destinations (ISO 32000-1, 12.3.2.3)

  /// Writes the name tree of the anchors that text refers to; the first of two anchors with one
  /// name counts. nil where there are none.
  package func writeDestinations(
    _ anchors: [AnchorPlacement], to file: inout FileWriter
  ) -> ObjectID? {
    var seen: Set<String> = []
    let targets = anchors.filter {
      $0.kind == "target" && pageIDs.indices.contains($0.page) && seen.insert($0.name).inserted
    }
    guard !targets.isEmpty else { return nil }
    let sorted = targets.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    var names: [PDFValue] = []
    for anchor in sorted {
      names.append(.bytes(Array(anchor.name.utf8)))
      let position = anchor.position
      names.append(destination(page: anchor.page, x: position.x, y: position.y))
    }
    // The children of a name tree's root hold the limits; with a single child it is the root.
    return file.add(["Dests": .dictionary(["Names": .array(names)])])
  }
}
