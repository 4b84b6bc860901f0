import Document
import Fonts
import Pages
import Typography

/// The measures that the standard states, in millimetres.
enum Standard {
  static let paper = (width: 210.0, height: 297.0)
  /// 天头 and 订口 (5.2.1), each ± 1 mm, and the 版心.
  static let top = 37.0
  static let left = 28.0
  static let edgeTolerance = 1.0
  static let width = 156.0
  static let height = 225.0
  static let rows = 22
  static let cells = 28
  /// 字: the 版心 divided by the characters of a full line.
  static let cell = width / Double(cells)
  /// What a reader with a ruler cannot tell.
  static let tolerance = 0.2
  /// Where a distance ends at a character whose face does not fill its body.
  static let faceTolerance = 0.5
  static func millimetres(_ points: Double) -> Double { points * 25.4 / 72 }
}

/// 字号, in points; 三号 is 16 pt, or 15.75 pt where presses cast it so (std:G-14).
enum NamedSize: String {
  case two = "2号"
  case three = "3号"
  case four = "4号"

  var points: ClosedRange<Double> {
    switch self {
    case .two: 21...22
    case .three: 15.75...16
    case .four: 13.75...14
    }
  }
  func accepts(_ size: Double) -> Bool {
    size >= points.lowerBound - 0.01 && size <= points.upperBound + 0.01
  }
}

/// The page designs as the standard tells them apart.
enum PageForm {
  case normal, letter, order, minutes
  /// 公示: type area and text as a 公文, without head, 版记 and number.
  case publicNotice
  case paper, form, report

  init(_ style: PageStyle) {
    switch style {
    case .official: self = .normal
    case .letter: self = .letter
    case .order: self = .order
    case .minutes: self = .minutes
    case .publicNotice: self = .publicNotice
    case .paper: self = .paper
    case .report: self = .report
    case .form: self = .form
    }
  }
  /// Whether it is set in the 版心 of 5.2.1 and on its grid.
  var isGridded: Bool { self != .form && self != .report }
  var isOfficial: Bool { isGridded && self != .paper }
}

/// Measures one document and collects the rows.
struct Survey {
  let document: Document
  let fonts: FontLibrary
  let reading: PageReading
  let form: PageForm
  private(set) var rows: [ConformityReport.Row] = []

  /// The size of most of the text, in points.
  let bodySize: Double
  /// The distance between neighbouring lines of text, in millimetres; nil where no two are there.
  let pitch: Double?
  /// That of pages on which it differs, to make room for seal and date (7.3.5.5).
  let pagePitches: [Int: Double]
  /// Whether even pages have the binding edge at the right (B-2).
  let isMirrored: Bool

  init(document: Document, pages: PageSequence, fonts: FontLibrary) {
    self.document = document
    self.fonts = fonts
    reading = PageReading(pages, fonts: fonts)
    form = PageForm(document.style)
    let text = reading.elements.filter { $0.part == .body || $0.isHeading }.flatMap(\.lines)
    bodySize = text.isEmpty ? 16 : SeenLine.most(text.map(\.size))
    pitch = Self.pitch(of: text.filter { [bodySize] in $0.size == bodySize })
    isMirrored = Self.isMirrored(reading.pages)
    var own: [Int: Double] = [:]
    for page in Set(text.map(\.page)) {
      let lines = text.filter { [bodySize] in $0.page == page && $0.size == bodySize }
      // Two lines may stand apart for other reasons.
      guard lines.count > 3, let found = Self.pitch(of: lines), let pitch else { continue }
      if abs(found - pitch) > 0.1 { own[page] = found }
    }
    pagePitches = own
  }

  mutating func run() {
    paper()
    head()
    mainText()
    signature()
    annexes()
    imprint()
    pageNumbers()
    lines()
    duties()
    let order = Dictionary(
      uniqueKeysWithValues: ConformityItem.allCases.enumerated().map { ($1, $0) })
    // A stable order whatever the order of measuring.
    rows = rows.enumerated()
      .sorted {
        (order[$0.element.item] ?? 0, $0.offset) < (order[$1.element.item] ?? 0, $1.offset)
      }
      .map(\.element)
  }

  // MARK: The grid

  private static func pitch(of lines: [SeenLine]) -> Double? {
    var steps: [Double] = []
    for (above, below) in zip(lines, lines.dropFirst()) where above.page == below.page {
      let step = below.baseline - above.baseline
      if step > 1.2 * above.em, step < 2.4 * above.em { steps.append((step * 1000).rounded()) }
    }
    return steps.isEmpty ? nil : SeenLine.most(steps) / 1000
  }

  /// Whether text and rules of even pages begin 2 mm further left than those of odd ones.
  private static func isMirrored(_ pages: [SeenPage]) -> Bool {
    func left(_ remainder: Int) -> Double? {
      pages.indices.filter { $0 % 2 == remainder }.compactMap { index -> Double? in
        let page = pages[index]
        let lines = page.lines.filter { $0.artifact == nil }.map(\.left)
        let rules = page.rules.filter { $0.artifact == .imprintRule }.map(\.x)
        return (lines + rules).min()
      }.min()
    }
    guard let odd = left(0), let even = left(1) else { return false }
    return abs(odd - 28) < 1 && abs(even - 26) < 0.5
  }

