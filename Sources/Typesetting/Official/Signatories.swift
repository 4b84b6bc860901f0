import Diagnostics
import Document
import Pages
import Typography

/// 署名, 成文日期 and 附注 of a 公文 (7.3.5, 7.3.6), and of a 文书 whose 签章 holds names and a date.
extension FlowAssembler {
  /// Set for seals (std:G-46 to G-49): nothing else prints where a seal goes.
  mutating func addSealed(
    names: [[Inline]], date: [Inline], note: [Inline] = [], diameter: Length, place: Place
  ) {
    let geometry = SealGeometry(
      measure: sheet.measure, cell: sheet.cell, pitch: sheet.pitch, bodySize: sheet.bodySize,
      diameter: diameter)
    let dateLines = compose(date, setting(alignment: .left))
    let dateWidth = dateLines.map(\.width).max() ?? .zero
    let rows = sealRows(names, geometry, dateWidth: dateWidth)
    if geometry.seatsInRow == 0, !names.isEmpty {
      findings.add(
        LayoutProblem.sealTooLarge(millimetres: diameter.millimetres), at: Label(.template, place))
    }
    guard let first = rows.first else {
      addUnsealed(names: [], date: date, note: note, place: place)
      return
    }
    let dateRows = date.isEmpty ? 0 : 1
    let solution = geometry.solve(textRows: first.height + (rows.count == 1 ? dateRows : 0))
    if solution.gap > sheet.pitch {
      findings.add(
        LayoutProblem.sealFarFromText(millimetres: solution.gap.millimetres),
        at: Label(.template, place))
    }
    sealGap = solution.gap
    if foot.goesBesideSeal, rows.count == 1, first.centres.count == 1 {
      foot.room = first.centres[0] - diameter / 2 - .mm(2)
    }
    var box = FlowBox(height: .zero, items: [])
    var sealCentre = solution.centre
    var bottom = Length.zero
    for (index, row) in rows.enumerated() {
      let isLast = index == rows.count - 1
      let textRows = row.height + (isLast ? dateRows : 0)
      let textHeight = sheet.pitch * (textRows - 1) + sheet.bodySize
      let top = sealCentre + solution.offset - textHeight / 2
      setRow(row, top: top, sealCentre: sealCentre, in: &box)
      bottom = max(bottom, top + textHeight)
      bottom = max(bottom, sealCentre + diameter / 2 - sealOverhang)
      if isLast, let line = dateLines.first, let centre = row.centres.last {
        let y = top + sheet.pitch * row.height
        let element = structure.add(.paragraph, in: parent, part: .date)
        let one = self.box(
          line, size: sheet.bodySize, pitch: sheet.pitch, element: element)
        // A date that is left to the hand is wide; it does not leave the 版心.
        let x = max(.zero, min(centre - line.width / 2, sheet.measure - line.width))
        box.add(one, at: Point(x: x, y: y - sheet.lead))
        bottom = max(
          bottom, addNote(note, below: y, sealBottom: sealCentre + diameter / 2, row, in: &box))
      }
      sealCentre += diameter + SealGeometry.gap
    }
    finishSignature(box, bottom: bottom, place: place)
  }

  /// How far a seal may reach below the 版心 (the standard bounds its sides only): not down to the
  /// page number, whose dash lies 7 mm below. Above a foot line it keeps a little clear of it.
  var sealOverhang: Length { foot.exists && foot.room == nil ? .mm(-1) : .mm(6) }

  /// One row of names, each with its lines and its seal's centre.
  struct SealRow {
    var names: [(text: String, lines: [ComposedLine])]
    var centres: [Length]
    var width: Length
    var diameter: Length
    /// Text rows.
    var height: Int { names.map(\.lines.count).max() ?? 0 }
  }

