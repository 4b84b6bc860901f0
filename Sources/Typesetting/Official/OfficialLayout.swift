import Diagnostics
import Document
import Pages
import Typography

/// The order of a 公文 (std:P-24): 版头, 标题, 主送, 正文, 附件说明, 署名 and 日期, 附注, 附件; the 版记
/// is placed when the pages are known.
extension FlowAssembler {
  /// Assembles all of it and gives the 版记, if there is one.
  package mutating func addOfficial(_ document: Document) -> FlowBox? {
    guard let official = document.official else {
      findings.add(LayoutProblem.noOfficialElements)
      add(document.blocks)
      return nil
    }
    let parts = OfficialParts(document)
    let start = items.count
    let movesAddressees = addHead(official, parts)
    add(official.meeting, isAfterText: false)
    keepOnFirstPage(from: start)
    var isFirst = true
    for (index, block) in parts.body {
      source = index
      let before = items.count
      add(block)
      if isFirst, items.count > before {
        items[before].breakBefore = items[before].breakBefore.stronger(.kept(.firstPageText))
        firstTextItem = items.indices[before...].first {
          if case .box = items[$0].kind { true } else { false }
        }
        isFirst = false
      }
    }
    source = nil
    addAnnexList(parts.annexes.compactMap { $0.isEnacted ? nil : $0.annex })
    add(official.attendance, isAfterText: true)
    let beforeSignature = items.count
    addSignature(official)
    if items.count > beforeSignature {
      let kind: SignatureKind =
        !official.signers.isEmpty
        ? .stamps : sealGap != nil ? .seals : official.signatories.isEmpty ? .date : .names
      signature = SignatureInFlow(lastItem: items.count - 1, kind: kind, sealGap: sealGap)
    }
    if official.separatesAnnexes {
      // A 被印发件 is the document itself and stays with it.
      numberOnAnnexes = official.number
    }
    let bound = official.separatesAnnexes ? parts.annexes.filter(\.isEnacted) : parts.annexes
    let apart = official.separatesAnnexes ? parts.annexes.filter { !$0.isEnacted } : []
    for part in bound {
      source = part.index
      add(part.annex, isEnacted: part.isEnacted, place: part.place)
    }
    if !apart.isEmpty { separateAnnexes = items.count }
    for part in apart {
      source = part.index
      add(part.annex, isEnacted: part.isEnacted, place: part.place)
    }
    source = nil
    return sheet.style == .letter
      ? letterImprint(official, withAddressees: movesAddressees)
      : imprint(official, withAddressees: movesAddressees)
  }

  /// 纪要 are neither signed nor sealed (10.3); the rest as 7.3.5 has it.
  private mutating func addSignature(_ official: OfficialElements) {
    let names: [[Inline]] = official.signatories.map { [.text($0)] }
    if sheet.style == .minutes {
      addMinutesNote(official.note)
      return
    }
    if !official.signers.isEmpty {
      addStamped(
        official.signers, size: official.stampSize, date: official.date, note: official.note,
        place: .nowhere)
    } else if official.isSealed {
      addSealed(
        names: names, date: official.date, note: official.note, diameter: official.sealDiameter,
        place: .nowhere)
    } else {
      addUnsealed(names: names, date: official.date, note: official.note, place: .nowhere)
    }
  }

  /// Everything down to the first line of text belongs on page one (7.3.3).
  private mutating func keepOnFirstPage(from start: Int) {
    for index in start..<items.count {
      items[index].breakBefore = items[index].breakBefore.stronger(.kept(.firstPageText))
    }
  }

  /// 版头, 标题 and 主送. Where page one would show no text, 主送 moves to the 版记 (7.3.2); true then.
  private mutating func addHead(_ official: OfficialElements, _ parts: OfficialParts) -> Bool {
    let title = parts.title
    let titleHeight =
      title.isEmpty ? .zero : sheet.titlePitch * measured(title, titleSetting).count
    let titleRows = (titleHeight.emu + sheet.pitch.emu - 1) / max(1, sheet.pitch.emu)
    let addressees = official.addressees.isEmpty ? [] : official.addressees + [.text("：")]
    let addresseeRows = addressees.isEmpty ? 0 : measured(addressees, setting()).count
    let textRows = rowsOfFirstText(parts)
    var head = self
    var moves = false
    let below = title.isEmpty ? textRows : titleRows + 1 + textRows
    if let whole = headOfWholePage(
      official, parts, rowsAboveText: below - textRows + addresseeRows)
    {
      head = whole
    } else if !head.addStyledHead(official, rowsBelow: below + addresseeRows) {
      var shorter = self
      let fits = shorter.addStyledHead(official, rowsBelow: below)
      moves = fits && addresseeRows > 0
      head = moves ? shorter : head
      head.findings.add(
        moves
          ? LayoutProblem.addresseesMoved
          : LayoutProblem.headLeavesNoText(agencies: official.issuers.count))
    }
    self = head
    if !title.isEmpty {
      addTitle(title, outline: 1, isFlush: sheet.style == .letter, place: parts.titlePlace)
      addBlankAfterTitle()
    }
    if !moves, !addressees.isEmpty {
      add(Paragraph(.addressee, addressees), place: .nowhere)
    }
    return moves
  }

