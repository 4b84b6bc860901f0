import Diagnostics
import Document

/// Markings, binding, and what a manuscript does not have.
extension ManuscriptReading {
  mutating func checkSecrecy(_ line: SourceLine) {
    let label = Label(.data, line.place)
    let field = ManuscriptKey.secrecy.rawValue
    if !SecrecyMark.isWellFormed(line.text) {
      findings.add(ManuscriptProblem.badSecrecy(line.text), at: label, field: field)
    }
    if head[.copyNumber] == nil {
      findings.add(ManuscriptProblem.secretWithoutCopyNumber, at: label, field: field)
    }
  }

  /// 装订：附件分开、骑马订 (std:G-55, G-65).
  mutating func binding(_ elements: inout OfficialElements) {
    for name in head.names(.binding) {
      switch name {
      case "附件分开": elements.separatesAnnexes = true
      case "骑马订": elements.isSaddleStitched = true
      case "合订", "平订": break
      default:
        findings.add(
          ManuscriptProblem.badChoice(
            key: ManuscriptKey.binding.rawValue, name, known: ["附件分开", "骑马订", "合订", "平订"]),
          at: Label(.data, head[.binding]?.place ?? .nowhere),
          field: ManuscriptKey.binding.rawValue)
      }
    }
  }

  /// What a text has not is left out and said; nothing is made up for it. With either 署名 or
  /// 成文日期 the other is known to be meant: the issuers sign, the date is left to the hand.
  mutating func reportWhatIsLeftOut(_ elements: inout OfficialElements) {
    guard format.style == .official, options.mode == .normal, !findings.hasErrors else { return }
    let place = Label(.data, .text(Span(file, 0..<min(1, file.bytes.count))))
    let mayCome = !namedKeys.isDisjoint(with: [.signatories, .date])
    if head[.signatories] == nil, head[.date] == nil, !mayCome, !format.isStamped {
      elements.signatories = []
      elements.date = []
      findings.add(ManuscriptProblem.leftOut("署名"), at: place)
      findings.add(ManuscriptProblem.leftOut("成文日期"), at: place)
    }
    guard namedKeys.isEmpty else { return }
    if head[.printer] == nil, head[.printDate] == nil, head[.copies] == nil {
      findings.add(ManuscriptProblem.leftOut("版记（抄送、印发机关、印发日期）"), at: place)
    }
  }
}