  /// The row pitch measured, or that of 22 rows where there are no two lines to measure it on.
  /// Never nothing, whatever size the type has.
  var rowPitch: Double {
    max(0.1, pitch ?? (Standard.height - bodyEm) / Double(Standard.rows - 1))
  }
  var bodyEm: Double { Standard.millimetres(bodySize) }
  var lead: Double { rowPitch - bodyEm }

  /// Word's document grid divides the 版心 into 22 rows and sets each line in the middle of its row
  /// (G-12): the row, not the line, then touches the edge.
  var halfLead: Double {
    abs(rowPitch - Standard.height / Double(Standard.rows)) < 0.02 ? lead / 2 : 0
  }

  func areaLeft(_ page: Int) -> Double { isMirrored && page % 2 == 1 ? 26 : Standard.left }
  func areaRight(_ page: Int) -> Double { areaLeft(page) + Standard.width }
  var areaBottom: Double { Standard.top + Standard.height }

  /// What stands above empty rows: a line of the text, which takes a row with its leading; display
  /// type by its em-box, whose block is rounded up to whole rows; or the ink of a 标志.
  enum Above { case line, display, ink }

  /// Whole empty rows between what ends at `upper` and the line that begins at `lower`.
  ///
  /// - Parameter page: the page that they are on, where its rows may be spread or tightened.
  func emptyRows(
    from upper: Double, to lower: Double, below kind: Above = .line, on page: Int? = nil
  ) -> Int {
    let rowPitch = page.flatMap { pagePitches[$0] } ?? self.rowPitch
    let lead = rowPitch - bodyEm
    let gap =
      switch kind {
      case .line: lower - upper - lead
      case .display: lower - halfLead - upper - lead
      case .ink: lower - halfLead - upper
      }
    return Figures.whole((gap / rowPitch + 0.05).rounded(.down))
  }

  // MARK: Rows

  mutating func add(
    _ item: ConformityItem, _ required: ConformityReport.Requirement,
    _ measured: ConformityReport.Measurement, page: Int? = nil, subject: Words? = nil,
    note: Words? = nil, verdict given: ConformityReport.Verdict? = nil
  ) {
    let isMet = required.accepts(measured)
    let verdict: ConformityReport.Verdict =
      given ?? (isMet ? (item.isOpen ? .convention : .conforms) : .violates)
    rows.append(
      ConformityReport.Row(
        item: item, subject: subject, page: page.map { $0 + 1 }, required: required,
        measured: measured, note: note, verdict: verdict))
  }

  /// A row that nothing is measured for.
  mutating func add(
    _ item: ConformityItem, _ required: Words, verdict: ConformityReport.Verdict,
    note: Words? = nil
  ) {
    rows.append(
      ConformityReport.Row(
        item: item, page: nil, required: .words(required), measured: nil, note: note,
        verdict: verdict))
  }

  /// One row for many places: the one that is furthest from what is required.
  mutating func addWorst(
    _ item: ConformityItem, _ wanted: Double, within tolerance: Double = Standard.tolerance,
    meaning: Words? = nil, _ found: [(value: Double, page: Int)], unit: Words = Unit.places
  ) {
    guard let worst = found.max(by: { abs($0.value - wanted) < abs($1.value - wanted) }) else {
      return
    }
    let isOne = found.count == 1
    let isMet = abs(worst.value - wanted) <= tolerance
    add(
      item, .length(wanted, tolerance: tolerance, meaning: meaning), .length(worst.value),
      page: isOne || !isMet ? worst.page : nil, note: isOne ? nil : .counted(found.count, unit))
  }

  /// How many of a set are not as required; the page is that of the first.
  mutating func addCount(
    _ item: ConformityItem, wrong: [Int], of total: Int, unit: Words, subject: Words? = nil
  ) {
    guard total > 0 else { return }
    add(
      item, .count(0, unit: unit), .count(wrong.count, unit: unit), page: wrong.first,
      subject: subject, note: .counted(total, unit))
  }
}

/// Units of counting.
enum Unit {
  static let places = Words("处", "places")
  static let lines = Words("行", "lines")
  static let rows = Words("行", "rows")
  static let characters = Words("字", "characters")
  static let pages = Words("面", "pages")
  static let rules = Words("条", "rules")
  static let seals = Words("枚", "seals")
  static let names = Words("个", "names")
  static let paragraphs = Words("段", "paragraphs")
}

extension Words {
  static func counted(_ count: Int, _ unit: Words) -> Words {
    Words("查\(count)\(unit.chinese)", "\(count) \(unit.english) checked")
  }
  /// n 字.
  static func cells(_ count: Int) -> Words { Words("\(count)字", "\(count) 字") }
  static let flushLeft = Words("顶格", "flush left")
  static let centred = Words("居中", "centred")
}
