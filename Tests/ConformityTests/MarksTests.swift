import Conformity
import Testing

@Suite("版式核对：层次序号、日期、标题形状")
struct MarksTests {
  @Test(
    "std:G-43 层次由序号认出",
    arguments: [
      ("一、目标", 1), ("十二、目标", 1), ("（一）原则", 2), ("1.原则", 3), ("12．原则", 3), ("（1）原则", 4),
      ("一般原则", nil), ("（见附件）", nil), ("2025年", nil), ("", nil), ("（", nil),
    ] as [(String, Int?)])
  func levels(_ text: String, _ level: Int?) { #expect(LevelMark.level(of: text) == level) }

  @Test(
    "std:G-52 日期用阿拉伯数字，不编虚位；留空的不判",
    arguments: [
      ("2025年7月8日", true), ("2025年07月8日", false), ("25年7月8日", false), ("2025年7月", false),
      ("二〇二五年七月八日", false), ("　　年　月　日", nil), ("", nil), ("2025.7.8", false),
    ] as [(String, Bool?)])
  func dates(_ text: String, _ conforms: Bool?) {
    #expect(WrittenDate.conforms(text) == conforms)
  }

  @Test(
    "std:G-40 标题各行的形状",
    arguments: [
      ([10, 14], TitleShape.trapezoid), ([14, 10], .reversedTrapezoid), ([10, 14, 11], .diamond),
      ([12, 12.3], .rectangle), ([14, 10, 14], .hourglass), ([10, 14, 10, 14], .irregular),
      ([10, 10, 14], .trapezoid),
    ] as [([Double], TitleShape)])
  func shapes(_ widths: [Double], _ shape: TitleShape) {
    #expect(TitleShape(widths: widths) == shape)
  }
}
