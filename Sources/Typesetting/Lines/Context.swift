/// Step 2: marks that Chinese and Latin text share get the class of their surroundings
/// (std:T-9, T-40, T-41).
extension LineText {
  mutating func resolveContext() {
    let hanCounts = countFullWidth()
    let total = hanCounts.last ?? 0
    resolveQuotes(hanCounts, total)
    for index in units.indices {
      let unit = units[index]
      switch unit.kind {
      case .ellipsis where unit.count == 1 && isBetweenLatin(index, total): setLatinSign(index)
      case .dash:
        guard unit.count == 1, let scalar = scalar(index), scalar.value < 0x2E00 else { break }
        // The third of three dashes goes on with the line; it may stand where the pair may.
        if total == 0 {
          setLatinSign(index)
        } else if rules.contains(.dashIdentity), !isKind(index - 1, .dash) || breaksBefore(index) {
          units[index].kind = .connector
        }
      case .interpunct, .shortConnector:
        if isLatinWord(index - 1), isLatinWord(index + 1) { setLatinSign(index) }
      case .slash:
        let joinsLeft = index > 0 && units[index - 1].isLatin && !isKind(index - 1, .space)
        units[index].isLatin = joinsLeft || isLatinWord(index + 1)
      case .prefix, .suffix:
        units[index].isLatin = (scalar(index)?.value ?? 0xFFFF) < 0x250
      default:
        if unit.kind.isLatin { units[index].isLatin = true }
      }
      // No gap stands beside a footnote's mark, whatever signs it is made of.
      if style(index).isRaised { units[index].isLatin = false }
    }
  }

  /// How many full-width characters stand before each unit.
  private func countFullWidth() -> [Int32] {
    var counts: [Int32] = []
    counts.reserveCapacity(units.count + 1)
    var count: Int32 = 0
    counts.append(0)
    for unit in units {
      switch unit.kind {
      case .han, .opener, .closer, .stop, .comma, .colon, .question, .iteration, .wideDigit,
        .connector, .wideSlash, .ideographicSpace:
        count += 1
      default: break
      }
      counts.append(count)
    }
    return counts
  }

  /// A pair of quotes is Latin where no Han stands in it nor beside it; an apostrophe always is.
  private mutating func resolveQuotes(_ hanCounts: [Int32], _ total: Int32) {
    var open: [Int] = []
    for index in units.indices {
      switch units[index].kind {
      case .quoteOpener:
        if total == 0 { units[index].kind = .latinOpener } else { open.append(index) }
      case .quoteCloser:
        if total == 0 || (isApostrophe(index)) {
          units[index].kind = .latinCloser
        } else if let start = open.popLast(),
          hanCounts[index] == hanCounts[start], isBesideLatin(start - 1, -1),
          isBesideLatin(index + 1, 1)
        {
          units[start].kind = .latinOpener
          units[index].kind = .latinCloser
        }
      default: break
      }
    }
  }

  private func isApostrophe(_ index: Int) -> Bool {
    scalar(index)?.value == 0x2019 && isKind(index - 1, .letter) && isKind(index + 1, .letter)
  }
  private func breaksBefore(_ index: Int) -> Bool {
    units[index].style != units[index - 1].style
  }
  private func isLatinWord(_ index: Int) -> Bool {
    isKind(index, .letter) || isKind(index, .digit)
  }
  /// Whether the nearest character that is no space is Latin; the text's edge is not.
  private func isBesideLatin(_ index: Int, _ step: Int) -> Bool {
    var index = index
    for _ in 0..<4 where isKind(index, .space) { index += step }
    return units.indices.contains(index) && units[index].kind.isLatin
      && units[index].kind != .space
  }
  private func isBetweenLatin(_ index: Int, _ total: Int32) -> Bool {
    total == 0 || (isBesideLatin(index - 1, -1) && isBesideLatin(index + 1, 1))
  }
  private mutating func setLatinSign(_ index: Int) {
    units[index].kind = .latinSign
    units[index].isLatin = true
  }
}
