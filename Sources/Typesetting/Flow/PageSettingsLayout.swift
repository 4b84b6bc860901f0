import Diagnostics
import Document
import Pages
import Typography

/// 页码 and 页眉 of the pages from here on.
extension FlowAssembler {
  /// A new section with the same measures: it begins with a new page, but where it would begin a
  /// page anyway (at the start, behind a cover or a break) it adds none.
  mutating func add(_ settings: PageSettings) {
    if let number = settings.number { sheet.section.numbering = .stated(number) }
    if let header = settings.header {
      sheet.section.header = self.header(header)
      sheet.section.headerWidth = sheet.measure
    }
    var section = sheet.section
    section.firstNumber = settings.firstNumber
    append(.section(section))
  }

  /// 小五 宋体 in one line, centred on the measure; its origin is the left end of the baseline.
  private mutating func header(_ inlines: [Inline]) -> Fragment? {
    var setting = ParagraphSetting(
      mode: .running, measure: sheet.measure, font: .song, size: TypeSize.smallFive,
      alignment: .centre, pitch: TypeSize.smallFive.scaled(7, 5))
    setting.reportsDoubtfulBreaks = false
    let lines = compose(inlines, setting)
    if lines.count > 1 { findings.add(LayoutProblem.headerTooLong) }
    return lines.first?.fragment
  }
}
