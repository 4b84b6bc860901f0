import Diagnostics
import Fonts
import TestSupport
import Testing
import Typography

@Suite("字体目录")
struct CatalogueTests {
  private func open(
    _ text: String, local: String? = nil, folders: [String]? = nil, freeOnly: Bool = false
  ) -> (FontLibrary, Findings) {
    FontLibrary.open(
      catalogue: SourceFile(name: "目录.txt", text: text),
      local: local.map { SourceFile(name: "本地.txt", text: $0) },
      folders: folders ?? ["\(repository)/fonts"] + FontLibrary.systemFolders, freeOnly: freeOnly)
  }
  private func names(_ library: FontLibrary, _ role: FontRole) -> [String] {
    library.faces(for: role).map { library.face($0).postScriptName }
  }

  @Test("按文件名、PostScript 名、全名、字体名都能找到；冒号逗号全角半角都行")
  func waysToName() {
    let (library, _) = open(
      """
      # 注释
      角色：仿宋
      自由：没有这个.ttf，FandolFang-Regular.otf
      角色:楷体
      自由: LXGWWenKai-Regular
      　角色：宋体
      自由：Noto Serif CJK SC
      角色：黑体
      自由：NotoSansCJK-Regular.ttc#2
      角色：小标宋
      自由：霞鹜文楷
      """)
    #expect(names(library, .fangsong) == ["FandolFang-Regular"])
    #expect(names(library, .kai) == ["LXGWWenKai-Regular"])
    #expect(names(library, .song) == ["NotoSerifCJKsc-Regular"], "a family name means its regular")
    #expect(names(library, .hei) == ["NotoSansCJKsc-Regular"])
    #expect(names(library, .title) == ["LXGWWenKai-Regular"])
  }

