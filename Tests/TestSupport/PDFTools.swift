import Foundation

/// A program that a test needs and that is not installed. The message names the Debian package.
public struct MissingTool: Error, CustomStringConvertible {
  public let name: String
  public let package: String
  public var description: String {
    "\(name) is not installed: apt install \(package) (script/test does it)"
  }
}

/// What a tool said.
public struct ToolOutput: Sendable {
  public let status: Int32
  public let output: [UInt8]
  public let complaints: String
  public var text: String { String(decoding: output, as: UTF8.self) }
}

/// The independent programs that give a second opinion on a PDF, and the package of each.
public enum PDFTool: String, Sendable, CaseIterable {
  case qpdf, mutool, pdftotext, pdffonts, pdfinfo, pdftoppm, transicc

  public var package: String {
    switch self {
    case .qpdf: "qpdf"
    case .mutool: "mupdf-tools"
    case .pdftotext, .pdffonts, .pdfinfo, .pdftoppm: "poppler-utils"
    case .transicc: "liblcms2-utils"
    }
  }

  private func path() throws -> String {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    for folder in folders {
      let path = "\(folder)/\(rawValue)"
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    throw MissingTool(name: rawValue, package: package)
  }

  /// Runs the tool. `input` goes to its standard input.
  public func run(_ arguments: [String], input: [UInt8] = []) throws -> ToolOutput {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try path())
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    environment["LC_ALL"] = "C.UTF-8"
    process.environment = environment
    return try TemporaryFolder.with { folder in
      // Files instead of pipes: a full pipe that nobody reads would stop the tool for ever.
      let places = try ["in", "out", "err"].map { name in
        let url = folder.appendingPathComponent(name)
        try Data(name == "in" ? input : []).write(to: url)
        return url
      }
      process.standardInput = try FileHandle(forReadingFrom: places[0])
      process.standardOutput = try FileHandle(forWritingTo: places[1])
      process.standardError = try FileHandle(forWritingTo: places[2])
      try process.run()
      process.waitUntilExit()
      return ToolOutput(
        status: process.terminationStatus, output: [UInt8](try Data(contentsOf: places[1])),
        complaints: String(decoding: try Data(contentsOf: places[2]), as: UTF8.self))
    }
  }

  /// Runs the tool on a PDF: `arguments` gets the file's path.
  public func run(on pdf: [UInt8], _ arguments: (String) -> [String]) throws -> ToolOutput {
    try TemporaryFolder.with { folder in
      let file = folder.appendingPathComponent("test.pdf")
      try Data(pdf).write(to: file)
      return try run(arguments(file.path))
    }
  }
}

/// A folder that lives as long as a closure.
public enum TemporaryFolder {
  public static func with<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("chengwen-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}
