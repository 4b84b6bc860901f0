import Diagnostics

/// One scalar of a source with the offset at which its UTF-8 begins.
struct Mark {
  let scalar: Unicode.Scalar
  let offset: Int

  /// The sign that control syntax sees: full-width forms count as half-width, U+3000 as a blank.
  var sign: Unicode.Scalar { Self.halfWidth(scalar) }
  var isBlank: Bool { scalar == " " || scalar == "\u{3000}" || scalar == "\t" }

  static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x3000, 0x09: return " "
    case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    default: return scalar
    }
  }
}

/// A piece of a line as scalars with offsets; blanks at its ends are cut off where it is made.
struct SourceLine {
  let file: SourceFile
  let marks: ArraySlice<Mark>
  /// The offset just after the last mark (of the line itself where it is empty).
  let end: Int

  var isEmpty: Bool { marks.isEmpty }
  var start: Int { marks.first?.offset ?? end }
  var range: Range<Int> { start..<max(start, end) }
  var span: Span { Span(file, range) }
  var place: Place { .text(span) }
  var text: String { file.text(range) }

  /// The part from `lower` to `upper` (indices of `marks`), without blanks at its ends.
  func part(_ lower: Int, _ upper: Int) -> SourceLine {
    var lower = max(lower, marks.startIndex)
    var upper = min(max(lower, upper), marks.endIndex)
    while lower < upper, marks[lower].isBlank { lower += 1 }
    while upper > lower, marks[upper - 1].isBlank { upper -= 1 }
    return exact(lower, upper)
  }
  func part(from lower: Int) -> SourceLine { part(lower, marks.endIndex) }

  /// The part with its blanks.
  func exact(_ lower: Int, _ upper: Int) -> SourceLine {
    let end = upper < marks.endIndex ? marks[upper].offset : end
    return SourceLine(file: file, marks: marks[lower..<upper], end: end)
  }

  /// The words between blanks; a bracket or a quotation keeps its blanks.
  var words: [SourceLine] {
    var found: [SourceLine] = []
    var begin: Int?
    var depth = 0
    for index in marks.indices {
      switch marks[index].sign {
      case "(", "“": depth += 1
      case ")", "”": depth = max(0, depth - 1)
      default: break
      }
      if marks[index].isBlank, depth == 0 {
        if let first = begin { found.append(exact(first, index)) }
        begin = nil
      } else if begin == nil {
        begin = index
      }
    }
    if let first = begin { found.append(exact(first, marks.endIndex)) }
    return found
  }

  /// The index after `word` where the line begins with it (full width equal to half width).
  func index(after word: String) -> Int? {
    var index = marks.startIndex
    for scalar in word.unicodeScalars {
      guard index < marks.endIndex, marks[index].sign == Mark.halfWidth(scalar) else { return nil }
      index += 1
    }
    return index
  }

  /// The signs as a string: what control syntax compares.
  var signs: String {
    var result = String.UnicodeScalarView()
    for mark in marks { result.append(mark.sign) }
    return String(result)
  }

  func firstIndex(of sign: Unicode.Scalar, from: Int? = nil) -> Int? {
    marks[(from ?? marks.startIndex)...].firstIndex { $0.sign == sign }
  }
}

extension SourceFile {
  /// The lines with the blanks at both ends cut off; an empty line is one without marks.
  var sourceLines: [SourceLine] {
    var lines: [SourceLine] = []
    lines.reserveCapacity(lineStarts.count)
    for number in lineStarts.indices {
      let upper = number + 1 < lineStarts.count ? lineStarts[number + 1] : bytes.count
      lines.append(sourceLine(lineStarts[number]..<upper))
    }
    return lines
  }

  func sourceLine(_ range: Range<Int>) -> SourceLine {
    var marks: [Mark] = []
    marks.reserveCapacity(range.count / 2)
    var offset = range.lowerBound
    var upper = range.upperBound
    while upper > offset, bytes[upper - 1] == 0x0A || bytes[upper - 1] == 0x0D { upper -= 1 }
    while offset < upper {
      let (scalar, length) = decode(at: offset, upTo: upper)
      if !(scalar == "\u{FEFF}" && offset == 0) {
        marks.append(Mark(scalar: scalar, offset: offset))
      }
      offset += length
    }
    let whole = SourceLine(file: self, marks: marks[...], end: upper)
    return whole.part(marks.startIndex, marks.endIndex)
  }

  /// One scalar; a byte that is no UTF-8 reads as U+FFFD and one byte.
  private func decode(at offset: Int, upTo upper: Int) -> (Unicode.Scalar, Int) {
    let first = bytes[offset]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, offset + length <= upper else { return ("\u{FFFD}", 1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for byte in bytes[(offset + 1)..<(offset + length)] {
      guard byte & 0xC0 == 0x80 else { return ("\u{FFFD}", 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }
}
