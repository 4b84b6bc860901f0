/// A stretch of a title that is one word, number, mark or blank to the break.
struct TitleWord {
  enum Kind { case word, unknown, mark, blank }
  var units: Range<Int>
  var kind: Kind
  var roles: TitleWords.Roles = []
  /// Units before which the word breaks first where it must.
  var joints: [Int] = []
}

/// Cuts a title into words: the way through the text that needs the fewest words of the list and
/// the fewest characters that are in none, with rules for what no list holds: numbers with what
/// they count, names of places before 省市县区, names of persons before 同志 and 等.
struct TitleCutter {
  let text: LineText
  let segment: Range<Int>
  /// The first scalar of each unit of the segment; a blank where it has none.
  private let scalars: [Unicode.Scalar]

  init(_ text: LineText, _ segment: Range<Int>) {
    self.text = text
    self.segment = segment
    scalars = segment.map { text.scalar($0) ?? " " }
  }

  func words() -> [TitleWord] {
    var words: [TitleWord] = []
    var index = segment.lowerBound
    while index < segment.upperBound {
      let end: Int
      switch kind(index) {
      case .han:
        end = run(from: index) { $0 == .han }
        words += cut(index..<end, after: words.last)
      case .number:
        end = counted(from: run(from: index) { $0 == .number })
        words.append(TitleWord(units: index..<end, kind: .word, roles: .number))
      case .blank:
        end = index + 1
        words.append(TitleWord(units: index..<end, kind: .blank))
      case .mark:
        end = index + 1
        words.append(TitleWord(units: index..<end, kind: .mark))
      }
      index = end
    }
    return joined(words)
  }

  // MARK: Kinds of characters

  private enum Kind { case han, number, blank, mark }

  private func kind(_ index: Int) -> Kind {
    let unit = text.units[index]
    switch unit.kind {
    case .han, .iteration, .symbol: return .han
    case .space, .ideographicSpace, .noBreakSpace: return .blank
    case .letter, .digit, .wideDigit, .latinSign, .hyphen, .latinOpener, .latinCloser, .prefix,
      .suffix:
      return .number
    case .connector, .shortConnector, .dash:
      // 2023—2025: part of the number between two digits.
      let sides = [index - 1, index + 1]
      let isRange = sides.allSatisfy {
        segment.contains($0) && (text.units[$0].isLatin || text.units[$0].kind == .wideDigit)
      }
      return isRange ? .number : .mark
    default: return .mark
    }
  }

  private func run(from start: Int, _ belongs: (Kind) -> Bool) -> Int {
    var end = start + 1
    while end < segment.upperBound, belongs(kind(end)) { end += 1 }
    return end
  }

  private func slice(_ units: Range<Int>) -> ArraySlice<Unicode.Scalar> {
    scalars[units.lowerBound - segment.lowerBound..<units.upperBound - segment.lowerBound]
  }

  /// Where the word ends that counts the number before `end`: 2026|年度.
  private func counted(from end: Int) -> Int {
    guard end < segment.upperBound, kind(end) == .han else { return end }
    var length = 0
    TitleWords.words(at: slice(end..<min(segment.upperBound, end + 4))) {
      if $1.roles.contains(.counter) { length = $0 }
    }
    return end + length
  }

  // MARK: The way through a run of Han

  private struct Edge {
    var length: Int
    var cost: Int
    var roles: TitleWords.Roles = []
    var joints: [Int] = []
    var isKnown = true
  }

  private func cut(_ run: Range<Int>, after previous: TitleWord?) -> [TitleWord] {
    let count = run.count
    var best = [Int](repeating: .max, count: count + 1)
    var back = [(from: Int, edge: Edge)?](repeating: nil, count: count + 1)
    best[0] = 0
    for start in 0..<count where best[start] < .max {
      let before = back[start].map { $0.edge.isKnown ? $0.edge.roles : [] } ?? previous?.roles ?? []
      for edge in edges(run.lowerBound + start, run, after: before) {
        let cost = best[start] + edge.cost
        if cost < best[start + edge.length] {
          best[start + edge.length] = cost
          back[start + edge.length] = (start, edge)
        }
      }
    }
    var words: [TitleWord] = []
    var end = count
    while end > 0, let (from, edge) = back[end] {
      let first = run.lowerBound + from
      words.append(
        TitleWord(
          units: first..<run.lowerBound + end, kind: edge.isKnown ? .word : .unknown,
          roles: edge.roles, joints: edge.joints.map { first + $0 }))
      end = from
    }
    return words.reversed()
  }

