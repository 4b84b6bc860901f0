/// What a document asks a font for. A document never names a font file (GB/T 9704-2012 names
/// styles, not files; std:G-80); the catalogue in `fonts/` says which fonts serve a role.
public enum FontRole: String, Hashable, Sendable, CaseIterable {
  /// 小标宋: the 发文机关标志 and titles.
  case title = "小标宋"
  /// 仿宋: body text.
  case fangsong = "仿宋"
  /// 楷体: headings of the second level, names of signers.
  case kai = "楷体"
  /// 黑体: headings of the first level, 密级, 附件 marks, table heads.
  case hei = "黑体"
  /// 宋体: page numbers, form tables.
  case song = "宋体"
  /// 西文: Latin letters and digits beside any of the above.
  case latin = "西文"
  /// 勾选: □ ☑ ☒ from the font of our own making.
  case symbols = "勾选"

  /// By case: the text of the raw value would be hashed instead, for every look into a table.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .title: hasher.combine(0)
    case .fangsong: hasher.combine(1)
    case .kai: hasher.combine(2)
    case .hei: hasher.combine(3)
    case .song: hasher.combine(4)
    case .latin: hasher.combine(5)
    case .symbols: hasher.combine(6)
    }
  }
}

/// 字号: the Chinese type sizes as Word and WPS define them (std:G-14).
public enum TypeSize {
  public static let chu = Length.pt(42)
  public static let smallChu = Length.pt(36)
  public static let one = Length.pt(26)
  public static let smallOne = Length.pt(24)
  /// 二号: titles.
  public static let two = Length.pt(22)
  public static let smallTwo = Length.pt(18)
  /// 三号: the body size of GB/T 9704-2012, 5.2.2; 16 pt as in Word and WPS.
  public static let three = Length.pt(16)
  public static let smallThree = Length.pt(15)
  /// 四号: page numbers, 版记.
  public static let four = Length.pt(14)
  public static let smallFour = Length.pt(12)
  /// 五号: dense lists.
  public static let five = Length.pt(10.5)
  public static let smallFive = Length.pt(9)
  public static let six = Length.pt(7.5)

  /// The size that a name such as 三号, 小四 or 小四号 stands for; nil for any other word.
  public static func named(_ name: String) -> Length? {
    let key = name.hasSuffix("号") ? String(name.dropLast()) : name
    switch key {
    case "初": return chu
    case "小初": return smallChu
    case "一": return one
    case "小一": return smallOne
    case "二": return two
    case "小二": return smallTwo
    case "三": return three
    case "小三": return smallThree
    case "四": return four
    case "小四": return smallFour
    case "五": return five
    case "小五": return smallFive
    case "六": return six
    default: return nil
    }
  }
}

/// The inks of a document. Exporters decide how an ink becomes a colour (std:P-5).
public enum Ink: String, Hashable, Sendable {
  case black
  /// Y 80 % + M 80 % (GB/T 9704-2012, 6.2).
  case red
  /// Notes that are no part of the document proper (guidance, 草稿).
  case grey
}

/// A font face within one font library: an index into its table of faces, stable for a catalogue.
public struct FaceID: Hashable, Sendable, Comparable {
  public let index: Int
  public init(index: Int) { self.index = index }
  public static func < (a: FaceID, b: FaceID) -> Bool { a.index < b.index }
}
