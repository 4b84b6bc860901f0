import Benchmark
import Chengwen

/// A page of a 文书 with 600 characters in four paragraphs, no two alike.
struct OnePage: Sendable {
  static let sentences = [
    "申报单位应当在2025年10月15日前提交申报书、合同和付款凭证，所附复印件与原件一致；",
    "经形式审查、专家评审和公示，对符合条件的项目按实际支付额的10%给予补贴，最高不超过20万元。",
    "依据《示例市知识产权强市建设行动方案（2024—2027年）》（示政发〔2024〕18号）和有关规定，",
    "联系人在工作日9:00—17:30接受咨询，“一次告知”需要补正的全部内容，逾期不补正的视为放弃申报。",
  ]
  let paragraphs: [String]

  init() {
    paragraphs = (0..<4).map { number in
      var text = String.UnicodeScalarView()
      var next = number
      while text.count < 150 {
        let sentence = Self.sentences[next % 4].unicodeScalars
        text.append(contentsOf: sentence.prefix(150 - text.count))
        next += 1
      }
      return String(text)
    }
  }

  /// The page as a document; `case` is what the case adds to its last paragraph.
  func document(case value: String = "") -> Document {
    var document = Document(title: "关于申报示范项目的告知书", style: .paper)
    document.blocks = [Block(.title(Title([.text(document.title)])))]
    for (number, text) in paragraphs.enumerated() {
      let inlines: [Inline] = number < 3 ? [.text(text)] : [.text(text), .text(value)]
      document.blocks.append(Block(.paragraph(Paragraph(.body, inlines))))
    }
    return document
  }

  func setting(measure: Length = .mm(156)) -> ParagraphSetting {
    ParagraphSetting(
      mode: .grid(cell: .mm(156) / 28), measure: measure, font: .fangsong, size: .pt(16),
      firstIndent: .mm(156) / 14, pitch: .pt(29))
  }
}

/// The split of a page's cost: g1 is shaping and setting, g2 − g1 the choice of lines, g3 − g2
/// title, assembly and page building; g4 is what remains when the fixed paragraphs are kept.
func onePage(_ fonts: FontLibrary) {
  let page = OnePage()
  guard let face = fonts.faces(for: .fangsong).first.map(fonts.face) else {
    preconditionFailure("there is no 仿宋")
  }
  let scalars = page.paragraphs.map { Array($0.unicodeScalars) }
  let shaping: @Sendable () -> Int = {
    scalars.reduce(0) { $0 + face.shape($1, ShapingOptions()).count }
  }
  let composer = LineComposer(fonts: fonts)
  let compose: @Sendable (Length) -> Int = { measure in
    var findings = Findings()
    return page.paragraphs.reduce(0) {
      $0 + composer.compose([.text($1)], page.setting(measure: measure), findings: &findings).count
    }
  }
  compare("g1 page of 600 characters, shaped on endless lines", floor: shaping) {
    compose(.mm(10_000))
  }
  compare("g2 page of 600 characters, composed", floor: shaping) { compose(.mm(156)) }
  compare("g3 page of 600 characters, set uncached", floor: shaping) {
    Typesetter(fonts: fonts).typeset(page.document()).pages?.pages.count ?? 0
  }
  let typesetter = Typesetter(fonts: fonts)
  let counter = Counter()
  compare("g4 page of 600 characters, fixed paragraphs kept", floor: shaping) {
    let document = page.document(case: "第\(counter.next())号")
    return typesetter.typeset(document).pages?.pages.count ?? 0
  }
}

/// Makes each round's case another one.
private final class Counter: @unchecked Sendable {
  private var value = 0
  func next() -> Int {
    value += 1
    return value
  }
}
