import Chengwen
import Fonts
import Testing

/// The checkout that the tests run in.
public enum Repository {
  /// The root folder, from this file's own path.
  public static let root: String = {
    var path = #filePath
    for _ in 0..<3 {
      if let slash = path.lastIndex(of: "/") { path = String(path[..<slash]) }
    }
    return path
  }()
  public static let templates = root + "/templates"

  /// A fixed day, so that no test depends on the calendar.
  public static let world = FileWorld(date: CalendarDate(year: 2025, month: 10, day: 9))

  /// The free fonts alone: what every machine has after `script/fonts`.
  public static var fonts: FontLibrary { openedFonts.library }
  public static let openedFonts = FontHome.open(
    folder: root + "/fonts", freeOnly: true, world: world)

  /// The face with a PostScript name, or a failed test that says how to get it.
  public static func face(_ postScriptName: String) throws -> FontFace {
    let face = fonts.allFaces.first { $0.postScriptName == postScriptName }
    return try #require(face, "\(postScriptName) is not installed: run script/fonts")
  }

  /// The library of templates with the free fonts.
  public static let chengwen = Chengwen.open(
    templates: templates, fonts: fonts, world: world)

  public static func bytes(_ path: String) throws -> [UInt8] { try world.read(root + "/" + path) }
  public static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }
}

/// Files that tests compare with. Recording a new one fails that run, so nobody merges one unseen.
public enum Expected {
  /// Compares with the file; with `CHENGWEN_RECORD=1` in the environment writes it and fails.
  public static func matches(
    _ actual: [UInt8], path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let full = path.hasPrefix("/") ? path : Repository.root + "/" + path
    if Environment.isRecording {
      try? OutputFile.write(actual, to: full, overwriting: true)
      Issue.record("recorded \(path); look at it, then run again", sourceLocation: sourceLocation)
      return
    }
    guard let expected = try? Repository.world.read(full) else {
      Issue.record("there is no \(path); record it", sourceLocation: sourceLocation)
      return
    }
    if expected == actual { return }
    let difference = firstDifference(
      String(decoding: expected, as: UTF8.self), String(decoding: actual, as: UTF8.self))
    Issue.record("\(path) differs: \(difference)", sourceLocation: sourceLocation)
  }

  public static func matches(
    _ actual: String, path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    matches(Array(actual.utf8), path: path, sourceLocation: sourceLocation)
  }

  private static func firstDifference(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, (a, b)) in zip(old, new).enumerated() where a != b {
      return "line \(index + 1): expected “\(a)”, got “\(b)”"
    }
    return "\(old.count) lines expected, \(new.count) lines there"
  }
}
