import Diagnostics
import Document
import Fonts
import Pages
import TestSupport
import Testing
import Typesetting
import Typography

/// Every mark in every role's font: how wide it is set, and where its ink lies (std:T-8, T-11).
@Suite("标点：各角色字体里的宽度与位置") struct LinesFontTests {
  @Test("字号：名称与磅值，带不带“号”都认 (std:G-14)")
  func typeSizes() {
    let points: [(String, Double)] = [
      ("初号", 42), ("小初", 36), ("一号", 26), ("小一号", 24), ("二号", 22), ("小二", 18), ("三号", 16),
      ("小三", 15), ("四号", 14), ("小四号", 12), ("五号", 10.5), ("小五", 9), ("六号", 7.5),
    ]
    for (name, size) in points { #expect(TypeSize.named(name) == .pt(size), "\(name)") }
    #expect(TypeSize.named("九号") == nil && TypeSize.named("号") == nil)
  }

  /// Where the ink of a mark belongs in its cell.
  enum Seat { case lowerLeft, left, upperLeft, right, upperRight, centred }

  struct Mark: Sendable {
    var text: String
    /// In 字, in running mode and on the grid.
    var running: Double
    var grid: Double
    var seat: Seat
    init(_ text: String, _ running: Double, _ grid: Double? = nil, _ seat: Seat) {
      self.text = text
      self.running = running
      self.grid = grid ?? running
      self.seat = seat
    }
  }

  static let marks: [Mark] = {
    let seats: [(String, Seat)] = [
      ("。，、", .lowerLeft), ("；：？！", .left), ("）》〉〕】〗］｝」』", .left),
      ("（《〈〔【〖［｛「『", .right), ("”’", .upperLeft), ("“‘", .upperRight), ("—～／", .centred),
    ]
    var marks: [Mark] = []
    for (texts, seat) in seats {
      for text in texts { marks.append(Mark(String(text), 1, nil, seat)) }
    }
    for text in ["–", "/"] { marks.append(Mark(text, 0.5, nil, .centred)) }
    for text in ["——", "……", "⋯⋯"] { marks.append(Mark(text, 2, nil, .centred)) }
    marks.append(Mark("·", 0.5, 1, .centred))
    return marks
  }()

  static let roles: [FontRole] = [.title, .fangsong, .kai, .hei, .song]

  struct Set {
    /// In em of the size: the mark's width, and its inked boxes from the left edge of its cell.
    var width: Double
    var ink: [(minX: Double, maxX: Double, minY: Double, maxY: Double)]
  }

  private func set(_ mark: String, _ role: FontRole, grid: Bool) -> Set? {
    let size = TypeSize.three
    var findings = Findings()
    let setting = ParagraphSetting(
      mode: grid ? .grid(cell: size) : .running, measure: size * 20, font: role, size: size,
      alignment: .left, pitch: size * 2)
    let lines = LineComposer(fonts: pageFonts).compose(
      [.text("国" + mark + "国")], setting, findings: &findings)
    var edges: [Double] = []
    var ink: [(Double, Double, Double, Double)] = []
    for case .glyphs(let run) in lines.first?.fragment.marks ?? [] {
      let face = pageFonts.face(run.face)
      let em = Double(size.emu)
      let unit = 1 / Double(face.unitsPerEm)
      for glyph in run.glyphs {
        let x = Double((run.origin.x + glyph.offset.x).emu) / em
        if glyph.text == "国" {
          edges.append(x)
          continue
        }
        guard let box = face.inkBox(of: glyph.id) else { continue }
        let scale = unit * Double(run.widthScale) / 1000
        let rise = Double(-run.origin.y.emu) / em
        ink.append(
          (
            x + Double(box.minX) * scale - 1, x + Double(box.maxX) * scale - 1,
            rise + Double(box.minY) * unit, rise + Double(box.maxY) * unit
          ))
      }
    }
    guard edges.count == 2 else { return nil }
    return Set(width: edges[1] - edges[0] - 1, ink: ink.map { ($0.0, $0.1, $0.2, $0.3) })
  }

  private func fault(_ mark: Mark, _ set: Set, _ expected: Double) -> String? {
    let slack = 0.09
    guard abs(set.width - expected) < 0.002 else { return "宽 \(set.width)，应为 \(expected)" }
    guard let left = set.ink.map(\.minX).min(), let right = set.ink.map(\.maxX).max(),
      let bottom = set.ink.map(\.minY).min(), let top = set.ink.map(\.maxY).max()
    else { return "没有墨迹" }
    let place = "墨迹 \(left)…\(right)，\(bottom)…\(top)"
    let middle = (bottom + top) / 2
    switch mark.seat {
    case .lowerLeft:
      return right <= 0.5 + slack && left >= -0.02 && middle < 0.3 ? nil : place
    case .left: return right <= 0.5 + slack && left >= -slack ? nil : place
    case .upperLeft:
      return right <= 0.5 + slack && left >= -slack && middle > 0.45 ? nil : place
    case .right: return left >= 0.5 - slack && right <= 1 + slack ? nil : place
    case .upperRight:
      return left >= 0.5 - slack && right <= 1 + slack && middle > 0.45 ? nil : place
    case .centred:
      let isLevel = mark.text == "/" || mark.text == "／" || (middle > 0.2 && middle < 0.5)
      return abs((left + right) / 2 - expected / 2) < 0.06 && isLevel ? nil : place
    }
  }

  @Test("每个标点在各角色字体里都占规定的宽度，字面在规定的位置 (std:T-8, T-11)", arguments: roles)
  func widthsAndSeats(role: FontRole) {
    var faults: [String] = []
    for mark in Self.marks {
      for grid in [false, true] {
        guard let set = set(mark.text, role, grid: grid) else {
          faults.append("\(mark.text)：未排出")
          continue
        }
        if let fault = fault(mark, set, grid ? mark.grid : mark.running) {
          faults.append("\(mark.text)\(grid ? "（按格）" : "")：\(fault)")
        }
      }
    }
    #expect(faults.isEmpty, "\(role.rawValue)：\(faults.joined(separator: "；"))")
  }

  @Test("破折号两格一线，中间不断，左右到头；省略号各居其格 (std:T-6)", arguments: roles)
  func pairsAreWhole(role: FontRole) throws {
    for grid in [false, true] {
      let dash = try #require(set("——", role, grid: grid))
      let boxes = dash.ink.sorted { $0.minX < $1.minX }
      #expect((boxes.first?.minX ?? 1) <= 0.02 && (boxes.last?.maxX ?? 0) >= 1.98, "\(boxes)")
      for (one, next) in zip(boxes, boxes.dropFirst()) {
        #expect(next.minX <= one.maxX, "\(role.rawValue) 的破折号断开：\(boxes)")
      }
      let dots = try #require(set("……", role, grid: grid)).ink.sorted { $0.minX < $1.minX }
      if dots.count == 2 {
        for (number, box) in dots.enumerated() {
          #expect(
            abs((box.minX + box.maxX) / 2 - 0.5 - Double(number)) < 0.03,
            "\(role.rawValue)：\(dots)")
        }
      }
    }
  }
}
