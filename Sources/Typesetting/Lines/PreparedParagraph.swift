import Typography

/// A paragraph before its breaks are chosen: units with their boxes, gaps and the breaks that are
/// legal between them. Depends on the text and the setting alone, not on where the lines stand.
package struct PreparedParagraph: Sendable {
  let text: LineText
  let setting: ParagraphSetting

  init(_ text: LineText, _ setting: ParagraphSetting) {
    self.text = text
    self.setting = setting
  }

  /// The lines, as ranges of units, and what is doubtful in those of a title.
  func breaks() -> TitleBreaker.Breaks {
    setting.isTitle
      ? TitleBreaker(text: text, setting: setting).breakLines()
      : TitleBreaker.Breaks(lines: LineBreaker(text: text, setting: setting).breakLines())
  }
  func breakLines() -> [Range<Int>] { breaks().lines }

  /// Whether the line before a place is a paragraph's last, or ends by force.
  func endsStretch(_ end: Int) -> Bool {
    end == text.units.count || text.units[end].breakBefore == .mandatory
  }

  func set(_ line: Range<Int>, _ glyphs: any GlyphSource) -> ComposedLine {
    LineSetter.set(
      text, setting, glyphs, line, room: LineBreaker.room(setting, line.lowerBound),
      isLast: endsStretch(line.upperBound))
  }
}

// MARK: What tests ask

extension PreparedParagraph {
  package var unitCount: Int { text.units.count }
  /// Where the chosen lines end, as counts of units.
  package var chosenEnds: [Int] { breakLines().map(\.upperBound) }
  /// What a line from each unit (first index) over one unit, two units, and so on (second index)
  /// costs; nil where it cannot be set.
  package func lineCosts() -> [[Int?]] { LineBreaker(text: text, setting: setting).lineCosts() }

  /// A unit as fitted: the gap before it and its own width, in EMU.
  package struct Cluster: Sendable {
    package var text: String
    package var gap: Int
    package var width: Int
  }

  /// The clusters of each line as fitted.
  package func clusters() -> [[Cluster]] {
    breakLines().map { line in
      let fitter = LineFitter(
        text, setting, line, room: LineBreaker.room(setting, line.lowerBound),
        isLast: endsStretch(line.upperBound))
      return zip(line, fitter.boxes).map { index, box in
        Cluster(
          text: text.text(index..<index + 1), gap: box.gap, width: box.width - box.gap)
      }
    }
  }
}