  private func edges(_ start: Int, _ run: Range<Int>, after before: TitleWords.Roles) -> [Edge] {
    let rest = slice(start..<run.upperBound)
    let first = scalars[start - segment.lowerBound]
    var edges = [
      Edge(length: 1, cost: TitleWords.suffixes.contains(first) ? 26 : 30, isKnown: false)
    ]
    // Words of two characters are the rule: 组成|人员 before 组|成人|员.
    if rest.count > 1 { edges.append(Edge(length: 2, cost: 48, isKnown: false)) }
    TitleWords.words(at: rest) { length, entry in
      let roles = entry.roles.intersection(.freeStanding)
      guard !roles.isEmpty, roles != .nation else { return }
      // Longer words are surer; a single character is a word only where nothing better is found.
      let cost = length == 1 ? 14 : length == 2 ? 11 : 10
      edges.append(Edge(length: length, cost: cost, roles: roles, joints: entry.joints))
      guard roles.contains(.place) else { return }
      let behind = rest.dropFirst(length)
      if let kind = placeKind(behind) {
        edges.append(Edge(length: length + kind, cost: 9, roles: .place))
      } else if let next = behind.first, Self.placeKinds.contains(next) {
        edges.append(Edge(length: length + 1, cost: 16, roles: .place))
      }
    }
    edges += numeralEdges(rest)
    edges += placeEdges(rest, isFirst: start == segment.lowerBound, after: before)
    if let edge = personEdge(rest, start, run) { edges.append(edge) }
    return edges
  }

  private static let numerals = Set("〇零一二三四五六七八九十百千两".unicodeScalars)

  /// 第三批, 三年, 二〇二六年.
  private func numeralEdges(_ rest: ArraySlice<Unicode.Scalar>) -> [Edge] {
    let isOrdinal = rest.first == "第"
    var end = rest.startIndex + (isOrdinal ? 1 : 0)
    while end < rest.endIndex, Self.numerals.contains(rest[end]) { end += 1 }
    let length = end - rest.startIndex
    guard length > (isOrdinal ? 1 : 0) else { return [] }
    var edges: [Edge] = []
    TitleWords.words(at: rest[end...].prefix(4)) {
      guard $1.roles.contains(.counter) else { return }
      edges.append(Edge(length: length + $0, cost: isOrdinal ? 9 : 12, roles: .number))
    }
    return edges
  }

  private static let placeKinds = Set("省市县区州旗盟镇乡".unicodeScalars)
  private static let behindNoPlace = Set("场域级属内外直长际".unicodeScalars)

  /// The length of the word that says what kind of place a name is.
  private func placeKind(_ rest: ArraySlice<Unicode.Scalar>) -> Int? {
    guard let first = rest.first else { return nil }
    if first == "自", rest.dropFirst().first == "治", let last = rest.dropFirst(2).first,
      "区州县旗".unicodeScalars.contains(last)
    {
      return 3
    }
    let next = rest.dropFirst().first ?? " "
    if first == "街", next == "道" { return 2 }
    // 市场, 区域, 县级, 省属 are words of their own.
    let isKind = Self.placeKinds.contains(first) && !Self.behindNoPlace.contains(next)
    return isKind ? 1 : nil
  }

  /// Names of places that no list holds: up to four characters (fourteen before 自治) and the kind.
  private func placeEdges(
    _ rest: ArraySlice<Unicode.Scalar>, isFirst: Bool, after before: TitleWords.Roles
  ) -> [Edge] {
    let isExpected = isFirst || !before.isDisjoint(with: [.place, .preposition, .join])
    var edges: [Edge] = []
    for length in 1...14 {
      guard length < rest.count else { break }
      guard let kind = placeKind(rest.dropFirst(length)) else { continue }
      let stem = rest.prefix(length)
      if kind == 3 {
        let joints = nationStarts(stem) + [length]
        guard joints.count > 1 || length <= 4 else { continue }
        edges.append(
          Edge(length: length + kind, cost: 14 + length, roles: .place, joints: joints))
        continue
      }
      // 和平区, 平安县: behind the name of a greater place a word may be a name.
      let isWord = !TitleWords.roles(stem).isDisjoint(with: .freeStanding)
      guard length <= 4, length > 1 || before.contains(.place), !isWord || before.contains(.place),
        isWord || !holdsWord(stem)
      else { continue }
      edges.append(
        Edge(length: length + kind, cost: (isExpected ? 13 : 22) + length, roles: .place))
    }
    return edges
  }

