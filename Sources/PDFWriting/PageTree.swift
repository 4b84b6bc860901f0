/// The tree of pages (ISO 32000-1, 7.7.3), balanced: a viewer finds page 9,000 in three steps.
package struct PageTree: Sendable {
  private struct Node {
    var id: ObjectID
    var children: [ObjectID]
    var parent: ObjectID?
    var count: Int
  }
  private static let childrenPerNode = 64

  /// The numbers of the pages in order.
  package let pages: [ObjectID]
  private var nodes: [Node] = []
  package let root: ObjectID

  /// Reserves the numbers of all pages and nodes.
  package init(count: Int, file: inout FileWriter) {
    pages = (0..<count).map { _ in file.reserve() }
    var level = pages.map { (id: $0, count: 1) }
    // Where the nodes of the level below begin, to be given their parents.
    var below = 0
    repeat {
      let start = nodes.count
      var next: [(id: ObjectID, count: Int)] = []
      var first = 0
      repeat {
        let part = level[first..<min(first + PageTree.childrenPerNode, level.count)]
        let id = file.reserve()
        let count = part.reduce(0) { $0 + $1.count }
        if start > 0 {
          for index in part.indices { nodes[below + index].parent = id }
        }
        nodes.append(Node(id: id, children: part.map(\.id), parent: nil, count: count))
        next.append((id, count))
        first += PageTree.childrenPerNode
      } while first < level.count
      below = start
      level = next
    } while level.count > 1
    root = level[0].id
  }

  package func parent(of page: Int) -> ObjectID { nodes[page / PageTree.childrenPerNode].id }

  package func write(to file: inout FileWriter) {
    for node in nodes {
      var dictionary: PDFDictionary = [
        "Type": .name("Pages"), "Count": .int(node.count),
        "Kids": .array(node.children.map(PDFValue.reference)),
      ]
      dictionary.add("Parent", node.parent.map(PDFValue.reference))
      file.write(.dictionary(dictionary), as: node.id)
    }
  }
}
