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
  private let short: ShortLines?

  /// Composes every paragraph anew.
  public init(fonts: FontLibrary) { self.init(glyphs: LibraryGlyphs(fonts: fonts)) }
  /// Composes every paragraph anew, but short lines by themselves; for tests.
  package init(fonts: FontLibrary, short: Bool) {
    glyphs = LibraryGlyphs(fonts: fonts)
    cache = nil
    self.short = short ? ShortLines() : nil
  }
  /// Composes what the cache does not have.
  init(fonts: FontLibrary, cache: LineCache, short: ShortLines) {
    glyphs = LibraryGlyphs(fonts: fonts)
    self.cache = cache
    self.short = short
  }
  /// Composition with other glyphs than a font library's.
  package init(glyphs: any GlyphSource) {
    self.glyphs = glyphs
    cache = nil
    short = nil
  }

  /// Composes a paragraph. Always returns at least one line for text that is not empty; what
  /// cannot be set as it should (a character in no font, a token broken by force) is reported.
  ///
  /// - Complexity: proportional to the length of the text.
  public func compose(
    _ inlines: [Inline], _ setting: ParagraphSetting, deferred: DeferredValues = DeferredValues(),
    findings: inout Findings
  ) -> [ComposedLine] {
    if let line = short?.line(inlines, setting, glyphs) { return [line] }
    guard let cache, let key = LineCache.Key(inlines, setting) else {
      return composeAnew(inlines, setting, deferred, &findings)
    }
    if let known = cache.lines(key) { return known }
    var found = Findings()
    let lines = composeAnew(inlines, setting, deferred, &found)
    if found.isEmpty { cache.keep(lines, for: key) } else { findings.add(contentsOf: found) }
    return lines
  }

  /// A line of one short run, where nothing has to be decided; nil for every other.
  func shortLine(_ inlines: [Inline], _ setting: ParagraphSetting) -> ComposedLine? {
    short?.line(inlines, setting, glyphs)
  }

  private func composeAnew(
    _ inlines: [Inline], _ setting: ParagraphSetting, _ deferred: DeferredValues,
    _ findings: inout Findings
  ) -> [ComposedLine] {
    let paragraph = prepare(inlines, setting, deferred: deferred, findings: &findings)
    let breaks = paragraph.breaks()
    let lines = breaks.lines.map { paragraph.set($0, glyphs) }
    paragraph.report(breaks, lines, &findings)
    return lines
  }

  /// All steps before the choice of breaks.
  package func prepare(
    _ inlines: [Inline], _ setting: ParagraphSetting, deferred: DeferredValues = DeferredValues(),
    findings: inout Findings
  ) -> PreparedParagraph {
    var text = LineCollector.collect(inlines, setting, deferred)
    text.resolveContext()
    text.resolveBreaks()
    var shaper = LineShaper(glyphs, setting)
    shaper.shape(&text, &findings)
    LineSpacer(setting: setting).space(&text)
    text.openWideTokens(room: LineBreaker.room(setting, 1))
    return PreparedParagraph(text, setting)
  }
}
