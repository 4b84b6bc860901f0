import CaseData
import Diagnostics
import TemplateLanguage

// The keys of the head, each from the lines that give it.
extension ManuscriptWriter {
  mutating func title() {
    let title = indices(.title)
    guard let first = title.first, let last = title.last else { return }
    for (a, b) in zip(title, title.dropFirst()) { join(a, titleJoint(a, b)) }
    marks(title)
    draft.move(lines[first].range.lowerBound..<lines[last].range.upperBound, to: .title)
    draft.apply(.delete(raw(last).terminator, .emptyLine))
    let text = title.map { lines[$0].text }.joined()
    let end = lines[last].range.upperBound
    if let kind = Self.kind(of: text) {
      draft.write(kind, to: .kind, at: end, .headWord)
    } else {
      findings.add(
        CleaningProblem.unsupportedKind(text), at: draft.place(lines[last].range))
    }
  }

  /// 文种: what the title ends with, （试行） and its like left aside.
  static func kind(of title: String) -> String? {
    var scalars = Array(title.unicodeScalars)
    if scalars.last == "）", let open = scalars.lastIndex(of: "（") {
      scalars = Array(scalars[..<open])
    }
    let plain = scalars.string
    return LayoutReader.kinds.first { plain.hasSuffix($0) }
  }

  /// Two agencies on two lines of a title are parted by a blank, as on one line.
  private func titleJoint(_ first: Int, _ second: Int) -> String {
    if let a = lines[first].pieces.last, let b = lines[second].pieces.first,
      TextLine.isAgency(a.map(\.scalar)), TextLine.isAgency(b.map(\.scalar))
    {
      return " "
    }
    return joint(first, second)
  }

  mutating func addressees() {
    let all = indices(.addressee)
    guard let first = all.first, let last = all.last, let colon = lines[last].glyphs.last else {
      return
    }
    for (a, b) in zip(all, all.dropFirst()) { join(a, joint(a, b)) }
    marks(all)
    draft.apply(.delete(colon.index..<colon.index + 1, .takenOver))
    draft.move(lines[first].range.lowerBound..<colon.index, to: .addressees)
    draft.apply(.delete(raw(last).terminator, .emptyLine))
  }

  // MARK: above the title

  mutating func aboveTitle() {
    for index in indices(.documentWord) { clear(index, .documentWord) }
    for index in indices(.issuer) {
      var kept: [Range<Int>] = []
      for piece in lines[index].pieces {
        var name = piece
        if name.map(\.scalar).suffix(2).elementsEqual("文件".unicodeScalars) {
          name = name.dropLast(2)
        }
        guard let range = Self.range(name) else { continue }
        add(range, to: .issuers)
        kept.append(range)
      }
      clear(index, keeping: kept, .documentWord)
    }
    let whole: [(LineRole, ManuscriptKey)] = [
      (.copyNumber, .copyNumber), (.secrecy, .secrecy), (.urgency, .urgency),
    ]
    for (role, key) in whole {
      for index in indices(role) where !draft.hasHead(key) {
        draft.move(lines[index].range, to: key)
        draft.apply(.delete(raw(index).terminator, .emptyLine))
      }
    }
    for index in indices(.approver) { approvers(index, from: 4) }
  }

  static func range(_ glyphs: ArraySlice<Glyph>) -> Range<Int>? {
    guard let first = glyphs.first, let last = glyphs.last else { return nil }
    return first.index..<last.index + 1
  }

  /// A further name of a key, after 、.
  private mutating func add(_ range: Range<Int>, to key: ManuscriptKey) {
    if draft.hasHead(key) { draft.write("、", to: key, at: range.lowerBound, .headWord) }
    draft.move(range, to: key)
  }

  /// The names after 签发人：, which stands before position `begin` of the line.
  private mutating func approvers(_ index: Int, from begin: Int) {
    let names = lines[index].glyphs.dropFirst(begin)
      .split { $0.scalar.isBlank || $0.scalar == "、" }
      .compactMap(Self.range)
    for name in names { add(name, to: .approvers) }
    clear(index, keeping: names, .takenOver)
  }

  mutating func number() {
    guard let index = indices(.number).first, let span = lines[index].documentNumber else { return }
    let line = lines[index]
    let number = line.glyphs[span]
    for glyph in number {
      let wanted: String
      switch glyph.scalar {
      case "［", "[", "【", "（", "(", "﹝": wanted = "〔"
      case "］", "]", "】", "）", ")", "﹞": wanted = "〕"
      case _ where glyph.scalar.isBlank:
        draft.apply(.delete(glyph.index..<glyph.index + 1, .latinBlank))
        continue
      default: continue
      }
      draft.apply(Edit(range: glyph.index..<glyph.index + 1, text: wanted, kind: .numberBracket))
    }
    guard let range = Self.range(number) else { return }
    draft.move(range, to: .number)
    let rest = line.text.unicodeScalars.dropFirst(span.upperBound)
    if let colon = rest.firstIndex(of: "：") {
      let begin = span.upperBound + rest.distance(from: rest.startIndex, to: colon) + 1
      let names = line.glyphs.dropFirst(begin).split { $0.scalar.isBlank || $0.scalar == "、" }
        .compactMap(Self.range)
      for name in names { add(name, to: .approvers) }
      clear(index, keeping: names + [range], .takenOver)
    } else {
      clear(index, keeping: [range], .takenOver)
    }
  }

