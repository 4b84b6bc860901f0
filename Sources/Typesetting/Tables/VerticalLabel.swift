import Diagnostics
import Document
import Pages
import Typography

extension CellSetter {
  /// 竖: a label set downwards, one character a line or, where it would be higher than `room`, two
  /// a line, read from the left (forms:B0.3).
  ///
  /// The label is one line for whoever copies it, so all its marks are one fragment with the
  /// label as its text.
  func setVertically(
    _ blocks: [Block], _ style: CellStyle, room: Length, findings: inout Findings
  ) -> CellText {
    let text = blocks.map(plainText).joined()
    let units = Self.verticalUnits(text)
    guard !units.isEmpty else { return CellText() }
    // As close as need be before the label takes two columns or makes its rows higher.
    let tight = style.size
    let fitsTwice = style.measure >= style.size * 2
    let isDouble = fitsTwice && tight * units.count > room.scaled(7, 5) && units.count > 3
    let loose = min(style.size.scaled(5, 4), (room - style.size) / max(1, units.count - 1))
    let pitch = isDouble ? tight : max(tight, loose)
    let perLine = isDouble ? 2 : 1
    let columnWidth = isDouble ? style.size.scaled(11, 10) : style.measure

    var marks: [Mark] = []
    var bottom = Length.zero
    for (index, unit) in units.enumerated() {
      if !isDouble, let mark = turnedMark(unit, style, firstStyle(blocks), &findings) {
        let top = pitch * index
        marks += mark.fragment.marks.map {
          $0.moved(by: Point(x: (style.measure - mark.width) / 2, y: top))
        }
        bottom = max(bottom, top + mark.height)
        continue
      }
      let setting = ParagraphSetting(
        mode: .running, measure: columnWidth, font: style.font, size: style.size,
        alignment: .centre, pitch: pitch)
      let lines = composer.compose(
        [.text(TextRun(unit, style: firstStyle(blocks)))], setting, deferred: deferred,
        findings: &findings)
      guard let line = lines.first else { continue }
      let top = pitch * (index / perLine)
      // A last character without a partner stands in the middle.
      let onLine = min(perLine, units.count - index / perLine * perLine)
      let left = (style.measure - columnWidth * onLine) / 2
      let offset = Point(x: left + columnWidth * (index % perLine), y: top + line.ascent)
      marks += line.fragment.marks.map { $0.moved(by: offset) }
      bottom = max(bottom, top + line.ascent + line.descent)
    }
    let fragment = Fragment(marks, actualText: text)
    let line = CellLine(
      fragment: fragment, x: .zero, top: .zero, bottom: bottom, baseline: .zero, anchors: [],
      text: text)
    return CellText(lines: [line])
  }

  /// A bracket as vertical text has it (std:T-33); nil for everything else.
  private func turnedMark(
    _ unit: String, _ style: CellStyle, _ textStyle: TextStyle, _ findings: inout Findings
  ) -> VerticalLabel? {
    guard let scalar = unit.unicodeScalars.first else { return nil }
    let kind = CharacterClass.of(scalar)
    guard kind == .opener || kind == .closer else { return nil }
    let size = textStyle.size ?? style.size
    return composer.composeVertical(
      [.text(unit)], font: textStyle.font ?? style.font, size: size, height: size,
      findings: &findings)
  }

  /// What stands on one line of a vertical label: a character with its marks, or a short number
  /// (2025 reads as one). Blanks that only spread a label are left out.
  static func verticalUnits(_ text: String) -> [String] {
    var units: [String] = []
    var isLatin = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        isLatin = false
        continue
      }
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .spacingMark:
        if !units.isEmpty {
          units[units.count - 1].unicodeScalars.append(scalar)
          continue
        }
      default: break
      }
      let joins = scalar.isASCII && scalar.properties.numericType != nil
      if joins, isLatin, units[units.count - 1].utf8.count < 4 {
        units[units.count - 1].unicodeScalars.append(scalar)
      } else {
        units.append(String(scalar))
      }
      isLatin = joins
    }
    return units
  }

  private func firstStyle(_ blocks: [Block]) -> TextStyle {
    for block in blocks {
      guard case .paragraph(let paragraph) = block.content else { continue }
      for case .text(let run) in paragraph.inlines { return run.style }
    }
    return .plain
  }
}

/// The words of a block, deferred values and rules left out.
func plainText(_ block: Block) -> String {
  switch block.content {
  case .paragraph(let paragraph): plainText(paragraph.inlines)
  case .heading(let heading): heading.number + plainText(heading.inlines + heading.runIn)
  case .title(let title): plainText(title.inlines)
  default: ""
  }
}

func plainText(_ inlines: [Inline]) -> String {
  inlines.map { inline in
    switch inline {
    case .text(let run): run.text
    case .blank(let blank): plainText(blank.inlines)
    case .comb(let comb): comb.units.joined()
    case .reference(let reference): plainText(reference.inlines)
    case .deferred, .wantedBreak, .lineBreak, .anchor, .footnote: ""
    }
  }.joined()
}