  /// As many names in a row as stand there in two lines at most, three if they do.
  private mutating func sealRows(
    _ names: [[Inline]], _ geometry: SealGeometry, dateWidth: Length
  ) -> [SealRow] {
    var rows: [SealRow] = []
    var rest = names[...]
    while !rest.isEmpty {
      var count = min(max(1, geometry.seatsInRow), rest.count)
      while true {
        let isFurther = !rows.isEmpty
        let width = geometry.nameWidth(count, dateWidth: dateWidth, isFurtherRow: isFurther)
        var setting = setting(alignment: .centre, measure: width)
        setting.isTitle = true
        let broken = rest.prefix(count).map {
          balanced($0, cells: width.whole(sheet.cell))
        }
        let isNarrow = broken.allSatisfy { measured($0, setting).count <= 2 }
        if count == 1 || isNarrow {
          var composed: [(text: String, lines: [ComposedLine])] = []
          for name in broken {
            composed.append((name.plainText, compose(name, setting)))
          }
          rows.append(
            SealRow(
              names: composed,
              centres: geometry.centres(count, dateWidth: dateWidth, isFurtherRow: isFurther),
              width: width, diameter: geometry.diameter))
          break
        }
        count -= 1
      }
      rest = rest.dropFirst(count)
    }
    return rows
  }

  /// Words of agencies' names that begin with the last character of a place or a body.
  private static let wordsOfNames: Set<String> = ["市场", "市政", "市容", "区域", "区划", "县域", "府院", "局部"]

  /// A name that is wider than its column breaks into two lines: before a bracket or after the
  /// name of a place, a government or its department, as near to the middle as that allows.
  private func balanced(_ name: [Inline], cells: Int) -> [Inline] {
    let characters = Array(name.plainText)
    guard characters.count > cells, cells > 0 else { return name }
    var best: (cost: Int, index: Int)?
    for index in 1..<characters.count {
      guard index <= cells, characters.count - index <= cells else { continue }
      let endsName = "省市县区府局厅委署".contains(characters[index - 1])
      let goesOn = "）员".contains(characters[index])
      // 市场监督管理局: the character ends no place here, it begins a word.
      let isWord = Self.wordsOfNames.contains(String(characters[(index - 1)...index]))
      let isSeam = (endsName && !goesOn && !isWord) || characters[index] == "（"
      // A break within a bracket or a word costs more than lines of unequal length.
      let cost = abs(characters.count - index * 2) + (isSeam ? 0 : 12)
      if best.map({ cost < $0.cost }) ?? true { best = (cost, index) }
    }
    guard let best else { return name }
    return [
      .text(String(characters[..<best.index])), .wantedBreak,
      .text(String(characters[best.index...])),
    ]
  }

  /// Names end on one baseline, so that the date stands right under the last one.
  private mutating func setRow(
    _ row: SealRow, top: Length, sealCentre: Length, in box: inout FlowBox
  ) {
    for (name, centre) in zip(row.names, row.centres) {
      let element = structure.add(.paragraph, in: parent, part: .signatory)
      let skipped = row.height - name.lines.count
      for (index, line) in name.lines.enumerated() {
        let one = self.box(line, size: sheet.bodySize, pitch: sheet.pitch, element: element)
        let y = top + sheet.pitch * (skipped + index) - sheet.lead
        box.add(one, at: Point(x: centre - row.width / 2, y: y))
      }
      box.anchors.append(
        AnchorPlacement(
          name: name.text, kind: Anchor.Kind.seal.rawValue, page: 0,
          position: Point(x: centre, y: sealCentre)))
    }
  }

  /// 附注: in brackets, indent 2 字, on the line below the date, or below the seals where it would
  /// run into one. Gives the lower edge.
  private mutating func addNote(
    _ note: [Inline], below dateTop: Length, sealBottom: Length, _ row: SealRow,
    in box: inout FlowBox
  ) -> Length {
    guard !note.isEmpty else { return .zero }
    let sealLeft = (row.centres.first ?? sheet.measure) - row.diameter / 2
    let lines = compose(noteInlines(note), setting(first: sheet.cell * 2))
    var y = dateTop + sheet.pitch
    let isClear = lines.count == 1 && lines.allSatisfy { $0.width + .mm(2) <= sealLeft }
    if !isClear {
      while y < sealBottom { y += sheet.pitch }
    }
    let element = structure.add(.paragraph, in: parent, part: .note)
    for (index, line) in lines.enumerated() {
      let one = self.box(line, size: sheet.bodySize, pitch: sheet.pitch, element: element)
      box.add(one, at: Point(x: .zero, y: y + sheet.pitch * index - sheet.lead))
    }
    return y + sheet.pitch * (lines.count - 1) + sheet.bodySize
  }

