import Chengwen
import Compression

/// The templates and free fonts of the checkout, opened once: a warm process.
struct House: Sendable {
  let root: String
  let world: FileWorld
  let chengwen: Chengwen

  init() {
    var path = #filePath
    for _ in 0..<3 { path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }
    root = path
    world = FileWorld(date: CalendarDate(year: 2025, month: 10, day: 9))
    let (fonts, findings) = FontHome.open(
      folder: root + "/fonts", freeOnly: true, world: world)
    precondition(findings.isEmpty, "fonts are missing: run script/fonts")
    chengwen = Chengwen.open(templates: root + "/templates", fonts: fonts, world: world)
  }

  var fonts: FontLibrary { chengwen.fonts }

  func request(_ template: String, _ example: String) -> FillRequest {
    let programme = template == "notice" ? "official" : "taiyuan-ip-2025"
    let folder = "\(root)/templates/\(programme)/\(template)"
    return FillRequest(template: folder, casePath: "\(folder)/\(example)")
  }

  func document(_ request: FillRequest) -> Document {
    let (document, findings) = chengwen.evaluate(request)
    guard let document, !findings.hasErrors else {
      preconditionFailure("\(request.template) does not fill: \(findings.all.map(\.code))")
    }
    return document
  }

  func pages(_ document: Document) -> PageSequence {
    guard let pages = Typesetter(fonts: fonts).typeset(document).pages else {
      preconditionFailure("\(document.title) cannot be set")
    }
    return pages
  }

  func export(
    _ pages: PageSequence, _ sources: [FaceID: SubsetSource] = [:],
    reusing embedded: EmbeddedFonts? = nil
  ) -> Int {
    var exporter = PDFExporter(fonts: fonts)
    exporter.subsetSources = sources
    do {
      return try exporter.export(pages, reusing: embedded).count
    } catch {
      preconditionFailure("\(error.violations)")
    }
  }
}

/// The runs of glyphs of finished pages: what the floors are measured on.
struct Runs: Sendable {
  var texts: [(face: FaceID, scalars: [Unicode.Scalar])] = []
  var glyphs: [FaceID: Set<UInt32>] = [:]

  init(_ pages: PageSequence) {
    for page in pages.pages {
      for item in page.items {
        for case .glyphs(let run) in item.fragment.marks {
          texts.append((run.face, Array(run.text.unicodeScalars)))
          glyphs[run.face, default: []].formUnion(run.glyphs.map(\.id))
        }
      }
    }
  }

  var faces: [FaceID] { glyphs.keys.sorted { $0.index < $1.index } }

  /// HarfBuzz alone on the same text.
  func shape(_ fonts: FontLibrary) -> Int {
    texts.reduce(0) { $0 + fonts.face($1.face).shape($1.scalars, ShapingOptions()).count }
  }

  /// hb-subset and libdeflate alone on the same glyphs.
  func embed(_ fonts: FontLibrary, _ sources: [FaceID: SubsetSource] = [:]) -> Int {
    let deflater = Deflater(level: PDFOptions().compressionLevel)
    return faces.reduce(0) { total, id in
      let glyphs = glyphs[id] ?? []
      let subset = try? sources[id]?.subset(glyphs: glyphs) ?? fonts.face(id).subset(glyphs: glyphs)
      return total + deflater.zlib(subset?.bytes ?? []).count
    }
  }

  func sources(_ fonts: FontLibrary) -> [FaceID: SubsetSource] {
    var sources: [FaceID: SubsetSource] = [:]
    for (id, set) in glyphs { sources[id] = try? fonts.face(id).subsetSource(glyphs: set) }
    return sources
  }

  mutating func add(_ other: Runs) { glyphs.merge(other.glyphs) { $0.union($1) } }
}
