/// What a break before each unit of a title costs, and whether anything vouches for it (std:G-40).
///
/// Costs are on the scale of `TitleSearch`: another line is 1,500, a plain joint between two nouns
/// 100. Above another line stand a word torn, a line that ends with 关于 or 和 or begins with 的, a
/// 《…》 or an agency's name parted that would fit on a line.
struct TitleJoints {
  struct Joint {
    var cost: Int
    /// Nothing says that a word ends here.
    var isDoubtful = false
    /// Inside a word of the list.
    var tearsWord = false
  }

  static let tornWord = 20_000
  static let tornUnknown = 3_500
  static let partedWhole = 2_200
  static let badEdge = 2_500

  let text: LineText
  let segment: Range<Int>
  let words: [TitleWord]
  /// Whether units fit on one line.
  let fits: (Range<Int>) -> Bool

  init(_ text: LineText, _ segment: Range<Int>, fits: @escaping (Range<Int>) -> Bool) {
    self.text = text
    self.segment = segment
    self.fits = fits
    words = TitleCutter(text, segment).words()
  }

  /// A joint for every unit of the segment before which a line may begin; nil elsewhere.
  func joints() -> [Joint?] {
    var joints = [Joint?](repeating: nil, count: segment.count)
    let hasBlank = words.contains { $0.kind == .blank }
    for (number, word) in words.enumerated() {
      for index in word.units where index > segment.lowerBound {
        guard let held = heldTogether(index) else { continue }
        var joint: Joint
        if index > word.units.lowerBound {
          joint = inside(word, index)
        } else {
          joint = between(words[number - 1], word, number)
          if hasBlank, words[number - 1].kind != .blank { joint.cost += 250 }
        }
        joint.cost += held
        joints[index - segment.lowerBound] = joint
      }
    }
    for whole in wholes() {
      for index in whole.units.dropFirst() {
        joints[index - segment.lowerBound]?.cost += whole.cost
      }
    }
    return joints
  }

  /// What the rules of every paragraph say of a break: nil where there is none.
  private func heldTogether(_ index: Int) -> Int? {
    switch text.units[index].breakBefore {
    case .mandatory, .wanted, .allowed: 0
    case .weak: 300
    case .soft: 900
    default: nil
    }
  }

  private func inside(_ word: TitleWord, _ index: Int) -> Joint {
    if word.kind == .unknown {
      // Words of two characters are the rule, and a single one left over the exception.
      let before = index - word.units.lowerBound
      let isEven = before % 2 == 0 && (word.units.upperBound - index) > 1
      return Joint(cost: Self.tornUnknown + (isEven ? 0 : 1_500), isDoubtful: true)
    }
    if word.joints.contains(index) { return Joint(cost: fits(word.units) ? 430 : 60) }
    return Joint(cost: Self.tornWord, isDoubtful: true, tearsWord: true)
  }

  // MARK: Between words

  private func between(_ before: TitleWord, _ after: TitleWord, _ number: Int) -> Joint {
    if before.kind == .blank || after.kind == .blank { return Joint(cost: 0) }
    if before.kind == .mark || after.kind == .mark { return Joint(cost: besideMark(before, after)) }
    if before.roles.isBinding, !before.roles.isAlsoMore { return Joint(cost: Self.badEdge) }
    if after.roles == .closing { return Joint(cost: Self.badEdge) }
    var cost = ofRoles(before, after)
    let isDoubtful = isDoubtful(before, after)
    if before.kind == .unknown || after.kind == .unknown { cost += 120 }
    if isDoubtful { cost += before.isLone || after.isLone ? Self.tornUnknown : 700 }
    return Joint(cost: cost, isDoubtful: isDoubtful)
  }

  private func isDoubtful(_ before: TitleWord, _ after: TitleWord) -> Bool {
    guard before.kind == .unknown || after.kind == .unknown else { return false }
    // A lone character may belong to either side, whatever stands there; 关于 leaves no doubt.
    if before.isLone || after.isLone {
      return after.roles.isDisjoint(with: .preposition) || after.units.count == 1
    }
    // Two characters between words are most likely a word themselves.
    if before.isPair || after.isPair, before.units.count > 1, after.units.count > 1 { return false }
    let known = before.kind == .unknown ? after : before
    return known.roles.isDisjoint(with: .strong)
  }

  private func besideMark(_ before: TitleWord, _ after: TitleWord) -> Int {
    let left = text.units[before.units.upperBound - 1].kind
    let right = text.units[after.units.lowerBound].kind
    if after.kind == .word, after.roles == .closing { return Self.badEdge }
    if before.kind == .word, before.roles.isBinding { return right == .opener ? 600 : Self.badEdge }
    if right == .opener, text.scalar(after.units.lowerBound) != "《" { return 500 }
    if right == .opener || right == .quoteOpener { return 0 }
    if left == .comma || left == .colon || left == .stop { return 0 }
    // “三支一扶”计划: what is named in quotes goes with the noun behind it.
    let isNamed = left == .quoteCloser && !after.roles.isDisjoint(with: [.noun, .light, .document])
    return isNamed ? 220 : 40
  }