  @Test("授权字体先用；只用自由字体时跳过；本地目录再先于它")
  func licensedFirst() {
    let text = """
      角色：仿宋
      授权：FandolSong-Regular.otf
      自由：FandolFang-Regular.otf
      角色：备用
      自由：LXGWWenKai-Regular.ttf
      """
    #expect(
      names(open(text).0, .fangsong)
        == ["FandolSong-Regular", "FandolFang-Regular", "LXGWWenKai-Regular"])
    #expect(
      names(open(text, freeOnly: true).0, .fangsong)
        == ["FandolFang-Regular", "LXGWWenKai-Regular"])
    let local = """
      角色：仿宋
      授权：\(repository)/fonts/FandolKai-Regular.otf
      """
    #expect(names(open(text, local: local).0, .fangsong).first == "FandolKai-Regular")
  }

  @Test("看不懂的行和没有的角色各报一条，指出行号，其余照用")
  func unreadableLines() throws {
    let (library, findings) = open("角色：仿宋\n什么\n自由：FandolFang-Regular.otf\n角色：行书\n自由：X\n字体：Y")
    let places = findings.all.prefix(3).map { ($0.code, $0.labels.first?.place.span?.line) }
    #expect(places.map(\.0) == ["F001", "F002", "F001"])
    #expect(places.map(\.1) == [2, 4, 6])
    #expect(names(library, .fangsong) == ["FandolFang-Regular"])
  }

  @Test("角色一个字体也没找到时报出想要的字体和代用的字体")
  func roleNotFound() throws {
    let (library, findings) = open(
      "角色：楷体\n授权：没有的字体甲，A.ttf\n自由：没有的字体乙\n角色：备用\n自由：LXGWWenKai-Regular.ttf")
    let kai = findings.all.compactMap { $0.problem as? FontProblem }.first {
      if case .roleNotFound(.kai, _, _) = $0 { true } else { false }
    }
    #expect(
      kai
        == .roleNotFound(.kai, wanted: ["没有的字体甲", "没有的字体乙"], instead: "LXGWWenKai-Regular"))
    #expect(kai?.severity == .warning)
    #expect(kai?.message(in: .chinese) == "没有找到“楷体”要用的字体，暂用 LXGWWenKai-Regular。")
    #expect(names(library, .kai) == ["LXGWWenKai-Regular"])
    #expect(
      library.resolve(scalars("字"), role: .kai)?.isFallback == false, "said once, when opened")
  }

  @Test("什么字体都没有时是一个错误，不是每个角色一个")
  func nothingAtAll() throws {
    let (library, findings) = open("角色：仿宋\n自由：没有的字体", folders: ["/nonexistent"])
    #expect(findings.all.map(\.code) == ["F006"] && findings.hasErrors)
    #expect(library.face(for: scalars("中"), role: .fangsong) == nil)
    #expect(library.faces(for: .fangsong).isEmpty)
  }

  @Test("坏字体文件各报一条，改用下一个；不会崩溃")
  func brokenFiles() throws {
    let whole = readFile("\(repository)/fonts/ChengwenSymbols.ttf")
    let fang = readFile("\(repository)/fonts/FandolFang-Regular.otf")
    try #require(!whole.isEmpty && !fang.isEmpty, "run script/fonts")
    let cases: [([UInt8], FontFault)] = [
      ([], .notAFont), (Array("not a font at all".utf8), .notAFont),
      (Array(whole.prefix(8)), .truncated), (Array(whole.prefix(whole.count / 2)), .truncated),
      (Array(fang.prefix(fang.count - 100)), .truncated),
      (Array("ttcf".utf8) + [0, 1, 0, 0, 255, 255, 255, 255], .noSuchFace(index: 0)),
    ]
    for (bytes, fault) in cases {
      let folder = try TestFolder(bytes, "broken.ttf")
      defer { withExtendedLifetime(folder) {} }
      let (library, findings) = open(
        "角色：勾选\n自由：broken.ttf，ChengwenSymbols.ttf\n角色：宋体\n自由：broken.ttf",
        folders: [folder.path, "\(repository)/fonts"])
      let faults = findings.all.compactMap { finding -> FontFault? in
        if case .unreadable(_, let fault)? = finding.problem as? FontProblem { return fault }
        return nil
      }
      #expect(faults == [fault], "once, though two roles ask for it")
      #expect(names(library, .symbols) == ["ChengwenSymbols"])
    }
  }

  @Test("字体被改坏任何一个字节，打开、排字、取子集都不崩溃")
  func damagedBytes() throws {
    let whole = readFile("\(repository)/fonts/ChengwenSymbols.ttf")
    try #require(!whole.isEmpty)
    // A seeded generator: the same damage each run.
    var state: UInt64 = 20_241_231
    for _ in 0..<150 {
      var bytes = whole
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
      }
      let folder = try TestFolder(bytes, "damaged.ttf")
      defer { withExtendedLifetime(folder) {} }
      let (library, _) = open("角色：勾选\n自由：damaged.ttf", folders: [folder.path])
      for face in library.allFaces {
        for glyph in face.shape(scalars("☐☑ a"), ShapingOptions()) {
          _ = face.outline(of: glyph.glyph)
          _ = face.inkBox(of: glyph.glyph)
        }
        _ = try? face.subset(glyphs: [1, 2, 3, 4])
      }
    }
  }

  @Test("授权位禁止嵌入或取子集的字体不用，并说明")
  func embeddingRights() throws {
    let whole = readFile("\(repository)/fonts/ChengwenSymbols.ttf")
    let os2 = try #require(offset(of: "OS/2", in: whole))
    for (rights, isUsable) in [
      (0x0000, true), (0x0002, false), (0x0008, true), (0x000A, true), (0x0100, false),
      (0x0200, false), (0x0004, true),
    ] {
      var bytes = whole
      bytes[os2 + 8] = UInt8(rights >> 8)
      bytes[os2 + 9] = UInt8(rights & 0xFF)
      let folder = try TestFolder(bytes, "rights.ttf")
      defer { withExtendedLifetime(folder) {} }
      let (library, findings) = open("角色：勾选\n授权：rights.ttf", folders: [folder.path])
      #expect(library.allFaces.isEmpty != isUsable, "fsType \(rights)")
      #expect(findings.all.contains { $0.code == "F005" } != isUsable)
    }
  }

  private func offset(of table: String, in bytes: [UInt8]) -> Int? {
    for i in 0..<(Int(bytes[4]) << 8 | Int(bytes[5])) {
      let record = 12 + 16 * i
      if Array(table.utf8) == Array(bytes[record..<(record + 4)]) {
        return bytes[(record + 8)..<(record + 12)].reduce(0) { $0 << 8 | Int($1) }
      }
    }
    return nil
  }
}
