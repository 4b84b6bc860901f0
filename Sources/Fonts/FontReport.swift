import CHarfBuzz
import Typography

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a role wanted and what it got, for `chengwen fonts`.
public struct RoleReport: Hashable, Sendable {
  public var role: FontRole
  /// The fonts that the catalogue wants, the first name of each, with their order kept.
  public var wanted: [Wanted]
  /// The faces that serve the role, in order; the fallbacks last.
  public var faces: [FaceReport]

  public struct Wanted: Hashable, Sendable {
    public var name: String
    public var isLicensed: Bool
    public init(name: String, isLicensed: Bool) {
      self.name = name
      self.isLicensed = isLicensed
    }
  }
  public init(role: FontRole, wanted: [Wanted], faces: [FaceReport]) {
    self.role = role
    self.wanted = wanted
    self.faces = faces
  }
}

/// One face: where it comes from, what it may be used for and what it has.
public struct FaceReport: Hashable, Sendable {
  public var id: FaceID
  public var familyName: String
  public var postScriptName: String
  public var path: String
  public var index: Int
  /// It serves every role, after the role's own fonts.
  public var isFallback: Bool
  public var embeddingAllowed: Bool
  public var subsettingAllowed: Bool
  public var coverage: [Coverage]

  /// How many characters of a set the face has.
  public struct Coverage: Hashable, Sendable {
    /// GB 2312, 基本区, 扩展A … 扩展H.
    public var name: String
    public var has: Int
    public var of: Int
    public init(name: String, has: Int, of: Int) {
      self.name = name
      self.has = has
      self.of = of
    }
  }
}

extension FontLibrary {
  /// What each role found, in the order of the roles. Plain values; takes some 10 ms a face.
  public func report() -> [RoleReport] {
    let coverages = allFaces.map { HanCoverage.of($0) }
    return FontRole.allCases.map { role in
      let wanted = wantedEntries(for: role).map { entry in
        RoleReport.Wanted(
          name: entry.alternatives.first?.text ?? "", isLicensed: entry.isLicensed)
      }
      let own = ownCount(for: role)
      let faces = faces(for: role).enumerated().map { place, id in
        FaceReport(face(id), isFallback: place >= own, coverages[id.index])
      }
      return RoleReport(role: role, wanted: wanted, faces: faces)
    }
  }
}

extension FaceReport {
  fileprivate init(_ face: FontFace, isFallback: Bool, _ coverage: [Coverage]) {
    self.init(
      id: face.id, familyName: face.familyName, postScriptName: face.postScriptName,
      path: face.path, index: face.index, isFallback: isFallback,
      embeddingAllowed: face.embeddingAllowed, subsettingAllowed: face.subsettingAllowed,
      coverage: coverage)
  }
}

/// Counts Chinese characters by the sets that a bureau knows or Unicode has.
private enum HanCoverage {
  /// The ideographs of each block as of Unicode 15.
  private static let blocks: [(name: String, range: ClosedRange<UInt32>, count: Int)] = [
    ("基本区", 0x4E00...0x9FFF, 20_992), ("扩展A", 0x3400...0x4DBF, 6_592),
    ("扩展B", 0x20000...0x2A6DF, 42_720), ("扩展C", 0x2A700...0x2B739, 4_154),
    ("扩展D", 0x2B740...0x2B81D, 222), ("扩展E", 0x2B820...0x2CEA1, 5_762),
    ("扩展F", 0x2CEB0...0x2EBE0, 7_473), ("扩展G", 0x30000...0x3134A, 4_939),
    ("扩展H", 0x31350...0x323AF, 4_192),
  ]

  static func of(_ face: FontFace) -> [FaceReport.Coverage] {
    var result: [FaceReport.Coverage] = []
    if !gb2312.isEmpty {
      let has = gb2312.reduce(0) { $0 + (face.glyph(for: $1) == nil ? 0 : 1) }
      result.append(.init(name: "GB 2312", has: has, of: gb2312.count))
    }
    guard let characters = hb_set_create() else { return result }
    defer { hb_set_destroy(characters) }
    hb_face_collect_unicodes(face.source.face, characters)
    for block in blocks {
      var has = 0
      var next = block.range.lowerBound - 1
      while hb_set_next(characters, &next) != 0, next <= block.range.upperBound { has += 1 }
      result.append(.init(name: block.name, has: has, of: block.count))
    }
    return result
  }

  /// The 6,763 ideographs of GB/T 2312-1980, from the C library's own conversion table; empty
  /// where that has none.
  private static let gb2312: [Unicode.Scalar] = {
    guard let converter = iconv_open("UTF-32BE", "EUC-CN"), converter != iconv_t(bitPattern: -1)
    else { return [] }
    defer { iconv_close(converter) }
    var scalars: [Unicode.Scalar] = []
    // Rows 16 to 87: the first level by pronunciation, the second by radical.
    for row in 16...87 {
      for cell in 1...94 {
        if let scalar = convert(converter, UInt8(row + 0xA0), UInt8(cell + 0xA0)) {
          scalars.append(scalar)
        }
      }
    }
    return scalars
  }()

  private static func convert(
    _ converter: iconv_t, _ first: UInt8, _ second: UInt8
  ) -> Unicode.Scalar? {
    var input = [CChar(bitPattern: first), CChar(bitPattern: second)]
    var output = [CChar](repeating: 0, count: 4)
    let isConverted = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var (source, sourceLeft) = (input.baseAddress, 2)
        var (target, targetLeft) = (output.baseAddress, 4)
        return iconv(converter, &source, &sourceLeft, &target, &targetLeft) == 0
          && targetLeft == 0
      }
    }
    guard isConverted else { return nil }
    return Unicode.Scalar(output.reduce(0) { $0 << 8 | UInt32(UInt8(bitPattern: $1)) })
  }
}