  /// What stands above the title in each format; whether page one has the room left.
  private mutating func addStyledHead(_ official: OfficialElements, rowsBelow: Int) -> Bool {
    switch sheet.style {
    case .order: return addOrderHead(official, rowsBelow: rowsBelow)
    case .minutes: return addMinutesHead(official, rowsBelow: rowsBelow)
    case .letter: return addLetterHead(official, rowsBelow: rowsBelow)
    case .publicNotice: return true
    case .official, .paper, .form, .report:
      return addMasthead(official, rowsBelow: rowsBelow)
    }
  }

  /// A text of a single line cannot go along with a signature, since page one must show it, and one
  /// of two or three would leave most of page one empty: the 标志 is then made smaller, so that the
  /// signature has room below the text, with rows set closer (7.3.5.5) if need be. Nil where that
  /// does not help.
  private func headOfWholePage(
    _ official: OfficialElements, _ parts: OfficialParts, rowsAboveText: Int
  ) -> FlowAssembler? {
    guard sheet.style == .official, parts.annexes.allSatisfy(\.isEnacted) else { return nil }
    // Set on copies: what is composed here is composed again in its place.
    var text = self
    text.items = []
    for (_, block) in parts.body { text.add(block) }
    let lines = text.items.count
    let isLines = text.items.allSatisfy { if case .box = $0.kind { true } else { false } }
    guard (1...3).contains(lines), isLines else { return nil }
    let least = lines == 1 ? MastheadSign.leastForSignature : MastheadSign.leastForShortText
    var end = self
    end.items = []
    end.addSignature(official)
    let height = end.items.reduce(Length.zero) { sum, item in
      switch item.kind {
      case .box(let box): sum + box.height
      case .space(let height): sum + height
      case .rows, .footed, .pageBreak, .section, .listEnd, .longRows: sum
      }
    }
    let rows = (height.emu + sheet.pitch.emu - 1) / max(1, sheet.pitch.emu)
    for needed in [rows, rows - 1] where needed > 0 {
      var head = self
      let fits = head.addMasthead(
        official, rowsBelow: rowsAboveText + lines + needed, leastSize: least)
      if fits { return head }
    }
    return nil
  }

  /// Rows of text that page one must have room for: the first paragraph where it is so short that
  /// it does not break, else two lines; with a heading above it, one more.
  private mutating func rowsOfFirstText(_ parts: OfficialParts) -> Int {
    // Measured on a copy: what is composed here is composed again in its place.
    var trial = self
    trial.items = []
    trial.findings = Findings()
    var rows = 0
    for (_, block) in parts.body.prefix(4) {
      let before = trial.items.count
      trial.add(block)
      let lines = trial.items.count - before
      if case .heading(let heading) = block.content, heading.runIn.isEmpty {
        rows += lines
        continue
      }
      return rows + (lines <= 3 ? lines : 2)
    }
    return rows
  }
}

/// A 公文's blocks by their place in it.
struct OfficialParts {
  struct Part {
    var index: Int
    var annex: Annex
    var isEnacted: Bool
    var place: Place
  }
  var title: [Inline]
  var titlePlace = Place.nowhere
  var body: [(index: Int, block: Block)] = []
  var annexes: [Part] = []

  init(_ document: Document) {
    // An order has 标志 and 令号 only, and 纪要 have a title where they are given one.
    let isTitled = document.style != .order && document.style != .minutes
    title = isTitled ? [.text(document.title)] : []
    for (index, block) in document.blocks.enumerated() {
      switch block.content {
      case .title(let title) where body.isEmpty && annexes.isEmpty:
        self.title = title.inlines
        titlePlace = block.place
      case .annex(let annex):
        annexes.append(Part(index: index, annex: annex, isEnacted: false, place: block.place))
      case .enacted(let annex):
        annexes.append(Part(index: index, annex: annex, isEnacted: true, place: block.place))
      default: body.append((index, block))
      }
    }
  }
}
