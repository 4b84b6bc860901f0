extension [Inline] {
  /// The words as they are read and copied out: what stands on a blank but not its rule, the units
  /// of a comb, a line feed for a break that is part of the text. Wanted breaks, anchors and values
  /// that only layout knows give nothing, and neither do footnotes, which stand elsewhere.
  public var readingText: String {
    var text = ""
    for inline in self {
      switch inline {
      case .text(let run): text += run.text
      case .blank(let blank): text += blank.inlines.readingText
      case .comb(let comb): text += comb.units.joined()
      case .lineBreak: text += "\n"
      case .reference(let reference): text += reference.inlines.readingText
      case .deferred, .wantedBreak, .anchor, .footnote: break
      }
    }
    return text
  }
}

extension Document {
  /// The evaluated blocks as text, in the reading order in which a PDF copies out: what an expected
  /// text is made from. One paragraph, cell, signature line or fill-in line a line; what is empty
  /// gives none. Values that only layout knows are left out, and so is what layout alone adds
  /// (page numbers, repeated table heads, 续).
  ///
  /// - A table goes row by row and, within a row, cell by cell; a joined cell stands where it
  ///   begins, its foot after its text. The unit note comes before the table.
  /// - A cover: head lines, title, `label：value` with what follows the rule, foot lines.
  /// - A 公文: 份号, 密级, 紧急程度; the 标志, one agency a line, 文件 directly after a single name and
  ///   on a line of its own after several; 发文字号; 签发人; title; 主送 with its colon; body; 附件说明;
  ///   署名; 成文日期; 附注 in brackets; each annex with its mark 附件n, its title and text; 被印发件;
  ///   then the 版记: 抄送 with its full stop, 印发机关, 印发日期 with the word 印发.
  /// - 信函: the 标志 before 份号 and the rest, a 版记 of 抄送 only. 命令: 令号, no title, the signers'
  ///   posts. 纪要: agency and date below the number, 出席, 请假, 列席 after the text. 公示: from the
  ///   title to the annexes.
  /// - Footnotes last, without their marks, one a line.
  public func plainText() -> String {
    var writer = PlainTextWriter()
    writer.contents = anchoringContents().entries
    if let official {
      writer.official(self, official)
    } else {
      writer.blocks(blocks)
    }
    // Which page a note falls on is layout's; here all of them follow the text.
    for note in footnotes { writer.add(note.inlines) }
    return writer.lines.map { $0 + "\n" }.joined()
  }
}

/// Collects lines; the cases are those of `Block.Content`.
private struct PlainTextWriter {
  var lines: [String] = []
  /// What the document's 目录 lists.
  var contents: [ContentsEntry] = []

  mutating func add(_ text: String) {
    for line in text.split(separator: "\n")
    where !line.allSatisfy({ $0 == " " || $0 == "\u{3000}" }) {
      lines.append(String(line))
    }
  }
  mutating func add(_ inlines: [Inline]) { add(inlines.readingText) }

  mutating func blocks(_ blocks: [Block]) {
    for block in blocks { add(block) }
  }

  mutating func add(_ block: Block) {
    switch block.content {
    case .title(let title): add(title.inlines)
    case .heading(let heading):
      add(heading.number + (heading.inlines + heading.runIn).readingText)
    case .paragraph(let paragraph): add(paragraph.inlines)
    case .table(let table): add(table)
    case .signature(let signature):
      for line in signature.lines { add(line.inlines) }
    case .cover(let cover): add(cover)
    case .annex(let annex): add(annex, isEnacted: false)
    case .enacted(let annex): add(annex, isEnacted: true)
    case .landscape(let blocks): self.blocks(blocks)
    case .contents:
      add("目录")
      for entry in contents { add(entry.text) }
    case .space, .pageBreak, .pages: break
    }
  }

  private mutating func add(_ table: Table) {
    add(table.unitNote)
    for band in table.bands {
      for row in band.rows {
        for case .cell(let cell) in row.cells {
          blocks(cell.blocks)
          blocks(cell.foot)
        }
      }
    }
  }

