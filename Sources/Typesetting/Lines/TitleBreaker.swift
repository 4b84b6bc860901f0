import Typography

/// Titles break for balance, at words (std:G-40).
struct TitleBreaker {
  let text: LineText
  let setting: ParagraphSetting
  func breakLines() -> [Range<Int>] { LineBreaker(text: text, setting: setting).breakLines() }
}
