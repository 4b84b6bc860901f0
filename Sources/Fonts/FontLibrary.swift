import Diagnostics
import Typography

/// The fonts of a run: which faces serve each role, in order, and what each face can draw.
///
/// Immutable after opening and shared by all threads. Files are mapped; their tables are read
/// when first asked for.
public final class FontLibrary: Sendable {
  /// Where Debian's packages put fonts.
  public static let systemFolders = ["/usr/share/fonts", "/usr/local/share/fonts"]

  private let table: [FontFace]
  private let chains: [FontRole: [FaceID]]
  /// How many faces of a chain the catalogue wants for the role itself; the rest are fallbacks.
  private let ownCounts: [FontRole: Int]
  private let wanted: [FontRole: [FontCatalogue.Entry]]
  private let inert = FontFace(inert: FaceID(index: -1))

  /// Opens the fonts that a catalogue names. Roles that found nothing are reported; a role falls
  /// back to the wide fonts of the catalogue.
  ///
  /// - Parameters:
  ///   - catalogue: the text of `fonts/catalogue.txt`, which explains its format.
  ///   - local: the text of `fonts/本地.txt`, whose fonts are preferred.
  ///   - folders: where font files are looked for, in order, with the folders below them.
  ///   - freeOnly: leaves out the fonts that must be licensed (tests and demo).
  public static func open(
    catalogue: SourceFile, local: SourceFile? = nil, folders: [String], freeOnly: Bool = false
  ) -> (FontLibrary, Findings) {
    var (wanted, findings) = FontCatalogue.read(catalogue)
    if let local {
      let (additions, problems) = FontCatalogue.read(local)
      wanted = wanted.preceded(by: additions)
      findings.add(contentsOf: problems)
    }
    var opener = FontOpener(folders: folders, freeOnly: freeOnly, findings: findings)
    let library = FontLibrary(wanted, &opener)
    if library.table.isEmpty { opener.findings.add(FontProblem.noFonts(folders: folders)) }
    return (library, opener.findings)
  }

  private init(_ catalogue: FontCatalogue, _ opener: inout FontOpener) {
    var own: [FontRole: [FaceID]] = [:]
    for role in FontRole.allCases {
      own[role] = opener.open(catalogue.entries[role] ?? [])
    }
    let fallbacks = opener.open(catalogue.fallbacks)
    var chains: [FontRole: [FaceID]] = [:]
    for role in FontRole.allCases {
      var chain = own[role] ?? []
      // Before the fallbacks of strange design, a sibling of the same family of designs.
      let siblings = role == .latin || role == .symbols ? own[.song] ?? [] : []
      for id in siblings + fallbacks where !chain.contains(id) { chain.append(id) }
      chains[role] = chain
      if (own[role] ?? []).isEmpty, !opener.faces.isEmpty {
        opener.reportMissing(role, catalogue.entries[role] ?? [], instead: chain.first)
      }
    }
    self.chains = chains
    ownCounts = own.mapValues(\.count)
    wanted = catalogue.entries
    table = opener.faces
  }

  /// The faces of a role in the order of preference, wide fallbacks last.
  public func faces(for role: FontRole) -> [FaceID] { chains[role] ?? [] }

  /// All faces, in the order of their ids.
  public var allFaces: [FontFace] { table }

  /// The face of an id. An id that is not of this library gives a face without glyphs.
  public func face(_ id: FaceID) -> FontFace {
    table.indices.contains(id.index) ? table[id.index] : inert
  }

  /// The first face of the role's chain that can draw a unit: a base scalar with the variation
  /// selectors or combining marks that follow it. nil where no font has it.
  public func face(for unit: some Sequence<Unicode.Scalar>, role: FontRole) -> FaceID? {
    resolve(unit, role: role)?.face
  }

  /// Which face draws a unit, and whether it draws exactly what was asked for.
  public func resolve(_ unit: some Sequence<Unicode.Scalar>, role: FontRole) -> Resolution? {
    guard let chain = chains[role] else { return nil }
    var rest = unit.makeIterator()
    guard let base = rest.next() else { return nil }
    guard let second = rest.next() else {
      // Nearly all units are one scalar: no array is made for them.
      for (place, id) in chain.enumerated() where table[id.index].cache.glyph(base) != 0 {
        return resolution(id, place, role)
      }
      return nil
    }
    var scalars = [base, second]
    while let next = rest.next() { scalars.append(next) }
    return resolve(cluster: scalars, chain, role)
  }

