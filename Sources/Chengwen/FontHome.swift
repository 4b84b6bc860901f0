/// Opens the font catalogue of a `fonts/` folder.
public enum FontHome {
  /// Where Debian's packages put fonts.
  public static let systemFolders = ["/usr/share/fonts", "/usr/local/share/fonts"]

  public static func open(
    folder: String, freeOnly: Bool, world: any World
  ) -> (library: FontLibrary, findings: Findings) {
    let path = folder + "/catalogue.txt"
    var findings = Findings()
    var bytes: [UInt8] = []
    do {
      bytes = try world.read(path)
    } catch WorldError.unreadable(_, let reason) {
      findings.add(RunProblem.unreadable(path: path, reason: reason))
    } catch {
      findings.add(RunProblem.notFound(path: path))
    }
    let (library, opening) = FontLibrary.open(
      catalogue: SourceFile(name: path, bytes: bytes), folders: [folder] + systemFolders)
    if findings.isEmpty { findings.add(contentsOf: opening) }
    return (library, findings)
  }
}
