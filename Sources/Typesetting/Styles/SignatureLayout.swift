import Diagnostics
import Document
import Pages
import Typography

/// 签章 outside a 公文.
extension FlowAssembler {
  /// Names and a date alone are set like the 署名 of a 公文; labels to be signed and sealed make a
  /// block at the right, with the circle of a seal kept free.
  mutating func add(_ signature: SignatureBlock, place: Place) {
    let names = signature.lines.filter { $0.kind == .plain || $0.kind == .seal }
    let isNamesOnly =
      sheet.isGridded && !names.isEmpty
      && signature.lines.allSatisfy { $0.kind != .signature && !$0.isLabel }
    if isNamesOnly {
      let date = signature.lines.last { $0.kind == .date }?.inlines ?? []
      addSealed(
        names: names.map(\.inlines), date: date, diameter: Self.sealDiameter, place: place)
    } else {
      addRightBlock(signature, place: place)
    }
  }

  /// The circle kept free for a seal outside a 公文 (units and enterprises: at most 45 mm).
  static var sealDiameter: Length { .mm(45) }

  /// Labels start on one vertical line, with room for signing at their right; the date ends 4 字
  /// from the right edge.
  private mutating func addRightBlock(_ signature: SignatureBlock, place: Place) {
    let rowPitch = sheet.isGridded ? sheet.pitch : max(sheet.pitch, .pt(28))
    let composed = signature.lines.map { line in
      (line: line, set: compose(line.inlines, setting(alignment: .left)))
    }
    let labelWidth =
      composed.filter { $0.line.kind != .date }.flatMap(\.set).map(\.textWidth).max() ?? .zero
    let start = max(.zero, min(sheet.measure / 2, sheet.measure - labelWidth - .mm(35)))
    let rowCount = composed.reduce(0) { $0 + max(1, $1.set.count) }
    let height = rowPitch * (max(1, rowCount) - 1) + sheet.bodySize
    let hasSeal = signature.lines.contains { $0.kind == .seal }
    // The seal lies over the block, its centre on the block's: keep text above clear of it.
    let above = hasSeal ? (Self.sealDiameter - height) / 2 - (sheet.pitch - sheet.bodySize) : .zero
    let blankRows = max(1, (max(.zero, above).emu + sheet.pitch.emu - 1) / sheet.pitch.emu)
    var box = FlowBox(height: .zero, items: [])
    var y = sheet.pitch * blankRows
    let top = y
    for (line, set) in composed {
      let element = structure.add(.paragraph, in: parent)
      for one in set {
        let x =
          line.kind == .date
          ? max(start, sheet.measure - sheet.cell * 4 - one.width) : start
        box.add(
          self.box(one, size: sheet.bodySize, pitch: rowPitch, element: element),
          at: Point(x: x, y: y))
        y += rowPitch
      }
      if set.isEmpty { y += rowPitch }
    }
    if hasSeal { centreSeals(in: &box, middle: top + height / 2, start: start) }
    let sealBottom =
      hasSeal ? top + height / 2 + Self.sealDiameter / 2 - sealOverhang : .zero
    finishSignature(
      box, bottom: max(top + height + sheet.lead, sealBottom), place: place)
  }

  /// A seal's anchor is the circle's centre: right of the label, at the block's middle.
  private func centreSeals(in box: inout FlowBox, middle: Length, start: Length) {
    let x = min(start + .mm(45), sheet.measure - Self.sealDiameter / 2)
    for index in box.anchors.indices where box.anchors[index].kind == Anchor.Kind.seal.rawValue {
      box.anchors[index].position = Point(x: x, y: middle)
    }
  }
}

extension SignatureBlock.Line {
  /// Whether something is still to be written after it.
  var isLabel: Bool {
    let text = inlines.plainText
    return text.hasSuffix("：") || text.hasSuffix(":")
  }
}