  func noteInlines(_ note: [Inline]) -> [Inline] {
    let text = note.plainText
    return text.hasPrefix("（") && text.hasSuffix("）")
      ? note : [.text("（")] + note + [.text("）")]
  }

  /// Without seal (7.3.5.2): one empty row, names 2 字 from the right, the date's first character
  /// 2 字 right of the name's; where the date is longer, it keeps the 2 字 and the name moves.
  ///
  /// Each line is a row of its own, so that the block goes along with rows set closer or wider
  /// (std:G-53).
  mutating func addUnsealed(
    names: [[Inline]], date: [Inline], note: [Inline], place: Place
  ) {
    let two = sheet.cell * 2
    let right = sheet.measure - two
    let dateLine = compose(date, setting(alignment: .left)).first
    let dateWidth = dateLine?.width ?? .zero
    var dateStart = right - dateWidth
    var rows: [FlowBox] = []
    for (index, name) in names.enumerated() {
      var setting = setting(alignment: .right, measure: right)
      setting.isTitle = true
      let lines = compose(name, setting)
      var x = Length.zero
      if index == names.count - 1, let line = lines.last {
        let start = right - line.textWidth
        // The pair moves left together where the date would otherwise end beyond the name.
        if dateWidth > line.textWidth {
          x = dateStart - two - start
        } else {
          dateStart = start + two
        }
      }
      addRows(lines, x: x, part: .signatory, to: &rows)
    }
    if let dateLine { addRows([dateLine], x: dateStart, part: .date, to: &rows) }
    if !note.isEmpty {
      addRows(compose(noteInlines(note), setting(first: two)), part: .note, to: &rows)
    }
    guard !rows.isEmpty else { return }
    keepLastLineOfText()
    addBlank(rows: 1)
    for row in rows { append(.box(row), breakBefore: .kept(.signature), place: place) }
  }

  /// The lines of one element of a block without seal, a row each.
  private mutating func addRows(
    _ lines: [ComposedLine], x: Length = .zero, part: StructureTree.Part, to rows: inout [FlowBox]
  ) {
    let element = structure.add(.paragraph, in: parent, part: part)
    rows += lines.map {
      box($0, x: x, size: sheet.bodySize, pitch: sheet.pitch, element: element)
    }
  }

  /// Appends the block, kept whole and with the text above it.
  mutating func finishSignature(_ box: FlowBox, bottom: Length, place: Place) {
    guard !box.items.isEmpty else { return }
    var box = box
    let rows = Length(emu: max(1, sheet.pitch.emu))
    box.height = Length(emu: (bottom.emu + rows.emu - 1) / rows.emu * rows.emu)
    box.extent = bottom
    keepLastLineOfText()
    append(.box(box), breakBefore: .kept(.signature), place: place)
  }

  /// The line above a signature goes with the one before it, so that two lines stay above it.
  private mutating func keepLastLineOfText() {
    guard
      let last = items.indices.last(where: {
        switch items[$0].kind {
        case .space, .rows, .listEnd: false
        case .box, .footed, .pageBreak, .section, .longRows: true
        }
      }), case .box = items[last].kind
    else { return }
    items[last].breakBefore = items[last].breakBefore.stronger(.kept(.signatureText))
    freeShortText(upTo: last)
  }

  /// Of a text of two or three lines page one must show the first (7.3.3), so that only the others
  /// can go along with a signature: the page may end before the second without a word.
  private mutating func freeShortText(upTo last: Int) {
    guard let first = firstTextItem, first < last else { return }
    let lines = (first...last).filter {
      if case .box = items[$0].kind { true } else { false }
    }
    guard (2...3).contains(lines.count) else { return }
    switch items[lines[1]].breakBefore {
    case .kept(.loneLine), .kept(.strandedCharacter), .kept(.signatureText):
      items[lines[1]].breakBefore = .allowed
    case .kept, .allowed: break
    }
  }
}

extension ComposedLine {
  /// From the first character to the last, wherever the line stands.
  var textWidth: Length { width - indent }
}
