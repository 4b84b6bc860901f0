import Diagnostics
import Document
import Fonts
import Pages
import Typography

/// Turns the inlines of a paragraph into lines.
///
/// The steps stand in files of their own: collect units, resolve what depends on context, say
/// where breaks are legal, shape, space, choose the breaks of the whole paragraph, fit each line,
/// set its marks. `docs/composition.md` lists the rules and where each is enforced.
public struct LineComposer: Sendable {
  let glyphs: any GlyphSource
  private let cache: LineCache?

  /// Composes every paragraph anew.
  public init(fonts: FontLibrary) { self.init(glyphs: LibraryGlyphs(fonts: fonts)) }
  /// Composes what the cache does not have.
  init(fonts: FontLibrary, cache: LineCache) {
    glyphs = LibraryGlyphs(fonts: fonts)
    self.cache = cache
  }
  /// Composition with other glyphs than a font library's.
  package init(glyphs: any GlyphSource) {
    self.glyphs = glyphs
    cache = nil
  }

  /// Composes a paragraph. Always returns at least one line for text that is not empty; what
  /// cannot be set as it should (a character in no font, a token broken by force) is reported.
  ///
  /// - Complexity: proportional to the length of the text.
  public func compose(
    _ inlines: [Inline], _ setting: ParagraphSetting, deferred: DeferredValues = DeferredValues(),
    findings: inout Findings
  ) -> [ComposedLine] {
    guard let cache, let key = LineCache.Key(inlines, setting) else {
      return composeAnew(inlines, setting, deferred, &findings)
    }
    if let known = cache.lines(key) { return known }
    var found = Findings()
    let lines = composeAnew(inlines, setting, deferred, &found)
    if found.isEmpty { cache.keep(lines, for: key) } else { findings.add(contentsOf: found) }
    return lines
  }

  private func composeAnew(
    _ inlines: [Inline], _ setting: ParagraphSetting, _ deferred: DeferredValues,
    _ findings: inout Findings
  ) -> [ComposedLine] {
    var text = LineCollector.collect(inlines, setting, deferred)
    text.resolveContext()
    text.resolveBreaks()
    var shaper = LineShaper(glyphs, setting)
    shaper.shape(&text, &findings)
    LineSpacer(setting: setting).space(&text)
    let breaker = LineBreaker(text: text, setting: setting)
    let ranges: [Range<Int>]
    if setting.isTitle {
      let breaks = TitleBreaker(text: text, setting: setting).breakLines()
      ranges = breaks.lines
      if setting.reportsDoubtfulBreaks { report(breaks, text, &findings) }
    } else {
      ranges = breaker.breakLines()
    }
    report(ranges, text, breaker, &findings)
    return ranges.map { range in
      let isLast =
        range.upperBound == text.units.count
        || text.units[range.upperBound].breakBefore == .mandatory
      return LineSetter.set(
        text, setting, glyphs, range, room: breaker.room(range.lowerBound), isLast: isLast)
    }
  }

  /// Breaks that had to be made where none should be.
  private func report(
    _ ranges: [Range<Int>], _ text: LineText, _ breaker: LineBreaker, _ findings: inout Findings
  ) {
    var lastSource: Int32 = -1
    for range in ranges where range.upperBound < text.units.count {
      let end = range.upperBound
      let unit = text.units[end]
      let problem: LineProblem
      switch unit.breakBefore {
      case .hard: problem = .tokenBroken(text: token(around: end, text))
      case .forbidden:
        problem = .markAtEdge(text: text.text(max(range.lowerBound, end - 3)..<end + 1))
      case .impossible: problem = .tooNarrow(text: text.text(range))
      default: continue
      }
      // One finding for a token, however many lines it takes.
      guard unit.source != lastSource else { continue }
      lastSource = unit.source
      let source = text.sources[Int(unit.source)]
      findings.add(
        problem, at: Label(source.field == nil ? .template : .data, source.place),
        field: source.field)
    }
  }

  /// Breaks of a title that may tear a word.
  private func report(_ breaks: TitleBreaker.Breaks, _ text: LineText, _ findings: inout Findings) {
    for doubt in breaks.doubts {
      let unit = doubt.unit
      let source = text.sources[Int(text.units[unit].source)]
      let problem: LineProblem
      if let word = doubt.tornWord {
        problem = .titleWordTorn(word: text.text(word))
      } else {
        problem = .doubtfulTitleBreak(
          before: text.text(max(0, unit - 4)..<unit),
          after: text.text(unit..<min(text.units.count, unit + 4)))
      }
      findings.add(
        problem, at: Label(source.field == nil ? .template : .data, source.place),
        field: source.field)
    }
  }

  /// The token that a break tears, at most twenty characters to each side.
  private func token(around index: Int, _ text: LineText) -> String {
    var start = index
    while start > 0, index - start < 20, text.units[start].breakBefore >= .hard { start -= 1 }
    var end = index + 1
    while end < text.units.count, end - index < 20, text.units[end].breakBefore >= .hard {
      end += 1
    }
    return text.text(start..<end)
  }
}