  private mutating func add(_ cover: Cover) {
    for line in cover.head { add(line) }
    add(cover.title)
    for field in cover.fields {
      add(field.label + "：" + (field.value + field.suffix).readingText)
    }
    for line in cover.foot { add(line) }
  }

  private mutating func add(_ annex: Annex, isEnacted: Bool) {
    if !isEnacted { add("附件" + (annex.number.map(String.init) ?? "")) }
    var rest = annex.blocks[...]
    // A cover prints its own title only, and so does an annex that begins with one.
    switch rest.first?.content {
    case .cover: break
    case .title:
      add(annex.title)
      rest = rest.dropFirst()
    default: add(annex.title)
    }
    blocks(Array(rest))
  }

  // MARK: 公文

  mutating func official(_ document: Document, _ official: OfficialElements) {
    head(official, document.style)
    var body = document.blocks[...]
    if case .title(let title)? = body.first?.content {
      add(title.inlines)
      body = body.dropFirst()
    } else if document.style != .order, document.style != .minutes {
      add(document.title)
    }
    for line in official.meeting { add(line) }
    if !official.addressees.isEmpty { add(official.addressees.readingText + "：") }
    var annexes: [(annex: Annex, isEnacted: Bool)] = []
    for block in body {
      switch block.content {
      case .annex(let annex): annexes.append((annex, false))
      case .enacted(let annex): annexes.append((annex, true))
      default: add(block)
      }
    }
    annexList(annexes.filter { !$0.isEnacted }.map(\.annex))
    for line in official.attendance { add(line) }
    signature(official, isPrinted: document.style != .minutes)
    for (annex, isEnacted) in annexes { add(annex, isEnacted: isEnacted) }
    imprint(official, hasPrinter: document.style != .letter)
  }

  private mutating func add(_ line: MeetingLine) {
    add([.text(line.label + "：")] + line.inlines)
  }

  private mutating func signature(_ official: OfficialElements, isPrinted: Bool) {
    if isPrinted { names(official) }
    if !official.note.isEmpty { add("（" + official.note.readingText + "）") }
  }

  private mutating func names(_ official: OfficialElements) {
    if official.signers.isEmpty {
      for name in official.signatories { add(name) }
    } else {
      for signer in official.signers { add(signer.post) }
    }
    add(official.date)
  }

  private mutating func head(_ official: OfficialElements, _ style: PageStyle) {
    let marks = [official.copyNumber, official.secrecy, official.urgency].map { $0 ?? "" }
    // In a letter the 标志 stands above them.
    if style != .letter {
      for mark in marks { add(mark) }
    }
    switch style {
    case .letter:
      add(official.issuers.first ?? "")
      for mark in marks { add(mark) }
    case .order: sign(official.issuers, word: official.orderWord)
    case .minutes: add(official.minutesSign ?? "")
    case .publicNotice: return
    case .official, .paper, .form, .report:
      sign(official.issuers, word: official.hasDocumentWord ? "文件" : "")
    }
    add(official.number)
    if style == .minutes {
      add(official.issuers.joined(separator: "　"))
      add(official.date)
    }
    if !official.approvers.isEmpty {
      add("签发人：")
      for name in official.approvers { add(name) }
    }
  }

  private mutating func sign(_ issuers: [String], word: String) {
    if issuers.count == 1 {
      add(issuers[0] + word)
    } else {
      for name in issuers { add(name) }
      if !issuers.isEmpty { add(word) }
    }
  }

  private mutating func annexList(_ annexes: [Annex]) {
    for (index, annex) in annexes.enumerated() {
      let number = annexes.count > 1 ? "\(annex.number ?? index + 1)." : ""
      add((index == 0 ? "附件：" : "") + number + annex.name)
    }
  }

  private mutating func imprint(_ official: OfficialElements, hasPrinter: Bool) {
    if !official.copies.isEmpty {
      let names = official.copies.readingText
      add("抄送：" + names + (names.hasSuffix("。") ? "" : "。"))
    }
    guard hasPrinter else { return }
    add(official.printer)
    if !official.printDate.isEmpty {
      let date = official.printDate.readingText
      add(date + (date.hasSuffix("印发") ? "" : "印发"))
    }
  }
}
