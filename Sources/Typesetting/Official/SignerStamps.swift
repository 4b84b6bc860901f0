import Diagnostics
import Document
import Pages
import Typography

/// 签名章 (GB/T 9704-2012, 7.3.5.3; std:G-51): in orders, and in 公文 that are signed instead of
/// sealed. The stamp is pressed or put in later; its place stays empty and is an anchor with a size.
extension FlowAssembler {
  /// Two empty rows below the text: the stamp 4 字 from the right, at its left the signer's post,
  /// 2 字 from it and centred on it; the date one empty row below the last stamp, 4 字 from the right.
  /// Several agencies stand below one another, posts and stamps in columns.
  mutating func addStamped(
    _ signers: [StampedSigner], size: Size, date: [Inline], note: [Inline], place: Place
  ) {
    let cell = sheet.cell
    let right = sheet.measure - cell * 4
    let stampLeft = right - size.width
    var box = FlowBox(height: .zero, items: [])
    var top = sheet.pitch * 2
    for signer in signers {
      let middle = top + size.height / 2
      addPost(signer.post, end: stampLeft - cell * 2, middle: middle, in: &box)
      box.anchors.append(
        AnchorPlacement(
          name: signer.post, kind: Anchor.Kind.signature.rawValue, page: 0,
          position: Point(x: stampLeft + size.width / 2, y: middle), size: size))
      top += size.height + SealGeometry.gap
    }
    let stampBottom = top - SealGeometry.gap
    var row = rows(above: stampBottom) + 1
    var bottom = stampBottom
    if let line = compose(date, setting(alignment: .left)).first {
      let element = structure.add(.paragraph, in: parent, part: .date)
      let one = self.box(line, size: sheet.bodySize, pitch: sheet.pitch, element: element)
      // A date that is left to the hand is wide; it does not leave the 版心.
      let x = max(.zero, right - line.width)
      box.add(one, at: Point(x: x, y: sheet.pitch * row))
      bottom = sheet.pitch * row + sheet.lead + sheet.bodySize
      row += 1
    }
    bottom = max(bottom, addNote(note, row: row, in: &box))
    finishSignature(box, bottom: bottom, place: place)
  }

  /// Whole rows that reach down to a height.
  private func rows(above height: Length) -> Int {
    let pitch = max(1, sheet.pitch.emu)
    return (height.emu + pitch - 1) / pitch
  }

  /// A post ends at `end`; one that is too long breaks into lines that are centred on the stamp as a
  /// whole.
  private mutating func addPost(
    _ post: String, end: Length, middle: Length, in box: inout FlowBox
  ) {
    var setting = setting(alignment: .right, measure: end)
    setting.isTitle = true
    let lines = compose([.text(post)], setting)
    let element = structure.add(.paragraph, in: parent, part: .signerPost)
    let height = sheet.pitch * (lines.count - 1) + sheet.bodySize
    for (index, line) in lines.enumerated() {
      let one = self.box(line, size: sheet.bodySize, pitch: sheet.pitch, element: element)
      let y = middle - height / 2 + sheet.pitch * index
      box.add(one, at: Point(x: .zero, y: y - sheet.lead))
    }
  }

  /// 附注 on the row below the date, in brackets, indent 2 字; gives the lower edge.
  private mutating func addNote(
    _ note: [Inline], row: Int, in box: inout FlowBox
  ) -> Length {
    guard !note.isEmpty else { return .zero }
    let lines = compose(noteInlines(note), setting(first: sheet.cell * 2))
    let element = structure.add(.paragraph, in: parent, part: .note)
    for (index, line) in lines.enumerated() {
      let one = self.box(line, size: sheet.bodySize, pitch: sheet.pitch, element: element)
      box.add(one, at: Point(x: .zero, y: sheet.pitch * (row + index)))
    }
    return sheet.pitch * (row + lines.count - 1) + sheet.lead + sheet.bodySize
  }
}
