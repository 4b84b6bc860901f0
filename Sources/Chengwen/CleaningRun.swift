extension Chengwen {
  /// Reads a raw text and makes a manuscript of it; needs neither templates nor fonts. The findings
  /// say so where the file cannot be read.
  public static func clean(
    _ path: String, options: CleaningOptions = CleaningOptions(), world: any World
  ) -> CleaningResult {
    var findings = Findings()
    guard let bytes = readBytes(path, world: world, findings: &findings) else {
      return CleaningResult(
        manuscript: nil, changes: ChangeList(changes: []), findings: findings, source: nil)
    }
    return Cleaner.clean(bytes: bytes, name: path, options: options)
  }
}