  /// How closely two words of a phrase belong together.
  private func ofRoles(_ before: TitleWord, _ after: TitleWord) -> Int {
    let (a, b) = (before.roles, after.roles)
    if b == .preposition {
      // 公布为, 转让给: the word completes the verb before it.
      return a.contains(.verb) && after.units.count == 1 ? 700 : 10
    }
    if b == .join { return 40 }
    if a == .closing { return b.contains(.document) ? 200 : b.contains(.number) ? 300 : 20 }
    if a.contains(.number) { return isTime(before) ? 150 : 500 }
    if b.contains(.place) || b.contains(.national) { return a.contains(.place) ? 200 : 20 }
    // 令 and 函 close the name of what they are.
    if b.contains(.document), after.units.count == 1 { return 900 }
    if !a.isDisjoint(with: [.head, .national, .company]) { return b.contains(.head) ? 150 : 20 }
    if a.contains(.place) { return b.contains(.head) || b.contains(.company) ? 160 : 130 }
    if b.contains(.number) { return 30 }
    if a.contains(.modifier), a.isDisjoint(with: [.noun, .light]) { return 420 }
    if b.contains(.document) {
      // 可行性研究报告 is heavy enough to begin a line; 通知 alone is not.
      return a == .verb ? 400 : after.units.count > 4 ? 60 : 280
    }
    if b.contains(.light) { return 280 }
    if a.contains(.verb), a.isDisjoint(with: [.noun, .light]) { return 170 }
    if b.contains(.verb), b.isDisjoint(with: [.noun, .light]) { return 60 }
    return 100
  }

  /// 2026年度, 第一季度: it stands for itself; 40项 belongs to what it counts.
  private func isTime(_ word: TitleWord) -> Bool {
    word.units.contains { text.scalar($0) == "年" || text.scalar($0) == "月" }
  }

  // MARK: What stays whole

  private struct Whole {
    var units: Range<Int>
    var cost: Int
  }

  /// 《…》, （…）, “…” and names of bodies that fit on a line.
  private func wholes() -> [Whole] {
    (bracketed() + bodies()).filter { $0.units.count > 1 && fits(grown($0.units)) }
  }

  /// With what no break can part from it.
  private func grown(_ units: Range<Int>) -> Range<Int> {
    var (first, end) = (units.lowerBound, units.upperBound)
    while first > segment.lowerBound, heldTogether(first) == nil { first -= 1 }
    while end < segment.upperBound, heldTogether(end) == nil { end += 1 }
    return first..<end
  }

  private func bracketed() -> [Whole] {
    var wholes: [Whole] = []
    var open: [Int] = []
    for (number, word) in words.enumerated() where word.kind == .mark {
      let kind = text.units[word.units.lowerBound].kind
      if kind.hasLeadingBlank { open.append(number) }
      guard kind == .closer || kind == .quoteCloser, let first = open.popLast() else { continue }
      let start = words[first].units.lowerBound
      var end = word.units.upperBound
      var cost = Self.partedWhole
      if text.scalar(start) == "《" {
        end = withTail(number)
      } else if end - start <= 10 {
        cost += 1_000
      } else {
        cost = 600
      }
      wholes.append(Whole(units: start..<end, cost: cost))
    }
    return wholes
  }

  /// 》的通知: the tail stays with the title that it closes.
  private func withTail(_ closer: Int) -> Int {
    var end = closer + 1
    guard end < words.count, words[end].roles == .closing else {
      return words[closer].units.upperBound
    }
    end += 1
    while end < words.count, words[end].roles.contains(.document) { end += 1 }
    return words[end - 1].units.upperBound
  }

  /// Agencies and companies, from the place that they are named after.
  private func bodies() -> [Whole] {
    var wholes: [Whole] = []
    var start: Int?
    var last: Int?
    func close() {
      if let start, let last {
        let units = words[start].units.lowerBound..<words[last].units.upperBound
        wholes.append(Whole(units: units, cost: Self.partedWhole))
      }
      start = nil
      last = nil
    }
    for (number, word) in words.enumerated() {
      if word.roles.contains(.national) || (word.roles.contains(.place) && last != nil) { close() }
      let belongs =
        word.kind == .unknown
        || word.kind == .word
          && word.roles.isDisjoint(with: [.join, .preposition, .closing, .document, .number])
          && (word.roles != .verb || last == nil)
      guard belongs else {
        close()
        continue
      }
      if start == nil, !word.roles.isDisjoint(with: [.place, .national, .head]) { start = number }
      if start != nil, !word.roles.isDisjoint(with: [.national, .head, .company]) {
        last = number
      } else if let begun = last, number - begun > 2 {
        close()
      }
    }
    close()
    return wholes
  }
}

extension TitleWords.Roles {
  /// No line ends with it.
  var isBinding: Bool { !isDisjoint(with: [.join, .preposition]) }
  /// 暨, 或 are nothing else; 对外 is a modifier too.
  var isAlsoMore: Bool { !isDisjoint(with: [.noun, .verb, .light, .document]) }
}

extension TitleWord {
  /// One character in no word.
  var isLone: Bool { kind == .unknown && units.count == 1 }
  var isPair: Bool { kind == .unknown && units.count == 2 }
}