  // MARK: 署名 and 成文日期

  mutating func signature() {
    let all = indices(.signature) + indices(.date)
    var names: [(range: Range<Int>, text: String, brackets: [Range<Int>])] = []
    var kept: [Range<Int>] = []
    for index in all {
      for piece in lines[index].pieces {
        guard let range = Self.range(piece) else { continue }
        let text = piece.map(\.scalar.fullForm)
        kept.append(range)
        if let date = TextLine.date(text.string) {
          self.date(date, range, text, to: .date)
        } else if TextLine.isBracketed(text), !names.isEmpty {
          names[owner(of: text.string, names, range)].brackets.append(range)
        } else {
          names.append((range, text.string, []))
        }
      }
      marks([index])
    }
    for name in names {
      add(name.range, to: .signatories)
      for bracket in name.brackets { draft.move(bracket, to: .signatories) }
    }
    for index in all { clear(index, keeping: kept, .columnBlank) }
    note()
  }

  /// The name that stands with this bracketed second name elsewhere in the text; else the one
  /// before it.
  private mutating func owner(
    of bracket: String, _ names: [(range: Range<Int>, text: String, brackets: [Range<Int>])],
    _ range: Range<Int>
  ) -> Int {
    let owners = names.indices.filter { wholeText.contains(names[$0].text + bracket) }
    if owners.count == 1 { return owners[0] }
    if names.count > 1 {
      findings.add(CleaningProblem.signatureBracket(bracket), at: draft.place(range))
    }
    return names.count - 1
  }

  /// A date with Chinese figures becomes one with Arabic ones (7.3.5.4).
  private mutating func date(
    _ date: CalendarDate, _ range: Range<Int>, _ text: [Unicode.Scalar], to key: ManuscriptKey
  ) {
    if !text.contains(where: \.isFigure) {
      draft.apply(
        Edit(
          range: range, text: "\(date.year)年\(date.month)月\(date.day)日", kind: .dateFigures))
    }
    draft.move(range, to: key)
  }

  /// 附注 without its brackets, which the layout sets; 公开属性 without its label.
  private mutating func note() {
    for (position, index) in indices(.note).enumerated() {
      guard position == 0, let range = Self.range(lines[index].glyphs.dropFirst().dropLast()) else {
        continue
      }
      marks([index])
      draft.move(range, to: .note)
      clear(index, keeping: [range], .takenOver)
    }
    for index in indices(.note).dropFirst() {
      endParagraph(index)
      findings.add(CleaningProblem.textAfterDate, at: draft.place(lines[index].range))
    }
    for (position, index) in indices(.publicity).enumerated() {
      guard let value = lines[index].publicity, let range = Self.range(lines[index].glyphs[value])
      else { continue }
      if position == 0 { draft.move(range, to: .publicity) }
      clear(index, keeping: position == 0 ? [range] : [], .takenOver)
    }
  }

  // MARK: the imprint

  mutating func imprint() {
    let copies = indices(.copies)
    if let first = copies.first, let last = copies.last {
      for (a, b) in zip(copies, copies.dropFirst()) { join(a, joint(a, b)) }
      marks(copies)
      let scalars = lines[first].scalars
      let label = scalars.count > 2 && scalars[2] == "：" ? 3 : 2
      let begin = lines[first].glyphs.prefix(label)
      for glyph in begin { draft.apply(.delete(glyph.index..<glyph.index + 1, .takenOver)) }
      var upper = lines[last].range.upperBound
      if lines[last].scalars.last == "。" {
        upper -= 1
        draft.apply(.delete(upper..<upper + 1, .takenOver))
      }
      let lower = (begin.last?.index ?? lines[first].range.lowerBound - 1) + 1
      if lower < upper { draft.move(lower..<upper, to: .copies) }
      draft.apply(.delete(raw(last).terminator, .emptyLine))
    }
    for index in indices(.printer) { printer(index) }
  }

  private mutating func printer(_ index: Int) {
    let line = lines[index]
    let begin = line.printingDate ?? line.glyphs.count
    var kept: [Range<Int>] = []
    var name = line.glyphs[..<begin]
    while let last = name.last, last.scalar.isBlank { name.removeLast() }
    if let range = Self.range(name) {
      marks([index])
      add(range, to: .printer)
      kept.append(range)
    }
    let date = line.glyphs[begin...].dropLast(2).filter { !$0.scalar.isBlank }
    if let range = Self.range(date[...]), let value = TextLine.date(date.string) {
      self.date(value, range, date.map(\.scalar), to: .printDate)
      kept.append(range)
    }
    clear(index, keeping: kept, .takenOver)
  }
}
