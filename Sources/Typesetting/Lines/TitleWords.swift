/// The vocabulary of official titles (std:G-40): `TitleWords.tsv`, own data.
enum TitleWords {
  /// What a word is to a break beside it. A word may be several things.
  struct Roles: OptionSet, Sendable {
    let rawValue: UInt32
    /// 和 与 及: no line ends with it.
    static let join = Roles(rawValue: 1)
    /// 关于 对 为: no line ends with it.
    static let preposition = Roles(rawValue: 1 << 1)
    /// 的 等: no line begins with it.
    static let closing = Roles(rawValue: 1 << 2)
    /// 文种: 通知, 实施细则.
    static let document = Roles(rawValue: 1 << 3)
    /// 工作, 项目: ends a phrase.
    static let light = Roles(rawValue: 1 << 4)
    static let verb = Roles(rawValue: 1 << 5)
    static let modifier = Roles(rawValue: 1 << 6)
    /// 财政部: an agency's whole name.
    static let national = Roles(rawValue: 1 << 7)
    /// 财政局: an agency's name behind that of its place.
    static let head = Roles(rawValue: 1 << 8)
    /// 有限公司, 大学: ends the name of a body.
    static let company = Roles(rawValue: 1 << 9)
    static let noun = Roles(rawValue: 1 << 10)
    /// 年度, 项: behind a number.
    static let counter = Roles(rawValue: 1 << 11)
    static let place = Roles(rawValue: 1 << 12)
    static let nation = Roles(rawValue: 1 << 13)
    static let surname = Roles(rawValue: 1 << 14)
    /// A number with what it counts; not in the list.
    static let number = Roles(rawValue: 1 << 15)
    /// A person's name; not in the list.
    static let person = Roles(rawValue: 1 << 16)

    /// Roles of words that stand by themselves.
    static let freeStanding: Roles = [
      .join, .preposition, .closing, .document, .light, .verb, .modifier, .national, .head,
      .company, .noun, .place, .nation,
    ]
    /// What vouches alone for the break beside it, whatever stands on the other side.
    static let strong: Roles = [
      .join, .preposition, .closing, .document, .verb, .national, .head, .company, .place, .number,
      .person,
    ]
  }

  struct Entry: Sendable {
    var roles: Roles = []
    /// Offsets at which the word breaks first, ascending.
    var joints: [Int] = []
  }

  /// A node's child under a scalar; the root is 0.
  private struct Step: Hashable {
    var node: Int32
    var scalar: UInt32
  }
  private struct Table: Sendable {
    var steps: [Step: Int32] = [:]
    var entries: [Entry] = [Entry()]
    var suffixes: Set<Unicode.Scalar> = []
    var prefixes: Set<Unicode.Scalar> = []

    mutating func add(_ word: Substring.UnicodeScalarView, _ roles: Roles) {
      var node: Int32 = 0
      var length = 0
      var joints: [Int] = []
      for scalar in word {
        if scalar == "·" {
          joints.append(length)
          continue
        }
        length += 1
        let step = Step(node: node, scalar: scalar.value)
        if let next = steps[step] {
          node = next
        } else {
          node = Int32(entries.count)
          steps[step] = node
          entries.append(Entry())
        }
      }
      guard node > 0 else { return }
      entries[Int(node)].roles.formUnion(roles)
      if entries[Int(node)].joints.isEmpty { entries[Int(node)].joints = joints }
    }
  }

  private static let table = read(PackageResources.TitleWords_tsv)
  static var suffixes: Set<Unicode.Scalar> { table.suffixes }
  static var prefixes: Set<Unicode.Scalar> { table.prefixes }

  /// The words that begin with the first of some scalars, the shortest first.
  static func words(
    at scalars: ArraySlice<Unicode.Scalar>, _ body: (_ length: Int, _ entry: Entry) -> Void
  ) {
    var node: Int32 = 0
    for (offset, scalar) in scalars.enumerated() {
      guard let next = table.steps[Step(node: node, scalar: scalar.value)] else { return }
      node = next
      let entry = table.entries[Int(node)]
      if !entry.roles.isEmpty { body(offset + 1, entry) }
    }
  }

  /// The roles of a whole word; none where the list lacks it.
  static func roles(_ word: ArraySlice<Unicode.Scalar>) -> Roles {
    var roles: Roles = []
    words(at: word) { length, entry in if length == word.count { roles = entry.roles } }
    return roles
  }

  private static let names: [Substring: Roles] = [
    "join": .join, "preposition": .preposition, "closing": .closing, "document": .document,
    "light": .light, "verb": .verb, "modifier": .modifier, "national": .national, "head": .head,
    "company": .company, "noun": .noun, "counter": .counter, "province": .place, "city": .place,
    "nation": .nation, "surname": .surname,
  ]

  private static func read(_ bytes: [UInt8]) -> Table {
    var table = Table()
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t", maxSplits: 1)
      guard fields.count == 2 else { continue }
      switch fields[0] {
      case "suffix": table.suffixes.formUnion(fields[1].unicodeScalars)
      case "prefix": table.prefixes.formUnion(fields[1].unicodeScalars)
      default:
        guard let roles = names[fields[0]] else { continue }
        for word in fields[1].split(separator: " ") { table.add(word.unicodeScalars, roles) }
      }
    }
    return table
  }
}
