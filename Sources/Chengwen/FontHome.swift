/// Opens the font catalogue of a `fonts/` folder.
public enum FontHome {
  /// The catalogue, and the bureau's own additions to it, if there are any.
  static let catalogueName = "catalogue.txt"
  static let localName = "本地.txt"

  /// - Parameter freeOnly: leaves out licensed fonts and the local catalogue, so that every
  ///   machine gives the same bytes.
  public static func open(
    folder: String, freeOnly: Bool, world: any World
  ) -> (library: FontLibrary, findings: Findings) {
    var findings = Findings()
    let catalogue = read(folder + "/" + catalogueName, isOptional: false, world, &findings)
    let local = freeOnly ? nil : read(folder + "/" + localName, isOptional: true, world, &findings)
    let (library, opening) = FontLibrary.open(
      catalogue: catalogue ?? SourceFile(name: catalogueName, text: ""), local: local,
      folders: [folder] + FontLibrary.systemFolders, freeOnly: freeOnly)
    if findings.isEmpty { findings.add(contentsOf: opening) }
    return (library, findings)
  }

  private static func read(
    _ path: String, isOptional: Bool, _ world: any World, _ findings: inout Findings
  ) -> SourceFile? {
    do {
      return SourceFile(name: path, bytes: try world.read(path))
    } catch WorldError.unreadable(_, let reason) {
      findings.add(RunProblem.unreadable(path: path, reason: reason))
    } catch {
      if !isOptional { findings.add(RunProblem.notFound(path: path)) }
    }
    return nil
  }
}