  /// Offsets at which the names of peoples begin in a place's name: 秀山|土家族|苗族.
  private func nationStarts(_ stem: ArraySlice<Unicode.Scalar>) -> [Int] {
    var starts: [Int] = []
    var index = stem.startIndex
    while index < stem.endIndex {
      var length = 0
      TitleWords.words(at: stem[index...]) { if $1.roles.contains(.nation) { length = $0 } }
      if length > 0, index > stem.startIndex { starts.append(index - stem.startIndex) }
      index += max(1, length)
    }
    return starts
  }

  /// Whether a word of two or more characters stands in a stretch.
  private func holdsWord(_ stem: ArraySlice<Unicode.Scalar>) -> Bool {
    var holds = false
    for index in stem.indices {
      TitleWords.words(at: stem[index...]) {
        if $0 > 1, !$1.roles.isDisjoint(with: .freeStanding) { holds = true }
      }
    }
    return holds
  }

  /// A surname and one or two characters, before 同志, 等 or 、 or as all that stands between two
  /// marks.
  private func personEdge(
    _ rest: ArraySlice<Unicode.Scalar>, _ start: Int, _ run: Range<Int>
  ) -> Edge? {
    var surname = 0
    TitleWords.words(at: rest.prefix(2)) { if $1.roles.contains(.surname) { surname = $0 } }
    guard surname > 0 else { return nil }
    for given in [2, 1] where surname + given <= rest.count {
      let behind = rest.dropFirst(surname + given)
      let isNamed: Bool
      if let next = behind.first {
        let second = behind.dropFirst().first
        isNamed = next == "等" || (next == "同" && second == "志")
      } else {
        let end = run.upperBound
        isNamed =
          end < segment.upperBound && text.scalar(end) == "、" && start == run.lowerBound
          || end == segment.upperBound && start > segment.lowerBound
            && text.scalar(start - 1) == "、"
      }
      if isNamed { return Edge(length: surname + given, cost: 15, roles: .person) }
    }
    return nil
  }

  // MARK: What the way leaves

  /// Joins a lone character to the word that it ends or begins, and unknown characters in a row.
  private func joined(_ words: [TitleWord]) -> [TitleWord] {
    var result: [TitleWord] = []
    for word in words {
      guard var last = result.last else {
        result.append(word)
        continue
      }
      let isOrdinal =
        word.roles.contains(.number) && last.units.count == 1
        && text.scalar(last.units.lowerBound) == "第"
      if last.kind == .unknown, word.kind == .unknown || isOrdinal {
        last.units = last.units.lowerBound..<word.units.upperBound
        last.kind = word.kind
        last.roles = word.roles
        result[result.count - 1] = last
      } else {
        result.append(word)
      }
    }
    return joinedLone(result)
  }

  private static let agencyEnds = Set("局厅部委院署处科室办".unicodeScalars)

  private func joinedLone(_ words: [TitleWord]) -> [TitleWord] {
    var result: [TitleWord] = []
    var index = 0
    while index < words.count {
      defer { index += 1 }
      let word = words[index]
      guard word.kind == .unknown, word.units.count == 1,
        let scalar = text.scalar(word.units.lowerBound)
      else {
        result.append(word)
        continue
      }
      if var last = result.last, last.kind == .word, last.units.count > 1,
        last.units.upperBound == word.units.lowerBound,
        last.roles.isDisjoint(with: [.number, .preposition, .closing, .join]),
        TitleWords.suffixes.contains(scalar)
      {
        last.units = last.units.lowerBound..<word.units.upperBound
        last.roles = Self.agencyEnds.contains(scalar) ? .head : .noun
        result[result.count - 1] = last
      } else if index + 1 < words.count, words[index + 1].kind == .word,
        words[index + 1].units.count > 1, TitleWords.prefixes.contains(scalar),
        words[index + 1].roles.isDisjoint(with: [.number, .preposition, .closing, .join])
      {
        var next = words[index + 1]
        next.units = word.units.lowerBound..<next.units.upperBound
        result.append(next)
        index += 1
      } else {
        result.append(word)
      }
    }
    return result
  }
}
