import Diagnostics
import Document
import Pages
import Typography

/// 附件说明 (7.3.4), 附件 (7.3.7) and 被印发件.
extension FlowAssembler {
  /// One empty row below the text, indent 2 字; further lines align with the name's first
  /// character. Several annexes are numbered; no mark follows a name.
  mutating func addAnnexList(_ annexes: [Annex]) {
    guard !annexes.isEmpty else { return }
    addBlank(rows: 1)
    let cell = sheet.cell
    let isNumbered = annexes.count > 1
    for (index, annex) in annexes.enumerated() {
      let number = isNumbered ? "\(annex.number ?? index + 1)." : ""
      let head = index == 0 ? "附件：" + number : number
      // 附件： is three cells; a number with its full stop is padded to whole cells.
      let numberCells = isNumbered ? (number.utf8.count + 1) / 2 : 0
      let first = cell * (index == 0 ? 2 : 5)
      let hanging = cell * (5 + numberCells)
      let lines = compose(
        [.text(head + annex.name)], setting(first: first, hanging: hanging))
      let element = structure.add(.paragraph, in: parent, part: .annexNote)
      if index > 0 { keepNext() }
      addLines(
        lines, size: sheet.bodySize, pitch: sheet.pitch, element: element, whole: .withNext,
        place: .nowhere)
    }
  }

  /// A new page: 附件 and its number in 黑体 flush left on line 1, the title centred on line 3,
  /// then one empty row. A 被印发件 has no mark; its title stands on the same line.
  mutating func add(_ annex: Annex, isEnacted: Bool, place: Place) {
    addContinuationPages()
    if !isEnacted, separateAnnexes != nil {
      var section = sheet.section
      section.firstNumber = 1
      append(.section(section))
    } else {
      append(.pageBreak)
    }
    let outer = parent
    parent = structure.add(.section, in: outer)
    defer {
      addContinuationPages()
      parent = outer
    }
    openLevels = []
    // An annex that is a wide table has its mark and title on the landscape page as well.
    if case .landscape(let wide)? = annex.blocks.first?.content {
      onLandscapePages { $0.addContent(of: annex, wide, isEnacted: isEnacted, place: place) }
      for block in annex.blocks.dropFirst() { add(block) }
    } else {
      addContent(of: annex, annex.blocks, isEnacted: isEnacted, place: place)
    }
  }

  private mutating func addContent(
    of annex: Annex, _ annexBlocks: [Block], isEnacted: Bool, place: Place
  ) {
    var blocks = annexBlocks[...]
    let number = separateAnnexes == nil ? "" : numberOnAnnexes.plainText
    let mark = isEnacted ? nil : number + "附件" + (annex.number.map(String.init) ?? "")
    if case .cover(var cover)? = blocks.first?.content {
      // A cover prints its own title only (design, section 8); references find the annex by it.
      let anchors = annex.title.filter { if case .anchor = $0 { true } else { false } }
      cover.title = anchors + cover.title
      add(cover, mark: mark, place: place)
      blocks = blocks.dropFirst()
      if !blocks.isEmpty { append(.pageBreak) }
    } else {
      if let mark { addAnnexMark(mark, place: place) }
      if sheet.isGridded {
        addEmptyRows(mark == nil ? 2 : 1, breakBefore: .kept(.withNext))
      } else {
        append(.space(sheet.pitch))
      }
      addTitle(
        annex.title, outline: 1, part: isEnacted ? .enactedTitle : .annexTitle, place: place)
      addBlankAfterTitle()
    }
    if case .title? = blocks.first?.content { blocks = blocks.dropFirst() }
    for block in blocks { add(block) }
  }

  private mutating func addAnnexMark(_ mark: String, place: Place) {
    let element = structure.add(.paragraph, in: parent, part: .annexMark)
    var setting = setting(font: .hei, alignment: .left)
    setting.latinFont = .hei
    let lines = compose([.text(mark)], setting)
    addLines(lines, size: sheet.bodySize, pitch: sheet.pitch, element: element, place: place)
    keepNext()
  }
}
