import Benchmark
import Chengwen
import Yams

let benchmarks: @Sendable () -> Void = {
  let house = House()
  let fonts = house.fonts
  evaluation(house)
  paragraph(fonts)
  notice(house)
  pledge(house)
  fill(house)
  longList(house)
  onePage(fonts)
}

/// Yams alone on the same case is the floor.
private func evaluation(_ house: House) {
  let request = house.request("patent-import-application", "示例A.yaml")
  guard let path = request.casePath, let bytes = try? house.world.read(path) else {
    preconditionFailure("there is no example A")
  }
  let floor: @Sendable () -> Int = {
    (try? Yams.compose(yaml: String(decoding: bytes, as: UTF8.self)))??.sequence?.count ?? 0
  }
  guard let template = house.chengwen.template(request.template).template else {
    preconditionFailure("the application form does not compile")
  }
  let options = EvaluationOptions(today: house.world.today)
  compare("a1 application A: case and template read, evaluated", floor: floor) {
    house.chengwen.evaluate(request).document?.blocks.count ?? 0
  }
  compare("a2 application A: case read, evaluated", floor: floor) {
    let (node, _) = CaseReader.read(bytes: bytes, name: path)
    return template.evaluate(case: node, options: options).document?.blocks.count ?? 0
  }
}

private func paragraph(_ fonts: FontLibrary) {
  let sentence =
    "申报单位应当在2025年10月15日前提交申报书、合同和付款凭证，所附复印件与原件一致；"
    + "经形式审查、专家评审和公示，对符合条件的项目按实际支付额的10%给予补贴，最高不超过20万元。"
  var text = String.UnicodeScalarView()
  while text.count < 450 {
    text.append(contentsOf: sentence.unicodeScalars.prefix(450 - text.count))
  }
  let inlines: [Inline] = [.text(String(text))]
  let scalars = Array(text)
  guard let face = fonts.faces(for: .fangsong).first.map(fonts.face) else {
    preconditionFailure("there is no 仿宋")
  }
  let composer = LineComposer(fonts: fonts)
  for (name, mode) in [
    ("grid", CompositionMode.grid(cell: .mm(156) / 28)), ("running", CompositionMode.running),
  ] {
    let setting = ParagraphSetting(
      mode: mode, measure: .mm(156), font: .fangsong, size: .pt(16), firstIndent: .pt(32),
      pitch: .pt(29))
    compare("b paragraph of 450 characters, \(name)") {
      face.shape(scalars, ShapingOptions()).count
    } work: {
      var findings = Findings()
      return composer.compose(inlines, setting, findings: &findings).count
    }
  }
}

private func notice(_ house: House) {
  let document = house.document(house.request("notice", "示例.txt"))
  let runs = Runs(house.pages(document))
  compare("c example notice set, nothing kept") {
    runs.shape(house.fonts)
  } work: {
    house.pages(document).pages.count
  }
}

private func pledge(_ house: House) {
  let pages = house.pages(house.document(house.request("truthfulness-pledge", "示例.yaml")))
  let runs = Runs(pages)
  var all = runs
  all.add(Runs(house.pages(house.document(house.request("notice", "示例.txt")))))
  let sources = all.sources(house.fonts)
  guard let kept = try? PDFExporter(fonts: house.fonts).embed(pages.pages) else {
    preconditionFailure("the pledge's fonts cannot be embedded")
  }
  compare("d1 pledge exported, whole faces") {
    runs.embed(house.fonts)
  } work: {
    house.export(pages)
  }
  compare("d2 pledge exported, reduced faces") {
    runs.embed(house.fonts, sources)
  } work: {
    house.export(pages, sources)
  }
  compare("d3 pledge exported, fonts kept; floor: reduced faces") {
    runs.embed(house.fonts, sources)
  } work: {
    house.export(pages, reusing: kept)
  }
}

/// Shaping, subsetting and deflating alone are the floor.
private func fill(_ house: House) {
  let request = house.request("award-notice", "示例.yaml")
  let runs = Runs(house.pages(house.document(request)))
  compare("e award notice of one page, filled") {
    runs.shape(house.fonts) + runs.embed(house.fonts)
  } work: {
    house.chengwen.fill(request, as: .pdf).files.count
  }
}

private func longList(_ house: House) {
  let world = LongList(rows: 500, today: house.world.today)
  let lists = Chengwen.open(templates: ".", fonts: house.fonts, world: world)
  let (document, findings) = lists.evaluate(LongList.request)
  guard let document, !findings.hasErrors else {
    preconditionFailure("the list does not fill: \(findings.all)")
  }
  let runs = Runs(house.pages(document))
  compare("f1 list of 500 rows set") {
    runs.shape(house.fonts)
  } work: {
    house.pages(document).pages.count
  }
  compare("f2 list of 500 rows filled") {
    runs.shape(house.fonts) + runs.embed(house.fonts)
  } work: {
    lists.fill(LongList.request, as: .pdf).files.count
  }
}
