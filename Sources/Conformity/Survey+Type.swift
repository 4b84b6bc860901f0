import Pages
import Typography

/// Fonts and sizes.
extension Survey {
  /// What a line's type is, for one row on several lines.
  struct TypeCheck {
    var total = 0
    var wrong: [(glyph: SeenGlyph, page: Int)] = []
  }

  /// Adds one row: all Chinese characters of the lines in the font of a role and in a size.
  ///
  /// Characters that a fallback font drew for want of them in the role's own are not wrong here;
  /// they are counted in `fallbackFonts`.
  mutating func addType(
    _ item: ConformityItem, _ role: FontRole, _ size: NamedSize?, _ lines: [SeenLine],
    subject: Words? = nil, colour: Ink? = nil
  ) {
    addType(
      item, role, size, glyphs: lines.flatMap { line in line.glyphs.map { ($0, line.page) } },
      subject: subject, colour: colour)
  }

  mutating func addType(
    _ item: ConformityItem, _ role: FontRole, _ size: NamedSize?,
    glyphs: [(glyph: SeenGlyph, page: Int)], subject: Words? = nil, colour: Ink? = nil,
    digits: Bool = false
  ) {
    let judged = glyphs.filter { $0.glyph.isHan || (digits && Marks.isDigit($0.glyph.scalar)) }
    guard !judged.isEmpty else { return }
    let wrong = judged.filter { entry in
      !isIn(role, entry.glyph) || !(size?.accepts(entry.glyph.size) ?? true)
        || (colour.map { $0 != entry.glyph.colour } ?? false)
    }
    let wanted = Words(
      (size?.rawValue ?? "") + role.rawValue + (colour == .red ? "、红色" : ""),
      (size.map { $0.rawValue + " " } ?? "") + role.rawValue + (colour == .red ? ", red" : ""))
    let conforms = wrong.isEmpty
    let shown = wrong.first?.glyph ?? judged[0].glyph
    let what = describe(shown, role: role)
    let measured =
      conforms
      ? what
      : Words(
        "“\(shown.text)”等\(wrong.count)字：\(what.chinese)",
        "“\(shown.text)” and others, \(wrong.count) in all: \(what.english)")
    add(
      item, .words(wanted), .words(measured, conforms: conforms), page: wrong.first?.page,
      subject: subject, note: .counted(judged.count, Unit.characters))
  }

  /// The size in 号 where it has a name, the role that the face serves, and the ink.
  private func describe(_ glyph: SeenGlyph, role: FontRole) -> Words {
    let named = [NamedSize.two, .three, .four].first { $0.accepts(glyph.size) }
    let size = named?.rawValue ?? "\(Figures.plain(glyph.size)) pt"
    let roles = [role] + FontRole.allCases.filter { $0 != role }
    let served = roles.first { isIn($0, glyph) }
    let font = served?.rawValue ?? fonts.face(glyph.face).postScriptName
    let ink =
      glyph.colour == .black
      ? Words("", "")
      : Words("、\(colourName(glyph.colour).chinese)", ", \(colourName(glyph.colour).english)")
    return Words("\(size)\(font)\(ink.chinese)", "\(size) \(font)\(ink.english)")
  }

  func colourName(_ ink: Ink) -> Words {
    switch ink {
    case .black: Words("黑色", "black")
    case .red: Words("红色", "red")
    case .grey: Words("灰色", "grey")
    }
  }

  /// Whether a character stands in the face that the role draws it with.
  func isIn(_ role: FontRole, _ glyph: SeenGlyph) -> Bool {
    let scalars = Array(glyph.text.unicodeScalars)
    guard !scalars.isEmpty else { return true }
    return fonts.resolve(scalars, role: role)?.face == glyph.face
  }

  /// Whether a face draws the character because the role's own have it not, or because no role at
  /// all has it. A word set in another font on purpose is neither.
  func isFallback(_ glyph: SeenGlyph, for role: FontRole) -> Bool {
    let scalars = Array(glyph.text.unicodeScalars)
    guard !scalars.isEmpty, let wanted = fonts.resolve(scalars, role: role) else { return false }
    if wanted.face == glyph.face { return wanted.isFallback }
    return !FontRole.allCases.contains { role in
      guard let found = fonts.resolve(scalars, role: role) else { return false }
      return found.face == glyph.face && !found.isFallback
    }
  }
}

/// Numbers in words, without a formatter.
enum Figures {
  /// The nearest whole number, within a million: pages that nobody would print have no more rows.
  static func whole(_ value: Double) -> Int {
    guard value.isFinite else { return 0 }
    return Int(min(max(value, -1e6), 1e6).rounded())
  }
  /// Two decimals, rounded half away from zero.
  static func fixed(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "?" }
    let hundredths = Int((abs(value) * 100).rounded())
    let rest = hundredths % 100
    let sign = value < 0 && hundredths > 0 ? "-" : ""
    return "\(sign)\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
  /// At most two decimals, without zeros at the end.
  static func plain(_ value: Double) -> String {
    var text = fixed(value)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