  /// A base with selectors or marks: the first face that draws all of it; failing that, a
  /// variation sequence takes the first face with the base, in its plain form.
  private func resolve(
    cluster: [Unicode.Scalar], _ chain: [FaceID], _ role: FontRole
  ) -> Resolution? {
    for (place, id) in chain.enumerated() where table[id.index].draws(cluster) {
      return resolution(id, place, role)
    }
    let plain = cluster.filter { !$0.properties.isVariationSelector }
    guard plain.count < cluster.count, !plain.isEmpty else { return nil }
    for (place, id) in chain.enumerated() where table[id.index].draws(plain) {
      var result = resolution(id, place, role)
      result.isVariationLost = true
      return result
    }
    return nil
  }

  private func resolution(_ id: FaceID, _ place: Int, _ role: FontRole) -> Resolution {
    Resolution(face: id, isFallback: place >= max(1, ownCounts[role] ?? 0))
  }

  /// The answer to which face draws a unit.
  public struct Resolution: Hashable, Sendable {
    public var face: FaceID
    /// The face is none of those wanted for the role: worth a note (`FontProblem.substituted`).
    /// Where none of those was found, the first fallback stands in for them all, which was
    /// reported when the library was opened and is not said again for each character.
    public var isFallback: Bool
    /// No font has the variation sequence, so the plain form is drawn: worth a warning
    /// (`FontProblem.variationLost`).
    public var isVariationLost = false
  }

  /// What each role wants, for reports.
  func wantedEntries(for role: FontRole) -> [FontCatalogue.Entry] { wanted[role] ?? [] }
  func ownCount(for role: FontRole) -> Int { ownCounts[role] ?? 0 }
}

extension FontFace {
  /// Whether the face has glyphs of its own for every scalar of a cluster, composed if need be.
  func draws(_ cluster: [Unicode.Scalar]) -> Bool {
    guard let base = cluster.first else { return false }
    if cluster.count == 2, cluster[1].properties.isVariationSelector {
      return glyph(for: base, variation: cluster[1]) != nil
    }
    if cluster.contains(where: \.properties.isVariationSelector) {
      for (before, selector) in zip(cluster, cluster.dropFirst())
      where selector.properties.isVariationSelector {
        guard glyph(for: before, variation: selector) != nil else { return false }
      }
    }
    let isHan = base.properties.isIdeographic
    let shaped = shape(cluster, ShapingOptions(script: isHan ? .han : .latin))
    return !shaped.isEmpty && shaped.allSatisfy { $0.glyph != 0 }
  }
}

/// Finds and opens faces, each once, collecting what is wrong with files.
struct FontOpener {
  private var files: FontFiles
  private let freeOnly: Bool
  var findings: Findings
  private(set) var faces: [FontFace] = []
  /// What became of a file's face: its id, or nil where it is no use.
  private var known: [String: FaceID?] = [:]

  init(folders: [String], freeOnly: Bool, findings: Findings) {
    files = FontFiles(folders: folders)
    self.freeOnly = freeOnly
    self.findings = findings
  }

  /// The faces of those entries that are there and whole, in order, each once.
  mutating func open(_ entries: [FontCatalogue.Entry]) -> [FaceID] {
    var result: [FaceID] = []
    for entry in entries where !(freeOnly && entry.isLicensed) {
      if let id = open(entry), !result.contains(id) { result.append(id) }
    }
    return result
  }

  private mutating func open(_ entry: FontCatalogue.Entry) -> FaceID? {
    for reference in entry.alternatives {
      guard let (path, index) = files.find(reference) else { continue }
      let key = "\(path)#\(index)"
      if let outcome = known[key] {
        if let id = outcome { return id }
        continue
      }
      let id = open(path, index)
      known.updateValue(id, forKey: key)
      if let id { return id }
    }
    return nil
  }

  private mutating func open(_ path: String, _ index: Int) -> FaceID? {
    do {
      let face = try FontFace(id: FaceID(index: faces.count), path: path, index: index)
      guard face.embeddingAllowed, face.subsettingAllowed else {
        findings.add(FontProblem.embeddingForbidden(font: face.postScriptName, path: path))
        return nil
      }
      faces.append(face)
      return face.id
    } catch {
      findings.add(FontProblem.unreadable(path: path, error))
      return nil
    }
  }

  mutating func reportMissing(
    _ role: FontRole, _ entries: [FontCatalogue.Entry], instead: FaceID?
  ) {
    let names = entries.filter { !(freeOnly && $0.isLicensed) }
      .compactMap(\.alternatives.first?.text)
    findings.add(
      FontProblem.roleNotFound(
        role, wanted: names, instead: instead.map { faces[$0.index].postScriptName }))
  }
}
